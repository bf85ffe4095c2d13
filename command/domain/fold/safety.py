"""Folding the safety of workers."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.safety import RollCall, RollCallAnswer
from command.domain.picture import Picture


def _rollcall_opened(p: Picture, number: int, at: datetime, fact: f.RollCallOpened) -> None:
    p.rollcalls[fact.rollcall] = RollCall(
        id=fact.rollcall,
        number=number,
        area=fact.area,
        reason=fact.reason,
        by=fact.by,
        by_name=fact.by_name,
        opened_at=at,
        due=fact.due,
        people=dict(fact.people),
    )


def _rollcall_answered(p: Picture, number: int, at: datetime, fact: f.RollCallAnswered) -> None:
    rollcall = p.rollcalls.get(fact.rollcall)
    if rollcall is not None:
        rollcall.answers[fact.person] = RollCallAnswer(at=at, by=fact.by, reason=fact.reason)


def _rollcall_escalated(p: Picture, number: int, at: datetime, fact: f.RollCallEscalated) -> None:
    rollcall = p.rollcalls.get(fact.rollcall)
    if rollcall is not None:
        rollcall.level, rollcall.due = fact.level, fact.due


def _rollcall_closed(p: Picture, number: int, at: datetime, fact: f.RollCallClosed) -> None:
    p.rollcalls.pop(fact.rollcall, None)


STEPS: Steps = {
    f.RollCallOpened: _rollcall_opened,
    f.RollCallAnswered: _rollcall_answered,
    f.RollCallEscalated: _rollcall_escalated,
    f.RollCallClosed: _rollcall_closed,
}
TOUCHES: Touches = {step: lambda fact: [("rollcalls", fact.rollcall)] for step in STEPS}
