"""Reports of another city laid over this one: box onto box, and what falls outside moved to the nearest grid."""

from datetime import datetime

from msgspec import Struct

from workers.simulator.ground import Box, Ground, Point
from workers.simulator.reports import Row


class Fitted(Struct, frozen=True):
    """A report at a place of ours. `moved`: it had fallen outside. `due_s`: real seconds after the first one."""

    row: Row
    place: Point
    grid: str
    moved: bool
    due_s: float


def box_of(rows: list[Row]) -> Box:
    """The bounding box of the rows, of which there is at least one."""
    lats, lons = [row.lat for row in rows], [row.lon for row in rows]
    return Box(min(lats), min(lons), max(lats), max(lons))


def onto(box: Box, target: Box, lat: float, lon: float) -> Point:
    """The place of `target` that corresponds to one of `box`; a box without width is laid on the middle."""
    return (
        _scaled(lat, box.south, box.north, target.south, target.north),
        _scaled(lon, box.west, box.east, target.west, target.east),
    )


def fit(rows: list[Row], ground: Ground, pace: float) -> list[Fitted]:
    """All rows in the order of their times, at their intervals divided by the pace."""
    if not rows:
        return []
    box, target, first = box_of(rows), ground.box(), min(row.at for row in rows)
    return [_fitted(row, box, target, ground, _due_s(row.at, first, pace)) for row in rows]


def _fitted(row: Row, box: Box, target: Box, ground: Ground, due_s: float) -> Fitted:
    lat, lon = onto(box, target, row.lat, row.lon)
    place, grid = ground.nearest(lat, lon)
    moved = abs(place[0] - lat) > 1e-6 or abs(place[1] - lon) > 1e-6
    return Fitted(row, place, grid, moved, due_s)


def _due_s(at: datetime, first: datetime, pace: float) -> float:
    return (at - first).total_seconds() / pace


def _scaled(value: float, low: float, high: float, to_low: float, to_high: float) -> float:
    if high <= low:
        return (to_low + to_high) / 2
    return to_low + (value - low) / (high - low) * (to_high - to_low)
