"""Rammasun as a script: the bureau's signals, orders from above, six-hourly bulletins, damage by the modelled wind.

The track is the best track that the project carries; signals and damage follow from it, the grids and the seed.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

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
    switched,
)
from command.domain.drill.making.risks import Risk, call, report
from command.domain.facts.script import (
    ContactInject,
    MessageInject,
    OrderInject,
    RoadInject,
    Script,
    SilentInject,
    TrackFix,
    TrackInject,
    WarningInject,
)
from command.domain.place import Place
from command.domain.registry import Building, Registry
from command.domain.storm.bureau import Colour, Signal, signals
from command.domain.storm.damage import Damage, busiest_hour, damages
from command.domain.storm.track import Track, as_of
from command.domain.storm.tracks.rammasun import NAME, rammasun

_BEIJING = timezone(timedelta(hours=8))
BEGIN = datetime(2014, 7, 17, 8, tzinfo=_BEIJING)
END = datetime(2014, 7, 19, 20, tzinfo=_BEIJING)
"""The sixty hours of the run, Beijing time."""
_BULLETIN = timedelta(hours=6)
_LEVEL: dict[Colour, int] = {"blue": 4, "yellow": 3, "orange": 2, "red": 1}
_NAMES: dict[Colour, str] = {"blue": "蓝色", "yellow": "黄色", "orange": "橙色", "red": "红色"}
_ROMAN = {1: "Ⅰ", 2: "Ⅱ", 3: "Ⅲ", 4: "Ⅳ"}
_DAMAGE = 150
"""So many of the reports drawn: with warnings, bulletins and orders about two hundred lines."""


def rammasun_script(
    area: str, areas: AreaIndex, registry: Registry, chance: Chance, limits_of: LimitsOf, about: str = ""
) -> Script:
    """The whole run over the district that `area` lies in."""
    district, track = area[:6], rammasun()
    places = {one.code: (one.lat, one.lon) for one in areas if one.level == "grid" and one.code.startswith(area)}
    lines: list[Line] = []
    for signal in signals(track, places, BEGIN, END):
        lines += _signal(signal, district)
    lines += _bulletins(track)
    broken = damages(track, places, BEGIN, END, chance) if places else []
    lines += _damage(broken, registry, chance, limits_of)
    lines += _questions(broken, areas)
    return arranged(f"台风{NAME}演练", about, "shipped", "rammasun", lines)


def _s(at: datetime) -> float:
    return (at - BEGIN).total_seconds()


def _signal(signal: Signal, district: str) -> Iterator[Line]:
    """The bureau's signal, and half an hour later the order from above that follows it."""
    if signal.colour is None:
        return
    at, colour = _s(signal.at), signal.colour
    warned = WarningInject(
        event="11B01",
        colour=colour,
        areas=[district],
        headline=f"台风{_NAMES[colour]}预警",
        description=f"受台风“{NAME}”影响，推算最大平均风力 {signal.strongest_ms:.0f} 米/秒。",
        expires_s=round(at + 48 * 3600),
    )
    yield at, f"台风{_NAMES[colour]}预警", warned, of_warning(level_for("11B01", colour))
    level = _LEVEL[colour]
    order = OrderInject(
        issuer="市防汛防风防旱指挥部",
        number=f"演练〔2014〕{5 - level}号",
        level=level,  # type: ignore[arg-type]
        text=f"启动防台风{_ROMAN[level]}级应急响应。",
    )
    yield at + 1800, f"市指挥部要求{_ROMAN[level]}级响应", order, [switched(level)]


def _bulletins(track: Track) -> Iterator[Line]:
    at = BEGIN
    while at < END:
        known = as_of(track, at)
        if known is not None:
            fixes = [
                TrackFix(
                    offset_s=round(_s(one.at)),
                    lat=one.lat,
                    lon=one.lon,
                    wind_ms=one.wind_ms,
                    pressure_hpa=one.pressure_hpa,
                    forecast=one.forecast,
                )
                for one in known.points
            ]
            content = TrackInject(storm=NAME, agency=track.agency, averaging="2min", points=fixes)
            yield _s(at) + 300, f"台风{NAME}路径（{at:%d日%H时}）", content, noted("是否更新路径并研判到达时间")
        at += _BULLETIN


def _damage(broken: list[Damage], registry: Registry, chance: Chance, limits_of: LimitsOf) -> Iterator[Line]:
    """A part of what is drawn, so that a drill can be read; its shape over time stays."""
    homes: dict[str, list[Building]] = {}
    for home in registry.buildings:
        homes.setdefault(home.grid, []).append(home)
    taken = sorted(chance.sample(range(len(broken)), min(_DAMAGE, len(broken))))
    for one in (broken[n] for n in taken):
        near = homes.get(one.grid)
        place = Place(building=chance.choice(near).id) if near else Place(grid=one.grid)
        risk = Risk(1, one.matter.category, one.matter.hazard, one.matter.text, place)
        expected = of_incident(risk.category, risk.hazard, limits_of, called=one.called)
        if one.called:
            yield _s(one.at), risk.text, call(risk), expected
        else:
            yield _s(one.at), risk.text, report(risk), expected


def _questions(broken: list[Damage], areas: AreaIndex) -> Iterator[Line]:
    """What is asked and goes silent while most is broken."""
    yield 3600, "点名", ContactInject(text="点名：请回应"), of_contact()
    if not broken:
        return
    worst = _s(busiest_hour(broken)[0])
    grids = [one.grid for one in broken if abs(_s(one.at) - worst) < 3600]
    streets = [one[:9] if areas.get(one[:9]) is not None else one for one in grids]
    street = max(sorted(set(streets)), key=streets.count)
    asked = MessageInject(text="省防总：请报转移安置人数和受灾情况。", to=["coordinator", "operator"])
    yield worst - 1800, "省防总询问灾情", asked, of_message()
    yield worst, "一个街道多人失联", SilentInject(area=street, count=3, for_s=1200), of_silence()
    closed = RoadInject(
        text="主干道树木倒伏、积水，双向封闭。",
        place=Place(grid=grids[0]),
        areas=[street],
        opens_s=round(worst + 4 * 3600),
    )
    yield worst + 900, "主干道封闭", closed, noted("是否通知该片区在岗人员绕行")
    media = MessageInject(text="媒体来电：网传某小区有人员伤亡，是否属实？", to=["coordinator"])
    yield worst + 3600, "媒体核实传言", media, of_message()
