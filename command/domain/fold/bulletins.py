"""Folding what the public is told."""

from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.bulletins import Agreement, Bulletin
from command.domain.picture import Picture


def _drafted(p: Picture, number: int, at: datetime, fact: f.BulletinDrafted) -> None:
    p.bulletins[fact.bulletin] = Bulletin(
        id=fact.bulletin,
        number=number,
        area=fact.area,
        areas=fact.areas,
        kind=fact.kind,
        status=fact.status,
        hazard=fact.hazard,
        urgency=fact.urgency,
        severity=fact.severity,
        certainty=fact.certainty,
        zh=fact.zh,
        en=fact.en,
        refers=fact.refers,
        expires=fact.expires,
        by=fact.by,
        by_name=fact.by_name,
        drafted_at=at,
        due=fact.due,
    )


def _signed(p: Picture, number: int, at: datetime, fact: f.BulletinSigned) -> None:
    known = p.bulletins.get(fact.bulletin)
    if known is not None:
        known.signatures.append(Agreement(by=fact.by, by_name=fact.by_name, at=at))


def _released(p: Picture, number: int, at: datetime, fact: f.BulletinReleased) -> None:
    known = p.bulletins.get(fact.bulletin)
    if known is not None:
        known.signatures.append(Agreement(by=fact.by, by_name=fact.by_name, at=at))
        known.identifier = fact.identifier
        known.sender = fact.sender
        known.sender_name = fact.sender_name
        known.sent = fact.sent
        known.references = fact.references
        known.due = known.expires
    ended = p.bulletins.get(fact.ends or "")
    if ended is not None:
        ended.ended_by = fact.bulletin


def _waits(p: Picture, number: int, at: datetime, fact: f.BulletinWaits) -> None:
    known = p.bulletins.get(fact.bulletin)
    if known is not None:
        known.times = fact.times
        known.due = fact.due


def _gone(p: Picture, number: int, at: datetime, fact: Any) -> None:
    p.bulletins.pop(fact.bulletin, None)


STEPS: Steps = {
    f.BulletinDrafted: _drafted,
    f.BulletinSigned: _signed,
    f.BulletinReleased: _released,
    f.BulletinWaits: _waits,
    f.BulletinDropped: _gone,
    f.BulletinOver: _gone,
}
TOUCHES: Touches = {
    **{step: lambda fact: [("bulletins", fact.bulletin)] for step in STEPS},
    f.BulletinReleased: lambda fact: [("bulletins", one) for one in (fact.bulletin, fact.ends) if one],
}
