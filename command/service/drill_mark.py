"""【演练】 inside a workbook: a copy of one sheet, a print, or a file under another name still says what it is."""

from typing import Any

MARKS = ("【演练】", "EXERCISE")
"""In Chinese and in English."""


def mark_of(exercise: str | None, *, english: bool) -> str:
    """What a file of an exercise says on every sheet; empty for the real district."""
    return MARKS[english] if exercise is not None else ""


def on_paper(page: Any, mark: str) -> None:
    """Put the mark into a sheet's header and footer."""
    if mark:
        page.set_header(f"&C&14{mark}")
        page.set_footer(f"&C{mark} &P/&N")


def begin(book: Any, page: Any, mark: str) -> int:
    """Put the mark into a sheet's header, footer and first row. In which row (from 0) the sheet's own begin."""
    if not mark:
        return 0
    bold = book.add_format({"bold": True, "font_color": "#6D23C2", "font_size": 14})
    on_paper(page, mark)
    page.write_string(0, 0, mark, bold)
    return 1


def is_marked(row: list[str]) -> bool:
    """Whether a row that was read in is such a first row."""
    return bool(row) and row[0].strip() in MARKS
