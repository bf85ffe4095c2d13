"""上岗, 下岗: who is present. What the roster says of them is recorded with it; who comes beside it is an extra."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.filing import reported_at
from command.domain.freeing import release
from command.domain.mode.recall import came
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Turn
from command.domain.rostering.ending import group_of, leave_duty
from command.domain.rostering.relief import may_go, shift_held
from command.domain.sender import Asked
from command.wire.requests import CheckIn, CheckOut


def check_in(draft: Draft, asked: Asked, request: CheckIn) -> Refusal | None:
    """From now on offers may reach the sender; what waits for somebody is offered to them at once."""
    if asked.sender.on_duty:
        return refuse("already_on_duty")
    turn = _turn(draft, asked.sender.id)
    started = f.DutyStarted(
        request=asked.request,
        person=asked.sender.id,
        name=asked.sender.name,
        place=asked.spot,
        reported_at=reported_at(draft, asked, request.at)[0],
        group=turn.group if turn is not None else None,
        shift=turn.shift.name if turn is not None else "",
        day=turn.day if turn is not None else None,
        extra=turn is None and bool(draft.picture.groups),
        holds=turn is not None and _holds(draft, turn),
    )
    draft.add(started, asked.sender.id)
    came(draft, asked.sender.id)
    release(draft, asked.sender.id)
    return None


def check_out(draft: Draft, asked: Asked, request: CheckOut) -> Refusal | None:
    """Nobody leaves with work in hand, or before relief; an offer not answered goes to the next candidate."""
    if not asked.sender.on_duty:
        return refuse("not_on_duty")
    if draft.situation.assignments_of.get(asked.sender.id):
        return refuse("on_assignment")
    refusal = may_go(draft, asked.sender.id)
    if refusal is not None:
        return refusal
    at = reported_at(draft, asked, request.at)[0]
    group = group_of(draft, asked.sender.id)
    leave_duty(draft, asked.sender.id, "checked_out", group=group, request=asked.request, reported_at=at)
    return None


def _turn(draft: Draft, person: str) -> Turn | None:
    """The shift they come for: the one they are on by the roster, or one that begins soon."""
    turns = draft.roster.turns_of(person, draft.now, draft.now + draft.policy.shift_early)
    return next((one for one in turns if one.shift.kind != "standby"), None)


def _holds(draft: Draft, turn: Turn) -> bool:
    """Whoever comes for a watch that is their team's, or nobody's, has it at once; else it is handed over to them."""
    watch = draft.picture.watches[turn.group]
    if turn.shift.kind != "watch" or turn.starts > draft.now:
        return False
    return not watch.holders or (turn.day, turn.shift.name) == shift_held(watch.running, watch.holders)
