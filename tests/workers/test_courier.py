"""The ladder with a real database and a messenger's stand-in: nobody is left alone, or told after they answered."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.reach.ladder import Delays
from command.domain.registry import Contact
from command.domain.worktime import LOCAL
from command.service.replay import differences
from command.settings import load_settings
from command.store import deliveries, universe
from command.store.contacts import save_contact
from command.store.ledger import read_after
from tests.commits import commits
from tests.district import DISTRICT, District, report, small_district
from workers.courier.courier import Courier
from workers.courier.senders import Busy, Dingtalk, Feishu, Message, Refused, Sent, Sms, Wecom
from workers.courier.standin import StandIn
from workers.courier.ways import ways_of

DELAYS = Delays(patience=timedelta(seconds=2))


@dataclass
class Post:
    """A district, its courier, and where its messages go."""

    district: District
    server: StandIn
    client: httpx.AsyncClient
    couriers: list[Courier] = field(default_factory=list)

    def courier(self, **settings: Any) -> Courier:
        given = {"wecom_url": self.server.url, "wecom_corp_id": "x", "sms_url": f"{self.server.url}/sms", **settings}
        ways = ways_of(load_settings({}, **given), self.client)
        made = Courier(self.district.desk, self.district.phones, ways, DELAYS, "【网格指挥】")
        self.couriers.append(made)
        return made

    async def goes_by(self, seconds: float) -> None:
        await universe.fast_forward(self.district.engine, DISTRICT, seconds)

    async def facts(self, *kinds: str) -> list[dict[str, Any]]:
        entries = await read_after(self.district.engine, DISTRICT, 0, 10_000)
        return [msgspec.json.decode(one.body) for one in entries if not kinds or one.type in kinds]

    async def rungs(self) -> list[tuple[str, str, str]]:
        return [(one["person"], one["rung"], one["outcome"]) for one in await self.facts("RungTried")]

    def sent(self) -> list[tuple[str, str]]:
        return [(one.way, one.to) for one in self.server.taken]

    async def offered(self, category: str = "grid.medical") -> str:
        """An urgent offer to w1; its id."""
        await self.district.send("op", "report.submit", **report(1, category=category))
        return str((await self.facts("OfferMade"))[-1]["offer"])


@pytest.fixture
async def post(fresh_database: str) -> AsyncIterator[Post]:
    async with small_district(fresh_database) as district, StandIn() as server, httpx.AsyncClient() as client:
        for person in ("w1", "w1b", "w2", "s", "op"):
            await save_contact(district.engine, Contact(id=person, phone=f"154-{person}", wecom=person))
        district.phones.alive.add("w1")
        await district.send("w1", "duty.check_in", at=now())
        yield Post(district, server, client)


async def test_an_offer_nobody_answers_goes_up_the_ladder_rung_by_rung(post: Post) -> None:
    offer, courier = await post.offered(), post.courier()
    await courier.drained()
    assert post.sent() == [], "the socket has it"
    await post.goes_by(16)
    await courier.drained()
    assert post.sent() == [("wecom", "w1")]
    await courier.drained()
    assert len(post.sent()) == 1, "once"
    await post.goes_by(21)
    await courier.drained()
    assert post.sent() == [("wecom", "w1"), ("sms", "154-w1")]
    await post.goes_by(26)
    await courier.drained()
    assert await post.rungs() == [("w1", "messenger", "sent"), ("w1", "sms", "sent"), ("w1", "call", "sent")]
    (call,) = await post.facts("CallAsked")
    assert (call["about"], call["person"], call["leader"]) == (f"offer:{offer}", "w1", "s")
    text = post.server.taken[0].text
    assert text.startswith("【网格指挥】")
    assert "w1" not in text, "nothing personal lies on a locked screen"
    assert await differences(post.district.engine, DISTRICT) == []


async def test_nothing_is_sent_after_the_acknowledgement_and_the_call_need_not_be_made(post: Post) -> None:
    offer, courier = await post.offered(), post.courier()
    await post.goes_by(16)
    await courier.drained()
    await post.district.send("w1", "offer.answer", offer=offer, answer="accept")
    await post.goes_by(600)
    await courier.drained()
    assert post.sent() == [("wecom", "w1")]
    (closed,) = await post.facts("LadderClosed")
    assert closed["about"] == f"offer:{offer}"
    assert await differences(post.district.engine, DISTRICT) == []


async def test_an_answer_between_the_lease_and_the_sending_stops_it(post: Post) -> None:
    """A page after the acknowledgement: the courier holds the lease already when the person answers."""
    offer, courier = await post.offered(), post.courier()
    await post.goes_by(16)
    lease = deliveries.lease

    async def answered_in_between(*given: Any) -> Any:
        leased = await lease(*given)
        await post.district.send("w1", "offer.answer", offer=offer, answer="accept")
        return leased

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deliveries, "lease", answered_in_between)
        await courier.drained()
    assert post.sent() == []
    assert await post.rungs() == []


async def test_what_is_not_configured_is_said_and_burns_no_time(post: Post) -> None:
    await post.offered()
    courier = post.courier(wecom_corp_id="", sms_url="")
    await post.goes_by(16)
    await courier.drained()
    tried = await post.facts("RungTried")
    assert [(one["rung"], one["outcome"], one["why"]) for one in tried] == [
        ("messenger", "skipped", "not_configured"),
        ("sms", "skipped", "not_configured"),
    ]
    await post.goes_by(10)
    await courier.drained()
    assert len(await post.facts("CallAsked")) == 1


async def test_who_is_in_no_messenger_is_sent_an_sms_at_once(post: Post) -> None:
    post.server.unknown.add("w1")
    courier = post.courier()
    await post.offered()
    await post.goes_by(16)
    await courier.drained()
    assert await post.rungs() == [("w1", "messenger", "failed"), ("w1", "sms", "sent")]


async def test_whose_phone_is_silently_dead_is_tried_by_messenger_at_once(post: Post) -> None:
    await post.offered()
    post.district.phones.alive.discard("w1")
    await post.courier().drained()
    assert post.sent() == [("wecom", "w1")]


async def test_a_service_that_is_down_is_tried_again_and_then_passed_over(post: Post) -> None:
    await post.offered()
    courier = post.courier(wecom_url="http://127.0.0.1:1")
    await post.goes_by(16)
    await courier.drained()
    assert await post.rungs() == []
    await post.goes_by(3)
    await the_pause_is_over(post.district)
    await courier.drained()
    assert (await post.rungs())[:2] == [("w1", "messenger", "failed"), ("w1", "sms", "sent")]
    assert (await post.facts("RungTried"))[0]["why"] == "late"


async def test_off_duty_people_are_not_alerted(post: Post) -> None:
    await post.offered()
    await post.district.send("w1", "duty.check_out", at=now())
    await post.goes_by(600)
    await post.courier().drained()
    assert ("wecom", "w1") not in post.sent()
    post.district.phones.alive.update({"w2"})
    await post.district.send("w2", "duty.check_in", at=now())
    await post.district.send("op", "rollcall.open", area="460107001001", within_s=300)
    await post.district.send("op", "task.close", task="none")
    before = len(post.sent())
    for offer in await post.facts("OfferMade"):
        await post.district.send("w2", "offer.answer", offer=offer["offer"], answer="decline")
    await post.district.send("w2", "duty.check_out", at=now())
    await post.goes_by(600)
    await post.courier().drained()
    assert len(post.sent()) == before, "who left duty is missed by nobody"


async def test_sos_goes_to_everybody_above_and_near_before_any_offer_until_somebody_has_it(post: Post) -> None:
    post.district.phones.alive.update({"w1b", "s", "op"})
    await post.district.send("w1b", "duty.check_in", at=now())
    await post.offered()
    await post.district.send("w1b", "sos.raise", at=now())
    await post.goes_by(16)
    courier = post.courier()
    await courier.drained()
    to = [who for _, who in post.sent()]
    assert {"s", "op"} <= set(to)
    assert "w1b" not in to, "not to whom it is about"
    assert to.index("s") < len(to)
    (sos,) = [one["sos"] for one in await post.facts("SosRaised")]
    await post.district.send("op", "sos.acknowledge", sos=sos, at=now())
    before = Counter(to)
    await post.goes_by(600)
    await courier.drained()
    told = [one for one in post.server.taken if "SOS" in one.text]
    assert len(told) <= sum(before.values()), "nothing after it was taken"


async def test_who_is_missing_at_a_roll_call_is_tried_and_who_answered_is_not(post: Post) -> None:
    post.district.phones.alive.add("w2")
    await post.district.send("w2", "duty.check_in", at=now())
    await post.district.send("op", "rollcall.open", area="460107001001", within_s=300)
    (opened,) = await post.facts("RollCallOpened")
    await post.district.send("w2", "rollcall.answer", rollcall=opened["rollcall"], at=now())
    await post.goes_by(31)
    await post.courier().drained()
    assert post.sent() == [("wecom", "w1")]
    assert "点名" in post.server.taken[0].text


async def test_a_hundred_people_at_a_throttling_service_all_get_it_in_the_order_of_priority(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Throttles in a surge: nobody is forgotten, the urgent come first, and it stops asking while told to wait."""
    crowd = [f"p{n:03d}" for n in range(40)]
    facts: list[f.AnyFact] = [
        f.PersonRegistered(person=p, name=p, roles=["worker"], areas=["460107001001001"]) for p in crowd
    ]
    await post.district.desk.record([*facts, *(f.DutyStarted(person=p, name=p) for p in crowd)])
    post.district.phones.alive.update(crowd)
    for person in crowd:
        await save_contact(post.district.engine, Contact(id=person, wecom=person))
    await post.district.send("op", "rollcall.open", area="460107001001", within_s=600)
    await post.district.send("w1", "sos.raise", at=now())
    post.server.per_window, post.server.window_s = 10, 0.3
    courier = post.courier(sms_url="")
    courier._delays = Delays(patience=timedelta(minutes=5))
    monkeypatch.setattr("workers.courier.courier.LOOK_S", 0.1)
    await post.goes_by(31)
    running = asyncio.create_task(courier.run())
    async with asyncio.timeout(30):
        while len({to for way, to in post.sent() if to.startswith("p")}) < len(crowd):
            post.server.arrived.clear()
            await post.server.arrived.wait()
    running.cancel()
    await courier.stop()
    repeated = [key for key, n in Counter((one.to, one.text) for one in post.server.taken).items() if n > 1]
    assert repeated == []
    first = [one.text for one in post.server.taken][:2]
    assert all("SOS" in text for text in first), "a call for help goes before forty roll-calls"
    assert post.server.asked < 400, "who throttles is left alone for as long as they said"


