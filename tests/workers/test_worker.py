"""Intake, relay and clock together: from the inbox to the live stream."""

from command.clock import now
from realtime import keys
from tests.district import DISTRICT, report
from tests.workers.conftest import Wire, working


async def test_a_report_in_the_inbox_becomes_an_offer_on_the_live_stream(wire: Wire) -> None:
    await wire.alive("w1", "w2")
    async with working(wire.settings, wire.district):
        await wire.put("w1", "duty.check_in", at=now())
        sent = await wire.put("w2", "report.submit", "routine", **report(1))
        stored = await wire.fact("ReportStored", request=sent.id)
        offer = await wire.fact("OfferMade", incident=stored["incident"])
        assert offer["person"] == "w1"
        numbers = [fact["number"] for fact in await wire.facts(offer["number"])]
        assert numbers == list(range(1, offer["number"] + 1)), "gap-free, in order, from the first fact on"


async def test_a_resend_is_decided_once_and_other_content_under_the_same_id_is_refused(wire: Wire) -> None:
    async with working(wire.settings, wire.district):
        first = await wire.put("w2", "report.submit", **report(1, category="grid.dispute"))
        await wire.put_again(first)
        await wire.put("w2", "report.submit", **{**report(1, category="grid.dispute", text="other"), "id": first.id})
        refused = await wire.fact("RequestRefused", request=first.id)
        assert refused["refusal"]["code"] == "id_conflict"
        filed = [f for f in await wire.facts(refused["number"]) if f["type"] == "IncidentFiled"]
        assert len(filed) == 1


async def test_what_is_acknowledged_leaves_the_inbox_and_nothing_else(wire: Wire) -> None:
    async with working(wire.settings, wire.district):
        last = [await wire.put("w2", "report.submit", **report(n % 4 + 1)) for n in range(30)][-1]
        await wire.fact("ReportStored", request=last.id)
    async with working(wire.settings, wire.district):
        again = await wire.put("w3", "report.submit", **report(1))
        await wire.fact("ReportStored", request=again.id)
        await wire.redis.xlen(keys.inbox(DISTRICT, "urgent"))
