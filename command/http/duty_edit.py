"""`/api/duty/groups` and `…/try`: rosters as they are written, and what a change would do before it is one."""

from collections.abc import Callable
from typing import Any

from litestar import Request, get, post
from litestar.params import JSONBody
from msgspec import Struct

from command.domain.draft import Draft
from command.domain.facts import RefusalInfo
from command.domain.roster import Group, Plan
from command.domain.rostering.above import may_roster
from command.domain.rostering.faults import Note
from command.domain.rostering.trial import Trial, try_group, try_plan
from command.http.context import Context, Ctx
from command.http.duty_shown import GapInfo, TurnInfo, gap_info, turn_info
from command.http.language import language_of
from command.http.reader import Asker, Reader, require
from command.service.rosters import load_kept
from command.wire.requests import SetGroup, SetPlan
from command.wire.requests.rostering import GroupData, PlanEntry


class Rostered(Struct, frozen=True, kw_only=True):
    """A group as it is written, and the plans of it that count."""

    group: Group
    plans: list[Plan]


class Rosters(Struct, frozen=True, kw_only=True):
    """The groups whose roster the reader writes."""

    groups: list[Rostered]


class GapTried(GapInfo, frozen=True, kw_only=True):
    """`fresh`: there is no such gap now."""

    fresh: bool


class Tried(Struct, frozen=True, kw_only=True):
    """What would be. `faults`: why it would be refused, each with `data.field`; then nothing else is worked out."""

    faults: list[RefusalInfo]
    notes: list[Note]
    gaps: list[GapTried]
    closed: list[GapInfo]
    turns: list[TurnInfo]


@get("/api/duty/groups", tags=["duty"])
async def list_groups(context: Ctx, reader: Asker) -> Rosters:
    """Patterns and plans of the groups whose roster the reader writes, for an editor."""
    require(reader, "roster.set_group")
    kept = await load_kept(context.reading, context.district, context.now())
    own = [one for one in kept.groups.values() if may_roster(reader.person, one)]
    own.sort(key=lambda one: (one.kind != "watch", one.area, one.name, one.id))
    return Rosters(
        groups=[Rostered(group=one, plans=[plan for plan in kept.plans if plan.group == one.id]) for one in own]
    )


@post("/api/duty/groups/try", status_code=200, tags=["duty"])
async def try_out_group(
    request: Request[Any, Any, Any], context: Ctx, reader: Asker, data: JSONBody[GroupData]
) -> Tried:
    """What `roster.set_group` with this group would do. Nothing is written down."""
    require(reader, "roster.set_group")
    asked = SetGroup(id="", **{name: getattr(data, name) for name in data.__struct_fields__})
    return await _tried(request, context, reader, lambda draft: try_group(draft, reader.person, asked))


@post("/api/duty/plans/try", status_code=200, tags=["duty"])
async def try_out_plan(
    request: Request[Any, Any, Any], context: Ctx, reader: Asker, data: JSONBody[PlanEntry]
) -> Tried:
    """What `roster.plan` with this plan would do. Nothing is written down."""
    require(reader, "roster.plan")
    asked = SetPlan(id="", plan=data.plan, temporary=data.temporary, reason=data.reason)
    return await _tried(request, context, reader, lambda draft: try_plan(draft, reader.person, asked))


async def _tried(
    request: Request[Any, Any, Any], context: Context, reader: Reader, question: Callable[[Draft], Trial]
) -> Tried:
    trial = await context.desk.look(question)
    kept = await load_kept(context.reading, context.district, context.now())
    return Tried(
        faults=[one.told(language_of(request)) for one in trial.faults],
        notes=trial.notes,
        gaps=[_fresh(gap_info(kept, gap), fresh) for gap, fresh in trial.gaps],
        closed=[gap_info(kept, gap) for gap in trial.closed],
        turns=[turn_info(kept, one) for one in trial.turns],
    )


def _fresh(gap: GapInfo, fresh: bool) -> GapTried:
    return GapTried(**{name: getattr(gap, name) for name in gap.__struct_fields__}, fresh=fresh)


ROUTES = [list_groups, try_out_group, try_out_plan]
