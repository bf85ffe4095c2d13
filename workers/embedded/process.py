"""A child process that ends when its parent ends, and the question whether a recorded process still lives."""

import asyncio
import contextlib
import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from workers.embedded.account import Account

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


Note = Callable[[str, int], None]
"""Records a child (name, pid) the moment it exists, so that the next start finds it if we are killed right now."""


class ServerFailed(Exception):
    """An embedded server that did not come up; the message says what its log says."""


class Recorded(msgspec.Struct, frozen=True):
    """A process as it can be found again: its pid alone may have been given to another one since."""

    name: str
    pid: int
    started: str
    """Start time as the kernel counts it (ticks since boot, with the boot's id); empty where unknown."""


def record(name: str, pid: int) -> Recorded:
    return Recorded(name, pid, start_mark(pid))


def start_mark(pid: int) -> str:
    """A mark that two processes of the same pid never share; empty when there is no such process or no /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in {"Z", "X"} else f"{boot}:{fields[19]}"


def still_runs(known: Recorded) -> bool:
    """True only for the very process that was recorded. Without /proc nothing is believed, so nothing is killed."""
    return known.started != "" and start_mark(known.pid) == known.started


def dies_with_parent(signal_number: int) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel sends the signal when the parent ends, however it ends (Linux only).

    The parent is the *thread* that starts the child, so children are only started from the main thread.
    """
    if _libc is None:
        return None
    libc, parent = _libc, os.getpid()

    def ask_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return ask_kernel


def own_group() -> int | None:
    """0 (a group of its own) at a terminal, else None (ours).

    Ctrl-C goes to the whole foreground group: PostgreSQL would stop under the feet of a worker that still drains.
    """
    return 0 if sys.stdin is not None and sys.stdin.isatty() else None


def spawn(
    command: Sequence[str | Path], account: Account, log: IO[bytes], *, on_orphaned: int, cwd: Path
) -> "subprocess.Popen[bytes]":
    """Start a server under the account, writing to the log, told `on_orphaned` when we are no more."""
    rights: dict[str, Any] = account.rights()
    return subprocess.Popen(  # noqa: S603 - our own binaries
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=cwd,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        process_group=own_group(),
        preexec_fn=dies_with_parent(on_orphaned),  # noqa: PLW1509 - the main thread starts it
        **rights,
    )


async def stop(process: "subprocess.Popen[bytes]", how: int, patience_s: float) -> None:
    """Ask with the signal `how`, wait, and kill what does not listen."""
    if process.poll() is None:
        process.send_signal(how)
    if not await gone(lambda: process.poll() is not None, patience_s):
        process.kill()
        process.wait()


async def gone(is_gone: Callable[[], bool], patience_s: float) -> bool:
    """Whether it came true in time, looking every 20 ms."""
    until = time.monotonic() + patience_s
    while not is_gone():
        if time.monotonic() > until:
            return False
        await asyncio.sleep(0.02)
    return True


def send(known: Recorded, signal_number: int) -> None:
    """Signal a recorded process, if it is still the same one."""
    if still_runs(known):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(known.pid, signal_number)
