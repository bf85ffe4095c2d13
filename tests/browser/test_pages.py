"""Pages over the desk: a call for help sets aside what is open, and it is there again untouched."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.screens import Console
from tests.browser.test_button import buttons, press

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_red_press_sets_a_dry_run_aside_at_once_and_it_is_there_again_untouched_when_it_is_answered(
    desk: Desk,
) -> None:
    commander = await desk.console()
    await commander.sign_in(desk.first("coordinator"))
    await commander.touch("modes-open", "switch-level-2", "switch-try")
    await expect(commander.at("dry-run")).to_have_attribute("data-level", "2")
    tried = await commander.at("dry-run").inner_text()
    await commander.at("switch-issuer").fill("海口市三防指挥部")
    await commander.at("switch-reason").press_sequentially("台风红色预警，预")

    pressed = await press(desk, buttons(desk)[3])
    incident = pressed.json()["incident"]
    panel = commander.at("press-panel", incident=incident)
    await expect(panel).to_be_visible()
    await expect(commander.at("modes-page")).to_be_hidden()
    await expect(commander.at("pages-aside")).to_contain_text("响应级别")
    for key in ("Enter", "Space"):  # meant for the reason: it must not send anybody
        await commander.page.keyboard.press(key)
    await expect(panel).to_have_attribute("data-held", "true")

    await commander.page.keyboard.press("F2")
    await expect(commander.at("press-taken")).to_have_text("您已派单")
    await commander.page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(commander.at("pages-aside")).to_have_count(0)
    await expect(commander.at("dry-run")).to_have_attribute("data-level", "2")
    assert await commander.at("dry-run").inner_text() == tried
    await expect(commander.at("switch-issuer")).to_have_value("海口市三防指挥部")
    await commander.page.keyboard.type("计今晚登陆")  # the hand is where it was
    await expect(commander.at("switch-reason")).to_have_value("台风红色预警，预计今晚登陆")
    await commander.touch("switch-propose")
    await expect(commander.at("pending-switch")).to_have_attribute("data-level", "2")


async def cleared(console: Console) -> None:
    """A console that is opened shows what others pressed in the last minutes, too."""
    await expect(console.at("figure-duty")).to_have_text(re.compile(r"^\d+$"))
    while await console.at("press-panel").count():
        await console.touch("press-close")


async def test_what_was_set_aside_can_be_gone_back_to_by_hand_and_does_not_come_up_under_somebodys_typing(
    desk: Desk,
) -> None:
    commander, operator = await desk.console(), await desk.console()
    await commander.sign_in(desk.first("coordinator"))
    await operator.sign_in(desk.first("operator"))
    for console in (commander, operator):
        await cleared(console)
    await commander.page.keyboard.press("Alt+KeyF")
    await expect(commander.at("statistics")).to_be_visible()
    pressed = await press(desk, buttons(desk)[4])
    panel = commander.at("press-panel", incident=pressed.json()["incident"])
    await expect(panel).to_be_visible()
    await commander.touch("pages-back")
    await expect(commander.at("statistics")).to_be_visible()
    await commander.page.keyboard.press("Alt+KeyF")
    await expect(panel).to_be_visible()
    await expect(commander.at("pages-aside")).to_have_count(0)

    await commander.touch("modes-open")
    second = await press(desk, buttons(desk)[5])
    await expect(commander.at("modes-page")).to_be_hidden()
    await commander.touch("press-close")
    await expect(commander.at("press-panel", incident=second.json()["incident"])).to_be_visible()
    await commander.page.keyboard.press("F3")
    await commander.page.keyboard.type("1380000")
    for one in (pressed, second):  # both; the desks of others are left alone with it
        shown = operator.at("press-panel", incident=one.json()["incident"])
        await shown.get_by_test_id("press-dispatch").click()
    await expect(commander.at("press-panel")).to_have_count(0)
    await commander.page.keyboard.type("1234")
    await expect(commander.at("intake-phone")).to_have_value("13800001234")
    await expect(commander.at("modes-page")).to_be_hidden()
    await commander.touch("pages-back")
    await expect(commander.at("modes-page")).to_be_visible()
