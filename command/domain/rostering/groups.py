"""A group and its pattern: written down whole, or refused whole."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Literal

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.roster import ItemEnd
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Group, Pattern, Roster, Shift
from command.domain.roster.hours import day_of, instant
from command.domain.rostering.above import may_roster
from command.domain.rostering.clashes import first_overlap
from command.domain.sender import Asked
from command.wire.requests import DissolveGroup, SetGroup

_OLD = timedelta(days=92)
"""An old pattern is kept for a quarter, for questions about last month."""
_LOOKED_AT = timedelta(days=62)


def set_group(draft: Draft, asked: Asked, request: SetGroup) -> Refusal | None:
    """The group has this pattern from its first day on; what was before that day stays."""
    known = draft.picture.groups.get(request.group)
    group = _group(request, known)
    if (known is not None and not may_roster(asked.sender, known)) or not may_roster(asked.sender, group):
        return refuse("group_unknown" if known is not None else "not_allowed")
    refusal = _unfit(draft, request.pattern, [group.leader, group.overseer])
    if refusal is not None:
        return refusal
    today = day_of(draft.now, draft.policy.zone)
    group.patterns = _patterns(known.patterns if known is not None else [], request.pattern, today)
    refusal = _overlaps(draft, group, request.pattern)
    if refusal is not None:
        return refusal
    rostered = f.GroupRostered(
        request=asked.request,
        group=group.id,
        kind=group.kind,
        name=group.name,
        area=group.area,
        leader=group.leader,
        overseer=group.overseer,
        patterns=group.patterns,
        by=asked.sender.id,
    )
    draft.add(rostered, asked.sender.id)
    return None


def dissolve_group(draft: Draft, asked: Asked, request: DissolveGroup) -> Refusal | None:
    """The group is no more; with it go its plans, overrides and an open handover."""
    group = draft.picture.groups.get(request.group)
    if group is None or not may_roster(asked.sender, group):
        return refuse("group_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    p, by = draft.picture, asked.sender.id
    gone_with = {
        **{one.id: "plans" for one in p.plans.values() if one.group == group.id},
        **{one.id: "overrides" for one in p.overrides.values() if one.group == group.id},
    }
    for item, kind in gone_with.items():
        draft.add(item_ended(kind, item, group.id, group.area, "withdrawn", by))
    for handover in [one for one in p.reliefs.values() if one.group == group.id]:
        draft.add(f.ReliefClosed(relief=handover.id, group=group.id, area=group.area, why="dissolved"))
    gone = f.GroupDissolved(
        request=asked.request, group=group.id, area=group.area, by=by, reason=request.reason.strip()
    )
    draft.add(gone, by)
    return None


def item_ended(kind: str, item: str, group: str, area: str, why: ItemEnd, by: str = "") -> f.RosterItemEnded:
    """The fact that a plan or an override counts no longer."""
    held: Literal["plans", "overrides"] = "plans" if kind == "plans" else "overrides"
    return f.RosterItemEnded(kind=held, item=item, group=group, area=area, why=why, by=by)


def unknown_member(draft: Draft, people: list[str]) -> Refusal | None:
    """The first of these who has no active account of a person."""
    for person in people:
        known = draft.picture.people.get(person)
        if known is None or not known.active or {"kiosk", "device"}.intersection(known.roles):
            return refuse("member_unknown", person=person)
    return None


def same_name(shifts: list[Shift]) -> Refusal | None:
    """Two shifts of one name could not be told apart."""
    twice = [name for name, count in Counter(shift.name for shift in shifts).items() if count > 1]
    return refuse("shift_twice", shift=twice[0]) if twice else None


def roster_with(draft: Draft, group: Group) -> Roster:
    """The roster as it would be with this group in it."""
    p = draft.picture
    groups = {**p.groups, group.id: group}
    return Roster(
        draft.policy.zone,
        groups.values(),
        p.plans.values(),
        p.overrides.values(),
        p.swaps.values(),
        p.leaves.values(),
    )


def _group(request: SetGroup, known: Group | None) -> Group:
    """`leader` and `overseer` stay as they are unless they are given."""
    return Group(
        id=request.group,
        kind=request.kind,
        name=request.name,
        area=request.area,
        leader=request.leader if request.leader is not None else known.leader if known else "",
        overseer=request.overseer if request.overseer is not None else known.overseer if known else "",
    )


def _unfit(draft: Draft, pattern: Pattern, above: list[str]) -> Refusal | None:
    refusal = unknown_member(draft, [*pattern.members, *filter(None, above)])
    if refusal is None:
        refusal = same_name([line.shift for line in pattern.lines])
    if refusal is not None:
        return refusal
    for line in pattern.lines:
        for day, seats in enumerate(line.cycle, start=1):
            if seats and max(seats) >= len(pattern.members):
                place, members = max(seats) + 1, len(pattern.members)
                return refuse("member_place_unknown", shift=line.shift.name, day=day, place=place, members=members)
    return None


def _patterns(before: list[Pattern], new: Pattern, today: date) -> list[Pattern]:
    """Those that count before the new one begins, without those that ended long ago."""
    found = [one for one in before if one.begins < new.begins]
    while len(found) > 1 and found[1].begins < today - _OLD:
        found.pop(0)
    return [*found, new]


def _overlaps(draft: Draft, group: Group, pattern: Pattern) -> Refusal | None:
    starts = max(draft.now, instant(pattern.begins, time(), draft.policy.zone))
    longest = max((len(line.cycle) for line in pattern.lines), default=1)
    ends: datetime = starts + min(_LOOKED_AT, timedelta(days=longest + 1))
    return first_overlap(draft, roster_with(draft, group), group.id, starts, ends)
