"""The operator's desk, and what a wall may not show."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
PHONE = "13876543210"
WORDS = "三号楼东侧水深三十厘米"


async def test_an_operator_takes_a_call_finds_it_again_and_is_told_why_something_is_refused(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("operator"))
    grid = desk.workers(4)[0]["area"]
    incident = await console.take_call("符先生", PHONE, "event.0404", grid, WORDS)
    await expect(console.at("detail-caller")).to_have_text(re.compile(f"符先生.*{PHONE}"))
    await expect(console.at("detail-text")).to_have_text(WORDS)
    await console.told("IncidentFiled", "NobodyAvailable")

    await console.page.get_by_role("tab", name="查询").click()
    await console.at("search-q").fill("东侧水深")
    await console.touch("search-run")
    found = console.page.get_by_role("tabpanel", name="查询").get_by_test_id("incident-row")
    await expect(found).to_have_count(1)
    await expect(found).to_have_attribute("data-id", incident)
    await console.at("search-q").fill("没有人说过这样的话")
    await console.touch("search-run")
    await expect(console.at("search-none")).to_be_visible()

    await expect(console.at("act-not-done")).to_be_visible()
    await expect(console.at("act-not")).to_contain_text("还没有人接单")
    await console.touch("act-close")
    await expect(console.at("act-outcome-handled").locator("input")).to_be_disabled()
    await expect(console.at("detail-status")).to_have_attribute("data-status", "unattended")
    closed = await console.act("close", reason="电话回访，水已退", outcome="no_action")
    await expect(closed).to_have_attribute("data-state", "stored")
    await console.told("IncidentFiled", "IncidentClosed")


async def test_a_wall_learns_neither_who_called_nor_what_they_said(desk: Desk) -> None:
    wall, console = await desk.wall(), await desk.console()
    await wall.open(desk.kiosk_key)
    await console.sign_in(desk.first("operator"))
    incident = await console.take_call("符女士", PHONE, "event.0404", desk.workers(5)[0]["area"], WORDS)
    await expect(wall.row(incident)).to_be_visible()
    await wall.page.reload()
    await expect(wall.row(incident)).to_be_visible()
    for path in ("/api/picture", "/api/incidents", f"/api/incidents/{incident}"):
        wall.frames.append(str(await wall.http(path, Authorization=f"Bearer {desk.kiosk_key}")))
    heard = "\n".join([await wall.page.content(), *wall.frames])
    assert incident in heard
    told = str(await console.http(f"/api/incidents/{incident}"))
    for secret in ("符女士", PHONE, WORDS):
        assert secret in told
        assert secret not in heard


async def test_the_first_line_is_named_with_what_to_read_out_and_who_was_called_stays_on_the_record(desk: Desk) -> None:
    console, other = await desk.console(), await desk.console()
    await console.sign_in(desk.first("operator"))
    await other.sign_in(desk.first("coordinator"))
    incident = await console.take_call("符女士", PHONE, "grid.medical", desk.workers(9)[0]["area"], "老人摔倒，叫不醒")
    await console.touch("first-120")
    await expect(console.at("first-read")).to_contain_text(PHONE)
    await expect(console.at("first-read")).to_contain_text("符女士")
    await console.at("first-reference").fill("急救-3317")
    await console.touch("first-refer")
    done = console.at("first-done", to="120")
    await expect(done).to_contain_text("急救-3317")
    await console.told("IncidentFiled", "IncidentReferred")
    await other.choose(incident)
    await expect(other.at("first-done", to="120")).to_contain_text("急救-3317")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_every_tab_is_in_sight_at_1440_pixels_with_what_waits_in_it_and_is_reached_by_keys(
    desk: Desk, language: str
) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("operator"), language)
    await expect(console.at("link-state")).to_have_attribute("data-state", "connected")
    tabs = console.at("desk-tabs").get_by_role("tab")
    strip = await console.at("desk-tabs").bounding_box()
    assert strip is not None
    assert await tabs.count() >= 15
    for tab in await tabs.all():
        box = await tab.bounding_box()
        assert box is not None
        assert box["x"] >= strip["x"], await tab.inner_text()
        assert box["x"] + box["width"] <= strip["x"] + strip["width"], await tab.inner_text()
        assert box["y"] + box["height"] <= strip["y"] + strip["height"], await tab.inner_text()
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        seen = "([x, y]) => document.elementFromPoint(x, y).closest('[role=tab]')?.dataset.testid"
        assert await console.page.evaluate(seen, middle) == await tab.get_attribute("data-testid")
    await console.page.keyboard.press("Alt+KeyN")
    await expect(console.at("tab-safety")).to_have_attribute("aria-selected", "true")
    await console.at("tab-safety").focus()
    await console.page.keyboard.press("ArrowRight")
    await expect(console.at("tab-contact")).to_have_attribute("aria-selected", "true")
    await expect(console.at("tab-contact")).to_be_focused()
    if language == "en":
        return
    await console.page.keyboard.press("Alt+KeyQ")
    await console.take_call("符先生", PHONE, "event.0404", desk.workers(7)[0]["area"], WORDS)
    await expect(console.at("tab-open").locator("b")).to_have_text(re.compile(r"^\d+$"))


async def test_the_small_map_shows_the_whole_district_and_takes_the_large_one_there(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("operator"))
    whole = console.at("console-map-whole")
    await expect(whole.locator("canvas").first).to_be_visible()
    large = console.at("console-map").locator("canvas").last
    before = await large.evaluate("one => one.toDataURL()")
    await whole.click()
    for _ in range(50):
        if await large.evaluate("one => one.toDataURL()") != before:
            break
        await console.page.wait_for_timeout(100)
    assert await large.evaluate("one => one.toDataURL()") != before
