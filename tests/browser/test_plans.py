"""A response plan in the console: each part edited, checked, compared, published by somebody else; and a proposal of
warnings that opens the page of levels filled in."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.pictures_warnings import bring, live
from tests.browser.screens import Console

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def plans(console: Console, level: int) -> None:
    await console.touch("modes-open", "modes-plans")
    await console.touch(f"plan-level-{level}")


async def raise_category(console: Console, code: str) -> None:
    await console.touch("plan-raised-add")
    await console.at(f"plan-raised-add-{code}").click()


async def test_every_part_of_a_plan_is_edited_checked_compared_and_published_by_somebody_else(desk: Desk) -> None:
    author, second = await desk.console(), await desk.console()
    first, other, *_ = [one for one in desk.accounts if one["role"] == "coordinator"]
    await author.sign_in(first)
    await second.sign_in(other)
    await plans(author, 3)
    await author.touch("plan-edit")
    changes = author.at("plan-changes")

    await author.at("plan-rounds").fill("5")
    await author.at("plan-hold").select_option("12")
    await raise_category(author, "event.0403")
    await author.touch("plan-helper-add-boat", "plan-helper-boat")
    await author.page.get_by_role("option", name="人员走失").last.click()
    await author.page.keyboard.press("Escape")
    await author.at("plan-task", id="visits").get_by_test_id("task-drop").click()
    await author.touch("plan-task-add")
    added = author.at("plan-task").last
    await added.get_by_test_id("task-zh").fill("学校停课巡查")
    await author.at("plan-message-public").fill("请关好门窗。")
    await author.touch("plan-wall-shelters", "plan-not-routine")
    for said in (
        "每日巡查",
        "停止室外派遣（风力）",
        "提升优先级",
        "志愿者",
        "学校停课巡查",
        "发布告知 · 公众",
        "大屏显示",
        "暂不做",
    ):
        await expect(changes).to_contain_text(f"Ⅲ级 · {said}" if said != "学校停课巡查" else said)
    await expect(changes).to_contain_text("（删除）")

    await author.at("plan-verify").fill("40m")
    await author.at("plan-verify").press("Tab")
    await expect(author.at("plan-problems")).to_contain_text("1 处不合格")
    await author.at("plan-reason").fill("演练后修订")
    await expect(author.at("plan-send")).to_be_disabled()
    await author.at("plan-verify").fill("")
    await author.at("plan-verify").press("Tab")
    await author.touch("plan-send")
    await expect(author.at("plan-waiting")).to_contain_text("第 2 版")
    await expect(author.at("plan-publish")).to_be_disabled()

    await plans(second, 3)
    await expect(second.at("plan-waiting")).to_contain_text("学校停课巡查")
    await second.touch("plan-publish")
    for console in (author, second):
        await expect(console.at("plan-waiting")).to_have_count(0)
        await expect(console.at("plan-task").filter(has=console.page.locator("input"))).to_have_count(3)
        await expect(console.at("plan-version")).to_have_text("第 2 版")
    await expect(second.at("plan-hold")).to_have_value("12")


async def test_a_proposal_taken_up_opens_the_page_of_levels_with_its_level_and_its_reasons(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("coordinator"))
    await console.touch("modes-open")
    await expect(console.at("switch-form")).to_be_visible()
    await expect(console.at("switch-ranks")).to_have_count(0)
    await console.touch("modes-close")
    await bring(desk, live("taken-up"))
    await console.touch("proposal-take")
    await expect(console.at("switch-taken")).to_contain_text("Ⅱ级")
    await expect(console.at("dry-run")).to_have_attribute("data-level", "2")
    await expect(console.at("switch-reason")).to_have_value("海口市气象台台风橙色预警信号")
    await expect(console.at("switch-ranks")).to_contain_text("指挥长")
