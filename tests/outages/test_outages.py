"""P9: Redis full or gone, PostgreSQL gone or hanging: visible, degraded in a stated way, healed by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text

from command.clock import new_id, now
from realtime import keys
from tests.district import DISTRICT
from tests.outages.conftest import Whole, client
from tests.realtime.client import Client


def report(**more: Any) -> dict[str, Any]:
    base = {"id": new_id(), "category": "event.0406", "disposition": "help", "at": now().isoformat()}
    return {**base, "place": {"grid": "460107001001001"}, **more}


@asynccontextmanager
async def phone(whole: Whole, person: str, *channels: str) -> AsyncIterator[Client]:
    async with client(whole.port) as made:
        await made.connect(whole.token(person))
        for channel in channels:
            await made.subscribe(channel)
        yield made


async def stored(whole: Whole, request: str, timeout_s: float = 20) -> None:
    """Wait until the report is in the tables."""
    async with asyncio.timeout(timeout_s):
        while True:
            async with whole.district.engine.connect() as connection:
                if await connection.scalar(text("SELECT count(*) FROM report WHERE request = :id"), {"id": request}):
                    return
            await asyncio.sleep(0.05)


async def accepted(made: Client, request: dict[str, Any], timeout_s: float = 20) -> dict[str, Any]:
    """Send until it is accepted, as a phone would."""
    async with asyncio.timeout(timeout_s):
        while True:
            told = await made.rpc("report.submit", **request)
            if told.get("status") in ("accepted", "stored"):
                return told
            assert told["refusal"]["reason"] == "temporary", told
            await asyncio.sleep(0.1)


async def test_redis_gone_reports_are_refused_as_temporary_and_the_wall_knows_then_all_heals(whole: Whole) -> None:
    async with phone(whole, "w1", "staff:w1") as worker, phone(whole, "op", f"picture:{DISTRICT}") as wall:
        whole.redis_door.cut()
        assert (await whole.ready(503))["missing"] == ["redis"]
        request = report()
        told = await worker.rpc("report.submit", **request)
        assert (told["status"], told["refusal"]["reason"]) == ("refused", "temporary")
        await whole.age(wall, redis=False, database=True)
        whole.redis_door.heal()
        await whole.ready(200)
        await accepted(worker, request)
        await worker.fact("staff:w1", "ReportStored", 15)
        await wall.fact(f"picture:{DISTRICT}", "IncidentFiled", 15)
        await whole.age(wall, redis=True, database=True)


async def test_while_redis_is_gone_facts_still_reach_the_wall_from_the_ledger(whole: Whole) -> None:
    async with phone(whole, "op", f"picture:{DISTRICT}") as wall:
        whole.redis_door.cut()
        await whole.ready(503)
        await whole.district.send("w1", "report.submit", **{k: v for k, v in report().items() if k != "id"})
        await wall.fact(f"picture:{DISTRICT}", "IncidentFiled", 10)


async def test_a_full_redis_refuses_reports_as_temporary_and_takes_them_when_there_is_room(whole: Whole) -> None:
    async with phone(whole, "w1", "staff:w1") as worker:
        await whole.redis.config_set("maxmemory", 1)
        request = report()
        told = await worker.rpc("report.submit", **request)
        assert (told["status"], told["refusal"]["reason"]) == ("refused", "temporary")
        assert (await whole.ready(503))["missing"] == ["redis memory"]
        await whole.redis.config_set("maxmemory", 0)
        await whole.ready(200)
        await accepted(worker, request)
        await worker.fact("staff:w1", "ReportStored", 15)


async def test_a_redis_that_does_not_fsync_is_not_ready(whole: Whole) -> None:
    await whole.redis.config_set("appendfsync", "everysec")
    try:
        whole.redis_door.cut()  # the setting is checked at every reconnect
        await whole.ready(503)
        whole.redis_door.heal()
        async with phone(whole, "w1") as worker:
            await asyncio.sleep(1)  # nothing to wait for: it must stay unready
            missing = (await whole.ready(503))["missing"][0]
            assert "appendfsync" in missing
            told = await worker.rpc("report.submit", **report())
            assert (told["status"], told["refusal"]["reason"]) == ("refused", "temporary")
    finally:
        await whole.redis.config_set("appendfsync", "always")
    await whole.ready(200)


async def test_postgresql_gone_reports_are_accepted_and_stored_later(whole: Whole) -> None:
    async with phone(whole, "w1", "staff:w1") as worker, phone(whole, "op", f"picture:{DISTRICT}") as wall:
        whole.database_door.cut()
        await whole.age(wall, database=False)
        request = report()
        assert (await worker.rpc("report.submit", **request))["status"] == "accepted"
        assert "database" in (await whole.ready(200))["degraded"]
        async with phone(whole, "w2") as another:  # somebody who reconnects meanwhile can report too
            assert (await another.rpc("report.submit", **report()))["status"] == "accepted"
        whole.database_door.heal()
        await worker.fact("staff:w1", "ReportStored", 20)
        await stored(whole, request["id"])
        await whole.age(wall, database=True)


async def test_a_hanging_postgresql_is_outlived_and_nothing_is_lost(whole: Whole) -> None:
    async with phone(whole, "w1", "staff:w1") as worker, phone(whole, "op") as wall:
        whole.database_door.stall()
        request = report()
        assert (await worker.rpc("report.submit", **request))["status"] == "accepted"
        told = await whole.age(wall, database=False)
        assert told["behind_s"] > 0
        whole.database_door.heal()
        await worker.fact("staff:w1", "ReportStored", 30)


async def test_an_entry_is_acknowledged_only_after_its_commit(whole: Whole) -> None:
    """Acknowledgement before commit would lose what a crash catches in between."""
    stream = keys.inbox(DISTRICT, "routine")
    async with phone(whole, "w1", "staff:w1") as worker:
        await accepted(worker, report())
        await worker.fact("staff:w1", "ReportStored", 10)  # the writer is at work
        worker.pushes.clear()
        async with whole.district.engine.begin() as lock:
            await lock.execute(text("SELECT 1 FROM universe FOR UPDATE"))
            await worker.rpc("report.submit", **report())
            async with asyncio.timeout(1):
                while not (await whole.redis.xpending(stream, keys.GROUP))["pending"]:
                    await asyncio.sleep(0.01)
            await asyncio.sleep(0.2)  # time enough for a wrong acknowledgement
            assert (await whole.redis.xpending(stream, keys.GROUP))["pending"] == 1
        await worker.fact("staff:w1", "ReportStored", 10)
        async with asyncio.timeout(5):
            while (await whole.redis.xpending(stream, keys.GROUP))["pending"]:
                await asyncio.sleep(0.01)
