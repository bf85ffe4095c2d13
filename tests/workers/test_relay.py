"""The relay appends in order or not at all, whatever overtakes it."""

import asyncio
import random
from typing import Any

import msgspec
import pytest
from redis.asyncio import Redis
from sqlalchemy import text

from command.store import ledger, universe
from command.store.ledger import Entry
from realtime import keys
from tests.district import DISTRICT, report
from tests.workers.conftest import Wire, working
from workers.relay import Relay


async def numbers(redis: Redis, stream: str) -> list[int]:
    entries: Any = await redis.xrange(stream)
    return [int(name.partition(b"-")[0]) for name, fields in entries if b"f" in fields]


async def push(relay: Relay, redis: Redis, stream: str, entries: list[Entry], previous: bytes) -> str:
    answer = await relay.script(redis)(keys=[stream], args=relay.arguments(entries, previous))
    return str(answer[0].decode())


async def filled(wire: Wire, count: int) -> list[Entry]:
    for n in range(count):
        await wire.district.send("w1", "report.submit", **report(n % 4 + 1, category="grid.dispute"))
    return await ledger.read_after(wire.district.engine, DISTRICT, 0, 10_000)


async def test_a_relay_that_is_overtaken_leaves_no_hole_and_no_double(wire: Wire) -> None:
    entries = await filled(wire, 10)
    relay, stream = Relay(wire.district.engine, "", DISTRICT), "live:test:a"
    late, early = entries[5:8], entries[:5]
    assert await push(relay, wire.redis, stream, early, ledger.GENESIS) == "OK"
    assert await push(relay, wire.redis, stream, entries[8:], entries[7].hash) == "GAP"
    assert await push(relay, wire.redis, stream, late, entries[4].hash) == "OK"
    assert await push(relay, wire.redis, stream, entries[3:], entries[2].hash) == "OK"
    assert await numbers(wire.redis, stream) == [e.number for e in entries]


async def test_three_relays_that_crash_and_overtake_each_other_stay_gap_free(wire: Wire) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    entries = await filled(wire, 20)
    relay, stream, done = Relay(wire.district.engine, "", DISTRICT), "live:test:b", 0
    while done < len(entries):
        start = chance.randrange(0, min(done + 3, len(entries)))
        some = entries[start : start + chance.randrange(1, 8)]
        before = entries[start - 1].hash if start else ledger.GENESIS
        answer = await push(relay, wire.redis, stream, some, before)
        known = await numbers(wire.redis, stream)
        done = known[-1]
        assert known == list(range(known[0], done + 1)), f"seed {seed}: {answer} {known}"


async def test_another_history_at_the_same_number_is_a_fork_not_an_append(wire: Wire) -> None:
    entries = await filled(wire, 6)
    relay, stream = Relay(wire.district.engine, "", DISTRICT), "live:test:c"
    await push(relay, wire.redis, stream, entries[:4], ledger.GENESIS)
    assert await push(relay, wire.redis, stream, entries[4:], b"x" * 32) == "FORK"
    assert await numbers(wire.redis, stream) == [1, 2, 3, 4]


async def test_a_writer_that_is_faster_than_a_relay_looks_is_not_another_history(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The relay asks for the ledger's head, the writer commits and tells more, only then the stream is looked at."""
    entries = await filled(wire, 6)
    now = await universe.look(wire.district.engine, DISTRICT)
    relay, stream = Relay(wire.district.engine, "", DISTRICT), keys.live(DISTRICT, now.epoch)
    assert await push(relay, wire.redis, stream, entries, ledger.GENESIS) == "OK"
    looks = [msgspec.structs.replace(now, number=entries[-3].number, hash=entries[-3].hash), now]

    async def look(*_: object) -> universe.Counter:
        return looks.pop(0) if looks else now

    monkeypatch.setattr(universe, "look", look)
    await relay.level(wire.redis)
    monkeypatch.undo()
    assert (await universe.look(wire.district.engine, DISTRICT)).epoch == now.epoch


async def test_a_live_stream_that_lost_its_tail_is_made_whole_from_the_ledger(wire: Wire) -> None:
    async with working(wire.settings, wire.district):
        sent = await wire.put("w1", "report.submit", **report(1))
        stored = await wire.fact("ReportStored", request=sent.id)
        epoch = (await universe.look(wire.district.engine, DISTRICT)).epoch
        stream = keys.live(DISTRICT, epoch)
        await wire.redis.delete(stream)  # a failover to a replica that had not got the last entries
        more = await wire.put("w1", "report.submit", **report(2))
        again = await wire.fact("ReportStored", request=more.id)
        assert again["number"] > stored["number"]
        assert (await universe.look(wire.district.engine, DISTRICT)).epoch == epoch
        known = await numbers(wire.redis, stream)
        assert known == list(range(known[0], known[-1] + 1))
        assert known[-1] >= again["number"]


async def test_a_ledger_restored_to_an_older_moment_gets_a_new_epoch(wire: Wire) -> None:
    async with working(wire.settings, wire.district):
        sent = await wire.put("w1", "report.submit", **report(1))
        stored = await wire.fact("ReportStored", request=sent.id)
    before = (await universe.look(wire.district.engine, DISTRICT)).epoch
    older = stored["number"] - 1
    async with wire.district.engine.begin() as restored:
        await restored.execute(text("DELETE FROM ledger WHERE number > :older"), {"older": older})
        await restored.execute(text("DELETE FROM ledger_channel WHERE number > :older"), {"older": older})
        await restored.execute(
            text("UPDATE universe SET number = :older, hash = (SELECT hash FROM ledger WHERE number = :older)"),
            {"older": older},
        )
        for table in ("request", "report", "incident", "offer", "deadline"):
            await restored.execute(text(f"DELETE FROM {table}"))
    async with working(wire.settings, wire.district):
        async with asyncio.timeout(10):
            while (await universe.look(wire.district.engine, DISTRICT)).epoch == before:
                await asyncio.sleep(0.02)
        await wire.put_again(sent)  # what the phone kept is sent again
        answer = await wire.fact("ReportStored", request=sent.id)
        assert answer["number"] > older
