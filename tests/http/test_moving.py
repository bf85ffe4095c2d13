"""Moving people over HTTP: numbers for everybody, names for those who must know them, each look recorded."""

from collections.abc import AsyncIterator, Callable
from io import BytesIO
from typing import Any

import pytest
from litestar.testing import AsyncTestClient
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from command.clock import now
from command.http.context import Context
from command.service.replay import differences
from tests.http.conftest import DISTRICT, FIRST_GRID

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
COMMUNITY = FIRST_GRID[:12]


def at() -> str:
    return now().isoformat()


@pytest.fixture
async def clean(context: Context) -> AsyncIterator[None]:
    """Each test begins without an evacuation."""
    yield
    picture = context.desk.picture
    from command.service.intake import perform

    operator = context.directory.people
    who = next(one.id for one in operator.values() if "operator" in one.roles)
    for id_ in list(picture.evacuations if picture is not None else ()):
        data = {"id": context.new_id(), "evacuation": id_, "reason": "x"}
        await perform(context.desk, who, "evacuation.close", data, context.directory.areas)


async def shelter(client: Client, headers: Headers, capacity: int = 50, **more: Any) -> str:
    name = f"安置点 {now().timestamp()}"
    data = {"name": name, "capacity": capacity, "place": {"grid": FIRST_GRID}, **more}
    done = await client.post("/api/shelters", json=data, headers=headers("operator-1"))
    assert done.status_code == 200, done.text
    found = (await client.get("/api/shelters", headers=headers("operator-1"))).json()["shelters"]
    return str(next(one["id"] for one in found if one["name"] == name))


async def ordered(client: Client, headers: Headers, area: str = COMMUNITY, **more: Any) -> dict[str, Any]:
    data = {"area": area, "title": "威马逊", **more}
    done = await client.post("/api/evacuations", json=data, headers=headers("operator-1"))
    assert done.status_code == 200, done.text
    listed = (await client.get("/api/evacuations?by=grid", headers=headers("operator-1"))).json()
    return {**done.json(), "evacuation": listed["evacuations"][-1]["id"]}


async def people(client: Client, headers: Headers, evacuation: str, who: str = "operator-1", query: str = "") -> Any:
    done = await client.get(f"/api/evacuations/{evacuation}/people?limit=1000{query}", headers=headers(who))
    return done.json()


async def looks(context: Context, person: str) -> int:
    async with context.engine.connect() as connection:
        found = await connection.scalar(text("SELECT count(*) FROM look WHERE person = :person"), {"person": person})
    return int(found or 0)


