"""Rosters as workbooks: what there is, to be changed and read in again; and a file with what is wrong in it."""

from io import BytesIO
from typing import Any

import xlsxwriter

from command.domain.roster import Turn
from command.service.drill_mark import begin, on_paper
from command.service.roster_rows import COLUMNS, KINDS, RowError
from command.service.rosters import Kept

_WIDTHS = dict(zip(COLUMNS, (22, 12, 40, 13, 12, 9, 8, 8, 7), strict=True))
_NOTES = {
    False: [
        "一行是一个人一天的一个班。表头不要改，顺序可以换。",
        "同组重名、或从别的组借人时填“账号”，姓名可不填。",
        "结束时间不晚于开始时间的，算到第二天：夜班记在开始的那一天。",
        "“带班”填“是”的人坐第一位。",
        "导入后，这些班组从最早一天到最晚一天按本表执行；中间没有写的日子没有班。",
        "有一处错误就一行也不导入；一次最多 20000 行。",
    ],
    True: [
        "One row is one person on one shift of one day. Keep the header; the order of columns is free.",
        "Give the account where two of a group have one name, or where somebody is borrowed from another group.",
        "A shift that ends no later than it starts ends on the next day; a night belongs to the day it began.",
        "Whoever has yes under Leads has the first seat.",
        "Once imported, these groups go by it from its first day to its last; days between without a row are free.",
        "With a single error nothing is imported; 20,000 rows at most.",
    ],
}


def roster_book(kept: Kept, turns: list[Turn], *, english: bool, mark: str = "") -> bytes:
    """Everybody on every shift of these turns, as rows that can be read in again; `mark` on every sheet."""
    content = BytesIO()
    with _book(content) as book:
        page, first = _page(book, english=english, rows=len(turns), mark=mark)
        for at, turn in enumerate(turns, start=first):
            for column, cell in enumerate(_row(kept, turn, english=english)):
                page.write_string(at, column, cell)
        _notes(book, english=english, mark=mark)
    return content.getvalue()


def error_book(
    rows: list[list[str]], errors: list[RowError], where: dict[str, int], *, english: bool, mark: str = ""
) -> bytes:
    """The file as it was sent, wrong cells red, and what is wrong with each row behind it: its rows keep their numbers,
    so `mark` is in header and footer alone."""
    content = BytesIO()
    said: dict[int, list[RowError]] = {}
    for one in errors:
        said.setdefault(one.row, []).append(one)
    width = max(len(row) for row in rows)
    with _book(content) as book:
        head, red = book.add_format({"bold": True, "bg_color": "#DDE6ED"}), book.add_format({"bg_color": "#FFC7CE"})
        page = book.add_worksheet("errors" if english else "错误")
        on_paper(page, mark)
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            wrong = {where.get(one.column) for one in said.get(number, ())}
            for column, cell in enumerate(row):
                page.write_string(number - 1, column, cell, head if number == 1 else red if column in wrong else None)
            page.write_string(number - 1, width, "；".join(one.message for one in said.get(number, ())))
        page.write_string(0, width, "What is wrong" if english else "错误说明", head)
        page.set_column(0, width, 16)
    return content.getvalue()


def _book(content: BytesIO) -> Any:
    return xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def _page(book: Any, *, english: bool, rows: int, mark: str) -> tuple[Any, int]:
    """The sheet with its header, and the row in which its content begins."""
    page = book.add_worksheet("roster" if english else "排班表")
    head = book.add_format({"bold": True, "bg_color": "#DDE6ED", "border": 1})
    text = book.add_format({"num_format": "@"})
    top = begin(book, page, mark)
    page.freeze_panes(top + 1, 0)
    for column, (name, words) in enumerate(COLUMNS.items()):
        page.write_string(top, column, words[english], head)
        page.set_column(column, column, _WIDTHS[name], text)
    kinds = [words[english] for words in KINDS.values()]
    column = list(COLUMNS).index("kind")
    page.data_validation(top + 1, column, top + max(rows, 1000), column, {"validate": "list", "source": kinds})
    return page, top + 1


def _notes(book: Any, *, english: bool, mark: str) -> None:
    page = book.add_worksheet("how to" if english else "填写说明")
    page.set_column(0, 0, 100)
    for at, line in enumerate(_NOTES[english], start=begin(book, page, mark)):
        page.write_string(at, 0, line)


def _row(kept: Kept, turn: Turn, *, english: bool) -> list[str]:
    group = kept.groups[turn.group]
    shift = turn.shift
    times = [shift.starts, shift.ends]
    leads = ("是", "yes")[english] if turn.leads else ""
    person = turn.person or ""
    kind = KINDS[shift.kind][english]
    return [group.name, kept.name(person), person, turn.day.isoformat(), shift.name, kind, *times, leads]
