"""Requests of those who steer who goes: more people, desks of community and street, routing."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts import CategoryNeed, Part, UnitKind, Written
from command.wire.requests.base import WRITABLE, Durable, Reason, ThingId

GridCode = Annotated[str, Meta(pattern=r"^[0-9]{15}$")]
AreaCode = Annotated[str, Meta(pattern=r"^[0-9]{6,15}$")]
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Category = Annotated[str, Meta(min_length=1, max_length=40, pattern=WRITABLE)]


class CallMore(Durable, frozen=True, kw_only=True):
    """`incident.call`: 增派, one more person or unit beside the lead: any, with skills, or a unit of a kind."""

    incident: ThingId
    reason: Reason
    part: Part = "co"
    kind: UnitKind | None = None
    skills: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=5)] = []
    leader: bool = False


class ReleaseSlot(Durable, frozen=True, kw_only=True):
    """`slot.release`: this place beside the lead is needed no longer."""

    slot: ThingId
    reason: Reason


class MarkSeen(Durable, frozen=True, kw_only=True):
    """`incident.seen`: 已阅, 我来处理: nothing more rings for it until the limit of the desk has passed."""

    incident: ThingId


class RouteIncident(Durable, frozen=True, kw_only=True):
    """`incident.route`: 分流 by a desk: back to the grid (or to the people of another `grid`), to a `unit`, or up
    to the next tier, with a reason."""

    incident: ThingId
    to: Literal["grid", "unit", "up"]
    reason: Reason
    unit: ThingId | None = None
    grid: GridCode | None = None


class UrgeIncident(Durable, frozen=True, kw_only=True):
    """`incident.urge`: 催办, with a reason."""

    incident: ThingId
    reason: Reason


class SetUnit(Durable, frozen=True, kw_only=True):
    """`unit.set`: 登记单位, register a unit or change it to this; see `UnitRegistered`.

    `desks`: accounts of the role `unit`.
    """

    unit: ThingId
    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=WRITABLE)]
    name_en: Written = ""
    kind: UnitKind
    areas: Annotated[list[AreaCode], Meta(min_length=1, max_length=200)]
    categories: Annotated[list[Category], Meta(max_length=100)] = []
    opens: Clock | None = None
    closes: Clock | None = None
    active: bool = True
    desks: Annotated[list[ThingId], Meta(max_length=20)] = []


class ChangeNeed(Durable, frozen=True, kw_only=True):
    """`need.change`: a category needs something else from now on; without a `need` the built-in one again.

    `version`: the one that was looked at, so that two people do not overwrite each other unseen.
    """

    category: Category
    version: Annotated[int, Meta(ge=0)]
    reason: Reason
    need: CategoryNeed | None = None


DURABLE: dict[str, type[Durable]] = {
    "incident.call": CallMore,
    "slot.release": ReleaseSlot,
    "incident.seen": MarkSeen,
    "incident.route": RouteIncident,
    "incident.urge": UrgeIncident,
    "unit.set": SetUnit,
    "need.change": ChangeNeed,
}
