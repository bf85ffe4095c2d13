"""`/api/drills/{id}/…`: begun, directed, joined and stopped; by whom, and what others learn of it: nothing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from litestar.testing import AsyncTestClient

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.place import Spot
from command.http.context import Context
from command.http.exercises import Exercises
from command.service.deadlines import pass_due
from command.service.desk import Desk
from command.store import universe
from tests.http.application import client_of
from tests.http.conftest import DISTRICT, FIRST_GRID, As

Client = AsyncTestClient[Any]
SCRIPT = {
    "name": "夜间强降雨",
    "injects": [
        {
            "number": 1,
            "offset_s": 0,
            "title": "积水",
            "content": {"kind": "report", "category": "event.0406", "text": "积水", "place": {"grid": FIRST_GRID}},
        },
        {
            "number": 2,
            "offset_s": 3600,
            "title": "媒体来电",
            "content": {"kind": "message", "text": "媒体来电", "to": ["operator"]},
        },
    ],
}


class Alive:
    """Everybody's phone is heard of."""

    def reachable(self, person: str) -> bool:
        return True

    def moves(self) -> list[tuple[str, float, float]]:
        return []


@pytest.fixture
async def drilling(context: Context, fresh_database: str) -> AsyncIterator[Context]:
    areas = context.directory.areas
    made = Exercises(fresh_database, context.directory, lambda engine, name: Desk(engine, name, areas, Alive()))
    yield replace(context, exercises=made)
    await made.close()


@pytest.fixture
async def client(drilling: Context) -> AsyncIterator[Client]:
    async with client_of(drilling) as client:
        yield client


def plan(accounts: dict[str, dict[str, Any]], **changed: Any) -> dict[str, Any]:
    parts = [
        {"person": accounts["operator-1"]["id"], "part": "director"},
        {"person": accounts["worker-001"]["id"], "roles": ["worker"], "areas": [FIRST_GRID]},
        {"person": accounts["operator-2"]["id"], "roles": ["operator"], "areas": [DISTRICT]},
    ]
    base = {"name": "防汛演练", "form": "live", "compression": 10, "participants": parts, "overridden": "测试"}
    return {**base, **changed}


async def drafted(client: Client, headers: As, accounts: dict[str, dict[str, Any]], **changed: Any) -> str:
    body = {"plan": plan(accounts, **changed), "script": SCRIPT}
    made = await client.post("/api/drills", json=body, headers=headers("coordinator-1"))
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def begun(client: Client, headers: As, accounts: dict[str, dict[str, Any]], **changed: Any) -> str:
    id_ = await drafted(client, headers, accounts, **changed)
    started = await client.post(f"/api/drills/{id_}/start", json={"version": 1}, headers=headers("coordinator-1"))
    assert started.status_code == 200, started.text
    assert (started.json()["state"], len(started.json()["injects"])) == ("running", 2)
    return id_


async def over(client: Client, headers: As, id_: str) -> None:
    stopped = await client.post(f"/api/drills/{id_}/stop", json={}, headers=headers("coordinator-2"))
    assert stopped.status_code == 200, stopped.text


