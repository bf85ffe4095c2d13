"""Takes the pictures of a typhoon's response levels into docs/pictures: `python -m tests.browser.pictures_modes`."""

import asyncio
from pathlib import Path

from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.pictures import seed, shoot
from tests.browser.screens import Console
from tests.browser.studio import studio
from tests.browser.test_modes import propose


async def take(desk: Desk, _data: Path) -> None:
    """The wall at Ⅳ, Ⅱ and Ⅰ, the dry run before Ⅱ, and a phone at Ⅱ."""
    wall, operator, commander, deputy = (
        await desk.wall(),
        await desk.console(),
        await desk.console(),
        await desk.console(),
    )
    phone = await desk.phone()
    coordinators = [one for one in desk.accounts if one["role"] == "coordinator"]
    await wall.open(desk.kiosk_key)
    await phone.sign_in(desk.workers(0)[0])
    await operator.sign_in(desk.first("operator"))
    await commander.sign_in(coordinators[0])
    await deputy.sign_in(coordinators[1])
    crowd = await seed(desk)
    await switch(operator, deputy, 4, "蓝色预警")
    await shoot(wall, "wall-level-4")
    await operator.touch("modes-open")
    await operator.touch("switch-level-2", "switch-try")
    await expect(operator.at("dry-run")).to_be_visible()
    await shoot(operator, "console-dry-run")
    await operator.touch("modes-close")
    await switch(operator, commander, 2, "橙色预警")
    await shoot(wall, "wall-level-2")
    await shoot(phone, "phone-level-2")
    await switch(operator, commander, 1, "红色预警")
    await shoot(wall, "wall-level-1")
    for life in crowd:
        life.cancel()
    await desk.close()


async def switch(operator: Console, second: Console, level: int, reason: str) -> None:
    """Propose on one console, approve on the other."""
    await operator.touch("modes-open")
    await propose(operator, level, reason)
    await second.touch("console-mode", "mode-approve")
    await expect(second.at("pending-switch")).to_have_count(0)
    await second.touch("modes-close")
    await operator.touch("modes-close")
    await asyncio.sleep(2)  # the consequences are drawn by the clock, piece by piece


if __name__ == "__main__":
    asyncio.run(studio(take))
