"""Re-timing: what a graver level does to deadlines that run already.

The rule, in one place: going up, a running deadline becomes the earlier of what it is and its start plus the new
limit, but no sooner than a grace from now, so that nobody is overdue by the switch itself. Going down, what runs stays
as it is; what is filed or begun afterwards has the longer limits. A priority is raised with it, and never lowered.
Each re-timed deadline is the incident's next step, so that it is acted on once, as if it had never been another.
"""

from datetime import datetime, timedelta

import msgspec

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.limits import due_in, limits_of, span
from command.domain.picture import Incident
from command.domain.triage import by_level

_STAGE = {"answer": "answer", "arrive": "arrive", "finish": "handle", "verify": "verify"}
_RUNS_ON = ("urgent_hours", "calendar_days")


def sooner(present: datetime, start: datetime, limit: timedelta, now: datetime, grace: timedelta) -> datetime:
    """The rule itself: never later than `present`, and never sooner than `now` + `grace` because of the switch."""
    return min(present, max(start + limit, now + grace))


def retimed(draft: Draft, incident: Incident) -> f.IncidentRetimed | None:
    """What the level in force makes of an open incident; None if nothing."""
    mode = draft.picture.modes["mode"]
    priority, reasons = by_level(draft.policy, incident.category, incident.priority, list(incident.reasons))
    limits = tightened(limits_of(incident), draft.limits(incident.category, priority))
    under = msgspec.structs.replace(incident, limits=limits)
    handle_by = _handle_by(draft, under)
    due = _next(draft, under, handle_by)
    fact = f.IncidentRetimed(
        incident=incident.id,
        category=incident.category,
        grid=incident.place.grid,
        priority=priority,
        raised=priority < incident.priority,
        reasons=reasons if priority < incident.priority else [],
        version=mode.version,
        limits=limits if limits != incident.limits else None,
        handle_by=handle_by,
        next=due,
        slots=_slots(draft, under),
    )
    said = (fact.raised, fact.limits, fact.handle_by, fact.next, fact.slots)
    return fact if any(said) else None


def tightened(own: f.Limits, new: f.Limits) -> f.Limits:
    """Stage by stage the shorter of an incident's own limits and those that would be given now."""
    changed = {
        stage: getattr(new, stage)
        for stage in ("answer", "arrive", "handle", "verify")
        if is_shorter(getattr(new, stage), getattr(own, stage))
    }
    return msgspec.structs.replace(own, **changed) if changed else own


def is_shorter(new: f.Span, own: f.Span) -> bool:
    """Whether a limit is over sooner, whenever it begins: it runs on and counts no more; or, of the same kind, less."""
    (kind, length), (own_kind, own_length) = span(new), span(own)
    if kind in _RUNS_ON:
        return length < own_length or (own_kind not in _RUNS_ON and length <= own_length)
    return kind == own_kind and length < own_length


def _started(draft: Draft, incident: Incident, kind: str) -> datetime:
    """When the stage that runs began; if that is not known any more, when the incident last changed, which is later."""
    offer = draft.picture.offers.get(incident.offer or "")
    work = draft.picture.assignments.get(incident.assignment or "")
    if kind == "answer" and offer is not None:
        return offer.made_at
    if kind == "arrive" and work is not None:
        return work.made_at
    is_late = incident.handle_by is not None and incident.handle_by <= draft.now
    return work.made_at if kind == "finish" and work is not None and not is_late else incident.changed_at


def _within(draft: Draft, incident: Incident, kind: str, present: datetime, start: datetime) -> datetime:
    """`sooner` by the incident's limit for a stage, whatever kind of time that counts."""
    ends = due_in(incident, _STAGE[kind], start, draft.policy)  # type: ignore[arg-type]
    return sooner(present, start, ends - start, draft.now, draft.policy.retime_grace)


def _handle_by(draft: Draft, incident: Incident) -> datetime | None:
    present = incident.handle_by
    if present is None or present <= draft.now:
        return None
    due = _within(draft, incident, "finish", present, _started(draft, incident, "finish"))
    return due if due < present else None


def _next(draft: Draft, incident: Incident, handle_by: datetime | None) -> f.Deadline | None:
    last = incident.next
    if last is None or last.kind not in _STAGE or last.due <= draft.now or _is_units(draft, incident):
        return None
    work = draft.picture.assignments.get(incident.assignment or "")
    if last.kind == "arrive" and work is not None and work.asked_by is not None:
        return None  # they are asked whether they come: that answer has a limit of its own
    if last.kind == "finish" and handle_by is not None and last.due == incident.handle_by:
        return draft.deadline(incident, "finish", handle_by)
    due = _within(draft, incident, last.kind, last.due, _started(draft, incident, last.kind))
    return draft.deadline(incident, last.kind, due) if due < last.due else None


def _is_units(draft: Draft, incident: Incident) -> bool:
    """Whether a unit was asked or leads: their limits are agreed with them, and no level's."""
    offer = draft.picture.offers.get(incident.offer or "")
    work = draft.picture.assignments.get(incident.assignment or "")
    return any(one is not None and one.unit is not None for one in (offer, work))


def _slots(draft: Draft, incident: Incident) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for slot in (draft.picture.slots[id_] for id_ in incident.slots):
        offer = draft.picture.offers.get(slot.offer or "")
        work = draft.picture.assignments.get(slot.assignment or "")
        if slot.due is None or slot.due <= draft.now or slot.kind is not None:
            continue
        if offer is not None:
            due = _within(draft, incident, "answer", slot.due, offer.made_at)
        elif work is not None and work.asked_by is None and slot.status in ("assigned", "en_route"):
            due = _within(draft, incident, "arrive", slot.due, work.made_at)
        else:
            continue
        if due < slot.due:
            found[slot.id] = due
    return found
