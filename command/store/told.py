"""Who was told upward of an incident that nobody answers, and whether they have done anything since."""

from datetime import datetime

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.store.engine import Engine

_HEAD = text("SELECT number FROM universe WHERE universe = :universe")
_NEW = text(
    "SELECT number, at, body FROM ledger WHERE universe = :universe AND number > :after AND number <= :head "
    "AND type IN ('NobodyAvailable', 'IncidentEscalated') ORDER BY number"
)
_OPEN = text(
    "SELECT id FROM incident WHERE id = ANY(:incidents) AND closed_at IS NULL AND (state::json->>'level')::int > 0"
)
_ACTED = text(
    "SELECT sender, max(at) AS at FROM request WHERE universe = :universe AND sender = ANY(:people) GROUP BY sender"
)


class ToldUpward(Struct, frozen=True):
    """One telling: its ledger number, when, of which incident, where, how urgent, and whom."""

    number: int
    at: datetime
    incident: str
    priority: int
    grid: str
    told: list[str] = []


async def head(engine: Engine, universe: str) -> int:
    """The ledger's last number."""
    async with engine.connect() as connection:
        return int(await connection.scalar(_HEAD, {"universe": universe}) or 0)


async def told_after(engine: Engine, universe: str, after: int, upto: int) -> list[ToldUpward]:
    """Tellings with a number in (after, upto], in order."""
    async with engine.connect() as connection:
        rows = await connection.execute(_NEW, {"universe": universe, "after": after, "head": upto})
        return [msgspec.json.decode(row.body, type=ToldUpward) for row in rows]


async def still_up(engine: Engine, incidents: list[str]) -> set[str]:
    """Of these incidents, those that are open and stand upward still."""
    async with engine.connect() as connection:
        return set(await connection.scalars(_OPEN, {"incidents": incidents}))


async def acted(engine: Engine, universe: str, people: list[str]) -> dict[str, datetime]:
    """When each last sent a durable request of any kind: whoever acts is at a screen."""
    async with engine.connect() as connection:
        rows = await connection.execute(_ACTED, {"universe": universe, "people": people})
        return {row.sender: row.at for row in rows}
