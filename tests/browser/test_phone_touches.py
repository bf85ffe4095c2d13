"""A report in three touches, the own place, the way there: what one thumb must be able to do."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.screens import Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
SMALLEST_PX = 44


async def test_a_report_takes_three_touches_and_shows_what_became_of_it(desk: Desk) -> None:
    anna, bo = await desk.phone(), await desk.phone()
    worker, reporter = desk.workers(0)
    await anna.sign_in(worker)
    await anna.go_on_duty()
    await bo.sign_in(reporter)
    await bo.touch("report-open", "category-event.0404", "disposition-help")
    matter = bo.at("matter")
    await expect(matter).to_have_count(1)
    await expect(matter).to_have_attribute("data-sending", "")
    await expect(anna.at("offer-card")).to_be_visible()

    go = anna.at("offer-accept-go")
    assert str(await go.get_attribute("data-href")).startswith("geo:")
    incident = await anna.at("offer-card").get_attribute("data-incident")
    await go.click()
    await expect(anna.at("assignment-card", incident=str(incident))).to_be_visible()
    await matter.locator("button").first.click()
    await expect(bo.at("matter-story")).to_contain_text(worker["name"])
    await expect(matter).to_have_attribute("data-status", "assigned")


async def test_the_kinds_used_lately_come_first(desk: Desk) -> None:
    phone = await desk.phone()
    await phone.sign_in(desk.workers(1)[0])
    kinds = ["event.0601", "grid.dispute", "component.0101"]
    for kind in kinds:
        await phone.report(kind, "settled")
    await phone.touch("report-open")
    first = phone.at("kinds-recent").locator("button")
    await expect(first).to_have_count(3)
    assert [await one.get_attribute("data-testid") for one in await first.all()] == [
        f"category-{kind}" for kind in reversed(kinds)
    ]


async def test_the_own_place_is_the_position_if_it_is_in_the_district_and_else_the_own_grid(desk: Desk) -> None:
    phone = await desk.phone()
    worker = desk.workers(2)[0]
    grids = (await (await signed_in(phone, worker)).http("/api/areas?level=grid"))["features"]
    grid = next(one["properties"] for one in grids if one["properties"]["code"] == worker["area"])
    await phone.context.grant_permissions(["geolocation"])
    await phone.context.set_geolocation({"latitude": grid["lat"], "longitude": grid["lon"], "accuracy": 12})
    await phone.touch("report-open", "category-event.0404")
    await expect(phone.at("place-shown")).to_have_attribute("data-mode", "here")
    await expect(phone.at("place-shown")).to_contain_text("12")
    await phone.touch("tab-work", "report-open")
    await phone.context.set_geolocation({"latitude": 39.9, "longitude": 116.4, "accuracy": 12})
    await phone.page.reload()
    await expect(phone.at("place-shown")).to_contain_text("定位不在本区")
    await expect(phone.at("place-shown")).to_have_attribute("data-mode", "grid")


async def test_the_position_is_told_while_on_duty_and_says_that_it_is_only_from_the_foreground(desk: Desk) -> None:
    phone = await desk.phone()
    await phone.context.grant_permissions(["geolocation"])
    await phone.context.set_geolocation({"latitude": 20.0, "longitude": 110.35, "accuracy": 8})
    await phone.sign_in(desk.workers(3)[0])
    await expect(phone.at("position-line")).to_have_count(0)
    await phone.go_on_duty()
    await expect(phone.at("position-line")).to_contain_text("仅前台")


async def test_a_small_phone_with_the_largest_letters_scrolls_only_down(desk: Desk) -> None:
    phone = await desk.phone()
    await phone.page.set_viewport_size({"width": 320, "height": 568})
    await phone.sign_in(desk.workers(4)[0], "en")
    await phone.touch("menu", "size-136")
    await fits(phone)
    await phone.touch("menu-close")
    await fits(phone)
    await phone.touch("report-open")
    await fits(phone)
    await phone.touch("category-event.0404")
    await fits(phone)
    await phone.touch("tab-outbox")
    await fits(phone)


async def signed_in(phone: Phone, worker: dict[str, str]) -> Phone:
    await phone.sign_in(worker)
    return phone


async def fits(phone: Phone) -> None:
    """Nothing reaches over the right edge, and whatever can be touched is large enough for a thumb."""
    outside, small = await phone.page.evaluate(
        """least => {
            const width = document.documentElement.clientWidth
            const seen = [...document.querySelectorAll('button, a, select, input, textarea, summary')]
                .map(one => [one.dataset.testid ?? one.innerText, one.getBoundingClientRect()])
                .filter(([, box]) => box.width && box.height)
            return [
                seen.filter(([, box]) => box.right > width + 1 || box.left < -1).map(([name]) => name),
                seen.filter(([, box]) => box.width < least || box.height < least).map(([name]) => name),
            ]
        }""",
        SMALLEST_PX,
    )
    assert outside == []
    assert small == []
    assert await phone.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
