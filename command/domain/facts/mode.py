"""Facts about response plans, and about which level is in force."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Deadline, Fact, Level, Priority
from command.domain.facts.parts import Limits
from command.domain.facts.response import GridTask, ModeLevel, Order, Overlay, ResponsePlan, Threat

__all__ = [
    "CountersignMissed",
    "GridTaskDone",
    "GridTasksEnded",
    "GridTasksMissed",
    "GridTasksSet",
    "GridTasksTimed",
    "IncidentRetimed",
    "ModeCountersigned",
    "ModeFact",
    "ModeReviewDue",
    "ModeReviewed",
    "ModeSwitched",
    "RecallEnded",
    "RecallMissed",
    "RecalledCame",
    "ResponsePlanDrafted",
    "ResponsePlanDropped",
    "ResponsePlanPublished",
    "SuperiorOrdered",
    "SwitchCarriedOn",
    "SwitchClosed",
    "SwitchEnd",
    "SwitchEscalated",
    "SwitchProposed",
    "TasksReconsidered",
]

SwitchEnd = Literal["approved", "refused", "withdrawn", "expired", "superseded", "overtaken"]


class ResponsePlanDrafted(Fact, frozen=True, kw_only=True):
    """Somebody wrote another version of a plan. It holds when a second coordinator publishes it. `base`: the version it
    was made from, 0 for a plan that is new."""

    request: str | None = None
    response_plan: str
    base: int
    content: ResponsePlan
    reason: str = ""
    by: str
    by_name: str = ""


class ResponsePlanPublished(Fact, frozen=True, kw_only=True):
    """预案 published by two people. What is in force stays the version it was switched with."""

    request: str | None = None
    response_plan: str
    content: ResponsePlan
    reason: str = ""
    by: str
    by_name: str = ""
    second: str
    second_name: str = ""


class ResponsePlanDropped(Fact, frozen=True, kw_only=True):
    """A drafted version came to nothing."""

    request: str | None = None
    response_plan: str
    why: Literal["rejected", "withdrawn"]
    reason: str = ""
    by: str
    by_name: str = ""


class SuperiorOrdered(Fact, frozen=True, kw_only=True):
    """The city's or province's headquarters ordered a level; 0: it ended its response. Ours may not be lower without a
    reason."""

    request: str | None = None
    threat: Threat
    level: ModeLevel
    order: Order
    by: str
    by_name: str = ""


class SwitchProposed(Fact, frozen=True, kw_only=True):
    """Somebody proposes a switch, with the order behind it. `mode_version`: the switch it was made after. Unanswered at
    `due` it is told again; at `expires_at` it is over."""

    request: str | None = None
    proposal: str
    response_plan: str
    plan_version: int
    threat: Threat
    level: ModeLevel
    mode_version: int
    order: Order
    reason: str = ""
    review_at: datetime | None = None
    below_reason: str = ""
    by: str
    by_name: str = ""
    told: list[str] = []
    due: datetime
    expires_at: datetime


class SwitchEscalated(Fact, frozen=True, kw_only=True):
    """Nobody decided: `told` know that, and it is told again at `due`."""

    proposal: str
    threat: Threat
    level: ModeLevel
    times: int
    told: list[str] = []
    due: datetime


class SwitchClosed(Fact, frozen=True, kw_only=True):
    """A proposed switch is over. `superseded`: by a graver proposal; `overtaken`: another switch came first."""

    request: str | None = None
    proposal: str
    threat: Threat
    level: ModeLevel
    why: SwitchEnd
    reason: str = ""
    by: str = ""
    by_name: str = ""
    told: list[str] = []


class ModeSwitched(Fact, frozen=True, kw_only=True):
    """The level is another one from now on; 0: the response has ended. `overlay`: all that lies over normal policy.

    `by` proposed, `second` decided; `alone`: one person did both in an emergency, to be countersigned until
    `countersign_by`. `recalled`: who is called in (id → name), to be there until `recall_by`. `below_reason`: why it is
    lower than the superior's. `told`: everybody whose phone must say so.
    """

    request: str | None = None
    version: int
    level: ModeLevel
    was: ModeLevel
    threat: Threat
    response_plan: str
    plan_version: int
    overlay: Overlay | None = None
    order: Order | None = None
    reason: str = ""
    review_at: datetime | None = None
    below_reason: str = ""
    proposal: str | None = None
    by: str
    by_name: str = ""
    second: str = ""
    second_name: str = ""
    alone: bool = False
    countersign_by: datetime | None = None
    recalled: dict[str, str] = {}
    recall_by: datetime | None = None
    told: list[str] = []


class SwitchCarriedOn(Fact, frozen=True, kw_only=True):
    """One more piece of what a switch means for what is open: incidents filed up to `upto_number` are re-timed,
    grids up to `upto_grid` have their tasks. `due`: when the next piece is; None when all of it is done."""

    version: int
    upto_number: int
    upto_grid: str = ""
    due: datetime | None = None


class TasksReconsidered(Fact, frozen=True, kw_only=True):
    """The wind is expected at other times: from `due` on the grids' tasks are timed anew, piece by piece."""

    version: int
    due: datetime


