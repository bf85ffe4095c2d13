"""The limits of a category are changed: for what is filed from now on, never for what is filed already."""

from command.domain import facts as f
from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.limits import span
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import ChangeLimits

_LONGEST_S = 366 * 86_400


def change_limits(draft: Draft, asked: Asked, request: ChangeLimits) -> Refusal | None:
    """By a coordinator who has seen the version in force, with a reason."""
    if request.category not in CATEGORIES:
        return refuse("unknown_category", category=request.category)
    known = draft.picture.limits.get(request.category)
    version = known.version if known is not None else 0
    if request.version != version:
        return refuse("limits_stale", by=known.by_name or known.by if known is not None else "—", version=version)
    if not request.reason.strip():
        return refuse("reason_needed")
    wrong = _wrong(request.rule) if request.rule is not None else ""
    if wrong:
        return refuse("limits_wrong", detail=wrong)
    changed = f.LimitsChanged(
        request=asked.request,
        category=request.category,
        rule=request.rule,
        version=version + 1,
        reason=request.reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(changed, asked.sender.id)
    return None


def _wrong(rule: f.CategoryRule) -> str:
    """The first limit that is nothing or longer than a year."""
    for text in (rule.accept, rule.dispatch, rule.verify, *rule.arrive, *rule.handle):
        seconds = span(text)[1].total_seconds()
        if not 0 < seconds <= _LONGEST_S:
            return text
    return ""
