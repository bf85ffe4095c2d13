"""A script to rows."""

from command.domain.drill.measuring import kind_of
from command.domain.drill.sheet import codecs as c
from command.domain.drill.sheet import words
from command.domain.drill.sheet.fields import CALLED, EXPECTED, fields_of
from command.domain.drill.sheet.tidy import tidied
from command.domain.facts.script import Expectation, Inject, Script, TrackInject

_POINTS_A_ROW = 20


def rows_of(script: Script, *, english: bool) -> list[list[str]]:
    """The script's words, an empty row, the header and the injects."""
    script = tidied(script)
    rows = [
        [words.HEADS["name"][english], script.name],
        [words.HEADS["scenario"][english], script.scenario],
        [words.HEADS["source"][english], words.SOURCES[script.source][english]],
        [words.HEADS["origin"][english], script.origin],
        [],
        [both[english] for both in words.COLUMNS.values()],
    ]
    for inject in script.injects:
        rows += [[row.get(column, "") for column in words.COLUMNS] for row in _inject_rows(inject, english=english)]
    return rows


def _inject_rows(inject: Inject, *, english: bool) -> list[dict[str, str]]:
    content, kind = inject.content, kind_of(inject)
    first = {
        "number": str(inject.number),
        "offset": c.clock(inject.offset_s),
        "title": inject.title,
        "kind": words.KINDS[kind][english],
        "note": inject.note,
    }
    for field, (column, codec) in fields_of(kind, {}).items():
        value = getattr(content, field)
        if value is not None and field != "points":
            first[column] = codec.write(value, english)
    caller = getattr(content, "caller", None)
    if caller is not None:
        first |= {column: getattr(caller, name) for column, name in CALLED.items()}
    points = content.points if isinstance(content, TrackInject) else []
    chunks = [points[n : n + _POINTS_A_ROW] for n in range(0, len(points), _POINTS_A_ROW)]
    rows = [first]
    for n in range(max(len(chunks), len(inject.expected), 1)):
        row = first if n == 0 else {}
        if n < len(chunks):
            row["points"] = c.POINTS.write(chunks[n], english)
        if n < len(inject.expected):
            row |= _expectation_cells(inject.expected[n], english=english)
        if n:
            rows.append(row)
    return rows


def _expectation_cells(one: Expectation, *, english: bool) -> dict[str, str]:
    cells = {column: codec.write(getattr(one, field), english) for field, (column, codec) in EXPECTED.items()}
    return {**cells, "who": c.person({}).write(one.who, english)}
