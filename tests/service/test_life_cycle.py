"""Lives of incidents on a real desk: what is over is still known, whoever asks again is told the same."""

from typing import Any

import msgspec
import pytest

from command.clock import new_id, now
from command.domain import facts as f
from command.service.desk import Committed, Desk
from command.service.intake import ConflictingId, Received, canonical, perform, set_aside, take
from command.store import ledger, requests, universe
from tests.district import DISTRICT, District, received, report
from tests.service.busy import clear_due, facts, kinds, must_hold, picture_of, resent


@pytest.fixture
async def filed(district: District) -> f.OfferMade:
    """w1 is asked about a flooded road that w4 reported; w2 is next."""
    district.phones.alive = {"w1", "w2"}
    for worker in ("w1", "w2"):
        await district.send(worker, "duty.check_in", at=now())
    done = facts(await district.send("w4", "report.submit", **report(1)))
    (offer,) = [fact for fact in done if isinstance(fact, f.OfferMade)]
    return offer


def refusal(done: Committed) -> f.RefusalInfo:
    (fact,) = facts(done)
    assert isinstance(fact, f.RequestRefused), fact
    return fact.refusal


async def restarted(district: District) -> None:
    """The process is another one: it knows only what the database knows."""
    district.desk = Desk(district.engine, DISTRICT, district.areas, district.phones)


async def test_a_late_accept_is_refused_with_why_even_by_a_process_that_never_saw_the_offer(
    district: District, filed: f.OfferMade
) -> None:
    await universe.fast_forward(district.engine, DISTRICT, 301)
    assert [type(fact).__name__ for fact in await clear_due(district.desk)] == ["OfferClosed", "OfferMade"]
    await restarted(district)
    told = refusal(await district.send("w1", "offer.answer", offer=filed.offer, answer="accept"))
    assert (told.code, told.data) == ("offer_closed", {"why": "expired"})
    told = refusal(await district.send("w3", "offer.answer", offer=filed.offer, answer="accept"))
    assert told.code == "offer_unknown", "somebody else's offer, though it is over"


async def test_what_is_over_is_told_so_by_a_process_that_never_saw_it(district: District, filed: f.OfferMade) -> None:
    made = facts(await district.send("w1", "offer.answer", offer=filed.offer, answer="accept"))[0]
    assert isinstance(made, f.AssignmentMade)
    await district.send("w1", "assignment.advance", assignment=made.assignment, to="done", at=now(), note="水已退")
    await district.send("op", "incident.close", incident=made.incident)
    await restarted(district)
    again = await district.send("w1", "assignment.advance", assignment=made.assignment, to="done", at=now())
    assert refusal(again).code == "assignment_over"
    theirs = await district.send(
        "w2", "assignment.advance", assignment=made.assignment, to="done", at=now(), reason="x"
    )
    assert refusal(theirs).code == "assignment_unknown"
    closed = refusal(await district.send("op", "incident.close", incident=made.incident))
    assert (closed.code, closed.data) == ("incident_over", {"status": "closed"})
    assert refusal(await district.send("op", "incident.close", incident=new_id())).code == "incident_unknown"


async def test_ids_of_another_person_are_of_no_use(district: District, filed: f.OfferMade) -> None:
    for thief in ("w2", "w3"):
        for answer in ("accept", "decline"):
            told = refusal(await district.send(thief, "offer.answer", offer=filed.offer, answer=answer, reason="我来"))
            assert told.code == "offer_unknown"
    made = facts(await district.send("w1", "offer.answer", offer=filed.offer, answer="accept"))[0]
    assert isinstance(made, f.AssignmentMade)
    for to in ("en_route", "done", "failed"):
        data = {"assignment": made.assignment, "to": to, "at": now(), "reason": "我来"}
        assert refusal(await district.send("w2", "assignment.advance", **data)).code == "assignment_unknown"
    assert (await picture_of(district)).incidents[made.incident].status == "assigned"
    await must_hold(district, [])


async def test_a_sender_nobody_knows_is_refused_on_record(district: District) -> None:
    assert refusal(await district.send("ghost", "report.submit", **report(1))).code == "not_allowed"


