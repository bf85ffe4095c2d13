"""登记单位: a unit that repairs is registered or changed, with the accounts that read its desk."""

from command.domain import facts as f
from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import SetUnit


def set_unit(draft: Draft, asked: Asked, request: SetUnit) -> Refusal | None:
    """By a coordinator or an administrator. All of it holds afterwards, or nothing of it."""
    refusal = _wrong(draft, request) or _wrong_desks(draft, request)
    if refusal is not None:
        return refusal
    before = draft.picture.units.get(request.unit)
    kept = before.desks if before is not None else []
    registered = f.UnitRegistered(
        request=asked.request,
        unit=request.unit,
        name=request.name.strip(),
        name_en=request.name_en.strip(),
        kind=request.kind,
        areas=list(dict.fromkeys(request.areas)),
        categories=list(dict.fromkeys(request.categories)),
        opens=request.opens,
        closes=request.closes,
        active=request.active,
        by=asked.sender.id,
        desks=list(dict.fromkeys(request.desks)),
        released=[one for one in kept if one not in request.desks],
    )
    draft.add(registered, asked.sender.id)
    return None


def _wrong(draft: Draft, request: SetUnit) -> Refusal | None:
    if not request.name.strip():
        return refuse("invalid", detail="name")
    unknown = [code for code in request.areas if not any(grid.startswith(code) for grid in draft.situation.homes)]
    if unknown:
        return refuse("unit_area", area=unknown[0])
    unknown = [code for code in request.categories if code not in CATEGORIES]
    if unknown:
        return refuse("unknown_category", category=unknown[0])
    if (request.opens is None) != (request.closes is None) or (request.opens and request.opens == request.closes):
        return refuse("unit_hours")
    return None


def _wrong_desks(draft: Draft, request: SetUnit) -> Refusal | None:
    """Accounts of a desk are made for it, and read one desk only; nobody's work is left lying on a desk that closes."""
    situation = draft.situation
    work = len(situation.assignments_of.get(request.unit, ())) + len(situation.offers_of.get(request.unit, ()))
    if work and not (request.active and request.desks):
        return refuse("unit_at_work", n=work)
    for id_ in request.desks:
        person = draft.picture.people.get(id_)
        if person is None or not person.active or "unit" not in person.roles:
            return refuse("unit_desk", person=person.name if person is not None else id_)
        if person.unit not in (None, request.unit):
            other = draft.picture.units.get(person.unit)
            return refuse("unit_desk_taken", person=person.name, unit=other.name if other is not None else person.unit)
    return None
