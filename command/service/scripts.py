"""Scripts made, checked and measured for those who write them: what the rules need is fetched here."""

import asyncio
from datetime import datetime, timedelta

from msgspec import Struct

from command.clock import chance
from command.domain.area import AreaIndex
from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.drill.checking import Ground, check_script
from command.domain.drill.dryness import WINDOW, Asked
from command.domain.drill.findings import Finding, forbids
from command.domain.drill.making.arranging import MOST
from command.domain.drill.making.past import LONGEST, TYPES, Then, from_past, named_in
from command.domain.drill.making.risks import from_risks
from command.domain.drill.making.scrubbing import scrubber
from command.domain.drill.making.shipped import SHIPPED, NoPlace, shipped
from command.domain.drill.measuring import Measured, measure
from command.domain.drill.readiness import check_start, standing
from command.domain.facts import Limits, Priority
from command.domain.facts.drill import DrillPlan
from command.domain.facts.script import Script
from command.domain.refusals import Refusal, refuse
from command.domain.registry import (
    Building,
    Contact,
    Estate,
    Facility,
    Household,
    PersonInNeed,
    Registry,
)
from command.service.desk import Desk
from command.service.seal import opened
from command.store.engine import Engine
from command.store.past import facts_between, people_asked
from command.store.registry import load_all


class Review(Struct, frozen=True, kw_only=True):
    """What there is to say of a script: `findings`, the gravest first; `forbids`: how many of them forbid a start."""

    findings: list[Finding]
    forbids: int
    measured: Measured


async def ground_of(desk: Desk, areas: AreaIndex) -> Ground:
    """What scripts may speak of, as it is now."""
    return await desk.look(lambda draft: _ground(draft, areas))


def _ground(draft: Draft, areas: AreaIndex) -> Ground:
    return Ground(areas=areas, people=dict(draft.picture.people), units=dict(draft.picture.units))


async def review(desk: Desk, areas: AreaIndex, script: Script, compression: float = 1) -> Review:
    """A script by itself."""
    found = check_script(script, await ground_of(desk, areas), compression)
    return Review(findings=found, forbids=len(forbids(found)), measured=measure(script, compression))


async def review_start(desk: Desk, areas: AreaIndex, plan: DrillPlan, script: Script, others: dict[str, str]) -> Review:
    """A drill before its start. `others`: who is in another drill that has begun, and its name."""

    asked = await asked_lately(desk)

    def check(draft: Draft) -> list[Finding]:
        real = standing(draft, others, asked)
        return check_start(plan, script, _ground(draft, areas), real)

    found = await desk.look(check)
    return Review(
        findings=found, forbids=len(forbids(found, plan.overridden)), measured=measure(script, plan.compression)
    )


async def asked_lately(desk: Desk) -> Asked:
    """Whom real work asked or sent in the last hours: a district younger than that is looked at since it began."""
    now = await desk.look(lambda draft: draft.now)
    starts, people = await people_asked(desk.engine, desk.universe, now - WINDOW, now)
    return Asked(window_s=(now - starts).total_seconds(), people=people)


async def _limits(desk: Desk) -> dict[tuple[str, Priority], Limits]:
    """The limits in force of every category, so that what is expected follows from them."""
    priorities: tuple[Priority, ...] = (1, 2, 3, 4)
    return await desk.look(
        lambda draft: {(code, one): draft.limits(code, one) for code in CATEGORIES for one in priorities}
    )


async def registry_of(reading: Engine, grid: str = "") -> Registry:
    """What stands, and who is in need, in grids that begin so."""
    estates, buildings, in_need, facilities = (
        [one for one in await load_all(reading, Estate) if one.grid.startswith(grid)],
        [one for one in await load_all(reading, Building) if one.grid.startswith(grid)],
        [one for one in await load_all(reading, PersonInNeed) if one.grid.startswith(grid)],
        [one for one in await load_all(reading, Facility) if one.grid.startswith(grid)],
    )
    return Registry(estates=estates, buildings=buildings, in_need=in_need, facilities=facilities)


async def of_risks(
    desk: Desk, reading: Engine, areas: AreaIndex, grid: str, count: int, minutes: int, seed: str
) -> Script | Refusal:
    """A script from a grid's own risks."""
    area = areas.get(grid)
    if area is None or area.level != "grid":
        return refuse("script_grid", grid=grid)
    registry, limits = await registry_of(reading, grid), await _limits(desk)
    drawn = chance(f"{grid} {seed}")
    return from_risks(
        grid, areas, registry, drawn, count=count, minutes=minutes, limits_of=lambda code, one: limits[code, one]
    )


async def of_shipped(
    desk: Desk, reading: Engine, areas: AreaIndex, district: str, id_: str, area: str, seed: str
) -> Script | Refusal:
    """One that ships, fitted to the district or to a grid of it."""
    about = SHIPPED.get(id_)
    if about is None:
        return refuse("script_unknown")
    where = areas.get(area or district)
    if where is None or (about.area == "grid" and where.level != "grid"):
        return refuse("script_grid", grid=area)
    registry, limits = await registry_of(reading, where.code), await _limits(desk)
    drawn = chance(f"{id_} {seed}")
    try:
        return await asyncio.to_thread(
            shipped, id_, where.code, areas, registry, drawn, lambda code, one: limits[code, one]
        )
    except NoPlace:
        return refuse("script_no_place")


async def of_past(
    desk: Desk, reading: Engine, areas: AreaIndex, district: str, starts: datetime, ends: datetime, area: str, name: str
) -> Script | Refusal:
    """A script from a past stretch of the real ledger, with nobody's name in it."""
    now = await desk.look(lambda draft: draft.now)
    if not timedelta() < ends - starts <= LONGEST or ends > now:
        return refuse("script_stretch", days=LONGEST.days)
    rows = await facts_between(reading, district, starts, ends, TYPES, area)
    entries = [Then(at, opened(body)) for at, body in rows]
    names = await desk.look(lambda draft: [one.name for one in draft.picture.people.values()])
    registry = Registry(
        buildings=await load_all(reading, Building),
        households=await load_all(reading, Household),
        in_need=await load_all(reading, PersonInNeed),
        contacts=await load_all(reading, Contact),
    )
    limits = await _limits(desk)

    def make() -> Script:
        scrub = scrubber(registry, names, named_in(entries))
        return from_past(
            entries,
            starts,
            registry.buildings,
            scrub,
            name=name or f"{areas.name(area or district)} {starts:%m-%d} 台账演练",
            limits_of=lambda code, one: limits[code, one],
        )

    script = await asyncio.to_thread(make)
    if not script.injects:
        return refuse("script_nothing_then")
    if len(script.injects) >= MOST:
        return refuse("script_many", count=len(rows), limit=MOST)
    return script
