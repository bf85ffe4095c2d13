"""Who is on the lists of people to be moved, and what became of each: written beside the facts, read by id."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.moving import EvacueeStep
from command.domain.kept.moving import Evacuation, MoveList
from command.domain.registry import Hazard
from command.store.batch import Batch, from_rows
from command.store.engine import Engine

_encode = msgspec.json.Encoder().encode
_NAMES = {
    "evacuation": "text",
    "id": "text",
    "grid": "text",
    "name": "text",
    "phone": "text",
    "address": "text",
    "building": "text",
}
_STEPS = {
    "number": "bigint",
    "evacuation": "text",
    "evacuee": "text",
    "type": "text",
    "at": "timestamptz",
    "body": "text",
}
_UPSERT_NAMES = (
    f"INSERT INTO evacuee (universe, {', '.join(_NAMES)}) SELECT %(universe)s, {', '.join(_NAMES)} "
    f"FROM {from_rows(_NAMES)} ON CONFLICT (universe, evacuation, id) DO UPDATE SET grid = EXCLUDED.grid, "
    "name = EXCLUDED.name, phone = EXCLUDED.phone, address = EXCLUDED.address, "
    "building = coalesce(nullif(EXCLUDED.building, ''), evacuee.building)"
)
_INSERT_STEPS = (
    f"INSERT INTO evacuee_step (universe, {', '.join(_STEPS)}) SELECT %(universe)s, {', '.join(_STEPS)} "
    f"FROM {from_rows(_STEPS)}"
)
_NAMED = text(
    "SELECT id, evacuation, grid, name, phone, address, building FROM evacuee WHERE universe = :universe "
    "AND id = ANY(CAST(:ids AS text[])) AND evacuation = ANY(CAST(:evacuations AS text[]))"
)
_LAST = text(
    "SELECT DISTINCT ON (evacuee, private) evacuee, type, at, body, type = 'RelativeNamed' AS private "
    "FROM evacuee_step WHERE universe = :universe AND evacuation = ANY(CAST(:evacuations AS text[])) "
    "AND evacuee = ANY(CAST(:ids AS text[])) AND type <> 'EvacueeAmended' ORDER BY evacuee, private, number DESC"
)
_REFUSED_WITH = text(
    "SELECT evacuee FROM evacuee_step WHERE universe = :universe AND type = 'EvacueeRefused' "
    "AND strpos(body, :photo) > 0 AND CAST(body AS json) ->> 'by' = :owner "
    "AND CAST(body AS json) ->> 'area' LIKE ANY(CAST(:areas AS text[])) LIMIT 1"
)
_STORY = text(
    "SELECT number, type, at, body FROM evacuee_step WHERE universe = :universe AND evacuation = :evacuation "
    "AND evacuee = :evacuee ORDER BY number"
)
_IN_NEED = text(
    "SELECT n.id, n.name, n.kind, n.grid, n.building, n.room, n.phone, n.worker, coalesce(b.name, '') AS house "
    "FROM person_in_need n LEFT JOIN building b ON b.id = n.building WHERE n.grid LIKE :area ORDER BY n.id"
)
_HOUSEHOLDS = text(
    "SELECT h.id, h.head, h.grid, h.building, h.room, h.phone, h.people, b.name AS house, b.hazard, coalesce((SELECT "
    "min(p.id) FROM person p WHERE p.universe = :universe AND p.active AND 'worker' = ANY(p.roles) "
    "AND h.grid = ANY(p.areas)), '') AS worker FROM household h JOIN building b ON b.id = h.building "
    "WHERE h.building = ANY(CAST(:buildings AS text[])) AND h.grid LIKE :area ORDER BY h.id"
)
_HAZARDS = text(
    "SELECT b.id, b.name, b.grid, b.hazard, count(h.id)::int AS households, coalesce(sum(h.people), 0)::int AS people "
    "FROM building b LEFT JOIN household h ON h.building = b.id WHERE b.hazard <> '' AND b.grid LIKE :area "
    "GROUP BY b.id ORDER BY b.grid, b.id"
)
_OVER = text(
    "SELECT kind, id, state, closed_at FROM kept WHERE universe = :universe AND state IS NOT NULL AND "
    "((kind = 'evacuations' AND id = :id) OR (kind = 'movelists' AND id LIKE :lists)) ORDER BY id"
)
_PAST = text(
    "SELECT state, closed_at FROM kept WHERE universe = :universe AND kind = 'evacuations' AND closed_at IS NOT NULL "
    "AND state IS NOT NULL ORDER BY closed_at DESC LIMIT 50"
)


class Named(Struct, frozen=True, kw_only=True):
    """Who an entry is."""

    id: str
    evacuation: str
    grid: str
    name: str
    phone: str
    address: str
    building: str


class Last(Struct, frozen=True):
    """What was recorded of an entry last, and with whom they stay, as the facts say."""

    step: dict[str, Any] = {}
    relative: dict[str, Any] = {}


class AtRisk(Struct, frozen=True, kw_only=True):
    """Somebody of the registry who may be listed: a person in special need, or a household."""

    id: str
    name: str
    grid: str
    building: str
    room: str
    phone: str
    worker: str
    house: str
    heads: int = 1
    need: str = ""


class HazardBuilding(Struct, frozen=True, kw_only=True):
    """A building of 四房一低洼, with who lives there."""

    id: str
    name: str
    grid: str
    hazard: Hazard
    households: int
    people: int


def write(batch: Batch, draft: Draft) -> None:
    """Add the rows that a draft's facts about people to be moved make."""
    names = [d.fact for d in draft.facts if isinstance(d.fact, f.EvacueesNamed)]
    rows = {
        (fact.evacuation, one.id): (fact.evacuation, one.id, one.grid, one.name, one.phone, one.address, one.building)
        for fact in names
        for one in fact.people
    }
    batch.add_rows(_UPSERT_NAMES, tuple(_NAMES), list(rows.values()))
    steps = [
        (d.number, d.fact.evacuation, d.fact.evacuee, type(d.fact).__name__, draft.now, _encode(d.fact).decode())
        for d in draft.facts
        if isinstance(d.fact, EvacueeStep | f.RelativeNamed | f.EvacueeRemoved | f.EvacueeAmended)
    ]
    batch.add_rows(_INSERT_STEPS, tuple(_STEPS), steps)


