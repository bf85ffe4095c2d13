"""Which limits an incident gets when it is filed, and when something is due by the limits it has."""

from datetime import datetime, timedelta
from typing import Literal

from command.domain.facts import CategoryRule, Limits, Priority, Span
from command.domain.kept.loop import ChangedLimits
from command.domain.limits.notation import span, written
from command.domain.limits.table import built_in
from command.domain.picture import Incident
from command.domain.policy import DEFAULT, Policy
from command.domain.worktime import due_after

Stage = Literal["answer", "arrive", "handle", "verify", "accept", "dispatch"]


class Book:
    """The rules in force, kept ready: what is filed most often must not be put together each time."""

    def __init__(self) -> None:
        self._policy: Policy | None = None
        self._rules: dict[str, CategoryRule] = {}
        self._limits: dict[tuple[str, Priority], Limits] = {}

    def changed(self) -> None:
        """Some rule is another one now."""
        self._rules.clear()
        self._limits.clear()

    def rule(self, category: str, kept: dict[str, ChangedLimits], policy: Policy) -> CategoryRule:
        """The rule of a category: the district's own, or the built-in one."""
        if policy is not self._policy:
            self.changed()
            self._policy = policy
        rule = self._rules.get(category)
        if rule is None:
            changed = kept.get(category)
            rule = changed.rule if changed is not None and changed.rule is not None else built_in(category, policy)
            self._rules[category] = rule
        return rule

    def limits(self, category: str, priority: Priority, kept: dict[str, ChangedLimits], policy: Policy) -> Limits:
        """What applies to an incident of this kind filed now."""
        rule = self.rule(category, kept, policy)
        made = self._limits.get((category, priority))
        if made is None:
            changed = kept.get(category)
            made = frozen(rule, priority, policy, changed.version if changed is not None else 0)
            self._limits[category, priority] = made
        return made


def frozen(rule: CategoryRule, priority: Priority, policy: Policy, version: int) -> Limits:
    """The rule's limits at a priority, as an incident keeps them."""
    n = priority - 1
    return Limits(
        answer=written(policy.answer[n]),
        arrive=capped(rule.arrive[n], policy.arrive_most[n] if policy.arrive_most is not None else None),
        handle=capped(rule.handle[n], policy.handle_most[n] if policy.handle_most is not None else None),
        verify=capped(rule.verify, policy.verify_most),
        accept=rule.accept,
        dispatch=rule.dispatch,
        verifier=rule.verifier,
        call_back=rule.call_back,
        version=version,
    )


def capped(limit: Span, most: timedelta | None) -> Span:
    """A category's own limit under a response level. What it counted in working hours is counted day and night: the
    same length, which is never later, and then no more than the level allows."""
    if most is None:
        return limit
    kind, length = span(limit)
    if length > most:
        return written(most)
    return limit if kind in ("urgent_hours", "calendar_days") else written(length)


def limits_of(incident: Incident) -> Limits:
    """The incident's own limits. One filed before limits were kept has the built-in ones."""
    if incident.limits is not None:
        return incident.limits
    return frozen(built_in(incident.category, DEFAULT), incident.priority, DEFAULT, 0)


def handled_by(limits: Limits, start: datetime, policy: Policy) -> datetime:
    """When an incident filed at `start` must be handled (UTC), if it is dispatched as late as it may be."""
    at = start
    for limit in (limits.dispatch, limits.handle):
        kind, length = span(limit)
        at = due_after(kind, at, length, policy.calendar)
    return at


def due_in(incident: Incident, stage: Stage, start: datetime, policy: Policy) -> datetime:
    """When a stage of the incident that begins at `start` must be over (UTC), by its own limits."""
    kind, length = span(getattr(limits_of(incident), stage))
    return due_after(kind, start, length, policy.calendar)
