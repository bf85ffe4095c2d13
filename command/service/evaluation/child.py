"""A report set in a process of its own, with little priority: JSON on standard input, a PDF or Word file on the output.

Run as a file, by itself: its folder is where its imports come from. It may not read the system's fonts, and nothing is
fetched: what it needs comes with the data. Arguments: the fonts' folder, `pdf` or `docx`, seconds of processor time.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any, Literal

_MEMORY = 4 << 30
_HERE = Path(__file__).parent
_PER_INCH = 220.0
"""Of a chart's picture in a Word file: sharp on paper."""


def main() -> None:
    """The limits first, then the document."""
    fonts, form, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    raw = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(_pdf(raw, fonts) if form == "pdf" else _docx(json.loads(raw), fonts))


def _pdf(raw: str, fonts: str) -> bytes:
    made = _typst("report.typ", raw, fonts, "pdf")
    return bytes(made)


def _docx(data: dict[str, Any], fonts: str) -> bytes:
    sys.path.insert(0, str(_HERE))
    from wording import word_file  # type: ignore[import-not-found, unused-ignore]

    svgs = [one["svg"] for one in data["blocks"] if one["kind"] == "chart"]
    pictures = _typst("charts.typ", json.dumps({"svgs": svgs}), fonts, "png") if svgs else []
    made: bytes = word_file(data, pictures if isinstance(pictures, list) else [pictures])
    return made


def _typst(template: str, data: str, fonts: str, form: Literal["pdf", "png"]) -> Any:
    import typst

    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    text, more = (_HERE / template).read_bytes(), {"data": data}
    if form == "png":
        return typst.compile(text, font_paths=found, format="png", ppi=_PER_INCH, sys_inputs=more)
    return typst.compile(text, font_paths=found, format="pdf", sys_inputs=more)


if __name__ == "__main__":
    main()
