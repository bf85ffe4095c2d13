"""`/api/day`: a grid worker's own day with the people to visit; `/api/days`: the group leader's view of everybody's."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.params import HeaderParameter, JSONBody
from msgspec import Meta, Struct

from command.domain.draft import Draft
from command.domain.facts import CareWhy, RefusalInfo
from command.domain.kept.patrol import Care, Round, WorkDay
from command.domain.patrol.day import day_id, today
from command.domain.permission import covers, sees_whole_district
from command.domain.refusals import Refusal
from command.http.context import Context, Ctx
from command.http.performing import Done, request_id
from command.http.problems import Refused, refused
from command.http.reader import Asker, Reader, require
from command.service.intake import ConflictingId, perform
from command.store import visits
from command.store.residents import address_of
from command.store.universe import now
from command.wire.requests import Moment, Reason

_WHY = "走访名单"


class VisitInfo(Struct, frozen=True, kw_only=True):
    """Somebody to be visited. `why`: `interval` (their next visit is due), `unattended` (their own worker, named in
    `reason`, did not come on duty), or what an order says, with its `reason` and until when. `last_at`: the last time;
    `done_at`: today."""

    resident: str
    name: str
    kind: str
    grid: str
    building: str
    address: str
    phone: str
    lat: float | None
    lon: float | None
    why: str
    reason: str = ""
    due: datetime | None = None
    last_at: datetime | None = None
    done_at: datetime | None = None


class DayInfo(Struct, frozen=True, kw_only=True):
    """A grid worker's own day. `day` is None until they come on duty."""

    at: datetime
    day: str | None
    need: int
    rounds: list[Round]
    visits: list[VisitInfo]


class DayRow(Struct, frozen=True, kw_only=True):
    """One worker's day in numbers. `missed`: visits that are still to be made, or were not made."""

    person: str
    person_name: str
    area: str
    need: int
    rounds: int
    short: int
    running: bool
    visits: int
    missed: int
    over: bool


class CareRow(Struct, frozen=True, kw_only=True):
    """An order to look after everybody in special need in an area."""

    care: str
    area: str
    why: CareWhy
    reason: str
    by_name: str
    due: datetime | None
    people: int
    done: int


class DayList(Struct, frozen=True, kw_only=True):
    """Everybody's day of today whom the reader may see, and the orders that run."""

    at: datetime
    days: list[DayRow]
    cares: list[CareRow]


class CareAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to look after, why and until when."""

    area: Annotated[str, Meta(pattern="^[0-9]{6,15}$")]
    why: CareWhy
    until: Moment
    reason: Reason = ""


Key = Annotated[
    str | None,
    HeaderParameter(name="Idempotency-Key", description="Best a UUIDv7. The same key means the same request."),
]


@get("/api/day", tags=["days"])
async def get_day(context: Ctx, reader: Asker) -> DayInfo:
    """The reader's own day: rounds, and whom to visit with names and addresses. Each of these looks is recorded."""
    require(reader, "day.get")
    at = await now(context.reading, context.district)
    mine = {one.id: one for one, over in await visits.days_of(context.reading, context.district, today(at)) if not over}
    day = mine.get(day_id(reader.person.id, today(at)))
    cares = await visits.open_cares(context.reading, context.district)
    return DayInfo(
        at=at,
        day=day.id if day is not None else None,
        need=day.need if day is not None else context.desk.in_force.rounds_a_day,
        rounds=day.rounds if day is not None else [],
        visits=await _visits(context, reader, at, day, cares),
    )


@get("/api/days", tags=["days"])
async def list_days(context: Ctx, reader: Asker) -> DayList:
    """Today of everybody whose grid the reader answers for: rounds and visits, done and missed; no residents' names."""
    require(reader, "days.get")
    at = await now(context.reading, context.district)
    days = await visits.days_of(context.reading, context.district, today(at))
    cares = await visits.open_cares(context.reading, context.district)
    return DayList(
        at=at,
        days=[_row(day, over) for day, over in days if _sees(reader, day.area)],
        cares=[_care(one) for one in cares if _sees(reader, one.area)],
    )


