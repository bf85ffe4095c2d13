"""The turns of the closed loop as facts, put into a ledger straight away: what the figures make of them is no matter of
the rules that lead there."""

from datetime import datetime, timedelta
from itertools import count, cycle
from typing import Literal

from command.domain import facts as f
from command.domain.picture import Incident
from command.store import universe
from tests.district import DISTRICT, District
from tests.service.busy import picture_of

WAIT_S = 120
_steps = count(1000)


async def take_turns(district: District) -> None:
    """Every incident that nobody is asked about or has takes one turn or another, with time between the steps."""
    picture = await picture_of(district)
    turns = cycle([_rework, _extend, _suspend, _suspend_only, _return, _return_overruled, _reopen, _beside])
    assert picture.at is not None
    idle = [i for i in picture.incidents.values() if i.offer is None and i.assignment is None]
    for incident, turn in zip(sorted(idle, key=lambda i: i.number), turns, strict=False):
        for fact in turn(incident, picture.at + timedelta(hours=1)):
            await district.desk.record([fact])
            await universe.fast_forward(district.engine, DISTRICT, WAIT_S)


async def take_days(district: District) -> None:
    """Three workers' days: one all done, one with a short round, one on which nothing was done."""
    at = (await picture_of(district)).at
    assert at is not None
    for person, rounds, missed in (("w1", [7300, 7500], []), ("w2", [600], ["r1"]), ("w3", [], ["r2", "r3"])):
        about = {"day": f"{person}:x", "person": person, "area": f"460107001001{int(person[1]):03d}"}
        need, date = 2, "2026-11-22"
        await district.desk.record(
            [f.DayOpened(**about, date=date, need=need, visits=["r1", "r2"], due=at + timedelta(days=9))]
        )
        for n, lasted in enumerate(rounds):
            begun = f.RoundStarted(**about, round=f"{person}-{n}", began_at=at)
            over = f.RoundFinished(**about, round=f"{person}-{n}", over_at=at, lasted_s=lasted, short=lasted < 7200)
            seen = f.VisitRecorded(
                visit=f"v-{person}-{n}", person=person, area=about["area"], day=about["day"], resident=f"r{n}",
                outcome="well", at_door=at,
            )  # fmt: skip
            await district.desk.record([begun, over, seen])
            await universe.fast_forward(district.engine, DISTRICT, WAIT_S)
        await district.desk.record(
            [f.DayEnded(**about, date=date, need=need, rounds=len(rounds), visits=len(rounds), missed=missed)]
        )


def _next(incident: Incident, at: datetime) -> f.Deadline:
    return f.Deadline("dispatch", 99, next(_steps), at + timedelta(days=400))


def _given(incident: Incident, at: datetime, person: str = "w2") -> list[f.AnyFact]:
    made = f.AssignmentMade(
        assignment=f"a-{incident.id}-{person}", incident=incident.id, person=person, person_name=person,
        category=incident.category, priority=incident.priority, place=incident.place, grid=incident.place.grid,
        handle_by=at, next=_next(incident, at),
    )  # fmt: skip
    return [made]


def _ended(incident: Incident, why: Literal["suspended", "returned"]) -> f.AnyFact:
    return f.AssignmentEnded(assignment=f"a-{incident.id}-w2", incident=incident.id, person="w2", why=why)


def _done(incident: Incident, at: datetime, person: str = "w2") -> list[f.AnyFact]:
    done = f.AssignmentChanged(
        assignment=f"a-{incident.id}-{person}", incident=incident.id, person=person, to="done",
        next=_next(incident, at),
    )  # fmt: skip
    return [*_given(incident, at, person), done]


def _rework(i: Incident, at: datetime) -> list[f.AnyFact]:
    back = f.ReworkOrdered(incident=i.id, by="op", person="w2", count=1, next=_next(i, at))
    good = f.IncidentVerified(incident=i.id, by="s", person="w3")
    closed = f.IncidentClosed(incident=i.id, outcome="handled", by="op")
    satisfied = f.CallBackMade(incident=i.id, area=i.place.grid, outcome="satisfied", by="op")
    return [*_done(i, at), back, *_done(i, at, "w3"), good, closed, satisfied]


