"""The closed loop as people meet it: more time granted, work sent back, an order replied to, a matter opened again."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.desk import Desk
from tests.browser.screens import Console, Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def at_work(desk: Desk, grid: int) -> tuple[Console, Phone, str]:
    """Somebody called about a flooded road; the grid's worker is on the scene."""
    console, anna = await desk.console(), await desk.phone()
    await console.sign_in(desk.first("operator"))
    worker = desk.workers(grid)[0]
    await anna.sign_in(worker)
    await anna.go_on_duty()
    incident = await console.take_call("符先生", "13812345678", "event.0404", worker["area"], "下水道堵了")
    await expect(anna.at("offer-card")).to_be_visible()
    await anna.accept()
    await anna.advance("on_scene")
    return console, anna, incident


def waiting(console: Console, kind: str, incident: str) -> Locator:
    """Its row in the list of what waits."""
    return console.at("approval", kind=kind, incident=incident)


async def done(phone: Phone, note: str) -> None:
    await phone.at("advance-note").fill(note)
    await phone.advance("done")


async def test_more_time_is_asked_for_on_the_phone_and_granted_at_the_desk(desk: Desk) -> None:
    console, anna, incident = await at_work(desk, 6)
    before = await anna.at("job-handle-by").inner_text()
    await anna.touch("turn-extend")
    await anna.at("turn-reason").fill("等吸污车")
    await anna.touch("turn-send")
    await expect(anna.at("job-asked")).to_be_visible()

    await console.page.keyboard.press("Alt+KeyA")
    row = waiting(console, "extension", incident)
    await expect(row).to_contain_text("等吸污车")
    await row.click()
    await expect(console.at("loop-asked")).to_contain_text("等吸污车")
    granted = await console.act("grant")
    await expect(granted).to_have_attribute("data-state", "stored")
    await expect(row).to_have_count(0)
    await expect(anna.at("job-asked")).to_have_count(0)
    await expect(anna.at("job-handle-by")).not_to_have_text(before)
    await expect(console.at("act-not-grant")).to_be_visible()


async def test_a_result_is_sent_back_with_why_and_the_phone_shows_it(desk: Desk) -> None:
    console, anna, incident = await at_work(desk, 7)
    await done(anna, "已疏通")
    await console.page.keyboard.press("Alt+KeyA")
    await waiting(console, "verify", incident).click()
    await expect(console.at("loop-feedback")).to_contain_text("已疏通")
    sent = await console.act("rework", reason="还有积水")
    await expect(sent).to_have_attribute("data-state", "stored")
    await expect(anna.at("job-rework")).to_contain_text("还有积水")
    await anna.advance("done")
    await expect(console.at("detail-status")).to_have_attribute("data-status", "handled")
    await console.touch("act-close")
    await expect(console.at("act-no-feedback")).to_be_visible()
    await expect(console.at("act-outcome-handled").locator("input")).to_be_disabled()


async def test_an_order_is_replied_to_on_the_phone_and_an_unsatisfied_caller_opens_the_matter_again(desk: Desk) -> None:
    console, anna, incident = await at_work(desk, 8)
    ordered = await console.act("supervise", reason="居民多次来电")
    await expect(ordered).to_have_attribute("data-state", "stored")
    await expect(anna.at("order-card")).to_contain_text("居民多次来电")
    await anna.at("order-text").fill("一小时内办完")
    await anna.touch("order-reply")
    await expect(anna.at("order-card")).to_have_count(0)
    await console.told("SupervisionOrdered", "SupervisionReplied")

    await done(anna, "已疏通")
    closed = await console.act("close", outcome="handled")
    await expect(closed).to_have_attribute("data-state", "stored")
    await console.page.keyboard.press("Alt+KeyA")
    row = waiting(console, "callBack", incident)
    await row.click()
    await expect(console.at("call-unsatisfied")).to_be_disabled()
    await console.at("approval-note").locator("input").or_(row.get_by_role("textbox")).first.fill("又堵了")
    await console.touch("call-unsatisfied")
    await expect(row).to_have_count(0)
    await console.told("IncidentClosed", "CallBackMade", "IncidentReopened")
    await expect(anna.at("offer-card")).to_be_visible()


async def test_what_is_not_ours_is_given_back_with_a_reason(desk: Desk) -> None:
    console, anna, _ = await at_work(desk, 9)
    await anna.touch("turn-return")
    await expect(anna.at("turn-send")).to_be_disabled()
    await anna.at("turn-reason").fill("归水务")
    await anna.touch("turn-send")
    await expect(anna.at("assignment-card")).to_have_count(0)
    await console.told("AssignmentEnded", "IncidentReturned")
    await expect(console.at("loop-line").filter(has_text="归水务")).to_be_visible()


async def test_a_coordinator_changes_the_limits_of_a_category(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("coordinator"))
    await console.touch("tab-limits")
    row = console.at("limit", category="grid.other")
    await expect(row.get_by_test_id("limit-handle")).to_contain_text("3 工作日")
    await row.get_by_test_id("limit-edit").click()
    await row.get_by_test_id("limit-handle-3").fill("soon")
    await expect(row.get_by_test_id("limit-save")).to_be_disabled()
    await row.get_by_test_id("limit-handle-3").fill("2wd")
    await row.get_by_test_id("limit-reason").fill("试行")
    await row.get_by_test_id("limit-save").click()
    await expect(row.get_by_test_id("limit-handle")).to_contain_text("2 工作日")
    await expect(row).to_contain_text("试行")


async def test_the_loop_is_in_english_where_english_is_asked_for(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("coordinator"), "en")
    await console.touch("tab-limits")
    await expect(console.at("limit").first).to_be_visible()
    assert not await console.chinese_left([*desk.names, "试行"])
