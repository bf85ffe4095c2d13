"""The demo district: made of the same pieces every time, whole, labelled, and peopled."""

import asyncio
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain.area import AreaIndex
from command.domain.geo import distance_m
from command.domain.place import Place
from command.domain.registry import Registry
from command.domain.search import Entry
from command.service.directory import Directory
from command.service.passwords import password_matches
from command.settings import Settings, load_settings
from command.store import people, registry
from command.store.database import create_engine
from tests.filled import cheap_passwords
from workers.demo import fill
from workers.demo.grids import demo_areas
from workers.demo.outline import COMMUNITIES, CORNERS
from workers.demo.people import People
from workers.demo.stock import demo_registry

AREAS = demo_areas()
INDEX = AreaIndex(AREAS)
SHAPES = {area.code: shapely.from_geojson(area.geometry) for area in AREAS}
GRIDS = {code: shape for code, shape in SHAPES.items() if len(code) == 15}
OUTLINE = shapely.Polygon(CORNERS)
PEOPLE = People(AREAS)
STOCK = demo_registry(AREAS, PEOPLE)
PEOPLE.add_buttons(STOCK.in_need)
ACCOUNTS = {account.id: account for account in PEOPLE.accounts}


@given(st.floats(19.526, 20.019), st.floats(110.329, 110.669))
@settings(max_examples=500)
def test_every_point_of_the_demo_district_lies_in_exactly_one_grid(lat: float, lon: float) -> None:
    grid = INDEX.grid_at(lat, lon)
    inside = shapely.contains_xy(OUTLINE, lon, lat)
    assert (grid is not None) == inside or OUTLINE.boundary.distance(shapely.Point(lon, lat)) < 1e-5
    if grid is not None:
        nearest = min(GRIDS.values(), key=lambda cell: cell.distance(shapely.Point(lon, lat)))
        assert GRIDS[grid].distance(shapely.Point(lon, lat)) <= nearest.distance(shapely.Point(lon, lat))


def test_grids_do_not_overlap_leave_nothing_out_and_are_each_of_one_piece() -> None:
    whole = shapely.union_all(list(GRIDS.values()))
    assert sum(cell.area for cell in GRIDS.values()) == pytest.approx(whole.area, rel=1e-9)
    assert whole.area == pytest.approx(OUTLINE.area, rel=1e-5)
    assert shapely.difference(whole, OUTLINE.buffer(2e-6)).area == 0
    assert {cell.geom_type for cell in GRIDS.values()} == {"Polygon"}


def test_the_district_has_the_parts_it_had_in_life() -> None:
    assert Counter(area.level for area in AREAS) == {"district": 1, "street": 11, "community": 33, "grid": 185}
    communities = [area.code for area in AREAS if area.level == "community"]
    assert len([code for code in communities if code < "460107100"]) == 26
    assert len([code for code in communities if code > "460107100"]) == 7
    in_each = Counter(code[:12] for code in GRIDS)
    assert in_each == {code: community.grids for code, community in COMMUNITIES.items()}


def test_everything_in_the_demo_is_labelled_synthetic_and_has_its_parent() -> None:
    assert all(area.synthetic for area in AREAS)
    assert {area.parent for area in AREAS} - {area.code for area in AREAS} == {None}
    made_up = [*STOCK.estates, *STOCK.buildings, *STOCK.households, *STOCK.in_need, *STOCK.facilities]
    assert all(one.synthetic for one in [*made_up, *STOCK.groups, *STOCK.stations])


def test_an_area_contains_the_point_that_stands_for_it() -> None:
    for area in AREAS:
        assert (INDEX.grid_at(area.lat, area.lon) or "").startswith(area.code)


def test_fucheng_is_where_it_is_urban_grids_are_small_and_haikous_harbour_is_elsewhere() -> None:
    assert (INDEX.grid_at(20.007, 110.354) or "").startswith("460107002")
    assert INDEX.grid_at(20.05, 110.32) is None
    assert distance_m(20.003, 110.354, 20.05, 110.32) > 5000
    to_km2 = 111.195**2 * 0.941
    assert max(shape.area * to_km2 for code, shape in GRIDS.items() if code < "460107100") < 1
    assert min(shape.area * to_km2 for code, shape in GRIDS.items() if code > "460107100") > 10


