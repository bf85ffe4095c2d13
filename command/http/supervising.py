"""Incidents as desks steer them: close, void, reassign, send more, route, urge. Twins of the socket's requests."""

from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from command.domain.loop.common import leads
from command.http.context import Ctx
from command.http.language import language_of
from command.http.performing import Done, Key, perform_about
from command.http.reader import Asker
from command.http.twins import twin
from command.wire.requests import Reason

_INCIDENT = "/api/incidents/{incident_id:str}"


class Voiding(Struct, frozen=True, forbid_unknown_fields=True):
    """作废, with its reason."""

    reason: Reason


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


_TWINS = [
    ("incident.close", "close", "Close an incident whose handling was verified; never one's own work."),
    ("incident.reassign", "reassign", "Take an incident from whoever has it and give it to somebody else."),
    ("incident.call", "call", "Send one more person or unit, beside the lead."),
    ("incident.seen", "seen", "Seen, and mine: nothing more rings for it for a while."),
    ("incident.route", "route", "Route it back to the grid, to a unit, or up to the next tier."),
    ("incident.urge", "urge", "Press on those at work."),
]
ROUTES = [
    void_incident,
    *(twin(method, f"{_INCIDENT}/{name}", words, "incidents") for method, name, words in _TWINS),
    twin(
        "slot.release",
        "/api/slots/{slot_id:str}/release",
        "Nobody is needed any more at this place beside the lead.",
        "incidents",
    ),
]
