"""A worker: for its district the writer (or a stand-by for it), the relay and the clock."""

import asyncio
import contextlib
from typing import Any

import structlog

from command.domain.area import AreaIndex
from command.service.desk import Deposed, Desk
from command.service.policy import policy_of
from command.service.rehearsing import adopt
from command.settings import Settings
from command.store import universe
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.errors import DatabaseError
from command.store.listen import listen
from command.store.registry import load_index
from realtime.garbage import settle
from realtime.reach import RedisReach
from realtime.redis import RedisError, close, connect
from workers.clock import Clock
from workers.intake import Intake
from workers.relay import Relay
from workers.writer import become_writer, leave

log: Any = structlog.get_logger(__name__)
RETRY_S = 0.2


class Worker:
    """Everything a worker runs for one universe. `heard_by`: the district whose phones are heard, for a drill: it has
    none of its own, and neither days nor a watch over who is in contact."""

    def __init__(self, settings: Settings, universe_: str, areas: AreaIndex, *, heard_by: str | None = None) -> None:
        self._settings = settings
        self._universe = universe_
        self._areas = areas
        url = settings.database_url
        self._engine = create_engine(url, pool_size=3, name="gridcommand-worker")
        self._writing = create_engine(url, pool_size=1, max_overflow=0, name="gridcommand-writer")
        self._relay = Relay(self._engine, settings.redis_url, universe_)
        self._reach = self.reach = RedisReach(settings.redis_url, heard_by or universe_)
        self._chores = heard_by is None
        self.desk = Desk(self._writing, universe_, areas, self._reach, policy_of(settings))

    def wake(self) -> None:
        """The ledger has grown: what is new is to be told."""
        self._relay.wake.set()

    async def run(self) -> None:
        """For ever; cancel it to stop in good order."""
        desk = self.desk
        clock = Clock(desk, self._relay, self._settings.redis_url, self._reach)
        clock.start(chores=self._chores)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._reach.run())
                group.create_task(self._relay.run())
                group.create_task(self._listen())
                group.create_task(self._write(desk))
        finally:
            await clock.stop()
            await self._writing.dispose()
            await self._engine.dispose()

    async def run_clock(self) -> None:
        """Only the clock and the relay, for ever."""
        desk = self.desk
        clock = Clock(desk, self._relay, self._settings.redis_url, self._reach)
        clock.start()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._reach.run())
                group.create_task(self._relay.run())
                group.create_task(self._listen())
        finally:
            await clock.stop()
            await self._writing.dispose()
            await self._engine.dispose()

    async def _write(self, desk: Desk) -> None:
        while True:
            token = await become_writer(self._engine, self._universe)
            try:
                await self._hold(desk, token)
            except Deposed:
                log.warning("another writer took over", district=self._universe, token=token)
            finally:
                await leave(self._engine, self._universe, token)

    async def _hold(self, desk: Desk, token: int) -> None:
        """Write until deposed; what fails for a while is begun again, our own pending list first."""
        while True:
            reading, telling = connect(self._settings.redis_url), connect(self._settings.redis_url)
            try:
                await Intake(desk, self._areas, reading, telling, self._relay, self._reach, token).run()
            except (RedisError, DatabaseError, OSError, TimeoutError) as error:
                log.warning("intake waits", error=str(error)[:200])
                await asyncio.sleep(RETRY_S)
            finally:
                await close(reading)
                await close(telling)
            await self._beat(desk, token)

    async def _beat(self, desk: Desk, token: int) -> None:
        """Tried again with the next round: the token tells whether anybody took over meanwhile."""
        with contextlib.suppress(DatabaseError, OSError, TimeoutError):
            await desk.beat(token)

    async def _listen(self) -> None:
        async for _payload in listen(self._settings.database_url, "ledger", poll_s=60):
            self._relay.wake.set()


async def wait_for_areas(engine: Engine) -> AreaIndex:
    """The district's areas and registry, as soon as the database has them."""
    while True:
        try:
            areas = await load_index(engine)
            if len(areas):
                return areas
            log.warning("no areas yet: import them, or start with --demo")
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("waiting for the database", error=str(error)[:200])
        await asyncio.sleep(1)


async def run_worker(settings: Settings) -> None:
    """Run a worker for the district of the settings until cancelled: writer or its stand-by, relay and clock."""
    areas = await prepared(settings)
    settle()
    await Worker(settings, settings.district, areas).run()


async def run_clock(settings: Settings) -> None:
    """Run a clock alone, with the relay for its own facts; the lock lets any number of them run beside workers."""
    areas = await prepared(settings)
    settle()
    await Worker(settings, settings.district, areas).run_clock()


async def prepared(settings: Settings) -> AreaIndex:
    """Wait for the database, then for the district's areas; its counter row is there afterwards."""
    engine = create_engine(settings.database_url, pool_size=1, name="gridcommand-worker")
    areas = await wait_for_areas(engine)
    async with engine.begin() as connection:
        await universe.create(connection, settings.district)
    await adopt(engine, settings.district)
    await engine.dispose()
    return areas
