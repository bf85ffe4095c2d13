"""Duty over HTTP: who is on, by which layer; gaps, attendance, calendars, and rosters in and out as files."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from icalendar import Calendar
from litestar.testing import AsyncTestClient
from python_calamine import CalamineWorkbook

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.roster import Line, Pattern, Shift
from command.http.context import Context
from command.service.intake import perform
from command.store.ledger import read_after
from tests.http.conftest import DISTRICT, As
from workers.demo.roster import WATCH

Client = AsyncTestClient[Any]
FIRST = "460107001001-1"


def rows_of(content: bytes) -> list[list[str]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def csv_of(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


async def send(context: Context, who: str, method: str, **data: Any) -> dict[str, Any]:
    known = await perform(context.desk, who, method, {"id": new_id(), **data}, context.directory.areas)
    return msgspec.json.decode(known.outcome, type=dict[str, Any])


async def test_who_is_on_duty_is_told_with_the_shift_and_the_layer_it_comes_from(
    client: Client, headers: As, context: Context, accounts: dict[str, Any]
) -> None:
    at = datetime(2026, 12, 1, 2, tzinfo=UTC)  # ten in the morning
    answer = await client.get("/api/duty", params={"at": at.isoformat()}, headers=headers("operator-1"))
    told = answer.json()
    watch = [one for one in told["expected"] if one["group"] == WATCH]
    assert (len(watch), [one["leads"] for one in watch].count(True)) == (3, True)
    assert {one["layer"] for one in told["expected"]} == {"pattern"}
    assert {one["kind"] for one in told["expected"]} == {"watch", "patrol", "station"}
    assert told["duty"] == [], "of a moment to come only the roster is known"
    night = await client.get(
        "/api/duty", params={"at": (at + timedelta(hours=12)).isoformat()}, headers=headers("operator-1")
    )
    assert len(night.json()["standby"]) > 60
    assert {one["kind"] for one in night.json()["expected"]} == {"watch"}


async def test_a_moment_that_is_over_is_told_by_what_was_known_then(
    client: Client, headers: As, context: Context
) -> None:
    (first,) = await read_after(context.engine, DISTRICT, 0, 1)
    asked = {"at": (first.at - timedelta(minutes=1)).isoformat()}
    # A minute before the first word of its ledger this district had no groups: nobody was expected anywhere.
    told = (await client.get("/api/duty", params=asked, headers=headers("operator-1"))).json()
    assert (told["expected"], told["known_at"]) == ([], told["at"])
    by_now = (await client.get("/api/duty", params={**asked, "known": "now"}, headers=headers("operator-1"))).json()
    assert by_now["expected"]
    assert by_now["known_at"] > by_now["at"]
    now_ = (await client.get("/api/duty", headers=headers("operator-1"))).json()
    assert now_["known_at"] == now_["at"]
    wrong = await client.get("/api/duty", params={**asked, "known": "later"}, headers=headers("operator-1"))
    assert wrong.status_code == 400


async def test_a_supervisor_sees_their_own_people_and_a_worker_their_own_shifts(client: Client, headers: As) -> None:
    at = datetime(2026, 12, 1, 2, tzinfo=UTC).isoformat()
    told = (await client.get("/api/duty", params={"at": at}, headers=headers("supervisor-1"))).json()
    assert {one["areas"][0][:12] for one in told["expected"]} == {"460107001001"}
    assert (await client.get("/api/duty", headers=headers("worker-001"))).status_code == 403
    mine = (await client.get("/api/duty/mine", headers=headers("worker-001"))).json()
    assert {one["name"] for one in mine["turns"]} == {mine["turns"][0]["name"]}
    assert mine["colleagues"]
    assert all(one["turns"] for one in mine["colleagues"])
    for role in ("admin-1", "kiosk-1", "device-1"):
        assert (await client.get("/api/duty/mine", headers=headers(role))).status_code == 403


async def test_the_wall_is_told_the_watch_by_name_and_the_nearest_gap(
    client: Client, headers: As, context: Context, accounts: dict[str, Any]
) -> None:
    told = (await client.get("/api/duty/watch", headers=headers("kiosk-1"))).json()
    assert told["names"] == []
    assert told["standby"] in (0, 65, 66, 67, 68, 69, 70)
    kept = (await client.get("/api/duty/week", headers=headers("operator-1"))).json()
    on = [
        t
        for t in kept["turns"]
        if t["group"] == WATCH and t["starts"] <= now().isoformat().replace("+00:00", "Z") < t["ends"]
    ]
    for one in on:
        await send(context, one["person"], "duty.check_in", at=now().isoformat())
    told = (await client.get("/api/duty/watch", headers=headers("kiosk-1"))).json()
    leader = next(one["name"] for one in on if one["leads"])
    assert (told["leader"], len(told["names"])) == (leader, len(on) - 1)
    theirs = {one["person"]: one["leads"] for one in on}
    usernames = {account["id"]: username for username, account in accounts.items()}
    for person, leads in theirs.items():
        asked = (await client.get("/api/duty/watch", headers=headers(usernames[person]))).json()
        assert asked["mine"] == leads, "whoever has the seat is told so, and nobody else"
    assert (await client.get("/api/duty/watch", headers=headers("worker-001"))).status_code == 403


async def test_gaps_are_told_for_a_period_and_a_wrong_one_is_refused(
    client: Client, headers: As, context: Context
) -> None:
    assert (await client.get("/api/duty/gaps", headers=headers("operator-1"))).json() == {"gaps": []}
    pattern = Pattern(now().date(), [], [Line(Shift("空班", "patrol", "08:00", "18:00", need=2), [[0]])])
    group = f.GroupRostered(group="lonely", kind="grid", name="孤组", area="460107001001", patterns=[pattern])
    await context.desk.record([group])
    gaps = (await client.get("/api/duty/gaps", headers=headers("operator-1"))).json()["gaps"]
    assert {one["group_name"] for one in gaps} <= {"孤组"}
    await context.desk.record([f.GroupDissolved(group="lonely", area="460107001001", by="x", reason="x")])
    for starts, ends in (
        ("2026-12-02T00:00:00Z", "2026-12-01T00:00:00Z"),
        ("2026-12-01T00:00:00Z", "2027-12-01T00:00:00Z"),
    ):
        answer = await client.get(
            "/api/duty/gaps", params={"starts": starts, "ends": ends}, headers=headers("operator-1")
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "period_wrong")


async def test_attendance_is_counted_from_shifts_that_are_over(client: Client, headers: As, context: Context) -> None:
    at = now()
    common = {"shift": "巡查班", "kind": "patrol", "day": at.date(), "layer": "pattern", "ends": at, "over_at": at}
    start = at - timedelta(hours=10)
    person = (await client.get("/api/duty/mine", headers=headers("worker-001"))).json()["turns"][0]
    stints = [
        f.Stint(
            person=person["person"],
            name=person["name"],
            starts=start,
            came=came,
            left=left,
            **common,
        )
        for came, left in ((start, at), (start + timedelta(hours=1), at - timedelta(hours=2)), (None, None))
    ]
    await context.desk.record([f.ShiftsOver(group=FIRST, area="460107001001", stints=stints)])
    told = (await client.get("/api/duty/attendance", headers=headers("supervisor-1"))).json()["people"]
    assert told == [
        {"person": person["person"], "name": person["name"], "shifts": 3, "came": 2, "absent": 1, "late": 1, "early": 1,
         "hours": 17.0}
    ]  # fmt: skip
    assert (await client.get("/api/duty/attendance", headers=headers("supervisor-2"))).json()["people"] == []


async def test_a_calendar_is_for_whoever_has_the_link_until_it_is_ended(client: Client, headers: As) -> None:
    own = await client.get("/api/duty/calendar.ics", headers=headers("worker-001"))
    events = list(Calendar.from_ical(own.content).walk("VEVENT"))
    mine = (await client.get("/api/duty/mine", headers=headers("worker-001"))).json()["turns"]
    assert mine[0]["starts"] in {one["DTSTART"].dt.astimezone(UTC).isoformat().replace("+00:00", "Z") for one in events}
    assert (await client.get("/api/duty/calendar.ics")).status_code == 401
    first = (await client.post("/api/duty/calendar", headers=headers("worker-001"))).json()["path"]
    assert (await client.get(first)).content.startswith(b"BEGIN:VCALENDAR")
    second = (await client.post("/api/duty/calendar", headers=headers("worker-001"))).json()["path"]
    assert (await client.get(first)).status_code == 401, "a new link makes the old one worthless"
    assert (await client.get(second)).status_code == 200
    assert (await client.delete("/api/duty/calendar", headers=headers("worker-001"))).status_code == 204
    assert (await client.get(second)).status_code == 401
    assert (await client.get("/api/duty/calendar.ics?key=guess")).status_code == 401


async def test_a_template_is_filled_in_and_can_be_sent_back(
    client: Client, headers: As, accounts: dict[str, Any]
) -> None:
    answer = await client.get("/api/duty/template.xlsx", params={"month": "2026-12"}, headers=headers("supervisor-1"))
    rows = rows_of(answer.content)
    assert rows[0][:4] == ["班组", "姓名", "账号", "日期"]
    tried = await client.post("/api/duty/import", content=answer.content, headers=headers("supervisor-1"))
    told = tried.json()
    assert (tried.status_code, told["imported"], told["errors"]) == (200, False, [])
    assert told["turns"] == len(rows) - 1
    done = await client.post("/api/duty/import?dry_run=false", content=answer.content, headers=headers("supervisor-1"))
    assert done.json()["imported"] is True
    kept = await client.get(
        "/api/duty/roster.xlsx", params={"starts": "2026-11-30T16:00:00Z", "ends": "2026-12-31T16:00:00Z"},
        headers=headers("supervisor-1"),
    )  # fmt: skip
    assert sorted(rows_of(kept.content)) == sorted(rows), "what was imported is what there is now"


async def test_one_bad_row_and_nothing_is_imported(client: Client, headers: As) -> None:
    answer = await client.get("/api/duty/template.xlsx", params={"month": "2027-01"}, headers=headers("supervisor-2"))
    rows = rows_of(answer.content)
    rows[5][3] = "32 January"
    for language, word in (("zh-CN", "日期"), ("en", "dates")):
        tried = await client.post(
            "/api/duty/import?dry_run=false",
            content=csv_of(rows),
            headers=headers("supervisor-2", **{"Accept-Language": language}),
        )
        assert (tried.status_code, tried.json()["imported"]) == (422, False)
        (error,) = tried.json()["errors"]
        assert (error["row"], error["column"]) == (6, "day")
        assert word in error["message"]
    book = await client.post("/api/duty/import?workbook=true", content=csv_of(rows), headers=headers("supervisor-2"))
    assert rows_of(book.content)[5][-1] == "日期要写成 2026-12-01"
    week = {"starts": "2027-01-01T00:00:00Z", "ends": "2027-01-08T00:00:00Z"}
    turns = (await client.get("/api/duty/week", params=week, headers=headers("supervisor-2"))).json()["turns"]
    assert {one["layer"] for one in turns} == {"pattern"}


@pytest.mark.parametrize(
    ("content", "code", "status"),
    [
        ("班组,姓名\n1,2".encode(), "roster_columns", 400),
        (b"\xff\xfe\x00", "roster_encoding", 400),
        (b"PK\x03\x04", "roster_file", 400),
        (b"", "roster_empty", 400),
        (b"x" * (5 * 1024 * 1024 + 1), "too_large", 413),
        (b"a,b\n" * 100_000, "roster_rows", 400),
    ],
)
async def test_a_file_that_is_no_roster_is_refused_with_what_to_do(
    client: Client, headers: As, content: bytes, code: str, status: int
) -> None:
    answer = await client.post("/api/duty/import", content=content, headers=headers("coordinator-1"))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_overlapping_rows_are_refused_by_the_rules_and_people_of_others_by_name(
    client: Client, headers: As
) -> None:
    head = "班组,姓名,账号,日期,班次,类型,开始,结束"
    mine = (await client.get("/api/duty/week", headers=headers("supervisor-3"))).json()
    group = next(one for one in mine["groups"] if one["kind"] == "grid" and one["steers"])
    name = next(iter(group["members"].values()))
    rows = [
        f"{group['name']},{name},,2027-02-01,甲,巡查,08:00,18:00",
        f"{group['name']},{name},,2027-02-01,乙,驻站,17:00,20:00",
    ]
    body = "\n".join([head, *rows]).encode()
    told = (await client.post("/api/duty/import", content=body, headers=headers("supervisor-3"))).json()
    assert "重叠" in told["errors"][0]["message"]
    other = (await client.post("/api/duty/import", content=body, headers=headers("supervisor-9"))).json()
    assert {one["column"] for one in other["errors"]} == {"group"}
    assert (await client.post("/api/duty/import", content=body, headers=headers("operator-1"))).status_code == 403


async def test_requests_are_seen_by_whoever_is_above_and_by_nobody_else(
    client: Client, headers: As, context: Context
) -> None:
    mine = (await client.get("/api/duty/mine", headers=headers("worker-001"))).json()
    later = now() + timedelta(days=3)
    person = mine["turns"][0]["person"]
    await send(context, person, "leave.ask", starts=later.isoformat(), ends=(later + timedelta(days=1)).isoformat())
    assert len((await client.get("/api/duty/mine", headers=headers("worker-001"))).json()["leaves"]) == 1
    assert len((await client.get("/api/duty/requests", headers=headers("supervisor-1"))).json()["leaves"]) == 1
    assert (await client.get("/api/duty/requests", headers=headers("supervisor-2"))).json()["leaves"] == []
    assert (await client.get("/api/duty/requests", headers=headers("worker-002"))).status_code == 403


async def test_the_list_of_a_handover_is_filled_from_the_record(
    client: Client, headers: As, context: Context, accounts: dict[str, Any]
) -> None:
    at, co = now(), accounts["coordinator-1"]["id"]
    sent = await send(context, co, "alert.send", area="460107", text="全员待命", level="urgent")
    assert sent["status"] != "refused"
    opened = f.ReliefOpened(
        relief="r", group=WATCH, area="460107", shift="白班", next_shift="中班", hands_over_at=at,
        outgoing={co: "甲"}, incoming={accounts["operator-1"]["id"]: "乙"}, due=at + timedelta(minutes=15),
    )  # fmt: skip
    await context.desk.record([opened])
    referred = f.IncidentReferred(incident="none", to="119", reference="119-42", by=co)
    tried = f.RungTried(about="offer:x", person=co, rung="sms", outcome="failed", why="refused")
    await context.desk.record([referred, tried])
    (told,) = (await client.get("/api/duty/reliefs", headers=headers("coordinator-1"))).json()["reliefs"]
    entries = {one["kind"]: one for one in told["entries"]}
    assert entries["alert"]["text"] == "全员待命"
    assert entries["referred"]["text"] == "119-42"
    assert (entries["rung"]["what"], entries["rung"]["n"], entries["rung"]["of"]) == ("sms", 1, 1)
    assert told["waiting"] is None, "nothing is known of the inbox here, and nothing is claimed"
    closed = f.ReliefClosed(relief="r", group=WATCH, area="460107", why="dissolved")
    await context.desk.record([closed])
