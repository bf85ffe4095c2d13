"""Units that repair and what categories need, over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar.testing import AsyncTestClient

from command.clock import new_id

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
Report = Callable[..., Awaitable[dict[str, str]]]
STATION = {"name": "燃气抢修站", "kind": "gas", "areas": ["460107"], "opens": "06:00", "closes": "22:00"}


async def unit_of(client: Client, headers: dict[str, str], id_: str) -> dict[str, Any]:
    answer = await client.get("/api/units", headers=headers)
    (found,) = [one for one in answer.json()["units"] if one["id"] == id_]
    return dict(found)


async def test_a_unit_is_registered_and_changed_under_one_key_once(client: Client, headers: Headers) -> None:
    id_, key = new_id(), {"Idempotency-Key": new_id()}
    told = headers("coordinator-1") | key
    for _ in range(2):
        answer = await client.put(f"/api/units/{id_}", json=STATION, headers=told)
        assert (answer.status_code, answer.json()["status"]) == (200, "stored")
    other = await client.put(f"/api/units/{id_}", json={**STATION, "name": "别的"}, headers=told)
    assert (other.status_code, other.json()["code"]) == (409, "id_conflict")
    found = await unit_of(client, headers("operator-1"), id_)
    assert (found["name"], found["opens"], found["desks"], found["active"]) == ("燃气抢修站", "06:00", [], True)
    closed = await client.put(f"/api/units/{id_}", json={**STATION, "active": False}, headers=headers("admin-1"))
    assert closed.status_code == 200
    assert (await unit_of(client, headers("admin-1"), id_))["active"] is False


async def test_what_is_wrong_with_a_unit_is_said_in_words(client: Client, headers: Headers) -> None:
    url, who = f"/api/units/{new_id()}", headers("coordinator-1")
    for body, code in (
        ({**STATION, "closes": None}, "unit_hours"),
        ({**STATION, "areas": ["110101"]}, "unit_area"),
        ({**STATION, "desks": ["nobody"]}, "unit_desk"),
        ({**STATION, "kind": "police"}, "invalid"),
        ({**STATION, "typo": 1}, "invalid"),
    ):
        answer = await client.put(url, json=body, headers=who)
        assert answer.json()["code"] == code, answer.text
        assert answer.json()["message"]


async def test_what_a_category_needs_is_read_by_those_who_lead_and_changed_by_coordinators(
    client: Client, headers: Headers, report: Report
) -> None:
    answer = await client.get("/api/needs", headers=headers("operator-1"))
    needs = {one["category"]: one for one in answer.json()["needs"]}
    assert needs["event.0402"]["need"]["repairs"] == "water"
    assert needs["grid.fire"]["need"]["by_priority"][0] == {"people": 3, "leader": True}
    four = [{"people": 2}, {}, {}, {}]
    change = {"version": 0, "reason": "双人处置", "need": {"repairs": None, "look": True, "by_priority": four}}
    denied = await client.post("/api/needs/grid.other", json=change, headers=headers("operator-1"))
    assert denied.status_code == 403
    done = await client.post("/api/needs/grid.other", json=change, headers=headers("coordinator-1"))
    assert done.status_code == 200
    stale = await client.post("/api/needs/grid.other", json=change, headers=headers("coordinator-1"))
    assert (stale.status_code, stale.json()["code"]) == (409, "need_stale")
    stored = await report("worker-001", category="grid.other", hazard="life")
    told = await client.get(f"/api/incidents/{stored['incident']}", headers=headers("operator-1"))
    incident = told.json()["incident"]
    assert incident["need"] == {"people": 2, "version": 1}
    assert len(incident["slots"]) == 1


async def test_voiding_by_somebody_who_may_only_ask_says_what_happens_next(
    client: Client, headers: Headers, report: Report
) -> None:
    stored = await report("worker-001", category="grid.dispute")
    url, reason = f"/api/incidents/{stored['incident']}/void", {"reason": "误报"}
    asked = await client.post(url, json=reason, headers=headers("operator-2") | {"Accept-Language": "en"})
    assert (asked.status_code, asked.json()["status"]) == (202, "waiting")
    assert "watch leader" in asked.json()["next"]
    still = await client.get(f"/api/incidents/{stored['incident']}", headers=headers("operator-2"))
    assert still.json()["incident"]["status"] != "voided"
    done = await client.post(url, json=reason, headers=headers("coordinator-1"))
    assert (done.status_code, done.json()["status"]) == (200, "stored")
