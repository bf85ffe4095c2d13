"""Scenarios: who is on duty, and what is reported when. All of it is drawn before it begins, from the seed alone."""

import random
from collections.abc import Sequence

from msgspec import Struct

from workers.simulator import matters
from workers.simulator.ground import Ground, Point
from workers.simulator.habits import chance_of
from workers.simulator.matters import Matter

_SPREAD_M = 35.0
_DEGREE_M = 111_195.0
Span = tuple[float, float]


class Scenario(Struct, frozen=True):
    """`life_s`: how long it is in life; `duration_s`: in how many seconds it is shown; `rate`: reports a second then.

    `rounds`: when workers walk, in shares of the whole. `on_duty`: the share of workers. `calls`: the share of reports
    that are calls. `surge`: the share of reports that come in the storm (`storm`: from when to when). `by_roster`:
    people live by the product's roster, at the pace of the server's clock.
    """

    name: str
    life_s: float
    duration_s: float
    rate: float
    rounds: tuple[Span, ...]
    on_duty: float = 1.0
    calls: float = 0.1
    surge: float = 0.0
    storm: Span = (0.2, 0.8)
    by_roster: bool = False


SCENARIOS = {
    one.name: one
    for one in (
        Scenario("patrol-day", 36_000, 600, 2.5, ((0.06, 0.30), (0.66, 0.90))),
        Scenario("burst", 2_400, 240, 1.5, ((0.0, 1.0),), calls=0.35, surge=0.85),
        Scenario("night", 28_800, 300, 0.15, ((0.05, 0.15), (0.6, 0.7)), on_duty=0.08, calls=0.75),
        Scenario("district-day", 86_400, 1_440, 0.6, ((0.05, 0.44),), calls=0.2, by_roster=True),
    )
}


class Entry(Struct, frozen=True):
    """A report to come, so many seconds after the beginning. `worker`: the index of who makes it, None for a call.

    `place` is None for where the worker happens to be.
    """

    due_s: float
    matter: Matter
    worker: int | None
    grid: str
    place: Point | None


def on_duty(scenario: Scenario, count: int, seed: int) -> list[int]:
    """Which of so many workers are on duty: at least three, if there are."""
    wanted = min(count, max(3, round(count * scenario.on_duty)))
    return sorted(chance_of(seed, scenario.name, "duty").sample(range(count), wanted))


def plan(scenario: Scenario, ground: Ground, homes: Sequence[str], seed: int) -> list[Entry]:
    """Everything that will be reported, in its order. `homes`: the grids of those on duty."""
    chance = chance_of(seed, scenario.name, "plan")
    spots = _spots(ground, homes, chance)
    count = round(scenario.rate * scenario.duration_s)
    drawn = [_entry(scenario, ground, homes, spots, chance) for _ in range(count)]
    return sorted(drawn, key=lambda entry: entry.due_s)


def walks_at(scenario: Scenario, share: float) -> bool:
    """Whether workers are on their rounds when this share of the whole has gone by."""
    return any(begin <= share < end for begin, end in scenario.rounds)


def _entry(
    scenario: Scenario, ground: Ground, homes: Sequence[str], spots: list[tuple[Point, str]], chance: random.Random
) -> Entry:
    if chance.random() < scenario.surge:
        return _flooded(scenario, ground, homes, spots, chance)
    if chance.random() < scenario.calls:
        grid = chance.choice(list(ground.grids))
        due = chance.random() * scenario.duration_s
        return Entry(due, matters.told_by_a_caller(chance), None, grid, ground.point_in(grid, chance))
    worker = chance.randrange(len(homes))
    begin, end = chance.choice(scenario.rounds) if chance.random() < 0.85 else (0.0, 1.0)
    due = chance.uniform(begin, end) * scenario.duration_s
    return Entry(due, matters.found_on_patrol(chance), worker, homes[worker], None)


def _flooded(
    scenario: Scenario, ground: Ground, homes: Sequence[str], spots: list[tuple[Point, str]], chance: random.Random
) -> Entry:
    """Near one of the flooded spots, which many people see at once."""
    (lat, lon), grid = chance.choice(spots)
    near = (lat + chance.gauss(0, _SPREAD_M) / _DEGREE_M, lon + chance.gauss(0, _SPREAD_M) / _DEGREE_M)
    place = ground.kept_in(grid, (round(near[0], 6), round(near[1], 6)))
    due = chance.triangular(*scenario.storm) * scenario.duration_s
    matter = matters.in_a_storm(chance)
    near_by = [index for index, home in enumerate(homes) if home[:12] == grid[:12]]
    if chance.random() < scenario.calls or not near_by:
        return Entry(due, _asked_for(matter), None, grid, place)
    return Entry(due, matter, chance.choice(near_by), grid, place)


def _asked_for(matter: Matter) -> Matter:
    """A caller has settled nothing and keeps nothing."""
    return Matter(matter.category, "help", matter.hazard, matter.text)


def _spots(ground: Ground, homes: Sequence[str], chance: random.Random) -> list[tuple[Point, str]]:
    """Where water stands: a dozen places in three or four communities that somebody is on duty in."""
    communities = sorted({home[:12] for home in homes})
    flooded = chance.sample(communities, min(len(communities), chance.choice((3, 4))))
    grids = [code for code in ground.grids if code[:12] in flooded]
    chosen = [chance.choice(grids) for _ in range(12)]
    return [(ground.point_in(code, chance), code) for code in chosen]
