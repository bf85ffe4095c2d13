"""A drill's figures beside those of earlier drills and of real work: the same formulas, side by side."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from command.domain.drill.evaluation.contact import Contacts
from command.domain.drill.evaluation.measuring import Figured
from command.domain.drill.evaluation.whole import Counted, Evaluation
from command.domain.facts import drill as d
from command.domain.figures import Cell, Figure, Period


class Earlier(Struct, frozen=True, kw_only=True):
    """What is kept of a drill to compare others with. Times UTC."""

    exercise: str
    name: str
    form: d.Form
    started_at: datetime
    ended_at: datetime
    counts: Counted
    figures: list[Figured]
    contacts: Contacts


class Row(Struct, frozen=True, kw_only=True):
    """One figure: of this drill, of the earlier ones (as they are listed) and of real work; None: not known."""

    figure: Figure
    priority: int = 0
    this: Cell
    earlier: list[Cell | None]
    real: Cell | None = None


class Comparison(Struct, frozen=True, kw_only=True):
    """`earlier`: the latest first. `real`: the period of real work whose figures stand beside; None: none was read."""

    earlier: list[Earlier]
    real: Period | None
    rows: list[Row]


def summary(made: Evaluation) -> Earlier:
    """What of an evaluation others are compared with."""
    return Earlier(
        exercise=made.exercise,
        name=made.plan.name,
        form=made.plan.form,
        started_at=made.started_at,
        ended_at=made.ended_at or made.as_of,
        counts=made.counts[0],
        figures=made.figures,
        contacts=made.contacts,
    )


def compare(
    made: Evaluation,
    earlier: list[Earlier],
    real: Mapping[tuple[Figure, int], Cell],
    period: Period | None,
) -> Comparison:
    """Figure by figure. `real`: by figure and priority (0: all)."""
    known = [{(x.figure, x.priority): x.cell for x in one.figures} for one in earlier]
    rows = [
        Row(
            figure=one.figure,
            priority=one.priority,
            this=one.cell,
            earlier=[cells.get((one.figure, one.priority)) for cells in known],
            real=real.get((one.figure, one.priority)),
        )
        for one in made.figures
    ]
    return Comparison(earlier=earlier, real=period, rows=rows)
