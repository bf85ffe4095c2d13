"""Accounts made over HTTP: by administrators only, under the rules of the command line, with a trace in the ledger."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import AsyncTestClient

from command.http.context import Context
from command.store.ledger import read_after

Accounts = dict[str, dict[str, Any]]
Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]


def wanted(accounts: Accounts, **more: Any) -> dict[str, Any]:
    area = accounts["worker-001"]["area"]
    return {"username": "chen.new", "name": "陈新", "role": "worker", "areas": [area], "reason": "新入职", **more}


async def sign_in(client: Client, username: str, password: str) -> Any:
    return await client.post("/api/session", json={"username": username, "password": password})


async def facts_of(context: Context, kind: str, person: str) -> list[Any]:
    entries = await read_after(context.engine, context.district, 0, 10_000)
    found = [json.loads(one.body) for one in entries]
    return [one for one in found if one["type"] == kind and one["person"] == person]


async def test_an_administrator_makes_an_account_whose_password_is_told_once_and_who_did_it_is_in_the_ledger(
    client: Client, headers: Headers, accounts: Accounts, context: Context
) -> None:
    made = await client.post("/api/people", json=wanted(accounts), headers=headers("admin-1"))
    assert made.status_code == 201, made.text
    told = made.json()
    assert (await sign_in(client, "chen.new", told["password"])).status_code == 200
    (fact,) = await facts_of(context, "PersonRegistered", told["person"])
    assert (fact["by"], fact["reason"]) == (accounts["admin-1"]["id"], "新入职")
    assert told["password"] not in str(fact)
    people = (await client.get("/api/people?q=陈新", headers=headers("admin-1"))).json()["people"]
    assert [one["roles"] for one in people if one["id"] == told["person"]] == [["worker"]]
    again = await client.post("/api/people", json=wanted(accounts, name="别人"), headers=headers("admin-1"))
    assert again.status_code == 409
    assert (await sign_in(client, "chen.new", told["password"])).status_code == 200, "nobody lost their password"


async def test_the_same_key_makes_one_account_with_its_skills_and_tells_no_password_again(
    client: Client, headers: Headers, accounts: Accounts, context: Context
) -> None:
    asked = wanted(accounts, username="fu.boat", name="符艇", skills=["boat", "first_aid"])
    key = {"Idempotency-Key": "joined-2026-17"}
    first = await client.post("/api/people", json=asked, headers=headers("admin-1") | key)
    again = await client.post("/api/people", json=asked, headers=headers("admin-1") | key)
    assert (first.status_code, again.status_code) == (201, 201), again.text
    assert (again.json()["person"], again.json()["password"]) == (first.json()["person"], "")
    assert (await sign_in(client, "fu.boat", first.json()["password"])).status_code == 200
    (fact,) = await facts_of(context, "PersonRegistered", first.json()["person"])
    assert fact["skills"] == ["boat", "first_aid"]
    other = asked | {"name": "别人"}
    refused = await client.post("/api/people", json=other, headers=headers("admin-1") | key)
    assert (refused.status_code, refused.json()["code"]) == (409, "id_conflict")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"areas": ["110101001001001"]}, 404),
        ({"areas": ["460107"]}, 422),
        ({"rank": "commander"}, 422),
        ({"role": "kiosk"}, 400),
        ({"name": "  "}, 400),
        ({"reason": " "}, 400),
        ({"username": "a b"}, 400),
        ({"areas": []}, 400),
    ],
)
async def test_what_the_command_line_would_refuse_is_refused(
    client: Client, headers: Headers, accounts: Accounts, more: dict[str, Any], status: int
) -> None:
    body = wanted(accounts, username="nobody.yet", **more) if "username" not in more else wanted(accounts, **more)
    answer = await client.post("/api/people", json=body, headers=headers("admin-1"))
    assert answer.status_code == status, answer.text
    people = (await client.get("/api/people", headers=headers("admin-1"))).json()["people"]
    assert "nobody.yet" not in str(people)


async def test_a_password_made_anew_ends_what_the_old_one_opened_and_is_nobodys_own_doing(
    client: Client, headers: Headers, accounts: Accounts, context: Context
) -> None:
    body = wanted(accounts, username="li.reset", name="李重设")
    told = (await client.post("/api/people", json=body, headers=headers("admin-1"))).json()
    old = (await sign_in(client, "li.reset", told["password"])).json()["token"]
    path, why = f"/api/people/{told['person']}/password", {"reason": "忘记密码"}
    mine = {"Authorization": f"Bearer {old}"}
    assert (await client.get("/api/session", headers=mine)).status_code == 200
    reset = await client.post(path, json=why, headers=headers("admin-1"))
    assert reset.status_code == 200, reset.text
    assert (await client.get("/api/session", headers=mine)).status_code == 401
    assert (await sign_in(client, "li.reset", told["password"])).status_code == 401
    assert (await sign_in(client, "li.reset", reset.json()["password"])).status_code == 200
    (fact,) = await facts_of(context, "PasswordReset", told["person"])
    assert (fact["by"], fact["reason"]) == (accounts["admin-1"]["id"], "忘记密码")

    own = f"/api/people/{accounts['admin-1']['id']}/password"
    assert (await client.post(own, json=why, headers=headers("admin-1"))).status_code == 403
    device = f"/api/people/{accounts['device-1']['id']}/password"
    assert (await client.post(device, json=why, headers=headers("admin-1"))).status_code == 422
    assert (await client.post("/api/people/nobody/password", json=why, headers=headers("admin-1"))).status_code == 404
