"""The storm at chosen moments: centre, greatest wind, motion, and how far each force reaches at every bearing.

A reported radius is taken as it is. Where there is none the profile says how far the wind reaches; if the track gives
radii at other points, of the same force or of the next one, the profile is stretched by the same ratio (fitted).
To the right of the motion (to the left south of the equator) winds are stronger by half the speed of translation [D],
to the other side weaker: only where no radius is reported, since reported ones hold that already.
"""

from datetime import UTC, datetime

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from command.domain.storm import profile, sphere
from command.domain.storm.beaufort import THRESHOLDS_MS
from command.domain.storm.profile import Floats
from command.domain.storm.track import SideRadius, Track, TrackPoint
from command.domain.storm.uncertainty import error_km

Flags = NDArray[np.bool_]
BEARINGS = np.arange(0.0, 360.0, 5.0)
_QUADRANTS = sphere.quadrant(BEARINGS)
_MIDDLES = (45.0, 135.0, 225.0, 315.0)
KNOTS_MS = {30: 15.43, 50: 25.72}
_SPEEDS = np.array([*THRESHOLDS_MS, KNOTS_MS[30], KNOTS_MS[50]])
_FORCES = len(THRESHOLDS_MS)
ASYMMETRY = 0.5
"""[D] of the speed of translation: what the stronger side has more, within the 0.4-0.7 of common practice."""
_STEPS = np.linspace(0.0, 1.0, 200)
FARTHEST_KM = 1200.0


class Field(Struct, frozen=True):
    """By moment: [T] unless said. `radii`: km [T, force 7/10/12, bearing]; `reported`: [T, force, quadrant].

    `model`: what the profile alone would say, [T, force, bearing]; `top`: the greatest wind by bearing, [T, bearing].
    """

    seconds: Floats
    lat: Floats
    lon: Floats
    wind: Floats
    rm: Floats
    b: Floats
    error: Floats
    top: Floats
    model: Floats
    radii: Floats
    reported: Flags

    def at(self, index: int) -> datetime:
        """The moment itself, UTC."""
        return datetime.fromtimestamp(float(self.seconds[index]), UTC)


class _Core(Struct, frozen=True):
    """A track at moments, before its radii: what can be said from places, winds and pressures alone."""

    seconds: Floats
    lat: Floats
    lon: Floats
    wind: Floats
    rm: Floats
    b: Floats
    top: Floats


def field(track: Track, seconds: Floats) -> Field:
    """The storm at moments (seconds since 1970, UTC) within its track; moments outside are moved to its ends."""
    points = _Points(track)
    core, own = points.core(seconds), points.core(points.seconds)
    model, own_model = _reach(core), _reach(own)
    ratio = _ratios(track.points, own_model, points.seconds, seconds)
    radii = model[:, :_FORCES] * ratio[:, :, _QUADRANTS]
    known = _known(track.points)
    before, share = points.segment(seconds)
    after = np.minimum(before + 1, len(points.seconds) - 1)
    given = known[before] * (1 - share)[:, None, None] + known[after] * share[:, None, None]
    reported = ~np.isnan(given)
    radii = np.where(reported[:, :, _QUADRANTS], given[:, :, _QUADRANTS], radii)
    _nest(radii, reported[:, :, _QUADRANTS])
    error = error_km((core.seconds - track.issued_at.timestamp()) / 3600)
    return Field(
        *(core.seconds, core.lat, core.lon, core.wind, core.rm, core.b),
        error=error,
        top=core.top,
        model=model[:, :_FORCES],
        radii=radii,
        reported=reported,
    )


def centre(track: Track, at: datetime) -> tuple[float, float]:
    """(lat, lon) of the centre at a moment, on the great circle between the points before and after; beyond the track's
    ends the point there."""
    points = _Points(track)
    core = points.core(np.array([at.timestamp()]))
    return float(core.lat[0]), float(core.lon[0])


def centre_km(track: Track, seconds: Floats, lat: float, lon: float) -> Floats:
    """How far the centre is from a place at each moment, km."""
    core = _Points(track).core(seconds)
    return sphere.away(core.lat, core.lon, np.array(lat), np.array(lon))[0]


