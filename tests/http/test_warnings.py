"""`/api/warnings`: a CAP message is answered when it is stored, the same any number of times; bad ones are refused."""

from datetime import timedelta
from typing import Any

from litestar.testing import AsyncTestClient

from command.clock import now
from command.domain.warning.xml import MOST_BYTES
from tests.domain.cap import cap, reference
from tests.http.conftest import As

Client = AsyncTestClient[Any]
XML = {"Content-Type": "application/cap+xml"}


def live(identifier: str, **told: Any) -> bytes:
    """A message of this moment."""
    later = (now() + timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    return cap(identifier, sent=now().strftime("%Y-%m-%dT%H:%M:%S+00:00"), **{"expires": later, **told})


async def test_a_message_is_answered_when_it_is_stored_and_sent_again_it_is_the_same(
    client: Client, headers: As
) -> None:
    content = live("again")
    first = await client.post("/api/warnings", content=content, headers=headers("cap-1", **XML))
    assert first.status_code == 200, first.text
    told = first.json()
    assert told["status"] == "stored"
    again = await client.post("/api/warnings", content=content, headers=headers("cap-1", **XML))
    assert (again.json()["warning"], again.json()["duplicate"]) == (told["warning"], True)
    by_hand = await client.post("/api/warnings", content=content, headers=headers("operator-1", **XML))
    assert by_hand.json()["duplicate"]
    listed = (await client.get("/api/warnings", headers=headers("supervisor-1"))).json()
    (one,) = [w for w in listed["warnings"] if w["identifier"] == "again"]
    assert (one["id"], one["state"], one["colour"], one["source"]) == (told["warning"], "active", "orange", "push")
    kept = await client.get(f"/api/warnings/{one['id']}/original", headers=headers("auditor-1"))
    assert kept.content == content, "byte for byte"
    assert kept.headers["content-type"].startswith("text/plain")


async def test_the_same_identifier_with_other_content_is_refused(client: Client, headers: As) -> None:
    mine = headers("cap-1", **XML)
    assert (await client.post("/api/warnings", content=live("replay"), headers=mine)).status_code == 200
    other = await client.post("/api/warnings", content=live("replay", colour="RED"), headers=mine)
    assert (other.status_code, other.json()["code"]) == (409, "warning_replayed")


async def test_a_cancellation_ends_it_over_http_too(client: Client, headers: As) -> None:
    mine = headers("cap-1", **XML)
    told = (await client.post("/api/warnings", content=live("ends"), headers=mine)).json()
    over = live("end", kind="Cancel", references=[reference("ends")])
    assert (await client.post("/api/warnings", content=over, headers=mine)).json()["cancel"]
    listed = (await client.get("/api/warnings", headers=headers("operator-1"))).json()["warnings"]
    assert next(w for w in listed if w["id"] == told["warning"])["state"] == "cancelled"
    again = await client.post("/api/warnings", content=live("x"), headers=headers("worker-001", **XML))
    assert again.status_code == 403


async def test_what_is_wrong_is_said_in_both_languages_and_nothing_is_kept(client: Client, headers: As) -> None:
    mine = headers("cap-1", **XML)
    before = len((await client.get("/api/warnings", headers=headers("operator-1"))).json()["warnings"])
    bad = {
        b"<alert": (400, "cap_unreadable"),
        b"": (400, "cap_unreadable"),
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>': (400, "cap_dtd"),
        live("z").replace(b"+00:00</sent>", b"Z</sent>"): (400, "cap_time"),
        live("old", expires="2020-01-01T00:00:00+08:00"): (422, "warning_expired"),
        live("far", geocode="110101000000"): (422, "warning_elsewhere"),
        live("ack", kind="Ack"): (422, "cap_not_a_warning"),
    }
    for content, (status, code) in bad.items():
        answer = await client.post("/api/warnings", content=content, headers=mine)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        english = await client.post("/api/warnings", content=content, headers={**mine, "Accept-Language": "en"})
        assert english.json()["message"] != answer.json()["message"]
    after = len((await client.get("/api/warnings", headers=headers("operator-1"))).json()["warnings"])
    assert after == before


async def test_ten_megabytes_are_refused_at_the_door(client: Client, headers: As) -> None:
    mine = headers("cap-1", **XML)
    huge = await client.post("/api/warnings", content=b"x" * 10_000_000, headers=mine)
    assert (huge.status_code, huge.json()["code"]) == (413, "too_large")
    large = await client.post("/api/warnings", content=b"x" * (MOST_BYTES + 1), headers=mine)
    assert (large.status_code, large.json()["code"]) == (400, "cap_too_large")


async def test_a_call_button_is_no_sender_of_warnings(client: Client, headers: As) -> None:
    answer = await client.post("/api/warnings", content=live("button"), headers=headers("device-1", **XML))
    assert (answer.status_code, answer.json()["code"]) == (403, "sender_in_a_grid")


async def test_a_proposal_is_taken_up_and_dismissed_over_http(client: Client, headers: As) -> None:
    rain = live("rain", code="11B03", event="暴雨")
    await client.post("/api/warnings", content=rain, headers=headers("cap-1", **XML))
    picture = (await client.get("/api/picture", headers=headers("operator-1"))).json()["picture"]
    (proposal,) = [p for p in picture["proposals"] if p["hazard"] == "rainstorm"]
    url = f"/api/proposals/{proposal['id']}"
    assert (await client.post(f"{url}/take", json={}, headers=headers("operator-1"))).status_code == 200
    nothing = await client.post(f"{url}/dismiss", json={"reason": " "}, headers=headers("coordinator-1"))
    assert (nothing.status_code, nothing.json()["code"]) == (422, "reason_needed")
    gone = await client.post(f"{url}/dismiss", json={"reason": "雨带偏南"}, headers=headers("coordinator-1"))
    assert gone.status_code == 200
    again = await client.post(f"{url}/dismiss", json={"reason": "雨带偏南"}, headers=headers("coordinator-1"))
    assert again.status_code == 404
