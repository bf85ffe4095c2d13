"""Folding calls for help and the timers of people in danger."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.sos import Sos, SosAnswer, Timer
from command.domain.picture import Picture


def _sos_raised(p: Picture, number: int, at: datetime, fact: f.SosRaised) -> None:
    p.sos[fact.sos] = Sos(
        id=fact.sos,
        number=number,
        request=fact.request,
        person=fact.person,
        person_name=fact.person_name,
        area=fact.area,
        cause=fact.cause,
        place=fact.place,
        whence=fact.whence,
        pressed_at=fact.pressed_at,
        raised_at=at,
        last_at=at,
        incident=fact.incident,
        told=list(fact.told),
        near=list(fact.near),
        due=fact.due,
    )


def _sos_repeated(p: Picture, number: int, at: datetime, fact: f.SosRepeated) -> None:
    sos = p.sos.get(fact.sos)
    if sos is None:
        return
    sos.last_at, sos.due, sos.answers, sos.level = at, fact.due, [], 0
    if fact.place is not None:
        sos.place, sos.whence = fact.place, fact.whence


def _sos_acknowledged(p: Picture, number: int, at: datetime, fact: f.SosAcknowledged) -> None:
    sos = p.sos.get(fact.sos)
    if sos is None:
        return
    others = [one for one in sos.answers if one.by != fact.by]
    answer = SosAnswer(by=fact.by, by_name=fact.by_name, at=at, coming=fact.coming, above=fact.above)
    sos.answers, sos.due = [*others, answer], fact.due


def _sos_escalated(p: Picture, number: int, at: datetime, fact: f.SosEscalated) -> None:
    sos = p.sos.get(fact.sos)
    if sos is not None:
        sos.level, sos.due, sos.told = fact.level, fact.due, list(fact.told)


def _sos_ended(p: Picture, number: int, at: datetime, fact: f.SosEnded) -> None:
    p.sos.pop(fact.sos, None)


def _timer_started(p: Picture, number: int, at: datetime, fact: f.TimerStarted) -> None:
    p.timers[fact.timer] = Timer(
        id=fact.timer,
        person=fact.person,
        person_name=fact.person_name,
        area=fact.area,
        cause=fact.cause,
        assignment=fact.assignment,
        period_s=fact.period_s,
        note=fact.note,
        started_at=at,
        due=fact.due,
    )


def _timer_asked(p: Picture, number: int, at: datetime, fact: f.TimerAsked) -> None:
    timer = p.timers.get(fact.timer)
    if timer is not None:
        timer.stage, timer.due = "asked", fact.due


def _timer_answered(p: Picture, number: int, at: datetime, fact: f.TimerAnswered) -> None:
    timer = p.timers.get(fact.timer)
    if timer is not None:
        timer.stage, timer.due, timer.told = "running", fact.due, []


def _timer_missed(p: Picture, number: int, at: datetime, fact: f.TimerMissed) -> None:
    timer = p.timers.get(fact.timer)
    if timer is not None:
        timer.stage, timer.due, timer.told = "missed", fact.due, list(fact.told)


def _timer_ended(p: Picture, number: int, at: datetime, fact: f.TimerEnded) -> None:
    p.timers.pop(fact.timer, None)


_SOS: Steps = {
    f.SosRaised: _sos_raised,
    f.SosRepeated: _sos_repeated,
    f.SosAcknowledged: _sos_acknowledged,
    f.SosEscalated: _sos_escalated,
    f.SosEnded: _sos_ended,
}
_TIMERS: Steps = {
    f.TimerStarted: _timer_started,
    f.TimerAsked: _timer_asked,
    f.TimerAnswered: _timer_answered,
    f.TimerMissed: _timer_missed,
    f.TimerEnded: _timer_ended,
}
STEPS: Steps = {**_SOS, **_TIMERS}
TOUCHES: Touches = {
    **{step: lambda fact: [("sos", fact.sos)] for step in _SOS},
    **{step: lambda fact: [("timers", fact.timer)] for step in _TIMERS},
}
