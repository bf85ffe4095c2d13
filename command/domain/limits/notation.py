"""Limits as they are written: `15m`, `2h`, `4wh`, `1wd`, `1d` (see `Span`)."""

from datetime import timedelta
from functools import lru_cache

from command.domain.worktime import UNIT, Kind

_UNITS: dict[str, tuple[Kind, timedelta]] = {
    "s": ("urgent_hours", timedelta(seconds=1)),
    "m": ("urgent_hours", timedelta(minutes=1)),
    "h": ("urgent_hours", UNIT["urgent_hours"]),
    "d": ("calendar_days", UNIT["calendar_days"]),
    "wh": ("working_hours", UNIT["working_hours"]),
    "wd": ("working_days", UNIT["working_days"]),
}


@lru_cache(maxsize=1024)
def span(text: str) -> tuple[Kind, timedelta]:
    """What kind of time, and how much of it is counted. Raises ValueError for what is no limit."""
    amount = text.rstrip("smhdw")
    unit = text[len(amount) :]
    if unit not in _UNITS:
        raise ValueError(f"{text!r} is no limit")
    kind, one = _UNITS[unit]
    return kind, one * float(amount)


def written(limit: timedelta) -> str:
    """A limit that runs on, as it is written: in the largest unit that has no fraction."""
    seconds = round(limit.total_seconds(), 3)
    for unit, size in (("h", 3600), ("m", 60)):
        if seconds >= size and seconds % size == 0:
            return f"{seconds / size:g}{unit}"
    return f"{seconds:g}s"
