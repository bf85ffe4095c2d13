"""Folding units, and the desks of community and street."""

from collections.abc import Iterable
from datetime import datetime

from command.domain import facts as f
from command.domain.fold.slots import SLOT_LASTING
from command.domain.fold.step import Steps, Touches
from command.domain.kept.dispatch import Unit
from command.domain.picture import Incident, Picture, Seen

TIERS: tuple[f.Tier, ...] = ("grid", "community", "street", "district", "district")
"""By level: 0 the grid, 1 community, 2 street, 3 operators, 4 coordinators."""


def rise(incident: Incident, level: int) -> None:
    """Told to this level, it lies on its desk; it comes down only by being routed there."""
    if level > TIERS.index(incident.tier):
        incident.tier = TIERS[level]


def _unit_registered(p: Picture, number: int, at: datetime, fact: f.UnitRegistered) -> None:
    before = p.units.get(fact.unit)
    p.units[fact.unit] = Unit(
        id=fact.unit,
        name=fact.name,
        name_en=fact.name_en,
        kind=fact.kind,
        areas=list(fact.areas),
        categories=list(fact.categories),
        opens=fact.opens,
        closes=fact.closes,
        active=fact.active,
        desks=list(fact.desks) if fact.desks is not None else before.desks if before is not None else [],
    )
    for one in fact.released:
        if (person := p.people.get(one)) is not None and person.unit == fact.unit:
            person.unit = None
    for one in fact.desks or ():
        if (person := p.people.get(one)) is not None:
            person.unit = fact.unit


def desk_registered(p: Picture, person: str, unit: str | None) -> None:
    """An account is the desk of a unit."""
    known = p.units.get(unit or "")
    if known is not None and person not in known.desks:
        known.desks.append(person)


def _seen(p: Picture, number: int, at: datetime, fact: f.EscalationSeen) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.seen = Seen(by=fact.by, by_name=fact.by_name, level=fact.level, at=at, until=fact.until)
    rise(incident, fact.level)
    incident.changed_at = at
    if fact.next is not None:
        incident.next = fact.next


def _routed(p: Picture, number: int, at: datetime, fact: f.IncidentRouted) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.tier, incident.level, incident.seen = fact.tier, fact.level, None
    incident.changed_at = at
    if fact.to != "up":
        incident.status, incident.tally, incident.awaits = "filed", None, None
        incident.tried = {who: why for who, why in incident.tried.items() if why in SLOT_LASTING}  # a new round
    incident.asked_grid = fact.grid
    if fact.next is not None:
        incident.next = fact.next


def _urged(p: Picture, number: int, at: datetime, fact: f.IncidentUrged) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is not None:
        incident.changed_at = at


def _its_unit(fact: f.UnitRegistered | f.PersonRegistered) -> Iterable[tuple[str, str]]:
    return [("units", fact.unit)] if fact.unit is not None else ()


STEPS: Steps = {
    f.UnitRegistered: _unit_registered,
    f.EscalationSeen: _seen,
    f.IncidentRouted: _routed,
    f.IncidentUrged: _urged,
}
TOUCHES: Touches = {f.UnitRegistered: _its_unit, f.PersonRegistered: _its_unit}