@post("/api/care-checks", status_code=200, tags=["days"])
async def order_care(context: Ctx, reader: Asker, data: JSONBody[CareAsked], idempotency_key: Key = None) -> Done:
    """Have everybody in special need in an area looked after, each by their own worker, until a time."""
    require(reader, "care.order")
    if not covers(reader.person, data.area):
        raise refused("not_allowed")
    lists: dict[str, list[str]] = {}
    for one in await visits.in_need_in(context.reading, data.area):
        lists.setdefault(one.worker, []).append(one.id)
    id_ = request_id(idempotency_key) if idempotency_key is not None else context.new_id()
    asked = {"id": id_, "visits": lists, **msgspec.to_builtins(data)}
    try:
        known = await perform(context.desk, reader.person.id, "care.order", asked, context.directory.areas)
    except ConflictingId:
        raise refused("id_conflict") from None
    outcome = msgspec.json.decode(known.outcome, type=dict[str, Any])
    if outcome["status"] == "refused":
        told = msgspec.convert(outcome["refusal"], RefusalInfo)
        raise Refused(Refusal(told.code, told.data, told.retry_after_s))
    return Done(id_, "stored")


async def _visits(
    context: Context, reader: Reader, at: datetime, day: WorkDay | None, cares: list[Care]
) -> list[VisitInfo]:
    wanted: dict[str, tuple[str, str, datetime | None, datetime | None]] = {}
    if day is not None:
        wanted = {one: ("interval", "", day.due, day.done.get(one)) for one in day.visits}
    wanted |= await context.desk.look(lambda draft: _unattended(draft, reader))
    for care in cares:
        for one in care.visits.get(reader.person.id, []):
            wanted[one] = (care.why, care.reason, care.due, care.done.get(one))
    homes = await visits.homes_of(context.reading, list(wanted))
    last = await visits.last_visits(context.reading, context.district, list(wanted))
    looks = [{"id": context.new_id(), "resident": home.id} for home in homes]
    await visits.keep_looks(
        context.engine, context.district, looks, at=context.now(), person=reader.person.id, reason=_WHY
    )
    return [
        VisitInfo(
            resident=home.id,
            name=home.name,
            kind=home.kind,
            grid=home.grid,
            building=home.building,
            address=address_of(home.house, home.room),
            phone=home.phone,
            lat=home.lat,
            lon=home.lon,
            why=wanted[home.id][0],
            reason=wanted[home.id][1],
            due=wanted[home.id][2],
            last_at=last[home.id].at if home.id in last else None,
            done_at=wanted[home.id][3],
        )
        for home in homes
    ]


def _unattended(draft: Draft, reader: Reader) -> dict[str, tuple[str, str, datetime | None, datetime | None]]:
    """Who is on nobody's list this evening, in a grid of somebody on duty."""
    if reader.person.id not in draft.situation.on_duty:
        return {}
    on = today(draft.now).isoformat()
    lists = [one.unattended for one in draft.picture.evenings.values() if one.date == on]
    return {
        one.resident: ("unattended", one.worker_name, None, None)
        for unattended in lists
        for one in unattended.values()
        if one.grid in reader.person.areas
    }


def _sees(reader: Reader, area: str) -> bool:
    return sees_whole_district(reader.person) or covers(reader.person, area)


def _row(day: WorkDay, over: bool) -> DayRow:
    whole = [one for one in day.rounds if one.over_at is not None]
    return DayRow(
        person=day.person,
        person_name=day.person_name,
        area=day.area,
        need=day.need,
        rounds=len(whole),
        short=sum(one.short for one in whole),
        running=day.running is not None,
        visits=len(day.done),
        missed=len(day.missed),
        over=over,
    )


def _care(one: Care) -> CareRow:
    people = {resident for residents in one.visits.values() for resident in residents}
    return CareRow(
        care=one.id,
        area=one.area,
        why=one.why,
        reason=one.reason,
        by_name=one.by_name,
        due=one.due,
        people=len(people),
        done=len(one.done),
    )
