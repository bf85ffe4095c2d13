"""出发 → 到场 → 办结: the work goes forward, step by step or skipping, never backwards."""

from datetime import datetime, timedelta

from command.domain import facts as f
from command.domain.behalf import not_theirs
from command.domain.dispatch import arrive_by, dispatch, fill
from command.domain.draft import Draft
from command.domain.filing import reported_at
from command.domain.freeing import release
from command.domain.limits import due_in
from command.domain.loop.verifying import closes_itself
from command.domain.picture import Assignment, Incident
from command.domain.refusals import Refusal, refuse
from command.domain.safety.timers import arrived, work_over
from command.domain.sender import Asked
from command.domain.slots import close_slots
from command.domain.storm.peak import is_held_out
from command.domain.supervising import close, end_work
from command.wire.requests import AdvanceAssignment, ConfirmArrival

_ORDER = ("assigned", "en_route", "on_scene", "done")


def advance_assignment(draft: Draft, asked: Asked, advance: AdvanceAssignment) -> Refusal | None:
    """Move an assignment on. *failed* is possible from any step and starts dispatch over, without this person."""
    assignment = draft.picture.assignments.get(advance.assignment)
    past = draft.past_assignment(advance.assignment)
    owner = assignment.person if assignment is not None else past[0] if past is not None else None
    refusal = not_theirs(draft, asked, owner, advance.reason, "assignment_unknown")
    if refusal is not None:
        return refusal
    if assignment is None:
        return _over(advance.to, past[1] if past is not None else "")
    if advance.to in ("en_route", "on_scene") and assignment.status == "assigned" and _is_held(draft, assignment):
        return refuse("outdoor_peak_set_out")
    if advance.to != "failed" and _ORDER.index(advance.to) <= _ORDER.index(assignment.status):
        return refuse("step_backwards", status=assignment.status)
    _advance(draft, asked, advance, assignment)
    return None


def _over(to: str, status: str) -> Refusal:
    """Why a job that is over cannot go on; a person who sets out to one that the peak took back must hear why."""
    if status == "outdoor_peak" and to in ("en_route", "on_scene"):
        return refuse("outdoor_peak_set_out")
    return refuse("assignment_over", status=status)


def _is_held(draft: Draft, assignment: Assignment) -> bool:
    return is_held_out(draft, draft.picture.incidents[assignment.incident])


def confirm_arrival(draft: Draft, asked: Asked, request: ConfirmArrival) -> Refusal | None:
    """到场核问 answered: they are on their way, and have the time of the way once more."""
    assignment = draft.picture.assignments.get(request.assignment)
    past = draft.past_assignment(request.assignment)
    owner = assignment.person if assignment is not None else past[0] if past is not None else None
    refusal = not_theirs(draft, asked, owner, request.reason, "assignment_unknown")
    if refusal is not None:
        return refusal
    if assignment is None:
        return _over("en_route", past[1] if past is not None else "")
    if _is_held(draft, assignment) and assignment.status == "assigned":
        return refuse("outdoor_peak_set_out")
    if assignment.asked_by is None:
        return refuse("not_asked")
    incident = draft.picture.incidents[assignment.incident]
    due = arrive_by(draft, incident)
    answered = f.ArrivalAnswered(
        request=asked.request,
        assignment=assignment.id,
        incident=incident.id,
        person=assignment.person,
        by=asked.sender.id,
        reason=request.reason,
        due=due,
        next=draft.deadline(incident, "arrive", due) if assignment.slot is None else None,
        slot=assignment.slot,
        unit=assignment.unit,
    )
    draft.add(answered, asked.sender.id)
    return None


def _advance(draft: Draft, asked: Asked, advance: AdvanceAssignment, assignment: Assignment) -> None:
    incident = draft.picture.incidents[assignment.incident]
    changed = f.AssignmentChanged(
        request=asked.request,
        assignment=assignment.id,
        incident=incident.id,
        person=assignment.person,
        to=advance.to,
        note=advance.note,
        photos=advance.photos,
        by=asked.sender.id,
        reason=advance.reason,
        reported_at=reported_at(draft, asked, advance.at)[0],
        next=_next(draft, advance, incident, assignment) if assignment.slot is None else None,
        slot=assignment.slot,
        unit=assignment.unit,
        due=_due(draft, advance, incident, assignment) if assignment.slot is not None else None,
    )
    draft.add(changed, asked.sender.id)
    if advance.to == "on_scene":
        arrived(draft, assignment.person, incident.category, assignment.id)
    if advance.to in ("done", "failed"):
        work_over(draft, assignment.id)
    freed = [assignment.person] if advance.to in ("done", "failed") else []
    if advance.to == "done" and assignment.slot is None:
        freed += close_slots(draft, incident, "handled", only_waiting=True)
        if closes_itself(incident):
            freed += end_work(draft, incident, "incident_closed", "")
            close(draft, incident, "handled", "")
    if advance.to == "failed":
        _find_another(draft, incident, assignment)
    for person in freed:
        release(draft, person)


def _find_another(draft: Draft, incident: Incident, assignment: Assignment) -> None:
    if assignment.slot is None:
        dispatch(draft, incident, round_=1)
    else:
        fill(draft, draft.picture.slots[assignment.slot])


def _due(draft: Draft, advance: AdvanceAssignment, incident: Incident, assignment: Assignment) -> datetime | None:
    """Whoever sets out when asked whether they come has answered: the way begins anew. Else the limit stands."""
    if advance.to != "en_route" or assignment.asked_by is None:
        return None
    return arrive_by(draft, incident)


def finish_by(draft: Draft, incident: Incident) -> datetime:
    """When it must be done: its limit since the dispatch, or once more from now if that has passed."""
    by = incident.handle_by
    return by if by is not None and by > draft.now else due_in(incident, "handle", draft.now, draft.policy)


def _next(draft: Draft, advance: AdvanceAssignment, incident: Incident, assignment: Assignment) -> f.Deadline | None:
    match advance.to:
        case "on_scene":
            return draft.deadline(incident, "finish", finish_by(draft, incident))
        case "done":
            return draft.deadline(incident, "verify", due_in(incident, "verify", draft.now, draft.policy))
        case "failed":
            return draft.deadline(incident, "dispatch", draft.now + timedelta())
        case "en_route":
            due = _due(draft, advance, incident, assignment)
            return draft.deadline(incident, "arrive", due) if due is not None else None
