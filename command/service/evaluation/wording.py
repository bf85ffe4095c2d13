"""A report as a Word file that a coordinator goes on editing: real headings, real tables, pictures, page numbers.

Imported by the child alone, beside it, so it knows the document as plain JSON. Tables are written as XML at once: the
library looks at every cell anew for each one that is added.
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TONES = {"met": "2F7D4F", "late": "B06A00", "missed": "C23B2E", "open": "5C6870", "not_given": "7D8790"}
RED = RGBColor(0xB3, 0x26, 0x1E)
_BODY, _HEAD = "仿宋", "黑体"
"""Fonts that every Chinese office has; Word takes another of the kind where they are not."""
_PAGE_MM = 170.0
_TWIPS_A_MM = 56.7


def word_file(data: dict[str, Any], pictures: list[bytes]) -> bytes:
    """The whole file. `pictures`: PNGs of the charts, in their order."""
    document = Document()
    _style(document)
    _edges(document, data)
    _cover(document, data)
    drawn = iter(pictures)
    for block in data["blocks"]:
        _BLOCKS[block["kind"]](document, block, drawn)
    document.core_properties.title = f"{data['mark']}{data['subtitle']} {data['title']}"
    document.core_properties.author = ""
    document.core_properties.comments = data["mark"]
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _style(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(26), Mm(22)
    _font(document.styles["Normal"], _BODY, 11)
    for name, size in (("Heading 1", 15), ("Heading 2", 12), ("Title", 24)):
        style = document.styles[name]
        _font(style, _HEAD, size)
        style.font.bold, style.font.color.rgb = True, RGBColor(0x22, 0x22, 0x22)


def _font(style: Any, name: str, size: float) -> None:
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(key), name)
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)


def _edges(document: Any, data: dict[str, Any]) -> None:
    """The exercise's mark on the top and the page's number on the foot of every page, the cover too."""
    section = document.sections[0]
    above = section.header.paragraphs[0]
    run = above.add_run(f"{data['mark']}{data['footer']}{'　' + data['draft'] if data['draft'] else ''}")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(9), RED
    below = section.footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below.add_run(f"{data['mark']}{data['title']}　").font.size = Pt(9)
    before, rest = data["page"].split("{n}")
    middle, after = rest.split("{of}")
    for words, field in ((before, "PAGE"), (middle, "NUMPAGES"), (after, None)):
        below.add_run(words).font.size = Pt(9)
        if field is not None:
            _field(below.add_run(), field)


def _field(run: Any, code: str) -> None:
    run.font.size = Pt(9)
    for kind in ("begin", None, "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {code} "
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001 - the library has no fields


def _cover(document: Any, data: dict[str, Any]) -> None:
    for _ in range(4):
        document.add_paragraph()
    for words, size, red in ((data["mark"], 16, True), (data["subtitle"], 26, False), (data["title"], 20, False)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(words)
        run.bold, run.font.size, run.font.name = True, Pt(size), _HEAD
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HEAD)  # noqa: SLF001
        if red:
            run.font.color.rgb = RED
    for _ in range(3):
        document.add_paragraph()
    _grid(document, None, data["cover"], [34, 86])
    note = document.add_paragraph()
    note.paragraph_format.space_before = Pt(40)
    note.add_run(data["note"]).font.size = Pt(9)
    document.add_page_break()


def _heading(document: Any, block: dict[str, Any], _: Any) -> None:
    heading = document.add_heading(block["text"], level=block["level"])
    heading.paragraph_format.page_break_before = bool(block["new_page"])


def _text(document: Any, block: dict[str, Any], _: Any) -> None:
    run = document.add_paragraph().add_run(block["text"])
    if block["small"]:
        run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x55, 0x55, 0x55)


def _points(document: Any, block: dict[str, Any], _: Any) -> None:
    for n, item in enumerate(block["items"], 1):
        document.add_paragraph(f"{n}. {item}")


def _chart(document: Any, block: dict[str, Any], drawn: Any) -> None:
    document.add_picture(BytesIO(next(drawn)), width=Mm(_PAGE_MM))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    shape = document.inline_shapes[-1]
    shape._inline.docPr.set("descr", block["caption"])  # noqa: SLF001 - what a screen reader says
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = caption.add_run(block["caption"])
    run.bold, run.font.size = True, Pt(9)


def _pairs(document: Any, block: dict[str, Any], _: Any) -> None:
    _grid(document, None, block["rows"], [34, 136])


def _table(document: Any, block: dict[str, Any], _: Any) -> None:
    whole = sum(block["widths"])
    _grid(document, block["head"], block["rows"], [_PAGE_MM * one / whole for one in block["widths"]])


_BLOCKS = {
    "heading": _heading,
    "text": _text,
    "points": _points,
    "chart": _chart,
    "pairs": _pairs,
    "table": _table,
}


def _grid(document: Any, head: list[str] | None, rows: list[Any], widths: list[float]) -> None:
    """A table: its head is repeated on each page, no row is torn in two."""
    table = document.add_table(rows=0, cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    element = table._tbl  # noqa: SLF001 - rows are written at once
    for column, width in zip(element.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(round(width * _TWIPS_A_MM)))
    if head is not None:
        element.append(_row(head, widths, is_head=True))
    for row in rows:
        element.append(_row(row, widths, first_bold=head is None))
    document.add_paragraph()


def _row(words: list[Any], widths: list[float], *, is_head: bool = False, first_bold: bool = False) -> Any:
    row = OxmlElement("w:tr")
    kept = OxmlElement("w:trPr")
    kept.append(OxmlElement("w:cantSplit"))
    if is_head:
        kept.append(OxmlElement("w:tblHeader"))
    row.append(kept)
    for n, (word, width) in enumerate(zip(words, widths, strict=True)):
        row.append(_cell(word, width, bold=is_head or (first_bold and n == 0), shade=is_head))
    return row


def _cell(word: Any, width: float, *, bold: bool, shade: bool) -> Any:
    text, tone = (word, None) if isinstance(word, str) else (word["text"], TONES[word["tone"]])
    cell, about = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    wide = OxmlElement("w:tcW")
    wide.set(qn("w:w"), str(round(width * _TWIPS_A_MM)))
    wide.set(qn("w:type"), "dxa")
    about.append(wide)
    if shade:
        fill = OxmlElement("w:shd")
        for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "ECECEC")):
            fill.set(qn(key), value)
        about.append(fill)
    cell.append(about)
    paragraph, run, looks = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:rPr")
    if bold or tone:
        looks.append(OxmlElement("w:b"))
    if tone:
        colour = OxmlElement("w:color")
        colour.set(qn("w:val"), tone)
        looks.append(colour)
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), "18")
    looks.append(size)
    said = OxmlElement("w:t")
    said.text = "".join(one for one in text if one >= " ")
    said.set(qn("xml:space"), "preserve")
    run.extend((looks, said))
    paragraph.append(run)
    cell.append(paragraph)
    return cell
