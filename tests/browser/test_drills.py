"""Drills on the console: a script is written and checked, a drill planned, directed and stopped at one touch."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.drilling import NAME, open_page, plan_drill, write_script
from tests.browser.real_drill import RealDrill, inject, plays, report

pytestmark = [pytest.mark.browser, pytest.mark.servers, pytest.mark.asyncio(loop_scope="session")]


async def test_where_there_is_no_drill_yet_the_scripts_that_ship_are_the_next_step(desk: Desk) -> None:
    console = await desk.console()
    await open_page(console, desk.first("coordinator"))
    for one in ("rammasun", "flooded_estate", "gas_leak"):
        await expect(console.at(f"card-{one}")).to_be_visible()
    await expect(console.at("card-use-gas_leak")).to_be_disabled()  # it has to be said where
    grid = desk.workers(0)[0]["area"]
    await console.at("card-area-gas_leak").fill(grid)
    await console.touch(f"card-area-gas_leak-{grid}", "card-use-gas_leak")
    await expect(console.at("drill-settings")).to_be_visible()
    await expect(console.at("drill-script")).to_contain_text("燃气泄漏")
    await expect(console.at("drill-form-tabletop").locator("input")).to_be_checked()


async def test_a_resident_joins_by_the_code_the_director_shows_and_is_taken_out_and_let_in_by_hand(desk: Desk) -> None:
    console, phone, guest = await desk.console(), await desk.phone(), desk.workers(4)[0]
    await open_page(console, desk.first("coordinator"))
    await write_script(console)
    await plan_drill(console, desk.workers(3)[0]["area"], sign_in=True)
    await console.touch("drill-start")
    await expect(console.at("direct")).to_have_attribute("data-state", "running", timeout=30_000)
    await expect(console.at("direct-ways")).to_contain_text("未配置")
    await console.touch("code-open")
    first = "".join((await console.at("code").inner_text()).split())
    await console.touch("code-new")
    await expect(console.at("code")).not_to_have_text(first)
    second = "".join((await console.at("code").inner_text()).split())
    await console.touch("code-close")
    await phone.sign_in(guest)
    await phone.touch("menu")
    await phone.at("drill-join-code").fill(first)
    await phone.touch("drill-join-go")
    await expect(phone.at("drill-join-problem")).to_be_visible()  # the one before is worth nothing
    await phone.at("drill-join-code").fill(second.lower())
    await phone.touch("drill-join-go")
    await expect(phone.at("drill-layer")).to_be_visible()
    await console.touch("direct-people-open")
    mine = console.at(f"participant-{guest['id']}")
    await expect(mine).to_contain_text("凭码加入")
    await console.touch(f"take-{guest['id']}")
    await expect(mine).to_have_attribute("data-out", "director")
    await expect(phone.at("drill-layer")).to_have_count(0)
    await console.touch(f"readmit-{guest['id']}")
    await expect(mine).to_have_attribute("data-out", "")
    await expect(phone.at("drill-layer")).to_be_visible()
    await console.touch("direct-people-close", "code-open", "direct-people-open")
    await console.touch("direct-stop")  # whatever lies open, it is one touch
    await expect(console.at("direct")).to_have_attribute("data-state", "over")


async def test_a_script_is_written_and_checked_and_its_drill_directed_and_stopped_at_one_touch(desk: Desk) -> None:
    console = await desk.console()
    await open_page(console, desk.first("coordinator"))
    open_before = await console.at("figure-open").inner_text()
    await write_script(console)
    await plan_drill(console, desk.workers(0)[0]["area"])
    await expect(console.at("drill-director")).to_have_attribute("data-n", "1")
    await console.touch("drill-start")
    await expect(console.at("direct")).to_have_attribute("data-state", "running", timeout=30_000)
    await expect(console.at("given-1")).to_be_visible(timeout=60_000)  # offset 0: at once
    await console.touch("hold-2")
    await expect(console.at("next-2")).to_have_attribute("data-state", "held")
    await console.touch("skip-3")
    await expect(console.at("given-3")).to_have_attribute("data-state", "skipped")
    await console.touch("direct-pause")
    await expect(console.at("direct")).to_have_attribute("data-state", "paused")
    await console.touch("direct-resume")
    await expect(console.at("direct")).to_have_attribute("data-state", "running")
    await console.touch("release-2")
    await expect(console.at("given-2")).to_have_attribute("data-state", "given", timeout=30_000)
    await console.touch("direct-stop")
    await expect(console.at("direct")).to_have_attribute("data-state", "over")
    await expect(console.at("direct-stop")).to_have_count(0)
    assert await console.at("figure-open").inner_text() == open_before, "the real district never knows of it"
    await console.touch("direct-close", "scripts-tab")
    await expect(console.page.get_by_text(NAME).first).to_be_visible()


async def test_a_grids_own_risks_make_a_script_and_what_is_wrong_stands_beside_its_line(desk: Desk) -> None:
    console = await desk.console()
    await open_page(console, desk.first("coordinator"))
    await console.touch("scripts-tab", "generate-risks")
    grid = desk.workers(1)[0]["area"]
    await console.at("generate-area").fill(grid)
    await console.touch(f"generate-area-{grid}", "generate-go")
    await expect(console.at("script-refused")).to_have_attribute("data-n", "0")
    await console.touch("script-line-1", "inject-kind-silent")
    await expect(console.at("script-line-1")).to_have_attribute("data-severity", "refused")
    await console.at("script-compression").select_option("60")
    await expect(console.at("script-warning")).not_to_have_attribute("data-n", "0")


async def test_a_real_drill_goes_over_phone_and_walls_until_a_real_danger_to_life_takes_both_back(desk: Desk) -> None:
    """Nothing here is written by hand: the drills process gives the injects, and takes player and wall back."""
    wall, phone, reporter, drills_wall = await desk.wall(), await desk.phone(), await desk.phone(), await desk.wall()
    player, other = desk.workers(5)
    await wall.open(desk.kiosk_key)
    await phone.context.grant_permissions(["geolocation"])
    await phone.context.set_geolocation({"latitude": 20.0, "longitude": 110.35, "accuracy": 10})
    await phone.sign_in(player)
    await phone.go_on_duty()
    await reporter.sign_in(other)
    drill = RealDrill(desk, desk.first("coordinator"))
    injects = [
        report(1, player["area"], "event.0406", "地下车库进水，深约四十厘米"),
        inject(2, "点名", {"kind": "contact", "text": "请确认在岗", "to": [player["id"]]}),
        report(3, player["area"], "event.0404", "排水口堵塞", at_s=86_400),
    ]
    players = [plays(player), plays(desk.first("operator")), plays(desk.first("kiosk"), layout="region")]
    await drill.start("防汛防风演练", injects, players)

    layer = phone.at("drill-layer", loaded="true")
    offer = layer.get_by_test_id("offer-card")
    await expect(offer).to_be_visible(timeout=60_000)
    await expect(offer.locator("#offer-title")).to_contain_text("【演练】")
    assert "【演练】" in await phone.page.title()
    mine = str(await offer.get_attribute("data-incident"))
    await layer.get_by_test_id("offer-accept").click()
    await expect(layer.get_by_test_id("assignment-card")).to_have_attribute("data-incident", mine)
    await expect(phone.at("drill-notice")).to_contain_text("请确认在岗")
    inside = wall.page.frame_locator('[data-testid="drill-region"]')
    row = f'[data-testid="wall-incident"][data-id="{mine}"]'
    await expect(inside.locator(row)).to_be_visible()
    await expect(wall.row(mine)).to_have_count(0)
    await drills_wall._open(f"/wall?exercise={drill.id}#key={desk.kiosk_key}")
    await expect(drills_wall.row(mine)).to_be_visible()
    await expect(drills_wall.at("wall-title")).to_contain_text("【演练】")
    await expect(drills_wall.at("wall-positions")).to_have_text(re.compile(r"^定位"))  # where its players are
    await phone.at("drill-answer").click()
    await drill.until("InjectAnswered")
    await expect(drills_wall.at("drill-region")).to_have_count(0)  # its own wall is whole

    before = len(wall.frames)
    await reporter.report("grid.medical", "help", text="老人晕倒，没有呼吸", grid=player["area"])
    await expect(phone.at("real-event")).to_contain_text("真实事件", timeout=30_000)
    await expect(phone.at("drill-layer")).to_have_count(0)
    await expect(phone.at("offer-card").locator("#offer-title")).not_to_contain_text("【演练】")
    assert await phone.at("offer-card").get_attribute("data-incident") != mine
    await expect(wall.at("drill-region")).to_have_count(0)
    assert any("IncidentFiled" in frame and mine not in frame for frame in wall.frames[before:])
    await expect(drills_wall.at("drill-frame")).to_have_attribute("data-state", "paused")
    stands = await drill.standing()
    out = {one["id"]: one.get("out_why") for one in stands["participants"]}
    assert (stands["drill"]["paused_why"], out[player["id"]]) == ("real_event", "real_event")
    await phone.accept()
    await _the_director_reads_that_nobody_is_left(desk, drill)
    await drill.stop()


async def _the_director_reads_that_nobody_is_left(desk: Desk, drill: RealDrill) -> None:
    console = await desk.console()
    await open_page(console, desk.first("coordinator"))
    await console.touch(f"drill-{drill.id}")
    await expect(console.at("direct-dry")).to_have_attribute("data-level", "dry")
    await expect(console.at("direct-left")).to_have_attribute("data-left", "0")
    await expect(console.at("direct-nobody_goes")).to_contain_text("3")


async def test_somebody_at_a_desk_joins_by_the_code_and_is_led_into_the_drill(desk: Desk) -> None:
    console, operator = await desk.console(), desk.first("operator")
    drill = RealDrill(desk, desk.first("coordinator"))
    script = [report(1, desk.workers(6)[0]["area"], "event.0406", "积水", at_s=86_400)]
    await drill.start("签到演练", script, [plays(desk.workers(6)[0])], sign_in=True)
    code = (await drill.ask("POST", f"/api/drills/{drill.id}/code", {}))["code"]
    await open_page(console, operator)
    await expect(console.at("drill-join-go")).to_be_disabled()
    await console.at("drill-join-code").fill("WRNG-CODE")
    await console.touch("drill-join-go")
    await expect(console.at("drill-join-problem")).to_contain_text("签到码")
    await console.at("drill-join-code").fill(f" {code[:4].lower()}-{code[4:].lower()} ")
    await console.at("drill-join-code").press("Enter")
    await expect(console.at("drill-joined")).to_be_visible()
    await expect(console.at("drill-join-problem")).to_have_count(0)
    await expect(console.at("drill-chip", id=drill.id)).to_be_visible()
    (mine,) = [one for one in (await drill.standing())["participants"] if one["id"] == operator["id"]]
    assert mine["guest"], "joined by the code"
    await console._open(f"/console?exercise={drill.id}")
    await expect(console.at("drill-frame")).to_be_visible()
    await expect(console.at("drill-name")).to_have_text("签到演练")
    await drill.stop()
