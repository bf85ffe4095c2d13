"""Scripts are made from a grid's risks, from the past and from what ships; nobody's name or number gets into one."""

from collections import Counter
from datetime import timedelta
from functools import cache
from itertools import pairwise
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.area import AreaIndex
from command.domain.drill.checking import Ground, check_script
from command.domain.drill.making.expected import built_in_limits
from command.domain.drill.making.past import Then, from_past, named_in
from command.domain.drill.making.rammasun import BEGIN, END
from command.domain.drill.making.risks import from_risks, risks_of
from command.domain.drill.making.scrubbing import Scrubber, scrubber
from command.domain.drill.making.shipped import SHIPPED, NoPlace, shipped
from command.domain.drill.measuring import kind_of, measure
from command.domain.facts.script import (
    CallInject,
    OrderInject,
    ReportInject,
    Script,
    SilentInject,
    TrackInject,
    WarningInject,
)
from command.domain.registry import Building, Contact, Estate, Facility, Household, PersonInNeed, Registry
from tests.domain.builder import AREAS, HOMES, START, grid, point, small_world

HERE = grid(1)
LAT, LON = HOMES[HERE]


def home(n: int, hazard: str = "") -> Building:
    return Building(
        id=f"b{n}", estate="e", grid=HERE, number=f"{n}栋", name=f"海棠花园{n}栋", address="和平路1号", storeys=6,
        lat=LAT + n * 0.0005, lon=LON, hazard=hazard,
    )  # type: ignore[arg-type]  # fmt: skip


REGISTRY = Registry(
    estates=[Estate(id="e", grid=HERE, name="海棠花园", address="和平路1号", lat=LAT, lon=LON)],
    buildings=[home(1, "low_lying"), home(2, "dangerous"), home(3)],
    households=[
        Household(
            id="h", building="b1", grid=HERE, room="402", head="符海燕", phone="15400000001", people=3, tenure="owned"
        )
    ],
    in_need=[
        PersonInNeed(
            id="p", name="邢国强", kind="disabled", birth_year=1950, grid=HERE, building="b3", room="101",
            phone="15400000002", worker="w1", family_name="邢小东", family_relation="儿子", family_phone="15400000003",
            medical="依赖制氧机",
        )
    ],
    facilities=[Facility(id="J0001", kind="manhole", name="井盖", grid=HERE, lat=LAT, lon=LON)],
    contacts=[Contact(id="w1", phone="15400000004", wecom="wx-fu-haiyan")],
)  # fmt: skip
FIELD = ("符海燕", "邢国强", "邢小东", "15400000001", "15400000002", "15400000003", "15400000004", "wx-fu-haiyan")


@cache
def world_ground() -> Ground:
    areas = AreaIndex(list(AREAS), REGISTRY.buildings, REGISTRY.facilities)
    return Ground(areas=areas, people=small_world().picture.people, units={})


def refused(script: Script) -> list[str]:
    return [f"{one.number} {one.code}" for one in check_script(script, world_ground()) if one.severity == "refused"]


def written(script: Script) -> str:
    return msgspec.json.encode(script).decode()


# ---- from a grid's own risks


def test_what_stands_and_who_lives_in_a_grid_decides_what_happens() -> None:
    kinds = Counter(one.category for one in risks_of(HERE, REGISTRY))
    assert kinds == {"event.0406": 1, "event.0602": 1, "grid.rescue": 1, "component.0103": 1, "grid.gas": 1}
    assert risks_of(grid(2), REGISTRY) == []


def made(seed: str = "1", count: int = 12) -> Script:
    return from_risks(HERE, AREAS, REGISTRY, Random(seed), count=count)


def test_a_script_from_risks_can_be_played_as_it_is() -> None:
    script = made()
    assert script.source == "risks"
    assert refused(script) == []
    assert [one.offset_s for one in script.injects] == sorted(one.offset_s for one in script.injects)
    assert [one.number for one in script.injects] == list(range(1, len(script.injects) + 1))
    assert {kind_of(one) for one in script.injects} >= {"warning", "message", "road", "silent"}
    assert all(one.expected for one in script.injects)


def test_the_same_seed_gives_the_same_script_and_another_seed_another() -> None:
    assert made("1") == made("1")
    assert made("1") != made("2")


def test_the_gravest_come_first_when_there_is_not_room_for_all() -> None:
    categories = {
        one.content.category for one in made(count=2).injects if isinstance(one.content, ReportInject | CallInject)
    }
    assert categories == {"event.0406", "event.0602"}


