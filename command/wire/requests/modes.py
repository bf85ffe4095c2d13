"""Requests about response levels, the plans behind them, and the tasks they bring."""

from typing import Annotated

from msgspec import Meta

from command.domain.facts.response import Code, ModeLevel, Order, ResponsePlan, Threat
from command.wire.requests.base import Durable, Moment, Photos, Reason, Text, ThingId
from command.wire.requests.safety import AreaCode

Version = Annotated[int, Meta(ge=0)]


class _Switch(Durable, frozen=True, kw_only=True):
    """What a switch is to: the plan's version and the switch (`mode_version`) that the sender saw."""

    response_plan: Code
    plan_version: Version
    level: ModeLevel
    mode_version: Version
    reason: Reason
    review_at: Moment | None = None
    below_reason: Reason = ""


class ProposeMode(_Switch, frozen=True, kw_only=True):
    """`mode.propose`: another level, with the order behind it."""

    order: Order


class ApproveMode(Durable, frozen=True, kw_only=True):
    """`mode.approve`: the second person, whom the level allows, switches."""

    proposal: ThingId
    mode_version: Version


class RefuseMode(Durable, frozen=True, kw_only=True):
    """`mode.refuse`: a proposal is turned down."""

    proposal: ThingId
    reason: Reason


class WithdrawMode(Durable, frozen=True, kw_only=True):
    """`mode.withdraw`: by whoever proposed it."""

    proposal: ThingId
    reason: Reason = ""


class SwitchAlone(_Switch, frozen=True, kw_only=True):
    """`mode.switch_alone`: one person, in an emergency, upwards only. `typed`: the level's name."""

    typed: Annotated[str, Meta(max_length=40)]
    order: Order | None = None


class CountersignMode(Durable, frozen=True, kw_only=True):
    """`mode.countersign`: 补签 of what one person did alone."""

    version: Version


class ReviewMode(Durable, frozen=True, kw_only=True):
    """`mode.review`: the level is still right, until the next review."""

    version: Version
    review_at: Moment
    reason: Reason


class RecordSuperior(Durable, frozen=True, kw_only=True):
    """`mode.superior`: what a superior headquarters ordered; level 0: it ended its response."""

    threat: Threat
    level: ModeLevel
    order: Order


class DraftPlan(Durable, frozen=True, kw_only=True):
    """`response_plan.draft`: another version of a plan, made from version `base` (0: a new plan)."""

    content: ResponsePlan
    base: Version
    reason: Reason


class PublishPlan(Durable, frozen=True, kw_only=True):
    """`response_plan.publish`: by another coordinator than who wrote it."""

    response_plan: Code
    base: Version


class DropPlan(Durable, frozen=True, kw_only=True):
    """`response_plan.drop`: a draft is turned down, or taken back by whoever wrote it."""

    response_plan: Code
    reason: Reason = ""


class FinishGridTask(Durable, frozen=True, kw_only=True):
    """`grid_task.finish`: a grid's task is done. Who is not of the grid says how they know, in `note`. `paper`: entered
    later from a printed pack, by whoever answers for the area: `at` is the time written there, `doer` the name."""

    area: AreaCode
    grid_task: Code
    at: Moment
    note: Text = ""
    photos: Photos = []
    paper: bool = False
    doer: Annotated[str, Meta(max_length=100, pattern=r"^[^\x00]*$")] = ""


DURABLE: dict[str, type[Durable]] = {
    "mode.propose": ProposeMode,
    "mode.approve": ApproveMode,
    "mode.refuse": RefuseMode,
    "mode.withdraw": WithdrawMode,
    "mode.switch_alone": SwitchAlone,
    "mode.countersign": CountersignMode,
    "mode.review": ReviewMode,
    "mode.superior": RecordSuperior,
    "response_plan.draft": DraftPlan,
    "response_plan.publish": PublishPlan,
    "response_plan.drop": DropPlan,
    "grid_task.finish": FinishGridTask,
}
