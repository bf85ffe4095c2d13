"""Folding warnings and the levels that they propose."""

from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.warnings import Cancel, Proposal, Warning  # noqa: A004 - the field's word
from command.domain.picture import Picture


def _received(p: Picture, number: int, at: datetime, fact: f.WarningReceived) -> None:
    p.warnings[fact.warning] = Warning(
        id=fact.warning,
        number=number,
        area=fact.area,
        areas=fact.areas,
        key=fact.key,
        sender=fact.sender,
        identifier=fact.identifier,
        sent=fact.sent,
        received_at=at,
        status=fact.status,
        update=fact.update,
        code=fact.code,
        hazard=fact.hazard,
        colour=fact.colour,
        notice=fact.notice,
        urgency=fact.urgency,
        severity=fact.severity,
        certainty=fact.certainty,
        zh=fact.zh,
        en=fact.en,
        onset=fact.onset,
        due=fact.expires,
        references=fact.references,
        state=fact.state,
        ended_by=fact.ended_by,
        digest=fact.digest,
        source=fact.source,
        by_name=fact.by_name,
        counts=fact.counts,
    )
    _end(p, fact.replaces, "updated", fact.warning)


def _cancelled(p: Picture, number: int, at: datetime, fact: f.WarningCancelled) -> None:
    p.cancels[fact.cancel] = Cancel(
        id=fact.cancel,
        area=fact.area,
        key=fact.key,
        status=fact.status,
        references=fact.references,
        digest=fact.digest,
        due=fact.until,
    )
    _end(p, fact.warnings, "cancelled", fact.cancel)


def _end(p: Picture, ids: list[str], state: f.WarningState, by: str) -> None:
    for id_ in ids:
        known = p.warnings.get(id_)
        if known is not None:
            known.state = state
            known.ended_by = by


def _expired(p: Picture, number: int, at: datetime, fact: f.WarningExpired) -> None:
    p.warnings.pop(fact.warning, None)


def _forgotten(p: Picture, number: int, at: datetime, fact: f.CancelForgotten) -> None:
    p.cancels.pop(fact.cancel, None)


def _made(p: Picture, number: int, at: datetime, fact: f.ProposalMade) -> None:
    p.proposals.pop(fact.instead or "", None)
    p.proposals[fact.proposal] = Proposal(
        id=fact.proposal,
        number=number,
        area=fact.area,
        hazard=fact.hazard,
        level=fact.level,
        reasons=fact.reasons,
        made_at=at,
        told=list(fact.told),
        due=fact.due,
    )


def _escalated(p: Picture, number: int, at: datetime, fact: f.ProposalEscalated) -> None:
    known = p.proposals.get(fact.proposal)
    if known is not None:
        known.times = fact.times
        known.told = list(dict.fromkeys([*known.told, *fact.told]))
        known.due = fact.due


def _taken(p: Picture, number: int, at: datetime, fact: f.ProposalTaken) -> None:
    known = p.proposals.get(fact.proposal)
    if known is not None:
        known.taken_by = fact.by
        known.taken_by_name = fact.by_name
        known.due = fact.due


def _closed(p: Picture, number: int, at: datetime, fact: f.ProposalClosed) -> None:
    p.proposals.pop(fact.proposal, None)


STEPS: Steps = {
    f.WarningReceived: _received,
    f.WarningCancelled: _cancelled,
    f.WarningExpired: _expired,
    f.CancelForgotten: _forgotten,
    f.ProposalMade: _made,
    f.ProposalEscalated: _escalated,
    f.ProposalTaken: _taken,
    f.ProposalClosed: _closed,
}


def _proposal(fact: Any) -> list[tuple[str, str]]:
    return [("proposals", fact.proposal)]


TOUCHES: Touches = {
    f.WarningReceived: lambda fact: [("warnings", one) for one in (fact.warning, *fact.replaces)],
    f.WarningCancelled: lambda fact: [("cancels", fact.cancel), *(("warnings", one) for one in fact.warnings)],
    f.WarningExpired: lambda fact: [("warnings", fact.warning)],
    f.CancelForgotten: lambda fact: [("cancels", fact.cancel)],
    f.ProposalMade: lambda fact: [("proposals", one) for one in (fact.proposal, fact.instead) if one],
    f.ProposalEscalated: _proposal,
    f.ProposalTaken: _proposal,
    f.ProposalClosed: _proposal,
}
