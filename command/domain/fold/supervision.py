"""Folding 督办, call-backs, hand-overs and limits."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.loop import CallBack, ChangedLimits, Handover, Supervision
from command.domain.picture import Picture


def _supervision_ordered(p: Picture, number: int, at: datetime, fact: f.SupervisionOrdered) -> None:
    p.supervisions[fact.supervision] = Supervision(
        id=fact.supervision,
        incident=fact.incident,
        incident_number=fact.incident_number,
        category=fact.category,
        area=fact.area,
        kind=fact.kind,
        to=list(fact.to),
        reason=fact.reason,
        by=fact.by,
        by_name=fact.by_name,
        ordered_at=at,
        reply_by=fact.due,
        due=fact.due,
    )


def _supervision_escalated(p: Picture, number: int, at: datetime, fact: f.SupervisionEscalated) -> None:
    known = p.supervisions.get(fact.supervision)
    if known is not None:
        known.level, known.due = fact.level, fact.due


def _supervision_over(p: Picture, number: int, at: datetime, fact: f.SupervisionReplied | f.SupervisionEnded) -> None:
    p.supervisions.pop(fact.supervision, None)


def _call_back_due(p: Picture, number: int, at: datetime, fact: f.CallBackDue) -> None:
    p.callbacks[fact.incident] = CallBack(
        id=fact.incident,
        incident_number=fact.incident_number,
        category=fact.category,
        area=fact.area,
        handler=fact.handler,
        caller=fact.caller,
        resident=fact.resident,
        callers=list(fact.callers),
        closed_at=at,
        due=fact.due,
    )


def _call_back_made(p: Picture, number: int, at: datetime, fact: f.CallBackMade) -> None:
    known = p.callbacks.get(fact.incident)
    if known is None:
        return
    known.tries, known.due = fact.tries, fact.due
    if fact.then is not None:
        known.caller, known.resident, known.tries = fact.then, None, 0
        known.callers = [one for one in known.callers if one != fact.then]
    if fact.due is None:
        del p.callbacks[fact.incident]


def _call_back_missed(p: Picture, number: int, at: datetime, fact: f.CallBackMissed) -> None:
    known = p.callbacks.get(fact.incident)
    if known is not None:
        known.level, known.due = fact.level, fact.due


def _handed_over(p: Picture, number: int, at: datetime, fact: f.ReportHandedOver) -> None:
    p.handovers[fact.handover] = Handover(
        id=fact.handover,
        incident=fact.incident,
        area=fact.area,
        origin=fact.origin,
        received_at=fact.received_at,
        answer_by=fact.due,
        due=fact.due,
    )


def _handover_answered(p: Picture, number: int, at: datetime, fact: f.HandoverAnswered) -> None:
    p.handovers.pop(fact.handover, None)


def _handover_late(p: Picture, number: int, at: datetime, fact: f.HandoverLate) -> None:
    known = p.handovers.get(fact.handover)
    if known is not None:
        known.level, known.due = fact.level, fact.due


def _referral_moved(p: Picture, number: int, at: datetime, fact: f.ReferralMoved) -> None:
    incident = p.incidents.get(fact.incident)
    for one in incident.referrals if incident is not None else ():
        if one.id == fact.referral:
            one.reference = fact.reference or one.reference
            if fact.step == "acknowledged":
                one.acknowledged_at = at
            else:
                one.acknowledged_at, one.closed_at, one.outcome = one.acknowledged_at or at, at, fact.note


def _limits_changed(p: Picture, number: int, at: datetime, fact: f.LimitsChanged) -> None:
    p.limits[fact.category] = ChangedLimits(
        id=fact.category,
        rule=fact.rule,
        version=fact.version,
        reason=fact.reason,
        by=fact.by,
        by_name=fact.by_name,
        at=at,
    )


STEPS: Steps = {
    f.SupervisionOrdered: _supervision_ordered,
    f.SupervisionReplied: _supervision_over,
    f.SupervisionEscalated: _supervision_escalated,
    f.SupervisionEnded: _supervision_over,
    f.CallBackDue: _call_back_due,
    f.CallBackMade: _call_back_made,
    f.CallBackMissed: _call_back_missed,
    f.ReportHandedOver: _handed_over,
    f.HandoverAnswered: _handover_answered,
    f.HandoverLate: _handover_late,
    f.ReferralMoved: _referral_moved,
    f.LimitsChanged: _limits_changed,
}
_SUPERVISION = (f.SupervisionOrdered, f.SupervisionReplied, f.SupervisionEscalated, f.SupervisionEnded)
_CALL_BACK = (f.CallBackDue, f.CallBackMade, f.CallBackMissed)
_HANDOVER = (f.ReportHandedOver, f.HandoverAnswered, f.HandoverLate)
TOUCHES: Touches = {
    **{kind: lambda fact: [("supervisions", fact.supervision)] for kind in _SUPERVISION},
    **{kind: lambda fact: [("callbacks", fact.incident)] for kind in _CALL_BACK},
    **{kind: lambda fact: [("handovers", fact.handover)] for kind in _HANDOVER},
    f.LimitsChanged: lambda fact: [("limits", fact.category)],
}