async def code(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.text
    return str(answer.json()["code"])


async def test_a_drill_is_begun_directed_and_stopped_over_http(
    client: Client, drilling: Context, headers: As, accounts: dict[str, dict[str, Any]]
) -> None:
    id_ = await begun(client, headers, accounts)
    director = headers("operator-1")
    assert drilling.exercises is not None
    while (done := await pass_due(drilling.exercises.desk(id_))) is not None and done.entries:
        pass
    now_ = (await client.get(f"/api/drills/{id_}/progress", headers=director)).json()
    first, second = now_["injects"]
    assert (first["state"], second["state"]) == ("given", "planned")
    for what, state in (("hold", "held"), ("release", "planned")):
        about = f"/api/drills/{id_}/injects/{second['id']}/{what}"
        answer = await client.post(about, json={}, headers={**director, "Idempotency-Key": new_id()})
        assert answer.status_code == 200, answer.text
        seen = (await client.get(f"/api/drills/{id_}/progress", headers=director)).json()["injects"]
        assert next(one["state"] for one in seen if one["id"] == second["id"]) == state
    noted = await client.post(f"/api/drills/{id_}/notes", json={"text": "反应迅速"}, headers=director)
    assert noted.status_code == 200, noted.text
    paused = await client.post(f"/api/drills/{id_}/pause", json={}, headers=director)
    assert paused.status_code == 200, paused.text
    again = await client.post(f"/api/drills/{id_}/pause", json={}, headers=director)
    assert await code(again, 409) == "drill_paused"
    assert (await client.post(f"/api/drills/{id_}/resume", json={}, headers=director)).status_code == 200
    person = accounts["worker-001"]["id"]
    for what in ("take", "readmit"):
        answer = await client.post(f"/api/drills/{id_}/participants/{person}/{what}", json={}, headers=director)
        assert answer.status_code == 200, answer.text
    await over(client, headers, id_)
    ended = (await client.get(f"/api/drills/{id_}/progress", headers=director)).json()
    assert (ended["state"], ended["drill"]["ended_why"]) == ("over", "real_event")
    await over(client, headers, id_)  # a second touch is no fault


async def test_players_do_not_learn_the_script_and_strangers_not_even_that_there_is_a_drill(
    client: Client, headers: As, accounts: dict[str, dict[str, Any]]
) -> None:
    id_ = await begun(client, headers, accounts)
    for who in ("worker-001", "operator-2"):
        assert await code(await client.get(f"/api/drills/{id_}/progress", headers=headers(who)), 403) == "not_allowed"
    stranger = headers("worker-002")
    told = []
    for named in (id_, new_id()):
        answers = [
            await client.get(f"/api/drills/{named}/progress", headers=stranger),
            await client.post(f"/api/drills/{named}/stop", json={}, headers=stranger),
            await client.post(f"/api/drills/{named}/start", json={"version": 1}, headers=stranger),
            await client.post(f"/api/drills/{named}/leave", headers=stranger),
            await client.post(f"/api/drills/{named}/pause", json={}, headers=stranger),
            await client.post(f"/api/drills/{named}/code", headers=stranger),
        ]
        told.append([(one.status_code, one.json()["code"]) for one in answers])
    assert told[0] == told[1] == [(404, "exercise_unknown")] * 6
    await over(client, headers, id_)


async def test_a_worker_directs_nothing_and_stops_nothing(
    client: Client, headers: As, accounts: dict[str, dict[str, Any]]
) -> None:
    id_ = await begun(client, headers, accounts)
    mine = headers("worker-001")
    assert await code(await client.post(f"/api/drills/{id_}/pause", json={}, headers=mine), 403) == "not_allowed"
    assert await code(await client.post(f"/api/drills/{id_}/stop", json={}, headers=mine), 403) == "not_allowed"
    left = await client.post(f"/api/drills/{id_}/leave", headers=mine)
    assert left.status_code in (200, 201), left.text
    await over(client, headers, id_)


async def test_a_drill_starts_only_as_it_was_last_seen_and_once(
    client: Client, headers: As, accounts: dict[str, dict[str, Any]]
) -> None:
    id_ = await drafted(client, headers, accounts)
    mine = headers("coordinator-1")
    assert await code(await client.post(f"/api/drills/{id_}/start", json={"version": 2}, headers=mine), 409)
    none = await drafted(client, headers, accounts, participants=[])
    refused = await client.post(f"/api/drills/{none}/start", json={"version": 1}, headers=mine)
    assert await code(refused, 409) == "drill_not_ready"
    assert (await client.post(f"/api/drills/{id_}/start", json={"version": 1}, headers=mine)).status_code == 200
    twice = await client.post(f"/api/drills/{id_}/start", json={"version": 1}, headers=mine)
    assert await code(twice, 409) == "drill_running"
    await over(client, headers, id_)


async def test_whoever_has_the_code_joins_and_whoever_guesses_is_slowed_down(
    client: Client, headers: As, accounts: dict[str, dict[str, Any]]
) -> None:
    id_ = await begun(client, headers, accounts, sign_in=True)
    made = await client.post(f"/api/drills/{id_}/code", headers=headers("operator-1"))
    assert made.status_code == 200, made.text
    guest = headers("worker-003")
    joined = await client.post("/api/drills/join", json={"code": made.json()["code"].lower()}, headers=guest)
    assert joined.json() == {"id": id_}
    guesser = headers("worker-004")
    for _ in range(10):
        wrong = await client.post("/api/drills/join", json={"code": "ABCD2345"}, headers=guesser)
        assert await code(wrong, 404) == "drill_code"
    slowed = await client.post("/api/drills/join", json={"code": made.json()["code"]}, headers=guesser)
    assert await code(slowed, 429) == "rate_limited"
    await over(client, headers, id_)


async def test_nothing_of_all_that_is_in_the_districts_ledger(
    client: Client, drilling: Context, headers: As, accounts: dict[str, dict[str, Any]]
) -> None:
    before = (await universe.look(drilling.engine, DISTRICT)).number
    id_ = await begun(client, headers, accounts)
    await client.post(f"/api/drills/{id_}/notes", json={"text": "好"}, headers=headers("operator-1"))
    await over(client, headers, id_)
    assert (await universe.look(drilling.engine, DISTRICT)).number == before


async def test_a_director_reads_who_is_left_to_play_it_before_the_start_and_while_it_runs(
    client: Client, drilling: Context, headers: As, accounts: dict[str, dict[str, Any]]
) -> None:
    worker = accounts["worker-001"]["id"]
    asked = offered_to(worker)
    await drilling.desk.record([asked])
    id_ = await drafted(client, headers, accounts)
    body = {"plan": plan(accounts), "script": SCRIPT}
    review = await client.post(f"/api/drills/{id_}/check", json=body, headers=headers("coordinator-1"))
    (said,) = [one for one in review.json()["findings"] if one["code"] == "players_left"]
    assert (said["data"]["players"], said["data"]["asked"], said["severity"]) == (1, 1, "note")
    started = await client.post(f"/api/drills/{id_}/start", json={"version": 1}, headers=headers("coordinator-1"))
    assert started.json()["dry"]["level"] == "enough"
    director = headers("operator-1")
    about = f"/api/drills/{id_}/participants/{accounts['operator-2']['id']}/take"
    assert (await client.post(about, json={}, headers=director)).status_code == 200
    dry = (await client.get(f"/api/drills/{id_}/progress", headers=director)).json()["dry"]
    assert (dry["level"], dry["left"], dry["players"], dry["steering_left"]) == ("dry", 1, 1, 0)
    assert await code(await client.post(f"/api/drills/{id_}/leave", json={}, headers=director), 409) == "director_last"
    await over(client, headers, id_)
    assert (await client.get(f"/api/drills/{id_}/progress", headers=director)).json().get("dry") is None


def offered_to(person: str) -> f.OfferMade:
    """Real work that somebody is asked to do."""
    return f.OfferMade(
        offer=new_id(),
        incident=new_id(),
        person=person,
        category="event.0406",
        priority=3,
        place=Spot(lat=20.0, lon=110.3, grid=FIRST_GRID),
        grid=FIRST_GRID,
        reason=f.Choice(tier="own_grid"),
        answer_by=now(),
    )
