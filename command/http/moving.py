"""`/api/evacuations`: people to be moved, in numbers for everybody, by name for those who must know them."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Meta, Struct

from command.domain.moving.lines import line_of
from command.domain.permission import answers_for, covers
from command.http.context import Context, Ctx
from command.http.language import language_of
from command.http.moving_asked import NEEDED, Code, Paged, Wanted
from command.http.moving_shown import (
    EvacuationInfo,
    EvacueeRow,
    ShelterInfo,
    area_name,
    evacuation_info,
    rows,
    shelter_info,
)
from command.http.performing import Done, Key, perform_about, perform_request
from command.http.problems import refused
from command.http.reader import Asker, Reader, require
from command.service import moving
from command.service.drill_mark import mark_of
from command.service.moving import Filter, Helper, Known, Placed, may_name
from command.service.moving_book import moving_book
from command.store import evacuees
from command.wire.requests import Moment, Photos, Reason, ThingId
from command.wire.requests.moving import Heads, Line, ListEntry, Name, Phone

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DIGITS = {"street": 9, "community": 12, "grid": 15}
By = Annotated[Literal["street", "community", "grid"], QueryParameter(description="What the numbers are by.")]


class EvacuationList(Struct, frozen=True, kw_only=True):
    """The evacuations under way with their numbers, and the shelters. `at`: when that was so (UTC)."""

    at: datetime
    evacuations: list[EvacuationInfo]
    shelters: list[ShelterInfo]
    past: list[EvacuationInfo] = []


class PeopleList(Struct, frozen=True, kw_only=True):
    """Entries by name. `entries` and `heads` count all that were asked for, `people` holds the page."""

    at: datetime
    entries: int
    heads: int
    people: list[EvacueeRow]


class OwnLists(Struct, frozen=True, kw_only=True):
    """What a phone needs: whom its holder answers for, every shelter, and who is at or on the way to their own.
    `helpers`: by grid, who could answer for people there."""

    at: datetime
    evacuations: list[EvacuationInfo]
    people: list[EvacueeRow]
    shelters: list[ShelterInfo]
    keeps: list[str]
    guests: list[EvacueeRow]
    helpers: dict[str, list[Helper]] = {}


class Candidates(Struct, frozen=True, kw_only=True):
    """Who of an area could be listed: people in special need, and buildings of 四房一低洼."""

    in_need: int
    in_need_listed: int
    buildings: list[evacuees.HazardBuilding]


class Story(Struct, frozen=True, kw_only=True):
    """One person, and everything that was recorded of them, the first first."""

    person: EvacueeRow
    steps: list[dict[str, Any]]


class Ordering(Struct, frozen=True, forbid_unknown_fields=True):
    """转移令. `in_need`: everybody in special need of the area; `buildings`: everybody who lives there."""

    area: Annotated[str, Meta(pattern="^[0-9]{6,15}$")]
    title: Line = ""
    reason: Reason = ""
    until: Moment | None = None
    in_need: bool = True
    buildings: Annotated[list[ThingId], Meta(max_length=5000)] = []


class Adding(Struct, frozen=True, forbid_unknown_fields=True):
    """More people: of the registry, or written down."""

    people: Annotated[list[ListEntry], Meta(max_length=500)] = []
    area: Annotated[str, Meta(pattern="^([0-9]{6,15})?$")] = ""
    in_need: bool = False
    buildings: Annotated[list[ThingId], Meta(max_length=5000)] = []


class Ordered(Struct, frozen=True):
    """Stored. `listed`: heads on the lists by it; `skipped`: heads that were on a list already."""

    id: str
    status: str
    listed: int
    skipped: int


class Closing(Struct, frozen=True, forbid_unknown_fields=True):
    """With a reason while somebody is not accounted for."""

    reason: Reason = ""


class Marking(Struct, frozen=True, forbid_unknown_fields=True):
    """What became of somebody, and when. `paper`: entered from a printed list."""

    to: Literal["told", "moved", "refused", "returned"]
    at: Moment
    whither: Literal["shelter", "relative"] = "shelter"
    shelter: ThingId | None = None
    relative_name: Line = ""
    relative_phone: Phone = ""
    relative_address: Line = ""
    signed: Literal["photo", "signature", "unsigned"] = "unsigned"
    photos: Photos = []
    heads: Heads | None = None
    reason: Reason = ""
    note: Reason = ""
    paper: bool = False


class Correcting(Struct, frozen=True, forbid_unknown_fields=True):
    """What is so, and why that is known."""

    to: Literal["to_move", "told", "moved", "arrived", "refused", "returned"]
    reason: Reason
    at: Moment
    whither: Literal["shelter", "relative"] = "shelter"
    shelter: ThingId | None = None
    heads: Heads | None = None


class Removing(Struct, frozen=True, forbid_unknown_fields=True):
    """Why they should never have been on the list."""

    reason: Reason


class Amending(Struct, frozen=True, forbid_unknown_fields=True):
    """Who they are, as it should have been written down."""

    name: Name
    phone: Phone = ""
    address: Line = ""
    heads: Heads | None = None
    reason: Reason = ""


class Assigning(Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers for these from now on."""

    evacuees: Annotated[list[ThingId], Meta(min_length=1, max_length=1000)]
    worker: ThingId


