"""Which days are worked, and at which hours: a plain value."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from msgspec import Struct

LOCAL = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The one time zone of the country, without summer time since 1991: an offset, so that no zone file is needed."""

_HOURS = ((8, 12), (14, 18))  # [P] 08:00-12:00 and 14:00-18:00 on working days


@lru_cache(maxsize=8)
def _length(hours: tuple[tuple[int, int], ...]) -> timedelta:
    return timedelta(hours=sum(end - start for start, end in hours))


class Calendar(Struct, frozen=True):
    """Mondays to Fridays are worked but for `off` (statutory holidays and the days off around them), and Saturdays and
    Sundays are not but for `make_up` (调休). `known_until`: the last year whose days the State Council has announced,
    as far as the calendar's maker knows; what comes after is a guess. `hours`: local windows of a working day.
    """

    off: frozenset[date] = frozenset()
    make_up: frozenset[date] = frozenset()
    known_until: int = 0
    hours: tuple[tuple[int, int], ...] = _HOURS

    def is_worked(self, day: date) -> bool:
        """Whether the day is a working day. A make-up day wins over a day off."""
        return day in self.make_up or (day.weekday() < 5 and day not in self.off)

    def windows(self, day: date) -> list[tuple[datetime, datetime]]:
        """The working hours of a day, none if it is not worked. Without a zone, in local time: reckoning is quicker."""
        if not self.is_worked(day):
            return []
        year, month, number = day.year, day.month, day.day
        return [(datetime(year, month, number, a), datetime(year, month, number, b)) for a, b in self.hours]  # noqa: DTZ001

    @property
    def day_length(self) -> timedelta:
        """The working hours of one day together: 8 as a rule."""
        return _length(self.hours)
