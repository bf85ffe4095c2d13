"""The happening: one thing that took place at one moment and can be counted."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain.facts import Disposition, Priority

HappeningKind = Literal[
    "filed",
    "settled",
    "merged",
    "offered",
    "accepted",
    "declined",
    "unanswered",
    "handled",
    "closed",
    "voided",
    "reassigned",
    "given_up",
    "not_arrived",
    "nobody",
    "escalated",
    "referred",
    "returned",
    "extended",
    "suspended",
    "reworked",
    "verified",
    "reopened",
    "supervised",
    "satisfied",
    "unsatisfied",
    "unreached",
    "round",
    "short_round",
    "missed_round",
    "visit",
    "missed_visit",
]


DAILY: tuple[HappeningKind, ...] = ("round", "short_round", "missed_round", "visit", "missed_visit")
"""Of a grid worker's day: no incident is behind them."""


class Happening(Struct, frozen=True, kw_only=True):
    """`number`: of the fact that tells it; one fact tells each kind at most once. `person`: whom it is counted for (the
    reporter of a report, who was asked, who handled it; empty for nobody). `level`: the tier that was told, 1
    community, 2 street, 3 district, 4 coordinators; 0 where there is none. The rest: the incident's, as it then was;
    empty for what is of a grid worker's day. `times`: how often it happened in this one fact."""

    number: int
    kind: HappeningKind
    at: datetime
    incident: str = ""
    grid: str
    person: str = ""
    unit: str = ""
    category: str = ""
    priority: Priority | Literal[0] = 0
    disposition: Disposition | Literal[""] = ""
    level: int = 0
    times: int = 1
