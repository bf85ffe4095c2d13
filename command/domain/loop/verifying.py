"""反馈, 核查, 返工: what was done is shown, looked at by somebody else, and done again where it is not good."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.filing import give
from command.domain.limits import limits_of
from command.domain.loop.common import find, find_below, has, took_part
from command.domain.picture import Incident
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import GiveFeedback, OrderRework


def give_feedback(draft: Draft, asked: Asked, request: GiveFeedback) -> Refusal | None:
    """What the result is, beside what came with the steps: also after the end, until it is closed."""
    incident, refusal = find(draft, asked, request.incident)
    if incident is None:
        return refusal
    if incident.handler is None:
        return refuse("not_worked_on", status=incident.status)
    if not has(incident, asked.sender) and not request.reason.strip():
        return refuse("reason_needed")
    if not (request.note.strip() or request.before or request.after):
        return refuse("feedback_empty")
    given = f.FeedbackGiven(
        request=asked.request,
        incident=incident.id,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
        person=incident.handler,
        note=request.note.strip(),
        before=request.before,
        after=request.after,
    )
    draft.add(given, asked.sender.id)
    return None


def order_rework(draft: Draft, asked: Asked, request: OrderRework) -> Refusal | None:
    """Not good: back to the same hands, a person's or a unit's desk, whose limit begins again. An account or desk that
    is gone cannot have it: dispatch."""
    incident, refusal = find_below(draft, asked, request.incident)
    if incident is None:
        return refusal
    refusal = may_verify(asked, incident)
    if refusal is not None:
        return refusal
    if not request.reason.strip():
        return refuse("reason_needed")
    handler = incident.handler or ""
    count = (incident.way.rework.count if incident.way.rework is not None else 0) + 1
    ordered = f.ReworkOrdered(
        request=asked.request,
        incident=incident.id,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
        person=handler,
        photos=request.photos,
        count=count,
        next=draft.deadline(incident, "dispatch", draft.now, round_=1),
    )
    draft.add(ordered, asked.sender.id)
    give(draft, incident, handler, by=asked.sender.id, reason=ordered.reason)
    return None


def may_verify(asked: Asked, incident: Incident) -> Refusal | None:
    """Only what is finished, by somebody other than the handler, and by the centre where the category says so."""
    if took_part(incident, asked.sender):
        return refuse("own_work")
    if incident.status != "handled":
        return refuse("incident_not_handled", status=incident.status)
    if limits_of(incident).verifier == "centre" and not {"operator", "coordinator"}.intersection(asked.sender.roles):
        return refuse("centre_verifies")
    return None


def is_shown(incident: Incident) -> bool:
    """Whether there is feedback: a note or a photo of the result. What was settled on the spot was said to be."""
    way = incident.way
    if way.sampled and way.rework is None:
        return True
    return way.feedback is not None and bool(way.feedback.note.strip() or way.feedback.after)


def verified(draft: Draft, asked: Asked, incident: Incident, note: str) -> None:
    """核查通过, on the record beside the closing."""
    due = incident.next
    draft.add(
        f.IncidentVerified(
            incident=incident.id,
            by=asked.sender.id,
            by_name=asked.sender.name,
            reason=note.strip(),
            person=incident.handler,
            sampled=incident.way.sampled,
            late=incident.level > 0 or (due is not None and due.due < draft.now),
        )
    )


def closes_itself(incident: Incident) -> bool:
    """Finished and shown, of a kind that nobody verifies."""
    return incident.status == "handled" and limits_of(incident).verifier == "none" and is_shown(incident)
