"""Data of a demo district that was filled and stopped in good order: made once a run, since filling is mostly hashing
passwords, and copied for each system that is started."""

import asyncio
import fcntl
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from command.service import passwords
from tests.system import System


def filled_once(base: Path) -> Path:
    """The folder to copy, below `base`, a run's common folder: made by whichever of its processes comes first, while
    the others wait. Nobody may start anything in it."""
    folder = base / "filled-demo"
    with (base / "filled-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            with asyncio.Runner(loop_factory=asyncio.new_event_loop) as own:  # the tests' loop stays current
                own.run(_fill(folder / "data"))
            (folder / "whole").touch()
    return folder / "data"


def copied(filled: Path, folder: Path) -> System:
    """A system over a copy of its own, not started yet."""
    subprocess.run(["cp", "-a", filled, folder / "data"], check=True)
    return System(folder / "data")


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """In this process and in this block passwords cost next to nothing: 380 real hashes would take longer than the
    tests of who has them. No setting of the product does that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


async def _fill(data: Path) -> None:
    made = System(data)
    try:
        await made.start()
    finally:
        await made.stop()
