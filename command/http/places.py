"""`/api/places`: places by words as they are typed, and a community's places in one piece for a phone to take along."""

import hashlib
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import QueryParameter
from msgspec import Struct

from command.domain.place import Place
from command.domain.search import Entry, Kind, PlaceIndex, place_of
from command.http.context import Ctx
from command.http.problems import refused
from command.http.reader import Asker, require

_WHO = "report.submit"
"""Who may report may look for where."""


class PlaceChoice(Struct, frozen=True, omit_defaults=True):
    """A place that answers what was typed. `place`: what to put in a report; `detail`: its address.

    `grid`: its code of 15 digits, none for a community; `distance_m`: metres from where the asker said to be.
    """

    kind: Kind
    id: str
    name: str
    detail: str
    grid: str | None
    grid_name: str
    lat: float
    lon: float
    place: Place
    distance_m: int | None = None


class PlaceChoices(Struct, frozen=True):
    """Places, the best first."""

    places: list[PlaceChoice]


@get("/api/places", tags=["places"])
async def find_places(
    context: Ctx,
    reader: Asker,
    q: Annotated[str, QueryParameter(max_length=100, description="Name, address, number or pinyin initials.")] = "",
    lat: Annotated[float | None, QueryParameter(ge=-90, le=90, description="Where the asker or caller is.")] = None,
    lon: Annotated[float | None, QueryParameter(ge=-180, le=180, description="WGS84 degrees.")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=50)] = 10,
) -> PlaceChoices:
    """Communities, grids, estates, buildings and street furniture by words; nearer first if told where the asker is."""
    require(reader, _WHO)
    if (lat is None) != (lon is None):
        raise refused("invalid", detail="lat and lon go together")
    near = None if lat is None or lon is None else (lat, lon)
    found = context.directory.places.search(q, near=near, limit=limit)
    areas, language = context.directory.areas, reader.person.language
    return PlaceChoices([_choice(one.entry, areas.name(one.entry.area, language), one.distance_m) for one in found])


@get("/api/places/pack", tags=["places"])
async def get_pack(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    community: Annotated[str, QueryParameter(pattern="^[0-9]{12}$", description="The community's code.")],
) -> Response[bytes]:
    """Every place of one community, to be searched without a network. 304 for what the client has."""
    require(reader, _WHO)
    area = context.directory.areas.get(community)
    if area is None:
        raise refused("unknown_thing")
    body, etag = _pack(context.directory.places, community, area.name)
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type="application/json")
    return Response(body, headers=headers, media_type="application/json")


@lru_cache(maxsize=64)
def _pack(places: PlaceIndex, community: str, name: str) -> tuple[bytes, str]:
    """The encoded pack and its tag."""
    columns = Entry.__struct_fields__
    rows = [msgspec.structs.astuple(entry) for entry in places.entries if entry.area.startswith(community)]
    body = msgspec.json.encode({"community": community, "name": name, "columns": columns, "rows": rows})
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _choice(entry: Entry, grid_name: str, distance_m: int | None) -> PlaceChoice:
    return PlaceChoice(
        kind=entry.kind,
        id=entry.id,
        name=entry.name,
        detail=entry.detail,
        grid=entry.area if len(entry.area) == 15 else None,
        grid_name=grid_name,
        lat=entry.lat,
        lon=entry.lon,
        place=place_of(entry),
        distance_m=distance_m,
    )
