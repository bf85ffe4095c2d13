"""Whoever has not read an alert is tried by the next rung of the ladder: how soon, by how urgent it is, and when not.

An urgent alert is about life: it ignores quiet hours, and its last rung is a call to whoever leads the person. A
warning takes the same way, slower. What is only for information is put on a messenger after an hour, and nobody is rung
for it.
"""

from datetime import datetime, timedelta

from command.domain.facts.alerts import AlertLevel
from command.domain.facts.reach import Rung
from command.domain.policy import Policy
from command.domain.reach.ladder import RUNGS, Delays

PRIORITY: dict[AlertLevel, int] = {"urgent": 2, "warning": 3, "info": 4}
"""Behind calls for help and offers about life: a courier has few hands."""


def delays_of(level: AlertLevel, policy: Policy) -> Delays:
    """How long an alert waits before each rung when the one before got through."""
    wait = policy.alert_rungs[PRIORITY[level] - 2]
    return Delays(messenger=wait, sms=wait, call=wait * 2, patience=timedelta(seconds=30))


def rungs_of(level: AlertLevel) -> tuple[Rung, ...]:
    """Which rungs there are."""
    return ("messenger",) if level == "info" else RUNGS


def is_quiet(level: AlertLevel, policy: Policy, now: datetime, *, on_duty: bool) -> bool:
    """Whether somebody is left in peace now: at night, off duty, and it is not about life."""
    begins, ends = policy.quiet_hours
    hour = now.astimezone(policy.zone).hour
    return level != "urgent" and not on_duty and (hour >= begins or hour < ends)
