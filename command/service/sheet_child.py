"""A table read in a process of its own, with little memory and little time: standard input to rows of text as JSON.

Run as a file, by itself: whatever a hostile file does, it does here. Nothing of the program is imported.
"""

import csv
import io
import json
import resource
import sys
from datetime import date, datetime, time
from typing import Any

_MEMORY = 1 << 30
_WIDEST = 40


def read(content: bytes, most_rows: int) -> dict[str, Any]:
    """`{"rows": [[text…]…]}`, the header among them, or `{"error": code, …}`."""
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return _book(content, most_rows)
    return _text(content, most_rows)


def _book(content: bytes, most_rows: int) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        if sheet.height > most_rows + 1:
            return {"error": "roster_rows", "rows": sheet.height - 1}
        rows = sheet.to_python(skip_empty_area=False)
    except Exception:  # noqa: BLE001  calamine has an error of its own for each format
        return {"error": "roster_file"}
    return {"rows": [[_cell(one) for one in row[:_WIDEST]] for row in rows]}


def _text(content: bytes, most_rows: int) -> dict[str, Any]:
    text = _decoded(content)
    if text is None:
        return {"error": "roster_encoding"}
    if "\x00" in text:
        return {"error": "roster_file"}
    try:
        rows = list(csv.reader(io.StringIO(text)))
    except csv.Error:
        return {"error": "roster_file"}
    if len(rows) > most_rows + 1:
        return {"error": "roster_rows", "rows": len(rows) - 1}
    return {"rows": [[one.strip() for one in row[:_WIDEST]] for row in rows]}


def _decoded(content: bytes) -> str | None:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def main() -> None:
    """The limits first, then the file."""
    most_rows, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    try:
        answer = read(sys.stdin.buffer.read(), most_rows)
    except MemoryError:
        answer = {"error": "roster_file"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
