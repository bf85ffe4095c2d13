"""The gateway's HTTP: reports without a socket, readiness, figures, screens."""

from collections.abc import AsyncIterator

import httpx
import pytest

from command.clock import new_id
from tests.district import report
from tests.realtime.conftest import House
from tests.realtime.test_inbox import decided


@pytest.fixture
async def http(house: House) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {house.token('w1')}"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{house.port}", headers=headers) as made:
        yield made


def body(**more: object) -> dict[str, object]:
    return {"id": new_id(), **report(), "at": "2026-01-01T08:00:00+08:00", **more}


async def test_a_report_by_http_is_accepted_and_later_stored(house: House, http: httpx.AsyncClient) -> None:
    sent = body()
    answer = await http.post("/api/reports", json=sent, headers={"Idempotency-Key": str(sent["id"])})
    assert answer.status_code == 202, answer.text
    assert answer.json()["status"] == "accepted"
    await decided(house)
    again = await http.post("/api/reports", json=sent)
    assert again.status_code == 200
    assert again.json()["outcome"] == "filed"
    other = await http.post("/api/reports", json={**sent, "text": "other"})
    assert other.status_code == 409
    assert other.json()["code"] == "id_conflict"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"colour": "red"}, 400, "invalid"),
        ({"category": "event.9999"}, 404, "unknown_category"),
        ({"place": {"lat": 39.9, "lon": 116.4}}, 422, "outside_district"),
    ],
)
async def test_a_bad_report_by_http_is_a_problem(
    http: httpx.AsyncClient, change: dict[str, object], status: int, code: str
) -> None:
    answer = await http.post("/api/reports", json=body(**change))
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["code"] == code


async def test_nobody_and_foreign_pages_do_not_report(house: House, http: httpx.AsyncClient) -> None:
    stranger = await http.post("/api/reports", json=body(), headers={"Authorization": ""})
    assert stranger.status_code == 401
    foreign = await http.post("/api/reports", json=body(), headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403


async def test_another_idempotency_key_than_the_id_is_refused(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/reports", json=body(), headers={"Idempotency-Key": new_id()})
    assert answer.json()["code"] == "invalid"


async def test_health_readiness_and_figures(house: House, http: httpx.AsyncClient) -> None:
    assert (await http.get("/healthz")).status_code == 200
    ready = await http.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["missing"] == []
    async with house.phone("w1"):
        figures = (await http.get("/metrics")).text
    assert "gridcommand_sockets 1.0" in figures
    assert f"gridcommand_hub_position {float(house.gateway.hub.position)}" in figures


async def test_the_screens_load_nothing_from_elsewhere(http: httpx.AsyncClient) -> None:
    for name in ("wall", "field", "console"):
        page = await http.get(f"/{name}")
        assert page.status_code in (200, 503)
        if page.status_code == 200:
            assert "default-src 'self'" in page.headers["content-security-policy"]
            assert page.headers["cache-control"] == "no-cache"
