"""A script as rows: nothing is lost on the way there and back, and what is wrong is told by row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain.drill.sheet.codecs import Unfit, clock, joined, parted, seconds
from command.domain.drill.sheet.reading import Read, read_rows
from command.domain.drill.sheet.tidy import tidied
from command.domain.drill.sheet.words import COLUMNS
from command.domain.drill.sheet.writing import rows_of
from command.domain.facts.script import ContactInject, Expectation, Inject, ReportInject, Script, TrackInject
from command.domain.picture import Person
from command.domain.place import Place
from tests.domain.scripts import ID, SCRIPTS


@settings(max_examples=40)
@given(SCRIPTS, st.booleans())
def test_a_script_written_and_read_again_is_the_same(script: Script, english: bool) -> None:
    found = read_rows(rows_of(script, english=english))
    assert isinstance(found, Read)
    assert found.errors == []
    assert found.script == script


@settings(max_examples=40)
@given(SCRIPTS)
def test_columns_may_stand_in_any_order_and_rows_above_them_are_the_scripts_own(script: Script) -> None:
    rows = rows_of(script, english=False)
    mixed = [*rows[:5], *([*reversed(row)] for row in rows[5:])]
    found = read_rows(mixed)
    assert isinstance(found, Read)
    assert found.script == script


@settings(max_examples=40)
@given(SCRIPTS)
def test_tidying_twice_is_tidying_once(script: Script) -> None:
    assert tidied(script) == script


@given(st.integers(-(10**7), 10**7))
def test_a_time_is_written_in_hours_and_read_again(at: int) -> None:
    assert seconds(clock(at), least=-(10**8), most=10**8) == at


@given(st.lists(ID.map(str.strip).filter(bool)))
def test_several_in_one_cell_come_apart_again(ids: list[str]) -> None:
    assert parted(joined(ids)) == ids


@pytest.mark.parametrize(
    ("said", "at"),
    [("0:05:00", 300), ("1:30", 5400), ("T+1:30:00", 5400), ("26:00:01", 93_601), ("1 day, 2:00:00", 93_600)],
)
def test_times_are_read_as_people_and_excel_write_them(said: str, at: int) -> None:
    assert seconds(said) == at


@pytest.mark.parametrize("said", ["", "5", "0:61:00", "-1:00:00", "169:00:00", "tomorrow", "0:00:99"])
def test_what_is_no_time_is_refused(said: str) -> None:
    with pytest.raises(Unfit):
        seconds(said)


HEAD = [zh for zh, _ in COLUMNS.values()]
PLACED = {"类别": "道路积水", "地点": "网格 460107001001001"}


def sheet(*rows: dict[str, str]) -> list[list[str]]:
    return [["脚本名称", "演练"], HEAD, *([row.get(column, "") for column in HEAD] for row in rows)]


def line(**more: str) -> dict[str, str]:
    return {"编号": "1", "时间（时:分:秒）": "0:00:00", "标题": "积水", "类型": "上报", **PLACED, **more}


def wrong(*rows: dict[str, str]) -> list[tuple[int, str]]:
    found = read_rows(sheet(*rows))
    assert isinstance(found, Read)
    assert (found.script is None) == bool(found.errors)
    assert all(one.zh != one.en and "{" not in one.zh for one in found.errors)
    return [(one.row, one.column) for one in found.errors]


def test_a_category_is_read_by_its_name_too() -> None:
    found = read_rows(sheet(line()))
    assert isinstance(found, Read)
    assert found.script is not None
    content = found.script.injects[0].content
    assert content == ReportInject(category="event.0406", place=Place(grid="460107001001001"))


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"编号": "零"}, "number"),
        ({"编号": ""}, "number"),
        ({"编号": "10000"}, "number"),
        ({"时间（时:分:秒）": "半小时"}, "offset"),
        ({"类型": "谣言"}, "kind"),
        ({"类别": "不存在的类别"}, "category"),
        ({"类别": ""}, "category"),
        ({"地点": "村口大树"}, "place"),
        ({"地点": ""}, "place"),
        ({"危害": "很大"}, "hazard"),
        ({"颜色": "红"}, "colour"),
        ({"期望": "开心", "期望时限": "0:10:00"}, "what"),
        ({"期望": "到场"}, "within"),
        ({"标题": "长" * 2001}, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_column(more: dict[str, str], column: str) -> None:
    assert wrong(line(), line(编号="2", **{k: v for k, v in more.items() if k != "编号"}) | more)[0] == (4, column)


def test_all_errors_are_told_at_once_and_then_there_is_no_script() -> None:
    told = wrong(line(类型="谣言"), line(), line(危害="很大", 地点="村口"))
    assert [row for row, _ in told] == [3, 5, 5]


def test_a_row_without_a_number_belongs_to_the_one_above() -> None:
    more = {"期望": "到场", "期望时限": "0:15:00"}
    found = read_rows(sheet(line(期望="接单", 期望时限="0:02:00"), more))
    assert isinstance(found, Read)
    assert found.script is not None
    assert [one.what for one in found.script.injects[0].expected] == ["accepted", "arrived"]
    assert wrong(more) == [(3, "number")]
    assert wrong(line(), {**more, "标题": "又一条"}) == [(4, "number")]


def test_a_missing_column_is_named_and_so_is_a_missing_name() -> None:
    assert read_rows([["脚本名称", "演练"], ["编号", "标题"]]) == "时间（时:分:秒） / Offset (h:mm:ss)"
    found = read_rows(sheet(line())[1:])
    assert isinstance(found, Read)
    assert [one.row for one in found.errors] == [1]


def test_people_are_read_by_their_names_where_only_one_has_it() -> None:
    def person(id_: str, name: str) -> Person:
        return Person(id=id_, name=name, roles=["worker"], areas=[])

    people = [person("w1", "陈阿兰"), person("w2", "王强"), person("w3", "王强")]
    row = {**line(类型="点名", 对象="陈阿兰；王强；网格员"), "类别": "", "地点": ""}
    found = read_rows(sheet(row), people)
    assert isinstance(found, Read)
    assert found.script is not None
    assert found.script.injects[0].content == ContactInject(to=["w1", "王强", "worker"])


def test_points_of_a_track_go_on_in_rows_below() -> None:
    track = {**line(类型="台风路径", 路径点="-6:00:00,18.5,113.4,42"), "类别": "", "地点": ""}
    found = read_rows(sheet(track, {"路径点": "0:00:00,19.1,112.3,45,950,200,-/80/80/80,,预报"}))
    assert isinstance(found, Read)
    assert found.script is not None
    content = found.script.injects[0].content
    assert isinstance(content, TrackInject)
    assert [one.offset_s for one in content.points] == [-21_600, 0]
    assert content.points[1].r10_km == [None, 80, 80, 80]
    assert content.points[1].forecast


def test_a_script_longer_than_can_be_kept_is_refused() -> None:
    inject = Inject(number=1, offset_s=0, title="点名", content=ContactInject(), expected=[])
    script = Script(name="长", injects=[inject] * 2001)
    found = read_rows(rows_of(script, english=False))
    assert isinstance(found, Read)
    assert found.script is None
    assert Expectation(what="noted", within_s=0).who == ""
