"""The evening's look at the day's work: the clock's, once a day."""

from command.domain.draft import Draft
from command.domain.patrol.evening import is_evening, look_in_evening
from command.service.desk import Committed, Desk
from command.store import visits
from command.store.engine import Connection
from command.store.requests import Key, Known
from command.store.rows import Answered


async def look(desk: Desk) -> Committed | None:
    """Look if it is time and nobody has today; else None, and nothing was locked."""
    if not await desk.look(is_evening):
        return None

    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        if is_evening(draft):
            look_in_evening(draft, await visits.everybody_in_need(connection))
        return []

    return await desk.transact(work)
