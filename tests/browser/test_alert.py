"""通知: a coordinator writes it once, every phone shows it until it is read, and the desk sees by how many."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_an_alert_is_read_on_the_phone_and_counted_on_the_desk(desk: Desk) -> None:
    console, phone = await desk.console(), await desk.phone()
    worker = desk.workers(8)[0]
    await phone.sign_in(worker)
    await console.sign_in(desk.first("coordinator"))
    await console.touch("tab-alerts")
    await console.at("alert-area").fill(worker["area"])
    await console.touch(f"alert-area-{worker['area']}", "alert-level-urgent")
    await console.at("alert-text").fill("雨带半小时内到，停止户外巡查")
    await console.touch("alert-send")

    card = phone.at("alert-card")
    await expect(card).to_contain_text("停止户外巡查")
    await expect(console.at("alert-count")).to_contain_text(f"0 / {len(desk.workers(8)) + 1}")
    await phone.touch("alert-read")
    await expect(card).to_have_count(0)
    await expect(console.at("alert-count")).to_contain_text("1 / ")
    await phone.page.reload()
    await expect(phone.at("duty-state")).to_be_visible()
    await expect(card).to_have_count(0)

    await console.touch("alert-withdraw")
    await console.at("alert-why").fill("改期")
    await console.touch("alert-withdraw-confirm")
    await expect(console.at("alert")).to_have_count(0)
