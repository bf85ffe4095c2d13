"""`/api/plans`: response plans (预案), edited, checked, compared, and published by two people."""

from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain.draft import Draft
from command.domain.facts.response import ResponsePlan
from command.domain.kept.mode import PlanDraft, PublishedPlan
from command.domain.mode.plans import Change, Problem, compare, plan_of, plans_of, problems
from command.http.context import Ctx
from command.http.modes import Key
from command.http.performing import Done, perform_request
from command.http.reader import Asker, require
from command.wire.requests import Reason

Version = Annotated[int, Meta(ge=0)]


class PlanInForce(Struct, frozen=True, kw_only=True):
    """A plan's present version. `published`: by whom; None for the one that ships. `waiting`: the version that waits
    for a second person, with what differs in it."""

    plan: ResponsePlan
    published: PublishedPlan | None
    waiting: PlanDraft | None
    changes: list[Change]


class Plans(Struct, frozen=True, kw_only=True):
    """All plans."""

    plans: list[PlanInForce]


class Judged(Struct, frozen=True, kw_only=True):
    """What is wrong with a version, and what differs in it from the present one."""

    problems: list[Problem]
    changes: list[Change]
    base: int


class Drafting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another version, made from version `base`."""

    content: ResponsePlan
    base: Version
    reason: Reason


class Publishing(Struct, frozen=True, forbid_unknown_fields=True):
    """The version it was compared with."""

    base: Version


class Dropping(Struct, frozen=True, forbid_unknown_fields=True):
    """Why."""

    reason: Reason = ""


@get("/api/plans", tags=["plans"])
async def list_plans(context: Ctx, reader: Asker) -> Plans:
    """Every plan in its present version, and what waits to be published."""
    require(reader, "mode.get")
    return await context.desk.look(_plans)


@post("/api/plans/check", status_code=200, tags=["plans"])
async def check_plan(context: Ctx, reader: Asker, data: JSONBody[ResponsePlan]) -> Judged:
    """Whether a version is sound, and what differs in it; nothing is kept."""
    require(reader, "response_plan.draft")

    def question(draft: Draft) -> Judged:
        known = plan_of(draft.picture, data.id)
        version = known.version if known is not None else 0
        return Judged(problems=problems(data, draft.normal), changes=compare(known, data), base=version)

    return await context.desk.look(question)


@post("/api/plans/drafts", status_code=200, tags=["plans"])
async def draft_plan(context: Ctx, reader: Asker, data: JSONBody[Drafting], idempotency_key: Key = None) -> Done:
    """Put a version before somebody else, who publishes it."""
    require(reader, "response_plan.draft")
    return await perform_request(context, reader, "response_plan.draft", msgspec.to_builtins(data), idempotency_key)


@post("/api/plans/{plan:str}/publish", status_code=200, tags=["plans"])
async def publish_plan(
    context: Ctx, reader: Asker, plan: FromPath[str], data: JSONBody[Publishing], idempotency_key: Key = None
) -> Done:
    """Publish what another wrote."""
    require(reader, "response_plan.publish")
    asked = {"response_plan": plan, "base": data.base}
    return await perform_request(context, reader, "response_plan.publish", asked, idempotency_key)


@post("/api/plans/{plan:str}/drop", status_code=200, tags=["plans"])
async def drop_plan(
    context: Ctx, reader: Asker, plan: FromPath[str], data: JSONBody[Dropping], idempotency_key: Key = None
) -> Done:
    """Turn a version down, or take one's own back."""
    require(reader, "response_plan.drop")
    asked = {"response_plan": plan, "reason": data.reason}
    return await perform_request(context, reader, "response_plan.drop", asked, idempotency_key)


def _plans(draft: Draft) -> Plans:
    found = []
    for plan in plans_of(draft.picture):
        waiting = draft.picture.plandrafts.get(plan.id)
        changes = compare(plan, waiting.content) if waiting is not None else []
        published = draft.picture.responseplans.get(plan.id)
        found.append(PlanInForce(plan=plan, published=published, waiting=waiting, changes=changes))
    new = [one for id_, one in draft.picture.plandrafts.items() if plan_of(draft.picture, id_) is None]
    found += [
        PlanInForce(plan=one.content, published=None, waiting=one, changes=compare(None, one.content)) for one in new
    ]
    return Plans(plans=found)


ROUTES = [list_plans, check_plan, draft_plan, publish_plan, drop_plan]
