"""Rights: changed by those who keep accounts; and what follows at once when somebody's end: they are off duty, and what
they had is somebody else's."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.domain.rostering.ending import group_of
from command.domain.sender import Asked
from command.domain.slots import take_back
from command.wire.requests.accounts import ChangeRights

_OWN_KIND = {"kiosk", "device", "unit"}
"""Roles of things and desks, not of people: they sign in otherwise, and nobody becomes one."""
_GRID = 15
"""Digits of a grid's code."""
_ON_DUTY = {"worker", "supervisor", "operator", "coordinator"}


def change_rights(draft: Draft, asked: Asked, request: ChangeRights) -> Refusal | None:
    """All rights of one account, as they are to be; by somebody else, and never the last who could change them."""
    known = draft.picture.people.get(request.person)
    if known is None:
        return refuse("person_unknown")
    refusal = _unfit(draft, asked, known, request)
    if refusal is not None:
        return refusal
    changed = f.RightsChanged(
        request=asked.request,
        person=known.id,
        roles=list(dict.fromkeys(request.roles)),
        areas=list(dict.fromkeys(request.areas)),
        watch_leader=request.watch_leader,
        active=request.active,
        rank=request.rank or "none",
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
    )
    enact(draft, changed)
    return None


def _unfit(draft: Draft, asked: Asked, known: Person, request: ChangeRights) -> Refusal | None:
    if known.id == asked.sender.id:
        return refuse("own_rights")
    if request.version != known.rights_number:
        return refuse("rights_version", name=known.name)
    if not request.reason.strip():
        return refuse("reason_needed")
    old: set[str] = set(known.roles)
    new: set[str] = set(request.roles)
    if "admin" in old and not ("admin" in new and request.active) and not _other_admins(draft, known):
        return refuse("rights_last", name=known.name)
    return _unreal(draft, known, request, old, new)


def _unreal(draft: Draft, known: Person, request: ChangeRights, old: set[str], new: set[str]) -> Refusal | None:
    if (old | new) & _OWN_KIND and old != new:
        return refuse("rights_kind", name=known.name)
    lost = next((code for code in request.areas if not _is_area(draft, code)), None)
    if lost is not None:
        return refuse("rights_area", area=lost)
    if "worker" in new and any(len(code) != _GRID for code in request.areas):
        return refuse("rights_grids")
    if request.rank is not None and "coordinator" not in new:
        return refuse("rights_rank")
    return None


def unfit_account(draft: Draft, role: f.Role, areas: list[str], rank: f.Rank | None) -> Refusal | None:
    """Why nobody new can have this role, these areas and this rank; by the same rules as rights that change."""
    if role in _OWN_KIND:
        return refuse("rights_kind", name=role)
    lost = next((code for code in areas if not _is_area(draft, code)), None)
    if lost is not None:
        return refuse("rights_area", area=lost)
    if role == "worker" and any(len(code) != _GRID for code in areas):
        return refuse("rights_grids")
    return refuse("rights_rank") if rank is not None and role != "coordinator" else None


def _is_area(draft: Draft, code: str) -> bool:
    return code == draft.situation.district or any(grid.startswith(code) for grid in draft.situation.homes)


def _other_admins(draft: Draft, known: Person) -> bool:
    return any(one.active and "admin" in one.roles and one.id != known.id for one in draft.picture.people.values())


def enact(draft: Draft, fact: f.AnyFact) -> None:
    """Add a fact that needs no decision, with what follows from it. Who takes over is found by the clock, at once."""
    draft.add(fact)
    if isinstance(fact, f.RightsChanged) and not (fact.active and _ON_DUTY.intersection(fact.roles)):
        _leave(draft, fact.person)


def _leave(draft: Draft, person: str) -> None:
    known = draft.picture.people.get(person)
    if known is None:
        return
    if known.on_duty:
        draft.add(f.DutyEnded(person=person, group=group_of(draft, person)))
    for id_ in sorted(draft.situation.offers_of.get(person, ())):
        offer = draft.picture.offers[id_]
        incident = draft.picture.incidents[offer.incident]
        draft.add(
            f.OfferClosed(
                offer=id_,
                incident=incident.id,
                person=person,
                why="off_duty",
                slot=offer.slot,
                unit=offer.unit,
                next=draft.deadline(incident, "dispatch", draft.now) if offer.slot is None else None,
            )
        )
    for id_ in sorted(draft.situation.assignments_of.get(person, ())):
        take_back(draft, draft.picture.assignments[id_], "rights_ended")
