"""Figures as an Excel workbook: what they are as of, a table, the course of the period with a chart, the formulas."""

from datetime import datetime, tzinfo
from io import BytesIO
from typing import Any

import xlsxwriter
from msgspec import Struct

from command.domain.figures import DEFINITIONS, By, Cell, Definition
from command.service.statistics import TREND, Bucket, Cells

_WORDS: dict[str, tuple[str, str]] = {
    "figures": ("指标", "Figures"),
    "counts": ("数量", "Counts"),
    "phases": ("时长", "Times"),
    "trend": ("走势", "Course"),
    "about": ("说明", "Formulas"),
    "title": ("网格管理统计", "Figures of grid management"),
    "period": ("时段：{start} 至 {end}", "Period: {start} to {end}"),
    "as_of": ("数据截至 {as_of}", "As of {as_of}"),
    "behind": ("另有 {missing} 条事实未计入，滞后 {s} 秒", "{missing} facts are not in it yet, {s} s behind"),
    "whole": ("已计入全部记录；演练不计", "Everything recorded is in it; exercises never count"),
    "total": ("合计", "All"),
    "n": ("数", "n"),
    "of": ("总", "of"),
    "p50": ("P50（分）", "P50 (min)"),
    "p90": ("P90（分）", "P90 (min)"),
    "cases": ("件数", "cases"),
    "name": ("指标", "Figure"),
    "formula": ("算法", "Formula"),
    "source": ("来源", "Source"),
    "P": ("各地做法 [P]", "practice seen in cities [P]"),
    "D": ("本系统默认 [D]", "our own default [D]"),
    "start": ("时间", "Time"),
    "filed": ("立案", "Filed"),
    "settled": ("当场办结", "Settled"),
    "handled": ("办结", "Handled"),
    "closed": ("结案", "Closed"),
    "escalated": ("升级", "Escalated"),
    "nobody": ("无人可派", "Nobody to send"),
    "district": ("全区", "District"),
    "street": ("街道", "Street"),
    "community": ("社区", "Community"),
    "grid": ("网格", "Grid"),
    "worker": ("网格员", "Worker"),
    "unit": ("单位", "Unit"),
    "category": ("类别", "Category"),
    "priority": ("等级", "Priority"),
    "disposition": ("处理方式", "Disposition"),
}
_STAMP = {"hour": "%m-%d %H:00", "day": "%Y-%m-%d", "month": "%Y-%m"}
_MOST_BARS = 30


class Sheet(Struct, frozen=True, kw_only=True):
    """What goes into a workbook. Times are UTC; rows are (name, figures)."""

    start: datetime
    end: datetime
    as_of: datetime
    by: By
    step: str
    missing: int
    behind_s: float
    rows: list[tuple[str, Cells]]
    total: Cells
    trend: list[Bucket]


