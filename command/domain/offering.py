"""Asking somebody: an offer to lead an incident or to take a place beside its lead, and how it ends."""

from datetime import datetime
from typing import Any, Literal

from command.domain import facts as f
from command.domain.choosing import Candidate
from command.domain.draft import Draft
from command.domain.kept.dispatch import Slot
from command.domain.limits import due_in
from command.domain.picture import Incident, Offer
from command.domain.units import Found

OfferEnd = Literal["declined", "expired", "withdrawn", "incident_closed", "off_duty", "drill_paused"]


def offer_unit(draft: Draft, incident: Incident, found: Found, *, round_: int = 0, slot: Slot | None = None) -> None:
    """Ask a unit's desk, with an answer limit of its own: to lead, or to take a place beside the lead."""
    unit = found.unit
    if unit is None:
        return
    due = draft.now + draft.policy.unit_answer[incident.priority - 1]
    passed = {why: n for why in ("off_duty", "unreachable", "asked", "busy") if (n := getattr(found.tally, why))}
    reason = f.Choice("unit", considered=found.tally.people, passed_over=passed)
    asked = {"person": unit.id, "person_name": unit.name, "unit": unit.id, "reason": reason}
    _ask(draft, incident, asked, due, round_, slot)


def offer(draft: Draft, incident: Incident, found: Candidate, *, round_: int = 0, slot: Slot | None = None) -> None:
    """Ask this person, with an answer deadline by priority: to lead, or to take a place beside the lead."""
    due = due_in(incident, "answer", draft.now, draft.policy)
    if found.choice.standby:
        due = draft.now + draft.policy.standby_answer[incident.priority - 1]
    asked = {"person": found.person.id, "person_name": found.person.name, "reason": found.choice}
    _ask(draft, incident, asked, due, round_, slot)


def _ask(
    draft: Draft, incident: Incident, asked: dict[str, Any], due: datetime, round_: int, slot: Slot | None
) -> None:
    draft.add(
        f.OfferMade(
            offer=draft.new_id(),
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            text=incident.text,
            photos=incident.photos,
            answer_by=due,
            next=draft.deadline(incident, "answer", due, round_=round_) if slot is None else None,
            part=slot.part if slot is not None else "lead",
            slot=slot.id if slot is not None else None,
            **asked,
        )
    )


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


def arrive_by(draft: Draft, incident: Incident, unit: str | None = None) -> datetime:
    """When somebody must be on the scene; a unit has a limit of its own."""
    if unit is not None:
        return draft.now + draft.policy.unit_arrive[incident.priority - 1]
    return due_in(incident, "arrive", draft.now, draft.policy)
