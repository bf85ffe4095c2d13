"""Distances and the Chinese map offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain.geo import distance_m, gcj02_to_wgs84, wgs84_to_gcj02

latitudes = st.floats(18.0, 53.0)
longitudes = st.floats(74.0, 134.0)


def test_a_thousandth_of_a_degree_north_is_111_metres() -> None:
    assert distance_m(20.0, 110.3, 20.001, 110.3) == pytest.approx(111.2, abs=0.1)


@given(latitudes, longitudes, latitudes, longitudes)
def test_the_way_back_is_as_long_as_the_way_there(a: float, b: float, c: float, d: float) -> None:
    assert distance_m(a, b, c, d) == pytest.approx(distance_m(c, d, a, b))
    assert distance_m(a, b, a, b) == 0


@given(latitudes, longitudes)
def test_a_phone_maps_point_comes_back_to_where_it_was(lat: float, lon: float) -> None:
    assert distance_m(lat, lon, *gcj02_to_wgs84(*wgs84_to_gcj02(lat, lon))) < 0.001


def test_a_phone_map_in_beijing_is_off_by_the_known_amount() -> None:
    # A point that circulates with every public account of the offset.
    assert wgs84_to_gcj02(39.90960, 116.39723) == pytest.approx((39.911004, 116.403472), abs=2e-4)


@given(st.floats(19.5, 20.1), st.floats(110.3, 110.7))
def test_in_haikou_the_offset_is_a_few_hundred_metres(lat: float, lon: float) -> None:
    assert 200 < distance_m(lat, lon, *wgs84_to_gcj02(lat, lon)) < 800
