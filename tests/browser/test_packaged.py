"""The browser that npm brings is enough: the same screens, on a machine that has no browser of its own."""

import pytest
from playwright.async_api import expect

from tests.browser.browser import chromium
from tests.browser.desk import Desk
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_in_the_packaged_browser_a_report_of_a_phone_appears_on_the_wall(system: System) -> None:
    async with chromium(packaged=True) as browser:
        desk = Desk(browser, system)
        wall, phone = await desk.wall(), await desk.phone()
        await wall.open(desk.kiosk_key)
        await phone.sign_in(desk.workers(0)[0])
        await phone.report("event.0404", "help")
        await expect(wall.at("wall-incident", status="unattended")).to_have_count(1)
        await expect(wall.at("wall-map")).not_to_have_attribute("data-grids", "0")
        await desk.close()
