"""`/api/reach`: who on duty could be reached now, how we know, and which grids are out of contact."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from litestar import get, put
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta, Struct

from command.domain.permission import may_list_people, may_see_person
from command.domain.picture import Person
from command.domain.reach.knowing import GridContact, Known, Rung, contact_of, rungs
from command.domain.registry import Contact
from command.http.context import Context, Ctx
from command.http.problems import refused
from command.http.reader import Asker, Reader
from command.store.contacts import contacts_of, last_answer, reports, save_contact
from command.store.people import load_people
from command.store.residents import Look, keep_look

_MESSENGERS = ("wecom", "dingtalk", "feishu")
_GRID = 15


class PersonReach(Struct, frozen=True, kw_only=True):
    """What could reach somebody now. Times UTC; `position`: as the phone said last, with its own `at`."""

    person: str
    name: str
    areas: list[str]
    on_duty: bool
    rungs: list[Rung]
    heard_at: datetime | None
    answered_at: datetime | None
    position: dict[str, Any] | None
    reported: str = ""


class GridReach(Struct, frozen=True, kw_only=True):
    """A grid's contact: `contact`, `thin`, `lost` or `unstaffed`, why, and since when it was last heard of."""

    grid: str
    contact: GridContact


class ReachList(Struct, frozen=True, kw_only=True):
    """Everybody on duty whom the reader may see, and their grids. `hears`: this process knows; else nothing is said."""

    at: datetime
    hears: bool
    people: list[PersonReach]
    grids: list[GridReach]


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """How somebody is reached beside their phone's page."""

    phone: Annotated[str, Meta(max_length=40, pattern=r"^[0-9+\- ]*$")] = ""
    wecom: Annotated[str, Meta(max_length=64, pattern=r"^[^\x00]*$")] = ""
    dingtalk: Annotated[str, Meta(max_length=64, pattern=r"^[^\x00]*$")] = ""
    feishu: Annotated[str, Meta(max_length=64, pattern=r"^[^\x00]*$")] = ""


@get("/api/reach", tags=["people"])
async def list_reach(context: Ctx, reader: Asker) -> ReachList:
    """Who on duty could be reached, and each grid's contact. No numbers are in it."""
    if not may_list_people(reader.person) or reader.person.roles == ["admin"]:
        raise refused("not_allowed")
    everybody = await load_people(context.reading, context.district)
    people = [p for p in everybody.values() if p.active and p.on_duty and may_see_person(reader.person, p)]
    people.sort(key=lambda p: (p.areas, p.id))
    noted = await reports(context.reading, context.district)
    files = await contacts_of(context.reading, [p.id for p in people])
    now = context.now()
    known = {p.id: _known(context, p, files.get(p.id), noted, now) for p in people}
    staffed: dict[str, list[Known]] = {}
    for person in people:
        for area in person.areas:
            if len(area) == _GRID and "worker" in person.roles:
                staffed.setdefault(area, []).append(known[person.id])
    until = {code: report.due for code, report in noted.items()}
    grids = [
        GridReach(grid=code, contact=contact_of(held, now, context.desk.policy.silent, until.get(code)))
        for code, held in sorted(staffed.items())
    ]
    shown = [_shown(context, p, known[p.id], now, noted) for p in people]
    return ReachList(at=now, hears=context.hearing.hears(), people=shown, grids=grids)


@get("/api/people/{person_id:str}/reach", tags=["people"])
async def get_reach(context: Ctx, reader: Asker, person_id: FromPath[str]) -> PersonReach:
    """One person: each way to them, whether it could work now, and how we know."""
    person = await _person(context, reader, person_id)
    noted = await reports(context.reading, context.district)
    files = await contacts_of(context.reading, [person.id])
    answered = await last_answer(context.reading, context.district, person.id)
    now = context.now()
    known = _known(context, person, files.get(person.id), noted, now, answered)
    return _shown(context, person, known, now, noted)


@get("/api/people/{person_id:str}/contact", tags=["people"])
async def get_contact(
    context: Ctx,
    reader: Asker,
    person_id: FromPath[str],
    reason: Annotated[str, QueryParameter(max_length=500, pattern=r"^[^\x00]*$", description="Why.")] = "",
) -> Numbers:
    """Somebody's telephone and messenger ids. Needs a reason; the look is recorded, a refused one too."""
    person = await _person(context, reader, person_id)
    shows = bool(reason.strip()) and bool({"operator", "coordinator", "supervisor"}.intersection(reader.person.roles))
    look = Look(
        id=context.new_id(),
        at=context.now(),
        person=reader.person.id,
        resident=person.id,
        incident=None,
        reason=reason.strip(),
        outcome="shown" if shows else "reason_needed",
    )
    await keep_look(context.engine, context.district, look)
    if not shows:
        raise refused("reason_needed" if not reason.strip() else "not_allowed")
    found = (await contacts_of(context.reading, [person.id])).get(person.id, Contact(id=person.id))
    return Numbers(found.phone, found.wecom, found.dingtalk, found.feishu)


@put("/api/people/{person_id:str}/contact", status_code=200, tags=["people"])
async def put_contact(context: Ctx, reader: Asker, person_id: FromPath[str], data: JSONBody[Numbers]) -> Numbers:
    """Put somebody's telephone and messenger ids on file, in place of what was there. For administrators."""
    if "admin" not in reader.person.roles:
        raise refused("not_allowed")
    person = await _person(context, reader, person_id)
    contact = Contact(id=person.id, phone=data.phone, wecom=data.wecom, dingtalk=data.dingtalk, feishu=data.feishu)
    await save_contact(context.engine, contact)
    return data


async def _person(context: Context, reader: Reader, id_: str) -> Person:
    if not may_list_people(reader.person):
        raise refused("not_allowed")
    found = context.directory.person(id_)
    if found is None or not may_see_person(reader.person, found):
        raise refused("person_unknown")
    return found


def _known(
    context: Context,
    person: Person,
    file: Contact | None,
    noted: dict[str, Any],
    now: datetime,
    answered: datetime | None = None,
) -> Known:
    ago, report = context.hearing.heard_s(person.id), noted.get(person.id)
    position = context.hearing.position_of(person.id)
    return Known(
        heard_at=now - timedelta(seconds=ago) if ago is not None else None,
        on_duty_since=person.duty_since,
        position_at=datetime.fromisoformat(position["at"]) if position is not None else None,
        answered_at=answered,
        messengers=tuple(name for name in _MESSENGERS if file is not None and getattr(file, name)),
        phone=bool(file is not None and file.phone),
        reported_at=report.said_at if report is not None else None,
        report_until=report.due if report is not None else None,
    )


def _shown(context: Context, person: Person, known: Known, now: datetime, noted: dict[str, Any]) -> PersonReach:
    report = noted.get(person.id)
    return PersonReach(
        person=person.id,
        name=person.name,
        areas=person.areas,
        on_duty=person.on_duty,
        rungs=rungs(known, now),
        heard_at=known.heard_at,
        answered_at=known.answered_at,
        position=context.hearing.position_of(person.id),
        reported=report.said_by if report is not None else "",
    )
