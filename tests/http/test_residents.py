"""A person's file over HTTP: who sees it, and that every look is remembered, refused ones too."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.clock import new_id, now
from command.http.context import Context
from command.service.intake import perform

Accounts = dict[str, dict[str, Any]]
Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]


@pytest.fixture
async def resident(context: Context) -> dict[str, Any]:
    """Somebody with a call button."""
    query = (
        "SELECT n.*, b.lat, b.lon FROM person_in_need n JOIN building b ON b.id = n.building WHERE device IS NOT NULL"
    )
    async with context.engine.connect() as connection:
        return dict((await connection.execute(text(query + " ORDER BY n.id LIMIT 1"))).mappings().one())


async def looks(client: Client, headers: Headers, **query: str) -> list[dict[str, Any]]:
    answer = await client.get("/api/looks", params=query, headers=headers("auditor-1"))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["looks"]
    return found


async def test_a_press_opens_the_file_at_its_incident_and_the_look_is_recorded(
    client: Client, context: Context, headers: Headers, accounts: Accounts, resident: dict[str, Any]
) -> None:
    data = {"id": new_id(), "button": "red", "at": now().isoformat()}
    known = await perform(context.desk, resident["device"], "button.press", data, context.directory.areas)
    assert '"stored"' in known.outcome
    (incident,) = [
        one
        for one in (await client.get("/api/incidents", headers=headers("operator-1"))).json()["incidents"]
        if one["press"] and one["press"]["resident"] == resident["id"]
    ]
    assert incident["place"]["grid"] == resident["grid"]
    assert (incident["place"]["lat"], incident["place"]["lon"]) == (resident["lat"], resident["lon"])
    assert resident["name"] in incident["text"]
    url = f"/api/residents/{resident['id']}"
    answer = await client.get(url, params={"incident": incident["id"]}, headers=headers("operator-2"))
    assert answer.status_code == 200, answer.text
    file = answer.json()
    assert file["medical"] == resident["medical"]
    assert file["family"]["phone"] == resident["family_phone"]
    assert file["worker"]["id"] == resident["worker"]
    assert resident["room"] in file["address"]
    (look, *_) = await looks(client, headers, resident=resident["id"])
    assert look["person"] == accounts["operator-2"]["id"]
    assert (look["incident"], look["outcome"], look["resident_name"]) == (incident["id"], "shown", resident["name"])


async def test_looks_without_ground_are_refused_and_recorded(
    client: Client, headers: Headers, accounts: Accounts, resident: dict[str, Any]
) -> None:
    url = f"/api/residents/{resident['id']}"
    elsewhere = next(
        a["username"] for a in accounts.values() if a["role"] == "worker" and a["area"] != resident["grid"]
    )
    for username, query, status, outcome in [
        ("operator-1", {}, 422, "reason_needed"),
        ("coordinator-1", {"incident": new_id()}, 422, "reason_needed"),
        (elsewhere, {"reason": "走访"}, 404, "unknown_thing"),
        ("admin-1", {"reason": "x"}, 403, "not_allowed"),
        ("kiosk-1", {"reason": "x"}, 403, "not_allowed"),
        ("operator-1", {"reason": "家属来电"}, 200, "shown"),
    ]:
        answer = await client.get(url, params=query, headers=headers(username))
        assert answer.status_code == status, (username, answer.text)
        if status != 200:
            assert resident["family_phone"] not in answer.text
        (last, *_) = await looks(client, headers, resident=resident["id"])
        assert (last["person"], last["outcome"]) == (accounts[username]["id"], outcome)
        assert last["reason"] == query.get("reason", "")


async def test_the_named_worker_looks_with_a_reason(
    client: Client, headers: Headers, accounts: Accounts, resident: dict[str, Any]
) -> None:
    username = next(name for name, a in accounts.items() if a["id"] == resident["worker"])
    url = f"/api/residents/{resident['id']}"
    assert (await client.get(url, headers=headers(username))).status_code == 422
    assert (await client.get(url, params={"reason": "每月走访"}, headers=headers(username))).status_code == 200


async def test_looks_come_in_pages_the_latest_first(client: Client, headers: Headers, resident: dict[str, Any]) -> None:
    url = f"/api/residents/{resident['id']}"
    for n in range(3):
        await client.get(url, params={"reason": f"第{n}次"}, headers=headers("coordinator-2"))
    page = (await client.get("/api/looks", params={"limit": "2"}, headers=headers("auditor-1"))).json()
    assert [look["reason"] for look in page["looks"]] == ["第2次", "第1次"]
    rest = await looks(client, headers, cursor=page["next"], limit="1")
    assert rest[0]["reason"] == "第0次"


async def test_a_callers_history_is_found_by_their_number_for_who_takes_calls(
    client: Client, headers: Headers, report: Callable[..., Any]
) -> None:
    caller = {"name": "林女士", "phone": "13912345678"}
    stored = await report("operator-1", caller=caller, category="grid.dispute")
    await report("operator-1", caller={"name": "x", "phone": "13912345679"}, category="grid.dispute")
    for phone in ("13912345678", "139-1234-5678"):
        answer = await client.get(
            "/api/incidents", params={"phone": phone, "status": "all"}, headers=headers("operator-1")
        )
        assert [one["id"] for one in answer.json()["incidents"]] == [stored["incident"]]
    for username in ("worker-001", "supervisor-1", "auditor-1", "kiosk-1"):
        answer = await client.get("/api/incidents", params={"phone": "13912345678"}, headers=headers(username))
        assert answer.status_code == 403, username
