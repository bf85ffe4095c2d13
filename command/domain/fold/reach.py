"""Folding who can be reached."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.reach import Call, ContactReport, Ladder, Silence, Tried
from command.domain.picture import Picture


def _lost(p: Picture, number: int, at: datetime, fact: f.ContactLost) -> None:
    p.silences[fact.area] = Silence(
        id=fact.area,
        people=dict(fact.people),
        since=fact.since,
        lost_at=at,
        told=list(fact.told),
        due=fact.due,
    )


def _escalated(p: Picture, number: int, at: datetime, fact: f.ContactEscalated) -> None:
    silence = p.silences.get(fact.area)
    if silence is not None:
        silence.level, silence.told, silence.due = fact.level, list(fact.told), fact.due


def _regained(p: Picture, number: int, at: datetime, fact: f.ContactRegained) -> None:
    p.silences.pop(fact.area, None)


def _reported(p: Picture, number: int, at: datetime, fact: f.ContactReported) -> None:
    p.contacts[fact.about] = ContactReport(
        id=fact.about,
        area=fact.area,
        how=fact.how,
        said_by=fact.said_by,
        said_at=fact.said_at,
        text=fact.text,
        by=fact.by,
        by_name=fact.by_name,
        at=at,
        due=fact.until,
    )


def _lapsed(p: Picture, number: int, at: datetime, fact: f.ContactLapsed) -> None:
    p.contacts.pop(fact.about, None)


def _tried(p: Picture, number: int, at: datetime, fact: f.RungTried) -> None:
    ladder = p.ladders.get(fact.about)
    if ladder is None:
        ladder = p.ladders[fact.about] = Ladder(id=fact.about, area=fact.area, incident=fact.incident)
    tried = Tried(rung=fact.rung, outcome=fact.outcome, why=fact.why, at=at)
    ladder.tried.setdefault(fact.person, []).append(tried)


def _call_asked(p: Picture, number: int, at: datetime, fact: f.CallAsked) -> None:
    p.calls[fact.call] = Call(
        id=fact.call,
        about=fact.about,
        person=fact.person,
        person_name=fact.person_name,
        leader=fact.leader,
        leader_name=fact.leader_name,
        area=fact.area,
        incident=fact.incident,
        at=at,
    )


def _call_done(p: Picture, number: int, at: datetime, fact: f.CallDone) -> None:
    p.calls.pop(fact.call, None)


def _ladder_closed(p: Picture, number: int, at: datetime, fact: f.LadderClosed) -> None:
    p.ladders.pop(fact.about, None)
    for call in fact.calls:
        p.calls.pop(call, None)


_CONTACT: Steps = {
    f.ContactLost: _lost,
    f.ContactEscalated: _escalated,
    f.ContactRegained: _regained,
}
_REPORTS: Steps = {f.ContactReported: _reported, f.ContactLapsed: _lapsed}
_CALLS: Steps = {f.CallAsked: _call_asked, f.CallDone: _call_done}
_LADDERS: Steps = {f.RungTried: _tried, f.LadderClosed: _ladder_closed}
STEPS: Steps = {**_CONTACT, **_REPORTS, **_CALLS, **_LADDERS}
TOUCHES: Touches = {
    **{step: lambda fact: [("silences", fact.area)] for step in _CONTACT},
    **{step: lambda fact: [("contacts", fact.about)] for step in _REPORTS},
    **{step: lambda fact: [("calls", fact.call)] for step in _CALLS},
    **{step: lambda fact: [("ladders", fact.about)] for step in _LADDERS},
    f.LadderClosed: lambda fact: [("ladders", fact.about), *(("calls", call) for call in fact.calls)],
}
