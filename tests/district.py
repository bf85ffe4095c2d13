"""A small made-up district, and a desk to send requests to: shared by tests of every layer."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import text

from command.clock import new_id, now, now_ms
from command.domain import facts as f
from command.domain.area import Area, AreaIndex
from command.service.desk import Committed, Desk
from command.service.intake import Received, canonical, take
from command.store import universe
from command.store.areas import save_areas
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.tables import metadata

DISTRICT = "460107"


def square(code: str, lat: float, lon: float, size: float, level: str) -> Area:
    """A made-up area: a square of `size` degrees around a point."""
    half = size / 2
    ring = [[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half]]
    geometry = msgspec.json.encode({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}).decode()
    parent = code[:-3] if len(code) > 6 else None
    return Area(
        code=code,
        parent=parent,
        level=level,
        name=code,
        name_en=code,
        synthetic=True,
        lat=lat,
        lon=lon,
        geometry=geometry,
    )  # type: ignore[arg-type]


GRIDS = {f"460107001001{n:03d}": (20.0 + 0.005, 110.3 + 0.01 * n) for n in range(1, 5)}


def small_areas() -> AreaIndex:
    """One community of four grids in a row, a kilometre apart."""
    grids = [square(code, lat, lon, 0.01, "grid") for code, (lat, lon) in GRIDS.items()]
    return AreaIndex([square(DISTRICT, 20.005, 110.33, 0.2, "district"), *grids])


@dataclass
class Phones:
    """Who can be reached, said by the test."""

    alive: set[str] = field(default_factory=set)

    def reachable(self, person: str) -> bool:
        return person in self.alive

    def moves(self) -> Iterable[tuple[str, float, float]]:
        return ()


@dataclass
class District:
    """A district to send requests to, as its inbox would."""

    engine: Engine
    desk: Desk
    areas: AreaIndex
    phones: Phones

    async def send(self, sender: str, method: str, **data: object) -> Committed:
        """One durable request, taken; a fresh id unless `id` is given."""
        data = {"id": new_id(), **data}
        return await take(self.desk, [received(sender, method, **data)], self.areas)


def received(sender: str, method: str, **data: object) -> Received:
    """A request as the inbox keeps it."""
    data = {"id": new_id(), **data}
    return Received(method, sender, str(data["id"]), msgspec.json.encode(data), canonical(data), now_ms())


def report(grid: int = 1, **data: object) -> dict[str, object]:
    """A report's data, of the grid with this serial."""
    base = {"category": "event.0406", "disposition": "help", "at": now(), "place": {"grid": f"460107001001{grid:03d}"}}
    return {**base, **data}


def people() -> list[f.AnyFact]:
    """Two workers in grid 1, one in each other, and one of each role above."""
    homes = [("w1", 1), ("w1b", 1), ("w2", 2), ("w3", 3), ("w4", 4)]
    made: list[f.AnyFact] = [
        f.PersonRegistered(person=p, name=p, roles=["worker"], areas=[f"460107001001{g:03d}"]) for p, g in homes
    ]
    made.append(f.PersonRegistered(person="s", name="s", roles=["supervisor"], areas=["460107001001"]))
    made.append(f.PersonRegistered(person="st", name="st", roles=["supervisor"], areas=["460107001"]))
    made.append(f.PersonRegistered(person="op", name="op", roles=["operator"], areas=[DISTRICT]))
    made.append(f.PersonRegistered(person="wl", name="wl", roles=["operator"], areas=[DISTRICT], watch_leader=True))
    made.append(f.PersonRegistered(person="co", name="co", roles=["coordinator"], areas=[DISTRICT], language="en"))
    return made


@asynccontextmanager
async def small_district(database_url: str) -> AsyncIterator[District]:
    """An emptied universe with people; nobody on duty, nobody reachable."""
    engine = create_engine(database_url)
    areas, phones = small_areas(), Phones()
    tables = ", ".join(table.name for table in metadata.sorted_tables if table.name != "secret")
    async with engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {tables}"))
        await universe.create(connection, DISTRICT)
    await save_areas(engine, areas)
    desk = Desk(engine, DISTRICT, areas, phones)
    await desk.record(people())
    yield District(engine, desk, areas, phones)
    await engine.dispose()
