"""The demo district's areas, cut by rule: the same ones every time, without gaps and without overlaps.

A street is the ground nearest to its seats; inside it, evenly spread points become the cells of its communities,
and inside each of those the cells of its grids. In the end all borders are cut at each other's corners, so that
neighbours share them to the last digit.
"""

from collections.abc import Sequence
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from command.domain.area import Area, level_of, parent_of
from workers.demo.outline import COMMUNITIES, CORNERS, DISTRICT, STREETS
from workers.demo.spread import Point, inside

_STRETCH = cos(radians(19.78))  # a degree of longitude is that much shorter than one of latitude here
_STRETCHED = (_STRETCH, 1.0)
_PRECISION = 1e-6  # degrees, some 10 cm
_ROUNDS = 8


def demo_areas() -> list[Area]:
    """District, streets, communities and grids, each labelled synthetic, in the order of their codes."""
    grids = _fitted(_grids())
    shapes: dict[str, BaseGeometry] = dict(grids)
    for length in (12, 9, 6):
        for code in {grid[:length] for grid in grids}:
            shapes[code] = shapely.union_all([cell for grid, cell in grids.items() if grid.startswith(code)])
    return [_area(code, shapes[code]) for code in sorted(shapes)]


def _area(code: str, geometry: BaseGeometry) -> Area:
    middle = geometry.representative_point()
    name, name_en = _names(code)
    return Area(
        code=code,
        parent=parent_of(code),
        level=level_of(code),
        name=name,
        name_en=name_en,
        synthetic=True,
        lat=round(middle.y, 6),
        lon=round(middle.x, 6),
        geometry=shapely.to_geojson(geometry),
    )


def _names(code: str) -> tuple[str, str]:
    if len(code) == 6:
        return DISTRICT[1], DISTRICT[2]
    if len(code) == 9:
        return STREETS[code].name, STREETS[code].name_en
    community = COMMUNITIES[code[:12]]
    if len(code) == 12:
        return community.name, community.name_en
    return f"{community.name}第{int(code[12:])}网格", f"{community.name_en}, Grid {int(code[12:])}"


def _grids() -> dict[str, BaseGeometry]:
    """Each grid's ground by its code, borders of neighbours not yet exactly the same."""
    grids: dict[str, BaseGeometry] = {}
    for street, ground in _streets().items():
        codes = [code for code in COMMUNITIES if code.startswith(street)]
        for code, part in zip(codes, _parts(ground, len(codes)), strict=True):
            for serial, cell in enumerate(_parts(part, COMMUNITIES[code].grids), start=1):
                grids[f"{code}{serial:03}"] = shapely.transform(cell, lambda xy: xy / _STRETCHED)
    return grids


def _streets() -> dict[str, BaseGeometry]:
    """Here and in `_parts` longitudes are shortened, so that near is near in every direction."""
    outline = shapely.transform(shapely.Polygon(CORNERS), lambda xy: xy * _STRETCHED)
    seats = [(code, lon * _STRETCH, lat) for code, street in STREETS.items() for lon, lat in street.seats]
    owned = list(zip(seats, _cells(outline, [(x, y) for _, x, y in seats]), strict=True))
    return {code: shapely.union_all([cell for (owner, _, _), cell in owned if owner == code]) for code in STREETS}


def _parts(ground: BaseGeometry, count: int) -> list[BaseGeometry]:
    """`count` parts of about the same size, from north to south."""
    if count == 1:
        return [ground]
    cells = _cells(ground, inside(ground, count))
    for _ in range(_ROUNDS):  # Lloyd: move each seed to the middle of its cell, and all become alike in size
        cells = _cells(ground, [(cell.centroid.x, cell.centroid.y) for cell in cells])
    return sorted(cells, key=lambda cell: (-round(cell.centroid.y, 4), cell.centroid.x))


def _cells(ground: BaseGeometry, seeds: Sequence[Point]) -> list[BaseGeometry]:
    """For each seed the ground that is nearest to it."""
    found = shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=ground, ordered=True)
    return list(shapely.intersection(shapely.get_parts(found), ground))


def _fitted(grids: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The same grids out of one net of borders. What is cut off from the rest of its grid goes to a neighbour."""
    net = shapely.union_all([cell.boundary for cell in grids.values()], grid_size=_PRECISION)
    faces = list(shapely.get_parts(shapely.polygonize([net])))
    tree = shapely.STRtree(list(grids.values()))
    nearest = tree.nearest([face.representative_point() for face in faces])
    pieces: dict[int, list[BaseGeometry]] = {}
    for face, owner in zip(faces, nearest, strict=True):
        pieces.setdefault(int(owner), []).append(face)
    codes = list(grids)
    whole = {codes[owner]: shapely.union_all(parts) for owner, parts in sorted(pieces.items())}
    return _without_islands(whole)


def _without_islands(grids: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    mains = {code: max(shapely.get_parts(cell), key=lambda part: float(part.area)) for code, cell in grids.items()}
    for code, cell in grids.items():
        for island in shapely.get_parts(cell):
            if island.equals(mains[code]):
                continue
            borders = {other: shapely.length(shapely.intersection(main, island)) for other, main in mains.items()}
            keeper = max(borders, key=lambda other: borders[other])
            mains[keeper] = shapely.union(mains[keeper], island)
    return mains
