"""People in special need, for those who must know them now; and the record of everybody who looked (`look`)."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain.place import Spot
from command.domain.sender import Resident
from command.store.engine import Connection, Engine

_DEVICES = text(
    "SELECT n.device, n.id, n.name, n.phone, n.kind, n.grid, n.room, b.name AS house, b.lat, b.lon, "
    "a.lat AS grid_lat, a.lon AS grid_lon FROM person_in_need n LEFT JOIN building b ON b.id = n.building "
    "LEFT JOIN area a ON a.code = n.grid WHERE n.device = ANY(CAST(:devices AS text[]))"
)
_FILE = text(
    "SELECT n.id, n.name, n.kind, n.birth_year, n.grid, n.building, n.room, n.phone, n.worker, n.family_name, "
    "n.family_relation, n.family_phone, n.medical, n.device, n.synthetic, coalesce(b.name, '') AS house, "
    "coalesce(b.address, '') AS address, coalesce(b.lat, a.lat) AS lat, coalesce(b.lon, a.lon) AS lon "
    "FROM person_in_need n LEFT JOIN building b ON b.id = n.building LEFT JOIN area a ON a.code = n.grid "
    "WHERE n.id = :id"
)
_KEEP = text(
    "INSERT INTO look (id, universe, at, person, resident, incident, reason, outcome) "
    "VALUES (:id, :universe, :at, :person, :resident, :incident, :reason, :outcome)"
)
_LOOKS = text(
    "SELECT l.id, l.at, l.person, coalesce(p.name, '') AS person_name, l.resident, coalesce(n.name, '') AS "
    "resident_name, l.incident, l.reason, l.outcome FROM look l LEFT JOIN person p "
    "ON p.universe = l.universe AND p.id = l.person "
    "LEFT JOIN person_in_need n ON n.id = l.resident WHERE l.universe = :universe "
    "AND (:person = '' OR l.person = :person) AND (:resident = '' OR l.resident = :resident) "
    "AND (:before = '' OR l.id < :before) ORDER BY l.id DESC LIMIT :limit"
)


class Filed(Struct, frozen=True, kw_only=True):
    """What is written down about a person in special need. `house`: their building; WGS84 degrees if it is known."""

    id: str
    name: str
    kind: str
    birth_year: int
    grid: str
    building: str
    room: str
    phone: str
    worker: str
    family_name: str
    family_relation: str
    family_phone: str
    medical: str
    device: str | None
    synthetic: bool
    house: str
    address: str
    lat: float | None
    lon: float | None


class Look(Struct, frozen=True, kw_only=True):
    """Somebody asked for a person's file. `outcome`: `shown`, or the code of the refusal. Ids grow with time."""

    id: str
    at: datetime
    person: str
    person_name: str = ""
    resident: str
    resident_name: str = ""
    incident: str | None
    reason: str
    outcome: str


async def of_devices(connection: Connection, devices: list[str]) -> dict[str, Resident]:
    """Whose call buttons these are, by the button's account; those nobody wrote down are missing."""
    if not devices:
        return {}
    rows = await connection.execute(_DEVICES, {"devices": devices})
    return {row.device: _resident(row) for row in rows if row.lat is not None or row.grid_lat is not None}


def _resident(row: Any) -> Resident:
    exact = row.lat is not None
    lat, lon = (row.lat, row.lon) if exact else (row.grid_lat, row.grid_lon)
    spot = Spot(lat, lon, row.grid, by="building" if exact else "grid")
    return Resident(row.id, row.name, row.phone, row.kind, address_of(row.house or "", row.room), spot)


def address_of(house: str, room: str) -> str:
    """Building and room as they are said: 金桂花园3栋302室."""
    return f"{house}{room}{'室' if room[-1:].isdigit() else ''}"


async def file_of(engine: Engine, id_: str) -> Filed | None:
    """A person's file. Whoever calls this must have a look recorded before it is shown."""
    async with engine.connect() as connection:
        row = (await connection.execute(_FILE, {"id": id_})).mappings().one_or_none()
    return None if row is None else msgspec.convert(dict(row), Filed)


async def keep_look(engine: Engine, universe: str, look: Look) -> None:
    """Record a look, committed when this returns."""
    async with engine.begin() as connection:
        await connection.execute(
            _KEEP,
            {
                "id": look.id,
                "universe": universe,
                "at": look.at,
                "person": look.person,
                "resident": look.resident,
                "incident": look.incident,
                "reason": look.reason,
                "outcome": look.outcome,
            },
        )


async def find_looks(
    engine: Engine, universe: str, *, person: str, resident: str, before: str, limit: int
) -> list[Look]:
    """The latest looks first; by one person or at one, if named. `before`: the id to go on from."""
    values = {"universe": universe, "person": person, "resident": resident, "before": before, "limit": limit}
    async with engine.connect() as connection:
        rows = (await connection.execute(_LOOKS, values)).mappings()
        return [msgspec.convert(dict(row), Look) for row in rows]
