"""The formulas over cases. Each says, of one case and one period, whether it belongs in the figure and how.

A case is folded from what was known at the period's end. Sources [P] and [D] as in `definitions`, which has the same
formulas in words; `docs/figures.md` is made from those.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from command.domain.figures.case import Case
from command.domain.figures.period import Period

FILE_WITHIN = timedelta(minutes=15)
"""按时立案: a report is to be filed within this [P]."""
DISPATCH_WITHIN = timedelta(minutes=15)
"""派遣: what is filed is to be dispatched within this [P]."""

Measured = Literal[
    "filed_in_time",
    "dispatched_right",
    "handled",
    "handled_in_time",
    "closed_cases",
    "closed_in_time",
    "reworked_share",
    "extended_share",
    "settled_share",
    "to_file",
    "to_offer",
    "to_accept",
    "to_leave",
    "to_arrive",
    "to_finish",
    "to_verify",
    "to_close",
    "to_help",
    "whole",
]


class Mark(Struct, frozen=True):
    """A case belongs in the figure, under this person. `counts`: in a rate, also above the line; `value`: in a
    duration, seconds."""

    person: str
    counts: bool = True
    value: float = 0.0


Measure = Callable[[Case, Period], Mark | None]


def dispatch_due(case: Case) -> datetime | None:
    """应派遣: when it was first sent to somebody, or when the time for it was up, whichever came first. What was
    settled on the spot or kept by its reporter is never dispatched, nor what was over before somebody had to be."""
    if case.disposition != "help" or case.voided_at is not None:
        return None
    limit = case.filed_at + DISPATCH_WITHIN
    if case.dispatched_at is not None:
        return min(case.dispatched_at, limit)
    return None if case.closed_at is not None and case.closed_at <= limit else limit


def handling_due(case: Case) -> datetime | None:
    """应处置: when it was handled, or its limit, whichever came first: each case is due in one period only. Not what
    was settled on the spot (nobody was given it), void, closed as needing nobody, or suspended: its clock stands."""
    if case.is_settled or case.voided_at is not None or case.outcome == "no_action" or _stands(case):
        return None
    return _first(case.handled_at, case.handle_by)


def closing_due(case: Case) -> datetime | None:
    """应结案: when it was closed, or the limit for it, whichever came first. Not what was settled on the
    spot, void or suspended."""
    if case.is_settled or case.voided_at is not None or _stands(case):
        return None
    return _first(case.closed_at, case.close_by)


def _stands(case: Case) -> bool:
    return case.suspended_at is not None and case.handled_at is None and case.closed_at is None


def _first(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)


def _in_time(done: datetime | None, limit: datetime | None) -> bool:
    return done is not None and (limit is None or done <= limit)


def _filed_in_time(case: Case, period: Period) -> Mark | None:
    if not period.has(case.filed_at):
        return None
    return Mark(case.reporter, case.filed_at - case.reported_at <= FILE_WITHIN)


def _settled_share(case: Case, period: Period) -> Mark | None:
    return Mark(case.reporter, case.disposition == "settled") if period.has(case.filed_at) else None


def _dispatched_right(case: Case, period: Period) -> Mark | None:
    if not period.has(dispatch_due(case)):
        return None
    return Mark(case.handler, case.dispatched_at is not None and case.misdirected == 0)


def _handled(case: Case, period: Period) -> Mark | None:
    return Mark(case.handler, case.handled_at is not None) if period.has(handling_due(case)) else None


def _handled_in_time(case: Case, period: Period) -> Mark | None:
    due = period.has(handling_due(case))
    return Mark(case.handler, _in_time(case.handled_at, case.handle_by)) if due else None


def _closed(case: Case, period: Period) -> Mark | None:
    return Mark(case.handler, case.closed_at is not None) if period.has(closing_due(case)) else None


def _closed_in_time(case: Case, period: Period) -> Mark | None:
    due = period.has(closing_due(case))
    return Mark(case.handler, _in_time(case.closed_at, case.close_by)) if due else None


def _reworked(case: Case, period: Period) -> Mark | None:
    return Mark(case.handler, case.reworks > 0) if period.has(closing_due(case)) else None


def _extended(case: Case, period: Period) -> Mark | None:
    return Mark(case.handler, case.extensions > 0) if period.has(handling_due(case)) else None


def _phase(start: Callable[[Case], datetime | None], end: Callable[[Case], datetime | None]) -> Measure:
    """The time from one moment to a later one, of the cases in which the later one lies in the period."""

    def measure(case: Case, period: Period) -> Mark | None:
        begun, over = start(case), end(case)
        if begun is None or over is None or not period.has(over) or over < begun:
            return None
        return Mark(case.handler or case.reporter, value=(over - begun).total_seconds())

    return measure


def _lasted(case: Case) -> datetime | None:
    """When a case that somebody was sent to was closed; one settled on the spot took no time."""
    return None if case.is_settled else case.closed_at


MEASURES: dict[Measured, Measure] = {
    "filed_in_time": _filed_in_time,
    "settled_share": _settled_share,
    "dispatched_right": _dispatched_right,
    "handled": _handled,
    "handled_in_time": _handled_in_time,
    "closed_cases": _closed,
    "closed_in_time": _closed_in_time,
    "reworked_share": _reworked,
    "extended_share": _extended,
    "to_file": _phase(lambda c: c.reported_at, lambda c: c.filed_at),
    "to_offer": _phase(lambda c: c.filed_at, lambda c: c.offered_at),
    "to_accept": _phase(lambda c: c.asked_at, lambda c: c.accepted_at),
    "to_leave": _phase(lambda c: c.accepted_at, lambda c: c.en_route_at),
    "to_arrive": _phase(lambda c: c.en_route_at, lambda c: c.on_scene_at),
    "to_finish": _phase(lambda c: c.on_scene_at, lambda c: c.done_at),
    "to_verify": _phase(lambda c: c.handled_at, lambda c: c.verified_at),
    "to_close": _phase(lambda c: c.verified_at, lambda c: c.closed_at),
    "to_help": _phase(lambda c: c.reported_at, lambda c: c.on_scene_at),
    "whole": _phase(lambda c: c.reported_at, _lasted),
}
"""Figure → formula."""