@pytest.mark.usefixtures("clean")
async def test_an_order_lists_everybody_in_need_and_every_household_of_a_dangerous_building_once(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    could = (await client.get(f"/api/evacuations/candidates?area={DISTRICT}", headers=headers("operator-1"))).json()
    assert could["in_need"] == 404
    assert 30 < len(could["buildings"]) < 300
    assert {one["hazard"] for one in could["buildings"]} >= {"dangerous", "tiled", "low_lying"}
    buildings = [one["id"] for one in could["buildings"]]
    done = await ordered(client, headers, DISTRICT, buildings=buildings)
    found = await people(client, headers, done["evacuation"])
    homes = sum(one["people"] for one in could["buildings"])
    overlap = 404 + homes - done["listed"]
    assert found["heads"] == done["listed"] > 404
    assert 0 <= overlap < 404, "who is in need at home is one entry, and not counted with the household too"
    assert len({one["line"] for one in found["people"]}) == len(found["people"])
    assert all(one["name"] and one["worker"] and one["responsible"] for one in found["people"])
    again = await client.post("/api/evacuations", json={"area": COMMUNITY}, headers=headers("operator-1"))
    assert again.json()["listed"] == 0
    assert again.json()["skipped"] > 0, "nobody is on two lists"
    entries = (await client.get("/api/evacuations", headers=headers("operator-1"))).json()["evacuations"][0]
    assert sum(one["tally"]["to_move"] for one in entries["areas"]) == done["listed"]


@pytest.mark.usefixtures("clean")
async def test_names_are_for_the_grid_and_those_above_and_every_look_is_recorded(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    done = await ordered(client, headers)
    whole = await people(client, headers, done["evacuation"])
    grid = whole["people"][0]["grid"]
    worker = next(n for n, one in accounts.items() if one["role"] == "worker" and one["area"] == grid)
    before = await looks(context, accounts[worker]["id"])
    mine = (await client.get("/api/evacuations/mine", headers=headers(worker))).json()
    assert {one["grid"] for one in mine["people"]} == {grid}
    assert await looks(context, accounts[worker]["id"]) == before + len(mine["people"])
    seen = await people(client, headers, done["evacuation"], worker)
    assert {one["grid"] for one in seen["people"]} == {grid}
    for nobody in ("kiosk-1", "auditor-1"):
        answer = await client.get(f"/api/evacuations/{done['evacuation']}/people", headers=headers(nobody))
        assert answer.status_code == 403
        numbers = (await client.get("/api/evacuations", headers=headers(nobody))).json()
        assert numbers["evacuations"][0]["tally"]["people"] == whole["heads"]
        assert whole["people"][0]["name"] not in str(numbers)
    async with context.engine.connect() as connection:
        bodies = await connection.scalars(text("SELECT body FROM ledger WHERE cardinality(channels) > 0"))
        assert not any(whole["people"][0]["name"] in body for body in bodies if "Evacuee" in body)


@pytest.mark.usefixtures("clean")
async def test_from_told_to_the_shelter_and_home_and_the_tables_are_what_the_ledger_says(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    keeper = accounts["worker-001"]["id"]
    place = await shelter(client, headers, keepers=[keeper], contact_name="林校长", contact_phone="0898-1")
    done = await ordered(client, headers)
    first, second, *_ = (await people(client, headers, done["evacuation"]))["people"]
    operator = headers("operator-1", **{"Idempotency-Key": context.new_id()})
    told = {"to": "moved", "shelter": place, "at": at()}
    for _ in range(2):
        answer = await client.post(f"/api/evacuees/{first['id']}/mark", json=told, headers=operator)
        assert answer.status_code == 200, answer.text
    again = await client.post(f"/api/evacuees/{first['id']}/mark", json=told, headers=headers("operator-1"))
    assert (again.status_code, again.json()["code"]) == (409, "evacuee_so_already")
    assert "已经登记过了：已转移" in again.json()["detail"]
    relative = {
        "to": "moved",
        "whither": "relative",
        "relative_name": "王大",
        "relative_phone": "139",
        "relative_address": "国兴大道",
        "at": at(),
    }
    await client.post(f"/api/evacuees/{second['id']}/mark", json=relative, headers=headers("operator-1"))
    guests = (await client.get(f"/api/shelters/{place}/people", headers=headers("worker-001"))).json()
    assert [one["id"] for one in guests["people"]] == [first["id"]]
    arrived = {"evacuee": first["id"], "at": at()}
    done_ = await client.post(f"/api/shelters/{place}/arrive", json=arrived, headers=headers("worker-001"))
    assert done_.status_code == 200, done_.text
    shown = {one["id"]: one for one in (await people(client, headers, done["evacuation"]))["people"]}
    assert (shown[first["id"]]["standing"], shown[first["id"]]["shelter"]) == ("arrived", place)
    assert shown[second["id"]]["relative"] == {"name": "王大", "phone": "139", "address": "国兴大道"}
    tale = (await client.get(f"/api/evacuees/{first['id']}", headers=headers("operator-1"))).json()
    assert [one["type"] for one in tale["steps"]] == ["EvacueeMoved", "EvacueeArrived"]
    unsafe = await people(client, headers, done["evacuation"], query="&unsafe=true")
    assert {first["id"], second["id"]}.isdisjoint(one["id"] for one in unsafe["people"])
    assert await differences(context.engine, DISTRICT) == []


@pytest.mark.usefixtures("clean")
async def test_a_name_put_right_keeps_its_building_its_reason_and_its_place_in_the_story(
    client: Client, context: Context, headers: Headers
) -> None:
    done = await ordered(client, headers)
    first, *_ = (await people(client, headers, done["evacuation"]))["people"]
    url, by = f"/api/evacuees/{first['id']}", headers("operator-1")
    await client.post(f"{url}/mark", json={"to": "refused", "reason": "要看家", "at": at()}, headers=by)
    right = {"name": "符玉兰", "phone": "13900000000", "address": "2栋", "heads": 3, "reason": "三口人"}
    answer = await client.post(f"{url}/amend", json=right, headers=by)
    assert answer.status_code == 200, answer.text
    shown = next(
        one for one in (await people(client, headers, done["evacuation"]))["people"] if one["id"] == first["id"]
    )
    assert (shown["name"], shown["phone"], shown["address"], shown["heads"]) == ("符玉兰", "13900000000", "2栋", 3)
    assert (shown["building"], shown["line"], shown["note"]) == (first["building"], first["line"], "要看家")
    tale = (await client.get(url, headers=by)).json()
    assert [one["type"] for one in tale["steps"]] == ["EvacueeRefused", "EvacueeAmended"]
    assert await differences(context.engine, DISTRICT) == []


@pytest.mark.usefixtures("clean")
async def test_a_walk_in_is_found_by_name_and_a_full_shelter_says_what_is_left(
    client: Client, headers: Headers, accounts: dict[str, Any]
) -> None:
    place = await shelter(client, headers, 1)
    await ordered(client, headers)
    came = {"name": "陈小明", "phone": "13800000000", "at": at()}
    url = f"/api/shelters/{place}/arrive"
    assert (await client.post(url, json=came, headers=headers("operator-1"))).status_code == 200
    found = (await client.get(f"/api/shelters/{place}/people?q=小明", headers=headers("operator-1"))).json()
    assert [(one["name"], one["standing"], one["source"]) for one in found["people"]] == [
        ("陈小明", "arrived", "walk_in")
    ]
    other = {"name": "李小红", "at": at()}
    full = await client.post(url, json=other, headers=headers("operator-1"))
    assert (full.json()["code"], full.json()["data"]["capacity"], full.json()["data"]["here"]) == ("shelter_full", 1, 1)
    over = await client.post(url, json={**other, "reason": "风太大"}, headers=headers("operator-1"))
    assert over.status_code == 200
    counted = {"counted": 3, "at": at(), "note": "多一名孩子"}
    await client.post(f"/api/shelters/{place}/count", json=counted, headers=headers("operator-1"))
    info = (await client.get(f"/api/shelters/{place}/people", headers=headers("operator-1"))).json()["shelter"]
    assert (info["here"], info["left"], info["counted"], info["listed"]) == (2, -1, 3, 2)


@pytest.mark.usefixtures("clean")
async def test_a_line_of_paper_is_found_by_its_code_and_entered_once(client: Client, headers: Headers) -> None:
    done = await ordered(client, headers)
    first = (await people(client, headers, done["evacuation"]))["people"][0]
    line = (await client.get(f"/api/lines/{first['line'].lower()}", headers=headers("operator-1"))).json()
    assert (line["id"], line["name"]) == (first["id"], first["name"])
    slip = await client.get(f"/api/lines/{first['line'][:-1]}!", headers=headers("operator-1"))
    assert slip.json()["code"] == "line_unreadable"
    refusal = {"to": "refused", "reason": "要看家", "signed": "signature", "at": at(), "paper": True}
    url = f"/api/evacuees/{first['id']}/mark"
    assert (await client.post(url, json=refusal, headers=headers("operator-1"))).status_code == 200
    again = await client.post(url, json=refusal, headers=headers("operator-1"))
    assert again.json()["code"] == "evacuee_so_already"
    shown = (await people(client, headers, done["evacuation"], query="&standing=refused"))["people"]
    assert [(one["note"], one["signed"], one["paper"]) for one in shown] == [("要看家", "signature", True)]


async def test_a_closed_evacuation_leaves_the_picture_and_can_still_be_read(
    client: Client, context: Context, headers: Headers
) -> None:
    done = await ordered(client, headers)
    url = f"/api/evacuations/{done['evacuation']}/close"
    open_ = await client.post(url, json={}, headers=headers("operator-1"))
    assert (open_.json()["code"], open_.json()["data"]["away"]) == ("evacuation_lists", done["listed"])
    left = await people(client, headers, done["evacuation"], query="&open=true")
    assert left["heads"] == done["listed"], "and here they are by name"
    await client.post(url, json={"reason": "台风转向"}, headers=headers("operator-1"))
    now_ = (await client.get("/api/evacuations?past=true", headers=headers("operator-1"))).json()
    assert done["evacuation"] not in [one["id"] for one in now_["evacuations"]]
    over = next(one for one in now_["past"] if one["id"] == done["evacuation"])
    assert over["tally"]["people"] == done["listed"]
    assert over["closed_at"] is not None
    assert (await people(client, headers, done["evacuation"]))["heads"] == done["listed"]
    assert context.desk.picture is not None
    assert done["evacuation"] not in context.desk.picture.evacuations


@pytest.mark.usefixtures("clean")
async def test_the_workbook_has_every_name_and_the_numbers(client: Client, headers: Headers) -> None:
    done = await ordered(client, headers)
    url = f"/api/evacuations/{done['evacuation']}/people.xlsx"
    book = await client.get(url, headers=headers("operator-1"))
    assert book.status_code == 200
    sheets = CalamineWorkbook.from_filelike(BytesIO(book.content))
    rows = sheets.get_sheet_by_name("名单").to_python(skip_empty_area=False)
    found = await people(client, headers, done["evacuation"])
    assert [row[0] for row in rows[2:]] == [one["line"] for one in found["people"]]
    totals = sheets.get_sheet_by_name("汇总").to_python()
    assert totals[2][1] == done["listed"]
    assert (await client.get(url, headers=headers("kiosk-1"))).status_code == 403


@pytest.mark.usefixtures("clean")
async def test_somebody_met_at_the_door_is_added_by_the_grid_worker(
    client: Client, headers: Headers, accounts: dict[str, Any]
) -> None:
    done = await ordered(client, headers, in_need=False)
    worker = next(n for n, one in accounts.items() if one["role"] == "worker" and one["area"] == FIRST_GRID)
    url = f"/api/evacuations/{done['evacuation']}/people"
    somebody = {"people": [{"grid": FIRST_GRID, "name": "赵六", "address": "工棚", "heads": 3}]}
    assert (await client.post(url, json=somebody, headers=headers(worker))).json()["listed"] == 3
    twice = await client.post(url, json=somebody, headers=headers(worker))
    assert (twice.json()["code"], twice.json()["data"]["name"]) == ("evacuee_twice", "赵六")
    assert (await client.post(url, json={}, headers=headers(worker))).json()["code"] == "evacuee_nobody"
    added = (await client.get("/api/evacuations/mine", headers=headers(worker))).json()["people"]
    assert [(one["name"], one["heads"]) for one in added] == [("赵六", 3)]
    other = next(n for n, one in accounts.items() if one["role"] == "worker" and one["area"] != FIRST_GRID)
    assert (await client.post(url, json=somebody, headers=headers(other))).json()["code"] == "not_allowed"
