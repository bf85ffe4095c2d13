"""The lookout of a drill: it follows the real ledger, read-only, and takes out of the drill whom real work needs.

Its position is in the drill's row, moved in the transaction of what it led to; and nobody is taken out for what was
before they came in. So a crash neither loses a real event nor lets it count twice.
"""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import structlog

from command.domain.draft import Draft
from command.domain.drill.lookout import MATTERS, Look, look_at, over_by_itself, react
from command.service.desk import Desk
from command.service.seal import opened
from command.store import exercises, ledger
from command.store.engine import Connection, Engine
from command.store.errors import DatabaseError
from command.store.ledger import Entry
from command.store.requests import Key, Known
from command.store.rows import Answered

log: Any = structlog.get_logger(__name__)
POLL_S = 0.25
"""A real event takes a player out within a second."""
CHUNK = 500
ITSELF_S = 2.0


class Lookout:
    """One drill's. `wake`: to be called when the drill's ledger has grown."""

    def __init__(self, engine: Engine, district: str, exercise: str, desk: Desk, wake: Callable[[], None]) -> None:
        self._engine = engine
        self._district = district
        self._exercise = exercise
        self._desk = desk
        self._wake = wake
        self._followed: int | None = None
        self._looked = 0.0

    async def run(self) -> None:
        """For ever. Outages are outlived."""
        while True:
            try:
                while await self.step():
                    pass
                await self._itself()
            except (DatabaseError, OSError, TimeoutError) as error:
                self._followed = None
                log.warning("a drill does not see the district", exercise=self._exercise, error=str(error)[:200])
            await asyncio.sleep(POLL_S)

    async def step(self) -> bool:
        """Look at the next entries of the real ledger; whether there may be more."""
        if self._followed is None:
            self._followed = await exercises.followed(self._engine, self._exercise)
        if self._followed is None:
            return False
        entries = await ledger.read_after(self._engine, self._district, self._followed, CHUNK)
        if not entries:
            return False
        await self._take_in(entries)
        self._followed = entries[-1].number
        return len(entries) == CHUNK

    async def _take_in(self, entries: list[Entry]) -> None:
        last = entries[-1].number
        seen = list(_looks(entries))
        if not seen:
            async with self._engine.begin() as connection:
                await exercises.follow(connection, self._exercise, last)
            return

        async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
            for one in seen:
                react(draft, one)
            await exercises.follow(connection, self._exercise, last)
            return []

        done = await self._desk.transact(work)
        if done.entries:
            self._wake()
        else:
            async with self._engine.begin() as connection:
                await exercises.follow(connection, self._exercise, last)

    async def _itself(self) -> None:
        """A contact test ends by itself."""
        now = asyncio.get_running_loop().time()
        if now - self._looked < ITSELF_S:
            return
        self._looked = now
        if not await self._desk.look(over_by_itself):
            return

        async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
            over_by_itself(draft, end=True)
            return []

        if (await self._desk.transact(work)).entries:
            self._wake()


def _looks(entries: list[Entry]) -> Iterable[Look]:
    for entry in entries:
        if entry.type in MATTERS:
            look = look_at(opened(entry.body), entry.at, entry.channels)
            if look is not None:
                yield look
