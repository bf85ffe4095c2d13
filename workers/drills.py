"""Drills: in a process of their own, at a low priority, everything that a running exercise needs besides a gateway.

For each exercise a writer, a relay and a clock over its own universe, and a lookout (`workers.lookout`) over the real
ledger. Exercises come and go by the table `exercise`; whatever fails in one is begun again and touches no other.
"""

import asyncio
import os
from typing import Any

import httpx
import structlog

from command.domain.area import AreaIndex
from command.domain.universe import universe_of
from command.service.desk import Desk
from command.service.rehearsing import adopt
from command.settings import Settings
from command.store import universe
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.errors import DatabaseError
from command.store.exercises import NOTIFIED, open_ones
from command.store.listen import listen
from realtime import keys
from realtime.garbage import settle
from realtime.redis import RedisError, close, connect
from workers.courier.drilling import DrillCourier, Ears
from workers.courier.main import delays_of, with_stand_in
from workers.courier.ways import for_drills, ways_of
from workers.evaluator import Evaluator
from workers.lookout import Lookout
from workers.run import Worker, prepared

log: Any = structlog.get_logger(__name__)
NICE = 10
POLL_S = 1.0
GRACE_S = 60.0
"""How long a drill that is over is still served: notes come in, phones hear of the end."""
KEEP_S = 86_400
"""So long what Redis holds of a drill that is over is kept."""


class Drills:
    """Every running exercise of a district, each in a task of its own."""

    def __init__(self, settings: Settings, areas: AreaIndex) -> None:
        self._settings = settings
        self._areas = areas
        self._engine = create_engine(settings.database_url, pool_size=2, name="gridcommand-drills", read_only=True)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._leaving: dict[str, float] = {}

    async def run(self) -> None:
        """For ever; cancel it to stop in good order."""
        try:
            async for _ in listen(self._settings.database_url, NOTIFIED, poll_s=POLL_S):
                await self.look()
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)
            await self._engine.dispose()

    async def look(self) -> None:
        """Begin what has started, end what is over. An outage is waited out: what runs goes on."""
        try:
            begun = {one.id for one in await open_ones(self._engine, self._settings.district)}
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("drills wait for the database", error=str(error)[:200])
            return
        now = asyncio.get_running_loop().time()
        for id_ in begun:
            self._keep(id_)
        for id_ in self._tasks.keys() - begun:
            if now - self._leaving.setdefault(id_, now) >= GRACE_S:
                await self._end(id_)

    def _keep(self, id_: str) -> None:
        """A drill runs, and is begun again if something in it failed."""
        task = self._tasks.get(id_)
        if task is not None and not task.done():
            return
        if task is not None:
            failed = None if task.cancelled() else task.exception()
            log.error("a drill is begun again", exercise=id_, error=repr(failed)[:500])
        else:
            log.info("a drill runs", exercise=id_)
        self._tasks[id_] = asyncio.create_task(RunningDrill(self._settings, self._areas, id_).run())

    async def _end(self, id_: str) -> None:
        task = self._tasks.pop(id_)
        self._leaving.pop(id_, None)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        log.info("a drill is over", exercise=id_)
        await self._forget(universe_of(id_))

    async def _forget(self, universe_: str) -> None:
        """What Redis holds of it goes by itself: the ledger has all of it."""
        redis = connect(self._settings.redis_url)
        try:
            async with asyncio.timeout(5):
                epoch = (await universe.look(self._engine, universe_)).epoch
                for name in (keys.live(universe_, epoch), keys.lag(universe_)):
                    await redis.expire(name, KEEP_S)
                for lane in keys.LANES:
                    await redis.expire(keys.inbox(universe_, lane), KEEP_S)
        except (RedisError, DatabaseError, OSError, TimeoutError) as error:
            log.warning("what a drill left in Redis stays", error=str(error)[:200])
        finally:
            await close(redis)


class RunningDrill:
    """What one exercise runs in this process."""

    def __init__(self, settings: Settings, areas: AreaIndex, id_: str) -> None:
        self._settings = settings
        self._areas = areas
        self._id = id_
        self._worker = Worker(settings, universe_of(id_), areas, heard_by=settings.district)

    async def run(self) -> None:
        """For ever, or until something in it fails; cancel it to stop in good order."""
        url, worker = self._settings.database_url, self._worker
        engine = create_engine(url, pool_size=2, name="gridcommand-lookout")
        climbing = create_engine(url, pool_size=2, name="gridcommand-drill-courier")
        lookout = Lookout(engine, self._settings.district, self._id, worker.desk, worker.wake)
        try:
            async with httpx.AsyncClient(trust_env=False) as client, asyncio.TaskGroup() as group:
                group.create_task(worker.run())
                group.create_task(lookout.run())
                group.create_task(self._climb(climbing, client))
        finally:
            await climbing.dispose()
            await engine.dispose()

    async def _climb(self, engine: Engine, client: httpx.AsyncClient) -> None:
        """The ladder, over a desk and connections of its own: a slow messenger keeps no decision waiting."""
        settings, worker = self._settings, self._worker
        desk = Desk(engine, universe_of(self._id), self._areas, Ears(worker.reach), worker.desk.policy)
        ways = for_drills(ways_of(settings, client), settings.drill_messages)
        courier = DrillCourier(desk, worker.reach, ways, delays_of(settings), settings.message_sign)
        try:
            await courier.run()
        finally:
            await courier.stop()


async def run_drills(settings: Settings) -> None:
    """Run the exercises of the settings' district until cancelled."""
    os.nice(NICE)
    areas = await prepared(settings)
    engine = create_engine(settings.database_url, pool_size=1, name="gridcommand-drills")
    await adopt(engine, settings.district)
    await engine.dispose()
    settle()
    async with with_stand_in(settings) as settings, asyncio.TaskGroup() as group:  # noqa: PLR1704
        group.create_task(Drills(settings, areas).run())
        group.create_task(Evaluator(settings, areas).run())
