"""A drill's report as a file. One at a time."""

import asyncio
from pathlib import Path
from typing import Literal

import msgspec

from command.service.evaluation.document import Document
from command.service.setting import FONTS, set_in_child

TIME_S = 120
_CHILD = Path(__file__).with_name("child.py")
_TURN = asyncio.Semaphore(1)


async def set_report(document: Document, form: Literal["pdf", "docx"], fonts: Path = FONTS) -> bytes:
    """The report as a PDF or Word file. Raises FontsMissing (charts need letters, too) and PrintFailed."""
    words = (form, str(TIME_S))
    return await set_in_child(_CHILD, words, msgspec.json.encode(document), fonts=fonts, time_s=TIME_S, turn=_TURN)
