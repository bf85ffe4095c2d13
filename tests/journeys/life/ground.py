"""A made-up district of two streets, four communities and sixteen grids, its people, units, groups and residents."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import text

from command.domain import facts as f
from command.domain.area import AreaIndex
from command.domain.policy import DEFAULT
from command.domain.registry import PersonInNeed, Registry
from command.domain.worktime import LOCAL
from command.service.desk import Desk
from command.service.places import register_places
from command.store import universe
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.tables import metadata
from tests.district import DISTRICT, square

DAY = date(2027, 3, 3)
"""A Wednesday, whenever the test runs: working hours are working hours."""
COMMUNITIES = {1: "460107001001", 2: "460107001002", 3: "460107002001", 4: "460107002002"}
"""Two of each street. Nobody is appointed in the fourth: a level that is empty."""
GRIDS = {
    f"{code}{g:03d}": (20.005 + 0.01 * c, 110.3 + 0.01 * g) for c, code in COMMUNITIES.items() for g in range(1, 5)
}
WORKERS = {f"w{c}{g}{x}": f"{code}{g:03d}" for c, code in COMMUNITIES.items() for g in range(1, 5) for x in "ab"}
SPARE = "spare"
TEAMS = {"白班": ["co1", "op1", "op2"], "夜班": ["co2", "op4", "op5"]}
SHIFTS = {"白班": (8, 20), "夜班": (20, 8)}
DESKS = {"muni": "muni-desk", "muni-1": "muni-1-desk", "power": "power-desk", "green": "green-desk"}
NIGHT_GROUP = "g42"
STATION_GROUP = "g12"
SAMPLED = 5.0
"""So many times more of those settled on the spot are verified than by default: a quarter."""


def at(hour: float, day: int = 0) -> datetime:
    """This hour of the day that is lived (0) or of the next (1), in the district's time."""
    return datetime.combine(DAY, time(), LOCAL) + timedelta(days=day, hours=hour)


@dataclass
class Phones:
    """Who can be reached. `silent`: since when somebody's phone was not heard of."""

    alive: set[str] = field(default_factory=set)
    silent: dict[str, datetime] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: at(5))

    def reachable(self, person: str) -> bool:
        return person in self.alive

    def moves(self) -> Iterable[tuple[str, float, float]]:
        return ()

    def heard_s(self, person: str) -> float | None:
        if person in self.alive:
            return 1.0
        since = self.silent.get(person)
        return (self.now - since).total_seconds() if since is not None else None


def areas() -> list[Any]:
    """District, streets, communities and grids, as squares."""
    made = [square(DISTRICT, 20.03, 110.325, 0.2, "district")]
    made += [square(f"{DISTRICT}{s:03d}", 20.01 + 0.02 * s, 110.325, 0.05, "street") for s in (1, 2)]
    made += [square(code, 20.005 + 0.01 * c, 110.325, 0.045, "community") for c, code in COMMUNITIES.items()]
    return made + [square(code, lat, lon, 0.01, "grid") for code, (lat, lon) in GRIDS.items()]


def members(group: str) -> list[str]:
    """The four workers of a group: two grids of a community, the first two or the last."""
    c, half = group[1], group[2]
    return [f"w{c}{g}{x}" for g in (("1", "2") if half == "1" else ("3", "4")) for x in "ab"]


GROUPS = [f"g{c}{half}" for c in COMMUNITIES for half in (1, 2)]


_BY_DAY = {"opens": "08:00", "closes": "20:00"}


def people() -> list[f.AnyFact]:
    """Units before their desks, everybody else after."""
    kinds: dict[str, tuple[f.UnitKind, str]] = {
        "muni": ("municipal", DISTRICT), "muni-1": ("municipal", f"{DISTRICT}001"), "power": ("power", DISTRICT),
        "green": ("greening", DISTRICT),
    }  # fmt: skip
    made: list[f.AnyFact] = [
        f.UnitRegistered(unit=u, name=u, kind=kind, areas=[area], **(_BY_DAY if u == "green" else {}))
        for u, (kind, area) in kinds.items()
    ]
    made += [_person(desk, "unit", kinds[unit][1], unit=unit) for unit, desk in DESKS.items()]
    made += [_person(w, "worker", grid, skills=["leader"] if w.endswith("1a") else []) for w, grid in WORKERS.items()]
    made += [_person(SPARE, "worker", f"{COMMUNITIES[3]}002")]
    made += [_person(f"cadre{c}", "supervisor", COMMUNITIES[c]) for c in (1, 2, 3)]
    made += [_person(f"head{s}", "supervisor", f"{DISTRICT}{s:03d}") for s in (1, 2)]
    made += [_person(f"op{n}", "operator", DISTRICT, watch_leader=n in (1, 4)) for n in range(1, 7)]
    made += [_person(f"co{n}", "coordinator", DISTRICT) for n in (1, 2)]
    made += [_person("button", "device", f"{COMMUNITIES[1]}001")]
    return made


