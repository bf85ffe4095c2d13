"""Somebody became free, or a unit's desk can be reached again: what waits for them is offered."""

from itertools import islice

from command.domain import facts as f
from command.domain.dispatch import dispatch, fill
from command.domain.draft import Draft
from command.domain.helping import help_out, take_on
from command.domain.surge.settle import is_pressed
from command.domain.units import find_unit


def release(draft: Draft, person_id: str) -> None:
    """A person became free: the most urgent incident that waits for somebody, and that they fit, is offered to them;
    of equally urgent ones that which waits longest. Then come the places beside a lead."""
    person = draft.situation.workers.get(person_id)
    if person is None:
        release_desk(draft, person_id)
        return
    if person.leaving is not None:
        if not draft.in_hand(person_id):  # the shift was over before the work was
            draft.add(f.DutyEnded(person=person_id, why="shift_over", group=person.leaving))
        return
    if not person.on_duty or not draft.reachable(person_id):
        return
    if is_pressed(draft):
        draft.freed[person_id] = None
        return
    if not take_on(draft, person):
        help_out(draft, person)


def release_desk(draft: Draft, person_id: str) -> None:
    """A unit's desk can be reached again: what waits for a unit of its kind is offered anew, the most urgent first."""
    person = draft.picture.people.get(person_id)
    unit = draft.picture.units.get((person.unit if person is not None else None) or "")
    if unit is None or not draft.reachable(person_id):
        return
    for waiting in draft.situation.waiting.values():
        for id_ in list(islice(waiting, 50)):
            incident = draft.picture.incidents[id_]
            if incident.awaits == unit.kind and find_unit(draft, incident, unit.kind, incident.tried).unit is not None:
                dispatch(draft, incident)
    for id_ in list(islice(draft.situation.unfilled, 50)):
        slot = draft.picture.slots[id_]
        if slot.kind == unit.kind:
            incident = draft.picture.incidents[slot.incident]
            if find_unit(draft, incident, unit.kind, slot.tried).unit is not None:
                fill(draft, slot)
