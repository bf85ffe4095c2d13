"""到达: when winds of each force reach and leave each grid, with the range that the centre's uncertainty leaves.

For a grid, a force and a moment: reach minus distance. Winds are there while that is not negative; they may be there
already while it is not less than minus the uncertainty, and surely only while it is not less than the uncertainty.
So earliest <= arrives <= latest, and each of them may be never. The calm of the eye is no leaving.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from command.domain.storm import sphere
from command.domain.storm.beaufort import FORCES
from command.domain.storm.field import BEARINGS, Field, centre_km, field
from command.domain.storm.profile import Floats
from command.domain.storm.track import Force, Track

STEP_S = 600.0
_NEVER = -1e6
_CHUNK = 64
_NEAR_KM = 1500.0
"""Farther off than force 7 of any storm reaches, with what the centre may be off."""


class Window(Struct, frozen=True, kw_only=True):
    """Winds of a force at a grid, UTC. `arrives` None: not by the track as it is; `earliest` None: not even within the
    uncertainty; `latest` None: perhaps never. `leaves*` None beside an arrival: still there when the track ends.

    `modelled`: no agency's radius says so: the profile does.
    """

    force: Force
    earliest: datetime | None = None
    arrives: datetime | None = None
    latest: datetime | None = None
    leaves_earliest: datetime | None = None
    leaves: datetime | None = None
    leaves_latest: datetime | None = None
    modelled: bool = True


class GridArrival(Struct, frozen=True, kw_only=True):
    """One grid and one track. `order`: 1 for the grid that is hit first. `windows`: of force 7, 10, 12."""

    grid: str
    order: int
    closest_at: datetime
    closest_km: float
    error_km: float
    windows: list[Window]

    def of(self, force: Force) -> Window:
        """The window of a force."""
        return self.windows[FORCES.index(force)]


def arrivals(track: Track, places: Mapping[str, tuple[float, float]]) -> list[GridArrival]:
    """For each grid (code → WGS84 (lat, lon) of its centre), in the order in which they are hit: by the arrival of
    force 10, else its earliest, else of 7, else by the closest approach."""
    if not places:
        return []
    lat, lon = (np.array([place[axis] for place in places.values()]) for axis in (0, 1))
    storm = field(track, _moments(track, float(lat.mean()), float(lon.mean())))
    distance, margin, quadrant = _margins(storm, lat, lon)
    nearest = distance.argmin(axis=0)
    closest_at, closest_km = _closest(storm.seconds, distance, nearest)
    edges = [_edges(storm, margin[:, row], quadrant, row) for row in range(len(FORCES))]
    found = [
        (
            grid,
            _time(closest_at[n]),
            float(closest_km[n]),
            float(storm.error[nearest[n]]),
            [_window(force, edge, n) for force, edge in zip(FORCES, edges, strict=True)],
        )
        for n, grid in enumerate(places)
    ]
    found.sort(key=lambda one: (_when(one[4], one[1]), one[0]))
    return [
        GridArrival(
            grid=grid, order=order, closest_at=at, closest_km=round(km, 1), error_km=round(error, 1), windows=windows
        )
        for order, (grid, at, km, error, windows) in enumerate(found, 1)
    ]


def _moments(track: Track, lat: float, lon: float) -> Floats:
    """Every ten minutes of the track, and its points themselves, from when the storm is near enough to matter on."""
    starts, ends = track.starts.timestamp(), track.ends.timestamp()
    points = [point.at.timestamp() for point in track.points]
    moments = np.unique(np.concatenate([np.arange(starts, ends, STEP_S), points]))
    far = centre_km(track, moments, lat, lon) > _NEAR_KM
    keep = ~far
    if not keep.any():
        return moments[-1:]
    first, last = int(keep.argmax()), len(keep) - int(keep[::-1].argmax())
    return moments[first:last]


def _closest(seconds: Floats, distance: Floats, nearest: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """When and how near the centre passes, [G]: the lowest point of a parabola through the squares of the distances."""
    if len(seconds) < 3:
        return seconds[nearest], distance[nearest, np.arange(distance.shape[1])]
    middle = np.clip(nearest, 1, len(seconds) - 2)
    places = np.arange(distance.shape[1])
    times = np.stack([seconds[middle + step] - seconds[middle] for step in (-1, 0, 1)])
    squares = np.stack([distance[middle + step, places] ** 2 for step in (-1, 0, 1)])
    before, after = (squares[0] - squares[1]) / times[0], (squares[2] - squares[1]) / times[2]
    bend = (after - before) / (times[2] - times[0])
    slope = before - bend * times[0]
    least = np.clip(-slope / (2 * np.where(bend > 0, bend, 1.0)), times[0], times[2])
    inside = (nearest == middle) & (bend > 0)
    at = np.where(inside, seconds[middle] + least, seconds[nearest])
    square = squares[1] + slope * least + bend * least**2
    return at, np.where(inside, np.sqrt(np.maximum(square, 0.0)), distance[nearest, places])


def _margins(storm: Field, lat: Floats, lon: Floats) -> tuple[Floats, Floats, NDArray[np.int8]]:
    """Distance [T, G], reach minus distance [T, force, G], quadrant [T, G]; in pieces, to keep within the caches."""
    moments, places = len(storm.seconds), len(lat)
    distance, quadrant = np.empty((moments, places)), np.empty((moments, places), dtype=np.int8)
    margin = np.empty((moments, len(FORCES), places))
    for start in range(0, moments, _CHUNK):
        part = slice(start, start + _CHUNK)
        km, bearing = sphere.away(storm.lat[part, None], storm.lon[part, None], lat[None, :], lon[None, :])
        column = (np.rint(bearing / (BEARINGS[1] - BEARINGS[0])) % len(BEARINGS)).astype(np.intp)
        for row in range(len(FORCES)):
            reach = np.take_along_axis(storm.radii[part, row], column, axis=1)
            margin[part, row] = np.where(reach > 0, reach - km, _NEVER)
        distance[part], quadrant[part] = km, sphere.quadrant(bearing)
    return distance, margin, quadrant


class _Edges(Struct, frozen=True):
    """First and last moments (seconds; NaN: never, or still there at the end) for one force, [G] each."""

    first: tuple[Floats, Floats, Floats]
    last: tuple[Floats, Floats, Floats]
    modelled: NDArray[np.bool_]


def _edges(storm: Field, margin: Floats, quadrant: NDArray[np.int8], row: int) -> _Edges:
    error = storm.error[:, None]
    wide, narrow = margin + error, margin - error
    first = tuple(_first(storm.seconds, one) for one in (wide, margin, narrow))
    last = tuple(_last(storm.seconds, one) for one in (narrow, margin, wide))
    reported = storm.reported[:, row]
    there = (margin >= 0).argmax(axis=0)
    places = np.arange(margin.shape[1])
    modelled = ~reported[there, quadrant[there, places]]
    return _Edges((first[0], first[1], first[2]), (last[0], last[1], last[2]), modelled)


def _first(seconds: Floats, margin: Floats) -> Floats:
    """When each column first reaches 0, by straight lines between moments; NaN: never."""
    inside = margin >= 0
    index, places = inside.argmax(axis=0), np.arange(margin.shape[1])
    before = np.maximum(index - 1, 0)
    low, high = margin[before, places], margin[index, places]
    share = np.where(index > 0, np.clip(low / np.minimum(low - high, -1e-9), 0.0, 1.0), 1.0)
    when = seconds[before] + share * (seconds[index] - seconds[before])
    return np.where(inside.any(axis=0), when, np.nan)


def _last(seconds: Floats, margin: Floats) -> Floats:
    """When each column last leaves 0; NaN: never was there, or is still there at the end."""
    left = _first(-seconds[::-1], margin[::-1])
    return np.where(margin[-1] >= 0, np.nan, -left)


def _window(force: int, edges: _Edges, n: int) -> Window:
    first, last = ([_maybe(one[n]) for one in side] for side in (edges.first, edges.last))
    return Window(
        force=force,  # type: ignore[arg-type]
        earliest=first[0],
        arrives=first[1],
        latest=first[2],
        leaves_earliest=last[0],
        leaves=last[1],
        leaves_latest=last[2],
        modelled=bool(edges.modelled[n]),
    )


def _when(windows: list[Window], closest: datetime) -> tuple[int, datetime]:
    seven, ten = windows[0], windows[1]
    for rank, time in enumerate((ten.arrives, ten.earliest, seven.arrives, seven.earliest)):
        if time is not None:
            return rank, time
    return 4, closest


def _maybe(seconds: float) -> datetime | None:
    return None if np.isnan(seconds) else _time(seconds)


def _time(seconds: float) -> datetime:
    """To the second, UTC."""
    return datetime.fromtimestamp(round(float(seconds)), UTC)


def spread(window: Window) -> timedelta | None:
    """± of an arrival: the larger half of its range, None when it may never come or is not expected."""
    if window.arrives is None or window.earliest is None:
        return None
    late = window.latest - window.arrives if window.latest is not None else timedelta()
    return max(window.arrives - window.earliest, late)
