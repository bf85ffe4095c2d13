"""Several people at one incident, as tables and ledger keep them."""

from command.clock import now
from command.domain import facts as f
from command.service.deadlines import offer_waiting
from command.service.desk import Desk
from command.service.replay import differences
from command.store import deadlines, universe
from tests.district import DISTRICT, District, report
from tests.service.busy import clear_due, facts


async def test_a_lead_and_a_helper_are_kept_side_by_side_and_replayed_the_same(district: District) -> None:
    """P11 and P6 with a place beside the lead, through a restart and through silence."""
    district.phones.alive = {"w1", "w2", "w3"}
    for worker in ("w1", "w2", "w3"):
        await district.send(worker, "duty.check_in", at=now())
    (lead,) = [x for x in facts(await district.send("w4", "report.submit", **report(1))) if isinstance(x, f.OfferMade)]
    await district.send(lead.person, "offer.answer", offer=lead.offer, answer="accept")
    called = facts(await district.send(lead.person, "report.submit", **report(1)))
    (asked,) = [fact for fact in called if isinstance(fact, f.OfferMade)]
    assert (asked.part, asked.incident) == ("co", lead.incident)
    assert await differences(district.engine, DISTRICT) == []
    district.desk = Desk(district.engine, DISTRICT, district.areas, district.phones)
    await universe.fast_forward(district.engine, DISTRICT, 301)
    done = await clear_due(district.desk)
    assert [type(fact).__name__ for fact in done][:2] == ["OfferClosed", "OfferMade"]
    helped = done[1]
    assert isinstance(helped, f.OfferMade)
    await district.send(helped.person, "offer.answer", offer=helped.offer, answer="accept")
    assert await differences(district.engine, DISTRICT) == []
    assert await deadlines.without(district.engine, DISTRICT) == []


async def test_a_phone_that_reconnects_while_on_duty_is_offered_what_waits_at_once(district: District) -> None:
    district.phones.alive = {"w1"}
    await district.send("w1", "duty.check_in", at=now())
    district.phones.alive = set()
    told = facts(await district.send("w4", "report.submit", **report(1)))
    assert any(isinstance(fact, f.NobodyAvailable) for fact in told)
    district.phones.alive = {"w1"}
    done = await offer_waiting(district.desk, ["w1"])
    assert done is not None
    (offered,) = facts(done)
    assert isinstance(offered, f.OfferMade)
    assert offered.person == "w1"
    assert await offer_waiting(district.desk, ["w1"]) is None, "nothing waits any more"
