"""`/api/storms`: a track comes in by file or form, is told wrong by row, and every grid knows when the winds come."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from litestar.testing import AsyncTestClient

from command.clock import now
from command.domain.storm.track import Track
from tests.domain.storms import request_of, ring, westward
from tests.http.conftest import As

Client = AsyncTestClient[Any]
HEAD = "agency,time_utc,lat,lon,wind_ms,averaging,pressure_hpa,grade"
FUCHENG = (20.0, 110.35)


def coming(km: float = 500.0) -> Track:
    """Force 10 comes in (km - 100) / 20 hours."""
    start = now().astimezone(UTC).replace(microsecond=0)
    return westward(start, *FUCHENG, east_km=km, circles=[ring(7, 250), ring(10, 100)], hours=48, issued_after=0)


def rows(track: Track) -> str:
    lines = [
        f"CMA,{p.at.isoformat()},{p.lat:.3f},{p.lon:.3f},{p.wind_ms},2-min,{p.pressure_hpa},TY" for p in track.points
    ]
    return "\n".join([HEAD, *lines])


async def clear(client: Client, headers: As) -> None:
    for one in (await client.get("/api/storms", headers=headers("coordinator-1"))).json()["storms"]:
        await client.post(f"/api/storms/{one['id']}/end", json={"reason": "x"}, headers=headers("coordinator-1"))


async def test_a_file_is_tried_first_and_nothing_is_kept(client: Client, headers: As) -> None:
    await clear(client, headers)
    mine = headers("coordinator-1")
    tried = await client.post("/api/storms/import?code=2609", content=rows(coming()), headers=mine)
    assert tried.status_code == 200, tried.text
    told = tried.json()
    assert (told["committed"], told["errors"], told["agency"]) == (False, [], "CMA")
    assert told["summary"]["reached"] == 185
    assert (await client.get("/api/storms", headers=mine)).json()["storms"] == []


async def test_a_bad_file_is_told_by_row_in_the_readers_language(client: Client, headers: As) -> None:
    good = rows(coming()).splitlines()
    bad = "\n".join([*good[:2], good[2].replace("110.", "98.").replace("114.", "98."), good[1]])
    mine = headers("operator-1")
    zh = (await client.post("/api/storms/import?code=1&dry_run=false", content=bad, headers=mine)).json()
    en = await client.post("/api/storms/import?code=1", content=bad, headers={**mine, "Accept-Language": "en"})
    assert zh["committed"] is False
    assert [one["row"] for one in zh["errors"]] == [one["row"] for one in en.json()["errors"]] == [2, 3]
    assert zh["errors"][0]["code"] == "track_jump"
    assert "公里" in zh["errors"][0]["message"]
    assert "km" in en.json()["errors"][0]["message"]


async def test_what_is_committed_is_on_every_screen_and_each_grid_has_its_times(client: Client, headers: As) -> None:
    await clear(client, headers)
    mine = headers("coordinator-1")
    done = await client.post(
        "/api/storms/import?code=2609&name=%E5%A8%81%E9%A9%AC%E9%80%8A&dry_run=false",
        content=rows(coming()),
        headers=mine,
    )
    assert done.json()["committed"], done.text
    (storm,) = (await client.get("/api/storms", headers=headers("auditor-1"))).json()["storms"]
    assert (storm["name"], storm["version"], storm["source"]) == ("威马逊", 1, "csv")
    assert storm["summary"]["indoors_by"] < storm["summary"]["earliest"] <= storm["summary"]["arrives"]
    assert storm["now"]["circles"][0]["modelled"]
    listed = (await client.get(f"/api/storms/{storm['id']}/arrivals", headers=headers("supervisor-1"))).json()
    assert [one["order"] for one in listed] == list(range(1, 186))
    arrived = [one["arrival"]["windows"][1]["arrives"] for one in listed]
    assert arrived == sorted(arrived)
    phone = (await client.get("/api/storms/mine", headers=headers("worker-001"))).json()
    (own,) = phone["storms"]
    assert own["grids"]
    assert all(one["indoors_by"] for one in own["grids"])
    assert {one["grid"] for one in own["grids"]} < {one["grid"] for one in listed}
    missing = await client.get("/api/storms/none/arrivals", headers=mine)
    assert (missing.status_code, missing.json()["code"]) == (404, "storm_unknown")


async def test_an_operators_form_waits_for_a_coordinator(client: Client, headers: As) -> None:
    await clear(client, headers)
    form = request_of(coming(600))
    done = await client.post("/api/storms", json=form, headers=headers("operator-1"))
    assert done.status_code == 200, done.text
    op = (await client.get("/api/storms", headers=headers("operator-1"))).json()
    assert op["storms"] == []
    (waiting,) = [one for one in op["proposed"] if one["code"] == "2609"]
    assert (await client.get("/api/storms", headers=headers("supervisor-1"))).json()["proposed"] == []
    yes = {"version": waiting["version"], "accept": True}
    url = f"/api/storms/{waiting['storm']}/confirm"
    assert (await client.post(url, json=yes, headers=headers("coordinator-1"))).status_code == 200
    again = await client.post(url, json=yes, headers=headers("coordinator-1"))
    assert (again.status_code, again.json()["code"]) == (409, "storm_version")


async def test_json_is_read_too_and_sent_again_it_is_the_same(client: Client, headers: As) -> None:
    await clear(client, headers)
    track = coming(700)
    told = {"agency": "CMA", "averaging": "2-min", "code": "2609", "points": msgspec.to_builtins(track.points)}
    mine = headers("coordinator-1", **{"Idempotency-Key": "storm-json"})
    url = "/api/storms/import?format=json&dry_run=false"
    content = msgspec.json.encode({**told, "issued_at": track.issued_at})
    assert (await client.post(url, content=content, headers=mine)).json()["committed"]
    assert (await client.post(url, content=content, headers=mine)).json()["committed"]
    (storm,) = (await client.get("/api/storms", headers=mine)).json()["storms"]
    assert storm["version"] == 1
    assert storm["cone"][0] == storm["cone"][-1]


async def test_ten_megabytes_are_no_track(client: Client, headers: As) -> None:
    answer = await client.post("/api/storms/import", content=b"x" * 10_000_000, headers=headers("operator-1"))
    assert answer.status_code == 413


async def test_times_in_an_answer_are_whole_and_say_where_they_are_modelled(client: Client, headers: As) -> None:
    await clear(client, headers)
    await client.post("/api/storms", json=request_of(coming()), headers=headers("coordinator-1"))
    (storm,) = (await client.get("/api/storms", headers=headers("kiosk-1"))).json()["storms"]
    listed = (await client.get(f"/api/storms/{storm['id']}/arrivals", headers=headers("kiosk-1"))).json()
    ten, twelve = listed[0]["arrival"]["windows"][1:]
    assert (ten["modelled"], twelve["modelled"]) == (False, True)
    gap = datetime.fromisoformat(ten["arrives"]) - datetime.fromisoformat(listed[0]["indoors_by"])
    assert gap >= timedelta(hours=1)
