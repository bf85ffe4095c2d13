"""Facts about 叫应: named people are called, by the ladder too, until each is heard of."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from command.domain.facts.base import Fact
from command.domain.facts.reach import Rung

__all__ = [
    "PeopleSummoned",
    "Summoned",
    "SummonsAnswered",
    "SummonsEnded",
    "SummonsFact",
    "SummonsWidened",
]

SummonsKind = Literal["recall", "proposal", "arrivals", "outdoors", "sitrep", "handin", "contact", "missed"]
"""Called in by a level; to decide on a proposed level; to look for who was moved and has not arrived; to be indoors;
to send a report upward that is late; to hand in a street's part of one; to find people of theirs who are silent; to see
to what of the day's work is not done."""
SummonsWord = Literal["coming", "cannot", "came", "indoors", "seen", "off_duty"]
"""What somebody answers. `came`, `off_duty`: known by what they did. `seen`: whoever is asked about others has it."""


class Summoned(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who is called. `about`: of whom or what they are asked (ids), none: of themselves. `area`: where they
    are. `rungs`: of the ladder, besides the socket. `more`: they were called already, and are asked about more now."""

    name: str
    area: str = ""
    incident: str | None = None
    about: list[str] = []
    rungs: list[Rung] = field(default_factory=lambda: ["messenger", "sms", "call"])
    more: bool = False


class PeopleSummoned(Fact, frozen=True, kw_only=True):
    """叫应: these people (by id) are called. `ref`: what for (a storm, a list, a proposal, a report);
    `due`: silence goes up then, None: whatever it is about has a deadline of its own. `priority`: the ladder's pace."""

    summons: str
    kind: SummonsKind
    ref: str
    area: str
    priority: int
    people: dict[str, Summoned]
    due: datetime | None = None


class SummonsWidened(Fact, frozen=True, kw_only=True):
    """Nobody answered for `missing`: `people` are called besides, or anew; `told` know; and again at `due`. `named`:
    the names of those whom they are asked about, called before: a phone that joins now has not heard of them."""

    summons: str
    kind: SummonsKind
    ref: str
    area: str
    people: dict[str, Summoned] = {}
    missing: list[str] = []
    level: int
    told: list[str] = []
    due: datetime | None = None
    named: dict[str, str] = {}


class SummonsAnswered(Fact, frozen=True, kw_only=True):
    """Somebody was heard of: by themselves, or by `by`, who says why they know."""

    request: str | None = None
    summons: str
    kind: SummonsKind
    area: str
    person: str
    word: SummonsWord
    by: str
    by_name: str = ""
    reason: str = ""


class SummonsEnded(Fact, frozen=True, kw_only=True):
    """Everybody was heard of (`answered`), or what it was about is over; `missing` were never heard of."""

    summons: str
    kind: SummonsKind
    area: str
    why: Literal["answered", "over"]
    missing: list[str] = []


SummonsFact = PeopleSummoned | SummonsWidened | SummonsAnswered | SummonsEnded
