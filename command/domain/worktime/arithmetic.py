"""Adding and measuring the four kinds of time.

紧急工作时 and 自然日 run on without a break; 工作时 counts only the working hours of working days; 工作日 is eight of
them [P]. Times are aware; results are UTC. A result is the first moment at which the whole amount has been counted:
four working hours from 08:00 are over at 12:00, not at 14:00.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from command.domain.worktime.calendar import LOCAL, Calendar

Kind = Literal["urgent_hours", "working_hours", "working_days", "calendar_days"]
"""紧急工作时, 工作时, 工作日, 自然日."""

UNIT: dict[Kind, timedelta] = {
    "urgent_hours": timedelta(hours=1),
    "working_hours": timedelta(hours=1),
    "working_days": timedelta(hours=8),
    "calendar_days": timedelta(days=1),
}
"""One of each kind, in time that is counted."""

_RUNS_ON = ("urgent_hours", "calendar_days")


class Limit(Struct, frozen=True):
    """So much of a kind of time: 2 urgent hours, 1 working day."""

    kind: Kind
    amount: float

    @property
    def span(self) -> timedelta:
        """How much time is counted."""
        return span_of(self.kind, self.amount)


def span_of(kind: Kind, amount: float) -> timedelta:
    """The counted time of an amount, to the microsecond."""
    return UNIT[kind] * amount


def add(kind: Kind, start: datetime, amount: float, calendar: Calendar) -> datetime:
    """When `amount` hours or days of this kind, begun at `start`, are over (UTC). Raises ValueError below zero."""
    return due_after(kind, start, span_of(kind, amount), calendar)


def between(kind: Kind, a: datetime, b: datetime, calendar: Calendar) -> float:
    """How many hours or days of this kind lie from `a` to `b`; negative when `b` comes first."""
    return counted(kind, a, b, calendar) / UNIT[kind]


def due_after(kind: Kind, start: datetime, span: timedelta, calendar: Calendar) -> datetime:
    """When a counted `span` begun at `start` is over (UTC). A span of nothing is over at `start`. Raises ValueError."""
    if span < timedelta():
        raise ValueError("a limit cannot be less than nothing")
    if kind in _RUNS_ON or not span:
        return start.astimezone(UTC) + span
    begun = _local(start)
    left, day = span, begun.date()
    while True:
        for opens, closes in calendar.windows(day):
            begin = max(begun, opens)
            if begin >= closes:
                continue
            if begin + left <= closes:
                return (begin + left).replace(tzinfo=LOCAL).astimezone(UTC)
            left -= closes - begin
        day, left = _whole_days(day + timedelta(days=1), left, calendar)


def _whole_days(day: date, left: timedelta, calendar: Calendar) -> tuple[date, timedelta]:
    """Days that a span fills are not looked into: the day in which it ends, and what is left of it there."""
    whole, tomorrow = calendar.day_length, timedelta(days=1)
    while True:
        if calendar.is_worked(day):
            if left <= whole:
                return day, left
            left -= whole
        day += tomorrow


def counted(kind: Kind, a: datetime, b: datetime, calendar: Calendar) -> timedelta:
    """The time of this kind from `a` to `b`, of any length; negative when `b` comes first."""
    if b < a:
        return -counted(kind, b, a, calendar)
    if kind in _RUNS_ON:
        return b - a
    total, begun, ends = timedelta(), _local(a), _local(b)
    for opens, closes in _windows_from(begun.date(), calendar):
        if opens >= ends:
            return total
        total += max(min(closes, ends) - max(opens, begun), timedelta())
    raise AssertionError("a calendar never ends")


def moved_by_pause(kind: Kind, due: datetime, stopped: datetime, started: datetime, calendar: Calendar) -> datetime:
    """挂账: a limit `due` that stood still from `stopped` to `started` has left what it had left when it stopped.
    One that had passed already stays where it is."""
    left = counted(kind, stopped, due, calendar)
    return due if left < timedelta() or due < stopped else due_after(kind, started, left, calendar)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(LOCAL).replace(tzinfo=None)


def _windows_from(day: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """All working hours from a day on, in order, without end."""
    while True:
        yield from calendar.windows(day)
        day += timedelta(days=1)
