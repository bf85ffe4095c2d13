"""A drill in a gateway: its members see all that is theirs of it, and nobody else sees that it exists (P4, P8)."""

import asyncio

import pytest

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.place import Spot
from command.domain.universe import universe_of
from realtime import keys
from realtime.ring import Ring
from realtime.rooms import rooms as rooms_module
from tests.district import DISTRICT, report
from tests.realtime.client import Client, client, recovered_facts
from tests.realtime.conftest import House
from tests.realtime.exercise import NAME, Drill, drilled, filed, joined, until

PICTURE = f"picture:{DISTRICT}"


def messages(phone: Client) -> list[list[dict[str, object]]]:
    """What the socket's messages said of exercises, one after the other."""
    return [p["message"]["data"]["exercises"] for p in phone.pushes if "message" in p]


def offer(person: str) -> f.OfferMade:
    return f.OfferMade(
        offer=new_id(),
        incident=new_id(),
        person=person,
        category="event.0406",
        priority=3,
        place=Spot(20.0, 110.3, "460107001001001"),
        grid="460107001001001",
        reason=f.Choice(tier="own_grid"),
        answer_by=now(),
    )


# --- who is in it


async def test_a_member_is_told_of_the_exercise_at_the_first_word(house: House) -> None:
    async with drilled(house) as drill, client(house.port) as phone, client(house.port) as other:
        told = (await phone.connect(house.token("w1")))["data"]["exercises"]
        assert told == [
            {
                "id": drill.id,
                "name": NAME,
                "form": "live",
                "state": "running",
                "part": "player",
                "roles": ["worker"],
                "areas": ["460107001001001"],
                "layout": "whole",
            }
        ]
        assert (await other.connect(house.token("w2")))["data"]["exercises"] == []


async def test_who_is_connected_hears_of_it_when_it_opens_pauses_and_ends(house: House) -> None:
    async with house.phone("w1") as phone, house.phone("w2") as other, drilled(house) as drill:
        await phone.until(lambda: messages(phone))
        assert [one["id"] for one in messages(phone)[-1]] == [drill.id]
        await drill.relay(f.DrillPaused(why="real_event"))
        await phone.until(lambda: messages(phone)[-1][0]["state"] == "paused")
        assert messages(phone)[-1][0]["paused_why"] == "real_event"
        await drill.relay(f.DrillEnded(why="done", by="co"))
        await phone.until(lambda: messages(phone)[-1] == [])
        assert messages(other) == []


async def test_whoever_joins_later_is_told_and_may_follow(house: House) -> None:
    async with drilled(house) as drill, house.phone("w2") as phone:
        assert (await phone.subscribe(drill.channel))["error"]["code"] == 103
        await drill.relay(
            f.PersonRegistered(person="w2", name="w2", roles=["worker"], areas=["460107001001002"]),
            joined("w2", "player", ["worker"], ["460107001001002"]),
        )
        await phone.until(lambda: messages(phone))
        assert "epoch" in await phone.subscribe(drill.channel)


# --- nobody else


async def test_nobody_outside_receives_or_learns_anything(house: House) -> None:
    async with (
        drilled(house) as drill,
        house.phone("w2", "staff:w2") as worker,
        house.phone("wl", "staff:wl", PICTURE, f"positions:{DISTRICT}") as desk,
        house.phone("w1", "staff:w1", drill.channel) as player,
    ):
        for channel in (drill.channel, universe_of("no-such")):
            assert (await worker.subscribe(channel))["error"]["code"] == 103
            assert (await desk.subscribe(channel))["error"]["code"] == 103
        for id_ in (drill.id, "no-such"):
            for method in ("picture.get", "picture.age", "staff.get"):
                told = await desk.rpc(method, exercise=id_)
                assert told["refusal"]["code"] == "exercise_unknown", told
            sent = await desk.rpc("report.submit", id=new_id(), exercise=id_, **report())
            assert sent["refusal"]["code"] == "exercise_unknown"
        last = await drill.relay(filed(), offer("w1"), offer("w2"), filed(2))
        await player.until(lambda: player.facts(drill.channel))
        assert drill.room.hub.position == last
        real = await house.relay(f.DutyStarted(person="w2", name="w2"))
        await desk.fact(PICTURE, "DutyStarted")
        await worker.fact("staff:w2", "DutyStarted")
        assert [x["number"] for x in desk.facts(PICTURE)] == [real]
        assert {p.get("channel") for p in worker.pushes + desk.pushes} <= {PICTURE, "staff:w2", f"positions:{DISTRICT}"}
        assert [x["type"] for x in player.facts("staff:w1")] == []
        for lane in keys.LANES:
            assert await house.redis.xlen(keys.inbox(drill.channel, lane)) == 0


