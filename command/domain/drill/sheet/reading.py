"""Rows to a script, or to everything that is wrong with them."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from command.domain.drill.making.arranging import MOST
from command.domain.drill.sheet import codecs as c
from command.domain.drill.sheet import words
from command.domain.drill.sheet.fields import CALLED, EXPECTED, MAY_BE_EMPTY, fields_of, names_of
from command.domain.drill.sheet.tidy import tidied, tidy_inject, tidy_text
from command.domain.facts.script import Inject, Script, TrackFix
from command.domain.picture import Person


class RowFault(Struct, frozen=True):
    """What is wrong with a row (its number as Excel shows it), in which column (empty: the row)."""

    row: int
    column: str
    zh: str
    en: str


class Read(Struct):
    """The script, or errors and no script. `header`: where each column is."""

    script: Script | None
    errors: list[RowFault]
    header: dict[str, int]


def header_of(rows: list[list[str]]) -> tuple[int, dict[str, int]] | str:
    """In which row the header is (from 0) and where each column; or the name of the first column that is missing."""
    known = {_squeezed(word): name for name, both in words.COLUMNS.items() for word in both}
    best: dict[str, int] = {}
    for at, row in enumerate(rows[:20]):
        found = {known[_squeezed(cell)]: n for n, cell in enumerate(row) if _squeezed(cell) in known}
        if all(one in found for one in words.NEEDED):
            return at, found
        best = max(best, found, key=len)
    missing = next(one for one in words.NEEDED if one not in best)
    return " / ".join(words.COLUMNS[missing])


def _squeezed(word: str) -> str:
    return word.replace(" ", "").replace("（", "(").replace("）", ")").casefold()


def read_rows(rows: list[list[str]], people: Iterable[Person] = ()) -> Read | str:
    """The script, or all that is wrong; the name of a column if there is no header with it."""
    found = header_of(rows)
    if isinstance(found, str):
        return found
    at, where = found
    reader = _Reader(where, names_of(people))
    heads = _heads(rows[:at], reader)
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if any(cell.strip() for cell in row):
            reader.row(number, row)
    injects = reader.injects()
    if len(injects) > MOST:
        reader.wrong(at + 1, "", "many", limit=str(MOST))
    if reader.errors:
        return Read(None, sorted(reader.errors, key=lambda one: one.row), where)
    return Read(tidied(msgspec.convert({**heads, "injects": injects}, Script)), [], where)


def _heads(rows: list[list[str]], reader: "_Reader") -> dict[str, Any]:
    known = {_squeezed(word): name for name, both in words.HEADS.items() for word in both}
    found: dict[str, Any] = {"source": "excel"}
    for number, row in enumerate(rows, start=1):
        name = known.get(_squeezed(row[0])) if row else None
        if name is None:
            continue
        said = tidy_text(row[1]) if len(row) > 1 else ""
        if name == "source":
            try:
                found[name] = c.choice(words.SOURCES).read(said or "excel")
            except c.Unfit as wrong:
                reader.unfit(number, name, wrong)
        else:
            limit = {"name": 200, "origin": 200, "scenario": 2000}[name]
            if len(said) > limit:
                reader.wrong(number, name, "value", detail=f"≤ {limit}")
            found[name] = said
    if not found.get("name"):
        reader.wrong(1, "", "name")
    return found


class _Open(Struct):
    """An inject as it grows over its rows."""

    row: int
    kind: str | None
    inject: dict[str, Any]
    content: dict[str, Any]
    broken: bool


class _Reader:
    def __init__(self, where: dict[str, int], names: Mapping[str, str]) -> None:
        self._where = where
        self._names = names
        self._open: list[_Open] = []
        self.errors: list[RowFault] = []

    def wrong(self, row: int, column: str, said: str, **data: str) -> None:
        """One more error."""
        zh, en = words.SAID[said]
        self.errors.append(RowFault(row, column, zh.format_map(data), en.format_map(data)))

    def unfit(self, row: int, column: str, wrong: c.Unfit) -> None:
        """What a codec said."""
        self.wrong(row, column, wrong.said, **wrong.data)

    def row(self, number: int, row: list[str]) -> None:
        """One row, into a new inject or the one above."""
        cells = {name: tidy_text(row[at]) if at < len(row) else "" for name, at in self._where.items()}
        cells = {name: cell for name, cell in cells.items() if cell}
        if "number" in cells or "kind" in cells:
            self._begin(number, cells)
        elif not self._open:
            self.wrong(number, "number", "above")
            return
        elif set(cells) - {"points", "what", "within", "who", "value", "expected_note"}:
            self.wrong(number, "number", "only")
            return
        elif "points" in cells:
            self._more_points(number, cells["points"])
        self._expectation(number, cells)

    def injects(self) -> list[Inject]:
        """All of them; what cannot be one is an error."""
        found = []
        for one in self._open:
            if one.broken:
                continue
            data = {**one.inject, "content": {"kind": one.kind, **one.content}}
            try:
                found.append(tidy_inject(msgspec.convert(msgspec.to_builtins(data), Inject)))
            except msgspec.ValidationError as error:
                self.wrong(one.row, "", "value", detail=str(error))
        return found

    def _begin(self, number: int, cells: dict[str, str]) -> None:
        before = len(self.errors)
        kind = self._cell(number, "kind", cells.get("kind", ""), c.choice(words.KINDS))
        inject: dict[str, Any] = {"title": cells.get("title", ""), "note": cells.get("note", ""), "expected": []}
        said = cells.get("number", "")
        if said.isascii() and said.isdigit() and 1 <= int(said) <= 9999:
            inject["number"] = int(said)
        else:
            self.wrong(number, "number", "number")
        inject["offset_s"] = self._cell(number, "offset", cells.get("offset", ""), c.TIME)
        content = self._content(number, kind, cells) if kind is not None else {}
        self._open.append(_Open(number, kind, inject, content, broken=len(self.errors) > before))

    def _content(self, number: int, kind: str, cells: dict[str, str]) -> dict[str, Any]:
        fields = fields_of(kind, self._names)
        word = "/".join(words.KINDS[kind])
        content: dict[str, Any] = {}
        for field, (column, codec) in fields.items():
            if column in cells:
                content[field] = self._cell(number, column, cells[column], codec)
            elif field in {"category", "place", "event", "colour", "level"} or (field == "areas" and kind == "warning"):
                self.wrong(number, column, "lacking", kind=word)
            elif field in MAY_BE_EMPTY:
                content[field] = [] if field == "to" else ""
        if kind in {"report", "call"} and ("caller" in cells or "phone" in cells):
            content["caller"] = {name: cells.get(column, "") for column, name in CALLED.items()}
        allowed = {column for column, _ in fields.values()} | ({*CALLED} if kind in {"report", "call"} else set())
        for column in ("category", "place", "by", *CALLED, "to", "event", "colour", "level", "points"):
            if column in cells and column not in allowed:
                self.wrong(number, column, "foreign", kind=word)
        return content

    def _more_points(self, number: int, cell: str) -> None:
        above = self._open[-1]
        if above.kind is not None and above.kind != "track":
            self.wrong(number, "points", "foreign", kind="/".join(words.KINDS[above.kind]))
            return
        more: list[TrackFix] = self._cell(number, "points", cell, c.POINTS) or []
        above.content["points"] = [*(above.content.get("points") or []), *more]

    def _expectation(self, number: int, cells: dict[str, str]) -> None:
        if not {"what", "within", "who", "value", "expected_note"} & set(cells):
            return
        found: dict[str, Any] = {
            field: self._cell(number, column, cells.get(column, ""), codec)
            for field, (column, codec) in EXPECTED.items()
        }
        found["who"] = c.person(self._names).read(cells.get("who", ""))
        if found["what"] is not None and found["within_s"] is not None:
            self._open[-1].inject["expected"].append(found)

    def _cell(self, row: int, column: str, cell: str, codec: c.Codec) -> Any:
        try:
            return codec.read(cell)
        except c.Unfit as wrong:
            self.unfit(row, column, wrong)
            return None
