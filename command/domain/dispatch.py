"""派遣: an incident is offered to somebody, or it is said that nobody can be sent, and why, and told upward."""

from msgspec.structs import replace

from command.domain import facts as f
from command.domain.choosing import Candidate, Search, candidate, choose, count, for_lead, for_slot, is_busy, unfit
from command.domain.draft import Draft
from command.domain.helping import finish
from command.domain.kept.dispatch import Slot
from command.domain.need import at_level, need_of
from command.domain.offering import OfferEnd, arrive_by, close_offer, offer, offer_unit, withdraw
from command.domain.opening import Wanted, open_slot
from command.domain.picture import Incident, Offer
from command.domain.standby import choose_standby, with_standby
from command.domain.storm.peak import hold, is_held_out, storm_over
from command.domain.units import find_unit
from command.domain.upward import ring, upward

__all__ = [
    "Candidate",
    "OfferEnd",
    "Search",
    "arrive_by",
    "begin",
    "candidate",
    "choose",
    "close_offer",
    "count",
    "dispatch",
    "fill",
    "is_busy",
    "offer",
    "offer_unit",
    "unfit",
    "upward",
    "withdraw",
]


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
