"""Redis down, database down, gateway down: each is visible, degrades in a stated way, and heals by itself (P9)."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
import pytest

from command.clock import new_id
from tests.district import DISTRICT, report
from tests.realtime.client import client
from tests.realtime.conftest import House, chatter, housed, until_taken
from tests.realtime.cut import Wire
from tests.realtime.raw import knock

PICTURE = f"picture:{DISTRICT}"


@dataclass
class Cuttable:
    house: House
    database: Wire
    redis: Wire


@pytest.fixture
async def wired(fresh_database: str, fresh_redis: str) -> AsyncIterator[Cuttable]:
    """A gateway whose servers can be taken away from it; the test itself keeps them."""
    database, redis = Wire(fresh_database), Wire(fresh_redis)
    through = {"database_url": await database.start(), "redis_url": await redis.start()}
    async with housed(fresh_database, fresh_redis, through=through) as house:
        yield Cuttable(house, database, redis)
    await database.stop()
    await redis.stop()


async def until(true: Callable[[], object], timeout_s: float = 10) -> None:
    async with asyncio.timeout(timeout_s):
        while not true():
            await asyncio.sleep(0.01)


async def ready(house: House) -> httpx.Response:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{house.port}") as http:
        return await http.get("/readyz")


async def test_without_redis_the_picture_goes_on_and_reports_are_refused_as_temporary(wired: Cuttable) -> None:
    house = wired.house
    async with house.phone("op", PICTURE) as wall, house.phone("w1") as phone:
        wired.redis.cut()
        answer = await phone.rpc("report.submit", id=new_id(), **report())
        assert answer["refusal"]["reason"] == "temporary"
        last = await house.remember(*chatter(3))
        await wall.until(lambda: len(wall.facts(PICTURE)) == 3, timeout_s=3)
        assert wall.facts(PICTURE)[-1]["number"] == last
        await until(lambda: house.gateway.pulse.missing == "redis")
        assert (await wall.rpc("picture.age"))["redis"] is False
        answered = await ready(house)
        assert answered.status_code == 503
        assert answered.json()["missing"] == ["redis"]
        wired.redis.mend()
        await until_taken(house.gateway)
        assert (await ready(house)).status_code == 200
        assert (await phone.rpc("report.submit", id=new_id(), **report()))["status"] == "accepted"
        await until(lambda: house.gateway.live.redis_alive)
        last = await house.relay(*chatter(1))
        await wall.until(lambda: wall.facts(PICTURE)[-1]["number"] == last)
        assert [x["number"] for x in wall.facts(PICTURE)] == list(range(last - 3, last + 1))


async def test_without_the_database_known_people_connect_and_report(wired: Cuttable) -> None:
    house = wired.house
    wired.database.cut()
    await until(lambda: not house.gateway.live.record_alive)
    async with house.phone("w1", "staff:w1") as phone, house.phone("op", PICTURE) as wall:
        assert (await phone.rpc("report.submit", id=new_id(), **report()))["status"] == "accepted"
        reply = await phone.ask(rpc={"method": "staff.get", "data": {}})
        assert reply["error"]["temporary"]
        age = await wall.rpc("picture.age")
        assert age["database"] is False
    answered = await ready(house)
    assert answered.status_code == 200
    assert "database" in answered.json()["degraded"]
    async with client(house.port) as stranger:
        reply = await stranger.ask(connect={"token": house.token("nobody")})
        assert reply["error"]["temporary"]
    wired.database.mend()
    await until(lambda: house.gateway.live.record_alive)
    async with house.phone("op", PICTURE) as wall:
        await house.remember(*chatter(1))
        await wall.until(lambda: wall.facts(PICTURE))


async def test_a_database_that_hangs_is_seen_within_four_seconds_and_whoever_asks_is_told(wired: Cuttable) -> None:
    house, loop = wired.house, asyncio.get_running_loop()
    async with house.phone("w1") as phone, house.phone("op") as wall:
        wired.database.stall()
        begun = loop.time()
        async with client(house.port) as stranger:
            unknown = asyncio.create_task(stranger.ask(connect={"token": house.token("nobody")}))
            old = "01890000-0000-7000-8000-000000000000"
            assert (await phone.rpc("report.submit", **report() | {"id": old}))["status"] == "accepted"
            assert loop.time() - begun < 4
            await until(lambda: not house.gateway.live.record_alive)
            assert (await wall.rpc("picture.age"))["database"] is False
            assert loop.time() - begun < 4.5
            assert (await unknown)["error"]["temporary"]
            assert loop.time() - begun < 4.5
        wired.database.mend()
        await until(lambda: house.gateway.live.record_alive)
        assert (await phone.ask(rpc={"method": "staff.get", "data": {}}))["rpc"]["data"]["offset"] > 0
        for engine in (house.gateway.context.engine, house.gateway.context.reading):
            await until(lambda engine=engine: engine.pool.checkedout() == 0, 15)


async def test_a_recovery_that_cannot_be_looked_up_is_tried_again_not_given_up(wired: Cuttable) -> None:
    from realtime.ring import Ring

    house, hub = wired.house, wired.house.gateway.hub
    hub.ring = Ring(10, after=hub.position)
    wired.database.cut()
    async with house.phone("w1") as phone:
        reply = await phone.ask(10, subscribe={"channel": "staff:w1", "recover": True, "offset": 1, "epoch": hub.epoch})
        assert reply["error"]["temporary"]
        wired.database.mend()
        await until(lambda: house.gateway.live.record_alive)
        back = await phone.subscribe("staff:w1", recover=True, offset=1, epoch=hub.epoch)
        assert back["recovered"]


async def test_a_gateway_that_ends_first_says_so_then_closes_its_sockets_in_turn(
    fresh_database: str, fresh_redis: str
) -> None:
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(housed(fresh_database, fresh_redis, sockets_per_person=100))
        phones = [await stack.enter_async_context(house.phone("op")) for _ in range(60)]
        stopping = asyncio.create_task(house.gateway.stop(0.5))
        await asyncio.sleep(0)
        assert (await ready(house)).json()["missing"] == ["shutting down"]
        assert (await knock(house.port)).status == 503
        codes = [(await phone.closed())[0] for phone in phones]
        assert set(codes) == {3001}
        await stopping
        assert not house.gateway.door.sockets
