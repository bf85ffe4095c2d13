"""Proof of the ledger: gap-free numbers and an unbroken chain of hashes up to the counter row."""

from msgspec import Struct
from sqlalchemy import text

from command.store.engine import Engine
from command.store.ledger import GENESIS, chained, read_after

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
    """Walk the chain from the first entry to the counter row."""
    number, previous = 0, GENESIS
    while True:
        entries = await read_after(engine, universe, number, _CHUNK)
        for entry in entries:
            if entry.number != number + 1:
                return Verified(number, previous, Broken(number + 1, "missing"))
            if chained(previous, entry.body) != entry.hash:
                return Verified(number, previous, Broken(entry.number, "altered"))
            number, previous = entry.number, entry.hash
        if len(entries) < _CHUNK:
            break
    return await _against_counter(engine, universe, number, previous)


async def _against_counter(engine: Engine, universe: str, number: int, previous: bytes) -> Verified:
    async with engine.connect() as connection:
        row = (
            await connection.execute(
                text("SELECT number, hash FROM universe WHERE universe = :universe"), {"universe": universe}
            )
        ).one()
    if (row.number, bytes(row.hash)) != (number, previous):
        return Verified(number, previous, Broken(number + 1, "the counter row says otherwise"))
    return Verified(number, previous)
