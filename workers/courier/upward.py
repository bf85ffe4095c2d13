"""Escalations on the ladder: whoever was told upward and has no screen open is told otherwise, once until they act.

A flood of escalations is one message to a person, not a thousand: it is about the first of them since that person last
did anything. Whoever has a screen open is told there, by list and tone; whoever acts has seen it.
"""

import asyncio
from collections.abc import Callable

from command.store import told
from command.store.deliveries import Asked
from command.store.engine import Engine
from command.store.told import ToldUpward

BACK = 5000
"""Where a courier that starts begins to read: so many ledger numbers back."""
SWEEP_S = 5.0


class Upward:
    """What one courier knows of who was told. Every courier reads the same ledger and so says the same."""

    def __init__(self, engine: Engine, universe: str, live: Callable[[str], bool]) -> None:
        self._engine = engine
        self._universe = universe
        self._live = live
        self._number = -1
        self._pending: dict[str, dict[str, ToldUpward]] = {}
        self._swept = 0.0

    async def asked(self) -> list[Asked]:
        """Everybody who waits to be told another way, one thing each."""
        await self._read()
        for person in [one for one in self._pending if self._live(one)]:
            del self._pending[person]
        await self._sweep()
        return [self._first(person, list(of.values())) for person, of in self._pending.items()]

    async def still(self, asked: Asked) -> bool:
        """Right before something is sent: they have not acted since, nor come back, and it stands upward still."""
        if self._live(asked.person) or asked.incident is None:
            return False
        since = (await told.acted(self._engine, self._universe, [asked.person])).get(asked.person)
        return (since is None or since <= asked.asked_at) and bool(await told.still_up(self._engine, [asked.incident]))

    async def _read(self) -> None:
        head = await told.head(self._engine, self._universe)
        if self._number < 0:
            self._number = max(0, head - BACK)
        for one in await told.told_after(self._engine, self._universe, self._number, head):
            for person in one.told:
                self._pending.setdefault(person, {}).setdefault(one.incident, one)
        self._number = head

    async def _sweep(self) -> None:
        """What is over, or was answered by acting, is forgotten."""
        now = asyncio.get_running_loop().time()
        if not self._pending or now - self._swept < SWEEP_S:
            return
        self._swept = now
        up = await told.still_up(self._engine, sorted({id_ for of in self._pending.values() for id_ in of}))
        since = await told.acted(self._engine, self._universe, sorted(self._pending))
        for person, of in list(self._pending.items()):
            last = since.get(person)
            kept = {id_: one for id_, one in of.items() if id_ in up and (last is None or one.at > last)}
            if kept:
                self._pending[person] = kept
            else:
                del self._pending[person]

    @staticmethod
    def _first(person: str, all_: list[ToldUpward]) -> Asked:
        first = min(all_, key=lambda one: one.number)
        return Asked(
            about=f"told:{person}:{first.number}",
            person=person,
            asked_at=first.at,
            priority=min(one.priority for one in all_),
            area=first.grid,
            incident=first.incident,
            rungs=("messenger", "sms"),
        )
