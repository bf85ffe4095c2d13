"""What reports upward need of the tables: incidents that are over, reports since, and the facts of past reports."""

from sqlalchemy import text

from command.domain.situation import Over, Since, Told
from command.store.engine import Connection, Engine

SITREP_TYPES = "type = 'SitrepSent'"
"""What the index `ledger_sitrep` holds: a partial index is used only by a query that says the same."""
_OVER = text(
    "SELECT id, number, category, priority, status, grid FROM incident "
    "WHERE universe = :universe AND number > :since AND closed_at IS NOT NULL ORDER BY number"
)
_REPORTS = text(
    "SELECT r.incident, count(*) AS reports, i.grid, i.number FROM report r JOIN incident i ON i.id = r.incident "
    "WHERE r.universe = :universe AND r.number > :since GROUP BY r.incident, i.grid, i.number"
)
_AT = text("SELECT body FROM ledger WHERE universe = :universe AND number = ANY(:numbers) ORDER BY number")
_SENT = text(
    f"SELECT number, at, body FROM ledger WHERE universe = :universe AND {SITREP_TYPES} AND number > :after "
    "ORDER BY number LIMIT :limit"
)
_LAST = text(
    f"SELECT number, at, body FROM ledger WHERE universe = :universe AND {SITREP_TYPES} "
    "ORDER BY number DESC LIMIT :limit"
)
_GONE = text("SELECT state FROM kept WHERE universe = :universe AND kind = 'sitreps' AND id = :id")


async def since(connection: Connection, universe: str, number: int) -> Since:
    """Under the lock: all that is not in the picture any more of the time since a ledger number."""
    values = {"universe": universe, "since": number}
    over = [Over(*row) for row in await connection.execute(_OVER, values)]
    reports = {r.incident: Told(r.reports, r.grid, r.number) for r in await connection.execute(_REPORTS, values)}
    return Since(over, reports)


async def bodies(engine: Engine, universe: str, numbers: list[int]) -> list[bytes]:
    """The facts at these numbers, as they travelled."""
    async with engine.connect() as connection:
        rows = await connection.scalars(_AT, {"universe": universe, "numbers": numbers})
        return [body.encode() for body in rows]


async def sent_after(engine: Engine, universe: str, number: int, limit: int) -> list[tuple[int, str, bytes]]:
    """Reports that were sent after a ledger number: number, time (RFC 3339) and body, the first of them first."""
    async with engine.connect() as connection:
        rows = await connection.execute(_SENT, {"universe": universe, "after": number, "limit": limit})
        return [(row.number, row.at.isoformat(), row.body.encode()) for row in rows]


async def last_sent(engine: Engine, universe: str, limit: int) -> list[tuple[int, str, bytes]]:
    """The same, the last of all, the newest first."""
    async with engine.connect() as connection:
        rows = await connection.execute(_LAST, {"universe": universe, "limit": limit})
        return [(row.number, row.at.isoformat(), row.body.encode()) for row in rows]


async def state_of(engine: Engine, universe: str, id_: str) -> bytes | None:
    """The last state of a report while it was being made (JSON), be it sent or not."""
    async with engine.connect() as connection:
        found = await connection.scalar(_GONE, {"universe": universe, "id": id_})
        return None if found is None else str(found).encode()


_SAID = text("SELECT id, category, text FROM incident WHERE universe = :universe AND id = ANY(:ids)")


async def said_of(engine: Engine, universe: str, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Category and text of incidents, open or over."""
    async with engine.connect() as connection:
        rows = await connection.execute(_SAID, {"universe": universe, "ids": ids})
        return {row.id: (row.category, row.text) for row in rows}
