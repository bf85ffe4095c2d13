"""A past stretch of a ledger, by time. The ledger has no index of times: its numbers and times grow together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text

from command.store.engine import Connection, Engine

_AT = text("SELECT number, at FROM ledger WHERE universe = :universe AND number >= :number ORDER BY number LIMIT 1")
_LAST = text("SELECT coalesce(max(number), 0) FROM ledger WHERE universe = :universe")
_BETWEEN = text(
    "SELECT number, at, body FROM ledger WHERE universe = :universe AND number >= :first AND at < :ends "
    "AND number < :last AND type = ANY(:types) AND (area IS NULL OR area LIKE :area OR :area LIKE area || '%') "
    "ORDER BY number LIMIT :limit"
)

_ASKED = text(
    "SELECT DISTINCT CAST(body AS json) ->> 'person' FROM ledger WHERE universe = :universe AND number >= :first "
    "AND number < :last AND type IN ('OfferMade', 'AssignmentMade') AND CAST(body AS json) ->> 'unit' IS NULL"
)


async def people_asked(
    engine: Engine, universe: str, starts: datetime, ends: datetime
) -> tuple[datetime, frozenset[str]]:
    """Who was offered work or sent, units apart, in [starts, ends); and from when on that is known (UTC): later than
    `starts` if the ledger began later."""
    async with engine.connect() as connection:
        first = await _number_at(connection, universe, starts)
        last = await _number_at(connection, universe, ends)
        row = (await connection.execute(_AT, {"universe": universe, "number": 1})).one_or_none()
        people = await connection.scalars(_ASKED, {"universe": universe, "first": first, "last": last})
        return max(starts, row.at if row is not None else ends), frozenset(people)


async def facts_between(
    engine: Engine,
    universe: str,
    starts: datetime,
    ends: datetime,
    types: Sequence[str],
    area: str = "",
    limit: int = 20_000,
) -> list[tuple[datetime, bytes]]:
    """Time (UTC) and body of every fact of these types in [starts, ends), in order; of `area` (a code) or above it."""
    async with engine.connect() as connection:
        first = await _number_at(connection, universe, starts)
        last = await _number_at(connection, universe, ends)
        values = {"universe": universe, "first": first, "last": last, "ends": ends, "types": list(types)}
        rows = await connection.execute(_BETWEEN, {**values, "area": f"{area}%", "limit": limit})
        return [(row.at, row.body.encode()) for row in rows]


async def _number_at(connection: Connection, universe: str, at: datetime) -> int:
    """The first number whose time is not before `at`; one above the last if there is none."""
    low, high = 1, int(await connection.scalar(_LAST, {"universe": universe}) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        row = (await connection.execute(_AT, {"universe": universe, "number": middle})).one_or_none()
        if row is None or row.at >= at:
            high = middle
        else:
            low = row.number + 1
    return low
