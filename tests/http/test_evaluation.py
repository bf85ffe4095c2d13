"""A contact test from the draw to the report, and who may read and write what of a drill, over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.clock import new_id, now
from command.domain.expiring import pass_kept
from command.domain.facts.drill import DrillPlan
from command.domain.facts.script import Script
from command.http.context import Context
from command.service import drills
from command.service.desk import Desk
from command.service.evaluation.testing import is_through
from command.service.intake import perform
from command.settings import load_settings
from command.store import evaluations, exercises
from tests.http.conftest import DISTRICT
from workers.evaluator import Evaluator

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
STREET = "460107001"


async def on_duty(context: Context, accounts: dict[str, Any], n: int) -> list[str]:
    """Workers of the street check in; answers their ids."""
    workers = [one["id"] for one in accounts.values() if one["role"] == "worker" and one["area"].startswith(STREET)]
    for person in workers[:n]:
        await perform(
            context.desk, person, "duty.check_in", {"id": new_id(), "at": now().isoformat()}, context.directory.areas
        )
    return workers[:n]


def asked(size: int = 6, **more: Any) -> dict[str, Any]:
    return {"area": STREET, "roles": ["worker"], "size": size, "within_s": 60, **more}


async def given(context: Context, exercise: str) -> Any:
    """The drill's desk, its inject given as its clock does."""
    desk = drills.desk_of(context.engine, exercise, context.directory.areas, like=context.desk)

    async def work(draft: Any, connection: Any, known: Any) -> list[Any]:
        for one in list(draft.picture.injects.values()):
            if one.due is not None and one.due <= draft.now:
                pass_kept(draft, "injects", one.id)
        return []

    await desk.transact(work)
    return desk


async def answer(context: Context, desk: Desk, person: str, exercise: str, inject: str) -> None:
    data = {"id": new_id(), "exercise": exercise, "inject": inject}
    await perform(desk, person, "drill.answer", data, context.directory.areas)


async def test_a_contact_test_is_drawn_asked_answered_ended_and_told_and_leaves_no_trace_in_real_work(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any], fresh_database: str
) -> None:
    people = await on_duty(context, accounts, 12)
    busy = people[0]
    await perform(
        context.desk, busy, "report.submit",
        {"id": new_id(), "category": "event.0101", "disposition": "mine", "at": now().isoformat(),
         "place": {"grid": accounts_area(accounts, busy)}}, context.directory.areas,
    )  # fmt: skip
    async with context.engine.connect() as connection:
        real = text("SELECT count(*), max(number) FROM ledger WHERE universe = :u")
        before = (await connection.execute(real, {"u": DISTRICT})).one()
    dry = await client.post("/api/drills/contact-tests", json=asked(dry_run=True), headers=headers("coordinator-1"))
    assert dry.status_code == 200, dry.text
    drawn = dry.json()
    assert (drawn["id"], drawn["asked"]) == ("", 6), drawn
    assert drawn["there"] == 11, "who holds real work is not among them"
    assert sum(one["passed_over"].get("busy", 0) for one in drawn["strata"]) == 1
    assert sum(one["passed_over"].get("off_duty", 0) for one in drawn["strata"]) > 0
    key = {"Idempotency-Key": new_id()}
    body = asked(seed=drawn["seed"])
    begun = await client.post("/api/drills/contact-tests", json=body, headers=headers("coordinator-1", **key))
    assert begun.status_code == 200, begun.text
    exercise = begun.json()["id"]
    again = await client.post("/api/drills/contact-tests", json=body, headers=headers("coordinator-1", **key))
    assert again.json()["id"] == exercise, "the same key asks nobody twice"
    desk = await given(context, exercise)
    players = await desk.look(lambda draft: sorted(next(iter(draft.picture.notices.values())).to))
    assert len(players) == 6
    assert busy not in players
    inject = await desk.look(lambda draft: next(iter(draft.picture.injects)))
    for person in players[:4]:
        await perform(
            desk,
            person,
            "drill.answer",
            {"id": new_id(), "exercise": exercise, "inject": inject},
            context.directory.areas,
        )
    live = await client.get(f"/api/drills/{exercise}/evaluation", headers=headers("coordinator-1"))
    assert live.status_code == 200, live.text
    assert live.json()["frozen"] is False
    assert not await desk.look(is_through), "two may still answer"
    for person in players[4:5]:
        await perform(
            desk,
            person,
            "drill.answer",
            {"id": new_id(), "exercise": exercise, "inject": inject},
            context.directory.areas,
        )
    stopped = await drills.end(desk, context.directory.people[accounts["coordinator-1"]["id"]], "done")
    assert stopped is not None
    evaluator = Evaluator(load_settings({}, database_url=fresh_database, district=DISTRICT), context.directory.areas)
    await evaluator.look()
    context.evaluations._known.clear()
    found = (await client.get(f"/api/drills/{exercise}/evaluation", headers=headers("coordinator-1"))).json()
    assert found["frozen"] is True
    contacts = found["evaluation"]["contacts"]
    assert (contacts["asked"], contacts["answered"], contacts["ways"]) == (6, 5, {"screen": 5})
    silent = [one["person"] for one in found["evaluation"]["asked"] if "took_s" not in one]
    assert silent == players[5:]
    later = await client.post("/api/drills/contact-tests", json=asked(dry_run=True), headers=headers("coordinator-1"))
    lately = sum(one["passed_over"].get("asked_lately", 0) for one in later.json()["strata"])
    assert lately == 6, "nobody is asked twice within a week"
    async with context.engine.connect() as connection:
        assert (await connection.execute(real, {"u": DISTRICT})).one() == before
        incidents = await connection.scalar(
            text("SELECT count(*) FROM ledger WHERE universe = :u AND type = 'IncidentFiled'"),
            {"u": f"exercise:{exercise}"},
        )
    assert incidents == 0, "a contact test is never an incident"
    await words(client, headers, accounts, exercise, players)


