"""A track as CSV: the columns of a best track, with circles by quadrant or JMA's sides.

agency,time_utc,lat,lon,wind_ms,averaging,pressure_hpa,grade                      must be there
r50kt_toward,r50kt_long_km,r50kt_short_km and the same of r30kt                   may be
r7_ne_km,r7_se_km,r7_sw_km,r7_nw_km and the same of r10 and r12                   may be
forecast (1: this point is one), code, name, name_en                              may be
"""

import csv
import io
from datetime import datetime
from typing import cast

from command.domain.refusals import refuse
from command.domain.storm.beaufort import FORCES
from command.domain.storm.check import RowError
from command.domain.storm.reading import (
    LARGEST,
    Bad,
    Row,
    TrackFile,
    agency_of,
    assemble,
    averaging_of,
    local_time,
    needed,
    number,
    utc_time,
    wrong,
)
from command.domain.storm.track import MAX_POINTS, Circle, Force, SideRadius, Toward, TrackPoint

NEEDED = ("agency", "lat", "lon", "wind_ms", "averaging")
_TOWARDS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW", "SYM")
_ROWS = 10 * MAX_POINTS
"""Of all agencies together."""


def read_csv(content: bytes, now: datetime, agency: str | None = None, issued_at: datetime | None = None) -> TrackFile:
    """The track of the file's only agency, or of the one that is named. UTF-8, with or without a byte order mark."""
    found = TrackFile()
    rows = _table(content, found)
    parsed = []
    for line, cells in enumerate(rows, 1):
        if agency is not None and cells.get("agency", "").strip() != agency:
            found.agencies.append(cells.get("agency", "").strip())
            continue
        try:
            parsed.append(_row(line, cells))
        except Bad as bad:
            found.errors.append(wrong(line, bad))
    if rows:
        first = rows[0]
        found.code, found.name, found.name_en = (first.get(key, "").strip() for key in ("code", "name", "name_en"))
    if found.errors and not parsed:
        return found
    return assemble(found, parsed, agency, issued_at, now)


def _table(content: bytes, found: TrackFile) -> list[dict[str, str]]:
    if len(content) > LARGEST:
        found.errors.append(RowError(0, refuse("too_large", limit=f"{LARGEST // 1024} KiB")))
        return []
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), restval="", restkey="+", strict=True)
        names = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = names
        missing = [name for name in NEEDED if name not in names]
        if not {"time_utc", "time_local"} & set(names):
            missing.insert(1, "time_utc")
        if missing:
            found.errors.append(RowError(0, refuse("track_columns", missing=", ".join(missing))))
            return []
        rows = [row for row in reader if any(isinstance(cell, str) and cell.strip() for cell in row.values())]
    except (UnicodeDecodeError, csv.Error) as error:
        found.errors.append(RowError(0, refuse("track_unreadable", detail=str(error)[:120])))
        return []
    if len(rows) > _ROWS:
        found.errors.append(RowError(0, refuse("track_too_long", limit=_ROWS)))
        return []
    if not rows:
        found.errors.append(RowError(0, refuse("track_empty")))
    return rows


def _row(line: int, cells: dict[str, str]) -> Row:
    return Row(line, agency_of(cells["agency"]), averaging_of(cells["averaging"].strip()), _point(cells))


def _point(cells: dict[str, str]) -> TrackPoint:
    grade = cells.get("grade", "").strip()
    if len(grade) > 10 or not ((grade.isascii() and grade.isalpha()) or not grade):
        raise Bad("grade", grade, "TD, TS, STS, TY, STY, SuperTY")
    return TrackPoint(
        at=_at(cells),
        lat=needed("lat", cells["lat"], -60, 60),
        lon=needed("lon", cells["lon"], -180, 360),
        wind_ms=number("wind_ms", cells["wind_ms"], 1, 120),
        pressure_hpa=number("pressure_hpa", cells.get("pressure_hpa"), 850, 1050),
        grade=grade,
        circles=[circle for force in FORCES if (circle := _circle(cells, force)) is not None],
        sides=[side for knots in (50, 30) if (side := _side(cells, knots)) is not None],
        forecast=cells.get("forecast", "").strip().lower() in ("1", "true", "yes", "forecast", "是", "预报"),
    )


def _at(cells: dict[str, str]) -> datetime:
    if cells.get("time_utc", "").strip():
        return utc_time("time_utc", cells["time_utc"])
    if cells.get("time_local", "").strip():
        return local_time("time_local", cells["time_local"])
    raise Bad("time_utc", "", "2026-07-18T06:00:00Z")


def _circle(cells: dict[str, str], force: int) -> Circle | None:
    names = [f"r{force}_{quadrant}_km" for quadrant in ("ne", "se", "sw", "nw")]
    radii = [number(name, cells.get(name), 1, 1500) for name in names]
    return Circle(cast("Force", force), *radii) if any(km is not None for km in radii) else None


def _side(cells: dict[str, str], knots: int) -> SideRadius | None:
    long_km = number(f"r{knots}kt_long_km", cells.get(f"r{knots}kt_long_km"), 1, 1500)
    short_km = number(f"r{knots}kt_short_km", cells.get(f"r{knots}kt_short_km"), 1, 1500)
    if long_km is None and short_km is None:
        return None
    toward = cells.get(f"r{knots}kt_toward", "").strip() or "SYM"
    if toward not in _TOWARDS:
        raise Bad(f"r{knots}kt_toward", toward, ", ".join(_TOWARDS))
    if long_km is None or short_km is None or short_km > long_km:
        raise Bad(f"r{knots}kt_short_km", short_km, f"1 - {long_km}")
    return SideRadius(30 if knots == 30 else 50, cast("Toward", toward), long_km, short_km)
