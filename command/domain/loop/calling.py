"""回访 and reopening: who reported is asked whether they are satisfied; an unsatisfied answer opens it again."""

from typing import Literal

import msgspec

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.loop import CallBack
from command.domain.loop.common import leads
from command.domain.permission import covers
from command.domain.picture import Incident
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.upward import upward
from command.wire.requests import MakeCallBack, ReopenIncident

MOST_TRIES = 3  # [D]


def make_call_back(draft: Draft, asked: Asked, request: MakeCallBack) -> Refusal | None:
    """Satisfied ends it, unsatisfied opens the incident again, unreached is tried three times. Whoever else called
    about it is next: each of them is asked."""
    due = draft.picture.callbacks.get(request.incident)
    if due is None:
        return refuse("call_back_unknown")
    if due.handler == asked.sender.id:
        return refuse("own_call_back")
    closed = draft.past_closed(request.incident)
    if request.outcome == "unsatisfied":
        if not request.note.strip():
            return refuse("reason_needed")
        if closed is None:
            return refuse("incident_unknown")
    tries = due.tries + 1
    again = request.outcome == "unreached" and tries < MOST_TRIES
    then = due.callers[0] if due.callers and not again and request.outcome != "unsatisfied" else None
    made = f.CallBackMade(
        request=asked.request,
        incident=due.id,
        area=due.area,
        outcome=request.outcome,
        note=request.note.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
        tries=tries,
        asked=due.caller,
        then=then,
        due=draft.now + draft.policy.call_back_again if again or then is not None else None,
    )
    draft.add(made, asked.sender.id, *([due.handler] if due.handler else []))
    if request.outcome == "unsatisfied" and closed is not None:
        _reopen(draft, asked, closed, "unsatisfied", made.note)
    return None


def reopen_incident(draft: Draft, asked: Asked, request: ReopenIncident) -> Refusal | None:
    """A watch leader or coordinator opens it again, with a reason."""
    if request.incident in draft.picture.incidents:
        return refuse("not_closed")
    closed = draft.past_closed(request.incident)
    if closed is None or not covers(asked.sender, closed.place.grid):
        return refuse("incident_unknown")
    if not leads(asked.sender):
        return refuse("not_approver")
    if closed.status == "voided":
        return refuse("voided_for_good")
    if not request.reason.strip():
        return refuse("reason_needed")
    _reopen(draft, asked, closed, "ordered", request.reason.strip(), request=asked.request)
    return None


def _reopen(
    draft: Draft,
    asked: Asked,
    closed: Incident,
    why: Literal["unsatisfied", "ordered"],
    reason: str,
    *,
    request: str | None = None,
) -> None:
    """Under its old id and number. Dispatch is left to the clock, whose deadline is due at once."""
    way = closed.way
    loop = msgspec.structs.replace(
        way, asked=None, suspension=None, feedback=None, sampled=False, reopened=way.reopened + 1
    )
    draft.add(
        f.IncidentReopened(
            request=request,
            incident=closed.id,
            by=asked.sender.id,
            by_name=asked.sender.name,
            reason=reason,
            why=why,
            incident_number=closed.number,
            category=closed.category,
            disposition=closed.disposition,
            priority=closed.priority,
            reasons=closed.reasons,
            place=closed.place,
            text=closed.text,
            photos=closed.photos,
            reporters=closed.reporters,
            caller=closed.caller,
            reports=closed.reports,
            filed_at=closed.filed_at,
            last_report_at=closed.last_report_at,
            limits=closed.limits,
            need=closed.need,
            callers=closed.callers,
            press=closed.press,
            referrals=closed.referrals,
            loop=loop,
            next=draft.deadline(closed, "dispatch", draft.now, round_=1),
        ),
        *([asked.sender.id] if request is not None else []),
    )


def call_back_missed(draft: Draft, due: CallBack) -> None:
    """Nobody called: the next tier knows, beginning with the operators, whose task it is."""
    level, told = upward(draft, due.area, max(due.level + 1, 3))
    draft.add(
        f.CallBackMissed(
            incident=due.id, area=due.area, level=level, told=told, due=draft.now + draft.policy.call_back_again
        )
    )
