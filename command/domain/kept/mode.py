"""What a picture keeps of response levels: the one in force, what is proposed, plans, who is called in, and tasks."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.response import GridTask, ModeLevel, Order, Overlay, ResponsePlan, Threat

MODE = "mode"
"""There is one mode, one recall and one switch under way at a time: this is their id."""


class Mode(Struct, kw_only=True):
    """The level in force, `version`: the how-manieth switch it is. `overlay` is None at level 0.

    `due`: the first of the review and of the countersignature that one person's switch waits for.
    """

    id: str
    version: int
    level: ModeLevel
    was: ModeLevel
    threat: Threat
    response_plan: str
    plan_version: int
    overlay: Overlay | None
    order: Order | None
    reason: str
    below_reason: str
    since: datetime
    by: str
    by_name: str
    second: str
    second_name: str
    alone: bool
    review_at: datetime | None
    countersign_by: datetime | None
    review_told: int = 0
    countersign_told: int = 0
    due: datetime | None = None


class SwitchProposal(Struct, kw_only=True):
    """A switch that waits for a decision: see `SwitchProposed`."""

    id: str
    response_plan: str
    plan_version: int
    threat: Threat
    level: ModeLevel
    mode_version: int
    order: Order
    reason: str
    review_at: datetime | None
    below_reason: str
    by: str
    by_name: str
    proposed_at: datetime
    expires_at: datetime
    times: int = 0
    due: datetime | None = None


class Superior(Struct, kw_only=True):
    """The level that a superior headquarters has in force. `id`: against what."""

    id: str
    level: ModeLevel
    order: Order
    by: str
    by_name: str
    at: datetime


class PublishedPlan(Struct, kw_only=True):
    """The version of a plan that was published last; until one is, the built-in one holds."""

    id: str
    content: ResponsePlan
    reason: str
    by: str
    by_name: str
    second: str
    second_name: str
    at: datetime


class PlanDraft(Struct, kw_only=True):
    """Another version of a plan, to be published by somebody else."""

    id: str
    base: int
    content: ResponsePlan
    reason: str
    by: str
    by_name: str
    at: datetime


class Switching(Struct, kw_only=True):
    """A switch whose consequences are still being drawn, piece by piece; `until_number`: what was filed later is filed
    by the new level anyway."""

    id: str
    version: int
    level: ModeLevel
    was: ModeLevel
    until_number: int
    upto_number: int = 0
    upto_grid: str = ""
    due: datetime | None = None


class Recall(Struct, kw_only=True):
    """Who is called in (id → name), until when, and since when they are here."""

    id: str
    opened_at: datetime
    by: datetime
    people: dict[str, str]
    come: dict[str, datetime] = field(default_factory=dict)
    level: int = 0
    due: datetime | None = None

    @property
    def missing(self) -> list[str]:
        """Who has not come yet, by id."""
        return [one for one in self.people if one not in self.come]


class GridTasks(Struct, kw_only=True):
    """The tasks of a grid (`id`: its code), done ones too, until the response ends. `people`: its workers."""

    id: str
    people: list[str]
    tasks: dict[str, GridTask]
    level: int = 0
    due: datetime | None = None

    @property
    def undone(self) -> list[GridTask]:
        """What is still to be done, the first due first."""
        return sorted((one for one in self.tasks.values() if one.done_at is None), key=lambda one: (one.due, one.id))
