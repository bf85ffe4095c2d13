"""The ladder of a live drill: 【演练】 first, to who is in it, and by default to nobody beyond the screen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import text

from command.domain import facts as f
from command.domain.facts.script import ContactInject
from command.domain.reach.ladder import Delays
from command.domain.registry import Contact
from command.service import drills
from command.service.deadlines import pass_due
from command.service.desk import Desk
from command.service.policy import drill_ways_of
from command.service.replay import differences
from command.settings import load_settings
from command.store import deliveries, universe
from command.store.contacts import save_contact
from command.store.ledger import read_after
from tests.commits import commits
from tests.district import DISTRICT, District, report, small_district
from tests.drill import Play, begun, inject, reported
from tests.workers.conftest import Wire
from tests.workers.test_drills import drills_process
from workers.courier.drilling import DrillCourier
from workers.courier.standin import StandIn
from workers.courier.ways import for_drills, ways_of

PEOPLE = ("w1", "w1b", "w2", "s", "op", "co", "wl", "st")


class Post:
    """A district, the stand-in of its services, and a drill's courier."""

    def __init__(self, district: District, server: StandIn, client: httpx.AsyncClient) -> None:
        self.district, self.server, self._client = district, server, client

    def courier(self, play: Play, *allowed: str) -> DrillCourier:
        given: dict[str, Any] = {"wecom_url": self.server.url, "wecom_corp_id": "x", "drill_messages": list(allowed)}
        settings = load_settings({}, sms_url=f"{self.server.url}/sms", **given)
        ways = for_drills(ways_of(settings, self._client), settings.drill_messages)
        desk = Desk(self.district.engine, play.universe, self.district.areas, self.district.phones)
        return DrillCourier(desk, self.district.phones, ways, Delays(patience=timedelta(seconds=2)), "【网格指挥】")

    async def facts(self, universe_: str, *kinds: str) -> list[dict[str, Any]]:
        entries = await read_after(self.district.engine, universe_, 0, 10_000)
        return [msgspec.json.decode(one.body) for one in entries if not kinds or one.type in kinds]

    async def rungs(self, play: Play) -> list[tuple[str, str, str, str]]:
        tried = await self.facts(play.universe, "RungTried")
        return [(one["person"], one["rung"], one["outcome"], one.get("why", "")) for one in tried]

    def sent(self) -> list[tuple[str, str]]:
        return [(one.way, one.to) for one in self.server.taken]

    async def goes_by(self, play: Play, seconds: float) -> None:
        await universe.fast_forward(self.district.engine, play.universe, seconds)


@asynccontextmanager
async def post_of(district: District) -> AsyncIterator[Post]:
    async with StandIn() as server, httpx.AsyncClient() as client:
        for person in PEOPLE:
            await save_contact(district.engine, Contact(id=person, phone=f"154-{person}", wecom=person))
        district.phones.alive.update(PEOPLE)
        yield Post(district, server, client)


@pytest.fixture
async def post(fresh_database: str) -> AsyncIterator[Post]:
    async with small_district(fresh_database) as district, post_of(district) as made:
        yield made


async def offered(play: Play) -> None:
    """An urgent offer of the drill to w1."""
    await play.send("op", "report.submit", **report(1, category="grid.medical"))


async def climbed(post: Post, play: Play, courier: DrillCourier) -> None:
    for seconds in (16, 21, 26):
        await post.goes_by(play, seconds)
        await courier.drained()


async def test_a_live_drill_goes_beyond_the_screen_by_the_ways_named_for_drills(post: Post) -> None:
    play = await begun(post.district, inject(1, 6000, reported(1)))
    await offered(play)
    before = await post.facts(DISTRICT)
    await climbed(post, play, post.courier(play, "wecom", "sms"))
    assert post.sent() == [("wecom", "w1"), ("sms", "154-w1")]
    assert all(one.text.startswith("【演练】") for one in post.server.taken)
    assert [one[:3] for one in await post.rungs(play)] == [
        ("w1", "messenger", "sent"),
        ("w1", "sms", "sent"),
        ("w1", "call", "sent"),
    ]
    assert await post.facts(DISTRICT) == before, "the district's ledger knows nothing of it"
    async with post.district.engine.connect() as connection:
        universes = set(await connection.scalars(text("SELECT DISTINCT universe FROM delivery")))
    assert universes == {play.universe}
    assert await differences(post.district.engine, play.universe) == []


