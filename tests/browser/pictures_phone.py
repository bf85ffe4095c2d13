"""Takes the pictures of the phone in docs/pictures: `python -m tests.browser.pictures_phone`."""

import asyncio
import base64
from pathlib import Path
from typing import Any

from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.pictures import shoot
from tests.browser.screens import Account, Phone
from tests.browser.studio import studio

STREET = """() => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1600, height: 1200})
    const pen = canvas.getContext('2d')
    const fill = (colour, ...points) => {
        pen.fillStyle = colour
        pen.beginPath()
        points.forEach(([x, y]) => pen.lineTo(x, y))
        pen.fill()
    }
    fill('#8fa3b0', [0, 0], [1600, 0], [1600, 700], [0, 700])
    fill('#6d5f57', [0, 200], [520, 330], [520, 760], [0, 960])
    fill('#7b6f66', [1600, 150], [1120, 320], [1120, 760], [1600, 980])
    fill('#54585c', [0, 960], [520, 700], [1120, 700], [1600, 980], [1600, 1200], [0, 1200])
    for (let i = 0; i < 26; i++)
        fill(`hsl(35 30% ${32 + (i % 5) * 3}%)`, [0, 860 + i * 14], [1600, 850 + i * 14], [1600, 870 + i * 14])
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]
}"""
"""A drawing of a flooded street: no photograph of a real place belongs here."""


async def take(desk: Desk, _data: Path) -> None:
    """One report's way over two phones, the second one losing its network at the end."""
    worker, reporter = desk.workers(20)
    anna, bo = await at_its_grid(desk, worker), await at_its_grid(desk, reporter)
    await shoot(anna, "phone-off-duty")
    await anna.go_on_duty()
    await expect(anna.at("position-line", state="on")).to_contain_text("仅前台")
    await anna.touch("round-1")
    await reports(bo)
    await expect(anna.at("offer-card")).to_be_visible()
    await expect(anna.at("seen-photo")).to_be_visible()
    await shoot(anna, "phone-offer")
    await anna.accept()
    await anna.touch("advance-en_route")
    await shoot(anna, "phone-assignment")
    await anna.report("component.0101", "settled", "井盖已复位")
    await asyncio.sleep(2)
    await shoot(anna, "phone-today")
    await bo.at("matter").locator("button").first.click()
    await shoot(bo, "phone-matters")
    await without_network(bo)
    await anna.touch("menu")
    await shoot(anna, "phone-settings")
    await desk.close()


async def at_its_grid(desk: Desk, account: Account) -> Phone:
    phone: Phone = await desk.phone()
    await phone.sign_in(account)
    grids = (await phone.http("/api/areas?level=grid"))["features"]
    grid = next(one["properties"] for one in grids if one["properties"]["code"] == account["area"])
    await phone.context.grant_permissions(["geolocation"])
    await phone.context.set_geolocation({"latitude": grid["lat"], "longitude": grid["lon"], "accuracy": 9})
    return phone


async def reports(bo: Phone) -> None:
    await bo.touch("report-open")
    await expect(bo.at("category-event.0404")).to_be_visible()
    await shoot(bo, "phone-report-kinds")
    await bo.touch("category-event.0404")
    await expect(bo.at("place-shown")).to_have_attribute("data-mode", "here")
    await bo.at("photo-input").set_input_files(await street(bo))  # type: ignore[arg-type]
    await expect(bo.at("photo-draft")).to_have_count(1)
    await bo.at("report-text").fill("三号楼东侧下水道堵塞，污水漫到路面")
    await bo.touch("hazard-property")
    await bo.at("report-category").click(trial=True)
    await shoot(bo, "phone-report")
    await bo.touch("disposition-help")


async def without_network(bo: Phone) -> None:
    await bo.context.set_offline(True)
    await bo.touch("report-open", "category-event.0406")
    await bo.at("place-search").fill("3")
    await expect(bo.at("place-offline")).to_be_visible()
    await shoot(bo, "phone-places")
    await bo.at("place-result").first.click()
    await bo.at("photo-input").set_input_files(await street(bo))  # type: ignore[arg-type]
    await expect(bo.at("photo-draft")).to_have_count(1)
    await bo.touch("disposition-help", "tab-outbox")
    await shoot(bo, "phone-outbox")
    await bo.context.set_offline(False)


async def street(phone: Phone) -> dict[str, Any]:
    jpeg = base64.b64decode(await phone.page.evaluate(STREET))
    return {"name": "street.jpg", "mimeType": "image/jpeg", "buffer": jpeg}


if __name__ == "__main__":
    asyncio.run(studio(take))
