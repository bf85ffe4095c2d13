"""点名: everybody on duty in an area answers within a time; who has not is listed, and silence is told upward."""

from datetime import timedelta

from command.domain import facts as f
from command.domain.dispatch import upward
from command.domain.draft import Draft
from command.domain.kept.safety import RollCall
from command.domain.permission import covers, may_act_for
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import AnswerRollCall, CloseRollCall, OpenRollCall


def open_rollcall(draft: Draft, asked: Asked, request: OpenRollCall) -> Refusal | None:
    """Ask everybody who is on duty in the area now; who comes on duty later is not asked."""
    if not covers(asked.sender, request.area):
        return refuse("not_allowed")
    workers = draft.situation.workers
    named = {id_: workers[id_].name for id_ in sorted(draft.situation.on_duty) if _works_in(draft, id_, request.area)}
    if not named:
        return refuse("rollcall_empty", area=request.area)
    opened = f.RollCallOpened(
        request=asked.request,
        rollcall=draft.new_id(),
        area=request.area,
        people=named,
        reason=request.reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
        due=draft.now + timedelta(seconds=request.within_s),
    )
    draft.add(opened, asked.sender.id)
    return None


def answer_rollcall(draft: Draft, asked: Asked, request: AnswerRollCall) -> Refusal | None:
    """Somebody answers for themselves, or is answered for with a reason. The last answer ends the roll-call."""
    rollcall = draft.picture.rollcalls.get(request.rollcall)
    person = request.person or asked.sender.id
    if rollcall is None or person not in rollcall.people:
        return refuse("rollcall_unknown")
    if person != asked.sender.id:
        other = draft.picture.people.get(person)
        if other is None or not may_act_for(asked.sender, other):
            return refuse("rollcall_unknown")
        if not request.reason.strip():
            return refuse("reason_needed")
    if person in rollcall.answers:
        return refuse("rollcall_answered")
    answered = f.RollCallAnswered(
        request=asked.request,
        rollcall=rollcall.id,
        area=rollcall.area,
        person=person,
        by=asked.sender.id,
        reason=request.reason.strip(),
    )
    draft.add(answered, asked.sender.id)
    if not rollcall.missing:
        draft.add(f.RollCallClosed(rollcall=rollcall.id, area=rollcall.area))
    return None


def close_rollcall(draft: Draft, asked: Asked, request: CloseRollCall) -> Refusal | None:
    """End it although somebody is missing: only with a reason, which stays on the record with their names."""
    rollcall = draft.picture.rollcalls.get(request.rollcall)
    if rollcall is None or not covers(asked.sender, rollcall.area):
        return refuse("rollcall_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    closed = f.RollCallClosed(
        request=asked.request,
        rollcall=rollcall.id,
        area=rollcall.area,
        missing=rollcall.missing,
        by=asked.sender.id,
        reason=request.reason.strip(),
    )
    draft.add(closed, asked.sender.id)
    return None


def rollcall_due(draft: Draft, rollcall: RollCall) -> None:
    """The time is up: tell the next tier who is missing, and again after a while, until nobody is."""
    level, told = upward(draft, rollcall.area, rollcall.level + 1)
    draft.add(
        f.RollCallEscalated(
            rollcall=rollcall.id,
            area=rollcall.area,
            missing=rollcall.missing,
            level=level,
            told=told,
            due=draft.now + draft.policy.rollcall_again,
        )
    )


def _works_in(draft: Draft, person: str, area: str) -> bool:
    return any(own.startswith(area) for own in draft.situation.workers[person].areas)
