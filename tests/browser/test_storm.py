"""The storm on all three screens: entered by hand, when to be indoors, the peak, and whoever is sent out for a life."""

import re
from datetime import datetime
from itertools import pairwise

import pytest
from playwright.async_api import expect

from command.clock import now
from command.domain.storm.track import Track
from command.domain.worktime import LOCAL
from tests.browser.desk import PATIENCE_MS, Desk
from tests.browser.screens import Account, Console, Phone, Screen
from tests.domain.storms import request_of, ring, westward

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
LAT, LON = 19.85, 110.45
"""In the middle of the demo district."""
SAID = "测试一号 2699、7 级 200 km、10 级 100 km、12 级 48 km（推算）"
"""A radius that nobody gave is modelled, and says so."""


def coming(east_km: float, kmh: float = 20, hours: int = 18) -> Track:
    """Due west over the district; force 10 reaches 100 km. Its first point is of this minute, the others forecast."""
    start = now().replace(second=0, microsecond=0)
    circles = [ring(7, 200), ring(10, 100)]
    return westward(start, LAT, LON, east_km=east_km, kmh=kmh, hours=hours, wind=40, circles=circles, issued_after=0)


async def enter(console: Console, code: str, name: str, track: Track) -> None:
    """Row by row, as it is written on a fax."""
    await console.touch("storm-open", "storm-entry-tab")
    await console.at("storm-code").fill(code)
    await console.at("storm-name").fill(name)
    await console.at("storm-issued").fill(local(track.issued_at))
    for _ in track.points[2:]:
        await console.touch("storm-add")
    for row, point in zip(await console.at("storm-line").all(), track.points, strict=True):
        told = {
            "at": local(point.at),
            "lat": f"{point.lat:.2f}",
            "lon": f"{point.lon:.2f}",
            "wind": f"{point.wind_ms:.0f}",
            "pressure": "950",
            "r7": "200",
            "r10": "100/100/100/100",
        }
        for field, value in told.items():
            await row.get_by_test_id(f"line-{field}").fill(value)
        await row.get_by_test_id("line-forecast").set_checked(point.forecast)
    await console.touch("storm-save")


def local(at: datetime) -> str:
    """As a field of a form takes it, Beijing time."""
    return at.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")


def clock(at: str) -> str:
    return datetime.fromisoformat(at).astimezone(LOCAL).strftime("%H:%M")


async def drawn(screen: Screen) -> None:
    """The canvas shows more than a few colours: a map that is not drawn has one."""
    many = """() => {
        const seen = new Set()
        for (const canvas of document.querySelectorAll('[data-testid="storm-map"] canvas')) {
            if (!canvas.width || !canvas.height) continue
            const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
            for (let i = 0; i < data.length; i += 64) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2])
        }
        return seen.size > 8
    }"""
    await screen.page.wait_for_function(many, timeout=PATIENCE_MS)


async def on_duty(desk: Desk, worker: Account) -> Phone:
    phone = await desk.phone()
    await phone.sign_in(worker)
    await phone.go_on_duty()
    return phone


async def test_a_track_entered_by_hand_says_on_every_screen_when_to_be_indoors_once_it_is_confirmed(
    desk: Desk,
) -> None:
    wall, operator, leader = await desk.wall(), await desk.console(), await desk.console()
    phone = await on_duty(desk, desk.workers(30)[0])
    await wall.open(desk.kiosk_key)
    await operator.sign_in(desk.first("operator"))
    await leader.sign_in(desk.first("coordinator"))
    await enter(operator, "2699", "测试一号", coming(300))
    await expect(operator.at("storm-proposed")).to_contain_text("测试一号")
    await expect(phone.at("storm-card")).to_have_count(0)
    await expect(wall.at("wall-storm")).to_have_count(0)

    await leader.touch("storm-open", "storm-confirm")
    await expect(phone.at("storm-indoors")).to_be_visible()
    (own,) = (await phone.http("/api/storms/mine"))["storms"]
    (grid,) = own["grids"]
    await expect(phone.at("storm-indoors")).to_contain_text(clock(grid["indoors_by"]))
    await expect(phone.at("storm-outdoor")).to_contain_text(clock(grid["outdoor_by"]))
    (storm,) = (await wall.http("/api/storms", Authorization=f"Bearer {desk.kiosk_key}"))["storms"]
    await expect(wall.at("wall-indoors")).to_contain_text(clock(storm["summary"]["indoors_by"]))

    await phone.touch("storm-map-open")
    for screen in (wall, leader, phone):
        await expect(screen.at("storm-map")).to_have_attribute("data-forces", "7 10 12")
        await expect(screen.at("storm-map")).to_have_attribute("aria-label", SAID)
        await drawn(screen)
    await expect(leader.at("storm-grid").nth(59)).to_be_visible()
    codes = await leader.at("storm-grid").evaluate_all("rows => rows.map(one => one.dataset.grid)")
    arrivals = {one["grid"]: one for one in await leader.http(f"/api/storms/{storm['id']}/arrivals")}
    tens = [arrivals[code]["arrival"]["windows"][1]["arrives"] for code in codes]
    assert len(codes) == 60
    assert all(first <= second for first, second in pairwise(tens)), "the order in which grids are hit"


