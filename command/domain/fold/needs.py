"""Folding what categories need."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.dispatch import ChangedNeed
from command.domain.picture import Picture


def _need_changed(p: Picture, number: int, at: datetime, fact: f.NeedChanged) -> None:
    p.needs[fact.category] = ChangedNeed(
        id=fact.category,
        need=fact.need,
        version=fact.version,
        reason=fact.reason,
        by=fact.by,
        by_name=fact.by_name,
        at=at,
    )


STEPS: Steps = {f.NeedChanged: _need_changed}
TOUCHES: Touches = {f.NeedChanged: lambda fact: [("needs", fact.category)]}
