"""How well a person suits an incident: above all how soon they would be there.

One figure, in seconds, the fewer the better. Each part of it beside the way itself is zero or more, so that the way
alone is a bound: nobody further off than that can be better. All figures are our own defaults [D].
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain.draft import Draft
from command.domain.geo import EARTH_RADIUS_M, distance_m
from command.domain.picture import Incident, Person
from command.domain.situation import Situation

Tier = Literal["own_grid", "community", "street", "district", "named", "unit"]
SPEED_M_S = 3.3
"""Some 12 km/h as the crow flies: an electric bicycle in lanes and traffic [D]."""
DRIFT_M_S = 0.3
"""How far somebody may have gone since their last position was heard, for each second of its age [D] …"""
DRIFT_MOST_M = 500.0
"""… but hardly out of their own grid."""
LOAD_S = 120.0
"""For each thing they are already asked about or at work on, all of it less urgent [D]."""
REST_S = 600.0
"""Somebody who has just finished a job counts as later by up to REST_MOST_S, less and less for this long [D]."""
REST_MOST_S = 120.0
SECOND_S = 30.0
"""The grid's second worker is asked instead of its first only if they are this much sooner there [D]."""
_NOWHERE_S = EARTH_RADIUS_M * 4 / SPEED_M_S
"""Whose place is unknown comes last."""


class Parts(Struct, frozen=True, kw_only=True):
    """What the figure is made of: seconds each. `distance_m` and `position_age_s` as far as they are known."""

    travel_s: float
    age_s: float = 0.0
    load_s: float = 0.0
    rest_s: float = 0.0
    second_s: float = 0.0
    distance_m: int | None = None
    position_age_s: float | None = None
    load: int = 0

    @property
    def total_s(self) -> float:
        """The figure itself."""
        return self.travel_s + self.age_s + self.load_s + self.rest_s + self.second_s


def least_cost_s(away_m: float) -> float:
    """Less than this nobody can cost who is so far away."""
    return away_m / SPEED_M_S


def cost_s(draft: Draft, incident: Incident, person: str) -> float:
    """The figure for one person, fast: the same as `parts(…).total_s`."""
    return parts(draft, incident, person).total_s


def parts(draft: Draft, incident: Incident, person: str, away: int | None = None) -> Parts:
    """The figure for one person with what it is made of. `away`: metres, of somebody who is not on the map."""
    situation = draft.situation
    away = metres(situation, incident, person) if away is None else away
    age = _age_s(situation.heard_at.get(person), draft.now)
    load = len(situation.offers_of.get(person, ())) + len(situation.assignments_of.get(person, ()))
    return Parts(
        travel_s=_NOWHERE_S if away is None else away / SPEED_M_S,
        age_s=0.0 if age is None or away is None else min(age * DRIFT_M_S, DRIFT_MOST_M) / SPEED_M_S,
        load_s=load * LOAD_S,
        rest_s=_rest_s(situation.freed_at.get(person), draft.now),
        second_s=0.0 if is_first(situation, home_grid(incident), person) else SECOND_S,
        distance_m=away,
        position_age_s=age,
        load=load,
    )


def is_first(situation: Situation, grid: str, person: str) -> bool:
    """False only for a worker of the grid who is not its first: ids are made in the order of registration."""
    own = situation.workers_of_grid.get(grid)
    return not own or person not in own or min(own) == person


def metres(situation: Situation, incident: Incident, person: str) -> int | None:
    """From the person's last known place to the incident, or None."""
    where = situation.where.get(person)
    return None if where is None else round(distance_m(*where, incident.place.lat, incident.place.lon))


def home_grid(incident: Incident) -> str:
    """Whose own people are asked first: of the grid that a desk named, else of that which it lies in."""
    return incident.asked_grid or incident.place.grid


def tier_of(person: Person, grid: str) -> Tier:
    """How close the person belongs to the grid, in the district's order."""
    if grid in person.areas:
        return "own_grid"
    if any(area[:12] == grid[:12] for area in person.areas):
        return "community"
    return "street" if any(area[:9] == grid[:9] for area in person.areas) else "district"


def _age_s(heard: datetime | None, now: datetime) -> float | None:
    return None if heard is None else max(0.0, (now - heard).total_seconds())


def _rest_s(freed: datetime | None, now: datetime) -> float:
    if freed is None:
        return 0.0
    since = max(0.0, (now - freed).total_seconds())
    return REST_MOST_S * max(0.0, 1 - since / REST_S)
