"""A grid worker's day over HTTP: their own with names, each look recorded; the leader's in numbers; checks by order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.clock import now
from command.http.context import Context
from command.service import days
from command.service.intake import perform
from command.store import universe
from tests.http.conftest import DISTRICT

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
MORNING_H = 1  # nine in the district


@pytest.fixture
async def morning(context: Context) -> None:
    """The district's clock stands at nine in the morning of a day to come."""
    at = await universe.now(context.engine, DISTRICT)
    next_ = datetime(at.year, at.month, at.day, MORNING_H, tzinfo=UTC) + timedelta(days=1)
    await universe.fast_forward(context.engine, DISTRICT, (next_ - at).total_seconds())


async def on_duty(context: Context, accounts: dict[str, Any], *people: str) -> None:
    at = (await universe.now(context.engine, DISTRICT)).isoformat()
    for username in people:
        data = {"id": context.new_id(), "at": at}
        await perform(context.desk, accounts[username]["id"], "duty.check_in", data, context.directory.areas)
    while (done := await days.open_days(context.desk)) is not None and done.entries:
        pass


async def send(context: Context, account: dict[str, Any], method: str, **data: Any) -> None:
    at = (await universe.now(context.engine, DISTRICT)).isoformat()
    asked = {"id": context.new_id(), "at": at, **data}
    await perform(context.desk, account["id"], method, asked, context.directory.areas)


@pytest.mark.usefixtures("morning")
async def test_a_day_is_opened_for_who_came_on_duty_with_their_visits_and_every_name_shown_is_recorded(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    async with context.engine.connect() as connection:
        worker = await connection.scalar(text("SELECT worker FROM person_in_need GROUP BY 1 ORDER BY count(*) DESC, 1"))
    username = next(name for name, one in accounts.items() if one["id"] == worker)
    account = accounts[username]
    before = (await client.get("/api/day", headers=headers(username))).json()
    assert (before["day"], before["visits"]) == (None, [])
    await on_duty(context, accounts, username)
    day = (await client.get("/api/day", headers=headers(username))).json()
    assert (day["need"], day["rounds"]) == (2, [])
    assert day["visits"]
    assert {one["grid"] for one in day["visits"]} == {account["area"]}
    assert all(one["name"] and one["address"] and one["why"] == "interval" for one in day["visits"])
    looks = await client.get("/api/looks", params={"person": account["id"]}, headers=headers("auditor-1"))
    assert {one["resident"] for one in looks.json()["looks"]} == {one["resident"] for one in day["visits"]}

    first = day["visits"][0]["resident"]
    await send(context, account, "visit.record", resident=first, outcome="well")
    await send(context, account, "round.start")
    await universe.fast_forward(context.engine, DISTRICT, 7300)
    await send(context, account, "round.finish")
    day = (await client.get("/api/day", headers=headers(username))).json()
    assert [one["short"] for one in day["rounds"]] == [False]
    assert next(one for one in day["visits"] if one["resident"] == first)["done_at"] is not None

    rows = (await client.get("/api/days", headers=headers("operator-1"))).json()["days"]
    row = next(row for row in rows if row["person"] == account["id"])
    assert (row["rounds"], row["visits"], row["missed"]) == (1, 1, len(day["visits"]) - 1)
    assert first not in str(rows), "the leader's list names no residents"


@pytest.mark.usefixtures("morning")
async def test_a_supervisor_sees_the_days_of_their_own_areas_only(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    await on_duty(context, accounts, "worker-001", "worker-250")
    whole = (await client.get("/api/days", headers=headers("auditor-1"))).json()["days"]
    own = (await client.get("/api/days", headers=headers("supervisor-1"))).json()["days"]
    assert {row["area"][:12] for row in own} == {"460107001001"}
    assert len(own) < len(whole)


@pytest.mark.usefixtures("morning")
async def test_an_order_reaches_the_list_of_every_worker_of_the_area_and_no_other(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    until = (await universe.now(context.engine, DISTRICT)) + timedelta(hours=3)
    async with context.engine.connect() as connection:
        row = (
            await connection.execute(text("SELECT worker, left(grid, 12) AS area FROM person_in_need ORDER BY id"))
        ).first()
    assert row is not None
    order = {"area": row.area, "why": "heat", "reason": "高温橙色预警", "until": until.isoformat()}
    answer = await client.post("/api/care-checks", json=order, headers=headers("operator-1"))
    assert answer.status_code == 200, answer.text
    username = next(name for name, one in accounts.items() if one["id"] == row.worker)
    day = (await client.get("/api/day", headers=headers(username))).json()
    assert {one["why"] for one in day["visits"]} == {"heat"}
    assert {one["reason"] for one in day["visits"]} == {"高温橙色预警"}
    (care,) = (await client.get("/api/days", headers=headers("operator-1"))).json()["cares"]
    assert care["people"] >= len(day["visits"]) > 0
    elsewhere = await client.post(
        "/api/care-checks", json=order | {"area": "460107104"}, headers=headers("supervisor-1")
    )
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (403, "not_allowed")
    late = order | {"until": (now() - timedelta(days=2)).isoformat()}
    refused = await client.post("/api/care-checks", json=late, headers=headers("operator-1"))
    assert (refused.status_code, refused.json()["code"]) == (422, "care_late")


async def test_no_day_is_opened_at_night(context: Context, accounts: dict[str, Any]) -> None:
    at = await universe.now(context.engine, DISTRICT)
    night = datetime(at.year, at.month, at.day, 15, tzinfo=UTC) + timedelta(days=1)  # eleven in the evening
    await universe.fast_forward(context.engine, DISTRICT, (night - at).total_seconds())
    data = {"id": context.new_id(), "at": night.isoformat()}
    await perform(context.desk, accounts["worker-100"]["id"], "duty.check_in", data, context.directory.areas)
    assert await days.open_days(context.desk) is None
