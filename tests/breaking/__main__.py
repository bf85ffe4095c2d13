"""The command: see the package."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.breaking import BREAKS
from tests.breaking.broken import Break

ROOT = Path(__file__).parents[2]
COPIED = ("command", "realtime", "workers", "tests", "pyproject.toml")
MOST_S = 480


def try_one(one: Break) -> bool:
    """True when the named test fails on the broken code."""
    with tempfile.TemporaryDirectory(prefix="gc-break-") as folder:
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder)
        target = Path(folder, one.path)
        text = target.read_text(encoding="utf-8")
        if text.count(one.old) != 1:
            raise SystemExit(f"{one.name}: the code that keeps it is not where it was ({one.path})")
        target.write_text(text.replace(one.old, one.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", one.test]
        ours = {**os.environ, "PYTHONPATH": folder}  # what a test starts by its installed name is the broken code too
        try:
            ran = subprocess.run(
                command, cwd=folder, env=ours, capture_output=True, text=True, check=False, timeout=MOST_S
            )
        except subprocess.TimeoutExpired:  # a test that waits for ever fails, too
            print(f"{one.name}: never ended", flush=True)
            return True
    print(f"{one.name}: {ran.stdout.strip().splitlines()[-1] if ran.stdout.strip() else ran.stderr[-200:]}", flush=True)
    return ran.returncode == 1


HEAD = """# Guarantees

Each promise, the code that keeps it, and the test that fails without that code. `python -m tests.breaking` breaks
them one by one in a copy and expects the named test to fail; `python -m tests.breaking --write` writes this table.
Beside these, `make chaos` kills processes under load and counts P1, P2, P3, P6 and P11 afterwards.

| guarantee | promise | kept by | fails without it |
|---|---|---|---|
"""


def write() -> None:
    """Write the table."""
    rows = [f"| {b.keeps} | {b.promise} | `{b.path}` | `{b.test}` |" for b in BREAKS]
    (ROOT / "docs/guarantees.md").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def main(names: list[str]) -> int:
    """Break the named ones, or all; the exit status says whether every break was noticed."""
    if names == ["--write"]:
        write()
        return 0
    unnoticed = [one.name for one in BREAKS if (not names or one.name in names) and not try_one(one)]
    print(f"not noticed: {', '.join(unnoticed)}" if unnoticed else "every break was noticed")
    return bool(unnoticed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
