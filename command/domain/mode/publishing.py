"""Plans are changed by two people: one drafts a version, another coordinator publishes it."""

import msgspec

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.mode.plans import compare, plan_of, problems
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import DraftPlan, DropPlan, PublishPlan


def draft_plan(draft: Draft, asked: Asked, request: DraftPlan) -> Refusal | None:
    """A version to be published by somebody else: sound, of the version in force, and different from it."""
    content = request.content
    known = plan_of(draft.picture, content.id)
    version = known.version if known is not None else 0
    if request.base != version:
        return refuse("plan_stale", version=version)
    waiting = draft.picture.plandrafts.get(content.id)
    if waiting is not None:
        return refuse("plan_pending", by=waiting.by_name or waiting.by)
    if not request.reason.strip():
        return refuse("reason_needed")
    wrong = problems(content, draft.normal)
    if wrong:
        return refuse("plan_wrong", count=len(wrong), path=wrong[0].path, detail=wrong[0].detail or wrong[0].code)
    if known is not None and not compare(known, content):
        return refuse("plan_same")
    draft.add(
        f.ResponsePlanDrafted(
            request=asked.request,
            response_plan=content.id,
            base=version,
            content=msgspec.structs.replace(content, version=version + 1),
            reason=request.reason.strip(),
            by=asked.sender.id,
            by_name=asked.sender.name,
        ),
        asked.sender.id,
    )
    return None


def publish_plan(draft: Draft, asked: Asked, request: PublishPlan) -> Refusal | None:
    """By another than who wrote it, of the version they saw it compared with."""
    waiting = draft.picture.plandrafts.get(request.response_plan)
    if waiting is None:
        return refuse("plan_no_draft")
    if waiting.by == asked.sender.id:
        return refuse("second_person")
    known = plan_of(draft.picture, request.response_plan)
    version = known.version if known is not None else 0
    if not waiting.base == request.base == version:
        return refuse("plan_stale", version=version)
    published = f.ResponsePlanPublished(
        request=asked.request,
        response_plan=waiting.id,
        content=waiting.content,
        reason=waiting.reason,
        by=waiting.by,
        by_name=waiting.by_name,
        second=asked.sender.id,
        second_name=asked.sender.name,
    )
    draft.add(published, asked.sender.id)
    return None


def drop_plan(draft: Draft, asked: Asked, request: DropPlan) -> Refusal | None:
    """Taken back by who wrote it, or turned down by a coordinator, with a reason."""
    waiting = draft.picture.plandrafts.get(request.response_plan)
    if waiting is None:
        return refuse("plan_no_draft")
    is_own = waiting.by == asked.sender.id
    if not is_own and "coordinator" not in asked.sender.roles:
        return refuse("not_allowed")
    if not is_own and not request.reason.strip():
        return refuse("reason_needed")
    dropped = f.ResponsePlanDropped(
        request=asked.request,
        response_plan=waiting.id,
        why="withdrawn" if is_own else "rejected",
        reason=request.reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(dropped, asked.sender.id)
    return None
