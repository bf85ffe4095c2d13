"""A round on foot: where somebody is at a moment depends on nothing but the chance it was made with."""

import random
from bisect import bisect_right
from itertools import pairwise

from command.domain.geo import distance_m
from workers.simulator.ground import Ground, Point

_PACE_M_S = 1.1
_CORNERS = 12


class Walk:
    """An endless walk from corner to corner of a round through one grid."""

    def __init__(self, ground: Ground, grid: str, chance: random.Random) -> None:
        corners = [ground.point_in(grid, chance) for _ in range(_CORNERS)]
        self._corners = [*corners, corners[0]]
        self._ends = [0.0]
        for a, b in pairwise(self._corners):
            self._ends.append(self._ends[-1] + max(distance_m(*a, *b), 1.0))
        self._ground, self._grid = ground, grid

    def at(self, life_s: float) -> Point:
        """Where the walker is after so many seconds of life."""
        gone = life_s * _PACE_M_S % self._ends[-1]
        leg = bisect_right(self._ends, gone) - 1
        a, b = self._corners[leg], self._corners[leg + 1]
        share = (gone - self._ends[leg]) / (self._ends[leg + 1] - self._ends[leg])
        point = (round(a[0] + (b[0] - a[0]) * share, 6), round(a[1] + (b[1] - a[1]) * share, 6))
        return self._ground.kept_in(self._grid, point)
