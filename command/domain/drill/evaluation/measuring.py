"""The figures of a drill: the district's own formulas over the exercise's ledger, its pauses taken out of the clock.

They are the same as those of real work (`command.domain.figures`), so that the two may stand side by side.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.drill.evaluation.entry import Entry, Pauses
from command.domain.facts.base import Fact
from command.domain.figures import DEFINITIONS, MEASURES, Case, Cell, Figure, Happening, Period, Tally, follow
from command.domain.figures.definitions import MEASURED

SHOWN: tuple[Figure, ...] = (
    "filed",
    "to_offer",
    "to_accept",
    "to_leave",
    "to_arrive",
    "to_help",
    "to_finish",
    "accepted_offers",
    "dispatched_right",
    "handled_in_time",
    "nobody",
    "not_arrived",
    "given_up",
    "escalated_1",
    "escalated_2",
    "escalated_3",
    "escalated_4",
)
"""Those that say something of a drill: how fast, how many, how far up."""
TIMES: tuple[Figure, ...] = ("to_accept", "to_help", "to_finish")
"""Shown by priority, too: answer, arrive, finish."""


class Figured(Struct, frozen=True, kw_only=True):
    """A figure. `priority` 0: of all."""

    figure: Figure
    priority: int = 0
    cell: Cell


def measure(entries: Iterable[Entry], pauses: Pauses, until: datetime) -> list[Figured]:
    """Every shown figure as of `until` (UTC), times by priority too."""
    cases: dict[str, Case] = {}
    happened: list[Happening] = []
    for entry in entries:
        running = pauses.running(entry.at)
        fact = cast("f.AnyFact", _running(entry.fact, entry.at - running))
        incident = getattr(fact, "incident", None) or ""
        case, told = follow(cases.get(incident), entry.number, running, fact)
        happened += told
        if case is not None:
            cases[case.id] = case
    period = Period(datetime.min.replace(tzinfo=until.tzinfo), pauses.running(until) + timedelta(microseconds=1))
    figures = [Figured(figure=one, cell=_cell(one, list(cases.values()), happened, period)) for one in SHOWN]
    for figure in TIMES:
        for priority in (1, 2, 3, 4):
            some = [one for one in cases.values() if one.priority == priority]
            figures.append(Figured(figure=figure, priority=priority, cell=_cell(figure, some, [], period)))
    return figures


def _running(fact: Fact, stood: timedelta) -> Fact:
    """The same fact, with the limits that it sets on the clock that stood so long."""
    if not stood:
        return fact
    moved = {
        name: value - stood
        for name in ("handle_by", "reported_at")
        if isinstance(value := getattr(fact, name, None), datetime)
    }
    return replace(fact, **moved) if moved else fact


def _cell(figure: Figure, cases: list[Case], happened: list[Happening], period: Period) -> Cell:
    definition, tally = DEFINITIONS[figure], Tally()
    if figure in MEASURED:
        for case in cases:
            mark = MEASURES[figure](case, period)
            if mark is not None:
                tally.add(counts=mark.counts, value=mark.value)
    for one in happened:
        if definition.level in (0, one.level):
            tally.n += one.times if one.kind in definition.kinds else 0
            tally.of += one.times if one.kind in definition.over else 0
    made: Cell = getattr(tally, definition.kind)()
    return made
