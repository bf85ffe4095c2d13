"""`gridcommand serve` as a process, with real servers. Gateway and worker are stand-ins that only live and answer."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from workers.embedded import Published, published
from workers.embedded.folder import read
from workers.embedded.process import gone, still_runs

pytestmark = pytest.mark.servers

STAND_IN = """
import os, signal, sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer

class Ready(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(os.getpid()).encode())
    def log_message(self, *_): pass

def leave(*_):
    print("leaves", flush=True)
    os._exit(0)

signal.signal(signal.SIGTERM, leave)
print("listens", flush=True)
if sys.argv[1] == "gateway":
    HTTPServer((os.environ["GRIDCOMMAND_HOST"], int(os.environ["GRIDCOMMAND_PORT"])), Ready).serve_forever()
signal.pause()
"""
SERVE = f"""
import sys
from workers import child, main
child._command = lambda name: [sys.executable, "-c", {STAND_IN!r}, name]
main.main()
"""


class Serve:
    """A running `serve`, its lines, and what it publishes."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = folder
        self.process = start(folder, self.port)
        self.lines: list[str] = []
        self.read_until("Ctrl-C")

    def read_until(self, word: str) -> str:
        """The line with the word in it, read before or yet to come. Fails when the output ends without one."""
        assert self.process.stdout is not None
        for line in self.lines:
            if word in line:
                return line
        for line in self.process.stdout:
            self.lines.append(line)
            if word in line:
                return line
        raise AssertionError(f"no line with {word!r} in:\n{''.join(self.lines)}")

    @property
    def state(self) -> Published:
        known = published(self.folder)
        assert known is not None
        return known

    def pid(self, name: str) -> int:
        return next(known.pid for known in self.state.processes if known.name == name)


def start(folder: Path, port: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--data", str(folder), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def serving() -> Iterator[Serve]:
    with tempfile.TemporaryDirectory(prefix="gc-test-", ignore_cleanup_errors=True) as place:
        serve = Serve(Path(place, "data"))
        yield serve
        if serve.process.poll() is None:
            serve.process.terminate()
            serve.process.communicate(timeout=30)


def test_the_urls_are_shown_when_a_report_could_be_taken(serving: Serve) -> None:
    said = "".join(serving.lines)
    assert "Gridcommand is ready after" in said
    for screen in ("wall", "field", "console"):
        assert f"http://127.0.0.1:{serving.port}/{screen}" in said
    assert serving.state.url == f"http://127.0.0.1:{serving.port}"


async def test_whatever_dies_comes_back_and_the_rest_stays(serving: Serve) -> None:
    for name in ("gateway", "worker", "follower", "courier", "drills", "redis", "postgres"):
        before = {known.name: known for known in serving.state.processes}
        os.kill(serving.pid(name), signal.SIGKILL)
        assert await gone(lambda name=name, before=before: serving.pid(name) != before[name].pid, 15), name  # type: ignore[misc]
        assert all(still_runs(known) for other, known in before.items() if other != name)
    assert await gone(lambda: is_migrated(serving.state.database_url), 15)


def is_migrated(database_url: str) -> bool:
    try:
        with psycopg.connect(database_url) as connection:
            return connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_a_termination_stops_everything_in_order_and_leaves_nothing(serving: Serve) -> None:
    state = serving.state
    serving.read_until("worker  | listens")
    serving.process.terminate()
    output, _ = serving.process.communicate(timeout=30)
    assert serving.process.returncode == 0
    assert output.index("gateway | leaves") < output.index("worker  | leaves")
    assert not any(still_runs(known) for known in state.processes)
    assert "database system is shut down" in (serving.folder / "log" / "postgres.log").read_text()
    assert read(serving.folder / "run" / "servers.json") is None


def test_a_second_serve_of_the_same_folder_is_refused_in_one_sentence(serving: Serve) -> None:
    second = start(serving.folder, serving.port + 1)
    output, _ = second.communicate(timeout=30)
    assert second.returncode == os.EX_TEMPFAIL
    assert f"process {serving.process.pid}" in output
    assert "--data" in output
    assert "Traceback" not in output
    assert serving.state.processes


def test_a_taken_port_is_refused_in_one_sentence(serving: Serve) -> None:
    second = start(serving.folder.with_name("other"), serving.port)
    output, _ = second.communicate(timeout=30)
    assert second.returncode == os.EX_TEMPFAIL
    assert f"port {serving.port}" in output
    assert "Traceback" not in output


async def test_a_kill_of_the_whole_group_is_healed_by_the_next_start(serving: Serve) -> None:
    processes = serving.state.processes
    os.killpg(serving.process.pid, signal.SIGKILL)
    serving.process.communicate()
    assert await gone(lambda: not any(still_runs(known) for known in processes), 15)
    again = Serve(serving.folder)
    assert again.state.url
    again.process.terminate()
    again.process.communicate(timeout=30)
    assert again.process.returncode == 0
