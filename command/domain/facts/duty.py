"""Facts about shifts as they happen: who came, who did not, who handed over to whom. Instants are UTC."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from command.domain.facts.base import Fact, Priority
from command.domain.roster.ahead import Gap
from command.domain.roster.model import Layer, ShiftKind

__all__ = [
    "DutyFact",
    "DutyWatched",
    "GapsFound",
    "Matter",
    "ReliefClosed",
    "ReliefOpened",
    "ReliefOverdue",
    "ReliefSigned",
    "Sheet",
    "ShiftsBegan",
    "ShiftsMissed",
    "ShiftsOver",
    "Stint",
]


class Stint(Struct, frozen=True, omit_defaults=True):
    """One person's part of a shift; the whole of it is over at `over_at`. `came`: when they were first there for it;
    `left`: when they were off, if they are; `absent`: it was told that they had not come."""

    person: str
    name: str
    shift: str
    kind: ShiftKind
    day: date
    starts: datetime
    ends: datetime
    over_at: datetime
    layer: Layer
    leads: bool = False
    came: datetime | None = None
    left: datetime | None = None
    absent: bool = False


class Matter(Struct, frozen=True):
    """An open incident as a handover lists it."""

    incident: str
    number: int
    category: str
    priority: Priority
    status: str
    grid: str


class Sheet(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """交接清单: events and results, unfinished matters, points to watch, instructions, equipment, documents (§3)."""

    events: str = ""
    unfinished: str = ""
    watch: str = ""
    instructions: str = ""
    equipment: str = ""
    documents: str = ""


class ShiftsBegan(Fact, frozen=True, kw_only=True):
    """These people are expected now, or for another time than before; `holders`: who has the watch, if that changed."""

    group: str
    area: str
    stints: list[Stint]
    holders: list[str] | None = None


class ShiftsMissed(Fact, frozen=True, kw_only=True):
    """缺岗: who is not there ten minutes after the start (names by id); `told` know."""

    group: str
    area: str
    people: dict[str, str]
    told: list[str] = []


class ShiftsOver(Fact, frozen=True, kw_only=True):
    """Shifts are over: who was there from when to when. This is what attendance (考勤) is counted from."""

    group: str
    area: str
    stints: list[Stint]


class GapsFound(Fact, frozen=True, kw_only=True):
    """All gaps ahead in the group's roster, when a new one was found or one was closed; `told` know of the new."""

    group: str
    area: str
    gaps: list[Gap]
    told: list[str] = []


class DutyWatched(Fact, frozen=True, kw_only=True):
    """The clock has looked after a group's duty, and looks again at `due`."""

    group: str
    area: str
    due: datetime


class ReliefOpened(Fact, frozen=True, kw_only=True):
    """交接班 is near: `outgoing` (names by id) hand over to `incoming` at `hands_over_at`. Told again when
    either changes. `due`: unsigned then, it is told upward."""

    relief: str
    group: str
    area: str
    shift: str
    next_shift: str
    hands_over_at: datetime
    outgoing: dict[str, str]
    incoming: dict[str, str]
    out_leader: str = ""
    in_leader: str = ""
    need: int = 1
    due: datetime


class ReliefSigned(Fact, frozen=True, kw_only=True):
    """One side signed. `unfinished`: the most urgent open incidents at that moment, of `unfinished_count`."""

    request: str | None = None
    relief: str
    group: str
    area: str
    side: Literal["outgoing", "incoming"]
    by: str
    by_name: str
    sheet: Sheet
    unfinished: list[Matter] = []
    unfinished_count: int = 0


class ReliefOverdue(Fact, frozen=True, kw_only=True):
    """The watch should have changed and nobody, or only one side, has signed: `told` know, again at `due`."""

    relief: str
    group: str
    area: str
    waits_for: Literal["outgoing", "incoming"]
    level: int
    told: list[str] = []
    due: datetime


class ReliefClosed(Fact, frozen=True, kw_only=True):
    """Both signed: `holders` have the watch from this moment. Or the next change came first (`superseded`)."""

    relief: str
    group: str
    area: str
    why: Literal["signed", "superseded", "dissolved"]
    holders: list[str] = []


DutyFact = (
    ShiftsBegan
    | ShiftsMissed
    | ShiftsOver
    | GapsFound
    | DutyWatched
    | ReliefOpened
    | ReliefSigned
    | ReliefOverdue
    | ReliefClosed
)
