"""The limits of categories that a district has changed."""

import msgspec
from sqlalchemy import text

from command.domain.kept.loop import ChangedLimits
from command.store.engine import Engine

_CHANGED = text("SELECT id, state FROM kept WHERE universe = :universe AND kind = 'limits' AND closed_at IS NULL")


async def read_limits(engine: Engine, universe: str) -> dict[str, ChangedLimits]:
    """By category code; a category that was never changed is not among them."""
    async with engine.connect() as connection:
        rows = await connection.execute(_CHANGED, {"universe": universe})
        return {row.id: msgspec.json.decode(row.state, type=ChangedLimits) for row in rows}
