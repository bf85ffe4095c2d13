"""Data of a demo district that was filled and stopped in good order: made once a run, with passwords that cost next to
nothing, and copied for each system that is started."""

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
from command.settings import load_settings
from tests.system import System
from workers.embedded import EmbeddedServers
from workers.supervisor import prepare_database


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
    """What `serve --demo` does before it starts the processes that use it."""
    embedded = EmbeddedServers(load_settings({}, data_dir=str(data), demo=True))
    settings = await embedded.start()
    try:
        with cheap_passwords():
            await asyncio.to_thread(prepare_database, settings)
    finally:
        await embedded.stop()
