"""The checks of `gridcommand doctor`: each looks at one thing and says in one line what it found."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import redis

from command.settings import Settings
from workers.embedded.postgres import version_of

ENOUGH_DISK = 2 * 1024**3
"""Bytes: PostgreSQL's max_wal_size, which it may use up at any time."""
NODE_AT_LEAST = (20, 19)


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at. `good` is False only for what must be changed."""

    what: str
    good: bool
    says: str


def examine(settings: Settings) -> list[Finding]:
    """Every check, none of which raises."""
    checks: list[Callable[[Settings], Finding]] = [_python, _node, _disk, _postgres, _redis]
    return [check(settings) for check in checks]


def _python(_: Settings) -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), f"{found} (3.11 or newer is needed)")


def _node(_: Settings) -> Finding:
    node = shutil.which("node")
    if node is None:
        return Finding("Node.js", True, "not found; needed only to build the screens")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    numbers = tuple(int(part) for part in said.lstrip("v").split(".")[:2] if part.isdigit())
    return Finding("Node.js", numbers >= NODE_AT_LEAST, f"{said} (20.19 or newer is needed to build the screens)")


def _disk(settings: Settings) -> Finding:
    place = Path(settings.data_dir).absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    return Finding("disk", free > ENOUGH_DISK, f"{free / 1024**3:.1f} GiB free at {place} (2 GiB are needed)")


def _postgres(settings: Settings) -> Finding:
    if not settings.database_url:
        return Finding("PostgreSQL", True, f"embedded in {settings.data_dir}, not running now")
    try:
        return Finding("PostgreSQL", True, version_of(settings.database_url))
    except ConnectionError as error:
        return Finding("PostgreSQL", False, f"does not answer: {error}")


def _redis(settings: Settings) -> Finding:
    if not settings.redis_url:
        return Finding("Redis", True, f"embedded in {settings.data_dir}, not running now")
    try:
        with redis.Redis.from_url(settings.redis_url, decode_responses=True, socket_timeout=2.0) as client:
            version = client.info("server")["redis_version"]
            fsync = client.config_get("appendfsync").get("appendfsync")
            eviction = client.config_get("maxmemory-policy").get("maxmemory-policy")
    except redis.RedisError as error:
        return Finding("Redis", False, f"does not answer: {error}")
    good = (fsync, eviction) == ("always", "noeviction")
    return Finding("Redis", good, f"{version}, appendfsync {fsync} (must be always), {eviction} (must be noeviction)")
