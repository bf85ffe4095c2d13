"""Signing in over HTTP."""

from collections.abc import Callable
from typing import Any

from litestar.testing import AsyncTestClient

from command.http.context import Context
from command.http.reader import COOKIE, is_ours

Accounts = dict[str, dict[str, Any]]
Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]


async def sign_in(client: Client, account: dict[str, Any], **headers: str) -> Any:
    body = {"username": account["username"], "password": account["password"]}
    return await client.post("/api/session", json=body, headers=headers)


async def test_a_person_signs_in_reloads_the_page_and_signs_out(client: Client, accounts: Accounts) -> None:
    account = accounts["operator-1"]
    answer = await sign_in(client, account)
    assert answer.status_code == 200
    body = answer.json()
    assert body["user"]["id"] == account["id"]
    assert body["user"]["roles"] == ["operator"]
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie

    reloaded = await client.get("/api/session")  # with the cookie alone
    assert reloaded.status_code == 200
    assert reloaded.json()["token"]
    assert (await client.delete("/api/session")).status_code == 204
    bearer = {"Authorization": f"Bearer {body['token']}"}
    assert (await client.get("/api/session", headers=bearer)).status_code == 401


async def test_a_wrong_password_is_a_problem_in_the_readers_language(client: Client, accounts: Accounts) -> None:
    wrong = {**accounts["operator-2"], "password": "wrong"}
    english = await sign_in(client, wrong, **{"Accept-Language": "en-GB,en;q=0.9,zh;q=0.1"})
    assert english.status_code == 401
    assert english.headers["content-type"] == "application/problem+json"
    assert english.json()["code"] == "wrong_credentials"
    assert english.json()["message"] == "Wrong user name or password"
    chinese = await sign_in(client, wrong)
    assert chinese.json()["detail"] == "用户名或密码不对"


async def test_too_many_failures_are_told_when_to_come_back(client: Client, accounts: Accounts) -> None:
    wrong = {**accounts["operator-3"], "password": "wrong"}
    codes = [(await sign_in(client, wrong)).status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]
    blocked = await sign_in(client, accounts["operator-3"])
    assert blocked.status_code == 429
    assert int(blocked.headers["retry-after"]) > 0


async def test_unknown_fields_are_refused_by_name(client: Client) -> None:
    answer = await client.post("/api/session", json={"username": "a", "password": "b", "remember": True})
    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"
    assert "remember" in answer.json()["detail"]


async def test_rubbish_is_refused_and_nothing_crashes(client: Client) -> None:
    for content in (b"", b"{", b"[]", b"\xff\xfe", b'{"username": 1, "password": null}', b'"' + b"x" * 300_000 + b'"'):
        answer = await client.post("/api/session", content=content, headers={"Content-Type": "application/json"})
        assert 400 <= answer.status_code < 500, content[:20]
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_page_of_another_site_may_not_write(client: Client, accounts: Accounts) -> None:
    foreign = await sign_in(client, accounts["operator-1"], Origin="https://evil.example")
    assert foreign.status_code == 403
    assert foreign.json()["code"] == "foreign_origin"
    for origin in ("http://testserver.local", "https://console.example"):
        assert (await sign_in(client, accounts["operator-1"], Origin=origin)).status_code == 200


def test_an_origin_is_ours_only_if_it_names_our_host_or_is_on_the_list() -> None:
    allowed = frozenset({"https://console.example"})
    assert is_ours("http://grid.local:8080", "grid.local:8080", allowed)
    assert is_ours("https://console.example/", "grid.local", allowed)
    for origin in ("null", "", "https://grid.local.evil.example", "http://grid.local:81", "http://[", "grid.local"):
        assert not is_ours(origin, "grid.local", allowed), origin


async def test_the_holder_of_a_key_needs_no_session(client: Client, headers: Headers) -> None:
    answer = await client.get("/api/session", headers=headers("kiosk-1"))
    assert answer.status_code == 200
    assert answer.json()["user"]["roles"] == ["kiosk"]
    assert answer.json()["token"] is None


async def test_nobody_and_rubbish_tokens_get_401(client: Client) -> None:
    for value in ("", "Bearer", "Bearer x.y.z", "Basic abc", "Bearer " + "k" * 500):
        answer = await client.get("/api/session", headers={"Authorization": value} if value else {})
        assert answer.status_code == 401, value
        assert answer.headers["www-authenticate"] == "Bearer"
    client.cookies.set(COOKIE, "no token")
    assert (await client.get("/api/session")).status_code == 401


async def test_a_session_that_was_ended_elsewhere_is_over_here(
    client: Client, context: Context, headers: Headers
) -> None:
    mine = headers("coordinator-1")
    assert (await client.get("/api/incidents", headers=mine)).status_code == 200
    context.ended.take(context.tokens.verify(mine["Authorization"].removeprefix("Bearer ")).session)
    assert (await client.get("/api/incidents", headers=mine)).status_code == 401
