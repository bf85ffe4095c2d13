"""Who goes where when many wait: settled together against one after the other, on the same snapshots. Pure."""

import random  # noqa: TID251 - drawn from a seed that is printed
import time
from typing import cast

import numpy as np

from command.domain.facts import Priority
from command.domain.fitness import SPEED_M_S
from command.domain.geo import distance_m
from command.domain.surge.matching import Matrix, prepare
from command.domain.surge.plan import Free, Match, Waiting, one_by_one, together
from workers.bench.district import EAST, NORTH, SOUTH, WEST
from workers.bench.plan import Figure, Measured, Plan

NAME = "surge"
SNAPSHOTS = 100
CASES = {"200 wait, 60 free": (200, 60), "60 wait, 200 free": (60, 200), "300 wait, 260 free (recall)": (300, 260)}
PRIORITIES = (1, 2, 3, 4)
WEIGHTS = (15, 25, 50, 10)
"""A flood: one in seven about life. Our own mix."""
HOT_SPOTS = 6
SPREAD = 0.004  # degrees around a low-lying place, some 400 m


class Snapshot:
    """One moment: what waits (two thirds of it around low-lying places), who is free (anywhere), the way of each."""

    def __init__(self, waiting: int, free: int, chance: random.Random) -> None:
        low = [_anywhere(chance) for _ in range(HOT_SPOTS)]
        self.waits = [
            Waiting(
                incident=f"i{n}",
                number=n,
                priority=cast("Priority", chance.choices(PRIORITIES, WEIGHTS)[0]),
                waited_s=chance.uniform(0, 900),
            )
            for n in range(waiting)
        ]
        self.free = [Free(person=f"p{n}", burden=5) for n in range(free)]
        at = [_around(chance, low) if chance.random() < 2 / 3 else _anywhere(chance) for _ in self.waits]
        people = [_anywhere(chance) for _ in self.free]
        self.needs_s: Matrix = np.array([[distance_m(*a, *b) / SPEED_M_S for b in people] for a in at])

    def about_life(self, plan: list[Match]) -> list[float]:
        """Seconds until somebody is there, for each that is about life and gets somebody."""
        return [one.arrival_s for one in plan if self.waits[one.row].priority == 1]


async def measure(plan: Plan) -> Measured:
    """Every case: mean and 95th percentile of the way to those about life, and what the settling takes."""
    prepare()
    measured = Measured(name=NAME)
    for case, (waiting, free) in CASES.items():
        chance = random.Random(plan.seed)  # noqa: S311 - not for secrets
        snapshots = [Snapshot(waiting, free, chance) for _ in range(SNAPSHOTS)]
        greedy = [s for one in snapshots for s in one.about_life(one_by_one(one.waits, one.free, one.needs_s))]
        begun = time.perf_counter()
        best = [s for one in snapshots for s in one.about_life(together(one.waits, one.free, one.needs_s))]
        took_ms = (time.perf_counter() - begun) / SNAPSHOTS * 1e3
        mean = float(np.mean(greedy)), float(np.mean(best))
        p95 = float(np.percentile(greedy, 95)), float(np.percentile(best, 95))
        measured.raw[case] = {"mean_s": mean, "p95_s": p95, "took_ms": took_ms, "about_life": (len(greedy), len(best))}
        measured.figures.append(
            Figure(
                what=f"way to those about life, {case}: one by one -> together",
                value=f"mean {mean[0]:.0f} -> {mean[1]:.0f} s, p95 {p95[0]:.0f} -> {p95[1]:.0f} s ({took_ms:.1f} ms)",
                target="less",
                met=mean[1] <= mean[0] and p95[1] <= p95[0],
            )
        )
    return measured


def _anywhere(chance: random.Random) -> tuple[float, float]:
    return chance.uniform(SOUTH, NORTH), chance.uniform(WEST, EAST)


def _around(chance: random.Random, low: list[tuple[float, float]]) -> tuple[float, float]:
    lat, lon = chance.choice(low)
    return chance.gauss(lat, SPREAD), chance.gauss(lon, SPREAD)
