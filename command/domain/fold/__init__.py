"""`apply(picture, number, at, fact)`: one fact folded into the picture. Total: it never refuses, never looks elsewhere.

A fact about something the picture does not hold (closed long ago) changes nothing. The screens' reducer is the
same fold in TypeScript; the golden messages are run through both.
"""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold import (
    alerts,
    attention,
    bulletins,
    drill,
    duty,
    gridtasks,
    incidents,
    loop,
    mode,
    moving,
    needs,
    patrol,
    people,
    reach,
    responseplans,
    retiming,
    roster,
    safety,
    sitreps,
    slots,
    sos,
    storm,
    summons,
    supervision,
    tasks,
    tiers,
    warnings,
    work,
)
from command.domain.fold.roster import CHANGES_ROSTER
from command.domain.fold.step import Steps, Touches
from command.domain.fold.work import LASTING
from command.domain.picture import Picture

_TOPICS = (
    bulletins,
    people,
    incidents,
    work,
    tasks,
    safety,
    sos,
    reach,
    loop,
    supervision,
    roster,
    duty,
    slots,
    tiers,
    needs,
    alerts,
    patrol,
    warnings,
    moving,
    storm,
    summons,
    mode,
    responseplans,
    retiming,
    gridtasks,
    attention,
    sitreps,
    drill,
)
STEPS: Steps = {kind: step for topic in _TOPICS for kind, step in topic.STEPS.items()}
TOUCHES: Touches = {
    **safety.TOUCHES,
    **sos.TOUCHES,
    **reach.TOUCHES,
    **alerts.TOUCHES,
    **supervision.TOUCHES,
    **loop.TOUCHES,
    **roster.TOUCHES,
    **duty.TOUCHES,
    **patrol.TOUCHES,
    **slots.TOUCHES,
    **tiers.TOUCHES,
    **warnings.TOUCHES,
    **bulletins.TOUCHES,
    **moving.TOUCHES,
    **storm.TOUCHES,
    **summons.TOUCHES,
    **needs.TOUCHES,
    **mode.TOUCHES,
    **responseplans.TOUCHES,
    **retiming.TOUCHES,
    **gridtasks.TOUCHES,
    **attention.TOUCHES,
    **sitreps.TOUCHES,
    **drill.TOUCHES,
}


def apply(picture: Picture, number: int, at: datetime, fact: f.AnyFact) -> None:
    """Fold in the fact with this ledger number and time (UTC). Numbers must come in order."""
    step = STEPS.get(type(fact))
    if step is not None:
        step(picture, number, at, fact)
    picture.number = number
    picture.at = at


def touched(fact: f.AnyFact) -> list[tuple[str, str]]:
    """The kept things that a fact changes, makes or ends: (member of the picture, id)."""
    which = TOUCHES.get(type(fact))
    return list(which(fact)) if which is not None else []


__all__ = ["CHANGES_ROSTER", "LASTING", "STEPS", "apply", "touched"]
