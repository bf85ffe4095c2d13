"""Requests of those who are sent."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts import Progress
from command.domain.place import Latitude, Longitude, Place
from command.wire.requests.base import Durable, Moment, Photos, Reason, Request, Text, ThingId


class AnswerOffer(Durable, frozen=True, kw_only=True):
    """`offer.answer`; `reason` is needed when answering for somebody else."""

    offer: ThingId
    answer: Literal["accept", "decline"]
    reason: Reason = ""


class AdvanceAssignment(Durable, frozen=True, kw_only=True):
    """`assignment.advance`; steps may be skipped forwards, never backwards."""

    assignment: ThingId
    to: Progress
    at: Moment
    note: Text = ""
    photos: Photos = []
    reason: Reason = ""


class ConfirmArrival(Durable, frozen=True, kw_only=True):
    """`assignment.confirm`: on my way, to the question whether they come. Who cannot come *fails* the assignment."""

    assignment: ThingId
    reason: Reason = ""


class CheckIn(Durable, frozen=True, kw_only=True):
    """`duty.check_in`"""

    at: Moment
    place: Place | None = None


class CheckOut(Durable, frozen=True, kw_only=True):
    """`duty.check_out`"""

    at: Moment
    place: Place | None = None


class UpdatePosition(Request, frozen=True, kw_only=True):
    """`position.update`; not durable."""

    lat: Latitude
    lon: Longitude
    accuracy_m: Annotated[float, Meta(ge=0, le=100_000)]
    at: Moment
    battery: Annotated[float, Meta(ge=0, le=100)] | None = None


DURABLE: dict[str, type[Durable]] = {
    "offer.answer": AnswerOffer,
    "assignment.advance": AdvanceAssignment,
    "assignment.confirm": ConfirmArrival,
    "duty.check_in": CheckIn,
    "duty.check_out": CheckOut,
}
