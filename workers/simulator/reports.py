"""Real reports from a CSV: what can be read is used, what cannot is named by its line."""

import csv
import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from msgspec import Struct

from command.domain.category import CATEGORIES

NEEDED = ("reported_at_local", "lat", "lon", "kind")
KNOWN = (*NEEDED, "channel", "closed_at_local", "limit_days")
"""When and in how many days it was closed is not ours to repeat: `closed_at_local` and `limit_days` are not read."""
KINDS = {
    "flooding": "event.0406",
    "street flooding": "event.0406",
    "storm sewer": "event.0404",
    "sewer": "event.0404",
    "sewer wastewater": "event.0404",
    "water main break": "event.0402",
    "water leak": "event.0402",
    "street cave in": "event.0401",
    "tree": "event.0601",
    "tree emergency": "event.0601",
    "traffic signal": "component.0201",
    "street light": "component.0106",
    "manhole": "component.0103",
    "storm debris": "event.0102",
}
"""Kinds of a city's service requests, in lower case, and ours. A category code stands for itself."""
CALLED = ("voice in", "phone", "voice")
_LONGEST_RECORD = 50  # lines of one record, when a quoted text has line breaks
_FAR = timedelta(days=366)


class FileUnusable(Exception):
    """Nothing of the file can be sent; the message says why."""


class Row(Struct, frozen=True):
    """A report as it was made: `at` is local time without a zone, `called` whether it came by telephone."""

    line: int
    at: datetime
    lat: float
    lon: float
    category: str
    called: bool


class BadRow(Struct, frozen=True):
    """A line that cannot be sent, and why."""

    line: int
    why: str


def read_reports(path: Path) -> tuple[list[Row], list[BadRow]]:
    """The rows in the order of their times, and the bad ones in the order of their lines. Raises FileUnusable."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnusable(f"{path} cannot be read: {error.strerror}") from error
    return parse(content)


def parse(content: bytes) -> tuple[list[Row], list[BadRow]]:
    """`read_reports` of bytes."""
    records = _records(_decoded(content))
    try:
        _, head = next(records)
    except StopIteration:
        raise FileUnusable("the file is empty") from None
    names = [] if isinstance(head, str) else [name.strip().lower() for name in head]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise FileUnusable(f"the first line must name the columns {', '.join(KNOWN)}; missing: {', '.join(missing)}")
    good, bad = list[Row](), list[BadRow]()
    for line, record in records:
        made = record if isinstance(record, str) else _row(line, record, names)
        if isinstance(made, Row):
            good.append(made)
        elif made:
            bad.append(BadRow(line, made))
    good, far = _together(good)
    return sorted(good, key=lambda row: (row.at, row.line)), sorted(bad + far, key=lambda row: row.line)


def _decoded(content: bytes) -> str:
    """Bytes that are no UTF-8 stay as surrogates, so that only their own line is bad."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    return content.decode("utf-8-sig", errors="surrogateescape")


def _records(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """The number of its first line, and the fields of each record, or what is wrong with it. Empty lines are none.

    A record goes on while a quote is open; if that never ends, only its first line is bad.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = 0
    while at < len(lines):
        size = _size(lines, at)
        joined = "\n".join(lines[at : at + max(size, 1)])
        if joined.strip():
            yield at + 1, _fields(joined) if size else "a quote is not closed"
        at += max(size, 1)


def _size(lines: list[str], at: int) -> int:
    """How many lines the record has; 0 if its quotes never close."""
    quotes = 0
    for size, line in enumerate(lines[at : at + _LONGEST_RECORD], start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return size
    return 0


def _fields(record: str) -> list[str] | str:
    if any("\ud800" <= letter <= "\udfff" for letter in record):
        return "not UTF-8"
    try:
        found = (
            list(csv.reader([record], strict=True))
            if "\n" not in record
            else list(csv.reader(record.splitlines(keepends=True), strict=True))
        )
    except csv.Error as error:
        return f"not CSV: {error}"
    return found[0] if len(found) == 1 else "not CSV: a quote in the wrong place"


def _row(line: int, fields: list[str], names: list[str]) -> Row | str:
    if len(fields) != len(names):
        return f"{len(fields)} columns instead of {len(names)}"
    found = dict(zip(names, (field.strip() for field in fields), strict=True))
    at, place = _time(found["reported_at_local"]), _place(found["lat"], found["lon"])
    category = category_of(found["kind"])
    if isinstance(at, str):
        return at
    if isinstance(place, str):
        return place
    if category is None:
        return f"unknown kind: {found['kind'][:40]!r}"
    return Row(line, at, *place, category, found.get("channel", "").lower() in CALLED)


def category_of(kind: str) -> str | None:
    """Our category for a city's kind, or None."""
    return kind if kind in CATEGORIES else KINDS.get(" ".join(kind.lower().split()))


def _time(text: str) -> datetime | str:
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
    except (ValueError, OverflowError):
        return f"no time: {text[:40]!r}"


def _place(lat: str, lon: str) -> tuple[float, float] | str:
    north, east = _degrees(lat, 90), _degrees(lon, 180)
    if north is None or east is None:
        return f"impossible coordinates: {lat[:20]!r}, {lon[:20]!r}"
    return (north, east) if north or east else "no coordinates: 0, 0"


def _degrees(text: str, most: int) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= most else None


def _together(rows: list[Row]) -> tuple[list[Row], list[BadRow]]:
    """Rows a year away from the middle one are mistyped: they would stretch the whole run."""
    if not rows:
        return [], []
    origin = datetime(1, 1, 1)  # noqa: DTZ001 - only differences matter
    middle = median((row.at - origin).total_seconds() for row in rows)
    near, far = list[Row](), list[BadRow]()
    for row in rows:
        if abs((row.at - origin).total_seconds() - middle) <= _FAR.total_seconds():
            near.append(row)
        else:
            far.append(BadRow(row.line, f"a time far from all others: {row.at}"))
    return near, far
