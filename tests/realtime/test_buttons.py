"""A call button keeps no copy of a press: it is answered when the press is stored, and may repeat it for ever."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from command.clock import new_id
from command.domain import facts as f
from command.service.directory import key_hash
from realtime import buttons
from tests.district import GRIDS
from tests.realtime.conftest import House
from tests.realtime.test_inbox import decided, in_inbox

KEY = "k" * 40
GRID = next(iter(GRIDS))


@pytest.fixture
async def button(house: House) -> dict[str, str]:
    """A device `b` with a key; its headers."""
    for device, key in (("b", KEY), ("b2", "z" * 40)):
        await house.remember(f.PersonRegistered(person=device, name="按钮", roles=["device"], areas=[GRID]))
        async with house.district.engine.begin() as connection:
            await connection.execute(
                text("INSERT INTO credential (person, key_hash) VALUES (:device, :hash)"),
                {"device": device, "hash": key_hash(key)},
            )
    return {"Authorization": f"Bearer {KEY}"}


async def press(house: House, headers: dict[str, str], device: str = "b", **data: Any) -> httpx.Response:
    body = {"id": new_id(), "button": "red", "at": "2026-01-01T08:00:00+08:00", **data}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{house.port}", timeout=30) as http:
        return await http.post(f"/api/buttons/{device}/press", json=body, headers=headers)


async def until_waiting(house: House) -> None:
    async with asyncio.timeout(10):
        while not await in_inbox(house, "urgent"):
            await asyncio.sleep(0.01)


async def test_a_press_is_answered_when_it_is_stored_and_a_resend_the_same(
    house: House, button: dict[str, str]
) -> None:
    id_ = new_id()
    first = asyncio.create_task(press(house, button, id=id_))
    await until_waiting(house)
    assert not first.done(), "accepted is not enough for who keeps no copy"
    await decided(house, "urgent")
    answer = await first
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["id"], told["status"]) == (id_, "stored")
    house.gateway.reception.forget()
    again = await press(house, button, id=id_)
    assert again.json() == told
    other = await press(house, button, id=id_, button="green")
    assert (other.status_code, other.json()["code"]) == (409, "id_conflict")
    async with house.district.engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM incident")) == 1
        assert await connection.scalar(text("SELECT request FROM report")) == id_


async def test_while_nobody_decides_the_button_is_told_to_repeat_and_the_press_arrives_once(
    house: House, button: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buttons, "STORED_S", 0.3)
    id_ = new_id()
    for _ in range(3):
        waiting = await press(house, button, id=id_)
        assert (waiting.status_code, waiting.json()["code"]) == (503, "not_stored_yet")
        assert waiting.headers["retry-after"]
    await decided(house, "urgent")
    stored = await press(house, button, id=id_)
    assert (stored.status_code, stored.json()["status"]) == (200, "stored")
    async with house.district.engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM incident")) == 1


async def test_a_button_presses_for_itself_only_and_nobody_else_presses(house: House, button: dict[str, str]) -> None:
    assert (await press(house, button, device="b2")).status_code == 403
    person = {"Authorization": f"Bearer {house.token('op')}"}
    assert (await press(house, person, device="op")).status_code == 403
    assert (await press(house, {}, device="b")).status_code == 401
    assert await in_inbox(house, "urgent") == []


@pytest.mark.parametrize("change", [{"button": "blue"}, {"at": "yesterday"}, {"id": "7"}, {"colour": "red"}])
async def test_a_bad_press_is_a_problem(house: House, button: dict[str, str], change: dict[str, Any]) -> None:
    answer = await press(house, button, **change)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_an_operators_screen_hears_of_a_press_within_a_second(house: House, button: dict[str, str]) -> None:
    async with house.phone("op", "picture:460107") as console:
        sent = asyncio.create_task(press(house, button))
        await until_waiting(house)
        await decided(house, "urgent")
        async with asyncio.timeout(1):
            heard = await console.fact("picture:460107", "ButtonPressed")
        assert heard["button"] == "red"
        assert (await sent).json()["incident"] == heard["incident"]
