"""The demo district's buildings, homes, people in special need and street furniture: all of it made up."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, product

import shapely
from shapely.geometry.base import BaseGeometry

from command.domain.area import Area
from command.domain.registry import (
    Building,
    Contact,
    Estate,
    Facility,
    FacilityKind,
    Hazard,
    Household,
    NeedKind,
    PersonInNeed,
    Registry,
    Station,
)
from command.service.accounts import Account
from workers.demo.names import id_of, mobile_of, name_of, office_of
from workers.demo.people import People
from workers.demo.spread import Point, draw, inside, pick

_ESTATES, _BUILDINGS, _HOMES = 2, 3, 4  # estates a grid, buildings an estate, homes a building
_FAMILY, _HEADS = 1_000, 2_000  # where the names of family contacts and of heads of households begin
_EACH = 11  # one home in so many is that of somebody in special need
_STEP = 0.0004  # degrees between buildings of one estate, some 40 m
_EDGE = 0.0002  # degrees: nothing stands nearer to its grid's border
_FURNITURE: tuple[tuple[FacilityKind, str, str, int], ...] = (
    ("hydrant", "X", "消火栓", 3),
    ("manhole", "J", "井盖", 9),
    ("camera", "S", "摄像头", 3),
    ("lamp", "L", "路灯杆", 10),
)
"""Kind, letter of its number, name, how many a grid."""
_FIRST = (
    "金桂",
    "滨河",
    "椰林",
    "海棠",
    "凤凰",
    "琼台",
    "绿苑",
    "明珠",
    "荔园",
    "红城",
    "南渡",
    "文昌",
    "美舍",
    "青云",
    "东湖",
    "紫荆",
)
_SECOND = ("花园", "小区", "新村", "家园", "雅苑", "公寓")
_VILLAGES = ("美", "儒", "博", "云", "道", "文", "龙", "仁", "昌", "谭", "迈", "苍")
_ENDS = ("山村", "林村", "田村", "坡村", "桥村", "井村")
_ROADS = ("和平", "建国", "中山", "五指山", "新城", "振兴", "朱云", "高登", "环湖", "琼州", "板桥", "迎宾")
_NEEDS: tuple[tuple[NeedKind, int, int, tuple[str, ...]], ...] = (
    (
        "living_alone",
        1936,
        20,
        ("高血压，每日服药", "糖尿病，注射胰岛素", "听力差，敲门要大声", "心脏支架术后", "行动不便，用助行器"),
    ),
    ("empty_nest", 1940, 20, ("高血压", "冠心病，备硝酸甘油", "腰椎病", "白内障术后", "")),
    ("disabled", 1950, 50, ("轮椅，需两人协助转移", "视力残疾", "依赖制氧机，停电须优先转移", "每周三次透析")),
    ("pregnant", 1990, 15, ("预产期临近", "妊娠高血压", "")),
    ("low_income", 1955, 40, ("", "长期服药", "慢阻肺")),
)
"""Kind, earliest year of birth, how many years, medical notes."""
_RELATIONS: dict[NeedKind, tuple[str, ...]] = {
    "living_alone": ("儿子", "女儿", "侄子", "外甥女"),
    "empty_nest": ("儿子", "女儿"),
    "disabled": ("父亲", "母亲", "哥哥", "妻子"),
    "pregnant": ("丈夫", "母亲"),
    "low_income": ("女儿", "弟弟", "姐姐"),
}


def demo_registry(areas: Sequence[Area], people: People) -> Registry:
    """Everything, in the order of grids; the same every time."""
    names = {area.code: area.name for area in areas}
    grids = {area.code: shapely.from_geojson(area.geometry).buffer(-_EDGE) for area in areas if area.level == "grid"}
    points = {code: inside(ground, _ESTATES + sum(n for *_, n in _FURNITURE)) for code, ground in grids.items()}
    estates = list(_estates(points, names))
    buildings = [one for estate in estates for one in _buildings(estate, grids[estate.grid])]
    homes = [_home(number, building, nth) for number, (building, nth) in enumerate(product(buildings, range(_HOMES)))]
    return Registry(
        estates=estates,
        buildings=buildings,
        households=homes,
        in_need=list(_in_need(homes, people)),
        facilities=list(_facilities(points)),
        groups=people.groups,
        stations=[_station(number, area, areas) for number, area in enumerate(areas) if area.level != "grid"],
        posts=people.posts,
        contacts=[_contact(number, one) for number, one in enumerate(people.accounts) if one.password is not None],
    )


def _estates(points: dict[str, list[Point]], names: dict[str, str]) -> Iterator[Estate]:
    in_community, in_street, villages = Counter[str](), Counter[str](), 0
    for grid, found in points.items():
        for serial, (lon, lat) in enumerate(found[:_ESTATES], start=1):
            community, street = grid[:12], grid[:9]
            nth = in_community[community]
            in_community[community] += 1
            if names[street].endswith("镇"):
                name = _VILLAGES[villages % len(_VILLAGES)] + _ENDS[villages // len(_VILLAGES)]
                address = names[street] + name
                villages += 1
            else:
                name = names[community].removesuffix("社区") + _FIRST[nth] + pick(f"{community}{nth}", _SECOND)
                road, house = in_street[street] % len(_ROADS), in_street[street] // len(_ROADS)
                address = f"{names[street]}{_ROADS[road]}路{house * 8 + draw(name, 8) + 1}号"
                in_street[street] += 1
            yield Estate(
                id=f"{grid}-{serial}",
                grid=grid,
                name=name,
                address=address,
                lat=round(lat, 6),
                lon=round(lon, 6),
                synthetic=True,
            )


def _buildings(estate: Estate, ground: BaseGeometry) -> Iterator[Building]:
    """Side by side around the estate's middle."""
    village = estate.name.endswith("村")
    for serial, (lon, lat) in enumerate(_side_by_side(estate, ground), start=1):
        number = f"{serial}{'号' if village else '栋'}"
        yield Building(
            id=f"{estate.id}-{serial}",
            estate=estate.id,
            grid=estate.grid,
            number=number,
            name=estate.name + number,
            address=estate.address + number,
            storeys=2 + draw(estate.id + number, 2) if village else 6 + draw(estate.id + number, 13),
            lat=round(lat, 6),
            lon=round(lon, 6),
            hazard=_hazard(estate, number, village=village),
            synthetic=True,
        )


