"""Hand-over to and from 110, 119, 120, 12345 and the utilities: by their reference, and timed both ways."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.loop import Handover
from command.domain.loop.common import find_below
from command.domain.permission import covers
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.upward import upward
from command.wire.requests import AnswerHandover, MoveReferral


def handed_over(draft: Draft, asked: Asked, report: str, incident: str, grid: str, origin: f.Origin) -> None:
    """A report came from one of them: they are to be answered in time."""
    draft.add(
        f.ReportHandedOver(
            handover=report,
            incident=incident,
            area=grid,
            origin=origin,
            received_at=asked.received_at,
            due=draft.now + draft.policy.handover,
        )
    )


def answer_handover(draft: Draft, asked: Asked, request: AnswerHandover) -> Refusal | None:
    """They were told what became of it; also when the incident is over by then."""
    waiting = draft.picture.handovers.get(request.handover)
    if waiting is None or not covers(asked.sender, waiting.area):
        return refuse("handover_unknown")
    if not request.note.strip():
        return refuse("reason_needed")
    answered = f.HandoverAnswered(
        request=asked.request,
        handover=waiting.id,
        incident=waiting.incident,
        area=waiting.area,
        origin=waiting.origin,
        note=request.note.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
        took_s=max(0, round((draft.now - waiting.received_at).total_seconds())),
        late=draft.now > waiting.answer_by,
    )
    draft.add(answered, asked.sender.id)
    return None


def handover_due(draft: Draft, waiting: Handover) -> None:
    """They were not answered: the operators know, then the coordinators, again and again."""
    level, told = upward(draft, waiting.area, max(waiting.level + 1, 3))
    draft.add(
        f.HandoverLate(
            handover=waiting.id,
            incident=waiting.incident,
            area=waiting.area,
            origin=waiting.origin,
            level=level,
            told=told,
            due=draft.now + draft.policy.handover,
        )
    )


def move_referral(draft: Draft, asked: Asked, request: MoveReferral) -> Refusal | None:
    """签收 or done, as they told us: with the reference they gave and the time it took them."""
    incident, refusal = find_below(draft, asked, request.incident)
    if incident is None:
        return refusal
    known = next((one for one in incident.referrals if one.id == request.referral), None)
    if known is None:
        return refuse("referral_unknown")
    if known.closed_at is not None or (request.step == "acknowledged" and known.acknowledged_at is not None):
        return refuse("referral_closed")
    moved = f.ReferralMoved(
        request=asked.request,
        incident=incident.id,
        referral=known.id,
        step=request.step,
        reference=request.reference.strip(),
        note=request.note.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
        took_s=round((draft.now - known.at).total_seconds()),
    )
    draft.add(moved, asked.sender.id)
    return None
