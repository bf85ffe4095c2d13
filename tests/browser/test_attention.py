"""The operators' queue at two desks: one takes an item, the other sees it; what can wait is shelved, with a reason."""

import contextlib

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_one_takes_an_item_the_other_desk_says_so_and_what_can_wait_is_shelved_in_sight(desk: Desk) -> None:
    console, other, wall = await desk.console(), await desk.console(), await desk.wall()
    await console.sign_in(desk.first("operator"))
    await other.sign_in(desk.first("coordinator"))
    await wall.open(desk.kiosk_key)
    await expect(console.at("queue")).to_be_visible()
    grid = desk.workers(3)[0]["area"]
    incident = await console.take_call("符先生", "13812345678", "event.0404", grid, "井盖边冒水")

    row = console.at("queue-row", kind="unattended")
    await expect(row).to_have_attribute("data-count", "1")
    await row.get_by_test_id("queue-take").click()
    await expect(row).to_contain_text("我在处理")
    theirs = other.at("queue-row", kind="unattended")
    await expect(other.at("queue-others")).to_have_attribute("data-n", "1")
    await expect(theirs).to_have_count(0)
    await other.touch("queue-others")
    await expect(theirs).to_contain_text("在处理")

    await expect(console.at("queue-item").get_by_test_id("incident-row")).to_have_attribute("data-id", incident)
    await console.touch("queue-shelve", "queue-minutes-10")
    await console.at("queue-why").fill("等抽水车")
    await console.touch("queue-shelve-confirm")
    await expect(row).to_have_count(0)
    await expect(console.at("queue-shelved")).to_have_attribute("data-n", "1")
    await console.touch("queue-shelved")
    await expect(row).to_contain_text("自动回来")
    await expect(console.at("queue-shelved-why")).to_contain_text("等抽水车")
    await expect(wall.at("wall-attention")).to_have_attribute("data-waits", "1")

    first = console.at("queue-row").first
    for n in range(20, 36):  # at night the stand-by list is asked first: until nobody of it is left
        await console.take_call("符女士", f"138123456{n}", "grid.medical", desk.workers(n)[0]["area"], "老人晕倒")
        with contextlib.suppress(AssertionError):
            await expect(first).to_have_attribute("data-life", "true", timeout=2_000)
            break
    await expect(first).to_have_attribute("data-life", "true")
    await first.locator("button.body").click()
    await expect(console.at("queue-item-take")).to_be_visible()
    await expect(console.at("queue-shelve")).to_have_count(0)
    await expect(console.at("queue-held")).to_have_attribute("data-n", "0")
