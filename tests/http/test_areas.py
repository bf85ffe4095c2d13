"""Areas, categories and the pages that describe what can be called."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from litestar.testing import AsyncTestClient

from command.domain.category import CATEGORIES

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]


async def codes(client: Client, headers: dict[str, str], query: str) -> list[str]:
    answer = await client.get(f"/api/areas{query}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/geo+json")
    return [feature["id"] for feature in answer.json()["features"]]


async def test_areas_come_as_geojson_by_level_and_parent(client: Client, headers: Headers) -> None:
    mine = headers("worker-001")
    assert await codes(client, mine, "?level=district") == ["460107"]
    assert len(await codes(client, mine, "?level=street")) == 11
    assert await codes(client, mine, "?parent=460107101") == ["460107101900"]
    grids = await codes(client, mine, "?level=grid&parent=460107001")
    assert len(grids) == 42
    assert all(code.startswith("460107001") and len(code) == 15 for code in grids)
    assert len(await codes(client, mine, "")) == 1 + 11 + 33 + 185
    whole = (await client.get("/api/areas", headers=mine)).json()
    assert all(feature["properties"]["synthetic"] for feature in whole["features"])
    assert whole["features"][0]["geometry"]["type"] == "Polygon"


async def test_an_area_that_does_not_exist_is_not_found_and_a_level_that_does_not_is_refused(
    client: Client, headers: Headers
) -> None:
    mine = headers("worker-001")
    assert (await client.get("/api/areas?parent=999999", headers=mine)).status_code == 404
    assert (await client.get("/api/areas?level=planet", headers=mine)).status_code == 400
    assert (await client.get("/api/areas")).status_code == 401


@pytest.mark.parametrize("path", ["/api/areas?level=grid", "/api/categories"])
async def test_what_a_client_has_is_not_sent_again(client: Client, headers: Headers, path: str) -> None:
    first = await client.get(path, headers=headers("worker-001"))
    tag = first.headers["etag"]
    again = await client.get(path, headers=headers("worker-001", **{"If-None-Match": f'"other", W/{tag}'}))
    assert (again.status_code, again.content) == (304, b"")
    stale = await client.get(path, headers=headers("worker-001", **{"If-None-Match": '"other"'}))
    assert stale.status_code == 200


async def test_every_category_is_listed_in_both_languages(client: Client) -> None:
    listed = (await client.get("/api/categories")).json()["categories"]
    assert [category["code"] for category in listed] == list(CATEGORIES)
    assert {"name", "name_en", "group", "group_en", "kind", "urgent", "mergeable"} <= set(listed[0])


async def test_the_schema_pages_need_nothing_from_anywhere_else(client: Client) -> None:
    page = await client.get("/schema")
    assert page.status_code == 200
    assert "/api/incidents" in page.text
    for outside in ("http://", "https://", "//cdn", "<script", "<link"):
        assert outside not in page.text
    schema = (await client.get("/schema/openapi.json")).json()
    assert schema["openapi"].startswith("3.")
    assert {"/api/session", "/api/areas", "/api/incidents/{incident_id}"} <= set(schema["paths"])


async def test_the_socket_is_described_with_every_fact_and_every_request(client: Client) -> None:
    described = (await client.get("/schema/asyncapi.json")).json()
    assert described["asyncapi"] == "3.0.0"
    assert {"IncidentFiled", "OfferMade", "ReportSubmit", "StaffGet"} <= set(described["components"]["messages"])
    in_yaml = await client.get("/schema/asyncapi.yaml")
    assert msgspec.yaml.decode(in_yaml.content) == described
    assert list(unresolved(described, described)) == []


def unresolved(node: Any, root: dict[str, Any]) -> Any:
    """Every $ref in the document that leads nowhere."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str) and not leads_somewhere(reference, root):
            yield reference
        for value in node.values():
            yield from unresolved(value, root)
    elif isinstance(node, list):
        for value in node:
            yield from unresolved(value, root)


def leads_somewhere(reference: str, root: Any) -> bool:
    for part in reference.removeprefix("#/").split("/"):
        if not isinstance(root, dict) or part not in root:
            return False
        root = root[part]
    return True


async def test_what_does_not_exist_is_a_problem_too(client: Client) -> None:
    missing = await client.get("/api/nothing", headers={"Accept-Language": "en"})
    assert (missing.status_code, missing.json()["code"]) == (404, "unknown_thing")
    wrong = await client.put("/api/session", headers={"Accept-Language": "en"})
    assert wrong.status_code == 405
    assert wrong.headers["content-type"] == "application/problem+json"
