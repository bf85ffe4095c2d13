"""Folding who was asked, who went, and silence."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.loop import shown, unasked
from command.domain.fold.slots import slot_advanced, slot_assigned, slot_offered, slot_vacant
from command.domain.fold.step import Steps
from command.domain.fold.tiers import rise
from command.domain.picture import Assignment, Incident, Offer, Picture

LASTING = ("failed", "reassigned", "returned", "not_arrived")
"""Why somebody is not asked again in later rounds either: they could not do it, it was taken away, or is not theirs."""


def _dispatch_ordered(p: Picture, number: int, at: datetime, fact: f.DispatchOrdered) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.changed_at, incident.next = at, fact.next


def _begin_round(incident: Incident, due: f.Deadline) -> None:
    """A deadline of a later round: who declined or was silent before may be asked again."""
    if incident.next is not None and due.round > incident.next.round:
        incident.tried = {person: why for person, why in incident.tried.items() if why in LASTING}


def _offer_made(p: Picture, number: int, at: datetime, fact: f.OfferMade) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return None
    p.offers[fact.offer] = Offer(
        id=fact.offer,
        incident=fact.incident,
        person=fact.person,
        person_name=fact.person_name,
        priority=fact.priority,
        made_at=at,
        answer_by=fact.answer_by,
        part=fact.part,
        slot=fact.slot,
        unit=fact.unit,
        standby=fact.reason.standby,
    )
    if fact.slot is not None:
        return slot_offered(p, incident, at, fact)
    if fact.next is not None:
        _begin_round(incident, fact.next)
        incident.next = fact.next
    incident.status, incident.offer = "offered", fact.offer
    incident.tally, incident.changed_at = None, at
    incident.skipped, incident.lacking = [], fact.reason.lacking
    if fact.unit is not None and (unit := p.units.get(fact.unit)) is not None:
        incident.awaits = unit.kind
    return None


def _offer_closed(p: Picture, number: int, at: datetime, fact: f.OfferClosed) -> None:
    p.offers.pop(fact.offer, None)
    incident = p.incidents.get(fact.incident)
    if fact.slot is not None:
        return slot_vacant(p, incident, at, fact.slot, fact.person, fact.why)
    if incident is None or incident.offer != fact.offer:
        return None
    incident.offer, incident.status, incident.changed_at = None, "filed", at
    if fact.why != "drill_paused":
        incident.tried[fact.person] = fact.why
    if fact.next is not None:
        incident.next = fact.next
    return None


def _assignment_made(p: Picture, number: int, at: datetime, fact: f.AssignmentMade) -> None:
    if fact.offer is not None:
        p.offers.pop(fact.offer, None)
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return None
    p.assignments[fact.assignment] = Assignment(
        id=fact.assignment,
        incident=fact.incident,
        person=fact.person,
        person_name=fact.person_name,
        priority=fact.priority,
        made_at=at,
        changed_at=at,
        part=fact.part,
        slot=fact.slot,
        unit=fact.unit,
    )
    if fact.slot is not None:
        return slot_assigned(p, incident, at, fact)
    incident.status, incident.assignment, incident.offer = "assigned", fact.assignment, None
    incident.handler, incident.tally, incident.level, incident.seen = fact.person, None, 0, None
    incident.skipped, incident.lacking = [], ""
    if fact.unit is None:
        incident.awaits = None
    incident.handle_by = fact.handle_by or incident.handle_by
    incident.changed_at = at
    if fact.next is not None:
        incident.next = fact.next
    return None


def _assignment_changed(p: Picture, number: int, at: datetime, fact: f.AssignmentChanged) -> None:
    incident = p.incidents.get(fact.incident)
    ended = fact.to in ("done", "failed")
    if ended:
        p.assignments.pop(fact.assignment, None)
    elif (assignment := p.assignments.get(fact.assignment)) is not None:
        assignment.confirmed = assignment.confirmed or assignment.asked_by is not None
        assignment.status, assignment.changed_at, assignment.asked_by = fact.to, at, None
    if fact.slot is not None:
        return slot_advanced(p, incident, at, fact)
    if incident is None:
        return None
    shown(incident, fact, at)
    incident.changed_at, incident.level, incident.seen = at, 0, None
    incident.skipped = []
    if fact.next is not None:
        incident.next = fact.next
    if not ended:
        incident.status = "en_route" if fact.to == "en_route" else "on_scene"
        return None
    incident.assignment = None
    incident.status = "handled" if fact.to == "done" else "filed"
    if fact.to == "failed":
        incident.handler = None
        incident.tried[fact.person] = "failed"
    return None


def _assignment_ended(p: Picture, number: int, at: datetime, fact: f.AssignmentEnded) -> None:
    p.assignments.pop(fact.assignment, None)
    incident = p.incidents.get(fact.incident)
    if fact.slot is not None:
        return slot_vacant(p, incident, at, fact.slot, fact.person, fact.why)
    if incident is None:
        return None
    unasked(incident)
    incident.assignment, incident.handler = None, None
    incident.status, incident.changed_at = "filed", at
    if fact.next is not None:
        incident.next = fact.next
    if fact.why in LASTING:
        incident.tried[fact.person] = fact.why
    return None


def _nobody_available(p: Picture, number: int, at: datetime, fact: f.NobodyAvailable) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    _begin_round(incident, fact.next)
    incident.status, incident.tally, incident.level = "unattended", fact.tally, fact.level
    incident.skipped, incident.lacking = list(fact.skipped), fact.lacking
    rise(incident, fact.level)
    incident.changed_at, incident.next = at, fact.next


def _incident_escalated(p: Picture, number: int, at: datetime, fact: f.IncidentEscalated) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.level, incident.changed_at, incident.next = fact.level, at, fact.next
    incident.skipped = list(fact.skipped)
    rise(incident, fact.level)


def _incident_reassigned(p: Picture, number: int, at: datetime, fact: f.IncidentReassigned) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.status, incident.level, incident.tally = "filed", 0, None
    incident.awaits, incident.seen = None, None
    incident.skipped, incident.lacking = [], ""
    incident.tried, incident.handler = {}, None
    incident.changed_at, incident.next = at, fact.next


STEPS: Steps = {
    f.DispatchOrdered: _dispatch_ordered,
    f.OfferMade: _offer_made,
    f.OfferClosed: _offer_closed,
    f.AssignmentMade: _assignment_made,
    f.AssignmentChanged: _assignment_changed,
    f.AssignmentEnded: _assignment_ended,
    f.NobodyAvailable: _nobody_available,
    f.IncidentEscalated: _incident_escalated,
    f.IncidentReassigned: _incident_reassigned,
}
