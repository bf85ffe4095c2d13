"""The picture, the people and the photos over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import AsyncTestClient

from command.clock import new_id
from command.domain.photo import media_type_of

Accounts = dict[str, dict[str, Any]]
Headers = Callable[..., dict[str, str]]
Report = Callable[..., Any]
Client = AsyncTestClient[Any]

JPEG = b"\xff\xd8\xff\xe0" + b"j" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"p" * 100
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 " + b"w" * 100


async def test_the_picture_is_for_those_who_watch(client: Client, headers: Headers, report: Report) -> None:
    stored = await report("worker-001", text="井盖丢失", category="component.0101")
    for username in ("operator-1", "coordinator-1", "auditor-1", "supervisor-1"):
        answer = (await client.get("/api/picture?district=460107", headers=headers(username))).json()
        assert stored["incident"] in {incident["id"] for incident in answer["picture"]["incidents"]}, username
        assert answer["offset"] >= answer["picture"]["incidents"][0]["number"]
    elsewhere = (await client.get("/api/picture", headers=headers("supervisor-8"))).json()
    assert stored["incident"] not in {incident["id"] for incident in elsewhere["picture"]["incidents"]}
    kiosk = await client.get("/api/picture", headers=headers("kiosk-1"))
    assert stored["incident"] in kiosk.text
    assert "井盖丢失" not in kiosk.text
    for username in ("worker-001", "admin-1", "device-1"):
        assert (await client.get("/api/picture", headers=headers(username))).status_code == 403, username
    assert (await client.get("/api/picture?district=110101", headers=headers("operator-1"))).status_code == 404


@pytest.mark.parametrize(
    ("username", "people", "duty"),
    [
        ("operator-1", 200, 200), ("coordinator-1", 200, 200), ("auditor-1", 200, 200), ("supervisor-1", 200, 200),
        ("admin-1", 200, 403), ("worker-001", 403, 403), ("kiosk-1", 403, 403), ("device-1", 403, 403),
    ],
)  # fmt: skip
async def test_accounts_are_for_those_above(
    client: Client, headers: Headers, username: str, people: int, duty: int
) -> None:
    assert (await client.get("/api/people", headers=headers(username))).status_code == people
    assert (await client.get("/api/duty", headers=headers(username))).status_code == duty


async def test_a_supervisor_sees_the_people_of_their_areas(
    client: Client, headers: Headers, accounts: Accounts
) -> None:
    mine = (await client.get("/api/people?role=worker", headers=headers("supervisor-1"))).json()["people"]
    area = accounts["supervisor-1"]["area"]
    assert {person["id"] for person in mine} == {
        one["id"] for one in accounts.values() if one["role"] == "worker" and one["area"].startswith(area)
    }
    assert len(mine) >= 12
    everybody = (await client.get("/api/people", headers=headers("admin-1"))).json()["people"]
    assert len(everybody) == len(accounts)
    grid = await client.get("/api/people?area=460107001001001&role=worker", headers=headers("operator-1"))
    assert len(grid.json()["people"]) == 3, "its two workers, and a volunteer who lives there"


@pytest.mark.parametrize(("content", "kind"), [(JPEG, "image/jpeg"), (PNG, "image/png"), (WEBP, "image/webp")])
async def test_a_photo_is_kept_once_and_given_back(client: Client, headers: Headers, content: bytes, kind: str) -> None:
    url, mine = f"/api/uploads/{new_id()}", headers("worker-001")
    first = await client.put(url, content=content, headers=mine)
    assert (first.status_code, first.json()["media_type"]) == (201, kind)
    assert (await client.put(url, content=content, headers=mine)).status_code == 200
    other = await client.put(url, content=content + b"!", headers=mine)
    assert (other.status_code, other.json()["code"]) == (409, "id_conflict")
    stolen = await client.put(url, content=content, headers=headers("worker-002"))
    assert stolen.status_code == 409
    back = await client.get(url, headers=mine)
    assert (back.content, back.headers["content-type"]) == (content, kind)
    assert back.headers["x-content-type-options"] == "nosniff"


async def test_what_is_no_photo_or_too_large_or_has_no_proper_id_is_refused(client: Client, headers: Headers) -> None:
    mine = headers("worker-001", **{"Accept-Language": "en"})
    for content in (b"", b"GIF89a", b"<svg onload=alert(1)>", b"%PDF-1.7"):
        answer = await client.put(f"/api/uploads/{new_id()}", content=content, headers=mine)
        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media")
    large = await client.put(f"/api/uploads/{new_id()}", content=JPEG + b"x" * (5 * 1024 * 1024), headers=mine)
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    exactly = JPEG + b"x" * (5 * 1024 * 1024 - len(JPEG))
    assert (await client.put(f"/api/uploads/{new_id()}", content=exactly, headers=mine)).status_code == 201
    assert (await client.put("/api/uploads/1", content=JPEG, headers=mine)).status_code == 400
    for username in ("kiosk-1", "device-1", "admin-1", "auditor-1"):
        answer = await client.put(f"/api/uploads/{new_id()}", content=JPEG, headers=headers(username))
        assert answer.status_code == 403, username


async def test_a_photo_is_seen_by_those_who_may_read_its_incident(
    client: Client, headers: Headers, report: Report
) -> None:
    photo = new_id()
    url = f"/api/uploads/{photo}"
    await client.put(url, content=JPEG, headers=headers("worker-001"))
    for username in ("worker-002", "supervisor-1"):
        assert (await client.get(url, headers=headers(username))).status_code == 404, "no incident names it yet"
    await report("worker-001", photos=[photo], category="grid.dispute")
    for username in ("worker-001", "worker-002", "supervisor-1", "supervisor-34", "operator-1", "auditor-1"):
        assert (await client.get(url, headers=headers(username))).status_code == 200, username
    for username in ("worker-229", "supervisor-8", "kiosk-1", "device-1", "admin-1"):
        assert (await client.get(url, headers=headers(username))).status_code == 404, username


def test_a_photo_is_told_by_its_bytes_and_not_by_its_name() -> None:
    assert media_type_of(b"RIFF\x10\x00\x00\x00WAVE") is None
    assert media_type_of(b"\xff\xd8") is None