def test_nobody_of_the_registry_is_named_in_a_script_from_risks() -> None:
    assert [one for one in FIELD if one in written(made())] == []
    assert "制氧机" not in written(made())


def test_a_grid_without_risks_still_has_a_script() -> None:
    bare = from_risks(grid(2), AREAS, REGISTRY, Random("1"))
    assert refused(bare) == []
    assert len(bare.injects) == 4


# ---- from the past


def stretch() -> list[Then]:
    """A storm's hour as the real ledger kept it, full of people."""
    world = small_world()
    world.on_duty("w1", "w2")
    world.at_post("s", "st", "op")
    start = len(world.ledger)
    caller = {"name": "吴多梅", "phone": "15412345678"}
    text = "海棠花园1栋402室符海燕家进水，联系人：邢 小东，电话154-0000-0003，name of w1 已到"
    world.send("op", "report.submit", category="event.0406", disposition="help", hazard="life", text=text,
               at=world.now.isoformat(), place=point(1, 55), caller=caller)  # fmt: skip
    world.wait(300)
    world.send("w2", "report.submit", category="event.0601", disposition="help", hazard="none", text="陈阿姨说树倒了",
               at=world.now.isoformat(), place=point(2), photos=["00000000-0000-7000-8000-00000000abcd"])  # fmt: skip
    world.wait(600)
    world.send("w1", "report.submit", category="event.0101", disposition="settled", hazard="none", text="清理完毕",
               at=world.now.isoformat(), place=point(1))  # fmt: skip
    return [Then(at, one.fact) for _, at, one in world.ledger[start:]]


ENTRIES = stretch()


def past(entries: list[Then] = ENTRIES) -> Script:
    accounts = [one.name for one in small_world().picture.people.values()]
    scrub = scrubber(REGISTRY, accounts, named_in(entries))
    return from_past(entries, START, REGISTRY.buildings, scrub, name="名叫符海燕的演练")


def test_what_came_in_comes_again_with_the_same_gaps_and_what_was_settled_does_not() -> None:
    filed = [one for one in ENTRIES if isinstance(one.fact, f.IncidentFiled) and one.fact.disposition != "settled"]
    injects = [one for one in past().injects if isinstance(one.content, ReportInject | CallInject)]
    assert len(injects) == len(filed) == 2
    assert [b.offset_s - a.offset_s for a, b in pairwise(injects)] == [
        round((b.at - a.at).total_seconds()) for a, b in pairwise(filed)
    ]
    assert [type(one.content) for one in injects] == [CallInject, ReportInject], "who called calls again"


def test_no_name_number_photo_or_place_of_anybody_survives() -> None:
    said = written(past())
    names = {one.name for one in small_world().picture.people.values()} | {"吴多梅", "陈阿姨", "邢 小东"}
    numbers = {"15412345678", "154-0000-0003", "15400000003", "402", "00000000abcd"}
    assert [one for one in (*names, *numbers, *FIELD) if one in said] == []
    assert "进水" in said, "the rest of the sentence stays"
    for inject in past().injects:
        if isinstance(inject.content, ReportInject | CallInject):
            assert inject.content.place.lat is None
            assert inject.content.caller is None
            assert getattr(inject.content, "by", "") == ""
            assert inject.content.place.grid or inject.content.place.building
    assert past().injects[0].content.place.building == "b1"  # type: ignore[union-attr]


def test_what_is_expected_follows_the_limits_of_the_policy() -> None:
    injects = [one for one in past().injects if isinstance(one.content, CallInject)]
    within = {one.what: one.within_s for one in injects[0].expected}
    assert within == {"stored": 120, "accepted": 180, "arrived": 1080, "done": 1080 + 7200}


def test_warnings_storms_orders_and_silences_come_again_too() -> None:
    warned = f.WarningReceived(
        warning="w", area="460107", areas=["460107"], key="k", sender="s", identifier="i", sent=START, status="Actual",
        code="11B01", hazard="typhoon", colour="orange", expires=START + timedelta(hours=5), digest="d", source="push",
    )  # fmt: skip
    order = f.SuperiorOrdered(
        threat="typhoon",
        level=2,
        order=f.Order(issuer="邢国强签发", number="1", at=START),
        by="op",
        by_name="name of op",
    )
    lost = f.ContactLost(area=HERE, people={"w1": "name of w1"}, since=START, due=START)
    back = f.ContactRegained(area=HERE, how="socket")
    times = [Then(START + timedelta(minutes=n), one) for n, one in enumerate([warned, order, lost, back], 1)]
    script = past(times)
    warning, ordered, silent = (one.content for one in script.injects)
    assert isinstance(warning, WarningInject)
    assert (warning.event, warning.colour, warning.expires_s) == ("11B01", "orange", 5 * 3600)
    assert isinstance(ordered, OrderInject)
    assert [(one.what, one.value) for one in script.injects[1].expected] == [("switched", "2")]
    assert isinstance(silent, SilentInject)
    assert (silent.area, silent.count, silent.for_s) == (HERE, 1, 60)
    assert [one for one in (*FIELD, "name of") if one in written(script)] == []
    assert refused(script) == []


