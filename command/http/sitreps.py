"""`/api/sitreps`: reports upward. What is due and was sent, the list behind every figure; handing in and sending."""

from datetime import datetime
from typing import Annotated, Any

import structlog
from litestar import Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.response import ModeLevel, Threat
from command.domain.permission import covers, sees_whole_district
from command.http.context import Context, Ctx
from command.http.language import language_of
from command.http.performing import Done, Key, perform_about
from command.http.problems import refused
from command.http.reader import Asker, Reader, require
from command.http.sitreps_shown import (
    Behind,
    Head,
    Part,
    Whole,
    behind_figure,
    head_of_made,
    head_of_sent,
    parts_of,
    seen_by,
    whole_of,
)
from command.service.pack.printing import pdf
from command.service.setting import FontsMissing, PrintFailed
from command.service.sitrep_paper import paper
from command.service.sitreps import figures_now, read, sent_heads
from command.wire.requests import Reason
from command.wire.requests.sitreps import StreetCode

log = structlog.get_logger()
MOST = 100
Area = Annotated[str, QueryParameter(pattern=r"^(|[0-9]{6}|[0-9]{9})$", description="A street; empty: the district.")]
Language = Annotated[str, QueryParameter(pattern="^(|en|zh-CN)$", description="Of the document.")]


class ChainInfo(Struct, frozen=True, kw_only=True):
    """The chain of the response. `every_s`: its cadence now, in seconds, None when the level in force has none."""

    id: str
    threat: Threat
    response_plan: str
    level: ModeLevel
    began_at: datetime
    issued: int
    over: bool
    every_s: float | None


class Sitreps(Struct, frozen=True, kw_only=True):
    """What is being made, the most urgent first, and what was sent, the newest first (at most 100). `mine`: the streets
    that the reader hands in for; `parts`: what each street said last, of the open chain."""

    at: datetime
    chains: list[ChainInfo]
    open: list[Head]
    sent: list[Head]
    mine: list[str]
    parts: list[Part]
    issuer: str
    receiver: str


class FiguresNow(Struct, frozen=True, kw_only=True):
    """What the report that is open would say if it were filled now."""

    at: datetime
    sitrep: str
    figures: f.Figures


class HandingIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As `sitrep.hand_in`."""

    street: StreetCode
    nothing: bool = False
    losses: f.Losses | None = None
    note: Reason = ""


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing more to say."""


