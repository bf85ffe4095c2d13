"""Requests about reports upward."""

from typing import Annotated

from msgspec import Meta

from command.domain.facts.sitreps import Losses, SitrepWords
from command.wire.requests.base import Durable, Reason, ThingId

StreetCode = Annotated[str, Meta(pattern="^[0-9]{9}$")]


class HandInSitrep(Durable, frozen=True, kw_only=True):
    """`sitrep.hand_in`: a street confirms its figures, with the losses it counted since the response began; `nothing`:
    it has nothing to report. Somebody of the centre may do it for a street, with a note how they know."""

    sitrep: ThingId
    street: StreetCode
    nothing: bool = False
    losses: Losses | None = None
    note: Reason = ""


class CutSitrep(Durable, frozen=True, kw_only=True):
    """`sitrep.cut`: fill the report now, whether its time has come or it was filled before."""

    sitrep: ThingId


class SendSitrep(Durable, frozen=True, kw_only=True):
    """`sitrep.send`: it goes to the superior with these words. `cut`: the ledger number of the cut that was read."""

    sitrep: ThingId
    cut: int
    words: SitrepWords = SitrepWords()


class CorrectSitrep(Durable, frozen=True, kw_only=True):
    """`sitrep.correct`: another report that says what was wrong in one that was sent, filled anew."""

    sitrep: ThingId
    reason: Reason


class DropSitrep(Durable, frozen=True, kw_only=True):
    """`sitrep.drop`: a correction is not sent after all."""

    sitrep: ThingId
    reason: Reason


DURABLE: dict[str, type[Durable]] = {
    "sitrep.hand_in": HandInSitrep,
    "sitrep.cut": CutSitrep,
    "sitrep.send": SendSitrep,
    "sitrep.correct": CorrectSitrep,
    "sitrep.drop": DropSitrep,
}
