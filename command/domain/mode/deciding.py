"""Who switches: one proposes, a second whom the level allows decides; or, in an emergency, one alone, loudly."""

from datetime import datetime, timedelta

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.response import Rank, ResponsePlan, Threat
from command.domain.kept.mode import Mode, SwitchProposal
from command.domain.mode.levels import RANKS, TYPED, graver, is_typed, weight
from command.domain.mode.plans import plan_of
from command.domain.mode.switch import Wanted, level_of, mode_of, switch, version_of
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import (
    ApproveMode,
    CountersignMode,
    ProposeMode,
    RecordSuperior,
    RefuseMode,
    ReviewMode,
    SwitchAlone,
    WithdrawMode,
)

REVIEW_MOST = timedelta(hours=48)
"""A level is looked at again within two days at most [D]."""


class Sound(Struct, frozen=True):
    """A switch that may be proposed: the plan's version that it is of."""

    plan: ResponsePlan


def sound(draft: Draft, asked: ProposeMode | SwitchAlone) -> Sound | Refusal:
    """What is asked, checked against what holds now: of the present plan and the present switch, not of older ones."""
    plan = plan_of(draft.picture, asked.response_plan)
    if plan is None:
        return refuse("plan_unknown", plan=asked.response_plan)
    refusal = _stale(draft, plan, asked.plan_version, asked.mode_version)
    if refusal is None and _is_same(mode_of(draft), plan, asked.level):
        refusal = refuse("mode_same")
    refusal = refusal or _unreasoned(draft, asked)
    return refusal or below_superior(draft, plan.threat, asked.level, asked.below_reason) or Sound(plan)


def _stale(draft: Draft, plan: ResponsePlan | None, plan_version: int, mode_version: int) -> Refusal | None:
    """Whether somebody decides on a state that has passed."""
    if plan is None or plan_version != plan.version:
        return refuse("plan_stale", version=plan.version if plan is not None else 0)
    mode = mode_of(draft)
    if mode_version != version_of(draft):
        return refuse("mode_stale", by=mode.second_name or mode.by_name if mode is not None else "—")
    return None


def _unreasoned(draft: Draft, asked: ProposeMode | SwitchAlone) -> Refusal | None:
    if not asked.reason.strip():
        return refuse("reason_needed")
    if asked.level > 0 and not _is_review(draft, asked.review_at):
        return refuse("mode_review", hours=round(REVIEW_MOST.total_seconds() / 3600))
    if asked.order is not None and asked.order.at > draft.now + draft.policy.clock_tolerance:
        return refuse("order_future")
    return None


def _is_same(mode: Mode | None, plan: ResponsePlan, level: int) -> bool:
    if mode is None or mode.level == 0:
        return level == 0
    return level == mode.level and (plan.id, plan.version) == (mode.response_plan, mode.plan_version)


def _is_review(draft: Draft, at: datetime | None) -> bool:
    return at is not None and draft.now < at <= draft.now + REVIEW_MOST


def below_superior(draft: Draft, threat: Threat, level: int, reason: str) -> Refusal | None:
    """A level below the superior's needs a reason."""
    above = draft.picture.superiors.get(threat)
    if above is None or weight(level) >= weight(above.level) or reason.strip():
        return None
    return refuse("mode_below_superior", issuer=above.order.issuer, level=f"level:{above.level}")


def ranks_for(draft: Draft, plan: ResponsePlan, level: int) -> list[Rank]:
    """Who may order a switch to this level: whoever may order the graver of the two levels it is between."""
    mode, grave = mode_of(draft), graver(level, level_of(draft))
    ours = plan
    if grave != level and mode is not None:
        ours = plan_of(draft.picture, mode.response_plan) or plan
    layer = next((one for one in ours.levels if one.level == grave), None)
    return [rank for rank in RANKS if layer is not None and rank in layer.ordered_by]


def _may_order(draft: Draft, person: Person, plan: ResponsePlan, level: int) -> Refusal | None:
    ranks = ranks_for(draft, plan, level)
    return None if person.rank in ranks else refuse("mode_rank", ranks=",".join(ranks))


