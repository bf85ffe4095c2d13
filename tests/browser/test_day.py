"""A grid worker's day on the phone, as the group's leader sees it on the console."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_rounds_and_visits_take_one_touch_and_reach_the_leader(desk: Desk) -> None:
    phone, console = await desk.phone(), await desk.console()
    await console.sign_in(desk.first("operator"))
    worker, other = desk.workers(0)
    await phone.sign_in(worker)
    await phone.touch("duty-in")
    await expect(phone.at("round-1")).to_be_enabled()
    await phone.touch("round-1")
    await expect(phone.at("round-1")).to_have_class("pill on")
    await console.touch("tab-days")
    row = console.page.locator(f'[data-testid="day-row"][data-person="{worker["id"]}"]')
    await expect(row).to_contain_text("巡查中")
    await phone.touch("round-1")
    await expect(phone.at("round-1-done")).to_be_visible()
    await expect(row).to_contain_text("1/2")
    await expect(row).to_contain_text("不足两小时")
    assert other["id"] != worker["id"]
