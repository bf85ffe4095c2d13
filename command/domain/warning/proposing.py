"""What the warnings in force propose, and that somebody decides. A warning never switches anything by itself."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.mode import MODE
from command.domain.kept.warnings import Proposal, Warning  # noqa: A004 - the field's word
from command.domain.mode.levels import weight
from command.domain.mode.plans import plans_of
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.summons.deciders import decided, deciders_of, wake
from command.domain.warning.levels import DEFAULT, HAZARDS, Levels
from command.wire.requests import DismissProposal, TakeProposal


def levels_of(draft: Draft, hazard: str) -> Levels | None:
    """The table of the hazard's response plan, None if there is no plan for it."""
    plan = next((one for one in plans_of(draft.picture) if one.threat == hazard), None)
    if plan is None:
        return DEFAULT if hazard in HAZARDS else None
    return Levels(plan.triggers, DEFAULT.by_notice, f"{plan.id}:{plan.version}")


def level_in_force(draft: Draft, hazard: str) -> f.ResponseLevel | None:
    """The response level of the hazard that the district is at; None: the normal policy."""
    mode = draft.picture.modes.get(MODE)
    return mode.level if mode is not None and mode.level != 0 and mode.threat == hazard else None


def _is_covered(draft: Draft, hazard: str, level: f.ResponseLevel | None) -> bool:
    """Whether the district is, because of something else, at a level at least as grave: there is one mode for all."""
    mode = draft.picture.modes.get(MODE)
    if mode is None or mode.threat == hazard or mode.level == 0:
        return False
    return level is None or weight(mode.level) >= weight(level)


def reasons_for(draft: Draft, hazard: str) -> list[f.ProposalReason]:
    """Each real warning of the hazard in force that the table has a level for, the highest first."""
    levels = levels_of(draft, hazard)
    if levels is None:
        return []
    found = [_reason(w, levels) for w in draft.picture.warnings.values() if w.in_force and w.hazard == hazard]
    return sorted((one for one in found if one is not None), key=lambda one: (one.level, one.warning))


def _reason(warning: Warning, levels: Levels) -> f.ProposalReason | None:
    by_signal = levels.by_signal.get(warning.colour) if warning.colour is not None else None
    by_notice = levels.by_notice.get(warning.notice) if warning.notice is not None else None
    both = [level for level in (by_signal, by_notice) if level is not None]
    if not both:
        return None
    return f.ProposalReason(
        warning=warning.id,
        hazard=warning.hazard,
        colour=warning.colour,
        notice=warning.notice,
        level=min(both),
        source=levels.source,
    )


def reconsider(draft: Draft, hazard: str) -> None:
    """After anything about a hazard changed: propose what its warnings now speak for, unless that is in force or
    proposed already; and let go of a proposal that nothing speaks for any more."""
    reasons = reasons_for(draft, hazard)
    level = reasons[0].level if reasons else None
    current = level_in_force(draft, hazard)
    open_ = next((one for one in draft.picture.proposals.values() if one.hazard == hazard), None)
    if level == current or _is_covered(draft, hazard, level):
        if open_ is not None:
            done = open_.level == current
            draft.add(f.ProposalClosed(proposal=open_.id, area=open_.area, why="done" if done else "lapsed"))
            decided(draft, open_.id, answered=done)
        return
    if open_ is not None and open_.level == level:
        return
    _propose(draft, hazard, level, reasons, open_)


def _propose(
    draft: Draft,
    hazard: str,
    level: f.ResponseLevel | None,
    reasons: list[f.ProposalReason],
    instead: Proposal | None,
) -> None:
    draft.add(
        f.ProposalMade(
            proposal=draft.new_id(),
            area=draft.situation.district,
            hazard=hazard,
            level=level,
            reasons=reasons,
            instead=instead.id if instead is not None else None,
            told=deciders(draft),
            due=draft.now + draft.policy.proposal_answer,
        )
    )
    if instead is not None:
        decided(draft, instead.id, answered=False)


def deciders(draft: Draft) -> list[str]:
    """Who can take a proposal up: operators and coordinators, all of them."""
    return [*draft.situation.operators, *draft.situation.coordinators]


def proposal_due(draft: Draft, proposal: Proposal) -> None:
    """Nobody decided, or who took it up has not switched: it goes up, again and again, until somebody has; and named
    people are called, wherever they are."""
    above = list(draft.situation.coordinators) or deciders(draft)
    named = deciders_of(draft, proposal, proposal.times + 1)
    draft.add(
        f.ProposalEscalated(
            proposal=proposal.id,
            area=proposal.area,
            times=proposal.times + 1,
            told=list(dict.fromkeys([*above, *named])),
            due=draft.now + draft.policy.proposal_again,
        )
    )
    wake(draft, proposal, named)


def take_proposal(draft: Draft, asked: Asked, request: TakeProposal) -> Refusal | None:
    """I prepare the switch. It is not over by that: the level must be in force in time."""
    proposal = draft.picture.proposals.get(request.proposal)
    if proposal is None:
        return refuse("proposal_unknown")
    if proposal.taken_by == asked.sender.id:
        return refuse("proposal_taken", name=proposal.taken_by_name)
    draft.add(
        f.ProposalTaken(
            request=asked.request,
            proposal=proposal.id,
            area=proposal.area,
            by=asked.sender.id,
            by_name=asked.sender.name,
            due=draft.now + draft.policy.proposal_switch,
        ),
        asked.sender.id,
    )
    decided(draft, proposal.id, answered=True)
    return None


def dismiss_proposal(draft: Draft, asked: Asked, request: DismissProposal) -> Refusal | None:
    """Not followed, with a reason that stays on the record. The warnings stay in force."""
    proposal = draft.picture.proposals.get(request.proposal)
    if proposal is None:
        return refuse("proposal_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    closed = f.ProposalClosed(
        request=asked.request,
        proposal=proposal.id,
        area=proposal.area,
        why="dismissed",
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
    )
    draft.add(closed, asked.sender.id)
    decided(draft, proposal.id, answered=True)
    return None
