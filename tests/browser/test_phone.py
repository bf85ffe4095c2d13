"""A phone in bad coverage, and one whose servers die under it: nothing is lost, and nobody has to reload."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.screens import Phone
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_report_written_without_network_survives_a_reload_and_is_stored_once_it_is_back(
    desk: Desk, system: System
) -> None:
    phone, console = await desk.phone(), await desk.console()
    await phone.sign_in(desk.workers(0)[0])
    await phone.context.set_offline(True)
    await phone.report("event.0404", "settled", text="断网时写下的一句话")
    await phone.touch("tab-outbox")
    kept = phone.at("outbox-item", method="report.submit")
    await expect(kept).to_have_attribute("data-state", "sending")
    await expect(phone.at("link-state")).not_to_have_attribute("data-state", "connected")

    await phone.page.goto("about:blank")
    await only_the_page_comes_through(phone)
    await phone.open()
    await phone.touch("tab-outbox")
    await expect(kept).to_have_attribute("data-state", "sending")
    await expect(phone.at("outbox-count")).to_have_text("1")

    system.freeze("worker")
    await phone.context.unroute_all()
    await expect(kept).to_have_attribute("data-state", "accepted", timeout=30_000)
    system.thaw("worker")
    await expect(kept).to_have_attribute("data-state", "stored")
    await expect(phone.at("outbox-count")).to_have_count(0)

    await console.sign_in(desk.first("operator"))
    found = await console.http("/api/incidents?status=all&q=断网时写下的一句话")
    assert [one["reports"] for one in found["incidents"]] == [1]


async def only_the_page_comes_through(phone: Phone) -> None:
    """The page as from a cache; nothing it asks is answered, and without a token its socket is not let in."""
    await phone.context.route("**/api/**", lambda route: route.abort("internetdisconnected"))
    await phone.context.set_offline(False)


async def test_killing_gateway_and_worker_in_mid_journey_is_survived_without_a_reload(
    desk: Desk, system: System
) -> None:
    anna, bo = await desk.phone(), await desk.phone()
    worker, reporter = desk.workers(1)
    await anna.sign_in(worker)
    await anna.go_on_duty()
    await bo.sign_in(reporter)
    kill(system)
    await bo.report("event.0404", "help")
    await expect(anna.at("offer-card")).to_be_visible(timeout=30_000)
    kill(system)
    await anna.accept()
    await anna.touch("advance-en_route")
    await asyncio.sleep(4.8)  # the five seconds of undo are nearly over: the request meets the kill
    kill(system)
    await expect(anna.at("assignment-card")).to_have_attribute("data-status", "en_route", timeout=30_000)
    await bo.touch("tab-outbox")
    await expect(bo.at("outbox-item", state="stored", method="report.submit")).to_have_count(1)
    for phone in (anna, bo):
        await expect(phone.at("link-state")).to_have_attribute("data-state", "connected", timeout=30_000)
        assert phone.loads == 1


def kill(system: System) -> None:
    assert system.kill("gateway")
    assert system.kill("worker")
