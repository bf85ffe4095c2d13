"""The district of the bench: made by rule, as large as asked, with nobody who has a password."""

import os
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.area import Area, AreaIndex, level_of, parent_of
from command.service.desk import Desk
from command.service.tokens import Tokens
from command.store.areas import save_areas
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.people import ensure_universe
from command.store.sessions import secret

CODE = "460107"
SOUTH, WEST, NORTH, EAST = 19.55, 110.33, 19.95, 110.60
"""Degrees; some 45 km by 28 km."""
GRIDS, WORKERS = 185, 260
GRIDS_EACH, COMMUNITIES_EACH = 8, 7
_PIECE = 200  # facts in one transaction, far below its two seconds
Box = tuple[float, float, float, float]


class Someone(Struct, frozen=True):
    """A person whose phone the load plays."""

    id: str
    token: str


class Filled(Struct, frozen=True):
    """Who is there: workers on duty, reporters, who are off duty, and a coordinator."""

    workers: list[Someone]
    reporters: list[Someone]
    coordinator: Someone


def boxes(count: int, area: Box = (SOUTH, WEST, NORTH, EAST)) -> list[Box]:
    """`count` rectangles of nearly equal size that fill the area without a gap: south, west, north, east."""
    south, west, north, east = area
    rows = max(1, round(count**0.5))
    height, found = (north - south) / rows, list[Box]()
    for row in range(rows):
        columns = count // rows + (row < count % rows)
        width = (east - west) / columns
        low = south + row * height
        found += [(low, west + c * width, low + height, west + (c + 1) * width) for c in range(columns)]
    return found


def grid_code(index: int) -> str:
    """The code of a grid: street, community and grid are counted from 1."""
    community, grid = divmod(index, GRIDS_EACH)
    street, community = divmod(community, COMMUNITIES_EACH)
    return f"{CODE}{street + 1:03}{community + 1:03}{grid + 1:03}"


def areas(count: int = GRIDS) -> list[Area]:
    """The whole tree."""
    made: dict[str, list[Box]] = {}
    for index, box in enumerate(boxes(count)):
        for length in (6, 9, 12, 15):
            made.setdefault(grid_code(index)[:length], []).append(box)
    return [_area(code, made[code]) for code in sorted(made)]


def _area(code: str, parts: list[Box]) -> Area:
    rings = [[[[w, s], [e, s], [e, n], [w, n], [w, s]]] for s, w, n, e in parts]
    if len(code) == len(CODE):
        rings = [[[[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]]]
    south, west, north, east = parts[0]
    return Area(
        code=code,
        parent=parent_of(code),
        level=level_of(code),
        name=f"测试{code}",
        name_en=f"Bench {code}",
        synthetic=True,
        lat=(south + north) / 2,
        lon=(west + east) / 2,
        geometry=msgspec.json.encode({"type": "MultiPolygon", "coordinates": rings}).decode(),
    )


async def fill(database_url: str, reporters: int, workers: int = WORKERS) -> Filled:
    """Fill an empty, migrated database. Everybody gets a token; workers are on duty."""
    engine = create_engine(database_url, name="gridcommand-bench")
    try:
        tree = areas()
        await save_areas(engine, tree)
        await ensure_universe(engine, CODE)
        ids = [new_id() for _ in range(workers + reporters + 1)]
        await _record(engine, tree, ids[:workers], ids[workers:-1], ids[-1])
        tokens = Tokens(await secret(engine, "token", os.urandom(32)), now)
    finally:
        await engine.dispose()
    people = [Someone(id_, tokens.issue(id_, new_id())[0]) for id_ in ids]
    return Filled(people[:workers], people[workers:-1], people[-1])


async def _record(
    engine: Engine, tree: list[Area], workers: Sequence[str], reporters: Sequence[str], coordinator: str
) -> None:
    made = [_person(id_, "worker", grid_code(n % GRIDS)) for n, id_ in enumerate(workers)]
    # Reporters answer for no grid, so that dispatch has 260 people to think of, however many phones report.
    made += [_person(id_, "worker", CODE) for id_ in reporters]
    made += [_person(new_id(), "supervisor", area.code) for area in tree if area.level in ("street", "community")]
    made += [_person(new_id(), "operator", CODE), _person(coordinator, "coordinator", CODE)]
    facts: list[f.AnyFact] = [*made, *(f.DutyStarted(person=id_) for id_ in workers)]
    desk = Desk(engine, CODE, AreaIndex(tree))
    for start in range(0, len(facts), _PIECE):
        await desk.record(facts[start : start + _PIECE])


def _person(id_: str, role: f.Role, area: str) -> f.PersonRegistered:
    return f.PersonRegistered(person=id_, name=f"{role} {id_[-6:]}", roles=[role], areas=[area])
