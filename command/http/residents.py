"""`/api/residents/{id}`: the file of a person in special need; `/api/looks`: who looked at whose, for auditors."""

from typing import Annotated

from litestar import get
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from command.domain.looking import may_ask, may_look
from command.domain.picture import Incident
from command.domain.reading import may_read
from command.domain.refusals import Refusal, refuse
from command.http.context import Context, Ctx
from command.http.problems import Refused, refused
from command.http.reader import Asker, Reader
from command.store.incidents import get_incident
from command.store.residents import Filed, Look, address_of, file_of, find_looks, keep_look

Id = Annotated[str, QueryParameter(max_length=64, pattern=r"^[^\x00]*$")]


class NamedWorker(Struct, frozen=True):
    """The grid worker who looks after somebody."""

    id: str
    name: str
    on_duty: bool


class Family(Struct, frozen=True):
    """Whom to tell."""

    name: str
    relation: str
    phone: str


class ResidentFile(Struct, frozen=True, kw_only=True):
    """A person's file. `address`: building and room; `street`: by street and house number; WGS84 degrees."""

    id: str
    name: str
    kind: str
    birth_year: int
    phone: str
    grid: str
    address: str
    street: str
    building: str
    lat: float | None
    lon: float | None
    worker: NamedWorker | None
    family: Family
    medical: str
    device: str | None
    synthetic: bool


class LookList(Struct, frozen=True):
    """Looks, the latest first. `next` is the cursor of the following page, None on the last."""

    looks: list[Look]
    next: str | None


@get("/api/residents/{resident_id:str}", tags=["residents"])
async def get_resident(
    context: Ctx,
    reader: Asker,
    resident_id: FromPath[str],
    incident: Id = "",
    reason: Annotated[str, QueryParameter(max_length=500, pattern=r"^[^\x00]*$", description="Why.")] = "",
) -> ResidentFile:
    """A person's file with medical notes and family contact. The look is recorded, with its reason or incident."""
    if not 1 <= len(resident_id) <= 64 or "\x00" in resident_id:
        raise refused("unknown_thing")
    known = await file_of(context.reading, resident_id) if may_ask(reader.person) else None
    at = await _incident(context, reader, incident) if known is not None and incident else None
    refusal = _judged(reader, known, reason, at)
    look = Look(
        id=context.new_id(),
        at=context.now(),
        person=reader.person.id,
        resident=resident_id,
        incident=incident or None,
        reason=reason.strip(),
        outcome="shown" if refusal is None else refusal.code,
    )
    await keep_look(context.engine, context.district, look)
    if refusal is not None or known is None:
        raise Refused(refusal or refuse("unknown_thing"))
    return _shown(context, known)


@get("/api/looks", tags=["residents"])
async def list_looks(
    context: Ctx,
    reader: Asker,
    person: Id = "",
    resident: Id = "",
    cursor: Id = "",
    limit: Annotated[int, QueryParameter(ge=1, le=200)] = 50,
) -> LookList:
    """Who looked at whose file, when, why, and who was refused it; by one person or at one, if named."""
    if "auditor" not in reader.person.roles:
        raise refused("not_allowed")
    found = await find_looks(
        context.reading, context.district, person=person, resident=resident, before=cursor, limit=limit + 1
    )
    more = len(found) > limit
    return LookList(found[:limit], found[limit - 1].id if more else None)


def _judged(reader: Reader, known: Filed | None, reason: str, at: Incident | None) -> Refusal | None:
    if not may_ask(reader.person):
        return refuse("not_allowed")
    if known is None:
        return refuse("unknown_thing")
    return may_look(reader.person, known.grid, known.id, known.phone, reason, at)


async def _incident(context: Context, reader: Reader, id_: str) -> Incident | None:
    """The incident that is given as the ground, if the reader may read it."""
    found = await get_incident(context.reading, context.district, id_)
    return found[0] if found is not None and may_read(reader.person, *found) else None


def _shown(context: Context, known: Filed) -> ResidentFile:
    worker = context.directory.person(known.worker)
    return ResidentFile(
        id=known.id,
        name=known.name,
        kind=known.kind,
        birth_year=known.birth_year,
        phone=known.phone,
        grid=known.grid,
        address=address_of(known.house, known.room),
        street=known.address,
        building=known.building,
        lat=known.lat,
        lon=known.lon,
        worker=NamedWorker(worker.id, worker.name, worker.on_duty) if worker is not None else None,
        family=Family(known.family_name, known.family_relation, known.family_phone),
        medical=known.medical,
        device=known.device,
        synthetic=known.synthetic,
    )
