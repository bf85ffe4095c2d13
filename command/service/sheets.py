"""A roster's file, read: rows of text, or a refusal that says what to do. The reading itself is done by a child."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import msgspec

from command.domain.refusals import Refusal, refuse

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 20_000
TIME_S = 10
_CHILD = Path(__file__).with_name("sheet_child.py")
_TURNS = asyncio.Semaphore(2)


async def read_rows(content: bytes) -> list[list[str]] | Refusal:
    """The rows of the first sheet, the header first; empty rows at the end are left out."""
    async with _TURNS:
        answer = await _read(content)
    if answer is None:
        return refuse("roster_slow", limit=TIME_S)
    if "error" in answer:
        more = {"rows": answer["rows"], "limit": MOST_ROWS} if answer["error"] == "roster_rows" else {}
        return refuse(answer["error"], **more)
    rows: list[list[str]] = answer["rows"]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows if len(rows) > 1 else refuse("roster_empty")


async def _read(content: bytes) -> dict[str, Any] | None:
    """What the child says; None when it took too long; a file it died of is one that cannot be read."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(_CHILD),
        str(MOST_ROWS),
        str(TIME_S),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(TIME_S):
            written, _ = await child.communicate(content)
    except TimeoutError:
        return None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode == -24:  # SIGXCPU: its processor time was over first
        return None
    try:
        return msgspec.json.decode(written, type=dict[str, Any])
    except msgspec.DecodeError:
        return {"error": "roster_file"}
