"""Reports upward as they are read: what a cut needs of the tables, a report whole, and the list behind a figure."""

from datetime import datetime

import msgspec
from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.sitreps import Sitrep
from command.domain.sitrep.counting import figures_of, items_of
from command.domain.sitrep.schedule import chain_of, open_of
from command.service.desk import Desk
from command.service.seal import opened
from command.store import sitreps
from command.store.engine import Connection


async def count_since(draft: Draft, universe: str, connection: Connection) -> None:
    """Before anything is cut in this transaction: what has left the picture since each of the open chains began.

    There are two when a response began while the last one may still be corrected."""
    chains = draft.picture.sitrepchains.values()
    found = {one.since: await sitreps.since(connection, universe, one.since) for one in chains}
    draft.situation.past.counted = found


class Row(Struct, frozen=True, kw_only=True):
    """One thing behind a figure, as it was at the cut: `n` of it count in that figure."""

    id: str
    kind: f.ItemKind
    area: str
    label: str
    n: int


async def behind(desk: Desk, cut: int, figure: str, area: str) -> list[Row]:
    """The list behind a figure of the cut at this ledger number, in an area: exactly what was counted then."""
    fact = opened((await sitreps.bodies(desk.engine, desk.universe, [cut]))[0])
    if not isinstance(fact, f.SitrepCut):
        return []
    numbers = [*range(cut + 1, cut + 1 + fact.items), *fact.over]
    found: list[Row] = []
    for body in await sitreps.bodies(desk.engine, desk.universe, numbers):
        part = opened(body)
        assert isinstance(part, f.SitrepItems)  # noqa: S101 - the cut says so, under the same hash
        found += [
            Row(id=one.id, kind=part.kind, area=one.area, label=one.label, n=one.n[figure])
            for one in part.items
            if one.n.get(figure) and one.area.startswith(area)
        ]
    return found


async def figures_now(desk: Desk, area: str = "") -> tuple[str, f.Figures] | None:
    """What the report that is open would say if it were cut now, of an area; its id, or None when none is open."""
    chain = await desk.look(chain_of)
    if chain is None:
        return None
    async with desk.engine.connect() as connection:
        counted = await sitreps.since(connection, desk.universe, chain.since)

    def count(draft: Draft) -> tuple[str, f.Figures] | None:
        live = draft.picture.sitrepchains.get(chain.id)
        known = open_of(draft, live) if live is not None else None
        if live is None or known is None:
            return None
        figures = figures_of(items_of(draft, live, counted), live.over_figures)
        return known.id, {k: {s: n for s, n in by.items() if s.startswith(area)} for k, by in figures.items()}

    return await desk.look(count)


class Read(Struct, frozen=True, kw_only=True):
    """A report: while it is made (`sent` None), or as it was sent at `sent_at`."""

    made: Sitrep
    cut: f.SitrepCut | None
    sent: f.SitrepSent | None
    sent_at: str | None


async def read(desk: Desk, id_: str) -> Read | None:
    """One report, or None if there never was one of this id."""
    state = await sitreps.state_of(desk.engine, desk.universe, id_)
    if state is None:
        return None
    made = msgspec.json.decode(state, type=Sitrep)
    for _, at, body in await sitreps.sent_after(desk.engine, desk.universe, made.cut, _NEXT) if made.cut else ():
        fact = opened(body)
        if isinstance(fact, f.SitrepSent) and fact.sitrep == id_:
            return Read(made=made, cut=None, sent=fact, sent_at=at)
    found = [opened(body) for body in await sitreps.bodies(desk.engine, desk.universe, [made.cut] if made.cut else [])]
    cut = next((one for one in found if isinstance(one, f.SitrepCut)), None)
    return Read(made=made, cut=cut, sent=None, sent_at=None)


_NEXT = 50
"""A report is among the first so many that are sent after its cut: corrections may overtake it."""


async def sent_heads(desk: Desk, limit: int) -> list[tuple[f.SitrepSent, datetime]]:
    """What was sent last, the newest first, with when (UTC)."""
    found: list[tuple[f.SitrepSent, datetime]] = []
    for _, at, body in await sitreps.last_sent(desk.engine, desk.universe, limit):
        fact = opened(body)
        if isinstance(fact, f.SitrepSent):
            found.append((fact, datetime.fromisoformat(at)))
    return found
