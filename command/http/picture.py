"""`GET /api/picture`: the operating picture with the ledger number it stands at, as the reader may see it."""

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter

from command.domain.audience import view_of
from command.http.context import Ctx
from command.http.problems import refused
from command.http.reader import Asker, require
from command.store import snapshot
from command.wire.answers import PictureAnswer, picture_view

District = Annotated[str | None, QueryParameter(max_length=40, description="Six digits; the only one here by default.")]


@get("/api/picture", tags=["picture"])
async def get_picture(context: Ctx, reader: Asker, district: District = None) -> PictureAnswer:
    """The same answer as the socket's `picture.get`; facts with a number up to `offset` are in it."""
    require(reader, "picture.get")
    if district not in (None, context.area):
        raise refused("unknown_thing")
    taken = await snapshot.read(context.reading, context.district)
    view = picture_view(taken.picture, context.area, view_of(reader.person), context.lag(), reader.person.id)
    return PictureAnswer(epoch=taken.epoch, offset=taken.number, server_time=taken.now, picture=view)
