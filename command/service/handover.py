"""What the record has for the list of a handover, from the picture as it is and from the ledger of the shift."""

from datetime import datetime

from command.domain import facts as f
from command.domain.rostering.sheet import Entry, open_entries, shift_entries
from command.service.desk import Desk
from command.service.seal import opened
from command.store.engine import Engine
from command.store.shift import Grave, ShiftRecord, Tries, numbers_of, shift_record


async def filled(desk: Desk, engine: Engine, universe: str, group: str, since: datetime) -> list[Entry]:
    """Every entry of a group's handover; its shift began at `since` (UTC). Of each part what is open comes last."""
    record = await shift_record(engine, universe, since)
    happened = [(at, opened(body)) for at, body in record.facts]
    named = {fact.incident for _, fact in happened if isinstance(fact, f.IncidentReferred | f.SupervisionReplied)}
    numbers = await numbers_of(engine, universe, sorted(named))
    alerts = await desk.look(lambda draft: set(draft.picture.alerts))
    over = [*_grave(record), *shift_entries(happened, numbers, alerts), *_tries(record)]
    return [*over, *await desk.look(lambda draft: open_entries(draft, group))]


def _grave(record: ShiftRecord) -> list[Entry]:
    return [_life(one) for one in record.grave]


def _life(one: Grave) -> Entry:
    status = "closed" if one.closed else one.status
    return Entry(part="events", kind="life", number=one.number, category=one.category, area=one.grid, what=status)


def _tries(record: ShiftRecord) -> list[Entry]:
    """How messengers and SMS did: of all tries of a rung, those that failed. Skipped ones were never tried."""
    rungs = dict[str, list[Tries]]()
    for one in record.tries:
        if one.outcome in ("sent", "failed"):
            rungs.setdefault(one.rung, []).append(one)
    return [
        Entry(
            part="equipment",
            kind="rung",
            what=rung,
            n=sum(one.n for one in tries if one.outcome == "failed"),
            of=sum(one.n for one in tries),
        )
        for rung, tries in rungs.items()
    ]