def _person(id_: str, role: f.Role, area: str, **more: Any) -> f.PersonRegistered:
    return f.PersonRegistered(person=id_, name=id_, roles=[role], areas=[area], **more)


def rosters() -> list[tuple[str, dict[str, Any]]]:
    """Who asks for which group: the watch of two teams, six groups that patrol, one at the station, one at night."""
    watch = [name for team in TEAMS.values() for name in team]
    lines = [
        _line(shift, "watch", *SHIFTS[shift], [3 * n, 3 * n + 1, 3 * n + 2], need=2, led=True)
        for n, shift in enumerate(TEAMS)
    ]
    asked = [("co1", _group("watch", "watch", DISTRICT, watch, lines))]
    for group in GROUPS:
        area = COMMUNITIES[int(group[1])]
        night = group == NIGHT_GROUP
        shift = (
            _line("夜巡", "patrol", 18, 6, [0, 1, 2, 3], need=2)
            if night
            else _line("巡查", "patrol", 8, 18, [0, 1, 2, 3])
        )
        if group == STATION_GROUP:
            shift = _line("驻站", "station", 8, 18, [0, 1, 2, 3], need=2)
        above = {"leader": f"cadre{group[1]}"} if group[1] != "4" else {}
        asked.append(("co1", {**_group(group, "grid", area, members(group), [shift]), **above}))
    return asked


def _line(name: str, kind: str, starts: int, ends: int, seats: list[int], *, need: int = 3, led: bool = False) -> Any:
    shift = {"name": name, "kind": kind, "starts": f"{starts:02d}:00", "ends": f"{ends:02d}:00", "need": need}
    return {"shift": {**shift, **({"led": True} if led else {})}, "cycle": [seats]}


def _group(id_: str, kind: str, area: str, who: list[str], lines: list[Any]) -> dict[str, Any]:
    pattern = {"begins": DAY.isoformat(), "members": who, "lines": lines}
    return {"group": id_, "kind": kind, "name": id_, "area": area, "pattern": pattern}


def registry() -> Registry:
    """Two people in special need for each worker of the first two communities; one of them has a call button."""
    kinds = ("living_alone", "disabled")
    return Registry(
        in_need=[
            PersonInNeed(
                id=f"r-{worker}-{kind}", name="符阿婆", kind=kind, birth_year=1940, grid=grid, building="", room="101",  # type: ignore[arg-type]
                phone="000", worker=worker, family_name="", family_relation="", family_phone="",
                device="button" if worker == "w11a" and kind == "living_alone" else None, synthetic=True,
            )
            for worker, grid in WORKERS.items() if worker[1] in "12" for kind in kinds
        ]
    )  # fmt: skip


@dataclass
class District:
    """The desk, and what it knows."""

    engine: Engine
    desk: Desk
    areas: AreaIndex
    phones: Phones


@asynccontextmanager
async def district(database_url: str) -> AsyncIterator[District]:
    """Emptied, at five in the morning of the day, everybody registered and nobody there."""
    engine, found, phones = create_engine(database_url), areas(), Phones()
    tables = ", ".join(table.name for table in metadata.sorted_tables if table.name != "secret")
    async with engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {tables}"))
        await universe.create(connection, DISTRICT)
        await connection.execute(
            text("UPDATE universe SET now = :at, ahead = CAST(:at AS timestamptz) - clock_timestamp()"), {"at": at(5)}
        )
    await register_places(engine, found, registry())
    desk = Desk(engine, DISTRICT, AreaIndex(found), phones, replace(DEFAULT, sampling=SAMPLED))
    await desk.record(people())
    yield District(engine, desk, AreaIndex(found), phones)
    await engine.dispose()
