"""A raster over shapes that are asked for one point again and again: most of its cells lie wholly in one of them.

A cell that no border comes near belongs as a whole to the same shapes, so one point of it, asked once, answers for
all of it. The rest is for geometry. Made in some 100 ms for 4,000 grids; an answer takes half a microsecond.
"""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

CELLS_ACROSS = 32
"""Of a shape of average size: one cell in eight has a border in it."""
MOST_ACROSS = 1024
NEAR = 1e-6
"""Parts of a cell. What is nearer to a border counts as on it, so that no rounding moves a point across."""
UNSURE = -1
_Floats = NDArray[np.float64]
_Numbers = NDArray[np.int64]


class Raster:
    """Made of polygons and multipolygons, with the tree that finds them by their index."""

    def __init__(self, shapes: Sequence[BaseGeometry], tree: shapely.STRtree) -> None:
        rings = shapely.get_rings(shapely.get_parts(list(shapes)))
        self._across = min(MOST_ACROSS, int(CELLS_ACROSS * len(shapes) ** 0.5)) if len(rings) else 0
        self._west, self._south, self._columns_per_degree, self._rows_per_degree = 0.0, 0.0, 0.0, 0.0
        self._cells = array("i")
        if self._across:
            self._fill(rings, tree)

    def lowest_at(self, lat: float, lon: float) -> int:
        """The lowest index of the shapes that the point touches; UNSURE when geometry must tell, or there is none."""
        column = (lon - self._west) * self._columns_per_degree
        row = (lat - self._south) * self._rows_per_degree
        if 0.0 <= column < self._across and 0.0 <= row < self._across:
            return self._cells[int(row) * self._across + int(column)]
        return UNSURE

    def _fill(self, rings: NDArray[Any], tree: shapely.STRtree) -> None:
        west, south, east, north = map(float, shapely.total_bounds(rings))
        self._west, self._south = west, south
        self._columns_per_degree = self._across / max(east - west, 1e-9)
        self._rows_per_degree = self._across / max(north - south, 1e-9)
        scale = np.array([self._columns_per_degree, self._rows_per_degree])
        corners, ring = shapely.get_coordinates(rings, return_index=True)
        corners = (corners - [west, south]) * scale
        whole = ring[1:] == ring[:-1]
        free = _untouched(corners[:-1][whole], corners[1:][whole], self._across)
        run, tops = _regions(free)
        column, row = tops % self._across, tops // self._across
        inside = shapely.points(west + (column + 0.5) / scale[0], south + (row + 0.5) / scale[1])
        owners = np.full(len(tops), len(rings), dtype=np.int64)
        top, owner = tree.query(inside, predicate="intersects")
        np.minimum.at(owners, top, owner)
        owners[owners == len(rings)] = UNSURE
        cells = np.where(free, owners[run], UNSURE)
        self._cells = array("i", cells.astype(np.intc).tobytes())


def _untouched(starts: _Floats, ends: _Floats, across: int) -> NDArray[np.bool_]:
    """The cells that no line comes near, row by row; lines from `starts` to `ends`, in cells."""
    pieces = (np.abs(ends - starts).max(axis=1) / 0.9).astype(np.int64) + 1  # each piece less than a cell long
    line = np.repeat(np.arange(len(starts)), pieces)
    step = np.arange(len(line)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = (ends - starts)[line] / pieces[line, None]
    one = starts[line] + share * step[:, None]
    low = np.clip((np.minimum(one, one + share) - NEAR).astype(np.int64), 0, across - 1)
    high = np.clip((np.maximum(one, one + share) + NEAR).astype(np.int64), 0, across - 1)
    free = np.ones(across * across, dtype=np.bool_)
    for rows in (low[:, 1], high[:, 1]):
        for columns in (low[:, 0], high[:, 0]):
            free[rows * across + columns] = False
    return free


def _regions(free: NDArray[np.bool_]) -> tuple[_Numbers, _Numbers]:
    """Free cells that hang together: for each cell the number of its region, and for each region one of its cells.

    A region of an odd shape may come in several.
    """
    across = int(len(free) ** 0.5)
    begins = free.copy()
    begins[1:] &= ~free[:-1]
    begins[::across] = free[::across]
    run = np.cumsum(begins) - 1  # of a cell: its row of free cells; nonsense where it is not free
    first = np.flatnonzero(begins)
    if not len(first):
        return np.zeros(len(free), dtype=np.int64), np.zeros(1, dtype=np.int64)
    above = np.full(len(free), -1, dtype=np.int64)
    above[across:] = np.where(free[across:] & free[:-across], run[:-across], -1)
    parent = np.maximum.reduceat(above, first)
    parent = np.where(parent < 0, np.arange(len(first)), parent)
    while not np.array_equal(parent, grand := parent[parent]):
        parent = grand
    tops, region = np.unique(parent, return_inverse=True)
    return region[np.maximum(run, 0)], first[tops]
