"""Upward: who stands at the tiers above a grid at this moment, and which tiers are passed over at once, and why."""

from collections.abc import Iterable

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.drill.notices import directors
from command.domain.picture import Incident
from command.domain.situation import Situation

_CODES = (6, 9, 12, 15)
_COMMUNITY = 12


class Climb(Struct, frozen=True):
    """The level that is told, who is told, and the levels passed over since nobody there could have heard."""

    level: int
    told: list[str]
    skipped: list[f.Skip]


def climb(draft: Draft, grid: str, level: int) -> Climb:
    """From `level` up: 1 the community's supervisors, 2 the street's, 3 operators, 4 coordinators.

    The first level at which somebody is on duty and can be reached is told, with everybody on duty below it; who is off
    duty is left in peace. At the top all are told, whoever they are: there is nobody else.
    """
    told: dict[str, None] = {}
    skipped: list[f.Skip] = []
    top = draft.policy.top_level
    for step in range(1, top + 1):
        here = standing(draft.situation, grid, step)
        on_duty = [p for p in here if is_on_duty(draft, p, step)]
        told |= dict.fromkeys(on_duty)
        if step < level:
            continue
        if any(map(draft.reachable, on_duty)):
            return Climb(step, list(told), skipped)
        skipped.append(f.Skip(step, "unreachable" if on_duty else "off_duty" if here else "empty"))
    return Climb(top, told_in(draft, [*told, *standing(draft.situation, grid, top)]), skipped)


def ring(draft: Draft, incident: Incident, level: int) -> Climb:
    """`climb` for an incident, unless somebody above has said that it is theirs: then nobody is rung for a while."""
    seen = incident.seen
    if seen is not None and draft.now < seen.until:
        return Climb(max(incident.level, seen.level), [], [])
    return climb(draft, incident.place.grid, level)


def is_watched(draft: Draft) -> bool:
    """Whether an operator or coordinator can see what waits for a key: holding it for nobody would only lose time."""
    watching = (draft.situation.operators, draft.situation.coordinators)
    return any(draft.reachable(person) for people in watching for person in people)


def upward(draft: Draft, grid: str, level: int) -> tuple[int, list[str]]:
    """`climb` without what was passed over. `grid` may be the code of any area."""
    found = climb(draft, grid, level)
    return found.level, found.told


def appointed_up_to(draft: Draft, area: str, level: int) -> list[str]:
    """Everybody appointed up to a level above an area, on duty or not: for a life in danger, and for nothing less."""
    told: dict[str, None] = {}
    for step in range(1, level + 1):
        told |= dict.fromkeys(standing(draft.situation, area, step))
    return told_in(draft, told)


def told_in(draft: Draft, people: Iterable[str]) -> list[str]:
    """Those who are told; in a drill in which none of them is left, its directors: what is open there is never told
    to nobody."""
    told = list(dict.fromkeys(people))
    return told if told or not draft.situation.is_exercise else directors(draft.picture)


def standing(situation: Situation, grid: str, step: int) -> list[str]:
    """Everybody appointed to a level above `grid`, on duty or not."""
    if step >= 3:
        return list(situation.operators if step == 3 else situation.coordinators)
    here: dict[str, None] = {}
    for length in _CODES:
        if length <= len(grid) and (length >= _COMMUNITY) == (step == 1):
            here |= situation.supervisors_of.get(grid[:length], {})
    return list(here)


def is_on_duty(draft: Draft, person: str, step: int) -> bool:
    """Supervisors who have checked in. Operators and coordinators are at their desks while they can be reached; as long
    as nobody of them can be, all count, and find it on their return."""
    return step >= 3 or draft.picture.people[person].on_duty
