"""Folding alerts to staff."""

from datetime import datetime

from command.domain import facts as f
from command.domain.alerts.recipients import recipients
from command.domain.fold.step import Steps, Touches
from command.domain.kept.alerts import Alert
from command.domain.picture import Picture


def _alert_sent(p: Picture, number: int, at: datetime, fact: f.AlertSent) -> None:
    p.alerts[fact.alert] = Alert(
        id=fact.alert,
        number=number,
        area=fact.area,
        level=fact.level,
        text=fact.text,
        by=fact.by,
        by_name=fact.by_name,
        sent_at=at,
        due=fact.until,
        people=recipients(p, fact.area, fact.roles, on_duty=fact.on_duty, group=fact.group),
    )


def _alert_read(p: Picture, number: int, at: datetime, fact: f.AlertRead) -> None:
    alert = p.alerts.get(fact.alert)
    if alert is not None:
        alert.read.append(fact.person)
        alert.read_at[fact.person] = at


def _alert_ended(p: Picture, number: int, at: datetime, fact: f.AlertEnded) -> None:
    p.alerts.pop(fact.alert, None)


STEPS: Steps = {f.AlertSent: _alert_sent, f.AlertRead: _alert_read, f.AlertEnded: _alert_ended}
TOUCHES: Touches = {step: lambda fact: [("alerts", fact.alert)] for step in STEPS}
