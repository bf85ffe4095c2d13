"""What people say of a drill, during it and after it: observers' notes, improvements, and the conclusion."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from command.domain.drill.evaluation.entry import Entry
from command.domain.facts import drill as d


class Note(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A note at `at` (UTC). `inject`: an inject's id, or empty; `seen`: whether what was expected was."""

    id: str
    at: datetime
    text: str
    inject: str = ""
    expectation: int | None = None
    seen: bool | None = None
    by: str
    by_name: str = ""


class Improvement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something to do better, as it stands: last changed at `at` by `by`, `done_at` when it was done (UTC)."""

    id: str
    text: str
    owner: str = ""
    owner_name: str = ""
    due: datetime | None = None
    done: bool = False
    done_at: datetime | None = None
    at: datetime
    by: str


class Outstanding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An improvement of an earlier drill that nobody has said is done. `overdue`: its day has passed. Times UTC."""

    exercise: str
    drill: str
    started_at: datetime
    id: str
    text: str
    owner: str = ""
    owner_name: str = ""
    due: datetime | None = None
    overdue: bool = False


def outstanding_of(
    exercise: str, drill: str, started_at: datetime, last: d.ImprovementSet, now: datetime
) -> Outstanding | None:
    """What was said last of an improvement, if it is still to be done."""
    if last.done:
        return None
    return Outstanding(
        exercise=exercise,
        drill=drill,
        started_at=started_at,
        id=last.id,
        text=last.text,
        owner=last.owner,
        owner_name=last.owner_name,
        due=last.due,
        overdue=last.due is not None and last.due < now,
    )


class Said(Struct, frozen=True, kw_only=True):
    """All of it, as of the ledger's entry `upto`. `conclusion`: empty until somebody writes one."""

    upto: int = 0
    notes: list[Note] = []
    improvements: list[Improvement] = []
    conclusion: str = ""
    concluded_at: datetime | None = None
    concluded_by: str = ""


def said_of(entries: Iterable[Entry]) -> Said:
    """From a whole ledger: words may come after ENDEX."""
    notes: dict[str, Note] = {}
    improvements: dict[str, Improvement] = {}
    written: tuple[datetime, d.ConclusionWritten] | None = None
    upto = 0
    for entry in entries:
        upto = entry.number
        match entry.fact:
            case d.ObserverNoted() as fact:
                notes[fact.id] = _note(entry.at, fact)
            case d.ImprovementSet() as fact:
                improvements[fact.id] = _improved(improvements.get(fact.id), entry.at, fact)
            case d.ConclusionWritten() as fact:
                written = (entry.at, fact)
    return Said(
        upto=upto,
        notes=list(notes.values()),
        improvements=list(improvements.values()),
        conclusion=written[1].text if written else "",
        concluded_at=written[0] if written else None,
        concluded_by=(written[1].by_name or written[1].by) if written else "",
    )


def _note(at: datetime, fact: d.ObserverNoted) -> Note:
    return Note(
        id=fact.id,
        at=at,
        text=fact.text,
        inject=fact.inject,
        expectation=fact.expectation,
        seen=fact.seen,
        by=fact.by,
        by_name=fact.by_name,
    )


def _improved(was: Improvement | None, at: datetime, fact: d.ImprovementSet) -> Improvement:
    done_at = (was.done_at if was is not None and was.done_at is not None else at) if fact.done else None
    return Improvement(
        id=fact.id,
        text=fact.text,
        owner=fact.owner,
        owner_name=fact.owner_name,
        due=fact.due,
        done=fact.done,
        done_at=done_at,
        at=at,
        by=fact.by,
    )
