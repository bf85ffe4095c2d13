"""临时顶岗: somebody in another's place for a while; and taking back what was changed."""

from datetime import UTC, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Override, Plan
from command.domain.rostering.above import may_roster, name_of
from command.domain.rostering.clashes import overlap
from command.domain.rostering.faults import person_faults
from command.domain.rostering.groups import item_ended
from command.domain.sender import Asked
from command.wire.requests import SetOverride, WithdrawItem

_LONGEST = timedelta(days=62)


def set_override(draft: Draft, asked: Asked, request: SetOverride) -> Refusal | None:
    """The stand-in must be free then: whoever is on another shift is moved first, so that no hole opens unseen."""
    group = draft.picture.groups.get(request.group)
    if group is None or not may_roster(asked.sender, group):
        return refuse("group_unknown")
    refusal = _unfit(draft, request)
    if refusal is not None:
        return refusal
    fact = f.OverrideSet(
        request=asked.request,
        override=draft.new_id(),
        group=group.id,
        area=group.area,
        starts=request.starts.astimezone(UTC),
        ends=request.ends.astimezone(UTC),
        person=request.person,
        person_name=name_of(draft, request.person),
        replaces=request.replaces,
        replaces_name=name_of(draft, request.replaces),
        kind=request.kind,
        reason=request.reason.strip(),
        by=asked.sender.id,
    )
    draft.add(fact, asked.sender.id)
    return None


def withdraw_item(draft: Draft, asked: Asked, request: WithdrawItem) -> Refusal | None:
    """A plan or an override counts no longer; what is below it shows again."""
    items: dict[str, Plan] | dict[str, Override]
    items = draft.picture.plans if request.kind == "plans" else draft.picture.overrides
    item = items.get(request.item)
    group = draft.picture.groups.get(item.group) if item is not None else None
    if item is None or group is None or not may_roster(asked.sender, group):
        return refuse("item_unknown")
    ended = f.RosterItemEnded(
        request=asked.request,
        kind=request.kind,
        item=item.id,
        group=group.id,
        area=group.area,
        why="withdrawn",
        by=asked.sender.id,
        reason=request.reason.strip(),
    )
    draft.add(ended, asked.sender.id)
    return None


def plan_over(draft: Draft, plan: Plan) -> None:
    """Its last day is over: it leaves the picture, the ledger keeps it."""
    _over(draft, "plans", plan)


def override_over(draft: Draft, override: Override) -> None:
    """Its time is over."""
    _over(draft, "overrides", override)


def _over(draft: Draft, kind: str, item: Plan | Override) -> None:
    group = draft.picture.groups.get(item.group)
    area = group.area if group is not None else draft.situation.district
    draft.add(item_ended(kind, item.id, item.group, area, "over"))


def _unfit(draft: Draft, request: SetOverride) -> Refusal | None:
    starts, ends = request.starts, request.ends
    if not starts < ends or ends <= draft.now or ends - starts > _LONGEST:
        return refuse("period_wrong", days=_LONGEST.days)
    if request.person is None and request.replaces is None:
        return refuse("override_empty")
    if not request.reason.strip():
        return refuse("reason_needed")
    asked = (("person", request.person), ("replaces", request.replaces))
    named = [(field, person) for field, person in asked if person is not None]
    return next(person_faults(draft, named), None) or _misplaced(draft, request)


def _misplaced(draft: Draft, request: SetOverride) -> Refusal | None:
    """Nobody to stand in for, or a stand-in who is wanted elsewhere."""
    starts, ends, roster = request.starts, request.ends, draft.roster
    seats = [one for one in roster.turns(starts, ends, [request.group]) if one.holder == request.replaces]
    if request.replaces is not None and not seats:
        return refuse("override_nobody", name=name_of(draft, request.replaces))
    if request.person is None:
        return None
    busy = [one for one in roster.turns_of(request.person, starts, ends) if one.shift.kind != "standby"]
    return overlap(draft, request.person, seats[0] if seats else busy[0], busy[0]) if busy else None
