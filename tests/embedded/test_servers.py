"""The embedded servers, really started, really killed."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from command.settings import load_settings
from workers.embedded import DataFolder, EmbeddedServers, FolderInUse, published
from workers.embedded.process import gone

pytestmark = pytest.mark.servers

HOLDER = """
import asyncio, sys
from command.settings import load_settings
from workers.embedded import EmbeddedServers
async def hold():
    servers = EmbeddedServers(load_settings({}, data_dir=sys.argv[1]))
    await servers.start()
    print("up", flush=True)
    await asyncio.Event().wait()
asyncio.run(hold())
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gc-test-", ignore_cleanup_errors=True) as place:
        yield Path(place, "data")


@pytest.fixture
async def started(folder: Path) -> AsyncIterator[EmbeddedServers]:
    servers = EmbeddedServers(load_settings({}, data_dir=str(folder)))
    await servers.start()
    yield servers
    await servers.stop()


def hold(folder: Path) -> "subprocess.Popen[bytes]":
    """Another process that has started the servers of the folder."""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"up\n"
    return holder


def remember(folder: Path, word: str) -> None:
    """Commit a row and add a stream entry, both answered."""
    known = published(folder)
    assert known is not None
    with psycopg.connect(known.database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS memory (word text)")
        connection.execute("INSERT INTO memory VALUES (%s)", [word])
    with redis.Redis.from_url(known.redis_url) as client:
        client.xadd("memory", {"word": word})


def remembered(servers: EmbeddedServers) -> tuple[list[str], list[str]]:
    with psycopg.connect(servers.settings.database_url) as connection:
        rows = [word for (word,) in connection.execute("SELECT word FROM memory")]
    with redis.Redis.from_url(servers.settings.redis_url, decode_responses=True) as client:
        entries = [fields["word"] for _, fields in client.xrange("memory")]
    return rows, entries


async def test_a_cold_start_gives_a_durable_database_and_a_durable_inbox(started: EmbeddedServers) -> None:
    with psycopg.connect(started.settings.database_url) as connection:
        settings = {
            name: connection.execute(f"SHOW {name}").fetchone()[0]  # type: ignore[index]
            for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums", "TimeZone")
        }
    assert settings.pop("TimeZone") == "UTC"
    assert set(settings.values()) == {"on"}
    with redis.Redis.from_url(started.settings.redis_url, decode_responses=True) as client:
        assert client.config_get("appendfsync") == {"appendfsync": "always"}
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


async def test_what_was_answered_survives_a_kill_of_everything(folder: Path) -> None:
    holder = hold(folder)
    known = published(folder)
    assert known is not None
    remember(folder, "typhoon")
    for process in (*known.processes, known.supervisor):
        os.kill(process.pid, signal.SIGKILL)
    holder.wait()
    servers = EmbeddedServers(load_settings({}, data_dir=str(folder)))
    await servers.start()
    try:
        assert remembered(servers) == (["typhoon"], ["typhoon"])
    finally:
        await servers.stop()


async def test_servers_end_with_their_killed_supervisor_and_the_next_start_waits_for_that(folder: Path) -> None:
    holder = hold(folder)
    remember(folder, "flood")
    holder.kill()
    holder.wait()
    servers = EmbeddedServers(load_settings({}, data_dir=str(folder)))
    await servers.start()  # at once, while the old servers are still shutting down
    try:
        assert remembered(servers) == (["flood"], ["flood"])
    finally:
        await servers.stop()


async def test_orphans_that_hang_are_killed_before_the_start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.embedded.orphans.PATIENCE_S", 0.3)
    monkeypatch.setattr("workers.embedded.orphans.send", _deaf_to_all_but_kill)
    holder = hold(folder)
    remember(folder, "landslide")
    known = published(folder)
    assert known is not None
    for process in known.processes:
        os.kill(process.pid, signal.SIGSTOP)
    holder.kill()
    holder.wait()
    servers = EmbeddedServers(load_settings({}, data_dir=str(folder)))
    await servers.start()
    try:
        assert remembered(servers) == (["landslide"], ["landslide"])
    finally:
        await servers.stop()


def _deaf_to_all_but_kill(known: object, number: int) -> None:
    if number == signal.SIGKILL:
        os.kill(known.pid, number)  # type: ignore[attr-defined]


async def test_a_stranger_with_the_pid_of_the_old_postmaster_is_left_alone(folder: Path) -> None:
    holder = hold(folder)
    known = published(folder)
    assert known is not None
    for process in (*known.processes, known.supervisor):
        os.kill(process.pid, signal.SIGKILL)
    holder.wait()
    stranger = await asyncio.create_subprocess_exec("sleep", "60")
    pid_file = folder / "postgres" / "postmaster.pid"
    _, _, rest = pid_file.read_text().partition("\n")
    pid_file.write_text(f"{stranger.pid}\n{rest}")
    servers = EmbeddedServers(load_settings({}, data_dir=str(folder)))
    await servers.start()
    await servers.stop()
    assert stranger.returncode is None
    stranger.kill()
    await stranger.wait()


async def test_a_second_start_on_the_same_folder_is_refused_by_name(started: EmbeddedServers, folder: Path) -> None:
    with pytest.raises(FolderInUse, match=rf"process {os.getpid()}.*{folder}.*--data"):
        await EmbeddedServers(load_settings({}, data_dir=str(folder))).start()
    assert published(folder) is not None, "the refused start must not disturb the first"


async def test_a_garbage_tail_of_the_inbox_is_cut_and_the_original_kept(folder: Path) -> None:
    settings = load_settings({}, data_dir=str(folder))
    servers = EmbeddedServers(settings)
    await servers.start()
    remember(folder, "outage")
    await servers.stop()
    file = next(folder.glob("redis/appendonlydir/*.incr.aof"))
    whole = file.read_bytes()
    file.write_bytes(whole + b"\x00\xffgarbage" * 40)
    servers = EmbeddedServers(settings)
    await servers.start()
    try:
        assert remembered(servers)[1] == ["outage"]
    finally:
        await servers.stop()
    kept = next(folder.glob("redis/appendonlydir.damaged-1/*.incr.aof"))
    assert kept.read_bytes() == whole + b"\x00\xffgarbage" * 40


async def test_a_server_that_dies_comes_back_at_the_same_place(started: EmbeddedServers, folder: Path) -> None:
    remember(folder, "fire")
    started.watch()
    before = published(folder)
    assert before is not None
    for process in before.processes:
        os.kill(process.pid, signal.SIGKILL)
    assert await gone(lambda: answers(started), 20)
    assert remembered(started) == (["fire"], ["fire"])
    after = published(folder)
    assert after is not None
    assert not set(after.processes) & set(before.processes)


def answers(servers: EmbeddedServers) -> bool:
    try:
        remembered(servers)
    except (psycopg.Error, redis.RedisError):
        return False
    return True


async def test_a_folder_with_a_long_path_gets_its_sockets_elsewhere_and_they_are_removed(folder: Path) -> None:
    servers = EmbeddedServers(load_settings({}, data_dir=str(folder / ("x" * 100))))
    await servers.start()
    known = published(servers.settings.data_dir)
    assert known is not None
    assert len(known.sockets) < 60
    await servers.stop()
    assert not Path(known.sockets).exists()


async def test_one_configured_server_leaves_only_the_other_embedded(folder: Path, started: EmbeddedServers) -> None:
    given = started.settings.redis_url
    servers = EmbeddedServers(load_settings({}, data_dir=str(folder / "second"), redis_url=given))
    found = await servers.start()
    try:
        assert found.redis_url == given
        assert [server.name for server in servers.servers] == ["postgres"]
    finally:
        await servers.stop()


def test_a_closed_folder_is_opened_for_passing_only_and_only_as_far_as_needed(folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root needs another user for the servers")
    from workers.embedded.account import choose

    closed = folder / "home"
    (closed / "data").mkdir(parents=True, mode=0o711)
    closed.chmod(0o700)
    account = choose(closed / "data" / "postgres")
    assert closed.stat().st_mode & 0o777 == 0o710
    assert closed.stat().st_gid in account.groups


def test_a_torn_record_of_the_last_run_is_no_record(folder: Path) -> None:
    data = DataFolder(folder)
    data.hold()
    data.servers_file.write_text('{"supervisor": {"na')
    data.release()
    data.servers_file.write_text('{"supervisor": {"na')
    assert data.hold() is None
    data.release()
