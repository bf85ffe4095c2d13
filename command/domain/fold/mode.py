"""Folding the response level in force: proposing and switching it, its review, and who is called in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.mode import MODE, Mode, Recall, Superior, Switching, SwitchProposal
from command.domain.picture import Picture


def _superior_ordered(p: Picture, number: int, at: datetime, fact: f.SuperiorOrdered) -> None:
    if fact.level == 0:
        p.superiors.pop(fact.threat, None)
        return
    p.superiors[fact.threat] = Superior(
        id=fact.threat, level=fact.level, order=fact.order, by=fact.by, by_name=fact.by_name, at=at
    )


def _proposed(p: Picture, number: int, at: datetime, fact: f.SwitchProposed) -> None:
    p.switchproposals[fact.proposal] = SwitchProposal(
        id=fact.proposal,
        response_plan=fact.response_plan,
        plan_version=fact.plan_version,
        threat=fact.threat,
        level=fact.level,
        mode_version=fact.mode_version,
        order=fact.order,
        reason=fact.reason,
        review_at=fact.review_at,
        below_reason=fact.below_reason,
        by=fact.by,
        by_name=fact.by_name,
        proposed_at=at,
        expires_at=fact.expires_at,
        due=fact.due,
    )


def _proposal_escalated(p: Picture, number: int, at: datetime, fact: f.SwitchEscalated) -> None:
    proposal = p.switchproposals.get(fact.proposal)
    if proposal is not None:
        proposal.times, proposal.due = fact.times, fact.due


def _proposal_closed(p: Picture, number: int, at: datetime, fact: f.SwitchClosed) -> None:
    p.switchproposals.pop(fact.proposal, None)


def _switched(p: Picture, number: int, at: datetime, fact: f.ModeSwitched) -> None:
    mode = Mode(
        id=MODE,
        version=fact.version,
        level=fact.level,
        was=fact.was,
        threat=fact.threat,
        response_plan=fact.response_plan,
        plan_version=fact.plan_version,
        overlay=fact.overlay,
        order=fact.order,
        reason=fact.reason,
        below_reason=fact.below_reason,
        since=at,
        by=fact.by,
        by_name=fact.by_name,
        second=fact.second,
        second_name=fact.second_name,
        alone=fact.alone,
        review_at=fact.review_at,
        countersign_by=fact.countersign_by,
    )
    _set_due(mode)
    p.modes[MODE] = mode
    p.switchings[MODE] = Switching(
        id=MODE, version=fact.version, level=fact.level, was=fact.was, until_number=number, due=at
    )
    if fact.recalled and fact.recall_by is not None:
        p.recalls[MODE] = Recall(
            id=MODE, opened_at=at, by=fact.recall_by, people=dict(fact.recalled), due=fact.recall_by
        )


def _set_due(mode: Mode) -> None:
    """The first of what silence is acted on for."""
    waits = [when for when in (mode.review_at, mode.countersign_by) if when is not None]
    mode.due = min(waits) if waits else None


def _carried_on(p: Picture, number: int, at: datetime, fact: f.SwitchCarriedOn) -> None:
    under_way = p.switchings.get(MODE)
    if under_way is None:
        return
    if fact.due is None:
        del p.switchings[MODE]
        return
    under_way.upto_number, under_way.upto_grid, under_way.due = fact.upto_number, fact.upto_grid, fact.due


def _tasks_reconsidered(p: Picture, number: int, at: datetime, fact: f.TasksReconsidered) -> None:
    mode, under_way = p.modes.get(MODE), p.switchings.get(MODE)
    if under_way is not None:
        under_way.upto_grid, under_way.due = "", fact.due
    elif mode is not None:
        p.switchings[MODE] = Switching(
            id=MODE, version=fact.version, level=mode.level, was=mode.level, until_number=0, due=fact.due
        )


def _reviewed(p: Picture, number: int, at: datetime, fact: f.ModeReviewed) -> None:
    mode = p.modes.get(MODE)
    if mode is not None:
        mode.review_at, mode.review_told = fact.review_at, 0
        _set_due(mode)


def _review_due(p: Picture, number: int, at: datetime, fact: f.ModeReviewDue) -> None:
    mode = p.modes.get(MODE)
    if mode is not None:
        mode.review_at, mode.review_told = fact.due, fact.times
        _set_due(mode)


def _countersigned(p: Picture, number: int, at: datetime, fact: f.ModeCountersigned) -> None:
    mode = p.modes.get(MODE)
    if mode is not None:
        mode.second, mode.second_name, mode.countersign_by = fact.by, fact.by_name, None
        _set_due(mode)


def _countersign_missed(p: Picture, number: int, at: datetime, fact: f.CountersignMissed) -> None:
    mode = p.modes.get(MODE)
    if mode is not None:
        mode.countersign_by, mode.countersign_told = fact.due, fact.times
        _set_due(mode)


def _recalled_came(p: Picture, number: int, at: datetime, fact: f.RecalledCame) -> None:
    recall = p.recalls.get(MODE)
    if recall is not None:
        recall.come[fact.person] = at


def _recall_missed(p: Picture, number: int, at: datetime, fact: f.RecallMissed) -> None:
    recall = p.recalls.get(MODE)
    if recall is not None:
        recall.level, recall.due = fact.level, fact.due


def _recall_ended(p: Picture, number: int, at: datetime, fact: f.RecallEnded) -> None:
    p.recalls.pop(MODE, None)


def _of_switch(fact: f.ModeSwitched) -> Iterable[tuple[str, str]]:
    made = [("modes", MODE), ("switchings", MODE)]
    return [*made, ("recalls", MODE)] if fact.recalled else made


def _of_proposal(fact: Any) -> Iterable[tuple[str, str]]:
    return [("switchproposals", fact.proposal)]


def _of_mode(_: Any) -> Iterable[tuple[str, str]]:
    return [("modes", MODE)]


def _of_recall(_: Any) -> Iterable[tuple[str, str]]:
    return [("recalls", MODE)]


STEPS: Steps = {
    f.SuperiorOrdered: _superior_ordered,
    f.SwitchProposed: _proposed,
    f.SwitchEscalated: _proposal_escalated,
    f.SwitchClosed: _proposal_closed,
    f.ModeSwitched: _switched,
    f.SwitchCarriedOn: _carried_on,
    f.TasksReconsidered: _tasks_reconsidered,
    f.ModeReviewed: _reviewed,
    f.ModeReviewDue: _review_due,
    f.ModeCountersigned: _countersigned,
    f.CountersignMissed: _countersign_missed,
    f.RecalledCame: _recalled_came,
    f.RecallMissed: _recall_missed,
    f.RecallEnded: _recall_ended,
}
TOUCHES: Touches = {
    f.SuperiorOrdered: lambda fact: [("superiors", fact.threat)],
    f.SwitchProposed: _of_proposal,
    f.SwitchEscalated: _of_proposal,
    f.SwitchClosed: _of_proposal,
    f.ModeSwitched: _of_switch,
    f.SwitchCarriedOn: lambda _: [("switchings", MODE)],
    f.TasksReconsidered: lambda _: [("switchings", MODE)],
    f.ModeReviewed: _of_mode,
    f.ModeReviewDue: _of_mode,
    f.ModeCountersigned: _of_mode,
    f.CountersignMissed: _of_mode,
    f.RecalledCame: _of_recall,
    f.RecallMissed: _of_recall,
    f.RecallEnded: _of_recall,
}
