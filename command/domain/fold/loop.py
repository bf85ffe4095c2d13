"""Folding the turns of the closed loop."""

from datetime import datetime

import msgspec

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.picture import Incident, Picture


def way(incident: Incident) -> f.Loop:
    """The incident's way through the closed loop, begun if it was straight so far."""
    if incident.loop is None:
        incident.loop = f.Loop()
    return incident.loop


def shown(incident: Incident, fact: f.AssignmentChanged, at: datetime) -> None:
    """What a step says and shows of the work: photos on arrival are *before*, those at the end *after*."""
    if fact.to in ("done", "failed"):
        unasked(incident)
    after = fact.photos if fact.to == "done" else []
    before = fact.photos if fact.to in ("en_route", "on_scene") else []
    note = fact.note if fact.to == "done" else ""
    if note or before or after:
        _feed_back(incident, fact.person, note, before, after, at)


def unasked(incident: Incident) -> None:
    """Nobody has it any more: what they asked for is pointless. A void is asked for whoever has it."""
    if incident.loop is not None and incident.loop.asked is not None and incident.loop.asked.kind != "void":
        incident.loop.asked = None


def _feed_back(incident: Incident, by: str, note: str, before: list[str], after: list[str], at: datetime) -> None:
    known = incident.way.feedback or f.Feedback()
    way(incident).feedback = f.Feedback(
        note=note or known.note, before=[*known.before, *before], after=[*known.after, *after], by=by, at=at
    )


def _asked(p: Picture, at: datetime, fact: f.ExtensionAsked | f.SuspensionAsked | f.VoidAsked, kind: f.Asked) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    way(incident).asked = f.Asking(
        kind=kind, by=fact.by, by_name=fact.by_name, reason=fact.reason, at=at, until=getattr(fact, "until", None)
    )
    incident.changed_at = at


def _extension_asked(p: Picture, number: int, at: datetime, fact: f.ExtensionAsked) -> None:
    _asked(p, at, fact, "extension")


def _suspension_asked(p: Picture, number: int, at: datetime, fact: f.SuspensionAsked) -> None:
    _asked(p, at, fact, "suspension")


def _void_asked(p: Picture, number: int, at: datetime, fact: f.VoidAsked) -> None:
    _asked(p, at, fact, "void")


def _refused(
    p: Picture, number: int, at: datetime, fact: f.ExtensionRefused | f.SuspensionRefused | f.VoidRefused
) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    way(incident).asked, incident.changed_at = None, at


def _extension_granted(p: Picture, number: int, at: datetime, fact: f.ExtensionGranted) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    loop = way(incident)
    loop.asked, loop.extensions = None, fact.count
    incident.handle_by, incident.changed_at = fact.handle_by, at
    if fact.next is not None:
        incident.next = fact.next


def _suspended(p: Picture, number: int, at: datetime, fact: f.IncidentSuspended) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    loop = way(incident)
    loop.asked, loop.suspensions = None, loop.suspensions + 1
    loop.suspension = f.Suspension(
        since=at,
        until=fact.until,
        by=fact.by,
        by_name=fact.by_name,
        reason=fact.reason,
        handler=fact.handler,
        handler_name=fact.handler_name,
        handle_by=incident.handle_by,
    )
    incident.status, incident.handle_by, incident.level = "suspended", None, 0
    incident.changed_at, incident.next = at, fact.next


def _resumed(p: Picture, number: int, at: datetime, fact: f.IncidentResumed) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    way(incident).suspension = None
    incident.status, incident.handle_by = "filed", fact.handle_by
    incident.changed_at, incident.next = at, fact.next


def _feedback_given(p: Picture, number: int, at: datetime, fact: f.FeedbackGiven) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    _feed_back(incident, fact.person, fact.note, fact.before, fact.after, at)
    incident.changed_at = at


def _rework_ordered(p: Picture, number: int, at: datetime, fact: f.ReworkOrdered) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    loop = way(incident)
    loop.rework = f.Rework(count=fact.count, reason=fact.reason, by=fact.by, by_name=fact.by_name, at=at)
    if loop.feedback is not None:  # what it looked like before still holds; the result has to be shown again
        loop.feedback = f.Feedback(before=loop.feedback.before, by=loop.feedback.by, at=loop.feedback.at)
    incident.status, incident.handler, incident.handle_by, incident.level = "filed", None, None, 0
    incident.changed_at, incident.next = at, fact.next


def _returned(p: Picture, number: int, at: datetime, fact: f.IncidentReturned) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    loop = way(incident)
    loop.returns, loop.returned_by = fact.count, fact.person
    loop.returned_name, loop.returned_why = fact.person_name, fact.reason
    incident.status, incident.level = "returned" if fact.ruling else "filed", 0
    incident.changed_at, incident.next = at, fact.next


def _return_ruled(p: Picture, number: int, at: datetime, fact: f.ReturnRuled) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    way(incident).ruled = True
    incident.status, incident.level = "filed", 0
    incident.changed_at, incident.next = at, fact.next


def _sampled(p: Picture, number: int, at: datetime, fact: f.IncidentSampled) -> None:
    incident = p.incidents.get(fact.incident)
    if incident is None:
        return
    way(incident).sampled = True
    _feed_back(incident, fact.person, incident.text, [], incident.photos, at)
    incident.status, incident.handler = "handled", fact.person
    incident.changed_at, incident.next = at, fact.next


def _reopened(p: Picture, number: int, at: datetime, fact: f.IncidentReopened) -> None:
    p.callbacks.pop(fact.incident, None)
    p.incidents[fact.incident] = Incident(
        id=fact.incident,
        number=fact.incident_number,
        category=fact.category,
        disposition=fact.disposition,
        priority=fact.priority,
        reasons=list(fact.reasons),
        status="filed",
        place=fact.place,
        text=fact.text,
        photos=list(fact.photos),
        reporters=list(fact.reporters),
        caller=fact.caller,
        reports=fact.reports,
        filed_at=fact.filed_at,
        last_report_at=fact.last_report_at,
        changed_at=at,
        next=fact.next,
        press=fact.press,
        referrals=[msgspec.structs.replace(one) for one in fact.referrals],
        limits=fact.limits,
        need=fact.need,
        callers=list(fact.callers),
        loop=msgspec.structs.replace(fact.loop) if fact.loop is not None else None,
    )


STEPS: Steps = {
    f.ExtensionAsked: _extension_asked,
    f.ExtensionGranted: _extension_granted,
    f.ExtensionRefused: _refused,
    f.SuspensionAsked: _suspension_asked,
    f.SuspensionRefused: _refused,
    f.IncidentSuspended: _suspended,
    f.IncidentResumed: _resumed,
    f.FeedbackGiven: _feedback_given,
    f.ReworkOrdered: _rework_ordered,
    f.IncidentReturned: _returned,
    f.ReturnRuled: _return_ruled,
    f.VoidAsked: _void_asked,
    f.VoidRefused: _refused,
    f.IncidentSampled: _sampled,
    f.IncidentReopened: _reopened,
}
TOUCHES: Touches = {f.IncidentReopened: lambda fact: [("callbacks", fact.incident)]}
