"""延期, 挂账, 作废: asked for by who has it or for them, with a reason; somebody else rules."""

from datetime import timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.loop.common import WORKING, clock_words, find, has
from command.domain.picture import Incident, Person
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import AskExtension, AskSuspension, VoidIncident

MOST_EXTENSIONS = 2  # [P]
LONGEST_SUSPENSION = timedelta(days=366)  # [P] a year


def ask_extension(draft: Draft, asked: Asked, request: AskExtension) -> Refusal | None:
    """One more time the original limit: at most twice, never once overdue. Refused ones do not count."""
    incident, refusal = find(draft, asked, request.incident)
    if incident is None:
        return refusal
    refusal = _may_ask(incident, request.reason) or cannot_extend(draft, incident)
    if refusal is not None:
        return refusal
    draft.add(f.ExtensionAsked(**_said(asked, incident, request.reason)), asked.sender.id)
    return None


def cannot_extend(draft: Draft, incident: Incident) -> Refusal | None:
    """Why the limit cannot be made longer now, whoever asks or grants it."""
    if incident.status not in WORKING:
        return refuse("not_worked_on", status=incident.status)
    if incident.handle_by is not None and incident.handle_by <= draft.now:
        return refuse("overdue_already", due=clock_words(incident.handle_by))
    if incident.way.extensions >= MOST_EXTENSIONS:
        return refuse("extended_twice")
    return None


def ask_suspension(draft: Draft, asked: Asked, request: AskSuspension) -> Refusal | None:
    """The clock is to stand still until a moment: once, at most a year."""
    incident, refusal = find(draft, asked, request.incident)
    if incident is None:
        return refusal
    refusal = _may_ask(incident, request.reason) or _cannot_suspend(incident)
    if refusal is not None:
        return refusal
    if not draft.now < request.until <= draft.now + LONGEST_SUSPENSION:
        return refuse("until_too_far")
    asking = f.SuspensionAsked(**_said(asked, incident, request.reason), until=request.until)
    draft.add(asking, asked.sender.id)
    return None


def ask_void(draft: Draft, asked: Asked, incident: Incident, request: VoidIncident) -> Refusal | None:
    """Somebody who may not void it says that it should be."""
    refusal = _may_ask(incident, request.reason)
    if refusal is not None:
        return refusal
    draft.add(f.VoidAsked(**_said(asked, incident, request.reason)), asked.sender.id)
    return None


def _may_ask(incident: Incident, reason: str) -> Refusal | None:
    if not reason.strip():
        return refuse("reason_needed")
    waiting = incident.way.asked
    if waiting is not None:
        return refuse("asked_already", by=waiting.by_name or waiting.by, kind=waiting.kind)
    return None


def _cannot_suspend(incident: Incident) -> Refusal | None:
    if incident.status not in WORKING:
        return (
            refuse("suspended") if incident.status == "suspended" else refuse("not_worked_on", status=incident.status)
        )
    return refuse("suspended_before") if incident.way.suspensions else None


def _said(asked: Asked, incident: Incident, reason: str) -> dict[str, str]:
    sender = asked.sender
    return {
        "request": asked.request,
        "incident": incident.id,
        "by": sender.id,
        "by_name": sender.name,
        "reason": reason.strip(),
    }


def is_own(incident: Incident, person: Person) -> bool:
    """Whether the person asked for it, or it is about their own work."""
    waiting = incident.way.asked
    return has(incident, person) or (waiting is not None and waiting.by == person.id)
