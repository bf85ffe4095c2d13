"""A script from a grid's own risks: what stands and who lives there decides what happens.

Nobody is named: of a person in need only the kind and the building are used.
"""

from collections.abc import Iterator

from msgspec import Struct

from command.domain.area import AreaIndex
from command.domain.chance import Chance
from command.domain.drill.making.arranging import Line, arranged
from command.domain.drill.making.expected import (
    LimitsOf,
    built_in_limits,
    level_for,
    noted,
    of_incident,
    of_message,
    of_silence,
    of_warning,
)
from command.domain.facts import Caller
from command.domain.facts.script import (
    CallInject,
    MessageInject,
    ReportInject,
    RoadInject,
    Script,
    SilentInject,
    WarningInject,
)
from command.domain.place import Place
from command.domain.registry import Building, Registry
from command.domain.triage import Hazard

CALLER = Caller("演练来电", "000-0000000")
"""A caller whom nobody can mistake for somebody real."""
_HAZARDS: dict[str, tuple[str, Hazard, str]] = {
    "dangerous": ("event.0602", "life", "{place}墙体开裂、局部坍塌，里面可能还有人"),
    "tiled": ("grid.hidden_danger", "property", "{place}瓦片被吹落，屋顶漏雨"),
    "makeshift": ("grid.hidden_danger", "life", "{place}工棚被风掀起，有人在里面"),
    "board": ("grid.hidden_danger", "property", "{place}板房晃动，住户不敢停留"),
    "low_lying": ("event.0406", "life", "{place}积水到膝盖还在涨，一楼有人没出来"),
}
_NEEDS: dict[str, tuple[str, str]] = {
    "living_alone": ("grid.special_need", "{place}独居老人家中进水，敲门没有应答"),
    "empty_nest": ("grid.special_need", "{place}空巢老人求助：停电，下不了楼"),
    "disabled": ("grid.rescue", "{place}行动不便的居民被困一楼，水已进屋"),
    "pregnant": ("grid.medical", "{place}孕妇临产，门口积水车进不来"),
    "low_income": ("grid.service", "{place}困难家庭家中断粮断水，请求帮助"),
}
_FACILITIES: dict[str, tuple[str, Hazard, str]] = {
    "manhole": ("component.0103", "life", "{place}井盖被水冲开，路面看不见井口"),
    "hydrant": ("component.0107", "none", "{place}消火栓被撞，水往外喷"),
    "lamp": ("event.0408", "life", "{place}旁电线垂到路面"),
    "camera": ("component.0599", "none", "{place}立杆倾斜"),
}


class Risk(Struct, frozen=True):
    """One thing that can happen there. `weight`: how grave, the gravest are taken first."""

    weight: int
    category: str
    hazard: Hazard
    text: str
    place: Place


def risks_of(grid: str, registry: Registry) -> list[Risk]:
    """Everything in a grid (its 15-digit code) from which something can happen, in the order of the registry."""
    buildings = {one.id: one for one in registry.buildings if one.grid == grid}
    found = [
        Risk(3, category, hazard, text.format(place=spoken(one, registry)), Place(building=one.id))
        for one in buildings.values()
        if one.hazard
        for category, hazard, text in (_HAZARDS[one.hazard],)
    ]
    for person in registry.in_need:
        if person.grid == grid and person.building in buildings:
            category, text = _NEEDS[person.kind]
            where = spoken(buildings[person.building], registry)
            hazard: Hazard = "life" if category in {"grid.rescue", "grid.medical"} else "none"
            found.append(Risk(2, category, hazard, text.format(place=where), Place(building=person.building)))
    for one in registry.facilities:
        if one.grid == grid:
            category, hazard, text = _FACILITIES[one.kind]
            found.append(Risk(1, category, hazard, text.format(place=one.id), Place(facility=one.id)))
    for estate in registry.estates:
        homes = [one for one in buildings.values() if one.estate == estate.id]
        if homes:
            text = f"{estate.name}{homes[0].number}楼道里有煤气味"
            found.append(Risk(2, "grid.gas", "life", text, Place(building=homes[0].id)))
    return found


