"""Requests of those who steer who goes: more people, desks of community and street, routing."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts import Part, UnitKind
from command.wire.requests.base import Durable, Reason, ThingId


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
    """`incident.route`: 分流 by a desk: back to the grid, to a unit (`unit`), or up to the next tier, with a reason."""

    incident: ThingId
    to: Literal["grid", "unit", "up"]
    reason: Reason
    unit: ThingId | None = None


class UrgeIncident(Durable, frozen=True, kw_only=True):
    """`incident.urge`: 催办, with a reason."""

    incident: ThingId
    reason: Reason


DURABLE: dict[str, type[Durable]] = {
    "incident.call": CallMore,
    "slot.release": ReleaseSlot,
    "incident.seen": MarkSeen,
    "incident.route": RouteIncident,
    "incident.urge": UrgeIncident,
}
