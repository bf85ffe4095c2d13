"""P9 over HTTP: without its database the system says so, at once, and still answers what it can."""

import dataclasses
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from litestar.testing import AsyncTestClient

from command.clock import new_id, now
from command.http.context import Context
from command.service.sessions import Sessions
from command.store.database import create_engine
from tests.http.application import client_of

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
NOWHERE = "postgresql://nobody@127.0.0.1:9/none"


@pytest.fixture
async def cut_off(context: Context) -> AsyncIterator[Client]:
    """The application after its database went away: what it holds in memory is still there."""
    engine = create_engine(NOWHERE)
    sessions = Sessions(engine, context.directory, context.tokens, now=now, new_id=new_id)
    lost = dataclasses.replace(context, engine=engine, reading=engine, sessions=sessions)
    async with client_of(lost) as client:
        yield client
    await engine.dispose()


@pytest.mark.parametrize("path", ["/api/incidents", "/api/incidents/x", "/api/picture", "/api/people", "/api/session"])
async def test_what_needs_the_database_says_when_to_come_back(cut_off: Client, headers: Headers, path: str) -> None:
    answer = await cut_off.get(path, headers=headers("operator-1", **{"Accept-Language": "en"}))
    assert (answer.status_code, answer.json()["code"], answer.json()["reason"]) == (503, "unavailable", "temporary")
    assert int(answer.headers["retry-after"]) > 0
    assert "127.0.0.1" not in answer.text


async def test_signing_in_without_the_database_is_no_wrong_password(
    cut_off: Client, accounts: dict[str, dict[str, Any]]
) -> None:
    body = {"username": "operator-1", "password": accounts["operator-1"]["password"]}
    assert (await cut_off.post("/api/session", json=body)).status_code == 503


async def test_areas_and_categories_are_answered_from_memory(cut_off: Client, headers: Headers) -> None:
    assert (await cut_off.get("/api/areas?level=grid", headers=headers("worker-001"))).status_code == 200
    assert (await cut_off.get("/api/categories")).status_code == 200
