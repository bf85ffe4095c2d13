"""Writing the figures' tables behind the ledger: one transaction a piece, position and rows together."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain.figures import FOLLOWED, Case, Happening
from command.store.engine import Connection, Engine
from command.store.ledger import GENESIS

_NAME = "figures"
_POSITION = text(
    "SELECT number, hash, version FROM follower WHERE universe = :universe AND name = :name FOR UPDATE SKIP LOCKED"
)
_BEGIN = text(
    "INSERT INTO follower (universe, name, number, hash, version) VALUES (:universe, :name, 0, :hash, :version) "
    "ON CONFLICT DO NOTHING"
)
_MOVE = text(
    "UPDATE follower SET number = :number, hash = :hash, version = :version WHERE universe = :universe AND name = :name"
)
_HASH = text("SELECT hash FROM ledger WHERE universe = :universe AND number = :number")
_NEXT = text(
    "SELECT number, at, incident, hash, CASE WHEN type = ANY(CAST(:types AS text[])) THEN body END AS body "
    "FROM ledger WHERE universe = :universe AND number > :number ORDER BY number LIMIT :limit"
)
_CASES = text("SELECT state FROM figure_case WHERE universe = :universe AND id = ANY(CAST(:ids AS text[]))")
_KEEP_CASES = text(
    "INSERT INTO figure_case (universe, id, grid, category, priority, filed_at, changed_at, voided_at, is_over, state) "
    "SELECT :universe, id, grid, category, priority, filed_at, changed_at, voided_at, is_over, state::text FROM "
    "json_to_recordset(CAST(:rows AS json)) AS x(id text, grid text, category text, priority smallint, "
    "filed_at timestamptz, changed_at timestamptz, voided_at timestamptz, is_over boolean, state json) "
    "ON CONFLICT (universe, id) DO UPDATE SET priority = excluded.priority, changed_at = excluded.changed_at, "
    "voided_at = excluded.voided_at, is_over = excluded.is_over, state = excluded.state"
)
_COLUMNS = "number, kind, at, incident, grid, person, unit, category, priority, disposition, level, times"
_KEEP_HAPPENINGS = text(
    f"INSERT INTO figure_happening (universe, {_COLUMNS}) SELECT :universe, {_COLUMNS} FROM "
    "json_to_recordset(CAST(:rows AS json)) AS x(number bigint, kind text, at timestamptz, incident text, grid text, "
    "person text, unit text, category text, priority smallint, disposition text, level smallint, times integer)"
)
_EMPTY = [
    text(
        f"DELETE FROM {table} WHERE universe = :universe AND ctid IN "
        f"(SELECT ctid FROM {table} WHERE universe = :universe LIMIT :limit)"
    )
    for table in ("figure_case", "figure_happening")
]
_ALL_CASES = text("SELECT id, changed_at, state FROM figure_case WHERE universe = :universe")
_ALL_HAPPENINGS = text(f"SELECT {_COLUMNS} FROM figure_happening WHERE universe = :universe")
_decode = msgspec.json.Decoder(Case).decode


class Position(Struct, frozen=True):
    """How far the ledger was followed: the last number, the hash of that entry, and by which version of the rules."""

    number: int
    hash: bytes
    version: int


class Told(Struct, frozen=True):
    """An entry of the ledger. `body` is None for what changes no figure."""

    number: int
    at: datetime
    incident: str | None
    hash: bytes
    body: str | None


async def position(connection: Connection, universe: str, version: int) -> Position | None:
    """The follower's position, locked until the transaction ends; None while another process holds it."""
    await connection.execute(_BEGIN, {"universe": universe, "name": _NAME, "hash": GENESIS, "version": version})
    row = (await connection.execute(_POSITION, {"universe": universe, "name": _NAME})).one_or_none()
    return None if row is None else Position(row.number, bytes(row.hash), row.version)


async def is_history(connection: Connection, universe: str, at: Position) -> bool:
    """Whether the ledger still has the entry that was followed last: not after a restore of an older ledger."""
    if at.number == 0:
        return True
    found = await connection.scalar(_HASH, {"universe": universe, "number": at.number})
    return found is not None and bytes(found) == at.hash


async def entries_after(connection: Connection, universe: str, number: int, limit: int) -> list[Told]:
    """The next entries, in order."""
    values = {"universe": universe, "number": number, "limit": limit, "types": list(FOLLOWED)}
    rows = await connection.execute(_NEXT, values)
    return [Told(row.number, row.at, row.incident, bytes(row.hash), row.body) for row in rows]


async def load_cases(connection: Connection, universe: str, ids: list[str]) -> dict[str, Case]:
    """Those of these incidents' cases that are known."""
    rows = await connection.execute(_CASES, {"universe": universe, "ids": ids})
    return {case.id: case for case in map(_decode, rows.scalars())}


async def keep(
    connection: Connection,
    universe: str,
    cases: list[tuple[Case, datetime]],
    happenings: list[Happening],
    reached: Position,
) -> None:
    """Write cases (each with the time of the last fact about it) and happenings, and move the position."""
    encode = msgspec.json.encode
    if cases:
        rows = [_row(case, changed_at) for case, changed_at in cases]
        await connection.execute(_KEEP_CASES, {"universe": universe, "rows": encode(rows).decode()})
    if happenings:
        await connection.execute(_KEEP_HAPPENINGS, {"universe": universe, "rows": encode(happenings).decode()})
    await move(connection, universe, reached)


async def move(connection: Connection, universe: str, reached: Position) -> None:
    """Write the position alone."""
    values = {"number": reached.number, "hash": reached.hash, "version": reached.version}
    await connection.execute(_MOVE, {"universe": universe, "name": _NAME, **values})


async def empty(connection: Connection, universe: str, limit: int) -> bool:
    """Delete at most so many rows of each table. True when nothing is left."""
    done = [await connection.execute(statement, {"universe": universe, "limit": limit}) for statement in _EMPTY]
    return all(result.rowcount < limit for result in done)


async def load_everything(
    engine: Engine, universe: str
) -> tuple[Position, dict[str, tuple[Case, datetime]], list[Happening]]:
    """All of the tables at one moment, to be compared with the ledger."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")
        found = text("SELECT number, hash, version FROM follower WHERE universe = :universe AND name = :name")
        row = (await connection.execute(found, {"universe": universe, "name": _NAME})).one_or_none()
        at = Position(0, GENESIS, 0) if row is None else Position(row.number, bytes(row.hash), row.version)
        cases = {
            row.id: (_decode(row.state), row.changed_at)
            for row in await connection.execute(_ALL_CASES, {"universe": universe})
        }
        rows = (await connection.execute(_ALL_HAPPENINGS, {"universe": universe})).mappings()
        return at, cases, [msgspec.convert(dict(one), Happening) for one in rows]


def _row(case: Case, changed_at: datetime) -> dict[str, Any]:
    return {
        "id": case.id,
        "grid": case.grid,
        "category": case.category,
        "priority": case.priority,
        "filed_at": case.filed_at,
        "changed_at": changed_at,
        "voided_at": case.voided_at,
        "is_over": case.is_over,
        "state": case,
    }
