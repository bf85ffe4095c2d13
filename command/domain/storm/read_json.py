"""A track as JSON: `{agency, averaging, issued_at?, code?, name?, name_en?, points: [{at, lat, lon, wind_ms?, …}]}`.

A point is as in `storm.track`; `at` without an offset is Beijing time. Unknown members are refused by name.
"""

from datetime import datetime
from typing import Any

import msgspec

from command.domain.refusals import refuse
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
    utc_time,
    wrong,
)
from command.domain.storm.track import MAX_POINTS, TrackPoint

_KNOWN = {"agency", "averaging", "issued_at", "code", "name", "name_en", "points"}


def read_json(content: bytes, now: datetime, agency: str | None = None, issued_at: datetime | None = None) -> TrackFile:
    """The track in the document. An `agency` beside it must be the document's own."""
    found = TrackFile()
    told = _document(content, found)
    if told is None:
        return found
    try:
        averaging = averaging_of(told.get("averaging"))
        named = agency_of(str(told.get("agency") or ""))
        if issued_at is None and told.get("issued_at"):
            issued_at = local_time("issued_at", str(told["issued_at"]))
    except Bad as bad:
        found.errors.append(wrong(0, bad))
        return found
    found.code, found.name, found.name_en = (str(told.get(key) or "").strip() for key in ("code", "name", "name_en"))
    rows = []
    for line, point in enumerate(told["points"], 1):
        try:
            rows.append(Row(line, str(point.get("agency") or named), averaging, _point(point)))
        except Bad as bad:
            found.errors.append(wrong(line, bad))
    if found.errors and not rows:
        return found
    return assemble(found, rows, agency, issued_at, now)


def _document(content: bytes, found: TrackFile) -> dict[str, Any] | None:
    refusal = None
    if len(content) > LARGEST:
        refusal = refuse("too_large", limit=f"{LARGEST // 1024} KiB")
    else:
        try:
            told = msgspec.json.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            refusal = refuse("track_unreadable", detail=str(error)[:120])
        else:
            refusal = _misshapen(told)
    if refusal is not None:
        found.errors.append(RowError(0, refusal))
        return None
    return told  # type: ignore[no-any-return]


def _misshapen(told: Any) -> Any:
    if not isinstance(told, dict) or not isinstance(told.get("points"), list):
        return refuse("track_columns", missing="points")
    unknown = sorted(set(told) - _KNOWN)
    if unknown:
        return refuse("track_unreadable", detail=", ".join(unknown)[:120])
    if not told["points"]:
        return refuse("track_empty")
    if len(told["points"]) > MAX_POINTS:
        return refuse("track_too_long", limit=MAX_POINTS)
    if not all(isinstance(point, dict) for point in told["points"]):
        return refuse("track_unreadable", detail="points")
    return None


def _point(told: dict[str, Any]) -> TrackPoint:
    values = {key: value for key, value in told.items() if key not in ("agency", "time_utc")}
    if "time_utc" in told:
        values["at"] = utc_time("time_utc", str(told["time_utc"]))
    elif isinstance(told.get("at"), str):
        values["at"] = local_time("at", told["at"])
    try:
        return msgspec.convert(values, TrackPoint)
    except msgspec.ValidationError as error:
        text = str(error)
        column = text.rpartition("`$.")[2].rstrip("`") if "`$." in text else "point"
        raise Bad(column, values.get(column, ""), text.partition(" - at")[0]) from None