class _Points:
    """A track's points as arrays."""

    def __init__(self, track: Track) -> None:
        points = track.points
        self.seconds = np.array([point.at.timestamp() for point in points])
        self.pace = track.pace
        self.places = sphere.unit(np.array([p.lat for p in points]), np.array([p.lon for p in points]))
        self.wind = np.array([np.nan if p.wind_ms is None else p.wind_ms for p in points])
        self.pressure = np.array([np.nan if p.pressure_hpa is None else p.pressure_hpa for p in points])
        self.lat = np.array([p.lat for p in points])
        self.lon = np.array([p.lon for p in points])

    def segment(self, seconds: Floats) -> tuple[NDArray[np.intp], Floats]:
        """Between which points each moment lies (the earlier one's index), and how far on (0-1)."""
        last = max(len(self.seconds) - 2, 0)
        before = np.clip(np.searchsorted(self.seconds, seconds, side="right") - 1, 0, last)
        if len(self.seconds) == 1:
            return before, np.zeros(len(seconds))
        length = self.seconds[before + 1] - self.seconds[before]
        return before, np.clip((seconds - self.seconds[before]) / length, 0.0, 1.0)

    def core(self, seconds: Floats) -> _Core:
        seconds = np.clip(seconds, self.seconds[0], self.seconds[-1])
        before, share = self.segment(seconds)
        after = np.minimum(before + 1, len(self.seconds) - 1)
        lat, lon = sphere.between(self.places[before], self.places[after], share)
        wind = np.nan_to_num(self.wind[before] * (1 - share) + self.wind[after] * share)
        pressure = self.pressure[before] * (1 - share) + self.pressure[after] * share
        speed, heading = self._motion(before, after)
        right = heading + np.where(lat >= 0, 90.0, -90.0)
        off = 1 - np.cos(np.radians(BEARINGS[None, :] - right[:, None]))
        top = np.maximum(wind[:, None] - ASYMMETRY * speed[:, None] * off, wind[:, None] / 2)
        calm = np.maximum(wind, 1.0)
        rm, b = profile.radius_of_max_km(calm, lat), profile.shape_b(calm, pressure)
        return _Core(seconds, lat, lon, wind, rm, b, top)

    def _motion(self, before: NDArray[np.intp], after: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Speed of translation (m/s) and heading in each moment's stretch."""
        km, heading = sphere.away(self.lat[before], self.lon[before], self.lat[after], self.lon[after])
        length = np.maximum((self.seconds[after] - self.seconds[before]) * self.pace, 1.0)
        return 1000 * km / length, heading


def _reach(core: _Core) -> Floats:
    """By the profile alone: how far winds of each of `_SPEEDS` reach, km [T, speed, bearing]; 0: nowhere."""
    outwards = core.rm[:, None] * (FARTHEST_KM / core.rm[:, None]) ** _STEPS[None, :]
    calm = np.maximum(core.wind, 1.0)
    one = (core.rm[:, None], core.b[:, None], calm[:, None], core.lat[:, None])
    share = profile.relative_wind(outwards, *one)
    needed = _SPEEDS[None, :, None] / np.maximum(core.top, 0.1)[:, None, :]
    reach = np.empty_like(needed)
    for moment in range(len(core.wind)):
        reach[moment] = np.interp(needed[moment], share[moment][::-1], outwards[moment][::-1])
    return np.where(needed > 1.0, 0.0, reach)


def _known(points: list[TrackPoint]) -> Floats:
    """Radii as reported, km [point, force, quadrant]; NaN: unknown."""
    known = np.full((len(points), _FORCES, 4), np.nan)
    for index, point in enumerate(points):
        for circle in point.circles:
            row = (7, 10, 12).index(circle.force)
            known[index, row] = [np.nan if km is None else km for km in circle.radii]
    return known


def side_km(side: SideRadius, bearing: float) -> float:
    """How far such winds reach at a bearing: JMA's circle, whose centre lies off the storm's towards the long side."""
    if side.toward == "SYM":
        return (side.long_km + side.short_km) / 2
    towards = ("N", "NE", "E", "SE", "S", "SW", "W", "NW").index(side.toward) * 45.0
    radius, off = (side.long_km + side.short_km) / 2, (side.long_km - side.short_km) / 2
    angle = np.radians(bearing - towards)
    return float(off * np.cos(angle) + np.sqrt(radius**2 - (off * np.sin(angle)) ** 2))


def _ratios(points: list[TrackPoint], model: Floats, own_seconds: Floats, seconds: Floats) -> Floats:
    """By how much the track's own radii stretch the profile, [T, force, quadrant]: 1 where it gives none."""
    known = _known(points)
    for index, point in enumerate(points):
        for side in point.sides:  # told at another speed: the profile at that very speed is what it is held against
            row, speed = (0, 3) if side.knots == 30 else (1, 4)
            for corner, middle in enumerate(_MIDDLES):
                there = model[index, speed, corner == _QUADRANTS].mean()
                if np.isnan(known[index, row, corner]) and there > 5.0:
                    reach = model[index, row, corner == _QUADRANTS].mean()
                    known[index, row, corner] = side_km(side, middle) / there * reach
    of_model = np.stack([model[:, :_FORCES, corner == _QUADRANTS].mean(axis=2) for corner in range(4)], axis=2)
    at_points = np.where(of_model > 5.0, known / np.maximum(of_model, 5.0), np.nan).clip(0.3, 3.0)
    ratio = np.ones((len(seconds), _FORCES, 4))
    by_force = [_over_time(at_points[:, row], own_seconds, seconds) for row in range(_FORCES)]
    for row, nearest in enumerate(((0, 1, 2), (1, 0, 2), (2, 1, 0))):
        found = next((by_force[other] for other in nearest if by_force[other] is not None), None)
        if found is not None:
            ratio[:, row] = found
    return ratio


def _over_time(at_points: Floats, own_seconds: Floats, seconds: Floats) -> Floats | None:
    """One force's ratios [point, quadrant] between and beyond the points that have them; an unknown quadrant is as the
    known ones of its point are on average. None: no point has any."""
    told = ~np.isnan(at_points).all(axis=1)
    if not told.any():
        return None
    rows = at_points[told]
    rows = np.where(np.isnan(rows), np.nanmean(rows, axis=1, keepdims=True), rows)
    return np.stack([np.interp(seconds, own_seconds[told], rows[:, corner]) for corner in range(4)], axis=1)


def _nest(radii: Floats, reported: Flags) -> None:
    """A stronger wind never reaches farther than a weaker one: what is modelled yields to what is reported."""
    for inner, outer in ((1, 0), (2, 1)):
        too_far = ~reported[:, inner] & (radii[:, inner] > radii[:, outer]) & reported[:, outer]
        radii[:, inner] = np.where(too_far, radii[:, outer], radii[:, inner])
    for inner, outer in ((2, 1), (1, 0)):
        radii[:, outer] = np.maximum(radii[:, outer], radii[:, inner])
