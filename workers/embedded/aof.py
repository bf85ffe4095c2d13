"""Repair of an append-only file whose tail is garbage, as a power cut can leave it. The original is kept.

Redis cuts a tail that is merely short by itself, but does not start on one that makes no sense. The wheel has no
`redis-check-aof`, but a link of that name to its `redis-server` is one.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import structlog

from workers.embedded.account import Account
from workers.embedded.process import ServerFailed

log = structlog.get_logger(__name__)

FOLDER = "appendonlydir"
MANIFEST = "appendonly.aof.manifest"
COMPLAINT = b"Bad file format reading the append only file"
WHOLE_COMMAND = re.compile(rb"\*\d+\r\n\$\d+\r\n[A-Za-z]+\r\n")


def is_why(log_file: Path, since: int) -> bool:
    """Whether Redis gave up over its append-only file, by what it logged from byte `since` on."""
    with log_file.open("rb") as file:
        file.seek(since)
        return COMPLAINT in file.read()


def repair(data: Path, redis_server: Path, account: Account) -> None:
    """Cut the tail that makes no sense. Raises ServerFailed if that cannot be done; the copy stays in any case."""
    folder = data / FOLDER
    kept = _keep(folder)
    with tempfile.TemporaryDirectory(prefix="gridcommand-") as place:
        check = Path(place, "redis-check-aof")
        check.symlink_to(redis_server)
        done = subprocess.run(  # noqa: S603 - our own binary
            [check, "--fix", folder / MANIFEST], input=b"y\n" * 8, capture_output=True, check=False, timeout=600
        )
    account.own(data)
    if done.returncode:
        said = done.stdout.decode(errors="replace")[-1000:]
        raise ServerFailed(
            f"the append-only file is damaged and could not be repaired; untouched copy in {kept}\n{said}"
        )
    _tell(folder, kept)


def _keep(folder: Path) -> Path:
    number = 1
    while (kept := folder.with_name(f"{folder.name}.damaged-{number}")).exists():
        number += 1
    shutil.copytree(folder, kept)
    return kept


def _tell(folder: Path, kept: Path) -> None:
    """Say what was cut. Whole commands in it are no mere tail: somebody should look at the copy."""
    for before in kept.glob("*.aof"):
        size = (folder / before.name).stat().st_size
        if size < before.stat().st_size:
            with before.open("rb") as file:
                file.seek(size)
                cut = file.read()
            commands = len(WHOLE_COMMAND.findall(cut))
            log.error("aof_tail_cut", file=before.name, bytes=len(cut), whole_commands=commands, original=str(kept))
