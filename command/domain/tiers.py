"""Desks of community and street: what reached them they take in hand, route, press on, or settle.

What is settled in the grid (微循环) never comes here; what a desk does not move in its time goes to the next tier.
"""

from command.domain import facts as f
from command.domain.dispatch import close_offer, fill, offer_unit
from command.domain.draft import Draft
from command.domain.fold.tiers import TIERS
from command.domain.freeing import release
from command.domain.opening import Wanted, open_slot
from command.domain.permission import may_call, may_supervise
from command.domain.picture import Incident
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.slots import close_slot
from command.domain.units import Found, unit_unfit
from command.domain.upward import climb
from command.wire.requests import CallMore, MarkSeen, ReleaseSlot, RouteIncident, UrgeIncident


def incident_of(draft: Draft, asked: Asked, id_: str, method: str) -> tuple[Incident | None, Refusal | None]:
    """The open incident that the sender may steer by this method, or why not."""
    if not may_call(list(asked.sender.roles), method):
        return None, refuse("not_allowed")
    incident = draft.picture.incidents.get(id_)
    if incident is not None and may_supervise(asked.sender, incident):
        return incident, None
    past = draft.past_incident(id_) if incident is None else None
    return None, refuse("incident_over", status=past) if past is not None else refuse("incident_unknown")


def mark_seen(draft: Draft, asked: Asked, request: MarkSeen) -> Refusal | None:
    """已阅, 我来处理: whoever says so has it. All is quiet until their time has passed; then the next tier hears."""
    incident, refusal = incident_of(draft, asked, request.incident, "incident.seen")
    if incident is None:
        return refusal
    if incident.seen is not None and draft.now < incident.seen.until:
        return refuse("seen_already", who=incident.seen.by_name)
    seen = f.EscalationSeen(
        request=asked.request,
        incident=incident.id,
        by=asked.sender.id,
        by_name=asked.sender.name,
        level=max(incident.level, level_of(asked, incident)),
        until=draft.now + draft.policy.seen_for[incident.priority - 1],
    )
    draft.add(seen, asked.sender.id)
    return None


def level_of(asked: Asked, incident: Incident) -> int:
    """At which level above the incident the sender stands."""
    roles = asked.sender.roles
    if "coordinator" in roles or "operator" in roles:
        return 3
    inside = [area for area in asked.sender.areas if incident.place.grid.startswith(area)]
    return 1 if any(len(area) >= 12 for area in inside) else 2


def route_incident(draft: Draft, asked: Asked, request: RouteIncident) -> Refusal | None:
    """分流: what nobody is at work on goes back to the grid, to a unit, or up to whoever is on duty there now."""
    incident, refusal = incident_of(draft, asked, request.incident, "incident.route")
    if incident is None:
        return refusal
    if not request.reason.strip():
        return refuse("reason_needed")
    if request.to == "up":
        _up(draft, asked, request, incident)
        return None
    refusal = _unroutable(draft, request, incident)
    if refusal is not None:
        return refusal
    unit = draft.picture.units.get(request.unit or "") if request.to == "unit" else None
    offer = draft.picture.offers.get(incident.offer or "")
    routed = f.IncidentRouted(
        request=asked.request,
        incident=incident.id,
        to=request.to,
        tier="grid" if request.to == "grid" else incident.tier,
        unit=unit.id if unit is not None else None,
        grid=request.grid if request.to == "grid" and request.grid != incident.place.grid else None,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
        next=draft.deadline(incident, "dispatch", draft.now, round_=1),
    )
    if offer is not None:
        close_offer(draft, offer, "withdrawn", asked.sender.id)
    draft.add(routed, asked.sender.id)
    if unit is not None:
        offer_unit(draft, incident, Found(unit, f.Tally(people=1), {}))
    if offer is not None:
        release(draft, offer.person)
    return None


def _unroutable(draft: Draft, request: RouteIncident, incident: Incident) -> Refusal | None:
    """Why it cannot go to the grid or to this unit, or None."""
    if incident.assignment is not None or incident.status == "handled":
        return refuse("at_work")
    if request.to == "grid":
        known = request.grid is None or request.grid in draft.situation.homes
        return None if known else refuse("grid_unknown", grid=request.grid or "")
    unit = draft.picture.units.get(request.unit or "")
    if unit is None:
        return refuse("unit_unknown")
    why = unit_unfit(draft, incident, unit, {})
    return refuse("person_unfit", why=why) if why is not None else None


def _up(draft: Draft, asked: Asked, request: RouteIncident, incident: Incident) -> None:
    up = climb(draft, incident.place.grid, min(max(incident.level, level_of(asked, incident)) + 1, 4))
    routed = f.IncidentRouted(
        request=asked.request,
        incident=incident.id,
        to="up",
        tier=TIERS[up.level],
        level=up.level,
        told=up.told,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
    )
    draft.add(routed, asked.sender.id)


def urge_incident(draft: Draft, asked: Asked, request: UrgeIncident) -> Refusal | None:
    """催办: everybody who is at work on it, or is asked, hears that somebody above waits."""
    incident, refusal = incident_of(draft, asked, request.incident, "incident.urge")
    if incident is None:
        return refusal
    if not request.reason.strip():
        return refuse("reason_needed")
    offer = draft.picture.offers.get(incident.offer or "")
    lead = offer.person if offer is not None else incident.handler if incident.assignment is not None else None
    people = [*([lead] if lead else []), *incident.crew]
    if not people:
        return refuse("nobody_at_work")
    urged = f.IncidentUrged(
        request=asked.request,
        incident=incident.id,
        people=people,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
    )
    draft.add(urged, asked.sender.id)
    return None


def call_more(draft: Draft, asked: Asked, request: CallMore) -> Refusal | None:
    """增派: one more beside the lead, by order of somebody above."""
    incident, refusal = incident_of(draft, asked, request.incident, "incident.call")
    if incident is None:
        return refusal
    if not request.reason.strip():
        return refuse("reason_needed")
    if request.part == "lead" or incident.status == "handled":
        return refuse("not_beside_lead")
    wanted = Wanted(
        part=request.part,
        why="ordered",
        kind=request.kind,
        skills=tuple(request.skills),
        leader=request.leader,
        by=asked.sender.id,
        reason=request.reason.strip(),
    )
    fill(draft, open_slot(draft, incident, wanted, asked.request))
    return None


def release_slot(draft: Draft, asked: Asked, request: ReleaseSlot) -> Refusal | None:
    """Nobody is needed there any more; who was is told."""
    slot = draft.picture.slots.get(request.slot)
    if slot is None:
        return refuse("slot_unknown")
    incident, refusal = incident_of(draft, asked, slot.incident, "slot.release")
    if incident is None:
        return refusal
    if not request.reason.strip():
        return refuse("reason_needed")
    reason = request.reason.strip()
    for person in close_slot(draft, slot, "released", asked.sender.id, reason=reason, request=asked.request):
        release(draft, person)
    return None
