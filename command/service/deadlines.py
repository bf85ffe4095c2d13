"""The clock's side of the desk: what is due is acted on and rescheduled in one transaction, each step once."""

import asyncio
from collections.abc import Iterable

from command.domain.draft import Draft
from command.domain.drill.common import stands_still
from command.domain.expiring import pass_deadline, pass_kept
from command.domain.freeing import release
from command.domain.picture import Picture
from command.service.desk import Committed, Desk
from command.service.sitreps import count_since
from command.store import deadlines
from command.store.engine import Connection
from command.store.requests import Key, Known
from command.store.rows import Answered

PIECE = 100
"""Deadlines in one transaction: a storm of them must not keep reports waiting."""
BUDGET_S = 0.1
"""And kept things are decided about no longer than this in one, with the lock held."""


async def offer_waiting(desk: Desk, people: Iterable[str]) -> Committed | None:
    """Phones that can be reached again are offered what waits, at once. None when nothing waits."""
    picture = desk.picture
    if picture is not None and not _waits(picture):
        return None

    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        for person in [] if stands_still(draft.picture) else people:
            release(draft, person)
        return []

    return await desk.transact(work)


def _waits(picture: Picture) -> bool:
    slots = any(slot.status == "unattended" for slot in picture.slots.values())
    return slots or any(incident.status == "unattended" for incident in picture.incidents.values())


async def pass_due(desk: Desk) -> Committed | None:
    """Act on up to `PIECE` deadlines that are due; None when none is."""
    if not await deadlines.any_due(desk.engine, desk.universe):
        return None

    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        kept = await deadlines.kept_due(connection, desk.universe, draft.now, PIECE)
        for member, id_ in [one for one in kept if one[0] == "storms"]:
            pass_kept(draft, member, id_)  # before anybody is sent anywhere: the peak may have come while no clock ran
        for incident, round_, step in await deadlines.due(connection, desk.universe, draft.now, PIECE):
            pass_deadline(draft, incident, round_, step)
        ends = asyncio.get_running_loop().time() + BUDGET_S
        if any(member == "sitreps" for member, _ in kept):
            await count_since(draft, desk.universe, connection)
        for member, id_ in kept:
            pass_kept(draft, member, id_)
            if asyncio.get_running_loop().time() > ends:
                break  # at a change of shift every group is due: the rest has the next transaction
        return []

    return await desk.transact(work)
