"""Lists of people to be moved as an Excel workbook."""

from datetime import datetime, tzinfo
from io import BytesIO
from typing import Any

import msgspec
import xlsxwriter

from command.service.drill_mark import begin
from command.service.moving import STANDINGS, Tally

_COLUMNS: dict[str, tuple[str, str, int]] = {
    "line": ("行号", "Line", 11),
    "grid_name": ("网格", "Grid", 22),
    "name": ("姓名", "Name", 12),
    "heads": ("人数", "Heads", 6),
    "phone": ("电话", "Telephone", 14),
    "address": ("住址", "Address", 28),
    "need": ("类别", "Kind", 14),
    "standing": ("状态", "Status", 12),
    "at": ("时间", "Time", 15),
    "shelter_name": ("安置点", "Shelter", 20),
    "relative": ("投亲靠友", "Relative", 30),
    "signed": ("签字", "Signed", 10),
    "responsible": ("责任人", "Responsible", 12),
    "by_name": ("登记人", "Recorded by", 12),
    "note": ("说明", "Note", 30),
}
_WORDS: dict[str, tuple[str, str]] = {
    "list": ("名单", "List"),
    "totals": ("汇总", "Totals"),
    "as_of": ("截至 {at}", "As of {at}"),
    "community": ("社区", "Community"),
    "people": ("应转移", "To be moved"),
    "unsafe": ("尚未安全", "Not safe yet"),
    "late": ("转移未到", "Not arrived in time"),
    "to_move": ("待转移", "to move"),
    "told": ("已通知", "told"),
    "moved": ("转移途中", "on the way"),
    "safe": ("投亲靠友", "with a relative"),
    "arrived": ("已安置", "at a shelter"),
    "refused": ("拒绝", "refused"),
    "returned": ("已返回", "returned"),
    "photo": ("已拍照", "photo"),
    "signature": ("已签字", "signed"),
    "unsigned": ("未签字", "not signed"),
    "living_alone": ("独居老人", "living alone"),
    "empty_nest": ("空巢老人", "empty nest"),
    "disabled": ("残疾人", "disabled"),
    "pregnant": ("孕产妇", "pregnant"),
    "low_income": ("低收入户", "low income"),
    "dangerous": ("危房", "dangerous house"),
    "tiled": ("瓦房", "tiled house"),
    "makeshift": ("简易房", "makeshift house"),
    "board": ("木板房", "board house"),
    "low_lying": ("低洼地", "low-lying"),
}


def word(key: str, *, english: bool) -> str:
    """A word of the lists; itself where there is none."""
    return _WORDS[key][english] if key in _WORDS else key


def moving_book(
    rows: list[dict[str, Any]],
    tallies: list[tuple[str, Tally]],
    at: datetime,
    zone: tzinfo,
    english: bool,
    mark: str = "",
) -> bytes:
    """The file: the list, and the numbers by community; `mark` on every sheet. Texts are written as texts: a name that
    begins with = is no formula."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        said = word("as_of", english=english).format(at=at.astimezone(zone).strftime("%Y-%m-%d %H:%M"))
        sheet = book.add_worksheet(word("list", english=english))
        top = begin(book, sheet, mark)
        sheet.write_string(top, 0, said)
        for column, (zh, en, width) in enumerate(_COLUMNS.values()):
            sheet.set_column(column, column, width)
            sheet.write_string(top + 1, column, en if english else zh, head)
        for number, row in enumerate(rows, start=top + 2):
            for column, name in enumerate(_COLUMNS):
                _cell(sheet, number, column, _value(row, name, zone, english=english))
        sheet.freeze_panes(top + 2, 0)
        sheet.autofilter(top + 1, 0, top + max(2, len(rows) + 1), len(_COLUMNS) - 1)
        totals = book.add_worksheet(word("totals", english=english))
        _totals(totals, begin(book, totals, mark), tallies, said, head, english=english)
    return content.getvalue()


def _totals(sheet: Any, top: int, tallies: list[tuple[str, Tally]], said: str, head: Any, *, english: bool) -> None:
    names = ("people", *STANDINGS, "unsafe", "late")
    sheet.write_string(top, 0, said)
    sheet.set_column(0, 0, 24)
    sheet.write_string(top + 1, 0, word("community", english=english), head)
    for column, name in enumerate(names, start=1):
        sheet.write_string(top + 1, column, word(name, english=english), head)
    for number, (area, tally) in enumerate(tallies, start=top + 2):
        sheet.write_string(number, 0, area)
        for column, name in enumerate(names, start=1):
            sheet.write_number(number, column, getattr(tally, name))


def _cell(sheet: Any, row: int, column: int, value: str | int) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, value)


def _value(row: dict[str, Any], name: str, zone: tzinfo, *, english: bool) -> str | int:
    value = row[name]
    match name:
        case "heads":
            return int(value)
        case "at":
            return value.astimezone(zone).strftime("%m-%d %H:%M") if value is not None else ""
        case "relative":
            return " ".join(filter(None, msgspec.structs.astuple(value))) if value is not None else ""
        case "responsible":
            return str(value.name) if value is not None else ""
        case _:
            return word(value, english=english) if value else ""
