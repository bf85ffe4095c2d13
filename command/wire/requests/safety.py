"""Requests about the safety of workers."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.place import Place
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


class RaiseSos(Durable, frozen=True, kw_only=True):
    """`sos.raise`: the sender calls for help. Without a place it is sent all the same."""

    at: Moment
    place: Place | None = None


class AcknowledgeSos(Durable, frozen=True, kw_only=True):
    """`sos.acknowledge`: seen; `coming`: and on the way there."""

    sos: ThingId
    at: Moment
    coming: bool = False


class CancelSos(Durable, frozen=True, kw_only=True):
    """`sos.cancel`: by whoever raised it within seconds (`sos` may be the id of their request), or with a reason."""

    sos: ThingId
    at: Moment
    reason: Reason = ""


class StartTimer(Durable, frozen=True, kw_only=True):
    """`timer.start`: the sender goes into danger for so many minutes."""

    minutes: Annotated[int, Meta(ge=1, le=240)]
    at: Moment
    note: Reason = ""


class AnswerTimer(Durable, frozen=True, kw_only=True):
    """`timer.answer`: well and still there (`safe`), or `out` of danger. For somebody else with a reason."""

    timer: ThingId
    at: Moment
    answer: Literal["safe", "out"]
    reason: Reason = ""


DURABLE: dict[str, type[Durable]] = {
    "rollcall.open": OpenRollCall,
    "rollcall.answer": AnswerRollCall,
    "rollcall.close": CloseRollCall,
    "sos.raise": RaiseSos,
    "sos.acknowledge": AcknowledgeSos,
    "sos.cancel": CancelSos,
    "timer.start": StartTimer,
    "timer.answer": AnswerTimer,
}