async def test_a_players_real_channels_carry_nothing_of_it(house: House) -> None:
    async with drilled(house) as drill, house.phone("op", "staff:op", PICTURE, drill.channel) as desk:
        await drill.relay(filed(), offer("op"))
        await desk.fact(drill.channel, "OfferMade")
        assert desk.facts("staff:op") == []
        assert desk.facts(PICTURE) == []
        assert all(x["exercise"] == drill.id and x["district"] == DISTRICT for x in desk.facts(drill.channel))


# --- what each is shown


async def test_each_sees_what_is_addressed_to_them_and_what_their_part_shows_once_and_in_order(house: House) -> None:
    async with (
        drilled(house) as drill,
        house.phone("w1", drill.channel) as worker,
        house.phone("s", drill.channel) as supervisor,
        house.phone("op", drill.channel) as desk,
        house.phone("co", drill.channel) as director,
    ):
        first = (
            await drill.relay(
                filed(1),  # 0
                filed(2),  # 1
                offer("w1"),  # 2
                f.InjectSkipped(inject="i1", by="co"),  # 3
                f.InjectGiven(inject="i2", serial=2, kind="message", to=["op"], text="村主任来电"),  # 4
                filed(2),  # 5
            )
            - 5
        )
        everybody = {
            worker: [2],
            supervisor: [0, 2],  # of grid 1, which is theirs in the drill
            desk: [0, 1, 2, 4, 5],
            director: [0, 1, 2, 3, 4, 5],
        }
        await drill.relay(
            f.DrillPaused(why="director", by="co")
        )  # everybody is told: what they should not see would have come before
        for phone, numbers in everybody.items():
            await phone.fact(drill.channel, "DrillPaused")
            assert [x["number"] - first for x in phone.facts(drill.channel)][:-1] == numbers


async def test_what_is_addressed_to_somebody_is_not_gathered(house: House) -> None:
    async with drilled(house) as drill, house.phone("op", drill.channel) as desk:
        drill.room.outgoing._gather_s = 3600
        number = await drill.relay(filed(2))
        assert await drill.room.hub.reached(number, 10)
        await drill.relay(offer("op"))
        await desk.fact(drill.channel, "OfferMade")
        [(data, offset)] = desk.publications(drill.channel)
        assert [x["number"] for x in data] == [number, number + 1]
        assert offset == number + 1
        await drill.relay(filed(3))
        assert await drill.room.hub.reached(number + 2, 10)
        assert len(desk.facts(drill.channel)) == 2
        drill.room.outgoing.flush()
        await desk.until(lambda: len(desk.facts(drill.channel)) == 3)


async def test_a_wall_of_the_drill_is_shown_no_texts(house: House) -> None:
    async with drilled(house) as drill:
        await house.relay(f.PersonRegistered(person="k", name="k", roles=["kiosk"], areas=[DISTRICT]))
        await drill.relay(
            f.PersonRegistered(person="k", name="k", roles=["kiosk"], areas=[DISTRICT]),
            joined("k", "player", ["kiosk"], [DISTRICT], layout="region"),
        )
        await until(lambda: drill.room.exercise.member("k"))
        async with house.phone("k", drill.channel) as wall:
            await drill.relay(filed())
            fact = await wall.fact(drill.channel, "IncidentFiled")
            assert "text" not in fact
            picture = (await wall.rpc("picture.get", exercise=drill.id))["picture"]
            assert picture["district"] == DISTRICT


# --- recovery


