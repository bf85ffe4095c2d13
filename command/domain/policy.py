"""The district's limits, all our own defaults [D]: shown with their source, changed by settings and, later, modes."""

from datetime import timedelta

from msgspec import Struct

from command.domain.worktime.calendar import Calendar


def _seconds(*values: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=v) for v in values)


class Policy(Struct, frozen=True):
    """Tuples are by priority 1-4. Source of each: domain facts §7 and §2, as noted."""

    answer: tuple[timedelta, ...] = _seconds(60, 120, 300, 600)  # §7: answer limit of an offer
    retry: tuple[timedelta, ...] = _seconds(30, 60, 120, 300)  # ours: 无人可派 is tried again
    arrive: tuple[timedelta, ...] = _seconds(900, 900, 1800, 3600)  # §1: the 15-minute service circle for 1 and 2
    finish: tuple[timedelta, ...] = _seconds(7200, 14400, 28800, 86400)  # §2: urgent hours of typical limits
    verify: timedelta = timedelta(minutes=30)  # §2: default of the stage
    press_hold: timedelta = timedelta(seconds=20)  # ours: a red button waits so long for an operator's key
    rollcall_again: timedelta = timedelta(minutes=2)  # ours: who is missing is told upward again
    merge_radius_m: float = 50.0  # §7
    merge_window: timedelta = timedelta(hours=24)  # §7
    clock_tolerance: timedelta = timedelta(minutes=5)  # §7
    calendar: Calendar = Calendar()  # working hours and days; the holidays are told from outside
    top_level: int = 4  # community, street, district, coordinators


DEFAULT = Policy()
