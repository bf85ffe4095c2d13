"""The picture as the tables hold it, with its position, from one REPEATABLE READ transaction."""

from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from command.domain.kept import KEPT
from command.domain.picture import Assignment, Incident, Offer, Person, Picture, Task
from command.store.universe import now_sql


class Snapshot(Struct, frozen=True):
    """A picture, the ledger number and hash it stands at, the live stream's epoch and the district's time (UTC)."""

    picture: Picture
    number: int
    hash: bytes
    epoch: str
    now: datetime


class UniverseUnknown(LookupError):
    """There is no such district or exercise here."""


Kind = TypeVar("Kind", Person, Incident, Offer, Assignment, Task)
_OPEN = " WHERE universe = :universe AND closed_at IS NULL"


async def load(connection: AsyncConnection, universe: str) -> Snapshot:
    """Read everything that is open. The connection must be in a REPEATABLE READ transaction or hold the lock."""
    row = await _counter(connection, universe)
    picture = Picture(number=row.number)
    picture.people = await _states(connection, "SELECT state FROM person WHERE universe = :universe", universe, Person)
    picture.incidents = await _states(connection, "SELECT state FROM incident" + _OPEN, universe, Incident)
    picture.offers = await _states(connection, "SELECT state FROM offer" + _OPEN, universe, Offer)
    picture.assignments = await _states(connection, "SELECT state FROM assignment" + _OPEN, universe, Assignment)
    picture.tasks = await _states(connection, "SELECT state FROM task" + _OPEN, universe, Task)
    await _kept(connection, universe, picture)
    picture.at = row.last_at
    return Snapshot(picture, row.number, bytes(row.hash), row.epoch, row.now)


async def read(engine: AsyncEngine, universe: str) -> Snapshot:
    """`load` in a transaction of its own. Raises UniverseUnknown."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")
        return await load(connection, universe)


async def _counter(connection: AsyncConnection, universe: str) -> Any:
    found = await connection.execute(
        text(
            f"SELECT number, hash, epoch, {now_sql()} AS now, "
            "(SELECT at FROM ledger l WHERE l.universe = u.universe AND l.number = u.number) AS last_at "
            "FROM universe u WHERE universe = :universe"
        ),
        {"universe": universe},
    )
    row = found.first()
    if row is None:
        raise UniverseUnknown(universe)
    return row


async def _kept(connection: AsyncConnection, universe: str, picture: Picture) -> None:
    rows = await connection.execute(
        text("SELECT kind, id, state FROM kept" + _OPEN + " ORDER BY id"), {"universe": universe}
    )
    for row in rows:
        getattr(picture, row.kind)[row.id] = msgspec.json.decode(row.state, type=KEPT[row.kind])


async def _states(connection: AsyncConnection, sql: str, universe: str, kind: type[Kind]) -> dict[str, Kind]:
    rows = await connection.execute(text(sql), {"universe": universe})
    decoder = msgspec.json.Decoder(kind)
    things = [decoder.decode(row.state) for row in rows]
    return {thing.id: thing for thing in sorted(things, key=lambda t: t.id)}
