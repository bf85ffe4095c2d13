"""What a category needs is changed: for what is filed from now on, never for what is filed already."""

from command.domain import facts as f
from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import ChangeNeed


def change_need(draft: Draft, asked: Asked, request: ChangeNeed) -> Refusal | None:
    """By a coordinator who has seen the version in force, with a reason."""
    if request.category not in CATEGORIES:
        return refuse("unknown_category", category=request.category)
    known = draft.picture.needs.get(request.category)
    version = known.version if known is not None else 0
    if request.version != version:
        return refuse("need_stale", by=known.by_name or known.by if known is not None else "—", version=version)
    if not request.reason.strip():
        return refuse("reason_needed")
    if request.need is not None and request.need.by_priority[0].one_click:
        return refuse("need_waits")
    changed = f.NeedChanged(
        request=asked.request,
        category=request.category,
        need=request.need,
        version=version + 1,
        reason=request.reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(changed, asked.sender.id)
    return None
