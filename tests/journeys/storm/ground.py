"""The demo district's own grids at the morning before a storm, with people who may order its levels. No passwords."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone

from shapely.geometry import shape
from sqlalchemy import text

from command.domain import facts as f
from command.domain.area import AreaIndex
from command.domain.registry import Registry
from command.service.desk import Desk
from command.service.places import register_places
from command.store import universe
from command.store.database import create_engine
from command.store.tables import metadata
from tests.district import DISTRICT
from tests.journeys.life.ground import District, Phones
from workers.demo.grids import demo_areas
from workers.simulator.ground import Grid, Ground

BEIJING = timezone(timedelta(hours=8))
BEGIN = datetime(2014, 7, 17, 8, tzinfo=BEIJING)
END = datetime(2014, 7, 19, 20, tzinfo=BEIJING)
AREAS = demo_areas()
GRIDS = {area.code: (area.lat, area.lon) for area in AREAS if area.level == "grid"}
COMMUNITIES = [area.code for area in AREAS if area.level == "community"]
STREETS = [area.code for area in AREAS if area.level == "street"]
CROWDED = "460107001"
"""Every grid of this street has two workers, as in the demo."""
AT_HOME = 4
"""One worker of so many is not on duty that morning, and is called in when a level says so."""
SHELTERS = 6
RANKS = {"co1": "commander", "co2": "deputy", "co3": "secretary"}


def ground() -> Ground:
    """The grids with their shapes, to find points in."""
    return Ground(
        [Grid(a.code, (a.lat, a.lon), shape(json.loads(a.geometry))) for a in AREAS if a.level == "grid" and a.geometry]
    )


def workers() -> dict[str, str]:
    """Everybody's grid: two in each grid of the crowded street, one elsewhere."""
    pairs = [(code, x) for code in GRIDS for x in ("ab" if code.startswith(CROWDED) else "a")]
    return {f"w{code[6:]}{x}": code for code, x in pairs}


def people() -> list[f.AnyFact]:
    """Workers, cadres of communities, heads of streets, the watch, those who order levels, keepers, the bureau."""
    made = [_person(w, "worker", grid) for w, grid in workers().items()]
    made += [_person(f"cadre{n}", "supervisor", code) for n, code in enumerate(COMMUNITIES)]
    made += [_person(f"head{n}", "supervisor", code) for n, code in enumerate(STREETS)]
    made += [_person(f"op{n}", "operator", DISTRICT, watch_leader=n == 1) for n in range(1, 7)]
    made += [_person(c, "coordinator", DISTRICT, rank=rank) for c, rank in RANKS.items()]
    made += [_person(f"keeper{n}", "worker", grid) for n, grid in enumerate(_shelter_grids())]
    made += [_person("bureau", "device", DISTRICT)]
    return list(made)


def _shelter_grids() -> list[str]:
    return list(GRIDS)[:: len(GRIDS) // SHELTERS][:SHELTERS]


def shelters() -> list[dict[str, object]]:
    """What `shelter.set` is asked for each."""
    return [
        {"name": f"避灾点{n}", "place": {"grid": grid}, "capacity": 200, "keepers": [f"keeper{n}"]}
        for n, grid in enumerate(_shelter_grids())
    ]


def _person(id_: str, role: str, area: str, **more: object) -> f.PersonRegistered:
    return f.PersonRegistered(person=id_, name=id_, roles=[role], areas=[area], **more)  # type: ignore[list-item, arg-type]


@asynccontextmanager
async def district(database_url: str) -> AsyncIterator[District]:
    """Emptied, an hour before it begins; everybody registered, nobody there."""
    engine, phones = create_engine(database_url), Phones(now=BEGIN - timedelta(hours=1))
    tables = ", ".join(table.name for table in metadata.sorted_tables if table.name != "secret")
    async with engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {tables}"))
        await universe.create(connection, DISTRICT)
        await connection.execute(
            text("UPDATE universe SET now = :at, ahead = CAST(:at AS timestamptz) - clock_timestamp()"),
            {"at": phones.now},
        )
    await register_places(engine, AREAS, Registry())
    desk = Desk(engine, DISTRICT, AreaIndex(AREAS), phones)
    everybody = people()
    for start in range(0, len(everybody), 100):
        await desk.record(everybody[start : start + 100])
    yield District(engine, desk, AreaIndex(AREAS), phones)
    await engine.dispose()
