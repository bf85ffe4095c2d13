"""请假: asked, approved by somebody above, over by itself."""

from datetime import UTC, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.roster import LeaveEnd
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Leave
from command.domain.rostering.above import above, may_steer, name_of
from command.domain.rostering.faults import person_faults
from command.domain.sender import Asked
from command.wire.requests import AskLeave, DecideLeave, WithdrawLeave

_LONGEST = timedelta(days=366)


def ask_leave(draft: Draft, asked: Asked, request: AskLeave) -> Refusal | None:
    """For oneself, or for somebody below (who rang in sick). Unapproved when it begins, it has come to nothing."""
    person = request.person or asked.sender.id
    groups = draft.roster.groups_of(person)
    refusal = next(person_faults(draft, [("person", person)]), None)
    if refusal is None and person != asked.sender.id and not may_steer(draft, asked.sender, groups, person):
        refusal = refuse("not_allowed")
    if refusal is None:
        refusal = _unfit(draft, person, request)
    if refusal is not None:
        return refusal
    starts, ends = request.starts.astimezone(UTC), request.ends.astimezone(UTC)
    fact = f.LeaveAsked(
        request=asked.request,
        leave=draft.new_id(),
        area=_area(draft, person, groups),
        person=person,
        person_name=name_of(draft, person),
        kind=request.kind,
        starts=starts,
        ends=ends,
        reason=request.reason.strip(),
        groups=groups,
        told=[one for one in above(draft, groups) if one != person],
        # Whoever rings in sick during the shift is still decided about: there is time until the leave is over.
        due=starts if starts > draft.now else ends,
    )
    draft.add(fact, asked.sender.id)
    return None


def decide_leave(draft: Draft, asked: Asked, request: DecideLeave) -> Refusal | None:
    """Approve it: the person is expected nowhere then, and their places are gaps. Or refuse it with a reason."""
    leave = draft.picture.leaves.get(request.leave)
    if leave is None:
        return refuse("leave_unknown")
    refusal = _may_decide(draft, asked, leave)
    if refusal is None and not request.approve:
        return _refuse_leave(draft, asked, leave, request.reason)
    refusal = refusal or _still_on_duty(draft, leave.person, leave)
    if refusal is not None:
        return refusal
    approved = f.LeaveApproved(
        request=asked.request,
        leave=leave.id,
        area=leave.area,
        groups=leave.groups,
        by=asked.sender.id,
        by_name=asked.sender.name,
        due=leave.ends,
    )
    draft.add(approved, asked.sender.id)
    return None


def withdraw_leave(draft: Draft, asked: Asked, request: WithdrawLeave) -> Refusal | None:
    """Taken back by the person or by somebody above; from now on they are expected again."""
    leave = draft.picture.leaves.get(request.leave)
    if leave is None:
        return refuse("leave_unknown")
    if leave.person != asked.sender.id and not may_steer(draft, asked.sender, leave.groups, leave.person):
        return refuse("leave_unknown")
    draft.add(_closed(leave, "withdrawn", asked.sender.id, request.reason, asked.request), asked.sender.id)
    return None


def leave_due(draft: Draft, leave: Leave) -> None:
    """Nobody approved it before it began; or it is over."""
    draft.add(_closed(leave, "over" if leave.state == "approved" else "expired"))


def _may_decide(draft: Draft, asked: Asked, leave: Leave) -> Refusal | None:
    if leave.person == asked.sender.id:
        return refuse("own_request")
    if not may_steer(draft, asked.sender, leave.groups, leave.person):
        return refuse("leave_unknown")
    return refuse("leave_decided") if leave.state != "asked" else None


def _refuse_leave(draft: Draft, asked: Asked, leave: Leave, reason: str) -> Refusal | None:
    if not reason.strip():
        return refuse("reason_needed")
    draft.add(_closed(leave, "refused", asked.sender.id, reason, asked.request), asked.sender.id)
    return None


def _closed(leave: Leave, why: LeaveEnd, by: str = "", reason: str = "", request: str | None = None) -> f.LeaveClosed:
    groups = leave.groups if leave.state == "approved" else []
    return f.LeaveClosed(
        request=request,
        leave=leave.id,
        area=leave.area,
        groups=groups,
        why=why,
        by=by,
        reason=reason.strip(),
    )


def _unfit(draft: Draft, person: str, request: AskLeave) -> Refusal | None:
    starts, ends = request.starts, request.ends
    if not starts < ends or ends <= draft.now or ends - starts > _LONGEST:
        return refuse("period_wrong", days=_LONGEST.days)
    own = [one for one in draft.picture.leaves.values() if one.person == person]
    if any(one.starts < ends and starts < one.ends for one in own):
        return refuse("leave_overlap")
    return _still_on_duty(draft, person, request)


def _still_on_duty(draft: Draft, person: str, leave: Leave | AskLeave) -> Refusal | None:
    """What wins over leave must be undone first: the person would be expected all the same."""
    for turn in draft.roster.turns_of(person, max(leave.starts, draft.now), leave.ends):
        if turn.layer in ("swap", "override", "temporary"):
            name = name_of(draft, person)
            return refuse("leave_still_on_duty", name=name, shift=turn.shift.name, day=turn.day.isoformat())
    return None


def _area(draft: Draft, person: str, groups: list[str]) -> str:
    known = [draft.picture.groups[id_].area for id_ in groups if id_ in draft.picture.groups]
    areas = draft.picture.people[person].areas
    return known[0] if known else areas[0] if areas else draft.situation.district
