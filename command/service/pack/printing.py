"""A pack is set in a child of low priority, so that phones are served meanwhile; where it finds the print's fonts."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import msgspec

FONTS = Path(__file__).resolve().parents[3] / "web" / "dist" / "fonts"
"""Put there by the build of the screens: Noto Sans SC, regular and bold."""
TIME_S = 300
_CHILD = Path(__file__).with_name("child.py")
_TURN = asyncio.Semaphore(1)


class FontsMissing(Exception):
    """The print's fonts are not there: the screens were not built."""


class PrintFailed(Exception):
    """The document could not be set, or took too long."""


def has_fonts(fonts: Path = FONTS) -> bool:
    """Whether anything can be printed."""
    return any(fonts.glob("*.ttf"))


async def pdf(data: dict[str, Any], fonts: Path = FONTS, template: str = "pack.typ") -> bytes:
    """The PDF of a pack, or of what another template beside it sets. One at a time: each takes a processor.

    Raises FontsMissing, PrintFailed.
    """
    if not has_fonts(fonts):
        raise FontsMissing
    async with _TURN:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(_CHILD),
            str(fonts),
            str(TIME_S),
            template,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(TIME_S):
                made, said = await child.communicate(msgspec.json.encode(data))
        except TimeoutError:
            raise PrintFailed("too slow") from None
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
    if child.returncode != 0:
        raise PrintFailed(said.decode(errors="replace")[-2000:])
    return made
