"""The registry as the database holds it. Rows travel as one JSON text a table, whatever their number."""

import asyncio
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Table, text

from command.domain import registry as r
from command.domain.area import AreaIndex
from command.domain.search import Entry
from command.store import registry_tables as tables
from command.store.areas import load_areas
from command.store.engine import Connection, Engine

_Row = TypeVar("_Row", bound=Struct)
_TABLES: dict[type[Any], Table] = {
    r.Estate: tables.estate,
    r.Building: tables.building,
    r.Household: tables.household,
    r.PersonInNeed: tables.person_in_need,
    r.Facility: tables.facility,
    r.Group: tables.grid_group,
    r.Station: tables.station,
    r.Post: tables.post,
    r.Contact: tables.contact,
    Entry: tables.place,
}
_VERSION = text("SELECT version FROM registry_version")
_RAISE = text(
    "INSERT INTO registry_version (version) VALUES (1) "
    "ON CONFLICT (one) DO UPDATE SET version = registry_version.version + 1"
)


async def save_registry(engine: Engine, registry: r.Registry, places: list[Entry]) -> None:
    """Write everything in one transaction; what has the same id is replaced, nothing is removed."""
    async with engine.begin() as connection:
        for rows in (*msgspec.structs.astuple(registry), places):
            await _save(connection, rows)
        await connection.execute(_RAISE)


async def registry_version(engine: Engine) -> int:
    """Grows with every change; 0 when nothing was ever saved."""
    async with engine.connect() as connection:
        return int(await connection.scalar(_VERSION) or 0)


async def load_all(engine: Engine, kind: type[_Row]) -> list[_Row]:
    """Everything of one kind (`Building`, `Entry`, …), in the order of ids."""
    statement = text(f"SELECT coalesce(json_agg(t ORDER BY t.id), '[]')::text FROM {_TABLES[kind].name} t")
    async with engine.connect() as connection:
        return msgspec.json.decode(str(await connection.scalar(statement)), type=list[kind])  # type: ignore[valid-type]


async def load_index(engine: Engine) -> AreaIndex:
    """Areas, buildings and facilities: everything a place can be resolved to."""
    areas, buildings, facilities = (
        await load_areas(engine),
        await load_all(engine, r.Building),
        await load_all(engine, r.Facility),
    )
    return await asyncio.to_thread(AreaIndex, areas, buildings, facilities)  # 0.3 s for 4,000 grids


async def station_phone(engine: Engine, area: str) -> str:
    """The telephone of an area's station (`area`: its division code); empty when the registry has none."""
    async with engine.connect() as connection:
        found = await connection.scalar(text("SELECT phone FROM station WHERE id = :area"), {"area": area})
    return str(found or "")


async def person_of_device(engine: Engine, device: str) -> r.PersonInNeed | None:
    """Whose call button it is, or None. `device`: the button's account."""
    table = tables.person_in_need
    async with engine.connect() as connection:
        row = (await connection.execute(table.select().where(table.c.device == device))).mappings().one_or_none()
    return None if row is None else r.PersonInNeed(**row)


async def _save(connection: Connection, rows: list[Any]) -> None:
    if not rows:
        return
    table = _TABLES[type(rows[0])]
    keys = ", ".join(column.name for column in table.primary_key)
    names = [column.name for column in table.columns]
    replaced = ", ".join(f"{name} = excluded.{name}" for name in names if name not in table.primary_key.columns)
    statement = text(
        f"INSERT INTO {table.name} SELECT {', '.join(names)} "
        f"FROM json_populate_recordset(NULL::{table.name}, cast(:rows AS json)) "
        f"ON CONFLICT ({keys}) DO UPDATE SET {replaced}"
    )
    await connection.execute(statement, {"rows": msgspec.json.encode(rows).decode()})
