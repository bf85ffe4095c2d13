"""Scripts that ship: Rammasun, a flooded estate, a gas leak; each fitted to the district's own places."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from command.domain.area import AreaIndex
from command.domain.chance import Chance
from command.domain.drill.making.arranging import Line, arranged
from command.domain.drill.making.expected import (
    LimitsOf,
    level_for,
    noted,
    of_contact,
    of_incident,
    of_message,
    of_silence,
    of_warning,
)
from command.domain.drill.making.rammasun import rammasun_script
from command.domain.drill.making.risks import Risk, call, report, spoken
from command.domain.facts.drill import Form
from command.domain.facts.script import (
    ContactInject,
    MessageInject,
    RoadInject,
    Script,
    SilentInject,
    WarningInject,
)
from command.domain.place import Place
from command.domain.registry import Building, Estate, Registry


class Shipped(Struct, frozen=True, kw_only=True):
    """One that ships. `area`: the level of area it is made for (`district`, or a `grid` with an estate). `form` and
    `compression`: as it is meant to be played, `injects` (of Rammasun about so many: it follows what stands in the
    district) and `minutes` of its own time."""

    id: str
    name: str
    name_en: str
    about: str
    about_en: str
    area: str
    form: Form = "live"
    compression: float = 1
    injects: int
    minutes: int


SHIPPED = {
    one.id: one
    for one in (
        Shipped(
            id="rammasun",
            name="威马逊 60 小时",
            name_en="Rammasun, sixty hours",
            about="2014 年 7 月 17 日 8 时至 19 日 20 时：预警、路径、响应等级、按推算风力的险情，约 200 条",
            about_en="17 July 2014 08:00 to 19 July 20:00: warnings, tracks, levels, damage by modelled wind",
            area="district",
            compression=10,
            injects=200,
            minutes=3600,
        ),
        Shipped(
            id="flooded_estate",
            name="小区内涝 60 分钟",
            name_en="A flooded estate, sixty minutes",
            about="一个小区进水：报警、转移、停电、道路封闭、失联，12 条",
            about_en="One estate under water: calls, people to move, power, a closed road, silence; twelve",
            area="grid",
            injects=12,
            minutes=60,
        ),
        Shipped(
            id="gas_leak",
            name="燃气泄漏 40 分钟",
            name_en="A gas leak, forty minutes",
            about="一栋楼燃气泄漏：接报、疏散、警戒、伤员、媒体询问，9 条",
            about_en="Gas in one building: calls, evacuation, a cordon, the injured, the media; nine",
            area="grid",
            form="tabletop",
            injects=9,
            minutes=40,
        ),
    )
}


class NoPlace(ValueError):
    """The grid has no estate with a building to play it in."""


def shipped(id_: str, area: str, areas: AreaIndex, registry: Registry, chance: Chance, limits_of: LimitsOf) -> Script:
    """The script fitted to an area (its code). Raises KeyError for an unknown id, NoPlace where it cannot be played."""
    if id_ == "rammasun":
        return rammasun_script(area, areas, registry, chance, limits_of, SHIPPED[id_].about)
    make: Callable[[_Scene], Iterator[Line]] = {"flooded_estate": _flooded, "gas_leak": _leaking}[id_]
    scene = _scene(area, areas, registry, limits_of)
    about = SHIPPED[id_]
    name = f"{scene.estate.name} · {about.name}"
    return arranged(name, about.about, "shipped", id_, make(scene))


# ---- the short ones


class _Scene(Struct, frozen=True):
    """Where a short script is played."""

    grid: str
    grid_name: str
    estate: Estate
    homes: list[Building]
    registry: Registry
    limits_of: LimitsOf

    def at(self, n: int) -> tuple[Place, str]:
        """A building and what it is called: there is always one, however few there are."""
        home = self.homes[n % len(self.homes)]
        return Place(building=home.id), spoken(home, self.registry)


def _scene(grid: str, areas: AreaIndex, registry: Registry, limits_of: LimitsOf) -> _Scene:
    homes = [one for one in registry.buildings if one.grid == grid]
    low = [one for one in homes if one.hazard == "low_lying"]
    for estate in sorted(registry.estates, key=lambda one: one.id not in {home.estate for home in low}):
        own = [one for one in homes if one.estate == estate.id]
        if estate.grid == grid and own:
            return _Scene(grid, areas.name(grid), estate, own, registry, limits_of)
    raise NoPlace(grid)


def _flooded(scene: _Scene) -> Iterator[Line]:
    rain = WarningInject(
        event="11B03", colour="red", areas=[scene.grid[:6]], headline="暴雨红色预警", expires_s=3 * 3600
    )
    yield 0, "暴雨红色预警", rain, of_warning(level_for("11B03", "red"))
    yield from _matters(
        scene,
        (180, 0, "call", "event.0406", "property", "{place}门口积水没过脚踝，还在涨"),
        (420, 1, "report", "event.0404", "none", "{place}前雨水井倒灌"),
        (720, 0, "call", "grid.special_need", "life", "{place}一楼有独居老人没出来，水到窗台"),
        (960, 2, "report", "component.0103", "life", "{place}外井盖被冲开，路面看不见"),
        (1500, 1, "call", "grid.rescue", "life", "{place}一家三口被困一楼"),
        (1680, 2, "call", "event.0408", "life", "{place}配电箱进水，有人说漏电"),
        (2100, 0, "call", "grid.medical", "life", "{place}有人滑倒，头部出血"),
    )
    asked = MessageInject(text="区防指：请报该小区转移人数。", to=["operator", "coordinator"])
    yield 1800, "区防指询问转移人数", asked, of_message()
    closed = RoadInject(
        text=f"{scene.estate.name}门前道路积水 50 厘米，封闭。",
        place=scene.at(0)[0],
        areas=[scene.grid],
        opens_s=3600,
    )
    yield 1200, "门前道路封闭", closed, noted("是否通知该网格人员绕行")
    yield 2400, "网格员失联", SilentInject(area=scene.grid, count=1, for_s=600), of_silence()
    yield 3000, "点名", ContactInject(text="点名：请回应"), of_contact()


def _leaking(scene: _Scene) -> Iterator[Line]:
    yield from _matters(
        scene,
        (0, 0, "call", "grid.gas", "life", "{place}三楼楼道煤气味很重"),
        (120, 0, "call", "grid.gas", "life", "{place}也闻到煤气味，有人头晕"),
        (480, 0, "report", "event.0403", "life", "{place}燃气管道有漏气声，需疏散整栋"),
        (720, 0, "call", "grid.medical", "life", "{place}一名住户昏迷"),
        (900, 1, "call", "grid.special_need", "property", "{place}行动不便的居民无法自行疏散"),
        (1500, 0, "call", "grid.crime", "none", "{place}有人不听劝阻要回屋取东西，发生争执"),
    )
    closed = RoadInject(
        text=f"{scene.estate.name}周边 100 米警戒，禁止明火和车辆通行。",
        place=scene.at(0)[0],
        areas=[scene.grid],
        opens_s=2400,
    )
    yield 600, "周边警戒", closed, noted("是否通知在岗人员警戒范围")
    media = MessageInject(text="媒体来电：是否发生爆炸？伤亡多少？", to=["coordinator"])
    yield 1200, "媒体询问", media, of_message()
    yield 1800, "点名清点现场人员", ContactInject(text="点名：现场人员请回应"), of_contact()


def _matters(scene: _Scene, *matters: tuple[int, int, str, str, str, str]) -> Iterator[Line]:
    for at, home, way, category, hazard, text in matters:
        place, name = scene.at(home)
        risk = Risk(1, category, hazard, text.format(place=name), place)  # type: ignore[arg-type]
        expected = of_incident(category, risk.hazard, scene.limits_of, called=way == "call")
        yield at, risk.text[:60], call(risk) if way == "call" else report(risk), expected