async def test_a_request_sent_again_changes_nothing_and_keeps_its_outcome(district: District) -> None:
    one = received("w4", "report.submit", **report(1))
    first = await take(district.desk, [one], district.areas)
    before = (await requests.look_up(district.engine, district.desk.universe, [one.key]))[one.key]
    await restarted(district)
    again = await take(district.desk, [one, one, one], district.areas)
    assert again.entries == []
    after = (await requests.look_up(district.engine, district.desk.universe, [one.key]))[one.key]
    assert after == before
    stored = next(fact for fact in facts(first) if isinstance(fact, f.ReportStored))
    told = msgspec.json.decode(after.outcome)
    assert told == {"status": "stored", "report": stored.report, "incident": stored.incident, "outcome": "filed"}


async def test_a_refusal_sent_again_keeps_its_outcome_too(district: District) -> None:
    one = received("w4", "report.submit", **report(1, place={"lat": 31.0, "lon": 121.0}))
    assert refusal(await take(district.desk, [one], district.areas)).code == "outside_district"
    assert (await take(district.desk, [one], district.areas)).entries == []
    known = (await requests.look_up(district.engine, district.desk.universe, [one.key]))[one.key]
    assert msgspec.json.decode(known.outcome)["refusal"]["code"] == "outside_district"


async def test_the_same_id_with_other_content_is_a_conflict_also_within_one_batch(district: District) -> None:
    one = received("w4", "report.submit", **report(1))
    done = await take(district.desk, [one, resent(one, text="别的")], district.areas)
    assert kinds(done) == ["IncidentFiled", "ReportStored", "NobodyAvailable", "RequestRefused"]
    later = await take(district.desk, [resent(one, hazard="life")], district.areas)
    assert refusal(later).code == "id_conflict"
    (incident,) = (await picture_of(district)).incidents.values()
    assert (incident.text, incident.priority) == ("", 3)


async def test_the_order_of_members_is_not_content(district: District) -> None:
    one = received("w4", "report.submit", **report(1))
    data: dict[str, Any] = msgspec.json.decode(one.body)
    turned = dict(reversed(list(data.items())))
    again = Received(one.method, one.sender, one.id, msgspec.json.encode(turned), canonical(turned), one.at_ms)
    await take(district.desk, [one], district.areas)
    assert (await take(district.desk, [again], district.areas)).entries == []


async def test_the_same_id_of_another_sender_or_method_is_another_request(district: District) -> None:
    id_ = new_id()
    for sender in ("w1", "w2"):
        done = await take(district.desk, [received(sender, "report.submit", **report(1, id=id_))], district.areas)
        assert "ReportStored" in kinds(done)
    done = await take(district.desk, [received("w1", "duty.check_in", id=id_, at=now())], district.areas)
    assert kinds(done) == ["DutyStarted"]


BAD: list[tuple[str, bytes]] = [
    ("report.submit", b""),
    ("report.submit", b"null"),
    ("report.submit", b"[]"),
    ("report.submit", b"{"),
    ("report.submit", b'{"id":"\xff"}'),
    ("report.submit", b'{"id": 7}'),
    ("offer.answer", b'{"unknown":1}'),
    ("no.such.method", b"{}"),
]


@pytest.mark.parametrize(("method", "body"), BAD)
async def test_bad_input_of_any_kind_is_refused_and_the_rest_of_its_batch_is_not_harmed(
    district: District, method: str, body: bytes
) -> None:
    bad = Received(method, "w1", new_id(), body, b"\0" * 32, 0)
    good = received("w4", "report.submit", **report(1))
    done = await take(district.desk, [bad, good], district.areas)
    assert kinds(done) == ["RequestRefused", "IncidentFiled", "ReportStored", "NobodyAvailable"]
    await must_hold(district, [bad, good])


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "零\x00字节"},
        {"caller": {"name": "\x00", "phone": ""}},
        {"category": "\x00"},
        {"place": {"building": "\x00"}},
        {"text": "x" * 2001},
        {"photos": ["not an id"]},
        {"at": "yesterday"},
        {"at": "2026-07-18T12:00:00"},
        {"place": {"lat": 1e308, "lon": 0}},
        {"place": {"lat": "20", "lon": 110}},
        {"hazard": "dragon"},
        {"colour": "red"},
        {"exercise": "e\x00"},
    ],
)
async def test_a_report_with_one_bad_member_is_refused_and_leaves_nothing(
    district: District, changed: dict[str, object]
) -> None:
    done = await district.send("w4", "report.submit", **report(1, **changed))
    assert refusal(done).reason in ("malformed", "impossible", "unknown")
    assert (await picture_of(district)).incidents == {}


