"""Rosters in the ledger: the facts from which what was known at an earlier moment is folded anew."""

from datetime import datetime

from sqlalchemy import text

from command.store.engine import Engine

_GROUPS = "'GroupRostered', 'GroupDissolved'"
_ITEMS = (
    "'PlanSet', 'OverrideSet', 'RosterItemEnded', 'SwapAsked', 'SwapAccepted', 'SwapApproved', 'SwapClosed', "
    "'LeaveAsked', 'LeaveApproved', 'LeaveClosed'"
)
ROSTER_TYPES = f"type IN ({_GROUPS}, {_ITEMS})"
"""What the index `ledger_roster` holds: a partial index is used only by a query that says the same."""
# What counted at `at`, or was put in since, is older than nothing that is still kept open there: all else was over.
_SINCE = text(
    "SELECT min(coalesce((k.state::jsonb ->> 'asked_at')::timestamptz, l.at)) FROM kept k "
    "LEFT JOIN ledger l ON l.universe = k.universe AND l.number = (k.state::jsonb ->> 'number')::bigint "
    "WHERE k.universe = :universe AND k.kind IN ('plans', 'overrides', 'swaps', 'leaves') "
    "AND (k.closed_at IS NULL OR k.closed_at > :at)"
)
_FACTS = text(
    f"SELECT number, at, body FROM ledger WHERE universe = :universe AND at <= :at AND {ROSTER_TYPES} "
    f"AND (type IN ({_GROUPS}) OR at >= :since) ORDER BY number"
)


async def roster_facts(engine: Engine, universe: str, at: datetime) -> list[tuple[int, datetime, bytes]]:
    """Number, time and body of the facts that made the roster as it was known at `at`, in order."""
    async with engine.connect() as connection:
        since = await connection.scalar(_SINCE, {"universe": universe, "at": at})
        values = {"universe": universe, "at": at, "since": since if since is not None else at}
        rows = await connection.execute(_FACTS, values)
        return [(row.number, row.at, row.body.encode()) for row in rows]
