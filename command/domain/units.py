"""Units: whose desk is asked to repair, and what follows when none can be."""

from datetime import datetime, time, tzinfo

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.dispatch import Unit
from command.domain.picture import Incident

_NOT_AGAIN = ("failed", "reassigned", "returned", "not_arrived")


class Found(Struct, frozen=True):
    """The unit to be asked, or None; and all of its kind there, with why each other is not."""

    unit: Unit | None
    tally: f.Tally
    passed: dict[str, str]


def find_unit(
    draft: Draft, incident: Incident, kind: f.UnitKind, tried: dict[str, str], *, again: bool = False
) -> Found:
    """The unit of a kind that answers for the smallest area around the incident and has least to do."""
    passed: dict[str, str] = {}
    fit: list[Unit] = []
    for unit in units_for(draft, incident, kind):
        why = unit_unfit(draft, incident, unit, tried, again=again)
        if why is None:
            fit.append(unit)
        else:
            passed[unit.id] = why
    counted = {why: list(passed.values()).count(why) for why in set(passed.values())}
    tally = f.Tally(people=len(passed) + len(fit), **counted)
    return Found(min(fit, key=lambda unit: _rank(draft, incident, unit), default=None), tally, passed)


def units_for(draft: Draft, incident: Incident, kind: f.UnitKind) -> list[Unit]:
    """Every unit of the kind that answers for the place and the category."""
    units = (draft.picture.units[id_] for id_ in draft.situation.units_of_kind.get(kind, ()))
    grid, category = incident.place.grid, incident.category
    return [
        unit
        for unit in units
        if any(grid.startswith(area) for area in unit.areas) and (not unit.categories or category in unit.categories)
    ]


def unit_unfit(
    draft: Draft, incident: Incident, unit: Unit, tried: dict[str, str], *, again: bool = False
) -> str | None:
    """Why this unit cannot be asked now: off_duty (desk closed), unreachable, asked, busy (it has a part already)."""
    if not unit.active or not is_open(unit, draft.now, draft.policy.zone):
        return "off_duty"
    if unit.id == incident.handler or unit.id in incident.crew:
        return "busy"
    if not any(map(draft.reachable, desks(draft, unit))):
        return "unreachable"
    before = tried.get(unit.id)
    return "asked" if before in _NOT_AGAIN or (before is not None and not again) else None


def desks(draft: Draft, unit: Unit) -> list[str]:
    """The accounts of the unit's desk that may still be used."""
    people = draft.picture.people
    return [id_ for id_ in unit.desks if id_ in people and people[id_].active]


def is_open(unit: Unit, now: datetime, zone: tzinfo) -> bool:
    """Whether the desk is manned at `now` by its hours, which may pass midnight."""
    if unit.opens is None or unit.closes is None:
        return True
    opens, closes, here = time.fromisoformat(unit.opens), time.fromisoformat(unit.closes), now.astimezone(zone).time()
    return opens <= here < closes if opens <= closes else here >= opens or here < closes


def _rank(draft: Draft, incident: Incident, unit: Unit) -> tuple[int, int, str]:
    closest = max(len(area) for area in unit.areas if incident.place.grid.startswith(area))
    load = len(draft.situation.offers_of.get(unit.id, ())) + len(draft.situation.assignments_of.get(unit.id, ()))
    return -closest, load, unit.id
