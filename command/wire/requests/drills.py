"""Requests of those who direct a drill, watch it and play in it. Each carries its `exercise`."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts.script import Inject, Seconds, Words
from command.wire.requests.base import Durable, Reason, ThingId


class HoldInject(Durable, frozen=True, kw_only=True):
    """`drill.hold`: it does not come until it is released."""

    inject: ThingId


class ReleaseInject(Durable, frozen=True, kw_only=True):
    """`drill.release`: it comes `in_s` seconds from now, whenever it was planned for."""

    inject: ThingId
    in_s: Seconds = 0


class SkipInject(Durable, frozen=True, kw_only=True):
    """`drill.skip`: it does not come at all."""

    inject: ThingId
    reason: Reason = ""


class RepeatInject(Durable, frozen=True, kw_only=True):
    """`drill.repeat`: the same comes once more, `in_s` seconds from now, as an inject of its own."""

    inject: ThingId
    in_s: Seconds = 0


class AddInject(Durable, frozen=True, kw_only=True):
    """`drill.add`: an inject that the script has not. `in_s`: seconds from now; without it by its offset."""

    inject: Inject
    in_s: Seconds | None = None


class PauseDrill(Durable, frozen=True, kw_only=True):
    """`drill.pause`: no inject comes and nobody is asked anything."""


class ResumeDrill(Durable, frozen=True, kw_only=True):
    """`drill.resume`: it goes on; everything is due as much later as it stood still."""


class StopDrill(Durable, frozen=True, kw_only=True):
    """`drill.stop`: ENDEX, at one touch. `real_event`: 真实事件."""

    why: Literal["done", "stopped", "real_event"] = "real_event"


class TakeOut(Durable, frozen=True, kw_only=True):
    """`drill.take`: a participant is out of the drill; what they hold in it goes to others."""

    person: ThingId


class Readmit(Durable, frozen=True, kw_only=True):
    """`drill.readmit`: whoever was taken out is in it again."""

    person: ThingId


class NoteDrill(Durable, frozen=True, kw_only=True):
    """`drill.note`: what an observer saw; of an inject, and whether what was expected of it (its index) was `seen`."""

    text: Words = ""
    inject: ThingId | None = None
    expectation: Annotated[int, Meta(ge=0, le=19)] | None = None
    seen: bool | None = None


class AnswerInject(Durable, frozen=True, kw_only=True):
    """`drill.answer`: a message or contact test is answered."""

    inject: ThingId
    text: Words = ""


class ImproveDrill(Durable, frozen=True, kw_only=True):
    """`drill.improve`: something to do better, with owner and date; or, with `improvement`, how it stands by now. Also
    when the drill is over. `owner`: a person's or unit's id, or empty; `due`: with an offset."""

    improvement: ThingId | None = None
    text: Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"^[^\x00]*\S[^\x00]*$")]
    owner: Annotated[str, Meta(max_length=64, pattern=r"^[^\x00]*$")] = ""
    owner_name: Annotated[str, Meta(max_length=100, pattern=r"^[^\x00]*$")] = ""
    due: Annotated[datetime, Meta(tz=True)] | None = None
    done: bool = False


class ConcludeDrill(Durable, frozen=True, kw_only=True):
    """`drill.conclude`: the evaluation's conclusion; the last one counts. Also when the drill is over."""

    text: Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"^[^\x00]*\S[^\x00]*$")]


DURABLE: dict[str, type[Durable]] = {
    "drill.hold": HoldInject,
    "drill.release": ReleaseInject,
    "drill.skip": SkipInject,
    "drill.repeat": RepeatInject,
    "drill.add": AddInject,
    "drill.pause": PauseDrill,
    "drill.resume": ResumeDrill,
    "drill.stop": StopDrill,
    "drill.take": TakeOut,
    "drill.readmit": Readmit,
    "drill.note": NoteDrill,
    "drill.answer": AnswerInject,
    "drill.improve": ImproveDrill,
    "drill.conclude": ConcludeDrill,
}