@pytest.mark.parametrize("where", ["ring", "ledger"])
@pytest.mark.parametrize(("person", "missed"), [("w1", [2]), ("op", [1, 2, 3, 4, 5])])
async def test_a_gap_is_recovered_whole_and_each_fact_once(
    house: House, where: str, person: str, missed: list[int]
) -> None:
    async with drilled(house) as drill, house.phone(person) as phone:
        start = drill.room.hub.position
        await drill.relay(filed(1), offer("w1"), filed(2), offer("op"), filed(3))
        assert await drill.room.hub.reached(start + 5, 10)
        if where == "ledger":
            drill.room.hub.ring = Ring(2, after=start + 5)
        epoch = drill.room.hub.epoch
        assert epoch != house.gateway.hub.epoch
        back = await phone.subscribe(drill.channel, recover=True, offset=start, epoch=epoch)
        assert back["recovered"]
        assert [x["number"] - start for x in recovered_facts(back)] == missed
        assert back["offset"] == start + 5
        number = await drill.relay(offer(person))
        assert (await phone.fact(drill.channel, "OfferMade"))["number"] == number


async def test_another_epoch_is_not_recovered(house: House) -> None:
    async with drilled(house) as drill, house.phone("op") as desk:
        back = await desk.subscribe(drill.channel, recover=True, offset=1, epoch=house.gateway.hub.epoch)
        assert not back.get("recovered")


# --- out of it


async def test_who_is_taken_out_hears_so_and_nothing_after_it(house: House) -> None:
    async with drilled(house) as drill, house.phone("op", drill.channel, PICTURE) as desk:
        number = await drill.relay(filed(), f.ParticipantTaken(person="op"), filed(2), offer("op")) - 2
        await desk.until(lambda: any("unsubscribe" in p for p in desk.pushes))
        [gone] = [p for p in desk.pushes if "unsubscribe" in p]
        assert (gone["channel"], gone["unsubscribe"]["code"]) == (drill.channel, 2502)
        await desk.until(lambda: messages(desk) and messages(desk)[-1] == [])
        assert desk.facts(drill.channel)[-1]["number"] == number
        assert desk.facts(drill.channel)[-1]["type"] == "ParticipantTaken"
        assert (await desk.subscribe(drill.channel))["error"]["code"] == 103
        told = await desk.rpc("report.submit", id=new_id(), exercise=drill.id, **report())
        assert told["refusal"]["code"] == "exercise_unknown"
        await house.relay(f.DutyStarted(person="w2", name="w2"))
        await desk.fact(PICTURE, "DutyStarted")
        await drill.relay(f.ParticipantBack(person="op", by="co"))
        await desk.until(lambda: messages(desk)[-1] != [])
        assert "epoch" in await desk.subscribe(drill.channel)


async def test_when_it_is_over_everybody_leaves_and_the_room_closes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms_module, "GRACE_S", 1.0)
    async with drilled(house) as drill, house.phone("w1", drill.channel) as phone, house.phone("op") as desk:
        await desk.subscribe(drill.channel)
        await drill.relay(f.DrillEnded(why="stopped", by="wl"))
        for one in (phone, desk):
            await one.fact(drill.channel, "DrillEnded")
            await one.until(lambda one=one: any("unsubscribe" in p for p in one.pushes))
        await until(lambda: house.gateway.rooms.room(drill.id) is None)
        assert "ping" in await phone.ask(ping={})


# --- requests


async def test_a_request_goes_to_the_inbox_of_its_universe_and_to_no_other(house: House) -> None:
    async with drilled(house) as drill, house.phone("w1", drill.channel) as phone:
        told = await phone.rpc("report.submit", id=new_id(), exercise=drill.id, **report())
        assert told["status"] == "accepted", told
        told = await phone.rpc("duty.check_in", id=new_id(), exercise=drill.id, at=now())
        assert told["status"] == "accepted", told
        assert await house.redis.xlen(keys.inbox(drill.channel, "routine")) == 1
        assert await house.redis.xlen(keys.inbox(drill.channel, "answers")) == 1
        for lane in keys.LANES:
            assert await house.redis.xlen(keys.inbox(DISTRICT, lane)) == 0
        told = await phone.rpc("report.submit", id=new_id(), **report())
        assert told["status"] == "accepted"
        assert await house.redis.xlen(keys.inbox(DISTRICT, "routine")) == 1
        assert await house.redis.xlen(keys.inbox(drill.channel, "routine")) == 1


