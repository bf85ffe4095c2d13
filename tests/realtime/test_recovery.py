"""Every subscriber sees each fact of its audience once and in order across cuts, or is told that it does not (P3)."""

import asyncio
import contextlib
from typing import Any

import pytest
from sqlalchemy import text

from command.domain import facts as f
from command.store import universe
from realtime.ring import Ring
from tests.district import DISTRICT
from tests.realtime.client import recovered_facts
from tests.realtime.conftest import House, chatter, put_live

PICTURE = f"picture:{DISTRICT}"


def answer(request: str = "r") -> f.ReportStored:
    return f.ReportStored(request=request, report="p", incident="i", outcome="filed")


async def mail(house: House, person: str, *requests: str) -> int:
    """Facts for one person's own channel only."""
    from command.domain.draft import Draft
    from command.store.engine import Connection

    async def work(draft: Draft, connection: Connection, _: Any) -> list[Any]:
        for request in requests:
            draft.add(answer(request), person)
        return []

    committed = await house.district.desk.transact(work)
    await put_live(house.redis, committed.epoch, committed.entries)
    return committed.entries[-1].number


async def test_a_phone_recovers_all_it_missed_though_its_channel_is_sparse(house: House) -> None:
    async with house.phone("w1", "staff:w1") as phone:
        await mail(house, "w1", "a")
        await phone.fact("staff:w1", "ReportStored")
        [(_, offset)] = phone.publications("staff:w1")
    await house.relay(*chatter(5))
    await mail(house, "w2", "not yours")
    await mail(house, "w1", "b", "c")
    last = await house.relay(*chatter(3))
    await house.gateway.hub.reached(last, 5)
    async with house.phone("w1") as phone:
        back = await phone.subscribe("staff:w1", recover=True, offset=offset, epoch=house.gateway.hub.epoch)
        assert back["recovered"]
        assert back["was_recovering"]
        assert [fact["request"] for fact in recovered_facts(back)] == ["b", "c"]
        assert back["offset"] == last
        await mail(house, "w1", "d")
        assert (await phone.fact("staff:w1", "ReportStored"))["request"] == "d"


async def test_a_phone_quiet_for_a_night_recovers_from_the_ledger_without_the_ring(house: House) -> None:
    hub = house.gateway.hub
    async with house.phone("w1") as phone:
        offset = (await phone.subscribe("staff:w1"))["offset"]
    await mail(house, "w1", "in the night")
    last = await house.relay(*chatter(50))
    await hub.reached(last, 5)
    hub.ring, hub._ring_size = Ring(10, after=last), 10  # nothing of the night is left in memory
    async with house.phone("w1") as phone:
        back = await phone.subscribe("staff:w1", recover=True, offset=offset, epoch=hub.epoch)
        assert back["recovered"]
        assert [fact["request"] for fact in recovered_facts(back)] == ["in the night"]
        assert back["offset"] == last


async def test_quiet_subscriptions_are_told_the_offset_once_a_minute(house: House) -> None:
    async with house.phone("w1", "staff:w1") as phone, house.phone("op", PICTURE) as wall:
        last = await house.relay(*chatter(3))
        await wall.until(lambda: wall.publications(PICTURE))
        for _ in range(60):
            house.gateway.hub.outgoing.tell_offsets(last)
        await phone.until(lambda: phone.publications("staff:w1"))
        assert phone.publications("staff:w1") == [([], last)]
        assert wall.publications(PICTURE)[-1][1] == last
        assert len(wall.publications(PICTURE)) == 1


async def test_a_hub_behind_its_client_waits_and_then_skips_up_to_it(house: House) -> None:
    hub = house.gateway.hub
    async with house.phone("w1") as phone:
        ahead = hub.position + 3
        waiting = asyncio.create_task(phone.subscribe("staff:w1", recover=True, offset=ahead, epoch=hub.epoch))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        last = await mail(house, "w1", "a", "b", "c", "d")
        back = await waiting
        assert last == ahead + 1
        assert back["recovered"]
        told = [x["request"] for x in [*recovered_facts(back), *phone.facts("staff:w1")]]
        await phone.until(lambda: back["offset"] >= last or phone.facts("staff:w1"))
        told = [x["request"] for x in [*recovered_facts(back), *phone.facts("staff:w1")]]
        assert told == ["d"]


async def test_an_offset_that_never_was_is_not_recovered(house: House) -> None:
    house.gateway.recovery._caps = type(house.gateway.recovery._caps)(patience_s=0.1)
    async with house.phone("w1") as phone:
        back = await phone.subscribe("staff:w1", recover=True, offset=10**6, epoch=house.gateway.hub.epoch)
        assert not back.get("recovered")
        assert back["was_recovering"]
        assert back["offset"] == house.gateway.hub.position


