"""What a coordinator does on the page of drills: shared by the test and by whoever takes the pictures."""

from playwright.async_api import expect

from tests.browser.screens import Account, Console

NAME = "内涝演练脚本"


async def open_page(console: Console, account: Account) -> None:
    """Sign in and open the page of drills."""
    await console.sign_in(account)
    await console.touch("drills-open")
    await expect(console.at("drills-page")).to_be_visible()


async def write_script(console: Console) -> None:
    """Three lines: a call with a place, and two contact tests ten minutes apart."""
    await console.touch("scripts-tab", "script-new")
    await console.at("script-name").fill(NAME)
    await console.at("script-name").press("Tab")
    await console.touch("script-add")
    await console.at("inject-title").fill("居民来电：门口积水")
    await console.at("inject-title").press("Tab")
    await expect(console.at("script-refused")).to_have_attribute("data-n", "1")  # it has no place yet
    form = console.at("inject-form")  # the desk's own form stands behind the page
    await form.get_by_test_id("intake-place").fill("小区")
    await form.locator('[data-testid^="intake-place-"]').first.click()
    await console.at("script-text").fill("门口积水没过膝盖，一楼有老人没出来")
    await console.at("script-text").press("Tab")
    await expect(console.at("script-refused")).to_have_attribute("data-n", "0")
    for minutes in (10, 20):
        await console.touch("script-add", "inject-kind-contact")
        await console.at("inject-title").fill(f"点名（{minutes} 分钟）")
        await console.at("inject-title").press("Tab")
        await console.at("inject-offset").fill(f"0:{minutes}:00")
        await console.at("inject-offset").press("Tab")
    await expect(console.at("script-measured")).to_have_attribute("data-injects", "3")
    await console.touch("script-save")
    await expect(console.at("script-save")).to_be_disabled()


async def plan_drill(console: Console, grid: str, *, sign_in: bool = False) -> None:
    """The workers of a grid, all operators and the other coordinators play it; it is saved and may start."""
    await console.touch("script-to-drill")
    await console.touch("drill-form-live")
    for role in ("operator", "coordinator"):  # the planner stays the director
        await console.at("drill-role").select_option(role)
        await console.touch("drill-add-area")
    await console.at("drill-role").select_option("worker")
    await console.at("drill-area").fill(grid)
    await console.touch(f"drill-area-{grid}", "drill-add-area")
    if sign_in:
        await console.touch("drill-sign-in")
    await console.touch("drill-save")
    await expect(console.at("drill-checks")).to_have_attribute("data-forbids", "0")
