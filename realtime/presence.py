"""Presence: who is connected and was heard of, in a sorted set that all gateways write and the writer reads.

Scores are Redis's own time, so that gateways with wrong clocks do no harm.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import structlog

from realtime import keys
from realtime.redis import Redis, RedisError, close, connect

log: Any = structlog.get_logger(__name__)
EVERY_S = 10.0
ALIVE_S = 30.0
CHUNK = 1000
_KEEP_MS = 86_400_000

_MARK = """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local pairs = {}
for i = 2, #ARGV do
  pairs[#pairs + 1] = now
  pairs[#pairs + 1] = ARGV[i]
end
redis.call('ZADD', KEYS[1], unpack(pairs))
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - tonumber(ARGV[1]))
return now
"""


class Presence:
    """Marks people as heard of: at once when they come, all of them every ten seconds.

    `alive` answers who of this process was heard of in the last 30 s.
    """

    def __init__(self, redis_url: str, district: str, alive: Callable[[], Iterable[str]]) -> None:
        self._redis_url = redis_url
        self._key = keys.presence(district)
        self._alive = alive
        self._came: set[str] = set()
        self._called = asyncio.Event()

    def came(self, person: str) -> None:
        """A person connected."""
        self._came.add(person)
        self._called.set()

    async def run(self) -> None:
        """For ever. While Redis is gone nobody is marked; afterwards everybody is."""
        while True:
            client = connect(self._redis_url)
            try:
                await self._serve(client)
            except (RedisError, OSError, TimeoutError) as error:
                log.info("presence cannot be written", error=str(error)[:200])
            finally:
                await close(client)
            await asyncio.sleep(1)

    async def _serve(self, client: Redis) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            now = loop.time()
            everybody = now >= due
            people = set(self._alive()) if everybody else self._came
            self._came = set()
            self._called.clear()
            if everybody:
                due = now + EVERY_S
            await self._mark(client, list(people))
            await self._wait(due - loop.time())

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._called.wait()
                await asyncio.sleep(0.05)  # people come in crowds
        except TimeoutError:
            return

    async def _mark(self, client: Redis, people: list[str]) -> None:
        for start in range(0, len(people), CHUNK):
            async with asyncio.timeout(3):
                some = people[start : start + CHUNK]
                await client.eval(_MARK, 1, self._key, str(_KEEP_MS), *some)
