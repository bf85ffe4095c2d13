"""Twice a second: is Redis there, would it lose nothing, has it room, and how far behind is the writer?"""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from realtime import keys
from realtime.inbox import Inbox
from realtime.lag import Lag
from realtime.lane import Unfit, prove_durable
from realtime.redis import Redis, RedisError, close, connect

log: Any = structlog.get_logger(__name__)
EVERY_S = 0.5


class Pulse:
    """What is known about Redis now. `redis` is False from the first question it does not answer."""

    def __init__(
        self,
        redis_url: str,
        district: str,
        lag: Lag,
        inbox: Inbox,
        now_ms: Callable[[], int],
        on_other_server: Callable[[], None],
    ) -> None:
        self._redis_url = redis_url
        self._district = district
        self._lag = lag
        self._inbox = inbox
        self._now_ms = now_ms
        self._on_other_server = on_other_server
        self._server = b""
        self.redis = False
        self.full = False

    @property
    def missing(self) -> str | None:
        """Why a report could not be taken now, or None."""
        if not self.redis:
            return "redis"
        if self._inbox.unfit is not None:
            return f"redis durability: {self._inbox.unfit}"
        return "redis memory" if self.full else None

    async def run(self) -> None:
        """For ever."""
        while True:
            client = connect(self._redis_url)
            try:
                while True:
                    async with asyncio.timeout(2):
                        await self._ask(client)
                    await asyncio.sleep(EVERY_S)
            except (RedisError, OSError, TimeoutError) as error:
                if self.redis:
                    log.warning("redis does not answer", error=str(error)[:200])
                self.redis = False
            finally:
                await close(client)
            await asyncio.sleep(EVERY_S)

    async def _ask(self, client: Redis) -> None:
        await self._prove(client)
        memory: dict[Any, Any] = await client.info("memory", "server")
        figures: Any = await client.hgetall(keys.lag(self._district))
        lengths = {lane: int(await client.xlen(keys.inbox(self._district, lane))) for lane in keys.LANES}
        waiting = lengths["answers"] + lengths["urgent"], lengths["routine"]
        self._lag.read(figures, waiting, self._now_ms())
        self.full = 0 < memory.get("maxmemory", 0) <= memory.get("used_memory", 0)
        self._recognise(memory.get("run_id"))
        self.redis = True

    async def _prove(self, client: Redis) -> None:
        try:
            await prove_durable(client)
        except Unfit as error:
            if self._inbox.unfit is None:
                log.warning("redis would lose what it acknowledged; nothing is accepted", error=str(error))
            self._inbox.unfit = str(error)
        else:
            self._inbox.unfit = None

    def _recognise(self, server: Any) -> None:
        """Another server (or a restarted one) may not hold what the last one acknowledged."""
        if server != self._server:
            self._server = server
            self._on_other_server()