async def test_who_is_told_upward_without_a_screen_is_told_once_otherwise_until_they_act(post: Post) -> None:
    post.district.phones.alive.update({"s", "op"})
    await post.district.send("s", "duty.check_in", at=now())
    post.district.phones.alive = {"op"}
    await post.goes_by(1)
    for _ in range(5):
        await post.district.send("op", "report.submit", **report(2, category="grid.medical"))
    told = {person for one in await post.facts("NobodyAvailable") for person in one["told"]}
    assert {"s", "op"} <= told
    courier = post.courier()
    await courier.drained()
    assert [to for to in post.sent() if to[1] == "s"] == [("wecom", "s")], "five incidents are one message"
    assert ("wecom", "op") not in post.sent(), "whose screen lives is told there"
    await post.district.send("s", "rollcall.open", area="460107001001")
    await post.goes_by(60)
    courier._upward._swept = 0.0
    await courier.drained()
    assert ("sms", "154-s") not in post.sent(), "who acts has seen it"
    assert "told:s:" in "".join(one["about"] for one in await post.facts("LadderClosed"))


async def test_several_couriers_send_each_message_once(post: Post) -> None:
    for _ in range(3):
        await post.district.send("op", "report.submit", **report(1, category="grid.medical"))
    await post.goes_by(16)
    couriers = [post.courier() for _ in range(4)]
    await asyncio.gather(*(one.drained() for one in couriers))
    assert post.sent() == [("wecom", "w1")]
    tried = await post.facts("RungTried")
    assert len(tried) == len({(one["about"], one["person"], one["rung"]) for one in tried})


