"""派遣: an incident is offered to somebody, or it is said that nobody can be sent, and why, and told upward."""

from datetime import datetime
from itertools import islice
from typing import Literal

from msgspec.structs import replace

from command.domain import facts as f
from command.domain.choosing import Candidate, Search, candidate, choose, count, for_lead, for_slot, is_busy, unfit
from command.domain.draft import Draft
from command.domain.kept.dispatch import Slot
from command.domain.limits import due_in
from command.domain.need import at_level, need_of
from command.domain.opening import Wanted, open_slot
from command.domain.picture import Incident, Offer, Person
from command.domain.standby import choose_standby, with_standby
from command.domain.storm.peak import hold, is_held_out, storm_over
from command.domain.surge.settle import is_pressed, settle
from command.domain.units import Found, find_unit
from command.domain.upward import ring, upward

__all__ = [
    "Candidate",
    "OfferEnd",
    "Search",
    "arrive_by",
    "begin",
    "candidate",
    "choose",
    "count",
    "dispatch",
    "fill",
    "finish",
    "is_busy",
    "offer",
    "release",
    "unfit",
    "upward",
    "withdraw",
]
OfferEnd = Literal["declined", "expired", "withdrawn", "incident_closed", "off_duty", "drill_paused"]


def dispatch(draft: Draft, incident: Incident, *, round_: int = 0) -> None:
    """Offer the incident to a unit's desk or the best candidate, or say 无人可派 with numbers and tell upward at once.

    `round_` 1 begins a new round: who declined or was silent is asked again, who failed is not.
    At the peak of a storm nobody is asked: it is held.
    """
    finish(draft)
    if incident.offer is not None or hold(draft, incident):  # just now, by that; or not before the winds have passed
        return
    again, lacking = round_ > 0, ""
    kind = incident.awaits or need_of(incident).repairs
    if kind is not None and kind in draft.situation.units_of_kind:
        found = find_unit(draft, incident, kind, incident.tried, again=again)
        if found.unit is not None:
            offer_unit(draft, incident, found, round_=round_)
            _look(draft, incident)
            return
        lacking = f"unit:{kind}" if found.tally.people else ""
        if incident.awaits is not None:  # asked a unit before: a grid worker looks, and never goes instead
            _nobody(draft, incident, found.tally, lacking, round_)
            return
    search = for_lead(incident, again=again)
    best = choose(draft, search) or choose_standby(draft, search)
    if best is None:
        _nobody(draft, incident, with_standby(draft, search, count(draft, search)), lacking, round_)
        return
    if lacking:
        best = Candidate(best.person, replace(best.choice, lacking=lacking))
    offer(draft, incident, best, round_=round_)


def begin(draft: Draft, incident: Incident, *, round_: int = 0) -> None:
    """The first dispatch of an incident: to whoever leads, and to as many beside them as its kind needs."""
    dispatch(draft, incident, round_=round_)
    if incident.status != "held":
        meet_need(draft, incident)


def meet_need(draft: Draft, incident: Incident) -> None:
    """Open and fill the places that the table of needs asks for and that are not there."""
    need = at_level(need_of(incident), incident.category, draft.policy)
    slots = [draft.picture.slots[id_] for id_ in incident.slots]
    able = _skills_of_lead(draft, incident)
    skills, leader = tuple(one for one in need.skills if one not in able), need.leader and "leader" not in able
    missing = need.people - 1 - sum(slot.why == "need" and slot.part == "co" for slot in slots)
    for serial in range(missing):
        first = serial == 0  # whoever has the skills is one of them
        wanted = Wanted(skills=skills if first else (), leader=leader and first)
        fill(draft, open_slot(draft, incident, wanted))


def _skills_of_lead(draft: Draft, incident: Incident) -> list[str]:
    """What whoever is asked to lead, or leads, can do."""
    offer = draft.picture.offers.get(incident.offer or "")
    lead = draft.picture.people.get(offer.person if offer is not None else incident.handler or "")
    return lead.skills if lead is not None else []


def _look(draft: Draft, incident: Incident) -> None:
    """A grid worker looks, guards and guides while a unit repairs, if the kind asks for one: opened once."""
    if need_of(incident).look and not any(draft.picture.slots[id_].part == "look" for id_ in incident.slots):
        fill(draft, open_slot(draft, incident, Wanted(part="look")))


def _nobody(draft: Draft, incident: Incident, tally: f.Tally, lacking: str, round_: int) -> None:
    up = ring(draft, incident, incident.level + 1)
    due = draft.now + draft.policy.retry[incident.priority - 1]
    draft.add(
        f.NobodyAvailable(
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            tally=tally,
            level=up.level,
            told=up.told,
            skipped=up.skipped,
            lacking=lacking,
            next=draft.deadline(incident, "retry", due, round_=round_),
        )
    )


