"""One report travels from a phone to another phone, the wall and the console, until it is closed."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.screens import Console, Phone, Wall

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_report_becomes_an_offer_then_work_then_is_closed_while_wall_and_console_follow(desk: Desk) -> None:
    wall, console, anna, bo = await desk.wall(), await desk.console(), await desk.phone(), await desk.phone()
    worker, reporter = desk.workers(0)
    await wall.open(desk.kiosk_key)
    await console.sign_in(desk.first("operator"))
    await anna.sign_in(worker)
    await anna.go_on_duty()
    await bo.sign_in(reporter)
    await expect(wall.at("wall-duty-count")).to_have_text("1")

    await bo.report("event.0404", "help")
    await expect(anna.at("offer-card")).to_be_visible()
    await expect(anna.at("offer-countdown")).to_have_text(countdown())
    incident = str(await anna.at("offer-card").get_attribute("data-incident"))
    await shows_the_offer(wall, incident, worker["name"])
    await expect(bo.at("offer-card")).to_have_count(0)

    await anna.accept()
    await console.choose(incident)
    await works(anna, wall, console, incident)

    refused = await console.act("close", outcome="handled")
    await expect(refused).to_have_attribute("data-state", "stored")
    await expect(wall.row(incident)).to_have_count(0)
    await expect(anna.at("assignment-card")).to_have_count(0)
    await console.told("IncidentFiled", "OfferMade", "AssignmentMade", "AssignmentChanged", "IncidentClosed")


async def shows_the_offer(wall: Wall, incident: str, name: str) -> None:
    """By shape, digit and words, with whose answer is waited for and how long."""
    row = wall.row(incident)
    await expect(row).to_have_attribute("data-status", "offered")
    priority = str(await row.get_attribute("data-priority"))
    await expect(row.locator("svg text")).to_have_text(priority)
    await expect(row.get_by_role("img", name=f"P{priority}")).to_be_visible()
    await expect(row).to_contain_text(name)
    await expect(row.get_by_test_id("wall-countdown")).to_have_text(countdown())


async def works(phone: Phone, wall: Wall, console: Console, incident: str) -> None:
    """On the way, taken back within five seconds, on the way again, on scene, done: each seen by everybody."""
    await phone.touch("advance-en_route", "advance-undo")
    await expect(phone.at("advance-waiting")).to_have_count(0)
    await expect(wall.row(incident)).to_have_attribute("data-status", "assigned")
    for step, status in (("en_route", "en_route"), ("on_scene", "on_scene"), ("done", "handled")):
        if step == "done":
            await phone.at("advance-note").fill("水已退")
        await phone.advance(step)
        await expect(wall.row(incident)).to_have_attribute("data-status", status)
        await expect(console.at("detail-status")).to_have_attribute("data-status", status)
    assert await console.at("timeline-item", type="AssignmentChanged").count() == 3


def countdown() -> "re.Pattern[str]":
    return re.compile(r"^\d+:\d\d$")
