"""The area tree: district > street or town > community > grid, and where in it a place lies.

Codes are division codes, each a prefix of those below it: 6 digits county, 9 street, 12 community,
15 grid (practice seen in cities; see `level_of`). Geometry is WGS84 GeoJSON.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec
import shapely
from msgspec import Struct
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from command.domain import geo
from command.domain.place import Place, Spot
from command.domain.raster import UNSURE, Raster
from command.domain.registry import Building, Facility

Level = Literal["district", "street", "community", "grid"]
LEVELS: dict[int, Level] = {6: "district", 9: "street", 12: "community", 15: "grid"}
_LENGTHS = tuple(LEVELS)


class Area(Struct, frozen=True, kw_only=True):
    """One area. `lat`, `lon`: a point inside, degrees. `geometry`: a GeoJSON Polygon or MultiPolygon as text.

    `synthetic` areas were made up (demo, tests) and say so wherever they are drawn.
    """

    code: str
    parent: str | None
    level: Level
    name: str
    name_en: str
    synthetic: bool = False
    lat: float
    lon: float
    geometry: str


def level_of(code: str) -> Level:
    """The level a code belongs to, by its length. Raises ValueError for what is not a code."""
    if not (code.isascii() and code.isdigit()) or len(code) not in LEVELS:
        raise ValueError(f"not an area code: {code!r}")
    return LEVELS[len(code)]


def parent_of(code: str) -> str | None:
    """The code one level up, or None for a district."""
    level_of(code)
    return code[:-3] if len(code) > _LENGTHS[0] else None


def contains(area: str, code: str) -> bool:
    """The prefix rule: whether `code` is `area` or lies in it."""
    return code.startswith(area)


class AreaIndex:
    """All areas of a district, with its grids in a spatial index, and what has a number of its own in them.

    Immutable: build another when any of it changes.
    """

    def __init__(
        self, areas: Iterable[Area], buildings: Iterable[Building] = (), facilities: Iterable[Facility] = ()
    ) -> None:
        self._areas = {area.code: area for area in sorted(areas, key=lambda area: area.code)}
        self._grids = [area for area in self._areas.values() if area.level == "grid"]
        self._shapes = [_shape(area) for area in self._grids]
        districts = [_shape(area) for area in self._areas.values() if area.level == "district"]
        self._outline: BaseGeometry | None = shapely.union_all(districts) if districts else None
        shapely.prepare(self._shapes)
        shapely.prepare(self._outline)
        self._tree = shapely.STRtree(self._shapes)
        self._raster = Raster(self._shapes, self._tree)
        self._buildings = {
            one.id: Spot(one.lat, one.lon, one.grid, by="building") for one in buildings if one.grid in self._areas
        }
        self._facilities = {
            one.id: Spot(one.lat, one.lon, one.grid, by="facility") for one in facilities if one.grid in self._areas
        }

    def __len__(self) -> int:
        return len(self._areas)

    @property
    def district(self) -> str:
        """The district's code, six digits; empty before there are any areas."""
        return next((code[:6] for code in self._areas), "")

    def __iter__(self) -> Iterator[Area]:
        """Areas in the order of their codes."""
        return iter(self._areas.values())

    def get(self, code: str) -> Area | None:
        """The area of that code, if there is one."""
        return self._areas.get(code)

    def name(self, code: str, language: str = "zh-CN") -> str:
        """The area's name in the reader's language; an unknown code is its own name."""
        area = self._areas.get(code)
        if area is None:
            return code
        return area.name_en if language.lower().startswith("en") and area.name_en else area.name

    def ancestors(self, code: str) -> list[Area]:
        """The known areas above `code`, nearest first, the area itself not among them."""
        above = (code[:length] for length in reversed(_LENGTHS) if length < len(code))
        return [self._areas[one] for one in above if one in self._areas]

    def resolve(self, place: Place) -> Spot | None:
        """Where the place is, in WGS84, and in which grid; None outside the district or when it is not known.

        A point on a shared border belongs to the grid with the lowest code, one in a crack between grids (but
        inside the district) to the nearest. A grid code stands for a point inside it; a building or facility is
        where the registry says.
        """
        if place.grid is not None:
            return self._of_grid(place.grid)
        if place.building is not None:
            return self._buildings.get(place.building)
        if place.facility is not None:
            return self._facilities.get(place.facility)
        if place.lat is None or place.lon is None:
            return None
        lat, lon = place.lat, place.lon
        if place.datum == "gcj02":
            lat, lon = geo.gcj02_to_wgs84(lat, lon)
        grid = self.grid_at(lat, lon)
        return None if grid is None else Spot(lat, lon, grid, place.accuracy_m, place.datum)

    def grid_at(self, lat: float, lon: float) -> str | None:
        """The code of the one grid a WGS84 point belongs to, or None outside the district."""
        index = self._raster.lowest_at(lat, lon)
        return self._by_geometry(lat, lon) if index == UNSURE else self._grids[index].code

    def _by_geometry(self, lat: float, lon: float) -> str | None:
        point = shapely.Point(lon, lat)
        # Grids are in code order, so the lowest index is the lowest code.
        for index in sorted(map(int, self._tree.query(point))):
            if shapely.intersects_xy(self._shapes[index], lon, lat):
                return self._grids[index].code
        if self._grids and self._outline is not None and shapely.intersects_xy(self._outline, lon, lat):
            return self._grids[int(min(self._tree.query_nearest(point)))].code
        return None

    def _of_grid(self, code: str) -> Spot | None:
        area = self._areas.get(code)
        if area is None or area.level != "grid":
            return None
        return Spot(area.lat, area.lon, code, by="grid")


def _shape(area: Area) -> BaseGeometry:
    geometry: Any = msgspec.json.decode(area.geometry)
    return shape(geometry)
