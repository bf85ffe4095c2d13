"""Scripts as workbooks: one to be changed and read in again, a template, and a file with what is wrong in it."""

from io import BytesIO
from typing import Any

import xlsxwriter

from command.domain.category import CATEGORIES
from command.domain.drill.sheet import words
from command.domain.drill.sheet.reading import RowFault
from command.domain.drill.sheet.writing import rows_of
from command.domain.facts.script import (
    CallInject,
    ContactInject,
    Expectation,
    Inject,
    Script,
    SilentInject,
    WarningInject,
)
from command.domain.place import Place
from command.service.drill_mark import MARKS, begin
from command.service.roster_book import error_book
from command.service.roster_rows import RowError

_WIDE = {"title": 24, "text": 36, "more": 30, "place": 26, "category": 20, "points": 40, "offset": 16, "note": 20}
_CHOICES = {
    "kind": words.KINDS,
    "hazard": words.HAZARDS,
    "colour": words.COLOURS,
    "level": words.LEVELS,
    "averaging": words.AVERAGING,
    "what": words.EXPECTED,
}
_NOTES = (
    (
        "一行是一条情景注入；没有编号的行归上一条：再写一个期望，或接着写路径点。",
        "One row is one inject; without a number: one more expectation or track points of the row above.",
    ),
    (
        "时间从演练开始算起（时:分:秒），压缩倍数只除这个时间，不除期望时限。",
        "Offsets count from STARTEX (h:mm:ss); compression divides them, never what is expected within.",
    ),
    (
        "地点写“网格 15位编码”“楼栋 编号”“部件 编号”或“纬度,经度”。",
        'Places: "grid 15 digits", "building id", "facility id" or "lat,lon".',
    ),
    (
        "对象、上报人填账号、单位编号，或只有一人用的姓名；角色："
        + "、".join(zh for zh, _ in words.ROLES.values())
        + "；多个用“；”隔开。",
        "People: accounts, units, a name only one has, or a role; several apart by a semicolon.",
    ),
    (
        "路径点一行一个：时间,纬度,经度,风速(米/秒),气压,7级,10级,12级风圈(公里),预报。",
        "Track points, one a line: offset,lat,lon,wind m/s,hPa,radii 7,10,12 km,forecast.",
    ),
    (
        "不要写真实居民的姓名和电话。有一处错误就一行也不导入；最多 2000 条。",
        "No names or numbers of real residents. With a single error nothing is imported; 2,000 injects at most.",
    ),
)


def script_book(script: Script, *, english: bool) -> bytes:
    """The script, to be changed and read in again."""
    content, rows = BytesIO(), rows_of(script, english=english)
    head_at = next(n for n, row in enumerate(rows) if len(row) == len(words.COLUMNS))
    with _book(content) as book:
        page = book.add_worksheet("script" if english else "脚本")
        head = book.add_format({"bold": True, "bg_color": "#DDE6ED", "border": 1})
        text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        top = begin(book, page, MARKS[english])
        for n, name in enumerate(words.COLUMNS):
            page.set_column(n, n, _WIDE.get(name, 11), text)
        for at, row in enumerate(rows):
            for n, cell in enumerate(row):
                page.write_string(top + at, n, cell, head if at == head_at or (at < head_at and n == 0) else text)
        page.freeze_panes(top + head_at + 1, 3)
        _validate(page, top + head_at + 1, len(rows) + 500, english=english)
        _notes(book, english=english)
        _categories(book, english=english)
    return content.getvalue()


def template_book(district: str, grid: str, *, english: bool) -> bytes:
    """An example of three lines, in places that there are."""
    place = Place(grid=grid)
    call = CallInject(text="门口积水没过膝盖，一楼有老人没出来", category="event.0406", place=place, hazard="life")
    warning = WarningInject(event="11B03", colour="orange", areas=[district], headline="暴雨橙色预警", expires_s=10_800)
    injects = [
        Inject(number=1, offset_s=0, title="暴雨橙色预警", content=warning, expected=[_expects("proposal_taken", 600)]),
        Inject(
            number=2,
            offset_s=300,
            title="居民来电",
            content=call,
            expected=[_expects("stored", 120), _expects("accepted", 180), _expects("arrived", 1080)],
        ),
        Inject(
            number=3,
            offset_s=1800,
            title="网格员失联",
            content=SilentInject(area=grid, count=1, for_s=600),
            expected=[_expects("noticed", 720)],
        ),
        Inject(number=4, offset_s=3000, title="点名", content=ContactInject(), expected=[_expects("answered", 120)]),
    ]
    name = "Example" if english else "示例脚本"
    return script_book(Script(name=name, source="excel", injects=injects), english=english)


def fault_book(rows: list[list[str]], faults: list[RowFault], where: dict[str, int], *, english: bool) -> bytes:
    """The file as it was sent, wrong cells red, and what is wrong with each row behind it."""
    told = [RowError(one.row, one.column, one.en if english else one.zh) for one in faults]
    return error_book(rows, told, where, english=english, mark=MARKS[english])


def _expects(what: Any, within_s: int) -> Expectation:
    return Expectation(what=what, within_s=within_s)


def _book(content: BytesIO) -> Any:
    return xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def _validate(page: Any, first: int, last: int, *, english: bool) -> None:
    for name, table in _CHOICES.items():
        column = list(words.COLUMNS).index(name)
        source = [both[english] for both in table.values()]
        page.data_validation(first, column, last, column, {"validate": "list", "source": source})


def _notes(book: Any, *, english: bool) -> None:
    page = book.add_worksheet("how to" if english else "填写说明")
    page.set_column(0, 0, 110)
    for at, both in enumerate(_NOTES, start=begin(book, page, MARKS[english])):
        page.write_string(at, 0, both[english])


def _categories(book: Any, *, english: bool) -> None:
    page = book.add_worksheet("categories" if english else "类别表")
    page.set_column(0, 1, 24)
    for at, one in enumerate(CATEGORIES.values(), start=begin(book, page, MARKS[english])):
        page.write_string(at, 0, one.code)
        page.write_string(at, 1, one.name_en if english else one.name)
