"""Nobody receives what they may not see, nor what they may no longer see (P4)."""

import pytest

from command.domain import facts as f
from command.domain.facts import IncidentFiled
from command.domain.place import Spot
from tests.district import DISTRICT
from tests.realtime.client import recovered_facts
from tests.realtime.conftest import House, chatter

PICTURE = f"picture:{DISTRICT}"
POSITIONS = f"positions:{DISTRICT}"


def filed(grid: int, number: int = 1) -> IncidentFiled:
    from command.clock import new_id, now

    return IncidentFiled(
        incident=new_id(),
        report=new_id(),
        category="event.0406",
        disposition="help",
        priority=3,
        reasons=["ordinary"],
        place=Spot(20.0, 110.3, f"460107001001{grid:03d}"),
        reporter="w1",
        reported_at=now(),
        text=f"incident {number}",
    )


def rights(person: str, areas: list[str], **more: object) -> f.RightsChanged:
    return f.RightsChanged(person=person, roles=["supervisor"], areas=areas, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "channel", "code"),
    [
        ("w1", "staff:w1", 0),
        ("w1", "staff:w2", 103),
        ("w1", PICTURE, 103),
        ("w1", POSITIONS, 103),
        ("op", PICTURE, 0),
        ("op", POSITIONS, 0),
        ("op", "picture:110101", 103),
        ("s", PICTURE, 0),
        ("op", "staff:w1", 103),
        ("op", "exercise:1", 103),
        ("op", "gossip:1", 102),
        ("op", "", 102),
    ],
)
async def test_who_may_subscribe_to_what(house: House, person: str, channel: str, code: int) -> None:
    async with house.phone(person) as phone:
        reply = await phone.ask(subscribe={"channel": channel})
        assert reply.get("error", {}).get("code", 0) == code
        if not code:
            again = await phone.ask(subscribe={"channel": channel})
            assert again["error"]["code"] == 105


@pytest.mark.parametrize(
    ("person", "method", "code"),
    [
        ("w1", "incident.void", 103),
        ("w1", "picture.get", 103),
        ("w1", "picture.age", 103),
        ("w1", "no.such", 104),
        ("w1", "", 104),
        ("op", "picture.age", 0),
    ],
)
async def test_who_may_call_what(house: House, person: str, method: str, code: int) -> None:
    async with house.phone(person) as phone:
        reply = await phone.ask(rpc={"method": method, "data": {}})
        assert reply.get("error", {}).get("code", 0) == code


async def test_a_supervisor_sees_own_areas_only_live_and_recovered(house: House) -> None:
    await house.relay(rights("s", ["460107001001001"]))
    start = await house.relay(*chatter(1))
    assert await house.gateway.hub.reached(start, 5)
    async with house.phone("s", PICTURE) as phone, house.phone("op", PICTURE) as wall:
        last = await house.relay(filed(2), filed(1), filed(2))
        await wall.until(lambda: len(wall.facts(PICTURE)) == 3)
        await phone.until(lambda: phone.facts(PICTURE))
        assert [x["number"] for x in phone.facts(PICTURE)] == [last - 1]
    async with house.phone("s") as phone:
        back = await phone.subscribe(PICTURE, recover=True, offset=start, epoch=house.gateway.hub.epoch)
        assert back["recovered"]
        assert [x["number"] for x in recovered_facts(back)] == [last - 1]
        assert back["offset"] == last


async def test_who_loses_sight_is_unsubscribed_and_cannot_recover_from_before(house: House) -> None:
    await house.relay(rights("s", ["460107001001"]))
    async with house.phone("s", PICTURE) as phone:
        before = await house.relay(filed(2))
        await phone.until(lambda: phone.facts(PICTURE))
        seen = len(phone.facts(PICTURE))
        changed = await house.relay(rights("s", ["460107001001001"]), filed(2), filed(1)) - 2
        await phone.until(lambda: any("unsubscribe" in p for p in phone.pushes))
        [gone] = [p["unsubscribe"] for p in phone.pushes if "unsubscribe" in p]
        assert gone["code"] == 2502
        assert await house.gateway.hub.reached(changed + 2, 5)
        assert len(phone.facts(PICTURE)) == seen
        epoch = house.gateway.hub.epoch
        back = await phone.subscribe(PICTURE, recover=True, offset=before, epoch=epoch)
        assert not back.get("recovered")
        await phone.ask(unsubscribe={"channel": PICTURE})
        back = await phone.subscribe(PICTURE, recover=True, offset=changed, epoch=epoch)
        assert back["recovered"]
        assert [x["number"] for x in recovered_facts(back)] == [changed + 2]


