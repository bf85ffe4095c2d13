"""点名抽查: who answered a contact test in how long, by which rung of the ladder, and who did not."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain import facts as f
from command.domain.drill.evaluation.entry import Entry
from command.domain.figures import percentile

Way = Literal["screen", "messenger", "sms", "call"]
"""The last rung that had been tried when they answered; `screen`: none, the message on their screen did."""


class Asked(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody a test asked, at `at` (UTC). `took_s` None: no answer. `way`: also of those who did not, the last rung
    that was tried. `taken`: real work took them out before they answered: they count for nothing."""

    inject: str
    person: str
    name: str = ""
    role: str = ""
    area: str = ""
    at: datetime
    took_s: float | None = None
    way: Way = "screen"
    taken: bool = False


class Contacts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A test in numbers: `asked` without those whom real work took out; times in seconds of those who answered. `ways`:
    answers by rung; `within_s`: the limit that was set, of which `in_time` kept to it."""

    asked: int = 0
    answered: int = 0
    in_time: int = 0
    taken: int = 0
    within_s: int | None = None
    p50: float | None = None
    p90: float | None = None
    ways: dict[str, int] = {}


class Ladders:
    """Which rung was tried last for whom. Feed it entry by entry."""

    def __init__(self) -> None:
        self._tried: dict[str, list[tuple[datetime, Way]]] = {}

    def take(self, entry: Entry) -> None:
        """Rungs that went out; a call that was asked of an operator is one."""
        match entry.fact:
            case f.RungTried(outcome="sent") as fact:
                self._tried.setdefault(fact.person, []).append((entry.at, fact.rung))
            case f.CallAsked() as fact:
                self._tried.setdefault(fact.person, []).append((entry.at, "call"))

    def way(self, person: str, start: datetime, end: datetime) -> Way:
        """The last one between two moments."""
        tried = [way for at, way in self._tried.get(person, []) if start <= at <= end]
        return tried[-1] if tried else "screen"


def counted(asked: list[Asked], within_s: int | None) -> Contacts:
    """All of a test together."""
    counting = [one for one in asked if not one.taken]
    took = [one.took_s for one in counting if one.took_s is not None]
    ways: dict[str, int] = {}
    for one in counting:
        if one.took_s is not None:
            ways[one.way] = ways.get(one.way, 0) + 1
    return Contacts(
        asked=len(counting),
        answered=len(took),
        in_time=sum(within_s is None or one <= within_s for one in took),
        taken=len(asked) - len(counting),
        within_s=within_s,
        p50=percentile(took, 0.5),
        p90=percentile(took, 0.9),
        ways=ways,
    )
