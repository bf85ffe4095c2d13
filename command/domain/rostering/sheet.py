"""交接清单 (§3 [P]) as far as the record has it: what happened in the shift, and what is open at its end.

Entries are values, not sentences: the page that shows them puts them into words, and whoever signs may change those.
"""

from collections.abc import Container, Iterable
from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.roster import gaps

Part = Literal["events", "unfinished", "watch", "instructions", "equipment", "documents"]
_LISTED = 10


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line. `number`: of an incident; `who`: a name; `n` of `of` people; `due`: by when; `what`: a code, such as
    a kind, a status or a rung, that the page has words for; `text`: as somebody wrote it."""

    part: Part
    kind: str
    at: datetime | None = None
    number: int | None = None
    category: str = ""
    area: str = ""
    who: str = ""
    what: str = ""
    text: str = ""
    n: int = 0
    of: int = 0
    due: datetime | None = None


def open_entries(draft: Draft, group: str) -> list[Entry]:
    """What the incoming take over as it is: open matters, danger, orders, and what does not work."""
    return [*_unfinished(draft), *_watch(draft, group), *_instructions(draft), *_waiting(draft)]


def _unfinished(draft: Draft) -> list[Entry]:
    open_ = sorted(draft.picture.incidents.values(), key=lambda one: (one.priority, one.number))
    return [
        Entry(
            part="unfinished",
            kind="incident",
            number=one.number,
            category=one.category,
            area=one.place.grid,
            what=one.status,
            n=one.priority,
            due=one.handle_by,
        )
        for one in open_[:_LISTED]
    ]


def _watch(draft: Draft, group: str) -> list[Entry]:
    p = draft.picture
    found = [Entry(part="watch", kind="sos", at=one.raised_at, who=one.person_name) for one in p.sos.values()]
    found += [
        Entry(part="watch", kind="timer", at=one.started_at, who=one.person_name, due=one.due)
        for one in p.timers.values()
    ]
    found += [
        Entry(part="watch", kind="rollcall", at=one.opened_at, area=one.area, n=len(one.missing), of=len(one.people))
        for one in p.rollcalls.values()
    ]
    found += [Entry(part="watch", kind="silence", at=one.since, area=one.id) for one in p.silences.values()]
    found += [
        Entry(
            part="watch",
            kind="warning",
            at=one.sent,
            what=one.hazard,
            text=one.zh.headline or one.zh.event if one.zh is not None else one.hazard,
            due=one.due,
        )
        for one in p.warnings.values()
        if one.in_force
    ]
    ahead = gaps(draft.roster, draft.now, draft.now + draft.policy.gaps_ahead)
    found += [
        Entry(
            part="watch",
            kind="gap",
            at=gap.starts,
            who=p.groups[gap.group].name,
            what=gap.kind,
            text=gap.shift,
            n=gap.have,
            of=gap.need,
        )
        for gap in [gap for gap in ahead if gap.group == group or gap.kind == "uncovered"][:_LISTED]
    ]
    return found


def _instructions(draft: Draft) -> list[Entry]:
    p = draft.picture
    found = [
        Entry(
            part="instructions",
            kind="supervision",
            at=one.ordered_at,
            number=one.incident_number,
            category=one.category,
            who=one.by_name,
            what=one.kind,
            text=one.reason,
            due=one.reply_by,
        )
        for one in sorted(p.supervisions.values(), key=lambda one: one.reply_by)[: 2 * _LISTED]
    ]
    found += [
        Entry(
            part="instructions",
            kind="alert",
            at=one.sent_at,
            area=one.area,
            who=one.by_name,
            what=one.level,
            text=one.text,
            n=len(one.read),
            of=len(one.people),
        )
        for one in p.alerts.values()
    ]
    found += [
        Entry(
            part="instructions",
            kind="care",
            at=one.ordered_at,
            area=one.area,
            who=one.by_name,
            what=one.why,
            text=one.reason,
            n=len(one.done),
            of=sum(len(residents) for residents in one.visits.values()),
            due=one.due,
        )
        for one in p.cares.values()
    ]
    return found


def _waiting(draft: Draft) -> list[Entry]:
    """Who waits for our answer, whom we wait for, and what the machine could not read."""
    p = draft.picture
    found = [
        Entry(
            part="documents",
            kind="handover",
            at=one.received_at,
            number=p.incidents[one.incident].number if one.incident in p.incidents else None,
            who=one.origin.service,
            text=one.origin.reference,
            due=one.answer_by,
        )
        for one in p.handovers.values()
    ]
    found += [Entry(part="equipment", kind="set_aside", at=one.at, what=one.method) for one in p.tasks.values()]
    return found


def shift_entries(
    happened: Iterable[tuple[datetime, f.AnyFact]], number_of: dict[str, int], open_alerts: Container[str]
) -> list[Entry]:
    """What happened in the shift and is over, or is told by a document. `number_of`: numbers of incidents by id;
    `open_alerts` are told with what is open."""
    found, lost = [], 0
    people = dict[str, str]()
    for at, fact in happened:
        match fact:
            case f.SosRaised():
                people[fact.sos] = fact.person_name
            case f.SosEnded():
                who = people.get(fact.sos, fact.by_name)
                found.append(Entry(part="events", kind="sos", at=at, who=who, what=fact.why, text=fact.reason))
            case f.RollCallClosed():
                entry = Entry(part="events", kind="rollcall", at=at, area=fact.area, n=len(fact.missing))
                found.append(entry)
            case f.ContactLost():
                lost += 1
            case f.AlertSent() if fact.alert not in open_alerts:
                what, text, of = fact.level, fact.text, fact.people
                over = Entry(
                    part="instructions",
                    kind="alert_over",
                    at=at,
                    area=fact.area,
                    who=fact.by_name,
                    what=what,
                    text=text,
                    of=of,
                )
                found.append(over)
            case f.SupervisionReplied():
                number = number_of.get(fact.incident)
                entry = Entry(
                    part="instructions", kind="replied", at=at, number=number, who=fact.by_name, text=fact.text
                )
                found.append(entry)
            case f.LimitsChanged() | f.RosterImported() | f.IncidentReferred():
                found.append(_document(at, fact, number_of))
            case _:
                pass
    if lost:
        found.append(Entry(part="equipment", kind="lost", n=lost))
    return found


def _document(
    at: datetime, fact: f.LimitsChanged | f.RosterImported | f.IncidentReferred, number_of: dict[str, int]
) -> Entry:
    match fact:
        case f.LimitsChanged():
            who, why = fact.by_name, fact.reason
            return Entry(part="documents", kind="limits", at=at, category=fact.category, who=who, text=why)
        case f.RosterImported():
            return Entry(part="documents", kind="roster", at=at, n=len(fact.plans))
        case f.IncidentReferred():
            number = number_of.get(fact.incident)
            return Entry(part="documents", kind="referred", at=at, number=number, who=fact.to, text=fact.reference)
