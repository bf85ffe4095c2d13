"""What went wrong in a drill, found by rule: the first draft of the chapter on problems, the gravest first."""

from typing import Literal

from msgspec import Struct

from command.domain.drill.evaluation.whole import Evaluation, Injected
from command.domain.facts.script import Expected

LATE_INJECT_S = 30.0
"""An inject this late is the programs' fault, and the times after it say less [D]."""

ProblemKind = Literal["missed", "late", "unreachable", "nobody", "far_up", "failed_inject", "late_inject"]


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One problem. `inject`: its number; `what`: the expectation; `over_s`: seconds beyond the limit; `people`: ids;
    `times`: how often."""

    kind: ProblemKind
    inject: int = 0
    title: str = ""
    what: Expected | None = None
    who: str = ""
    over_s: float = 0.0
    people: list[str] = []
    times: int = 1


def problems(made: Evaluation) -> list[Problem]:
    """All of them: what was missed, was late by most, who was not reached, what nobody could be sent to, what had to go
    up to the district, and what the drill itself did wrong."""
    found = [one for inject in made.injects for one in _of_inject(inject)]
    missed = [one for one in found if one.kind == "missed"]
    late = sorted((one for one in found if one.kind == "late"), key=lambda one: -one.over_s)
    unreachable = [one.person for one in made.people if one.was_unreachable]
    more = [Problem(kind="unreachable", people=unreachable, times=len(unreachable))] if unreachable else []
    for kind, figure in (("nobody", ("nobody",)), ("far_up", ("escalated_3", "escalated_4"))):
        times = sum(one.cell.n for one in made.figures if one.figure in figure and one.priority == 0)
        more += [Problem(kind=kind, times=times)] if times else []  # type: ignore[arg-type]
    own = [one for inject in made.injects for one in _of_programs(inject)]
    return [*missed, *late, *more, *own]


def _of_inject(inject: Injected) -> list[Problem]:
    found = []
    for one in inject.expected:
        if one.outcome in ("missed", "late"):
            over = (one.took_s or 0.0) - one.expectation.within_s if one.outcome == "late" else 0.0
            found.append(
                Problem(
                    kind="missed" if one.outcome == "missed" else "late",
                    inject=inject.number,
                    title=inject.title,
                    what=one.expectation.what,
                    who=one.expectation.who,
                    over_s=over,
                )
            )
    return found


def _of_programs(inject: Injected) -> list[Problem]:
    if inject.state == "given" and inject.given_at is None:
        return [Problem(kind="failed_inject", inject=inject.number, title=inject.title)]
    if inject.late_s > LATE_INJECT_S:
        return [Problem(kind="late_inject", inject=inject.number, title=inject.title, over_s=inject.late_s)]
    return []
