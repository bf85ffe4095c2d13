"""The raster over the grids: a quick answer is the same as geometry's, and most answers are quick."""

import json
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain.area import Area, AreaIndex
from command.domain.raster import UNSURE, Raster
from workers.bench.district import EAST, NORTH, SOUTH, WEST, areas
from workers.demo.grids import demo_areas

INDEXES = [AreaIndex(demo_areas()), AreaIndex(areas(185)), AreaIndex([])]


def corners(index: AreaIndex) -> list[tuple[float, float]]:
    return [(lon, lat) for lon, lat in shapely.get_coordinates(index._shapes)]


@pytest.mark.parametrize("index", INDEXES)
def test_at_every_corner_and_border_of_real_grids_the_answer_is_geometrys(index: AreaIndex) -> None:
    points = corners(index)[::3]
    middles = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(points)]
    for lon, lat in points + middles:
        for east in (-1e-9, 0.0, 1e-9):
            assert index.grid_at(lat, lon + east) == index._by_geometry(lat, lon + east)


@settings(max_examples=200)
@given(st.sampled_from(INDEXES), st.floats(SOUTH - 0.2, NORTH + 0.2), st.floats(WEST - 0.2, EAST + 0.2))
def test_anywhere_the_answer_is_geometrys(index: AreaIndex, lat: float, lon: float) -> None:
    assert index.grid_at(lat, lon) == index._by_geometry(lat, lon)


COORDINATE = st.integers(0, 40).map(lambda n: n / 8)
RING = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=7, unique=True)


def grid(serial: int, ring: list[tuple[float, float]]) -> Area:
    shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    code = f"460107001001{serial:03}"
    return Area(
        code=code, parent=code[:12], level="grid", name="", name_en="", lat=0, lon=0, geometry=json.dumps(shape)
    )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(RING, min_size=1, max_size=6),
    st.lists(st.tuples(st.floats(-1, 6), st.floats(-1, 6)) | st.tuples(COORDINATE, COORDINATE), max_size=30),
)
def test_whatever_the_shapes_overlapping_twisted_or_flat_the_answer_is_geometrys(
    rings: list[list[tuple[float, float]]], points: list[tuple[float, float]]
) -> None:
    index = AreaIndex([grid(serial, ring) for serial, ring in enumerate(rings)])
    every = [(x / 16, y / 16) for x in range(0, 84, 7) for y in range(0, 84, 7)]
    for lon, lat in points + every:
        assert index.grid_at(lat, lon) == index._by_geometry(lat, lon)


def test_a_point_that_is_no_place_is_left_to_geometry() -> None:
    for lat, lon in ((float("nan"), 110.4), (float("inf"), 110.4), (19.6, float("-inf"))):
        assert INDEXES[0]._raster.lowest_at(lat, lon) == UNSURE


@pytest.mark.parametrize("count", [185, 4000])
def test_four_of_five_points_need_no_geometry(count: int) -> None:
    index = AreaIndex(areas(count))
    chance = np.random.default_rng(1)
    asked = zip(chance.uniform(SOUTH, NORTH, 3000), chance.uniform(WEST, EAST, 3000), strict=True)
    assert sum(index._raster.lowest_at(lat, lon) == UNSURE for lat, lon in asked) < 600


def test_holes_belong_to_nobody_and_islands_to_their_grid() -> None:
    holed = shapely.box(0, 0, 10, 10) - shapely.box(3, 3, 7, 7)
    parts = [shapely.MultiPolygon([holed, shapely.box(20, 0, 22, 2)]), shapely.box(4, 4, 6, 6)]
    raster = Raster(parts, shapely.STRtree(parts))
    assert [raster.lowest_at(lat, lon) for lat, lon in ((1.1, 1.1), (1, 21), (3.5, 3.5), (5.03, 5.03))] == [0, 0, -1, 1]