async def test_a_members_rights_are_those_of_their_part(house: House) -> None:
    async with drilled(house) as drill, house.phone("co") as director, house.phone("w1") as worker:
        asked = {"id": new_id(), "exercise": drill.id, "inject": "i1"}
        assert (await director.rpc("drill.hold", **asked))["status"] == "accepted"
        assert (await worker.rpc("drill.hold", **asked | {"id": new_id()}))["error"]["code"] == 103
        void = {"id": new_id(), "exercise": drill.id, "incident": new_id(), "reason": "x"}
        assert (await director.rpc("incident.void", **void))["error"][
            "code"
        ] == 103  # a coordinator in the real district
        assert (await director.rpc("position.update", lat=20, lon=110, accuracy_m=5, at=now(), exercise=drill.id))[
            "error"
        ]["code"] in (103, 104)


async def test_a_word_in_a_text_is_no_exercise(house: House) -> None:
    async with house.phone("w1") as phone:
        told = await phone.rpc("report.submit", id=new_id(), **report(text='the "exercise" of the school'))
        assert told["status"] == "accepted"
        told = await phone.rpc("report.submit", id=new_id(), exercise=None, **report())
        assert told["status"] == "accepted"
        assert await house.redis.xlen(keys.inbox(DISTRICT, "routine")) == 2


async def test_a_drills_flood_takes_no_turn_of_the_real_lanes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with drilled(house) as drill, house.phone("op", drill.channel) as player, house.phone("w2") as phone:
        hangs = asyncio.Event()

        async def hang(_: object) -> list[str | Exception]:
            hangs.set()
            return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return] # for ever

        for lane in drill.room.inbox._idle:
            monkeypatch.setattr(lane, "write", hang)
        waiting = [
            asyncio.create_task(player.rpc("report.submit", id=new_id(), exercise=drill.id, **report()))
            for _ in range(10)
        ]
        await asyncio.wait_for(hangs.wait(), 10)
        told = await asyncio.wait_for(phone.rpc("report.submit", id=new_id(), **report()), 2)
        assert told["status"] == "accepted"
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


# --- snapshots


async def test_snapshots_are_of_the_exercise_and_by_the_part_in_it(house: House) -> None:
    async with drilled(house) as drill, house.phone("op", drill.channel) as desk, house.phone("w1") as phone:
        await house.relay(filed(3))
        number = await drill.relay(filed(1), offer("w1"))
        assert await drill.room.hub.reached(number, 10)
        picture = await desk.rpc("picture.get", exercise=drill.id)
        assert (picture["epoch"], picture["offset"]) == (drill.room.hub.epoch, number)
        assert len(picture["picture"]["incidents"]) == 1
        real = await desk.rpc("picture.get")
        assert len(real["picture"]["incidents"]) == 1
        assert real["picture"]["incidents"][0]["id"] != picture["picture"]["incidents"][0]["id"]
        mine = await phone.rpc("staff.get", exercise=drill.id)
        assert mine["offset"] == number
        age = await desk.rpc("picture.age", exercise=drill.id)
        assert (age["position"], age["epoch"]) == (number, drill.room.hub.epoch)
        assert (await phone.rpc("picture.get", exercise=drill.id))["error"]["code"] == 103


async def test_a_lost_stream_and_a_foreign_ledger_touch_only_the_exercise(house: House) -> None:
    """Whatever goes wrong in a drill's universe, real sockets stay."""
    async with (
        drilled(house) as drill,
        house.phone("op", PICTURE, drill.channel) as desk,
        house.phone("w2", "staff:w2") as other,
    ):
        await drill.room.hub.reset("a test says so")
        await desk.until(lambda: any("unsubscribe" in p for p in desk.pushes))
        assert [p["channel"] for p in desk.pushes if "unsubscribe" in p] == [drill.channel]
        assert "ping" in await other.ask(ping={})
        await until(drill.room.hub.is_ready)
        assert "epoch" in await desk.subscribe(drill.channel)
        number = await house.relay(f.DutyStarted(person="w2", name="w2"))
        assert (await desk.fact(PICTURE, "DutyStarted"))["number"] == number


async def test_a_drill_that_ends_while_nobody_is_there_leaves_no_room(house: House) -> None:
    drill: Drill
    async with drilled(house, "d2") as drill:
        assert drill.room.exercise.members == ["co", "op", "s", "w1"]
