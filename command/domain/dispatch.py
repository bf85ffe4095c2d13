"""派遣: whom to ask next, and why; or why nobody can be asked.

The grid's own workers first, then the nearest. Only who is on duty, reachable, not the reporter, not yet asked in
this round and not busy with something as urgent or more urgent.
"""

from datetime import datetime
from itertools import islice
from math import cos, radians
from typing import Literal

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.fold import LASTING
from command.domain.geo import EARTH_RADIUS_M, distance_m
from command.domain.picture import Incident, Person
from command.domain.situation import DUTY_CELL, Situation

_RINGS = 120
"""Squares of some 400 m: 48 km, more than any district is wide."""
_FEW = 32
"""So few people are faster looked at one by one than found on the map."""
Tier = Literal["own_grid", "community", "street", "district", "named"]
OfferEnd = Literal["declined", "expired", "withdrawn", "incident_closed", "off_duty"]


class Candidate(Struct, frozen=True):
    """A person who can be asked, and why it is them."""

    person: Person
    choice: f.Choice


def dispatch(draft: Draft, incident: Incident, *, round_: int = 0) -> None:
    """Offer the incident to the best candidate, or say 无人可派 with numbers and tell upward at once.

    `round_` 1 begins a new round: who declined or was silent is asked again, who failed is not.
    """
    again = round_ > 0
    candidate = choose(draft, incident, again=again)
    if candidate is not None:
        offer(draft, incident, candidate, round_=round_)
        return
    tally = count(draft, incident, again=again)
    level, told = upward(draft, incident.place.grid, incident.level + 1)
    due = draft.now + draft.policy.retry[incident.priority - 1]
    draft.add(
        f.NobodyAvailable(
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            tally=tally,
            level=level,
            told=told,
            next=draft.deadline(incident, "retry", due, round_=round_),
        )
    )


def offer(draft: Draft, incident: Incident, candidate: Candidate, *, round_: int = 0) -> None:
    """Ask this person, with an answer deadline by priority."""
    due = draft.now + draft.policy.answer[incident.priority - 1]
    draft.add(
        f.OfferMade(
            offer=draft.new_id(),
            incident=incident.id,
            person=candidate.person.id,
            person_name=candidate.person.name,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            text=incident.text,
            photos=incident.photos,
            reason=candidate.choice,
            answer_by=due,
            next=draft.deadline(incident, "answer", due, round_=round_),
        )
    )


def choose(draft: Draft, incident: Incident, *, again: bool = False) -> Candidate | None:
    """The best candidate, or None. The choice says how many were considered and passed over, for which reason."""
    situation, passed = draft.situation, dict[str, int]()
    own = situation.workers_of_grid.get(incident.place.grid, set())
    fit = [p for p in own if _fits(draft, incident, p, passed, again=again)]
    if fit:
        return _candidate(situation, incident, _nearest(situation, incident, fit), len(own), passed)
    considered, fit = _search(draft, incident, own, passed, again=again)
    if fit:
        return _candidate(situation, incident, _nearest(situation, incident, fit), considered, passed)
    return None


def _search(
    draft: Draft, incident: Incident, own: set[str], passed: dict[str, int], *, again: bool
) -> tuple[int, list[str]]:
    """Those who fit among whom the nearest must be: all who are free when they are few, else ring by ring outwards."""
    situation = draft.situation
    free = situation.burdens.free_for(incident.priority)
    if len(free) <= _FEW:
        return _among(draft, incident, free, own, passed, again=again)
    seen, fit, nearest = set(own), list[str](), float("inf")
    side, before = _side_m(incident), dict(passed)
    for radius in range(_RINGS):
        if (radius - 1) * side > nearest:
            return len(seen), fit
        if 8 * radius > len(free):
            break
        fresh = [p for p in situation.ring(incident.place, radius) if p not in own]
        seen.update(fresh)
        found = [p for p in fresh if _fits(draft, incident, p, passed, again=again)]
        fit += found
        nearest = min([nearest, *(_metres(situation, incident, p) or 0 for p in found)])
    passed.clear()  # more squares than people, or nowhere on the map: all are looked at by name instead
    passed.update(before)
    return _among(draft, incident, free, own, passed, again=again)


def _among(
    draft: Draft, incident: Incident, free: set[str], own: set[str], passed: dict[str, int], *, again: bool
) -> tuple[int, list[str]]:
    """Those of `free` who fit; everybody else on duty is busy and was not even looked at one by one."""
    on_duty = draft.situation.on_duty
    fit = [p for p in free if p not in own and _fits(draft, incident, p, passed, again=again)]
    busy = len(on_duty) - len(draft.situation.burdens.free_for(incident.priority) | (own & on_duty))
    if busy:
        passed["busy"] = passed.get("busy", 0) + busy
    return len(on_duty | own), fit


def _side_m(incident: Incident) -> float:
    """The shorter side of a square there, in metres, a little less: squares grow narrow towards the poles."""
    return radians(DUTY_CELL) * EARTH_RADIUS_M * cos(radians(min(abs(incident.place.lat) + 0.5, 89))) - 1


