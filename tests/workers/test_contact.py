"""失联 with real servers: what the gateways noted in Redis, what the clock makes of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import msgspec
import pytest
from redis.asyncio import Redis
from sqlalchemy import text

from command.domain.policy import DEFAULT
from command.service.contact import watch_contact
from command.service.desk import Desk
from command.service.replay import differences
from realtime import keys
from realtime.reach import RedisReach
from tests.district import DISTRICT
from tests.workers.conftest import Wire, working


async def noted(redis: Redis, **ages: float) -> None:
    """Phones of these people were heard of so many seconds ago, as a gateway notes it."""
    seconds, micros = await redis.time()
    now = seconds * 1000 + micros // 1000
    await redis.zadd(keys.presence(DISTRICT), {person: now - age * 1000 for person, age in ages.items()})


@dataclass
class Watching:
    wire: Wire
    reach: RedisReach
    desk: Desk

    async def look(self) -> list[dict[str, object]]:
        """The clock looks once, after the next reading of Redis."""
        async with asyncio.timeout(15):
            await self.reach.next_reading()
        committed = await watch_contact(self.desk, self.reach.heard_s)
        told = [msgspec.json.decode(entry.body) for entry in committed.entries]
        return [one for one in told if one["type"].startswith("Contact")]  # not what operators are asked because of it


@asynccontextmanager
async def watching(wire: Wire) -> AsyncIterator[Watching]:
    reach = RedisReach(wire.settings.redis_url, DISTRICT, settle_s=0)
    task = asyncio.create_task(reach.run())
    try:
        yield Watching(wire, reach, Desk(wire.district.engine, DISTRICT, wire.district.areas, reach, DEFAULT))
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def on_duty_long_ago(wire: Wire, *people: str) -> None:
    """They checked in, and then ten minutes went by."""
    for person in people:
        await wire.district.send(person, "duty.check_in", at="2026-01-01T00:00:00Z")
    async with wire.district.engine.begin() as connection:
        await connection.execute(text("UPDATE universe SET ahead = ahead + interval '10 minutes'"))


async def test_a_phone_that_is_silently_dead_makes_its_grid_lost_and_its_return_clears_it(wire: Wire) -> None:
    await on_duty_long_ago(wire, "w1", "w2")
    await noted(wire.redis, w1=150, w2=3)
    async with watching(wire) as clock:
        (lost,) = await clock.look()
        assert (lost["type"], lost["area"]) == ("ContactLost", "460107001001001")
        assert await clock.look() == []
        await noted(wire.redis, w1=1)
        (back,) = await clock.look()
        assert (back["type"], back["how"], back["person"]) == ("ContactRegained", "socket", "w1")
    assert await differences(wire.district.engine, DISTRICT) == []


async def test_while_we_hear_nothing_ourselves_nobody_is_called_lost(wire: Wire) -> None:
    reach = RedisReach("redis://127.0.0.1:1/0", DISTRICT, settle_s=0)
    task = asyncio.create_task(reach.run())
    await asyncio.sleep(0)
    assert not reach.hears()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with watching(wire) as clock:
        await clock.look()
        assert clock.reach.hears()
    settling = RedisReach(wire.settings.redis_url, DISTRICT, settle_s=60)
    task = asyncio.create_task(settling.run())
    async with asyncio.timeout(15):
        await settling.next_reading()
    assert not settling.hears(), "phones need time to be noted again"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_the_clock_of_a_running_worker_notices_a_silent_grid_by_itself(wire: Wire) -> None:
    await on_duty_long_ago(wire, "w1", "w2")
    await noted(wire.redis, w1=150, w2=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workers.clock.WATCH_S", 0.5)
        async with working(wire.settings, wire.district) as worker:
            worker._reach._settle_s = 0.0
            lost = await wire.fact("ContactLost", 15)
    assert lost["area"] == "460107001001001"
