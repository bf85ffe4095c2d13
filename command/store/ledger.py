"""The ledger: facts in order, gap-free, chained by hash. Appended only under the universe's counter row."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from command.store.batch import Batch, from_rows

GENESIS = hashlib.sha256(b"gridcommand").digest()
"""What the first entry is chained to."""


class Entry(Struct, frozen=True):
    """One fact in the ledger. `body` is what travels, byte for byte; `hash` = sha256(previous hash + body)."""

    number: int
    at: datetime
    type: str
    body: bytes
    channels: tuple[str, ...]
    area: str | None
    hash: bytes
    incident: str | None = None


def chained(previous: bytes, body: bytes) -> bytes:
    """The hash of an entry: 32 bytes."""
    return hashlib.sha256(previous + body).digest()


_COLUMNS = "l.number, l.at, l.type, l.body, l.channels, l.area, l.hash, l.incident"
_AFTER = text(
    f"SELECT {_COLUMNS} FROM ledger l WHERE l.universe = :universe AND l.number > :number "
    "ORDER BY l.number LIMIT :limit"
)
_CHANNEL = text(
    f"SELECT {_COLUMNS} FROM ledger_channel c JOIN ledger l ON l.universe = c.universe AND l.number = c.number "
    "WHERE c.channel = :channel AND c.universe = :universe AND c.number > :after AND c.number <= :upto "
    "ORDER BY c.number LIMIT :limit"
)
_INCIDENT = text(
    f"SELECT {_COLUMNS} FROM ledger l WHERE l.universe = :universe AND l.incident = :incident "
    "ORDER BY l.number LIMIT :limit"
)


def _entry(row: Any) -> Entry:
    return Entry(
        row.number, row.at, row.type, row.body.encode(), tuple(row.channels), row.area, bytes(row.hash), row.incident
    )


async def after(connection: AsyncConnection, universe: str, number: int, limit: int) -> list[Entry]:
    """Entries above `number`, at most `limit`, in order."""
    rows = await connection.execute(_AFTER, {"universe": universe, "number": number, "limit": limit})
    return [_entry(row) for row in rows]


async def read_after(engine: AsyncEngine, universe: str, number: int, limit: int) -> list[Entry]:
    """`after`, on a connection of its own."""
    async with engine.connect() as connection:
        return await after(connection, universe, number, limit)


async def read_channel(
    engine: AsyncEngine, universe: str, channel: str, after: int, upto: int, limit: int
) -> list[Entry]:
    """What a personal channel (`staff:<id>`) carried in (after, upto], at most `limit`, in order."""
    values = {"universe": universe, "channel": channel, "after": after, "upto": upto, "limit": limit}
    async with engine.connect() as connection:
        return [_entry(row) for row in await connection.execute(_CHANNEL, values)]


async def read_incident(engine: AsyncEngine, universe: str, incident: str, limit: int = 1000) -> list[Entry]:
    """An incident's whole timeline."""
    values = {"universe": universe, "incident": incident, "limit": limit}
    async with engine.connect() as connection:
        return [_entry(row) for row in await connection.execute(_INCIDENT, values)]


_LEDGER = {
    "number": "bigint",
    "at": "timestamptz",
    "type": "text",
    "incident": "text",
    "area": "text",
    "channels": "text[]",
    "body": "text",
    "hash": "text",
}
_APPEND = (
    "INSERT INTO ledger (universe, number, at, type, incident, area, channels, body, hash) SELECT %(universe)s, "
    f"number, at, type, incident, area, channels, body, decode(hash, 'hex') FROM {from_rows(_LEDGER)}"
)
_CHANNELS = {"channel": "text", "number": "bigint"}
_APPEND_CHANNELS = (
    f"INSERT INTO ledger_channel (universe, channel, number) SELECT %(universe)s, x.* FROM {from_rows(_CHANNELS)}"
)


def append(batch: Batch, entries: Sequence[Entry]) -> None:
    """Add entries made under the counter row's lock. Their numbers and hashes are the caller's to get right."""
    rows = [(e.number, e.at, e.type, e.incident, e.area, e.channels, e.body.decode(), e.hash.hex()) for e in entries]
    batch.add_rows(_APPEND, tuple(_LEDGER), rows)
    personal = [(c, e.number) for e in entries for c in e.channels if c.startswith("staff:")]
    batch.add_rows(_APPEND_CHANNELS, tuple(_CHANNELS), personal)
