"""Lists of people to be moved as they are shown: an evacuation as this process knows it, with who answers for whom."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from command.domain.draft import Draft
from command.domain.kept.moving import Evacuation, MoveList, Moving, Shelter
from command.domain.moving.lines import code_of
from command.domain.moving.who import Responsible, responsible
from command.domain.permission import covers, sees_whole_district
from command.domain.picture import Person
from command.service.desk import Desk
from command.store import evacuees
from command.store.engine import Engine
from command.store.evacuees import AtRisk
from command.store.residents import address_of

STANDINGS = ("to_move", "told", "moved", "safe", "arrived", "refused", "returned")


class Tally(Struct, kw_only=True):
    """Heads by standing. `unsafe`: to move, told or under way; `late`: under way and not arrived in time; `open`:
    not accounted for (neither home again, nor refused and signed)."""

    people: int = 0
    to_move: int = 0
    told: int = 0
    moved: int = 0
    safe: int = 0
    arrived: int = 0
    refused: int = 0
    returned: int = 0
    unsafe: int = 0
    late: int = 0
    open: int = 0

    def add(self, entry: Moving) -> None:
        """Count one entry."""
        self.people += entry.heads
        setattr(self, entry.standing, getattr(self, entry.standing) + entry.heads)
        if not entry.is_safe and not entry.is_over:
            self.unsafe += entry.heads
        if entry.late:
            self.late += entry.heads
        if not entry.is_over:
            self.open += entry.heads


class Placed(Struct, frozen=True, kw_only=True):
    """One entry, without its name. `responsible`: who answers for it now."""

    id: str
    evacuation: str
    grid: str
    line: str
    entry: Moving
    responsible: Responsible | None


class Known(Struct, frozen=True, kw_only=True):
    """One moment of an evacuation."""

    order: Evacuation
    entries: list[Placed]
    closed_at: datetime | None = None


class Filter(Struct, frozen=True, kw_only=True):
    """Which entries are asked for; everything that is given must hold."""

    area: str = ""
    standing: tuple[str, ...] = ()
    shelter: str = ""
    responsible: str = ""
    late: bool = False
    unsafe: bool = False
    open: bool = False

    def takes(self, one: Placed) -> bool:
        """Whether an entry is asked for."""
        entry = one.entry
        return (
            one.grid.startswith(self.area)
            and (not self.standing or entry.standing in self.standing)
            and (not self.shelter or entry.shelter == self.shelter)
            and (not self.responsible or (one.responsible is not None and one.responsible.person == self.responsible))
            and (not self.late or bool(entry.late))
            and (not self.unsafe or not (entry.is_safe or entry.is_over))
            and (not self.open or not entry.is_over)
        )


class Composed(Struct, frozen=True, kw_only=True):
    """People of the registry made ready for a list. `skipped`: heads that are on a list already."""

    people: list[dict[str, Any]] = field(default_factory=list)
    skipped: int = 0


def may_count(person: Person, grid: str) -> bool:
    """Whose numbers somebody may see: everybody's for the whole district and its walls, else those of their areas."""
    whole = sees_whole_district(person) or "kiosk" in person.roles
    return whole or any(grid.startswith(area) for area in person.areas)


def may_name(person: Person, one: Placed) -> bool:
    """Whose names somebody may see: those of their areas, and those they are named for."""
    if covers(person, one.grid) or one.entry.worker == person.id:
        return True
    return "worker" in person.roles and any(one.grid.startswith(area) for area in person.areas)


async def live(desk: Desk, evacuation: str = "") -> list[Known]:
    """The evacuations under way (or the one named), as this process knows them now."""

    def question(draft: Draft) -> list[Known]:
        orders = sorted(draft.picture.evacuations.values(), key=lambda one: one.id)
        lists: dict[str, list[MoveList]] = {}
        for one in draft.picture.movelists.values():
            lists.setdefault(one.evacuation, []).append(one)
        return [
            Known(order=replace(one), entries=_entries(lists.get(one.id, []), _asker(draft)))
            for one in orders
            if evacuation in ("", one.id)
        ]

    return await desk.look(question)


