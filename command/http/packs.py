"""`/api/pack.pdf`: what a grid, a community or the district must know when the network is gone, for print."""

from typing import Annotated, Any

import structlog
from litestar import Request, Response, get
from litestar.params import QueryParameter

from command.domain.permission import answers_for, covers
from command.http.context import Ctx
from command.http.language import language_of
from command.http.problems import refused
from command.http.reader import Asker, require
from command.service.pack.gathering import gather
from command.service.pack.printing import pdf
from command.service.setting import FontsMissing, PrintFailed
from command.store import visits

log = structlog.get_logger()
Code = Annotated[str, QueryParameter(pattern=r"^([0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$", description="An area.")]
Language = Annotated[str, QueryParameter(pattern="^(|en|zh-CN)$", description="Of the pack.")]


@get("/api/pack.pdf", tags=["moving"])
async def get_pack(
    request: Request[Any, Any, Any], context: Ctx, reader: Asker, area: Code, language: Language = ""
) -> Response[bytes]:
    """People to move with tick boxes, people in special need, contacts, tasks and a map, for each grid of an area.
    Every name in it is recorded as looked at."""
    require(reader, "evacuees.get")
    own = "worker" in reader.person.roles and answers_for(reader.person, area)
    if context.directory.areas.get(area) is None:
        raise refused("unknown_thing")
    if not own and not covers(reader.person, area):
        raise refused("not_allowed")
    english = (language or language_of(request)).startswith("en")
    made = await gather(context.desk, context.reading, context.directory, area, english=english)
    looks = [{"id": context.new_id(), "resident": one} for one in made.shown]
    await visits.keep_looks(
        context.engine, context.district, looks, at=context.now(), person=reader.person.id, reason="打印断网应急包"
    )
    try:
        content = await pdf(made.data)
    except FontsMissing:
        raise refused("pack_fonts") from None
    except PrintFailed:
        log.exception("pack_failed", area=area)
        raise refused("pack_failed") from None
    name = f"pack-{area}-{made.data['printed'].replace(' ', '-').replace(':', '')}.pdf"
    return Response(
        content,
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


ROUTES = [get_pack]
