"""Grid workers' days as the database holds them, and the people in special need who are to be visited."""

from datetime import date
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain.kept.patrol import Care, Visited, WorkDay
from command.domain.patrol.day import InNeed
from command.store.engine import Connection, Engine

_WITHOUT_DAY = text(
    "SELECT p.id FROM person p WHERE p.universe = :universe AND p.on_duty AND p.active AND 'worker' = ANY(p.roles) "
    "AND (CAST(p.state AS json) ->> 'skills') !~ '(volunteer|assistant)' "
    "AND EXISTS (SELECT FROM unnest(p.areas) a WHERE length(a) = 15) AND NOT EXISTS (SELECT FROM kept k "
    "WHERE k.universe = p.universe AND k.kind = 'days' AND k.id = p.id || ':' || :day) ORDER BY p.id LIMIT :limit"
)
_IN_NEED = text(
    "SELECT id, kind, grid, worker FROM person_in_need WHERE worker = ANY(CAST(:workers AS text[])) ORDER BY id"
)
_IN_AREA = text("SELECT id, kind, grid, worker FROM person_in_need WHERE grid LIKE :area AND worker <> '' ORDER BY id")
_EVERYBODY = text("SELECT id, kind, grid, worker FROM person_in_need ORDER BY grid, id")
_DAYS = text(
    "SELECT state, closed_at IS NOT NULL AS over FROM kept WHERE universe = :universe AND kind = 'days' "
    "AND id LIKE :day AND state IS NOT NULL ORDER BY id"
)
_KEPT = text("SELECT state FROM kept WHERE universe = :universe AND kind = :kind AND closed_at IS NULL")
_SHOWN = text(
    "SELECT n.id, n.name, n.kind, n.grid, n.room, n.phone, n.building, coalesce(b.name, '') AS house, "
    "coalesce(b.lat, a.lat) AS lat, coalesce(b.lon, a.lon) AS lon FROM person_in_need n "
    "LEFT JOIN building b ON b.id = n.building LEFT JOIN area a ON a.code = n.grid "
    "WHERE n.id = ANY(CAST(:ids AS text[])) ORDER BY n.building, n.room, n.id"
)
_VISITED = text(
    "SELECT state FROM kept WHERE universe = :universe AND kind = 'visited' AND id = ANY(CAST(:ids AS text[]))"
)
_LOOKS = text(
    "INSERT INTO look (id, universe, at, person, resident, incident, reason, outcome) SELECT x.id, :universe, :at, "
    ":person, x.resident, NULL, :reason, 'shown' FROM json_to_recordset(CAST(:rows AS json)) "
    "AS x(id text, resident text)"
)


class Home(Struct, frozen=True, kw_only=True):
    """Somebody to be visited, and where they live. WGS84 degrees if they are known."""

    id: str
    name: str
    kind: str
    grid: str
    room: str
    phone: str
    building: str
    house: str
    lat: float | None
    lon: float | None


async def without_day(engine: Engine, universe: str, day: date, limit: int) -> list[str]:
    """Grid workers on duty whose day was not opened yet."""
    values = {"universe": universe, "day": day.isoformat(), "limit": limit}
    async with engine.connect() as connection:
        return list(await connection.scalars(_WITHOUT_DAY, values))


async def looked_after_by(connection: Connection, workers: list[str]) -> dict[str, list[InNeed]]:
    """Whom each of these looks after by name."""
    found: dict[str, list[InNeed]] = {}
    for row in await connection.execute(_IN_NEED, {"workers": workers}):
        found.setdefault(row.worker, []).append(InNeed(row.id, row.kind, row.grid, row.worker))
    return found


async def everybody_in_need(connection: Connection) -> list[InNeed]:
    """Everybody in special need in the district, those without a worker of their own too."""
    return [InNeed(row.id, row.kind, row.grid, row.worker) for row in await connection.execute(_EVERYBODY)]


async def in_need_in(engine: Engine, area: str) -> list[InNeed]:
    """Everybody in special need in an area who has a worker of their own."""
    async with engine.connect() as connection:
        rows = await connection.execute(_IN_AREA, {"area": f"{area}%"})
        return [InNeed(row.id, row.kind, row.grid, row.worker) for row in rows]


async def days_of(engine: Engine, universe: str, day: date) -> list[tuple[WorkDay, bool]]:
    """Every day of that date, with whether it is over."""
    async with engine.connect() as connection:
        rows = await connection.execute(_DAYS, {"universe": universe, "day": f"%:{day.isoformat()}"})
        return [(msgspec.json.decode(row.state, type=WorkDay), row.over) for row in rows]


async def open_cares(engine: Engine, universe: str) -> list[Care]:
    """Orders to look after people that still run."""
    async with engine.connect() as connection:
        rows = await connection.execute(_KEPT, {"universe": universe, "kind": "cares"})
        return [msgspec.json.decode(row.state, type=Care) for row in rows]


async def homes_of(engine: Engine, residents: list[str]) -> list[Home]:
    """Where these people live. Whoever calls this must have the looks recorded before they are shown."""
    async with engine.connect() as connection:
        rows = (await connection.execute(_SHOWN, {"ids": residents})).mappings()
        return [msgspec.convert(dict(row), Home) for row in rows]


async def last_visits(engine: Engine, universe: str, residents: list[str]) -> dict[str, Visited]:
    """When these people were visited last."""
    async with engine.connect() as connection:
        rows = await connection.execute(_VISITED, {"universe": universe, "ids": residents})
        found = [msgspec.json.decode(row.state, type=Visited) for row in rows]
    return {one.id: one for one in found}


async def keep_looks(engine: Engine, universe: str, looks: list[dict[str, str]], **common: Any) -> None:
    """Record that a person (`person`, `at`, `reason`) was shown these residents (`id`, `resident`)."""
    if looks:
        async with engine.begin() as connection:
            rows = msgspec.json.encode(looks).decode()
            await connection.execute(_LOOKS, {"universe": universe, "rows": rows, **common})
