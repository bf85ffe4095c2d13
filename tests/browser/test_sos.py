"""SOS and 点名 as people meet them: a thumb held for two seconds, a desk that opens by itself, a wall that shouts."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.screens import Account, Console, Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@asynccontextmanager
async def thumb_on_sos(phone: Phone) -> AsyncIterator[None]:
    """A finger on the button, as the touch screen tells it."""
    box = await phone.at("sos").bounding_box()
    assert box is not None
    line = await phone.context.new_cdp_session(phone.page)
    points = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}]
    await line.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    try:
        yield
    finally:
        await line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def call(phone: Phone) -> None:
    async with thumb_on_sos(phone):
        await expect(phone.at("sos-sheet")).to_be_visible(timeout=4_000)


async def on_duty(desk: Desk, worker: Account) -> Phone:
    phone: Phone = await desk.phone()
    await phone.sign_in(worker)
    await phone.go_on_duty()
    return phone


async def ended(console: Console, worker: Account) -> None:
    """Somebody at the desk ends the call with a reason."""
    card = console.at("sos-call-card", person=worker["id"])
    await card.get_by_test_id("sos-end").click()
    await card.get_by_test_id("sos-end-why").fill("电话确认平安")
    await card.get_by_test_id("sos-end-confirm").click()
    await expect(card).to_have_count(0)


async def test_two_seconds_call_everybody_and_a_touch_calls_nobody(desk: Desk) -> None:
    worker, mate = desk.workers(20)
    phone, colleague = await on_duty(desk, worker), await on_duty(desk, mate)
    console, wall = await desk.console(), await desk.wall()
    await console.sign_in(desk.first("operator"))
    await wall.open(desk.kiosk_key)

    async with thumb_on_sos(phone):
        await phone.page.wait_for_timeout(1_000)
    await phone.page.wait_for_timeout(1_500)
    await expect(phone.at("sos-sheet")).to_have_count(0)
    assert await phone.at("sos").get_attribute("data-out") == "false"

    await call(phone)
    started = time.monotonic()
    card = console.at("sos-call-card", person=worker["id"])
    await expect(card).to_have_attribute("data-taken", "false")
    await expect(wall.at("wall-sos", taken="false")).to_contain_text(worker["name"])
    assert time.monotonic() - started < 3, "on the desk and the wall"
    alarm = colleague.at("sos-alarm", person=worker["id"])
    await expect(alarm).to_contain_text(worker["name"])
    await expect(alarm.get_by_test_id("sos-away")).to_have_text("就在您附近")
    await expect(phone.at("sos-sheet", state="stored")).to_be_visible()

    await console.page.keyboard.press("F8")
    await expect(card).to_have_attribute("data-taken", "true")
    await expect(wall.at("wall-sos", taken="true")).to_be_visible()
    operator = desk.first("operator")["name"]
    await expect(phone.at("sos-answer", coming="false")).to_contain_text(operator)
    await colleague.touch("sos-come")
    await expect(phone.at("sos-answer", coming="true")).to_contain_text(mate["name"])

    await console.at("sos-incident").click()
    await console.told("IncidentFiled")
    await ended(console, worker)
    await expect(phone.at("sos-sheet")).to_have_count(0)
    await expect(wall.at("wall-sos")).to_have_count(0)


async def test_a_call_made_without_a_network_offers_the_telephone_and_goes_out_when_there_is_one(desk: Desk) -> None:
    worker = desk.workers(21)[0]
    phone, console = await on_duty(desk, worker), await desk.console()
    await console.sign_in(desk.first("operator"))
    await phone.context.set_offline(True)
    await call(phone)
    await expect(phone.at("sos-sheet")).to_have_attribute("data-state", "unsent")
    await expect(phone.at("sos-call")).to_have_attribute("href", re.compile(r"^tel:.+"), timeout=20_000)
    href = str(await phone.at("sos-sms").get_attribute("href"))
    assert href.startswith("sms:")
    assert "SOS" in href
    await expect(console.at("sos-call-card")).to_have_count(0)

    await phone.context.set_offline(False)
    await expect(console.at("sos-call-card", person=worker["id"])).to_be_visible(timeout=40_000)
    await expect(phone.at("sos-sheet", state="stored")).to_be_visible()
    await ended(console, worker)


async def test_what_was_pressed_by_mistake_is_taken_back_at_once_and_leaves_nothing_open(desk: Desk) -> None:
    worker = desk.workers(22)[0]
    phone, console = await on_duty(desk, worker), await desk.console()
    await console.sign_in(desk.first("operator"))
    await call(phone)
    await expect(console.at("sos-call-card", person=worker["id"])).to_be_visible()
    await phone.touch("sos-take-back")
    await expect(phone.at("sos-sheet")).to_have_count(0)
    await expect(console.at("sos-call-card")).to_have_count(0)
    found = await console.http("/api/incidents?status=open&q=grid.rescue")
    assert [one for one in found["incidents"] if worker["id"] in one["reporters"]] == []


async def test_a_roll_call_is_answered_with_one_touch_and_names_who_is_missing(desk: Desk) -> None:
    worker, mate = desk.workers(23)
    phone, silent = await on_duty(desk, worker), await on_duty(desk, mate)
    console, wall = await desk.console(), await desk.wall()
    await console.sign_in(desk.first("operator"))
    await wall.open(desk.kiosk_key)
    await console.touch("tab-safety")
    await console.at("rollcall-area").fill(worker["area"])
    await console.at(f"rollcall-area-{worker['area']}").click()
    await console.touch("rollcall-open")

    await phone.touch("rollcall-safe")
    await expect(phone.at("rollcall-sheet")).to_have_count(0)
    await expect(console.at("rollcall", missing="1")).to_be_visible()
    missing = console.at("rollcall-missing", person=mate["id"])
    await expect(missing).to_contain_text(mate["name"])
    await expect(wall.at("wall-rollcall", missing="1")).to_contain_text(mate["name"])
    await expect(silent.at("rollcall-sheet")).to_be_visible()

    await missing.get_by_test_id("rollcall-answer").click()
    await missing.get_by_test_id("rollcall-why").fill("对讲机应答")
    await missing.get_by_test_id("rollcall-answer-confirm").click()
    await expect(console.at("rollcall")).to_have_count(0)
    await expect(silent.at("rollcall-sheet")).to_have_count(0)
    await expect(wall.at("wall-rollcall")).to_have_count(0)


async def test_who_goes_into_danger_starts_a_clock_in_two_touches_and_the_desk_sees_it(desk: Desk) -> None:
    worker = desk.workers(24)[0]
    phone, console = await on_duty(desk, worker), await desk.console()
    await console.sign_in(desk.first("operator"))
    await console.touch("tab-safety")
    await phone.touch("timer-open", "timer-start-20")
    await expect(phone.at("timer-card", stage="running")).to_be_visible()
    await expect(console.at("timer-row", stage="running")).to_contain_text(worker["name"])
    await phone.touch("timer-leave")
    await expect(phone.at("timer-card")).to_have_count(0)
    await expect(console.at("timer-row")).to_have_count(0)


@pytest.mark.parametrize("size", [(320, 568), (390, 844)])
async def test_sos_is_in_reach_over_an_offer_a_roll_call_and_the_menu(desk: Desk, size: tuple[int, int]) -> None:
    worker = desk.workers(25)[0]
    phone, console = await on_duty(desk, worker) if size[0] == 390 else await desk.phone(), await desk.console()
    await phone.page.set_viewport_size({"width": size[0], "height": size[1]})
    if size[0] == 320:
        await phone.sign_in(worker)
    await console.sign_in(desk.first("operator"))
    reach = (
        "() => { const b = document.querySelector('[data-testid=sos]').getBoundingClientRect();"
        " const top = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);"
        " return !!top?.closest('[data-testid=sos]') }"
    )
    assert await phone.page.evaluate(reach)
    await phone.touch("menu")
    assert await phone.page.evaluate(reach)
    await phone.touch("menu-close")


async def test_an_offer_nobody_answers_is_seen_climbing_the_ladder_on_wall_and_desk(desk: Desk) -> None:
    """The demo has a stand-in for the messenger, so that the ladder can be seen at work."""
    worker = desk.workers(26)[0]
    phone, console, wall = await on_duty(desk, worker), await desk.console(), await desk.wall()
    await console.sign_in(desk.first("operator"))
    await wall.open(desk.kiosk_key)
    reporter = await desk.phone()
    await reporter.sign_in(desk.workers(27)[0])
    await reporter.report("grid.medical", "help", grid=worker["area"])
    incident = str(await phone.at("offer-card").get_attribute("data-incident"))
    row = wall.row(incident)
    await expect(row.locator('[data-testid="rung"][data-rung="messenger"][data-outcome="sent"]')).to_be_visible(
        timeout=30_000
    )
    await console.choose(incident)
    await console.told("OfferMade", "RungTried")
    await phone.accept()
    await expect(row.get_by_test_id("rung")).to_have_count(0)
