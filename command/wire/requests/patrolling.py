"""Requests of a grid worker's day."""

from typing import Annotated

from msgspec import Meta

from command.domain.facts.patrol import CareWhy, VisitOutcome
from command.domain.place import Place
from command.wire.requests.base import Durable, Moment, Reason, ThingId


class StartRound(Durable, frozen=True, kw_only=True):
    """`round.start`"""

    at: Moment
    place: Place | None = None


class FinishRound(Durable, frozen=True, kw_only=True):
    """`round.finish`: the round under way."""

    at: Moment
    place: Place | None = None


class RecordVisit(Durable, frozen=True, kw_only=True):
    """`visit.record`: somebody who is on today's list, or on that of an order."""

    resident: ThingId
    at: Moment
    outcome: VisitOutcome
    note: Reason = ""
    place: Place | None = None


class OrderCare(Durable, frozen=True, kw_only=True):
    """`care.order`: everybody in special need in an area; `visits`: grid worker → the residents they look after."""

    area: Annotated[str, Meta(pattern="^[0-9]{6,15}$")]
    why: CareWhy
    reason: Reason = ""
    until: Moment
    visits: Annotated[dict[ThingId, Annotated[list[ThingId], Meta(max_length=500)]], Meta(max_length=5000)]


DURABLE: dict[str, type[Durable]] = {
    "round.start": StartRound,
    "round.finish": FinishRound,
    "visit.record": RecordVisit,
    "care.order": OrderCare,
}
