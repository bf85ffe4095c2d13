"""Reports are set in a child of low priority, so that phones are served meanwhile. One at a time."""

import asyncio
import sys
from pathlib import Path
from typing import Literal

import msgspec

from command.service.evaluation.document import Document
from command.service.pack.printing import FONTS, FontsMissing, PrintFailed, has_fonts

TIME_S = 120
_CHILD = Path(__file__).with_name("child.py")
_TURN = asyncio.Semaphore(1)


async def set_report(document: Document, form: Literal["pdf", "docx"], fonts: Path = FONTS) -> bytes:
    """The report as a PDF or Word file. Raises FontsMissing (charts need letters, too) and PrintFailed."""
    if not has_fonts(fonts):
        raise FontsMissing
    async with _TURN:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(_CHILD),
            str(fonts),
            form,
            str(TIME_S),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(TIME_S):
                made, said = await child.communicate(msgspec.json.encode(document))
        except TimeoutError:
            raise PrintFailed("too slow") from None
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
    if child.returncode != 0:
        raise PrintFailed(said.decode(errors="replace")[-2000:])
    return made