@pytest.mark.parametrize(
    ("method", "data"),
    [
        ("offer.answer", {"offer": "\x00", "answer": "accept"}),
        ("assignment.advance", {"assignment": "a\x00", "to": "done", "at": "2026-07-18T12:00:00Z"}),
        ("incident.close", {"incident": "\x00"}),
        ("incident.reassign", {"incident": "x", "reason": "\x00"}),
        ("task.close", {"task": "\x00"}),
    ],
)
async def test_an_id_that_no_database_could_hold_is_refused(
    district: District, method: str, data: dict[str, object]
) -> None:
    assert refusal(await district.send("op", method, **data)).code == "invalid"


async def test_every_kind_of_writing_comes_back_as_it_was_sent(district: District) -> None:
    text = "“引号” \\ / \n\t🌊 \u2028 é \x7f <script>"
    await district.send("op", "report.submit", **report(1, text=text, caller={"name": text, "phone": "1"}))
    (incident,) = (await picture_of(district)).incidents.values()
    assert incident.caller is not None
    assert (incident.text, incident.caller.name) == (text, text)
    await must_hold(district, [])


async def test_an_entry_set_aside_answers_its_sender_opens_a_task_and_is_not_decided_later(district: District) -> None:
    one = received("w4", "report.submit", **report(1))
    done = await set_aside(district.desk, one, "1-0", b"fields", "it broke", token=None)
    assert kinds(done) == ["EntrySetAside", "RequestRefused"]
    (task,) = (await picture_of(district)).tasks.values()
    assert (task.sender, task.error) == ("w4", "it broke")
    assert (await take(district.desk, [one], district.areas)).entries == []
    assert (await set_aside(district.desk, one, "1-0", b"fields", "it broke", token=None)).entries == []
    assert kinds(await district.send("op", "task.close", task=task.id, note="补录")) == ["TaskDone"]
    await must_hold(district, [one])


async def test_what_a_coordinator_asks_over_http_has_the_outcome_of_its_first_time(
    district: District, filed: f.OfferMade
) -> None:
    data: dict[str, object] = {"id": new_id(), "incident": filed.incident, "reason": "误报"}
    first = await perform(district.desk, "wl", "incident.void", data, district.areas)
    again = await perform(district.desk, "wl", "incident.void", data, district.areas)
    assert first == again
    with pytest.raises(ConflictingId):
        await perform(district.desk, "wl", "incident.void", {**data, "reason": "别的"}, district.areas)


async def test_a_process_that_hears_no_phones_reassigns_without_saying_that_nobody_can_be_sent(
    district: District, filed: f.OfferMade
) -> None:
    deaf = Desk(district.engine, DISTRICT, district.areas)
    data: dict[str, object] = {"id": new_id(), "incident": filed.incident, "reason": "换人"}
    await perform(deaf, "op", "incident.reassign", data, district.areas)
    last = await ledger.read_after(district.engine, DISTRICT, 0, 1000)
    assert [entry.type for entry in last][-2:] == ["IncidentReassigned", "OfferClosed"]
    (offer,) = await clear_due(district.desk)
    assert isinstance(offer, f.OfferMade)
    assert offer.person == "w2"


async def test_a_raised_priority_is_in_the_tables_of_offer_and_deadline(district: District, filed: f.OfferMade) -> None:
    await district.send("w3", "report.submit", **report(1, hazard="life"))
    await must_hold(district, [])
    (offer,) = (await picture_of(district)).offers.values()
    assert offer.priority == 1
    await universe.fast_forward(district.engine, DISTRICT, 61)
    assert [type(fact).__name__ for fact in await clear_due(district.desk)] == ["OfferClosed", "OfferMade"]


async def test_reports_of_one_batch_see_each_other(district: District) -> None:
    batch = [received(w, "report.submit", **report(1)) for w in ("w1", "w2", "w3")]
    done = await take(district.desk, batch, district.areas)
    outcomes = [fact.outcome for fact in facts(done) if isinstance(fact, f.ReportStored)]
    assert outcomes == ["filed", "merged", "merged"]
    await must_hold(district, batch)


async def test_whoever_comes_on_duty_while_many_wait_is_asked_in_the_same_transaction(district: District) -> None:
    for n in range(12):
        await district.send("w4", "report.submit", **report(n % 3 + 1, category="grid.dispute"))
    district.phones.alive = {"w1"}
    came = await district.send("w1", "duty.check_in", at=now())
    (offer,) = [fact for fact in facts(came) if isinstance(fact, f.OfferMade)]
    assert offer.reason.together is not None, "settled for all who wait and all who are free"
    await must_hold(district, [])
