"""The record as a gateway reads it: PostgreSQL behind a few questions, each bounded in time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from msgspec import Struct

from command.store import ledger, requests, universe
from command.store.engine import Engine
from command.store.errors import DatabaseError
from command.store.ledger import GENESIS, Entry
from command.store.requests import Key, Known
from realtime.ring import Item


class RecordUnavailable(Exception):
    """The database did not answer, or not in time. Nothing is known; try again."""


class Head(Struct, frozen=True):
    """The ledger's last number and hash, and the epoch of its live stream."""

    number: int
    hash: bytes
    epoch: str


class Record(Protocol):
    """What hub and inbox ask. Every method raises RecordUnavailable."""

    async def head(self) -> Head: ...
    async def hash_at(self, number: int) -> bytes: ...
    async def after(self, number: int, limit: int) -> list[Item]: ...
    async def channel(self, channel: str, after: int, upto: int, limit: int) -> list[Item]: ...
    async def answers(self, keys: list[Key]) -> dict[Key, Known]: ...
    async def renew_epoch(self, old: str) -> None: ...


class StoredRecord:
    """`Record` for one universe, read through `engine`. `timeout_s` bounds each question."""

    def __init__(self, engine: Engine, writing: Engine, name: str, timeout_s: float = 3.0) -> None:
        self._engine = engine
        self._writing = writing
        self._name = name
        self._timeout_s = timeout_s

    async def head(self) -> Head:
        """The counter row as last committed."""
        async with self._bounded():
            counter = await universe.look(self._engine, self._name)
        return Head(counter.number, counter.hash, counter.epoch)

    async def hash_at(self, number: int) -> bytes:
        """The hash that entry `number + 1` is chained to."""
        if number == 0:
            return GENESIS
        async with self._bounded():
            entries = await ledger.read_after(self._engine, self._name, number - 1, 1)
        if not entries or entries[0].number != number:
            raise RecordUnavailable(f"the ledger has no entry {number}")
        return entries[0].hash

    async def after(self, number: int, limit: int) -> list[Item]:
        """Entries above `number`, in order."""
        async with self._bounded():
            return [item_of(e) for e in await ledger.read_after(self._engine, self._name, number, limit)]

    async def channel(self, channel: str, after: int, upto: int, limit: int) -> list[Item]:
        """What a personal channel carried in (after, upto], in order."""
        async with self._bounded():
            entries = await ledger.read_channel(self._engine, self._name, channel, after, upto, limit)
        return [item_of(e) for e in entries]

    async def answers(self, keys: list[Key]) -> dict[Key, Known]:
        """Which of these requests have ended, and how."""
        async with self._bounded():
            return await requests.look_up(self._engine, keys)

    async def renew_epoch(self, old: str) -> None:
        """End an epoch whose history turned out not to be the ledger's; nothing when somebody else already has."""
        async with self._bounded():
            await universe.renew_epoch(self._writing, self._name, old)

    @asynccontextmanager
    async def _bounded(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._timeout_s):
                yield
        except (DatabaseError, OSError, TimeoutError) as error:
            raise RecordUnavailable(str(error)) from error


def item_of(entry: Entry) -> Item:
    """A ledger entry as the hub carries it."""
    return Item(entry.number, entry.body, entry.channels, entry.area, entry.hash)
