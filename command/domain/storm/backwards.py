"""倒排: what must be done before the storm comes, reckoned backwards from its arrival at each grid.

Everything here leans to the early side of the range: what is finished too early costs an hour, too late a life.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from command.domain.storm.arrivals import GridArrival, Window
from command.domain.storm.track import Force

OUTDOOR_FORCE: Force = 7
INDOORS_FORCE: Force = 10
OUTDOOR_BEFORE = timedelta(minutes=30)
"""[D] Outdoor work in a grid ends so long before winds of force 7 may arrive."""
INDOORS_BEFORE = timedelta(hours=1)
"""[D] People are indoors so long before winds of force 10 may arrive."""
PEAK_MARGIN = timedelta(minutes=30)
"""[D] Before winds of the peak's force are reckoned to arrive, and after they are reckoned to have left."""
_ROUND = timedelta(minutes=5)


class Lead(Struct, frozen=True, kw_only=True):
    """What a task's template says of its time: done `before` (a lead time) winds of `force` may arrive in its grid."""

    task: str
    force: Force = 10
    before: timedelta


class TaskDue(Struct, frozen=True, kw_only=True):
    """One task for one grid, UTC. `arrives`: the arrival it leads (the middle of the range); `due` leads the earliest.

    `late`: there is less time left than the task's lead: it is due at once, and says so.
    """

    task: str
    grid: str
    due: datetime
    arrives: datetime | None
    earliest: datetime
    late: bool


def due_before(window: Window, before: timedelta) -> datetime | None:
    """When something is due that is to be finished `before` the winds of a window may arrive; None: they never do."""
    return None if window.earliest is None else floor5(window.earliest - before)


def tasks_due(leads: Iterable[Lead], arrivals: Iterable[GridArrival], now: datetime) -> list[TaskDue]:
    """Every task for every grid that the winds may reach, by due time; of equals in the order the grids are hit.

    Winds that have left already make no task. What should have been done by `now` is due now, and is marked late.
    """
    leads = list(leads)
    found: list[tuple[datetime, int, TaskDue]] = []
    for arrival in arrivals:
        for one in leads:
            window = arrival.of(one.force)
            due = due_before(window, one.before)
            over = window.leaves_latest is not None and window.leaves_latest <= now
            if due is None or window.earliest is None or over:
                continue
            timed = TaskDue(
                task=one.task,
                grid=arrival.grid,
                due=max(due, now),
                arrives=window.arrives,
                earliest=window.earliest,
                late=due < now,
            )
            found.append((timed.due, arrival.order, timed))
    return [timed for _, _, timed in sorted(found, key=lambda one: (one[0], one[1], one[2].task))]


def outdoor_by(arrival: GridArrival) -> datetime | None:
    """室外作业结束时限: the last safe time to finish work outdoors; None: winds of force 7 are not expected."""
    return due_before(arrival.of(OUTDOOR_FORCE), OUTDOOR_BEFORE)


def indoors_by(arrival: GridArrival) -> datetime | None:
    """室内避险时限: when people must be indoors; None: winds of force 10 are not expected."""
    return due_before(arrival.of(INDOORS_FORCE), INDOORS_BEFORE)


class Peak(Struct, frozen=True):
    """When nobody is sent outdoors in a grid, UTC. `ends` None: the track ends before the winds leave."""

    begins: datetime
    ends: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.begins <= at and (self.ends is None or at < self.ends)


def outdoor_peak(arrival: GridArrival, force: Force = INDOORS_FORCE) -> Peak | None:
    """The peak at a grid by the middle of the range, half an hour wider on both sides; None: it does not come there.

    By the middle, not by the whole range: a forecast of two days would stop all work for half a day, life included.
    """
    window = arrival.of(force)
    if window.arrives is None:
        return None
    begins, ends = floor5(window.arrives - PEAK_MARGIN), window.leaves
    return Peak(begins, None if ends is None else _ceil5(ends + PEAK_MARGIN))


def is_outdoor_peak(arrival: GridArrival, at: datetime, force: Force = INDOORS_FORCE) -> bool:
    """Whether nobody is to be sent outdoors in the grid at a moment."""
    peak = outdoor_peak(arrival, force)
    return peak is not None and peak.holds(at)


def floor5(at: datetime) -> datetime:
    """The last whole five minutes: a time to be told to people, never later than it is."""
    seconds = int(at.timestamp())
    return datetime.fromtimestamp(seconds - seconds % int(_ROUND.total_seconds()), UTC)


def _ceil5(at: datetime) -> datetime:
    floor = floor5(at)
    return floor if floor == at else floor + _ROUND
