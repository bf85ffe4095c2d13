"""From facts to cases and happenings. One table from fact to what it does; what is not in it changes no figure."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.figures.case import Case
from command.domain.figures.happening import Happening, HappeningKind
from command.domain.policy import DEFAULT

VERSION = 2
"""Raised whenever the same ledger gives other cases or happenings than before: whoever follows it begins anew."""

_Told = tuple[HappeningKind, str, int]
"""Kind, person, level."""


def follow(case: Case | None, number: int, at: datetime, fact: f.AnyFact) -> tuple[Case | None, list[Happening]]:
    """The incident's case after this fact (changed in place), and what happened. `case`: None before it is filed.

    A fact about an incident that was never filed changes nothing.
    """
    if isinstance(fact, f.IncidentFiled):
        case = _filed(number, at, fact)
    step = _STEPS.get(type(fact))
    if case is None or step is None:
        return case, []
    told = step(case, at, fact)
    return case, [_happening(case, number, at, *one) for one in told]


def _happening(case: Case, number: int, at: datetime, kind: HappeningKind, person: str, level: int) -> Happening:
    return Happening(
        number=number,
        kind=kind,
        at=at,
        incident=case.id,
        grid=case.grid,
        person=person,
        unit=case.unit,
        category=case.category,
        priority=case.priority,
        disposition=case.disposition,
        level=level,
    )


def _filed(number: int, at: datetime, fact: f.IncidentFiled) -> Case:
    handle_by = _default_limit(at, fact.priority)
    return Case(
        id=fact.incident,
        number=number,
        grid=fact.place.grid,
        category=fact.category,
        priority=fact.priority,
        disposition=fact.disposition,
        reporter=fact.reporter,
        reported_at=min(fact.reported_at, at),  # a phone's clock may run ahead: nothing is filed before it is reported
        filed_at=at,
        handle_by=handle_by,
        close_by=handle_by + DEFAULT.verify,
    )


def _default_limit(start: datetime, priority: f.Priority) -> datetime:
    """When it is to be handled until the fact that gives it to somebody says otherwise [D]."""
    return start + DEFAULT.arrive[priority - 1] + DEFAULT.finish[priority - 1]


def _limit(case: Case, handle_by: datetime) -> None:
    case.handle_by, case.close_by = handle_by, handle_by + DEFAULT.verify


def _was_filed(case: Case, at: datetime, fact: f.IncidentFiled) -> list[_Told]:
    return [("filed", fact.reporter, 0), *([("settled", fact.reporter, 0)] if fact.disposition == "settled" else [])]  # type: ignore[list-item]


def _merged(case: Case, at: datetime, fact: f.ReportMerged) -> list[_Told]:
    if fact.raised:
        case.priority = fact.priority
    return [("merged", fact.reporter, 0)]


def _offered(case: Case, at: datetime, fact: f.OfferMade) -> list[_Told]:
    case.open_offers[fact.offer] = at
    case.offered_at = case.offered_at or at
    case.dispatched_at = case.dispatched_at or at
    return [("offered", fact.person, 0)]


_ENDS: dict[str, HappeningKind] = {"declined": "declined", "expired": "unanswered"}


def _offer_closed(case: Case, at: datetime, fact: f.OfferClosed) -> list[_Told]:
    case.open_offers.pop(fact.offer, None)
    kind = _ENDS.get(fact.why)
    return [(kind, fact.person, 0)] if kind is not None else []


def _assigned(case: Case, at: datetime, fact: f.AssignmentMade) -> list[_Told]:
    asked_at = case.open_offers.pop(fact.offer or "", None)
    if case.accepted_at is None:
        case.accepted_at, case.asked_at = at, asked_at
    if case.disposition != "mine" or fact.person != case.reporter:
        case.dispatched_at = case.dispatched_at or at
    case.handler = fact.person
    if fact.handle_by is not None:
        _limit(case, fact.handle_by)
    return [("accepted", fact.person, 0)] if fact.offer is not None else []


def _advanced(case: Case, at: datetime, fact: f.AssignmentChanged) -> list[_Told]:
    match fact.to:
        case "en_route":
            case.en_route_at = case.en_route_at or at
        case "on_scene":
            case.on_scene_at = case.on_scene_at or at
        case "done":
            case.done_at = case.done_at or at
            case.handled_at = at
            return [("handled", fact.person, 0)]
        case "failed":
            case.misdirected += 1
            return [("given_up", fact.person, 0)]
    return []


def _reassigned(case: Case, at: datetime, fact: f.IncidentReassigned) -> list[_Told]:
    was = case.handler
    if case.dispatched_at is not None:
        case.misdirected += 1
    case.handled_at = None
    return [("reassigned", was, 0)]


def _nobody(case: Case, at: datetime, fact: f.NobodyAvailable) -> list[_Told]:
    return [("nobody", "", fact.level)]


def _escalated(case: Case, at: datetime, fact: f.IncidentEscalated) -> list[_Told]:
    return [("escalated", case.handler, fact.level)]


def _referred(case: Case, at: datetime, fact: f.IncidentReferred) -> list[_Told]:
    return [("referred", fact.by, 0)]


def _closed(case: Case, at: datetime, fact: f.IncidentClosed) -> list[_Told]:
    case.closed_at, case.outcome = at, fact.outcome
    case.open_offers.clear()
    if fact.outcome == "handled":
        case.verified_at = case.verified_at or at
    return [("closed", case.handler or case.reporter, 0)]


def _voided(case: Case, at: datetime, fact: f.IncidentVoided) -> list[_Told]:
    case.voided_at = at
    case.open_offers.clear()
    return [("voided", case.reporter, 0)]


def _extended(case: Case, at: datetime, fact: f.ExtensionGranted) -> list[_Told]:
    case.extensions += 1
    _limit(case, fact.handle_by)
    return [("extended", case.handler, 0)]


def _suspended(case: Case, at: datetime, fact: f.IncidentSuspended) -> list[_Told]:
    case.suspended_at = at
    case.open_offers.clear()
    return [("suspended", case.handler, 0)]


def _resumed(case: Case, at: datetime, fact: f.IncidentResumed) -> list[_Told]:
    if case.handle_by is not None:
        _limit(case, fact.handle_by or case.handle_by + (at - (case.suspended_at or at)))
    case.suspended_at = None
    return []


def _reworked(case: Case, at: datetime, fact: f.ReworkOrdered) -> list[_Told]:
    case.reworks += 1
    case.handled_at = case.verified_at = None
    return [("reworked", fact.person, 0)]


def _returned(case: Case, at: datetime, fact: f.IncidentReturned) -> list[_Told]:
    case.misdirected += 1
    return [("returned", fact.person, 0)]


def _return_ruled(case: Case, at: datetime, fact: f.ReturnRuled) -> list[_Told]:
    if not fact.upheld:
        case.misdirected -= 1  # it was theirs: whoever sent them was right
    return []


def _verified(case: Case, at: datetime, fact: f.IncidentVerified) -> list[_Told]:
    case.verified_at = at
    return [("verified", case.handler or case.reporter, 0)]


def _reopened(case: Case, at: datetime, fact: f.IncidentReopened) -> list[_Told]:
    case.reopened += 1
    case.closed_at = case.handled_at = case.verified_at = case.suspended_at = None
    case.outcome = ""
    _limit(case, _default_limit(at, case.priority))
    return [("reopened", case.handler, 0)]


def _supervised(case: Case, at: datetime, fact: f.SupervisionOrdered) -> list[_Told]:
    return [("supervised", case.handler, 0)]


def _called_back(case: Case, at: datetime, fact: f.CallBackMade) -> list[_Told]:
    return [(fact.outcome, case.handler or case.reporter, 0)]


_STEPS: dict[type, Callable[[Case, datetime, Any], list[_Told]]] = {
    f.IncidentFiled: _was_filed,
    f.ReportMerged: _merged,
    f.OfferMade: _offered,
    f.OfferClosed: _offer_closed,
    f.AssignmentMade: _assigned,
    f.AssignmentChanged: _advanced,
    f.IncidentReassigned: _reassigned,
    f.NobodyAvailable: _nobody,
    f.IncidentEscalated: _escalated,
    f.IncidentReferred: _referred,
    f.IncidentClosed: _closed,
    f.IncidentVoided: _voided,
    f.ExtensionGranted: _extended,
    f.IncidentSuspended: _suspended,
    f.IncidentResumed: _resumed,
    f.ReworkOrdered: _reworked,
    f.IncidentReturned: _returned,
    f.ReturnRuled: _return_ruled,
    f.IncidentVerified: _verified,
    f.IncidentReopened: _reopened,
    f.SupervisionOrdered: _supervised,
    f.CallBackMade: _called_back,
}
FOLLOWED = tuple(sorted(fact.__name__ for fact in _STEPS))
"""The types of facts that change a figure."""
