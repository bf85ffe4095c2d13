"""Proof of the ledger: gap-free numbers and an unbroken chain of hashes up to the counter row."""

from typing import Any

from msgspec import Struct
from sqlalchemy import text

from command.store.engine import Engine
from command.store.ledger import GENESIS, chained, read_after

_COUNTER = text(
    "SELECT number, hash, (SELECT max(number) FROM ledger WHERE universe = :universe) AS last "
    "FROM universe WHERE universe = :universe"
)
_CHUNK = 2000


class Broken(Struct, frozen=True):
    """Where the chain breaks: the first number that is missing or whose hash does not follow, and what is wrong."""

    number: int
    what: str


class Verified(Struct, frozen=True):
    """The last number verified, its hash, and the first break, if any."""

    number: int
    hash: bytes
    broken: Broken | None = None


async def verify(engine: Engine, universe: str) -> Verified:
    """Walk the chain from the first entry to the counter row, as both stood at one moment: what is written meanwhile is
    for the next time."""
    counter = await _counter(engine, universe)
    number, previous = 0, GENESIS
    while number < counter.number:
        entries = await read_after(engine, universe, number, min(_CHUNK, counter.number - number))
        for entry in entries:
            if entry.number != number + 1:
                return Verified(number, previous, Broken(number + 1, "missing"))
            if chained(previous, entry.body) != entry.hash:
                return Verified(number, previous, Broken(entry.number, "altered"))
            number, previous = entry.number, entry.hash
        if not entries:
            break
    if (number, previous) != (counter.number, bytes(counter.hash)) or counter.last not in (None, number):
        return Verified(number, previous, Broken(number + 1, "the counter row says otherwise"))
    return Verified(number, previous)


async def _counter(engine: Engine, universe: str) -> Any:
    """Its `number` and `hash`, and the `last` entry's number, in one statement: seen at one moment."""
    async with engine.connect() as connection:
        return (await connection.execute(_COUNTER, {"universe": universe})).one()