async def test_another_epoch_is_never_recovered(house: House) -> None:
    async with house.phone("w1") as phone:
        back = await phone.subscribe("staff:w1", recover=True, offset=1, epoch="another")
        assert not back.get("recovered")
        assert "publications" not in back
    async with house.phone("w1") as phone:
        refused = await phone.ask(
            subscribe={"channel": "staff:w1", "recover": True, "offset": 1, "epoch": "another", "flag": 3}
        )
        assert refused["error"]["code"] == 112
        assert "epoch" in await phone.subscribe("staff:w1")


async def test_a_recovery_too_large_is_not_begun(house: House) -> None:
    house.gateway.recovery._caps = type(house.gateway.recovery._caps)(facts=10)
    start = house.gateway.hub.position
    last = await house.relay(*chatter(11))
    await house.gateway.hub.reached(last, 5)
    async with house.phone("op") as wall:
        back = await wall.subscribe(PICTURE, recover=True, offset=start, epoch=house.gateway.hub.epoch)
        assert not back.get("recovered")
        assert back["offset"] == last
        await house.relay(*chatter(1))
        await wall.until(lambda: wall.facts(PICTURE))
        assert [x["number"] for x in wall.facts(PICTURE)] == [last + 1]


async def test_a_fact_the_stream_never_brought_is_taken_from_the_ledger(house: House) -> None:
    async with house.phone("op", PICTURE) as wall:
        lost = await house.remember(*chatter(3))
        last = await house.relay(*chatter(1))
        await wall.until(lambda: len(wall.facts(PICTURE)) == 4)
        assert [x["number"] for x in wall.facts(PICTURE)] == [lost - 2, lost - 1, lost, last]


async def test_facts_without_any_stream_arrive_within_two_seconds(house: House) -> None:
    async with house.phone("op", PICTURE) as wall:
        await house.remember(*chatter(2))
        await wall.until(lambda: len(wall.facts(PICTURE)) == 2, timeout_s=3)


async def test_a_live_stream_that_lost_its_tail_changes_nothing(house: House) -> None:
    """A failover of Redis: the last entries are gone, then appended again by the relay, then new ones."""
    async with house.phone("op", PICTURE) as wall:
        committed = await house.district.desk.record(chatter(4))
        await put_live(house.redis, committed.epoch, committed.entries)
        await wall.until(lambda: len(wall.facts(PICTURE)) == 4)
        stream = house.gateway.live.stream()
        await house.redis.delete(stream)
        await put_live(house.redis, committed.epoch, committed.entries)
        last = await house.relay(*chatter(1))
        await wall.until(lambda: len(wall.facts(PICTURE)) >= 5)
        numbers = [x["number"] for x in wall.facts(PICTURE)]
        assert numbers == list(range(last - 4, last + 1))


async def test_a_stream_that_lies_is_not_believed(house: House) -> None:
    """An entry whose hash does not continue the chain is read from the ledger instead."""
    async with house.phone("op", PICTURE) as wall:
        committed = await house.district.desk.record(chatter(1))
        entry = committed.entries[0]
        fields: dict[Any, Any] = {"f": entry.body.replace(b"n" * 9, b"LIE"), "c": PICTURE, "a": "", "h": entry.hash}
        await house.redis.xadd(house.gateway.live.stream(), fields, id=f"{entry.number}-0")
        await wall.until(lambda: wall.facts(PICTURE))
        assert "LIE" not in wall.facts(PICTURE)[0]["note"]


async def test_rubbish_in_the_stream_is_passed_over(house: House) -> None:
    async with house.phone("op", PICTURE) as wall:
        number = await house.remember(*chatter(2))
        await house.redis.xadd(house.gateway.live.stream(), {"x": "y"}, id=f"{number - 1}-0")
        await house.redis.xadd(
            house.gateway.live.stream(), {"f": "{}", "c": b"\xff", "a": "", "h": ""}, id=f"{number}-0"
        )
        await wall.until(lambda: len(wall.facts(PICTURE)) == 2)
        last = await house.relay(*chatter(1))
        await wall.until(lambda: wall.facts(PICTURE)[-1]["number"] == last)


async def test_a_ledger_restored_to_an_older_moment_ends_every_recovery(house: House) -> None:
    gateway = house.gateway
    async with house.phone("op", PICTURE) as wall, house.phone("w1", "staff:w1") as phone:
        last = await house.relay(*chatter(6))
        await wall.until(lambda: len(wall.facts(PICTURE)) == 6)
        epoch = gateway.hub.epoch
        async with house.district.engine.begin() as connection:
            await connection.execute(text("DELETE FROM ledger WHERE number > :n"), {"n": last - 3})
            await connection.execute(
                text(
                    "UPDATE universe SET number = :n, hash = (SELECT hash FROM ledger WHERE number = :n "
                    "AND ledger.universe = universe.universe)"
                ),
                {"n": last - 3},
            )
        assert (await wall.closed())[0] == 3010
        assert (await phone.closed())[0] == 3010
    house.district.desk._situation = None
    await house.remember(*chatter(8))
    assert await gateway.hub.reached(last + 5, 5)
    async with house.phone("op") as wall:
        back = await wall.subscribe(PICTURE, recover=True, offset=last, epoch=epoch)
        assert not back.get("recovered")
        assert gateway.hub.epoch != epoch


