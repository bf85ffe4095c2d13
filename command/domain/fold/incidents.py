"""Folding what came in and what ended."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps
from command.domain.picture import Incident, Picture


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
        limits=fact.limits,
        need=fact.need,
    )


def _button_pressed(p: Picture, number: int, at: datetime, fact: f.ButtonPressed) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.press = f.Press(
        id=fact.press,
        device=fact.device,
        device_name=fact.device_name,
        button=fact.button,
        resident=fact.resident,
        resident_name=fact.resident_name,
        pressed_at=fact.pressed_at,
    )


def _incident_referred(p: Picture, number: int, at: datetime, fact: f.IncidentReferred) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.referrals.append(
        f.Referral(to=fact.to, reference=fact.reference, by=fact.by, by_name=fact.by_name, at=at, id=fact.referral)
    )
    incident.changed_at = at


def _report_merged(p: Picture, number: int, at: datetime, fact: f.ReportMerged) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.reports += 1
    incident.last_report_at = incident.changed_at = at
    if fact.reporter not in incident.reporters:
        incident.reporters.append(fact.reporter)
    if fact.caller is not None and fact.caller.phone and not _has_called(incident, fact.caller):
        incident.callers.append(fact.caller)
    if fact.raised:
        incident.priority, incident.reasons = fact.priority, list(fact.reasons)
        incident.limits = fact.limits or incident.limits
        incident.need = fact.need or incident.need
        incident.handle_by = fact.handle_by or incident.handle_by
        _raise_work(p, incident, fact)
    if fact.next is not None:
        incident.next = fact.next


def _has_called(incident: Incident, caller: f.Caller) -> bool:
    known = [incident.caller] if incident.caller is not None else []
    return any(one.phone == caller.phone for one in [*known, *incident.callers])


def raise_lead(p: Picture, incident: Incident, fact: f.ReportMerged | f.IncidentRetimed) -> None:
    """The lead's offer and assignment are as urgent as the incident now is; the offer is due when the fact says."""
    offer = p.offers.get(incident.offer or "")
    if offer is not None:
        offer.priority = fact.priority
        if fact.next is not None and fact.next.kind == "answer":
            offer.answer_by = fact.next.due
    assignment = p.assignments.get(incident.assignment or "")
    if assignment is not None:
        assignment.priority = fact.priority


def _raise_work(p: Picture, incident: Incident, fact: f.ReportMerged) -> None:
    raise_lead(p, incident, fact)
    for slot in (p.slots[id_] for id_ in incident.slots if id_ in p.slots):
        helped = p.offers.get(slot.offer or "") or p.assignments.get(slot.assignment or "")
        if helped is not None:
            helped.priority = fact.priority


def _incident_over(p: Picture, number: int, at: datetime, fact: f.IncidentClosed | f.IncidentVoided) -> None:
    p.incidents.pop(fact.incident, None)


STEPS: Steps = {
    f.IncidentFiled: _incident_filed,
    f.ReportMerged: _report_merged,
    f.ButtonPressed: _button_pressed,
    f.IncidentReferred: _incident_referred,
    f.IncidentClosed: _incident_over,
    f.IncidentVoided: _incident_over,
}
