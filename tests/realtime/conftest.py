"""A whole gateway in the test's own process, on real servers and a free port; the test plays the writer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvloop
from redis.asyncio import Redis

from command.clock import new_id
from command.domain import facts as f
from command.settings import Settings, load_settings
from command.store import universe
from realtime import keys
from realtime.gateway import Gateway
from realtime.serve import opened, serving
from tests.district import DISTRICT, District, small_district
from tests.realtime.client import Client, client


@dataclass
class House:
    """A served gateway, its district, and the Redis beside it."""

    district: District
    gateway: Gateway
    port: int
    redis: Redis
    settings: Settings
    sequence: list[int] = field(default_factory=lambda: [0])

    def token(self, person: str) -> str:
        """A token of somebody who has signed in."""
        return self.gateway.context.tokens.issue(person, f"session-of-{person}")[0]

    @asynccontextmanager
    async def phone(self, person: str, *channels: str) -> AsyncIterator[Client]:
        """A connected client, subscribed to the channels."""
        async with client(self.port) as made:
            reply = await made.connect(self.token(person))
            assert "client" in reply, reply
            for channel in channels:
                subscribed = await made.subscribe(channel)
                assert "epoch" in subscribed or channel.startswith("positions:"), subscribed
            yield made

    async def remember(self, *facts: f.AnyFact) -> int:
        """Append facts to the ledger as any writer would; the last number. No relay: the hub finds them itself."""
        committed = await self.district.desk.record(list(facts))
        return committed.entries[-1].number

    async def relay(self, *facts: f.AnyFact) -> int:
        """Append facts and put them on the live stream, as the writer does."""
        committed = await self.district.desk.record(list(facts))
        await put_live(self.redis, committed.epoch, committed.entries)
        return committed.entries[-1].number

    async def epoch(self) -> str:
        return (await universe.look(self.district.engine, DISTRICT)).epoch


def chatter(count: int, size: int = 500) -> list[f.AnyFact]:
    """Facts of the picture that change nothing, of about `size` bytes each."""
    return [f.TaskDone(task=new_id(), by="op", note="n" * size) for _ in range(count)]


async def put_live(redis: Redis, epoch: str, entries: Any, universe_: str = DISTRICT) -> None:
    """Entries onto the live stream."""
    pipeline = redis.pipeline(transaction=True)
    for e in entries:
        fields: dict[Any, Any] = {"f": e.body, "c": " ".join(e.channels), "a": e.area or "", "h": e.hash}
        pipeline.xadd(keys.live(universe_, epoch), fields, id=f"{e.number}-0")
    await pipeline.execute()


@asynccontextmanager
async def housed(
    database_url: str, redis_url: str, through: dict[str, str] | None = None, **settings: Any
) -> AsyncIterator[House]:
    """A gateway over an emptied district, ready to be connected to; `through` other URLs than the test's own."""
    redis = Redis.from_url(redis_url, protocol=3, legacy_responses=False)
    await redis.flushdb()
    urls = {"database_url": database_url, "redis_url": redis_url} | (through or {})
    chosen = load_settings({}, **urls, **settings)
    async with small_district(database_url) as district, opened(chosen) as gateway, serving(gateway) as port:
        assert await gateway.hub.reached(1, 10)
        await until_taken(gateway)
        yield House(district, gateway, port, redis, chosen)
    await redis.aclose()


async def until_taken(gateway: Gateway) -> None:
    """Until a report could be taken."""
    async with asyncio.timeout(10):
        while gateway.pulse.missing is not None or not gateway.live.record_alive:
            await asyncio.sleep(0.01)


@pytest.fixture(scope="session")
def event_loop_policy() -> asyncio.AbstractEventLoopPolicy:
    """The loop of the product: its transports are not asyncio's own."""
    return uvloop.EventLoopPolicy()


@pytest.fixture
async def house(fresh_database: str, fresh_redis: str) -> AsyncIterator[House]:
    """A served gateway with default settings."""
    async with housed(fresh_database, fresh_redis) as made:
        yield made
