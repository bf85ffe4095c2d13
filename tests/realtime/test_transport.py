"""Bad input of any kind at the socket: closed with the right code, nothing in the log, nobody else disturbed (P10)."""

import asyncio
import logging
from collections.abc import AsyncIterator

import msgspec
import pytest

from tests.district import DISTRICT
from tests.realtime.client import client
from tests.realtime.conftest import House, chatter
from tests.realtime.raw import BINARY, PING, TEXT, Raw, frame, knock


@pytest.fixture(autouse=True)
def nothing_in_the_log(caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    yield
    loud = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert loud == []


async def hello(house: House, raw: Raw, person: str = "w1") -> None:
    raw.send(frame(msgspec.json.encode({"id": 1, "connect": {"token": house.token(person)}})))
    opcode, payload = await raw.next()
    assert opcode == TEXT
    assert b'"connect"' in payload


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (frame(b"not json"), 3501),
        (frame(b"[1,2"), 3501),
        (frame(b'{"id":1}'), 3501),
        (frame(b'{"id":1,"subscribe":{"channel":"staff:w1"}}'), 3501),
        (frame(b'{"id":0,"connect":{"token":"x"}}'), 3501),
        (frame(b'{"id":1,"connect":{"token":"a.b.c"}}'), 3500),
        (frame(b'{"id":1,"connect":{"token":"no such key"}}'), 3500),
        (frame(b'{"id":1,"connect":{}}'), 3500),
        (frame(b"\x00\x01\x02", BINARY), 1003),
        (frame(b'{"a":"\xff\xfe"}'), 1007),
        (frame(b"x" * 1024 * 1024), 1009),
        (frame(b"x" * 40_000, fin=False) + frame(b"x" * 40_000, 0), 1009),
        (frame(b"{}", mask=False), 1002),
        (b"\xff\xff\xff\xff", 1002),
        (frame(b"x", 0), 1002),
        (frame(b"x" * 126, PING), 1002),
        (frame(b"[" * 60_000), 3501),
    ],
)
async def test_rubbish_is_closed_with_the_code_that_says_so(house: House, sent: bytes, code: int) -> None:
    raw = await knock(house.port)
    raw.send(sent)
    assert await raw.close_code() == code
    raw.writer.close()


async def test_half_a_frame_does_not_hold_a_socket_for_ever(house: House) -> None:
    house.gateway.door.first_frame_s = 0.1
    raw = await knock(house.port)
    raw.send(frame(b'{"id":1,"connect":{}}')[:9])
    assert await raw.close_code() in (0, 3502)
    await raw.gone()
    assert not house.gateway.door.sockets


async def test_who_says_nothing_for_ten_seconds_is_closed(house: House) -> None:
    async with client(house.port) as silent:
        house.gateway.door.look(asyncio.get_running_loop().time() + 11)
        assert (await silent.closed())[0] == 3502


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("", 101),
        ("Origin: https://evil.example\r\n", 403),
        ("Origin: null\r\n", 403),
        ("Origin: http://127.0.0.1:{port}\r\n", 101),
        ("Origin: https://console.example\r\n", 101),
        ("Origin: https://a.example\r\nOrigin: https://console.example\r\n", 403),
    ],
)
async def test_a_page_of_another_site_may_not_open_a_socket(house: House, more: str, status: int) -> None:
    house.gateway.door._origins = {"https://console.example"}
    raw = await knock(house.port, more=more.format(port=house.port))
    assert raw.status == status
    raw.writer.close()


async def test_another_path_is_not_a_socket(house: House) -> None:
    raw = await knock(house.port, path="/elsewhere")
    assert raw.status == 404
    raw.writer.close()


async def test_commands_may_come_several_in_a_message_and_cut_into_frames(house: House) -> None:
    raw = await knock(house.port)
    commands = [{"id": 1, "connect": {"token": house.token("w1")}}, {"id": 2, "subscribe": {"channel": "staff:w1"}}]
    message = b"\n".join(msgspec.json.encode(c) for c in commands)
    raw.send(frame(message[:10], fin=False), frame(b"", PING), frame(message[10:30], 0, fin=False))
    raw.send(frame(message[30:], 0))
    seen = [await raw.next() for _ in range(3)]
    told = b" ".join(payload for opcode, payload in seen if opcode == TEXT)
    assert b'"connect"' in told
    assert b'"subscribe"' in told
    raw.writer.close()