def spoken(building: Building, registry: Registry) -> str:
    """A building as people say it."""
    estate = next((one.name for one in registry.estates if one.id == building.estate), "")
    return building.name if estate and building.name.startswith(estate) else f"{estate}{building.number}"


def from_risks(
    grid: str,
    areas: AreaIndex,
    registry: Registry,
    chance: Chance,
    *,
    count: int = 12,
    minutes: int = 90,
    limits_of: LimitsOf = built_in_limits,
) -> Script:
    """A rainstorm over a grid: a warning, `count` things at what is there, a silent worker, a closed road, a question.

    Spread over `minutes` as written. The same seed gives the same script; a grid without any risk, only the rest.
    """
    name = areas.name(grid)
    risks = risks_of(grid, registry)
    chance.shuffle(risks)
    taken = _varied(risks, count)
    chance.shuffle(taken)
    step = minutes * 60 / (len(taken) + 1)
    lines: list[Line] = list(_around(grid, name, minutes))
    for n, one in enumerate(taken, 1):
        at = step * n + chance.uniform(-0.3, 0.3) * step
        lines.append(told(at, one.text, one, chance, limits_of))
    scenario = f"{name}遭遇短时强降雨：按该网格底账中的{len(taken)}处风险编排。"
    return arranged(f"{name}风险演练", scenario, "risks", f"{grid} {name}", lines)


def _varied(risks: list[Risk], count: int) -> list[Risk]:
    """The gravest, but of each kind one before there is a second."""
    ranked: list[tuple[int, int, int, Risk]] = []
    seen: dict[str, int] = {}
    for n, one in enumerate(risks):
        times = seen.get(one.category, 0)
        seen[one.category] = times + 1
        ranked.append((times, -one.weight, n, one))
    return [one[3] for one in sorted(ranked, key=lambda one: one[:3])[:count]]


def told(at: float, title: str, risk: Risk, chance: Chance, limits_of: LimitsOf) -> Line:
    """By telephone or as a report, half and half."""
    called = chance.random() < 0.5
    expected = of_incident(risk.category, risk.hazard, limits_of, called=called)
    return at, title[:60], call(risk) if called else report(risk), expected


def call(risk: Risk) -> CallInject:
    """Somebody rings about it."""
    return CallInject(text=risk.text, category=risk.category, place=risk.place, hazard=risk.hazard, caller=CALLER)


def report(risk: Risk) -> ReportInject:
    """It is reported."""
    return ReportInject(category=risk.category, place=risk.place, text=risk.text, hazard=risk.hazard)


def _around(grid: str, name: str, minutes: int) -> Iterator[Line]:
    """What comes over the grid whatever stands there."""
    warned = WarningInject(
        event="11B03",
        colour="orange",
        areas=[grid[:6]],
        headline="暴雨橙色预警",
        description=f"未来 3 小时{name}等地降雨量将达 50 毫米以上。",
        expires_s=minutes * 60 + 3 * 3600,
    )
    yield 0, "暴雨橙色预警", warned, of_warning(level_for("11B03", "orange"))
    asked = MessageInject(text=f"区防指：请报{name}积水点、转移人数和在岗力量。", to=["operator", "coordinator"])
    yield minutes * 60 * 0.4, "上级询问情况", asked, of_message()
    closed = RoadInject(
        text=f"{name}主路积水，禁止通行，请绕行。",
        place=Place(grid=grid),
        areas=[grid],
        opens_s=minutes * 60,
    )
    yield minutes * 60 * 0.5, "道路封闭", closed, noted("是否通知到该片区在岗人员")
    silent = SilentInject(area=grid, count=1, for_s=900)
    yield minutes * 60 * 0.6, "网格员失联", silent, of_silence()
