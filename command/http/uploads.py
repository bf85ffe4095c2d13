"""`/api/uploads/{id}`: photos, put before or after the request that names them."""

import re
from typing import Any

from litestar import Request, Response, get, put
from litestar.params import FromPath
from msgspec import Struct

from command.domain.permission import may_call, sees_whole_district
from command.domain.photo import media_type_of
from command.http.context import Context, Ctx
from command.http.problems import refused
from command.http.reader import Asker, Reader, require
from command.store.evacuees import refused_with
from command.store.uploads import get_upload as load_upload
from command.store.uploads import is_shown_to
from command.store.uploads import put_upload as keep_upload
from command.store.visits import keep_looks

LARGEST = 5 * 1024 * 1024
_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)


class Uploaded(Struct, frozen=True):
    """A photo that is kept. `size` in bytes."""

    id: str
    media_type: str
    size: int


@put("/api/uploads/{upload_id:str}", tags=["uploads"], request_max_body_size=None)
async def put_upload(
    request: Request[Any, Any, Any], context: Ctx, reader: Asker, upload_id: FromPath[str]
) -> Response[Uploaded]:
    """Keep a JPEG, PNG or WebP picture of at most 5 MiB. 201 the first time, 200 again, 409 for another content."""
    require(reader, "assignment.advance")
    if _UUID7.fullmatch(upload_id) is None:
        raise refused("invalid", detail="id", field="id")
    content = await _body(request)
    media_type = media_type_of(content)
    if media_type is None:
        raise refused("unsupported_media")
    id_ = upload_id.lower()
    outcome = await keep_upload(context.engine, id_, reader.person.id, media_type, content, context.now())
    if outcome == "conflict":
        raise refused("id_conflict")
    return Response(Uploaded(id_, media_type, len(content)), status_code=201 if outcome == "made" else 200)


@get("/api/uploads/{upload_id:str}", tags=["uploads"])
async def get_upload(context: Ctx, reader: Asker, upload_id: FromPath[str]) -> Response[bytes]:
    """The photo, for whoever put it and whoever may read an incident it belongs to; that of a signed refusal for the
    supervisors of its area. 404 for everybody else."""
    id_ = upload_id.lower()
    found = await load_upload(context.reading, id_) if _UUID7.fullmatch(id_) else None
    if found is None or not await _may_see(context, reader, id_, found.person):
        raise refused("unknown_thing")
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(found.content, media_type=found.media_type, headers=headers)


async def _may_see(context: Context, reader: Reader, upload: str, owner: str) -> bool:
    person = reader.person
    if owner == person.id or sees_whole_district(person):
        return True
    if not may_call(list(person.roles), "assignment.advance"):  # screens, buttons and keepers of accounts see no photos
        return False
    if person.unit is not None:  # a desk's areas are where its unit works, not what it may look at
        return await is_shown_to(context.reading, context.district, upload, person.unit, [])
    areas = [] if "unit" in person.roles else list(person.areas)
    if await is_shown_to(context.reading, context.district, upload, person.id, areas):
        return True
    return "supervisor" in person.roles and await _proves_a_refusal(context, reader, upload, owner)


async def _proves_a_refusal(context: Context, reader: Reader, upload: str, owner: str) -> bool:
    """The signed form of somebody who would not be moved, for whoever answers for that area. The look is recorded."""
    whose = await refused_with(context.reading, context.district, upload, owner, list(reader.person.areas))
    if whose is None:
        return False
    look = [{"id": context.new_id(), "resident": whose}]
    await keep_looks(
        context.engine,
        context.district,
        look,
        at=context.now(),
        person=reader.person.id,
        reason="查看拒绝签字照片",
    )
    return True


async def _body(request: Request[Any, Any, Any]) -> bytes:
    """The whole body; no more is read of one that is too large."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            raise refused("too_large", limit="5 MiB")
    return bytes(content)
