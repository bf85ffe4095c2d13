"""Warnings from outside on all three screens; a trial is never taken for real; people decide about a proposal."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.pictures_warnings import bring, live
from tests.domain.cap import reference

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_signal_is_on_every_screen_until_it_is_cancelled_and_people_decide_about_its_level(desk: Desk) -> None:
    wall, console, phone = await desk.wall(), await desk.console(), await desk.phone()
    await wall.open(desk.kiosk_key)
    await console.sign_in(desk.first("coordinator"))
    await phone.sign_in(desk.workers(20)[0])
    await bring(desk, live("trial", status="Exercise", colour="RED", headline="台风红色预警"))
    await expect(wall.at("wall-warning", status="Exercise")).to_contain_text("【演练】")
    await expect(console.at("proposal")).to_have_count(0)
    await bring(desk, live("real"))
    for screen, name in ((wall, "wall-warning"), (phone, "warning-line")):
        await expect(screen.at(name, colour="orange")).to_contain_text("橙色")
    await expect(wall.at("wall-proposal")).to_contain_text("Ⅱ级")
    await expect(console.at("proposal-reason")).to_contain_text("台风橙色预警信号 → Ⅱ级")
    await console.touch("proposal-dismiss")
    await expect(console.at("proposal-dismiss-confirm")).to_be_disabled()
    await console.at("proposal-why").fill("主要影响西部")
    await console.touch("proposal-dismiss-confirm")
    await expect(console.at("proposal")).to_have_count(0)
    await expect(wall.at("wall-proposal")).to_have_count(0)
    await bring(desk, live("end", kind="Cancel", references=[reference("real")]))
    await expect(wall.at("wall-warning", colour="orange")).to_have_count(0)
    await expect(phone.at("warning-line", colour="orange")).to_have_count(0)


async def test_a_message_entered_by_hand_is_taken_once_and_a_bad_one_says_why(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("operator"))
    await console.touch("tab-warnings", "warning-bring")
    by_hand = live("by-hand", code="11B09", event="高温", headline="高温橙色预警").decode()
    for said in ("已录入", "没有重复录入"):
        await console.at("warning-xml").fill(by_hand)
        await console.touch("warning-send")
        await expect(console.at("warning-told")).to_contain_text(said)
    await console.at("warning-xml").fill(by_hand.replace("+08:00</sent>", "Z</sent>"))
    await console.touch("warning-send")
    await expect(console.at("warning-told")).to_contain_text("不能用 Z")
    await expect(console.at("warning").filter(has_text="高温橙色预警")).to_have_count(1)
