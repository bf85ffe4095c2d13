"""Who could go, and the socket's requests about who goes, decided at once: call, seen, route, urge."""

from typing import Annotated, Literal

from litestar import get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain.draft import Draft
from command.domain.facts import Part, UnitKind
from command.domain.permission import may_call, may_supervise
from command.domain.ranking import Ranking, rank
from command.http.context import Ctx
from command.http.problems import refused
from command.http.reader import Asker
from command.http.supervising import Done, Key, perform_about
from command.wire.requests import Reason, ThingId
from command.wire.requests.dispatching import GridCode


class Dispatching(Struct, frozen=True, forbid_unknown_fields=True):
    """派单. `to`: ask this person first."""

    to: ThingId | None = None


class Calling(Struct, frozen=True, forbid_unknown_fields=True):
    """增派."""

    reason: Reason
    part: Part = "co"
    kind: UnitKind | None = None
    skills: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=5)] = []
    leader: bool = False


class Routing(Struct, frozen=True, forbid_unknown_fields=True):
    """分流."""

    to: Literal["grid", "unit", "up"]
    reason: Reason
    unit: ThingId | None = None
    grid: GridCode | None = None


class WithReason(Struct, frozen=True, forbid_unknown_fields=True):
    """What needs nothing but a reason."""

    reason: Reason


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """What needs nothing at all."""


@get("/api/incidents/{incident_id:str}/candidates", tags=["incidents"])
async def list_candidates(context: Ctx, reader: Asker, incident_id: FromPath[str]) -> Ranking:
    """Who could lead an open incident now, the fittest first, with reasons; who is left out, and why; what lacks."""
    person = reader.person
    if not may_call(list(person.roles), "incident.seen"):
        raise refused("not_allowed")

    def question(draft: Draft) -> Ranking | None:
        incident = draft.picture.incidents.get(incident_id)
        return rank(draft, incident) if incident is not None and may_supervise(person, incident) else None

    found = await context.desk.look(question)
    if found is None:
        raise refused("unknown_thing")
    return found


@post("/api/incidents/{incident_id:str}/call", status_code=200, tags=["incidents"])
async def call_more(
    context: Ctx, reader: Asker, incident_id: FromPath[str], data: JSONBody[Calling], idempotency_key: Key = None
) -> Done:
    """Send one more person or unit, beside the lead."""
    return await perform_about(context, reader, "incident.call", incident_id, data, idempotency_key)


@post("/api/incidents/{incident_id:str}/seen", status_code=200, tags=["incidents"])
async def mark_seen(
    context: Ctx, reader: Asker, incident_id: FromPath[str], data: JSONBody[Nothing], idempotency_key: Key = None
) -> Done:
    """Seen, and mine: nothing more rings for it for a while."""
    return await perform_about(context, reader, "incident.seen", incident_id, data, idempotency_key)


@post("/api/incidents/{incident_id:str}/route", status_code=200, tags=["incidents"])
async def route_incident(
    context: Ctx, reader: Asker, incident_id: FromPath[str], data: JSONBody[Routing], idempotency_key: Key = None
) -> Done:
    """Route it back to the grid, to a unit, or up to the next tier."""
    return await perform_about(context, reader, "incident.route", incident_id, data, idempotency_key)


@post("/api/incidents/{incident_id:str}/urge", status_code=200, tags=["incidents"])
async def urge_incident(
    context: Ctx, reader: Asker, incident_id: FromPath[str], data: JSONBody[WithReason], idempotency_key: Key = None
) -> Done:
    """Press on those at work."""
    return await perform_about(context, reader, "incident.urge", incident_id, data, idempotency_key)


@post("/api/slots/{slot_id:str}/release", status_code=200, tags=["incidents"])
async def release_slot(
    context: Ctx, reader: Asker, slot_id: FromPath[str], data: JSONBody[WithReason], idempotency_key: Key = None
) -> Done:
    """Nobody is needed any more at this place beside the lead."""
    return await perform_about(context, reader, "slot.release", slot_id, data, idempotency_key, about="slot")
