"""Facts about the safety of workers."""

from datetime import datetime

from command.domain.facts.base import Fact

__all__ = [
    "RollCallAnswered",
    "RollCallClosed",
    "RollCallEscalated",
    "RollCallOpened",
    "SafetyFact",
]


class RollCallOpened(Fact, frozen=True, kw_only=True):
    """点名: everybody on duty in an area is asked to answer until `due`. `people`: names by id. `area`: its code."""

    request: str | None = None
    rollcall: str
    area: str
    people: dict[str, str]
    reason: str = ""
    by: str
    by_name: str = ""
    due: datetime


class RollCallAnswered(Fact, frozen=True, kw_only=True):
    """Somebody is accounted for; `by` is another when an operator answered for them, with a `reason`."""

    request: str | None = None
    rollcall: str
    area: str
    person: str
    by: str
    reason: str = ""


class RollCallEscalated(Fact, frozen=True, kw_only=True):
    """The time is up and `missing` (ids) have not answered: `told` (ids) know. It is told again at `due`."""

    rollcall: str
    area: str
    missing: list[str]
    level: int
    told: list[str] = []
    due: datetime


class RollCallClosed(Fact, frozen=True, kw_only=True):
    """Everybody answered, or whoever may do so ended it, with a `reason` and with `missing` still unaccounted for."""

    request: str | None = None
    rollcall: str
    area: str
    missing: list[str] = []
    by: str = ""
    reason: str = ""


SafetyFact = RollCallOpened | RollCallAnswered | RollCallEscalated | RollCallClosed
