"""Figures over HTTP: of a period, by anything, each opening its incidents; as a workbook; everybody their own share."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from httpx import Response
from litestar.testing import AsyncTestClient
from python_calamine import CalamineWorkbook

from command.domain.kept.dispatch import Unit
from command.http.context import Context
from command.http.statistics_names import Names
from command.service.directory import Directory
from command.service.follow import follow_on
from tests.http.conftest import DISTRICT, FIRST_GRID, Report

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
SECOND_GRID = "460107001001002"


@pytest.fixture
async def day(context: Context, report: Report) -> None:
    """Two reports of the first grid, one of another street; followed."""
    await report("worker-001", disposition="settled")
    await report("worker-001", category="grid.dispute")
    await report("worker-200", category="grid.dispute", place={"grid": "460107104001001"})
    while (await follow_on(context.engine, DISTRICT)).more:
        pass


async def asked(client: Client, headers: dict[str, str], **query: Any) -> dict[str, Any]:
    answer: Response = await client.get("/api/statistics", params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.usefixtures("day")
async def test_todays_figures_by_street_with_their_age(client: Client, headers: Headers) -> None:
    found = await asked(client, headers("operator-1"), by="street")
    rows = {row["key"]: row for row in found["rows"]}
    assert rows["460107001"]["name"] == "国兴街道"
    assert rows["460107001"]["figures"]["filed"]["n"] >= 2
    assert found["total"]["filed"]["n"] == sum(row["figures"]["filed"]["n"] for row in found["rows"])
    assert found["total"]["settled_share"]["of"] == found["total"]["filed"]["n"]
    assert found["age"] == {"number": found["age"]["number"], "missing": 0, "behind_s": 0.0}
    assert len(found["trend"]) == 24
    assert sum(bucket["counts"].get("filed", 0) for bucket in found["trend"]) == found["total"]["filed"]["n"]


@pytest.mark.usefixtures("day")
async def test_a_figure_opens_its_incidents_and_they_can_be_read(client: Client, headers: Headers) -> None:
    mine = headers("operator-1")
    found = await asked(client, mine, by="grid")
    row = next(row for row in found["rows"] if row["key"] == FIRST_GRID)
    query = {"figure": "filed", "by": "grid", "key": FIRST_GRID}
    opened = (await client.get("/api/statistics/incidents", params=query, headers=mine)).json()
    assert opened["count"] == row["figures"]["filed"]["n"]
    for one in opened["incidents"]:
        story = await client.get(f"/api/incidents/{one['incident']}", headers=mine)
        assert story.json()["incident"]["number"] == one["number"]
        assert story.json()["incident"]["place"]["grid"] == FIRST_GRID
    rest = {**query, "figure": "settled_share", "part": "rest"}
    unsettled = (await client.get("/api/statistics/incidents", params=rest, headers=mine)).json()
    share = row["figures"]["settled_share"]
    assert unsettled["count"] == share["of"] - share["n"]


@pytest.mark.usefixtures("day")
async def test_a_worker_sees_their_own_figures_only(client: Client, headers: Headers, accounts: dict[str, Any]) -> None:
    me = accounts["worker-001"]
    found = await asked(client, headers("worker-001"), by="worker")
    assert [row["key"] for row in found["rows"]] == [me["id"]]
    assert found["rows"][0]["name"] == me["name"]
    assert found["total"]["filed"]["n"] == found["rows"][0]["figures"]["filed"]["n"] > 0
    other = {"person": accounts["worker-200"]["id"]}
    answer = await client.get("/api/statistics", params=other, headers=headers("worker-001"))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    opened = await client.get("/api/statistics/incidents", params={"figure": "filed"}, headers=headers("worker-001"))
    assert all(one["grid"] == FIRST_GRID for one in opened.json()["incidents"])


@pytest.mark.usefixtures("day")
async def test_a_supervisor_sees_their_own_areas_only(client: Client, headers: Headers) -> None:
    found = await asked(client, headers("supervisor-1"), by="grid")
    assert {row["key"][:12] for row in found["rows"]} == {"460107001001"}
    outside = await asked(client, headers("supervisor-1"), by="grid", area="460107104")
    assert (outside["rows"], outside["total"]["filed"]) == ([], {})


@pytest.mark.usefixtures("day")
async def test_a_screen_on_a_wall_is_told_no_names(client: Client, headers: Headers) -> None:
    assert (await asked(client, headers("kiosk-1"), by="community"))["total"]["filed"]["n"] > 0
    for query in ({"by": "worker"}, {"person": "x"}):
        answer = await client.get("/api/statistics", params=query, headers=headers("kiosk-1"))
        assert answer.status_code == 403


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("yesterday", "", "unreadable"),
        ("2026-02-30", "", "unreadable"),
        ("2026-01-01T10:00:00", "", "unreadable"),
        ("2026-01-02", "2026-01-01", "backwards"),
        ("2999-01-01", "", "future"),
        ("2020-01-01", "2022-01-01", "too_long"),
        ("0001-01-01", "0001-01-01", "unreadable"),
    ],
)
async def test_a_period_that_is_none_is_refused_in_the_readers_language(
    client: Client, headers: Headers, first: str, last: str, why: str
) -> None:
    query = {"from": first, "to": last}
    answer = await client.get(
        "/api/statistics", params=query, headers=headers("operator-1", **{"Accept-Language": "en"})
    )
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["data"]) == (400, "bad_period", {"why": why})
    assert "Not a period" in problem["message"]
    assert why not in problem["message"]


@pytest.mark.usefixtures("day")
async def test_a_day_of_the_past_and_a_time_with_an_offset_are_periods(client: Client, headers: Headers) -> None:
    found = await asked(client, headers("operator-1"), **{"from": "2026-01-01", "to": "2026-01-02"})
    assert (found["from"], found["to"]) == ("2025-12-31T16:00:00Z", "2026-01-02T16:00:00Z")
    assert (found["step"], len(found["trend"]), found["rows"]) == ("hour", 48, [])
    found = await asked(client, headers("operator-1"), **{"from": "2026-01-01T08:00:00+08:00", "to": "2026-12-31"})
    assert found["step"] == "month"
    assert found["total"]["filed"]["n"] > 0


@pytest.mark.usefixtures("day")
@pytest.mark.parametrize(("language", "first", "total"), [("en", "Figures", "All"), ("zh-CN", "指标", "合计")])
async def test_the_workbook_holds_the_same_figures(
    client: Client, headers: Headers, language: str, first: str, total: str
) -> None:
    mine = headers("operator-1")
    found = await asked(client, mine, by="street")
    answer = await client.get("/api/statistics.xlsx", params={"by": "street", "language": language}, headers=mine)
    assert answer.status_code == 200
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert len(book.sheet_names) == 5
    assert book.sheet_names[0] == first
    rows = book.get_sheet_by_index(1).to_python()
    filed = {row[0]: row[1] for row in rows[1:]}
    assert filed[total] == found["total"]["filed"]["n"]
    assert len(rows) == len(found["rows"]) + 2
    assert answer.content.count(b"xl/charts/chart") >= 2


async def test_every_figure_is_explained_in_both_languages(client: Client, headers: Headers) -> None:
    told = {}
    for language in ("en", "zh-CN"):
        mine = headers("worker-001", **{"Accept-Language": language})
        told[language] = (await client.get("/api/statistics/figures", headers=mine)).json()["figures"]
    assert len(told["en"]) == len(told["zh-CN"]) > 30
    for one, other in zip(told["en"], told["zh-CN"], strict=True):
        assert not any("一" <= letter <= "鿿" for letter in one["formula"])
        assert not other["formula"].isascii()
        assert one["name"] != other["name"]


def test_units_are_called_by_their_names_and_one_that_is_gone_by_its_id() -> None:
    units = {"u1": Unit(id="u1", name="琼山供电局", name_en="Qiongshan Power", kind="power", areas=["460107"])}
    directory = Directory.__new__(Directory)
    chinese, english = Names(directory, "zh-CN", units), Names(directory, "en", units)
    assert (chinese.of("unit", "u1"), english.of("unit", "u1")) == ("琼山供电局", "Qiongshan Power")
    assert english.of("unit", "gone") == "gone"
    assert (chinese.of("unit", ""), english.of("unit", "")) == ("（无）", "No one")
