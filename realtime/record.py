"""The record as a gateway reads it: PostgreSQL behind a few questions, each bounded in time."""

from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from command.store import ledger, requests, universe
from command.store.engine import Engine
from command.store.errors import DatabaseError
from command.store.ledger import GENESIS, Entry
from command.store.requests import Key, Known
from realtime.patience import within
from realtime.ring import Item

T = TypeVar("T")


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
        counter = await self._answer(universe.look(self._engine, self._name))
        return Head(counter.number, counter.hash, counter.epoch)

    async def hash_at(self, number: int) -> bytes:
        """The hash that entry `number + 1` is chained to."""
        if number == 0:
            return GENESIS
        entries = await self._answer(ledger.read_after(self._engine, self._name, number - 1, 1))
        if not entries or entries[0].number != number:
            raise RecordUnavailable(f"the ledger has no entry {number}")
        return entries[0].hash

    async def after(self, number: int, limit: int) -> list[Item]:
        """Entries above `number`, in order."""
        entries = await self._answer(ledger.read_after(self._engine, self._name, number, limit))
        return [item_of(e) for e in entries]

    async def channel(self, channel: str, after: int, upto: int, limit: int) -> list[Item]:
        """What a personal channel carried in (after, upto], in order."""
        entries = await self._answer(ledger.read_channel(self._engine, self._name, channel, after, upto, limit))
        return [item_of(e) for e in entries]

    async def answers(self, keys: list[Key]) -> dict[Key, Known]:
        """Which of these requests have ended, and how."""
        return await self._answer(requests.look_up(self._engine, self._name, keys))

    async def renew_epoch(self, old: str) -> None:
        """End an epoch whose history turned out not to be the ledger's; nothing when somebody else already has."""
        await self._answer(universe.renew_epoch(self._writing, self._name, old))

    async def _answer(self, question: Coroutine[Any, Any, T]) -> T:
        try:
            return await within(self._timeout_s, question)
        except (DatabaseError, OSError, TimeoutError) as error:
            raise RecordUnavailable(str(error)) from error


def item_of(entry: Entry) -> Item:
    """A ledger entry as the hub carries it."""
    return Item(entry.number, entry.body, entry.channels, entry.area, entry.hash)
