"""Requests about the safety of workers."""

from typing import Annotated

from msgspec import Meta

from command.wire.requests.base import Durable, Moment, Reason, ThingId

AreaCode = Annotated[str, Meta(pattern=r"^([0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$")]
"""A division code: district 6, street 9, community 12, grid 15 digits."""


class OpenRollCall(Durable, frozen=True, kw_only=True):
    """`rollcall.open`: 点名, everybody on duty in `area` must answer within `within_s` seconds."""

    area: AreaCode
    within_s: Annotated[int, Meta(ge=30, le=3600)] = 300
    reason: Reason = ""


class AnswerRollCall(Durable, frozen=True, kw_only=True):
    """`rollcall.answer`: the sender is safe; or, with a `reason`, `person` is, says the sender."""

    rollcall: ThingId
    at: Moment
    person: ThingId | None = None
    reason: Reason = ""


class CloseRollCall(Durable, frozen=True, kw_only=True):
    """`rollcall.close`: ended although not everybody answered."""

    rollcall: ThingId
    reason: Reason


DURABLE: dict[str, type[Durable]] = {
    "rollcall.open": OpenRollCall,
    "rollcall.answer": AnswerRollCall,
    "rollcall.close": CloseRollCall,
}
