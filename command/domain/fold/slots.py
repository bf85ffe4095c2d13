"""Folding who helps beside the lead. Nothing here touches the incident's status or deadline: those are the lead's."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.dispatch import Slot
from command.domain.picture import Incident, Picture

SLOT_LASTING = ("failed", "reassigned", "returned", "not_arrived")


def _slot_opened(p: Picture, number: int, at: datetime, fact: f.SlotOpened) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    p.slots[fact.slot] = Slot(
        id=fact.slot,
        incident=fact.incident,
        part=fact.part,
        why=fact.why,
        kind=fact.kind,
        unit=fact.unit,
        to=fact.to,
        skills=list(fact.skills),
        leader=fact.leader,
        opened_at=at,
        changed_at=at,
        due=fact.due,
    )
    incident.slots.append(fact.slot)
    incident.changed_at = at


def slot_offered(p: Picture, incident: Incident, at: datetime, fact: f.OfferMade) -> None:
    """Somebody is asked for the place; their answer is awaited until `answer_by`."""
    slot = p.slots.get(fact.slot or "")
    if slot is None:
        return
    if fact.person in slot.tried:  # asked again: a new round has begun for everybody
        slot.tried = {person: why for person, why in slot.tried.items() if why in SLOT_LASTING}
    incident.crew[fact.person] = slot.part
    incident.changed_at = at
    slot.status, slot.offer, slot.tally, slot.lacking, slot.skipped = "offered", fact.offer, None, "", []
    slot.changed_at, slot.due = at, fact.answer_by


def slot_assigned(p: Picture, incident: Incident, at: datetime, fact: f.AssignmentMade) -> None:
    """Somebody has the place, and is awaited on the scene until `due`."""
    slot = p.slots.get(fact.slot or "")
    if slot is None:
        return
    incident.crew[fact.person] = slot.part
    incident.changed_at = at
    slot.status, slot.offer, slot.assignment, slot.handler = "assigned", None, fact.assignment, fact.person
    slot.tally, slot.lacking, slot.level, slot.skipped = None, "", 0, []
    slot.changed_at, slot.due = at, fact.due


def slot_advanced(p: Picture, incident: Incident | None, at: datetime, fact: f.AssignmentChanged) -> None:
    """Their own progress: who is done leaves the place for good, who failed leaves it to be filled anew."""
    if fact.to == "failed":
        return slot_vacant(p, incident, at, fact.slot or "", fact.person, "failed")
    if fact.to == "done":
        return _remove(p, incident, fact.slot or "", at)
    slot = p.slots.get(fact.slot or "")
    if slot is None:
        return None
    slot.status, slot.changed_at = fact.to, at
    if fact.to == "on_scene" or fact.due is not None:
        slot.due = fact.due
    if incident is not None:
        incident.changed_at = at
    return None


def slot_vacant(p: Picture, incident: Incident | None, at: datetime, id_: str, person: str, why: str) -> None:
    """Whoever was asked or had it is not any more; it is due to be filled at once."""
    if incident is not None:
        incident.crew.pop(person, None)
        incident.changed_at = at
    slot = p.slots.get(id_)
    if slot is None:
        return
    slot.status, slot.offer, slot.assignment, slot.handler = "open", None, None, None
    if why != "drill_paused":
        slot.tried[person] = why
    slot.changed_at = slot.due = at


def _slot_unfilled(p: Picture, number: int, at: datetime, fact: f.SlotUnfilled) -> None:
    slot = p.slots.get(fact.slot)
    if slot is None:
        return
    slot.status, slot.tally, slot.lacking, slot.level = "unattended", fact.tally, fact.lacking, fact.level
    slot.skipped = list(fact.skipped)
    slot.changed_at, slot.due = at, fact.due


def _slot_closed(p: Picture, number: int, at: datetime, fact: f.SlotClosed) -> None:
    _remove(p, p.incidents.get(fact.incident), fact.slot, at)


def _remove(p: Picture, incident: Incident | None, id_: str, at: datetime) -> None:
    slot = p.slots.pop(id_, None)
    if incident is None:
        return
    if id_ in incident.slots:
        incident.slots.remove(id_)
    if slot is not None and slot.handler is not None:
        incident.crew.pop(slot.handler, None)
    incident.changed_at = at


def _arrival_asked(p: Picture, number: int, at: datetime, fact: f.ArrivalAsked) -> None:
    assignment = p.assignments.get(fact.assignment)
    if assignment is not None:
        assignment.asked_by = fact.answer_by
    _move_on(p, at, fact, fact.answer_by)


def _arrival_answered(p: Picture, number: int, at: datetime, fact: f.ArrivalAnswered) -> None:
    assignment = p.assignments.get(fact.assignment)
    if assignment is not None:
        assignment.asked_by, assignment.confirmed = None, True
    _move_on(p, at, fact, fact.due)


def _move_on(p: Picture, at: datetime, fact: f.ArrivalAsked | f.ArrivalAnswered, due: datetime) -> None:
    slot = p.slots.get(fact.slot or "")
    if slot is not None:
        slot.changed_at, slot.due = at, due
    incident = p.incidents.get(fact.incident)
    if incident is not None:
        incident.changed_at = at
        if fact.next is not None:
            incident.next = fact.next


def _its_slot(fact: Any) -> Iterable[tuple[str, str]]:
    return [("slots", fact.slot)] if fact.slot is not None else ()


STEPS: Steps = {
    f.SlotOpened: _slot_opened,
    f.SlotUnfilled: _slot_unfilled,
    f.SlotClosed: _slot_closed,
    f.ArrivalAsked: _arrival_asked,
    f.ArrivalAnswered: _arrival_answered,
}
_WORK = (f.OfferMade, f.OfferClosed, f.AssignmentMade, f.AssignmentChanged, f.AssignmentEnded)
TOUCHES: Touches = dict.fromkeys((*STEPS, *_WORK), _its_slot)
