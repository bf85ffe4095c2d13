"""Folding rosters. Whatever changes a group's duty makes the clock look after that group at once (`due`)."""

from collections.abc import Iterable
from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.duty import Calendar, Watch
from command.domain.picture import Picture
from command.domain.roster.model import Group, Leave, Override, Plan, Swap


def _look(p: Picture, groups: Iterable[str], at: datetime) -> None:
    for group in groups:
        if (watch := p.watches.get(group)) is not None:
            watch.due = at


def _group_rostered(p: Picture, number: int, at: datetime, fact: f.GroupRostered) -> None:
    p.groups[fact.group] = Group(
        id=fact.group,
        kind=fact.kind,
        name=fact.name,
        area=fact.area,
        leader=fact.leader,
        overseer=fact.overseer,
        patterns=list(fact.patterns),
    )
    p.watches.setdefault(fact.group, Watch(id=fact.group, due=at)).due = at


def _group_dissolved(p: Picture, number: int, at: datetime, fact: f.GroupDissolved) -> None:
    p.groups.pop(fact.group, None)
    p.watches.pop(fact.group, None)


def _plan_set(p: Picture, number: int, at: datetime, fact: f.PlanSet) -> None:
    p.plans[fact.plan] = Plan(
        id=fact.plan,
        number=number,
        group=fact.group,
        first=fact.first,
        last=fact.last,
        shifts=list(fact.shifts),
        days=list(fact.days),
        temporary=fact.temporary,
        reason=fact.reason,
        by=fact.by,
        due=fact.due,
    )
    _look(p, [fact.group], at)


def _override_set(p: Picture, number: int, at: datetime, fact: f.OverrideSet) -> None:
    p.overrides[fact.override] = Override(
        id=fact.override,
        number=number,
        group=fact.group,
        starts=fact.starts,
        ends=fact.ends,
        person=fact.person,
        replaces=fact.replaces,
        kind=fact.kind,
        reason=fact.reason,
        by=fact.by,
        due=fact.ends,
    )
    _look(p, [fact.group], at)


def _item_ended(p: Picture, number: int, at: datetime, fact: f.RosterItemEnded) -> None:
    (p.plans if fact.kind == "plans" else p.overrides).pop(fact.item, None)
    _look(p, [fact.group], at)


def _swap_asked(p: Picture, number: int, at: datetime, fact: f.SwapAsked) -> None:
    p.swaps[fact.swap] = Swap(
        id=fact.swap,
        number=number,
        area=fact.area,
        giver=fact.giver,
        giver_name=fact.giver_name,
        taker=fact.taker,
        taker_name=fact.taker_name,
        turn=fact.turn,
        back=fact.back,
        reason=fact.reason,
        asked_at=at,
        ends=fact.ends,
        due=fact.due,
    )


def _swap_accepted(p: Picture, number: int, at: datetime, fact: f.SwapAccepted) -> None:
    if (swap := p.swaps.get(fact.swap)) is not None:
        swap.state, swap.due = "accepted", fact.due


def _swap_approved(p: Picture, number: int, at: datetime, fact: f.SwapApproved) -> None:
    if (swap := p.swaps.get(fact.swap)) is not None:
        swap.state, swap.due, swap.number = "approved", fact.due, number
        _look(p, fact.groups, at)


def _swap_closed(p: Picture, number: int, at: datetime, fact: f.SwapClosed) -> None:
    p.swaps.pop(fact.swap, None)
    _look(p, fact.groups, at)


def _leave_asked(p: Picture, number: int, at: datetime, fact: f.LeaveAsked) -> None:
    p.leaves[fact.leave] = Leave(
        id=fact.leave,
        number=number,
        area=fact.area,
        person=fact.person,
        person_name=fact.person_name,
        kind=fact.kind,
        starts=fact.starts,
        ends=fact.ends,
        reason=fact.reason,
        groups=list(fact.groups),
        asked_at=at,
        due=fact.due,
    )


def _leave_approved(p: Picture, number: int, at: datetime, fact: f.LeaveApproved) -> None:
    if (leave := p.leaves.get(fact.leave)) is not None:
        leave.state, leave.due = "approved", fact.due
        _look(p, fact.groups, at)


def _leave_closed(p: Picture, number: int, at: datetime, fact: f.LeaveClosed) -> None:
    p.leaves.pop(fact.leave, None)
    _look(p, fact.groups, at)


def _calendar_opened(p: Picture, number: int, at: datetime, fact: f.CalendarOpened) -> None:
    p.calendars[fact.calendar] = Calendar(id=fact.calendar, person=fact.person)


def _calendar_closed(p: Picture, number: int, at: datetime, fact: f.CalendarClosed) -> None:
    p.calendars.pop(fact.calendar, None)


STEPS: Steps = {
    f.GroupRostered: _group_rostered,
    f.GroupDissolved: _group_dissolved,
    f.PlanSet: _plan_set,
    f.OverrideSet: _override_set,
    f.RosterItemEnded: _item_ended,
    f.SwapAsked: _swap_asked,
    f.SwapAccepted: _swap_accepted,
    f.SwapApproved: _swap_approved,
    f.SwapClosed: _swap_closed,
    f.LeaveAsked: _leave_asked,
    f.LeaveApproved: _leave_approved,
    f.LeaveClosed: _leave_closed,
    f.CalendarOpened: _calendar_opened,
    f.CalendarClosed: _calendar_closed,
}
CHANGES_ROSTER = (
    f.GroupRostered,
    f.GroupDissolved,
    f.PlanSet,
    f.OverrideSet,
    f.RosterItemEnded,
    f.SwapApproved,
    f.SwapClosed,
    f.LeaveApproved,
    f.LeaveClosed,
)
"""After one of these the roster is another."""


def _watches(groups: Iterable[str]) -> list[tuple[str, str]]:
    return [("watches", group) for group in groups]


TOUCHES: Touches = {
    f.GroupRostered: lambda fact: [("groups", fact.group), ("watches", fact.group)],
    f.GroupDissolved: lambda fact: [("groups", fact.group), ("watches", fact.group)],
    f.PlanSet: lambda fact: [("plans", fact.plan), ("watches", fact.group)],
    f.OverrideSet: lambda fact: [("overrides", fact.override), ("watches", fact.group)],
    f.RosterItemEnded: lambda fact: [(fact.kind, fact.item), ("watches", fact.group)],
    f.SwapAsked: lambda fact: [("swaps", fact.swap)],
    f.SwapAccepted: lambda fact: [("swaps", fact.swap)],
    f.SwapApproved: lambda fact: [("swaps", fact.swap), *_watches(fact.groups)],
    f.SwapClosed: lambda fact: [("swaps", fact.swap), *_watches(fact.groups)],
    f.LeaveAsked: lambda fact: [("leaves", fact.leave)],
    f.LeaveApproved: lambda fact: [("leaves", fact.leave), *_watches(fact.groups)],
    f.LeaveClosed: lambda fact: [("leaves", fact.leave), *_watches(fact.groups)],
    f.CalendarOpened: lambda fact: [("calendars", fact.calendar)],
    f.CalendarClosed: lambda fact: [("calendars", fact.calendar)],
}
