"""安置点: who comes is registered at the door, heads are counted, and who does not come is looked for."""

from datetime import datetime

from command.domain import facts as f
from command.domain.dispatch import upward
from command.domain.draft import Draft
from command.domain.kept.moving import Evacuation, MoveList, Moving, Shelter
from command.domain.moving.lines import hand_id, list_id
from command.domain.moving.listing import enlist
from command.domain.moving.marking import full, said, when
from command.domain.moving.who import concerned, find, may_keep, responsible
from command.domain.patrol.rounds import phones_time
from command.domain.permission import covers
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.summons.arrivals import look_for, settled
from command.wire.requests.moving import ArriveEvacuee, CloseShelter, CountShelter, ListEntry, SetShelter


def arrive_evacuee(draft: Draft, asked: Asked, request: ArriveEvacuee) -> Refusal | None:
    """Somebody on a list, expected here or not; or somebody on none, who is listed by their name as a walk-in."""
    shelter = draft.picture.shelters.get(request.shelter)
    if shelter is None or not may_keep(asked.sender, shelter):
        return refuse("shelter_unknown")
    name = request.name.strip()
    id_ = request.evacuee or (hand_id(name, request.phone, request.address) if name else "")
    found = find(draft, id_)
    if found is None:
        return _walk_in(draft, asked, request, shelter, id_) if name else refuse("evacuee_unknown")
    known, entry = found
    at = when(draft, asked, known, request.at, paper=request.paper)
    if isinstance(at, Refusal):
        return at
    refusal = _turned_away(entry, shelter, request, at) or full(
        shelter, request.heads or entry.heads, entry, request.reason
    )
    if refusal is not None:
        return refusal
    people = (asked.sender.id, *concerned(draft, known, entry), *shelter.keepers)
    draft.add(_arrived(asked, request, shelter, known, id_, entry, at), *people)
    settled(draft, known.id)
    return None


def _walk_in(draft: Draft, asked: Asked, request: ArriveEvacuee, shelter: Shelter, id_: str) -> Refusal | None:
    """Nobody is sent back into the storm for want of a line on a list."""
    grid = request.grid or shelter.area
    order = _order(draft, grid)
    if order is None:
        return refuse("evacuation_none")
    known = MoveList(id=list_id(order.id, grid), evacuation=order.id, area=grid)
    at = when(draft, asked, known, request.at, paper=request.paper)
    if isinstance(at, Refusal):
        return at
    refusal = full(shelter, request.heads or 1, None, request.reason)
    if refusal is not None:
        return refusal
    entry = ListEntry(
        id=id_,
        grid=grid,
        name=request.name,
        phone=request.phone,
        address=request.address,
        heads=request.heads or 1,
        source="walk_in",
    )
    enlist(draft, order.id, asked.sender.id, [entry])
    here = draft.picture.movelists[known.id].people[id_]
    draft.add(_arrived(asked, request, shelter, known, id_, here, at), asked.sender.id, *shelter.keepers)
    return None


def _turned_away(entry: Moving, shelter: Shelter, request: ArriveEvacuee, at: datetime) -> Refusal | None:
    if entry.status == "returned":
        return refuse("evacuee_returned", at=said(entry.at))
    if entry.status == "arrived" and entry.shelter == shelter.id:
        return refuse("evacuee_so_already", status="evacuee:arrived", at=said(entry.at))
    if request.paper and entry.at is not None and entry.status != "to_move" and at < entry.at:
        return refuse("evacuee_older", status=f"evacuee:{entry.standing}", at=said(entry.at))
    return None


def _arrived(
    asked: Asked, request: ArriveEvacuee, shelter: Shelter, known: MoveList, id_: str, entry: Moving, at: datetime
) -> f.EvacueeArrived:
    return f.EvacueeArrived(
        request=asked.request,
        evacuation=known.evacuation,
        movelist=known.id,
        area=known.area,
        evacuee=id_,
        shelter=shelter.id,
        left=entry.shelter,
        heads=request.heads or entry.heads,
        by=asked.sender.id,
        by_name=asked.sender.name,
        happened_at=at,
        paper=request.paper,
        note=request.note.strip(),
        over=request.reason.strip(),
    )


