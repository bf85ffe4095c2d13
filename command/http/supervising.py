"""`POST /api/incidents/{id}/close|void|reassign`: the socket's requests of the same names, decided at once."""

import hashlib
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter, JSONBody
from msgspec import Meta, Struct

from command.domain.facts import RefusalInfo
from command.domain.loop.common import leads
from command.domain.refusals import Refusal
from command.http.context import Context, Ctx
from command.http.language import language_of
from command.http.problems import Refused, refused
from command.http.reader import Asker, Reader, require
from command.service.intake import ConflictingId, perform
from command.wire.requests import Reason, RequestId, ThingId

Key = Annotated[
    str | None,
    HeaderParameter(name="Idempotency-Key", description="Best a UUIDv7. The same key means the same request."),
]


class Closing(Struct, frozen=True, forbid_unknown_fields=True):
    """核查结案. `no_action` needs a note."""

    outcome: Annotated[str, Meta(pattern="^(handled|no_action)$")] = "handled"
    note: Reason = ""


class Voiding(Struct, frozen=True, forbid_unknown_fields=True):
    """作废, with its reason."""

    reason: Reason


class Reassigning(Struct, frozen=True, forbid_unknown_fields=True):
    """改派: to a named person, or back to dispatch."""

    reason: Reason
    to: ThingId | None = None


class Done(Struct, frozen=True, omit_defaults=True):
    """The request is stored: what it asked for is done. Refused ones are problems.

    `next`: what has to happen before it is done, when the sender may only ask for it (then the answer is 202).
    """

    id: str
    status: str
    next: str = ""


@post("/api/incidents/{incident_id:str}/close", status_code=200, tags=["incidents"])
async def close_incident(
    context: Ctx, reader: Asker, incident_id: FromPath[str], data: JSONBody[Closing], idempotency_key: Key = None
) -> Done:
    """Close an incident whose handling was verified; never one's own work."""
    return await perform_about(context, reader, "incident.close", incident_id, data, idempotency_key)


_VOID_WAITS = {
    "zh-CN": "已提出作废申请，等值班长或值班领导批复；批复前案件照常办理",
    "en": "Asked for: a watch leader or coordinator rules on it; until then the work goes on",
}


@post(
    "/api/incidents/{incident_id:str}/void",
    status_code=200,
    tags=["incidents"],
    responses={202: ResponseSpec(Done, description="Asked for; `next` says who rules on it.")},
)
async def void_incident(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    incident_id: FromPath[str],
    data: JSONBody[Voiding],
    idempotency_key: Key = None,
) -> Response[Done]:
    """Void an incident that should never have been filed. 202: it waits for a watch leader's ruling, by `next`."""
    done = await perform_about(context, reader, "incident.void", incident_id, data, idempotency_key)
    if leads(reader.person):
        return Response(done, status_code=200)
    waits = msgspec.structs.replace(done, status="waiting", next=_VOID_WAITS[language_of(request)])
    return Response(waits, status_code=202)


@post("/api/incidents/{incident_id:str}/reassign", status_code=200, tags=["incidents"])
async def reassign_incident(
    context: Ctx, reader: Asker, incident_id: FromPath[str], data: JSONBody[Reassigning], idempotency_key: Key = None
) -> Done:
    """Take an incident from whoever has it and give it to somebody else."""
    return await perform_about(context, reader, "incident.reassign", incident_id, data, idempotency_key)


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
    try:
        known = await perform(context.desk, reader.person.id, method, asked, context.directory.areas)
    except ConflictingId:
        raise refused("id_conflict") from None
    outcome = msgspec.json.decode(known.outcome, type=dict[str, Any])
    if outcome["status"] == "refused":
        told = msgspec.convert(outcome["refusal"], RefusalInfo)
        raise Refused(Refusal(told.code, told.data, told.retry_after_s))  # told again, in this reader's language
    return Done(id_, "stored")


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
