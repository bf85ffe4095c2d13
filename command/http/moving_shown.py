"""What is shown of people to be moved. Numbers are everybody's; names are read here only, and each look is recorded."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from command.domain.kept.moving import Shelter
from command.domain.permission import covers
from command.http.context import Context
from command.http.reader import Reader
from command.service.moving import Known, Placed, Tally, by_area, may_count, tallied
from command.store import evacuees, visits

WHY = "转移名单"


class AreaTally(Struct, frozen=True, kw_only=True):
    """One area's numbers."""

    area: str
    name: str
    tally: Tally


class EvacuationInfo(Struct, frozen=True, kw_only=True):
    """An evacuation in numbers (heads). Times UTC; `closed_at` when it is over. A wall gets no reason or name."""

    id: str
    area: str
    area_name: str
    title: str
    reason: str
    by_name: str
    opened_at: datetime
    until: datetime | None
    closed_at: datetime | None
    tally: Tally
    areas: list[AreaTally]


class ShelterInfo(Struct, frozen=True, kw_only=True):
    """A shelter: `here` are registered, `coming` on the way, `left` the places nobody has (below zero: over its
    capacity). `counted` heads at `counted_at`, when `listed` were registered."""

    id: str
    area: str
    area_name: str
    name: str
    address: str
    lat: float
    lon: float
    capacity: int
    here: int
    coming: int
    left: int
    contact_name: str = ""
    contact_phone: str = ""
    keepers: list[str] = []
    counted: int | None = None
    listed: int | None = None
    counted_at: datetime | None = None
    counted_by: str = ""


class Relative(Struct, frozen=True):
    """With whom somebody stays."""

    name: str
    phone: str
    address: str


class Answering(Struct, frozen=True):
    """Who answers for somebody now: see `moving.who.Responsible`."""

    person: str
    name: str
    standing: str


class EvacueeRow(Struct, frozen=True, kw_only=True):
    """One entry of a list, with its name. `standing`: to_move, told, moved (under way to a shelter), safe (with a
    relative), arrived, refused, returned; `photos`: of a signed refusal, for whoever answers for the area; `line`: its
    code on paper; `at`: when that was (UTC)."""

    id: str
    evacuation: str
    line: str
    name: str
    phone: str
    address: str
    building: str
    grid: str
    grid_name: str
    heads: int
    source: str
    need: str
    status: str
    standing: str
    at: datetime | None
    by_name: str
    note: str
    paper: bool
    shelter: str | None
    shelter_name: str
    arrive_by: datetime | None
    late: int
    signed: str | None
    photos: list[str] = []
    relative: Relative | None
    worker: str
    responsible: Answering | None


def evacuation_info(context: Context, reader: Reader, one: Known, digits: int) -> EvacuationInfo:
    """In numbers, of what the reader may see."""
    seen = [entry for entry in one.entries if may_count(reader.person, entry.grid)]
    wall = reader.person.roles == ["kiosk"]
    return EvacuationInfo(
        id=one.order.id,
        area=one.order.area,
        area_name=area_name(context, one.order.area),
        title=one.order.title,
        reason="" if wall else one.order.reason,
        by_name="" if wall else one.order.by_name,
        opened_at=one.order.opened_at,
        until=one.order.until,
        closed_at=one.closed_at,
        tally=tallied(seen),
        areas=[
            AreaTally(area=code, name=area_name(context, code), tally=tally)
            for code, tally in by_area(seen, digits).items()
        ],
    )


def shelter_info(context: Context, reader: Reader, one: Shelter) -> ShelterInfo:
    """A wall gets no contact."""
    wall = reader.person.roles == ["kiosk"]
    count = one.count
    return ShelterInfo(
        id=one.id,
        area=one.area,
        area_name=area_name(context, one.area),
        name=one.name,
        address=one.address,
        lat=one.lat,
        lon=one.lon,
        capacity=one.capacity,
        here=one.here,
        coming=one.coming,
        left=one.left,
        contact_name="" if wall else one.contact_name,
        contact_phone="" if wall else one.contact_phone,
        keepers=[] if wall else one.keepers,
        counted=count.counted if count is not None else None,
        listed=count.listed if count is not None else None,
        counted_at=count.at if count is not None else None,
        counted_by=count.by_name if count is not None and not wall else "",
    )


async def rows(
    context: Context, reader: Reader, entries: list[Placed], places: list[Shelter], *, why: str = WHY
) -> list[EvacueeRow]:
    """Who they are. Each of these looks is recorded before it is answered."""
    evacuations = {one.evacuation for one in entries}
    ids = [one.id for one in entries]
    names = await evacuees.named(context.reading, context.district, evacuations, ids)
    last = await evacuees.last_steps(context.reading, context.district, evacuations, ids)
    looks = [{"id": context.new_id(), "resident": one.id} for one in entries]
    await visits.keep_looks(
        context.engine, context.district, looks, at=context.now(), person=reader.person.id, reason=why
    )
    shelters = {one.id: one.name for one in places}
    return [
        _row(context, reader, one, names.get((one.evacuation, one.id)), last.get(one.id), shelters) for one in entries
    ]


def _row(
    context: Context,
    reader: Reader,
    one: Placed,
    who: evacuees.Named | None,
    last: evacuees.Last | None,
    shelters: dict[str, str],
) -> EvacueeRow:
    entry, step = one.entry, last.step if last is not None else {}
    relative = last.relative if last is not None and entry.whither == "relative" else {}
    answers = one.responsible
    return EvacueeRow(
        id=one.id,
        evacuation=one.evacuation,
        line=one.line,
        name=who.name if who is not None else "",
        phone=who.phone if who is not None else "",
        address=who.address if who is not None else "",
        building=who.building if who is not None else "",
        grid=one.grid,
        grid_name=area_name(context, one.grid),
        heads=entry.heads,
        source=entry.source,
        need=entry.need,
        status=entry.status,
        standing=entry.standing,
        at=entry.at,
        by_name=str(step.get("by_name", "")),
        note=_said(step),
        paper=bool(step.get("paper", False)),
        shelter=entry.shelter,
        shelter_name=shelters.get(entry.shelter or "", ""),
        arrive_by=entry.arrive_by,
        late=entry.late,
        signed=entry.signed,
        photos=list(step.get("photos", [])) if entry.status == "refused" and covers(reader.person, one.grid) else [],
        relative=_relative(relative) if relative else None,
        worker=entry.worker,
        responsible=Answering(answers.person, answers.name, answers.standing) if answers is not None else None,
    )


def _said(step: dict[str, Any]) -> str:
    """Why, and what was noted with it."""
    return " · ".join(str(step[name]) for name in ("reason", "over", "note") if step.get(name))


def _relative(told: dict[str, Any]) -> Relative:
    return Relative(str(told.get("name", "")), str(told.get("phone", "")), str(told.get("address", "")))


def area_name(context: Context, code: str) -> str:
    """As people say it; the code where the area is not known."""
    area = context.directory.areas.get(code)
    return area.name if area is not None else code
