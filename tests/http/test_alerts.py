"""Who has read an alert to staff and who has not, over HTTP."""

from collections.abc import Callable
from typing import Any

from litestar.testing import AsyncTestClient

from command.clock import new_id
from command.http.context import Context
from command.service.intake import perform
from tests.http.conftest import FIRST_GRID

Headers = Callable[..., dict[str, str]]


async def sent(context: Context, accounts: dict[str, dict[str, Any]]) -> str:
    """An alert to the workers of the first community; its id."""
    before = await context.desk.look(lambda draft: set(draft.picture.alerts))
    asked = {"id": new_id(), "area": FIRST_GRID[:12], "roles": ["worker"], "level": "urgent", "text": "撤回室内"}
    await perform(context.desk, accounts["coordinator-1"]["id"], "alert.send", asked, context.directory.areas)
    (alert,) = await context.desk.look(lambda draft: set(draft.picture.alerts)) - before
    return str(alert)


async def test_who_has_read_it_and_who_has_not_with_the_next_rung_of_each(
    client: AsyncTestClient[Any], context: Context, headers: Headers, accounts: dict[str, dict[str, Any]]
) -> None:
    alert = await sent(context, accounts)
    url = f"/api/alerts/{alert}/readers"
    before = (await client.get(url, headers=headers("operator-1"))).json()
    assert (before["read"], before["readers"]) == (0, [])
    assert before["people"] == len(before["unread"]) > 3
    assert before["rungs"] == {"screen": before["people"]}
    assert {(one["next"], one["quiet"]) for one in before["unread"]} == {("messenger", False)}
    reader = accounts["worker-001"]["id"]
    at = context.now().isoformat()
    await perform(
        context.desk, reader, "alert.read", {"id": new_id(), "alert": alert, "at": at}, context.directory.areas
    )
    after = (await client.get(url, headers=headers("operator-1"))).json()
    (one,) = after["readers"]
    assert (after["read"], one["person"], one["next"]) == (1, reader, None)
    assert one["read_at"] >= before["sent_at"]
    assert reader not in {two["person"] for two in after["unread"]}


async def test_a_cadre_sees_their_own_people_only(
    client: AsyncTestClient[Any], context: Context, headers: Headers, accounts: dict[str, dict[str, Any]]
) -> None:
    alert = await sent(context, accounts)
    elsewhere = next(
        n for n, a in accounts.items() if a["role"] == "supervisor" and not FIRST_GRID.startswith(a["area"])
    )
    told = (await client.get(f"/api/alerts/{alert}/readers", headers=headers(elsewhere))).json()
    assert (told["people"], told["unread"], told["readers"]) == (0, [], [])
    assert (await client.get(f"/api/alerts/{alert}/readers", headers=headers("worker-001"))).status_code == 403
    gone = await client.get("/api/alerts/none/readers", headers=headers("operator-1"))
    assert (gone.status_code, gone.json()["code"]) == (404, "alert_unknown")
