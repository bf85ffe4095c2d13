"""The socket's durable requests over HTTP: decided at once, under an Idempotency-Key. What every route of one needs."""

import hashlib
from typing import Annotated, Any

import msgspec
from litestar.params import HeaderParameter
from msgspec import Struct

from command.domain.facts import RefusalInfo
from command.domain.refusals import Refusal
from command.http.context import Context
from command.http.problems import Refused, refused
from command.http.reader import Reader, require
from command.service.intake import ConflictingId, perform
from command.wire.requests import RequestId

Key = Annotated[
    str | None,
    HeaderParameter(name="Idempotency-Key", description="Best a UUIDv7. The same key means the same request."),
]


class Done(Struct, frozen=True, omit_defaults=True):
    """The request is stored: what it asked for is done. Refused ones are problems.

    `next`: what has to happen before it is done, when the sender may only ask for it (then the answer is 202).
    `outcome`: what came of it, such as the id of what was made.
    """

    id: str
    status: str
    next: str = ""
    outcome: dict[str, Any] = {}


async def perform_about(
    context: Context,
    reader: Reader,
    method: str,
    thing: str,
    data: Struct,
    key: str | None,
    *,
    about: str = "incident",
) -> Done:
    """The socket's request `method` about a thing named in the path, decided at once. Raises Refused."""
    return await perform_request(context, reader, method, {about: thing, **msgspec.to_builtins(data)}, key)


async def perform_request(context: Context, reader: Reader, method: str, data: dict[str, Any], key: str | None) -> Done:
    """A durable request of the socket, decided at once. Raises Refused."""
    require(reader, method)
    id_ = request_id(key) if key is not None else context.new_id()
    asked = {"id": id_, **data}
    if context.exercise is not None:
        asked["exercise"] = context.exercise
    try:
        known = await perform(context.desk, reader.person.id, method, asked, context.directory.areas)
    except ConflictingId:
        raise refused("id_conflict") from None
    outcome = msgspec.json.decode(known.outcome, type=dict[str, Any])
    if outcome["status"] == "refused":
        refusal = msgspec.convert(outcome["refusal"], RefusalInfo)
        raise Refused(Refusal(refusal.code, refusal.data, refusal.retry_after_s))  # in this reader's language
    told = {name: value for name, value in outcome.items() if name != "status"}
    return Done(id_, "stored", outcome=told)


def request_id(key: str) -> str:
    """The id of the request that an Idempotency-Key stands for: itself if it is a UUIDv7, else one made of it.

    Raises Refused for a key that is empty or longer than 200 characters.
    """
    try:
        return msgspec.convert(key, RequestId)
    except msgspec.ValidationError:
        if not 1 <= len(key) <= 200:
            raise refused("invalid", detail="Idempotency-Key", field="Idempotency-Key") from None
    made = f"{int.from_bytes(hashlib.sha256(key.encode()).digest()[:16], 'big'):032x}"
    return f"{made[:8]}-{made[8:12]}-7{made[13:16]}-8{made[17:20]}-{made[20:]}"
