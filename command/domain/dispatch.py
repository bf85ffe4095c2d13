"""派遣: an incident is offered to somebody, or it is said that nobody can be sent, and why, and told upward."""

from datetime import datetime
from itertools import islice
from typing import Literal

from command.domain import facts as f
from command.domain.choosing import Candidate, Search, candidate, choose, count, for_lead, for_slot, is_busy, unfit
from command.domain.draft import Draft
from command.domain.kept.dispatch import Slot
from command.domain.limits import due_in
from command.domain.picture import Incident, Offer
from command.domain.upward import climb, upward

__all__ = [
    "Candidate",
    "OfferEnd",
    "Search",
    "arrive_by",
    "candidate",
    "choose",
    "count",
    "dispatch",
    "fill",
    "is_busy",
    "offer",
    "release",
    "unfit",
    "upward",
    "withdraw",
]
OfferEnd = Literal["declined", "expired", "withdrawn", "incident_closed", "off_duty"]


def dispatch(draft: Draft, incident: Incident, *, round_: int = 0) -> None:
    """Offer the incident to the best candidate, or say 无人可派 with numbers and tell upward at once.

    `round_` 1 begins a new round: who declined or was silent is asked again, who failed is not.
    """
    search = for_lead(incident, again=round_ > 0)
    found = choose(draft, search)
    if found is not None:
        offer(draft, incident, found, round_=round_)
        return
    up = climb(draft, incident.place.grid, incident.level + 1)
    due = draft.now + draft.policy.retry[incident.priority - 1]
    draft.add(
        f.NobodyAvailable(
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            tally=count(draft, search),
            level=up.level,
            told=up.told,
            skipped=up.skipped,
            next=draft.deadline(incident, "retry", due, round_=round_),
        )
    )


def offer(draft: Draft, incident: Incident, found: Candidate, *, round_: int = 0, slot: Slot | None = None) -> None:
    """Ask this person, with an answer deadline by priority: to lead, or to take a place beside the lead."""
    due = due_in(incident, "answer", draft.now, draft.policy)
    draft.add(
        f.OfferMade(
            offer=draft.new_id(),
            incident=incident.id,
            person=found.person.id,
            person_name=found.person.name,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            text=incident.text,
            photos=incident.photos,
            reason=found.choice,
            answer_by=due,
            next=draft.deadline(incident, "answer", due, round_=round_) if slot is None else None,
            part=slot.part if slot is not None else "lead",
            slot=slot.id if slot is not None else None,
        )
    )


def fill(draft: Draft, slot: Slot, *, again: bool = False) -> None:
    """Ask the best candidate for a place beside the lead, or say that nobody can be sent there, and tell upward."""
    incident = draft.picture.incidents[slot.incident]
    search = for_slot(incident, slot, again=again)
    found = choose(draft, search)
    if found is not None:
        offer(draft, incident, found, slot=slot)
        return
    up = climb(draft, incident.place.grid, slot.level + 1)
    draft.add(
        f.SlotUnfilled(
            slot=slot.id,
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            part=slot.part,
            tally=count(draft, search),
            level=up.level,
            told=up.told,
            skipped=up.skipped,
            due=draft.now + draft.policy.retry[incident.priority - 1],
        )
    )


def offer_over(draft: Draft, held: Offer) -> None:
    """An offer has just ended without an answer that takes it: whoever is next for the same part is asked."""
    incident = draft.picture.incidents[held.incident]
    if held.slot is None:
        dispatch(draft, incident)
    elif held.slot in draft.picture.slots:
        fill(draft, draft.picture.slots[held.slot])


def release(draft: Draft, person_id: str) -> None:
    """A person became free: the most urgent incident that waits for somebody, and that they fit, is offered to them;
    of equally urgent ones that which waits longest. Then come the places beside a lead."""
    person = draft.situation.workers.get(person_id)
    if person is not None and person.leaving is not None:
        if not draft.in_hand(person_id):  # the shift was over before the work was
            draft.add(f.DutyEnded(person=person_id, why="shift_over", group=person.leaving))
        return
    if person is None or not person.on_duty or not draft.reachable(person_id):
        return
    for waiting in draft.situation.waiting.values():
        for id_ in islice(waiting, 50):
            incident = draft.picture.incidents[id_]
            if unfit(draft, for_lead(incident), person) is None:
                offer(draft, incident, candidate(draft, incident, person_id, 1, {}))
                return
    for id_ in islice(draft.situation.unfilled, 50):
        slot = draft.picture.slots[id_]
        incident = draft.picture.incidents[slot.incident]
        if slot.kind is None and unfit(draft, for_slot(incident, slot), person) is None:
            offer(draft, incident, candidate(draft, incident, person_id, 1, {}), slot=slot)
            return


def withdraw(draft: Draft, incident: Incident, why: OfferEnd, by: str = "") -> None:
    """Close the open offer to lead the incident, if it has one."""
    held = draft.picture.offers.get(incident.offer or "")
    if held is not None:
        close_offer(draft, held, why, by)


def close_offer(draft: Draft, held: Offer, why: OfferEnd, by: str = "") -> None:
    """End an offer, to lead or to help. What follows is for the caller to say."""
    draft.add(
        f.OfferClosed(
            offer=held.id,
            incident=held.incident,
            person=held.person,
            why=why,
            by=by,
            slot=held.slot,
            unit=held.unit,
        )
    )


def arrive_by(draft: Draft, incident: Incident) -> datetime:
    """When somebody must be on the scene."""
    return due_in(incident, "arrive", draft.now, draft.policy)
