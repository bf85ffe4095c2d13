"""Takes pictures of writing and directing a drill into docs/pictures: `python -m tests.browser.pictures_drills`."""

import asyncio
from pathlib import Path

from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.drilling import open_page, plan_drill
from tests.browser.pictures import shoot
from tests.browser.studio import studio


async def take(desk: Desk, _data: Path) -> None:
    """A flooded estate: written, planned, and directed a while."""
    console = await desk.console()
    await console.page.set_viewport_size({"width": 1440, "height": 900})
    await open_page(console, desk.first("coordinator"))
    grid = desk.workers(0)[0]["area"]
    await console.touch("scripts-tab", "shipped-flooded_estate")
    await console.at("generate-area").fill(grid)
    await console.touch(f"generate-area-{grid}")
    await console.touch("generate-go")
    await console.at("script-compression").select_option("10")
    await console.touch("script-line-4")
    await expect(console.at("script-measured")).to_be_visible()
    await shoot(console, "drill-script")
    await console.touch("script-save")
    await plan_drill(console, grid)
    await console.at("drill-compression").fill("10")
    await console.at("drill-compression").press("Tab")
    await console.touch("drill-save")
    await expect(console.at("drill-start")).to_be_enabled()
    await shoot(console, "drill-settings")
    await console.touch("drill-start")
    await expect(console.at("given-2")).to_be_visible(timeout=90_000)
    await console.touch("hold-5", "skip-7")
    await expect(console.at("given-3")).to_be_visible(timeout=90_000)
    await shoot(console, "drill-direct")
    await console.touch("direct-stop")
    await expect(console.at("direct")).to_have_attribute("data-state", "over")
    await desk.close()


if __name__ == "__main__":
    asyncio.run(studio(take))
