"""`/api/shelters`: where people are moved to; who comes is registered at the door, and heads are counted."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta, Struct

from command.domain.moving.who import may_keep
from command.domain.place import Place
from command.http.context import Ctx
from command.http.moving_shown import EvacueeRow, ShelterInfo, rows, shelter_info
from command.http.performing import Done, Key, perform_about, perform_request
from command.http.problems import refused
from command.http.reader import Asker, require
from command.service import moving
from command.store import evacuees
from command.wire.requests import Moment, Reason, ThingId
from command.wire.requests.moving import Grid, Heads, Line, Name, Phone


class ShelterList(Struct, frozen=True, kw_only=True):
    """All shelters, by name."""

    at: datetime
    shelters: list[ShelterInfo]


class Guests(Struct, frozen=True, kw_only=True):
    """Who is at a shelter, and who is on the way to it; with words, whoever of the lists they find."""

    at: datetime
    shelter: ShelterInfo
    people: list[EvacueeRow]


class Setting(Struct, frozen=True, forbid_unknown_fields=True):
    """A shelter. `keepers`: the accounts that register who comes."""

    name: Name
    place: Place
    capacity: Annotated[int, Meta(ge=1, le=100_000)]
    address: Line = ""
    contact_name: Line = ""
    contact_phone: Phone = ""
    keepers: Annotated[list[ThingId], Meta(max_length=20)] = []


class Counting(Struct, frozen=True, forbid_unknown_fields=True):
    """清点."""

    counted: Annotated[int, Meta(ge=0, le=100_000)]
    at: Moment
    note: Reason = ""


class Arriving(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody is at the door: an entry of a list, or a name."""

    at: Moment
    evacuee: ThingId | None = None
    name: Line = ""
    phone: Phone = ""
    address: Line = ""
    grid: Grid | None = None
    heads: Heads | None = None
    reason: Reason = ""
    note: Reason = ""
    paper: bool = False


class Shutting(Struct, frozen=True, forbid_unknown_fields=True):
    """Why, if there is something to say."""

    reason: Reason = ""


@get("/api/shelters", tags=["moving"])
async def list_shelters(context: Ctx, reader: Asker) -> ShelterList:
    """How full each is."""
    require(reader, "evacuations.get")
    found = await moving.shelters(context.desk)
    return ShelterList(at=context.now(), shelters=[shelter_info(context, reader, one) for one in found])


@get("/api/shelters/{shelter_id:str}/people", tags=["moving"])
async def list_guests(
    context: Ctx,
    reader: Asker,
    shelter_id: FromPath[str],
    q: Annotated[str, QueryParameter(max_length=100, pattern=r"^[^\x00]*$", description="Name, phone, address.")] = "",
) -> Guests:
    """For whoever keeps it: who is there and who is on the way; or, by words, anybody of any list who is at the door.
    Each look is recorded."""
    require(reader, "evacuees.get")
    places = await moving.shelters(context.desk)
    shelter = next((one for one in places if one.id == shelter_id), None)
    if shelter is None or not may_keep(reader.person, shelter):
        raise refused("shelter_unknown")
    entries = [one for order in await moving.live(context.desk) for one in order.entries]
    if words := q.strip():
        names = await evacuees.named(
            context.reading, context.district, {one.evacuation for one in entries}, [one.id for one in entries]
        )
        found = [one for one in entries if _says(names.get((one.evacuation, one.id)), words)][:20]
    else:
        found = [one for one in entries if one.entry.shelter == shelter_id and one.entry.status in ("moved", "arrived")]
    return Guests(
        at=context.now(),
        shelter=shelter_info(context, reader, shelter),
        people=await rows(context, reader, found, places, why="安置点登记"),
    )


@post("/api/shelters", status_code=200, tags=["moving"])
async def add_shelter(context: Ctx, reader: Asker, data: JSONBody[Setting], idempotency_key: Key = None) -> Done:
    """A new shelter."""
    return await perform_request(context, reader, "shelter.set", msgspec.to_builtins(data), idempotency_key)


@post("/api/shelters/{shelter_id:str}", status_code=200, tags=["moving"])
async def set_shelter(
    context: Ctx, reader: Asker, shelter_id: FromPath[str], data: JSONBody[Setting], idempotency_key: Key = None
) -> Done:
    """What changes about one."""
    return await perform_about(context, reader, "shelter.set", shelter_id, data, idempotency_key, about="shelter")


@post("/api/shelters/{shelter_id:str}/arrive", status_code=200, tags=["moving"])
async def arrive_evacuee(
    context: Ctx, reader: Asker, shelter_id: FromPath[str], data: JSONBody[Arriving], idempotency_key: Key = None
) -> Done:
    """Register somebody at the door."""
    return await perform_about(context, reader, "evacuee.arrive", shelter_id, data, idempotency_key, about="shelter")


@post("/api/shelters/{shelter_id:str}/count", status_code=200, tags=["moving"])
async def count_shelter(
    context: Ctx, reader: Asker, shelter_id: FromPath[str], data: JSONBody[Counting], idempotency_key: Key = None
) -> Done:
    """Heads were counted."""
    return await perform_about(context, reader, "shelter.count", shelter_id, data, idempotency_key, about="shelter")


@post("/api/shelters/{shelter_id:str}/close", status_code=200, tags=["moving"])
async def close_shelter(
    context: Ctx, reader: Asker, shelter_id: FromPath[str], data: JSONBody[Shutting], idempotency_key: Key = None
) -> Done:
    """Nobody is sent there any more."""
    return await perform_about(context, reader, "shelter.close", shelter_id, data, idempotency_key, about="shelter")


def _says(who: evacuees.Named | None, words: str) -> bool:
    return who is not None and any(words in said for said in (who.name, who.phone, who.address))


ROUTES = [list_shelters, list_guests, add_shelter, set_shelter, arrive_evacuee, count_shelter, close_shelter]