def unfit(draft: Draft, incident: Incident, person: Person, *, again: bool = False) -> str | None:
    """Why this person cannot be asked now: off_duty, busy, unreachable, asked, reporter; None if they can.

    `again`: as a new round would see it. Who left duty with the offer open was not asked in earnest.
    """
    if not person.active or not person.on_duty or person.leaving is not None:
        return "off_duty"
    if is_busy(draft.situation, person.id, incident.priority):
        return "busy"
    if not draft.reachable(person.id):
        return "unreachable"
    tried = incident.tried.get(person.id, "off_duty")
    if tried in LASTING or (tried != "off_duty" and not again):
        return "asked"
    if person.id in incident.reporters:
        return "reporter"
    return None


def is_busy(situation: Situation, person: str, priority: f.Priority) -> bool:
    """Whether somebody on duty is asked about, or at work on, something as urgent or more urgent (1 is most urgent)."""
    return person not in situation.burdens.free_for(priority)


def count(draft: Draft, incident: Incident, *, again: bool = False) -> f.Tally:
    """无人可派 in numbers, over all workers of the district; who is busy is not counted as anything else."""
    situation = draft.situation
    free = situation.burdens.free_for(incident.priority)
    people, on_duty = len(situation.workers), len(situation.on_duty)
    tally = {"off_duty": people - on_duty, "busy": on_duty - len(free), "unreachable": 0, "asked": 0, "reporter": 0}
    for person in free:
        why = unfit(draft, incident, situation.workers[person], again=again)
        if why is not None:
            tally[why] += 1
    return f.Tally(people=people, **tally)


def upward(draft: Draft, grid: str, level: int) -> tuple[int, list[str]]:
    """The level that is told, and who: 1 the community's supervisors, 2 the street's, 3 operators, 4 coordinators,
    each with those below. A level where nobody can be reached is skipped at once: it would burn its delay in vain."""
    told: dict[str, None] = {}
    for step in range(1, draft.policy.top_level + 1):
        here = [p.id for p in draft.situation.leaders.values() if _stands_at(p, grid, step)]
        told |= dict.fromkeys(here)
        if step >= level and any(map(draft.reachable, here)):
            return step, list(told)
    return draft.policy.top_level, list(told)


def release(draft: Draft, person_id: str) -> None:
    """A person became free: the most urgent incident that waits for somebody, and that they fit, is offered to them;
    of equally urgent ones that which waits longest."""
    person = draft.situation.workers.get(person_id)
    if person is not None and person.leaving is not None:
        if not draft.in_hand(person_id):  # the shift was over before the work was
            draft.add(f.DutyEnded(person=person_id, why="shift_over", group=person.leaving))
        return
    if person is None or not person.on_duty or not draft.reachable(person_id):
        return
    for waiting in draft.situation.waiting.values():
        for id_ in islice(waiting, 50):
            incident = draft.picture.incidents[id_]
            if unfit(draft, incident, person) is None:
                offer(draft, incident, _candidate(draft.situation, incident, person_id, 1, {}))
                return


def withdraw(draft: Draft, incident: Incident, why: OfferEnd, by: str = "") -> None:
    """Close the incident's open offer, if it has one."""
    held = draft.picture.offers.get(incident.offer or "")
    if held is not None:
        draft.add(f.OfferClosed(offer=held.id, incident=incident.id, person=held.person, why=why, by=by))


def arrive_by(draft: Draft, incident: Incident) -> datetime:
    """When somebody must be on the scene."""
    return draft.now + draft.policy.arrive[incident.priority - 1]


def _stands_at(person: Person, grid: str, step: int) -> bool:
    if step >= 3:
        return ("operator" if step == 3 else "coordinator") in person.roles
    if "supervisor" not in person.roles:
        return False
    codes = [area for area in person.areas if grid.startswith(area)]
    return any(len(code) >= 12 for code in codes) if step == 1 else any(len(code) < 12 for code in codes)


def _fits(draft: Draft, incident: Incident, person: str, passed: dict[str, int], *, again: bool) -> bool:
    why = unfit(draft, incident, draft.situation.workers[person], again=again)
    if why is not None:
        passed[why] = passed.get(why, 0) + 1
    return why is None


def _nearest(situation: Situation, incident: Incident, people: list[str]) -> str:
    far = round(EARTH_RADIUS_M * 4)  # whose place is unknown comes last
    return min(people, key=lambda p: (far if (m := _metres(situation, incident, p)) is None else m, p))


def _metres(situation: Situation, incident: Incident, person: str) -> int | None:
    where = situation.where.get(person)
    return None if where is None else round(distance_m(*where, incident.place.lat, incident.place.lon))


def _candidate(
    situation: Situation, incident: Incident, person: str, considered: int, passed: dict[str, int]
) -> Candidate:
    who = situation.workers[person]
    metres = _metres(situation, incident, person)
    return Candidate(who, f.Choice(_tier(who, incident.place.grid), metres, considered, passed))


def _tier(person: Person, grid: str) -> Tier:
    if grid in person.areas:
        return "own_grid"
    if any(area[:12] == grid[:12] for area in person.areas):
        return "community"
    return "street" if any(area[:9] == grid[:9] for area in person.areas) else "district"
