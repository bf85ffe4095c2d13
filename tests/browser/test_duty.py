"""值班 in a real browser: who is on and why, a swap from phone to phone to desk, a handover signed at two desks."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import expect

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.roster import Line, Pattern, Shift
from command.domain.worktime import LOCAL
from command.service.desk import Desk as District
from command.service.intake import perform
from command.store import ledger
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.registry import load_index
from tests.browser.desk import Desk
from tests.browser.screens import Console, Phone
from tests.commits import commits
from tests.system import System
from workers.demo.roster import WATCH

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
WAIT = 30_000


async def open_duty(console: Console, tab: str = "") -> None:
    await console.touch("duty-open")
    await expect(console.at("duty-page")).to_be_visible()
    if tab:
        await console.page.locator(f"#tab-{tab}").click()


async def test_the_desk_shows_who_has_the_watch_and_by_which_layer(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("coordinator"))
    await open_duty(console)
    await expect(console.at("watch-person")).to_have_count(3, timeout=WAIT)
    await expect(console.at("watch-person", leads="true")).to_have_count(1)
    await expect(console.at("gap-none")).to_be_visible()
    shown = await console.at("watch-person").first.inner_text()
    assert "排班" in shown, "the layer it comes from"
    await console.page.locator("#tab-week").click()
    await expect(console.at("week-row").nth(60)).to_be_attached(timeout=WAIT)
    cell = console.at("week-row", group="watch").locator("td").first
    await expect(cell).to_contain_text("白班")
    for tab, seen in (("ask", "ask-none"), ("relief", "relief-none"), ("attendance", "attendance-none")):
        await console.page.locator(f"#tab-{tab}").click()
        await expect(console.at(seen).first).to_be_attached()


async def test_a_template_is_checked_and_imported_and_a_bad_file_is_refused_by_row(desk: Desk) -> None:
    console = await desk.console()
    leader = next(one for one in desk.accounts if one["username"] == "supervisor-1")
    await console.sign_in(leader)
    await open_duty(console, "files")
    await console.at("files-month").fill("2027-03")
    href = await console.at("files-template").get_attribute("href")
    answer = await console.page.request.get(desk.system.url + str(href))
    book = await answer.body()
    await console.at("files-file").set_input_files({"name": "3.xlsx", "mimeType": "", "buffer": book})
    await console.touch("files-check")
    await expect(console.at("files-good", imported="false")).to_be_visible()
    await console.touch("files-import")
    await expect(console.at("files-good", imported="true")).to_be_visible()
    rows = "班组,姓名,日期,班次,类型,开始,结束\n没有的组,谁,2027-03-01,白班,巡查,08:00,18:00".encode("gb18030")
    await console.at("files-file").set_input_files({"name": "x.csv", "mimeType": "", "buffer": rows})
    await console.touch("files-check")
    await expect(console.at("files-error")).to_contain_text("第 2 行")
    await console.at("files-file").set_input_files({"name": "x.csv", "mimeType": "", "buffer": b"\xff\xfe\x00"})
    await console.touch("files-check")
    await expect(console.at("files-problem")).to_contain_text(".xlsx")


async def test_a_swap_goes_from_phone_to_phone_to_the_group_leader(desk: Desk) -> None:
    group = await a_group(desk)
    members = [one for one in desk.accounts if one["id"] in group["members"]]
    asker, taker = await phone_of(desk, members[0]), await phone_of(desk, members[1])
    mine = await asker.http("/api/duty/mine")
    # A night of mine for a night of theirs: by day all of the group are on.
    night = next(one for one in mine["turns"] if one["kind"] == "standby" and one["starts"] > mine["at"])
    await asker.at("shift", day=night["day"], shift=night["shift"]).get_by_test_id("swap-open").click()
    await asker.at("swap-person").select_option(members[1]["id"])
    await asker.at("swap-reason").fill("家里有事")
    await asker.touch("swap-send")
    await expect(taker.at("swap", state="asked")).to_be_visible(timeout=WAIT)
    await taker.touch("swap-accept")
    leader = next(one for one in desk.accounts if one["id"] == group["leader"])
    console = await desk.console()
    await console.sign_in(leader)
    await open_duty(console, "ask")
    await expect(console.at("swap-row", state="accepted")).to_be_visible(timeout=WAIT)
    await console.touch("swap-approve")
    await expect(console.at("swap-row", state="approved")).to_be_visible(timeout=WAIT)
    theirs = taker.at("shift", day=night["day"], shift=night["shift"])
    await expect(theirs).to_contain_text("换班", timeout=WAIT)
    await expect(asker.at("shift", day=night["day"], shift=night["shift"])).to_have_count(0, timeout=WAIT)


async def test_leave_asked_on_the_phone_is_approved_at_the_desk(desk: Desk) -> None:
    group = await a_group(desk, 1)
    worker = next(one for one in desk.accounts if one["id"] in group["members"])
    phone = await phone_of(desk, worker)
    await phone.touch("leave-open")
    await phone.at("leave-reason").fill("看病")
    await phone.touch("leave-send")
    await expect(phone.at("leave", state="asked")).to_be_visible(timeout=WAIT)
    console = await desk.console()
    await console.sign_in(next(one for one in desk.accounts if one["id"] == group["leader"]))
    await open_duty(console, "ask")
    await console.at("leave-row", state="asked").get_by_test_id("leave-approve").click()
    await expect(phone.at("leave", state="approved")).to_be_visible(timeout=WAIT)


async def test_the_wall_names_the_watch_and_the_desk_signs_it_over(desk: Desk, system: System) -> None:
    wall = await desk.wall()
    await wall.open(desk.kiosk_key)
    await expect(wall.at("wall-watch")).to_be_visible(timeout=WAIT)
    first, second = await teams(desk, system)
    outgoing, incoming = [await console_of(desk, one) for one in first], [await console_of(desk, one) for one in second]
    await expect(wall.at("wall-watch")).to_contain_text(first[0]["name"], timeout=WAIT)
    for console in (outgoing[0], incoming[0]):
        await open_duty(console, "relief")
    await expect(outgoing[0].at("relief")).to_be_visible(timeout=90_000)
    await expect(outgoing[0].at("sheet-events")).to_have_value(re.compile("立案"))
    await outgoing[0].at("sheet-watch").fill("江边水位")
    await outgoing[0].touch("relief-sign")
    await expect(incoming[0].at("signed-outgoing", signed="true")).to_be_visible(timeout=WAIT)
    await expect(incoming[0].at("sheet-watch")).to_have_value("江边水位")
    await incoming[0].touch("relief-sign")
    await expect(incoming[0].at("relief-none")).to_be_visible(timeout=WAIT)
    await expect(wall.at("wall-watch")).to_contain_text(second[0]["name"], timeout=90_000)


@pytest.mark.parametrize("tab", ["now", "week", "roster", "ask", "relief", "attendance", "files"])
async def test_the_duty_page_is_whole_in_english(desk: Desk, tab: str) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("coordinator"), "en")
    await open_duty(console, tab)
    await expect(console.at("duty-page")).to_be_visible()
    page = console.at("duty-page")
    text = await page.inner_text()
    data = await console.http("/api/duty/week")
    words = [*desk.names, *(one["name"] for one in data["groups"]), *(one["shift"] for one in data["turns"])]
    words += ["家里有事", "看病"]  # as people wrote them
    for word in sorted(set(words), key=len, reverse=True):
        text = text.replace(word, "")
    assert re.findall(r"[\u3400-\u9fff]+", text) == []


async def a_group(desk: Desk, n: int = 0) -> dict[str, Any]:
    console = await desk.console()
    await console.sign_in(desk.first("coordinator"))
    week = await console.http("/api/duty/week")
    return [one for one in week["groups"] if one["kind"] == "grid"][n]


async def phone_of(desk: Desk, account: dict[str, Any]) -> Phone:
    phone = await desk.phone()
    await phone.sign_in(account)
    await phone.touch("menu", "shifts-open")
    await expect(phone.at("shift").first).to_be_visible()
    return phone


async def console_of(desk: Desk, account: dict[str, Any]) -> Console:
    console = await desk.console()
    await console.sign_in(account)
    return console


async def has_begun(engine: Engine, after: int) -> None:
    """Until the clock has looked at the watch's new roster."""

    async def looked() -> bool:
        entries = await ledger.read_after(engine, "460107", after, 1000)
        return any(one.type == "ShiftsBegan" and b'"group":"watch"' in one.body for one in entries)

    async with commits(engine) as told:
        await told.until(looked)


