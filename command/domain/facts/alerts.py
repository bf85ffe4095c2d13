"""Facts about alerts to staff."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Fact, Role

__all__ = [
    "AlertEnded",
    "AlertFact",
    "AlertRead",
    "AlertSent",
]

AlertLevel = Literal["urgent", "warning", "info"]


class AlertSent(Fact, frozen=True, kw_only=True):
    """通知: everybody of these roles in an area is told, on duty or not unless `on_duty`. `people`: how many that is;
    who, follows from the picture (see `alerts.recipients`).
    `group`: only the people of that rostered group. It is over at `until`."""

    request: str | None = None
    alert: str
    area: str
    roles: list[Role]
    group: str | None = None
    on_duty: bool = False
    level: AlertLevel
    text: str
    people: int
    by: str
    by_name: str = ""
    until: datetime


class AlertRead(Fact, frozen=True, kw_only=True):
    """Somebody has read an alert."""

    request: str | None = None
    alert: str
    area: str
    person: str


class AlertEnded(Fact, frozen=True, kw_only=True):
    """An alert is over, or was withdrawn by `by` with a `reason`; `unread`: who had not read it (ids)."""

    request: str | None = None
    alert: str
    area: str
    why: Literal["over", "withdrawn"]
    unread: list[str] = []
    by: str = ""
    reason: str = ""


AlertFact = AlertSent | AlertRead | AlertEnded
