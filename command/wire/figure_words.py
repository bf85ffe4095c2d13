"""The table of formulas in `docs/figures.md`: `python -m command.wire.figure_words [--check]` makes it anew."""

import sys
from pathlib import Path

from command.domain.figures import DEFINITIONS

TARGET = Path(__file__).resolve().parents[2] / "docs" / "figures.md"
MARK = "<!-- made by `python -m command.wire.figure_words`; do not edit below -->\n"
_KINDS = {"rate": "Rates", "count": "Counts", "duration": "Times"}


def table() -> str:
    """Everything below the mark."""
    parts = []
    for kind, title in _KINDS.items():
        rows = [one for one in DEFINITIONS.values() if one.kind == kind]
        parts.append(f"\n## {title}\n\n| figure | 中文 | English | 算法 | formula | source | by worker: of |\n")
        parts.append("|---|---|---|---|---|---|---|\n")
        parts += [
            f"| `{one.figure}` | {one.name} | {one.name_en} | {one.formula} | {one.formula_en} | [{one.source}] | "
            f"{one.about} |\n"
            for one in rows
        ]
    return "".join(parts)


def main(*, check: bool) -> int:
    """Write the table, or say whether it is stale (1)."""
    text = TARGET.read_text(encoding="utf-8")
    fresh = text.partition(MARK)[0] + MARK + table()
    if check:
        return int(fresh != text)
    TARGET.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
