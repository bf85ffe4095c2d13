"""一键通 on the operator's screen: the file is there before the first word is said, and one key sends somebody."""

import re
import time

import httpx
import pytest
from playwright.async_api import expect

from command.clock import new_id, now
from tests.browser.desk import Desk
from tests.browser.screens import Account

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def press(desk: Desk, device: Account, button: str = "red", **again: str) -> httpx.Response:
    async with httpx.AsyncClient(timeout=20) as http:
        return await http.post(
            f"{desk.system.url}/api/buttons/{device['id']}/press",
            json={"id": new_id(), "button": button, "at": now().isoformat(), **again},
            headers={"Authorization": f"Bearer {device['key']}"},
        )


def buttons(desk: Desk) -> list[Account]:
    """Call buttons; the device of the weather bureau has the whole district."""
    return [one for one in desk.accounts if one["role"] == "device" and len(one["area"]) == 15]


async def test_a_press_opens_the_callers_file_within_a_second_and_one_key_dispatches_it(desk: Desk) -> None:
    mine, other, wall = await desk.console(), await desk.console(), await desk.wall()
    operators = [one for one in desk.accounts if one["role"] == "operator"]
    await mine.sign_in(operators[0])
    await other.sign_in(operators[1])
    await wall.open(desk.kiosk_key)
    await mine.touch("tab-open")
    await expect(mine.at("incidents-empty").or_(mine.at("incident-row").first)).to_be_visible()

    started = time.monotonic()
    answer = await press(desk, buttons(desk)[0])
    assert answer.status_code == 200, answer.text
    incident = answer.json()["incident"]
    panel = mine.at("press-panel", incident=incident)
    await expect(mine.at("press-medical")).to_be_visible()
    assert time.monotonic() - started < 2, "stored, told and shown"
    await expect(panel).to_have_attribute("data-held", "true")
    await expect(mine.at("press-worker")).to_contain_text(re.compile("责任网格员"))
    await expect(mine.at("press-family")).to_contain_text(re.compile(r"\d{7,}"))
    await expect(mine.at("press-address")).to_contain_text("室")
    name = (await mine.at("press-name").inner_text()).split()[0]

    await mine.page.keyboard.press("F2")
    await expect(mine.at("press-taken")).to_have_text("您已派单")
    await expect(other.at("press-taken")).to_contain_text(f"{operators[0]['name']} 已派单")
    await mine.told("IncidentFiled", "ButtonPressed", "DispatchOrdered")
    await expect(wall.row(incident)).to_be_visible()
    assert name not in await wall.page.content()
    assert name not in "\n".join(wall.frames)

    auditor = next(one for one in desk.accounts if one["role"] == "auditor")
    async with httpx.AsyncClient(base_url=desk.system.url) as http:
        body = {"username": auditor["username"], "password": auditor["password"]}
        token = (await http.post("/api/session", json=body)).json()["token"]
        looks = (await http.get("/api/looks", headers={"Authorization": f"Bearer {token}"})).json()["looks"]
    lookers = {look["person"] for look in looks if look["incident"] == incident and look["outcome"] == "shown"}
    assert lookers == {operators[0]["id"], operators[1]["id"]}


async def test_a_press_does_not_take_the_keyboard_from_who_is_on_the_phone(desk: Desk) -> None:
    console = await desk.console()
    await console.sign_in(desk.first("operator"))
    await console.page.keyboard.press("F3")
    await console.page.keyboard.type("1380000")
    answer = await press(desk, buttons(desk)[1])
    await expect(console.at("press-panel", incident=answer.json()["incident"])).to_be_visible()
    await console.page.keyboard.type("1234")
    await expect(console.at("intake-phone")).to_have_value("13800001234")
    await expect(console.at("press-panel")).to_have_attribute("data-held", "true")


async def test_a_press_while_the_centre_is_down_arrives_later_and_once(desk: Desk) -> None:
    device, same = buttons(desk)[2], {"id": new_id(), "at": now().isoformat()}
    desk.system.freeze("worker")
    waiting = await press(desk, device, **same)
    assert waiting.status_code == 503, waiting.text
    desk.system.thaw("worker")
    answers = [await press(desk, device, **same) for _ in range(3)]
    assert {one.json().get("status") for one in answers} == {"stored"}, [one.text for one in answers]
    assert len({one.json()["incident"] for one in answers}) == 1
