"""Takes the pictures of docs/pictures from a running demo district: `python -m tests.browser.pictures`."""

import asyncio
import random
from pathlib import Path

import httpx
from playwright.async_api import expect

from command.clock import new_id, now
from tests.browser.desk import Desk
from tests.browser.screens import Account, Console, Phone, Screen, Wall
from tests.browser.studio import FOLDER, studio
from tests.chaos.phone import Phone as Client

KINDS = [
    ("grid.medical", "help", "老人晕倒，有呼吸", "life"),
    ("grid.fire", "help", "楼道电动车冒烟", "life"),
    ("event.0404", "help", "下水道堵塞，污水漫到路面", "property"),
    ("event.0406", "help", "积水三十厘米，车辆绕行", "none"),
    ("grid.dispute", "help", "邻里噪声纠纷", "none"),
    ("component.0101", "help", "井盖破损", "none"),
    ("grid.hidden_danger", "mine", "外墙瓷砖松动", "property"),
    ("event.0601", "mine", "占道经营", "none"),
    ("event.0205", "help", "违规户外广告", "none"),
    ("grid.special_need", "help", "独居老人求助", "none"),
]
SEEDED = 32
ON_DUTY = 14


class Colleague(Client):
    """Somebody who leaves some offers unanswered, and has come only so far with what they took."""

    def _work(self, assignment: str) -> None:
        if assignment in self._assignments:
            return
        self._assignments.add(assignment)
        for step in ["en_route", "on_scene", "done"][: self._chance.choice([0, 1, 1, 2, 3])]:
            self.submit("assignment.advance", assignment=assignment, to=step, at=now().isoformat())


async def take(desk: Desk, _data: Path) -> None:
    """The calm wall, one report's way over two phones, then a busy district."""
    wall, console, anna, bo = await desk.wall(), await desk.console(), await desk.phone(), await desk.phone()
    worker, reporter = desk.workers(0)
    await wall.open(desk.kiosk_key)
    await console.sign_in(desk.first("operator"))
    await calm(desk, wall, anna, worker)
    await report(bo, reporter)
    await expect(anna.at("offer-card")).to_be_visible()
    await shoot(anna, "phone-offer")
    incident = await anna.accept()
    await anna.touch("advance-en_route")
    await shoot(anna, "phone-assignment")
    crowd = await seed(desk)
    await shoot(wall, "wall-busy")
    await at_the_desk(desk, console, incident)
    await rosters(desk)
    for life in crowd:
        life.cancel()
    await desk.close()


async def calm(desk: Desk, wall: Wall, anna: Phone, worker: Account) -> None:
    await anna.sign_in(worker)
    await shoot(anna, "phone-off-duty")
    await anna.go_on_duty()
    await shoot(anna, "phone-today")
    await expect(wall.at("wall-duty-count")).to_have_text("1")
    await shoot(wall, "wall-calm")


async def report(bo: Phone, reporter: Account) -> None:
    await bo.sign_in(reporter)
    await bo.touch("report-open")
    await expect(bo.at("category-event.0404")).to_be_visible()
    await shoot(bo, "phone-report-kinds")
    await bo.touch("category-event.0404", "hazard-property")
    await bo.at("report-text").fill("三号楼东侧下水道堵塞，污水漫到路面")
    await shoot(bo, "phone-report")
    await bo.touch("disposition-help")


async def rosters(desk: Desk) -> None:
    """Who is on duty, and a watch's roster while it is written."""
    console = await desk.console()
    await console.sign_in(desk.first("coordinator"))
    await console.touch("duty-open")
    await expect(console.at("watch-person").first).to_be_visible()
    await shoot(console, "console-duty")
    await console.page.locator("#tab-roster").click()
    await console.at("roster-group", group="watch").click()
    await expect(console.at("trial", current="true", faults="0")).to_be_visible()
    for _ in range(4):  # a touch makes somebody lead, the next takes them off
        await console.page.locator('[data-testid^="seat-1-1-"]:not([data-state="off"])').last.click()
    await expect(console.at("trial-gap").first).to_be_visible()
    await shoot(console, "console-roster")
    await console.touch("roster-discard")


