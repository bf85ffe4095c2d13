"""A script through Excel and back, read by the limited child: nothing is lost, whatever its words hold."""

from hypothesis import HealthCheck, given, settings

from command.domain.drill.sheet.reading import Read, read_rows
from command.domain.drill.sheet.words import COLUMNS
from command.domain.facts.script import Script
from command.domain.refusals import Refusal
from command.service import sheet_child, sheets
from command.service.script_book import fault_book, script_book, template_book
from tests.domain.scripts import SCRIPTS


def through(script: Script, *, english: bool = False) -> Script | None:
    rows = sheet_child.read(script_book(script, english=english), sheets.MOST_ROWS)["rows"]
    found = read_rows(rows)
    assert isinstance(found, Read)
    assert found.errors == []
    return found.script


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(SCRIPTS)
def test_a_script_through_excel_is_the_same(script: Script) -> None:
    assert through(script) == script
    assert through(script, english=True) == script


def test_what_excel_escapes_comes_back_as_it_was() -> None:
    for name in ("_x000D_", "=1+1", "@a", "'quoted", "<b>&amp;</b>", "第一行\n第二行", "😀", "0012", "1:30"):
        assert through(Script(name=name)) == Script(name=name)


async def test_the_template_can_be_read_in_as_it_is_by_the_child() -> None:
    for english in (False, True):
        rows = await sheets.read_rows(template_book("460107", "460107001001001", english=english))
        assert not isinstance(rows, Refusal)
        found = read_rows(rows)
        assert isinstance(found, Read)
        assert found.script is not None
        assert len(found.script.injects) == 4


async def test_the_error_workbook_marks_the_row_and_can_be_read_in_again() -> None:
    rows = await sheets.read_rows(template_book("460107", "460107001001001", english=False))
    assert not isinstance(rows, Refusal)
    rows[7][list(COLUMNS).index("kind")] = "谣言"
    found = read_rows(rows)
    assert isinstance(found, Read)
    assert [(one.row, one.column) for one in found.errors] == [(8, "kind")]
    book = fault_book(rows, found.errors, found.header, english=False)
    marked = await sheets.read_rows(book)
    assert not isinstance(marked, Refusal)
    assert "类型只能是" in marked[7][-1] or "可选" in marked[7][-1]
    again = read_rows(marked)
    assert isinstance(again, Read)
    assert [one.row for one in again.errors] == [8]
