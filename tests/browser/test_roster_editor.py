"""排班 on the console: a pattern and a temporary plan are written, weighed as one types, refused at their fields."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.screens import Console
from tests.browser.test_duty import open_duty
from workers.demo.roster import WATCH

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
WAIT = 30_000


async def editor(desk: Desk, who: str = "coordinator", group: str = WATCH) -> Console:
    console = await desk.console()
    await console.sign_in(desk.first(who))
    await open_duty(console, "roster")
    await console.at("roster-group", group=group).click(timeout=WAIT)
    await weighed(console)
    return console


async def weighed(console: Console) -> Any:
    """What the panel says is of the form as it is now."""
    panel = console.at("trial", current="true")
    await expect(panel).to_be_visible(timeout=WAIT)
    return panel


async def grid_group(console: Console, index: int) -> dict[str, Any]:
    groups = (await console.http("/api/duty/groups"))["groups"]
    return dict(groups[index]["group"])


async def test_a_watch_without_its_leader_is_shown_as_a_gap_before_it_is_saved(desk: Desk) -> None:
    console = await editor(desk)
    await expect(console.at("trial-none")).to_be_visible()
    before = await grid_group(console, 0)
    seat = console.page.locator('[data-testid^="seat-0-0-"][data-state="leads"]')
    at = await seat.get_attribute("data-testid")
    await seat.click()
    await expect(console.at(str(at), state="off")).to_be_visible()
    on = console.page.locator(
        '[data-testid^="seat-0-0-"][data-state="on"], [data-testid^="seat-0-0-"][data-state="leads"]'
    )
    await on.first.click()  # it leads now: one more touch takes it off
    while await on.count() > 1:
        await on.first.click()
    await expect(console.at("trial-gap", kind="short", fresh="true").first).to_be_visible(timeout=WAIT)
    assert await grid_group(console, 0) == before, "nothing is written before it is saved"
    await console.touch("roster-discard")
    await expect(console.at("roster-hint")).to_be_visible()


async def test_each_fault_stands_at_its_field_and_the_roster_cannot_be_saved(desk: Desk) -> None:
    console = await editor(desk)
    await console.at("line-starts-1").fill("730")
    await console.at("line-starts-1").blur()
    await expect(console.at("line-starts-1")).to_have_value("07:30")
    await console.at("line-ends-1").fill("17")
    await console.at("line-ends-1").blur()
    await expect(console.at("line-ends-1")).to_have_value("17:00")
    await console.at("line-name-2").fill("白班")
    await expect(console.at("fault-line-2")).to_contain_text("同名", timeout=WAIT)
    await expect(console.at("roster-save")).to_be_disabled()
    await console.at("line-name-2").fill("")
    await expect(console.at("fault-line-2")).to_contain_text("请填写", timeout=WAIT)
    await console.at("line-name-2").fill("中班")
    # The day's team of tomorrow is also put on the evening: an hour of it is in both.
    seat = await console.page.locator('[data-testid^="seat-1-0-"][data-state="on"]').first.get_attribute("data-testid")
    await console.touch(str(seat).replace("seat-1-", "seat-2-"))
    await expect(console.page.locator('[data-testid^="fault-seats-"]').first).to_contain_text("时间重叠", timeout=WAIT)
    await expect(console.at("roster-save")).to_be_disabled()


async def test_a_group_s_station_day_is_moved_and_counts_from_the_day_that_was_chosen(desk: Desk) -> None:
    console = await editor(desk)
    group = await grid_group(console, 5)
    await console.at("roster-group", group=group["id"]).click()
    await weighed(console)
    old = await console.at("roster-station").input_value()
    await console.at("roster-station").select_option(str((int(old) + 2) % 7))
    await expect(console.at("trial", current="true", faults="0")).to_be_visible(timeout=WAIT)
    await console.touch("roster-save")
    await expect(console.at("roster-stored")).to_be_visible(timeout=WAIT)
    saved = await grid_group(console, 5)
    begins = await console.at("roster-begins").input_value()
    assert [one["begins"] for one in saved["patterns"]] == [group["patterns"][0]["begins"], begins]
    await expect(console.at("roster-station")).to_have_value(str((int(old) + 2) % 7))


async def test_a_new_watch_of_four_teams_has_no_gaps(desk: Desk) -> None:
    console = await editor(desk)
    await console.touch("roster-new-watch")
    await console.at("roster-name").fill("防汛值班")
    workers = [one for one in desk.accounts if one["role"] == "supervisor"][-8:]
    for one in workers:
        await console.at("member-add").locator("input").fill(one["name"])
        await console.at(f"pick-{one['id']}").click()
        await expect(console.at("member-add").locator("input")).to_have_value("")
    await console.touch("roster-rotate")
    panel = await weighed(console)
    await expect(panel).to_have_attribute("data-faults", "0")
    await expect(console.at("trial-none")).to_be_visible(timeout=WAIT)
    await console.at("line-led-0").uncheck()
    await expect(console.at("trial-note", code="watch_unled")).to_be_visible(timeout=WAIT)
    await console.touch("roster-save")
    await expect(console.at("roster-stored")).to_be_visible(timeout=WAIT)
    groups = (await console.http("/api/duty/groups"))["groups"]
    made = next(one["group"] for one in groups if one["group"]["name"] == "防汛值班")
    await console.touch("roster-dissolve-open")
    await console.at("roster-dissolve-reason").fill("汛期结束")
    await console.touch("roster-dissolve")
    await expect(console.at("roster-group", group=made["id"])).to_have_count(0, timeout=WAIT)


async def test_a_temporary_roster_is_written_over_the_roster_as_it_stands(desk: Desk) -> None:
    console = await editor(desk)
    group = await grid_group(console, 9)
    await console.at("roster-group", group=group["id"]).click()
    await weighed(console)
    await console.touch("mode-temporary")
    await expect(console.at("roster-editor", mode="temporary")).to_be_visible(timeout=WAIT)
    await weighed(console)
    await console.at("roster-days").fill("1")
    await console.at("roster-days").blur()
    seats = console.page.locator('[data-testid^="seat-0-0-"]')
    off = console.page.locator('[data-testid^="seat-0-0-"][data-state="off"]')
    while await off.count():
        await off.first.click()
    people = await seats.count()
    station = console.page.locator('[data-testid^="seat-1-0-"][data-state="on"]')
    while await station.count():
        await station.first.click()
    await expect(console.at("trial", current="true", faults="0")).to_be_visible(timeout=WAIT)
    await expect(console.at("roster-save")).to_be_disabled()
    await console.at("roster-reason").fill("台风应急")
    await console.touch("roster-save")
    await expect(console.at("roster-stored")).to_be_visible(timeout=WAIT)
    plans = next(
        one["plans"] for one in (await console.http("/api/duty/groups"))["groups"] if one["group"]["id"] == group["id"]
    )
    assert [(one["temporary"], one["reason"], len(one["days"][0]["people"])) for one in plans] == [
        (True, "台风应急", people)
    ]


async def test_what_was_being_written_is_there_when_one_comes_back(desk: Desk) -> None:
    console = await editor(desk)
    await console.at("roster-name").fill("改了一半")
    await console.touch("duty-close")
    await open_duty(console, "roster")
    await console.at("roster-group", group=WATCH).click(timeout=WAIT)
    await expect(console.at("roster-name")).to_have_value("改了一半")


async def test_an_operator_has_no_editor(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("operator"))
    await open_duty(console)
    await expect(console.page.locator("#tab-roster")).to_have_count(0)
