"""The demo district's areas, cut by rule: the same ones every time, without gaps and without overlaps.

Points spread evenly over the outline become Voronoi cells (the grids); streets and communities are made of their
grids by halving the district again and again along its longer side.
"""

from collections.abc import Sequence
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from command.domain.area import Area, level_of, parent_of
from workers.demo.outline import COMMUNITIES, CORNERS, DISTRICT, STREETS

_STRETCH = cos(radians(19.78))  # a degree of longitude is that much shorter than one of latitude here
_PRECISION = 1e-6  # degrees, some 10 cm
_ROUNDS = 12
Point = tuple[float, float]


def demo_areas() -> list[Area]:
    """District, streets, communities and grids, each labelled synthetic, in the order of their codes."""
    grids = _named_grids()
    shapes: dict[str, BaseGeometry] = dict(grids)
    for length in (12, 9, 6):
        for code in {grid[:length] for grid in grids}:
            shapes[code] = shapely.union_all([cell for grid, cell in grids.items() if grid.startswith(code)])
    return [_area(code, shapes[code]) for code in sorted(shapes)]


def _area(code: str, geometry: BaseGeometry) -> Area:
    inside = geometry.representative_point()
    name, name_en = _names(code)
    return Area(
        code=code,
        parent=parent_of(code),
        level=level_of(code),
        name=name,
        name_en=name_en,
        synthetic=True,
        lat=round(inside.y, 6),
        lon=round(inside.x, 6),
        geometry=shapely.to_geojson(geometry),
    )


def _names(code: str) -> tuple[str, str]:
    if code in STREETS:
        return STREETS[code]
    if code == DISTRICT[0]:
        return DISTRICT[1], DISTRICT[2]
    name, name_en, _ = COMMUNITIES[code[:12]]
    if len(code) == 12:
        return name, name_en
    return f"{name}第{int(code[12:])}网格", f"{name_en}, Grid {int(code[12:])}"


def _named_grids() -> dict[str, BaseGeometry]:
    cells = _cells(sum(count for _, _, count in COMMUNITIES.values()))
    shares = {street: sum(n for code, (_, _, n) in COMMUNITIES.items() if code[:9] == street) for street in STREETS}
    named: dict[str, BaseGeometry] = {}
    for street, part in zip(shares, _split(cells, list(shares.values())), strict=True):
        inside = {code: n for code, (_, _, n) in COMMUNITIES.items() if code[:9] == street}
        for code, grids in zip(inside, _split(part, list(inside.values())), strict=True):
            for serial, cell in enumerate(grids, start=1):
                named[f"{code}{serial:03}"] = cell
    return named


def _split(cells: Sequence[BaseGeometry], sizes: list[int]) -> list[list[BaseGeometry]]:
    """Parts of these sizes, each of neighbours: halved along the longer side until one part is left."""
    centres = [(cell.centroid.x * _STRETCH, cell.centroid.y) for cell in cells]
    spans = [max(axis) - min(axis) for axis in zip(*centres, strict=True)]
    axis = 0 if spans[0] > spans[1] else 1
    order = sorted(range(len(cells)), key=lambda index: (-centres[index][1], centres[index][0]))
    if len(sizes) == 1:
        return [[cells[index] for index in order]]
    order.sort(key=lambda index: centres[index][axis] if axis == 0 else -centres[index][axis])
    half = len(sizes) // 2
    cut = sum(sizes[:half])
    first, second = [cells[index] for index in order[:cut]], [cells[index] for index in order[cut:]]
    return _split(first, sizes[:half]) + _split(second, sizes[half:])


def _cells(count: int) -> list[BaseGeometry]:
    outline = shapely.Polygon(CORNERS)
    seeds = _spread(outline, count)
    for _ in range(_ROUNDS):  # Lloyd: move each seed to the middle of its cell, and all become alike in size
        seeds = [(cell.centroid.x, cell.centroid.y) for cell in _voronoi(outline, seeds)]
    return [shapely.set_precision(cell, _PRECISION) for cell in _voronoi(outline, seeds)]


def _voronoi(outline: BaseGeometry, seeds: list[Point]) -> list[BaseGeometry]:
    points = shapely.MultiPoint([(lon * _STRETCH, lat) for lon, lat in seeds])
    stretched = shapely.voronoi_polygons(points, extend_to=outline, ordered=True)
    cells = [shapely.transform(cell, lambda xy: xy / [_STRETCH, 1.0]) for cell in stretched.geoms]
    return [shapely.intersection(cell, outline) for cell in cells]


def _spread(outline: BaseGeometry, count: int) -> list[Point]:
    """`count` points inside the outline, evenly spread and always the same (a Halton sequence)."""
    west, south, east, north = outline.bounds
    found: list[Point] = []
    step = 0
    while len(found) < count:
        step += 1
        lon, lat = west + (east - west) * _halton(step, 2), south + (north - south) * _halton(step, 3)
        if shapely.contains_xy(outline, lon, lat):
            found.append((lon, lat))
    return found


def _halton(index: int, base: int) -> float:
    value, share = 0.0, 1.0
    while index > 0:
        share /= base
        index, digit = divmod(index, base)
        value += share * digit
    return value
