"""Facts about rosters: who should be on duty. `area`: the code of the group's area; dates are local, instants UTC."""

from datetime import date, datetime
from typing import Literal

from command.domain.facts.base import Fact
from command.domain.roster.model import DayPlan, GroupKind, Pattern, Shift, ShiftKind, TurnRef

__all__ = [
    "CalendarClosed",
    "CalendarOpened",
    "GroupDissolved",
    "GroupRostered",
    "LeaveApproved",
    "LeaveAsked",
    "LeaveClosed",
    "OverrideSet",
    "PlanSet",
    "RosterFact",
    "RosterImported",
    "RosterItemEnded",
    "SwapAccepted",
    "SwapApproved",
    "SwapAsked",
    "SwapClosed",
]

ItemEnd = Literal["over", "withdrawn"]
LeaveEnd = Literal["refused", "withdrawn", "expired", "over"]
SwapEnd = Literal["declined", "refused", "withdrawn", "expired", "over"]


class GroupRostered(Fact, frozen=True, kw_only=True):
    """A group of people and its patterns, as they are from now on: an older one that still counts is among them."""

    request: str | None = None
    group: str
    kind: GroupKind
    name: str
    area: str
    leader: str = ""
    overseer: str = ""
    patterns: list[Pattern]
    by: str = ""


class GroupDissolved(Fact, frozen=True, kw_only=True):
    """A group is no more; nobody is expected on its duty."""

    request: str | None = None
    group: str
    area: str
    by: str
    reason: str


class PlanSet(Fact, frozen=True, kw_only=True):
    """排班表: a group's days, written out, in the place of its pattern; `temporary` (临时排班): over everything."""

    request: str | None = None
    plan: str
    group: str
    area: str
    first: date
    last: date
    shifts: list[Shift]
    days: list[DayPlan]
    temporary: bool = False
    reason: str = ""
    by: str = ""
    due: datetime


class RosterImported(Fact, frozen=True, kw_only=True):
    """The answer to an import: so many plans were set before it, all of them or none."""

    request: str | None = None
    plans: list[str]
    turns: int
    by: str


class OverrideSet(Fact, frozen=True, kw_only=True):
    """临时顶岗: `person` in the place of `replaces` (one more, when that is None; nobody, when `person` is None)."""

    request: str | None = None
    override: str
    group: str
    area: str
    starts: datetime
    ends: datetime
    person: str | None
    person_name: str = ""
    replaces: str | None = None
    replaces_name: str = ""
    kind: ShiftKind = "patrol"
    reason: str = ""
    by: str = ""


class RosterItemEnded(Fact, frozen=True, kw_only=True):
    """A plan or an override is over, or was taken back. `kind`: where the picture holds it."""

    request: str | None = None
    kind: Literal["plans", "overrides"]
    item: str
    group: str
    area: str
    why: ItemEnd
    by: str = ""
    reason: str = ""


class SwapAsked(Fact, frozen=True, kw_only=True):
    """换班: `giver` asks `taker` to have `turn`, and offers to have `back`, if given. Unanswered at `due`, it is over.
    `ends`: when the later of the two shifts is."""

    request: str | None = None
    swap: str
    area: str
    giver: str
    giver_name: str = ""
    taker: str
    taker_name: str = ""
    turn: TurnRef
    back: TurnRef | None = None
    reason: str = ""
    ends: datetime
    due: datetime


class SwapAccepted(Fact, frozen=True, kw_only=True):
    """The other agreed. It does not count before it is approved: `told` may do that, until `due`."""

    request: str | None = None
    swap: str
    area: str
    by: str
    told: list[str] = []
    due: datetime


class SwapApproved(Fact, frozen=True, kw_only=True):
    """From now on both have each other's shift. `groups`: whose roster it changes; over at `due`."""

    request: str | None = None
    swap: str
    area: str
    groups: list[str]
    by: str
    by_name: str = ""
    due: datetime


class SwapClosed(Fact, frozen=True, kw_only=True):
    """A swap came to nothing, or the shifts are over."""

    request: str | None = None
    swap: str
    area: str
    groups: list[str] = []
    why: SwapEnd
    by: str = ""
    reason: str = ""


class LeaveAsked(Fact, frozen=True, kw_only=True):
    """请假: `told` may approve it until `due`, when it begins."""

    request: str | None = None
    leave: str
    area: str
    person: str
    person_name: str = ""
    kind: str = "personal"
    starts: datetime
    ends: datetime
    reason: str = ""
    groups: list[str] = []
    told: list[str] = []
    due: datetime


class LeaveApproved(Fact, frozen=True, kw_only=True):
    """The person is not expected on duty while it lasts."""

    request: str | None = None
    leave: str
    area: str
    groups: list[str] = []
    by: str
    by_name: str = ""
    due: datetime


class LeaveClosed(Fact, frozen=True, kw_only=True):
    """A leave came to nothing, was taken back, or is over."""

    request: str | None = None
    leave: str
    area: str
    groups: list[str] = []
    why: LeaveEnd
    by: str = ""
    reason: str = ""


class CalendarOpened(Fact, frozen=True, kw_only=True):
    """Whoever has the key with this SHA-256 (hex) may read the person's shifts as a calendar."""

    calendar: str
    person: str


class CalendarClosed(Fact, frozen=True, kw_only=True):
    """A calendar's key is worth nothing any more."""

    calendar: str
    person: str


RosterFact = (
    GroupRostered
    | GroupDissolved
    | PlanSet
    | RosterImported
    | OverrideSet
    | RosterItemEnded
    | SwapAsked
    | SwapAccepted
    | SwapApproved
    | SwapClosed
    | LeaveAsked
    | LeaveApproved
    | LeaveClosed
    | CalendarOpened
    | CalendarClosed
)
