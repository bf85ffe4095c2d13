"""What the ledger says about a run: facts a report, facts a transaction, how many merged or found nobody free."""

from collections import Counter

from msgspec import Struct

from command.store import ledger, universe
from command.store.database import create_engine
from workers.bench.district import CODE

_PAGE = 2000
_MOST = 40_000  # the last so many facts: a fair sample, and quick


class LedgerFigures(Struct, frozen=True):
    """Shares are of the reports."""

    facts: int = 0
    facts_a_report: float = 0.0
    facts_a_transaction: float = 0.0
    merged: float = 0.0
    unattended: float = 0.0
    types: dict[str, int] = {}


async def read_ledger(database_url: str) -> LedgerFigures:
    """From the last facts."""
    engine = create_engine(database_url, name="gridcommand-bench", read_only=True)
    try:
        last = (await universe.look(engine, CODE)).number
        types, moments, at = Counter[str](), set[object](), max(0, last - _MOST)
        begun = at
        while at < last:
            page = await ledger.read_after(engine, CODE, at, _PAGE)
            types.update(entry.type for entry in page)
            moments.update(entry.at for entry in page)
            at = page[-1].number
    finally:
        await engine.dispose()
    reports = max(1, types["IncidentFiled"] + types["ReportMerged"])
    return LedgerFigures(
        facts=last,
        facts_a_report=(last - begun) / reports,
        facts_a_transaction=(last - begun) / max(1, len(moments)),
        merged=types["ReportMerged"] / reports,
        unattended=types["NobodyAvailable"] / reports,
        types=dict(types),
    )