async def test_who_loses_a_role_is_unsubscribed_and_refused(house: House) -> None:
    async with house.phone("op", PICTURE, POSITIONS, "staff:op") as phone:
        await house.relay(f.RightsChanged(person="op", roles=["worker"], areas=["460107001001001"]))
        await phone.until(lambda: sum("unsubscribe" in p for p in phone.pushes) == 2)
        assert {p["channel"] for p in phone.pushes if "unsubscribe" in p} == {PICTURE, POSITIONS}
        reply = await phone.ask(subscribe={"channel": PICTURE})
        assert reply["error"]["code"] == 103
        assert (await phone.ask(subscribe={"channel": "staff:op"}))["error"]["code"] == 105


async def test_who_is_deactivated_is_closed_for_good(house: House) -> None:
    async with house.phone("w1", "staff:w1") as phone:
        await house.relay(f.RightsChanged(person="w1", roles=["worker"], areas=[], active=False))
        assert (await phone.closed())[0] == 3507
    from tests.realtime.client import client

    async with client(house.port) as phone:
        await phone.say(id=1, connect={"token": house.token("w1")})
        assert (await phone.closed())[0] == 3500


async def test_signing_out_closes_the_sockets_of_that_session(house: House) -> None:
    async with house.phone("w1") as phone, house.phone("w2") as other:
        house.gateway.context.ended.take("session-of-w1")
        assert (await phone.closed())[0] == 3503
        assert "ping" in await other.ask(ping={})


async def test_a_token_that_expired_ends_the_connection_after_a_grace(house: House) -> None:
    from datetime import timedelta

    import msgspec

    async with house.phone("w1") as phone, house.phone("w2") as renewed:
        for session in [s for many in house.gateway._people.values() for s in many]:
            assert session.holder is not None
            late = session.holder.expires_at - timedelta(hours=12, seconds=60)  # type: ignore[operator]
            session.holder = msgspec.structs.replace(session.holder, expires_at=late)
        reply = await renewed.ask(refresh={"token": house.token("w2")})
        assert reply["refresh"]["expires"]
        assert reply["refresh"]["ttl"] > 40_000
        for session in [s for many in house.gateway._people.values() for s in many]:
            session.recheck()
        assert (await phone.closed())[0] == 3005
        assert "ping" in await renewed.ask(ping={})


async def test_somebody_elses_token_does_not_refresh(house: House) -> None:
    async with house.phone("w1") as phone:
        await phone.say(id=9, refresh={"token": house.token("w2")})
        assert (await phone.closed())[0] == 3500


async def test_an_account_made_a_moment_ago_connects(house: House) -> None:
    house.gateway.hub._on_fact = lambda _: None  # this process has not heard of it
    await house.remember(f.PersonRegistered(person="new", name="new", roles=["worker"], areas=["460107001001001"]))
    async with house.phone("new", "staff:new") as phone:
        assert "ping" in await phone.ask(ping={})


async def test_a_kiosk_sees_neither_texts_nor_callers(house: House) -> None:
    import hashlib

    from command.store.people import Credential, save_credentials

    await house.relay(f.PersonRegistered(person="k", name="k", roles=["kiosk"], areas=[DISTRICT]))
    key_hash = hashlib.sha256(b"key of the wall").digest()
    await save_credentials(house.district.engine, [Credential(person="k", key_hash=key_hash)])
    from tests.realtime.client import client

    async with client(house.port) as wall:
        greeting = await wall.connect("key of the wall")
        assert greeting["data"]["user"]["id"] == "k"
        assert "expires" not in greeting
        await wall.subscribe(PICTURE)
        await house.relay(filed(1))
        fact = await wall.fact(PICTURE, "IncidentFiled")
        assert "text" not in fact
        assert "reporter" not in fact


async def test_leaving_one_channel_leaves_the_others_alone(house: House) -> None:
    async with house.phone("op", PICTURE, POSITIONS, "staff:op") as wall:
        await wall.ask(unsubscribe={"channel": POSITIONS})
        await wall.ask(unsubscribe={"channel": "staff:op"})
        await house.relay(*chatter(1))
        await wall.until(lambda: wall.facts(PICTURE))
        await wall.subscribe(POSITIONS)
        await wall.ask(unsubscribe={"channel": PICTURE})
        assert house.gateway.positions._sinks
        last = await house.relay(*chatter(1))
        assert await house.gateway.hub.reached(last, 5)
        house.gateway.hub.outgoing.flush()
        await wall.ask(ping={})
        assert len(wall.facts(PICTURE)) == 1
