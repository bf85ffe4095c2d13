"""Folding a drill: what its own ledger says of it."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept import KEPT, due_of
from command.domain.kept.drill import DRILL, Drill, DrillInject, DrillParticipant, InjectAnswer, Notice, Standstill
from command.domain.picture import Picture

NOTICES = frozenset({"message", "call", "order", "contact", "road"})
"""Kinds of inject that are notices on screens."""
WEATHER = frozenset({"warnings", "cancels", "storms"})
"""What goes on outside whether the drill stands still or not."""
EVERYTHING = (f.DrillResumed, f.DrillEnded)
"""After these every open thing is written anew: what is due of it has moved, or is due no more."""


def _started(p: Picture, number: int, at: datetime, fact: f.DrillStarted) -> None:
    p.drills[DRILL] = Drill(
        drill=fact.drill,
        plan=replace(fact.plan, participants=[]),
        script=fact.script,
        by=fact.by,
        by_name=fact.by_name,
        started_at=at,
    )


def _carried_over(p: Picture, number: int, at: datetime, fact: f.CarriedOver) -> None:
    kind = KEPT.get(fact.kind)
    if kind is not None:
        getattr(p, fact.kind).update({id_: msgspec.convert(one, kind) for id_, one in fact.things.items()})


def _joined(p: Picture, number: int, at: datetime, fact: f.ParticipantJoined) -> None:
    who = fact.participant
    p.participants[who.person] = DrillParticipant(
        id=who.person, participant=who, name=fact.name, guest=fact.guest, since=at
    )


def _taken(p: Picture, number: int, at: datetime, fact: f.ParticipantTaken) -> None:
    if (known := p.participants.get(fact.person)) is not None:
        known.out_why, known.since, known.silent, known.due = fact.why, at, "", None


def _back(p: Picture, number: int, at: datetime, fact: f.ParticipantBack) -> None:
    if (known := p.participants.get(fact.person)) is not None:
        known.out_why, known.since = None, at


def _silenced(p: Picture, number: int, at: datetime, fact: f.ParticipantSilenced) -> None:
    if (known := p.participants.get(fact.person)) is not None:
        known.silent, known.due = fact.inject, fact.due


def _heard(p: Picture, number: int, at: datetime, fact: f.ParticipantHeard) -> None:
    if (known := p.participants.get(fact.person)) is not None:
        known.silent, known.due = "", None


def _planned(p: Picture, number: int, at: datetime, fact: f.InjectPlanned) -> None:
    p.injects[fact.id] = DrillInject(
        id=fact.id,
        number=fact.inject.number,
        inject=fact.inject,
        spot=fact.spot,
        planned_for=fact.due,
        due=fact.due,
        by=fact.by,
        repeats=fact.repeats,
    )


def _given(p: Picture, number: int, at: datetime, fact: f.InjectGiven) -> None:
    if (known := p.injects.get(fact.inject)) is not None:
        known.state, known.due, known.given_at, known.late_s = "given", None, at, fact.late_s
        known.incident, known.made, known.to, known.failed = fact.incident, fact.made, list(fact.to), fact.failed
    if fact.kind in NOTICES and fact.to and not fact.failed:
        p.notices[fact.inject] = Notice(
            id=fact.inject,
            number=fact.serial,
            kind=fact.kind,
            at=at,
            to=list(fact.to),
            text=fact.text,
            place=fact.place,
            areas=list(fact.areas),
            due=fact.until,
            answer=fact.answer,
            caller=fact.caller,
        )


def _held(p: Picture, number: int, at: datetime, fact: f.InjectHeld) -> None:
    if (known := p.injects.get(fact.inject)) is not None:
        known.state, known.due = "held", None


def _released(p: Picture, number: int, at: datetime, fact: f.InjectReleased) -> None:
    if (known := p.injects.get(fact.inject)) is not None:
        known.state, known.due = "planned", fact.due


def _skipped(p: Picture, number: int, at: datetime, fact: f.InjectSkipped) -> None:
    if (known := p.injects.get(fact.inject)) is not None:
        known.state, known.due, known.reason = "skipped", None, fact.reason


def _answered(p: Picture, number: int, at: datetime, fact: f.InjectAnswered) -> None:
    if (known := p.injects.get(fact.inject)) is not None:
        known.answers[fact.person] = InjectAnswer(at=at, took_s=fact.took_s, text=fact.text)
    notice = p.notices.get(fact.inject)
    if notice is not None and fact.person not in notice.answered:
        notice.answered.append(fact.person)


def _notice_over(p: Picture, number: int, at: datetime, fact: f.NoticeOver) -> None:
    p.notices.pop(fact.notice, None)


def _paused(p: Picture, number: int, at: datetime, fact: f.DrillPaused) -> None:
    if (drill := p.drills.get(DRILL)) is not None:
        drill.state, drill.paused_at, drill.paused_why = "paused", at, fact.why


def _resumed(p: Picture, number: int, at: datetime, fact: f.DrillResumed) -> None:
    put_off(p, fact.paused_at, timedelta(seconds=fact.shift_s))
    if (drill := p.drills.get(DRILL)) is not None:
        drill.state, drill.paused_at, drill.paused_why = "running", None, None
        drill.paused_s += fact.shift_s
        drill.pauses.append(Standstill(since=fact.paused_at, until=at))


def put_off(p: Picture, after: datetime, by: timedelta) -> None:
    """Everything due after a moment is due later: what was due before it is overdue still."""

    def later(due: datetime | None) -> datetime | None:
        return due + by if due is not None and due > after else due

    for member in KEPT.keys() - WEATHER:
        things: dict[str, Any] = getattr(p, member)
        for id_, thing in things.items():
            due = due_of(thing)
            if due is not None and due > after:
                things[id_] = replace(thing, due=due + by)
    for incident in p.incidents.values():
        incident.handle_by = later(incident.handle_by)
        if incident.next is not None and incident.next.due > after:
            incident.next = replace(incident.next, due=incident.next.due + by)
    for offer in p.offers.values():
        offer.answer_by = later(offer.answer_by) or offer.answer_by
    for work in p.assignments.values():
        work.asked_by = later(work.asked_by)


def _ended(p: Picture, number: int, at: datetime, fact: f.DrillEnded) -> None:
    for things in (p.injects, p.participants, p.notices):
        for thing in things.values():
            thing.due = None
    if (drill := p.drills.get(DRILL)) is not None:
        drill.state, drill.paused_at, drill.paused_why = "over", None, None
        drill.ended_at, drill.ended_why = at, fact.why


STEPS: Steps = {
    f.DrillStarted: _started,
    f.CarriedOver: _carried_over,
    f.ParticipantJoined: _joined,
    f.ParticipantTaken: _taken,
    f.ParticipantBack: _back,
    f.ParticipantSilenced: _silenced,
    f.ParticipantHeard: _heard,
    f.InjectPlanned: _planned,
    f.InjectGiven: _given,
    f.InjectHeld: _held,
    f.InjectReleased: _released,
    f.InjectSkipped: _skipped,
    f.InjectAnswered: _answered,
    f.NoticeOver: _notice_over,
    f.DrillPaused: _paused,
    f.DrillResumed: _resumed,
    f.DrillEnded: _ended,
}


def _inject(fact: Any) -> list[tuple[str, str]]:
    return [("injects", fact.inject), ("notices", fact.inject)]


TOUCHES: Touches = {
    f.DrillStarted: lambda fact: [("drills", DRILL)],
    f.CarriedOver: lambda fact: [(fact.kind, id_) for id_ in fact.things] if fact.kind in KEPT else [],
    f.ParticipantJoined: lambda fact: [("participants", fact.participant.person)],
    **{
        kind: lambda fact: [("participants", fact.person)]
        for kind in (f.ParticipantTaken, f.ParticipantBack, f.ParticipantSilenced, f.ParticipantHeard)
    },
    f.InjectPlanned: lambda fact: [("injects", fact.id)],
    f.InjectGiven: lambda fact: (
        _inject(fact) if fact.kind in NOTICES and fact.to and not fact.failed else _inject(fact)[:1]
    ),
    **{kind: lambda fact: _inject(fact)[:1] for kind in (f.InjectHeld, f.InjectReleased, f.InjectSkipped)},
    f.InjectAnswered: _inject,
    f.NoticeOver: lambda fact: [("notices", fact.notice)],
    f.DrillPaused: lambda fact: [("drills", DRILL)],
    f.DrillResumed: lambda fact: [("drills", DRILL)],
    f.DrillEnded: lambda fact: [("drills", DRILL)],
}