def _extend(i: Incident, at: datetime) -> list[f.AnyFact]:
    longer = f.ExtensionGranted(incident=i.id, by="op", count=1, handle_by=at + timedelta(hours=4))
    return [*_given(i, at), longer, *_done(i, at)[1:]]


def _suspend_only(i: Incident, at: datetime) -> list[f.AnyFact]:
    stopped = f.IncidentSuspended(incident=i.id, by="op", until=at, next=_next(i, at))
    return [*_given(i, at), _ended(i, "suspended"), stopped]


def _suspend(i: Incident, at: datetime) -> list[f.AnyFact]:
    resumed = f.IncidentResumed(incident=i.id, by="", handle_by=at + timedelta(hours=2), next=_next(i, at))
    return [*_suspend_only(i, at), resumed]


def _return(i: Incident, at: datetime) -> list[f.AnyFact]:
    not_ours = f.IncidentReturned(incident=i.id, by="w2", person="w2", count=1, next=_next(i, at))
    return [*_given(i, at), _ended(i, "returned"), not_ours, *_done(i, at, "w3")]


def _return_overruled(i: Incident, at: datetime) -> list[f.AnyFact]:
    not_ours = f.IncidentReturned(incident=i.id, by="w2", person="w2", count=1, ruling=True, next=_next(i, at))
    ruled = f.ReturnRuled(incident=i.id, by="co", person="w2", upheld=False, to="w2", next=_next(i, at))
    watched = f.SupervisionOrdered(
        supervision=f"s-{i.id}", incident=i.id, incident_number=i.number, category=i.category, area=i.place.grid,
        kind="leader", to=["w2"], by="co", due=at,
    )  # fmt: skip
    return [*_given(i, at), _ended(i, "returned"), not_ours, ruled, watched]


def _reopen(i: Incident, at: datetime) -> list[f.AnyFact]:
    closed = f.IncidentClosed(incident=i.id, outcome="handled", by="op")
    bad = f.CallBackMade(incident=i.id, area=i.place.grid, outcome="unsatisfied", by="op")
    again = f.IncidentReopened(
        incident=i.id, by="", why="unsatisfied", incident_number=i.number, category=i.category,
        disposition=i.disposition, priority=i.priority, reasons=i.reasons, place=i.place, filed_at=i.filed_at,
        last_report_at=i.last_report_at, next=_next(i, at),
    )  # fmt: skip
    unreached = f.CallBackMade(incident=i.id, area=i.place.grid, outcome="unreached", by="op")
    return [*_done(i, at), closed, unreached, bad, again]


def _beside(i: Incident, at: datetime) -> list[f.AnyFact]:
    """A unit leads, somebody helps beside it and is done first; then the unit never comes."""
    helper = f.AssignmentMade(
        assignment=f"h-{i.id}", incident=i.id, person="w1", person_name="w1", category=i.category, priority=i.priority,
        place=i.place, grid=i.place.grid, slot=f"p-{i.id}", part="co", offer=None,
    )  # fmt: skip
    helped = f.AssignmentChanged(
        assignment=f"h-{i.id}", incident=i.id, person="w1", to="done", slot=f"p-{i.id}"
    )  # fmt: skip
    asked = f.OfferMade(
        offer=f"u-{i.id}", incident=i.id, person="power", person_name="供电局", category=i.category, unit="power",
        priority=i.priority, place=i.place, grid=i.place.grid, reason=f.Choice("unit"), answer_by=at,
        next=_next(i, at),
    )  # fmt: skip
    unit = f.AssignmentMade(
        assignment=f"a-{i.id}-w2", offer=f"u-{i.id}", incident=i.id, person="power", person_name="供电局", unit="power",
        category=i.category, priority=i.priority, place=i.place, grid=i.place.grid, next=_next(i, at),
    )  # fmt: skip
    gone = f.AssignmentEnded(
        assignment=f"a-{i.id}-w2", incident=i.id, person="power", why="not_arrived", next=_next(i, at), unit="power"
    )
    opened = f.SlotOpened(slot=f"p-{i.id}", incident=i.id, part="co", why="called", due=at + timedelta(days=400))
    return [asked, unit, opened, helper, helped, gone]
