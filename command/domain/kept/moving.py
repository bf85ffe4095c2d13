"""Kept: evacuations, the list of each grid, shelters. No names: they stand in a table of their own (ADR 22)."""

from collections import Counter
from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.moving import EvacueeSource, EvacueeStatus, Signed, Whither


class Moving(Struct, kw_only=True, omit_defaults=True):
    """One entry of a list: a person, or the `heads` of a household. `line`: what the code on paper stands for.

    `arrive_by`: until then (UTC) they are to be registered at the `shelter` they are on the way to; `late`: how often
    it was told that they are not.
    """

    source: EvacueeSource
    line: int
    status: EvacueeStatus = "to_move"
    heads: int = 1
    need: str = ""
    worker: str = ""
    at: datetime | None = None
    by: str = ""
    whither: Whither | None = None
    shelter: str | None = None
    arrive_by: datetime | None = None
    late: int = 0
    signed: Signed | None = None

    @property
    def is_safe(self) -> bool:
        """Registered at a shelter, with a relative, or home again after it."""
        return self.status in ("arrived", "returned") or (self.status == "moved" and self.whither == "relative")

    @property
    def is_over(self) -> bool:
        """Nothing more is to be done for them: home again, or refused and signed for."""
        return self.status == "returned" or (self.status == "refused" and self.signed != "unsigned")

    @property
    def standing(self) -> str:
        """Where they are counted: the status, but `safe` for whoever is with a relative."""
        return "safe" if self.status == "moved" and self.is_safe else self.status


class MoveList(Struct, kw_only=True):
    """转移名单 of a grid (`area`): entries by id. `due`: when the next of those under way should have arrived."""

    id: str
    evacuation: str
    area: str
    people: dict[str, Moving] = field(default_factory=dict)
    due: datetime | None = None
    level: int = 0

    def tally(self) -> Counter[str]:
        """Heads by standing."""
        found: Counter[str] = Counter()
        for one in self.people.values():
            found[one.standing] += one.heads
        return found


class Evacuation(Struct, kw_only=True):
    """转移令. `due`: by when everybody is to be safe (UTC), or when it is told again that not everybody is."""

    id: str
    area: str
    title: str
    reason: str
    by: str
    by_name: str
    opened_at: datetime
    until: datetime | None
    due: datetime | None
    level: int = 0


class HeadCount(Struct, frozen=True):
    """清点: `counted` were there, `listed` were registered."""

    counted: int
    listed: int
    at: datetime
    by: str
    by_name: str = ""
    note: str = ""


class Shelter(Struct, kw_only=True):
    """安置点. `here`: heads registered there; `coming`: heads on the way to it. `area`: its grid; WGS84."""

    id: str
    area: str
    name: str
    address: str
    lat: float
    lon: float
    capacity: int
    contact_name: str
    contact_phone: str
    keepers: list[str]
    here: int = 0
    coming: int = 0
    count: HeadCount | None = None

    @property
    def left(self) -> int:
        """Places that nobody is registered at or on the way to; below zero when it is over its capacity."""
        return self.capacity - self.here - self.coming
