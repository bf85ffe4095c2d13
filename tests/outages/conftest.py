"""Gateway and worker behind doors that a test can shut: PostgreSQL and Redis go away and come back."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis

from command.settings import load_settings
from realtime.serve import opened, serving
from tests.district import DISTRICT, District, small_district
from tests.outages.proxy import Proxy, before_postgres, before_redis
from tests.realtime.client import Client, client
from tests.realtime.conftest import until_taken
from tests.workers.conftest import working


@dataclass
class Whole:
    """A running district with its two doors; `redis` and `district.engine` go around them."""

    district: District
    redis: Redis
    database_door: Proxy
    redis_door: Proxy
    gateway: Any
    port: int

    def token(self, person: str) -> str:
        return str(self.gateway.context.tokens.issue(person, f"session-of-{person}")[0])

    async def ready(self, wanted: int, timeout_s: float = 15) -> dict[str, Any]:
        """Wait until `/readyz` answers this status; its body."""
        async with httpx.AsyncClient() as http, asyncio.timeout(timeout_s):
            while True:
                reply = await http.get(f"http://127.0.0.1:{self.port}/readyz", timeout=5)
                if reply.status_code == wanted:
                    return dict(reply.json())
                await asyncio.sleep(0.05)

    async def age(self, phone: Client, timeout_s: float = 15, **wanted: Any) -> dict[str, Any]:
        """Wait until `picture.age` says this."""
        async with asyncio.timeout(timeout_s):
            while True:
                told = await phone.rpc("picture.age")
                if all(told.get(name) == value for name, value in wanted.items()):
                    return told
                await asyncio.sleep(0.05)


@pytest.fixture
async def whole(fresh_database: str, fresh_redis: str) -> AsyncIterator[Whole]:
    """Everything running and healthy."""
    redis = Redis.from_url(fresh_redis, protocol=3, legacy_responses=False)
    await redis.flushdb()
    async with (
        small_district(fresh_database) as district,
        before_postgres(fresh_database) as (database_door, database_url),
        before_redis(fresh_redis) as (redis_door, redis_url),
    ):
        settings = load_settings({}, database_url=database_url, redis_url=redis_url)
        async with opened(settings) as gateway, serving(gateway) as port, working(settings, district):
            await until_taken(gateway)
            yield Whole(district, redis, database_door, redis_door, gateway, port)
    await redis.config_set("maxmemory", 0)
    await redis.aclose()


__all__ = ["DISTRICT", "Whole", "client"]
