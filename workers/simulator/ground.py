"""The ground: the district's grids as everybody may ask for them, points in them, the urban streets' box."""

import random
from typing import Any

import shapely
import shapely.ops
from msgspec import Struct
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

URBAN_BELOW = 100
"""Street serials from here on are towns (practice of division codes)."""
_DIGITS = 6
Point = tuple[float, float]
"""Latitude, longitude, WGS84 degrees."""


class Grid(Struct, frozen=True):
    """A grid: its code, a point inside, its shape."""

    code: str
    inside: Point
    shape: BaseGeometry

    @property
    def is_urban(self) -> bool:
        """Whether it lies in a street rather than a town."""
        return int(self.code[6:9]) < URBAN_BELOW


class Box(Struct, frozen=True):
    """A bounding box in degrees."""

    south: float
    west: float
    north: float
    east: float


class Ground:
    """All grids of a district. `target`: the grids that outside reports are fitted to."""

    def __init__(self, grids: list[Grid]) -> None:
        self.grids = {grid.code: grid for grid in sorted(grids, key=lambda grid: grid.code)}
        urban = [grid for grid in self.grids.values() if grid.is_urban]
        self.target = urban or list(self.grids.values())
        self._tree = shapely.STRtree([grid.shape for grid in self.target])

    @classmethod
    def of(cls, collection: dict[str, Any]) -> "Ground":
        """From what `/api/areas?level=grid` answers."""
        return cls([_grid(feature) for feature in collection["features"]])

    def box(self) -> Box:
        """The bounding box of the urban streets."""
        west, south, east, north = shapely.total_bounds([grid.shape for grid in self.target])
        return Box(float(south), float(west), float(north), float(east))

    def point_in(self, code: str, chance: random.Random) -> Point:
        """A random point of the grid; the one inside when chance does not find another."""
        grid = self.grids[code]
        west, south, east, north = grid.shape.bounds
        for _ in range(30):
            lat, lon = _rounded(chance.uniform(south, north), chance.uniform(west, east))
            if shapely.contains_xy(grid.shape, lon, lat):
                return lat, lon
        return grid.inside

    def nearest(self, lat: float, lon: float) -> tuple[Point, str]:
        """The point itself if it lies in an urban grid, else the nearest one that does; and that grid's code."""
        point = shapely.Point(lon, lat)
        grid = self.target[int(self._tree.nearest(point))]
        if shapely.contains_xy(grid.shape, *reversed(_rounded(lat, lon))):
            return _rounded(lat, lon), grid.code
        edge = shapely.ops.nearest_points(grid.shape, point)[0]
        for share in (0.002, 0.01, 0.05, 0.2, 0.5):  # a border belongs to others, too
            moved = _between((edge.y, edge.x), grid.inside, share)
            if shapely.contains_xy(grid.shape, moved[1], moved[0]):
                return moved, grid.code
        return grid.inside, grid.code

    def kept_in(self, code: str, point: Point) -> Point:
        """The point, or the grid's own one if it lies outside the grid."""
        grid = self.grids[code]
        return point if shapely.contains_xy(grid.shape, point[1], point[0]) else grid.inside


def _grid(feature: dict[str, Any]) -> Grid:
    known = feature["properties"]
    return Grid(known["code"], (known["lat"], known["lon"]), shape(feature["geometry"]))


def _rounded(lat: float, lon: float) -> Point:
    return round(lat, _DIGITS), round(lon, _DIGITS)


def _between(a: Point, b: Point, share: float) -> Point:
    return _rounded(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
