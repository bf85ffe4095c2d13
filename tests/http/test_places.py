"""Places by words over HTTP, and a community's places to take along."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import AsyncTestClient

from command.domain.search import Entry, PlaceIndex
from command.http.context import Context

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
Report = Callable[..., Any]
COMMUNITY = "460107002001"


async def choices(client: Client, headers: dict[str, str], **query: object) -> list[dict[str, Any]]:
    answer = await client.get("/api/places", params={key: str(value) for key, value in query.items()}, headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["places"]
    return found


async def test_fucheng_is_found_by_its_initials(client: Client, headers: Headers) -> None:
    found = await choices(client, headers("operator-1"), q="fc")
    assert found[0] == {**found[0], "kind": "community", "id": COMMUNITY, "name": "府城社区", "detail": "府城街道"}
    assert "distance_m" not in found[0]
    assert len(found) == 10
    assert {one["name"][:2] for one in found} == {"府城"}


async def test_a_choice_comes_with_its_grid_and_distance(client: Client, headers: Headers) -> None:
    mine = headers("worker-001")
    lamp = (await choices(client, mine, q="L002-0134"))[0]
    there = {"lat": lamp["lat"], "lon": lamp["lon"]}
    found = await choices(client, mine, q="0134", limit=3, **there)
    assert (found[0]["id"], found[0]["distance_m"], found[0]["place"]) == ("L002-0134", 0, {"facility": "L002-0134"})
    assert found[0]["grid"].startswith("460107002")
    assert found[0]["grid_name"].endswith("网格")
    assert [one["distance_m"] for one in found] == sorted(one["distance_m"] for one in found)
    assert len(found) == 3


@pytest.mark.parametrize("words", ["L002-0134", "府城金桂 1栋", "府城社区第1网格", "府城社区"])
async def test_what_was_chosen_can_be_reported(client: Client, headers: Headers, report: Report, words: str) -> None:
    chosen = (await choices(client, headers("operator-1"), q=words))[0]
    stored = await report("operator-1", place=chosen["place"], category="grid.dispute")
    incident = (await client.get(f"/api/incidents/{stored['incident']}", headers=headers("operator-1"))).json()
    place = incident["incident"]["place"]
    assert place["grid"] == chosen["grid"] or place["grid"].startswith(chosen["id"])
    assert (place["lat"], place["lon"]) == (chosen["lat"], chosen["lon"])


async def test_the_grids_name_is_told_in_the_readers_language(
    client: Client, headers: Headers, context: Context
) -> None:
    person = next(p for p in context.directory.people.values() if p.roles == ["operator"] and p.watch_leader)
    person.language = "en"
    assert (await choices(client, headers("operator-1"), q="L002-0134"))[0]["grid_name"].endswith(" Community, Grid 1")


@pytest.mark.parametrize(
    "query", ["lat=20.0", "lon=110.3", "lat=91&lon=110", "lat=x&lon=1", "limit=0", "limit=51", f"q={'x' * 101}"]
)
async def test_a_bad_question_is_refused(client: Client, headers: Headers, query: str) -> None:
    answer = await client.get(f"/api/places?{query}", headers=headers("operator-1", **{"Accept-Language": "en"}))
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


async def test_a_place_that_is_no_number_is_no_place(client: Client, headers: Headers) -> None:
    answer = await client.get("/api/places?q=fc&lat=nan&lon=nan", headers=headers("operator-1"))
    assert answer.status_code == 400


async def test_a_pack_holds_every_place_of_the_community_and_nothing_else(
    client: Client, headers: Headers, context: Context
) -> None:
    pack = (await client.get(f"/api/places/pack?community={COMMUNITY}", headers=headers("worker-001"))).json()
    assert (pack["community"], pack["name"]) == (COMMUNITY, "府城社区")
    entries = [Entry(**dict(zip(pack["columns"], row, strict=True))) for row in pack["rows"]]
    assert entries == [one for one in context.directory.places.entries if one.area.startswith(COMMUNITY)]
    kinds = {one.kind for one in entries}
    assert kinds == {"community", "grid", "estate", "building", "hydrant", "manhole", "camera", "lamp"}
    assert sum(one.kind == "grid" for one in entries) == 7
    offline = PlaceIndex(entries).search("fc", limit=5)
    assert [one.entry.id for one in offline] == [
        one["id"] for one in (await choices(client, headers("worker-001"), q="fc"))[:5]
    ]


async def test_a_pack_names_nobody(client: Client, headers: Headers) -> None:
    pack = await client.get(f"/api/places/pack?community={COMMUNITY}", headers=headers("worker-001"))
    assert "154" not in {str(cell)[:3] for row in pack.json()["rows"] for cell in row[:6]}
    assert len(pack.content) < 64 * 1024


async def test_a_pack_that_a_phone_has_is_not_sent_again(client: Client, headers: Headers) -> None:
    url = f"/api/places/pack?community={COMMUNITY}"
    tag = (await client.get(url, headers=headers("worker-001"))).headers["etag"]
    again = await client.get(url, headers=headers("worker-001", **{"If-None-Match": f'"other", W/{tag}'}))
    assert (again.status_code, again.content) == (304, b"")
    assert (await client.get(url, headers=headers("worker-001", **{"If-None-Match": '"other"'}))).status_code == 200


@pytest.mark.parametrize(("community", "status"), [("460107999999", 404), ("460107", 400), ("", 400), ("x" * 12, 400)])
async def test_a_community_that_does_not_exist_has_no_pack(
    client: Client, headers: Headers, community: str, status: int
) -> None:
    answer = await client.get(f"/api/places/pack?community={community}", headers=headers("worker-001"))
    assert answer.status_code == status