@get("/api/evacuations", tags=["moving"])
async def list_evacuations(
    context: Ctx, reader: Asker, by: By = "community", past: FromQuery[bool] = False
) -> EvacuationList:
    """How many have moved: by area, of what the reader may see. No names. With `past`, the latest that are over too."""
    require(reader, "evacuations.get")
    found = await moving.live(context.desk)
    over = []
    for order, closed_at in await evacuees.past(context.reading, context.district) if past else []:
        whole = await moving.known(context.desk, context.reading, order.id)
        if whole is not None:
            over.append(msgspec.structs.replace(whole, closed_at=closed_at))
    digits = _DIGITS[by]
    return EvacuationList(
        at=context.now(),
        evacuations=[evacuation_info(context, reader, one, digits) for one in found],
        shelters=[shelter_info(context, reader, one) for one in await moving.shelters(context.desk)],
        past=[evacuation_info(context, reader, one, digits) for one in over],
    )


@get("/api/evacuations/mine", tags=["moving"])
async def get_own(context: Ctx, reader: Asker) -> OwnLists:
    """Whom the reader answers for, by name, and the shelters they keep. Each look is recorded."""
    require(reader, "evacuees.get")
    found = await moving.live(context.desk)
    places = await moving.shelters(context.desk)
    keeps = [one.id for one in places if reader.person.id in one.keepers]
    entries = [one for order in found for one in order.entries]
    own = [one for one in entries if _is_own(reader, one)]
    guests = [one for one in entries if one.entry.shelter in keeps and one.entry.status in ("moved", "arrived")]
    shown = {(one.evacuation, one.id): one for one in await rows(context, reader, _once(own, guests), places)}
    return OwnLists(
        at=context.now(),
        evacuations=[evacuation_info(context, reader, one, 15) for one in found],
        people=[shown[one.evacuation, one.id] for one in own],
        shelters=[shelter_info(context, reader, one) for one in places],
        keeps=keeps,
        guests=[shown[one.evacuation, one.id] for one in guests],
        helpers=await moving.helpers(context.desk, (one.grid for one in own)),
    )


@get("/api/evacuations/candidates", tags=["moving"])
async def list_candidates(context: Ctx, reader: Asker, area: Code = "") -> Candidates:
    """Whom an order for an area could list: numbers and buildings, no names."""
    require(reader, "evacuation.open")
    area = area or context.area
    if not covers(reader.person, area):
        raise refused("not_allowed")
    need = await evacuees.in_need(context.reading, area)
    listed = {one.id for order in await moving.live(context.desk) for one in order.entries}
    return Candidates(
        in_need=len(need),
        in_need_listed=sum(one.id in listed for one in need),
        buildings=await evacuees.hazards(context.reading, area),
    )


@get("/api/evacuations/{evacuation_id:str}/people", tags=["moving"], dependencies=NEEDED)
async def list_people(
    context: Ctx, reader: Asker, evacuation_id: FromPath[str], wanted: Wanted, page: Paged
) -> PeopleList:
    """Who stands behind a figure, by name, under way or over. Each look is recorded."""
    entries = await _asked(context, reader, evacuation_id, wanted, page.q)
    places = await moving.shelters(context.desk)
    return PeopleList(
        at=context.now(),
        entries=len(entries),
        heads=sum(one.entry.heads for one in entries),
        people=await rows(context, reader, entries[page.offset : page.offset + page.limit], places),
    )


