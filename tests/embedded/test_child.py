"""Our own processes under the supervisor: kept alive, stopped in good order, never orphaned. With stand-in scripts."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from workers import child as child_module
from workers.child import Child
from workers.embedded.process import Recorded, gone, record, still_runs
from workers.output import Output

STAYS = "import signal; print('up', flush=True); signal.pause()"
DRAINS = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: (print("drained", flush=True), sys.exit(0)))
print("up", flush=True)
signal.pause()
"""
DEAF = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True)\nwhile True: signal.pause()"
)
PARENT = f"""
import asyncio, os
from workers import child
from workers.output import Output
child._command = lambda name: [{sys.executable!r}, "-c", {STAYS!r}]
one = child.Child("gateway", dict(os.environ), Output(), lambda name, pid: print(pid, flush=True))
asyncio.run(one.keep_alive())
"""


class Lines(Output):
    """What would be on the terminal, and a way to wait for it."""

    def __init__(self) -> None:
        self.seen: asyncio.Queue[str] = asyncio.Queue()

    def line(self, source: str, text: str) -> None:
        self.seen.put_nowait(f"{source}: {text}")


@contextlib.asynccontextmanager
async def running(script: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Child, Lines, list[int]]]:
    monkeypatch.setattr(child_module, "_command", lambda _: [sys.executable, "-c", script])
    lines, pids = Lines(), list[int]()
    child = Child("gateway", dict(os.environ), lines, lambda _, pid: pids.append(pid))
    keeping = asyncio.create_task(child.keep_alive())
    try:
        assert await lines.seen.get() == "gateway: up"
        yield child, lines, pids
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await child.stop(0.1)


async def test_a_killed_child_is_back_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(STAYS, monkeypatch) as (_, lines, pids):
        monkeypatch.setattr(child_module, "LONGEST_PAUSE_S", 3600.0)  # a pause would show as a time-out
        os.kill(pids[0], signal.SIGKILL)
        assert await lines.seen.get() == "gateway: up"
        assert len(set(pids)) == 2


async def test_a_child_is_given_time_to_drain(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(DRAINS, monkeypatch) as (child, lines, _):
        await child.stop(10.0)
        assert lines.seen.get_nowait() == "gateway: drained"


async def test_a_child_that_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(DEAF, monkeypatch) as (child, _, pids):
        known = record("gateway", pids[0])
        await child.stop(0.2)
        assert not still_runs(known)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
async def test_a_child_never_outlives_a_killed_supervisor() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = record("gateway", int(parent.stdout.readline()))
    assert still_runs(child)
    parent.kill()
    parent.wait()
    assert await gone(lambda: not still_runs(child), 5.0)


def test_a_process_is_not_taken_for_another_that_got_its_pid() -> None:
    assert still_runs(record("me", os.getpid()))
    assert not still_runs(Recorded("me", os.getpid(), "another-boot:1"))
