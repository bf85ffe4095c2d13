"""Who could be reached, over HTTP: no numbers in lists, and every look at one recorded."""

import msgspec
import pytest

from command.domain.registry import Contact
from command.http.context import Context
from command.store.contacts import contacts_of
from tests.http.conftest import FIRST_GRID, As

PATH = "/api/people/{}/contact"


@pytest.fixture
async def on_duty(context: Context, accounts: dict) -> str:  # type: ignore[type-arg]
    from command.clock import new_id, now
    from command.service.intake import perform

    worker = accounts["worker-001"]["id"]
    data = {"id": new_id(), "at": now().isoformat()}
    await perform(context.desk, worker, "duty.check_in", data, context.directory.areas)
    return str(worker)


async def test_a_person_card_says_what_could_reach_them_and_shows_no_number(client, headers: As, on_duty: str) -> None:  # type: ignore[no-untyped-def]
    listed = await client.get("/api/reach", headers=headers("operator-1"))
    body = listed.json()
    assert body["hears"] is False, "this process hears no phones, and says so"
    mine = next(one for one in body["people"] if one["person"] == on_duty)
    assert {rung["way"]: rung["could"] for rung in mine["rungs"]} == {
        "socket": False,
        "messenger": True,
        "sms": True,
        "call": True,
    }
    assert next(one for one in body["grids"] if one["grid"] == FIRST_GRID)["contact"]["on_duty"] >= 1
    assert "154" not in listed.text.replace(on_duty, "")
    card = (await client.get(f"/api/people/{on_duty}/reach", headers=headers("operator-1"))).json()
    assert card["answered_at"] is not None, "the last thing they did"


async def test_kiosks_workers_and_devices_see_neither_cards_nor_numbers(client, headers: As, on_duty: str) -> None:  # type: ignore[no-untyped-def]
    for reader in ("worker-002", "kiosk-1", "device-1"):
        for path in ("/api/reach", f"/api/people/{on_duty}/reach", PATH.format(on_duty) + "?reason=x"):
            assert (await client.get(path, headers=headers(reader))).status_code == 403, (reader, path)


async def test_a_number_is_shown_for_a_reason_and_every_look_is_recorded(client, headers: As, on_duty: str) -> None:  # type: ignore[no-untyped-def]
    refused = await client.get(PATH.format(on_duty), headers=headers("operator-1"))
    assert refused.status_code == 422
    shown = await client.get(PATH.format(on_duty) + "?reason=点名未应", headers=headers("operator-1"))
    assert shown.json()["phone"].startswith("154")
    looks = (await client.get(f"/api/looks?resident={on_duty}", headers=headers("auditor-1"))).json()["looks"]
    assert [(one["outcome"], one["reason"]) for one in looks] == [("shown", "点名未应"), ("reason_needed", "")]


async def test_numbers_are_kept_by_administrators_only(client, headers: As, context: Context, on_duty: str) -> None:  # type: ignore[no-untyped-def]
    path, body = PATH.format(on_duty), {"phone": "0898-1", "wecom": "zhang"}
    assert (await client.put(path, json=body, headers=headers("operator-1"))).status_code == 403
    assert (await client.put(path, json={"phone": "no letters"}, headers=headers("admin-1"))).status_code == 400
    assert (await client.put(path, json=body, headers=headers("admin-1"))).status_code == 200
    kept = (await contacts_of(context.engine, [on_duty]))[on_duty]
    assert kept == Contact(id=on_duty, phone="0898-1", wecom="zhang")
    assert msgspec.structs.asdict(kept)["synthetic"] is False