async def words(client: Client, headers: Headers, accounts: dict[str, Any], exercise: str, players: list[str]) -> None:
    """Improvements and the conclusion are written when it is over; documents and the check are there."""
    path = f"/api/drills/{exercise}"
    key = {"Idempotency-Key": new_id()}
    body = {"text": "补发手持机", "owner": players[5], "due": "2026-12-06T23:59:59+08:00"}
    first = await client.post(f"{path}/improvements", json=body, headers=headers("coordinator-1", **key))
    assert first.status_code == 200, first.text
    await client.post(f"{path}/improvements", json=body, headers=headers("coordinator-1", **key))
    id_ = first.json()["outcome"]["improvement"]
    mine = headers("coordinator-1")
    done = {**body, "improvement": id_, "done": True}
    assert (await client.post(f"{path}/improvements", json=done, headers=mine)).status_code == 200
    concluded = await client.post(
        f"{path}/conclusion", json={"text": "多数按时应答。"}, headers=headers("coordinator-1")
    )
    assert concluded.status_code == 200, concluded.text
    found = (await client.get(f"{path}/evaluation", headers=headers("coordinator-1"))).json()
    (improvement,) = found["said"]["improvements"]
    assert (improvement["text"], improvement["done"]) == ("补发手持机", True)
    assert found["said"]["conclusion"] == "多数按时应答。"
    assert (await client.get(f"{path}/evaluation/check", headers=headers("auditor-1"))).json() == {"holds": True}
    pdf = await client.get(f"{path}/evaluation.pdf", headers=headers("coordinator-1"))
    assert pdf.content.startswith(b"%PDF")
    assert "%E3%80%90%E6%BC%94%E7%BB%83%E3%80%91" in pdf.headers["content-disposition"]
    docx = await client.get(f"{path}/evaluation.docx?language=en", headers=headers("coordinator-1"))
    assert docx.content.startswith(b"PK")
    any_period = await client.get(f"{path}/comparison?from=2026-01-01&to=2026-01-31", headers=headers("coordinator-1"))
    assert any_period.status_code == 200, any_period.text
    player = next(name for name, one in accounts.items() if one["id"] == players[0])
    for name in (player, "operator-1", "kiosk-1"):
        assert (await client.get(f"{path}/evaluation", headers=headers(name))).status_code == 404, (
            "others see nothing of it"
        )
    refused = await client.post(f"{path}/conclusion", json={"text": "x"}, headers=headers("auditor-1"))
    assert refused.status_code == 403, "who audits writes nothing"
    assert (
        await client.post(f"{path}/conclusion", json={"text": " "}, headers=headers("coordinator-1"))
    ).status_code == 400


def accounts_area(accounts: dict[str, Any], person: str) -> str:
    return str(next(one["area"] for one in accounts.values() if one["id"] == person))


@pytest.mark.parametrize("name", ["operator-1", "worker-001", "auditor-1", "kiosk-1"])
async def test_only_coordinators_begin_contact_tests(client: Client, headers: Headers, name: str) -> None:
    assert (await client.post("/api/drills/contact-tests", json=asked(), headers=headers(name))).status_code == 403


async def test_where_nobody_can_be_asked_nothing_begins(client: Client, context: Context, headers: Headers) -> None:
    body = {**asked(), "area": "460107003"}
    answer = await client.post("/api/drills/contact-tests", json=body, headers=headers("coordinator-1"))
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "drill_nobody"


async def test_a_drill_that_never_was_has_no_evaluation(client: Client, headers: Headers) -> None:
    for what in ("evaluation", "timeline", "comparison", "evaluation.pdf"):
        answer = await client.get(f"/api/drills/{new_id()}/{what}", headers=headers("coordinator-1"))
        assert answer.status_code == 404
        assert answer.json()["code"] == "exercise_unknown"


async def test_while_it_could_not_be_made_whoever_may_read_it_is_told_so_and_nobody_else(
    client: Client, context: Context, headers: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, plan = new_id(), DrillPlan(name="演练")
    await exercises.create(context.engine, DISTRICT, id_, plan, Script(name="脚本"), "co")
    async with context.engine.begin() as connection:
        await connection.execute(text("UPDATE exercise SET state = 'over' WHERE id = :id"), {"id": id_})
    await evaluations.failed(context.engine, id_, "test")
    await evaluations.failed(context.engine, id_, "test")

    async def fails(*_: Any) -> None:
        raise ValueError("no such figure")

    monkeypatch.setattr(type(context.evaluations), "current", fails)
    told = await client.get(f"/api/drills/{id_}/evaluation", headers=headers("coordinator-1"))
    assert (told.status_code, told.json()["code"]) == (503, "evaluation_not_made"), told.text
    assert "2" in told.json()["detail"]
    other = await client.get(f"/api/drills/{id_}/evaluation", headers=headers("operator-1"))
    assert (other.status_code, other.json()["code"]) == (404, "exercise_unknown")
    listed = (await client.get("/api/drills", headers=headers("coordinator-1"))).json()["drills"]
    assert [one["unmade"] for one in listed if one["id"] == id_] == [2]
    async with context.engine.begin() as connection:
        await connection.execute(text("DELETE FROM exercise WHERE id = :id"), {"id": id_})
        await connection.execute(text("DELETE FROM evaluation_try WHERE exercise = :id"), {"id": id_})
