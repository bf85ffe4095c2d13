"""What the public is told: drafts, releases and drops for those at the desks; the public feed and its messages for all.

`GET /api/public/cap` is an Atom feed and needs no account: it is what news media, sirens and other systems poll.
"""

from typing import Annotated, Any

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain.bulletin.writing import write_cap, write_feed
from command.domain.facts.bulletins import BulletinKind, Certainty, PublicWords, Severity, Urgency
from command.domain.kept.bulletins import Bulletin
from command.http.context import Context, Ctx
from command.http.performing import Done, Key, perform_about, perform_request
from command.http.problems import refused
from command.http.reader import Asker, require
from command.wire.requests import Moment, Reason, ThingId
from command.wire.requests.safety import AreaCode

CAP = "application/cap+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"


class Drafting(Struct, frozen=True, forbid_unknown_fields=True):
    """As `bulletin.draft`."""

    areas: Annotated[tuple[AreaCode, ...], Meta(min_length=1, max_length=200)]
    hazard: str
    zh: PublicWords
    expires: Moment
    kind: BulletinKind = "alert"
    urgency: Urgency = "Expected"
    severity: Severity = "Severe"
    certainty: Certainty = "Likely"
    en: PublicWords | None = None
    refers: ThingId | None = None


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing more to say."""


class Dropping(Struct, frozen=True, forbid_unknown_fields=True):
    """Why it is not released."""

    reason: Reason


@post("/api/bulletins", status_code=200, tags=["public"])
async def draft_bulletin(context: Ctx, reader: Asker, data: JSONBody[Drafting], idempotency_key: Key = None) -> Done:
    """Draft what the public is to be told. Two others release it."""
    return await perform_request(context, reader, "bulletin.draft", msgspec.to_builtins(data), idempotency_key)


@post("/api/bulletins/{bulletin_id:str}/release", status_code=200, tags=["public"])
async def release_bulletin(
    context: Ctx, reader: Asker, bulletin_id: FromPath[str], data: JSONBody[Nothing], idempotency_key: Key = None
) -> Done:
    """Agree to it; with the second who does, it is public."""
    return await perform_about(
        context, reader, "bulletin.release", bulletin_id, data, idempotency_key, about="bulletin"
    )


@post("/api/bulletins/{bulletin_id:str}/drop", status_code=200, tags=["public"])
async def drop_bulletin(
    context: Ctx, reader: Asker, bulletin_id: FromPath[str], data: JSONBody[Dropping], idempotency_key: Key = None
) -> Done:
    """The draft is not released, for a reason."""
    return await perform_about(context, reader, "bulletin.drop", bulletin_id, data, idempotency_key, about="bulletin")


@get("/api/bulletins/{bulletin_id:str}/preview", tags=["public"])
async def preview_bulletin(context: Ctx, reader: Asker, bulletin_id: FromPath[str]) -> Response[bytes]:
    """A draft as its message would be, before anybody releases it."""
    require(reader, "bulletin.draft")
    found = await context.desk.look(lambda draft: draft.picture.bulletins.get(bulletin_id))
    if found is None:
        raise refused("bulletin_unknown")
    return Response(_message(context, found), media_type=MediaType.TEXT, headers={"X-Content-Type-Options": "nosniff"})


@get("/api/public/cap", tags=["public"])
async def get_feed(context: Ctx, request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the public is told now: an Atom feed with a link to each CAP 1.2 message. Needs no account."""
    public, now = await context.desk.look(lambda draft: (_public(draft.picture.bulletins.values()), draft.now))
    base = str(request.url.with_replacements(query=""))
    title = context.desk.policy.public_sender_name
    body = write_feed(public, base, title, context.area, context.zone, now)
    return Response(body, media_type=ATOM, headers={"Cache-Control": "public, max-age=10"})


@get("/api/public/cap/{name:str}", tags=["public"])
async def get_message(context: Ctx, name: FromPath[str]) -> Response[bytes]:
    """One public message, as CAP 1.2. Needs no account."""
    wanted = name.removesuffix(".xml")
    public = await context.desk.look(lambda draft: _public(draft.picture.bulletins.values()))
    found = next((one for one in public if one.identifier == wanted), None)
    if found is None:
        raise refused("bulletin_unknown")
    return Response(_message(context, found), media_type=CAP, headers={"Cache-Control": "public, max-age=60"})


def _public(bulletins: Any) -> list[Bulletin]:
    return [one for one in bulletins if one.is_public]


def _message(context: Context, bulletin: Bulletin) -> bytes:
    def name_of(code: str) -> tuple[str, str]:
        area = context.directory.areas.get(code)
        return (area.name, area.name_en) if area is not None else (code, code)

    return write_cap(bulletin, context.zone, name_of)


ROUTES = [draft_bulletin, release_bulletin, drop_bulletin, preview_bulletin, get_feed, get_message]
