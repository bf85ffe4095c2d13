"""Reports upward over HTTP: handed in, filled, opened figure by figure, sent, corrected, printed."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.clock import new_id
from command.domain import facts as f
from command.http.context import Context
from command.service.deadlines import pass_due
from command.service.replay import differences
from command.service.setting import has_fonts
from command.store import universe
from tests.http.conftest import DISTRICT, FIRST_GRID
from tests.http.test_modes import switch
from tests.http.test_moving import ordered
from tests.http.test_pack import letters

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]
STREET = FIRST_GRID[:9]


async def clear(context: Context) -> None:
    while (done := await pass_due(context.desk)) is not None and done.entries:
        pass


async def listed(client: Client, headers: Headers, who: str = "coordinator-1") -> dict[str, Any]:
    told = await client.get("/api/sitreps", headers=headers(who))
    assert told.status_code == 200, told.text
    return dict(told.json())


async def whole(client: Client, headers: Headers, id_: str, who: str = "coordinator-1") -> dict[str, Any]:
    told = await client.get(f"/api/sitreps/{id_}", headers=headers(who))
    assert told.status_code == 200, told.text
    return dict(told.json())


async def post(client: Client, headers: Headers, who: str, path: str, **body: Any) -> Any:
    key = {"Idempotency-Key": new_id()}
    return await client.post(f"/api/sitreps/{path}", json=body, headers=headers(who, **key))


@pytest.fixture
def head_of_street(accounts: dict[str, dict[str, Any]]) -> str:
    """The user name of somebody who answers for the first street as such."""
    return next(n for n, one in accounts.items() if one["role"] == "supervisor" and one["area"] == STREET)


async def test_a_report_is_handed_in_filled_opened_and_sent_and_never_changes_again(
    client: Client, context: Context, headers: Headers, report: Callable[..., Any], head_of_street: str
) -> None:
    assert (await listed(client, headers))["open"] == []
    await switch(client, context, headers, 3)
    await report("worker-001", category="event.0205")
    await ordered(client, headers, FIRST_GRID[:12])
    now = await listed(client, headers)
    (made,) = now["open"]
    assert (made["kind"], made["state"], made["issue"], len(made["streets"])) == ("first", "asked", 1, 11)
    id_ = made["id"]

    mine = await listed(client, headers, head_of_street)
    assert mine["mine"] == [STREET]
    live = await client.get(f"/api/sitreps/now?area={STREET}", headers=headers(head_of_street))
    assert live.json()["figures"]["incidents"] == {STREET: 1}
    everything = await client.get("/api/sitreps/now", headers=headers(head_of_street))
    assert everything.status_code == 403, "a street sees its own"
    done = await post(client, headers, head_of_street, f"{id_}/hand-in", street=STREET, losses={"injured": 1})
    assert done.status_code == 200, done.text
    told = await post(client, headers, head_of_street, f"{id_}/hand-in", street="460107002", nothing=True)
    assert (told.status_code, told.json()["code"]) == (404, "sitrep_unknown")

    assert (await post(client, headers, "operator-1", f"{id_}/cut")).status_code == 200
    draft = await whole(client, headers, id_)
    assert draft["head"]["state"] == "cut"
    assert STREET not in draft["head"]["missing"]
    assert len(draft["head"]["missing"]) == 10
    assert draft["figures"]["incidents"] == {STREET: 1}
    assert draft["figures"]["losses.injured"] == {STREET: 1}
    assert sum(draft["figures"]["moving.listed"].values()) > 0
    own = await whole(client, headers, id_, head_of_street)
    assert own["figures"]["duty.workers"].keys() <= {STREET}

    behind = await client.get(f"/api/sitreps/{id_}/figures/incidents", headers=headers("operator-1"))
    (row,) = behind.json()["rows"]
    assert (row["kind"], row["category"], row["n"]) == ("incident", "event.0205", 1)
    await report("worker-001", category="event.0404")
    again = await client.get(f"/api/sitreps/{id_}/figures/incidents", headers=headers("operator-1"))
    assert again.json()["rows"] == behind.json()["rows"], "the list is of the cut, not of now"

    told = await post(client, headers, "operator-1", f"{id_}/send", cut=draft["head"]["cut"])
    assert told.status_code == 403
    stale = await post(client, headers, "coordinator-1", f"{id_}/send", cut=1)
    assert (stale.status_code, stale.json()["code"]) == (409, "sitrep_stale")
    words = {"situation": "全区平稳有序", "measures": "继续转移", "needs": ""}
    cut = draft["head"]["cut"]
    sent = await post(client, headers, "coordinator-1", f"{id_}/send", cut=cut, words=words)
    assert sent.status_code == 200, sent.text
    assert sent.json()["outcome"]["issue"] == 1
    after = await whole(client, headers, id_)
    assert after["head"]["state"] == "sent"
    assert after["figures"] == draft["figures"]
    assert after["words"]["situation"] == "全区平稳有序"
    (following,) = (await listed(client, headers))["open"]
    assert following["kind"] == "followup"
    assert await differences(context.engine, DISTRICT) == [], "the ledger alone makes the same picture (P11)"


async def test_every_figure_is_what_the_tables_and_the_ledger_say_at_the_cut(
    client: Client, context: Context, headers: Headers, report: Callable[..., Any]
) -> None:
    (made,) = (await listed(client, headers))["open"]
    await report("worker-002", category="event.0601", disposition="settled")
    assert (await post(client, headers, "operator-1", f"{made['id']}/cut")).status_code == 200
    draft = await whole(client, headers, made["id"])
    total = {name: sum(by.values()) for name, by in draft["figures"].items()}
    async with context.engine.connect() as connection:
        since = await connection.scalar(text("SELECT min(number) FROM ledger WHERE type = 'ModeSwitched'"))
        filed = await connection.scalar(
            text("SELECT count(*) FROM ledger WHERE type = 'IncidentFiled' AND number > :since"), {"since": since}
        )
        reports = await connection.scalar(
            text("SELECT count(*) FROM ledger WHERE type IN ('IncidentFiled', 'ReportMerged') AND number > :since"),
            {"since": since},
        )
    assert (total["incidents"], total["reports"]) == (filed, reports)
    assert total["incidents.closed"] == 1
    assert total["incidents"] == total["incidents.open"] + total["incidents.closed"] - total["incidents.carried"]
    assert draft["before"]["incidents"] == 1
    for name, n in total.items():
        behind = await client.get(f"/api/sitreps/{made['id']}/figures/{name}", headers=headers("operator-1"))
        assert behind.json()["total"] == n, name


async def test_names_behind_a_figure_are_recorded_as_looked_at(
    client: Client, context: Context, headers: Headers
) -> None:
    (made,) = (await listed(client, headers))["open"]
    before = await _looks(context)
    behind = await client.get(f"/api/sitreps/{made['id']}/figures/moving.listed", headers=headers("operator-1"))
    rows = behind.json()["rows"]
    assert all(row["label"] and row["label"] != row["id"] for row in rows)
    assert len(rows) > 3
    assert await _looks(context) - before == len(rows)


async def _looks(context: Context) -> int:
    async with context.engine.connect() as connection:
        found = await connection.scalar(text("SELECT count(*) FROM look WHERE reason = '情况报告数据明细'"))
    return int(found or 0)


async def test_a_correction_is_another_report(client: Client, headers: Headers) -> None:
    first = (await listed(client, headers))["sent"][-1]
    done = await post(client, headers, "coordinator-2", f"{first['id']}/correct", reason="受伤人数有误")
    assert done.status_code == 200, done.text
    made = next(one for one in (await listed(client, headers))["open"] if one["kind"] == "correction")
    assert (made["corrects_issue"], made["state"], made["missing"]) == (1, "cut", [])
    sent = await post(client, headers, "coordinator-2", f"{made['id']}/send", cut=made["cut"])
    assert sent.status_code == 200, sent.text
    now = await listed(client, headers)
    assert [(one["issue"], one["kind"]) for one in now["sent"]] == [(2, "correction"), (1, "first")]
    assert (await whole(client, headers, first["id"]))["figures"], "what was sent is as it was"


async def test_silence_is_told_and_the_report_says_how_late_it_was(
    client: Client, context: Context, headers: Headers
) -> None:
    await universe.fast_forward(context.engine, DISTRICT, 8 * 3600 + 60)  # 首报 within two hours, 续报 six after it
    await clear(context)
    (made,) = (await listed(client, headers))["open"]
    assert made["late"] == 1
    sent = await post(client, headers, "coordinator-1", f"{made['id']}/send", cut=made["cut"])
    assert sent.status_code == 200, sent.text
    assert (await listed(client, headers))["sent"][0]["late_s"] > 0
    assert await differences(context.engine, DISTRICT) == []


@pytest.mark.parametrize("who", ["worker", "kiosk", "unit", "device"])
async def test_reports_are_not_everybodys(client: Client, headers: Headers, accounts: Any, who: str) -> None:
    name = next(n for n, one in accounts.items() if one["role"] == who)
    assert (await client.get("/api/sitreps", headers=headers(name))).status_code == 403


async def test_an_unknown_report_is_said_to_be_unknown(client: Client, headers: Headers) -> None:
    for path in ("none", "none/figures/reports", "none/report.pdf"):
        told = await client.get(f"/api/sitreps/{path}", headers=headers("coordinator-1"))
        assert (told.status_code, told.json()["code"]) == (404, "sitrep_unknown")


async def test_a_report_is_printed_in_both_languages_in_letters_that_are_there(
    client: Client, headers: Headers
) -> None:
    assert has_fonts(), "the print's fonts come with the screens: `make web-built` first"
    sent = (await listed(client, headers))["sent"][-1]
    for language, wanted in (("zh-CN", "防汛指挥部关于台风御工作情况的首报街镇合计"), ("en", "First report")):
        told = await client.get(
            f"/api/sitreps/{sent['id']}/report.pdf?language={language}", headers=headers("coordinator-1")
        )
        assert told.status_code == 200, told.text
        assert told.content.startswith(b"%PDF")
        assert set(wanted) - {" "} <= set(letters(told.content))
    street = await client.get(f"/api/sitreps/{sent['id']}/report.pdf", headers=headers("auditor-1"))
    assert street.status_code == 200


def test_a_fact_of_the_list_is_no_larger_than_a_message_may_be() -> None:
    import msgspec

    item = f.SitrepItem(
        id=new_id(),
        area=FIRST_GRID,
        label="#123456",
        n={"incidents": 1, "incidents.open": 1, "state.assigned": 1, "priority.1": 1, "category.event.0406": 1},
    )
    fact = f.SitrepItems(chain=new_id(), sitrep=new_id(), kind="incident", items=[item] * 500)
    assert len(msgspec.json.encode(fact)) < 128 * 1024
