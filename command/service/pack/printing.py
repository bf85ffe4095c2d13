"""A pack as a PDF."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec

from command.service.setting import FONTS, set_in_child

TIME_S = 300
_CHILD = Path(__file__).with_name("child.py")
_TURN = asyncio.Semaphore(1)


async def pdf(data: dict[str, Any], fonts: Path = FONTS, template: str = "pack.typ") -> bytes:
    """The PDF of a pack, or of what another template beside it sets. One at a time.

    Raises FontsMissing, PrintFailed.
    """
    words = (str(TIME_S), template)
    return await set_in_child(_CHILD, words, msgspec.json.encode(data), fonts=fonts, time_s=TIME_S, turn=_TURN)
