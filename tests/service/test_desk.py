"""One report travels through the desk: filed, offered, accepted, worked on, closed."""

from command.clock import now
from command.domain import facts as f
from command.service.deadlines import pass_due
from command.service.desk import Committed
from command.service.seal import opened
from command.store import snapshot, universe
from tests.district import DISTRICT, GRIDS, District, report
from tests.domain.storms import request_of, ring, westward


def facts(done: Committed) -> list[f.AnyFact]:
    return [opened(entry.body) for entry in done.entries]


def kinds(done: Committed) -> list[str]:
    return [entry.type for entry in done.entries]


async def test_a_report_is_filed_and_offered_to_the_grids_own_worker_then_done_and_closed(district: District) -> None:
    district.phones.alive = {"w1", "w2"}
    for worker in ("w1", "w2"):
        await district.send(worker, "duty.check_in", at=report()["at"])
    filed = await district.send("w2", "report.submit", **report(1, category="event.0101", text="垃圾成堆"))
    assert kinds(filed) == ["IncidentFiled", "ReportStored", "OfferMade"]
    offer = facts(filed)[2]
    assert isinstance(offer, f.OfferMade)
    assert offer.person == "w1"
    assert offer.reason.tier == "own_grid"
    taken = await district.send("w1", "offer.answer", offer=offer.offer, answer="accept")
    made = facts(taken)[0]
    assert isinstance(made, f.AssignmentMade)
    for step in ("en_route", "on_scene", "done"):
        told = {"assignment": made.assignment, "to": step, "at": report()["at"], "note": "已清运"}
        moved = await district.send("w1", "assignment.advance", **told)
        assert kinds(moved) == ["AssignmentChanged"]
    closed = await district.send("op", "incident.close", incident=made.incident, note="看过")
    assert kinds(closed) == ["IncidentVerified", "IncidentClosed"]
    assert (await snapshot.read(district.engine, "460107")).picture.incidents == {}


async def test_after_an_outage_the_storm_is_looked_at_before_anybody_is_sent_anywhere(district: District) -> None:
    """The peak came while no clock ran: what is due to be tried again is held, not offered to whoever is there now."""
    lat, lon = GRIDS["460107001001001"]
    track = westward(now(), lat, lon, east_km=112, circles=[ring(7, 250), ring(10, 100)], hours=18, issued_after=0)
    await district.send("co", "storm.track", **request_of(track))
    await district.send("op", "report.submit", **report(1, category="grid.medical", hazard="life"))
    while (done := await pass_due(district.desk)) is not None and done.entries:
        assert "OfferMade" not in kinds(done)
    district.phones.alive.add("w2")
    await district.desk.record([f.DutyStarted(person="w2", name="w2")])
    await universe.fast_forward(district.engine, DISTRICT, 3600)
    done = await pass_due(district.desk)
    assert done is not None
    assert "OutdoorPeakBegan" in kinds(done)
    assert "DispatchHeld" in kinds(done)
    assert "OfferMade" not in kinds(done)
