"""Local hours as instants, in any time zone, summer time or not.

An hour that a change of the clocks leaves out is the instant of the change; one that comes twice is its first coming.
So later on the wall is never earlier in the world, and shifts that adjoin on paper neither overlap nor leave a hole.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from command.domain.roster.model import Shift

_SECOND = timedelta(seconds=1)


def instant(day: date, clock: time, zone: tzinfo) -> datetime:
    """When it is `clock` on `day` there (UTC)."""
    local = datetime.combine(day, clock, zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    return _change(found - timedelta(hours=3), found, zone)


def _change(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The instant between the two at which the clocks are changed, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def span_of(shift: Shift, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """When a shift that belongs to `day` begins and ends (UTC)."""
    starts, ends = time.fromisoformat(shift.starts), time.fromisoformat(shift.ends)
    last = day if ends > starts else day + timedelta(days=1)
    return instant(day, starts, zone), instant(last, ends, zone)


def day_of(t: datetime, zone: tzinfo) -> date:
    """The local date of an instant."""
    return t.astimezone(zone).date()
