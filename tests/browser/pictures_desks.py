"""Takes the pictures of dispatch, of desks and of figures: `python -m tests.browser.pictures_desks`."""

import asyncio
from pathlib import Path

from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.photo import picture
from tests.browser.pictures import seed, shoot
from tests.browser.screens import Console
from tests.browser.studio import studio
from tests.browser.test_dispatch import call, centre, on_duty


async def take(desk: Desk, _data: Path) -> None:
    """Who could go and why; a unit's way with its matter; a community's desk; the figures of a busy hour."""
    console = await centre(desk)
    phone = await on_duty(desk, desk.workers(16)[0])
    await shoot(phone, "phone-today")
    await ranking(desk, console)
    await unit(desk, console)
    await community(desk)
    crowd = await seed(desk)
    await console.touch("statistics-open")
    await expect(console.page.locator(".charts canvas")).to_have_count(2)
    await shoot(console, "console-figures")
    for life in crowd:
        life.cancel()
    await desk.close()


async def ranking(desk: Desk, console: Console) -> None:
    first, second = sorted(desk.workers(10), key=lambda one: str(one["id"]))
    await on_duty(desk, first)
    await on_duty(desk, second)
    await call(console, "grid.hidden_danger", first["area"], "外墙瓷砖松动，楼下有人经过")
    await console.touch("crew-rank")
    await expect(console.at("candidate", id=first["id"])).to_be_visible()
    await console.page.locator("details summary", has_text="不能派的").click()
    await shoot(console, "console-dispatch")


async def unit(desk: Desk, console: Console) -> None:
    """Accepted, more time asked for, feedback with a photo, done, sent back: and all of that as its timeline."""
    crew = await desk.phone()
    await crew.sign_in(next(one for one in desk.accounts if one["username"] == "unit-9"))
    incident = await call(console, "component.0201", desk.workers(13)[0]["area"], "路口信号灯不亮，南北向")
    await crew.accept()
    await crew.advance("on_scene")
    await crew.touch("turn-extend")
    await crew.at("turn-reason").fill("等配件")
    await crew.touch("turn-send")
    await expect(crew.at("job-asked")).to_be_visible()
    await crew.touch("turn-feedback")
    await crew.at("feedback-before").get_by_test_id("photo-input").set_input_files(await picture(crew.page))
    await crew.at("feedback-note").fill("已围挡，正在更换控制器")
    await crew.touch("feedback-send")
    await console.told("FeedbackGiven")
    await shoot(crew, "phone-unit-desk")
    await crew.advance("done")
    await console.act("rework", reason="南向仍不亮")
    await console.choose(incident)
    await console.at("timeline-item").last.scroll_into_view_if_needed()
    await shoot(console, "console-timeline")


async def community(desk: Desk) -> None:
    leader = next(one for one in desk.accounts if one["username"] == "supervisor-1")
    worker = next(one for one in desk.accounts if one["role"] == "worker" and one["area"].startswith(leader["area"]))
    incident = await call(await centre(desk), "grid.notice", worker["area"], "张贴停水通知")
    theirs = await desk.console()
    await theirs.sign_in(leader)
    await theirs.choose(incident)
    await theirs.touch("crew-mark-seen")
    await theirs.touch("crew-route")
    await shoot(theirs, "console-community")


if __name__ == "__main__":
    asyncio.run(studio(take))
