"""The period of a figure."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

LONGEST = timedelta(days=367)


class PeriodError(ValueError):
    """The period has no sense; `why` is `unreadable`, `backwards`, `future` or `too_long`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Period(Struct, frozen=True):
    """From `start` to before `end` (UTC). Figures are as of `end`: what came later is not known to them, so that the
    figures of a period that is over stay as they are. A period that is still running ends now."""

    start: datetime
    end: datetime

    def has(self, at: datetime | None) -> bool:
        """Whether the moment lies in the period."""
        return at is not None and self.start <= at < self.end


def period_of(first: str, last: str, now: datetime, zone: tzinfo) -> tuple[Period, datetime]:
    """The period that was asked for, ended by now at the latest, and the end that was asked for (both UTC).

    `first` and `last` are days of the district (`2026-11-22`, the last one included) or RFC 3339 times with an offset
    (the last one excluded). Empty: today; `last` alone empty: until the end of today. Raises PeriodError.
    """
    today = now.astimezone(zone).date()
    start = _moment(first, zone, after=False) if first else _midnight(today, zone)
    end = _moment(last, zone, after=True) if last else _midnight(today + timedelta(days=1), zone)
    if start >= now:
        raise PeriodError("future")
    if end <= start:
        raise PeriodError("backwards")
    if end - start > LONGEST:
        raise PeriodError("too_long")
    return Period(start, min(end, now)), end


def _moment(text: str, zone: tzinfo, *, after: bool) -> datetime:
    try:
        if len(text) == 10:
            return _midnight(date.fromisoformat(text) + timedelta(days=int(after)), zone)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise PeriodError("unreadable")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise PeriodError("unreadable") from error


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
