"""`/api/incidents`: a list that can be searched, and one incident with its whole timeline."""

from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.params import FromPath, FromQuery, QueryParameter
from msgspec import Struct

from command.domain.area import AreaIndex
from command.domain.category import CATEGORIES
from command.domain.permission import may_call, sees_whole_district
from command.domain.picture import Incident
from command.domain.reading import fact_for, incident_for, is_kiosk, may_list, may_read
from command.http.context import Ctx
from command.http.problems import refused
from command.http.reader import Asker, Reader
from command.store.incidents import Search, Sight, State, find_incidents
from command.store.incidents import get_incident as load_incident
from command.store.ledger import read_incident

_NO_NUMBER = 2**63 - 1
Query = Annotated[str, QueryParameter(max_length=100, description="In texts, category, area or number.")]
Phone = Annotated[str, QueryParameter(max_length=32, pattern=r"^[^\x00]*$", description="Caller's number.")]
Cursor = Annotated[int, QueryParameter(ge=1, le=_NO_NUMBER, description="`next` of the page before.")]
Limit = Annotated[int, QueryParameter(ge=1, le=200)]


class IncidentList(Struct, frozen=True):
    """A page, newest first. `next` is the cursor of the following page, None on the last."""

    incidents: list[Incident]
    next: str | None


class IncidentStory(Struct, frozen=True):
    """An incident, and every fact about it in order, as far as the reader may see them."""

    incident: Incident
    timeline: list[dict[str, Any]]


@get("/api/incidents", tags=["incidents"])
async def list_incidents(
    context: Ctx,
    reader: Asker,
    status: FromQuery[State] = "open",
    q: Query = "",
    phone: Phone = "",
    cursor: Cursor = _NO_NUMBER,
    limit: Limit = 50,
) -> IncidentList:
    """Incidents the reader may read: of the district, of their areas, or their own.

    `phone`: only those somebody called about from this number, for whoever takes calls.
    """
    person = reader.person
    if not may_list(person):
        raise refused("not_allowed")
    if phone and not may_call(list(person.roles), "incident.refer"):
        raise refused("not_allowed")
    state: State = "open" if is_kiosk(person) else status
    search = _search(q.strip(), context.directory.areas, reader) if q.strip() else None
    numbers = (phone.strip(), "".join(c for c in phone if c.isdigit())) if phone.strip() else ()
    found = await find_incidents(
        context.reading, context.district, _sight(reader), state, search, numbers, before=cursor, limit=limit + 1
    )
    more = str(found[limit - 1].number) if len(found) > limit else None
    return IncidentList([incident_for(person, incident) for incident in found[:limit]], more)


@get("/api/incidents/{incident_id:str}", tags=["incidents"])
async def get_incident(context: Ctx, reader: Asker, incident_id: FromPath[str]) -> Response[IncidentStory]:
    """One incident with its whole timeline from the ledger. 404 for one the reader may not see, too."""
    found = await load_incident(context.reading, context.district, incident_id)
    if found is None or not may_read(reader.person, *found):
        raise refused("unknown_thing")
    incident, _ = found
    entries = await read_incident(context.reading, context.district, incident_id)
    facts = [fact_for(reader.person, incident, one.type, one.area, one.body) for one in entries]
    story = {
        "incident": incident_for(reader.person, incident),
        "timeline": [msgspec.Raw(fact) for fact in facts if fact is not None],
    }
    # Facts are sent as the ledger keeps them, so the answer is put together from bytes.
    return Response(msgspec.json.encode(story), media_type="application/json")  # type: ignore[arg-type]


def _sight(reader: Reader) -> Sight:
    person = reader.person
    whole = sees_whole_district(person) or is_kiosk(person)
    return Sight(person.id, whole, () if whole else tuple(person.areas))


def _search(words: str, areas: AreaIndex, reader: Reader) -> Search:
    lower = words.lower()
    named = [c.code for c in CATEGORIES.values() if lower in f"{c.code} {c.name} {c.name_en}".lower()]
    places = [area.code for area in areas if lower in f"{area.name} {area.name_en}".lower()]
    digits = words.lstrip("#")
    return Search(
        words=None if is_kiosk(reader.person) else words,  # what it may not read it must not find either
        categories=tuple(named),
        areas=(*places, *([digits] if _is_code(digits) else [])),
        number=int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 18 else None,
    )


def _is_code(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and 6 <= len(digits) <= 15
