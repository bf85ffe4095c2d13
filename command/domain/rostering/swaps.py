"""换班: asked by one, accepted by the other, approved by somebody above both. Until then nothing changes."""

from datetime import time, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.roster import SwapEnd
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Swap, Turn, TurnRef
from command.domain.roster.hours import instant, span_of
from command.domain.rostering.above import above, may_steer, name_of
from command.domain.rostering.clashes import overlap
from command.domain.rostering.faults import person_faults
from command.domain.sender import Asked
from command.wire.requests import AnswerSwap, AskSwap, DecideSwap, WithdrawSwap


def ask_swap(draft: Draft, asked: Asked, request: AskSwap) -> Refusal | None:
    """Ask somebody to have one of my shifts. It is over when it is not answered within a day, or the shift begins."""
    if request.person == asked.sender.id:
        return refuse("swap_self")
    refusal = next(person_faults(draft, [("person", request.person)]), None)
    if refusal is not None:
        return refusal
    swap = Swap(
        id=draft.new_id(),
        area="",
        giver=asked.sender.id,
        giver_name=asked.sender.name,
        taker=request.person,
        taker_name=name_of(draft, request.person),
        turn=request.turn,
        back=request.back,
        reason=request.reason.strip(),
    )
    refusal = _unfit(draft, swap)
    if refusal is not None:
        return refusal
    if any(one.giver == swap.giver and one.turn == swap.turn for one in draft.picture.swaps.values()):
        return refuse("swap_open")
    turns = _turns(draft, swap)
    begins = min(one.starts for one in turns)
    fact = f.SwapAsked(
        request=asked.request,
        swap=swap.id,
        area=draft.picture.groups[request.turn.group].area,
        giver=swap.giver,
        giver_name=swap.giver_name,
        taker=swap.taker,
        taker_name=swap.taker_name,
        turn=swap.turn,
        back=swap.back,
        reason=swap.reason,
        ends=max(one.ends for one in turns),
        due=min(begins, draft.now + draft.policy.swap_answer),
    )
    draft.add(fact, asked.sender.id)
    return None


def answer_swap(draft: Draft, asked: Asked, request: AnswerSwap) -> Refusal | None:
    """The other agrees or not. Agreeing is not enough: somebody above both approves."""
    swap = draft.picture.swaps.get(request.swap)
    if swap is None or swap.taker != asked.sender.id:
        return refuse("swap_unknown")
    if swap.state != "asked":
        return refuse("swap_answered")
    if request.answer == "decline":
        draft.add(_closed(swap, "declined", asked.sender.id, request.reason, asked.request), asked.sender.id)
        return None
    refusal = _unfit(draft, swap)
    if refusal is not None:
        return refusal
    begins = min(one.starts for one in _turns(draft, swap))
    accepted = f.SwapAccepted(
        request=asked.request,
        swap=swap.id,
        area=swap.area,
        by=asked.sender.id,
        told=above(draft, _groups(swap)),
        due=min(begins, draft.now + draft.policy.swap_answer),
    )
    draft.add(accepted, asked.sender.id)
    return None


def decide_swap(draft: Draft, asked: Asked, request: DecideSwap) -> Refusal | None:
    """Approve it, and both have the other's shift from now on; or refuse it with a reason."""
    swap = draft.picture.swaps.get(request.swap)
    if swap is None:
        return refuse("swap_unknown")
    refusal = _may_decide(draft, asked, swap)
    if refusal is None and not request.approve:
        return _refuse_swap(draft, asked, swap, request.reason)
    if refusal is None and swap.state != "accepted":
        refusal = refuse("swap_not_accepted")
    refusal = refusal or _unfit(draft, swap)
    if refusal is not None:
        return refusal
    approved = f.SwapApproved(
        request=asked.request,
        swap=swap.id,
        area=swap.area,
        groups=_groups(swap),
        by=asked.sender.id,
        by_name=asked.sender.name,
        due=swap.ends or draft.now,
    )
    draft.add(approved, asked.sender.id)
    return None