def propose_mode(draft: Draft, asked: Asked, request: ProposeMode) -> Refusal | None:
    """One proposal waits at a time. A graver one takes its place; anything else waits until it is decided."""
    found = sound(draft, request)
    if isinstance(found, Refusal):
        return found
    pending = list(draft.picture.switchproposals.values())
    for one in pending:
        if weight(request.level) <= weight(one.level):
            return refuse("mode_pending", by=one.by_name or one.by, level=f"level:{one.level}")
    draft.add(
        f.SwitchProposed(
            request=asked.request,
            proposal=draft.new_id(),
            response_plan=found.plan.id,
            plan_version=found.plan.version,
            threat=found.plan.threat,
            level=request.level,
            mode_version=version_of(draft),
            order=request.order,
            reason=request.reason.strip(),
            review_at=request.review_at,
            below_reason=request.below_reason.strip(),
            by=asked.sender.id,
            by_name=asked.sender.name,
            told=deciders(draft, found.plan, request.level),
            due=draft.now + draft.policy.switch_answer,
            expires_at=draft.now + draft.policy.switch_ends,
        ),
        asked.sender.id,
    )
    for one in pending:
        _close(draft, one, "superseded", by=asked.sender)
    return None


def deciders(draft: Draft, plan: ResponsePlan, level: int) -> list[str]:
    """Whom a proposal is put before: coordinators whose rank allows the level; if there are none, all of them."""
    ranks = ranks_for(draft, plan, level)
    able = [one for one in draft.situation.coordinators if draft.picture.people[one].rank in ranks]
    return sorted(able or draft.situation.coordinators)


def approve_mode(draft: Draft, asked: Asked, request: ApproveMode) -> Refusal | None:
    """The second person: another than who proposed, whom the level allows, of the state that was proposed for."""
    proposal = draft.picture.switchproposals.get(request.proposal)
    if proposal is None:
        return refuse("switch_unknown")
    plan = plan_of(draft.picture, proposal.response_plan)
    refusal = _unapprovable(draft, asked.sender, proposal, plan, request.mode_version)
    if refusal is not None or plan is None:
        return refusal
    wanted = Wanted(
        plan=plan,
        level=proposal.level,
        order=proposal.order,
        reason=proposal.reason,
        review_at=proposal.review_at,
        below_reason=proposal.below_reason,
        by=proposal.by,
        by_name=proposal.by_name,
        second=asked.sender,
        proposal=proposal.id,
    )
    switch(draft, wanted, asked.request, asked.sender.id)
    return None


def _unapprovable(
    draft: Draft, person: Person, proposal: SwitchProposal, plan: ResponsePlan | None, seen: int
) -> Refusal | None:
    if proposal.by == person.id:
        return refuse("second_person")
    stale = _stale(draft, plan, proposal.plan_version, seen if seen == proposal.mode_version else -1)
    if stale is not None or plan is None:
        return stale
    return _may_order(draft, person, plan, proposal.level) or below_superior(
        draft, plan.threat, proposal.level, proposal.below_reason
    )


