"""Who can be asked, and who of them is best; or why nobody can.

The grid's own workers come first; of equals whoever would be there soonest (`fitness.cost_s`). Only who is on duty,
reachable, not the reporter, not yet asked in this round and not busy with something as urgent or more urgent.
"""

from math import cos, radians

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.fitness import Tier, cost_s, home_grid, least_cost_s, metres, tier_of
from command.domain.fold import LASTING
from command.domain.geo import EARTH_RADIUS_M
from command.domain.kept.dispatch import Slot
from command.domain.picture import Incident, Person
from command.domain.situation import DUTY_CELL, Situation

_RINGS = 120
"""Squares of some 400 m: 48 km, more than any district is wide."""
_FEW = 32
"""So few people are faster looked at one by one than found on the map."""


class Candidate(Struct, frozen=True):
    """A person who can be asked, and why it is them."""

    person: Person
    choice: f.Choice


class Search(Struct, frozen=True):
    """Whom an incident looks for. `tried`: who was asked in this round; `again`: as a new round would see it."""

    incident: Incident
    tried: dict[str, str]
    again: bool = False
    skills: tuple[str, ...] = ()
    leader: bool = False

    @property
    def is_plain(self) -> bool:
        """Any worker will do."""
        return not self.skills and not self.leader


def for_lead(incident: Incident, *, again: bool = False) -> Search:
    """The search for an incident's lead."""
    return Search(incident, incident.tried, again)


def for_slot(incident: Incident, slot: Slot, *, again: bool = False) -> Search:
    """The search for somebody beside the lead."""
    return Search(incident, slot.tried, again, tuple(slot.skills), slot.leader)


def choose(draft: Draft, search: Search) -> Candidate | None:
    """The best candidate, or None. The choice says how many were considered and passed over, for which reason."""
    situation, passed = draft.situation, dict[str, int]()
    own = situation.workers_of_grid.get(home_grid(search.incident), set())
    fit = [p for p in own if _fits(draft, search, p, passed)]
    if fit:
        return candidate(draft, search.incident, _best(draft, search.incident, fit), len(own), passed)
    considered, fit = _search(draft, search, own, passed)
    if fit:
        return candidate(draft, search.incident, _best(draft, search.incident, fit), considered, passed)
    return None


def _search(draft: Draft, search: Search, own: set[str], passed: dict[str, int]) -> tuple[int, list[str]]:
    """Those who fit among whom the best must be: all who are free when they are few, else ring by ring outwards."""
    situation, incident = draft.situation, search.incident
    free = situation.burdens.free_for(incident.priority)
    if len(free) <= _FEW:
        return _among(draft, search, free, own, passed)
    seen, fit, least = set(own), list[str](), float("inf")
    side, before = _side_m(incident), dict(passed)
    for radius in range(_RINGS):
        if least_cost_s((radius - 1) * side) > least:
            return len(seen), fit
        if 8 * radius > len(free):
            break
        fresh = [p for p in situation.ring(incident.place, radius) if p not in own]
        seen.update(fresh)
        found = [p for p in fresh if _fits(draft, search, p, passed)]
        fit += found
        least = min([least, *(cost_s(draft, incident, p) for p in found)])
    passed.clear()  # more squares than people, or nowhere on the map: all are looked at by name instead
    passed.update(before)
    return _among(draft, search, free, own, passed)


def _among(
    draft: Draft, search: Search, free: set[str], own: set[str], passed: dict[str, int]
) -> tuple[int, list[str]]:
    """Those of `free` who fit; everybody else on duty is busy and was not even looked at one by one."""
    on_duty = draft.situation.on_duty
    fit = [p for p in free if p not in own and _fits(draft, search, p, passed)]
    busy = len(on_duty) - len(free) - sum(p in on_duty and p not in free for p in own)
    if busy:
        passed["busy"] = passed.get("busy", 0) + busy
    return len(on_duty) + sum(p not in on_duty for p in own), fit


def _side_m(incident: Incident) -> float:
    """The shorter side of a square there, in metres, a little less: squares grow narrow towards the poles."""
    return radians(DUTY_CELL) * EARTH_RADIUS_M * cos(radians(min(abs(incident.place.lat) + 0.5, 89))) - 1


def unfit(draft: Draft, search: Search, person: Person) -> str | None:
    """Why they cannot be asked now: off_duty, busy, unreachable, asked, reporter, reserve, unskilled; None if they
    can.

    Who left duty with the offer open was not asked in earnest.
    """
    if not person.active or not person.on_duty or person.leaving is not None:
        return "off_duty"
    if is_busy(draft.situation, person.id, search.incident.priority) or person.id in search.incident.crew:
        return "busy"
    if not draft.reachable(person.id):
        return "unreachable"
    tried = search.tried.get(person.id, "off_duty")
    if tried in LASTING or (tried != "off_duty" and not search.again):
        return "asked"
    if person.id in search.incident.reporters:
        return "reporter"
    return _unfit_for(draft, search, person)


def _unfit_for(draft: Draft, search: Search, person: Person) -> str | None:
    """`reserve`: not among those who may be sent by the level in force; `unskilled`: a volunteer or assistant who can
    do nothing that this kind needs."""
    policy, incident = draft.policy, search.incident
    if person.id in draft.situation.helpers:
        if policy.pool != "volunteers":
            return "reserve"
        kinds = (kind for skill in person.skills for kind in policy.helpers.get(skill, ()))
        if not any(incident.category.startswith(kind) for kind in kinds):
            return "unskilled"
    elif policy.pool == "grid" and incident.place.grid not in person.areas:
        return "reserve"
    return None if search.is_plain or has_skills(person, search) else "unskilled"


def has_skills(person: Person, search: Search) -> bool:
    """Whether the person can do what is looked for, and leads others if that is asked."""
    needed = (*search.skills, "leader") if search.leader else search.skills
    return all(skill in person.skills for skill in needed)


def is_busy(situation: Situation, person: str, priority: f.Priority) -> bool:
    """Whether somebody on duty is asked about, or at work on, something as urgent or more urgent (1 is most urgent)."""
    return person not in situation.burdens.free_for(priority)


def count(draft: Draft, search: Search) -> f.Tally:
    """无人可派 in numbers, over all workers of the district; who is busy is not counted as anything else."""
    situation = draft.situation
    free = situation.burdens.free_for(search.incident.priority)
    people, on_duty = len(situation.workers), len(situation.on_duty)
    tally = {"off_duty": people - on_duty, "busy": on_duty - len(free)}
    tally |= dict.fromkeys(("unreachable", "asked", "reporter", "unskilled", "reserve"), 0)
    for person in free:
        why = unfit(draft, search, situation.workers[person])
        if why is not None:
            tally[why] += 1
    return f.Tally(people=people, **tally)


def _fits(draft: Draft, search: Search, person: str, passed: dict[str, int]) -> bool:
    why = unfit(draft, search, draft.situation.workers[person])
    if why is not None:
        passed[why] = passed.get(why, 0) + 1
    return why is None


def _best(draft: Draft, incident: Incident, people: list[str]) -> str:
    if len(people) == 1:
        return people[0]
    return min(people, key=lambda p: (cost_s(draft, incident, p), p))


def candidate(
    draft: Draft, incident: Incident, person: str, considered: int, passed: dict[str, int], tier: Tier | None = None
) -> Candidate:
    """The person with the reasons for them."""
    who = draft.situation.workers.get(person) or draft.picture.people[person]
    away = metres(draft.situation, incident, person)
    return Candidate(who, f.Choice(tier or tier_of(who, home_grid(incident)), away, considered, passed))
