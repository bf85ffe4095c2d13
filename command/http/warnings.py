"""`/api/warnings`: CAP 1.2 messages brought in, as they came, and how polling goes; what was decided of proposals."""

from typing import Annotated, Any

from litestar import MediaType, Request, Response, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain.draft import Draft
from command.domain.kept.warnings import Warning  # noqa: A004 - the field's word
from command.domain.permission import may_call
from command.domain.refusals import Refusal, refuse
from command.domain.warning.receiving import may_send
from command.domain.warning.xml import MOST_BYTES
from command.http.context import Ctx
from command.http.performing import Done, Key, perform_about
from command.http.problems import Refused, refused
from command.http.reader import Asker, require
from command.service.warnings import Brought, bring
from command.store.feeds import FeedState, feeds, original
from command.wire.requests import Reason


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing more to say."""


class Dismissing(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a proposed level is not taken."""

    reason: Annotated[Reason, Meta(min_length=1)]


class WarningList(Struct, frozen=True):
    """Warnings whose time is not over, the newest first, and how each polled feed stands (none: nothing is polled)."""

    warnings: list[Warning]
    feeds: list[FeedState]


@post("/api/warnings", status_code=200, tags=["warnings"], request_max_body_size=MOST_BYTES + 1024)
async def post_warning(context: Ctx, reader: Asker, request: Request[Any, Any, Any]) -> Brought:
    """A CAP 1.2 message, as XML. 200 only once it is in the database; sent again it is the same (`duplicate`).

    With the key of a device that was given out for the whole district, or in the session of an operator or coordinator
    (then it counts as entered by hand).
    """
    require(reader, "warning.receive")
    person = reader.person
    if not may_send(person, context.area):
        raise refused("sender_in_a_grid")
    by_hand = "device" not in person.roles
    content = await request.body()
    told = await bring(context.desk, context.directory.areas, person.id, content, "hand" if by_hand else "push")
    if isinstance(told, Refusal):
        raise Refused(told)
    return told


@get("/api/warnings", tags=["warnings"])
async def list_warnings(context: Ctx, reader: Asker) -> WarningList:
    """What is warned of, what was replaced or cancelled meanwhile, and how polling goes."""
    if not may_call(list(reader.person.roles), "picture.get"):
        raise refused("not_allowed")
    found = await context.desk.look(lambda draft: list(draft.picture.warnings.values()))
    newest = sorted(found, key=lambda one: one.number, reverse=True)
    states = [] if "kiosk" in reader.person.roles else await feeds(context.engine, context.district)
    return WarningList(newest, states)


@get("/api/warnings/{warning_id:str}/original", tags=["warnings"])
async def get_original(context: Ctx, reader: Asker, warning_id: FromPath[str]) -> Response[bytes]:
    """A warning's message as it came, byte for byte."""
    if not may_call(list(reader.person.roles), "picture.get") or "kiosk" in reader.person.roles:
        raise refused("not_allowed")

    def question(draft: Draft) -> str | None:
        known = draft.picture.warnings.get(warning_id)
        return known.digest if known is not None else None

    digest = await context.desk.look(question)
    content = await original(context.engine, digest) if digest is not None else None
    if content is None:
        raise Refused(refuse("unknown_thing"))
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
    return Response(content, media_type=MediaType.TEXT, headers=headers)


@post("/api/proposals/{proposal_id:str}/take", status_code=200, tags=["warnings"])
async def take_proposal(
    context: Ctx, reader: Asker, proposal_id: FromPath[str], data: JSONBody[Nothing], idempotency_key: Key = None
) -> Done:
    """I prepare the switch to the proposed level."""
    return await perform_about(context, reader, "proposal.take", proposal_id, data, idempotency_key, about="proposal")


@post("/api/proposals/{proposal_id:str}/dismiss", status_code=200, tags=["warnings"])
async def dismiss_proposal(
    context: Ctx, reader: Asker, proposal_id: FromPath[str], data: JSONBody[Dismissing], idempotency_key: Key = None
) -> Done:
    """The proposed level is not taken, for a reason."""
    return await perform_about(
        context, reader, "proposal.dismiss", proposal_id, data, idempotency_key, about="proposal"
    )


ROUTES = [post_warning, list_warnings, get_original, take_proposal, dismiss_proposal]
