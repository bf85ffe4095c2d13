"""From facts to cases and happenings. One table from fact to what it does; what is not in it changes no figure."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import Struct

from command.domain import facts as f
from command.domain.figures.case import Case
from command.domain.figures.daily import DAYS, daily
from command.domain.figures.happening import Happening, HappeningKind
from command.domain.policy import DEFAULT

VERSION = 5
"""Raised whenever the same ledger gives other cases or happenings than before: whoever follows it begins anew."""

_Asked = f.OfferMade | f.OfferClosed | f.AssignmentMade | f.AssignmentChanged


class _Told(Struct, frozen=True):
    """One thing that happened, to `person` or, when it was a unit's desk, to `unit` (None: as the case has it)."""

    kind: HappeningKind
    person: str = ""
    level: int = 0
    unit: str | None = None


def _of(kind: HappeningKind, fact: _Asked) -> list[_Told]:
    """To whoever the fact names: a person, or a unit's desk."""
    return [_Told(kind, "" if fact.unit else fact.person, unit=fact.unit or "")]


def follow(case: Case | None, number: int, at: datetime, fact: f.AnyFact) -> tuple[Case | None, list[Happening]]:
    """The incident's case after this fact (changed in place), and what happened. `case`: None before it is filed.

    A fact about an incident that was never filed changes nothing.
    """
    if isinstance(fact, DAYS):
        return case, daily(number, at, fact)
    if isinstance(fact, f.IncidentFiled):
        case = _filed(number, at, fact)
    step = _STEPS.get(type(fact))
    if case is None or step is None:
        return case, []
    told = step(case, at, fact)
    return case, [_happening(case, number, at, one) for one in told]


def _happening(case: Case, number: int, at: datetime, told: _Told) -> Happening:
    return Happening(
        number=number,
        kind=told.kind,
        at=at,
        incident=case.id,
        grid=case.grid,
        person=told.person,
        unit=case.unit if told.unit is None else told.unit,
        category=case.category,
        priority=case.priority,
        disposition=case.disposition,
        level=told.level,
    )


def _filed(number: int, at: datetime, fact: f.IncidentFiled) -> Case:
    handle_by = fact.handle_by or _default_limit(at, fact.priority)
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
    """When it is to be handled until a fact says otherwise [D]: of what was filed by an older program, or reopened."""
    return start + DEFAULT.arrive[priority - 1] + DEFAULT.finish[priority - 1]


def _limit(case: Case, handle_by: datetime) -> None:
    case.handle_by, case.close_by = handle_by, handle_by + DEFAULT.verify


def _was_filed(case: Case, at: datetime, fact: f.IncidentFiled) -> list[_Told]:
    settled = [_Told("settled", fact.reporter)] if fact.disposition == "settled" else []
    return [_Told("filed", fact.reporter), *settled]


def _merged(case: Case, at: datetime, fact: f.ReportMerged) -> list[_Told]:
    if fact.raised:
        case.priority = fact.priority
    if fact.handle_by is not None:
        _limit(case, fact.handle_by)
    return [_Told("merged", fact.reporter)]


def _offered(case: Case, at: datetime, fact: f.OfferMade) -> list[_Told]:
    if fact.slot is None:
        case.open_offers[fact.offer] = at
        case.offered_at = case.offered_at or at
        case.dispatched_at = case.dispatched_at or at
    return _of("offered", fact)


_ENDS: dict[str, HappeningKind] = {"declined": "declined", "expired": "unanswered"}


def _offer_closed(case: Case, at: datetime, fact: f.OfferClosed) -> list[_Told]:
    case.open_offers.pop(fact.offer, None)
    kind = _ENDS.get(fact.why)
    return _of(kind, fact) if kind is not None else []


def _assigned(case: Case, at: datetime, fact: f.AssignmentMade) -> list[_Told]:
    if fact.slot is None:
        _led(case, at, fact)
    return _of("accepted", fact) if fact.offer is not None else []


def _led(case: Case, at: datetime, fact: f.AssignmentMade) -> None:
    """The lead has it. Who helps beside the lead moves nothing: the case is as far as its lead is."""
    asked_at = case.open_offers.pop(fact.offer or "", None)
    if case.accepted_at is None:
        case.accepted_at, case.asked_at = at, asked_at
    if case.disposition != "mine" or fact.person != case.reporter:
        case.dispatched_at = case.dispatched_at or at
    case.handler, case.unit = ("", fact.unit) if fact.unit else (fact.person, "")
    if fact.handle_by is not None:
        _limit(case, fact.handle_by)


