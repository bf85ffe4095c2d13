"""What the ledger says of duty as it was: who was checked in, whose shifts are over, what happened in a shift."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain.facts.duty import Stint
from command.domain.roster import Presence
from command.store.engine import Engine

_LONGEST = timedelta(days=3)
"""So far back a check-in is looked for: nobody is on duty for longer."""
_PRESENCE = text(
    "SELECT type, at, body FROM ledger WHERE universe = :universe AND at > :since AND at <= :upto "
    "AND type IN ('DutyStarted', 'DutyEnding', 'DutyEnded') ORDER BY number"
)
_OVER = text(
    "SELECT body FROM ledger WHERE universe = :universe AND at > :since AND at <= :upto AND type = 'ShiftsOver' "
    "ORDER BY number"
)
_COUNTS = text(
    "SELECT count(*) FILTER (WHERE filed_at >= :since) AS filed, count(*) FILTER (WHERE closed_at >= :since) AS closed "
    "FROM incident WHERE universe = :universe AND (filed_at >= :since OR closed_at >= :since)"
)


class Over(Struct, frozen=True):
    """Shifts of a group that are over."""

    group: str
    area: str
    stints: list[Stint]


async def presences_at(engine: Engine, universe: str, at: datetime) -> list[Presence]:
    """Who was checked in at `at`, as the ledger says."""
    here: dict[str, Presence] = {}
    values = {"universe": universe, "since": at - _LONGEST, "upto": at}
    async with engine.connect() as connection:
        for row in await connection.execute(_PRESENCE, values):
            person: str = msgspec.json.decode(row.body)["person"]
            if row.type == "DutyStarted":
                here[person] = Presence(person, row.at)
            elif row.type == "DutyEnded":
                here.pop(person, None)
            elif person in here:
                here[person] = Presence(person, here[person].since, staying=row.at)
    return list(here.values())


async def shifts_over(engine: Engine, universe: str, since: datetime, upto: datetime) -> list[Over]:
    """Shifts that were over in (since, upto]."""
    values = {"universe": universe, "since": since, "upto": upto}
    async with engine.connect() as connection:
        rows = await connection.execute(_OVER, values)
        return [msgspec.json.decode(row.body, type=Over) for row in rows]


async def counted_since(engine: Engine, universe: str, since: datetime) -> tuple[int, int]:
    """Incidents filed and closed since then."""
    async with engine.connect() as connection:
        row: Any = (await connection.execute(_COUNTS, {"universe": universe, "since": since})).one()
    return row.filed, row.closed
