"""Response levels over HTTP: a dry run, a proposal, a second person, and what holds then from which layer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from litestar.testing import AsyncTestClient

from command.clock import new_id
from command.http.context import Context
from command.service.deadlines import pass_due
from command.service.replay import differences
from command.store import universe
from tests.http.conftest import DISTRICT

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]


async def switching(client: Client, context: Context, headers: Headers, level: int, **more: Any) -> dict[str, Any]:
    modes = (await client.get("/api/modes", headers=headers("operator-1"))).json()
    at = await universe.now(context.engine, DISTRICT)
    plan = next(one for one in modes["plans"] if one["id"] == "typhoon")
    return {
        "response_plan": "typhoon",
        "plan_version": plan["version"],
        "level": level,
        "mode_version": modes["mode_version"],
        "reason": "台风橙色预警",
        "order": {"issuer": "海口市三防指挥部", "number": "12号", "at": at.isoformat()},
        "review_at": (at + timedelta(hours=6)).isoformat(),
        **more,
    }


async def switch(client: Client, context: Context, headers: Headers, level: int) -> None:
    asked = await switching(client, context, headers, level)
    told = await client.post("/api/modes/proposals", json=asked, headers=headers("operator-1"))
    assert told.status_code == 200, told.text
    (proposal,) = (await client.get("/api/modes", headers=headers("coordinator-1"))).json()["proposals"]
    url = f"/api/modes/proposals/{proposal['id']}/approve"
    body = {"mode_version": asked["mode_version"]}
    for_rank = "coordinator-1" if level in (0, 1, 2, 3) else "coordinator-2"
    assert (await client.post(url, json=body, headers=headers(for_rank))).status_code == 200
    while (done := await pass_due(context.desk)) is not None and done.entries:
        pass


async def test_a_level_is_tried_proposed_approved_and_shown_with_where_each_value_is_from(
    client: Client, context: Context, headers: Headers, report: Callable[..., Any]
) -> None:
    await report("worker-001", category="event.0205")
    tried = await client.post(
        "/api/modes/dry-run", json={"response_plan": "typhoon", "level": 3}, headers=headers("operator-1")
    )
    told = tried.json()
    assert (told["level"], told["was"], told["task_grids"]) == (3, 0, 185)
    assert told["recalled_count"] > 200
    assert (await client.get("/api/modes", headers=headers("operator-1"))).json()["mode"] is None, "nothing was done"

    asked = await switching(client, context, headers, 3)
    key = {"Idempotency-Key": new_id()}
    first = await client.post("/api/modes/proposals", json=asked, headers=headers("operator-1", **key))
    again = await client.post("/api/modes/proposals", json=asked, headers=headers("operator-1", **key))
    assert first.json() == again.json()
    (proposal,) = (await client.get("/api/modes", headers=headers("coordinator-1"))).json()["proposals"]
    url, body = f"/api/modes/proposals/{proposal['id']}/approve", {"mode_version": 0}
    told = await client.post(url, json=body, headers=headers("coordinator-3"))
    assert (told.status_code, told.json()["code"]) == (403, "mode_rank")
    assert "副指挥长" in told.json()["detail"]
    assert (await client.post(url, json=body, headers=headers("coordinator-2"))).status_code == 200
    while (done := await pass_due(context.desk)) is not None and done.entries:
        pass

    modes = (await client.get("/api/modes", headers=headers("worker-001"))).json()
    assert (modes["mode"]["level"], modes["mode"]["order"]["number"], modes["proposals"]) == (3, "12号", [])
    effective = (await client.get("/api/modes/effective", headers=headers("auditor-1"))).json()
    values = {one["name"]: one for one in effective["values"]}
    assert values["pool"]["value"] == "recalled"
    assert values["pool"]["origin"] == {"layer": "level", "plan": "typhoon", "version": 1, "level": 3}
    assert values["rounds"]["origin"]["level"] == 3
    assert values["raised.event.0205"]["origin"]["level"] == 4
    one = await client.get("/api/modes/effective", params={"category": "event.0601"}, headers=headers("operator-1"))
    handle = next(v for v in one.json()["categories"][0]["values"] if v["name"] == "handle.3")
    assert (handle["value"], handle["normal"], handle["origin"]["level"]) == ("8h", "1wd", 3)

    tasks = (await client.get("/api/modes/tasks", headers=headers("worker-001"))).json()
    assert [one["id"] for one in tasks["grids"]] == ["460107001001001"]
    at = (await universe.now(context.engine, DISTRICT)).isoformat()
    done_url = "/api/modes/tasks/460107001001001/people_list"
    done_ = await client.post(done_url, json={"at": at, "note": "已核对"}, headers=headers("worker-001"))
    assert done_.status_code == 200, done_.text
    assert (await client.get("/api/modes", headers=headers("operator-1"))).json()["tasks_done"] == 1

    history = (await client.get("/api/modes/history", headers=headers("operator-1"))).json()["facts"]
    assert [fact["type"] for fact in history] == ["SwitchClosed", "ModeSwitched", "SwitchProposed"]
    assert await differences(context.engine, DISTRICT) == [], "the ledger alone makes the same picture (P11)"

    await switch(client, context, headers, 0)
    assert (await client.get("/api/modes", headers=headers("operator-1"))).json()["tasks_all"] == 0
    assert await differences(context.engine, DISTRICT) == []


async def test_a_plan_is_checked_compared_drafted_and_published_by_two(client: Client, headers: Headers) -> None:
    (plan,) = [
        one["plan"]
        for one in (await client.get("/api/plans", headers=headers("operator-1"))).json()["plans"]
        if one["plan"]["id"] == "rainstorm"
    ]
    plan["levels"][1]["rounds"] = 5
    plan["levels"][2]["answer"] = ["50s", "60s", "200s", "300s"]
    judged = (await client.post("/api/plans/check", json=plan, headers=headers("operator-1"))).json()
    assert [one["path"] for one in judged["problems"]] == ["levels.2.answer.3"]
    plan["levels"][2]["answer"] = ["45s", "60s", "120s", "180s"]
    judged = (await client.post("/api/plans/check", json=plan, headers=headers("operator-1"))).json()
    assert (judged["problems"], judged["changes"]) == ([], [{"path": "levels.3.rounds", "old": "4", "new": "5"}])
    asked = {"content": plan, "base": 1, "reason": "雨季加密"}
    assert (await client.post("/api/plans/drafts", json=asked, headers=headers("coordinator-1"))).status_code == 200
    publish = "/api/plans/rainstorm/publish"
    own = await client.post(publish, json={"base": 1}, headers=headers("coordinator-1"))
    assert (own.status_code, own.json()["code"]) == (403, "second_person")
    assert (await client.post(publish, json={"base": 1}, headers=headers("coordinator-2"))).status_code == 200
    plans = (await client.get("/api/plans", headers=headers("auditor-1"))).json()["plans"]
    found = next(one for one in plans if one["plan"]["id"] == "rainstorm")
    assert (found["plan"]["version"], found["waiting"]) == (2, None)
    assert found["published"]["second"] != found["published"]["by"]


async def test_one_person_alone_types_the_levels_name(client: Client, context: Context, headers: Headers) -> None:
    asked = await switching(client, context, headers, 1, typed="一级")
    told = await client.post("/api/modes/alone", json=asked, headers=headers("coordinator-4"))
    assert (told.status_code, told.json()["code"]) == (422, "mode_typed")
    asked["typed"] = "一级响应"
    assert (await client.post("/api/modes/alone", json=asked, headers=headers("coordinator-4"))).status_code == 200
    mode = (await client.get("/api/modes", headers=headers("operator-1"))).json()["mode"]
    assert (mode["alone"], mode["second"]) == (True, "")
    signed = await client.post(
        "/api/modes/countersign", json={"version": mode["version"]}, headers=headers("coordinator-1")
    )
    assert signed.status_code == 200
