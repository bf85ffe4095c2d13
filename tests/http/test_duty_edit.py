"""An editor of rosters over HTTP: groups as they are written, and what a change would do before it is one."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.clock import new_id, now
from command.domain.worktime import LOCAL
from command.http.context import Context
from command.service.intake import perform
from tests.http.conftest import As
from workers.demo.roster import WATCH

Client = AsyncTestClient[Any]


async def ledger_length(context: Context) -> int:
    async with context.reading.connect() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM ledger")) or 0)


async def groups(client: Client, headers: As, who: str) -> list[dict[str, Any]]:
    answer = await client.get("/api/duty/groups", headers=headers(who))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["groups"]
    return found


def entry(group: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """What a form would send of a group as it is written, from next week on."""
    begins = (now().astimezone(LOCAL).date() + timedelta(days=7)).isoformat()
    pattern = {**group["patterns"][-1], "begins": begins, **changed}
    return {**{name: group[name] for name in ("kind", "name", "area")}, "group": group["id"], "pattern": pattern}


async def test_an_editor_reads_the_patterns_of_the_groups_one_writes(client: Client, headers: As) -> None:
    everything = await groups(client, headers, "coordinator-1")
    assert everything[0]["group"]["id"] == WATCH
    assert len(everything) == 67
    own = await groups(client, headers, "supervisor-1")
    assert {one["group"]["area"] for one in own} == {"460107001001"}
    assert all(one["group"]["patterns"][0]["lines"] for one in own)


async def test_trying_a_pattern_tells_gaps_and_turns_and_writes_nothing(
    client: Client, headers: As, context: Context
) -> None:
    watch = (await groups(client, headers, "coordinator-1"))[0]["group"]
    before = await ledger_length(context)
    same = await client.post("/api/duty/groups/try", json=entry(watch), headers=headers("coordinator-1"))
    assert same.status_code == 200, same.text
    told = same.json()
    assert (told["faults"], told["gaps"], told["notes"]) == ([], [], [])
    assert {one["shift"] for one in told["turns"]} == {"夜班", "白班", "中班"}
    lines = watch["patterns"][-1]["lines"]
    alone = [{**line, "cycle": [seats[:1] for seats in line["cycle"]]} for line in lines]
    thin = await client.post("/api/duty/groups/try", json=entry(watch, lines=alone), headers=headers("coordinator-1"))
    told = thin.json()
    assert {one["kind"] for one in told["gaps"]} == {"short"}
    assert all(one["fresh"] for one in told["gaps"])
    assert told["gaps"][0]["group_name"] == watch["name"]
    assert await ledger_length(context) == before


async def test_each_fault_has_its_field_and_words_in_the_reader_s_language(client: Client, headers: As) -> None:
    watch = (await groups(client, headers, "coordinator-1"))[0]["group"]
    members = [*watch["patterns"][-1]["members"][:-1], "nobody"]
    body = entry(watch, members=members)
    for language, words in (("zh-CN", "没有账号"), ("en", "no active account")):
        sent = headers("coordinator-1", **{"Accept-Language": language})
        (fault,) = (await client.post("/api/duty/groups/try", json=body, headers=sent)).json()["faults"]
        assert (fault["code"], fault["data"]["field"]) == ("member_unknown", "pattern.members.11")
        assert words in fault["message"]
    hours = {**body, "pattern": {**body["pattern"], "lines": [{"shift": {**SHIFT, "starts": "25:00"}, "cycle": []}]}}
    unread = await client.post("/api/duty/groups/try", json=hours, headers=headers("coordinator-1"))
    assert (unread.status_code, unread.json()["code"]) == (400, "invalid")


SHIFT = {"name": "临时巡查", "kind": "patrol", "starts": "08:00", "ends": "18:00"}


async def test_a_temporary_plan_is_tried_and_then_set(client: Client, headers: As, context: Context) -> None:
    first, second = (one["group"] for one in (await groups(client, headers, "coordinator-1"))[1:3])
    day = (now().astimezone(LOCAL).date() + timedelta(days=3)).isoformat()
    taken = second["patterns"][-1]["members"]
    plan = {"group": first["id"], "first": day, "last": day, "shifts": [SHIFT],
            "days": [{"day": day, "shift": 0, "people": taken}]}  # fmt: skip
    body = {"plan": plan, "temporary": True, "reason": "台风"}
    told = (await client.post("/api/duty/plans/try", json=body, headers=headers("coordinator-1"))).json()
    assert told["faults"] == []
    assert {one["group"] for one in told["gaps"] if one["fresh"]} >= {second["id"]}, "where they are taken from"
    who = context.tokens.verify(headers("coordinator-1")["Authorization"][7:]).person
    known = await perform(context.desk, who, "roster.plan", {"id": new_id(), **body}, context.directory.areas)
    assert msgspec.json.decode(known.outcome)["status"] != "refused"
    shown = next(one for one in await groups(client, headers, "coordinator-1") if one["group"]["id"] == first["id"])
    assert [(one["temporary"], one["reason"]) for one in shown["plans"]] == [(True, "台风")]


@pytest.mark.parametrize("who", ["operator-1", "worker-001", "admin-1", "auditor-1"])
async def test_nobody_else_writes_rosters(client: Client, headers: As, who: str) -> None:
    assert (await client.get("/api/duty/groups", headers=headers(who))).status_code == 403


async def test_a_supervisor_is_told_at_the_field_that_a_group_is_not_theirs(client: Client, headers: As) -> None:
    watch = (await groups(client, headers, "coordinator-1"))[0]["group"]
    answer = await client.post("/api/duty/groups/try", json=entry(watch), headers=headers("supervisor-1"))
    assert [(one["code"], one["data"]["field"]) for one in answer.json()["faults"]] == [("group_unknown", "group")]
