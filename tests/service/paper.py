"""Reading a PDF page by page with nothing of ours: its objects, and its letters by the tables that readers use."""

import re
import zlib

_PLAIN = rb"\\.|[^\\()]"
_NESTED = rb"\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb")*\))*\)"
_INSIDE = rb"(?:" + _PLAIN + rb"|" + _NESTED + rb")*"  # parentheses that balance need no escape
_STRING = rb"(?:<[0-9A-Fa-f]*>|\(" + _INSIDE + rb"\))"
_STRINGS = re.compile(rb"<([0-9A-Fa-f]*)>|\((" + _INSIDE + rb")\)", re.DOTALL)
_SHOWN = re.compile(
    rb"/(\w+)\s+[\d.]+\s+Tf|(\[(?:" + _STRING + rb"|[-\d.\s])*\]\s*TJ|" + _STRING + rb"\s*Tj)", re.DOTALL
)


def pages(document: bytes) -> list[str]:
    """What can be read on each page, in order."""
    objects = {int(n): body for n, body in re.findall(rb"(?s)(\d+) 0 obj\b(.*?)\bendobj", document)}
    found = {n: body for n, body in objects.items() if re.search(rb"/Type\s*/Page\b(?!s)", body)}
    order = [int(n) for n in re.findall(rb"(\d+) 0 R", _of(rb"/Kids\s*\[(.*?)\]", document))]
    return [_page(objects, found[n]) for n in order if n in found]


def _of(pattern: bytes, body: bytes) -> bytes:
    match = re.search(pattern, body, re.DOTALL)
    assert match is not None, f"no {pattern!r}"
    return match.group(1)


def _stream(body: bytes) -> bytes:
    raw = _of(rb"stream\r?\n(.*?)\r?\nendstream", body)
    # the last byte of a stream may itself be a carriage return, which the pattern takes for the line's end
    return zlib.decompressobj().decompress(raw) if b"FlateDecode" in body else raw


def _page(objects: dict[int, bytes], body: bytes) -> str:
    resources = re.search(rb"/Resources\s+(\d+) 0 R", body)
    where = objects[int(resources.group(1))] if resources else body
    listed = _of(rb"/Font\s*<<(.*?)>>", where)
    tables = {name: _table(objects, int(n)) for name, n in re.findall(rb"/(\w+)\s+(\d+) 0 R", listed)}
    content = _stream(objects[int(_of(rb"/Contents\s+(\d+) 0 R", body))])
    said, table = list[str](), dict[int, str]()
    for name, shown in _SHOWN.findall(content):
        if name:
            table = tables.get(name, {})
        else:
            said.extend(table.get(code, "") for code in _codes(shown))
    return "".join(said)


def _codes(shown: bytes) -> list[int]:
    """Two bytes each, as hexadecimal or as a string with escapes."""
    raw = b""
    for digits, text in _STRINGS.findall(shown):
        raw += bytes.fromhex(digits.decode()) if digits else _unescaped(text)
    return [int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw) - 1, 2)]


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescaped(text: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        code = match.group(1)
        return bytes([int(code, 8)]) if code.isdigit() else _ESCAPES.get(code, code)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, text, flags=re.DOTALL)


def _table(objects: dict[int, bytes], number: int) -> dict[int, str]:
    mapped = re.search(rb"/ToUnicode\s+(\d+) 0 R", objects[number])
    if mapped is None:
        return {}
    made: dict[int, str] = {}
    stream = _stream(objects[int(mapped.group(1))])
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        for code, letters in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            made[int(code, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be", errors="replace")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
        for low, high, first in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for n in range(int(low, 16), int(high, 16) + 1):
                made[n] = chr(int(first, 16) + n - int(low, 16))
    return made
