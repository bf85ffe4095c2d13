"""Opening the days of grid workers who came on duty: the clock's look at who has none yet."""

from command.domain.draft import Draft
from command.domain.patrol.day import is_day, open_day, today
from command.service.desk import Committed, Desk
from command.store import universe, visits
from command.store.engine import Connection
from command.store.requests import Key, Known
from command.store.rows import Answered

PIECE = 100
"""Days opened in one transaction."""


async def open_days(desk: Desk) -> Committed | None:
    """Open up to `PIECE` days; None when nobody on duty is without one, or it is night."""
    now = await universe.now(desk.engine, desk.universe)
    if not is_day(now, desk.policy.day):
        return None
    people = await visits.without_day(desk.engine, desk.universe, today(now), PIECE)
    if not people:
        return None

    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        looked_after = await visits.looked_after_by(connection, people)
        for id_ in people:
            person = draft.picture.people.get(id_)
            if person is not None:
                open_day(draft, person, looked_after.get(id_, []))
        return []

    return await desk.transact(work)
