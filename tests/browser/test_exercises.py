"""A drill on the screens: in a frame of its own, and gone the moment something real comes (P8)."""

import time

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.drill import drilling
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(240)]


async def test_a_phone_in_a_drill_shows_it_in_its_frame_until_a_real_offer_breaks_in(
    desk: Desk, system: System
) -> None:
    phone, other = await desk.phone(), await desk.phone()
    worker, reporter = desk.workers(20)
    await phone.sign_in(worker)
    await phone.go_on_duty()
    await other.sign_in(reporter)
    async with drilling(system) as drill:
        await drill.join(worker, "worker")
        layer = phone.at("drill-layer", loaded="true")
        await expect(layer).to_be_visible()
        assert "【演练】" in await phone.page.title()
        await expect(other.at("drill-layer")).to_have_count(0)
        await expect(other.at("drill-enter")).to_have_count(0)

        incident = await drill.file(worker["area"], words="演练险情")
        await drill.offer(worker, incident)
        offer = layer.get_by_test_id("offer-card")
        await expect(offer).to_be_visible()
        await expect(offer.locator("#offer-title")).to_contain_text("【演练】")
        await expect(phone.at("real-event")).to_have_count(0)

        notice = await drill.ask("contact", "请确认在岗", worker)
        await expect(phone.at("drill-notice", id=notice)).to_have_count(1)

        await other.report("event.0404", "help", text="真的积水", grid=worker["area"])
        await expect(phone.at("real-event")).to_be_visible(timeout=30_000)
        came = time.monotonic()
        await expect(phone.at("real-event")).to_contain_text("真实事件")
        await expect(layer).to_have_count(0)
        assert time.monotonic() - came < 1
        real = phone.at("offer-card")
        await expect(real).to_have_count(1)
        await expect(real.locator("#offer-title")).not_to_contain_text("【演练】")
        assert await real.get_attribute("data-incident") != incident
        assert "【演练】" not in await phone.page.title()
        await phone.accept()
        await expect(layer).to_have_count(0)


async def test_a_wall_gives_a_drill_its_region_and_takes_it_back_within_a_second_of_a_real_danger_to_life(
    desk: Desk, system: System
) -> None:
    wall, phone = await desk.wall(), await desk.phone()
    reporter = desk.workers(21)[0]
    await phone.sign_in(reporter)
    kiosk = desk.first("kiosk")
    await wall.open(desk.kiosk_key)
    async with drilling(system) as drill:
        await drill.join(kiosk, "kiosk", layout="region")
        await expect(wall.at("drill-region", id=drill.id)).to_be_visible()
        inside = wall.page.frame_locator('[data-testid="drill-region"]')
        await expect(inside.get_by_test_id("region-wall")).to_have_attribute("data-loaded", "true")
        mine = await drill.file(reporter["area"], words="演练险情", priority=1)
        await expect(inside.locator(f'[data-testid="wall-incident"][data-id="{mine}"]')).to_be_visible()
        await expect(inside.get_by_test_id("drill-name")).to_have_text("防汛防风演练")
        await expect(wall.row(mine)).to_have_count(0)
        await expect(wall.at("drill-region")).to_be_visible()

        before = len(wall.frames)
        await phone.touch("report-open", "category-grid.medical", "disposition-help")
        await expect(wall.at("drill-region")).to_have_count(0, timeout=30_000)
        assert any("IncidentFiled" in frame for frame in wall.frames[before:])
        await expect(wall.at("wall-title")).not_to_contain_text("【演练】")


async def test_a_console_bound_to_a_drill_is_framed_and_never_sends_to_the_district(desk: Desk, system: System) -> None:
    real, bound = await desk.console(), await desk.console()
    operator = desk.first("operator")
    await real.sign_in(operator)
    grid = desk.workers(22)[0]["area"]
    async with drilling(system) as drill:
        await drill.join(operator, "operator")
        await expect(real.at("drill-chip", id=drill.id)).to_be_visible()
        await expect(real.at("drill-frame")).to_have_count(0)
        await bound._open(f"/console?exercise={drill.id}")
        await bound._sign_in(operator)
        await expect(bound.at("drill-frame")).to_be_visible()
        await expect(bound.at("drill-name")).to_have_text("防汛防风演练")
        assert (await bound.page.title()).startswith("【演练】")
        incident = await drill.file(grid, words="演练险情")
        await bound.choose(incident)
        await bound.told("IncidentFiled")
        await expect(real.at("incident-row", id=incident)).to_have_count(0)
        found = await real.http("/api/incidents?status=all&q=演练险情")
        assert found["incidents"] == []
        stranger = await desk.console()
        await stranger._open(f"/console?exercise={drill.id}")
        await stranger._sign_in(desk.first("coordinator"))
        await expect(stranger.at("drill-not-in")).to_be_visible()
