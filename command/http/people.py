"""`/api/people`: accounts, for those above them."""

from datetime import datetime
from typing import Annotated

from litestar import get
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct

from command.domain.facts import Rank, Role
from command.domain.permission import may_list_people, may_see_person
from command.domain.picture import Person
from command.http.context import Context, Ctx
from command.http.problems import refused
from command.http.reader import Asker, Reader
from command.http.twins import twin
from command.store.people import load_people


class PersonInfo(Struct, frozen=True):
    """An account. `since`: on duty since then (UTC); `rights`: the version of its rights."""

    id: str
    name: str
    roles: list[Role]
    areas: list[str]
    language: str
    watch_leader: bool
    active: bool
    on_duty: bool
    since: datetime | None
    unit: str | None = None
    rank: Rank | None = None
    skills: list[str] = []
    rights: int = 0


class PersonList(Struct, frozen=True):
    """Accounts, in the order of their names."""

    people: list[PersonInfo]


@get("/api/people", tags=["people"])
async def list_people(
    context: Ctx,
    reader: Asker,
    q: Annotated[str, QueryParameter(max_length=100, description="Part of the name.")] = "",
    role: FromQuery[Role | None] = None,
    area: Annotated[str, QueryParameter(max_length=15, description="Only people with an area in this one.")] = "",
) -> PersonList:
    """Accounts the reader may see: all, or those in their areas."""
    chosen = [p for p in await _visible(context, reader) if _matches(p, q, role, area)]
    return PersonList([_info(person) for person in sorted(chosen, key=lambda p: (p.name, p.id))])


change_rights = twin(
    "rights.change",
    "/api/people/{person_id:str}/rights",
    "All rights of an account, as they are to be from now on. By an administrator, never of themselves.",
    "people",
)


async def _visible(context: Context, reader: Reader) -> list[Person]:
    if not may_list_people(reader.person):
        raise refused("not_allowed")
    everybody = await load_people(context.reading, context.district)
    return [person for person in everybody.values() if may_see_person(reader.person, person)]


def _matches(person: Person, q: str, role: Role | None, area: str) -> bool:
    return (
        q.lower() in person.name.lower()
        and (role is None or role in person.roles)
        and (not area or any(code.startswith(area) for code in person.areas))
    )


def _info(p: Person) -> PersonInfo:
    return PersonInfo(
        p.id,
        p.name,
        p.roles,
        p.areas,
        p.language,
        p.watch_leader,
        p.active,
        p.on_duty,
        p.duty_since,
        p.unit,
        p.rank,
        p.skills,
        p.rights_number,
    )