async def test_whoever_reads_english_reads_exercise_first(post: Post) -> None:
    await post.district.desk.record(
        [f.PersonRegistered(person="w1", name="w1", roles=["worker"], areas=["460107001001001"], language="en")]
    )
    play = await begun(post.district, inject(1, 6000, reported(1)))
    await offered(play)
    await post.goes_by(play, 16)
    await post.courier(play, "wecom").drained()
    assert [one.text[:10] for one in post.server.taken] == ["EXERCISE: "]


async def test_by_default_a_drill_sends_nothing_and_says_that_it_is_not_configured(post: Post) -> None:
    """The real services are configured; nobody named them for drills."""
    play = await begun(post.district, inject(1, 6000, reported(1)))
    await offered(play)
    await climbed(post, play, post.courier(play))
    assert post.server.asked == 0
    assert await post.rungs(play) == [
        ("w1", "messenger", "skipped", "not_configured"),
        ("w1", "sms", "skipped", "not_configured"),
        ("w1", "call", "sent", "asked"),
    ]
    (call,) = await post.facts(play.universe, "CallAsked")
    assert call["leader"] == "s", "a leader who is in the drill"


async def test_a_way_named_is_the_only_one_used(post: Post) -> None:
    play = await begun(post.district, inject(1, 6000, reported(1)))
    await offered(play)
    await climbed(post, play, post.courier(play, "sms"))
    assert post.sent() == [("sms", "154-w1")]


async def test_a_table_top_exercise_never_sends_anything(post: Post) -> None:
    play = await begun(post.district, inject(1, 0, ContactInject()), form="tabletop")
    await offered(play)
    await came(play)
    await climbed(post, play, post.courier(play, "wecom", "sms"))
    assert post.server.asked == 0
    assert await post.rungs(play) == []


async def came(play: Play) -> None:
    """What is due is given."""
    while (done := await pass_due(play.desk)) is not None and done.entries:
        pass


async def test_a_contact_test_tries_the_ways_named_for_drills_with_who_has_not_answered(post: Post) -> None:
    """Whose page is closed is tried at once; who answers on the screen in time is sent nothing; nobody is called."""
    post.district.phones.alive.discard("w2")
    play = await begun(post.district, inject(1, 0, ContactInject(to=["w1", "w2", "s"])), form="contact")
    await offered(play)
    await came(play)
    (notice,) = await post.facts(play.universe, "InjectGiven")
    courier = post.courier(play, "wecom", "sms")
    await courier.drained()
    assert post.sent() == [("wecom", "w2")]
    await play.send("w1", "drill.answer", inject=notice["inject"])
    for seconds in (16, 21, 60):
        await post.goes_by(play, seconds)
        await courier.drained()
    assert sorted(post.sent()) == [("sms", "154-s"), ("sms", "154-w2"), ("wecom", "s"), ("wecom", "w2")]
    assert all(one.text.startswith("【演练】") and "点名抽查" in one.text for one in post.server.taken)
    assert await post.facts(play.universe, "CallAsked") == [], "that one cannot be reached is what it is to find out"
    await play.send("w2", "drill.answer", inject=notice["inject"])
    await play.send("s", "drill.answer", inject=notice["inject"])
    await courier.drained()
    assert len(await post.facts(play.universe, "LadderClosed")) == 1
    assert await differences(post.district.engine, play.universe) == []


async def test_a_contact_test_says_by_default_that_no_way_is_configured(post: Post) -> None:
    play = await begun(post.district, inject(1, 0, ContactInject(to=["w1"])), form="contact")
    await came(play)
    await climbed(post, play, post.courier(play))
    assert post.server.asked == 0
    assert {one[3] for one in await post.rungs(play)} == {"not_configured"}


async def test_a_drill_that_is_paused_or_over_sends_nothing_and_says_nothing_more(post: Post) -> None:
    play = await begun(post.district, inject(1, 6000, reported(1)))
    courier = post.courier(play, "wecom", "sms")
    await play.send("op", "rollcall.open", area="460107001001", within_s=300)
    await play.send("wl", "drill.pause")
    await climbed(post, play, courier)
    assert post.server.asked == 0
    await play.send("wl", "drill.resume")
    await post.goes_by(play, 31)
    await courier.drained()
    assert "w1" in {to for _, to in post.sent()}, "it goes on with the drill"
    await play.send("wl", "drill.stop", why="done")
    count = post.server.asked
    await post.goes_by(play, 600)
    await courier.drained()
    assert post.server.asked == count
    assert (await post.facts(play.universe))[-1]["type"] == "DrillEnded"


