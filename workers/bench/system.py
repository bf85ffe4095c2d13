"""The system under measurement: the servers, a gateway and a worker as `serve` runs them, in a folder of its own."""

import asyncio
import contextlib
import re
import shutil
import signal
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from command.settings import Settings, to_environment
from command.store.migrate import migrate
from realtime import keys
from realtime.redis import close, connect
from workers import welcome
from workers.bench.district import CODE, WORKERS, Filled, fill
from workers.child import environment_for
from workers.embedded import EmbeddedServers
from workers.embedded.process import dies_with_parent

UNLIMITED: dict[str, Any] = {
    "socket_requests_per_s": 1e9,
    "socket_requests_burst": 1_000_000_000,
    "reports_per_minute": 1_000_000_000,
    "routine_most": 1_000_000_000,
    "routine_oldest_s": 1e9,
    "log_level": "warning",
}
"""What protects a district from a single phone or a flood, out of the way: it must not be what is measured."""
READY_S = 60.0
STOP_S = 15.0
DRAINED_S = 0.2


class NotReady(Exception):
    """A process did not come up; the message ends with its log."""


class System:
    """Started by `running`. `part` names are gateway and worker."""

    def __init__(self, settings: Settings, servers: EmbeddedServers, people: Filled, folder: Path) -> None:
        self.settings = settings
        self.people = people
        self.folder = folder
        self._servers = servers
        self._parts: dict[str, asyncio.subprocess.Process] = {}

    @property
    def url(self) -> str:
        """Of the gateway."""
        return welcome.base_url(self.settings)

    async def start(self, *parts: str, sampled: Sequence[str] = ()) -> None:
        """Start gateway, worker or both; returns when reports are taken, and written if a worker is among them."""
        for part in parts:
            self._parts[part] = await self._spawn(part, sampled=part in sampled)
        try:
            async with asyncio.timeout(READY_S):
                while not await self._is_ready(writes="worker" in self._parts):  # noqa: ASYNC110 - other processes
                    await asyncio.sleep(0.05)
        except TimeoutError as error:
            raise NotReady(f"not ready after {READY_S:.0f} s: {', '.join(parts)}\n{self.log()}") from error

    async def stop(self, part: str) -> None:
        """In good order."""
        process = self._parts.pop(part, None)
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_S)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def close(self) -> None:
        """Everything, servers last."""
        for part in list(self._parts):
            await self.stop(part)
        await self._servers.stop()

    def pid(self, part: str) -> int:
        """The process of a part."""
        return self._parts[part].pid

    def pids(self) -> dict[str, int]:
        """Every process of the system by name."""
        told = {server.name: server.process.pid for server in self._servers.servers if server.process is not None}
        return told | {name: process.pid for name, process in self._parts.items()}

    def log(self, lines: int = 20) -> str:
        """The end of what gateway and worker said."""
        text = (self.folder / "parts.log").read_text(errors="replace") if (self.folder / "parts.log").exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def said(self) -> list[str]:
        """Each warning of gateway and worker, how often, without its figures."""
        kinds = Counter(re.sub(r"\d+", "#", line.partition("] ")[2] or line) for line in self.log(100_000).splitlines())
        return [f"{count} x {kind.strip()[:160]}" for kind, count in kinds.most_common(8)]

    async def waiting(self) -> int:
        """Entries in the inbox that are not yet processed and trimmed."""
        redis = connect(self.settings.redis_url)
        try:
            return sum([await redis.xlen(keys.inbox(CODE, lane)) for lane in keys.LANES])
        finally:
            await close(redis)

    async def drained(self, within_s: float) -> bool:
        """Wait until nothing waits in the inbox."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while await self.waiting():  # noqa: ASYNC110 - another process empties it
                    await asyncio.sleep(DRAINED_S)
                return True
        return False

    async def _spawn(self, part: str, *, sampled: bool) -> asyncio.subprocess.Process:
        out = str(self.folder / f"{part}.samples")
        module = ["workers.bench.sampler", out, part] if sampled else ["workers.main", part]
        with (self.folder / "parts.log").open("ab") as file:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *module),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                env=environment_for(to_environment(self.settings)),
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGKILL),
            )

    async def _is_ready(self, *, writes: bool) -> bool:
        for name, process in self._parts.items():
            if process.returncode is not None:
                raise NotReady(f"{name} ended with {process.returncode}\n{self.log()}")
        status, body = await welcome.ask(self.settings, "/readyz")
        return status == 200 and not (writes and "writer" in body)


@asynccontextmanager
async def running(folder: Path, reporters: int, workers: int = WORKERS) -> AsyncIterator[System]:
    """Servers and a filled database in a fresh folder, while the block runs; gateway and worker not yet started."""
    place = Path(tempfile.mkdtemp(prefix="bench-", dir=folder))
    settings = Settings(data_dir=str(place / "data"), port=_free_port(), district=CODE, **UNLIMITED)
    servers = EmbeddedServers(settings)
    try:
        settings = await servers.start()
        await asyncio.to_thread(migrate, settings.database_url)
        system = System(settings, servers, await fill(settings.database_url, reporters, workers), place)
        try:
            yield system
        finally:
            await system.close()
    finally:
        await servers.stop()
        shutil.rmtree(place, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
