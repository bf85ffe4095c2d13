"""What a printed pack holds of the registry: read in one go for a grid, a community or the district."""

from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain import registry as r
from command.store.engine import Connection, Engine

_Row = TypeVar("_Row", bound=Struct)
_IN_AREA: dict[type[Any], str] = {
    r.Building: "building",
    r.PersonInNeed: "person_in_need",
    r.Facility: "facility",
}


class Stock(Struct, frozen=True):
    """The registry's part of an area."""

    buildings: list[r.Building]
    in_need: list[r.PersonInNeed]
    facilities: list[r.Facility]
    groups: list[r.Group]
    stations: list[r.Station]
    contacts: dict[str, r.Contact]


async def stock_of(engine: Engine, area: str, people: list[str]) -> Stock:
    """Everything of an area; `people`: whose numbers are wanted. Whoever calls this must record the looks."""
    async with engine.connect() as connection:
        return Stock(
            buildings=await _in(connection, r.Building, area),
            in_need=await _in(connection, r.PersonInNeed, area),
            facilities=await _in(connection, r.Facility, area),
            groups=await _all(connection, r.Group, "grid_group"),
            stations=await _all(connection, r.Station, "station"),
            contacts={one.id: one for one in await _some(connection, people)},
        )


async def _in(connection: Connection, kind: type[_Row], area: str) -> list[_Row]:
    statement = f"SELECT coalesce(json_agg(t ORDER BY t.id), '[]')::text FROM {_IN_AREA[kind]} t WHERE grid LIKE :area"
    found = await connection.scalar(text(statement), {"area": f"{area}%"})
    return msgspec.json.decode(str(found), type=list[kind])  # type: ignore[valid-type]


async def _all(connection: Connection, kind: type[_Row], table: str) -> list[_Row]:
    found = await connection.scalar(text(f"SELECT coalesce(json_agg(t ORDER BY t.id), '[]')::text FROM {table} t"))
    return msgspec.json.decode(str(found), type=list[kind])  # type: ignore[valid-type]


async def _some(connection: Connection, people: list[str]) -> list[r.Contact]:
    rows = await connection.execute(
        text("SELECT id, phone, wecom, dingtalk, feishu, synthetic FROM contact WHERE id = ANY(:people)"),
        {"people": people},
    )
    return [r.Contact(**row._mapping) for row in rows]  # noqa: SLF001 - a row's public mapping
