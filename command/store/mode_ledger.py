"""What happened to the response level, from the ledger: switches, proposals, orders from above, reviews."""

from sqlalchemy import text

from command.store.engine import Engine

MODE_TYPES = (
    "type IN ('ModeSwitched', 'SwitchProposed', 'SwitchClosed', 'SuperiorOrdered', 'ModeReviewed', "
    "'ModeCountersigned', 'ResponsePlanPublished')"
)
"""What the index `ledger_mode` holds: a partial index is used only by a query that says the same."""
_LAST = text(
    f"SELECT number, at, body FROM ledger WHERE universe = :universe AND {MODE_TYPES} ORDER BY number DESC LIMIT :limit"
)


async def mode_facts(engine: Engine, universe: str, limit: int) -> list[tuple[int, str, bytes]]:
    """Number, time (RFC 3339) and body of the last of them, the newest first."""
    async with engine.connect() as connection:
        rows = await connection.execute(_LAST, {"universe": universe, "limit": limit})
        return [(row.number, row.at.isoformat(), row.body.encode()) for row in rows]
