"""Whether points make a track: what is wrong is told by row, in the words of refusals. Nothing is repaired silently."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from msgspec import Struct

from command.domain.geo import distance_m
from command.domain.refusals import Refusal, refuse
from command.domain.storm.track import TrackPoint

FASTEST_KMH = 120.0
"""[D] No centre moves faster: the fastest known are extratropical ones at some 110 km/h."""
_SLACK_KM = 60.0
"""Two fixes may be off by so much together."""
GAP = timedelta(hours=48)
"""[D] Between points farther apart nothing can be said of where the storm is."""
_WEAK = {"TD", "L", "DB", "LO"}
_QUADRANTS = ("NE", "SE", "SW", "NW")


class RowError(Struct, frozen=True):
    """What is wrong with a row (1: the first point; 0: the whole)."""

    row: int
    refusal: Refusal


def check(points: Sequence[TrackPoint], issued_at: datetime, rows: Sequence[int] | None = None) -> list[RowError]:
    """Everything that is wrong with points in the order they were given; `rows`: the numbers of their rows."""
    numbers = list(rows) if rows is not None else list(range(1, len(points) + 1))
    found = [RowError(0, refuse("track_empty"))] if not points else []
    seen: dict[datetime, int] = {}
    before: TrackPoint | None = None
    for number, point in zip(numbers, points, strict=True):
        wrong = _alone(point, issued_at) + _after(point, before, seen)
        found += [RowError(number, refusal) for refusal in wrong]
        seen.setdefault(point.at, number)
        before = point if before is None or point.at > before.at else before
    return found


def _alone(point: TrackPoint, issued_at: datetime) -> list[Refusal]:
    found: list[Refusal] = []
    if point.wind_ms is None and point.grade.upper() not in _WEAK:
        found.append(refuse("track_no_wind"))
    if not point.forecast and point.at > issued_at:
        found.append(refuse("track_future", issued=issued_at.isoformat()))
    return found + _nested(point)


def _nested(point: TrackPoint) -> list[Refusal]:
    """A stronger wind reaching farther than a weaker one is a slip of the pen."""
    found: list[Refusal] = []
    circles = sorted(point.circles, key=lambda one: one.force)
    for outer, inner in pairwise(circles):
        for name, far, near in zip(_QUADRANTS, outer.radii, inner.radii, strict=True):
            if far is not None and near is not None and near > far:
                found.append(refuse("track_circles", quadrant=name, inner=inner.force, outer=outer.force))
    return found


def _after(point: TrackPoint, before: TrackPoint | None, seen: dict[datetime, int]) -> list[Refusal]:
    if point.at in seen:
        return [refuse("track_twice", other=seen[point.at])]
    if before is None:
        return []
    if point.at < before.at:
        return [refuse("track_time", before=before.at.isoformat())]
    hours = (point.at - before.at) / timedelta(hours=1)
    if point.at - before.at > GAP:
        return [refuse("track_gap", hours=round(hours, 1), limit=int(GAP / timedelta(hours=1)))]
    km = distance_m(before.lat, before.lon, point.lat, point.lon) / 1000
    if km > FASTEST_KMH * hours + _SLACK_KM:
        return [refuse("track_jump", km=round(km), hours=round(hours, 1))]
    return []
