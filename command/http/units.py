"""Units that repair, and what categories need: read by those who lead, changed by requests of the socket's names."""

from typing import Annotated

import msgspec
from litestar import get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.facts import CategoryNeed, UnitKind, Written
from command.domain.need import built_in_need, need_in_force
from command.domain.permission import may_call, may_list_people
from command.domain.units import desks, is_open
from command.http.context import Ctx
from command.http.performing import Done, Key, perform_request
from command.http.problems import refused
from command.http.reader import Asker
from command.wire.requests import Reason, ThingId
from command.wire.requests.dispatching import AreaCode, Category, Clock


class DeskView(Struct, frozen=True):
    """An account of a unit's desk. `reachable`: a phone or screen of it is heard of now."""

    id: str
    name: str
    reachable: bool


class UnitView(Struct, frozen=True):
    """A unit that repairs, whether its desk can be reached now, and how much it has in hand."""

    id: str
    name: str
    name_en: str
    kind: UnitKind
    areas: list[str]
    categories: list[str]
    opens: str | None
    closes: str | None
    active: bool
    reachable: bool
    open_now: bool
    assignments: int
    desks: list[DeskView]


class UnitList(Struct, frozen=True):
    """All units, by name. `free`: accounts of the role `unit` that read no desk yet."""

    units: list[UnitView]
    free: list[DeskView]


class Registering(Struct, frozen=True, forbid_unknown_fields=True):
    """登记单位: all of it, as it is to be from now on."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    kind: UnitKind
    areas: Annotated[list[AreaCode], Meta(min_length=1, max_length=200)]
    name_en: Written = ""
    categories: Annotated[list[Category], Meta(max_length=100)] = []
    opens: Clock | None = None
    closes: Clock | None = None
    active: bool = True
    desks: Annotated[list[ThingId], Meta(max_length=20)] = []


class Needing(Struct, frozen=True, forbid_unknown_fields=True):
    """Something else is needed from now on; without a `need` the built-in one. `version`: the one looked at."""

    version: Annotated[int, Meta(ge=0)]
    reason: Reason
    need: CategoryNeed | None = None


class NeedView(Struct, frozen=True):
    """What a category needs, beside the built-in. `by_name` and `at` of the last change, if there was one."""

    category: str
    need: CategoryNeed
    built_in: CategoryNeed
    version: int
    changed: bool
    reason: str = ""
    by_name: str = ""
    at: str | None = None


class NeedList(Struct, frozen=True):
    """All categories."""

    needs: list[NeedView]


@get("/api/units", tags=["units"])
async def list_units(context: Ctx, reader: Asker) -> UnitList:
    """The units that repair, with their hours, their desks and whether those can be reached."""
    roles = [str(role) for role in reader.person.roles]
    if not may_call(roles, "incident.seen") and not may_call(roles, "unit.set"):
        raise refused("not_allowed")
    return await context.desk.look(_units)


def _units(draft: Draft) -> UnitList:
    people = draft.picture.people
    free = [one for one in people.values() if one.active and "unit" in one.roles and one.unit is None]
    units = sorted(draft.picture.units.values(), key=lambda one: (not one.active, one.name))
    return UnitList(
        [
            UnitView(
                id=unit.id,
                name=unit.name,
                name_en=unit.name_en,
                kind=unit.kind,
                areas=unit.areas,
                categories=unit.categories,
                opens=unit.opens,
                closes=unit.closes,
                active=unit.active,
                reachable=any(map(draft.reachable, desks(draft, unit))),
                open_now=is_open(unit, draft.now, draft.policy.zone),
                assignments=len(draft.situation.assignments_of.get(unit.id, ())),
                desks=[_desk(draft, one) for one in desks(draft, unit)],
            )
            for unit in units
        ],
        [_desk(draft, one.id) for one in sorted(free, key=lambda one: one.name)],
    )


def _desk(draft: Draft, person: str) -> DeskView:
    return DeskView(person, draft.picture.people[person].name, draft.reachable(person))


@put("/api/units/{unit_id:str}", tags=["units"])
async def set_unit(
    context: Ctx, reader: Asker, unit_id: FromPath[str], data: JSONBody[Registering], idempotency_key: Key = None
) -> Done:
    """Register a unit under this id, or change it to this."""
    asked = {"unit": unit_id, **msgspec.to_builtins(data)}
    return await perform_request(context, reader, "unit.set", asked, idempotency_key)


@get("/api/needs", tags=["units"])
async def list_needs(context: Ctx, reader: Asker) -> NeedList:
    """Who repairs and how many go, for every category as it is filed now, beside the built-in table."""
    if not may_list_people(reader.person):
        raise refused("not_allowed")
    return await context.desk.look(_needs)


def _needs(draft: Draft) -> NeedList:
    kept, found = draft.picture.needs, []
    for code in CATEGORIES:
        ours, changed, now = built_in_need(code), kept.get(code), need_in_force(code, kept)
        if changed is None:
            found.append(NeedView(code, now, ours, 0, False))
            continue
        said = (changed.reason, changed.by_name, changed.at.isoformat())
        found.append(NeedView(code, now, ours, changed.version, now != ours, *said))
    return NeedList(found)


@post("/api/needs/{category:str}", status_code=200, tags=["units"])
async def change_need(
    context: Ctx, reader: Asker, category: FromPath[str], data: JSONBody[Needing], idempotency_key: Key = None
) -> Done:
    """Change what a category needs, for what is filed from now on."""
    asked = {"category": category, **msgspec.to_builtins(data)}
    return await perform_request(context, reader, "need.change", asked, idempotency_key)


ROUTES = [list_units, set_unit, list_needs, change_need]