def withdraw_swap(draft: Draft, asked: Asked, request: WithdrawSwap) -> Refusal | None:
    """The asker takes it back while it is open; an approved one only whoever may approve."""
    swap = draft.picture.swaps.get(request.swap)
    if swap is None:
        return refuse("swap_unknown")
    steers = may_steer(draft, asked.sender, _groups(swap), swap.giver) and asked.sender.id != swap.taker
    if not steers and (asked.sender.id != swap.giver or swap.state == "approved"):
        return refuse("swap_unknown")
    draft.add(_closed(swap, "withdrawn", asked.sender.id, request.reason, asked.request), asked.sender.id)
    return None


def swap_due(draft: Draft, swap: Swap) -> None:
    """Nobody answered or approved it in time; or the shifts it was about are over."""
    draft.add(_closed(swap, "over" if swap.state == "approved" else "expired"))


def _may_decide(draft: Draft, asked: Asked, swap: Swap) -> Refusal | None:
    if asked.sender.id in (swap.giver, swap.taker):
        return refuse("own_request")
    if not may_steer(draft, asked.sender, _groups(swap), swap.giver):
        return refuse("swap_unknown")
    return refuse("swap_answered") if swap.state == "approved" else None


def _refuse_swap(draft: Draft, asked: Asked, swap: Swap, reason: str) -> Refusal | None:
    if not reason.strip():
        return refuse("reason_needed")
    draft.add(_closed(swap, "refused", asked.sender.id, reason, asked.request), asked.sender.id)
    return None


def _closed(swap: Swap, why: SwapEnd, by: str = "", reason: str = "", request: str | None = None) -> f.SwapClosed:
    groups = _groups(swap) if swap.state == "approved" else []
    return f.SwapClosed(
        request=request, swap=swap.id, area=swap.area, why=why, by=by, groups=groups, reason=reason.strip()
    )


def _groups(swap: Swap) -> list[str]:
    return sorted({ref.group for ref in (swap.turn, swap.back) if ref is not None})


def _unfit(draft: Draft, swap: Swap) -> Refusal | None:
    """Whether both can do it: each has what they give, and is free and not on leave for what they get."""
    for giver, taker, turn, other in (
        (swap.giver, swap.taker, swap.turn, swap.back),
        (swap.taker, swap.giver, swap.back, swap.turn),
    ):
        if turn is None:
            continue
        given = _whole(draft, giver, turn)
        if given is None:
            name = name_of(draft, giver)
            return refuse("swap_not_theirs", name=name, shift=turn.shift, day=turn.day.isoformat())
        refusal = _cannot_take(draft, taker, given, other)
        if refusal is not None:
            return refusal
    return None


def _cannot_take(draft: Draft, taker: str, given: Turn, instead: TurnRef | None) -> Refusal | None:
    if draft.roster.on_leave(taker, given.starts, given.ends) is not None:
        name = name_of(draft, taker)
        return refuse("swap_on_leave", name=name, shift=given.shift.name, day=given.day.isoformat())
    for own in draft.roster.turns_of(taker, given.starts, given.ends):
        if own.ref != instead:
            return overlap(draft, taker, given, own)
    return None


def _whole(draft: Draft, person: str, ref: TurnRef) -> Turn | None:
    """The person's seat in a shift, if it is wholly theirs and has not begun."""
    group = draft.picture.groups.get(ref.group)
    if group is None:
        return None
    for turn in _of(draft, ref):
        if turn.person == person and turn.starts > draft.now:
            whole = (turn.starts, turn.ends) == span_of(turn.shift, turn.day, draft.policy.zone)
            return turn if whole and turn.layer in ("pattern", "swap") else None
    return None


def _of(draft: Draft, ref: TurnRef) -> list[Turn]:
    starts = instant(ref.day, time(), draft.policy.zone)
    turns = draft.roster.turns(starts, starts + timedelta(days=2), [ref.group])
    return [turn for turn in turns if turn.ref == ref]


def _turns(draft: Draft, swap: Swap) -> list[Turn]:
    pairs = ((swap.giver, swap.turn), (swap.taker, swap.back))
    found = [_whole(draft, person, ref) for person, ref in pairs if ref is not None]
    return [one for one in found if one is not None]
