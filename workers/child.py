"""One of our own processes (`gridcommand gateway`, `gridcommand worker`), kept alive until told otherwise."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import structlog

from workers.embedded.process import Note, dies_with_parent, own_group
from workers.output import Output

log = structlog.get_logger(__name__)

LONGEST_LINE = 1024 * 1024
SETTLED_S = 5.0
"""A child that lived this long did not fail at its start: the next restart is immediate again."""
LONGEST_PAUSE_S = 1.0


class Child:
    """A command of ours as a process. `keep_alive` runs until cancelled; `stop` ends it in good order."""

    def __init__(self, name: str, environment: Mapping[str, str], output: Output, started: Note) -> None:
        self.name = name
        self._environment = environment
        self._output = output
        self._started = started
        self._process: asyncio.subprocess.Process | None = None
        self._pumping: asyncio.Task[None] | None = None

    async def keep_alive(self) -> None:
        """Start, and start again whenever it ends: at once, then after pauses of up to a second."""
        pause = 0.0
        while True:
            born = time.monotonic()
            code = await self._run()
            if time.monotonic() - born > SETTLED_S:
                pause = 0.0
            log.error("child_died", name=self.name, code=code, restart_in_s=pause)
            await asyncio.sleep(pause)
            pause = min(pause + 0.25, LONGEST_PAUSE_S)

    async def stop(self, patience_s: float) -> None:
        """SIGTERM, and SIGKILL after `patience_s` seconds. Cancel `keep_alive` first."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), patience_s)
        except TimeoutError:
            log.warning("child_killed", name=self.name, after_s=patience_s)
            process.kill()
            await process.wait()
        if self._pumping is not None:
            await asyncio.wait({self._pumping}, timeout=1.0)  # its last lines

    async def _run(self) -> int:
        process = self._process = await self._spawn()
        self._started(self.name, process.pid)
        self._pumping = asyncio.create_task(self._pump(process))
        return await process.wait()

    async def _spawn(self) -> asyncio.subprocess.Process:
        # Killed with us: a gateway or worker may be killed at any moment, and an orphan would hold our port.
        return await asyncio.create_subprocess_exec(
            *_command(self.name),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(self._environment),
            limit=LONGEST_LINE,
            process_group=own_group(),
            preexec_fn=dies_with_parent(signal.SIGKILL),
        )

    async def _pump(self, process: asyncio.subprocess.Process) -> None:
        """Show its lines until it closes its output."""
        stream = process.stdout
        while stream is not None:
            try:
                line = await stream.readline()
            except ValueError:  # longer than a megabyte: nobody reads that
                continue
            if not line:
                return
            self._output.line(self.name, line.decode(errors="replace").rstrip())


def _command(name: str) -> list[str]:
    """The installed `gridcommand`, so that the process list shows what it is; else the module."""
    script = Path(sys.executable).with_name("gridcommand")
    return [sys.executable, str(script), name] if script.exists() else [sys.executable, "-m", "workers.main", name]


def environment_for(settings: Mapping[str, str]) -> dict[str, str]:
    """Our own environment with all settings in it, so that a child reads no file and no other value."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GRIDCOMMAND_")}
    return {**inherited, **settings, "PYTHONUNBUFFERED": "1"}
