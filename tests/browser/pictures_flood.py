"""Takes the pictures of a flood of reports, 500 a minute: `python -m tests.browser.pictures_flood`."""

import asyncio
import random
from pathlib import Path

from playwright.async_api import expect

from command.clock import now
from tests.browser.desk import Desk
from tests.browser.pictures import KINDS, Colleague, client, settled, shoot
from tests.browser.studio import studio

SECONDS = 100
A_SECOND = 500 / 60
SENDERS = 20


async def take(desk: Desk, _data: Path) -> None:
    """Two operators and a wall in the middle of it."""
    wall, console, other = await desk.wall(), await desk.console(), await desk.console()
    await wall.open(desk.kiosk_key)
    await console.sign_in(desk.first("operator"))
    await other.sign_in(desk.first("coordinator"))
    lives = await flood(desk)
    await expect(console.at("queue-flood")).to_be_visible()
    await other.at("queue-row", life="false").first.get_by_test_id("queue-take").click()
    await console.at("queue-row").nth(2).get_by_test_id("queue-take").click()
    await shoot(console, "console-flood-item")
    await console.at("queue-row").nth(2).locator("button.body").click()
    await console.touch("queue-held")
    await shoot(console, "console-flood")
    await shoot(wall, "wall-flood")
    for life in lives:
        life.cancel()
    await desk.close()


async def flood(desk: Desk) -> list["asyncio.Task[None]"]:
    chance = random.Random(3)
    everybody = [one for one in desk.accounts if one["role"] == "worker"]
    phones: list[Colleague] = [await client(desk, one, chance) for one in chance.sample(everybody, SENDERS)]
    lives = [asyncio.create_task(phone.live()) for phone in phones]
    for phone in phones:
        phone.submit("duty.check_in", at=now().isoformat())
    await settled(phones)
    grids = sorted({one["area"] for one in everybody})
    low = chance.sample(grids, 12)
    kinds = [one for one in KINDS if one[1] == "help"]
    for n in range(int(SECONDS * A_SECOND)):
        category, disposition, text, hazard = chance.choices(kinds, [1, 1, 8, 14, 2, 4, 4, 3])[0]
        place = {"grid": chance.choice(low if chance.random() < 0.5 else grids)}
        phones[n % SENDERS].submit(
            "report.submit", category=category, disposition=disposition, text=text, hazard=hazard, place=place,
            at=now().isoformat(),
        )  # fmt: skip
        await asyncio.sleep(1 / A_SECOND)
    await settled(phones)
    return lives


if __name__ == "__main__":
    asyncio.run(studio(take, patience=4))
