"""One report travels through the desk: filed, offered, accepted, worked on, closed."""

from command.domain import facts as f
from command.service.desk import Committed
from command.service.seal import opened
from command.store import snapshot
from tests.district import District, report


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
