"""A supervisor's people: who is out of contact, the evening's work, and photos of refusals for their own area alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.clock import new_id
from command.domain.worktime import LOCAL
from command.http.context import Context
from command.service import evening
from command.service.intake import perform
from command.service.replay import differences
from tests.http.conftest import DISTRICT, FIRST_GRID
from tests.http.test_moving import at, ordered, people
from tests.http.test_picture_people_uploads import JPEG

Headers = Callable[..., dict[str, str]]
Client = AsyncTestClient[Any]


def named(accounts: dict[str, Any], role: str, covers: str) -> list[str]:
    """Everybody of a role who answers for an area; the nearest first."""
    held = [(len(one["area"]), name) for name, one in accounts.items() if one["role"] == role]
    return [name for _, name in sorted(held, reverse=True) if covers.startswith(accounts[name]["area"])]


async def test_the_photo_of_a_signed_refusal_is_for_the_supervisors_of_its_area_alone(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    done = await ordered(client, headers, FIRST_GRID[:12])
    one = (await people(client, headers, done["evacuation"]))["people"][0]
    worker = next(n for n, a in accounts.items() if a["role"] == "worker" and a["area"] == one["grid"])
    photo = new_id()
    put = await client.put(f"/api/uploads/{photo}", content=JPEG, headers=headers(worker))
    assert put.status_code == 201
    above = named(accounts, "supervisor", one["grid"])
    heads = {n: a["area"] for n, a in accounts.items() if a["role"] == "supervisor"}
    elsewhere = next(name for name, area in heads.items() if not one["grid"].startswith(area))
    assert (await client.get(f"/api/uploads/{photo}", headers=headers(above[0]))).status_code == 404, (
        "not yet anybody's"
    )
    refusing = {"to": "refused", "at": at(), "reason": "要看家", "signed": "photo", "photos": [photo]}
    told = await client.post(f"/api/evacuees/{one['id']}/mark", json=refusing, headers=headers(worker))
    assert told.status_code == 200, told.text
    for who in above:
        seen = await client.get(f"/api/uploads/{photo}", headers=headers(who))
        assert (seen.status_code, seen.content) == (200, JPEG), who
    colleague = next(n for n, a in accounts.items() if a["role"] == "worker" and a["area"] != one["grid"])
    for nobody in (elsewhere, colleague, "kiosk-1"):
        assert (await client.get(f"/api/uploads/{photo}", headers=headers(nobody))).status_code == 404, nobody
    url = f"/api/evacuations/{done['evacuation']}/people?standing=refused"
    (row,) = (await client.get(url, headers=headers(above[0]))).json()["people"]
    assert (row["photos"], row["note"]) == ([photo], "要看家")
    (own,) = (await client.get(url, headers=headers(worker))).json()["people"]
    assert own["photos"] == [], "a list names the photo to whoever answers for the area"
    team = (await client.get("/api/team", headers=headers(above[0]))).json()
    assert team["refused"] == row["heads"]
    assert (await client.get("/api/team", headers=headers(elsewhere))).json()["refused"] == 0
    async with context.engine.connect() as connection:
        looked = await connection.scalar(text("SELECT count(*) FROM look WHERE reason = '查看拒绝签字照片'"))
    assert looked == len(above)


async def test_another_ones_photo_named_in_a_refusal_is_shown_to_nobody(
    client: Client, headers: Headers, accounts: dict[str, Any]
) -> None:
    done = await ordered(client, headers, "460107002001")
    one = (await people(client, headers, done["evacuation"]))["people"][0]
    worker = next(n for n, a in accounts.items() if a["role"] == "worker" and a["area"] == one["grid"])
    private = new_id()
    await client.put(f"/api/uploads/{private}", content=JPEG + b"2", headers=headers("worker-050"))
    refusing = {"to": "refused", "at": at(), "reason": "要看家", "signed": "photo", "photos": [private]}
    await client.post(f"/api/evacuees/{one['id']}/mark", json=refusing, headers=headers(worker))
    above = named(accounts, "supervisor", one["grid"])[0]
    assert (await client.get(f"/api/uploads/{private}", headers=headers(above))).status_code == 404


async def test_who_of_mine_is_out_of_contact_is_named_with_no_number_and_ringing_them_is_recorded(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    worker = next(n for n, a in accounts.items() if a["role"] == "worker" and a["area"] == FIRST_GRID)
    leader = named(accounts, "supervisor", FIRST_GRID)[0]
    come = {"id": new_id(), "at": at()}
    await perform(context.desk, accounts[worker]["id"], "duty.check_in", come, context.directory.areas)

    class Hears:
        age = 10.0

        def hears(self) -> bool:
            return True

        def heard_s(self, person: str) -> float | None:
            return self.age if person == accounts[worker]["id"] else 1.0

        def position_of(self, person: str) -> dict[str, Any] | None:
            return {"lat": 20.0, "lon": 110.3, "accuracy_m": 9, "at": context.now().isoformat()}

    hears = Hears()
    object.__setattr__(context, "hearing", hears)
    team = (await client.get("/api/team", headers=headers(leader))).json()
    assert (team["on_duty"], team["lost"]) == (1, [])
    hears.age = 150.0
    silent_at_once = msgspec.structs.replace(context.desk.policy, silent=timedelta(0))
    object.__setattr__(context.desk, "_policy", silent_at_once)
    (lost,) = (await client.get("/api/team", headers=headers(leader))).json()["lost"]
    assert (lost["person"], lost["grid"], lost["place"]["lat"]) == (accounts[worker]["id"], FIRST_GRID, 20.0)
    assert "phone" not in lost
    url = f"/api/people/{lost['person']}/contact"
    assert (await client.get(url, headers=headers(leader))).status_code == 422, "ringing has a reason"
    number = await client.get(url, params={"reason": "失联，电话联系"}, headers=headers(leader))
    assert number.json()["phone"]
    said = {"about": lost["person"], "how": "phone", "said_by": lost["name"], "said_at": at(), "minutes": 60}
    asked = {"id": new_id(), **said}
    await perform(context.desk, accounts[leader]["id"], "contact.report", asked, context.directory.areas)
    assert (await client.get("/api/team", headers=headers(leader))).json()["lost"] == []


async def test_in_the_evening_leaders_hear_once_and_names_are_shown_to_them_alone(
    client: Client, context: Context, headers: Headers, accounts: dict[str, Any]
) -> None:
    local = context.now().astimezone(LOCAL)
    hours = ((local - timedelta(minutes=1)).time(), (local + timedelta(minutes=30)).time())
    policy = msgspec.structs.replace(context.desk.policy, evening=hours[0], day=(hours[0], hours[1]))
    object.__setattr__(context.desk, "_policy", policy)
    assert await evening.look(context.desk) is not None
    assert await evening.look(context.desk) is None, "once an evening"
    lists = await context.desk.look(lambda draft: {k: dict(v.unattended) for k, v in draft.picture.evenings.items()})
    grid = next(one.grid for of in lists.values() for one in of.values())
    leader = named(accounts, "supervisor", grid)[0]
    team = (await client.get("/api/team", headers=headers(leader))).json()
    assert team["evening"]
    assert team["unattended"]
    assert "name" not in team["unattended"][0], "names are asked for, and recorded"
    homes = (await client.get("/api/team/unattended", headers=headers(leader))).json()["people"]
    assert {one["resident"] for one in homes} == {one["resident"] for one in team["unattended"]}
    assert all(one["name"] and one["grid"].startswith(accounts[leader]["area"][:12]) for one in homes)
    async with context.engine.connect() as connection:
        looked = await connection.scalar(text("SELECT count(*) FROM look WHERE reason = '无人走访名单'"))
    assert looked == len(homes)
    assert await differences(context.engine, DISTRICT) == [], "the ledger alone makes the same picture (P11)"
