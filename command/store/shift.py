"""What the ledger says of one shift, for its handover."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import text

from command.store.engine import Engine
from command.store.shift_types import SHIFT_TYPES, SHOWN_TYPES

_MOST = 300
"""So many happenings of a shift are listed at most, the latest: a list that nobody can read hands nothing over."""
_FACTS = text(
    f"SELECT at, body FROM ledger WHERE universe = :universe AND at >= :since AND {SHIFT_TYPES} "
    f"AND type IN ({SHOWN_TYPES}) ORDER BY number DESC LIMIT :most"
)
_RUNGS = text(
    "SELECT body::jsonb ->> 'rung' AS rung, body::jsonb ->> 'outcome' AS outcome, count(*) AS n FROM ledger "
    f"WHERE universe = :universe AND at >= :since AND {SHIFT_TYPES} AND type = 'RungTried' GROUP BY 1, 2 ORDER BY 1, 2"
)
_GRAVE = text(
    "SELECT number, category, grid, status, closed_at IS NOT NULL AS closed FROM incident WHERE universe = :universe "
    "AND filed_at >= :since AND priority = 1 AND disposition <> 'settled' ORDER BY number LIMIT :most"
)


_NUMBERS = text("SELECT id, number FROM incident WHERE universe = :universe AND id = ANY(:ids)")


class Grave(Struct, frozen=True):
    """An incident of priority 1 that was filed in the shift."""

    number: int
    category: str
    grid: str
    status: str
    closed: bool


class Tries(Struct, frozen=True):
    """How often one rung of the ladder had one outcome."""

    rung: str
    outcome: str
    n: int


class ShiftRecord(Struct, frozen=True):
    """Happenings in order (time, body of the fact), the gravest incidents, and how messengers and SMS did."""

    facts: list[tuple[datetime, bytes]]
    grave: list[Grave]
    tries: list[Tries]


async def shift_record(engine: Engine, universe: str, since: datetime) -> ShiftRecord:
    """Since `since` (UTC), when the shift began."""
    values = {"universe": universe, "since": since, "most": _MOST}
    async with engine.connect() as connection:
        facts = [(row.at, row.body.encode()) for row in await connection.execute(_FACTS, values)]
        grave = [Grave(*row) for row in await connection.execute(_GRAVE, {**values, "most": 20})]
        tries = [Tries(*row) for row in await connection.execute(_RUNGS, values)]
    return ShiftRecord(facts[::-1], grave, tries)


async def numbers_of(engine: Engine, universe: str, incidents: list[str]) -> dict[str, int]:
    """The numbers by which people call these incidents, by id."""
    async with engine.connect() as connection:
        rows = await connection.execute(_NUMBERS, {"universe": universe, "ids": incidents})
        return {row.id: row.number for row in rows}
