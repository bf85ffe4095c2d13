"""One browser a session, one running system a module, and screens that say at the end what went wrong in them."""

import subprocess
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.browser import chromium
from tests.browser.desk import PATIENCE_MS, Desk
from tests.system import PARTS, System


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The machine's browser, or the packaged one."""
    expect.set_options(timeout=PATIENCE_MS)
    async with chromium() as found:
        yield found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def filled() -> AsyncIterator[Path]:
    """Data of a demo district that was made, and stopped in good order: to be copied, since filling takes longest."""
    # Not in pytest's own folder: every run of pytest closes that to other users, and as root the servers are one.
    with tempfile.TemporaryDirectory(prefix="gc-test-", ignore_cleanup_errors=True) as folder:
        made = System(Path(folder) / "data")
        try:
            await made.start()
        finally:
            await made.stop()
        yield made.folder


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def system(filled: Path) -> AsyncIterator[System]:
    """A running demo district of this module's own."""
    with tempfile.TemporaryDirectory(prefix="gc-test-", ignore_cleanup_errors=True) as folder:
        subprocess.run(["cp", "-a", filled, folder], check=True)
        made = System(Path(folder) / filled.name)
        try:
            await made.start()
            yield made
        finally:
            await made.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, system: System) -> AsyncIterator[Desk]:
    """Opens screens; at the end none of them may have failed in silence or asked another server."""
    made = Desk(browser, system)
    yield made
    system.thaw("supervisor", *PARTS)
    await made.close()
    await system.ready()