@get("/api/evacuations/{evacuation_id:str}/people.xlsx", tags=["moving"], dependencies=NEEDED)
async def get_people_workbook(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    evacuation_id: FromPath[str],
    wanted: Wanted,
    page: Paged,
    language: Annotated[str, QueryParameter(pattern="^(|en|zh-CN)$", description="Of the workbook.")] = "",
) -> Response[bytes]:
    """The same list as an Excel workbook, all of it, with the numbers by community. Each look is recorded."""
    entries = await _asked(context, reader, evacuation_id, wanted, page.q)
    shown = await rows(context, reader, entries, await moving.shelters(context.desk), why="导出转移名单")
    tallies = [(area_name(context, code), tally) for code, tally in moving.by_area(entries, 12).items()]
    english = (language or language_of(request)).startswith("en")
    plain = [msgspec.structs.asdict(one) for one in shown]
    mark = mark_of(context.exercise, english=english)
    content = await asyncio.to_thread(moving_book, plain, tallies, context.now(), context.zone, english, mark)
    day = context.now().astimezone(context.zone).strftime("%Y%m%d-%H%M")
    return Response(
        content,
        media_type=_XLSX,
        headers={"Content-Disposition": f'attachment; filename="evacuation-{day}.xlsx"', "Cache-Control": "no-store"},
    )


@get("/api/evacuees/{evacuee_id:str}", tags=["moving"])
async def get_story(context: Ctx, reader: Asker, evacuee_id: FromPath[str]) -> Story:
    """One person under way, with every step. The look is recorded."""
    require(reader, "evacuees.get")
    one = next(
        (
            entry
            for order in await moving.live(context.desk)
            for entry in order.entries
            if entry.id == evacuee_id and may_name(reader.person, entry)
        ),
        None,
    )
    if one is None:
        raise refused("evacuee_unknown")
    (shown,) = await rows(context, reader, [one], await moving.shelters(context.desk))
    steps = await evacuees.story(context.reading, context.district, one.evacuation, one.id)
    return Story(person=shown, steps=steps)


@get("/api/lines/{code:str}", tags=["moving"])
async def get_line(context: Ctx, reader: Asker, code: FromPath[str]) -> EvacueeRow:
    """Whom the code beside a printed line stands for. The look is recorded."""
    require(reader, "evacuees.get")
    line = line_of(code)
    if line is None:
        raise refused("line_unreadable")
    for order in await moving.live(context.desk):
        for one in order.entries:
            if one.entry.line == line and may_name(reader.person, one):
                return (await rows(context, reader, [one], await moving.shelters(context.desk)))[0]
    raise refused("line_unknown")


@post("/api/evacuations", status_code=200, tags=["moving"])
async def open_evacuation(
    context: Ctx, reader: Asker, data: JSONBody[Ordering], idempotency_key: Key = None
) -> Ordered:
    """Order people of an area to be moved: lists of every grid are made of the registry at once."""
    require(reader, "evacuation.open")
    if not covers(reader.person, data.area):
        raise refused("not_allowed")
    made = await _composed(context, data.area, in_need=data.in_need, buildings=data.buildings)
    asked = {
        "area": data.area,
        "title": data.title,
        "reason": data.reason,
        "until": msgspec.to_builtins(data.until),
        "people": made.people,
    }
    done = await perform_request(context, reader, "evacuation.open", asked, idempotency_key)
    return Ordered(done.id, done.status, sum(one["heads"] for one in made.people), made.skipped)


@post("/api/evacuations/{evacuation_id:str}/people", status_code=200, tags=["moving"])
async def add_people(
    context: Ctx, reader: Asker, evacuation_id: FromPath[str], data: JSONBody[Adding], idempotency_key: Key = None
) -> Ordered:
    """More people come on the lists: written down, or of the registry."""
    require(reader, "evacuee.add")
    made = moving.Composed()
    if data.area and (data.in_need or data.buildings):
        if not covers(reader.person, data.area) and not answers_for(reader.person, data.area):
            raise refused("not_allowed")
        made = await _composed(context, data.area, in_need=data.in_need, buildings=data.buildings)
    people = [*made.people, *msgspec.to_builtins(data.people)]
    if not people:
        raise refused("evacuee_nobody", skipped=made.skipped)
    asked = {"evacuation": evacuation_id, "people": people}
    done = await perform_request(context, reader, "evacuee.add", asked, idempotency_key)
    return Ordered(done.id, done.status, sum(one["heads"] for one in people), made.skipped)


