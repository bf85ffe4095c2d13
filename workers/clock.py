"""The clock: deadlines that are due, and the auditor who looks for incidents without one. APScheduler only ticks."""

import asyncio
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from command.clock import now_ms
from command.service import evening
from command.service.contact import watch_contact
from command.service.days import open_days
from command.service.deadlines import PIECE, offer_waiting, pass_due
from command.service.desk import Desk
from command.store import deadlines
from command.store.errors import DatabaseError
from realtime import keys
from realtime.reach import RedisReach
from realtime.redis import RedisError, close, connect
from workers.relay import Relay

log: Any = structlog.get_logger(__name__)
TICK_S = 0.2
AUDIT_S = 5
DAYS_S = 20
WATCH_S = 5


class Clock:
    """Ticks for one universe. Several may run: the lock lets each step happen once."""

    def __init__(self, desk: Desk, relay: Relay, redis_url: str, reach: RedisReach | None = None) -> None:
        self._desk = desk
        self._relay = relay
        self._redis_url = redis_url
        self._reach = reach
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._turn = asyncio.Lock()

    def start(self, *, chores: bool = True) -> None:
        """Begin to tick. `chores`: with days to open and a watch over who is in contact, which a drill has not."""
        once = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler.add_job(self.tick, "interval", seconds=TICK_S, **once)
        self._scheduler.add_job(self.audit, "interval", seconds=AUDIT_S, **once)
        if chores:
            self._scheduler.add_job(self.watch, "interval", seconds=WATCH_S, **once)
            self._scheduler.add_job(self.open_days, "interval", seconds=DAYS_S, **once)
        self._scheduler.start()

    async def stop(self) -> None:
        """No more ticks; a tick under way is finished first."""
        self._scheduler.pause()
        async with self._turn:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Act on everything that is due, piece by piece. An outage is waited out: rows do not forget."""
        try:
            await self._pass_due()
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("clock waits for the database", error=str(error)[:200])

    async def _pass_due(self) -> None:
        async with self._turn:
            while (done := await pass_due(self._desk)) is not None and done.entries:
                self._relay.wake.set()
            await self._welcome(sorted(self._reach.returned() if self._reach is not None else ()))

    async def _welcome(self, returned: list[str]) -> None:
        """Who reconnects while on duty is offered what waits now, not at the next try."""
        for start in range(0, len(returned), PIECE):
            done = await offer_waiting(self._desk, returned[start : start + PIECE])
            if done is not None and done.entries:
                self._relay.wake.set()

    async def watch(self) -> None:
        """Grids whose phones fall silent are out of contact; not while we ourselves hear nothing."""
        if self._reach is None or not self._reach.hears():
            return
        try:
            async with self._turn:
                if (await watch_contact(self._desk, self._reach.heard_s)).entries:
                    self._relay.wake.set()
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("nobody watches who is in contact", error=str(error)[:200])

    async def open_days(self) -> None:
        """Whoever came on duty has a day: rounds and visits. In the evening their leaders hear what is left."""
        try:
            async with self._turn:
                while (done := await open_days(self._desk)) is not None and done.entries:
                    self._relay.wake.set()
                if (done := await evening.look(self._desk)) is not None and done.entries:
                    self._relay.wake.set()
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("days wait for the database", error=str(error)[:200])

    async def audit(self) -> None:
        """Every open incident has a next deadline; one that has not is shown on the wall.

        That it was looked at is a heartbeat: when it grows old, readiness and the wall say so.
        """
        try:
            orphans = await deadlines.without(self._desk.engine, self._desk.universe)
        except (DatabaseError, OSError, TimeoutError):
            return
        if orphans:
            log.error("open incidents without a deadline", count=len(orphans), first=orphans[0])
        redis = connect(self._redis_url)
        try:
            seen = {"without_deadline": len(orphans), "audited_at": now_ms()}
            await redis.hset(keys.lag(self._desk.universe), items=[part for pair in seen.items() for part in pair])
        except (RedisError, OSError):
            pass  # told again in five seconds
        finally:
            await close(redis)
