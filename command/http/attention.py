"""`/api/attention`: the operators' queue with its numbers, and the socket's requests about an item of it."""

import msgspec
from litestar import get

from command.domain.attention.overview import ItemCount, Overview, overview
from command.domain.audience import view_of
from command.http.context import Ctx
from command.http.reader import Asker, require
from command.http.twins import twin


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


_TWINS = [
    ("attention.take", "take", "It is yours, so that two do not do the same; `instead`: knowingly, of who has it."),
    ("attention.give_back", "give-back", "It is everybody's again, or off the shelf before its time."),
    ("attention.shelve", "shelve", "Not now, for a reason; it comes back by itself. Nothing about life is shelved."),
    ("attention.close", "close", "Nothing is in it any more."),
]
ROUTES = [
    get_attention,
    *(twin(method, f"/api/attention/{{item_id:str}}/{name}", words, "attention") for method, name, words in _TWINS),
]
