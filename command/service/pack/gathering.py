"""What a pack holds, gathered: plain values for the template, a grid after the other."""

from collections import Counter
from datetime import datetime
from typing import Any

from msgspec import Struct

from command.domain.area import Area
from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.kept.moving import Shelter
from command.domain.picture import Person
from command.domain.registry import Building, Group, PersonInNeed, Station
from command.domain.worktime import LOCAL
from command.service.desk import Desk
from command.service.directory import Directory
from command.service.moving import Placed, live, shelters
from command.service.moving_book import word
from command.service.pack.drawing import Mark, draw
from command.service.pack.level_tasks import Response, places_of, printed, response_of, title_of
from command.service.pack.words import words
from command.store import evacuees
from command.store.engine import Engine
from command.store.packs import Stock, stock_of
from command.store.residents import address_of

_HYDRANTS = ("hydrant", "manhole", "camera", "lamp")


class Gathered(Struct, frozen=True):
    """The template's data, and whose names and numbers are in it."""

    data: dict[str, Any]
    shown: list[str]


class _Open(Struct, frozen=True):
    """An open incident of a grid."""

    number: int
    category: str
    text: str
    status: str
    grid: str


class _Sources(Struct, frozen=True):
    """All that a pack is made of."""

    directory: Directory
    stock: Stock
    entries: dict[str, list[Placed]]
    names: dict[tuple[str, str], evacuees.Named]
    shelters: list[Shelter]
    incidents: dict[str, list[_Open]]
    response: Response
    english: bool

    def say(self, key: str) -> str:
        return words(english=self.english)[key]


async def gather(desk: Desk, engine: Engine, directory: Directory, area: str, *, english: bool) -> Gathered:
    """Everything of the grids of an area, as this process knows it now."""
    orders = await live(desk)
    entries = [one for order in orders for one in order.entries if one.grid.startswith(area)]
    ids = [one.id for one in entries]
    names = await evacuees.named(engine, desk.universe, {one.evacuation for one in entries}, ids)
    number, now, incidents, response = await desk.look(_now)
    people = [person.id for person in directory.people.values() if {"worker", "supervisor"} & set(person.roles)]
    source = _Sources(
        directory,
        await stock_of(engine, area, people),
        _by_grid(entries),
        names,
        await shelters(desk),
        {grid: [one for one in incidents if one.grid == grid] for grid in {one.grid for one in incidents}},
        response,
        english,
    )
    grids = [one for one in directory.areas if one.level == "grid" and one.code.startswith(area)]
    wording = words(english=english)
    mark = "" if desk.exercise is None else "EXERCISE: " if english else "【演练】"
    data = {
        "lang": "en" if english else "zh",
        "words": wording,
        "title": mark + wording["title"],
        "footer": mark + wording["footer"],
        "printed": _time(now),
        "number": str(number),
        "level_title": title_of(response, source.say, english=english),
        "evacuation": " · ".join(dict.fromkeys(one.order.title for one in orders if one.order.title)),
        "grids": [_grid(source, one) for one in grids],
    }
    return Gathered(data, list(dict.fromkeys([*ids, *(one.id for one in source.stock.in_need)])))


def _now(draft: Draft) -> tuple[int, datetime, list[_Open], Response]:
    found = [
        _Open(one.number, one.category, one.text, one.status, one.place.grid)
        for one in draft.picture.incidents.values()
    ]
    return draft.picture.number, draft.now, found, response_of(draft)