def _advanced(case: Case, at: datetime, fact: f.AssignmentChanged) -> list[_Told]:
    if fact.slot is not None:
        return []
    match fact.to:
        case "en_route":
            case.en_route_at = case.en_route_at or at
        case "on_scene":
            case.on_scene_at = case.on_scene_at or at
        case "done":
            case.done_at = case.done_at or at
            case.handled_at = at
            return _of("handled", fact)
        case "failed":
            case.misdirected += 1
            return _of("given_up", fact)
    return []


def _ended(case: Case, at: datetime, fact: f.AssignmentEnded) -> list[_Told]:
    if fact.why != "not_arrived" or fact.slot is not None:
        return []
    case.misdirected += 1
    return [_Told("not_arrived", case.handler)]


def _reassigned(case: Case, at: datetime, fact: f.IncidentReassigned) -> list[_Told]:
    was = case.handler
    if case.dispatched_at is not None:
        case.misdirected += 1
    case.handled_at = None
    return [_Told("reassigned", was)]


def _nobody(case: Case, at: datetime, fact: f.NobodyAvailable) -> list[_Told]:
    return [_Told("nobody", "", fact.level)]


def _escalated(case: Case, at: datetime, fact: f.IncidentEscalated) -> list[_Told]:
    return [_Told("escalated", case.handler, fact.level)]


def _referred(case: Case, at: datetime, fact: f.IncidentReferred) -> list[_Told]:
    return [_Told("referred", fact.by)]


def _closed(case: Case, at: datetime, fact: f.IncidentClosed) -> list[_Told]:
    case.closed_at, case.outcome = at, fact.outcome
    case.open_offers.clear()
    if fact.outcome == "handled":
        case.verified_at = case.verified_at or at
    return [_Told("closed", case.handler or case.reporter)]


def _voided(case: Case, at: datetime, fact: f.IncidentVoided) -> list[_Told]:
    case.voided_at = at
    case.open_offers.clear()
    return [_Told("voided", case.reporter)]


def _extended(case: Case, at: datetime, fact: f.ExtensionGranted) -> list[_Told]:
    case.extensions += 1
    _limit(case, fact.handle_by)
    return [_Told("extended", case.handler)]


def _suspended(case: Case, at: datetime, fact: f.IncidentSuspended) -> list[_Told]:
    case.suspended_at = at
    case.open_offers.clear()
    return [_Told("suspended", case.handler)]


def _resumed(case: Case, at: datetime, fact: f.IncidentResumed) -> list[_Told]:
    if case.handle_by is not None:
        _limit(case, fact.handle_by or case.handle_by + (at - (case.suspended_at or at)))
    case.suspended_at = None
    return []


def _reworked(case: Case, at: datetime, fact: f.ReworkOrdered) -> list[_Told]:
    case.reworks += 1
    case.handled_at = case.verified_at = None
    return [_Told("reworked", fact.person)]


def _returned(case: Case, at: datetime, fact: f.IncidentReturned) -> list[_Told]:
    case.misdirected += 1
    return [_Told("returned", fact.person)]


def _return_ruled(case: Case, at: datetime, fact: f.ReturnRuled) -> list[_Told]:
    if not fact.upheld:
        case.misdirected -= 1  # it was theirs: whoever sent them was right
    return []


def _verified(case: Case, at: datetime, fact: f.IncidentVerified) -> list[_Told]:
    case.verified_at = at
    return [_Told("verified", case.handler or case.reporter)]


def _reopened(case: Case, at: datetime, fact: f.IncidentReopened) -> list[_Told]:
    case.reopened += 1
    case.closed_at = case.handled_at = case.verified_at = case.suspended_at = None
    case.outcome = ""
    _limit(case, _default_limit(at, case.priority))
    return [_Told("reopened", case.handler)]


def _supervised(case: Case, at: datetime, fact: f.SupervisionOrdered) -> list[_Told]:
    return [_Told("supervised", case.handler)]


def _called_back(case: Case, at: datetime, fact: f.CallBackMade) -> list[_Told]:
    return [_Told(fact.outcome, case.handler or case.reporter)]


_STEPS: dict[type, Callable[[Case, datetime, Any], list[_Told]]] = {
    f.IncidentFiled: _was_filed,
    f.ReportMerged: _merged,
    f.OfferMade: _offered,
    f.OfferClosed: _offer_closed,
    f.AssignmentMade: _assigned,
    f.AssignmentChanged: _advanced,
    f.AssignmentEnded: _ended,
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
FOLLOWED = tuple(sorted(fact.__name__ for fact in (*_STEPS, *DAYS)))
"""The types of facts that change a figure."""
