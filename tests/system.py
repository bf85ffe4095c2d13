"""A whole system as its users have it, `gridcommand serve --demo`, whose processes can be killed or frozen by name."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import httpx

PARTS = ("gateway", "worker", "redis", "postgres")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


SETTINGS = {"GRIDCOMMAND_SOCKETS_PER_PERSON": "10", "GRIDCOMMAND_SETTLED_SAMPLE": "0",
            # a worker's day is opened whatever the hour at which the tests run
            "GRIDCOMMAND_DAY_OPENS": "00:00", "GRIDCOMMAND_DAY_ENDS": "23:59",
            "GRIDCOMMAND_EVENING_AT": "23:59"}  # fmt: skip
"""Nothing is drawn to be verified: what a test expects must not hang on an id."""


_FILLED_S = 300.0
"""So long a busy machine may take to fill a demo, most of it for hashing passwords."""


class System:
    """One data folder, one port, and whatever runs there now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: asyncio.subprocess.Process | None = None
        self._log = (folder.parent / "serve.log").open("ab")

    async def start(self) -> None:
        """Start `serve` and wait until a report could be taken."""
        command = ["serve", "--demo", "--data", str(self.folder), "--port", str(self.port)]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "workers.main", *command, stdout=self._log, stderr=self._log,
            start_new_session=True, env={**os.environ, **SETTINGS},
        )  # fmt: skip
        await self.ready(_FILLED_S)

    async def ready(self, timeout_s: float = 60) -> None:
        """Wait until `/readyz` says yes. Raises RuntimeError when nothing is left that could."""
        async with httpx.AsyncClient() as client, asyncio.timeout(timeout_s):
            while self._process is None or self._process.returncode is None:
                with contextlib.suppress(httpx.HTTPError):
                    if (await client.get(f"{self.url}/readyz", timeout=2)).status_code == 200:
                        return
                await asyncio.sleep(0.1)
        raise RuntimeError(f"it ended by itself: {Path(self._log.name).read_text()[-2000:]}")

    async def stop(self) -> None:
        """End in good order; kill what does not."""
        if self._process is None:
            return
        self.thaw("supervisor", *PARTS)
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(25):
                await self._process.wait()
        except TimeoutError:
            await self.kill_everything()
        self._process = None

    def kill(self, part: str) -> bool:
        """`kill -9` of a part: gateway, worker, redis or postgres. False if it was not there to be killed."""
        return self._signal(part, signal.SIGKILL)

    def freeze(self, part: str) -> None:
        """SIGSTOP: there, and doing nothing. A frozen `supervisor` starts nothing again."""
        self._signal(part, signal.SIGSTOP)

    def thaw(self, *parts: str) -> None:
        """SIGCONT; what is not frozen does not mind."""
        for part in parts:
            self._signal(part, signal.SIGCONT)

    async def kill_everything(self) -> None:
        """`kill -9` of every process at once, the supervisor first."""
        if self._process is None:
            return
        pids = [self._process.pid, *(pid for pid, _ in self._processes())]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        await self._process.wait()
        self._process = None

    def servers(self) -> dict[str, Any]:
        """URLs of the embedded servers as they are published in the data folder."""
        found: dict[str, Any] = json.loads((self.folder / "run" / "servers.json").read_text())
        return found

    def accounts(self) -> list[dict[str, Any]]:
        """The demo's accounts."""
        found: list[dict[str, Any]] = json.loads((self.folder / "demo-accounts.json").read_text())
        return found

    def _signal(self, part: str, number: signal.Signals) -> bool:
        if part == "supervisor":
            found = [self._process.pid] if self._process is not None else []
        else:
            found = [pid for pid, line in self._processes() if _is(part, line)]
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        return bool(found)

    def _processes(self) -> list[tuple[int, str]]:
        """(pid, command line) of all descendants of the supervisor."""
        if self._process is None:
            return []
        parents, lines = {}, {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                    lines[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    parents[int(entry.name)] = parent  # last: a process may end between the two looks
        wanted, found = {self._process.pid}, []
        for pid in sorted(parents):
            if parents[pid] in wanted:
                wanted.add(pid)
                found.append((pid, lines[pid]))
        return found


def _is(part: str, line: str) -> bool:
    if part == "redis":
        return "redis-server" in line
    if part == "postgres":
        return "/postgres " in line and " -D " in line
    return f" {part}" in line and "python" in line