async def teams(desk: Desk, system: System) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Two teams of two: the first has the watch, whose shift ends in some minutes; the second comes early."""
    wanted = ("coordinator-2", "operator-2", "coordinator-3", "operator-3")
    people = [one for one in desk.accounts if one["username"] in wanted]
    people.sort(key=lambda one: (one["username"][-1], one["username"]))
    now_there = now().astimezone(LOCAL)
    begins, changes = (now_there + timedelta(minutes=n) for n in (-60, 10))
    shifts = [(begins, changes, [0, 1]), (changes, changes + timedelta(hours=6), [2, 3])]
    lines = [
        Line(Shift(name, "watch", f"{a:%H:%M}", f"{b:%H:%M}", need=2, led=True), [team])
        for name, (a, b, team) in zip(("前班", "后班"), shifts, strict=True)
    ]
    pattern = Pattern(begins.date() - timedelta(days=2), [one["id"] for one in people], lines)
    group = f.GroupRostered(group=WATCH, kind="watch", name="指挥中心值班", area="460107", patterns=[pattern])
    engine = create_engine(str(system.servers()["database_url"]))
    areas = await load_index(engine)
    made = District(engine, "460107", areas)
    number = (await made.record([group])).entries[-1].number
    for one in people[:2]:
        await perform(made, one["id"], "duty.check_in", {"id": new_id(), "at": now().isoformat()}, areas)
    await has_begun(engine, number)  # whoever was on the demo's own shift at this hour is sent home by it
    for one in people[2:]:
        await perform(made, one["id"], "duty.check_in", {"id": new_id(), "at": now().isoformat()}, areas)
    await engine.dispose()
    return people[:2], people[2:]
