"""Who goes, and why: the ranking, those beside the lead, whether they come, desks of units and of communities."""

from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.browser.desk import Desk
from tests.browser.photo import picture
from tests.browser.screens import Account, Console, Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def on_duty(desk: Desk, worker: Account) -> Phone:
    phone = await desk.phone()
    await phone.sign_in(worker)
    await phone.go_on_duty()
    return phone


async def centre(desk: Desk, role: str = "operator") -> Console:
    console = await desk.console()
    await console.sign_in(desk.first(role))
    return console


async def call(console: Console, category: str, grid: str, text: str) -> str:
    return await console.take_call("符先生", "13812345678", category, grid, text)


def slot(console: Console, part: str) -> Locator:
    return console.at("crew-slot", part=part)


async def test_who_could_go_is_ranked_with_reasons_and_one_key_asks_the_one_that_is_picked(desk: Desk) -> None:
    first, second = sorted(desk.workers(10), key=lambda one: str(one["id"]))
    console, anna, bo = await centre(desk), await on_duty(desk, first), await on_duty(desk, second)
    await call(console, "grid.hidden_danger", first["area"], "外墙瓷砖松动")
    await console.touch("crew-rank")
    own = console.at("candidate", id=first["id"])
    await expect(own).to_contain_text("本网格第一网格员")
    await expect(own).to_contain_text("分钟")
    await expect(console.at("candidate", id=second["id"])).to_contain_text("本网格第二网格员")
    await console.page.locator("details summary", has_text="不能派的").click()
    await expect(console.at("excluded", why="off_duty").first).to_contain_text("不在岗")
    await console.at("candidate", id=second["id"]).get_by_test_id("candidate-send").click()
    await expect(bo.at("offer-card")).to_contain_text("点名派给您")
    await expect(anna.at("offer-card")).to_have_count(0)
    await bo.accept()
    await console.told("DispatchOrdered", "OfferMade", "AssignmentMade")
    await bo.advance("done")


async def test_a_lead_and_somebody_beside_it_each_have_a_status_of_their_own(desk: Desk) -> None:
    first, second = sorted(desk.workers(11), key=lambda one: str(one["id"]))
    console, anna, bo = await centre(desk), await on_duty(desk, first), await on_duty(desk, second)
    await call(console, "grid.dispute", first["area"], "楼上漏水争执")
    await anna.accept()
    await console.touch("crew-call")
    await expect(console.at("crew-run")).to_be_disabled()
    await console.at("crew-reason").fill("人多，一人劝不住")
    await console.touch("crew-run")
    await expect(slot(console, "co")).to_have_attribute("data-status", "offered")
    await expect(bo.at("offer-part")).to_have_attribute("data-part", "co")
    await bo.accept()
    await expect(slot(console, "co")).to_contain_text(second["name"])
    await bo.advance("on_scene")
    await expect(slot(console, "co")).to_have_attribute("data-status", "on_scene")
    await expect(console.at("detail-status")).to_have_attribute("data-status", "assigned")
    await expect(bo.at("turn-return")).to_have_count(0)  # who helps gives nothing back in the lead's place
    await anna.advance("done")


async def test_who_accepted_and_does_not_come_is_asked_on_the_phone_and_answers_with_one_touch(desk: Desk) -> None:
    boss = await centre(desk, "coordinator")
    await hurry(boss, "grid.service")
    worker = desk.workers(12)[0]
    console, anna = await centre(desk), await on_duty(desk, worker)
    await call(console, "grid.service", worker["area"], "代取药")
    await anna.accept()
    await expect(anna.at("arrival-question")).to_be_visible(timeout=60_000)
    await anna.touch("arrival-coming")
    await expect(anna.at("arrival-question")).to_have_count(0)
    await console.told("ArrivalAsked", "ArrivalAnswered")
    await anna.advance("done")


async def hurry(boss: Console, category: str) -> None:
    """Whoever takes this kind must be there in twenty seconds."""
    limits = (await boss.http("/api/limits"))["limits"]
    rule: dict[str, Any] = next(one["rule"] for one in limits if one["category"] == category)
    body = {"version": 0, "reason": "演示", "rule": {**rule, "arrive": ["20s"] * 4}}
    answer = await boss.page.request.post(f"{boss.system.url}/api/limits/{category}", data=body)
    assert answer.ok, await answer.text()


