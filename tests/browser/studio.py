"""A demo district of its own with Chromium before it, for whoever takes pictures."""

import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import expect

from tests.browser.browser import chromium
from tests.browser.desk import PATIENCE_MS, Desk
from tests.system import System

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


async def studio(take: Callable[[Desk, Path], Awaitable[None]], *, patience: float = 1) -> None:
    """`take` is given the district and its data folder; all of it is gone afterwards. `patience`: how much longer than
    in a test is waited for what a page shows."""
    expect.set_options(timeout=PATIENCE_MS * patience)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gc-pictures-") as folder:
        system = System(Path(folder) / "data")
        await system.start()
        try:
            async with chromium() as browser:
                await take(Desk(browser, system), Path(folder) / "data")
        finally:
            await system.stop()
