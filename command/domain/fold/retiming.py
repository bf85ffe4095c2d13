"""Folding what another response level makes of an open incident: its priority, limits and deadlines."""

from collections.abc import Iterable
from datetime import datetime

from command.domain import facts as f
from command.domain.fold.incidents import raise_lead
from command.domain.fold.step import Steps, Touches
from command.domain.picture import Incident, Picture


def _incident_retimed(p: Picture, number: int, at: datetime, fact: f.IncidentRetimed) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.priority = fact.priority
    if fact.raised:
        incident.reasons = list(fact.reasons)
    incident.limits = fact.limits or incident.limits
    incident.handle_by = fact.handle_by or incident.handle_by
    incident.next = fact.next or incident.next
    incident.changed_at = at
    _retime_work(p, incident, fact)


def _retime_work(p: Picture, incident: Incident, fact: f.IncidentRetimed) -> None:
    """Offers and assignments of the lead and of those beside it are as urgent as the incident, and due as it says."""
    raise_lead(p, incident, fact)
    for slot in (p.slots[id_] for id_ in incident.slots if id_ in p.slots):
        due = fact.slots.get(slot.id)
        asked = p.offers.get(slot.offer or "")
        if asked is not None:
            asked.priority, asked.answer_by = fact.priority, due or asked.answer_by
        held = p.assignments.get(slot.assignment or "")
        if held is not None:
            held.priority = fact.priority
        slot.due = due or slot.due


def _of_slots(fact: f.IncidentRetimed) -> Iterable[tuple[str, str]]:
    return [("slots", slot) for slot in fact.slots]


STEPS: Steps = {
    f.IncidentRetimed: _incident_retimed,
}
TOUCHES: Touches = {
    f.IncidentRetimed: _of_slots,
}