async def test_a_new_epoch_closes_the_sockets_so_that_they_come_back(house: House) -> None:
    async with house.phone("op", PICTURE) as wall:
        old = house.gateway.hub.epoch
        await universe.renew_epoch(house.district.engine, DISTRICT, old)
        code, _ = await wall.closed()
        assert code == 3010
    assert await house.gateway.hub.reached(1, 5)
    async with house.phone("op") as wall:
        fresh = await wall.subscribe(PICTURE)
        assert fresh["epoch"] != old


def urgent() -> f.NobodyAvailable:
    from datetime import UTC, datetime

    from command.domain.place import Spot

    later = f.Deadline(kind="retry", round=1, step=1, due=datetime(2026, 1, 1, tzinfo=UTC))
    spot = Spot(20.0, 110.3, "460107001001001")
    return f.NobodyAvailable(
        incident="i", category="event.0406", priority=1, place=spot, grid=spot.grid, tally=f.Tally(), next=later
    )


@pytest.mark.parametrize("cut", [False, True])
async def test_an_urgent_fact_takes_what_waits_along_and_a_cut_there_loses_nothing(house: House, cut: bool) -> None:
    """The gathered frame and the urgent one: order kept, and the offset never claims what still waits."""
    out = house.gateway.hub.outgoing
    out._gather_s = 3600  # only urgency flushes
    async with house.phone("op", PICTURE) as wall:
        first = await house.relay(*chatter(2)) - 1
        await house.gateway.hub.reached(first + 1, 5)
        assert wall.facts(PICTURE) == []
        if cut:
            start = first - 1
            async with house.phone("op") as again:
                back = await again.subscribe(PICTURE, recover=True, offset=start, epoch=house.gateway.hub.epoch)
                assert back["offset"] == start
                await house.relay(urgent())
                await again.until(lambda: again.facts(PICTURE))
                numbers = [x["number"] for x in [*recovered_facts(back), *again.facts(PICTURE)]]
                assert numbers == [first, first + 1, first + 2]
        else:
            await house.relay(urgent())
            await wall.until(lambda: wall.facts(PICTURE))
        await wall.until(lambda: wall.facts(PICTURE))
        [(data, offset)] = wall.publications(PICTURE)
        assert [x["number"] for x in data] == [first, first + 1, first + 2]
        assert offset == first + 2


async def test_nothing_comes_on_a_channel_before_its_subscribe_reply(house: House) -> None:
    async def talk() -> None:
        for n in range(30):
            await mail(house, "w1", f"r{n}")

    talking = asyncio.create_task(talk())
    for _ in range(10):
        async with house.phone("w1") as phone:
            back = await phone.subscribe("staff:w1")
            assert all(x["number"] > back["offset"] for x in phone.facts("staff:w1"))
    await talking


async def test_a_subscriber_that_comes_and_goes_sees_everything_once_and_in_order(house: House) -> None:
    """Cuts at any moment, with recovery from the ring and from the ledger."""
    total = 120

    async def talk() -> None:
        for n in range(total):
            await mail(house, "w1", f"r{n}")
            if n % 3 == 0:
                await house.remember(*chatter(2))

    talking = asyncio.create_task(talk())
    seen: list[str] = []
    where: dict[str, Any] = {}
    while len(seen) < total:
        async with house.phone("w1") as phone:
            back = await phone.subscribe("staff:w1", **where)
            assert back.get("recovered") or not where
            if where:
                seen += [x["request"] for x in recovered_facts(back)]
            offset = back["offset"]
            with contextlib.suppress(TimeoutError):
                await phone.until(lambda: phone.facts("staff:w1"), timeout_s=0.3)
            for data, upto in phone.publications("staff:w1"):
                seen += [x["request"] for x in data]
                offset = upto
            where = {"recover": True, "offset": offset, "epoch": back["epoch"]}
        if talking.done() and not talking.cancelled() and len(seen) >= total:
            break
    await talking
    assert seen == [f"r{n}" for n in range(total)]


async def test_nobody_is_served_before_the_directory_is_read_too(house: House) -> None:
    """Else the ring is filled a second time under their eyes, and they see old facts again."""
    hub, directory = house.gateway.hub, house.gateway.directory
    refresh, served = directory.refresh, list[bool]()

    async def failing_once(engine: Any) -> None:
        served.append(hub.is_ready())
        if len(served) == 1:
            raise OSError("the database is busy")
        await refresh(engine)

    directory.refresh = failing_once  # type: ignore[method-assign]
    await hub.reset("a test", foreign=False)
    async with asyncio.timeout(10):
        while not hub.is_ready():
            await asyncio.sleep(0.02)
    assert served == [False, False]
