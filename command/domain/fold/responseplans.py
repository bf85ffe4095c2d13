"""Folding drafts of response plans, and the plans that are published."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.mode import PlanDraft, PublishedPlan
from command.domain.picture import Picture


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


def _of_plan(fact: Any) -> Iterable[tuple[str, str]]:
    return [("plandrafts", fact.response_plan), ("responseplans", fact.response_plan)]


def _of_draft(fact: Any) -> Iterable[tuple[str, str]]:
    return [("plandrafts", fact.response_plan)]


STEPS: Steps = {
    f.ResponsePlanDrafted: _plan_drafted,
    f.ResponsePlanPublished: _plan_published,
    f.ResponsePlanDropped: _plan_dropped,
}
TOUCHES: Touches = {
    f.ResponsePlanDrafted: _of_draft,
    f.ResponsePlanPublished: _of_plan,
    f.ResponsePlanDropped: _of_draft,
}
