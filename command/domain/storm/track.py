"""A track: where a storm was, is and is said to be going, as one agency says it. Agencies are never mixed.

Winds are m/s in the agency's own averaging time (CMA 2 minutes, JMA 10), never converted; pressures hPa; places WGS84
degrees; times aware UTC. A radius that is missing is unknown, not zero.
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

Force = Literal[7, 10, 12]
Km = Annotated[float, Meta(ge=1, le=1500)]
Averaging = Literal["1-min", "2-min", "3-min", "10-min"]
MAX_POINTS = 400


class Circle(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """风圈: how far winds of a force reach in each quadrant, km. None: not known."""

    force: Force
    ne: Km | None = None
    se: Km | None = None
    sw: Km | None = None
    nw: Km | None = None

    @property
    def radii(self) -> tuple[float | None, float | None, float | None, float | None]:
        """NE, SE, SW, NW, in the order in which everything here counts quadrants."""
        return self.ne, self.se, self.sw, self.nw


Toward = Literal["N", "NE", "E", "SE", "S", "SW", "W", "NW", "SYM"]


class SideRadius(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """JMA's way: winds of so many knots reach `long_km` to one side and `short_km` to the other (`SYM`: all alike).

    50 kn are 25.7 m/s and 30 kn 15.4 m/s: near the lower bounds of force 10 (24.5) and 7 (13.9), and not the same.
    """

    knots: Literal[30, 50]
    toward: Toward
    long_km: Km
    short_km: Km


class TrackPoint(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The storm at a moment. `wind_ms`: the greatest mean wind near the centre; None only of a depression (TD, L)
    for which the agency gives none. `forecast`: said beforehand."""

    at: datetime
    lat: Annotated[float, Meta(ge=-60, le=60)]
    lon: Annotated[float, Meta(ge=-180, le=360)]
    wind_ms: Annotated[float, Meta(ge=1, le=120)] | None = None
    pressure_hpa: Annotated[float, Meta(ge=850, le=1050)] | None = None
    grade: Annotated[str, Meta(max_length=10, pattern=r"^[A-Za-z]*$")] = ""
    circles: list[Circle] = []
    sides: list[SideRadius] = []
    forecast: bool = False


class Track(Struct, frozen=True, kw_only=True):
    """One agency's track, points in order of time. `issued_at`: of the analysis; what is later is forecast. `pace`: so
    many times faster it goes by in a drill that divides its offsets: how fast the centre really moves is less."""

    agency: str
    averaging: Averaging
    issued_at: datetime
    points: list[TrackPoint]
    pace: float = 1.0

    @property
    def starts(self) -> datetime:
        """The first point's time."""
        return self.points[0].at

    @property
    def ends(self) -> datetime:
        """The last point's time."""
        return self.points[-1].at


def as_of(track: Track, at: datetime) -> Track | None:
    """The track as a bulletin at `at` would have it, were its later points forecast: None before the first point.

    For runs of a storm of the past: no forecast of then is invented, the uncertainty of one is.
    """
    issued = [point.at for point in track.points if point.at <= at]
    if not issued:
        return None
    points = [replace(point, forecast=point.at > issued[-1]) for point in track.points]
    return Track(agency=track.agency, averaging=track.averaging, issued_at=issued[-1], points=points, pace=track.pace)


def lead(track: Track, at: datetime) -> timedelta:
    """How far beyond the analysis a moment lies; nothing for the past."""
    return max(at - track.issued_at, timedelta())
