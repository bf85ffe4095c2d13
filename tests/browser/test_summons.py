"""叫应 on the screens: somebody is called by name on their phone, the console names them, and hears each answer."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.test_modes import propose

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_whoever_is_called_in_answers_by_one_touch_or_says_why_not_and_the_console_names_who_is_silent(
    desk: Desk,
) -> None:
    operator, commander = await desk.console(), await desk.console()
    coming, cannot = await desk.phone(), await desk.phone()
    mine, other = desk.workers(21)
    await coming.sign_in(mine)
    await cannot.sign_in(other)
    await operator.sign_in(desk.first("operator"))
    await commander.sign_in(desk.first("coordinator"))
    await operator.touch("modes-open")
    await propose(operator, 3, "台风橙色预警")
    await commander.touch("console-mode", "mode-approve")

    for phone in (coming, cannot):
        await expect(phone.at("summons-sheet", kind="recall")).to_be_visible()
    await operator.page.keyboard.press("Escape")
    await operator.touch("tab-safety")
    summons = operator.at("summons", kind="recall")
    silent = int(str(await summons.get_attribute("data-missing")))
    assert silent > 100, "nobody of the district was on duty"

    await coming.touch("summons-answer")
    await expect(coming.at("summons-sheet")).to_have_count(0)
    await expect(summons).to_have_attribute("data-missing", str(silent - 1))
    await cannot.touch("summons-cannot")
    await expect(cannot.at("summons-cannot-send")).to_be_disabled()
    await cannot.at("summons-why").fill("在岛外")
    await cannot.touch("summons-cannot-send")
    await expect(cannot.at("summons-sheet")).to_have_count(0)
    await expect(summons).to_have_attribute("data-missing", str(silent - 2))

    await summons.get_by_test_id("summons-heard").locator("summary").click()
    heard = summons.get_by_test_id("summons-word")
    await expect(heard.filter(has_text=mine["name"])).to_contain_text("马上来")
    await expect(heard.filter(has_text=other["name"])).to_contain_text("来不了 · 在岛外")

    row = summons.get_by_test_id("summons-silent").first
    person = str(await row.get_attribute("data-person"))
    await row.get_by_test_id("summons-answer").click()
    await expect(operator.at("summons-answer-confirm")).to_be_disabled()
    await operator.at("summons-why").fill("电话接通，马上到")
    await operator.touch("summons-answer-confirm")
    await expect(summons.locator(f'[data-testid="summons-silent"][data-person="{person}"]')).to_have_count(0)
    said = summons.locator(f'[data-testid="summons-word"][data-person="{person}"]')
    await expect(said).to_contain_text(re.compile("马上来.*电话接通"))
    await expect(operator.at("tab-safety").locator("b")).to_have_text(re.compile(r"^\d+$"))

    await operator.touch("modes-open")
    await propose(operator, 0, "预警解除")
    await commander.touch("mode-approve")
    await expect(operator.at("summons")).to_have_count(0)
