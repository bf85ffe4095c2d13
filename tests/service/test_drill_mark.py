"""What a drill exports says so inside, too: in the first row, and on every sheet that is printed."""

import re
import zipfile
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from command.clock import now
from command.domain.facts.script import Script
from command.service.drill_mark import mark_of
from command.service.moving_book import moving_book
from command.service.script_book import fault_book, script_book
from command.service.sheets import read_rows
from tests.drill import every_kind


def sheets(book: bytes) -> list[str]:
    """The XML of each sheet."""
    with zipfile.ZipFile(BytesIO(book)) as folder:
        return [folder.read(name).decode() for name in folder.namelist() if name.startswith("xl/worksheets/sheet")]


def on_paper(book: bytes) -> list[tuple[str, str]]:
    """Header and footer of each sheet."""
    found = [re.search(r"<oddHeader>(.*?)</oddHeader><oddFooter>(.*?)</oddFooter>", one) for one in sheets(book)]
    return [(one[1], one[2]) if one is not None else ("", "") for one in found]


@pytest.mark.parametrize(("english", "mark"), [(False, "【演练】"), (True, "EXERCISE")])
async def test_a_list_made_in_a_drill_says_so_in_its_first_row_and_on_every_sheet(english: bool, mark: str) -> None:
    made = moving_book([], [], now(), ZoneInfo("Asia/Shanghai"), english, mark_of("d1", english=english))
    rows = await read_rows(made)
    assert isinstance(rows, list)
    assert rows[0][0] == mark
    assert len(on_paper(made)) == 2
    assert all(mark in head and mark in foot for head, foot in on_paper(made))


async def test_a_list_of_real_work_says_nothing_of_the_kind() -> None:
    made = moving_book([], [], now(), ZoneInfo("Asia/Shanghai"), False, mark_of(None, english=False))
    rows = await read_rows(made)
    assert isinstance(rows, list)
    assert rows[0][0].startswith("截至")
    assert on_paper(made) == [("", "")] * 2


async def test_a_script_is_a_drills_document_wherever_it_lies() -> None:
    made = script_book(Script(name="内涝", injects=every_kind()), english=False)
    rows = await read_rows(made)
    assert isinstance(rows, list)
    assert rows[0][0] == "【演练】"
    assert len(on_paper(made)) == 3
    wrong = fault_book(rows, [], {}, english=False)
    assert all("【演练】" in head and "【演练】" in foot for head, foot in [*on_paper(made), *on_paper(wrong)])
