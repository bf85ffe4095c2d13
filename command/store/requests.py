"""Durable requests already answered, and things already over that a request may speak of."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain.picture import Incident
from command.domain.situation import Past
from command.store.batch import Batch
from command.store.engine import Connection, Engine

Key = tuple[str, str, str]
"""(sender, method, request id)"""


class Known(Struct, frozen=True):
    """How a request was answered: the hash of its content, its fact's number, its outcome as JSON."""

    content_hash: bytes
    number: int
    outcome: str


_KNOWN = (
    "SELECT r.sender, r.method, r.id, r.content_hash, r.number, r.outcome FROM json_to_recordset("
    "CAST({rows} AS json)) AS x(s text, m text, i text) CROSS JOIN LATERAL (SELECT * FROM request r "
    "WHERE r.universe = {universe} AND r.sender = x.s AND r.method = x.m AND r.id = x.i LIMIT 1) r"
)
_OVER = "WHERE universe = :universe AND id = ANY(CAST(:ids AS text[])) AND closed_at IS NOT NULL"
_OFFERS = text(f"SELECT id, person, outcome FROM offer {_OVER}")
_ASSIGNMENTS = text(f"SELECT id, person, status FROM assignment {_OVER}")
_INCIDENTS = text(f"SELECT id, status FROM incident {_OVER}")
_STATES = text(f"SELECT id, state FROM incident {_OVER}")


async def known(connection: Connection, universe: str, keys: list[Key]) -> dict[Key, Known]:
    """Those of the requests that were answered before."""
    if not keys:
        return {}
    statement = text(_KNOWN.format(universe=":universe", rows=":rows"))
    return _found(await connection.execute(statement, {"universe": universe, "rows": _asked(keys)}))


def add_known(batch: Batch, keys: list[Key]) -> None:
    """`known` as a statement of a batch; `read_known` reads its rows."""
    batch.add(_KNOWN.format(universe="%(universe)s", rows="%(rows)s"), rows=_asked(keys))


def read_known(rows: list[Any]) -> dict[Key, Known]:
    """What a batch found for `add_known`."""
    return {(r[0], r[1], r[2]): Known(bytes(r[3]), r[4], r[5]) for r in rows}


def _asked(keys: list[Key]) -> str:
    return msgspec.json.encode([{"s": s, "m": m, "i": i} for s, m, i in keys]).decode()


def _found(rows: Any) -> dict[Key, Known]:
    return read_known([tuple(row) for row in rows])


async def look_up(engine: Engine, universe: str, keys: list[Key]) -> dict[Key, Known]:
    """`known`, on a connection of its own."""
    async with engine.connect() as connection:
        return await known(connection, universe, keys)


async def past(
    connection: Connection,
    universe: str,
    offers: list[str],
    assignments: list[str],
    incidents: list[str],
    again: list[str],
) -> Past:
    """What is known of things that are over: whose they were and how they ended; of `again` the whole last state."""
    found = Past()
    if offers:
        found.offers = {r.id: (r.person, r.outcome) for r in await _rows(connection, universe, _OFFERS, offers)}
    if assignments:
        found.assignments = {
            r.id: (r.person, r.status) for r in await _rows(connection, universe, _ASSIGNMENTS, assignments)
        }
    if incidents:
        found.incidents = {r.id: r.status for r in await _rows(connection, universe, _INCIDENTS, incidents)}
    if again:
        states = await _rows(connection, universe, _STATES, again)
        found.closed = {r.id: msgspec.json.decode(r.state, type=Incident) for r in states}
    return found


async def _rows(connection: Connection, universe: str, statement: Any, ids: list[str]) -> list[Any]:
    return list(await connection.execute(statement, {"universe": universe, "ids": ids}))


_SET_ASIDE = text(
    "INSERT INTO set_aside (task, universe, entry, fields, error, at) "
    "VALUES (:task, :universe, :entry, :fields, :error, :at)"
)


async def keep_set_aside(connection: Connection, **values: Any) -> None:
    """Keep an entry that could not be processed, whole: task, universe, entry, fields (bytes), error, at."""
    await connection.execute(_SET_ASIDE, values)