async def test_a_courier_that_dies_between_sending_and_recording_repeats_that_one_message_only(
    post: Post,
) -> None:
    offer, dying = await post.offered(), post.courier()
    await post.goes_by(16)

    async def dies(*_: Any, **__: Any) -> None:
        raise asyncio.CancelledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deliveries, "finish", dies)
        await dying.drained()
    assert post.sent() == [("wecom", "w1")]
    assert await post.rungs() == []
    successor = post.courier()
    await successor.drained()
    assert len(post.sent()) == 1, "the lease still holds"
    await lease_runs_out(post.district)
    await successor.drained()
    assert post.sent() == [("wecom", "w1")] * 2
    assert await post.rungs() == [("w1", "messenger", "sent")]
    assert (await post.facts("RungTried"))[0]["attempts"] == 2
    assert offer


async def test_kill_9_between_sending_and_recording(post: Post, fresh_database: str, fresh_redis: str) -> None:
    """A real process, ended while the service has the message and has not said so yet."""
    environment = {
        **os.environ,
        "DATABASE_URL": fresh_database,
        "REDIS_URL": fresh_redis,
        "GRIDCOMMAND_WECOM_URL": post.server.url,
        "GRIDCOMMAND_WECOM_CORP_ID": "x",
    }
    command = (sys.executable, "-m", "workers.main", "courier")
    await post.offered()
    post.district.phones.alive.discard("w1")
    await post.goes_by(16)
    post.server.holds = asyncio.Event()
    process = await asyncio.create_subprocess_exec(*command, env=environment)
    try:
        async with asyncio.timeout(30):
            await post.server.arrived.wait()
    finally:
        process.kill()
        await process.wait()
    assert post.sent() == [("wecom", "w1")]
    assert await post.rungs() == []
    post.server.holds.set()
    await lease_runs_out(post.district)
    process = await asyncio.create_subprocess_exec(*command, env=environment)
    try:
        async with commits(post.district.engine) as told:
            await told.until(post.rungs)
    finally:
        process.terminate()
        await process.wait()
    assert Counter(post.sent())[("wecom", "w1")] == 2, "that one again, and no other"
    assert (await post.rungs())[0] == ("w1", "messenger", "sent")


