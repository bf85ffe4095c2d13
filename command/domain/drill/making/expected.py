"""What is expected of an inject, from what the limits of the district say. Figures of our own are marked [D]."""

from collections.abc import Callable, Iterable

from command.domain.facts import Limits, Priority
from command.domain.facts.response import ResponsePlan
from command.domain.facts.script import Expectation
from command.domain.facts.warnings import SignalColour
from command.domain.limits.book import frozen
from command.domain.limits.notation import span
from command.domain.limits.table import built_in
from command.domain.mode.builtin import BUILT_IN
from command.domain.policy import DEFAULT, Policy
from command.domain.triage import Hazard, triage
from command.domain.warning.events import hazard_of

LimitsOf = Callable[[str, Priority], Limits]
"""The limits that an incident of a category and priority would get if it were filed now."""
FILED_S = 120
"""[D] An operator has a call filed within two minutes."""
REFERRED_S = 300
"""[D] Whoever comes first (fire, ambulance, police, gas) is told within five minutes."""
NOTED_S = 1800
_LONGEST_S = 4 * 3600
"""What takes longer than a drill lasts is not expected of it."""
FIRST = frozenset({"grid.medical", "grid.rescue", "grid.fire", "grid.gas", "event.0403", "grid.crime", "event.0602"})
"""Whose first line is told at once: 119, 120, 110 or the gas company."""


def built_in_limits(category: str, priority: Priority) -> Limits:
    """Those that ship."""
    return frozen(built_in(category, DEFAULT), priority, DEFAULT, 0)


def of_incident(category: str, hazard: Hazard, limits_of: LimitsOf, *, called: bool) -> list[Expectation]:
    """Filed, accepted, there, done and referred: each by the limits of its priority, one after the other."""
    limits = limits_of(category, triage(category, hazard, "help")[0])
    filed = FILED_S if called else 60
    accepted = filed + _seconds(limits.answer)
    arrived = accepted + _seconds(limits.arrive)
    found = [
        Expectation(what="stored", within_s=filed, who="operator" if called else "", note="录入"),
        Expectation(what="accepted", within_s=accepted, note=f"答复时限 {limits.answer}"),
        Expectation(what="arrived", within_s=arrived, note=f"到场时限 {limits.arrive}"),
    ]
    if arrived + _seconds(limits.handle) <= _LONGEST_S:
        done = arrived + _seconds(limits.handle)
        found.append(Expectation(what="done", within_s=done, note=f"处置时限 {limits.handle}"))
    if category in FIRST:
        found.append(Expectation(what="referred", within_s=REFERRED_S, who="operator", note="先报 110/119/120/燃气"))
    return found


def level_for(event: str, colour: SignalColour, plans: Iterable[ResponsePlan] = tuple(BUILT_IN.values())) -> int | None:
    """The level that a warning proposes by the plan against its hazard; None: there is no such plan."""
    hazard = hazard_of(event)
    return next((one.triggers.get(colour) for one in plans if one.threat == hazard), None)


def of_warning(level: int | None, policy: Policy = DEFAULT) -> list[Expectation]:
    """Its proposal is taken, and the level switched. `level`: what the plan's table says of it; None: nothing."""
    if level is None:
        return [Expectation(what="noted", within_s=NOTED_S, note="研判并记录")]
    return [
        Expectation(what="proposal_taken", within_s=round(policy.proposal_answer.total_seconds())),
        switched(level, policy),
    ]


def switched(level: int, policy: Policy = DEFAULT) -> Expectation:
    """A level is in force half an hour after what calls for it [P]."""
    within = round(policy.proposal_switch.total_seconds())
    return Expectation(what="switched", within_s=within, who="coordinator", value=str(level))


def of_silence(policy: Policy = DEFAULT) -> list[Expectation]:
    """Silence is noticed when it has lasted, and is told to the next tier."""
    return [Expectation(what="noticed", within_s=round((policy.silent + policy.silent_again).total_seconds()))]


def of_message() -> list[Expectation]:
    """A question is answered in five minutes [D]."""
    return [Expectation(what="answered", within_s=300)]


def of_contact() -> list[Expectation]:
    """点名: two minutes [D]."""
    return [Expectation(what="answered", within_s=120)]


def noted(note: str) -> list[Expectation]:
    """What only an observer can say."""
    return [Expectation(what="noted", within_s=NOTED_S, note=note)]


def _seconds(limit: str) -> int:
    return min(round(span(limit)[1].total_seconds()), 7 * 86_400)
