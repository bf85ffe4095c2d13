"""The four kinds of time of the trade, and the calendar of holidays and make-up days they are counted by.

`add` and `between` are each other's inverse; `moved_by_pause` is what a suspension does to a limit. Pure: the calendar
is a plain value that is made outside (`command/service/workdays.py`).
"""

from command.domain.worktime.arithmetic import (
    UNIT,
    Kind,
    Limit,
    add,
    between,
    counted,
    due_after,
    moved_by_pause,
    span_of,
)
from command.domain.worktime.calendar import LOCAL, Calendar

__all__ = [
    "LOCAL",
    "UNIT",
    "Calendar",
    "Kind",
    "Limit",
    "add",
    "between",
    "counted",
    "due_after",
    "moved_by_pause",
    "span_of",
]
