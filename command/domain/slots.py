"""协办: those who help beside the lead. Each has a place (slot) with a status and a deadline of its own."""

from typing import Literal

from command.domain import facts as f
from command.domain.dispatch import close_offer, dispatch, fill
from command.domain.draft import Draft
from command.domain.freeing import release
from command.domain.kept.dispatch import Slot
from command.domain.picture import Assignment, Incident
from command.domain.safety.timers import work_over

SlotEnd = Literal["handled", "incident_closed", "incident_voided", "reassigned", "released"]
TakenBack = Literal["not_arrived", "rights_ended", "taken_out"]
CALLS = 3
"""So many places opened by calls for help may be open in one incident [D]: more must be ordered from above."""


def may_call_help(draft: Draft, incident: Incident, person: str) -> bool:
    """Whether somebody at work on the incident asks for help with it, and one more may be sent for that."""
    if person != incident.handler and person not in incident.crew:
        return False
    if incident.status not in ("assigned", "en_route", "on_scene"):
        return False
    called = [id_ for id_ in incident.slots if draft.picture.slots[id_].why == "called"]
    return len(called) < CALLS


def slot_due(draft: Draft, slot: Slot) -> None:
    """Silence about a place beside the lead: the next candidate, another try, or the question whether they come."""
    if slot.incident not in draft.picture.incidents:
        draft.add(f.SlotClosed(slot=slot.id, incident=slot.incident, why="incident_closed"))
        return
    match slot.status:
        case "offered":
            offer = draft.picture.offers[slot.offer or ""]
            close_offer(draft, offer, "expired")
            fill(draft, slot)
            release(draft, offer.person)
        case "assigned" | "en_route":
            await_arrival(draft, draft.picture.assignments[slot.assignment or ""])
        case _:
            fill(draft, slot, again=True)


def await_arrival(draft: Draft, assignment: Assignment) -> None:
    """到场核问: who accepted and has not come is asked once, then it is taken back and given to somebody else."""
    incident = draft.picture.incidents[assignment.incident]
    if assignment.asked_by is None and not assignment.confirmed:
        due = draft.now + draft.policy.answer[incident.priority - 1]
        draft.add(
            f.ArrivalAsked(
                assignment=assignment.id,
                incident=incident.id,
                person=assignment.person,
                answer_by=due,
                next=draft.deadline(incident, "arrive", due) if assignment.slot is None else None,
                slot=assignment.slot,
                unit=assignment.unit,
            )
        )
        return
    take_back(draft, assignment, "not_arrived")
    if assignment.slot is None:
        dispatch(draft, incident, round_=1)
    else:
        fill(draft, draft.picture.slots[assignment.slot])
    release(draft, assignment.person)


def take_back(draft: Draft, assignment: Assignment, why: TakenBack, by: str = "") -> None:
    """It is theirs no longer. Unless the caller does so, the clock finds somebody else at its next look."""
    incident = draft.picture.incidents[assignment.incident]
    ended = f.AssignmentEnded(
        assignment=assignment.id,
        incident=incident.id,
        person=assignment.person,
        why=why,
        by=by,
        next=draft.deadline(incident, "dispatch", draft.now) if assignment.slot is None else None,
        slot=assignment.slot,
        unit=assignment.unit,
    )
    draft.add(ended)
    work_over(draft, assignment.id)


def close_slots(
    draft: Draft, incident: Incident, why: SlotEnd, by: str = "", *, only_waiting: bool = False
) -> list[str]:
    """Nobody is needed beside the lead any more; who is free again. `only_waiting`: who is at work goes on."""
    freed: list[str] = []
    for id_ in list(incident.slots):
        slot = draft.picture.slots[id_]
        if only_waiting and slot.assignment is not None:
            continue
        freed += close_slot(draft, slot, why, by)
    return freed


def close_slot(
    draft: Draft, slot: Slot, why: SlotEnd, by: str = "", *, reason: str = "", request: str | None = None
) -> list[str]:
    """This place is needed no longer; who is free again. Release them when all that belongs to it is said."""
    offer = draft.picture.offers.get(slot.offer or "")
    if offer is not None:
        close_offer(
            draft, offer, "incident_closed" if why in ("incident_closed", "incident_voided") else "withdrawn", by
        )
    held = draft.picture.assignments.get(slot.assignment or "")
    if held is not None:
        draft.add(
            f.AssignmentEnded(
                assignment=held.id,
                incident=held.incident,
                person=held.person,
                why="released" if why == "handled" else why,
                by=by,
                slot=slot.id,
                unit=held.unit,
            )
        )
        work_over(draft, held.id)
    closed = f.SlotClosed(request=request, slot=slot.id, incident=slot.incident, why=why, by=by, reason=reason)
    draft.add(closed, *([by] if request else []))
    return [work.person for work in (offer, held) if work is not None]
