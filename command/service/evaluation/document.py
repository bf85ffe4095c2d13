"""What a report is made of: plain blocks, which the PDF's template and the Word file's writer each know how to set."""

from typing import Any

import msgspec
from msgspec import Struct


class Mark(Struct, frozen=True):
    """A word of a table with a tone: met, late, missed, open, not_given."""

    text: str
    tone: str


Word = str | Mark


class Heading(Struct, frozen=True, tag_field="kind", tag="heading"):
    """A chapter's (`level` 1) or a section's (2) title."""

    text: str
    level: int = 1
    new_page: bool = False


class Text(Struct, frozen=True, tag_field="kind", tag="text"):
    """A paragraph. `small`: an explanation."""

    text: str
    small: bool = False


class Table(Struct, frozen=True, tag_field="kind", tag="table"):
    """A table with a head that is repeated on each page. `widths`: shares of the page's."""

    head: list[str]
    rows: list[list[Word]]
    widths: list[float]


class Pairs(Struct, frozen=True, tag_field="kind", tag="pairs"):
    """Names and values, two by two."""

    rows: list[tuple[str, str]]


class Points(Struct, frozen=True, tag_field="kind", tag="points"):
    """A numbered list."""

    items: list[str]


class Chart(Struct, frozen=True, tag_field="kind", tag="chart"):
    """A drawing (SVG) with what it shows."""

    svg: str
    caption: str


Block = Heading | Text | Table | Pairs | Points | Chart


class Document(Struct, frozen=True, kw_only=True):
    """A whole report. `mark` is on every page; `cover`: names and values of the first page."""

    lang: str
    mark: str
    title: str
    subtitle: str
    draft: str
    cover: list[tuple[str, str]]
    note: str
    footer: str
    page: str
    blocks: list[Block]

    def charts(self) -> list[Chart]:
        """Its drawings, in order."""
        return [one for one in self.blocks if isinstance(one, Chart)]

    def plain(self) -> dict[str, Any]:
        """As JSON knows it."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return made
