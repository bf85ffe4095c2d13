"""Kept things read by kind: those that are open, and those that were open at an earlier moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text

from command.domain.kept import KEPT
from command.store.engine import Engine

_AT = text(
    "SELECT kind, id, state FROM kept WHERE universe = :universe AND kind = ANY(:kinds) AND state IS NOT NULL "
    "AND (closed_at IS NULL OR closed_at > :at) ORDER BY id"
)
_ONE = text("SELECT state FROM kept WHERE universe = :universe AND kind = :kind AND id = :id AND closed_at IS NULL")


async def kept_at(engine: Engine, universe: str, kinds: Sequence[str], at: datetime) -> dict[str, list[Any]]:
    """Things of these kinds (members of the picture) that are open or were at `at`, in their last state."""
    found: dict[str, list[Any]] = {kind: [] for kind in kinds}
    async with engine.connect() as connection:
        for row in await connection.execute(_AT, {"universe": universe, "kinds": list(kinds), "at": at}):
            found[row.kind].append(msgspec.json.decode(row.state, type=KEPT[row.kind]))
    return found


async def kept_one(engine: Engine, universe: str, kind: str, id_: str) -> Any:
    """One open thing, or None."""
    async with engine.connect() as connection:
        state = await connection.scalar(_ONE, {"universe": universe, "kind": kind, "id": id_})
    return None if state is None else msgspec.json.decode(state, type=KEPT[kind])
