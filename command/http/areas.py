"""`/api/areas` and `/api/categories`: what hardly ever changes, encoded once and answered with an ETag."""

import hashlib
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import QueryParameter
from msgspec import Struct

from command.domain.area import Area, AreaIndex, Level, contains
from command.domain.category import CATEGORIES, Category
from command.http.context import Ctx
from command.http.problems import refused
from command.http.reader import Asker


class Page(Struct, frozen=True):
    """An encoded answer and the tag by which a client knows that it has it."""

    body: bytes
    etag: str


class CategoryList(Struct, frozen=True):
    """Every category that can be reported."""

    categories: list[Category]


@get("/api/areas", tags=["areas"])
async def list_areas(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    level: Annotated[Level | None, QueryParameter(description="Only areas of this level.")] = None,
    parent: Annotated[
        str | None, QueryParameter(description="Only areas in this one: its children, or all of `level`.")
    ] = None,
) -> Response[bytes]:
    """Areas as a GeoJSON FeatureCollection (WGS84), in the order of their codes. 304 for what the client has."""
    areas = context.directory.areas
    if parent is not None and areas.get(parent) is None:
        raise refused("unknown_thing")
    return _page(request, _areas(areas, level, parent), "application/geo+json", public=False)


@get("/api/categories", tags=["areas"])
async def list_categories(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Every category that can be reported, with its names and what follows from it. Needs no sign-in."""
    return _page(request, _categories(), "application/json", public=True)


def _page(request: Request[Any, Any, Any], page: Page, media_type: str, *, public: bool) -> Response[bytes]:
    scope = "public" if public else "private"
    headers = {"ETag": page.etag, "Cache-Control": f"{scope}, no-cache"}
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if page.etag in known or "*" in known:
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    return Response(page.body, headers=headers, media_type=media_type)


def _made(body: bytes) -> Page:
    return Page(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


@lru_cache(maxsize=1)
def _categories() -> Page:
    return _made(msgspec.json.encode(CategoryList(list(CATEGORIES.values()))))


@lru_cache(maxsize=32)
def _areas(areas: AreaIndex, level: Level | None, parent: str | None) -> Page:
    chosen = [_feature(area) for area in areas if _belongs(area, level, parent)]
    return _made(msgspec.json.encode({"type": "FeatureCollection", "features": chosen}))


def _belongs(area: Area, level: Level | None, parent: str | None) -> bool:
    if level is None:
        return parent is None or area.parent == parent
    return area.level == level and (parent is None or (contains(parent, area.code) and area.code != parent))


def _feature(area: Area) -> dict[str, Any]:
    properties = {name: value for name, value in msgspec.structs.asdict(area).items() if name != "geometry"}
    geometry = msgspec.Raw(area.geometry.encode())
    return {"type": "Feature", "id": area.code, "geometry": geometry, "properties": properties}
