"""Calls for help, roll-calls, timers and alerts over HTTP: what the socket's requests do, and never twice."""

from datetime import datetime
from typing import Any

import pytest
from litestar.testing import AsyncTestClient

from command.clock import new_id, now
from command.domain.picture import Picture
from command.http.context import Context
from tests.http.conftest import FIRST_GRID, As
from tests.http.test_duty import send

Client = AsyncTestClient[Any]
COMMUNITY = FIRST_GRID[:12]


async def picture(context: Context) -> Picture:
    return await context.desk.look(lambda draft: draft.picture)


def at() -> str:
    return now().isoformat()


async def test_a_call_for_help_over_http_is_one_however_often_it_is_sent(
    client: Client, headers: As, context: Context
) -> None:
    key, body = new_id(), {"at": at()}
    sent = headers("worker-001", **{"Idempotency-Key": key})
    first, again = [await client.post("/api/sos", json=body, headers=sent) for _ in range(2)]
    assert (first.status_code, first.json()) == (200, again.json())
    sos = first.json()["outcome"]["sos"]
    assert list((await picture(context)).sos) == [sos]
    other = await client.post("/api/sos", json={"at": "2026-01-01T00:00:00Z"}, headers=sent)
    assert (other.status_code, other.json()["code"]) == (409, "id_conflict")
    operator, one = headers("operator-1"), f"/api/sos/{sos}"
    taken = await client.post(f"{one}/acknowledge", json={"at": at(), "coming": True}, headers=operator)
    assert taken.status_code == 200, taken.text
    assert (await picture(context)).sos[sos].taken
    bare = await client.post(f"{one}/cancel", json={"at": at()}, headers=operator)
    assert bare.json()["code"] == "reason_needed"
    ended = await client.post(f"{one}/cancel", json={"at": at(), "reason": "已到场"}, headers=operator)
    assert ended.status_code == 200, ended.text
    assert (await picture(context)).sos == {}
    gone = await client.post(f"{one}/acknowledge", json={"at": at()}, headers=operator)
    assert gone.status_code in (404, 409)


async def test_a_roll_call_is_opened_answered_for_somebody_and_closed(
    client: Client, headers: As, context: Context, accounts: dict[str, Any]
) -> None:
    for name in ("worker-001", "worker-002"):
        await send(context, accounts[name]["id"], "duty.check_in", at=at())
    area = accounts["worker-001"]["area"]
    body = {"area": area, "within_s": 300, "reason": "台风"}
    opened = await client.post("/api/rollcalls", json=body, headers=headers("coordinator-1"))
    assert opened.status_code == 200, opened.text
    id_ = opened.json()["outcome"]["rollcall"]
    people = (await picture(context)).rollcalls[id_].people
    assert accounts["worker-001"]["id"] in people
    mine = await client.post(f"/api/rollcalls/{id_}/answer", json={"at": at()}, headers=headers("worker-001"))
    assert mine.status_code == 200, mine.text
    if id_ in (await picture(context)).rollcalls:
        closed = await client.post(
            f"/api/rollcalls/{id_}/close", json={"reason": "结束"}, headers=headers("coordinator-1")
        )
        assert closed.status_code == 200, closed.text
    assert (await picture(context)).rollcalls == {}


async def test_a_timer_is_started_answered_and_ended_by_its_own_person(
    client: Client, headers: As, context: Context
) -> None:
    started = await client.post("/api/timers", json={"at": at(), "minutes": 20}, headers=headers("worker-001"))
    assert started.status_code == 200, started.text
    id_ = started.json()["outcome"]["timer"]
    due = (await picture(context)).timers[id_].due
    for answer, left in (("safe", [id_]), ("out", [])):
        body = {"at": at(), "answer": answer}
        done = await client.post(f"/api/timers/{id_}/answer", json=body, headers=headers("worker-001"))
        assert done.status_code == 200, done.text
        assert list((await picture(context)).timers) == left
    assert isinstance(due, datetime)


async def test_an_alert_is_sent_read_and_withdrawn_with_a_reason(client: Client, headers: As, context: Context) -> None:
    body = {"area": COMMUNITY, "text": "红色预警，停止户外作业", "level": "urgent"}
    sent = await client.post("/api/alerts", json=body, headers=headers("coordinator-1"))
    assert sent.status_code == 200, sent.text
    id_ = sent.json()["outcome"]["alert"]
    read = await client.post(f"/api/alerts/{id_}/read", json={"at": at()}, headers=headers("worker-001"))
    assert read.status_code == 200, read.text
    assert len((await picture(context)).alerts[id_].read) == 1
    bare = await client.post(f"/api/alerts/{id_}/withdraw", json={"reason": " "}, headers=headers("coordinator-1"))
    assert bare.json()["code"] == "reason_needed"
    gone = await client.post(f"/api/alerts/{id_}/withdraw", json={"reason": "降级"}, headers=headers("coordinator-1"))
    assert gone.status_code == 200, gone.text
    assert id_ not in (await picture(context)).alerts


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("sos", {}),
        ("sos", {"at": "x"}),
        ("timers", {"at": "2026-07-18T00:00:00Z"}),
        ("alerts", {"text": 1}),
    ],
)
async def test_what_cannot_be_read_is_refused_with_the_member_that_is_wrong(
    client: Client, headers: As, path: str, body: dict[str, Any]
) -> None:
    answer = await client.post(f"/api/{path}", json=body, headers=headers("coordinator-1"))
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json()["data"]["detail"] != "?"


async def test_the_description_names_every_member_of_a_twin_s_body(client: Client) -> None:
    schema = (await client.get("/schema/openapi.json")).json()
    route = schema["paths"]["/api/sos/{sos_id}/cancel"]["post"]
    assert {one["name"] for one in route["parameters"]} == {"sos_id", "Idempotency-Key"}
    name = route["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    body = schema["components"]["schemas"][name]
    assert (set(body["properties"]), body["required"]) == ({"at", "reason"}, ["at"])
    assert route["description"].startswith("Take one's own back")