def test_everything_stands_in_its_grid() -> None:
    for one in [*STOCK.estates, *STOCK.buildings, *STOCK.facilities]:
        assert INDEX.grid_at(one.lat, one.lon) == one.grid, one
    buildings = {building.id: building for building in STOCK.buildings}
    for home in [*STOCK.households, *STOCK.in_need]:
        assert buildings[home.building].grid == home.grid, home


def test_homes_people_in_need_and_street_furniture_are_many_and_each_is_told_apart() -> None:
    assert len(STOCK.buildings) > 1_000
    assert len(STOCK.households) > 4_000
    assert 300 < len(STOCK.in_need) < 600
    assert set(Counter(one.kind for one in STOCK.facilities)) == {"hydrant", "manhole", "camera", "lamp"}
    for rows in msgspec.structs.astuple(STOCK):
        assert len({row.id for row in rows}) == len(rows)
    assert len({estate.name for estate in STOCK.estates}) == len(STOCK.estates)


def test_whoever_is_in_need_has_a_home_a_named_worker_of_their_grid_and_family_to_call() -> None:
    homes = {(home.building, home.room): home for home in STOCK.households}
    for one in STOCK.in_need:
        home = homes[one.building, one.room]
        assert (home.head, home.phone) == (one.name, one.phone)
        assert one.kind != "living_alone" or home.people == 1
        worker = ACCOUNTS[one.worker]
        assert (worker.role, worker.areas) == ("worker", [one.grid])
        assert one.family_name
        assert one.family_phone != one.phone
        assert one.device is None or (ACCOUNTS[one.device].role, ACCOUNTS[one.device].areas) == ("device", [one.grid])
    assert {one.device for one in STOCK.in_need} - {None} == {
        a.id for a in PEOPLE.accounts if a.role == "device" and a.username != "cap-1"
    }


def test_260_workers_in_185_grids_are_in_groups_of_three_to_five_with_a_leader_and_an_overseer() -> None:
    assert len(PEOPLE.workers) == 260
    assert Counter(Counter(worker.areas[0] for worker in PEOPLE.workers).values()) == {1: 110, 2: 75}
    assert sorted(member for group in STOCK.groups for member in group.members) == sorted(w.id for w in PEOPLE.workers)
    for group in STOCK.groups:
        assert 3 <= len(group.members) <= 5
        assert {code for member in group.members for code in ACCOUNTS[member].areas} == set(group.grids)
        assert all(code.startswith(group.community) for code in group.grids)
        assert ACCOUNTS[group.overseer].areas == [group.community]
        assert (ACCOUNTS[group.leader].role, ACCOUNTS[group.leader].areas) == ("supervisor", group.grids)
    assert len({group.leader for group in STOCK.groups}) == len(STOCK.groups)


def test_every_community_street_and_the_district_has_its_office_and_everybody_a_post_at_one() -> None:
    stations = {station.id for station in STOCK.stations}
    assert stations == {area.code for area in AREAS if area.level != "grid"}
    assert {post.station for post in STOCK.posts} == stations
    staff = {account.id for account in PEOPLE.accounts if account.role not in ("kiosk", "device", "unit")}
    assert {post.id for post in STOCK.posts} == staff
    titles = Counter(post.title for post in STOCK.posts)
    assert (titles["网格员"], titles["网格组长"], titles["分管委员"], titles["值班长"]) == (
        260,
        len(STOCK.groups),
        33,
        1,
    )


def test_no_two_people_have_the_same_name_and_no_telephone_number_rings_anywhere() -> None:
    names = [account.name for account in PEOPLE.accounts] + [home.head for home in STOCK.households]
    names += [one.family_name for one in STOCK.in_need]
    assert len(set(names)) == len(names)
    phones = [home.phone for home in STOCK.households] + [one.family_phone for one in STOCK.in_need]
    assert all(phone.startswith("154") and len(phone) == 11 for phone in phones)
    assert len(set(phones)) == len(phones)


