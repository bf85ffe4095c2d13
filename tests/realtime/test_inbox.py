"""Accepted means on the disk; what cannot be is refused at once, and everything may be sent again (P1, P2, P10)."""

import asyncio
from typing import Any

import msgspec
import pytest

from command.clock import new_id, now_ms
from command.domain import facts as f
from command.service.intake import Received, canonical, take
from realtime import keys
from realtime.lane import Lane, Note
from realtime.limits import Buckets
from tests.district import DISTRICT, report
from tests.realtime.conftest import House, until_taken


async def in_inbox(house: House, lane: str = "routine") -> list[dict[bytes, bytes]]:
    found: Any = await house.redis.xrange(keys.inbox(DISTRICT, lane))
    return [fields for _, fields in found]


async def decided(house: House, lane: str = "routine") -> None:
    """The writer takes everything that waits."""
    for fields in await in_inbox(house, lane):
        one = Received(
            fields[b"m"].decode(), fields[b"s"].decode(), fields[b"i"].decode(), fields[b"b"], fields[b"k"],
            int(fields[b"t"]),
        )  # fmt: skip
        await take(house.district.desk, [one], house.district.areas)


def old_id(ms_ago: int) -> str:
    stamp = f"{now_ms() - ms_ago:012x}"
    return f"{stamp[:8]}-{stamp[8:]}-7{new_id()[15:]}"


async def test_what_is_urgent_goes_before_what_is_routine(house: House) -> None:
    async with house.phone("w1") as phone:
        await phone.rpc("report.submit", id=new_id(), **report())
        await phone.rpc("report.submit", id=new_id(), **report(hazard="life"))
        await phone.rpc("duty.check_in", id=new_id(), at="2026-01-01T08:00:00+08:00")
    assert [x[b"m"] for x in await in_inbox(house)] == [b"report.submit"]
    assert [x[b"m"] for x in await in_inbox(house, "urgent")] == [b"report.submit"]
    assert [x[b"m"] for x in await in_inbox(house, "answers")] == [b"duty.check_in"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"colour": "red"}, "invalid", "colour"),
        ({"category": 7}, "invalid", "category"),
        ({"place": {"lat": 91, "lon": 110}}, "invalid", "place.lat"),
        ({"place": {"lat": 20, "lon": 110, "floor": 2}}, "invalid", "place.floor"),
        ({"id": "not-an-id"}, "invalid", "id"),
        ({"at": "yesterday"}, "invalid", "at"),
        ({"text": "a\x00b"}, "invalid", "text"),
        ({"text": "x" * 2001}, "invalid", "text"),
        ({"at": None}, "invalid", "at"),
        ({"category": "event.9999"}, "unknown_category", ""),
        ({"place": {"lat": 39.9, "lon": 116.4}}, "outside_district", ""),
        ({"exercise": "none"}, "exercise_unknown", ""),
    ],
)
async def test_what_is_wrong_is_refused_by_name_in_the_readers_language(
    house: House, change: dict[str, Any], code: str, field: str
) -> None:
    data = {"id": new_id(), **report(), **change}
    async with house.phone("w1") as phone, house.phone("co") as english:
        answer = await phone.rpc("report.submit", **data)
        assert answer["status"] == "refused"
        assert answer["id"] == data["id"]
        assert answer["refusal"]["code"] == code
        assert answer["refusal"].get("data", {}).get("field", "") == field
        assert any("\u4e00" <= c <= "\u9fff" for c in answer["refusal"]["message"])
        assert (await english.rpc("report.submit", **data))["refusal"]["message"].isascii()
    assert await in_inbox(house) == []


@pytest.mark.parametrize("data", [b"[]", b"3", b"null", b'"text"'])
async def test_data_that_is_no_object_is_a_protocol_error(house: House, data: bytes) -> None:
    async with house.phone("w1") as phone:
        reply = await phone.ask(rpc={"method": "report.submit", "data": msgspec.Raw(data)})
        assert reply["error"]["code"] == 107


async def test_a_resend_of_what_is_stored_is_answered_with_its_outcome(house: House) -> None:
    data = {"id": new_id(), **report()}
    async with house.phone("w1", "staff:w1") as phone:
        assert (await phone.rpc("report.submit", **data))["status"] == "accepted"
        await decided(house)
        again = await phone.rpc("report.submit", **data)
        assert again["status"] == "stored"
        assert again["id"] == data["id"]
        assert again["outcome"] == "filed"
        stored = await phone.fact("staff:w1", "ReportStored")
        assert (stored["report"], stored["incident"]) == (again["report"], again["incident"])
        assert len(await in_inbox(house)) == 1


async def test_a_resend_after_a_restart_of_the_gateway_is_answered_too(house: House) -> None:
    data = {"id": old_id(10_000), **report()}
    async with house.phone("w1") as phone:
        await phone.rpc("report.submit", **data)
        await decided(house)
        house.gateway.reception.forget()
        assert (await phone.rpc("report.submit", **data))["status"] == "stored"
        other = await phone.rpc("report.submit", **{**data, "text": "something else"})
        assert other["refusal"]["code"] == "id_conflict"


