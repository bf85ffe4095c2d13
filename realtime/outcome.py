"""Results of durable requests as HTTP has them: waited for, and a refusal raised as the problem it is."""

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from command.domain.refusals import Datum, Refusal
from command.http.problems import Refused
from command.store.requests import Key, Known
from realtime.gateway import Gateway
from realtime.record import RecordUnavailable

_PAUSE_S = 0.01
_LOOK_S = 0.25
"""How long to wait for the ledger to move before looking all the same: the hub may be behind."""


class Told(Struct):
    """What of a result decides its HTTP status."""

    status: str
    refusal: "_Refusal | None" = None


class _Refusal(Struct):
    code: str
    retry_after_s: float | None = None
    data: dict[str, Datum] = {}


def into(result: "asyncio.Future[bytes]") -> Callable[[bytes], None]:
    """An answer that is waited for."""

    def answer(told: bytes) -> None:
        if not result.done():
            result.set_result(told)

    return answer


def raise_refusal(result: bytes) -> Told:
    """Raises Refused if that is what the result says."""
    told = msgspec.json.decode(result, type=Told)
    if told.refusal is not None:
        raise Refused(Refusal(told.refusal.code, told.refusal.data, told.refusal.retry_after_s))
    return told


async def outcome_of(gateway: Gateway, key: Key) -> bytes:
    """The result of the request as a resend would be told it. Waits for ever: bound it."""
    while True:
        known = await _ask(gateway, key)
        if known is not None:
            outcome: dict[str, Any] = msgspec.json.decode(known.outcome)
            return msgspec.json.encode({"id": key[2], **outcome})
        await gateway.hub.reached(gateway.hub.position + 1, _LOOK_S)
        await asyncio.sleep(_PAUSE_S)


async def _ask(gateway: Gateway, key: Key) -> Known | None:
    try:
        return (await gateway.record.answers([key])).get(key)
    except RecordUnavailable:
        return None