async def test_a_pause_is_nobodys_delay_the_ladder_goes_on_where_it_stood(post: Post) -> None:
    """A roll-call waits thirty seconds before a messenger, forty before an SMS: of the drill's running time."""
    play = await begun(post.district, inject(1, 6000, reported(1)))
    courier = post.courier(play, "wecom", "sms")
    await play.send("op", "rollcall.open", area="460107001001", within_s=3600)

    async def stood_still() -> None:
        await play.send("wl", "drill.pause")
        await post.goes_by(play, 900)
        await play.send("wl", "drill.resume")
        await courier.drained()

    await post.goes_by(play, 20)
    await stood_still()
    assert post.sent() == [], "only twenty of the thirty seconds have run"
    await post.goes_by(play, 11)
    await courier.drained()
    assert {way for way, _ in post.sent()} == {"wecom"}
    await post.goes_by(play, 30)
    await stood_still()
    assert {way for way, _ in post.sent()} == {"wecom"}, "thirty of the forty seconds"
    await post.goes_by(play, 11)
    await courier.drained()
    assert {way for way, _ in post.sent()} == {"wecom", "sms"}
    assert await differences(post.district.engine, play.universe) == []


async def test_whom_real_work_took_out_is_sent_nothing_more_of_the_drill(post: Post) -> None:
    play = await begun(post.district, inject(1, 6000, reported(1)))
    await play.send("op", "rollcall.open", area="460107001001", within_s=300)
    await drills.take_out(play.desk, "w1")
    await post.goes_by(play, 31)
    await post.courier(play, "wecom").drained()
    assert "w1" not in {to for _, to in post.sent()}


async def test_real_work_between_the_lease_and_the_sending_stops_it(post: Post) -> None:
    play = await begun(post.district, inject(1, 6000, reported(1)))
    await play.send("op", "rollcall.open", area="460107001001", within_s=300)
    courier, lease = post.courier(play, "wecom"), deliveries.lease

    async def taken_in_between(*given: Any) -> Any:
        leased = await lease(*given)
        await play.send("wl", "drill.pause")
        return leased

    await post.goes_by(play, 31)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deliveries, "lease", taken_in_between)
        await courier.drained()
    assert post.server.asked == 0
    assert await post.rungs(play) == []


async def test_the_same_matter_in_the_district_and_in_a_drill_are_two_deliveries(post: Post) -> None:
    """Who was told upward is known by a ledger's number, and every ledger counts from 1."""
    play = await begun(post.district, inject(1, 6000, reported(1)))
    asked = deliveries.Asked(
        about="told:s:7", person="s", asked_at=await play.desk.look(lambda d: d.now), priority=1, area=DISTRICT
    )
    for place in (DISTRICT, play.universe):
        (leased,) = await deliveries.lease(post.district.engine, place, [(asked, "messenger")])
        await deliveries.finish(post.district.engine, place, leased, "sent")
    assert await deliveries.lease(post.district.engine, play.universe, [(asked, "messenger")]) == []


def test_the_settings_say_what_a_drill_may_use() -> None:
    assert drill_ways_of(load_settings({}, wecom_corp_id="x", sms_url="http://a.example")) == ()
    given = load_settings({}, wecom_corp_id="x", drill_messages=["wecom", "sms"])
    assert drill_ways_of(given) == ("wecom",), "what is named and is there"
    assert drill_ways_of(load_settings({}, demo=True, drill_messages=["sms"])) == ("sms",)


async def test_the_drills_process_climbs_the_ladder_of_each_drill(wire: Wire) -> None:
    async with post_of(wire.district) as post:
        ours = {"wecom_url": post.server.url, "wecom_corp_id": "x", "drill_messages": ["wecom"]}
        wire.settings = msgspec.structs.replace(wire.settings, **ours)
        await wire.alive("w1", "op", "co", "s")
        play = await begun(wire.district, inject(1, 0, reported(1, category="grid.medical")))

        async def offered() -> object:
            return await post.facts(play.universe, "OfferMade")

        async with drills_process(wire), asyncio.timeout(40):
            async with commits(wire.district.engine) as written:
                await written.until(offered)
            while not post.server.taken:
                await post.goes_by(play, 8)
                await asyncio.sleep(0.5)  # time is moved on by steps; what is sent, the courier finds at its next look
    assert post.server.taken[0].text.startswith("【演练】")
    assert not await post.facts(DISTRICT, "RungTried")