async def at_the_desk(desk: Desk, console: Console, incident: str) -> None:
    """Calm; a call that is likely a duplicate, while it is taken; a press of a call button, and what follows."""
    await console.choose(incident)
    await shoot(console, "console")
    found = (await console.http("/api/places?q=1栋&limit=20"))["places"]
    house = next(one for one in found if one["kind"] == "building")
    for text in ("地下车库进水，车推不出来", "积水没过脚踝，老人出不来"):
        await console.at("intake-phone").fill("13876543210")
        await console.at("intake-name").fill("符女士")
        await console.pick("intake-category", "event.0406")
        await console.place(house["id"], house["name"])
        await console.at("intake-text").fill(text)
        if "车库" in text:
            await console.touch("intake-submit")
            await expect(console.at("intake-result")).to_have_attribute("data-state", "stored")
    await expect(console.at("intake-likely")).to_be_visible()
    await shoot(console, "console-intake")
    await console.touch("intake-clear")
    device = desk.button
    async with httpx.AsyncClient() as http:
        body = {"id": new_id(), "button": "red", "at": now().isoformat()}
        url = f"{desk.system.url}/api/buttons/{device['id']}/press"
        await http.post(url, json=body, headers={"Authorization": f"Bearer {device['key']}"}, timeout=20)
    await expect(console.at("press-medical")).to_be_visible()
    await shoot(console, "console-press")
    await console.page.keyboard.press("F2")
    await expect(console.at("press-taken")).to_be_visible()
    await console.page.keyboard.press("F7")
    await shoot(console, "console-press-sent")


async def seed(desk: Desk) -> list["asyncio.Task[None]"]:
    """Some thirty reports of all kinds over real sockets, answered, worked on or left alone; the lives of the crowd."""
    chance = random.Random(7)
    people = chance.sample([one for one in desk.accounts if one["role"] == "worker"][2:], ON_DUTY)
    phones = [await client(desk, one, chance) for one in people]
    lives = [asyncio.create_task(phone.live()) for phone in phones]
    for phone in phones:
        phone.submit("duty.check_in", at=now().isoformat())
    await settled(phones)
    grids = sorted({one["area"] for one in desk.accounts if one["role"] == "worker"})
    for index in range(SEEDED):
        category, disposition, text, hazard = KINDS[index % len(KINDS)]
        grid = phones[index % ON_DUTY].grid if disposition == "mine" else chance.choice(grids)
        place = {"grid": grid}
        phones[index % ON_DUTY].submit(
            "report.submit", category=category, disposition=disposition, text=text, hazard=hazard, place=place,
            at=now().isoformat(),
        )  # fmt: skip
    await settled(phones)
    await asyncio.sleep(4)
    return lives


async def client(desk: Desk, account: Account, chance: random.Random) -> Colleague:
    async with httpx.AsyncClient() as http:
        body = {"username": account["username"], "password": account["password"]}
        token = (await http.post(f"{desk.system.url}/api/session", json=body)).json()["token"]
    return Colleague(desk.system.url, token, account["id"], account["area"], random.Random(chance.random()))


async def settled(phones: list[Colleague]) -> None:
    async with asyncio.timeout(60):
        while any(not note.settled for phone in phones for note in phone.notes.values()):
            await asyncio.sleep(0.1)


async def shoot(screen: Screen, name: str) -> None:
    """The page as it is once its letters are there and nothing slides any more."""
    await screen.page.evaluate("document.fonts.ready.then(() => true)")
    await asyncio.sleep(1.2)
    await screen.page.screenshot(path=FOLDER / f"{name}.png")
    print(name)


if __name__ == "__main__":
    asyncio.run(studio(take))
