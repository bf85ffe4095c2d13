"""Parts of the answers: people on duty, the inbox's wait, alerts, roll-calls."""

from datetime import datetime

from msgspec import Struct

from command.domain.audience import View
from command.domain.facts.alerts import AlertLevel
from command.domain.kept.alerts import Alert
from command.domain.kept.safety import RollCall
from command.domain.permission import may_call
from command.domain.picture import Person
from command.domain.place import Spot


class OnDuty(Struct, kw_only=True):
    """Somebody on duty, since when (UTC), and where they checked in."""

    person: str
    name: str
    roles: list[str]
    areas: list[str]
    since: datetime | None
    place: Spot | None = None


class Headcount(Struct, kw_only=True):
    """Grid workers: all, and on duty. `staff`: everybody who can be on duty, cadres and the watch too."""

    workers: int
    on_duty: int
    staff: int = 0


class Lag(Struct, kw_only=True):
    """What waits in the inbox: entries by lane, milliseconds the oldest has waited, open incidents without a
    deadline (must be 0), and how old this reading is. None of it is known when `at_ms_ago` is None."""

    urgent: int = 0
    routine: int = 0
    oldest_ms: int = 0
    without_deadline: int = 0
    at_ms_ago: int | None = None


class SentAlert(Struct, kw_only=True):
    """An alert that is not over, and how many of those who were told have read it."""

    id: str
    area: str
    level: AlertLevel
    text: str
    by_name: str
    sent_at: datetime
    until: datetime | None
    people: int
    read: int


class AlertView(Struct, kw_only=True):
    """An alert that the reader has not read yet."""

    alert: str
    level: AlertLevel
    text: str
    by_name: str
    sent_at: datetime
    until: datetime | None


class RollCallView(Struct, kw_only=True):
    """A roll-call that waits for the reader's answer."""

    rollcall: str
    area: str
    reason: str
    by_name: str
    opened_at: datetime
    due: datetime | None


def on_duty(p: Person) -> OnDuty:
    """Somebody on duty."""
    return OnDuty(person=p.id, name=p.name, roles=list(p.roles), areas=p.areas, since=p.duty_since, place=p.last_place)


def headcount(staff: list[Person]) -> Headcount:
    """How many of these people there are, and are on duty."""
    workers = [p for p in staff if "worker" in p.roles]
    return Headcount(
        workers=len(workers),
        on_duty=sum(p.on_duty for p in workers),
        staff=sum(may_call(list(p.roles), "duty.check_in") for p in staff),
    )


def sent_alert(alert: Alert, view: View) -> SentAlert:
    """An alert and how far it got; what it says is not for passers-by."""
    return SentAlert(
        id=alert.id,
        area=alert.area,
        level=alert.level,
        text="" if view.kiosk else alert.text,
        by_name=alert.by_name,
        sent_at=alert.sent_at,
        until=alert.due,
        people=len(alert.people),
        read=len(alert.read),
    )


def alert_view(a: Alert) -> AlertView:
    """An alert as the phone of one who has not read it shows it."""
    return AlertView(alert=a.id, level=a.level, text=a.text, by_name=a.by_name, sent_at=a.sent_at, until=a.due)


def rollcall_view(r: RollCall) -> RollCallView:
    """A roll-call as the phone of one who has not answered shows it."""
    return RollCallView(
        rollcall=r.id, area=r.area, reason=r.reason, by_name=r.by_name, opened_at=r.opened_at, due=r.due
    )
