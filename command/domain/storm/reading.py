"""Tracks from outside: CSV and JSON, read whole or not at all. What is wrong is told by row; nothing is guessed.

Times: the column `time_utc` is UTC, written with `Z`, `+00:00` or nothing; another offset contradicts its name and is
refused. `time_local` (CSV) and `at` (JSON) may carry an offset; without one they are Beijing time (UTC+8), as feeds
here give it. Empty cells are unknown. One file, one agency: of a file of several, one must be chosen.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from command.domain.refusals import refuse
from command.domain.storm.check import RowError, check
from command.domain.storm.track import MAX_POINTS, TrackPoint

BEIJING = timezone(timedelta(hours=8))
LARGEST = 256 * 1024
"""Bytes; a track of a fortnight has about ten thousand."""
AVERAGING = ("1-min", "2-min", "3-min", "10-min")


class TrackFile(Struct, kw_only=True):
    """What was read: a track where there are no errors. `notes`: rules that were applied, by name."""

    agency: str = ""
    averaging: str = ""
    issued_at: datetime | None = None
    points: list[TrackPoint] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    code: str = ""
    name: str = ""
    name_en: str = ""


class Row(Struct):
    """One row of a file, as far as it could be read."""

    number: int
    agency: str
    averaging: str
    point: TrackPoint


class Bad(Exception):
    """A value that cannot be used: raised with the column, the value and what is allowed."""

    def __init__(self, column: str, value: Any, allowed: str) -> None:
        super().__init__(column)
        self.column, self.value, self.allowed = column, str(value)[:40], allowed


def assemble(
    found: TrackFile, rows: Sequence[Row], agency: str | None, issued_at: datetime | None, now: datetime
) -> TrackFile:
    """Make one track of the rows of one agency, and look whether they make sense."""
    found.agencies = list(dict.fromkeys(row.agency for row in rows))
    chosen = [row for row in rows if agency is None or row.agency == agency]
    if not chosen:
        if not found.errors:
            found.errors.append(RowError(0, refuse("track_empty")))
        return found
    if agency is None and len(found.agencies) > 1:
        found.errors.append(RowError(0, refuse("track_mixed", agencies=", ".join(found.agencies))))
        return found
    if len(chosen) > MAX_POINTS:
        found.errors.append(RowError(0, refuse("track_too_long", limit=MAX_POINTS)))
        return found
    averaging = list(dict.fromkeys(row.averaging for row in chosen))
    if len(averaging) > 1:
        found.errors.append(RowError(0, refuse("track_averaging", values=", ".join(averaging))))
    found.agency, found.averaging = chosen[0].agency, averaging[0]
    found.issued_at = issued_at or _issued([row.point for row in chosen], now)
    points = [replace(row.point, forecast=row.point.forecast or row.point.at > found.issued_at) for row in chosen]
    found.errors += check(points, found.issued_at, [row.number for row in chosen])
    found.errors.sort(key=lambda one: one.row)
    found.points = points
    return found


def _issued(points: list[TrackPoint], now: datetime) -> datetime:
    """Where nobody says it: the last point that is no forecast and not ahead of the clock, else the first."""
    past = [point.at for point in points if not point.forecast and point.at <= now]
    return max(past, default=points[0].at)


def utc_time(column: str, text: str) -> datetime:
    """A time of a column that is UTC by its name."""
    at = _time(column, text)
    if at.tzinfo is None:
        return at.replace(tzinfo=UTC)
    if at.utcoffset() != timedelta():
        raise Bad(column, text, "not_utc")
    return at.astimezone(UTC)


def local_time(column: str, text: str) -> datetime:
    """A time with an offset, or Beijing time."""
    at = _time(column, text)
    return (at.replace(tzinfo=BEIJING) if at.tzinfo is None else at).astimezone(UTC)


def _time(column: str, text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise Bad(column, text, "2026-07-18T06:00:00Z") from None


def number(column: str, value: Any, low: float, high: float) -> float | None:
    """A number within bounds, or None for an empty cell."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        parsed = float(value)
    except (TypeError, ValueError):
        parsed = float("nan")
    if isinstance(value, bool) or not low <= parsed <= high:
        raise Bad(column, value, f"{low:g} - {high:g}")
    return parsed


def needed(column: str, value: Any, low: float, high: float) -> float:
    """A number that must be there."""
    parsed = number(column, value, low, high)
    if parsed is None:
        raise Bad(column, "", f"{low:g} - {high:g}")
    return parsed


def wrong(row: int, bad: Bad) -> RowError:
    """The row's error in the words of refusals."""
    if bad.allowed == "not_utc":
        return RowError(row, refuse("track_not_utc", value=bad.value))
    return RowError(row, refuse("track_value", column=bad.column, value=bad.value, allowed=bad.allowed))


def agency_of(value: str) -> str:
    """An agency's name or letters: CMA."""
    agency = value.strip()
    if not agency or len(agency) > 40:
        raise Bad("agency", agency, "CMA")
    return agency


def averaging_of(value: Any) -> str:
    """An averaging time by its name: 2-min."""
    if value not in AVERAGING:
        raise Bad("averaging", value, ", ".join(AVERAGING))
    return str(value)
