"""Takes the pictures of a drill under way into docs/pictures: `python -m tests.browser.pictures_drill`.

A real one: level I in the drill while the district is normal, injects given by the drills process, players who answer.
"""

import asyncio
import random
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import expect

from command.clock import now
from command.store.database import create_engine
from command.store.ledger import read_after
from tests.browser.desk import Desk
from tests.browser.drilling import open_page
from tests.browser.pictures import client, settled, shoot
from tests.browser.real_drill import Json, RealDrill, inject, plays, report
from tests.browser.screens import Account
from tests.browser.studio import studio
from tests.chaos.player import Player, Watch
from tests.commits import commits
from tests.district import DISTRICT
from tests.system import System

NAME = "“威马逊”超强台风防御演练"
CAST = range(30, 42)
"""Grids whose workers play."""
PLAYED = [
    ("grid.medical", "life", "老人独居，呼吸困难"),
    ("event.0401", "life", "路面塌陷，一辆车陷入"),
    ("component.0101", "property", "井盖被冲走，车辆绕行"),
    ("event.0406", "property", "地下车库进水，深约 40 厘米"),
    ("event.0406", "none", "立交桥下积水齐膝"),
    ("event.0404", "none", "排水口被树枝堵住"),
    ("component.0301", "none", "广告牌松动"),
    ("event.0404", "none", "涵洞倒灌"),
    ("event.0406", "none", "菜市场门口积水"),
]
IN_HAND = 3
"""So much is in somebody's hands before the pictures are taken."""
ORDINARY = [
    ("component.0101", "井盖松动"),
    ("event.0404", "下水道返水"),
    ("event.0301", "乱堆物料"),
    ("component.0301", "路灯不亮"),
]
LATER_S = 3600


class Actor(Player):
    """Has come only so far with what they took."""

    def _walk(self, assignment: str, steps: list[str], *how: Any) -> None:
        if len(steps) == 3 and assignment not in self._assignments:
            steps = steps[: self._chance.choice([1, 1, 2, 2, 3])]
        super()._walk(assignment, steps, *how)


async def take(desk: Desk, _data: Path) -> None:
    """The wall of a drill, the same as a region of the real one, players' phones, and a drill that runs dry."""
    wall, phone, later = await desk.wall(), await desk.phone(), await desk.phone()
    console = await desk.console()
    worker, helper = desk.workers(CAST[0])
    await wall.open(desk.kiosk_key)
    await phone.sign_in(worker)
    await later.sign_in(helper)
    crowd, outside = await ordinary_day(desk)
    cast = [desk.workers(n)[0] for n in CAST[1:]]
    steering = [one for role in ("operator", "coordinator") for one in _of(desk, role)[1:3]]
    lives, actors = await act(desk, [*cast, *steering])
    drill = RealDrill(desk, desk.first("coordinator"))
    everybody = [plays(one) for one in (worker, helper, *cast, *steering)]
    region = plays(desk.first("kiosk"), layout="region")
    script = script_of(worker, helper, [one["area"] for one in cast])
    await drill.start(NAME, script, [*everybody, region], level=1, response_plan="typhoon")
    await drill.until("InjectGiven", count=len(PLAYED) + 3)
    await drill.until("AssignmentMade", count=IN_HAND)
    await walls(desk, wall, drill)
    await expect(phone.at("drill-notice")).to_have_count(2)
    if await phone.at("offer-card").is_visible():
        await phone.accept()
    await shoot(phone, "drill-phone")
    await expect(later.at("offer-card")).to_be_visible(timeout=60_000)
    await shoot(later, "drill-phone-offer")
    await open_page(console, desk.first("coordinator"))
    await console.touch(f"drill-{drill.id}")
    await expect(console.at("direct")).to_have_attribute("data-state", "running")
    own = await client(desk, helper, random.Random(9))
    crowd += lives
    there = asyncio.create_task(own.live())
    await on_duty([own, *actors[: len(cast)]])
    there.cancel()  # the phone on the picture is theirs alone
    await real_work(outside, [helper["area"], *(one["area"] for one in cast)])
    await expect(later.at("real-event")).to_be_visible(timeout=60_000)
    await shoot(later, "drill-phone-real")
    await drill.until("ParticipantTaken", count=9)
    await expect(console.at("direct-dry")).to_be_visible()
    await shoot(console, "drill-dry")
    await drill.stop()
    for life in crowd:
        life.cancel()
    await desk.close()


def _of(desk: Desk, role: str) -> list[Account]:
    return [one for one in desk.accounts if one["role"] == role]


