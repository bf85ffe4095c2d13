"""Documents are set in a child of low priority, so that phones are served meanwhile; where it finds the fonts."""

import asyncio
import sys
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "web" / "dist" / "fonts"
"""Put there by the build of the screens: Noto Sans SC, regular and bold."""


class FontsMissing(Exception):
    """The print's fonts are not there: the screens were not built."""


class PrintFailed(Exception):
    """The document could not be set, or took too long."""


def has_fonts(fonts: Path = FONTS) -> bool:
    """Whether anything can be printed."""
    return any(fonts.glob("*.ttf"))


async def set_in_child(
    child: Path, words: tuple[str, ...], content: bytes, *, fonts: Path, time_s: int, turn: asyncio.Semaphore
) -> bytes:
    """What the program `child` makes of the content; `words` follow the fonts' folder. It is killed after `time_s`
    seconds, and waits for its turn: each takes a processor. Raises FontsMissing and PrintFailed."""
    if not has_fonts(fonts):
        raise FontsMissing
    async with turn:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(child),
            str(fonts),
            *words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(time_s):
                made, said = await process.communicate(content)
        except TimeoutError:
            raise PrintFailed("too slow") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode != 0:
        raise PrintFailed(said.decode(errors="replace")[-2000:])
    return made
