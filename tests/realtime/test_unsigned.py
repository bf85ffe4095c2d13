"""Nobody learns anything of a request by sending nonsense: who is not signed in hears 401, whatever the body says."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.realtime.conftest import House

OPEN = {("post", "/api/session")}
"""Signing in itself."""
WRITES = ("post", "put", "patch", "delete")
NONSENSE: list[tuple[bytes, str]] = [
    (b"", "application/json"),
    (b"{", "application/json"),
    (b'{"nonsense": 1}', "application/json"),
    (b"\xff\xfe", "application/octet-stream"),
]


@pytest.fixture
async def stranger(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{house.port}") as made:
        yield made


async def writes(stranger: httpx.AsyncClient) -> list[tuple[str, str]]:
    """Every write route of the OpenAPI document, with something in place of each id."""
    document = (await stranger.get("/schema/openapi.json")).json()
    found = [
        (method, path)
        for path, methods in document["paths"].items()
        for method in methods
        if method in WRITES and (method, path) not in OPEN
    ]
    return [(method, re.sub(r"{[^}]+}", "x", path)) for method, path in found]


@pytest.mark.parametrize("token", ["", "Bearer nonsense"])
async def test_every_write_route_asks_who_it_is_before_it_reads_what_is_said(
    stranger: httpx.AsyncClient, token: str
) -> None:
    asked = await writes(stranger)
    assert len(asked) > 80, "all of them"
    wrong = []
    for method, path in asked:
        for body, kind in NONSENSE:
            headers = {"Content-Type": kind} | ({"Authorization": token} if token else {})
            answer = await stranger.request(method, path, content=body, headers=headers)
            if answer.status_code != 401:
                wrong.append((method, path, body, answer.status_code))
    assert wrong == []


async def test_a_drill_that_is_named_changes_nothing_about_it(stranger: httpx.AsyncClient) -> None:
    for method, path in await writes(stranger):
        answer = await stranger.request(method, path, content=b"{", headers={"X-Exercise": "0198f0ff"})
        assert answer.status_code == 401, path


async def test_whoever_is_signed_in_still_hears_what_is_wrong(house: House, stranger: httpx.AsyncClient) -> None:
    headers = {"Authorization": f"Bearer {house.token('co')}", "Content-Type": "application/json"}
    answer = await stranger.post("/api/drills/join", content=b"{", headers=headers)
    assert answer.status_code == 400
