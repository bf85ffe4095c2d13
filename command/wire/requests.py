"""The requests of the socket (`rpc`), as in the outside contract. Unknown fields are refused by name."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts import Button, Caller, Disposition, FirstLine, Progress
from command.domain.place import Latitude, Longitude, Place

RequestId = Annotated[
    str, Meta(pattern="^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$")
]
_WRITABLE = r"^[^\x00]*$"
"""A NUL cannot be stored as text in PostgreSQL: it is refused at the door instead."""
ThingId = Annotated[str, Meta(min_length=1, max_length=64, pattern=_WRITABLE)]
Text = Annotated[str, Meta(max_length=2000, pattern=_WRITABLE)]
Reason = Annotated[str, Meta(max_length=500, pattern=_WRITABLE)]
Moment = Annotated[datetime, Meta(tz=True)]
Photos = Annotated[list[RequestId], Meta(max_length=9)]


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The root of all requests."""


class Durable(Request, frozen=True, kw_only=True):
    """A request with a client-made UUIDv7 `id`: fsynced before `accepted`, ends in exactly one fact."""

    id: RequestId


class SubmitReport(Durable, frozen=True, kw_only=True):
    """`report.submit`"""

    category: Annotated[str, Meta(min_length=1, max_length=40, pattern=_WRITABLE)]
    disposition: Disposition
    text: Text = ""
    at: Moment
    place: Place
    photos: Photos = []
    hazard: Literal["life", "property", "none"] = "none"
    caller: Caller | None = None
    exercise: ThingId | None = None


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


class CheckIn(Durable, frozen=True, kw_only=True):
    """`duty.check_in`"""

    at: Moment
    place: Place | None = None


class CheckOut(Durable, frozen=True, kw_only=True):
    """`duty.check_out`"""

    at: Moment
    place: Place | None = None


class PressButton(Durable, frozen=True, kw_only=True):
    """`button.press`: a call button says that it was pressed; red for rescue, green for a service."""

    button: Button
    at: Moment


class OrderDispatch(Durable, frozen=True, kw_only=True):
    """`incident.dispatch`: 派单 now, of an incident that is held or that nobody could be found for."""

    incident: ThingId


class ReferIncident(Durable, frozen=True, kw_only=True):
    """`incident.refer`: 已转, the first line was called; `reference` is what they gave, if anything."""

    incident: ThingId
    to: FirstLine
    reference: Annotated[str, Meta(max_length=100, pattern=_WRITABLE)] = ""


class CloseIncident(Durable, frozen=True, kw_only=True):
    """`incident.close`: 核查结案 by somebody other than the handler."""

    incident: ThingId
    outcome: Literal["handled", "no_action"] = "handled"
    note: Reason = ""


class VoidIncident(Durable, frozen=True, kw_only=True):
    """`incident.void`: 作废, by a watch leader, with a reason."""

    incident: ThingId
    reason: Reason


class ReassignIncident(Durable, frozen=True, kw_only=True):
    """`incident.reassign`: 改派, to a named person (`to`) or back to dispatch, with a reason."""

    incident: ThingId
    reason: Reason
    to: ThingId | None = None


class CloseTask(Durable, frozen=True, kw_only=True):
    """`task.close`: an operator dealt with an entry that was set aside."""

    task: ThingId
    note: Reason = ""


class UpdatePosition(Request, frozen=True, kw_only=True):
    """`position.update`; not durable."""

    lat: Latitude
    lon: Longitude
    accuracy_m: Annotated[float, Meta(ge=0, le=100_000)]
    at: Moment
    battery: Annotated[float, Meta(ge=0, le=100)] | None = None


class GetStaff(Request, frozen=True, kw_only=True):
    """`staff.get`"""


class GetPicture(Request, frozen=True, kw_only=True):
    """`picture.get`"""

    district: Annotated[str, Meta(min_length=1, max_length=40)] | None = None
    exercise: ThingId | None = None


DURABLE: dict[str, type[Durable]] = {
    "report.submit": SubmitReport,
    "offer.answer": AnswerOffer,
    "assignment.advance": AdvanceAssignment,
    "duty.check_in": CheckIn,
    "duty.check_out": CheckOut,
    "button.press": PressButton,
    "incident.dispatch": OrderDispatch,
    "incident.refer": ReferIncident,
    "incident.close": CloseIncident,
    "incident.void": VoidIncident,
    "incident.reassign": ReassignIncident,
    "task.close": CloseTask,
}
"""Every durable method and the shape of its data."""