async def test_of_two_storms_the_nearer_is_shown_first_its_peak_holds_everybody_back_and_a_life_overrides_it(
    desk: Desk,
) -> None:
    wall, leader = await desk.wall(), await desk.console()
    worker = desk.workers(30)[0]
    phone = await desk.phone()
    await phone.sign_in(worker)
    await wall.open(desk.kiosk_key)
    await leader.sign_in(desk.first("coordinator"))
    away, out = desk.workers(31)[0], await on_duty(desk, desk.workers(31)[0])
    await leader.take_call("符先生", "13812345679", "event.0404", away["area"], "水漫到路上")
    await out.accept()
    await out.advance("en_route")
    told = request_of(coming(60), code="2698", name="测试二号")
    answer = await leader.page.request.post(f"{desk.system.url}/api/storms", data=told)
    assert answer.ok, await answer.text()
    await expect(wall.at("wall-storm")).to_contain_text("测试二号")
    await expect(wall.at("wall-other-storm")).to_contain_text("测试一号")
    await expect(wall.at("wall-peak")).to_be_visible()
    card = phone.at("storm-card", peak="true")
    await expect(phone.at("storm-card")).to_have_count(2)
    await expect(card.get_by_test_id("storm-stop")).to_have_text("停止外出，就近避险")
    await expect(phone.at("storm-card").first).to_have_attribute("data-peak", "true")
    await leader.touch("storm-open")
    await expect(leader.at("storm-peaks")).to_be_visible()
    await leader.touch("storm-which-2699")
    await expect(leader.at("storm-map")).to_have_attribute("aria-label", SAID)
    await leader.touch("storm-close")

    await leader.take_call("符女士", "13812345678", "grid.medical", worker["area"], "老人晕倒，没有呼吸")
    await expect(leader.at("held-panel")).to_contain_text("暂缓外派")
    await expect(wall.at("wall-peak")).to_contain_text("暂缓 1 件")
    await expect(phone.at("offer-card")).to_have_count(0)
    await leader.touch("send-out")
    number = re.search(r"\d+", str(await leader.at("send-out-number").get_attribute("placeholder")))
    assert number is not None
    await leader.at("send-out-why").fill("无人能替，隔壁有人接应")
    await leader.at("send-out-number").fill(number[0])
    await leader.touch("send-out-go")
    await expect(leader.at("held-panel")).to_contain_text("破例外派：无人能替，隔壁有人接应")
    await leader.told("DispatchHeld", "OutdoorOverridden")
    await expect(wall.at("wall-peak")).not_to_contain_text("暂缓 1 件")

    await expect(out.at("summons-sheet", kind="outdoors")).to_be_visible()
    await leader.touch("tab-safety")
    row = leader.at("summons", kind="outdoors").locator(f'[data-testid="summons-silent"][data-person="{away["id"]}"]')
    await row.get_by_test_id("summons-file").click()
    await expect(row.get_by_test_id("summons-file-words")).to_contain_text(away["name"])
    await row.get_by_test_id("summons-file-go").click()
    await expect(leader.at("incident-detail")).to_contain_text("途中失联")
    await expect(leader.at("held-panel")).to_contain_text("暂缓外派")
    await expect(wall.at("wall-incident", need="peak")).to_contain_text("紧急呼救")