async def test_a_units_desk_takes_shows_pauses_and_gets_back_what_is_not_good(desk: Desk) -> None:
    unit = next(one for one in desk.accounts if one["username"] == "unit-9")
    console, crew = await centre(desk), await desk.phone()
    await crew.sign_in(unit)
    await call(console, "component.0201", desk.workers(13)[0]["area"], "信号灯不亮")
    await crew.accept()
    await crew.advance("on_scene")
    await crew.touch("turn-suspend")
    await expect(crew.at("turn-send")).to_be_disabled()
    await crew.at("turn-reason").fill("等停电")
    await expect(crew.at("turn-send")).to_be_disabled()
    await crew.page.get_by_role("button", name="取消").first.click()
    await crew.touch("turn-extend")
    await crew.at("turn-reason").fill("等配件")
    await crew.touch("turn-send")
    await expect(crew.at("job-asked")).to_be_visible()
    await crew.touch("turn-feedback")
    photo = await picture(crew.page)
    await crew.at("feedback-before").get_by_test_id("photo-input").set_input_files(photo)
    await crew.at("feedback-note").fill("已围挡")
    await crew.touch("feedback-send")
    await console.told("FeedbackGiven")
    await crew.advance("done")
    card = crew.at("finished-card")
    await expect(card).to_be_visible()
    await crew.page.reload()
    await expect(crew.at("link-state")).to_have_attribute("data-state", "connected")
    await expect(card).to_contain_text("已围挡")  # a page that is loaded again has it all
    await expect(crew.at("duty-in")).to_have_count(0)
    sent = await console.act("rework", reason="南向仍不亮")
    await expect(sent).to_have_attribute("data-state", "stored")
    await expect(crew.at("job-rework")).to_contain_text("南向仍不亮")
    await expect(crew.at("finished-card")).to_have_count(0)


async def test_a_communitys_desk_takes_in_hand_routes_to_another_grid_and_presses(desk: Desk) -> None:
    leader = next(one for one in desk.accounts if one["username"] == "supervisor-1")
    worker = next(one for one in desk.accounts if one["role"] == "worker" and one["area"].startswith(leader["area"]))
    console, community = await centre(desk), await desk.console()
    incident = await call(console, "grid.notice", worker["area"], "张贴通知")
    await community.sign_in(leader)
    await community.choose(incident)
    await community.touch("crew-mark-seen")
    await expect(community.at("crew-seen")).to_contain_text(leader["name"])
    await expect(console.at("crew-seen")).to_contain_text(leader["name"])  # everybody sees who has it
    await community.touch("crew-route", "route-grid")
    other = f"{worker['area'][:-3]}003"
    await community.at("route-area").fill(other)
    await community.touch(f"route-area-{other}")
    await expect(community.at("route-run")).to_be_disabled()
    await community.at("route-reason").fill("网格划分有误")
    await community.touch("route-run")
    await community.told("EscalationSeen", "IncidentRouted")
    await expect(community.at("timeline-item", type="IncidentRouted").last).to_contain_text("网格划分有误")
    await console.act("close", reason="已电话告知", outcome="no_action")


async def test_photos_are_attached_at_the_desk(desk: Desk) -> None:
    worker = desk.workers(14)[0]
    console, anna = await centre(desk), await on_duty(desk, worker)
    await call(console, "grid.dispute", worker["area"], "占道争执")
    await anna.accept()
    await anna.advance("done")
    await console.touch("act-feedback")
    await console.at("act-photos-after").set_input_files(await picture(console.page, "after.jpg"))
    await expect(console.at("desk-photo")).to_have_count(1)
    await console.at("act-reason").fill("电话里说已调解")
    await console.touch("act-confirm")
    await expect(console.at("act-result")).to_have_attribute("data-state", "stored")
    await expect(console.at("loop-feedback")).to_contain_text("电话里说已调解")
    await expect(anna.at("finished-card")).to_contain_text("电话里说已调解")


async def test_a_coordinator_registers_a_unit_and_says_who_repairs_what(desk: Desk) -> None:
    console = await centre(desk, "coordinator")
    await console.touch("tab-units")
    await expect(console.at("unit").first).to_be_visible()
    row = console.at("unit").filter(has_text="园林绿化所")
    await row.get_by_test_id("unit-edit").click()
    await console.at("unit-opens").fill("07:00")
    await console.at("unit-closes").fill("")
    await expect(console.at("unit-save")).to_be_disabled()
    await console.at("unit-closes").fill("21:00")
    await console.touch("unit-save")
    await expect(row).to_contain_text("07:00–21:00")
    await console.touch("unit-new")
    await console.at("unit-name").fill("通信抢修班")
    await console.at("unit-kind").select_option("telecom")
    await console.touch("unit-save")
    made = console.at("unit").filter(has_text="通信抢修班")
    await expect(made).to_contain_text("没有值班台")

    await console.touch("tab-needs")
    need = console.at("need", category="event.0408")
    await expect(need.get_by_test_id("need-repairs")).to_contain_text("供电")
    await need.get_by_test_id("need-edit").click()
    await need.get_by_test_id("need-people-1").fill("3")
    await expect(need.get_by_test_id("need-save")).to_be_disabled()
    await need.get_by_test_id("need-reason").locator("input").or_(need.get_by_role("textbox")).last.fill("带电危险")
    await need.get_by_test_id("need-save").click()
    await expect(need.get_by_test_id("need-people")).to_contain_text("P1 3 人")
    await expect(need).to_contain_text("带电危险")
