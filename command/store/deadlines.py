"""Deadlines that are due, and open incidents that have none."""

from datetime import datetime

from sqlalchemy import text

from command.store.engine import Connection, Engine
from command.store.universe import now_sql

Step = tuple[str, int, int]
"""(incident, round, step)"""

_DUE = text(
    "SELECT incident, round, step FROM deadline WHERE universe = :universe AND closed_at IS NULL AND due <= :now "
    "ORDER BY due LIMIT :limit"
)
_ANY_DUE = text(
    "SELECT EXISTS (SELECT FROM deadline d JOIN universe u USING (universe) WHERE d.universe = :universe "
    f"AND d.closed_at IS NULL AND d.due <= {now_sql('u')}) "
    "OR EXISTS (SELECT FROM kept k JOIN universe u USING (universe) WHERE k.universe = :universe "
    f"AND k.closed_at IS NULL AND k.due <= {now_sql('u')})"
)
_KEPT_DUE = text(
    "SELECT kind, id FROM kept WHERE universe = :universe AND closed_at IS NULL AND due <= :now "
    "ORDER BY kind <> 'storms', due LIMIT :limit"
)
_WITHOUT = text(
    "SELECT i.id FROM incident i WHERE i.universe = :universe AND i.closed_at IS NULL AND NOT EXISTS "
    "(SELECT FROM deadline d WHERE d.incident = i.id AND d.closed_at IS NULL) "
    "UNION SELECT CAST(k.state AS json) ->> 'incident' FROM kept k WHERE k.universe = :universe AND k.kind = 'slots' "
    "AND k.closed_at IS NULL AND k.due IS NULL AND CAST(k.state AS json) ->> 'status' <> 'on_scene' LIMIT 100"
)


async def due(connection: Connection, universe: str, now: datetime, limit: int) -> list[Step]:
    """The oldest deadlines due at `now`. Under the lock: nobody else acts on them."""
    rows = await connection.execute(_DUE, {"universe": universe, "now": now, "limit": limit})
    return [(r.incident, r.round, r.step) for r in rows]


async def kept_due(connection: Connection, universe: str, now: datetime, limit: int) -> list[tuple[str, str]]:
    """The kept things (member of the picture, id) whose time has come: storms, then the oldest. Under the lock."""
    rows = await connection.execute(_KEPT_DUE, {"universe": universe, "now": now, "limit": limit})
    return [(r.kind, r.id) for r in rows]


async def any_due(engine: Engine, universe: str) -> bool:
    """Whether a look under the lock is worth while."""
    async with engine.connect() as connection:
        return bool(await connection.scalar(_ANY_DUE, {"universe": universe}))


async def without(engine: Engine, universe: str) -> list[str]:
    """Open incidents without a next deadline, or with a place beside the lead that has none: none must ever be (P6)."""
    async with engine.connect() as connection:
        return list(await connection.scalars(_WITHOUT, {"universe": universe}))
