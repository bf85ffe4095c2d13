"""A whole worker on real servers, and a gateway's side of the inbox played by the test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from redis.asyncio import Redis

from command.service.intake import Received
from command.settings import Settings, load_settings
from command.store import universe
from realtime import keys
from tests.district import DISTRICT, District, received, small_district
from workers.run import Worker


@dataclass
class Wire:
    """What a gateway does with Redis, without the gateway."""

    district: District
    redis: Redis
    settings: Settings

    async def put(self, sender: str, method: str, lane: str = "urgent", **data: object) -> Received:
        """Add a durable request to the inbox; it is returned."""
        one = received(sender, method, **data)
        await self.put_again(one, lane)
        return one

    async def put_again(self, one: Received, lane: str = "urgent") -> None:
        """Add a request as it is, for resends."""
        fields: dict[Any, Any] = {"m": one.method, "s": one.sender, "b": one.body, "i": one.id}
        fields.update({"k": one.content, "t": str(one.at_ms)})
        await self.redis.xadd(keys.inbox(DISTRICT, lane), fields)

    async def alive(self, *people: str) -> None:
        """Phones of these people have just been heard of."""
        seconds, micros = await self.redis.time()
        score = seconds * 1000 + micros // 1000 + 600_000
        await self.redis.zadd(keys.presence(DISTRICT), dict.fromkeys(people, score))

    async def facts(self, count: int, timeout_s: float = 10) -> list[dict[str, Any]]:
        """The first `count` facts of the live stream, as soon as they are there."""
        found: list[dict[str, Any]] = []
        epoch = (await universe.look(self.district.engine, DISTRICT)).epoch
        last = "0"
        async with asyncio.timeout(timeout_s):
            while len(found) < count:
                entries: Any = await self.redis.xread({keys.live(DISTRICT, epoch): last}, block=100)
                for rows in entries.values():
                    last = rows[-1][0].decode()
                    found += [msgspec.json.decode(fields[b"f"]) for _, fields in rows if b"f" in fields]
        return found

    async def fact(self, kind: str, timeout_s: float = 10, **matching: object) -> dict[str, Any]:
        """The first fact of a type with these members, as soon as it is in the live stream."""
        async with asyncio.timeout(timeout_s):
            count = 1
            while True:
                for fact in await self.facts(count, timeout_s):
                    if fact["type"] == kind and all(fact.get(k) == v for k, v in matching.items()):
                        return fact
                count += 1


@asynccontextmanager
async def working(settings: Settings, district: District) -> AsyncIterator[Worker]:
    """A worker that runs as long as the block does."""
    worker = Worker(settings, DISTRICT, district.areas)
    task = asyncio.create_task(worker.run())
    yield worker
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def wire(fresh_database: str, fresh_redis: str) -> AsyncIterator[Wire]:
    """A district with an empty Redis; no worker yet."""
    redis = Redis.from_url(fresh_redis, protocol=3, legacy_responses=False)
    await redis.flushdb()
    settings = load_settings({}, database_url=fresh_database, redis_url=fresh_redis)
    async with small_district(fresh_database) as district:
        yield Wire(district, redis, settings)
    await redis.aclose()
