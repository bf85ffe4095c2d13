"""Who can be reached and where phones are, as the gateways noted in Redis; read twice a second."""

import asyncio
from collections.abc import Iterable
from typing import Any

import msgspec
import structlog

from realtime import keys
from realtime.redis import RedisError, close, connect

log: Any = structlog.get_logger(__name__)
ALIVE_S = 30.0
"""A phone heard of in the last 30 s can be reached (domain facts §7)."""
READ_S = 0.5
FRESH_S = 5.0


class RedisReach:
    """`Reach` over the presence set. When Redis is gone, what is known grows old: after 30 s nobody is reachable."""

    def __init__(self, redis_url: str, universe: str, *, settle_s: float = ALIVE_S) -> None:
        """`settle_s`: so long it must have heard without a break before silence means anything."""
        self._redis_url = redis_url
        self._universe = universe
        self._settle_s = settle_s
        self._heard: dict[str, float] = {}
        self._positions: dict[bytes, bytes] = {}
        self._moves: list[tuple[str, float, float]] = []
        self._returned: set[str] = set()
        self._loop = asyncio.get_running_loop()
        self.read_at = -FRESH_S
        """When Redis was last read, by the loop's clock."""
        self._since = self._loop.time()
        self._again = asyncio.Event()

    async def next_reading(self) -> None:
        """Wait until Redis has been read once more."""
        await self._again.wait()

    def reachable(self, person: str) -> bool:
        """Whether the person's phone was heard of in the last 30 s."""
        return self._heard.get(person, -ALIVE_S) > self._loop.time() - ALIVE_S

    def heard_s(self, person: str) -> float | None:
        """Seconds since the person's phone was heard of, None for never (or not within a day)."""
        then = self._heard.get(person)
        return None if then is None else max(0.0, self._loop.time() - then)

    def position_of(self, person: str) -> dict[str, Any] | None:
        """Where the person's phone last said it was, as it said it: `lat`, `lon`, `accuracy_m`, `at`, `battery`."""
        raw = self._positions.get(person.encode())
        found: dict[str, Any] | None = msgspec.json.decode(raw) if raw is not None else None
        return found

    def hears(self) -> bool:
        """Whether what is known is fresh, and has been for as long as phones need to be noted again: while Redis is
        gone, and just after, everybody would seem to have fallen silent."""
        now = self._loop.time()
        return now - self.read_at < FRESH_S and now - self._since >= self._settle_s

    def moves(self) -> Iterable[tuple[str, float, float]]:
        """Positions that changed since the last call."""
        moves, self._moves = self._moves, []
        return moves

    def returned(self) -> set[str]:
        """Who can be reached since the last call and could not be before it."""
        returned, self._returned = self._returned, set()
        return returned

    def heard(self, person: str, age_s: float) -> None:
        """A request of theirs came in so many seconds ago: that is a sign of life too."""
        then = self._loop.time() - max(age_s, 0)
        self._heard[person] = max(self._heard.get(person, then), then)

    async def run(self) -> None:
        """For ever."""
        while True:
            redis = connect(self._redis_url)
            try:
                while True:
                    async with asyncio.timeout(5):
                        await self._read(redis)
                    await asyncio.sleep(READ_S)
            except (RedisError, OSError, TimeoutError):
                await asyncio.sleep(READ_S)
            finally:
                await close(redis)

    async def _read(self, redis: Any) -> None:
        async with redis.pipeline(transaction=False) as pipe:
            pipe.time()
            pipe.zrange(keys.presence(self._universe), 0, -1, withscores=True)
            pipe.hgetall(keys.positions(self._universe))
            (seconds, micros), people, positions = await pipe.execute()
        now, here = seconds + micros / 1e6, self._loop.time()
        for person, score in people:
            then = here - (now - float(score) / 1000)
            name = person.decode()
            if then > here - ALIVE_S and not self.reachable(name):
                self._returned.add(name)
            self._heard[name] = max(self._heard.get(name, then), then)
        for person, raw in positions.items():
            if self._positions.get(person) != raw:
                place = msgspec.json.decode(raw)
                self._moves.append((person.decode(), place["lat"], place["lon"]))
        self._positions = positions
        if here - self.read_at > FRESH_S:
            self._since = here
        self.read_at = here
        self._again.set()
        self._again = asyncio.Event()
