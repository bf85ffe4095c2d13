"""The first steps of somebody who reads English, and of a machine that has no browser of its own."""

import pytest
from playwright.async_api import expect

from tests.browser.browser import chromium
from tests.browser.desk import Desk
from tests.browser.screens import Screen
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_first_steps_in_english_leave_no_chinese_but_names(desk: Desk) -> None:
    wall, console, anna, bo = await desk.wall(), await desk.console(), await desk.phone(), await desk.phone()
    worker, reporter = desk.workers(0)
    await anna.open("en")
    await is_english(anna, desk)
    await anna.sign_in(worker, "en")
    await anna.go_on_duty()
    await bo.sign_in(reporter, "en")
    await bo.touch("report-open")
    await expect(bo.at("category-event.0404")).to_be_visible()
    await bo.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    await is_english(bo, desk)
    await bo.touch("category-event.0404")
    await is_english(bo, desk)
    await bo.touch("disposition-help", "tab-outbox")

    await expect(anna.at("offer-card")).to_be_visible()
    await is_english(anna, desk)
    await wall.open(desk.kiosk_key, "en")
    await console.sign_in(desk.first("operator"), "en")
    incident = await anna.accept()
    await console.choose(incident)
    await console.told("IncidentFiled", "OfferMade", "AssignmentMade")
    await expect(bo.at("outbox-item", state="stored")).to_be_visible()
    await expect(wall.row(incident)).to_have_attribute("data-status", "assigned")
    for screen in (anna, bo, wall, console):
        await is_english(screen, desk)
    for tab in ("Search", "Errors", "My requests"):
        await console.page.get_by_role("tab", name=tab).click()
        await is_english(console, desk)


async def test_a_refusal_is_told_in_the_language_of_the_page(desk: Desk) -> None:
    """Two operators close the same incident before anybody has decided: the second is refused."""
    phone, first, second = await desk.phone(), await desk.console(), await desk.console()
    await phone.sign_in(desk.workers(3)[1])
    await phone.report("component.0101", "help")
    await first.sign_in(desk.first("operator"))
    await second.sign_in(desk.first("coordinator"), "en")
    await first.touch("tab-open")
    incident = str(await first.at("incident-row").first.get_attribute("data-id"))
    desk.system.freeze("worker")
    for console in (first, second):
        await console.choose(incident)
        await console.act("close", reason="checked by telephone", outcome="no_action")
        await expect(console.at("act-result")).to_have_attribute("data-state", "accepted")
    desk.system.thaw("worker")
    await expect(second.at("act-result")).to_have_attribute("data-state", "refused")
    await is_english(second, desk)


async def test_in_the_packaged_browser_a_report_of_a_phone_appears_on_the_wall(system: System) -> None:
    async with chromium(packaged=True) as browser:
        desk = Desk(browser, system)
        wall, phone = await desk.wall(), await desk.phone()
        await wall.open(desk.kiosk_key)
        await phone.sign_in(desk.workers(3)[0])
        await phone.report("event.0404", "help")
        await phone.touch("tab-outbox")
        await expect(phone.at("outbox-item", state="stored")).to_be_visible()
        newest = (await phone.http("/api/incidents"))["incidents"][0]
        await expect(wall.row(newest["id"])).to_be_visible()
        await expect(wall.at("wall-map")).not_to_have_attribute("data-grids", "0")
        await desk.close()


async def is_english(screen: Screen, desk: Desk) -> None:
    assert await screen.page.locator("html").get_attribute("lang") == "en"
    assert await screen.chinese_left(desk.names) == []
