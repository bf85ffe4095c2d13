"""A track inject as the track that a headquarters would enter, its times those of the drill.

Compression divides the times of its points. A storm that would move too fast for the rules of real tracks is what a
compressed one does: a script's track is judged as it is written.
"""

from datetime import UTC, datetime, timedelta

from command.domain.facts.script import TrackFix, TrackInject
from command.domain.refusals import Refusal, refuse
from command.domain.storm.check import RowError, check
from command.domain.storm.track import Averaging, Circle, Force, Track, TrackPoint

_AVERAGING: dict[str, Averaging] = {"1min": "1-min", "2min": "2-min", "10min": "10-min"}
_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)


def track_of(inject: TrackInject, started: datetime, compression: float = 1) -> Track:
    """The track of an inject in a drill that started then (UTC). Issued when its last point that is no forecast was."""
    points = [_point(one, started, compression) for one in inject.points]
    known = [one.at for one in points if not one.forecast]
    issued = max(known) if known else min(one.at for one in points)
    return Track(agency=inject.agency, averaging=_AVERAGING[inject.averaging], issued_at=issued, points=points)


def unfit(inject: TrackInject) -> list[RowError]:
    """What the rules of tracks say against it as written, by point (1: the first)."""
    found = [RowError(n, no) for n, one in enumerate(inject.points, 1) for no in _fit(one)]
    if found:
        return found
    track = track_of(inject, _BEGIN)
    return check(track.points, track.issued_at)


def _fit(point: TrackFix) -> list[Refusal]:
    """Radii come for all quadrants at once or for each of the four."""
    wrong = [
        force
        for force, radii in _radii(point)
        if len(radii) not in {0, 1, 4} or any(one is not None and not 1 <= one <= 1500 for one in radii)
    ]
    return [
        refuse("track_value", column=f"r{force}_km", value=str(dict(_radii(point))[force]), allowed="1-1500 × 1 | 4")
        for force in wrong
    ]


def _radii(point: TrackFix) -> tuple[tuple[Force, list[float | None]], ...]:
    return (7, point.r7_km), (10, point.r10_km), (12, point.r12_km)


def _point(fix: TrackFix, started: datetime, compression: float) -> TrackPoint:
    circles = []
    for force, radii in _radii(fix):
        if any(one is not None for one in radii):
            circles.append(Circle(force, *(radii if len(radii) == 4 else radii * 4)))
    return TrackPoint(
        started + timedelta(seconds=fix.offset_s / max(1.0, compression)),
        fix.lat,
        fix.lon,
        fix.wind_ms,
        fix.pressure_hpa,
        "" if fix.wind_ms is not None else "TD",
        circles,
        forecast=fix.forecast,
    )
