"""The demo district: made of the same pieces every time, whole, labelled, and peopled."""

import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain.area import AreaIndex
from command.domain.geo import distance_m
from command.service.directory import Directory
from command.service.passwords import password_matches
from command.settings import Settings, load_settings
from command.store import people
from command.store.database import create_engine
from workers.demo import fill
from workers.demo.grids import demo_areas
from workers.demo.outline import COMMUNITIES, CORNERS

AREAS = demo_areas()
INDEX = AreaIndex(AREAS)
GRIDS = {area.code: shapely.from_geojson(area.geometry) for area in AREAS if area.level == "grid"}
OUTLINE = shapely.Polygon(CORNERS)


@given(st.floats(19.526, 20.019), st.floats(110.329, 110.669))
@settings(max_examples=500)
def test_every_point_of_the_demo_district_lies_in_exactly_one_grid(lat: float, lon: float) -> None:
    grid = INDEX.grid_at(lat, lon)
    inside = shapely.contains_xy(OUTLINE, lon, lat)
    assert (grid is not None) == inside or OUTLINE.boundary.distance(shapely.Point(lon, lat)) < 1e-5
    if grid is not None:
        nearest = min(GRIDS.values(), key=lambda cell: cell.distance(shapely.Point(lon, lat)))
        assert GRIDS[grid].distance(shapely.Point(lon, lat)) <= nearest.distance(shapely.Point(lon, lat))


def test_grids_do_not_overlap_and_leave_nothing_out() -> None:
    assert sum(cell.area for cell in GRIDS.values()) == pytest.approx(shapely.union_all(list(GRIDS.values())).area)
    assert shapely.union_all(list(GRIDS.values())).area == pytest.approx(OUTLINE.area, rel=1e-5)


def test_everything_in_the_demo_is_labelled_synthetic_and_has_its_parent() -> None:
    assert all(area.synthetic for area in AREAS)
    assert {area.parent for area in AREAS} - {area.code for area in AREAS} == {None}
    assert Counter(area.level for area in AREAS) == {"district": 1, "street": 4, "community": 8, "grid": len(GRIDS)}
    assert len(GRIDS) == sum(count for _, _, count in COMMUNITIES.values())


def test_an_area_contains_the_point_that_stands_for_it() -> None:
    for area in AREAS:
        assert (INDEX.grid_at(area.lat, area.lon) or "").startswith(area.code)


def test_the_centre_of_fucheng_is_in_the_district_and_haikous_harbour_is_not() -> None:
    assert INDEX.grid_at(20.003, 110.354) is not None
    assert INDEX.grid_at(20.05, 110.32) is None
    assert distance_m(20.003, 110.354, 20.05, 110.32) > 5000


@pytest.fixture
def demo_settings(fresh_database: str, tmp_path: Path) -> Settings:
    return load_settings({}, database_url=fresh_database, data_dir=str(tmp_path))


def test_filling_makes_people_of_every_role_who_can_sign_in_and_filling_again_changes_nothing(
    demo_settings: Settings, tmp_path: Path
) -> None:
    accounts = fill(demo_settings)
    assert Counter(account["role"] for account in accounts) == {
        "worker": 2 * len(GRIDS), "supervisor": 12, "operator": 3, "coordinator": 2, "admin": 1, "auditor": 1,
        "kiosk": 1, "device": 2,
    }  # fmt: skip
    assert len({account["name"] for account in accounts}) == len(accounts)
    file = tmp_path / "demo-accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert fill(demo_settings) == accounts
    asyncio_run(_can_sign_in(demo_settings, accounts))
    file.unlink()
    again = fill(demo_settings)
    assert [account["id"] for account in again] == [account["id"] for account in accounts]
    asyncio_run(_can_sign_in(demo_settings, again))


def asyncio_run(coroutine: Any) -> None:
    import asyncio

    asyncio.run(coroutine)


async def _can_sign_in(settings: Settings, accounts: list[dict[str, Any]]) -> None:
    engine = create_engine(settings.database_url)
    directory = await Directory.load(engine, settings.district)
    assert len(directory.people) == len(accounts)
    assert sum(person.watch_leader for person in directory.people.values()) == 1
    for account in accounts[:1] + accounts[-4:]:
        if "key" in account:
            person = directory.by_key(account["key"])
            assert person is not None
            assert person.id == account["id"]
        else:
            credential = await people.find_username(engine, account["username"])
            assert credential is not None
            assert await password_matches(credential.password_hash, account["password"])
    await engine.dispose()
