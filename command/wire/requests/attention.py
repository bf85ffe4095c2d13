"""Requests about the operators' queue."""

from typing import Annotated

from msgspec import Meta

from command.wire.requests.base import Durable, Reason, ThingId


class TakeAttention(Durable, frozen=True, kw_only=True):
    """`attention.take`: the sender has it. `instead`: knowingly, of somebody who has it."""

    item: ThingId
    instead: bool = False


class GiveBackAttention(Durable, frozen=True, kw_only=True):
    """`attention.give_back`: the sender has it no more; or it comes off the shelf before its time."""

    item: ThingId


class ShelveAttention(Durable, frozen=True, kw_only=True):
    """`attention.shelve`: not now; it comes back by itself. Nothing about life is shelved."""

    item: ThingId
    minutes: Annotated[int, Meta(ge=1, le=60)] = 15
    reason: Reason


class CloseAttention(Durable, frozen=True, kw_only=True):
    """`attention.close`: nothing is in it any more."""

    item: ThingId


DURABLE: dict[str, type[Durable]] = {
    "attention.take": TakeAttention,
    "attention.give_back": GiveBackAttention,
    "attention.shelve": ShelveAttention,
    "attention.close": CloseAttention,
}