NAME = st.text("符海燕邢国强东吴多梅陈玉兰黄春AbéＡ", min_size=2, max_size=4)


@given(
    NAME,
    st.lists(st.sampled_from(["积水", "三栋", "倒了", "，", " ", "快来"]), max_size=6),
    st.sampled_from(["", " ", "·", "-", "　"]),
)
def test_a_known_name_is_found_however_it_is_spaced(name: str, words: list[str], between: str) -> None:
    text = "".join([*words, between.join(name), *words])
    said = Scrubber([name])(text)
    assert name not in said
    assert between.join(name) not in said


@given(st.integers(10_000_000, 99_999_999_999), st.sampled_from(["", "-", " ", "–"]))
def test_a_long_number_is_taken_out_however_it_is_grouped(number: int, between: str) -> None:
    digits = str(number)
    said = Scrubber([])(f"电话{digits[:3]}{between}{digits[3:7]}{between}{digits[7:]}。")
    assert not any(one.isdigit() for one in said)


def test_what_looks_like_a_name_is_taken_out_though_no_list_knows_it() -> None:
    scrub = Scrubber([])
    for text in ("陈女士来电", "王大爷摔倒", "找老李", "我叫张三丰", "联系人：欧阳娜娜"):
        assert scrub(text) != text
        assert "某人" in scrub(text)
    assert scrub("积水没过脚踝，路灯不亮") == "积水没过脚踝，路灯不亮"


# ---- those that ship


def of_kind(script: Script, kind: type) -> list[int]:
    return [one.offset_s for one in script.injects if isinstance(one.content, kind)]


@cache
def rammasun() -> Script:
    return shipped("rammasun", "460107", world_ground().areas, REGISTRY, Random("1409"), built_in_limits)


def test_rammasun_ships_with_warnings_bulletins_orders_and_damage() -> None:
    script = rammasun()
    kinds = Counter(kind_of(one) for one in script.injects)
    assert kinds["track"] == 10, "six-hourly for sixty hours"
    assert measure(script).written_s <= SHIPPED["rammasun"].minutes * 60
    assert kinds["warning"] == kinds["order"] >= 4
    assert kinds["report"] + kinds["call"] == 150
    assert {"silent", "road", "message", "contact"} <= set(kinds)
    assert refused(script) == []
    assert measure(script).written_s <= (END - BEGIN).total_seconds()


def test_rammasuns_signals_climb_and_each_is_followed_by_its_level() -> None:
    warnings = [one for one in rammasun().injects if isinstance(one.content, WarningInject)]
    assert [one.content.colour for one in warnings][:4] == ["blue", "yellow", "orange", "red"]  # type: ignore[union-attr]
    expected = [{one.what: one.value for one in line.expected} for line in warnings[:4]]
    assert [one["switched"] for one in expected] == ["4", "3", "2", "1"]
    orders = [one.content.level for one in rammasun().injects if isinstance(one.content, OrderInject)]
    assert orders[:4] == [4, 3, 2, 1]


def test_rammasuns_bulletins_forecast_only_what_lies_ahead() -> None:
    for one in rammasun().injects:
        if isinstance(one.content, TrackInject):
            assert all(point.forecast == (point.offset_s > one.offset_s) for point in one.content.points)


@pytest.mark.parametrize("id_", ["flooded_estate", "gas_leak"])
def test_the_short_scripts_are_played_in_an_estate_of_the_grid_that_is_chosen(id_: str) -> None:
    script = shipped(id_, HERE, world_ground().areas, REGISTRY, Random("1"), built_in_limits)
    assert refused(script) == []
    assert "海棠花园" in script.name
    assert len(script.injects) == SHIPPED[id_].injects, "as its card says"
    assert measure(script).written_s <= SHIPPED[id_].minutes * 60
    with pytest.raises(NoPlace):
        shipped(id_, grid(2), world_ground().areas, REGISTRY, Random("1"), built_in_limits)


def test_every_script_that_ships_says_what_it_is_in_both_languages() -> None:
    assert all(one.name and one.name_en and one.about and one.about_en for one in SHIPPED.values())