async def test_a_client_that_stops_reading_is_dropped_and_costs_a_bounded_amount(house: House) -> None:
    raw = await knock(house.port, buffer=4096)
    await hello(house, raw, "op")
    raw.send(frame(msgspec.json.encode({"id": 2, "subscribe": {"channel": f"picture:{DISTRICT}"}})))
    await raw.next()
    [stalled] = house.gateway.door.sockets
    raw.reader._transport.pause_reading()  # type: ignore[attr-defined]
    async with house.phone("co", f"picture:{DISTRICT}") as other:
        for _ in range(30):
            await house.relay(*chatter(100))
            assert stalled._transport.get_write_buffer_size() < 1_000_000
            if stalled.closing:
                break
        assert stalled.closing
        now = asyncio.get_running_loop().time()
        house.gateway.door.look(now + 3)
        await asyncio.sleep(0)
        assert stalled not in house.gateway.door.sockets
        await other.until(lambda: len(other.facts(f"picture:{DISTRICT}")) >= 500)
    raw.writer.close()


async def test_a_slow_client_is_told_that_it_was_slow_and_may_come_back(house: House) -> None:
    raw = await knock(house.port, buffer=65536)
    await hello(house, raw, "op")
    raw.send(frame(msgspec.json.encode({"id": 2, "subscribe": {"channel": f"picture:{DISTRICT}"}})))
    await raw.next()
    [slow] = house.gateway.door.sockets
    raw.reader._transport.pause_reading()  # type: ignore[attr-defined]
    while not slow.closing:
        await house.relay(*chatter(300))
        await asyncio.sleep(0.08)
    raw.reader._transport.resume_reading()  # type: ignore[attr-defined]
    assert await raw.close_code() == 3008
    raw.writer.close()


async def test_a_late_pong_ends_the_connection(house: House) -> None:
    async with house.phone("w1") as phone:
        phone.mute = True
        now = asyncio.get_running_loop().time()
        house.gateway.door.look(now + 26)
        house.gateway.door.look(now + 35)
        assert (await phone.closed())[0] == 3012


async def test_a_client_that_answers_pings_stays(house: House) -> None:
    async with house.phone("w1") as phone:
        [socket] = house.gateway.door.sockets
        socket._next_ping = 0.001
        before = socket.heard
        await asyncio.sleep(0.005)  # the loop counts milliseconds: an answer may come within the same one
        house.gateway.door.look(asyncio.get_running_loop().time())
        async with asyncio.timeout(2):
            while socket.heard == before:
                await asyncio.sleep(0.005)
        socket._next_ping = 0.001
        house.gateway.door.look(asyncio.get_running_loop().time())
        assert "client" not in await phone.ask(ping={})
        assert not socket.closing


async def test_one_phone_that_opens_sockets_without_end_keeps_five_and_locks_nobody_out(house: House) -> None:
    phones = []
    async with house.phone("w2") as other:
        for _ in range(40):
            context = client(house.port)
            phone = await context.__aenter__()
            phones.append((context, phone))
            assert "client" in await phone.connect(house.token("w1"))
        codes = [(await phone.closed())[0] for _, phone in phones[:35]]
        assert set(codes) == {3504}
        assert "client" not in await phones[-1][1].ask(ping={})
        assert "ping" in await other.ask(ping={})
        assert len(house.gateway._people["w1"]) == 5
    for context, _ in phones:
        await context.__aexit__(None, None, None)


async def test_more_sockets_than_the_process_may_have_are_turned_away(house: House) -> None:
    house.gateway.door.max_sockets = 3
    raws = [await knock(house.port) for _ in range(4)]
    assert [raw.status for raw in raws] == [101, 101, 101, 503]
    for raw in raws:
        raw.writer.close()


async def test_who_asks_too_much_is_told_to_wait_and_then_closed(house: House) -> None:
    raw = await knock(house.port)
    await hello(house, raw)
    raw.send(*[frame(b'{"id":%d,"ping":{}}' % n) for n in range(2, 102)])
    answers = [(await raw.next())[1] for _ in range(100)]
    assert sum(b'"ping"' in a for a in answers) in range(55, 70)
    assert b'"code":111' in answers[-1]
    assert b'"temporary":true' in answers[-1]
    raw.send(*[frame(b'{"id":%d,"ping":{}}' % n) for n in range(200, 1200)])
    assert await raw.close_code() == 3013
    raw.writer.close()


async def test_a_client_that_leaves_without_a_word_takes_nobody_with_it(house: House) -> None:
    """Its FIN comes without a close frame, and in the same step a fact is on its way to it."""
    raw = await knock(house.port)
    await hello(house, raw, "op")
    raw.send(frame(msgspec.json.encode({"id": 2, "subscribe": {"channel": f"picture:{DISTRICT}"}})))
    await raw.next()
    [leaving] = house.gateway.door.sockets
    async with house.phone("co", f"picture:{DISTRICT}") as other:
        leaving.eof_received()
        leaving.send(b"\x81\x02{}")
        await house.relay(*chatter(3))
        await other.until(lambda: len(other.facts(f"picture:{DISTRICT}")) >= 3)
    raw.writer.close()
