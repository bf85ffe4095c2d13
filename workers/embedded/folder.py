"""The data folder: who may use it, and where others find what runs in it.

DIR/postgres  DIR/redis   the servers' own files
DIR/log                   their logs
DIR/run/lock              held (flock) by the one supervisor
DIR/run/servers.json      `Published`: the URLs and the processes of the present run
"""

import fcntl
import os
import stat
import tempfile
from pathlib import Path

import msgspec

from command.settings import Settings
from workers.embedded.process import Recorded, record, still_runs

LONGEST_SOCKET = 90
"""Bytes. The kernel takes 107 (104 on macOS) for the path of a Unix socket, file name and all."""


class FolderUnusable(Exception):
    """The data folder cannot be used; the message says why and what to do."""


class FolderInUse(FolderUnusable):
    """Another supervisor holds the data folder."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What runs in a data folder. The file stays after a crash: see `published` for whether it is still true."""

    supervisor: Recorded
    database_url: str = ""
    redis_url: str = ""
    url: str = ""
    """Base URL of the screens; empty until a gateway serves."""
    sockets: str = ""
    """Folder of the Unix sockets."""
    processes: tuple[Recorded, ...] = ()


class DataFolder:
    """One data folder, made if missing and held against a second supervisor from `hold` until `release`."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()
        self.run = self.path / "run"
        self.log = self.path / "log"
        self._lock: int | None = None
        self._state = Published(supervisor=record("supervisor", os.getpid()))

    @property
    def servers_file(self) -> Path:
        return self.run / "servers.json"

    def hold(self) -> Published | None:
        """Take the folder; answer what the run before left in it. Raises FolderUnusable, FolderInUse."""
        handle = self._open()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise FolderInUse(self._in_use()) from None
        self._lock = handle
        return read(self.servers_file)

    def release(self) -> None:
        """Let go of the folder and say that nothing runs in it. Nothing happens if it was never held."""
        if self._lock is not None:
            self.servers_file.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def publish(self, **changes: object) -> None:
        """Change what other processes can read of this run."""
        self._state = msgspec.structs.replace(self._state, **changes)
        draft = self.servers_file.with_suffix(".new")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(self._state)))
        draft.rename(self.servers_file)

    def note_process(self, name: str, pid: int) -> None:
        """Record a child under its name, in place of the one that had the name before."""
        others = (known for known in self._state.processes if known.name != name)
        self.publish(processes=(*others, record(name, pid)))

    def sockets(self) -> Path:
        """A private folder for Unix sockets whose path is short enough for the kernel."""
        near = self.run / "sockets"
        if len(os.fsencode(near)) > LONGEST_SOCKET - len("/.s.PGSQL.5432"):
            near = Path(tempfile.mkdtemp(prefix="gridcommand-"))
        near.mkdir(mode=0o700, exist_ok=True)
        return near

    def _open(self) -> int:
        """Make what is missing and open the lock. Children don't inherit it: an orphan must not keep it."""
        try:
            for folder in (self.path, self.run, self.log):
                # Others may pass (the servers' user must), nobody else may list or read.
                folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            return os.open(self.run / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise FolderUnusable(
                f"the data folder {self.path} cannot be used: {error.strerror} ({error.filename}). "
                "Start as the user it belongs to, or give another one with --data"
            ) from error

    def _in_use(self) -> str:
        known = read(self.servers_file)
        holder = f" (process {known.supervisor.pid})" if known else ""
        return (
            f"another gridcommand{holder} already runs in {self.path}. "
            "Stop that one first, or give this one another folder with --data"
        )


def read(path: Path) -> Published | None:
    """The published state, or None when there is none or it is torn."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Published)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def published(data_dir: str | Path) -> Published | None:
    """What runs in the folder now, or None when its supervisor is no more."""
    known = read(DataFolder(data_dir).servers_file)
    return known if known and still_runs(known.supervisor) else None


def with_running_servers(settings: Settings) -> Settings:
    """The settings with the URLs of the servers that run in their data folder, where none are configured."""
    known = None if settings.database_url and settings.redis_url else published(settings.data_dir)
    if known is None:
        return settings
    return msgspec.structs.replace(
        settings,
        database_url=settings.database_url or known.database_url,
        redis_url=settings.redis_url or known.redis_url,
    )


def remove_socket_folder(path: str) -> None:
    """Remove a socket folder that an earlier run made outside its data folder; anything else is left alone."""
    folder = Path(path)
    if not path or not folder.name.startswith("gridcommand-") or not folder.is_dir() or folder.is_symlink():
        return
    for entry in folder.iterdir():
        if stat.S_ISSOCK(entry.lstat().st_mode) or entry.name.endswith(".lock"):
            entry.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
