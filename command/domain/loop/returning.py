"""回退: "not ours". The first goes back to dispatch; the second to the duty leader, whose ruling cannot be returned."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.filing import give
from command.domain.freeing import release
from command.domain.leading import duty_leader, who_rules
from command.domain.loop.common import WORKING, find, has
from command.domain.permission import may_supervise
from command.domain.picture import Assignment, Incident
from command.domain.refusals import Refusal, refuse
from command.domain.safety.timers import work_over
from command.domain.sender import Asked
from command.domain.units import desks
from command.wire.requests import ReturnIncident, RuleIncident

TO_LEADER = 2
"""From this return of an incident on the duty leader rules."""


def return_incident(draft: Draft, asked: Asked, request: ReturnIncident) -> Refusal | None:
    """Who has it gives it back, with a reason; they are not asked about it again."""
    incident, refusal = find(draft, asked, request.incident)
    if incident is None:
        return refusal
    held = draft.picture.assignments.get(incident.assignment or "")
    if incident.status not in WORKING or held is None:
        return refuse("not_worked_on", status=incident.status)
    if not has(incident, asked.sender):
        return refuse("not_yours")
    if incident.way.ruled:
        return refuse("ruled_already")
    if not request.reason.strip():
        return refuse("reason_needed")
    draft.add(
        f.AssignmentEnded(
            assignment=held.id,
            incident=incident.id,
            person=held.person,
            why="returned",
            by=asked.sender.id,
            unit=held.unit,
        )
    )
    work_over(draft, held.id)
    _give_back(draft, asked, incident, held, request.reason.strip())
    release(draft, held.person)
    return None


def _give_back(draft: Draft, asked: Asked, incident: Incident, held: Assignment, reason: str) -> None:
    count = incident.way.returns + 1
    ruling = count >= TO_LEADER
    due = draft.now + draft.policy.ruling if ruling else draft.now
    told = who_rules(draft)
    returned = f.IncidentReturned(
        request=asked.request,
        incident=incident.id,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=reason,
        person=held.person,
        person_name=held.person_name,
        count=count,
        ruling=ruling,
        told=told.people if ruling else [],
        passed_over=told.passed_over if ruling else None,
        next=draft.deadline(incident, "rule" if ruling else "dispatch", due, round_=0 if ruling else 1),
    )
    draft.add(returned, asked.sender.id)


def rule_return(draft: Draft, asked: Asked, request: RuleIncident) -> Refusal | None:
    """Granted: it was not theirs, and goes to whoever is named or back to dispatch. Refused: it is theirs, for good.

    By the duty leader of this hour, or by a coordinator, whose reason is kept with whose place they took.
    """
    incident = draft.picture.incidents.get(request.incident)
    if incident is None:
        past = draft.past_incident(request.incident)
        return refuse("incident_over", status=past) if past is not None else refuse("incident_unknown")
    refusal = _cannot_rule(draft, asked, incident, request)
    if refusal is not None:
        return refusal
    back = incident.way.returned_by or ""
    to = request.to if request.grant else back
    leader = duty_leader(draft)
    ruled = f.ReturnRuled(
        request=asked.request,
        incident=incident.id,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
        person=back,
        upheld=request.grant,
        to=to,
        instead_of=leader if leader != asked.sender.id else None,
        next=draft.deadline(incident, "dispatch", draft.now, round_=1),
    )
    draft.add(ruled, asked.sender.id)
    if to is not None:
        give(draft, incident, to, by=asked.sender.id, reason=ruled.reason)
    return None


def _cannot_rule(draft: Draft, asked: Asked, incident: Incident, request: RuleIncident) -> Refusal | None:
    way = incident.way
    leads_now = duty_leader(draft) == asked.sender.id
    if not leads_now and not may_supervise(asked.sender, incident):
        return refuse("incident_unknown")
    if incident.status != "returned" or way.returned_by is None:
        return refuse("nothing_asked")
    if not leads_now and "coordinator" not in asked.sender.roles:
        return refuse("not_duty_leader")
    if way.returned_by in (asked.sender.id, asked.sender.unit):
        return refuse("own_request")
    if not request.reason.strip():
        return refuse("reason_needed")
    named = request.to if request.grant else way.returned_by
    return _unfit(draft, named) if named is not None else None


def _unfit(draft: Draft, named: str) -> Refusal | None:
    unit, to = draft.picture.units.get(named), draft.picture.people.get(named)
    if unit is not None:
        return None if unit.active and desks(draft, unit) else refuse("person_unfit", why="off_duty")
    if to is None or not {"worker", "supervisor"}.intersection(to.roles):
        return refuse("person_unknown")
    return None if to.active else refuse("person_unfit", why="off_duty")