class Sending(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As `sitrep.send`."""

    cut: int
    words: f.SitrepWords = f.SitrepWords()


class Because(Struct, frozen=True, forbid_unknown_fields=True):
    """Why."""

    reason: Reason


@get("/api/sitreps", tags=["sitreps"])
async def list_sitreps(context: Ctx, reader: Asker) -> Sitreps:
    """What is due and what was sent."""
    require(reader, "sitreps.get")
    sent = await sent_heads(context.desk, MOST)

    def look(draft: Draft) -> Sitreps:
        picture, person = draft.picture, reader.person
        made = sorted(picture.sitreps.values(), key=lambda one: one.send_by)
        chains = list(picture.sitrepchains.values())
        every = draft.policy.report_every
        streets = sorted({grid[:9] for grid in draft.situation.homes})
        running = [one for one in chains if one.due is None]
        return Sitreps(
            at=draft.now,
            chains=[
                ChainInfo(
                    id=one.id,
                    threat=one.threat,
                    response_plan=one.response_plan,
                    level=one.level,
                    began_at=one.began_at,
                    issued=one.issued,
                    over=one.due is not None,
                    every_s=every.total_seconds() if every is not None and one.due is None else None,
                )
                for one in chains
            ],
            open=[head_of_made(one, picture.sitrepchains.get(one.chain)) for one in made],
            sent=[head_of_sent(*one) for one in sent],
            mine=[street for street in streets if "supervisor" in person.roles and street in person.areas],
            parts=[part for one in running for part in parts_of(context, one) if _sees(reader, part.street)],
            issuer=draft.policy.sitrep_issuer,
            receiver=draft.policy.sitrep_receiver,
        )

    return await context.desk.look(look)


def _sees(reader: Reader, street: str) -> bool:
    return sees_whole_district(reader.person) or covers(reader.person, street)


@get("/api/sitreps/now", tags=["sitreps"])
async def get_figures_now(context: Ctx, reader: Asker, area: Area = "") -> FiguresNow:
    """The figures of this moment, before anything is cut: what a street looks at before it hands in."""
    require(reader, "sitreps.get")
    if not _sees(reader, area or context.district):
        raise refused("not_allowed")
    found = await figures_now(context.desk, area)
    if found is None:
        raise refused("sitrep_unknown")
    at = await context.desk.look(lambda draft: draft.now)
    return FiguresNow(at=at, sitrep=found[0], figures=found[1])


@get("/api/sitreps/{sitrep_id:str}", tags=["sitreps"])
async def get_sitrep(context: Ctx, reader: Asker, sitrep_id: FromPath[str]) -> Whole:
    """One report: as it is being made, or as it was sent. A head of a street sees their street's figures."""
    require(reader, "sitreps.get")
    return seen_by(reader, await _whole(context, sitrep_id))


async def _whole(context: Context, id_: str) -> Whole:
    found = await read(context.desk, id_)
    if found is None:
        raise refused("sitrep_unknown")
    return await whole_of(context, found)


@get("/api/sitreps/{sitrep_id:str}/figures/{figure:str}", tags=["sitreps"])
async def open_figure(
    context: Ctx, reader: Asker, sitrep_id: FromPath[str], figure: FromPath[str], area: Area = ""
) -> Behind:
    """The list behind a figure, as it was at the cut. Names of people to be moved are recorded as looked at."""
    require(reader, "sitreps.get")
    if not _sees(reader, area or context.district):
        raise refused("not_allowed")
    found = await read(context.desk, sitrep_id)
    if found is None:
        raise refused("sitrep_unknown")
    return await behind_figure(context, reader, found, figure, area)


@get("/api/sitreps/{sitrep_id:str}/report.pdf", tags=["sitreps"])
async def get_document(
    request: Request[Any, Any, Any], context: Ctx, reader: Asker, sitrep_id: FromPath[str], language: Language = ""
) -> Response[bytes]:
    """The report on paper; one that is not sent says so on every page."""
    require(reader, "sitreps.get")
    if not sees_whole_district(reader.person):
        raise refused("not_allowed")
    whole = await _whole(context, sitrep_id)
    if not whole.head.cut:
        raise refused("sitrep_not_cut")
    english = (language or language_of(request)).startswith("en")
    data = await paper(context.desk, whole, context.directory.areas, context.zone, english=english)
    try:
        content = await pdf(data, template="sitrep.typ")
    except FontsMissing:
        raise refused("pack_fonts") from None
    except PrintFailed:
        log.exception("sitrep_failed", sitrep=sitrep_id)
        raise refused("pack_failed") from None
    name = f"sitrep-{context.district}-{whole.head.issue or 'draft'}-{whole.head.cut}.pdf"
    return Response(
        content,
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@post("/api/sitreps/{sitrep_id:str}/hand-in", status_code=200, tags=["sitreps"])
async def hand_in(
    context: Ctx, reader: Asker, sitrep_id: FromPath[str], data: JSONBody[HandingIn], idempotency_key: Key = None
) -> Done:
    """A street confirms its figures, or has nothing to report."""
    return await perform_about(context, reader, "sitrep.hand_in", sitrep_id, data, idempotency_key, about="sitrep")


@post("/api/sitreps/{sitrep_id:str}/cut", status_code=200, tags=["sitreps"])
async def cut(
    context: Ctx, reader: Asker, sitrep_id: FromPath[str], data: JSONBody[Nothing], idempotency_key: Key = None
) -> Done:
    """Fill it now."""
    return await perform_about(context, reader, "sitrep.cut", sitrep_id, data, idempotency_key, about="sitrep")


@post("/api/sitreps/{sitrep_id:str}/send", status_code=200, tags=["sitreps"])
async def send(
    context: Ctx, reader: Asker, sitrep_id: FromPath[str], data: JSONBody[Sending], idempotency_key: Key = None
) -> Done:
    """It goes to the superior, with figures that never change again."""
    return await perform_about(context, reader, "sitrep.send", sitrep_id, data, idempotency_key, about="sitrep")


@post("/api/sitreps/{sitrep_id:str}/correct", status_code=200, tags=["sitreps"])
async def correct(
    context: Ctx, reader: Asker, sitrep_id: FromPath[str], data: JSONBody[Because], idempotency_key: Key = None
) -> Done:
    """Begin another report that says what was wrong in this one."""
    return await perform_about(context, reader, "sitrep.correct", sitrep_id, data, idempotency_key, about="sitrep")


@post("/api/sitreps/{sitrep_id:str}/drop", status_code=200, tags=["sitreps"])
async def drop(
    context: Ctx, reader: Asker, sitrep_id: FromPath[str], data: JSONBody[Because], idempotency_key: Key = None
) -> Done:
    """A correction is not sent after all."""
    return await perform_about(context, reader, "sitrep.drop", sitrep_id, data, idempotency_key, about="sitrep")


ROUTES = [
    list_sitreps,
    get_figures_now,
    get_sitrep,
    open_figure,
    get_document,
    hand_in,
    cut,
    send,
    correct,
    drop,
]
