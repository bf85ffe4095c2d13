"""The follower: makes the figures' tables from the ledger, behind the writer, in a process of its own.

It is polite: it runs at a low priority, and rests as long as each piece of work took, so that in a flood the figures
grow older (which is shown with every figure) and nobody waits for them.
"""

import asyncio
import os
from typing import Any

import structlog

from command.service.follow import Step, follow_on
from command.service.rehearsing import adopt
from command.settings import Settings
from command.store import universe
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.errors import DatabaseError
from command.store.listen import listen

log: Any = structlog.get_logger(__name__)
POLL_S = 1.0
RETRY_S = 1.0
RESTS = 1.0
"""How long it rests after a piece, as a multiple of the time the piece took."""
NICE = 10


class Follower:
    """One universe's follower in this process. Any number may run: one is at work, the others look on."""

    def __init__(self, engine: Engine, universe_: str) -> None:
        self._engine = engine
        self._universe = universe_
        self.wake = asyncio.Event()

    async def run(self) -> None:
        """For ever. Outages are outlived: the position is in the database, with the rows it stands for."""
        while True:
            try:
                await self.catch_up()
                await self._rest(POLL_S)
            except (DatabaseError, OSError, TimeoutError) as error:
                log.warning("figures wait for the database", error=str(error)[:200])
                await asyncio.sleep(RETRY_S)

    async def catch_up(self) -> Step:
        """Follow until nothing is left, resting in between."""
        loop = asyncio.get_running_loop()
        while True:
            begun = loop.time()
            step = await follow_on(self._engine, self._universe)
            if not step.more:
                return step
            await asyncio.sleep((loop.time() - begun) * RESTS)

    async def _rest(self, at_most_s: float) -> None:
        try:
            async with asyncio.timeout(at_most_s):
                await self.wake.wait()
                await asyncio.sleep(at_most_s / 4)  # a commit seldom comes alone
        except TimeoutError:
            pass
        self.wake.clear()


async def run_follower(settings: Settings) -> None:
    """Follow the ledger of the settings' district until cancelled."""
    os.nice(NICE)
    engine = create_engine(settings.database_url, pool_size=1, name="gridcommand-follower")
    await _until_there(engine, settings.district)
    await adopt(engine, settings.district)
    follower = Follower(engine, settings.district)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(follower.run())
            group.create_task(_listen(settings.database_url, follower))
    finally:
        await engine.dispose()


async def _listen(database_url: str, follower: Follower) -> None:
    async for _payload in listen(database_url, "ledger", poll_s=60):
        follower.wake.set()


async def _until_there(engine: Engine, universe_: str) -> None:
    while True:
        try:
            async with engine.begin() as connection:
                await universe.create(connection, universe_)
                return
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("waiting for the database", error=str(error)[:200])
            await asyncio.sleep(RETRY_S)
