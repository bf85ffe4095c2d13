"""Folding response plans, the level in force, and what it brought."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from command.domain import facts as f
from command.domain.fold.moving import LINES
from command.domain.fold.step import Steps, Touches
from command.domain.kept.mode import (
    MODE,
    GridTasks,
    Mode,
    PlanDraft,
    PublishedPlan,
    Recall,
    Superior,
    Switching,
    SwitchProposal,
)
from command.domain.picture import Incident, Picture


def _plan_drafted(p: Picture, number: int, at: datetime, fact: f.ResponsePlanDrafted) -> None:
    p.plandrafts[fact.response_plan] = PlanDraft(
        id=fact.response_plan,
        base=fact.base,
        content=fact.content,
        reason=fact.reason,
        by=fact.by,
        by_name=fact.by_name,
        at=at,
    )


def _plan_published(p: Picture, number: int, at: datetime, fact: f.ResponsePlanPublished) -> None:
    p.plandrafts.pop(fact.response_plan, None)
    p.responseplans[fact.response_plan] = PublishedPlan(
        id=fact.response_plan,
        content=fact.content,
        reason=fact.reason,
        by=fact.by,
        by_name=fact.by_name,
        second=fact.second,
        second_name=fact.second_name,
        at=at,
    )


def _plan_dropped(p: Picture, number: int, at: datetime, fact: f.ResponsePlanDropped) -> None:
    p.plandrafts.pop(fact.response_plan, None)


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


def _incident_retimed(p: Picture, number: int, at: datetime, fact: f.IncidentRetimed) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    incident.priority = fact.priority
    if fact.raised:
        incident.reasons = list(fact.reasons)
    incident.limits = fact.limits or incident.limits
    incident.handle_by = fact.handle_by or incident.handle_by
    incident.next = fact.next or incident.next
    incident.changed_at = at
    _retime_work(p, incident, fact)


def _retime_work(p: Picture, incident: Incident, fact: f.IncidentRetimed) -> None:
    """Offers and assignments of the lead and of those beside it are as urgent as the incident, and due as it says."""
    offer = p.offers.get(incident.offer or "")
    if offer is not None:
        offer.priority = fact.priority
        if fact.next is not None and fact.next.kind == "answer":
            offer.answer_by = fact.next.due
    assignment = p.assignments.get(incident.assignment or "")
    if assignment is not None:
        assignment.priority = fact.priority
    for slot in (p.slots[id_] for id_ in incident.slots if id_ in p.slots):
        due = fact.slots.get(slot.id)
        asked = p.offers.get(slot.offer or "")
        if asked is not None:
            asked.priority, asked.answer_by = fact.priority, due or asked.answer_by
        held = p.assignments.get(slot.assignment or "")
        if held is not None:
            held.priority = fact.priority
        slot.due = due or slot.due


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


def _tasks_set(p: Picture, number: int, at: datetime, fact: f.GridTasksSet) -> None:
    mine = p.gridtasks.get(fact.area)
    if mine is None:
        mine = p.gridtasks[fact.area] = GridTasks(id=fact.area, people=[], tasks={})
    mine.people = list(fact.people)
    mine.tasks |= {
        task.id: msgspec.structs.replace(task, line=number * LINES + place, set_at=at)
        for place, task in enumerate(fact.tasks)
    }
    _set_tasks_due(mine)


def _tasks_timed(p: Picture, number: int, at: datetime, fact: f.GridTasksTimed) -> None:
    mine = p.gridtasks.get(fact.area)
    if mine is None:
        return
    for id_, due in fact.times.items():
        if id_ in mine.tasks:
            mine.tasks[id_].due, mine.tasks[id_].timed = due, True
    _set_tasks_due(mine)


def _task_done(p: Picture, number: int, at: datetime, fact: f.GridTaskDone) -> None:
    mine = p.gridtasks.get(fact.area)
    task = mine.tasks.get(fact.grid_task) if mine is not None else None
    if mine is None or task is None:
        return
    task.done_at, task.done_by, task.done_by_name = fact.happened_at or at, fact.by, fact.doer or fact.by_name
    task.note, task.photos, task.paper = fact.note, list(fact.photos), fact.paper
    _set_tasks_due(mine)


def _tasks_missed(p: Picture, number: int, at: datetime, fact: f.GridTasksMissed) -> None:
    mine = p.gridtasks.get(fact.area)
    if mine is None:
        return
    for id_ in fact.tasks:
        if id_ in mine.tasks:
            mine.tasks[id_].missed = True
    mine.level = fact.level
    _set_tasks_due(mine, fact.due)


def _set_tasks_due(mine: GridTasks, again: datetime | None = None) -> None:
    """When the first of what is not done and not yet told is due; what was told is told `again`."""
    waits = [task.due for task in mine.tasks.values() if task.done_at is None and not task.missed]
    if any(task.missed and task.done_at is None for task in mine.tasks.values()):
        waits += [when for when in (again or mine.due,) if when is not None]
    else:
        mine.level = 0
    mine.due = min(waits) if waits else None


def _tasks_ended(p: Picture, number: int, at: datetime, fact: f.GridTasksEnded) -> None:
    p.gridtasks.pop(fact.area, None)


def _of_plan(fact: Any) -> Iterable[tuple[str, str]]:
    return [("plandrafts", fact.response_plan), ("responseplans", fact.response_plan)]


def _of_draft(fact: Any) -> Iterable[tuple[str, str]]:
    return [("plandrafts", fact.response_plan)]


def _of_switch(fact: f.ModeSwitched) -> Iterable[tuple[str, str]]:
    made = [("modes", MODE), ("switchings", MODE)]
    return [*made, ("recalls", MODE)] if fact.recalled else made


def _of_slots(fact: f.IncidentRetimed) -> Iterable[tuple[str, str]]:
    return [("slots", slot) for slot in fact.slots]


def _of_proposal(fact: Any) -> Iterable[tuple[str, str]]:
    return [("switchproposals", fact.proposal)]


def _of_mode(_: Any) -> Iterable[tuple[str, str]]:
    return [("modes", MODE)]


def _of_recall(_: Any) -> Iterable[tuple[str, str]]:
    return [("recalls", MODE)]


def _of_grid(fact: Any) -> Iterable[tuple[str, str]]:
    return [("gridtasks", fact.area)]


STEPS: Steps = {
    f.ResponsePlanDrafted: _plan_drafted,
    f.ResponsePlanPublished: _plan_published,
    f.ResponsePlanDropped: _plan_dropped,
    f.SuperiorOrdered: _superior_ordered,
    f.SwitchProposed: _proposed,
    f.SwitchEscalated: _proposal_escalated,
    f.SwitchClosed: _proposal_closed,
    f.ModeSwitched: _switched,
    f.SwitchCarriedOn: _carried_on,
    f.TasksReconsidered: _tasks_reconsidered,
    f.IncidentRetimed: _incident_retimed,
    f.ModeReviewed: _reviewed,
    f.ModeReviewDue: _review_due,
    f.ModeCountersigned: _countersigned,
    f.CountersignMissed: _countersign_missed,
    f.RecalledCame: _recalled_came,
    f.RecallMissed: _recall_missed,
    f.RecallEnded: _recall_ended,
    f.GridTasksSet: _tasks_set,
    f.GridTasksTimed: _tasks_timed,
    f.GridTaskDone: _task_done,
    f.GridTasksMissed: _tasks_missed,
    f.GridTasksEnded: _tasks_ended,
}
TOUCHES: Touches = {
    f.ResponsePlanDrafted: _of_draft,
    f.ResponsePlanPublished: _of_plan,
    f.ResponsePlanDropped: _of_draft,
    f.SuperiorOrdered: lambda fact: [("superiors", fact.threat)],
    f.SwitchProposed: _of_proposal,
    f.SwitchEscalated: _of_proposal,
    f.SwitchClosed: _of_proposal,
    f.ModeSwitched: _of_switch,
    f.SwitchCarriedOn: lambda _: [("switchings", MODE)],
    f.TasksReconsidered: lambda _: [("switchings", MODE)],
    f.IncidentRetimed: _of_slots,
    f.ModeReviewed: _of_mode,
    f.ModeReviewDue: _of_mode,
    f.ModeCountersigned: _of_mode,
    f.CountersignMissed: _of_mode,
    f.RecalledCame: _of_recall,
    f.RecallMissed: _of_recall,
    f.RecallEnded: _of_recall,
    **dict.fromkeys((f.GridTasksSet, f.GridTasksTimed, f.GridTaskDone, f.GridTasksMissed, f.GridTasksEnded), _of_grid),
}
