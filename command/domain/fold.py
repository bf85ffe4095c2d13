"""`apply(picture, number, at, fact)`: one fact folded into the picture. Total: it never refuses, never looks elsewhere.

A fact about something the picture does not hold (closed long ago) changes nothing. The screens' reducer is the
same fold in TypeScript; the golden messages are run through both.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.picture import Assignment, Incident, Offer, Person, Picture, Press, Referral, Task

_Step = Callable[[Picture, int, datetime, Any], None]
LASTING = ("failed", "reassigned")
"""Why somebody is not asked again in later rounds either: they could not do it, or it was taken from them."""


def apply(picture: Picture, number: int, at: datetime, fact: f.AnyFact) -> None:
    """Fold in the fact with this ledger number and time (UTC). Numbers must come in order."""
    step = _STEPS.get(type(fact))
    if step is not None:
        step(picture, number, at, fact)
    picture.number = number
    picture.at = at


def _person_registered(p: Picture, number: int, at: datetime, fact: f.PersonRegistered) -> None:
    p.people[fact.person] = Person(
        id=fact.person,
        name=fact.name,
        roles=list(fact.roles),
        areas=list(fact.areas),
        language=fact.language,
        watch_leader=fact.watch_leader,
        rights_number=number,
    )


def _rights_changed(p: Picture, number: int, at: datetime, fact: f.RightsChanged) -> None:
    person = p.people.get(fact.person)
    if person is None:
        return
    person.roles, person.areas = list(fact.roles), list(fact.areas)
    person.watch_leader, person.active = fact.watch_leader, fact.active
    person.rights_number = number


def _duty_started(p: Picture, number: int, at: datetime, fact: f.DutyStarted) -> None:
    person = p.people.get(fact.person)
    if person is None:
        return
    person.on_duty, person.duty_since = True, at
    person.last_place = fact.place


def _duty_ended(p: Picture, number: int, at: datetime, fact: f.DutyEnded) -> None:
    person = p.people.get(fact.person)
    if person is None:
        return
    person.on_duty, person.duty_since = False, None


def _incident_filed(p: Picture, number: int, at: datetime, fact: f.IncidentFiled) -> None:
    p.incidents[fact.incident] = Incident(
        id=fact.incident,
        number=number,
        category=fact.category,
        disposition=fact.disposition,
        priority=fact.priority,
        reasons=list(fact.reasons),
        status="filed",
        place=fact.place,
        text=fact.text,
        photos=list(fact.photos),
        reporters=[fact.reporter],
        caller=fact.caller,
        filed_at=at,
        last_report_at=at,
        changed_at=at,
        next=fact.next,
    )


def _button_pressed(p: Picture, number: int, at: datetime, fact: f.ButtonPressed) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.press = Press(
        id=fact.press,
        device=fact.device,
        device_name=fact.device_name,
        button=fact.button,
        resident=fact.resident,
        resident_name=fact.resident_name,
        pressed_at=fact.pressed_at,
    )


def _dispatch_ordered(p: Picture, number: int, at: datetime, fact: f.DispatchOrdered) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.changed_at, incident.next = at, fact.next


def _incident_referred(p: Picture, number: int, at: datetime, fact: f.IncidentReferred) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.referrals.append(Referral(to=fact.to, reference=fact.reference, by=fact.by, by_name=fact.by_name, at=at))
    incident.changed_at = at


def _report_merged(p: Picture, number: int, at: datetime, fact: f.ReportMerged) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.reports += 1
    incident.last_report_at = incident.changed_at = at
    if fact.reporter not in incident.reporters:
        incident.reporters.append(fact.reporter)
    if fact.raised:
        incident.priority, incident.reasons = fact.priority, list(fact.reasons)
        _raise_work(p, incident, fact)
    if fact.next is not None:
        incident.next = fact.next


def _raise_work(p: Picture, incident: Incident, fact: f.ReportMerged) -> None:
    offer = p.offers.get(incident.offer or "")
    if offer is not None:
        offer.priority = fact.priority
        if fact.next is not None and fact.next.kind == "answer":
            offer.answer_by = fact.next.due
    assignment = p.assignments.get(incident.assignment or "")
    if assignment is not None:
        assignment.priority = fact.priority


def _begin_round(incident: Incident, due: f.Deadline) -> None:
    """A deadline of a later round: who declined or was silent before may be asked again."""
    if incident.next is not None and due.round > incident.next.round:
        incident.tried = {person: why for person, why in incident.tried.items() if why in LASTING}


def _offer_made(p: Picture, number: int, at: datetime, fact: f.OfferMade) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    p.offers[fact.offer] = Offer(
        id=fact.offer,
        incident=fact.incident,
        person=fact.person,
        person_name=fact.person_name,
        priority=fact.priority,
        made_at=at,
        answer_by=fact.answer_by,
    )
    _begin_round(incident, fact.next)
    incident.status, incident.offer = "offered", fact.offer
    incident.tally, incident.changed_at, incident.next = None, at, fact.next


def _offer_closed(p: Picture, number: int, at: datetime, fact: f.OfferClosed) -> None:
    p.offers.pop(fact.offer, None)
    incident = p.incidents.get(fact.incident)
    if incident is None or incident.offer != fact.offer:
        return
    incident.offer, incident.status, incident.changed_at = None, "filed", at
    incident.tried[fact.person] = fact.why


def _assignment_made(p: Picture, number: int, at: datetime, fact: f.AssignmentMade) -> None:
    if fact.offer is not None:
        p.offers.pop(fact.offer, None)
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    p.assignments[fact.assignment] = Assignment(
        id=fact.assignment,
        incident=fact.incident,
        person=fact.person,
        person_name=fact.person_name,
        priority=fact.priority,
        made_at=at,
        changed_at=at,
    )
    incident.status, incident.assignment, incident.offer = "assigned", fact.assignment, None
    incident.handler, incident.tally, incident.level = fact.person, None, 0
    incident.changed_at, incident.next = at, fact.next


def _assignment_changed(p: Picture, number: int, at: datetime, fact: f.AssignmentChanged) -> None:
    incident = p.incidents.get(fact.incident)
    ended = fact.to in ("done", "failed")
    if ended:
        p.assignments.pop(fact.assignment, None)
    elif (assignment := p.assignments.get(fact.assignment)) is not None:
        assignment.status, assignment.changed_at = fact.to, at
    if incident is None:
        return
    incident.changed_at, incident.level = at, 0
    if fact.next is not None:
        incident.next = fact.next
    if not ended:
        incident.status = "en_route" if fact.to == "en_route" else "on_scene"
        return
    incident.assignment = None
    incident.status = "handled" if fact.to == "done" else "filed"
    if fact.to == "failed":
        incident.handler = None
        incident.tried[fact.person] = "failed"


def _assignment_ended(p: Picture, number: int, at: datetime, fact: f.AssignmentEnded) -> None:
    p.assignments.pop(fact.assignment, None)
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.assignment, incident.handler = None, None
    incident.status, incident.changed_at = "filed", at
    if fact.why == "reassigned":
        incident.tried[fact.person] = fact.why


def _nobody_available(p: Picture, number: int, at: datetime, fact: f.NobodyAvailable) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    _begin_round(incident, fact.next)
    incident.status, incident.tally, incident.level = "unattended", fact.tally, fact.level
    incident.changed_at, incident.next = at, fact.next


def _incident_escalated(p: Picture, number: int, at: datetime, fact: f.IncidentEscalated) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.level, incident.changed_at, incident.next = fact.level, at, fact.next


def _incident_reassigned(p: Picture, number: int, at: datetime, fact: f.IncidentReassigned) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.status, incident.level, incident.tally = "filed", 0, None
    incident.tried, incident.handler = {}, None
    incident.changed_at, incident.next = at, fact.next


def _incident_over(p: Picture, number: int, at: datetime, fact: f.IncidentClosed | f.IncidentVoided) -> None:
    p.incidents.pop(fact.incident, None)


def _entry_set_aside(p: Picture, number: int, at: datetime, fact: f.EntrySetAside) -> None:
    p.tasks[fact.task] = Task(id=fact.task, method=fact.method, sender=fact.sender, error=fact.error, at=at)


def _task_done(p: Picture, number: int, at: datetime, fact: f.TaskDone) -> None:
    p.tasks.pop(fact.task, None)


_STEPS: dict[type, _Step] = {
    f.PersonRegistered: _person_registered,
    f.RightsChanged: _rights_changed,
    f.DutyStarted: _duty_started,
    f.DutyEnded: _duty_ended,
    f.IncidentFiled: _incident_filed,
    f.ReportMerged: _report_merged,
    f.ButtonPressed: _button_pressed,
    f.DispatchOrdered: _dispatch_ordered,
    f.IncidentReferred: _incident_referred,
    f.OfferMade: _offer_made,
    f.OfferClosed: _offer_closed,
    f.AssignmentMade: _assignment_made,
    f.AssignmentChanged: _assignment_changed,
    f.AssignmentEnded: _assignment_ended,
    f.NobodyAvailable: _nobody_available,
    f.IncidentEscalated: _incident_escalated,
    f.IncidentReassigned: _incident_reassigned,
    f.IncidentClosed: _incident_over,
    f.IncidentVoided: _incident_over,
    f.EntrySetAside: _entry_set_aside,
    f.TaskDone: _task_done,
}
