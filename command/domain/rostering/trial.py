"""What a pattern or a plan would do if it were written down: faults by field, and the gaps it makes or closes."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from msgspec import Struct, field

from command.domain.draft import Draft
from command.domain.picture import Person
from command.domain.refusals import Refusal
from command.domain.roster import Gap, Roster, Turn, gaps
from command.domain.roster.hours import day_of, instant
from command.domain.rostering.faults import Note, notes_of
from command.domain.rostering.groups import group_as_asked, roster_with
from command.domain.rostering.plans import plan_faults, roster_with_plan
from command.wire.requests import SetGroup, SetPlan

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=28)
"""Four weeks of a pattern show each of its weeks, however its cycles fall."""


class Trial(Struct, frozen=True):
    """`gaps`: all there would be, with whether each is new; `closed`: those there would be no longer; `turns`: who
    would be where. Of a request with faults only the faults and notes are there."""

    faults: list[Refusal]
    notes: list[Note]
    gaps: list[tuple[Gap, bool]] = field(default_factory=list)
    closed: list[Gap] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)


def try_group(draft: Draft, sender: Person, request: SetGroup) -> Trial:
    """A group with the pattern of the request, for four weeks from its first day that is not over."""
    group, faults = group_as_asked(draft, sender, request)
    notes = notes_of([line.shift for line in request.pattern.lines], draft.policy, "pattern.lines.{}.shift")
    if faults:
        return Trial(faults, notes)
    first = max(request.pattern.begins, day_of(draft.now, draft.policy.zone))
    span = (first, day_of(instant(first, time(), draft.policy.zone) + _AHEAD, draft.policy.zone))
    return _compared(draft, roster_with(draft, group), group.id, span, request.pattern.members, notes)


def try_plan(draft: Draft, sender: Person, request: SetPlan) -> Trial:
    """A plan, for its own days that are not over."""
    plan = request.plan
    faults = plan_faults(draft, sender, plan, temporary=request.temporary)
    notes = notes_of(plan.shifts, draft.policy, "plan.shifts.{}")
    if faults:
        return Trial(faults, notes)
    people = {person for day in plan.days for person in day.people}
    span = (max(plan.first, day_of(draft.now, draft.policy.zone)), plan.last + _DAY)
    after = roster_with_plan(draft, plan, temporary=request.temporary)
    return _compared(draft, after, plan.group, span, people, notes)


def _compared(
    draft: Draft, after: Roster, group: str, span: tuple[date, date], people: Iterable[str], notes: list[Note]
) -> Trial:
    """Before and after, in this group and in all others of its people: taken here, they may be missing there."""
    starts, ends = (instant(day, time(), draft.policy.zone) for day in span)
    touched = {group, *(other for person in people for other in after.groups_of(person))}
    old = _gaps(draft.roster, starts, ends, touched, draft.now)
    new = _gaps(after, starts, ends, touched, draft.now)
    return Trial(
        [],
        notes,
        gaps=[(gap, gap not in old) for gap in new],
        closed=[gap for gap in old if gap not in new],
        turns=after.turns(starts, ends, [group]),
    )


def _gaps(roster: Roster, starts: datetime, ends: datetime, groups: set[str], now: datetime) -> list[Gap]:
    """Of whole weeks, Monday to Sunday, since the station day is a matter of a week; those that touch the span."""
    first, last = day_of(starts, roster.zone), day_of(ends, roster.zone)
    monday, sunday = first - _DAY * first.weekday(), last + _DAY * (-last.weekday() % 7)
    found = gaps(roster, instant(monday, time(), roster.zone), instant(sunday, time(), roster.zone), groups)
    return [gap for gap in found if gap.starts < ends and gap.ends > max(starts, now)]
