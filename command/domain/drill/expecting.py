"""Whether what is expected of an inject can come true at all, and which roles could do it."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from command.domain.drill.findings import Finding, finding
from command.domain.drill.measuring import ROLES, kind_of
from command.domain.facts.script import Expectation, Inject
from command.domain.kept.dispatch import Unit
from command.domain.permission import may_call
from command.domain.picture import Person

ORDER = ("stored", "offered", "accepted", "set_out", "arrived", "done")
"""In which order an incident goes through them."""
_INCIDENT = frozenset({*ORDER, "referred"})
_ALWAYS = frozenset({"proposed", "switched", "alerted", "noted"})
POSSIBLE: dict[str, frozenset[str]] = {
    "report": _INCIDENT | _ALWAYS,
    "call": _INCIDENT | _ALWAYS,
    "warning": _ALWAYS | {"proposal_taken"},
    "track": _ALWAYS,
    "order": _ALWAYS,
    "road": _ALWAYS,
    "silent": _ALWAYS | {"noticed"},
    "message": _ALWAYS | {"answered"},
    "contact": _ALWAYS | {"answered"},
}
"""By kind of inject, what can come of it."""
METHOD: dict[str, str] = {
    "stored": "report.submit",
    "accepted": "offer.answer",
    "set_out": "assignment.advance",
    "arrived": "assignment.advance",
    "done": "assignment.advance",
    "referred": "incident.refer",
    "proposed": "mode.propose",
    "switched": "mode.approve",
    "proposal_taken": "proposal.take",
    "alerted": "alert.send",
    "noticed": "contact.report",
}
"""The request with which somebody does it. Offers make themselves; who answers and notes is not a matter of role."""


def can_do(roles: list[str], what: str) -> bool:
    """Whether somebody with these roles could do what is expected."""
    if what == "offered":
        return may_call(roles, "offer.answer")
    return what not in METHOD or may_call(roles, METHOD[what])


def check_expectations(inject: Inject, people: Mapping[str, Person], units: Mapping[str, Unit]) -> Iterator[Finding]:
    """Everything that is wrong with what is expected of an inject."""
    if not inject.expected:
        yield finding("expects_none", inject.number)
    for n, one in enumerate(inject.expected):
        yield from _one(inject, n, one, people, units)
    timed = [one for one in inject.expected if one.what in ORDER]
    for earlier, later in pairwise(sorted(timed, key=lambda one: ORDER.index(one.what))):
        if later.within_s < earlier.within_s:
            yield finding(
                "expects_order",
                inject.number,
                inject.expected.index(later),
                later=later.what,
                later_s=later.within_s,
                earlier=earlier.what,
                earlier_s=earlier.within_s,
            )


def _one(
    inject: Inject, n: int, one: Expectation, people: Mapping[str, Person], units: Mapping[str, Unit]
) -> Iterator[Finding]:
    if one.what not in POSSIBLE[kind_of(inject)]:
        yield finding("expects_never", inject.number, n, what=one.what)
        return
    if one.what in {"switched", "proposed"} and one.value not in {"0", "1", "2", "3", "4"}:
        yield finding("expects_value", inject.number, n, value=one.value)
    if one.who and one.who not in ROLES and one.who not in people and one.who not in units:
        yield finding("expects_unknown", inject.number, n, who=one.who)
    elif one.who in ROLES and not can_do([one.who], one.what):
        yield finding("expects_role", inject.number, n, who=one.who, what=one.what)
