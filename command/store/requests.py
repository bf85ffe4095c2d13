"""Durable requests already answered, and things already over that a request may speak of."""

from typing import Any

from msgspec import Struct
from sqlalchemy import text

from command.domain.situation import Past
from command.store.engine import Connection, Engine

Key = tuple[str, str, str]
"""(sender, method, request id)"""


class Known(Struct, frozen=True):
    """How a request was answered: the hash of its content, its fact's number, its outcome as JSON."""

    content_hash: bytes
    number: int
    outcome: str


_KNOWN = text(
    "SELECT r.sender, r.method, r.id, r.content_hash, r.number, r.outcome FROM request r JOIN unnest("
    "CAST(:senders AS text[]), CAST(:methods AS text[]), CAST(:ids AS text[])) AS x(s, m, i) "
    "ON r.sender = x.s AND r.method = x.m AND r.id = x.i"
)
_OFFERS = text(
    "SELECT id, person, outcome FROM offer WHERE universe = :universe AND id = ANY(CAST(:ids AS text[])) AND closed_at IS NOT NULL"
)
_ASSIGNMENTS = text(
    "SELECT id, person, status FROM assignment WHERE universe = :universe AND id = ANY(CAST(:ids AS text[])) AND closed_at IS NOT NULL"
)
_INCIDENTS = text(
    "SELECT id, status FROM incident WHERE universe = :universe AND id = ANY(CAST(:ids AS text[])) AND closed_at IS NOT NULL"
)


async def known(connection: Connection, keys: list[Key]) -> dict[Key, Known]:
    """Those of the requests that were answered before."""
    if not keys:
        return {}
    senders, methods, ids = zip(*keys, strict=True)
    rows = await connection.execute(_KNOWN, {"senders": list(senders), "methods": list(methods), "ids": list(ids)})
    return {(r.sender, r.method, r.id): Known(bytes(r.content_hash), r.number, r.outcome) for r in rows}


async def look_up(engine: Engine, keys: list[Key]) -> dict[Key, Known]:
    """`known`, on a connection of its own."""
    async with engine.connect() as connection:
        return await known(connection, keys)


async def past(
    connection: Connection, universe: str, offers: list[str], assignments: list[str], incidents: list[str]
) -> Past:
    """What is known of things that are over: whose they were and how they ended."""
    found = Past()
    if offers:
        found.offers = {r.id: (r.person, r.outcome) for r in await _rows(connection, universe, _OFFERS, offers)}
    if assignments:
        found.assignments = {
            r.id: (r.person, r.status) for r in await _rows(connection, universe, _ASSIGNMENTS, assignments)
        }
    if incidents:
        found.incidents = {r.id: r.status for r in await _rows(connection, universe, _INCIDENTS, incidents)}
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