def workbook(sheet: Sheet, zone: tzinfo, language: str) -> bytes:
    """The file. Texts are written as texts: a name that begins with = is no formula."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        _Writer(book, sheet, zone, english=language.startswith("en")).write()
    return content.getvalue()


class _Writer:
    def __init__(self, book: Any, sheet: Sheet, zone: tzinfo, *, english: bool) -> None:
        self._book = book
        self._sheet = sheet
        self._zone = zone
        self._english = english
        self._bold = book.add_format({"bold": True})
        self._title = book.add_format({"bold": True, "font_size": 16})
        self._head = book.add_format({"bold": True, "bg_color": "#DDE6ED", "border": 1, "text_wrap": True})
        self._percent = book.add_format({"num_format": "0.0%"})
        self._minutes = book.add_format({"num_format": "0.0"})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self) -> None:
        """All sheets."""
        self._rates()
        self._table("counts", [one for one in DEFINITIONS.values() if one.kind == "count"])
        self._table("phases", [one for one in DEFINITIONS.values() if one.kind == "duration"])
        self._trend()
        self._formulas()

    def _word(self, name: str) -> str:
        return _WORDS[name][self._english]

    def _local(self, at: datetime) -> str:
        return at.astimezone(self._zone).strftime("%Y-%m-%d %H:%M:%S")

    def _rates(self) -> None:
        page = self._book.add_worksheet(self._word("figures"))
        shown = self._sheet
        page.write_string(0, 0, self._word("title"), self._title)
        period = self._word("period").format(start=self._local(shown.start), end=self._local(shown.end))
        page.write_string(1, 0, period)
        page.write_string(2, 0, self._word("as_of").format(as_of=self._local(shown.as_of)))
        behind = self._word("behind").format(missing=shown.missing, s=round(shown.behind_s))
        page.write_string(3, 0, behind if shown.missing else self._word("whole"))
        rates = [one for one in DEFINITIONS.values() if one.kind == "rate"]
        last = self._fill(page, 5, rates)
        self._bars(page, rates, last)

    def _table(self, name: str, definitions: list[Definition]) -> None:
        self._fill(self._book.add_worksheet(self._word(name)), 0, definitions)

    def _fill(self, page: Any, top: int, definitions: list[Definition]) -> int:
        """Heads, a row each, and all together; returns the number of the last row."""
        page.freeze_panes(top + 1, 1)
        page.set_column(0, 0, 28)
        page.set_column(1, 60, 12)
        page.write_string(top, 0, self._word(self._sheet.by), self._head)
        heads = [head for one in definitions for head in self._heads(one)]
        for column, head in enumerate(heads, start=1):
            page.write_string(top, column, head, self._head)
        rows = [*self._sheet.rows, (self._word("total"), self._sheet.total)]
        for row, (name, cells) in enumerate(rows, start=top + 1):
            page.write_string(row, 0, name, self._bold if row == top + len(rows) else None)
            column = 1
            for one in definitions:
                column = self._cell(page, row, column, one, cells[one.figure])
        return top + len(rows)

    def _heads(self, one: Definition) -> list[str]:
        name = one.name_en if self._english else one.name
        match one.kind:
            case "count":
                return [name]
            case "rate":
                return [name, f"{name} {self._word('n')}", f"{name} {self._word('of')}"]
            case "duration":
                return [f"{name} {self._word(part)}" for part in ("p50", "p90", "cases")]

    def _cell(self, page: Any, row: int, column: int, one: Definition, cell: Cell) -> int:
        match one.kind:
            case "count":
                page.write_number(row, column, cell.n)
                return column + 1
            case "rate":
                if cell.value is not None:
                    page.write_number(row, column, cell.value, self._percent)
                page.write_number(row, column + 1, cell.n)
                page.write_number(row, column + 2, cell.of)
            case "duration":
                for offset, seconds in enumerate((cell.value, cell.p90)):
                    if seconds is not None:
                        page.write_number(row, column + offset, seconds / 60, self._minutes)
                page.write_number(row, column + 2, cell.of)
        return column + 3

    def _bars(self, page: Any, rates: list[Definition], last: int) -> None:
        """The rates of all together; of each row too while they can still be told apart."""
        chart = self._book.add_chart({"type": "column"})
        first = 6 if last - 6 <= _MOST_BARS else last
        for index, one in enumerate(rates[:4]):
            column = 1 + 3 * index
            chart.add_series(
                {
                    "name": one.name_en if self._english else one.name,
                    "categories": [page.get_name(), first, 0, last, 0],
                    "values": [page.get_name(), first, column, last, column],
                }
            )
        chart.set_y_axis({"num_format": "0%", "min": 0, "max": 1})
        chart.set_size({"width": 960, "height": 360})
        page.insert_chart(last + 2, 0, chart)

    def _trend(self) -> None:
        page = self._book.add_worksheet(self._word("trend"))
        page.set_column(0, 0, 18)
        for column, name in enumerate(("start", *TREND)):
            page.write_string(0, column, self._word(name), self._head)
        for row, bucket in enumerate(self._sheet.trend, start=1):
            page.write_string(row, 0, bucket.start.astimezone(self._zone).strftime(_STAMP[self._sheet.step]))
            for column, kind in enumerate(TREND, start=1):
                page.write_number(row, column, bucket.counts.get(kind, 0))
        chart = self._book.add_chart({"type": "line"})
        last = max(1, len(self._sheet.trend))
        for column, kind in enumerate(TREND, start=1):
            chart.add_series(
                {
                    "name": self._word(kind),
                    "categories": [page.get_name(), 1, 0, last, 0],
                    "values": [page.get_name(), 1, column, last, column],
                }
            )
        chart.set_size({"width": 960, "height": 380})
        page.insert_chart(1, len(TREND) + 2, chart)

    def _formulas(self) -> None:
        page = self._book.add_worksheet(self._word("about"))
        page.set_column(0, 0, 22)
        page.set_column(1, 1, 90)
        page.set_column(2, 2, 26)
        for column, name in enumerate(("name", "formula", "source")):
            page.write_string(0, column, self._word(name), self._head)
        for row, one in enumerate(DEFINITIONS.values(), start=1):
            page.write_string(row, 0, one.name_en if self._english else one.name, self._bold)
            page.write_string(row, 1, one.formula_en if self._english else one.formula, self._wrap)
            page.write_string(row, 2, self._word(one.source))
