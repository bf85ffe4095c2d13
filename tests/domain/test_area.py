"""The area tree and where a place lies."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain.area import Area, AreaIndex, contains, level_of, parent_of
from command.domain.geo import wgs84_to_gcj02
from command.domain.place import Place, Spot
from command.domain.registry import Building, Facility


def box(code: str, west: float, south: float, east: float, north: float, name: str = "") -> Area:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Area(
        code=code,
        parent=parent_of(code),
        level=level_of(code),
        name=name or f"区域{code}",
        name_en=f"Area {code}",
        synthetic=True,
        lat=(south + north) / 2,
        lon=(west + east) / 2,
        geometry=json.dumps({"type": "Polygon", "coordinates": [ring]}),
    )


# Two by two grids, with a crack 20 cm wide between west and east in the north.
SW, SE, NW, NE = (f"460107001001{serial:03}" for serial in (1, 2, 3, 4))
INDEX = AreaIndex(
    [
        box(NE, 110.510002, 19.51, 110.52, 19.52),
        box(NW, 110.50, 19.51, 110.51, 19.52),
        box(SE, 110.51, 19.50, 110.52, 19.51),
        box(SW, 110.50, 19.50, 110.51, 19.51),
        box("460107001001", 110.50, 19.50, 110.52, 19.52, "巴伦社区"),
        box("460107001", 110.50, 19.50, 110.52, 19.52, "国兴街道"),
        box("460107", 110.50, 19.50, 110.52, 19.52, "琼山区"),
    ]
)


def grid_of(place: Place) -> str | None:
    spot = INDEX.resolve(place)
    return None if spot is None else spot.grid


def test_a_point_lies_in_the_grid_around_it() -> None:
    assert grid_of(Place(lat=19.505, lon=110.505)) == SW
    assert grid_of(Place(lat=19.515, lon=110.515)) == NE


def test_a_point_on_a_shared_border_belongs_to_the_lowest_code_only() -> None:
    assert grid_of(Place(lat=19.505, lon=110.51)) == SW
    assert grid_of(Place(lat=19.51, lon=110.51)) == SW
    assert grid_of(Place(lat=19.51, lon=110.515)) == SE


def test_a_point_in_a_crack_between_grids_belongs_to_the_nearest() -> None:
    assert grid_of(Place(lat=19.515, lon=110.5100004)) == NW
    assert grid_of(Place(lat=19.515, lon=110.5100016)) == NE


@given(st.floats(19.50, 19.52), st.floats(110.50, 110.52))
def test_every_point_of_the_district_lies_in_exactly_one_grid(lat: float, lon: float) -> None:
    first, again = INDEX.grid_at(lat, lon), INDEX.grid_at(lat, lon)
    assert first == again
    assert first in {SW, SE, NW, NE}


def test_a_point_outside_the_district_is_nowhere() -> None:
    assert INDEX.resolve(Place(lat=39.9, lon=116.4)) is None
    assert INDEX.resolve(Place(lat=19.4999, lon=110.505)) is None


def test_a_phone_maps_coordinates_are_kept_as_wgs84_with_their_origin() -> None:
    lat, lon = wgs84_to_gcj02(19.505, 110.505)
    spot = INDEX.resolve(Place(lat=lat, lon=lon, accuracy_m=12.0, datum="gcj02"))
    assert spot is not None
    assert (spot.lat, spot.lon) == pytest.approx((19.505, 110.505), abs=1e-8)
    assert (spot.grid, spot.datum, spot.accuracy_m, spot.by) == (SW, "gcj02", 12.0, "point")


def test_a_grid_code_stands_for_a_point_inside_the_grid() -> None:
    spot = INDEX.resolve(Place(grid=NE))
    assert spot is not None
    assert (spot.grid, spot.by) == (NE, "grid")
    assert INDEX.grid_at(spot.lat, spot.lon) == NE


def test_a_grid_of_another_district_or_a_building_is_not_known() -> None:
    assert INDEX.resolve(Place(grid="110101001001001")) is None
    assert INDEX.resolve(Place(building="b-1")) is None
    assert INDEX.resolve(Place(facility="f-1")) is None


def test_a_building_or_facility_is_where_the_registry_says_if_its_grid_is_known() -> None:
    house = Building(
        id="b-1", estate="e", grid=NE, number="1栋", name="a1栋", address="", storeys=6, lat=19.515, lon=110.515
    )
    lamp = Facility(id="L001-0001", kind="lamp", name="l", grid=SW, lat=19.505, lon=110.505)
    lost = Facility(id="L001-0002", kind="lamp", name="l", grid="110101001001001", lat=39.9, lon=116.4)
    index = AreaIndex(INDEX, [house], [lamp, lost])
    assert index.resolve(Place(building="b-1")) == Spot(19.515, 110.515, NE, by="building")
    assert index.resolve(Place(facility="L001-0001")) == Spot(19.505, 110.505, SW, by="facility")
    assert index.resolve(Place(facility="b-1")) is None
    assert index.resolve(Place(facility="L001-0002")) is None


def test_an_index_without_areas_knows_no_place() -> None:
    assert AreaIndex([]).resolve(Place(lat=19.5, lon=110.5)) is None


def test_codes_tell_their_level_and_their_parent() -> None:
    assert [level_of(code) for code in ("460107", "460107001", "460107001001", SW)] == [
        "district", "street", "community", "grid",
    ]  # fmt: skip
    assert parent_of(SW) == "460107001001"
    assert parent_of("460107") is None
    for wrong in ("", "4601", "46010a", "٤٦٠١٠٧"):
        with pytest.raises(ValueError, match="not an area code"):
            level_of(wrong)


@given(st.from_regex(r"[0-9]{15}", fullmatch=True))
def test_a_code_lies_in_each_of_its_ancestors(code: str) -> None:
    above = parent_of(code)
    while above is not None:
        assert contains(above, code)
        above = parent_of(above)


def test_names_come_in_the_readers_language_and_ancestors_nearest_first() -> None:
    assert INDEX.name("460107001", "zh-CN") == "国兴街道"
    assert INDEX.name("460107001", "en") == "Area 460107001"
    assert INDEX.name("999999") == "999999"
    assert [area.code for area in INDEX.ancestors(SW)] == ["460107001001", "460107001", "460107"]
