"""Places by words: the best match first, whatever somebody types of a name, an address, a number or its initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain.place import Place
from command.domain.search import Entry, Kind, PlaceIndex, place_of, plain

FUCHENG, DONGMEN = "460107002001", "460107003001"
NEAR_FUCHENG, NEAR_DONGMEN = (20.0070, 110.3540), (19.9970, 110.3760)


def entry(kind: Kind, id_: str, name: str, spelled: str, *, detail: str = "", number: str = "", at: int = 0) -> Entry:
    """A place; `at`: so many steps of some 100 m east of its community's middle."""
    community = DONGMEN if id_.startswith(DONGMEN) or "003-" in id_ else FUCHENG
    lat, lon = NEAR_DONGMEN if community == DONGMEN else NEAR_FUCHENG
    area = community if kind == "community" else f"{community}001"
    return Entry(
        kind=kind, id=id_, name=name, spelled=spelled, detail=detail, number=number, area=area, lat=lat,
        lon=lon + at * 0.001,
    )  # fmt: skip


INDEX = PlaceIndex(
    [
        entry("lamp", "L002-0134", "路灯杆L002-0134", "lu deng gan", number="L002-0134", at=3),
        entry("lamp", "L003-0134", "路灯杆L003-0134", "lu deng gan", number="L003-0134", at=1),
        entry("lamp", "L003-1134", "路灯杆L003-1134", "lu deng gan", number="L003-1134", at=2),
        entry("manhole", "J002-0007", "井盖J002-0007", "jing gai", number="J002-0007", at=1),
        entry("community", FUCHENG, "府城社区", "fu cheng she qu", detail="府城街道"),
        entry("community", DONGMEN, "东门社区", "dong men she qu", detail="滨江街道"),
        entry("grid", f"{FUCHENG}001", "府城社区第1网格", "fu cheng she qu di 1 wang ge"),
        entry("estate", f"{FUCHENG}001-1", "金桂花园", "jin gui hua yuan", detail="府城街道和平路5号"),
        entry("estate", f"{DONGMEN}001-1", "金桂家园", "jin gui jia yuan", detail="滨江街道和平路5号"),
        entry("estate", f"{DONGMEN}001-2", "新府城公寓", "xin fu cheng gong yu", detail="滨江街道建国路9号"),
        *(
            entry(
                "building", f"{FUCHENG}001-1-{n}", f"金桂花园{n}栋", f"jin gui hua yuan {n} dong", number=f"{n}栋",
                detail=f"府城街道和平路5号{n}栋", at=n,
            )
            for n in range(1, 13)
        ),
    ]
)  # fmt: skip


def names(query: str, *, near: tuple[float, float] | None = None, limit: int = 10) -> list[str]:
    return [found.entry.name for found in INDEX.search(query, near=near, limit=limit)]


def test_a_pole_is_found_by_the_number_on_it_however_it_is_written() -> None:
    for written in ("L002-0134", "l002 0134", "L0020134", "Ｌ００２-０１３４"):
        assert names(written)[0] == "路灯杆L002-0134", written


def test_the_last_digits_of_a_number_are_enough_and_the_nearer_pole_comes_first() -> None:
    assert names("0134", near=NEAR_FUCHENG)[:2] == ["路灯杆L002-0134", "路灯杆L003-0134"]
    assert names("0134", near=NEAR_DONGMEN)[:2] == ["路灯杆L003-0134", "路灯杆L002-0134"]
    assert names("134") == ["路灯杆L002-0134", "路灯杆L003-0134", "路灯杆L003-1134"], "these only contain it"


def test_pinyin_initials_find_a_community_before_anything_that_lies_in_it() -> None:
    assert names("fc")[:2] == ["府城社区", "府城社区第1网格"]
    assert names("FCSQ")[0] == "府城社区"
    assert names("fcsqd1")[0] == "府城社区第1网格"
    assert names("fucheng")[:2] == names("fu cheng")[:2] == ["府城社区", "府城社区第1网格"]


def test_what_begins_so_comes_before_what_only_contains_it() -> None:
    found = names("府城")
    assert found.index("府城社区") < found.index("新府城公寓")
    found = names("fc")
    assert found.index("府城社区") < found.index("新府城公寓"), "initials inside a name count, but last"


def test_an_exact_name_comes_before_longer_ones() -> None:
    assert names("金桂花园")[0] == "金桂花园"
    assert names("金桂花园1栋")[0] == "金桂花园1栋"
    assert names("1栋")[0] == "金桂花园1栋"


def test_a_building_is_found_by_its_estate_and_number_in_any_half_words() -> None:
    for words in ("金桂花园 3栋", "金桂3栋", "jghy 3栋", "和平路5号 3栋", "3栋 金桂"):
        assert names(words)[0] == "金桂花园3栋", words


def test_an_address_finds_the_house_and_the_nearer_of_two() -> None:
    assert names("和平路5号", near=NEAR_DONGMEN)[0] == "金桂家园"
    assert names("和平路5号", near=NEAR_FUCHENG)[0] == "金桂花园"


def test_distances_are_told_only_to_those_who_say_where_they_are() -> None:
    assert {found.distance_m for found in INDEX.search("金桂")} == {None}
    found = INDEX.search("金桂花园", near=NEAR_FUCHENG, limit=4)
    assert [one.distance_m for one in found] == [0, 104, 209, 313]


@pytest.mark.parametrize("nothing", ["", "   ", "-", "\t\n", "没有这个地方", "\x00", "zzzz", "金桂 没有"])
def test_nothing_is_found_for_nothing_or_for_what_is_not_there(nothing: str) -> None:
    assert names(nothing) == []


def test_a_choice_says_which_place_to_report() -> None:
    places = {found.entry.kind: place_of(found.entry) for found in INDEX.search("1", limit=50)}
    assert (places["building"].building or "").startswith(f"{FUCHENG}001-1-")
    assert (places["lamp"].facility or "").startswith("L003-")
    assert places["grid"] == Place(grid=f"{FUCHENG}001")
    estate = INDEX.search("金桂花园", limit=1)[0].entry
    assert place_of(estate) == Place(lat=estate.lat, lon=estate.lon)


def test_an_empty_district_answers_too() -> None:
    assert PlaceIndex([]).search("府城", near=NEAR_FUCHENG) == []


@given(st.text(max_size=30), st.integers(1, 20), st.booleans())
def test_whatever_is_typed_gets_distinct_places_and_never_more_than_asked_for(
    query: str, limit: int, near: bool
) -> None:
    found = INDEX.search(query, near=NEAR_FUCHENG if near else None, limit=limit)
    keys = [(one.entry.kind, one.entry.id) for one in found]
    assert len(set(keys)) == len(keys) <= limit


@given(st.sampled_from(INDEX.entries), st.data())
def test_every_piece_of_a_name_finds_it(one: Entry, data: st.DataObject) -> None:
    name = plain(one.name)
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert one in [found.entry for found in INDEX.search(name[start:end], limit=50)]
