"""A roster's file: read in a child of its own, refused with what to do when it cannot be."""

import csv
import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from command.domain.picture import Person
from command.domain.refusals import Refusal
from command.domain.roster import Group, Line, Pattern, Shift
from command.service import sheets
from command.service.roster_rows import COLUMNS, header, understand
from command.service.rosters import Kept

HEAD = [zh for zh, _ in COLUMNS.values()]
ROW = ["第1组", "陈阿兰", "", "2026-12-01", "巡查班", "巡查", "08:00", "18:00", ""]


def table(rows: list[list[str]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def book(rows: list[list[str]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        page = made.add_worksheet()
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return content.getvalue()


def code(answer: list[list[str]] | Refusal) -> str:
    assert isinstance(answer, Refusal)
    assert answer.told("en").message != answer.told("zh-CN").message
    return answer.code


GOOD = [book([HEAD, ROW]), *(table([HEAD, ROW], encoding) for encoding in ("utf-8", "gb18030", "utf-8-sig"))]


@pytest.mark.parametrize("content", GOOD)
async def test_a_table_is_read_whatever_it_was_written_with(content: bytes) -> None:
    assert await sheets.read_rows(content) == [HEAD, ROW]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"\xff\xfe" + "班组".encode("utf-16-le"), "roster_encoding"),
        (b"\x81\x20\xff", "roster_encoding"),
        (b"PK\x03\x04 and then nothing of a workbook", "roster_file"),
        (b"\xd0\xcf\x11\xe0 neither", "roster_file"),
        (b"a,b\x00c", "roster_file"),
        (b"", "roster_empty"),
        (table([HEAD]), "roster_empty"),
        (table([HEAD, [""] * 9, [""] * 9]), "roster_empty"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, wanted: str) -> None:
    assert code(await sheets.read_rows(content)) == wanted


@pytest.mark.parametrize("make", [table, book])
async def test_a_hundred_thousand_rows_are_refused_with_their_number(make: object) -> None:
    refusal = await sheets.read_rows(make([HEAD] + [ROW] * 100_000))  # type: ignore[operator]
    assert code(refusal) == "roster_rows"
    assert isinstance(refusal, Refusal)
    assert refusal.data == {"rows": 100_000, "limit": sheets.MOST_ROWS}


async def test_a_file_that_unpacks_to_gigabytes_harms_nobody() -> None:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book([HEAD, ROW]))) as good,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            body = good.read(name)
            if name.endswith("sheet1.xml"):
                body = body.replace(b"<sheetData>", b"<sheetData>" + b" " * 1_200_000_000)
            bad.writestr(name, body)
    assert code(await sheets.read_rows(content.getvalue())) in ("roster_file", "roster_slow")


async def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "TIME_S", 0.001)
    assert code(await sheets.read_rows(book([HEAD, ROW]))) == "roster_slow"


def test_the_header_may_be_in_any_order_and_either_language() -> None:
    assert header(HEAD[::-1]) == {name: 8 - at for at, name in enumerate(COLUMNS)}
    english = header([en for _, en in COLUMNS.values()])
    assert isinstance(english, dict)
    assert set(english) == set(COLUMNS)
    assert header(["班组", "姓名"]) == "日期 / Date"


PATROL = Shift("巡查班", "patrol", "08:00", "18:00", need=2)
GROUP = Group(
    id="g1", kind="grid", name="第1组", area="460107001001",
    patterns=[Pattern(date(2026, 1, 5), ["w1", "w2", "w3"], [Line(PATROL, [[0, 1, 2]])])],
)  # fmt: skip
NAMES = {"w1": "陈阿兰", "w2": "王海", "w3": "王海", "w9": "外援"}
KEPT = Kept(
    people={id_: Person(id=id_, name=name, roles=["worker"], areas=[]) for id_, name in NAMES.items()},
    groups={"g1": GROUP}, plans=[], overrides=[], swaps=[], leaves=[], watches={}, reliefs=[],
)  # fmt: skip
WHERE = {name: at for at, name in enumerate(COLUMNS)}


def row(**changed: str) -> list[str]:
    cells = dict(zip(COLUMNS, ROW, strict=True)) | changed
    return list(cells.values())


def test_rows_become_a_plan_with_the_leader_first_and_what_the_pattern_knows_of_the_shift() -> None:
    rows = [row(), row(account="w9", name="", leads="是"), [""] * 9, row(day="2026/12/3", starts="8:00")]
    found = understand(rows, WHERE, KEPT, [GROUP], english=False)
    assert (found.errors, found.turns) == ([], 3)
    (plan,) = found.plans
    assert (plan.first, plan.last, plan.shifts) == (date(2026, 12, 1), date(2026, 12, 3), [PATROL])
    assert [(one.day.day, one.people) for one in plan.days] == [(1, ["w9", "w1"]), (3, ["w1"])]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"group": "第9组"}, "group"),
        ({"name": "不认识"}, "name"),
        ({"name": "王海"}, "name"),
        ({"account": "nobody"}, "account"),
        ({"day": "12月1日"}, "day"),
        ({"day": "2026-02-30"}, "day"),
        ({"kind": "休息"}, "kind"),
        ({"starts": "早上"}, "starts"),
        ({"ends": "25:00"}, "ends"),
        ({"shift": ""}, "shift"),
    ],
)
def test_each_wrong_cell_is_named_by_its_row_and_column(changed: dict[str, str], column: str) -> None:
    for english in (False, True):
        found = understand([row(), row(**{"day": "2026-12-02", **changed})], WHERE, KEPT, [GROUP], english=english)
        assert [(one.row, one.column) for one in found.errors] == [(3, column)]
        assert found.errors[0].message.isascii() is english
        assert found.plans == []


def test_every_error_of_a_file_is_told_at_once() -> None:
    rows = [row(day="x", kind="x"), row(), row(), row(name="", account="w2", starts="09:00")]
    found = understand(rows, WHERE, KEPT, [GROUP], english=True)
    assert [(one.row, one.column) for one in found.errors] == [(2, "day"), (2, "kind"), (4, "name"), (5, "shift")]
