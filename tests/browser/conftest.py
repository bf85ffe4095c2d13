"""One browser a session, one running system a module, and screens that say at the end what went wrong in them."""

from collections.abc import AsyncIterator

import pytest
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


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def system(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[System]:
    """A running demo district."""
    made = System(tmp_path_factory.mktemp("browser") / "data")
    await made.start()
    yield made
    await made.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, system: System) -> AsyncIterator[Desk]:
    """Opens screens; at the end none of them may have failed in silence or asked another server."""
    made = Desk(browser, system)
    yield made
    system.thaw("supervisor", *PARTS)
    await made.close()
    await system.ready()
