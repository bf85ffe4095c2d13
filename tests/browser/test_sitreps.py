"""情况报告 on the console: a street hands in, a coordinator opens a figure, sends, corrects; who is late is named."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.test_modes import propose

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]


def head_of_street(desk: Desk) -> dict[str, Any]:
    """Somebody who answers for a whole street."""
    return next(one for one in desk.accounts if one["role"] == "supervisor" and len(one["area"]) == 9)


async def test_a_report_goes_up_with_figures_that_can_be_opened_and_never_change_again(desk: Desk) -> None:
    operator, leader, street = await desk.console(), await desk.console(), await desk.console()
    head = head_of_street(desk)
    await operator.sign_in(desk.first("operator"))
    await leader.sign_in(desk.first("coordinator"))
    await street.sign_in(head)
    await operator.touch("modes-open")
    await propose(operator, 3, "台风橙色预警")
    await leader.touch("console-mode")
    await expect(leader.at("pending-switch")).to_be_visible()
    await leader.touch("mode-approve")
    await expect(leader.at("sitrep-chip")).to_contain_text("首报")
    await leader.touch("modes-close", "sitrep-chip")
    await expect(leader.at("sitrep-live")).to_be_visible()

    await street.touch("sitrep-chip")
    await expect(street.at("sitrep-hand-in")).to_be_visible()
    await street.at("sitrep-loss-injured").fill("2")
    await street.touch("sitrep-hand-in-send")
    await expect(street.at("sitrep-hand-in-result")).to_be_visible()
    row = leader.page.locator('[data-testid="sitrep-street"][data-handed="true"]')
    await expect(row).to_have_count(1)

    await operator.touch("modes-close")
    grid = desk.workers(16)[0]["area"]
    incident = await operator.take_call("符先生", "13876543210", "event.0404", grid, "水漫路面")
    await leader.touch("sitrep-cut")
    await expect(leader.at("sitrep-cut-at")).to_be_visible()
    await expect(leader.at("sitrep-missing")).to_contain_text("未报")
    figure = leader.page.locator('[data-figure="incidents"]')
    await expect(figure).to_have_attribute("data-n", "1")
    await expect(leader.page.locator('[data-figure="losses.injured"]')).to_have_attribute("data-n", "2")
    await figure.click()
    await expect(leader.at("sitrep-behind-total")).to_have_attribute("data-n", "1")
    await expect(leader.page.locator(f'[data-testid="sitrep-thing"][data-id="{incident}"]')).to_be_visible()
    await operator.take_call("林女士", "13876543211", "event.0205", grid, "广告牌要掉")
    await leader.touch("sitrep-behind-close")
    await expect(figure).to_have_attribute("data-n", "1")

    await leader.at("sitrep-words-situation").fill("全区平稳有序")
    await leader.touch("sitrep-send", "sitrep-send-sure")
    await expect(leader.at("sitrep-sent")).to_be_visible()
    await expect(leader.at("sitrep-said")).to_contain_text("全区平稳有序")
    await expect(figure).to_have_attribute("data-n", "1")
    await expect(leader.at("sitrep-chip")).to_contain_text("续报")
    await expect(street.at("sitrep-chip")).to_contain_text("续报")

    await leader.touch("sitrep-correct")
    await leader.at("sitrep-why").fill("受伤人数有误")
    await leader.touch("sitrep-correct")
    draft = leader.page.locator('[data-testid="sitrep-item"][data-kind="correction"]')
    await draft.click()
    await expect(leader.at("sitrep-page")).to_contain_text("更正第 1 期：受伤人数有误")
    await expect(leader.page.locator('[data-figure="incidents"]')).to_have_attribute("data-n", "2")


async def test_a_streets_head_hands_in_by_phone_filled_in_from_what_is_known_and_late_is_said_loudly(
    desk: Desk,
) -> None:
    leader, phone = await desk.console(), await desk.phone()
    heads = [one for one in desk.accounts if one["role"] == "supervisor" and len(one["area"]) == 9]
    head = heads[1]
    await leader.sign_in(desk.first("coordinator"))
    await phone.sign_in(head)
    due = phone.at("street-sitrep", street=head["area"]).first
    await expect(due).to_have_attribute("data-state", "open")
    await expect(due.get_by_test_id("street-due")).to_contain_text("截数，还有")
    await expect(due.get_by_test_id("street-known")).to_contain_text("列入转移")
    await due.get_by_test_id("loss-more-collapsed").click()
    await due.get_by_test_id("loss-injured").fill("3")
    await due.get_by_test_id("street-send").click()
    await expect(due).to_have_attribute("data-state", "handed")
    await due.get_by_test_id("street-again").click()
    await expect(due.get_by_test_id("loss-injured")).to_have_value("3")
    await due.get_by_test_id("loss-injured").fill("2")
    await expect(due.get_by_test_id("street-send")).to_be_disabled()
    await due.get_by_test_id("street-note").fill("一人重复上报")
    await due.get_by_test_id("street-send").click()
    await expect(due).to_have_attribute("data-state", "handed")

    late = await desk.phone()
    await late.sign_in(heads[2])
    await leader.touch("sitrep-chip")
    await leader.page.locator('[data-testid="sitrep-item"][data-kind="followup"]').first.click()
    await leader.touch("sitrep-cut")
    missed = late.at("street-sitrep", street=heads[2]["area"]).first
    await expect(missed).to_have_attribute("data-state", "late")
    await expect(missed.get_by_test_id("street-due")).to_contain_text("已迟报")
    await expect(late.at("summons-sheet", kind="handin")).to_be_visible()
    await late.touch("summons-answer")
    await missed.get_by_test_id("street-send").click()
    await expect(missed).to_have_attribute("data-state", "handed")
