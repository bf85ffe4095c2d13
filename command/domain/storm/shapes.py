"""What a map draws of a storm: the way of its centre, circles of force, the area in which the centre may be. WGS84."""

import itertools
from collections.abc import Iterable
from datetime import datetime
from math import cos, radians, sin

import numpy as np
import shapely
from msgspec import Struct

from command.domain.storm.beaufort import FORCES
from command.domain.storm.field import BEARINGS, Field, field
from command.domain.storm.sphere import EARTH_KM
from command.domain.storm.track import Track

Ring = list[tuple[float, float]]
"""(lon, lat), closed: the last is the first."""
_HOUR_S = 3600.0


class ForceShape(Struct, frozen=True):
    """As far as winds of a force reach now. `modelled`: in some quadrant no agency's radius says so."""

    force: int
    ring: Ring
    modelled: bool
    mean_km: float


class Now(Struct, frozen=True):
    """The storm at a moment within its track. `error_km`: so far off the centre may be."""

    at: datetime
    lat: float
    lon: float
    wind_ms: float
    error_km: float
    circles: list[ForceShape]


def now_of(track: Track, at: datetime) -> Now | None:
    """The storm at a moment; None before its track and after it."""
    if not track.starts <= at <= track.ends:
        return None
    storm = field(track, np.array([at.timestamp()]))
    circles = [shape for row in range(len(FORCES)) if (shape := _circle(storm, row)) is not None]
    place = (round(float(storm.lat[0]), 4), round(float(storm.lon[0]), 4))
    return Now(at, *place, round(float(storm.wind[0]), 1), round(float(storm.error[0]), 1), circles)


def _circle(storm: Field, row: int) -> ForceShape | None:
    radii = storm.radii[0, row]
    if not (radii > 0).any():
        return None
    ring = _ring(float(storm.lat[0]), float(storm.lon[0]), radii)
    return ForceShape(FORCES[row], ring, not bool(storm.reported[0, row].all()), round(float(radii.mean()), 1))


def cone(track: Track) -> Ring:
    """Where the centre may be from the analysis on: the hull of its circles of uncertainty; empty: no forecast."""
    if track.ends <= track.issued_at:
        return []
    starts, ends = max(track.issued_at, track.starts).timestamp(), track.ends.timestamp()
    moments = np.unique(np.append(np.arange(starts, ends, _HOUR_S), ends))
    storm = field(track, moments)
    rings = [
        shapely.Polygon(_ring(float(lat), float(lon), np.full(len(BEARINGS), error)))
        for lat, lon, error in zip(storm.lat, storm.lon, storm.error, strict=True)
    ]
    hulls = [shapely.union_all([one, other]).convex_hull for one, other in itertools.pairwise(rings)]
    whole = shapely.simplify(shapely.union_all(hulls or rings), 0.01)
    outer = max(shapely.get_parts(whole), key=lambda part: float(part.area)).exterior
    return _rounded((float(x), float(y)) for x, y in outer.coords)


def _ring(lat: float, lon: float, km: Iterable[float]) -> Ring:
    """Points at distances along all bearings, by the great circle."""
    points = []
    phi = radians(lat)
    for bearing, reach in zip(BEARINGS, km, strict=True):
        angle, course = float(reach) / EARTH_KM, radians(float(bearing))
        to = np.arcsin(sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(course))
        east = np.arctan2(sin(course) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin(to))
        points.append((lon + float(np.degrees(east)), float(np.degrees(to))))
    return _rounded([*points, points[0]])


def _rounded(points: Iterable[tuple[float, float]]) -> Ring:
    return [(round(lon, 4), round(lat, 4)) for lon, lat in points]