def _order(draft: Draft, place: str) -> Evacuation | None:
    """The evacuation somebody on no list belongs to: the nearest that covers the grid, else any that is under way."""
    if place not in draft.situation.homes:
        return None
    orders = sorted(draft.picture.evacuations.values(), key=lambda one: (-len(one.area), one.id))
    return next((one for one in orders if place.startswith(one.area)), orders[0] if orders else None)


def set_shelter(draft: Draft, asked: Asked, request: SetShelter) -> Refusal | None:
    """A new one, or one that changes: fewer places than people does not send anybody away, it says so."""
    if request.shelter is not None and request.shelter not in draft.picture.shelters:
        return refuse("shelter_unknown")
    if asked.spot is None:
        return refuse("outside_district", district=draft.situation.district)
    old = draft.picture.shelters.get(request.shelter or "")
    if not covers(asked.sender, asked.spot.grid) or (old is not None and not covers(asked.sender, old.area)):
        return refuse("not_allowed")
    lost = next((one for one in request.keepers if one not in draft.picture.people), None)
    if lost is not None:
        return refuse("keeper_unknown", person=lost)
    fact = f.ShelterSet(
        request=asked.request,
        shelter=request.shelter or draft.new_id(),
        area=asked.spot.grid,
        name=request.name.strip(),
        address=request.address.strip(),
        lat=asked.spot.lat,
        lon=asked.spot.lon,
        capacity=request.capacity,
        contact_name=request.contact_name.strip(),
        contact_phone=request.contact_phone.strip(),
        keepers=list(dict.fromkeys(request.keepers)),
        by=asked.sender.id,
    )
    draft.add(fact, asked.sender.id)
    return None


def count_shelter(draft: Draft, asked: Asked, request: CountShelter) -> Refusal | None:
    """清点: told upward at once when it is not what the list says, either way."""
    shelter = draft.picture.shelters.get(request.shelter)
    if shelter is None or not may_keep(asked.sender, shelter):
        return refuse("shelter_unknown")
    differs = request.counted != shelter.here
    counted = f.ShelterCounted(
        request=asked.request,
        shelter=shelter.id,
        area=shelter.area,
        counted=request.counted,
        listed=shelter.here,
        note=request.note.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
        happened_at=phones_time(draft, asked, request.at),
        told=upward(draft, shelter.area, 1)[1] if differs else [],
    )
    draft.add(counted, asked.sender.id)
    return None


def close_shelter(draft: Draft, asked: Asked, request: CloseShelter) -> Refusal | None:
    """Only when nobody is there, or on the way."""
    shelter = draft.picture.shelters.get(request.shelter)
    if shelter is None or not covers(asked.sender, shelter.area):
        return refuse("shelter_unknown")
    if shelter.here or shelter.coming:
        return refuse("shelter_held", here=shelter.here, coming=shelter.coming)
    closed = f.ShelterClosed(
        request=asked.request,
        shelter=shelter.id,
        area=shelter.area,
        reason=request.reason.strip(),
        by=asked.sender.id,
    )
    draft.add(closed, asked.sender.id)
    return None


def list_due(draft: Draft, known: MoveList) -> None:
    """Moved, and not arrived in time: who answers for them, the shelter's keepers and the next tier look for them."""
    late = {id_: one for id_, one in known.people.items() if one.arrive_by is not None and one.arrive_by <= draft.now}
    level, up = upward(draft, known.area, known.level + 1)
    told: dict[str, None] = {}
    for one in late.values():
        who = responsible(draft, known.area, one.worker)
        told |= dict.fromkeys([who.person] if who is not None else [])
        shelter = draft.picture.shelters.get(one.shelter or "")
        told |= dict.fromkeys(shelter.keepers if shelter is not None else ())
    missing = f.ArrivalsMissing(
        evacuation=known.evacuation,
        movelist=known.id,
        area=known.area,
        evacuees=sorted(late),
        heads=sum(one.heads for one in late.values()),
        level=level,
        told=list(told | dict.fromkeys(up)),
        due=draft.now + draft.policy.evacuee_again,
    )
    draft.add(missing)
    look_for(draft, known, late)
