"""What a roster is made of. Dates and hours are the district's own; `starts` and `ends` of exceptions are UTC."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Layer = Literal["pattern", "leave", "swap", "override", "temporary"]
RANK: dict[Layer, int] = {"pattern": 0, "leave": 1, "swap": 2, "override": 3, "temporary": 4}
"""The one precedence: the higher layer wins."""

ShiftKind = Literal["watch", "station", "patrol", "standby"]
"""值班 (round the clock, ends at a handover), 驻站 (the station day), 巡查 (patrol), 备班 (at home, not on duty)."""
GroupKind = Literal["watch", "grid"]
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Name = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]


class Window(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a day, such as one patrol round: local hours."""

    starts: Clock
    ends: Clock


class Shift(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """班次. `ends` at or before `starts` is on the next day: such a night belongs to the day it began.

    `need`: with fewer people there is a gap. `led`: the first seat is the duty leader's (带班领导). `rounds`: patrols.
    """

    name: Name
    kind: ShiftKind
    starts: Clock
    ends: Clock
    need: Annotated[int, Meta(ge=1, le=100)] = 1
    led: bool = False
    rounds: Annotated[list[Window], Meta(max_length=6)] = field(default_factory=list)


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """One shift of a pattern. `cycle`: for each day of its cycle the members on it, by their place in the list of
    members, the leader first; an empty day has no such shift."""

    shift: Shift
    cycle: Annotated[
        list[Annotated[list[Annotated[int, Meta(ge=0, le=199)]], Meta(max_length=100)]], Meta(max_length=400)
    ]


class Pattern(Struct, frozen=True, forbid_unknown_fields=True):
    """What comes back by itself, from the day `begins` (day 0 of every cycle) until the next pattern begins."""

    begins: date
    members: Annotated[list[Id], Meta(max_length=200)]
    lines: Annotated[list[Line], Meta(max_length=12)]


class Group(Struct, kw_only=True):
    """People on one roster. `leader`: 网格组长, `overseer`: 分管委员 (accounts). `patterns` as they begin."""

    id: str
    kind: GroupKind
    name: str
    area: str
    leader: str = ""
    overseer: str = ""
    patterns: list[Pattern] = field(default_factory=list)

    def pattern_on(self, day: date) -> Pattern | None:
        """The pattern of a day, if one has begun."""
        return next((one for one in reversed(self.patterns) if one.begins <= day), None)


class DayPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """Who has a shift (by its place in the plan's `shifts`) that begins on a day, the leader first."""

    day: date
    shift: Annotated[int, Meta(ge=0, le=99)]
    people: Annotated[list[Id], Meta(max_length=100)]


class Plan(Struct, kw_only=True):
    """排班表: a group's days from `first` to `last`, written out. It stands in the place of the pattern; a `temporary`
    one (临时排班) wins over everything. `number`: of the fact that made it; a later one wins over an earlier."""

    id: str
    number: int = 0
    group: str
    first: date
    last: date
    shifts: list[Shift]
    days: list[DayPlan]
    temporary: bool = False
    reason: str = ""
    by: str = ""
    due: datetime | None = None


class TurnRef(Struct, frozen=True, forbid_unknown_fields=True):
    """One shift on one day: what two people swap."""

    group: Id
    day: date
    shift: Name


class Override(Struct, kw_only=True):
    """临时顶岗: from `starts` to `ends`, `person` is in the place of `replaces`; nobody is, when `person` is None; one
    more is on duty, with a `shift` kind of their own, when `replaces` is None."""

    id: str
    number: int = 0
    group: str
    starts: datetime
    ends: datetime
    person: str | None
    replaces: str | None = None
    kind: ShiftKind = "patrol"
    reason: str = ""
    by: str = ""
    due: datetime | None = None


class Swap(Struct, kw_only=True):
    """换班: `taker` has `turn` in the place of `giver`; and, when `back` is there, `giver` has that one of `taker`."""

    id: str
    number: int = 0
    area: str = ""
    giver: str
    giver_name: str = ""
    taker: str
    taker_name: str = ""
    turn: TurnRef
    back: TurnRef | None = None
    state: Literal["asked", "accepted", "approved"] = "asked"
    reason: str = ""
    asked_at: datetime | None = None
    ends: datetime | None = None
    due: datetime | None = None


class Leave(Struct, kw_only=True):
    """请假: not there from `starts` to `ends`, once it is approved."""

    id: str
    number: int = 0
    area: str = ""
    person: str
    person_name: str = ""
    kind: str = "personal"
    starts: datetime
    ends: datetime
    state: Literal["asked", "approved"] = "asked"
    reason: str = ""
    groups: list[str] = field(default_factory=list)
    asked_at: datetime | None = None
    due: datetime | None = None
