"""`/api/scripts`: written, checked, kept by version, made, in and out as Excel; by those who may know them."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.clock import new_id, now
from command.domain.drill.sheet.reading import Read, read_rows
from command.domain.drill.sheet.words import COLUMNS
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.script import Script
from command.domain.refusals import Refusal
from command.domain.registry import Household, PersonInNeed
from command.http.context import Context
from command.service.script_book import script_book
from command.service.sheets import read_rows as read_sheet
from command.store import exercises
from command.store.registry import load_all
from tests.http.conftest import DISTRICT, FIRST_GRID, As, Report

Client = AsyncTestClient[Any]
LINE = {
    "number": 1,
    "offset_s": 0,
    "title": "积水",
    "content": {"kind": "call", "text": "积水", "category": "event.0406", "place": {"grid": FIRST_GRID}},
    "expected": [{"what": "accepted", "within_s": 180}],
}
SCRIPT = {"name": "内涝演练", "injects": [LINE]}


def line(number: int, **more: Any) -> dict[str, Any]:
    return {**LINE, "number": number, **more}


async def saved(client: Client, mine: dict[str, str], script: dict[str, Any] = SCRIPT) -> str:
    answer = await client.post("/api/scripts", json={"script": script}, headers=mine)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_a_script_is_kept_by_version_and_none_is_lost(client: Client, headers: As) -> None:
    mine = headers("coordinator-1")
    id_ = await saved(client, mine)
    second = {**SCRIPT, "name": "内涝演练（改）", "injects": [LINE, line(2, offset_s=60)]}
    answer = await client.put(
        f"/api/scripts/{id_}", json={"script": second, "state": "ready", "version": 1}, headers=mine
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["version"] == 2
    newest = (await client.get(f"/api/scripts/{id_}", headers=mine)).json()
    assert (newest["version"], newest["state"], newest["script"]["name"]) == (2, "ready", "内涝演练（改）")
    assert [one["version"] for one in newest["versions"]] == [2, 1]
    first = (await client.get(f"/api/scripts/{id_}?version=1", headers=mine)).json()
    assert first["script"]["name"] == "内涝演练"
    listed = (await client.get("/api/scripts", headers=mine)).json()
    assert next((one["version"], one["injects"]) for one in listed["scripts"] if one["id"] == id_) == (2, 2)
    assert {one["id"] for one in listed["shipped"]} == {"rammasun", "flooded_estate", "gas_leak"}


async def test_whoever_comes_second_is_told_so_and_nothing_is_overwritten(client: Client, headers: As) -> None:
    mine = headers("coordinator-1")
    id_ = await saved(client, mine)
    one = {"script": {**SCRIPT, "name": "甲"}, "version": 1}
    other = {"script": {**SCRIPT, "name": "乙"}, "version": 1}
    assert (await client.put(f"/api/scripts/{id_}", json=one, headers=mine)).status_code == 200
    again = await client.put(f"/api/scripts/{id_}", json=one, headers=mine)
    assert (again.status_code, again.json()["version"]) == (200, 2), "the same save, sent again"
    late = await client.put(f"/api/scripts/{id_}", json=other, headers=mine)
    assert (late.status_code, late.json()["code"]) == (409, "script_stale")
    assert "2" in late.json()["message"]
    assert (await client.get(f"/api/scripts/{id_}", headers=mine)).json()["script"]["name"] == "甲"


async def test_the_same_key_keeps_one_script(client: Client, headers: As) -> None:
    mine = {**headers("coordinator-1"), "Idempotency-Key": new_id()}
    assert await saved(client, mine) == await saved(client, mine)


async def test_what_is_unknown_is_unknown(client: Client, headers: As) -> None:
    mine = headers("coordinator-1")
    assert (await client.get("/api/scripts/none", headers=mine)).json()["code"] == "script_unknown"
    put = await client.put("/api/scripts/none", json={"script": SCRIPT, "version": 3}, headers=mine)
    assert put.json()["code"] == "script_unknown"
    assert (await client.get("/api/drills/none", headers=mine)).json()["code"] == "exercise_unknown"
    assert (await client.post("/api/drills/none/check", json={}, headers=mine)).json()["code"] == "exercise_unknown"


async def test_players_do_not_see_scripts_and_directors_do(client: Client, context: Context, headers: As) -> None:
    for who in ("worker-001", "operator-1", "supervisor-1"):
        for method, path in (("GET", "/api/scripts"), ("GET", "/api/scripts/x"), ("GET", "/api/scripts/template.xlsx")):
            told = await client.request(method, path, headers=headers(who))
            assert (told.status_code, told.json()["code"]) == (403, "script_editors"), who
    told = await client.post(
        "/api/scripts", json={"script": SCRIPT}, headers={**headers("operator-1"), "Accept-Language": "en"}
    )
    assert "Only coordinators" in told.json()["message"]
    director = (await client.get("/api/session", headers=headers("operator-1"))).json()
    id_ = director["user"]["id"]
    plan = DrillPlan(name="演练", participants=[Participant(person=id_, part="director")])
    drill = await exercises.create(context.engine, DISTRICT, new_id(), plan, Script(name="x"), id_)
    assert (await client.get("/api/scripts", headers=headers("operator-1"))).status_code == 200
    await exercises.drop(context.engine, DISTRICT, drill.id, drill.version)
    assert (await client.get("/api/scripts", headers=headers("operator-1"))).status_code == 403


async def test_a_script_is_checked_while_it_is_written(client: Client, headers: As) -> None:
    mine = headers("coordinator-1")
    many = [line(n, offset_s=n * 60) for n in range(1, 31)]
    bad = {**LINE, "number": 31, "offset_s": 3600, "content": {**LINE["content"], "category": "nonsense"}}  # type: ignore[dict-item]
    asked = {"script": {**SCRIPT, "injects": [*many, bad]}, "compression": 10}
    told = (await client.post("/api/scripts/check", json=asked, headers=mine)).json()
    codes = {one["code"]: one for one in told["findings"]}
    assert codes["category_unknown"]["number"] == 31
    assert codes["dense"]["severity"] == "warning"
    assert (told["forbids"], told["measured"]["injects"]) == (1, 31)
    assert told["measured"]["most"] == 31


async def test_a_file_is_tried_told_wrong_by_row_and_then_kept(client: Client, headers: As) -> None:
    mine = headers("coordinator-1")
    template = await client.get("/api/scripts/template.xlsx", headers=mine)
    tried = (await client.post("/api/scripts/import", content=template.content, headers=mine)).json()
    assert (tried["errors"], tried["id"], len(tried["script"]["injects"])) == ([], "", 4)
    assert tried["review"]["forbids"] == 0
    rows = await read_sheet(template.content)
    assert not isinstance(rows, Refusal)
    rows[7][list(COLUMNS).index("kind")] = "谣言"
    text_ = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()
    wrong = await client.post("/api/scripts/import?dry_run=false", content=text_, headers=mine)
    assert wrong.status_code == 422
    assert [(one["row"], one["column"]) for one in wrong.json()["errors"]] == [(8, "kind")]
    assert "谣言" in wrong.json()["errors"][0]["message"]
    english = await client.post("/api/scripts/import", content=text_, headers={**mine, "Accept-Language": "en"})
    assert "cannot be used" in english.json()["errors"][0]["message"]
    marked = await client.post("/api/scripts/import?workbook=true", content=text_, headers=mine)
    assert marked.headers["content-type"].endswith("sheet")
    kept = await client.post("/api/scripts/import?dry_run=false", content=template.content, headers=mine)
    assert kept.json()["version"] == 1
    again = (await client.get(f"/api/scripts/{kept.json()['id']}", headers=mine)).json()
    assert again["script"]["name"] == "示例脚本"
    nothing = await client.post("/api/scripts/import", content=b"a,b", headers=mine)
    assert nothing.json()["code"] == "script_sheet"


async def test_a_kept_script_goes_out_to_excel_and_comes_back_the_same(client: Client, headers: As) -> None:
    mine = headers("coordinator-1")
    made = (await client.post("/api/scripts/generate", json={"how": "risks", "area": FIRST_GRID}, headers=mine)).json()
    id_ = await saved(client, mine, made["script"])
    book = await client.get(f"/api/scripts/{id_}/script.xlsx", headers=mine)
    rows = await read_sheet(book.content)
    assert not isinstance(rows, Refusal)
    found = read_rows(rows)
    assert isinstance(found, Read)
    assert found.script == msgspec.convert(made["script"], Script)
    assert script_book(found.script, english=False)[:2] == b"PK"


async def test_scripts_are_made_from_a_grids_own_registry_and_can_be_played(client: Client, headers: As) -> None:
    mine = headers("coordinator-1")
    for asked in (
        {"how": "risks", "area": FIRST_GRID, "count": 8},
        {"how": "shipped", "shipped": "flooded_estate", "area": FIRST_GRID},
        {"how": "shipped", "shipped": "gas_leak", "area": FIRST_GRID},
    ):
        made = await client.post("/api/scripts/generate", json=asked, headers=mine)
        assert made.status_code == 200, made.text
        assert made.json()["review"]["forbids"] == 0
        assert len(made.json()["script"]["injects"]) >= 8
    unknown = await client.post("/api/scripts/generate", json={"how": "risks", "area": "460107999999999"}, headers=mine)
    assert unknown.json()["code"] == "script_grid"


async def test_rammasun_is_made_for_the_whole_district(client: Client, headers: As) -> None:
    asked = {"how": "shipped", "shipped": "rammasun"}
    made = (await client.post("/api/scripts/generate", json=asked, headers=headers("coordinator-1"))).json()
    assert 150 <= len(made["script"]["injects"]) <= 250
    assert made["review"]["forbids"] == 0


async def test_the_past_comes_again_without_anybodys_name(
    client: Client, context: Context, headers: As, report: Report
) -> None:
    mine = headers("coordinator-1")
    somebody = (await load_all(context.reading, PersonInNeed))[0]
    home = (await load_all(context.reading, Household))[0]
    starts = now() - timedelta(seconds=1)
    told = f"{home.head}家进水，{somebody.name}（{somebody.phone}）被困"
    caller = {"name": "欧阳甲", "phone": "13900001111"}
    await report("operator-1", category="event.0406", hazard="life", text=told, caller=caller)
    asked = {"how": "past", "starts": starts.isoformat(), "ends": now().isoformat(), "area": FIRST_GRID}
    made = await client.post("/api/scripts/generate", json=asked, headers=mine)
    assert made.status_code == 200, made.text
    said = made.text
    for name in (home.head, somebody.name, somebody.phone, "欧阳甲", "13900001111"):
        assert name not in said
    assert len(made.json()["script"]["injects"]) == 1
    assert made.json()["review"]["forbids"] == 0
    ahead = {**asked, "ends": (now() + timedelta(hours=1)).isoformat()}
    assert (await client.post("/api/scripts/generate", json=ahead, headers=mine)).json()["code"] == "script_stretch"
    long = {**asked, "starts": (now() - timedelta(days=30)).isoformat()}
    assert (await client.post("/api/scripts/generate", json=long, headers=mine)).json()["code"] == "script_stretch"
    before = {**asked, "ends": starts.isoformat(), "starts": (starts - timedelta(days=1)).isoformat()}
    nothing = await client.post("/api/scripts/generate", json=before, headers=mine)
    assert nothing.json()["code"] == "script_nothing_then"


async def test_a_drill_is_planned_changed_and_thrown_away_until_it_starts(client: Client, headers: As) -> None:
    mine = headers("coordinator-1")
    plan = {"name": "内涝演练", "form": "live"}
    made = await client.post("/api/drills", json={"plan": plan, "script": SCRIPT}, headers=mine)
    assert made.status_code == 201, made.text
    id_ = made.json()["id"]
    changed = {"plan": {**plan, "compression": 10}, "script": SCRIPT, "version": 1}
    assert (await client.put(f"/api/drills/{id_}", json=changed, headers=mine)).json()["version"] == 2
    late = await client.put(f"/api/drills/{id_}", json=changed, headers=mine)
    assert (late.status_code, late.json()["code"]) == (409, "drill_stale")
    listed = (await client.get("/api/drills", headers=mine)).json()["drills"]
    assert next(one["plan"]["compression"] for one in listed if one["id"] == id_) == 10
    assert (await client.get("/api/drills", headers=headers("worker-001"))).json()["drills"] == []
    hidden = await client.get(f"/api/drills/{id_}", headers=headers("worker-001"))
    assert (hidden.status_code, hidden.json()["code"]) == (404, "exercise_unknown")
    assert (await client.post("/api/drills", json=changed, headers=headers("operator-1"))).status_code == 403
    assert (await client.delete(f"/api/drills/{id_}?version=2", headers=mine)).status_code == 204
    assert (await client.get(f"/api/drills/{id_}", headers=mine)).status_code == 404


async def test_a_drill_is_checked_before_its_start_as_kept_or_as_written(
    client: Client, context: Context, headers: As
) -> None:
    mine = headers("coordinator-1")
    made = await client.post("/api/drills", json={"plan": {"name": "内涝演练"}, "script": SCRIPT}, headers=mine)
    path = f"/api/drills/{made.json()['id']}/check"
    told = (await client.post(path, json={}, headers=mine)).json()
    assert {"no_players", "no_directors"} <= {one["code"] for one in told["findings"]}
    assert told["forbids"] >= 2
    people = {one["name"]: one for one in (await client.get("/api/people", headers=mine)).json()["people"]}
    worker = next(one for one in people.values() if "worker" in one["roles"] and FIRST_GRID in one["areas"])
    director = next(one for one in people.values() if "coordinator" in one["roles"])
    plan = {
        "name": "内涝演练",
        "participants": [
            {"person": worker["id"], "roles": ["worker"], "areas": [FIRST_GRID]},
            {"person": director["id"], "part": "director"},
        ],
    }
    told = (await client.post(path, json={"plan": plan}, headers=mine)).json()
    assert told["forbids"] == 0, told["findings"]
    other = await exercises.create(
        context.engine,
        DISTRICT,
        new_id(),
        DrillPlan(name="另一场", participants=[Participant(person=worker["id"], roles=["worker"])]),
        Script(name="x"),
        director["id"],
    )
    async with context.engine.begin() as connection:
        await connection.execute(text("UPDATE exercise SET state = 'running' WHERE id = :id"), {"id": other.id})
    told = (await client.post(path, json={"plan": plan}, headers=mine)).json()
    assert [one["code"] for one in told["findings"] if one["severity"] == "refused"] == ["other_drill"]
    assert (await client.post(path, json={"plan": {**plan, "overridden": "同一批人"}}, headers=mine)).json()[
        "forbids"
    ] == 0
    async with context.engine.begin() as connection:
        await connection.execute(text("UPDATE exercise SET state = 'over' WHERE id = :id"), {"id": other.id})


async def test_scripts_are_the_districts_also_for_a_console_of_an_exercise(client: Client, headers: As) -> None:
    there = {**headers("coordinator-1"), "X-Exercise": "whatever"}
    assert (await client.get("/api/scripts", headers=there)).status_code == 200
    assert (await client.get("/api/drills", headers=there)).status_code == 200
