"""Takes the pictures of warnings from outside: `python -m tests.browser.pictures_warnings`."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from playwright.async_api import expect

from command.clock import now
from command.domain.worktime import LOCAL
from tests.browser.desk import Desk
from tests.browser.studio import FOLDER, studio
from tests.domain.cap import cap, reference


def stamp(at: datetime) -> str:
    """As a Chinese sender writes it."""
    return at.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M:%S+08:00")


def live(identifier: str, hours: int = 12, **told: object) -> bytes:
    """A message of this moment."""
    given: dict[str, object] = {"expires": stamp(now() + timedelta(hours=hours)), **told}
    return cap(identifier, sent=stamp(now()), **given)  # type: ignore[arg-type]


async def bring(desk: Desk, content: bytes) -> None:
    """As the weather bureau's own sender does."""
    key = next(one["key"] for one in desk.accounts if one["username"] == "cap-1")
    async with httpx.AsyncClient(base_url=desk.system.url, trust_env=False) as client:
        answer = await client.post("/api/warnings", content=content, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200, answer.text


async def take(desk: Desk, _data: Path) -> None:
    """An orange signal updates a yellow one, beside a notice of the province and an exercise."""
    wall, console, phone = await desk.wall(), await desk.console(), await desk.phone()
    await wall.open(desk.kiosk_key)
    await console.sign_in(desk.first("coordinator"))
    await phone.sign_in(desk.workers(0)[0])
    yellow = "海口市气象台发布台风黄色预警信号"
    await bring(desk, live("46010041600000_1", colour="YELLOW", severity="Moderate", headline=yellow))
    update = live("46010041600000_2", kind="Update", references=[reference("46010041600000_1")])
    await bring(desk, update)
    province = "海南省气象局发布台风三级预警"
    await bring(desk, live("46000041600000_1", sender="hnqxt@46", colour="", headline=province))
    rain = "海口市气象台发布暴雨红色预警信号"
    await bring(
        desk, live("46010041600000_3", status="Exercise", code="11B03", event="暴雨", colour="RED", headline=rain)
    )
    await expect(wall.at("wall-warning")).to_have_count(2)
    await wall.page.screenshot(path=FOLDER / "wall-warning.png")
    await console.at("tab-warnings").click()
    await expect(console.at("warning")).to_have_count(4)
    await console.page.screenshot(path=FOLDER / "console-warnings.png")
    await expect(phone.at("warning-line")).to_have_count(3)
    await phone.page.screenshot(path=FOLDER / "phone-warning.png")
    await desk.close()


if __name__ == "__main__":
    asyncio.run(studio(take))
