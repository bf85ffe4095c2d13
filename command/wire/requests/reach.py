"""Requests about who can be reached."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts.reach import Heard
from command.wire.requests.base import WRITABLE, Durable, Moment, Reason, ThingId


class ReportContact(Durable, frozen=True, kw_only=True):
    """`contact.report`: a radio, a runner or a telephone said something of a person or a grid (`about`: id or code).

    It counts as contact for so many minutes after it was said.
    """

    about: ThingId
    how: Heard
    said_by: Annotated[str, Meta(min_length=1, max_length=100, pattern=WRITABLE)]
    said_at: Moment
    text: Reason = ""
    minutes: Annotated[int, Meta(ge=5, le=720)] = 60


class FinishCall(Durable, frozen=True, kw_only=True):
    """`call.finish`: an operator telephoned whom the ladder asked for."""

    call: ThingId
    outcome: Literal["reached", "not_reached"]
    note: Reason = ""


DURABLE: dict[str, type[Durable]] = {"contact.report": ReportContact, "call.finish": FinishCall}
