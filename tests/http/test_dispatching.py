"""Who could go, over HTTP, and what is asked about who goes."""

from collections.abc import Callable
from typing import Any

from litestar.testing import AsyncTestClient

from command.clock import new_id

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]


async def test_the_ranking_of_an_incident_that_is_not_there_or_not_theirs_is_not_found(
    client: Client, headers: Headers
) -> None:
    for username in ("operator-1", "supervisor-1"):
        answer = await client.get(f"/api/incidents/{new_id()}/candidates", headers=headers(username))
        assert answer.status_code == 404


async def test_a_worker_sees_no_ranking_of_colleagues(client: Client, headers: Headers) -> None:
    answer = await client.get(f"/api/incidents/{new_id()}/candidates", headers=headers("worker-001"))
    assert answer.status_code == 403
    assert (await client.get("/api/units", headers=headers("worker-001"))).status_code == 403


async def test_units_are_listed_for_those_who_steer(client: Client, headers: Headers) -> None:
    answer = await client.get("/api/units", headers=headers("operator-1"))
    assert answer.status_code == 200
    assert isinstance(answer.json()["units"], list)


async def test_every_request_about_who_goes_has_a_twin_that_says_what_is_wrong(
    client: Client, headers: Headers
) -> None:
    mine, none = headers("coordinator-1"), new_id()
    bodies: dict[str, dict[str, Any]] = {
        f"/api/incidents/{none}/dispatch": {},
        f"/api/incidents/{none}/refer": {"to": "120"},
        f"/api/incidents/{none}/call": {"reason": "x"},
        f"/api/incidents/{none}/seen": {},
        f"/api/incidents/{none}/route": {"to": "up", "reason": "x"},
        f"/api/incidents/{none}/urge": {"reason": "x"},
        f"/api/slots/{none}/release": {"reason": "x"},
    }
    for path, body in bodies.items():
        answer = await client.post(path, headers=mine, json=body)
        assert answer.status_code == 404, (path, answer.text)
        assert answer.json()["code"] in ("incident_unknown", "slot_unknown")