def test_the_district_is_the_same_every_time_but_for_its_secrets() -> None:
    areas = demo_areas()
    again = People(areas)
    stock = demo_registry(areas, again)
    again.add_buttons(stock.in_need)
    assert (areas, stock) == (AREAS, STOCK)
    told = [(a.id, a.username, a.name, a.role, a.areas) for a in PEOPLE.accounts]
    assert [(a.id, a.username, a.name, a.role, a.areas) for a in again.accounts] == told
    assert [a.password for a in again.accounts] != [a.password for a in PEOPLE.accounts]


def test_user_names_stay_what_they_were() -> None:
    names = {account.username: account for account in PEOPLE.accounts}
    assert names["worker-001"].areas == names["worker-002"].areas == ["460107001001001"]
    assert all(names[f"worker-{n:03}"].role == "worker" for n in range(1, 261))
    assert names["supervisor-1"].areas == ["460107001001"]
    assert names["operator-1"].watch_leader
    for username in ("operator-2", "coordinator-1", "admin-1", "auditor-1", "kiosk-1", "device-1"):
        assert names[username].role == username.split("-")[0]


@pytest.fixture
def demo_settings(fresh_database: str, tmp_path: Path) -> Iterator[Settings]:
    with cheap_passwords():
        yield load_settings({}, database_url=fresh_database, data_dir=str(tmp_path))


def test_filling_makes_people_of_every_role_who_can_sign_in_and_filling_again_changes_nothing(
    demo_settings: Settings, tmp_path: Path
) -> None:
    accounts = fill(demo_settings)
    buttons = sum(one.device is not None for one in STOCK.in_need)  # and whoever sends warnings
    assert Counter(account["role"] for account in accounts) == {
        "worker": 260 + 11, "supervisor": 33 + 11 + len(STOCK.groups), "operator": 8, "coordinator": 4, "admin": 1,
        "auditor": 1,
        "unit": 10, "kiosk": 2, "device": buttons + 1,
    }  # fmt: skip
    assert len({account["name"] for account in accounts}) == len(accounts)
    file = tmp_path / "demo-accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert fill(demo_settings) == accounts
    asyncio.run(_can_sign_in(demo_settings, accounts))
    file.unlink()
    again = fill(demo_settings)
    assert [account["id"] for account in again] == [account["id"] for account in accounts]
    asyncio.run(_can_sign_in(demo_settings, again))
    asyncio.run(_is_all_there(demo_settings))


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


async def _is_all_there(settings: Settings) -> None:
    """The database gives back what was made, and places of the registry are resolved from it."""
    engine = create_engine(settings.database_url)
    found = Registry(*[await registry.load_all(engine, type(rows[0])) for rows in msgspec.structs.astuple(STOCK)])
    for kept, made in zip(msgspec.structs.astuple(found), msgspec.structs.astuple(STOCK), strict=True):
        assert {row.id: row for row in kept} == {row.id: row for row in made}
    directory = await Directory.load(engine, settings.district)
    lamp, house = STOCK.facilities[-1], STOCK.buildings[100]
    for place, one in ((Place(facility=lamp.id), lamp), (Place(building=house.id), house)):
        spot = directory.areas.resolve(place)
        assert spot is not None
        assert (spot.lat, spot.lon, spot.grid) == (one.lat, one.lon, one.grid)
    assert len(directory.places.entries) == 33 + 185 + len(STOCK.estates + STOCK.buildings) + len(STOCK.facilities)
    assert len(await registry.load_all(engine, Entry)) == len(directory.places.entries)
    holder = next(one for one in STOCK.in_need if one.device is not None)
    assert await registry.person_of_device(engine, str(holder.device)) == holder
    assert await registry.person_of_device(engine, "nobody's") is None
    await engine.dispose()