class IncidentRetimed(Fact, frozen=True, kw_only=True):
    """An open incident under a graver level: its priority, its limits and the deadlines that run, never later than
    before. What is None is as before. `slots`: places beside the lead → when they are due now."""

    incident: str
    category: str
    grid: str
    priority: Priority
    raised: bool = False
    reasons: list[str] = []
    version: int
    limits: Limits | None = None
    handle_by: datetime | None = None
    next: Deadline | None = None
    slots: dict[str, datetime] = {}


class ModeReviewed(Fact, frozen=True, kw_only=True):
    """Somebody looked whether the level is still right: it is, until the next review."""

    request: str | None = None
    version: int
    review_at: datetime
    reason: str = ""
    by: str
    by_name: str = ""


class ModeReviewDue(Fact, frozen=True, kw_only=True):
    """The time of review has passed and nobody looked: `told` know, and again at `due`."""

    version: int
    level: int
    times: int
    told: list[str] = []
    due: datetime


class ModeCountersigned(Fact, frozen=True, kw_only=True):
    """补签: a second person, whom the level allows, stands by what one did alone."""

    request: str | None = None
    version: int
    by: str
    by_name: str = ""


class CountersignMissed(Fact, frozen=True, kw_only=True):
    """What one person did alone is not countersigned in time: `told` know, and again at `due`."""

    version: int
    level: int
    times: int
    told: list[str] = []
    due: datetime


class RecalledCame(Fact, frozen=True, kw_only=True):
    """Somebody who was called in is on duty now."""

    person: str


class RecallMissed(Fact, frozen=True, kw_only=True):
    """Who was called in and has not come, by id: `told` know, and again at `due`."""

    missing: list[str]
    level: Level
    told: list[str] = []
    due: datetime


class RecallEnded(Fact, frozen=True, kw_only=True):
    """Everybody who was called in has come, or the level does not ask for it any more."""

    why: Literal["complete", "stood_down"]
    missing: list[str] = []


class GridTasksSet(Fact, frozen=True, kw_only=True):
    """A grid has these tasks besides those it has. `people`: its workers (ids), any of whom may do them; `told`: who
    leads them, when none of them is on duty."""

    area: str
    version: int
    tasks: list[GridTask]
    people: list[str] = []
    told: list[str] = []
    due: datetime | None = None


class GridTasksTimed(Fact, frozen=True, kw_only=True):
    """Tasks are due at another time: the wind comes sooner or later than was thought. `times`: task → due (UTC)."""

    area: str
    times: dict[str, datetime]
    people: list[str] = []


class GridTaskDone(Fact, frozen=True, kw_only=True):
    """A task is done. `late`: after it was due. `paper`: entered later from a printed pack, with the time written there
    (`happened_at`, UTC) and the name of who did it (`doer`), which `by` read."""

    request: str | None = None
    area: str
    grid_task: str
    by: str
    by_name: str = ""
    note: str = ""
    photos: list[str] = []
    late: bool = False
    people: list[str] = []
    paper: bool = False
    happened_at: datetime | None = None
    doer: str = ""


class GridTasksMissed(Fact, frozen=True, kw_only=True):
    """Tasks (ids) are not done in time: `told` know, and again at `due`."""

    area: str
    tasks: list[str]
    level: Level
    told: list[str] = []
    people: list[str] = []
    due: datetime


class GridTasksEnded(Fact, frozen=True, kw_only=True):
    """The response is over, and with it the grid's tasks; `undone` of them were not done."""

    area: str
    undone: list[str] = []
    people: list[str] = []


ModeFact = (
    ResponsePlanDrafted
    | ResponsePlanPublished
    | ResponsePlanDropped
    | SuperiorOrdered
    | SwitchProposed
    | SwitchEscalated
    | SwitchClosed
    | ModeSwitched
    | SwitchCarriedOn
    | TasksReconsidered
    | IncidentRetimed
    | ModeReviewed
    | ModeReviewDue
    | ModeCountersigned
    | CountersignMissed
    | RecalledCame
    | RecallMissed
    | RecallEnded
    | GridTasksSet
    | GridTasksTimed
    | GridTaskDone
    | GridTasksMissed
    | GridTasksEnded
)