def _by_grid(entries: list[Placed]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for one in entries:
        found.setdefault(one.grid, []).append(one)
    return found


def _time(at: datetime) -> str:
    return at.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")


def _grid(source: _Sources, area: Area) -> dict[str, Any]:
    entries = source.entries.get(area.code, [])
    above = [source.directory.areas.get(area.code[:length]) for length in (9, 12)]
    names = [_name(source, one) for one in above if one is not None]
    marks, legend = _marks(source, area.code, entries)
    return {
        "name": _name(source, area),
        "above": " · ".join(names),
        "title": " · ".join([*names, _name(source, area)]),
        "contacts": _contacts(source, area.code),
        "shelters": [_shelter(one) for one in _near(source.shelters, area)],
        "people": [_person(source, one) for one in entries],
        "heads": sum(one.entry.heads for one in entries),
        "in_need": [_in_need(source, one) for one in source.stock.in_need if one.grid == area.code],
        "level_tasks": printed(
            source.response.tasks.get(area.code),
            places_of(source.stock, source.shelters, area.code, source.say),
            source.say,
            english=source.english,
        ),
        "tasks": [_task(source, one) for one in source.incidents.get(area.code, [])],
        "svg": draw(area, marks),
        "legend": legend,
    }


def _name(source: _Sources, area: Area) -> str:
    return area.name_en if source.english else area.name


def _person(source: _Sources, one: Placed) -> dict[str, str]:
    who, entry = source.names.get((one.evacuation, one.id)), one.entry
    return {
        "line": one.line,
        "name": who.name if who is not None else "",
        "phone": who.phone if who is not None else "",
        "address": who.address if who is not None else "",
        "heads": f"×{entry.heads}" if entry.heads > 1 else "",
        "kind": word(entry.need, english=source.english) if entry.need else "",
        "responsible": one.responsible.name if one.responsible is not None else "—",
        "status": word(entry.standing, english=source.english),
    }


def _in_need(source: _Sources, one: PersonInNeed) -> dict[str, str]:
    house = next((b.name for b in source.stock.buildings if b.id == one.building), "")
    return {
        "name": one.name,
        "kind": word(one.kind, english=source.english),
        "address": address_of(house, one.room),
        "phone": one.phone,
        "family": " ".join(filter(None, (one.family_name, one.family_relation, one.family_phone))),
    }


def _task(source: _Sources, one: _Open) -> dict[str, str]:
    category = CATEGORIES.get(one.category)
    name = (category.name_en if source.english else category.name) if category is not None else one.category
    return {"number": str(one.number), "kind": name, "place": one.text[:120], "status": ""}


def _contacts(source: _Sources, grid: str) -> list[dict[str, str]]:
    """The grid's workers, their group's leaders, the stations above, and who is called for fire, illness and crime."""
    workers = [p for p in source.directory.people.values() if p.active and "worker" in p.roles and grid in p.areas]
    found = [_staff(source, "worker", one) for one in sorted(workers, key=lambda p: p.id)]
    group = next((one for one in source.stock.groups if grid in one.grids), None)
    found += _above(source, group)
    for length in (12, 9, 6):
        station = next((one for one in source.stock.stations if one.id == grid[:length]), None)
        found += [_station(source, station, "station" if length > 6 else "district")] if station is not None else []
    lines = (("fire", "119"), ("medical", "120"), ("police", "110"))
    return [*found, *({"role": source.say(key), "name": "", "phone": phone} for key, phone in lines)]


def _above(source: _Sources, group: Group | None) -> list[dict[str, str]]:
    if group is None:
        return []
    people = (("leader", group.leader), ("overseer", group.overseer))
    known = [(key, source.directory.person(id_)) for key, id_ in people]
    return [_staff(source, key, person) for key, person in known if person is not None]


def _staff(source: _Sources, key: str, person: Person) -> dict[str, str]:
    contact = source.stock.contacts.get(person.id)
    return {"role": source.say(key), "name": person.name, "phone": contact.phone if contact is not None else ""}


def _station(source: _Sources, one: Station, key: str) -> dict[str, str]:
    name = one.name_en if source.english else one.name
    return {"role": source.say(key), "name": f"{name} · {one.address}", "phone": one.phone}


def _near(found: list[Shelter], area: Area) -> list[Shelter]:
    """The six nearest."""
    return sorted(found, key=lambda one: (one.lat - area.lat) ** 2 + (one.lon - area.lon) ** 2)[:6]


def _shelter(one: Shelter) -> dict[str, str]:
    return {
        "name": one.name,
        "address": one.address,
        "contact": one.contact_name,
        "phone": one.contact_phone,
        "room": f"{one.left} / {one.capacity}",
    }


def _marks(source: _Sources, grid: str, entries: list[Placed]) -> tuple[list[Mark], list[dict[str, str]]]:
    """What is on the map. Houses of people to move are numbered, and the legend says which they are."""
    heads: Counter[str] = Counter()
    for one in entries:
        who = source.names.get((one.evacuation, one.id))
        if who is not None and who.building and not (one.entry.is_safe or one.entry.is_over):
            heads[who.building] += one.entry.heads
    buildings = [one for one in source.stock.buildings if one.grid == grid]
    marks: list[Mark] = []
    legend: list[dict[str, str]] = []
    for house in buildings:
        marks.append(Mark(house.lat, house.lon, "hazard" if house.hazard else "house"))
        if heads[house.id]:
            legend.append(_legend(source, house, len(legend) + 1, heads[house.id]))
            marks.append(Mark(house.lat, house.lon, "people", legend[-1]["mark"]))
    marks += [Mark(one.lat, one.lon, one.kind) for one in source.stock.facilities if one.grid == grid]
    marks += [Mark(one.lat, one.lon, "shelter", one.name) for one in source.shelters]
    signs = (("●", "people"), ("△", "hazard"), ("■", "house"), ("□", "shelter"), ("○", "hydrant"), ("×", "manhole"))
    keys = [{"mark": sign, "name": source.say(f"map.{kind}")} for sign, kind in signs]
    return marks, [*keys, *legend]


def _legend(source: _Sources, one: Building, number: int, heads: int) -> dict[str, str]:
    hazard = f"（{word(one.hazard, english=source.english)}）" if one.hazard else ""
    return {"mark": str(number), "name": f"{one.name}{hazard} · {heads} {source.say('heads')}"}
