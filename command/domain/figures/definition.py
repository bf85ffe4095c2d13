"""What a figure is, in words."""

from typing import Literal

from msgspec import Struct

from command.domain.figures.happening import DAILY, HappeningKind
from command.domain.figures.measures import Measured

Counted = Literal[
    "filed",
    "settled",
    "merged",
    "handled_now",
    "closed",
    "voided",
    "nobody",
    "escalated_1",
    "escalated_2",
    "escalated_3",
    "escalated_4",
    "reassigned",
    "rounds",
    "short_rounds",
    "missed_rounds",
    "visits",
    "missed_visits",
    "given_up",
    "not_arrived",
    "referred",
    "returned",
    "extended",
    "suspended",
    "reworked",
    "reopened",
    "supervised",
]
Answered = Literal["accepted_offers", "valid_reports", "satisfaction"]
Figure = Literal[Counted, Answered, Measured]
Kind = Literal["count", "rate", "duration"]


class Definition(Struct, frozen=True, kw_only=True):
    """One figure. `about`: whose it is when figures are by worker, who reported or who handled. `kinds`: a count's or a
    rate's happenings, `over` those below the line of a rate of happenings; `level` of the tier that was told."""

    figure: Figure
    kind: Kind
    name: str
    name_en: str
    formula: str
    formula_en: str
    source: Literal["P", "D"]
    about: Literal["reporter", "handler", "asked", "nobody"]
    kinds: tuple[HappeningKind, ...] = ()
    over: tuple[HappeningKind, ...] = ()
    level: int = 0

    @property
    def opens(self) -> bool:
        """Whether there are incidents behind it."""
        return not self.kinds or not set(self.kinds) <= set(DAILY)
