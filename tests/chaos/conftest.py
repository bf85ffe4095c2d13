"""A running demo for each chaos test. It is filled once a run, most of which is hashing passwords; each test gets a
copy of the folder as it was after a stop in good order."""

import fcntl
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.system import System


@pytest.fixture
async def system(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[System]:
    """A running demo, gone afterwards whatever happened."""
    base = tmp_path_factory.getbasetemp()
    shutil.copytree(await _filled(base.parent if base.name.startswith("popen-") else base), tmp_path / "data")
    made = System(tmp_path / "data")
    await made.start()
    yield made
    await made.stop()


async def _filled(base: Path) -> Path:
    """The filled folder, made by whichever process of the run comes first; the others wait."""
    folder = base / "filled-demo"
    with (base / "filled-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            first = System(folder / "data")
            try:
                await first.start()
            finally:
                await first.stop()
            (folder / "whole").touch()
    return folder / "data"