async def named(
    engine: Engine, universe: str, evacuations: Collection[str], ids: Collection[str]
) -> dict[tuple[str, str], Named]:
    """Who these are, by (evacuation, id). Whoever calls this must have the looks recorded before they are shown."""
    values = {"universe": universe, "evacuations": list(evacuations), "ids": list(ids)}
    async with engine.connect() as connection:
        rows = [msgspec.convert(dict(row), Named) for row in (await connection.execute(_NAMED, values)).mappings()]
    return {(one.evacuation, one.id): one for one in rows}


async def refused_with(engine: Engine, universe: str, photo: str, owner: str, areas: list[str]) -> str | None:
    """Whose refusal this photo of `owner` proves, who said so too, if that was in one of these areas (codes)."""
    values = {"universe": universe, "photo": photo, "owner": owner, "areas": [f"{code}%" for code in areas]}
    async with engine.connect() as connection:
        found: str | None = await connection.scalar(_REFUSED_WITH, values)
    return found


async def last_steps(
    engine: Engine, universe: str, evacuations: Collection[str], ids: Collection[str]
) -> dict[str, Last]:
    """What was recorded of these last."""
    values = {"universe": universe, "evacuations": list(evacuations), "ids": list(ids)}
    found: dict[str, dict[str, Any]] = {}
    async with engine.connect() as connection:
        for row in await connection.execute(_LAST, values):
            kind = "relative" if row.private else "step"
            found.setdefault(row.evacuee, {})[kind] = msgspec.json.decode(row.body, type=dict[str, Any])
    return {id_: Last(**parts) for id_, parts in found.items()}


async def story(engine: Engine, universe: str, evacuation: str, evacuee: str) -> list[dict[str, Any]]:
    """Every step of one entry, the first first: the fact with its `number` and when it was recorded (`at`)."""
    values = {"universe": universe, "evacuation": evacuation, "evacuee": evacuee}
    async with engine.connect() as connection:
        rows = await connection.execute(_STORY, values)
        return [{"number": r.number, "at": r.at, **msgspec.json.decode(r.body, type=dict[str, Any])} for r in rows]


async def in_need(engine: Engine, area: str) -> list[AtRisk]:
    """Everybody in special need of an area."""
    async with engine.connect() as connection:
        rows = (await connection.execute(_IN_NEED, {"area": f"{area}%"})).mappings()
        return [AtRisk(need=row["kind"], **{name: row[name] for name in _PLAIN}) for row in rows]


_PLAIN = ("id", "name", "grid", "building", "room", "phone", "worker", "house")


async def households(engine: Engine, universe: str, area: str, buildings: Collection[str]) -> list[AtRisk]:
    """Every household of these buildings that lies in the area; `worker`: a grid worker of their grid."""
    values = {"universe": universe, "area": f"{area}%", "buildings": list(buildings)}
    async with engine.connect() as connection:
        rows = (await connection.execute(_HOUSEHOLDS, values)).mappings()
        return [
            AtRisk(
                id=row["id"],
                name=row["head"],
                grid=row["grid"],
                building=row["building"],
                room=row["room"],
                phone=row["phone"],
                worker=row["worker"],
                house=row["house"],
                heads=row["people"],
                need=row["hazard"],
            )
            for row in rows
        ]


async def hazards(engine: Engine, area: str) -> list[HazardBuilding]:
    """The dangerous and low-lying buildings of an area."""
    async with engine.connect() as connection:
        rows = (await connection.execute(_HAZARDS, {"area": f"{area}%"})).mappings()
        return [msgspec.convert(dict(row), HazardBuilding) for row in rows]


async def past(engine: Engine, universe: str) -> list[tuple[Evacuation, datetime]]:
    """The latest evacuations that are over, and when they were closed."""
    async with engine.connect() as connection:
        rows = await connection.execute(_PAST, {"universe": universe})
        return [(msgspec.json.decode(row.state, type=Evacuation), row.closed_at) for row in rows]


async def one_whole(engine: Engine, universe: str, evacuation: str) -> tuple[Evacuation, list[MoveList]] | None:
    """An evacuation with its lists as they stand, or as they stood when it was closed."""
    order: Evacuation | None = None
    lists: list[MoveList] = []
    values = {"universe": universe, "id": evacuation, "lists": f"{evacuation}:%"}
    async with engine.connect() as connection:
        for row in await connection.execute(_OVER, values):
            if row.kind == "evacuations":
                order = msgspec.json.decode(row.state, type=Evacuation)
            else:
                lists.append(msgspec.json.decode(row.state, type=MoveList))
    return None if order is None else (order, lists)