def refuse_mode(draft: Draft, asked: Asked, request: RefuseMode) -> Refusal | None:
    """Turned down, with a reason, by any coordinator."""
    proposal = draft.picture.switchproposals.get(request.proposal)
    if proposal is None:
        return refuse("switch_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    _close(draft, proposal, "refused", by=asked.sender, reason=request.reason.strip(), request=asked.request)
    return None


def withdraw_mode(draft: Draft, asked: Asked, request: WithdrawMode) -> Refusal | None:
    """Taken back by whoever proposed it."""
    proposal = draft.picture.switchproposals.get(request.proposal)
    if proposal is None or proposal.by != asked.sender.id:
        return refuse("switch_unknown")
    _close(draft, proposal, "withdrawn", by=asked.sender, reason=request.reason.strip(), request=asked.request)
    return None


def _close(
    draft: Draft,
    proposal: SwitchProposal,
    why: f.SwitchEnd,
    *,
    by: Person | None = None,
    reason: str = "",
    request: str | None = None,
    told: list[str] | None = None,
) -> None:
    closed = f.SwitchClosed(
        request=request,
        proposal=proposal.id,
        threat=proposal.threat,
        level=proposal.level,
        why=why,
        reason=reason,
        by=by.id if by is not None else "",
        by_name=by.name if by is not None else "",
        told=sorted({one for one in (proposal.by, *(told or ())) if one}),
    )
    draft.add(closed, *([by.id] if request and by is not None else []))


def switch_alone(draft: Draft, asked: Asked, request: SwitchAlone) -> Refusal | None:
    """One coordinator, in an emergency: only upwards, with the level's name typed, and countersigned afterwards."""
    if weight(request.level) <= weight(level_of(draft)):
        return refuse("mode_alone_up")
    found = sound(draft, request)
    if isinstance(found, Refusal):
        return found
    if not is_typed(request.level, request.typed):
        english = (asked.language or asked.sender.language).startswith("en")
        return refuse("mode_typed", wanted=TYPED[request.level][english])
    wanted = Wanted(
        plan=found.plan,
        level=request.level,
        order=request.order,
        reason=request.reason.strip(),
        review_at=request.review_at,
        below_reason=request.below_reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
        alone=True,
    )
    switch(draft, wanted, asked.request, asked.sender.id)
    return None


def countersign_mode(draft: Draft, asked: Asked, request: CountersignMode) -> Refusal | None:
    """补签, by another coordinator whom the level allows."""
    mode = mode_of(draft)
    if mode is None or mode.countersign_by is None or mode.version != request.version:
        return refuse("mode_not_alone")
    if mode.by == asked.sender.id:
        return refuse("second_person")
    plan = plan_of(draft.picture, mode.response_plan)
    if plan is not None and (refusal := _may_order(draft, asked.sender, plan, mode.level)) is not None:
        return refusal
    signed = f.ModeCountersigned(
        request=asked.request, version=mode.version, by=asked.sender.id, by_name=asked.sender.name
    )
    draft.add(signed, asked.sender.id)
    return None


def review_mode(draft: Draft, asked: Asked, request: ReviewMode) -> Refusal | None:
    """The level was looked at and stays."""
    mode = mode_of(draft)
    if mode is None or mode.level == 0 or mode.version != request.version:
        return refuse("mode_stale", by=mode.second_name or mode.by_name if mode is not None else "—")
    if not request.reason.strip():
        return refuse("reason_needed")
    if not _is_review(draft, request.review_at):
        return refuse("mode_review", hours=round(REVIEW_MOST.total_seconds() / 3600))
    reviewed = f.ModeReviewed(
        request=asked.request,
        version=mode.version,
        review_at=request.review_at,
        reason=request.reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(reviewed, asked.sender.id)
    return None


def record_superior(draft: Draft, asked: Asked, request: RecordSuperior) -> Refusal | None:
    """What came from above is written down: it binds from then on."""
    if request.order.at > draft.now + draft.policy.clock_tolerance:
        return refuse("order_future")
    known = draft.picture.superiors.get(request.threat)
    if (known.level if known is not None else 0) == request.level:
        return refuse("mode_same")
    ordered = f.SuperiorOrdered(
        request=asked.request,
        threat=request.threat,
        level=request.level,
        order=request.order,
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(ordered, asked.sender.id)
    return None


def switch_proposal_due(draft: Draft, proposal: SwitchProposal) -> None:
    """Nobody decided: told again, each time to more people; at last it is over, and that is told too."""
    if proposal.expires_at <= draft.now:
        _close(draft, proposal, "expired", told=list(draft.situation.coordinators))
        return
    plan = plan_of(draft.picture, proposal.response_plan)
    told = {*draft.situation.coordinators}
    if proposal.times > 0 or plan is None:
        told |= draft.situation.operators.keys()
    draft.add(
        f.SwitchEscalated(
            proposal=proposal.id,
            threat=proposal.threat,
            level=proposal.level,
            times=proposal.times + 1,
            told=sorted(told),
            due=min(draft.now + draft.policy.switch_answer, proposal.expires_at),
        )
    )


def mode_due(draft: Draft, mode: Mode) -> None:
    """Nobody countersigned, or nobody reviewed: the coordinators are told, the operators too from the second time."""
    again = draft.now + draft.policy.review_again
    coordinators, operators = list(draft.situation.coordinators), list(draft.situation.operators)
    if mode.countersign_by is not None and mode.countersign_by <= draft.now:
        told = coordinators + (operators if mode.countersign_told else [])
        draft.add(
            f.CountersignMissed(
                version=mode.version,
                level=mode.level,
                times=mode.countersign_told + 1,
                told=sorted(told),
                due=draft.now + draft.policy.countersign,
            )
        )
    if mode.review_at is not None and mode.review_at <= draft.now:
        told = coordinators + (operators if mode.review_told else [])
        draft.add(
            f.ModeReviewDue(
                version=mode.version, level=mode.level, times=mode.review_told + 1, told=sorted(told), due=again
            )
        )
