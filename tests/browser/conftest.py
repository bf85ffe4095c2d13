"""One browser a session, one running system a module, and screens that say at the end what went wrong in them."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.browser import chromium
from tests.browser.desk import PATIENCE_MS, Desk
from tests.filled import copied
from tests.system import PARTS, System


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The machine's browser, or the packaged one."""
    expect.set_options(timeout=PATIENCE_MS)
    async with chromium() as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def system(filled: Path) -> AsyncIterator[System]:
    """A running demo district of this module's own."""
    with tempfile.TemporaryDirectory(prefix="gc-test-", ignore_cleanup_errors=True) as folder:
        made = copied(filled, Path(folder))
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
