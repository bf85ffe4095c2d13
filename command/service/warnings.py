"""A CAP message brought in: read, kept as it came, decided about; answered when it is stored."""

import hashlib
from typing import Any

import msgspec
from msgspec import Struct

from command.domain.area import AreaIndex
from command.domain.draft import Draft
from command.domain.facts import RefusalInfo, WarningSource
from command.domain.refusals import Refusal, refuse
from command.domain.warning.message import CapMessage
from command.domain.warning.reading import read_cap
from command.domain.warning.receiving import receive
from command.service.desk import Desk
from command.service.intake import ConflictingId, perform
from command.store import feeds
from command.store.engine import Connection
from command.store.requests import Key, Known
from command.store.rows import Answered


class Brought(Struct, frozen=True, kw_only=True):
    """A message that is stored. `warning` or `cancel`: its id; `duplicate`: it was stored before, by whichever way."""

    identifier: str
    status: str = "stored"
    warning: str | None = None
    cancel: str | None = None
    duplicate: bool = False


async def bring(desk: Desk, areas: AreaIndex, sender: str, content: bytes, source: WarningSource) -> Brought | Refusal:
    """What an account sent. The message's own identity makes it idempotent, whoever sends it how often."""
    message = read_cap(content, desk.district)
    if isinstance(message, Refusal):
        return message
    before = await _known(desk, message)
    if before is not None:
        return before
    await feeds.keep_original(desk.engine, message.digest, content)
    data = {"id": request_id(message), "message": msgspec.to_builtins(message), "source": source}
    try:
        known = await perform(desk, sender, "warning.receive", data, areas)
    except ConflictingId:
        return refuse("warning_replayed", key=message.key)
    outcome = msgspec.json.decode(known.outcome, type=dict[str, Any])
    if outcome["status"] != "refused":
        return Brought(identifier=message.identifier, warning=outcome.get("warning"), cancel=outcome.get("cancel"))
    told = msgspec.convert(outcome["refusal"], RefusalInfo)
    if told.code == "warning_known":
        return await _known(desk, message) or refuse("warning_known", key=message.key)
    return Refusal(told.code, told.data, told.retry_after_s)


async def bring_polled(desk: Desk, message: CapMessage, content: bytes) -> Refusal | None:
    """What a feed holds; nobody's request. None when it is stored, `warning_known` when it was before."""
    if await _known(desk, message) is not None:
        return refuse("warning_known", key=message.key)
    await feeds.keep_original(desk.engine, message.digest, content)
    refusal: Refusal | None = None

    async def work(draft: Draft, connection: Connection, known: dict[Key, Known]) -> list[Answered]:
        nonlocal refusal
        refusal = receive(draft, message, "poll")
        return []

    await desk.transact(work)
    return refusal


def request_id(message: CapMessage) -> str:
    """A UUIDv7-shaped id made of the message's identity: the same message is the same request."""
    made = hashlib.sha256(message.key.encode()).hexdigest()
    return f"{made[:8]}-{made[8:12]}-7{made[13:16]}-8{made[17:20]}-{made[20:32]}"


async def _known(desk: Desk, message: CapMessage) -> Brought | None:
    """Whether this very message is remembered already."""

    def question(draft: Draft) -> Brought | None:
        for warning in draft.picture.warnings.values():
            if (warning.key, warning.digest) == (message.key, message.digest):
                return Brought(identifier=message.identifier, warning=warning.id, duplicate=True)
        for cancel in draft.picture.cancels.values():
            if (cancel.key, cancel.digest) == (message.key, message.digest):
                return Brought(identifier=message.identifier, cancel=cancel.id, duplicate=True)
        return None

    return await desk.look(question)