async def test_a_resend_before_it_is_stored_is_accepted_once(house: House) -> None:
    data = {"id": new_id(), **report()}
    async with house.phone("w1") as phone:
        first = await phone.rpc("report.submit", **data)
        second = await phone.rpc("report.submit", **dict(reversed(data.items())))
        assert second["receipt"] == first["receipt"]
        assert len(await in_inbox(house)) == 1
        conflict = await phone.rpc("report.submit", **{**data, "text": "another"})
        assert conflict["refusal"]["code"] == "id_conflict"


async def test_the_same_id_of_two_people_is_two_requests(house: House) -> None:
    data = {"id": new_id(), **report()}
    async with house.phone("w1") as phone, house.phone("w2") as other:
        assert (await phone.rpc("report.submit", **data))["status"] == "accepted"
        assert (await other.rpc("report.submit", **{**data, "text": "mine"}))["status"] == "accepted"
    assert len(await in_inbox(house)) == 2


async def test_the_hash_is_the_one_the_writer_compares(house: House) -> None:
    data = {"id": new_id(), **report()}
    async with house.phone("w1") as phone:
        await phone.rpc("report.submit", **data)
    [fields] = await in_inbox(house)
    assert fields[b"k"] == canonical(msgspec.json.decode(fields[b"b"]))


async def test_redis_that_does_not_fsync_is_not_ready_and_takes_nothing(house: House) -> None:
    await house.redis.config_set("appendfsync", "everysec")
    try:
        async with asyncio.timeout(5):
            while house.gateway.pulse.missing is None:
                await asyncio.sleep(0.01)
        async with house.phone("w1") as phone:
            answer = await phone.rpc("report.submit", id=new_id(), **report())
        assert answer["refusal"]["code"] == "unavailable"
        assert answer["refusal"]["reason"] == "temporary"
        assert "appendfsync" in str(house.gateway.pulse.missing)
        fresh = Lane(house.settings.redis_url)
        with pytest.raises(Exception, match="appendfsync"):
            await fresh.write([Note("x", (b"a", b"b"))])
    finally:
        await house.redis.config_set("appendfsync", "always")
    await until_taken(house.gateway)


async def test_a_full_redis_refuses_as_temporary_and_heals(house: House) -> None:
    await house.redis.config_set("maxmemory", "1")
    try:
        async with house.phone("w1") as phone:
            answer = await phone.rpc("report.submit", id=new_id(), **report())
            assert answer["refusal"]["code"] == "unavailable"
            assert answer["refusal"]["retry_after_s"] > 0
    finally:
        await house.redis.config_set("maxmemory", "0")
    await until_taken(house.gateway)
    async with house.phone("w1") as phone:
        assert (await phone.rpc("report.submit", id=new_id(), **report()))["status"] == "accepted"


async def test_a_redis_that_hangs_refuses_within_seconds_and_heals(house: House) -> None:
    async with house.phone("w1") as phone:
        await phone.rpc("report.submit", id=new_id(), **report())
        sleeping = asyncio.create_task(house.redis.execute_command("CLIENT", "PAUSE", "3500", "ALL"))
        await sleeping
        answer = await phone.rpc("report.submit", id=new_id(), **report())
        assert answer["refusal"]["code"] == "unavailable"
        async with asyncio.timeout(10):
            while True:
                answer = await phone.rpc("report.submit", id=new_id(), **report())
                if answer["status"] == "accepted":
                    break
                await asyncio.sleep(0.3)


async def test_a_flood_of_routine_reports_is_turned_away_but_never_an_urgent_one(house: House) -> None:
    lag = {"urgent": 0, "routine": 20_001, "oldest_ms": 90_000, "at": now_ms() + 60_000}
    await house.redis.hset(keys.lag(DISTRICT), mapping=lag)
    async with asyncio.timeout(5):
        while house.gateway.lag.routine_wait_s() is None:
            await asyncio.sleep(0.01)
    async with house.phone("w1") as phone:
        busy = await phone.rpc("report.submit", id=new_id(), **report())
        assert busy["refusal"]["code"] == "busy"
        assert busy["refusal"]["retry_after_s"] >= 10
        urgent = await phone.rpc("report.submit", id=new_id(), **report(hazard="life"))
        assert urgent["status"] == "accepted"
        assert urgent["resend_after"] == 180


async def test_more_than_the_reports_of_a_minute_are_told_when_to_come_back(house: House) -> None:
    house.gateway.reception._reports._burst = 2
    async with house.phone("w1") as phone, house.phone("w2") as other:
        answers = [await phone.rpc("report.submit", id=new_id(), **report()) for _ in range(3)]
        assert [a["status"] for a in answers] == ["accepted", "accepted", "refused"]
        assert answers[2]["refusal"]["code"] == "rate_limited"
        assert answers[2]["refusal"]["retry_after_s"] >= 1
        assert (await other.rpc("report.submit", id=new_id(), **report()))["status"] == "accepted"


