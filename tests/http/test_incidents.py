"""Incidents over HTTP: lists, search, timelines, and what those above may do."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import AsyncTestClient

from command.clock import new_id, now
from command.http.context import Context
from command.service.intake import perform

Accounts = dict[str, dict[str, Any]]
Headers = Callable[..., dict[str, str]]
Report = Callable[..., Any]
Client = AsyncTestClient[Any]
FIRST_GRID = "460107001001001"
OTHER_GRID = "460107004004007"
CALLER = {"name": "黄先生", "phone": "13800000000"}


async def numbers(client: Client, headers: dict[str, str], query: str = "") -> list[str]:
    answer = await client.get(f"/api/incidents{query}", headers=headers)
    assert answer.status_code == 200, answer.text
    return [incident["id"] for incident in answer.json()["incidents"]]


async def incident_of(report: Report, username: str = "worker-001", **fields: Any) -> str:
    stored = await report(username, **fields)
    assert stored["status"] == "stored", stored
    incident: str = stored["incident"]
    return incident


async def test_each_role_lists_what_it_may_read(client: Client, headers: Headers, report: Report) -> None:
    here = await incident_of(report, category="grid.dispute")
    there = await incident_of(report, "worker-230", category="grid.dispute", place={"grid": OTHER_GRID})
    everything = {"operator-1", "coordinator-1", "auditor-1", "kiosk-1"}
    only_here = {"worker-001", "worker-002", "supervisor-1", "supervisor-34"}
    only_there = {"worker-229", "supervisor-26", "supervisor-37"}
    for username in everything | only_here | only_there:
        seen = set(await numbers(client, headers(username)))
        assert (here in seen) == (username not in only_there), username
        assert (there in seen) == (username not in only_here), username
        for incident, allowed in ((here, username not in only_there), (there, username not in only_here)):
            one = await client.get(f"/api/incidents/{incident}", headers=headers(username))
            assert one.status_code == (200 if allowed else 404), (username, incident)
    assert here not in await numbers(client, headers("worker-005"))
    for username in ("admin-1", "device-1"):
        assert (await client.get("/api/incidents", headers=headers(username))).status_code == 403
        assert (await client.get(f"/api/incidents/{here}", headers=headers(username))).status_code == 404
    assert (await client.get("/api/incidents")).status_code == 401


async def test_an_incident_comes_with_its_whole_timeline(client: Client, headers: Headers, report: Report) -> None:
    incident = await incident_of(report, "operator-1", text="阳台漏水", caller=CALLER, category="event.0402")
    story = (await client.get(f"/api/incidents/{incident}", headers=headers("operator-1"))).json()
    assert story["incident"]["caller"] == CALLER
    types = [fact["type"] for fact in story["timeline"]]
    assert types[0] == "IncidentFiled"
    assert "ReportStored" not in types
    assert [fact["number"] for fact in story["timeline"]] == sorted(fact["number"] for fact in story["timeline"])


async def test_a_kiosk_reads_no_words_and_no_people_and_nothing_that_is_over(
    client: Client, headers: Headers, report: Report
) -> None:
    incident = await incident_of(report, "operator-1", text="独居老人摔倒", caller=CALLER, category="grid.dispute")
    answer = await client.get(f"/api/incidents/{incident}", headers=headers("kiosk-1"))
    assert answer.status_code == 200
    for hidden in ("独居老人", "黄先生", "13800000000", "reporter_name"):
        assert hidden not in answer.text
        assert incident not in await numbers(client, headers("kiosk-1"), f"?q={hidden}")
    over = await incident_of(report, disposition="settled", category="grid.dispute")
    assert (await client.get(f"/api/incidents/{over}", headers=headers("kiosk-1"))).status_code == 404
    assert over not in await numbers(client, headers("kiosk-1"), "?status=all")
    assert over in await numbers(client, headers("operator-1"), "?status=closed")
    assert over not in await numbers(client, headers("operator-1"))


async def test_a_worker_is_not_told_the_callers_number_of_a_neighbours_job(
    client: Client, headers: Headers, report: Report
) -> None:
    incident = await incident_of(report, "operator-1", text="路灯不亮", caller=CALLER, category="component.0106")
    mine = await client.get(f"/api/incidents/{incident}", headers=headers("worker-001"))
    assert mine.status_code == 200
    assert "路灯不亮" in mine.text
    assert CALLER["phone"] not in mine.text
    assert CALLER["phone"] in (await client.get(f"/api/incidents/{incident}", headers=headers("supervisor-1"))).text


async def test_incidents_are_found_by_text_category_grid_area_and_number(
    client: Client, headers: Headers, report: Report
) -> None:
    incident = await incident_of(report, text="100%_损坏的招牌", category="event.0205")
    operator = headers("operator-1")
    number = (await client.get(f"/api/incidents/{incident}", headers=operator)).json()["incident"]["number"]
    for q in (
        "损坏",
        "100%25_",
        "招牌破损",
        "broken sign",
        "event.0205",
        FIRST_GRID,
        "巴伦",
        "Balun",
        str(number),
        f"%23{number}",
    ):
        assert incident in await numbers(client, operator, f"?q={q}"), q
    for q in ("100_%25", "不存在", "999999999", OTHER_GRID):
        assert incident not in await numbers(client, operator, f"?q={q}"), q


async def test_a_list_is_paged_without_gaps_or_repeats(client: Client, headers: Headers, report: Report) -> None:
    for _ in range(5):
        await incident_of(report, category="grid.dispute")
    whole = await numbers(client, headers("operator-1"), "?status=all&limit=200")
    paged: list[str] = []
    cursor = ""
    while True:
        answer = (await client.get(f"/api/incidents?status=all&limit=2{cursor}", headers=headers("operator-1"))).json()
        paged += [incident["id"] for incident in answer["incidents"]]
        if answer["next"] is None:
            break
        cursor = f"&cursor={answer['next']}"
    assert paged == whole
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize("query", ["?limit=0", "?limit=x", "?cursor=-1", "?status=lost", f"?q={'x' * 101}", "?q=%00"])
async def test_a_bad_question_is_refused(client: Client, headers: Headers, query: str) -> None:
    answer = await client.get(f"/api/incidents{query}", headers=headers("operator-1"))
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


async def test_voiding_needs_a_watch_leader_and_is_done_once(client: Client, headers: Headers, report: Report) -> None:
    incident = await incident_of(report, category="grid.dispute")
    url, reason = f"/api/incidents/{incident}/void", {"reason": "误报"}
    for username, status in (("worker-001", 403), ("supervisor-1", 403), ("auditor-1", 403), ("operator-2", 202)):
        assert (await client.post(url, json=reason, headers=headers(username))).status_code == status, username
    story = (await client.get(f"/api/incidents/{incident}", headers=headers("operator-1"))).json()
    assert story["timeline"][-1]["type"] == "VoidAsked", "who may not decide it has asked for it"
    key = new_id()
    leader = headers("operator-1", **{"Idempotency-Key": key})
    for _ in range(2):
        done = await client.post(url, json=reason, headers=leader)
        assert (done.status_code, done.json()) == (
            200,
            {"id": key, "status": "stored", "outcome": {"incident": incident}},
        )
    other = await client.post(url, json={"reason": "另一理由"}, headers=leader)
    assert (other.status_code, other.json()["code"]) == (409, "id_conflict")
    again = await client.post(url, json=reason, headers=headers("operator-1"))
    assert (again.status_code, again.json()["code"]) == (409, "incident_over")
    story = (await client.get(f"/api/incidents/{incident}", headers=headers("operator-1"))).json()
    assert [fact["type"] for fact in story["timeline"]].count("IncidentVoided") == 1


async def test_a_supervisor_closes_only_in_their_own_areas(client: Client, headers: Headers, report: Report) -> None:
    incident = await incident_of(report, category="grid.dispute")
    url, body = f"/api/incidents/{incident}/close", {"outcome": "no_action", "note": "已自行和解"}
    stranger = await client.post(url, json=body, headers=headers("supervisor-8"))
    assert (stranger.status_code, stranger.json()["code"]) == (404, "incident_unknown")
    assert (await client.post(url, json={}, headers=headers("supervisor-1"))).status_code == 409
    assert (await client.post(url, json=body, headers=headers("supervisor-1"))).status_code == 200


async def test_a_reassignment_names_somebody_on_duty(
    client: Client, context: Context, headers: Headers, accounts: Accounts, report: Report
) -> None:
    incident = await incident_of(report, category="grid.dispute")
    to = accounts["worker-003"]["id"]
    url, body = f"/api/incidents/{incident}/reassign", {"reason": "离得近", "to": to}
    off_duty = await client.post(url, json=body, headers=headers("operator-2", **{"Accept-Language": "en"}))
    assert (off_duty.status_code, off_duty.json()["code"]) == (422, "person_unfit")
    check_in: dict[str, object] = {"id": new_id(), "at": now().isoformat()}
    await perform(context.desk, to, "duty.check_in", check_in, context.directory.areas)
    assert (await client.post(url, json=body, headers=headers("operator-2"))).status_code == 200
    seen = await client.get(f"/api/incidents/{incident}", headers=headers("worker-003"))
    assert seen.json()["incident"]["handler"] == to
    duty = (await client.get("/api/duty", headers=headers("supervisor-1"))).json()["duty"]
    assert [person["person"] for person in duty] == [to]


async def test_writes_that_make_no_sense_are_refused(client: Client, headers: Headers) -> None:
    leader = headers("operator-1")
    missing = await client.post("/api/incidents/no-such/void", json={"reason": "x"}, headers=leader)
    assert missing.status_code == 404
    bodies: list[Any] = [{}, {"reason": 1}, {"reason": "x", "why": "y"}, [], {"reason": "x" * 501}]
    for body in bodies:
        answer = await client.post("/api/incidents/no-such/void", json=body, headers=leader)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid"), body
    bad_key = headers("operator-1", **{"Idempotency-Key": "1" * 201})
    assert (await client.post("/api/incidents/x/void", json={"reason": "x"}, headers=bad_key)).status_code == 400


async def test_a_report_says_how_far_it_has_got_to_its_sender_only(
    client: Client, headers: Headers, report: Report
) -> None:
    stored = await report("worker-001", category="grid.dispute")
    url = f"/api/reports/{stored['id']}"
    mine = (await client.get(url, headers=headers("worker-001"))).json()
    assert (mine["status"], mine["incident"], mine["outcome"]) == ("stored", stored["incident"], "filed")
    assert (await client.get(url, headers=headers("worker-002"))).json() == {"id": stored["id"], "status": "unknown"}
    outside = await report("worker-001", place={"lat": 39.9, "lon": 116.4})
    refused = (await client.get(f"/api/reports/{outside['id']}", headers=headers("worker-001"))).json()
    assert (refused["status"], refused["refusal"]["code"]) == ("refused", "outside_district")


async def test_a_key_of_any_kind_makes_a_write_happen_once(client: Client, headers: Headers, report: Report) -> None:
    incident = await incident_of(report, category="grid.dispute")
    url, reason = f"/api/incidents/{incident}/void", {"reason": "误报"}
    leader = headers("operator-1", **{"Idempotency-Key": "f47ac10b-58cc-4372-a567-0e02b2c3d479"})
    first, again = [await client.post(url, json=reason, headers=leader) for _ in range(2)]
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
