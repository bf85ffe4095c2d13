"""Requests about warnings from outside, and the levels that they propose."""

from typing import Annotated

from msgspec import Meta

from command.domain.facts.warnings import WarningSource
from command.domain.warning.message import CapMessage
from command.wire.requests.base import WRITABLE, Durable, ThingId


class ReceiveWarning(Durable, frozen=True, kw_only=True):
    """`warning.receive`: a CAP message, read. Over HTTP it is sent as XML: `POST /api/warnings`."""

    message: CapMessage
    source: WarningSource = "push"


class TakeProposal(Durable, frozen=True, kw_only=True):
    """`proposal.take`: the sender prepares the switch to the proposed level."""

    proposal: ThingId


class DismissProposal(Durable, frozen=True, kw_only=True):
    """`proposal.dismiss`: the proposed level is not taken, with a reason."""

    proposal: ThingId
    reason: Annotated[str, Meta(max_length=500, pattern=WRITABLE)]


DURABLE: dict[str, type[Durable]] = {
    "warning.receive": ReceiveWarning,
    "proposal.take": TakeProposal,
    "proposal.dismiss": DismissProposal,
}
