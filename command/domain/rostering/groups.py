"""A group and its pattern: written down whole, or refused whole."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.roster import ItemEnd
from command.domain.permission import answers_for
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Group, Pattern, Roster
from command.domain.roster.hours import day_of, instant
from command.domain.rostering.above import may_roster
from command.domain.rostering.clashes import overlaps
from command.domain.rostering.faults import pattern_faults, person_faults
from command.domain.sender import Asked
from command.wire.requests import DissolveGroup, SetGroup

_OLD = timedelta(days=92)
"""An old pattern is kept for a quarter, for questions about last month."""
_LOOKED_AT = timedelta(days=62)


def set_group(draft: Draft, asked: Asked, request: SetGroup) -> Refusal | None:
    """The group has this pattern from its first day on; what was before that day stays."""
    group, faults = group_as_asked(draft, asked.sender, request)
    if faults:
        return faults[0]
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


def group_as_asked(draft: Draft, sender: Person, request: SetGroup) -> tuple[Group, list[Refusal]]:
    """The group as it would be, and everything that is against it; of a group with faults only the faults count."""
    known = draft.picture.groups.get(request.group)
    group = _group(request, known)
    if known is not None and not may_roster(sender, known):
        return group, [refuse("group_unknown", field="group")]
    if not _may_be_at(sender, group.area, known):
        return group, [refuse("not_allowed", field="area")]
    steering = [(name, one) for name, one in (("leader", group.leader), ("overseer", group.overseer)) if one]
    faults = [*person_faults(draft, steering), *pattern_faults(draft, request.pattern)]
    if not faults:
        today = day_of(draft.now, draft.policy.zone)
        group.patterns = _patterns(known.patterns if known is not None else [], request.pattern, today)
        faults = list(_overlaps(draft, group, request.pattern))
    return group, faults


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


def at_field(refusal: Refusal, field: str) -> Refusal:
    """The refusal, with the field of the form that it is about."""
    return Refusal(refusal.code, {**refusal.data, "field": field}, refusal.retry_after_s)


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


def _may_be_at(sender: Person, area: str, known: Group | None) -> bool:
    """A group is made and moved only where one answers for: who names themselves its leader has no right by that."""
    here = known is not None and known.area == area
    return here or "coordinator" in sender.roles or ("supervisor" in sender.roles and answers_for(sender, area))


def _patterns(before: list[Pattern], new: Pattern, today: date) -> list[Pattern]:
    """Those that count before the new one begins, without those that ended long ago."""
    found = [one for one in before if one.begins < new.begins]
    while len(found) > 1 and found[1].begins < today - _OLD:
        found.pop(0)
    return [*found, new]


def _overlaps(draft: Draft, group: Group, pattern: Pattern) -> Iterator[Refusal]:
    starts = max(draft.now, instant(pattern.begins, time(), draft.policy.zone))
    longest = max((len(line.cycle) for line in pattern.lines), default=1)
    ends: datetime = starts + min(_LOOKED_AT, timedelta(days=longest + 1))
    names = [line.shift.name for line in pattern.lines]
    for refusal in overlaps(draft, roster_with(draft, group), group.id, starts, ends):
        line = names.index(str(refusal.data["shift"])) if refusal.data["shift"] in names else 0
        yield at_field(refusal, f"pattern.lines.{line}")
