"""What a storm does to a district: reports by place, kind and time, drawn from the modelled wind at each grid.

How the rate of a kind grows with the wind is ours, made to exercise the product; it describes no measured storm. Water
follows the rain, which is taken to follow the wind with a delay. What breaks at night is partly found in the morning.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import exp
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from command.domain.chance import Chance
from command.domain.storm.track import Track
from command.domain.storm.wind import winds_at

STEP = timedelta(minutes=10)
WATER_DELAY = timedelta(hours=2)
Point = tuple[float, float]
_EPOCH = datetime.fromtimestamp(0, UTC)
Disposition = Literal["help", "mine", "settled"]
Hazard = Literal["life", "property", "none"]


class Matter(Struct, frozen=True):
    """What a report says, without its place."""

    category: str
    disposition: Disposition
    hazard: Hazard
    text: str


class Kind(Struct, frozen=True):
    """One kind of damage: nothing below `from_ms`; at 40 m/s `at_40` reports an hour from the whole district, and in
    between with the cube of the excess. `life`, `property`: the share that endangers those. `water`: after the rain."""

    category: str
    texts: tuple[str, ...]
    from_ms: float
    at_40: float
    life: float = 0.0
    property: float = 0.2
    water: bool = False


KINDS = (
    Kind("event.0601", ("树倒在路上", "大树压住车辆", "断枝挡住小区出口"), 15, 27, 0.02, 0.3),
    Kind("event.0205", ("招牌要掉下来", "广告牌被吹落", "铁皮棚被掀起"), 13, 18, 0.04, 0.3),
    Kind("event.0406", ("路面积水没过脚踝", "积水进了一楼", "积水淹到车轮"), 10, 21, 0.03, 0.25, water=True),
    Kind("event.0404", ("雨水井排不下去", "下水道倒灌"), 10, 8, 0.0, 0.2, water=True),
    Kind("event.0408", ("电线垂到路面", "电线杆倾斜"), 18, 9, 0.25, 0.2),
    Kind("grid.hidden_danger", ("脚手架松动", "危房墙体开裂", "窗户被吹落"), 15, 8, 0.1, 0.4),
    Kind("event.0402", ("水管被倒下的树压断",), 22, 2, 0.0, 0.4),
    Kind("grid.special_need", ("独居老人家里进水", "老人被困一楼"), 18, 6, 0.3, 0.3),
    Kind("grid.medical", ("有人被吹落的物品砸伤", "孕妇临产，路不通"), 18, 4, 1.0, 0.0),
    Kind("grid.rescue", ("屋顶被掀，一家人被困", "水涨到一楼窗台，有人被困"), 25, 4, 1.0, 0.0),
    Kind("grid.gas", ("楼道里有煤气味",), 20, 1, 1.0, 0.0),
)
SEEN_LATER = 0.25
"""The share of what is no danger to life that is only seen when the wind has gone down, or at daylight."""


class Damage(Struct, frozen=True):
    """One thing that somebody reports: when, where, what. `called`: by telephone, since nobody is outside."""

    at: datetime
    grid: str
    matter: Matter
    called: bool


def damages(
    track: Track, places: Mapping[str, Point], begin: datetime, end: datetime, chance: Chance, scale: float = 1.0
) -> list[Damage]:
    """Everything that is reported from `begin` to `end`, in its order. `places`: the centre of each grid (WGS84)."""
    codes, winds = list(places), _Winds(track, places)
    drawn = np.random.default_rng(chance.randrange(2**32))
    found: list[Damage] = []
    for at in (begin + STEP * n for n in range(int((end - begin) / STEP))):
        for kind in KINDS:
            wind = winds.at(at - (WATER_DELAY if kind.water else timedelta()))
            each = scale * kind.at_40 * STEP.total_seconds() / 3600 / len(codes) * _share(wind, kind.from_ms)
            counts = drawn.poisson(each)
            for index in np.flatnonzero(counts).tolist():
                found += [_one(kind, codes[index], at, end, winds, chance) for _ in range(int(counts[index]))]
    return sorted(found, key=lambda one: (one.at, one.grid))


class _Winds:
    """The modelled winds at all grids, each moment worked out once."""

    def __init__(self, track: Track, places: Mapping[str, Point]) -> None:
        self._track = track
        self._lat, self._lon = (np.array([place[axis] for place in places.values()]) for axis in (0, 1))
        self._known: dict[datetime, NDArray[np.float64]] = {}

    def at(self, moment: datetime) -> NDArray[np.float64]:
        """At a whole step."""
        if moment not in self._known:
            self._known[moment] = winds_at(self._track, self._lat, self._lon, moment)
        return self._known[moment]

    def mean(self, moment: datetime) -> float:
        """All over the district, in the step that the moment lies in."""
        return float(self.at(moment - (moment - _EPOCH) % STEP).mean())


def _share(wind: NDArray[np.float64], from_ms: float) -> NDArray[np.float64]:
    """1 at 40 m/s, 0 below `from_ms`."""
    return np.clip((wind - from_ms) / (40.0 - from_ms), 0.0, 2.0) ** 3


def _one(kind: Kind, grid: str, at: datetime, end: datetime, winds: _Winds, chance: Chance) -> Damage:
    when = at + STEP * chance.random()
    hazard = _hazard(kind, chance)
    if hazard != "life" and chance.random() < SEEN_LATER:
        when = min(when + timedelta(hours=chance.uniform(3, 12)), end - timedelta(minutes=1))
    outdoors = exp(-max(0.0, winds.mean(when) - 8.0) / 8.0)  # the stronger the wind, the fewer are outside to see it
    matter = Matter(kind.category, "help", hazard, chance.choice(kind.texts))
    return Damage(when, grid, matter, called=chance.random() >= 0.7 * outdoors)


def _hazard(kind: Kind, chance: Chance) -> Hazard:
    point = chance.random()
    if point < kind.life:
        return "life"
    return "property" if point < kind.life + kind.property else "none"


def busiest_hour(found: Sequence[Damage]) -> tuple[datetime, int]:
    """When the most is reported within an hour, and how much; ValueError for nothing."""
    hours = [one.at.replace(minute=0, second=0, microsecond=0) for one in found]
    most = max(set(hours), key=lambda hour: (hours.count(hour), hour))
    return most, hours.count(most)
