"""Takes the pictures of a drill into docs/pictures: `python -m tests.browser.pictures_drill`."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import expect
from redis.asyncio import Redis

from command.clock import now, now_ms
from command.domain import facts as f
from command.domain.universe import universe_of
from command.store.database import create_engine
from command.store.ledger import read_after
from realtime import keys
from tests.browser.desk import Desk
from tests.browser.drill import Drill, drilling
from tests.browser.pictures import client, settled, shoot
from tests.browser.studio import studio
from tests.commits import commits
from tests.district import DISTRICT
from tests.system import System

PLAYED = [
    ("grid.medical", 1, "老人独居，呼吸困难"),
    ("event.0401", 1, "路面塌陷，一辆车陷入"),
    ("component.0101", 2, "井盖被冲走"),
    ("event.0406", 2, "地下车库进水，深约 40 厘米"),
    ("event.0406", 3, "立交桥下积水齐膝"),
    ("event.0404", 3, "排水口被树枝堵住"),
    ("component.0301", 3, "广告牌松动"),
]

IN_HAND = 3
"""So much is in somebody's hands before the pictures are taken."""
ORDINARY = [
    ("component.0101", "井盖松动"),
    ("event.0404", "下水道返水"),
    ("event.0301", "乱堆物料"),
    ("component.0301", "路灯不亮"),
]


async def take(desk: Desk, _data: Path) -> None:
    """The wall of a drill, the same as a region of the real one, and the phone of a player before and after."""
    wall, whole, phone, later = await desk.wall(), await desk.wall(), await desk.phone(), await desk.phone()
    worker, helper = desk.workers(30)
    kiosk = desk.first("kiosk")
    await wall.open(desk.kiosk_key)
    await phone.sign_in(worker)
    await later.sign_in(helper)
    crowd = await ordinary_day(desk)
    async with drilling(desk.system, "“威马逊”超强台风防御演练") as drill:
        crowd.append(asyncio.create_task(write(desk.system, drill)))
        await play(drill, desk, [worker, helper])
        await drill.join(kiosk, "kiosk", layout="region")
        await expect(wall.at("drill-region")).to_be_visible()
        inside = wall.page.frame_locator('[data-testid="drill-region"]')
        await expect(inside.get_by_test_id("region-wall")).to_have_attribute("data-loaded", "true")
        await shoot(wall, "drill-wall-region")
        await whole._open(f"/wall?exercise={drill.id}#key={desk.kiosk_key}")
        await expect(whole.at("wall-state")).to_have_attribute("data-state", "connected")
        await shoot(whole, "drill-wall")
        await drill.ask("contact", "导调组点名：请在 5 分钟内确认在岗", worker, helper)
        await drill.ask("message", "值班室来电：南渡江水位上涨，请报告责任网格低洼处情况。", worker)
        await expect(phone.at("drill-notice")).to_have_count(2)
        await shoot(phone, "drill-phone")
        incident = await drill.file(helper["area"], "event.0406", 2, "地下车库进水，深约 40 厘米，有车辆被困")
        words = "地下车库进水，深约 40 厘米，有车辆被困"
        await drill.offer(helper, incident, category="event.0406", priority=2, text=words)
        await expect(later.at("offer-card")).to_be_visible()
        await shoot(later, "drill-phone-offer")
    for life in crowd:
        life.cancel()
    await desk.close()


async def ordinary_day(desk: Desk) -> list["asyncio.Task[None]"]:
    """Real work beside it, none of it a danger to life: else the wall would be whole."""
    chance = random.Random(3)
    phones = [await client(desk, desk.workers(grid)[1], chance) for grid in range(2, 14)]
    lives = [asyncio.create_task(phone.live()) for phone in phones]
    for phone in phones:
        phone.submit("duty.check_in", at=now().isoformat())
    await settled(phones)
    for phone, (category, words) in zip(phones, ORDINARY * 3, strict=False):
        phone.submit(
            "report.submit", category=category, disposition="help", text=words, hazard="none",
            place={"grid": phone.grid}, at=now().isoformat(),
        )  # fmt: skip
    await settled(phones)
    await some_in_hand(desk.system)
    return lives


async def some_in_hand(system: System) -> None:
    """Until some of what came in is in somebody's hands, so that the wall shows a day under way."""
    engine = create_engine(system.servers()["database_url"])

    async def are() -> bool:
        entries = await read_after(engine, DISTRICT, 0, 10_000)
        return sum(one.type == "AssignmentMade" for one in entries) >= IN_HAND

    async with commits(engine) as told:
        await told.until(are)
    await engine.dispose()


async def write(system: System, drill: Drill) -> None:
    """The sign of life of the drill's writer, whom the pictures stand in for."""
    redis = Redis.from_url(system.servers()["redis_url"])
    while True:
        await redis.hset(keys.lag(universe_of(drill.id)), mapping={"at": now_ms(), "urgent": 0, "routine": 0})
        await asyncio.sleep(1)  # a writer's sign of life is one a second


async def play(drill: Drill, desk: Desk, players: list[dict[str, Any]]) -> None:
    """Workers who play, a level in force, and what has come in."""
    for one in players:
        await drill.join(one, "worker")
    for grid in range(31, 38):
        await drill.join(desk.workers(grid)[0], "worker")
    for at, (category, priority, words) in enumerate(PLAYED):
        account = desk.workers(31 + at)[0]
        incident = await drill.file(account["area"], category, priority, words)
        if at % 3 == 1:
            await drill.offer(account, incident, category=category, priority=priority, text=words)
        elif at % 3 == 0:
            await drill.say(
                f.NobodyAvailable(
                    incident=incident,
                    category=category,
                    priority=priority,  # type: ignore[arg-type]
                    place=drill.spot(account["area"]),
                    grid=account["area"],
                    tally=f.Tally(busy=6),
                    next=f.Deadline(kind="retry", round=1, step=2, due=now() + timedelta(minutes=2)),
                )
            )


if __name__ == "__main__":
    asyncio.run(studio(take))
