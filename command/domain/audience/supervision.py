"""Who sees facts about 督办, call-backs and reports handed over; none is for passers-by."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, handler, told
from command.domain.picture import Picture


def _ordered(fact: f.SupervisionOrdered, _: Picture) -> list[str]:
    return list(fact.to)


def _supervised(fact: Any, picture: Picture) -> list[str]:
    """Who was to reply, and who demanded it."""
    known = picture.supervisions.get(fact.supervision)
    return [*known.to, *([known.by] if known.by else [])] if known is not None else []


def _escalated(fact: f.SupervisionEscalated, picture: Picture) -> list[str]:
    return [*fact.told, *_supervised(fact, picture)]


AUDIENCES: Audiences = {
    f.SupervisionOrdered: Audience(_ordered, kiosk=False),
    f.SupervisionReplied: Audience(_supervised, kiosk=False),
    f.SupervisionEscalated: Audience(_escalated, kiosk=False),
    f.SupervisionEnded: Audience(_supervised, kiosk=False),
    f.CallBackDue: Audience(kiosk=False),
    f.CallBackMade: Audience(kiosk=False),
    f.CallBackMissed: Audience(told, kiosk=False),
    f.ReportHandedOver: Audience(kiosk=False),
    f.HandoverAnswered: Audience(kiosk=False),
    f.HandoverLate: Audience(told, kiosk=False),
    f.ReferralMoved: Audience(handler, kiosk=False),
    f.LimitsChanged: Audience(kiosk=False),
}
