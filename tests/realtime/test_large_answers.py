"""A district's picture in a storm is larger than what is held for a client that does not read; whoever asked for it
gets it, however much is published meanwhile, and whoever never reads costs a bounded amount (P3)."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.place import Spot
from realtime.websocket import ASKED_S, Socket
from tests.district import DISTRICT
from tests.realtime.conftest import House, chatter
from tests.realtime.raw import TEXT, Raw, frame, knock

PICTURE = f"picture:{DISTRICT}"


def filed(number: int) -> f.IncidentFiled:
    return f.IncidentFiled(
        incident=new_id(),
        report=new_id(),
        category="event.0406",
        disposition="help",
        priority=3,
        reasons=["ordinary"],
        place=Spot(20.0, 110.3, "460107001001001"),
        reporter="w1",
        reported_at=now(),
        text=f"{number} " + "水" * 480,
    )


def said(**command: object) -> bytes:
    return frame(msgspec.json.encode(command))


@pytest.fixture
async def flooded(house: House) -> House:
    """Its picture is half a megabyte: twice what is held for somebody who does not read."""
    for hundred in range(5):
        last = await house.remember(*(filed(hundred * 100 + n) for n in range(100)))
    assert await house.gateway.hub.reached(last, 20)
    return house


@pytest.fixture
async def desk(flooded: House) -> AsyncIterator[tuple[Raw, Socket]]:
    """A desk that follows the picture over a line on which only what it reads moves, and the server's side of it."""
    raw = await knock(flooded.port, buffer=65536)
    raw.send(said(id=1, connect={"token": flooded.token("op")}), said(id=2, subscribe={"channel": PICTURE, "flag": 1}))
    await raw.next()
    await raw.next()
    [socket] = flooded.gateway.door.sockets
    yield raw, socket
    raw.writer.close()


def stop_reading(raw: Raw) -> None:
    raw.reader._transport.pause_reading()  # type: ignore[attr-defined]


def read_on(raw: Raw) -> None:
    raw.reader._transport.resume_reading()  # type: ignore[attr-defined]


async def unread(socket: Socket, at_least: int) -> None:
    """Until this much waits for the client."""
    async with asyncio.timeout(10):
        while socket._transport.get_write_buffer_size() < at_least and not socket.closing:
            await asyncio.sleep(0.01)  # a buffer tells nobody how full it is: it is asked


async def test_a_desk_that_takes_seconds_to_read_the_picture_is_not_cut_off_while_facts_are_published(
    flooded: House, desk: tuple[Raw, Socket]
) -> None:
    raw, socket = desk
    stop_reading(raw)
    raw.send(said(id=3, rpc={"method": "picture.get", "data": {}}))
    await unread(socket, 500_000)
    first, last = 0, 0
    for _ in range(5):
        last = await flooded.relay(*chatter(100))
        first = first or last - 99
        assert await flooded.gateway.hub.reached(last, 5)
        await asyncio.sleep(0.1)  # longer than facts are gathered for one frame: each lot is a frame of its own
    assert not socket.closing
    assert flooded.gateway.door.slow_closed == 0
    read_on(raw)
    numbers: list[int] = []
    incidents = 0
    async with asyncio.timeout(20):
        while not numbers or numbers[-1] < last:
            opcode, payload = await raw.next()
            assert opcode == TEXT
            told = msgspec.json.decode(payload)
            if told.get("id") == 3:
                incidents = len(told["rpc"]["data"]["picture"]["incidents"])
            numbers.extend(fact["number"] for fact in told.get("push", {}).get("pub", {}).get("data", []))
    assert incidents == 500
    assert numbers == list(range(first, last + 1)), "all of them, once and in order"


async def test_whoever_has_read_its_answer_is_held_to_the_usual_again(flooded: House, desk: tuple[Raw, Socket]) -> None:
    raw, socket = desk
    raw.send(said(id=3, rpc={"method": "picture.get", "data": {}}))
    while b'"picture"' not in (await raw.next())[1]:
        pass
    async with asyncio.timeout(10):
        while socket._transport.get_write_buffer_size():
            await asyncio.sleep(0.01)  # a buffer tells nobody how full it is: it is asked
    stop_reading(raw)
    while not socket.closing:
        assert socket._transport.get_write_buffer_size() < 2 * flooded.gateway.door.max_unread
        await flooded.relay(*chatter(300))
        await asyncio.sleep(0.08)  # longer than facts are gathered for one frame
    assert flooded.gateway.door.slow_closed == 1


async def test_whoever_does_not_read_the_answer_either_is_slow_when_its_time_is_over(
    flooded: House, desk: tuple[Raw, Socket]
) -> None:
    raw, socket = desk
    stop_reading(raw)
    raw.send(said(id=3, rpc={"method": "picture.get", "data": {}}))
    await unread(socket, 500_000)
    socket._asked_until -= ASKED_S
    last = await flooded.relay(*chatter(1))
    assert await flooded.gateway.hub.reached(last, 5)
    async with asyncio.timeout(5):
        while not socket.closing:
            await asyncio.sleep(0.01)  # a buffer tells nobody how full it is: it is asked
    assert flooded.gateway.door.slow_closed == 1


async def test_whoever_asks_again_and_again_without_reading_costs_a_bounded_amount(
    flooded: House, desk: tuple[Raw, Socket]
) -> None:
    raw, socket = desk
    flooded.gateway.door.max_asked = 4 * 1024 * 1024
    stop_reading(raw)
    most = 0
    for number in range(3, 40):
        raw.send(said(id=number, rpc={"method": "picture.get", "data": {}}))
        await unread(socket, most + 1)
        if socket.closing:
            break
        most = max(most, socket._transport.get_write_buffer_size())
    assert socket.closing
    assert most < 6 * 1024 * 1024
