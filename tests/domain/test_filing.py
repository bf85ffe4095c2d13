"""立案: what becomes of a report that is an incident of its own."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from command.domain import facts as f
from tests.domain.builder import START, World, addressed, grid, kinds, none, only, refused, small_world


@pytest.fixture
def world() -> World:
    return small_world()


def test_a_request_for_help_is_filed_answered_and_dispatched_at_once(world: World) -> None:
    world.on_duty("w1")
    done = world.report(text="水到膝盖")
    assert kinds(done) == ["IncidentFiled", "ReportStored", "OfferMade"]
    filed, stored = only(done, f.IncidentFiled), only(done, f.ReportStored)
    assert (stored.report, stored.incident, stored.outcome) == (filed.report, filed.incident, "filed")
    assert (filed.place.grid, filed.reporter, filed.reporter_name) == (grid(1), "reporter", "name of reporter")
    assert world.incident.text == "水到膝盖"


def test_what_the_sender_does_themselves_is_assigned_to_them_whether_or_not_others_are_nearer(world: World) -> None:
    world.on_duty("w1")
    done = world.report("w3", disposition="mine")
    assert kinds(done) == ["IncidentFiled", "ReportStored", "AssignmentMade"]
    made = only(done, f.AssignmentMade)
    assert (made.person, made.by, made.offer, made.next.kind) == ("w3", "w3", None, "arrive")
    assert world.incident.handler == "w3"


def test_what_was_settled_on_the_spot_is_filed_and_closed_at_once_and_never_offered(world: World) -> None:
    world.on_duty("w1", "w2")
    done = world.report("w1", disposition="settled")
    assert kinds(done) == ["IncidentFiled", "ReportStored", "IncidentClosed"]
    closed = only(done, f.IncidentClosed)
    assert (closed.outcome, closed.by) == ("settled", "w1")
    assert world.picture.incidents == {}
    assert world.wait(7 * 86400) == []


def test_an_operator_cannot_take_an_incident_for_themselves(world: World) -> None:
    assert refused(world.report("op", disposition="mine")) == "not_allowed"
    assert refused(world.report("co", disposition="mine")) == "not_allowed"


def test_a_supervisor_can_take_an_incident_for_themselves(world: World) -> None:
    assert only(world.report("s", disposition="mine"), f.AssignmentMade).person == "s"


def test_an_operators_report_keeps_who_called(world: World) -> None:
    world.report("op", caller={"name": "王阿姨", "phone": "13800000000"})
    assert world.incident.caller == f.Caller(name="王阿姨", phone="13800000000")


def test_an_unknown_category_is_refused_by_its_name(world: World) -> None:
    done = world.report(category="event.9999")
    assert refused(done) == "unknown_category"
    assert "event.9999" in only(done, f.RequestRefused).refusal.message


@pytest.mark.parametrize(
    "place", [{"lat": 30.0, "lon": 110.31}, {"grid": "460107009009009"}, {"building": "b1"}, {"facility": "f1"}, {}]
)
def test_a_place_that_is_not_in_the_district_is_refused_for_good(world: World, place: dict[str, object]) -> None:
    done = world.report(place=place)
    assert refused(done) == "outside_district"
    told = only(done, f.RequestRefused).refusal
    assert (told.reason, told.retry_after_s) == ("impossible", None)
    assert world.picture.incidents == {}


def test_a_report_for_an_exercise_that_does_not_exist_never_becomes_a_real_incident(world: World) -> None:
    assert refused(world.report(exercise="ex-1")) == "exercise_unknown"
    assert world.picture.incidents == {}


@pytest.mark.parametrize("off_s", [0, 299, -299, 300, -300])
def test_a_clock_up_to_five_minutes_off_is_believed(world: World, off_s: int) -> None:
    filed = only(world.report(at=START + timedelta(seconds=off_s)), f.IncidentFiled)
    assert (filed.reported_at, filed.clock_off_s) == (START + timedelta(seconds=off_s), None)


@pytest.mark.parametrize("off_s", [301, -301, 86400, -86400, -10 * 365 * 86400])
def test_a_clock_further_off_is_accepted_flagged_and_replaced_by_the_time_of_receipt(world: World, off_s: int) -> None:
    filed = only(world.report(at=START + timedelta(seconds=off_s)), f.IncidentFiled)
    assert (filed.reported_at, filed.clock_off_s) == (START, float(off_s))


@pytest.mark.parametrize("extreme", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_the_most_absurd_clock_breaks_nothing(world: World, extreme: str) -> None:
    filed = only(world.report(at=extreme), f.IncidentFiled)
    assert filed.reported_at == START
    assert filed.clock_off_s is not None


def test_times_are_kept_in_utc_whatever_the_phone_shows(world: World) -> None:
    beijing = START.astimezone(timezone(timedelta(hours=8)))
    filed = only(world.report(at=beijing), f.IncidentFiled)
    assert filed.reported_at == START
    assert filed.reported_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("data", "priority", "reasons"),
    [
        ({"hazard": "life"}, 1, ["hazard_life"]),
        ({"category": "grid.medical"}, 1, ["urgent_category"]),
        ({"category": "grid.fire", "hazard": "life"}, 1, ["hazard_life", "urgent_category"]),
        ({"category": "grid.gas"}, 1, ["urgent_category"]),
        ({"category": "event.0401"}, 1, ["urgent_category"]),
        ({"category": "event.0403"}, 1, ["urgent_category"]),
        ({"category": "grid.lost_person"}, 1, ["urgent_category"]),
        ({"hazard": "property"}, 2, ["hazard_property"]),
        ({"category": "grid.special_need"}, 2, ["special_need"]),
        ({}, 3, ["ordinary"]),
        ({"category": "grid.notice"}, 4, ["notice_category"]),
        ({"disposition": "settled"}, 4, ["settled_on_the_spot"]),
    ],
)
def test_the_priority_is_filed_with_all_its_reasons(
    world: World, data: dict[str, str], priority: int, reasons: list[str]
) -> None:
    filed = only(world.report(**data), f.IncidentFiled)
    assert (filed.priority, filed.reasons) == (priority, reasons)


@pytest.mark.parametrize(("hazard", "limit_s"), [("life", 60), ("property", 120), ("none", 300)])
def test_the_answer_limit_follows_the_priority(world: World, hazard: str, limit_s: int) -> None:
    world.on_duty("w1")
    offer = only(world.report(hazard=hazard), f.OfferMade)
    assert offer.answer_by == offer.next.due == world.now + timedelta(seconds=limit_s)


def test_a_notice_may_be_answered_within_ten_minutes(world: World) -> None:
    world.on_duty("w1")
    offer = only(world.report(category="grid.notice"), f.OfferMade)
    assert offer.answer_by == world.now + timedelta(seconds=600)


def test_the_answer_goes_to_the_sender_alone_and_the_filing_to_everybodys_picture(world: World) -> None:
    world.report("w3")
    assert addressed(world, f.ReportStored) == {"w3"}
    channels = {type(one.fact).__name__: one.channels for one in world.last}
    assert channels["ReportStored"] == ("staff:w3",)
    assert channels["IncidentFiled"] == ("picture:460107",)


def test_a_person_whose_account_was_closed_can_report_nothing(world: World) -> None:
    world.rights("w1", active=False)
    assert refused(world.report("w1")) == "not_allowed"
    assert none(world.report("w2"), f.RequestRefused)


def test_an_incident_is_filed_under_the_number_of_its_fact(world: World) -> None:
    before = world.picture.number
    world.report()
    assert world.incident.number == before + 1
    assert world.incident.filed_at == datetime(2026, 7, 18, 7, 30, tzinfo=UTC)
