"""What a response plan (预案) is made of, and what of it is in force.

Levels are Ⅳ to Ⅰ, written 4 to 1: 1 is the gravest, 0 is normal. A level says only what it adds to the ones below it.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts.base import Priority, Written
from command.domain.facts.warnings import ResponseLevel, SignalColour

__all__ = [
    "GridTask",
    "Layer",
    "LevelTask",
    "NotDone",
    "Order",
    "OutdoorHold",
    "Overlay",
    "Pool",
    "Rank",
    "ResponsePlan",
    "TaskTemplate",
    "Threat",
    "Words",
]

ModeLevel = Literal[0, 1, 2, 3, 4]
"""A response level Ⅰ (1) to Ⅳ (4), and 0 for normal."""
Threat = Literal["typhoon", "rainstorm", "flood", "heat", "cold", "other"]
Pool = Literal["grid", "on_shift", "recalled", "volunteers"]
"""Who may be sent: the own grid's workers alone; all on duty; those called in too; volunteers and assistants by skill
too. Each contains those before it."""
Rank = Literal["commander", "deputy", "secretary"]
"""指挥长, 副指挥长, 秘书长: who may order which level is said in the plan."""
NotDone = Literal["patrol", "visits", "sampling", "call_back", "leader_filing", "one_click", "routine"]
"""What is not done any more: patrols, visits, verifying a sample, calling back, waiting for the watch leader's filing,
waiting for an operator's key, and (for people alone, no rule knows it) routine services."""
WallPanel = Literal["tasks", "recall", "storm", "moving", "shelters", "contact"]
TaskKind = Literal["drains", "signboards", "scaffolding", "houses", "people", "shelter", "vehicles", "search", "other"]
"""What a grid's task is about. `houses`: 四房一低洼; `people`: those who must be visited."""
Running = Annotated[str, Meta(pattern=r"^[0-9]{1,5}(\.[0-9]{1,3})?(s|m|h|d)$")]
"""A limit that runs on day and night."""
RunningByPriority = Annotated[list[Running], Meta(min_length=4, max_length=4)]
"""By priority 1 to 4."""
Code = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Prefix = Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9_.]*$")]
"""The beginning of category codes: `event.04`; empty for all of them."""


class _Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    pass


class Words(_Part, frozen=True, kw_only=True):
    """A sentence in both languages."""

    zh: Annotated[str, Meta(min_length=1, max_length=300, pattern=r"^[^\x00]*\S[^\x00]*$")]
    en: Annotated[str, Meta(max_length=400, pattern=r"^[^\x00]*$")] = ""


class TaskTemplate(_Part, frozen=True, kw_only=True):
    """A task for each grid. Due `lead_minutes` before winds of `force` may arrive there; while nobody knows when that
    is, or without a `force`, `within` after the switch. `photo`: it is done only with one."""

    id: Code
    kind: TaskKind
    title: Words
    force: Literal[7, 10, 12] | None = None
    lead_minutes: Annotated[int, Meta(ge=0, le=2880)] = 0
    within: Running = "6h"
    photo: bool = False


class OutdoorHold(_Part, frozen=True, kw_only=True):
    """人员第一: nobody is sent outdoors at the storm's peak, which is while winds of `force` blow at the grid. What
    endangers a life can be ordered all the same."""

    force: Literal[7, 10, 12] = 10


class Layer(_Part, frozen=True, kw_only=True):
    """What one level adds to, or tightens of, the levels below it. What is left out is as below.

    `answer`, `arrive`, `handle` by priority, `verify`: at most so long, counted day and night. `raised`: the priority a
    category has at least. `helpers`: skill → categories that volunteers and assistants with it are sent to.
    `two_person`: kinds to which nobody goes alone. `rounds` a day of at least `round_least` each. `report_every`: the
    figures go up so often, for the first time within `report_first` of the switch.
    `messages`: what is said to `worker`, `supervisor`, `operator` and `public`.
    """

    level: ResponseLevel
    ordered_by: list[Rank] = []
    answer: RunningByPriority | None = None
    arrive: RunningByPriority | None = None
    handle: RunningByPriority | None = None
    verify: Running | None = None
    raised: dict[str, Priority] = {}
    pool: Pool | None = None
    recall_within: Running | None = None
    helpers: dict[Code, list[Prefix]] = {}
    two_person: list[Prefix] = []
    rounds: Annotated[int, Meta(ge=0, le=24)] | None = None
    round_least: Running | None = None
    report_every: Running | None = None
    report_first: Running | None = None
    hold: OutdoorHold | None = None
    tasks: Annotated[list[TaskTemplate], Meta(max_length=20)] = []
    messages: dict[Literal["worker", "supervisor", "operator", "public"], Words] = {}
    wall: list[WallPanel] = []
    not_done: list[NotDone] = []


class ResponsePlan(_Part, frozen=True, kw_only=True):
    """预案, one version of it. `levels`: all four, from Ⅳ to Ⅰ. `triggers`: the level that a warning's colour proposes;
    a table of the plan, since practices differ [D]."""

    id: Code
    version: Annotated[int, Meta(ge=1)] = 1
    threat: Threat
    name: Words
    triggers: dict[SignalColour, ResponseLevel] = {}
    levels: Annotated[list[Layer], Meta(min_length=4, max_length=4)]


class LevelTask(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A task template with the level that brought it."""

    template: TaskTemplate
    level: int


class Overlay(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What lies over the normal policy: a plan's layers from Ⅳ up to `level`, laid on each other.

    The members are a layer's. `sources`: for each value that is set (`answer.1`, `raised.event.0406`, `pool` …) the
    level it came from. It is kept whole, so that a later version of the plan changes nothing that is in force.
    """

    plan: str
    version: int
    name: Words
    threat: Threat
    level: int
    answer: list[str] | None = None
    arrive: list[str] | None = None
    handle: list[str] | None = None
    verify: str | None = None
    raised: dict[str, Priority] = {}
    pool: Pool | None = None
    recall_within: str | None = None
    helpers: dict[str, list[str]] = {}
    two_person: list[str] = []
    rounds: int | None = None
    round_least: str | None = None
    report_every: str | None = None
    report_first: str | None = None
    hold: OutdoorHold | None = None
    tasks: list[LevelTask] = []
    messages: dict[str, Words] = {}
    wall: list[WallPanel] = []
    not_done: list[NotDone] = []
    sources: dict[str, int] = {}


class Order(_Part, frozen=True, kw_only=True):
    """The order behind a switch: who issued it, under which number, when (UTC)."""

    issuer: Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\x00]*\S[^\x00]*$")]
    number: Written = ""
    at: Annotated[datetime, Meta(tz=True)]


class GridTask(Struct, kw_only=True, omit_defaults=True):
    """A task of one grid. `id`: its template's. `timed`: due before the wind arrives, not only some time after the
    switch. `line`: what the code beside it on paper stands for; `set_at`: when it was set (UTC), from when on it can
    have been done; `paper`: its being done was entered from paper."""

    id: str
    kind: TaskKind
    title: Words
    level: int
    due: datetime
    timed: bool = False
    photo: bool = False
    done_at: datetime | None = None
    done_by: str = ""
    done_by_name: str = ""
    note: str = ""
    photos: list[str] = []
    missed: bool = False
    line: int = 0
    set_at: datetime | None = None
    paper: bool = False
