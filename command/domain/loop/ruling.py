"""批复: granting and refusing, never of what one asked for oneself."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.loop.asking import cannot_extend, is_own
from command.domain.loop.common import find_below, handling, leads
from command.domain.loop.returning import rule_return
from command.domain.loop.suspending import suspend
from command.domain.picture import Incident
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.supervising import void
from command.domain.worktime import due_after
from command.wire.requests import RuleIncident

_REFUSED: dict[str, type[f.ExtensionRefused] | type[f.SuspensionRefused] | type[f.VoidRefused]] = {
    "extension": f.ExtensionRefused,
    "suspension": f.SuspensionRefused,
    "void": f.VoidRefused,
}


def rule_incident(draft: Draft, asked: Asked, request: RuleIncident) -> Refusal | None:
    """Grant or refuse what waits. A refusal, and a granted void, need a reason."""
    if request.on == "return":
        return rule_return(draft, asked, request)
    incident, refusal = find_below(draft, asked, request.incident)
    if incident is None:
        return refusal
    waiting = incident.way.asked
    if waiting is None or waiting.kind != request.on:
        return refuse("nothing_asked")
    refusal = _may_not(asked, incident, request)
    if refusal is not None:
        return refusal
    if not request.grant:
        return _refuse(draft, asked, incident, request)
    return _grant(draft, asked, incident, waiting, request)


def _may_not(asked: Asked, incident: Incident, request: RuleIncident) -> Refusal | None:
    """An extension may be ruled on by the area's supervisors too."""
    near = request.on == "extension" and "supervisor" in asked.sender.roles
    if not near and not leads(asked.sender):
        return refuse("not_approver")
    return refuse("own_request") if is_own(incident, asked.sender) else None


def _refuse(draft: Draft, asked: Asked, incident: Incident, request: RuleIncident) -> Refusal | None:
    if not request.reason.strip():
        return refuse("reason_needed")
    draft.add(_REFUSED[request.on](**_said(asked, incident, request.reason)), asked.sender.id)
    return None


def _grant(draft: Draft, asked: Asked, incident: Incident, waiting: f.Asking, request: RuleIncident) -> Refusal | None:
    reason = request.reason.strip() or waiting.reason
    if request.on == "extension":
        return _extend(draft, asked, incident, reason)
    if request.on == "suspension":
        return suspend(draft, asked, incident, waiting, reason)
    void(draft, incident, asked.sender.id, reason, request=asked.request)
    return None


def _extend(draft: Draft, asked: Asked, incident: Incident, reason: str) -> Refusal | None:
    refusal = cannot_extend(draft, incident)
    if refusal is not None:
        return refusal
    kind, length = handling(incident)
    handle_by = due_after(kind, incident.handle_by or draft.now, length, draft.policy.calendar)
    running = incident.next is not None and incident.next.kind == "finish"
    granted = f.ExtensionGranted(
        **_said(asked, incident, reason),
        count=incident.way.extensions + 1,
        handle_by=handle_by,
        next=draft.deadline(incident, "finish", handle_by) if running else None,
    )
    draft.add(granted, asked.sender.id)
    return None


def _said(asked: Asked, incident: Incident, reason: str) -> dict[str, str]:
    return {
        "request": asked.request,
        "incident": incident.id,
        "by": asked.sender.id,
        "by_name": asked.sender.name,
        "reason": reason.strip(),
    }
