"""A script from a past stretch of the real ledger: what came from outside comes again, with the same gaps.

Names, telephones, callers, reporters, photos and references are left out; texts are scrubbed; a place becomes its
building or its grid. What people did about it is not taken over: it is expected of them, by the limits of the policy.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from math import cos, hypot, radians
from typing import Literal

from msgspec import Struct

from command.domain import facts as f
from command.domain.category import CATEGORIES
from command.domain.drill.making.arranging import Line, arranged
from command.domain.drill.making.expected import (
    LimitsOf,
    built_in_limits,
    level_for,
    noted,
    of_contact,
    of_incident,
    of_silence,
    of_warning,
    switched,
)
from command.domain.drill.making.scrubbing import Scrubber
from command.domain.facts.script import (
    CallInject,
    ContactInject,
    OrderInject,
    ReportInject,
    Script,
    SilentInject,
    TrackFix,
    TrackInject,
    WarningInject,
)
from command.domain.place import Place, Spot
from command.domain.registry import Building

TYPES = (
    "IncidentFiled",
    "ReportMerged",
    "WarningReceived",
    "StormTracked",
    "SuperiorOrdered",
    "ContactLost",
    "ContactRegained",
    "RollCallOpened",
)
"""What of the ledger is looked at."""
LONGEST = timedelta(days=7)
_NEAR_M = 40.0
_DEGREE_M = 111_195.0
_AVERAGING: dict[str, Literal["1min", "2min", "10min"]] = {
    "1-min": "1min",
    "2-min": "2min",
    "3-min": "2min",
    "10-min": "10min",
}
_READ = "来自真实记录，已去除姓名、电话与照片；使用前请再读一遍"


class Then(Struct, frozen=True):
    """A fact of the ledger and when it was (UTC)."""

    at: datetime
    fact: f.AnyFact


def named_in(entries: Iterable[Then]) -> set[str]:
    """Everybody whom facts of the stretch name themselves: callers, reporters, who is silent, who did it."""
    found: set[str] = set()
    for one in entries:
        fact = one.fact
        caller = getattr(fact, "caller", None)
        if caller is not None:
            found |= {caller.name, caller.phone}
        found |= {getattr(fact, name, "") for name in ("reporter_name", "by_name")}
        if isinstance(fact, f.ContactLost):
            found |= set(fact.people.values())
    return found - {""}


def from_past(
    entries: Iterable[Then],
    starts: datetime,
    buildings: Iterable[Building],
    scrub: Scrubber,
    *,
    name: str,
    limits_of: LimitsOf = built_in_limits,
) -> Script:
    """A script of what came from outside since `starts` (UTC), in the same gaps of time."""
    places = _Places(buildings)
    entries = list(entries)
    lines: list[Line] = []
    for one in entries:
        at = (one.at - starts).total_seconds()
        if at >= 0:
            lines += _line(one, at, starts, entries, places, scrub, limits_of)
    scenario = f"由 {starts:%Y-%m-%d} 的真实台账生成，时间间隔不变，共 {len(lines)} 条。"
    return arranged(scrub(name), scenario, "ledger", f"{starts:%Y-%m-%dT%H:%MZ}", lines, _READ)


def _line(
    one: Then,
    at: float,
    starts: datetime,
    entries: list[Then],
    places: "_Places",
    scrub: Scrubber,
    limits_of: LimitsOf,
) -> Iterator[Line]:
    fact = one.fact
    if isinstance(fact, f.IncidentFiled | f.ReportMerged):
        if fact.disposition != "settled" and fact.category in CATEGORIES:
            yield _incident(fact, at, places, scrub, limits_of)
    elif isinstance(fact, f.WarningReceived) and fact.colour is not None and fact.status == "Actual":
        yield _warning(fact, at, starts, scrub)
    elif isinstance(fact, f.StormTracked):
        yield at, f"台风{scrub(fact.name)}路径更新", _track(fact, starts), noted("是否据此研判并重排任务时限")
    elif isinstance(fact, f.SuperiorOrdered):
        order = OrderInject(issuer="上级指挥部", number="演练令", level=fact.level, text="")
        yield at, "上级要求响应等级", order, [switched(fact.level)]
    elif isinstance(fact, f.ContactLost):
        yield at, "网格失联", _silence(one, fact, entries), of_silence()
    elif isinstance(fact, f.RollCallOpened):
        yield at, "点名", ContactInject(text="点名：请回应"), of_contact()


def _incident(
    fact: f.IncidentFiled | f.ReportMerged, at: float, places: "_Places", scrub: Scrubber, limits_of: LimitsOf
) -> Line:
    said = scrub(fact.text).strip() or CATEGORIES[fact.category].name
    place, called = places.of(fact.place), fact.caller is not None
    expected = of_incident(fact.category, fact.hazard, limits_of, called=called)
    content: ReportInject | CallInject
    if called:
        content = CallInject(text=said, category=fact.category, place=place, hazard=fact.hazard)
    else:
        content = ReportInject(category=fact.category, place=place, text=said, hazard=fact.hazard)
    return at, f"{CATEGORIES[fact.category].name}", content, expected


def _warning(fact: f.WarningReceived, at: float, starts: datetime, scrub: Scrubber) -> Line:
    words = fact.zh or fact.en
    content = WarningInject(
        event=(fact.code or fact.hazard)[:40],
        colour=fact.colour or "blue",
        areas=fact.areas[:100] or [fact.area],
        headline=scrub(words.headline) if words is not None else "",
        description=scrub(words.description)[:2000] if words is not None else "",
        expires_s=_within(fact.expires - starts, at + 60),
    )
    title = content.headline or (words.event if words is not None else content.event)
    return at, title[:60], content, of_warning(level_for(content.event, content.colour))


def _within(length: timedelta, least: float) -> int:
    return round(min(max(length.total_seconds(), least), LONGEST.total_seconds()))


def _track(fact: f.StormTracked, starts: datetime) -> TrackInject:
    points = [
        TrackFix(
            offset_s=round((point.at - starts).total_seconds()),
            lat=point.lat,
            lon=point.lon if point.lon <= 180 else point.lon - 360,
            wind_ms=point.wind_ms,
            pressure_hpa=point.pressure_hpa,
            forecast=point.forecast,
            **{f"r{one.force}_km": list(one.radii) for one in point.circles},
        )
        for point in fact.points[-200:]
    ]
    averaging = _AVERAGING[fact.averaging]
    return TrackInject(storm=fact.name or fact.code, agency=fact.agency, averaging=averaging, points=points)


def _silence(one: Then, fact: f.ContactLost, entries: list[Then]) -> SilentInject:
    """For as long as it was; ten minutes if it is not known."""
    heard = next(
        (
            then.at
            for then in entries
            if isinstance(then.fact, f.ContactRegained) and then.fact.area == fact.area and then.at > one.at
        ),
        one.at + timedelta(minutes=10),
    )
    return SilentInject(area=fact.area, count=max(1, len(fact.people)), for_s=_within(heard - one.at, 60))


class _Places:
    """Where something was, no nearer than its building."""

    def __init__(self, buildings: Iterable[Building]) -> None:
        self._by_grid: dict[str, list[Building]] = {}
        for one in buildings:
            self._by_grid.setdefault(one.grid, []).append(one)

    def of(self, spot: Spot) -> Place:
        """The nearest building of its grid within some steps, else the grid."""
        near = [(_metres(one, spot), one.id) for one in self._by_grid.get(spot.grid, ())]
        metres, building = min(near, default=(_NEAR_M, ""))
        return Place(building=building) if building and metres < _NEAR_M else Place(grid=spot.grid)


def _metres(building: Building, spot: Spot) -> float:
    north = (building.lat - spot.lat) * _DEGREE_M
    east = (building.lon - spot.lon) * _DEGREE_M * cos(radians(spot.lat))
    return hypot(north, east)
