"""What the figures were measured on, and what processes cost. Costs come from /proc; elsewhere they are unknown."""

import os
import platform
import resource
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("gridcommand", "uvloop", "websockets", "uvicorn", "redis", "hiredis", "sqlalchemy", "psycopg", "msgspec")
_TICKS = os.sysconf("SC_CLK_TCK")
_SPARE_FILES = 1000


class TooFewFiles(Exception):
    """This machine lets a process open too few files; the message says what to do."""


def raise_file_limit(sockets: int) -> None:
    """Let this process and its children have so many sockets each. Raises TooFewFiles."""
    wanted = sockets + _SPARE_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        if hard != resource.RLIM_INFINITY and hard < wanted:
            raise TooFewFiles(
                f"a process may open {hard} files here, {wanted} are needed: raise the hard limit (ulimit -Hn), "
                "or measure with fewer phones (--phones)"
            )
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def describe(folder: Path) -> dict[str, Any]:
    """Cores, memory, versions, and what an fsync costs in `folder`: the floor of everything durable."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "memory_gib": round(pages / 2**30, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "fsync_ms": round(fsync_ms(folder), 3),
        "packages": {name: version(name) for name in PACKAGES},
    }


def fsync_ms(folder: Path, times: int = 200) -> float:
    """The median time of appending 4 KiB to a file and syncing it, milliseconds."""
    took = []
    path = folder / "fsync"
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            begun = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - begun)
    path.unlink()
    return sorted(took)[times // 2] * 1000


def rss_bytes(pid: int) -> int:
    """Resident memory of a process; 0 where unknown."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def busy_s() -> float:
    """Processor seconds used so far on this machine by anybody."""
    try:
        fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    except OSError:
        return 0.0
    ticks = [int(field) for field in fields]
    return (sum(ticks) - ticks[3] - ticks[4]) / _TICKS  # without idle and waiting for disks


def cpu_s(roots: dict[str, int]) -> dict[str, float]:
    """Processor seconds used so far by each named process, with its descendants, those that ended among them."""
    parents, used = _processes()
    told = dict.fromkeys(roots, 0.0)
    for pid in used:
        name = _root_of(pid, parents, {root: name for name, root in roots.items()})
        if name is not None:
            told[name] += used[pid]
    return told


def _root_of(pid: int, parents: dict[int, int], names: dict[int, str]) -> str | None:
    at: int | None = pid
    while at is not None and at not in names:
        at = parents.get(at)
    return None if at is None else names[at]


def _processes() -> tuple[dict[int, int], dict[int, float]]:
    """Parent and processor seconds of every process there is."""
    parents, used = dict[int, int](), dict[int, float]()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(entry.name)] = int(fields[1])
        used[int(entry.name)] = sum(map(int, fields[11:15])) / _TICKS
    return parents, used