async def test_one_that_dies_after_recording_and_before_telling_is_told_by_the_next(post: Post) -> None:
    await post.offered()
    await post.goes_by(16)
    leased = await deliveries.lease(
        post.district.engine,
        DISTRICT,
        [(one, "messenger") for one in (await deliveries.waiting(post.district.engine, DISTRICT, [])).asked],
    )
    await deliveries.finish(post.district.engine, DISTRICT, leased[0], "sent", reference="m1")
    await post.courier().drained()
    assert await post.rungs() == [("w1", "messenger", "sent")]
    assert post.sent() == []


async def lease_runs_out(district: District) -> None:
    from sqlalchemy import text

    async with district.engine.begin() as connection:
        await connection.execute(text("UPDATE delivery SET lease_until = lease_until - interval '1 hour'"))


async def the_pause_is_over(district: District) -> None:
    from sqlalchemy import text

    async with district.engine.begin() as connection:
        await connection.execute(text("UPDATE delivery SET next_at = clock_timestamp() WHERE state = 'waiting'"))


@asynccontextmanager
async def standing_in() -> AsyncIterator[tuple[StandIn, httpx.AsyncClient]]:
    async with StandIn() as server, httpx.AsyncClient() as client:
        yield server, client


async def test_every_sender_speaks_its_services_shape_and_renews_a_token_that_ended() -> None:
    async with standing_in() as (server, client):
        senders = [
            Wecom(client, server.url, "corp", "secret", 1),
            Dingtalk(client, server.url, "key", "secret", 1),
            Feishu(client, server.url, "app", "secret"),
            Sms(client, f"{server.url}/sms", "key", {"phone": "{phone}", "text": "{text}", "id": "{id}"}),
        ]
        for sender in senders:
            message = Message("zhang", "你好", new_id())
            answer = await sender.send(message)
            assert isinstance(answer, Sent), sender.name
            assert answer.reference
            assert (server.taken[-1].way, server.taken[-1].to, server.taken[-1].text) == (sender.name, "zhang", "你好")
        for sender in senders[:3]:
            server.stale_tokens = 1
            assert isinstance(await sender.send(Message("li", "再见", new_id())), Sent), sender.name
        server.unknown.add("nobody")
        for sender in senders[:3]:
            assert isinstance(await sender.send(Message("nobody", "?", new_id())), Refused), sender.name


