"""Requests about alerts to staff."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts.alerts import AlertLevel
from command.wire.requests.base import Durable, Moment, Reason, Text, ThingId
from command.wire.requests.safety import AreaCode

Told = Literal["worker", "supervisor", "operator", "coordinator"]


class SendAlert(Durable, frozen=True, kw_only=True):
    """`alert.send`: tell everybody of `roles` who works in `area`, of `group` if one is named; over after `for_s` s."""

    area: AreaCode
    roles: Annotated[tuple[Told, ...], Meta(min_length=1, max_length=4)] = ("worker", "supervisor")
    group: ThingId | None = None
    on_duty: bool = False
    level: AlertLevel = "warning"
    text: Text
    for_s: Annotated[int, Meta(ge=60, le=604_800)] = 86_400


class ReadAlert(Durable, frozen=True, kw_only=True):
    """`alert.read`: the sender has read it."""

    alert: ThingId
    at: Moment


class WithdrawAlert(Durable, frozen=True, kw_only=True):
    """`alert.withdraw`: it no longer holds."""

    alert: ThingId
    reason: Reason


DURABLE: dict[str, type[Durable]] = {
    "alert.send": SendAlert,
    "alert.read": ReadAlert,
    "alert.withdraw": WithdrawAlert,
}
