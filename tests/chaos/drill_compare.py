"""The same real work with a drill beside it and without, on the same seed and the same kills, side by side.

    python -m tests.chaos.drill_compare --json figures.json      260 people, 200 injects, 300 real incidents, 20 kills

A benchmark: it prints what it measured and fails only for what is wrong, never for how long something took. The run
without the drill comes first and last: what those two differ by is the machine.
"""

import argparse
import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from tests.chaos.drill_proof import counted, prove
from tests.chaos.drill_run import Run, took
from tests.chaos.drill_script import FULL, Size
from tests.filled import copied, filled_once

Json = dict[str, Any]
ROWS = (("offers", "all"), ("offers_calm", "nothing killed within 10 s"))


async def one(base: Path, name: str, seed: int, size: Size) -> tuple[dict[str, list[str]], Json]:
    """One run on a copy of the folder. `name`: `with…` has the drill."""
    took(f"--- {name}")
    folder = base / name
    folder.mkdir()
    system = copied(base / "filled-demo" / "data", folder)
    try:
        await system.start()
        run = Run(system, seed, size)
        await run.live(with_drill=name.startswith("with "))
        print(counted(run), flush=True)
        for form, content in run.papers.items():
            (folder / f"evaluation.{form}").write_bytes(content)
        (folder / "evaluation.json").write_text(json.dumps(run.evaluation, ensure_ascii=False, indent=1))
        wrong, figures = await prove(run)
    finally:
        await system.stop()
    took(f"{name}: {wrong or 'nothing wrong'}")
    print({key: value for key, value in figures.items() if key != "each"}, flush=True)
    return wrong, figures


def told(runs: dict[str, Json]) -> str:
    """Side by side, in seconds."""
    lines = [f"{'report sent → offer on a phone, s':44}" + "".join(f"{name:>18}" for name in runs)]
    for key, what in ROWS:
        for cut in ("n", "p50", "p90", "p99", "max"):
            found = "".join(f"{figures[key].get(cut, '-'):>18}" for figures in runs.values())
            lines.append(f"{what + ', ' + cut:44}" + found)
    lines.append(f"{'load average, median':44}" + "".join(f"{f['load'].get('p50', 0):>18.1f}" for f in runs.values()))
    return "\n".join(lines)


async def compare(base: Path, seed: int, size: Size, names: list[str], file: Path | None) -> dict[str, Json]:
    """Every run after the other; what each came to, written down as soon as it is over."""
    base.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(filled_once, base)
    runs: dict[str, Json] = {}
    for name in names:
        wrong, figures = await one(base, name, seed, size)
        runs[name] = {**figures, "wrong": wrong}
        if file:
            file.write_text(json.dumps(runs, ensure_ascii=False, indent=1))
    return runs


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--folder", type=Path, help="where the data folders are kept; else a temporary one")
    parser.add_argument("--runs", nargs="+", default=["without", "with drill", "without again"], help="which, in order")
    for name, value in FULL._asdict().items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    asked = parser.parse_args()
    size = Size(**{name: getattr(asked, name) for name in Size._fields})
    base = Path(asked.folder or tempfile.mkdtemp(prefix="gc-drill-"))
    runs = asyncio.run(compare(base, asked.seed, size, asked.runs, asked.json))
    print(told(runs))
    raise SystemExit(any(run["wrong"] for run in runs.values()))


if __name__ == "__main__":
    main()
