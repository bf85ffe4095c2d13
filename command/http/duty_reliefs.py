"""`/api/duty/reliefs`: open handovers of the watch, their lists filled from the record."""

from collections import Counter

from litestar import get
from msgspec import Struct

from command.domain.kept.duty import Relief
from command.domain.permission import sees_whole_district
from command.domain.rostering.sheet import Entry
from command.http.context import Context, Ctx
from command.http.duty import require_part
from command.http.reader import Asker, Reader
from command.service.handover import filled
from command.service.rosters import Kept, load_kept
from command.store.attendance import counted_since


class ReliefInfo(Struct, frozen=True, kw_only=True):
    """An open handover with what the record fills in: incidents filed and closed in the shift, open ones by priority,
    who of the incoming is there; `entries`: everything else that is known, by part of the list."""

    relief: Relief
    filed: int
    closed: int
    open: dict[str, int]
    present: list[str]
    entries: list[Entry]
    waiting: int | None = None


class ReliefList(Struct, frozen=True, kw_only=True):
    """Handovers that are not signed by both."""

    reliefs: list[ReliefInfo]


@get("/api/duty/reliefs", tags=["duty"])
async def list_reliefs(context: Ctx, reader: Asker) -> ReliefList:
    """Open handovers of the watch, for its two sides and whoever sees the district, filled in from the record."""
    require_part(reader)
    kept = await load_kept(context.reading, context.district, context.now())
    return ReliefList(reliefs=[await _info(context, kept, one) for one in kept.reliefs if _party(reader, one)])


async def _info(context: Context, kept: Kept, relief: Relief) -> ReliefInfo:
    watch = kept.watches.get(relief.group)
    starts = [stint.starts for person in relief.outgoing if watch and (stint := watch.running.get(person))]
    since = min(starts, default=relief.opened_at)
    filed, closed = await counted_since(context.reading, context.district, since)
    by_priority = await context.desk.look(
        lambda draft: Counter(str(one.priority) for one in draft.picture.incidents.values())
    )
    lag = context.lag()
    return ReliefInfo(
        relief=relief,
        filed=filed,
        closed=closed,
        open=dict(by_priority),
        present=[one for one in relief.incoming if one in kept.people and kept.people[one].on_duty],
        entries=await filled(context.desk, context.reading, context.district, relief.group, since),
        waiting=lag.urgent + lag.routine if lag.at_ms_ago is not None else None,
    )


def _party(reader: Reader, relief: Relief) -> bool:
    party = reader.person.id in relief.outgoing or reader.person.id in relief.incoming
    return party or sees_whole_district(reader.person)