async def test_reports_of_one_tick_share_a_pipeline(house: House) -> None:
    written: list[int] = []
    for lane in house.gateway.inbox._idle:
        original = lane.write

        async def counted(notes: Any, original: Any = original) -> Any:
            written.append(len(notes))
            return await original(notes)

        lane.write = counted  # type: ignore[method-assign]
    async with house.phone("w1") as phone:
        frame = "\n".join(
            msgspec.json.encode(
                {"id": n, "rpc": {"method": "report.submit", "data": {"id": new_id(), **report()}}}
            ).decode()
            for n in range(100, 120)
        )
        replies = {n: asyncio.get_running_loop().create_future() for n in range(100, 120)}
        phone._replies.update(replies)
        await phone.socket.send(frame)
        answers = await asyncio.gather(*replies.values())
    assert all(a["rpc"]["data"]["status"] == "accepted" for a in answers)
    assert written == [20]


async def test_presence_is_written_when_somebody_comes(house: House) -> None:
    async with house.phone("w1"), asyncio.timeout(5):
        while await house.redis.zscore(keys.presence(DISTRICT), "w1") is None:
            await asyncio.sleep(0.01)
    seconds, _ = await house.redis.time()
    score: Any = await house.redis.zscore(keys.presence(DISTRICT), "w1")
    assert abs(score / 1000 - seconds) < 5


async def test_positions_are_told_once_a_second_to_who_may_see_them(house: House) -> None:
    channel = f"positions:{DISTRICT}"
    here = {"lat": 20.0, "lon": 110.3, "accuracy_m": 5, "at": "2026-01-01T08:00:00+08:00"}
    async with house.phone("w1") as phone, house.phone("op", channel) as wall:
        assert await phone.rpc("position.update", **here) == {}
        await phone.socket.send(msgspec.json.encode({"send": {"data": {**here, "lat": 20.1}}}).decode())
        await wall.until(lambda: any(x["positions"] for x in wall.facts(channel)), 5)
        [told] = next(x["positions"] for x in wall.facts(channel) if x["positions"])
        assert (told["person"], told["lat"]) == ("w1", 20.1)
    bad = {**here, "lat": 200}
    async with house.phone("w1") as phone:
        assert (await phone.rpc("position.update", **bad))["refusal"]["data"]["field"] == "lat"


async def test_the_age_of_the_picture_is_the_time_since_it_was_whole(house: House) -> None:
    async with house.phone("op", f"picture:{DISTRICT}") as wall:
        age = await wall.rpc("picture.age")
        assert age["behind_s"] < 3
        assert age["redis"]
        assert age["database"]
        assert age["position"] == house.gateway.hub.position

        async def nothing(*_: object) -> list[Any]:
            return []

        house.gateway.record.after = nothing  # type: ignore[method-assign]
        await house.remember(f.TaskDone(task="t", by="op"))
        await asyncio.sleep(2.5)
        assert (await wall.rpc("picture.age"))["behind_s"] > 1.4


async def test_snapshots_stand_at_their_offset(house: House) -> None:
    async with house.phone("w1") as phone, house.phone("op") as wall:
        staff = await phone.rpc("staff.get")
        assert staff["offset"] == house.gateway.hub.position
        assert staff["epoch"] == house.gateway.hub.epoch
        assert staff["duty"] == {"on_duty": False, "since": None}
        picture = await wall.rpc("picture.get", district=DISTRICT)
        assert picture["offset"] == house.gateway.hub.position
        assert picture["picture"]["district"] == DISTRICT
        other = await wall.rpc("picture.get", district="110101")
        assert other["refusal"]["code"] == "unknown_thing"


async def test_a_phones_snapshot_names_what_it_sent_and_nobody_has_decided_yet(house: House) -> None:
    async with house.phone("w1") as phone, house.phone("w2") as other:
        sent = [new_id(), new_id()]
        await phone.rpc("report.submit", id=sent[0], **report())
        await phone.rpc("duty.check_in", id=sent[1], at=report()["at"])
        staff = await phone.rpc("staff.get")
        assert {one["id"]: one["method"] for one in staff["pending"]} == {
            sent[0]: "report.submit",
            sent[1]: "duty.check_in",
        }
        assert (await other.rpc("staff.get"))["pending"] == []


async def test_made_up_people_report_with_a_limit_of_their_own(house: House) -> None:
    """The simulator plays hundreds of callers through a few operators."""
    person = house.gateway.directory.person("w1")
    assert person is not None
    house.gateway.reception._reports = Buckets(1, 1)
    async with house.phone("w1") as phone:
        assert (await phone.rpc("report.submit", id=new_id(), **report()))["status"] == "accepted"
        refused = await phone.rpc("report.submit", id=new_id(), **report())
        assert refused["refusal"]["code"] == "rate_limited"
        person.simulated = True
        assert (await phone.rpc("report.submit", id=new_id(), **report()))["status"] == "accepted"