async def test_a_second_copy_is_dropped_by_the_service_that_can() -> None:
    async with standing_in() as (server, client):
        sender, message = Feishu(client, server.url, "app", "secret"), Message("zhang", "你好", "same")
        assert isinstance(await sender.send(message), Sent)
        assert isinstance(await sender.send(message), Sent)
        assert len(server.taken) == 1


async def test_down_throttled_and_slow_are_answers_and_never_exceptions() -> None:
    async with standing_in() as (server, client):
        sender = Sms(client, f"{server.url}/sms", "", {"to": "{phone}", "phone": "{phone}", "text": "{text}"})
        server.per_window = 0
        assert await sender.send(Message("1", "x", "1")) == Busy("throttled", 1.0)
        server.per_window, server.down = None, True
        assert isinstance(await sender.send(Message("1", "x", "1")), Busy)
        server.down = False
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("workers.courier.senders.TIMEOUT_S", 0.2)
            server.slow_s = 1.0
            assert isinstance(await sender.send(Message("1", "x", "1")), Busy)


def test_secrets_are_never_shown() -> None:
    from command.settings import masked

    for name in ("wecom_secret", "dingtalk_app_secret", "feishu_app_secret", "sms_key"):
        assert masked(name, "hush") == "***"


async def test_who_is_on_the_stand_by_list_and_at_home_is_reached_by_message(post: Post) -> None:
    """Nobody is on duty, w2 is on stand-by round the clock with a silent phone: the first message goes out at once."""
    shift = {"name": "备班", "kind": "standby", "starts": "00:00", "ends": "00:00", "need": 1}
    today = now().astimezone(LOCAL).date()
    pattern = {"begins": today - timedelta(days=1), "members": ["w2"], "lines": [{"shift": shift, "cycle": [[0]]}]}
    await post.district.send("w1", "duty.check_out", at=now())
    await post.district.send(
        "co", "roster.set_group", group="g", kind="grid", name="备班组", area=DISTRICT, pattern=pattern
    )
    await post.offered()
    offered = (await post.facts("OfferMade"))[-1]
    assert (offered["person"], offered["reason"]["standby"], offered["reason"]["by_ladder"]) == ("w2", True, True)
    await post.courier().drained()
    assert post.sent() == [("wecom", "w2")]
    assert await differences(post.district.engine, DISTRICT) == []


async def test_who_is_called_by_name_is_tried_at_home_too_and_telephoned_until_they_answer(post: Post) -> None:
    """A summons: nobody of it need be on duty, each turn of somebody is a ladder of its own, and it ends with them."""
    await post.district.desk.record([_summoned("s1", "w1", "w2")])
    courier = post.courier()
    await courier.drained()
    assert post.sent() == [("wecom", "w2")], "w1's phone lives: the socket has it"
    for seconds in (16, 21, 26):
        await post.goes_by(seconds)
        await courier.drained()
    assert sorted(post.sent()) == sorted([("wecom", "w1"), ("sms", "154-w1"), ("wecom", "w2"), ("sms", "154-w2")])
    calls = {one["person"]: one for one in await post.facts("CallAsked")}
    assert set(calls) == {"w1", "w2"}
    assert not any(one.get("leader") for one in calls.values()), "whoever is called is telephoned"
    assert {one["about"] for one in calls.values()} == {"summons:s1:0"}
    assert "室内" in post.server.taken[0].text
    await post.district.send("w2", "summons.answer", summons="s1", word="indoors", at=now())
    await courier.drained()
    (done,) = await post.facts("CallDone")
    assert (done["call"], done["by"]) == (calls["w2"]["call"], "w2"), "nobody need telephone them any more"
    await post.district.desk.record([_again("s1", "w1")])
    before = len(post.sent())
    for seconds in (0, 16, 21):
        await post.goes_by(seconds)
        await courier.drained()
    assert len(post.sent()) == before + 2, "the second turn climbs its own ladder"
    assert "summons:s1:0" in [one["about"] for one in await post.facts("LadderClosed")], "and ends the first"
    await post.district.send("w1", "summons.answer", summons="s1", word="indoors", at=now())
    await post.goes_by(600)
    await courier.drained()
    assert len(post.sent()) == before + 2
    assert [one["about"] for one in await post.facts("LadderClosed")] == ["summons:s1:0", "summons:s1:1"]
    assert await differences(post.district.engine, DISTRICT) == []


