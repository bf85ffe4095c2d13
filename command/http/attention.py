"""`/api/attention`: the operators' queue with its numbers, and the socket's requests about an item of it."""

from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain.attention.overview import ItemCount, Overview, overview
from command.domain.audience import view_of
from command.http.context import Ctx
from command.http.dispatching import Nothing
from command.http.reader import Asker, require
from command.http.supervising import Done, Key, perform_about
from command.wire.requests import Reason


class Taking(Struct, frozen=True, forbid_unknown_fields=True):
    """`instead`: knowingly, of somebody who has it."""

    instead: bool = False


class Shelving(Struct, frozen=True, forbid_unknown_fields=True):
    """搁置."""

    reason: Reason
    minutes: Annotated[int, Meta(ge=1, le=60)] = 15


@get("/api/attention", tags=["attention"])
async def get_attention(context: Ctx, reader: Asker) -> Overview:
    """What needs operators now: items with their counts, what is held back, and how much of the budget is used."""
    require(reader, "attention.get")
    found = await context.desk.look(overview)
    return _for_passers_by(found) if view_of(reader.person).kiosk else found


def _for_passers_by(found: Overview) -> Overview:
    """Without names and words of people."""
    plain = {"taken_name": "", "shelved_name": "", "shelved_why": ""}
    items: list[ItemCount] = [
        msgspec.structs.replace(one, item=msgspec.structs.replace(one.item, **plain)) for one in found.items
    ]
    return msgspec.structs.replace(found, items=items)


@post("/api/attention/{item_id:str}/take", status_code=200, tags=["attention"])
async def take_attention(
    context: Ctx, reader: Asker, item_id: FromPath[str], data: JSONBody[Taking], idempotency_key: Key = None
) -> Done:
    """It is yours, so that two do not do the same."""
    return await perform_about(context, reader, "attention.take", item_id, data, idempotency_key, about="item")


@post("/api/attention/{item_id:str}/give-back", status_code=200, tags=["attention"])
async def give_back_attention(
    context: Ctx, reader: Asker, item_id: FromPath[str], data: JSONBody[Nothing], idempotency_key: Key = None
) -> Done:
    """It is everybody's again, or off the shelf before its time."""
    return await perform_about(context, reader, "attention.give_back", item_id, data, idempotency_key, about="item")


@post("/api/attention/{item_id:str}/shelve", status_code=200, tags=["attention"])
async def shelve_attention(
    context: Ctx, reader: Asker, item_id: FromPath[str], data: JSONBody[Shelving], idempotency_key: Key = None
) -> Done:
    """Not now, for a reason; it comes back by itself. Nothing about life is shelved."""
    return await perform_about(context, reader, "attention.shelve", item_id, data, idempotency_key, about="item")


@post("/api/attention/{item_id:str}/close", status_code=200, tags=["attention"])
async def close_attention(
    context: Ctx, reader: Asker, item_id: FromPath[str], data: JSONBody[Nothing], idempotency_key: Key = None
) -> Done:
    """Nothing is in it any more."""
    return await perform_about(context, reader, "attention.close", item_id, data, idempotency_key, about="item")


ROUTES = [get_attention, take_attention, give_back_attention, shelve_attention, close_attention]
