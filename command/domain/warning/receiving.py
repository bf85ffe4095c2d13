"""A CAP message is judged and kept. Each message once, in whatever order they come.

Rules (see ADR 21): what is expired, or for another district, is refused. An update replaces what it refers to; a
cancellation ends it; either may come first. `Exercise`, `Test`, `System` and `Draft` are kept and shown as such and end
only what has the same status: they never touch what is real.
"""

from datetime import datetime, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.warnings import Cancel, Warning  # noqa: A004 - the field's word
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.warning.events import OTHER, hazard_of
from command.domain.warning.message import CapMessage
from command.domain.warning.proposing import reconsider
from command.domain.warning.reach import inside, spanning
from command.wire.requests import ReceiveWarning

WITHOUT_END = timedelta(hours=24)
"""[D] How long a message holds that does not say until when."""
LONGEST = timedelta(days=7)
"""[D] No warning holds longer than this after it was sent: the next message says so if it goes on."""


def receive_warning(draft: Draft, asked: Asked, request: ReceiveWarning) -> Refusal | None:
    """A message that a sender, a coordinator or an operator brought."""
    if not may_send(asked.sender, draft.situation.district):
        return refuse("sender_in_a_grid")
    by = ("", "") if request.source == "push" else (asked.sender.id, asked.sender.name)
    return receive(draft, request.message, request.source, asked.request, by, asked.sender.id)


def may_send(person: Person, district: str) -> bool:
    """A device only if it was given out for the whole district: a call button hangs in a grid."""
    return "device" not in person.roles or district in person.areas


def receive(
    draft: Draft,
    message: CapMessage,
    source: f.WarningSource,
    request: str | None = None,
    by: tuple[str, str] = ("", ""),
    *also: str,
) -> Refusal | None:
    """Keep a message, and think again about what it proposes. `by`: id and name of the person who brought it;
    `also`: whom the fact is addressed to besides."""
    known = _known(draft, message.key)
    if known is not None:
        return refuse("warning_known" if known.digest == message.digest else "warning_replayed", key=message.key)
    until = ends_at(message)
    if until <= draft.now:
        return refuse("warning_expired", until=_clock(until, draft))
    if message.msg_type == "Cancel":
        return _cancel(draft, message, source, request, by, also, until)
    areas = inside(message.codes, draft.situation.district)
    if not areas:
        return refuse("warning_elsewhere", district=draft.situation.district, codes="、".join(message.codes[:5]) or "-")
    fact = _received(draft, message, areas, source, request, by, until)
    draft.add(fact, *also)
    if message.status == "Actual" or fact.counts:
        reconsider(draft, fact.hazard)
    return None


def ends_at(message: CapMessage) -> datetime:
    """Until when it holds, UTC aware: as it says, at most `LONGEST` after it was sent."""
    return min(message.expires or message.sent + WITHOUT_END, message.sent + LONGEST)


def warning_due(draft: Draft, warning: Warning) -> None:
    """Its time is over."""
    draft.add(f.WarningExpired(warning=warning.id, area=warning.area, state=warning.state))
    if warning.is_real:
        reconsider(draft, warning.hazard)


def cancel_due(draft: Draft, cancel: Cancel) -> None:
    """Whatever it cancels has expired by now."""
    draft.add(f.CancelForgotten(cancel=cancel.id, area=cancel.area))


def _known(draft: Draft, key: str) -> Warning | Cancel | None:
    p = draft.picture
    everything: list[Warning | Cancel] = [*p.warnings.values(), *p.cancels.values()]
    return next((one for one in everything if one.key == key), None)


def _received(
    draft: Draft,
    message: CapMessage,
    areas: list[str],
    source: f.WarningSource,
    request: str | None,
    by: tuple[str, str],
    until: datetime,
) -> f.WarningReceived:
    replaced = [w for w in draft.picture.warnings.values() if _ends(message, w) and w.state == "active"]
    state, ended_by = _already_over(draft, message)
    return f.WarningReceived(
        request=request,
        warning=draft.new_id(),
        area=spanning(areas),
        areas=areas,
        key=message.key,
        sender=message.sender,
        identifier=message.identifier,
        sent=message.sent,
        status=message.status,
        counts=message.status == "Exercise" and draft.situation.is_exercise,
        update=message.msg_type == "Update",
        code=message.event_code,
        hazard=_hazard(message, replaced),
        colour=message.colour,
        notice=message.notice,
        urgency=message.urgency,
        severity=message.severity,
        certainty=message.certainty,
        zh=message.zh,
        en=message.en,
        onset=message.onset,
        expires=until,
        references=message.references,
        replaces=[w.id for w in replaced],
        state=state,
        ended_by=ended_by,
        digest=message.digest,
        source=source,
        by=by[0],
        by_name=by[1],
    )


def _hazard(message: CapMessage, replaced: list[Warning]) -> str:
    """By its code; an update without one speaks of what it updates."""
    hazard = hazard_of(message.event_code)
    if hazard == OTHER and not message.event_code and replaced:
        return replaced[0].hazard
    return hazard


def _ends(message: CapMessage, warning: Warning) -> bool:
    return warning.key in message.references and warning.status == message.status


def _already_over(draft: Draft, message: CapMessage) -> tuple[f.WarningState, str]:
    """Whether the message that ends it came first."""
    for cancel in draft.picture.cancels.values():
        if message.key in cancel.references and cancel.status == message.status:
            return "cancelled", cancel.id
    for later in draft.picture.warnings.values():
        if later.update and message.key in later.references and later.status == message.status:
            return "updated", later.id
    return "active", ""


def _cancel(
    draft: Draft,
    message: CapMessage,
    source: f.WarningSource,
    request: str | None,
    by: tuple[str, str],
    also: tuple[str, ...],
    until: datetime,
) -> Refusal | None:
    if not message.references:
        return refuse("cancel_of_nothing")
    ended = [w for w in draft.picture.warnings.values() if _ends(message, w) and w.state == "active"]
    areas = inside(message.codes, draft.situation.district)
    if message.codes and not areas and not ended:
        return refuse("warning_elsewhere", district=draft.situation.district, codes="、".join(message.codes[:5]))
    district = draft.situation.district
    draft.add(
        f.WarningCancelled(
            request=request,
            cancel=draft.new_id(),
            area=spanning([area for w in ended for area in w.areas] or [district]),
            key=message.key,
            sender=message.sender,
            identifier=message.identifier,
            sent=message.sent,
            status=message.status,
            references=message.references,
            warnings=[w.id for w in ended],
            note=message.note or (message.zh.headline if message.zh is not None else ""),
            until=max([until, *(w.due for w in ended if w.due is not None)]),
            digest=message.digest,
            source=source,
            by=by[0],
            by_name=by[1],
        ),
        *also,
    )
    for hazard in dict.fromkeys(w.hazard for w in ended if w.is_real):
        reconsider(draft, hazard)
    return None


def _clock(at: datetime, draft: Draft) -> str:
    return at.astimezone(draft.policy.zone).strftime("%Y-%m-%d %H:%M")
