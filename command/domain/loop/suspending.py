"""挂账: the clock of an incident stands still for a while, and then runs on with what was left."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.filing import give
from command.domain.freeing import release
from command.domain.loop.common import find_below, handling, leads
from command.domain.picture import Incident
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.supervising import end_work
from command.domain.worktime import moved_by_pause
from command.wire.requests import ResumeIncident


def suspend(draft: Draft, asked: Asked, incident: Incident, waiting: f.Asking, reason: str) -> Refusal | None:
    """Granted: whoever has it is free for other things until it resumes by itself."""
    until = waiting.until or draft.now
    if until <= draft.now:
        return refuse("until_too_far")
    held = draft.picture.assignments.get(incident.assignment or "")
    freed = end_work(draft, incident, "suspended", asked.sender.id)
    suspended = f.IncidentSuspended(
        request=asked.request,
        incident=incident.id,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=reason,
        until=until,
        handler=held.person if held is not None else None,
        handler_name=held.person_name if held is not None else "",
        next=draft.deadline(incident, "resume", until),
    )
    draft.add(suspended, asked.sender.id)
    for person in freed:
        release(draft, person)
    return None


def resume_incident(draft: Draft, asked: Asked, request: ResumeIncident) -> Refusal | None:
    """Sooner than was granted: a watch leader or coordinator, with a reason."""
    incident, refusal = find_below(draft, asked, request.incident)
    if incident is None:
        return refusal
    if not leads(asked.sender):
        return refuse("not_approver")
    if incident.status != "suspended":
        return refuse("not_suspended")
    if not request.reason.strip():
        return refuse("reason_needed")
    resume(draft, incident, asked, request.reason.strip())
    return None


def resume(draft: Draft, incident: Incident, asked: Asked | None = None, reason: str = "") -> None:
    """The clock runs again; who had it has it again if on duty, a unit always; else somebody is looked for."""
    stood = incident.way.suspension
    handle_by = None
    if stood is not None and stood.handle_by is not None:
        kind, _ = handling(incident)
        handle_by = moved_by_pause(kind, stood.handle_by, stood.since, draft.now, draft.policy.calendar)
    resumed = f.IncidentResumed(
        request=asked.request if asked is not None else None,
        incident=incident.id,
        by=asked.sender.id if asked is not None else "",
        by_name=asked.sender.name if asked is not None else "",
        reason=reason,
        handle_by=handle_by,
        next=draft.deadline(incident, "dispatch", draft.now, round_=1),
    )
    draft.add(resumed, *([asked.sender.id] if asked is not None else []))
    again = (stood.handler if stood is not None else None) or ""
    person = draft.picture.people.get(again)
    if again in draft.picture.units or (person is not None and person.on_duty):
        give(draft, incident, again, by=resumed.by, reason=reason)