@post("/api/evacuations/{evacuation_id:str}/close", status_code=200, tags=["moving"])
async def close_evacuation(
    context: Ctx, reader: Asker, evacuation_id: FromPath[str], data: JSONBody[Closing], idempotency_key: Key = None
) -> Done:
    """Close it: everybody is accounted for, or with a reason."""
    return await perform_about(
        context, reader, "evacuation.close", evacuation_id, data, idempotency_key, about="evacuation"
    )


@post("/api/evacuees/{evacuee_id:str}/mark", status_code=200, tags=["moving"])
async def mark_evacuee(
    context: Ctx, reader: Asker, evacuee_id: FromPath[str], data: JSONBody[Marking], idempotency_key: Key = None
) -> Done:
    """Told, moved, refused or returned; from paper too."""
    return await perform_about(context, reader, "evacuee.mark", evacuee_id, data, idempotency_key, about="evacuee")


@post("/api/evacuees/{evacuee_id:str}/correct", status_code=200, tags=["moving"])
async def correct_evacuee(
    context: Ctx, reader: Asker, evacuee_id: FromPath[str], data: JSONBody[Correcting], idempotency_key: Key = None
) -> Done:
    """What was recorded is wrong."""
    return await perform_about(context, reader, "evacuee.correct", evacuee_id, data, idempotency_key, about="evacuee")


@post("/api/evacuees/{evacuee_id:str}/amend", status_code=200, tags=["moving"])
async def amend_evacuee(
    context: Ctx, reader: Asker, evacuee_id: FromPath[str], data: JSONBody[Amending], idempotency_key: Key = None
) -> Done:
    """Name, telephone, address or heads were written down wrongly."""
    return await perform_about(context, reader, "evacuee.amend", evacuee_id, data, idempotency_key, about="evacuee")


@post("/api/evacuees/{evacuee_id:str}/remove", status_code=200, tags=["moving"])
async def remove_evacuee(
    context: Ctx, reader: Asker, evacuee_id: FromPath[str], data: JSONBody[Removing], idempotency_key: Key = None
) -> Done:
    """They should never have been on the list."""
    return await perform_about(context, reader, "evacuee.remove", evacuee_id, data, idempotency_key, about="evacuee")


@post("/api/evacuees/assign", status_code=200, tags=["moving"])
async def assign_evacuees(context: Ctx, reader: Asker, data: JSONBody[Assigning], idempotency_key: Key = None) -> Done:
    """Somebody else answers for these."""
    return await perform_request(context, reader, "evacuee.assign", msgspec.to_builtins(data), idempotency_key)


async def _asked(context: Context, reader: Reader, evacuation: str, wanted: Filter, q: str) -> list[Placed]:
    """The entries that were asked for and that the reader may see by name."""
    require(reader, "evacuees.get")
    found: Known | None = await moving.known(context.desk, context.reading, evacuation)
    if found is None:
        raise refused("evacuation_unknown")
    entries = [one for one in found.entries if wanted.takes(one) and may_name(reader.person, one)]
    if not q:
        return entries
    names = await evacuees.named(context.reading, context.district, [evacuation], [one.id for one in entries])
    line = line_of(q)
    return [one for one in entries if one.entry.line == line or _says(names.get((one.evacuation, one.id)), q)]


def _says(who: evacuees.Named | None, words: str) -> bool:
    return who is not None and any(words in said for said in (who.name, who.phone, who.address))


async def _composed(context: Context, area: str, *, in_need: bool, buildings: list[str]) -> moving.Composed:
    listed = [one.id for order in await moving.live(context.desk) for one in order.entries]
    return await moving.compose(
        context.desk, context.reading, area, in_need=in_need, buildings=buildings, listed=listed
    )


def _is_own(reader: Reader, one: Placed) -> bool:
    person = reader.person
    if "worker" in person.roles and answers_for(person, one.grid):
        return True
    answers = one.responsible
    return one.entry.worker == person.id or (answers is not None and answers.person == person.id)


def _once(*lists: list[Placed]) -> list[Placed]:
    return list({(one.evacuation, one.id): one for entries in lists for one in entries}.values())


ROUTES = [
    list_evacuations,
    get_own,
    list_candidates,
    list_people,
    get_people_workbook,
    get_story,
    get_line,
    open_evacuation,
    add_people,
    close_evacuation,
    mark_evacuee,
    correct_evacuee,
    amend_evacuee,
    remove_evacuee,
    assign_evacuees,
]