async def known(desk: Desk, engine: Engine, evacuation: str) -> Known | None:
    """One evacuation, under way or over."""
    found = await live(desk, evacuation)
    if found:
        return found[0]
    whole = await evacuees.one_whole(engine, desk.universe, evacuation)
    if whole is None:
        return None
    return Known(order=whole[0], entries=_entries(whole[1], lambda grid, named: None))


class Helper(Struct, frozen=True):
    """Somebody who could answer for people of a grid."""

    id: str
    name: str
    on_duty: bool


async def helpers(desk: Desk, grids: Iterable[str]) -> dict[str, list[Helper]]:
    """The grid workers of each of these grids, those on duty first."""
    wanted = sorted(set(grids))

    def question(draft: Draft) -> dict[str, list[Helper]]:
        situation = draft.situation
        found = {grid: situation.workers_of_grid.get(grid, set()) for grid in wanted}
        return {
            grid: sorted(
                (Helper(id_, draft.picture.people[id_].name, id_ in situation.on_duty) for id_ in ids),
                key=lambda one: (not one.on_duty, one.name),
            )
            for grid, ids in found.items()
        }

    return await desk.look(question)


async def shelters(desk: Desk) -> list[Shelter]:
    """All shelters, by name."""
    return await desk.look(
        lambda draft: sorted((replace(one) for one in draft.picture.shelters.values()), key=lambda one: one.name)
    )


def _asker(draft: Draft) -> Callable[[str, str], Responsible | None]:
    """Who answers, asked once for each grid and name: a district has thousands of entries and 260 grid workers."""
    found: dict[tuple[str, str], Responsible | None] = {}

    def ask(grid: str, named: str) -> Responsible | None:
        if (grid, named) not in found:
            found[grid, named] = responsible(draft, grid, named)
        return found[grid, named]

    return ask


def _entries(lists: Iterable[MoveList], ask: Callable[[str, str], Responsible | None]) -> list[Placed]:
    return [
        Placed(
            id=id_,
            evacuation=one.evacuation,
            grid=one.area,
            line=code_of(entry.line),
            entry=replace(entry),
            responsible=ask(one.area, entry.worker),
        )
        for one in sorted(lists, key=lambda x: x.area)
        for id_, entry in sorted(one.people.items(), key=lambda item: item[1].line)
    ]


def tallied(entries: Iterable[Placed]) -> Tally:
    """All of them together."""
    tally = Tally()
    for one in entries:
        tally.add(one.entry)
    return tally


def by_area(entries: Iterable[Placed], digits: int) -> dict[str, Tally]:
    """By the first digits of the grid: 9 streets, 12 communities, 15 grids."""
    found: dict[str, Tally] = {}
    for one in entries:
        found.setdefault(one.grid[:digits], Tally()).add(one.entry)
    return dict(sorted(found.items()))


async def compose(
    desk: Desk, engine: Engine, area: str, *, in_need: bool, buildings: list[str], listed: list[str]
) -> Composed:
    """Entries of an area's people: those in special need, and the households of these buildings. Who is in special
    need is an entry of their own, and not counted with their household. `listed`: who is on a list already."""
    need = await evacuees.in_need(engine, area) if in_need else []
    homes = await evacuees.households(engine, desk.universe, area, buildings) if buildings else []
    of_home = Counter((one.building, one.room) for one in need)
    homes = [replace(one, heads=one.heads - of_home[one.building, one.room]) for one in homes]
    found = [("need", one) for one in need] + [("household", one) for one in homes if one.heads > 0]
    on_lists = set(listed)
    people = [_composed(source, one) for source, one in found if one.id not in on_lists]
    return Composed(people=people, skipped=sum(one.heads for _, one in found if one.id in on_lists))


def _composed(source: str, one: AtRisk) -> dict[str, Any]:
    return {
        "id": one.id,
        "grid": one.grid,
        "name": one.name,
        "phone": one.phone,
        "address": address_of(one.house, one.room),
        "building": one.building,
        "heads": one.heads,
        "source": source,
        "need": one.need,
        "worker": one.worker,
    }