def _summoned(id_: str, *people: str) -> f.PeopleSummoned:
    named = {one: f.Summoned(name=one, area="460107001001001") for one in people}
    return f.PeopleSummoned(summons=id_, kind="outdoors", ref="storm", area="460107001001001", priority=1, people=named)


def _again(id_: str, person: str) -> f.SummonsWidened:
    named = {person: f.Summoned(name=person, area="460107001001001")}
    return f.SummonsWidened(
        summons=id_, kind="outdoors", ref="storm", area="460107001001001", people=named, missing=[person], level=3
    )


async def alerted(post: Post, level: str, **more: Any) -> str:
    asked = {"area": DISTRICT, "roles": ["worker"], "level": level, "text": "雨带将到", **more}
    await post.district.send("co", "alert.send", **asked)
    return str((await post.facts("AlertSent"))[-1]["alert"])


async def at_hour(post: Post, hour: int) -> None:
    """The district's clock is moved on to that hour."""
    here = (await universe.now(post.district.engine, DISTRICT)).astimezone(LOCAL)
    to = here.replace(hour=hour, minute=0, second=0)
    await post.goes_by(((to - here) + (timedelta(days=1) if to <= here else timedelta())).total_seconds())
    await post.district.desk.look(lambda draft: draft.now)


async def test_an_urgent_alert_goes_on_to_the_next_rung_for_those_who_have_not_read_it(post: Post) -> None:
    await at_hour(post, 12)
    alert, courier = await alerted(post, "urgent", area="460107001001001"), post.courier()
    await courier.drained()
    assert post.sent() == [("wecom", "w1b")], "w1's screen has it; w1b's does not live"
    await post.district.send("w1b", "alert.read", alert=alert, at=now().isoformat())
    await post.goes_by(61)
    await courier.drained()
    assert post.sent() == [("wecom", "w1b"), ("wecom", "w1")]
    await post.goes_by(61)
    await courier.drained()
    assert post.sent()[2:] == [("sms", "154-w1")]
    await post.goes_by(121)
    await courier.drained()
    (call,) = await post.facts("CallAsked")
    assert (call["about"], call["person"], call["leader"]) == (f"alert:{alert}", "w1", "s")
    await post.district.send("w1", "alert.read", alert=alert, at=now().isoformat())
    await courier.drained()
    picture = post.district.desk.picture
    assert picture is not None
    assert not picture.calls, "everybody has read it"
    assert await differences(post.district.engine, DISTRICT) == []


async def test_a_leader_is_called_once_about_an_alert_however_many_of_theirs_are_silent(post: Post) -> None:
    await at_hour(post, 12)
    await alerted(post, "urgent", area="460107001001")
    courier = post.courier()
    for _ in range(4):
        await courier.drained()
        await post.goes_by(200)
    await courier.drained()
    called = {person for person, rung, _ in await post.rungs() if rung == "call"}
    assert len(called) > 2
    assert [one["leader"] for one in await post.facts("CallAsked")] == ["s"]


async def test_by_night_nobody_off_duty_is_rung_but_for_a_life(post: Post) -> None:
    await at_hour(post, 23)
    courier = post.courier()
    await alerted(post, "warning", area="460107001001001")
    await post.goes_by(601)
    await courier.drained()
    assert post.sent() == [("wecom", "w1")], "w1 is on duty, w1b at home"
    await at_hour(post, 8)
    await courier.drained()
    assert ("wecom", "w1b") in post.sent(), "in the morning"
    before = len(post.sent())
    await at_hour(post, 23)
    await alerted(post, "urgent", area="460107001001001", on_duty=False)
    await courier.drained()
    assert ("wecom", "w1b") in post.sent()[before:]


async def test_what_is_only_for_information_rings_nobody(post: Post) -> None:
    await at_hour(post, 9)
    await alerted(post, "info", area="460107001001001")
    courier = post.courier()
    for _ in range(4):
        await post.goes_by(3700)
        await courier.drained()
    assert {way for way, _ in post.sent()} == {"wecom"}
    assert await post.facts("CallAsked") == []