def _hazard(estate: Estate, number: str, *, village: bool) -> Hazard:
    """四房一低洼: more of it in villages; a low-lying estate is so as a whole."""
    if draw(estate.id + "low", 25) == 0:
        return "low_lying"
    kinds: tuple[Hazard, ...] = ("tiled", "tiled", "dangerous", "makeshift", "board") if village else ("dangerous",)
    drawn = draw(estate.id + number + "hazard", 40 if village else 80)
    return kinds[drawn] if drawn < len(kinds) else ""


def _side_by_side(estate: Estate, ground: BaseGeometry) -> list[Point]:
    steps = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)]
    tried = ((estate.lon + x * size, estate.lat + y * size) for size in (_STEP, _STEP / 3, _STEP / 9) for x, y in steps)
    return list(islice((point for point in tried if shapely.contains_xy(ground, *point)), _BUILDINGS))


def _need_of(number: int) -> int | None:
    """Which special need there is in the n-th home, by its place in `_NEEDS`."""
    return number // _EACH % len(_NEEDS) if number % _EACH == _EACH // 2 else None


def _home(number: int, building: Building, nth: int) -> Household:
    need = _need_of(number)
    alone = need is not None and _NEEDS[need][0] == "living_alone"
    room = f"{1 + nth * building.storeys // _HOMES}0{nth % 2 + 1}"
    return Household(
        id=f"{building.id}-{room}",
        building=building.id,
        grid=building.grid,
        room=room,
        head=name_of(_HEADS + number),
        phone=mobile_of(_HEADS + number),
        people=1 if alone else 2 + draw(building.id + room, 5),
        tenure="rented" if draw(room + building.id, 4) == 0 else "owned",
        synthetic=True,
    )


def _in_need(homes: list[Household], people: People) -> Iterator[PersonInNeed]:
    """The heads of some homes, each with a worker of their grid, most of the frail among them with a call button."""
    workers: dict[str, list[str]] = {}
    for worker in people.workers:
        workers.setdefault(worker.areas[0], []).append(worker.id)
    frail, buttons, found = 0, 0, 0
    for number, home in enumerate(homes):
        need = _need_of(number)
        if need is None:
            continue
        kind, year, years, notes = _NEEDS[need]
        found += 1
        device = None
        if kind in ("living_alone", "empty_nest", "disabled"):
            frail += 1
            if frail % 5 < 3:
                buttons += 1
                device = id_of(f"device-{buttons}")
        yield PersonInNeed(
            id=id_of(f"need-{home.id}"),
            name=home.head,
            kind=kind,
            birth_year=year + draw(home.id, years),
            grid=home.grid,
            building=home.building,
            room=home.room,
            phone=home.phone,
            worker=pick(home.id, workers[home.grid]),
            family_name=name_of(_FAMILY + found),
            family_relation=pick(home.id, _RELATIONS[kind]),
            family_phone=mobile_of(_FAMILY + found),
            medical=pick(home.head, notes),
            device=device,
            synthetic=True,
        )


def _facilities(points: dict[str, list[Point]]) -> Iterator[Facility]:
    """Numbered by street and kind, as the plates on them are."""
    serials = Counter[str]()
    for grid, found in points.items():
        free = iter(found[_ESTATES:])
        for kind, letter, name, count in _FURNITURE:
            for lon, lat in islice(free, count):
                plate = f"{letter}{grid[6:9]}"
                serials[plate] += 1
                number = f"{plate}-{serials[plate]:04}"
                yield Facility(
                    id=number,
                    kind=kind,
                    name=name + number,
                    grid=grid,
                    lat=round(lat, 6),
                    lon=round(lon, 6),
                    synthetic=True,
                )


def _contact(number: int, account: Account) -> Contact:
    """Everybody has a mobile; grid workers and their leaders are in the enterprise messenger by their user name."""
    in_messenger = account.role in ("worker", "supervisor")
    return Contact(
        id=account.id,
        phone=mobile_of(_STAFF + number),
        wecom=str(account.username) if in_messenger else "",
        synthetic=True,
    )


_STAFF = 50_000
"""Telephone numbers of staff begin here, behind those of residents."""
_OFFICES = {"district": ("网格管理中心", "Grid Centre"), "street": ("网格管理所", "Grid Office")}


def _station(number: int, area: Area, areas: Sequence[Area]) -> Station:
    """The district's centre is in the old town; every other office in the middle of its area."""
    at = next(one for one in areas if one.code == "460107002") if area.level == "district" else area
    name, name_en = _OFFICES.get(area.level, ("网格工作站", "Grid Station"))
    return Station(
        id=area.code,
        name=area.name + name,
        name_en=f"{area.name_en} {name_en}",
        address=f"{area.name}{pick(area.code, _ROADS)}路{1 + draw(area.code, 90)}号",
        phone=office_of(number),
        lat=at.lat,
        lon=at.lon,
        synthetic=True,
    )