def script_of(worker: Account, helper: Account, grids: list[str]) -> list[Json]:
    """What comes at once, and what is still to come when nobody is left."""
    warned = {"event": "typhoon", "colour": "red", "areas": [DISTRICT], "headline": "台风红色预警"}
    asked = {"kind": "message", "text": "南渡江水位上涨，请报告责任网格低洼处情况。", "to": [worker["id"]]}
    tested = {"kind": "contact", "text": "请在 5 分钟内确认在岗", "to": [worker["id"], helper["id"]]}
    at_once = [
        report(n, grids[n - 1], category, words, n, hazard=hazard)
        for n, (category, hazard, words) in enumerate(PLAYED, 1)
    ]
    at_once += [
        inject(20, "台风红色预警", {"kind": "warning", **warned}, 0),
        inject(21, "点名", tested, 10, {"what": "answered", "within_s": 300}),
        inject(22, "值班室来电", asked, 11, {"what": "answered", "within_s": 600}),
        report(23, helper["area"], "event.0406", "地下车库进水，深约 40 厘米，有车辆被困", 12, hazard="property"),
    ]
    by_name = report(42, grids[3], "event.0404", "排水泵站停电", LATER_S + 400)
    by_name["expected"][0]["who"] = helper["id"]
    return [
        *at_once,
        report(40, grids[0], "event.0406", "河堤渗水", LATER_S),
        inject(41, "请报伤亡情况", {"kind": "message", "text": "请报", "to": [helper["id"]]}, LATER_S + 200),
        by_name,
        inject(43, "媒体来电", {"kind": "message", "text": "媒体来电", "to": ["operator"]}, LATER_S + 600),
    ]


async def walls(desk: Desk, wall: Any, drill: RealDrill) -> None:
    """The drill's region of the real wall, and its wall alone."""
    whole = await desk.wall()
    inside = wall.page.frame_locator('[data-testid="drill-region"]')
    await expect(inside.get_by_test_id("region-wall")).to_have_attribute("data-loaded", "true")
    await whole._open(f"/wall?exercise={drill.id}#key={desk.kiosk_key}")
    await expect(whole.at("wall-state")).to_have_attribute("data-state", "connected")
    await expect(whole.at("wall-incident").first).to_be_visible()
    await shoot(wall, "drill-wall-region")
    await shoot(whole, "drill-wall")


async def act(desk: Desk, accounts: list[Account]) -> tuple[list["asyncio.Task[None]"], list[Actor]]:
    """Players at their phones and desks: of the real district and of the drill on one socket."""
    chance, watch, players = random.Random(5), Watch(), []
    async with httpx.AsyncClient(base_url=desk.system.url, timeout=30) as http:
        for one in accounts:
            who = {"username": one["username"], "password": one["password"]}
            token = (await http.post("/api/session", json=who)).json()["token"]
            given = desk.system.url, token, one["id"], one["area"], random.Random(chance.random())
            players.append(Actor(*given, watch=watch))
    lives = [asyncio.create_task(one.live()) for one in players]
    return lives, players


async def on_duty(phones: list[Any]) -> None:
    """From now on the district asks them too."""
    for one in phones:
        one.submit("duty.check_in", at=now().isoformat())
    await settled(phones)


async def real_work(outside: Any, grids: list[str]) -> None:
    """The district needs its people: nothing that endangers a life, so the wall stays shared."""
    for n, grid in enumerate(grids):
        category, words = ORDINARY[n % len(ORDINARY)]
        outside.submit(
            "report.submit", category=category, disposition="help", text=words, hazard="none", place={"grid": grid},
            at=now().isoformat(),
        )  # fmt: skip
    await settled([outside])


async def ordinary_day(desk: Desk) -> tuple[list["asyncio.Task[None]"], Any]:
    """Real work beside it, none of it a danger to life: else the wall would be whole. And one of those who do it."""
    chance = random.Random(3)
    phones = [await client(desk, desk.workers(grid)[1], chance) for grid in range(2, 14)]
    lives = [asyncio.create_task(phone.live()) for phone in phones]
    await on_duty(phones)
    for phone, (category, words) in zip(phones, ORDINARY * 3, strict=False):
        phone.submit(
            "report.submit", category=category, disposition="help", text=words, hazard="none",
            place={"grid": phone.grid}, at=now().isoformat(),
        )  # fmt: skip
    await settled(phones)
    await some_in_hand(desk.system)
    return lives, phones[0]


async def some_in_hand(system: System) -> None:
    """Until some of what came in is in somebody's hands, so that the wall shows a day under way."""
    engine = create_engine(system.servers()["database_url"])

    async def are() -> bool:
        entries = await read_after(engine, DISTRICT, 0, 10_000)
        return sum(one.type == "AssignmentMade" for one in entries) >= IN_HAND

    async with commits(engine) as told:
        await told.until(are)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(studio(take))
