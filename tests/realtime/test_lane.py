"""A lane's own way of speaking to Redis: each entry gets its own answer, and any doubt ends the connection."""

import asyncio
from typing import Any

import hiredis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import ResponseError

from realtime.lane import Lane, Note, _packed, _Wire
from realtime.redis import connect

ANSWERS = {
    b"$15\r\n1795327030026-0\r\n": "1795327030026-0",
    b"-OOM command not allowed when used memory > 'maxmemory'.\r\n": "OOM command not allowed when used memory > "
    "'maxmemory'.",
    b">2\r\n$6\r\nMOVING\r\n:1\r\n": None,  # a push answers nothing
}


@given(st.lists(st.sampled_from(sorted(ANSWERS)), max_size=8), st.lists(st.integers(1, 40), max_size=20))
def test_answers_are_read_in_order_however_they_are_cut(said: list[bytes], cuts: list[int]) -> None:
    wanted = [ANSWERS[one] for one in said if ANSWERS[one] is not None]

    async def read() -> list[str | Exception]:
        reader, rest = asyncio.StreamReader(), b"".join(said)
        wire = _Wire(connect("unix:///nowhere"))
        task = asyncio.create_task(wire._read(reader, len(wanted)))
        for cut in [*cuts, len(rest)]:
            if rest[:cut]:
                reader.feed_data(rest[:cut])
            rest = rest[cut:]
            await asyncio.sleep(0)
        return await asyncio.wait_for(task, 1)

    assert [str(one) for one in asyncio.run(read())] == wanted


@pytest.mark.parametrize(
    "said",
    [
        b"+1-0\r\n+2-0\r\n",
        b"",
        b"-LOADING Redis is loading the dataset in memory\r\n",
        b"-READONLY You can't write against a read only replica.\r\n",
        b"rubbish\r\n",
    ],
    ids=["one too many", "the end", "the server loads", "a replica", "rubbish"],
)
async def test_what_puts_the_whole_connection_in_doubt_is_raised(said: bytes) -> None:
    reader = asyncio.StreamReader()
    reader.feed_data(said)
    reader.feed_eof()
    with pytest.raises(Lost):
        await _Wire(connect("unix:///nowhere"))._read(reader, 1)


@given(st.text(), st.lists(st.binary() | st.text(), min_size=2))
def test_an_entry_is_packed_whatever_is_in_it(stream: str, fields: list[bytes | str]) -> None:
    reader = hiredis.Reader()
    reader.feed(_packed(Note(stream, tuple(fields))))
    parts = [part.encode() if isinstance(part, str) else part for part in fields]
    assert reader.gets() == [b"XADD", stream.encode(), b"*", *parts]


async def test_an_entrys_error_is_its_own_and_the_connection_stays(fresh_redis: str) -> None:
    redis = Redis.from_url(fresh_redis, protocol=3, legacy_responses=False)
    await redis.set("text", "no stream")
    lane = Lane(fresh_redis)
    good, bad = Note("lane", (b"a", b"\r\n\x00")), Note("text", (b"a", b"b"))
    first, error, second = await lane.write([good, bad, good])
    assert isinstance(error, ResponseError)
    assert str(error).startswith("WRONGTYPE")
    kept: Any = await redis.xrange("lane")
    assert [(name.decode(), fields) for name, fields in kept] == [
        (first, {b"a": b"\r\n\x00"}),
        (second, {b"a": b"\r\n\x00"}),
    ]
    wire = lane._wire
    assert isinstance((await lane.write([good]))[0], str)
    assert lane._wire is wire
    lane.drop()
    await redis.aclose()


async def test_after_a_timeout_a_connection_is_made_anew_and_late_answers_go_to_nobody(fresh_redis: str) -> None:
    redis = Redis.from_url(fresh_redis, protocol=3, legacy_responses=False)
    lane = Lane(fresh_redis, timeout_s=0.3)
    await lane.write([Note("late", (b"n", b"0"))])
    await redis.execute_command("CLIENT", "PAUSE", "700", "ALL")
    with pytest.raises(TimeoutError):
        await lane.write([Note("late", (b"n", b"1"))])
    assert lane._wire is None
    await redis.ping()
    [name] = await lane.write([Note("late", (b"n", b"2"))])
    kept: Any = await redis.xrange("late")
    assert isinstance(name, str)
    assert dict(kept)[name.encode()] == {b"n": b"2"}
    lane.drop()
    await redis.aclose()


async def test_a_lane_whose_connection_was_killed_fails_once_and_then_writes_again(fresh_redis: str) -> None:
    redis = Redis.from_url(fresh_redis, protocol=3, legacy_responses=False)
    lane = Lane(fresh_redis)
    await lane.write([Note("killed", (b"n", b"0"))])
    await redis.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    with pytest.raises((Lost, OSError)):
        await lane.write([Note("killed", (b"n", b"1"))])
    assert isinstance((await lane.write([Note("killed", (b"n", b"2"))]))[0], str)
    lane.drop()
    await redis.aclose()
