"""Moving people, on all three screens: ordered at the desk, taken to the shelter by phone, counted on the wall."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.photo import picture
from tests.browser.screens import Account, Console, Phone

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
POST = """async ([path, body]) => {
    const answer = await fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(body)})
    return [answer.status, await answer.json()]
}"""


async def shelter(console: Console, name: str, grid: str, keeper: Account, capacity: int) -> None:
    """One shelter in a grid, kept by somebody."""
    body = {
        "name": name,
        "capacity": capacity,
        "place": {"grid": grid},
        "address": "高登东路 12 号",
        "contact_name": "林校长",
        "contact_phone": "0898-65300001",
        "keepers": [keeper["id"]],
    }
    status, told = await console.page.evaluate(POST, ["/api/shelters", body])
    assert status == 200, told


async def order(console: Console) -> int:
    """The whole district by the form; how many it listed."""
    await console.touch("tab-moving", "moving-order")
    await expect(console.at("order-buildings")).to_be_visible()
    await console.at("order-title").fill("超强台风“威马逊”转移令")
    await console.touch("order-send")
    told = await console.at("order-told").text_content()
    found = re.search(r"\d+", told or "")
    assert found is not None
    return int(found[0])


async def to_shelter(phone: Phone) -> None:
    """The first on the list who is not safe yet goes to the first shelter."""
    await phone.at("evacuee-open").first.click()
    await phone.touch("mark-shelter")
    await phone.at("to-shelter").first.click()


async def test_somebody_is_ordered_moved_registered_at_the_door_and_counted_everywhere(desk: Desk) -> None:
    console, wall = await desk.console(), await desk.wall()
    await console.sign_in(desk.first("operator"))
    worker, other, *_ = desk.workers(0)
    await shelter(console, "琼山第三小学", worker["area"], other, 300)
    listed = await order(console)
    assert listed > 404
    await expect(console.at("figure-unsafe")).to_have_text(str(listed))
    await wall.open(desk.kiosk_key)
    await expect(wall.at("wall-moving")).to_have_attribute("data-unsafe", str(listed))
    name = await console.at("person").first.locator("b").inner_text()
    assert name not in await wall.words(), "a wall shows nobody's name"

    phone, door = await desk.phone(), await desk.phone()
    await phone.sign_in(worker)
    await door.sign_in(other)
    await expect(phone.at("evacuee").first).to_have_attribute("data-standing", "to_move")
    first = await phone.at("evacuee").first.get_attribute("data-id")
    assert first is not None

    await phone.context.set_offline(True)
    await to_shelter(phone)
    await expect(phone.at("evacuee", id=first)).to_contain_text("待发")
    await phone.context.set_offline(False)
    await expect(door.at("guest")).to_have_count(1, timeout=40_000)
    await expect(console.at("figure-moved")).not_to_have_text("0")
    await door.touch("guest-arrived")
    await expect(phone.at("evacuee", id=first)).to_have_attribute("data-standing", "arrived")
    await expect(console.at("figure-arrived")).not_to_have_text("0")
    await expect(wall.at("wall-moving")).not_to_have_attribute("data-unsafe", str(listed))

    await door.touch("walk-in")
    await door.at("walk-name").fill("陈小明")
    await door.touch("walk-save")
    await expect(door.at("walk-in")).to_be_visible()
    await door.at("shelter-search").fill("小明")
    await expect(door.at("guest")).to_contain_text("陈小明")
    await door.at("count").fill("1")
    await door.touch("count-save")
    await expect(door.at("shelter")).to_contain_text("清点 1 人")

    await console.touch("figure-to_move")
    await expect(console.at("person").first).to_have_attribute("data-standing", "to_move")
    line = await console.at("person").first.locator("td").first.inner_text()
    await console.touch("moving-paper")
    for expected in ("paper-recorded", "paper-problem"):
        await console.at("paper-code").fill(line.lower().replace("-", " "))
        await console.touch("paper-find", "paper-refused")
        await console.at("paper-reason").fill("要看家")
        await console.touch("paper-record")
        await expect(console.at(expected)).to_be_visible()
    await expect(console.at("paper-problem")).to_contain_text("已经登记过了：拒绝转移")


async def test_names_outlive_a_reload_without_a_network_and_what_is_said_there_is_sent_once(desk: Desk) -> None:
    phone, other = await desk.phone(), await desk.phone()
    worker, colleague = desk.workers(21)
    await phone.sign_in(worker)
    await other.sign_in(colleague)
    first = phone.at("evacuee").first
    await expect(first).to_be_visible()
    id_ = str(await first.get_attribute("data-id"))
    held = phone.at("evacuee", id=id_)
    count = await phone.at("evacuee").count()
    await phone.context.set_offline(True)
    await phone.page.reload()
    await expect(phone.at("moving-kept")).to_be_visible()
    await expect(phone.at("evacuee")).to_have_count(count)

    await held.get_by_test_id("evacuee-open").click()
    await phone.touch("evacuee-more", "more-amend")
    await phone.at("amend-name").fill("符玉兰")
    await phone.at("amend-heads").fill("3")
    await phone.touch("amend-save")
    await expect(held).to_contain_text("符玉兰")
    await expect(held).to_contain_text("待发")
    await held.get_by_test_id("evacuee-open").click()
    await phone.touch("mark-refused")
    await phone.at("refuse-why").fill("要看家")
    await held.get_by_test_id("photo-input").set_input_files(await picture(phone.page))
    await expect(held.get_by_test_id("photo-draft")).to_have_count(1)
    await phone.touch("refuse-save", "evacuee-add")
    await phone.at("add-name").fill("王小虎")
    await phone.touch("add-save")
    await expect(phone.at("evacuee")).to_have_count(count + 1)
    await phone.page.reload()
    await expect(held).to_have_attribute("data-standing", "refused")
    await expect(phone.at("evacuee")).to_have_count(count + 1)

    await phone.context.set_offline(False)
    await expect(phone.at("moving", fresh="true")).to_be_visible(timeout=40_000)
    await phone.touch("tab-outbox")
    for method in ("evacuee.amend", "evacuee.mark", "evacuee.add"):
        await expect(phone.at("outbox-item", method=method, state="stored")).to_have_count(1, timeout=40_000)
    await expect(phone.at("photo-job", state="stored")).to_have_count(1, timeout=40_000)
    await expect(other.at("evacuee", id=id_)).to_contain_text("符玉兰")
    await expect(other.at("evacuee", id=id_)).to_contain_text("要看家")
    await hand_over_and_strike_off(other, colleague["id"], "王小虎")
    await phone.touch("tab-work")
    await expect(phone.at("evacuee")).to_have_count(count)


async def hand_over_and_strike_off(other: Phone, to: str, name: str) -> None:
    added = other.at("evacuee").filter(has_text=name)
    await expect(added).to_have_count(1)
    await added.get_by_test_id("evacuee-open").click()
    await other.touch("evacuee-more", "more-assign")
    await other.at("assign-to", id=to).click()
    await expect(added).not_to_contain_text("待发")
    await added.get_by_test_id("evacuee-open").click()
    await other.touch("evacuee-more", "more-remove")
    await other.at("remove-why").fill("已随女儿离岛")
    await other.touch("remove-save")
    await expect(added).to_have_count(0)


async def test_names_leave_the_phone_with_whoever_signs_out(desk: Desk) -> None:
    phone = await desk.phone()
    await phone.sign_in(desk.workers(22)[0])
    await expect(phone.at("evacuee").first).to_be_visible()
    names = """() => new Promise((tell) => {
        const asked = indexedDB.open('gridcommand-lists')
        asked.onsuccess = () => {
            const all = asked.result.transaction('lists').objectStore('lists').getAll()
            all.onsuccess = () => tell(all.result.length)
        }
    })"""
    await phone.page.wait_for_function(f"async () => await ({names})() === 1")
    await phone.touch("menu", "sign-out")
    await phone.page.wait_for_function(f"async () => await ({names})() === 0")


async def test_a_press_means_what_was_under_the_thumb_when_it_came_down(desk: Desk) -> None:
    phone = await desk.phone()
    await phone.sign_in(desk.workers(23)[0])
    await expect(phone.at("evacuee-add")).to_be_visible()
    await phone.page.evaluate("""document.addEventListener('pointerdown', () => {
        const warning = Object.assign(document.createElement('div'), {textContent: 'comes in above'})
        warning.style.height = '300px'
        document.querySelector('.list').prepend(warning)
        document.body.offsetHeight
    }, {once: true})""")
    await phone.touch("evacuee-add")
    await expect(phone.at("evacuee-form")).to_be_visible()