def offer_unit(draft: Draft, incident: Incident, found: Found, *, round_: int = 0, slot: Slot | None = None) -> None:
    """Ask a unit's desk, with an answer limit of its own: to lead, or to take a place beside the lead."""
    unit = found.unit
    if unit is None:
        return
    due = draft.now + draft.policy.unit_answer[incident.priority - 1]
    passed = {why: n for why in ("off_duty", "unreachable", "asked", "busy") if (n := getattr(found.tally, why))}
    draft.add(
        f.OfferMade(
            offer=draft.new_id(),
            incident=incident.id,
            person=unit.id,
            person_name=unit.name,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            text=incident.text,
            photos=incident.photos,
            reason=f.Choice("unit", considered=found.tally.people, passed_over=passed),
            answer_by=due,
            next=draft.deadline(incident, "answer", due, round_=round_) if slot is None else None,
            part=slot.part if slot is not None else "lead",
            slot=slot.id if slot is not None else None,
            unit=unit.id,
        )
    )


def offer(draft: Draft, incident: Incident, found: Candidate, *, round_: int = 0, slot: Slot | None = None) -> None:
    """Ask this person, with an answer deadline by priority: to lead, or to take a place beside the lead."""
    due = due_in(incident, "answer", draft.now, draft.policy)
    if found.choice.standby:
        due = draft.now + draft.policy.standby_answer[incident.priority - 1]
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
    if is_held_out(draft, incident):
        _unfilled_at_peak(draft, incident, slot)
        return
    if slot.kind is not None:
        found = find_unit(draft, incident, slot.kind, slot.tried, again=again)
        if found.unit is not None:
            offer_unit(draft, incident, found, slot=slot)
        else:
            _unfilled(draft, incident, slot, found.tally, f"unit:{slot.kind}")
        return
    search = for_slot(incident, slot, again=again)
    best = choose(draft, search) or choose_standby(draft, search)
    if best is not None:
        offer(draft, incident, best, slot=slot)
        return
    tally = with_standby(draft, search, count(draft, search))
    needed = "leader" if slot.leader else slot.skills[0] if slot.skills else ""
    _unfilled(draft, incident, slot, tally, f"skill:{needed}" if needed and tally.unskilled else "")


def _unfilled(draft: Draft, incident: Incident, slot: Slot, tally: f.Tally, lacking: str) -> None:
    up = ring(draft, incident, slot.level + 1)
    draft.add(
        f.SlotUnfilled(
            slot=slot.id,
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            part=slot.part,
            tally=tally,
            lacking=lacking,
            level=up.level,
            told=up.told,
            skipped=up.skipped,
            due=draft.now + draft.policy.retry[incident.priority - 1],
        )
    )


def _unfilled_at_peak(draft: Draft, incident: Incident, slot: Slot) -> None:
    """Nobody is sent outdoors to help either: looked at again when the peak is over. Nobody above need do anything."""
    storm = storm_over(draft, incident.place.grid)
    until = storm.peak[incident.place.grid] if storm is not None else None
    draft.add(
        f.SlotUnfilled(
            slot=slot.id,
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            part=slot.part,
            tally=f.Tally(),
            lacking="outdoor_peak",
            level=slot.level,
            told=[],
            due=until or draft.now + draft.policy.retry[3],
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
    if not _take_on(draft, person):
        _help_out(draft, person)


def _take_on(draft: Draft, person: Person) -> bool:
    """The most urgent incident that waits and that this person fits is offered to them."""
    for waiting in draft.situation.waiting.values():
        for id_ in islice(waiting, 50):
            incident = draft.picture.incidents[id_]
            if incident.awaits is not None or is_held_out(draft, incident):
                continue
            if unfit(draft, for_lead(incident), person) is None:
                offer(draft, incident, candidate(draft, incident, person.id, 1, {}))
                return True
    return False


def finish(draft: Draft) -> None:
    """Whoever became free in this draft while many wait is given what is best for all together; then come the places
    beside a lead. To be called before a draft is kept."""
    if not draft.freed:
        return
    freed = [draft.situation.workers[id_] for id_ in draft.freed if id_ in draft.situation.workers]
    draft.freed.clear()
    settle(draft, offer)
    for person in freed:
        if person.on_duty and not draft.situation.offers_of.get(person.id):
            _help_out(draft, person)


def _help_out(draft: Draft, person: Person) -> None:
    """The place beside a lead that waits longest and that this person fits is offered to them."""
    for id_ in islice(draft.situation.unfilled, 50):
        slot = draft.picture.slots[id_]
        incident = draft.picture.incidents[slot.incident]
        if is_held_out(draft, incident):
            continue
        if slot.kind is None and unfit(draft, for_slot(incident, slot), person) is None:
            offer(draft, incident, candidate(draft, incident, person.id, 1, {}), slot=slot)
            return


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
