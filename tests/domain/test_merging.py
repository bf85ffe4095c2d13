"""Another report of the same matter is added to the open incident, and never lost in it."""

from datetime import timedelta

import pytest

from command.domain import facts as f
from tests.domain.builder import World, addressed, kinds, none, only, small_world


@pytest.fixture
def world() -> World:
    return small_world()


def test_the_same_category_within_fifty_metres_is_added_and_answered_so(world: World) -> None:
    first = only(world.report("w1"), f.IncidentFiled)
    done = world.report("w2", north_m=49)
    assert kinds(done) == ["ReportMerged", "ReportStored"]
    stored, merged = only(done, f.ReportStored), only(done, f.ReportMerged)
    assert (stored.outcome, stored.incident) == ("merged", first.incident)
    assert merged.distance_m == 49
    assert world.incident.reports == 2
    assert world.incident.reporters == ["w1", "w2"]


def test_fifty_one_metres_away_it_is_another_incident(world: World) -> None:
    world.report("w1")
    assert only(world.report("w2", north_m=51), f.ReportStored).outcome == "filed"


def test_distance_is_measured_from_the_first_report_so_that_a_chain_of_reports_never_wanders_off(world: World) -> None:
    world.report("w1")
    assert only(world.report("w2", north_m=40), f.ReportStored).outcome == "merged"
    assert only(world.report("w3", north_m=80), f.ReportStored).outcome == "filed"


def test_of_two_open_incidents_the_nearer_is_the_one_it_is_added_to(world: World) -> None:
    world.report("w1")
    near = only(world.report("w2", north_m=60), f.IncidentFiled)
    done = world.report("w3", north_m=45)
    assert (only(done, f.ReportMerged).incident, only(done, f.ReportMerged).distance_m) == (near.incident, 15)


def test_another_category_at_the_same_place_is_another_incident(world: World) -> None:
    world.report("w1")
    assert only(world.report("w2", category="event.0404"), f.ReportStored).outcome == "filed"


def test_a_day_after_the_latest_report_it_is_another_incident_and_each_report_starts_the_day_anew(world: World) -> None:
    world.report("w1")
    world.now += timedelta(hours=24)
    assert only(world.report("w2"), f.ReportStored).outcome == "merged"
    world.now += timedelta(hours=24)
    assert only(world.report("w3"), f.ReportStored).outcome == "merged"
    world.now += timedelta(hours=24, seconds=1)
    assert only(world.report("w4"), f.ReportStored).outcome == "filed"


@pytest.mark.parametrize(
    "category", ["grid.medical", "grid.lost_person", "grid.dispute", "grid.call_button", "grid.special_need"]
)
def test_two_people_are_never_taken_for_one(world: World, category: str) -> None:
    world.report("w1", category=category)
    assert only(world.report("w2", category=category), f.ReportStored).outcome == "filed"


def test_what_was_settled_is_never_merged_into_what_is_open(world: World) -> None:
    world.report("w1")
    done = world.report("w2", disposition="settled")
    assert kinds(done) == ["IncidentFiled", "ReportStored", "IncidentClosed"]
    assert world.incident.reports == 1


def test_what_is_closed_takes_no_more_reports(world: World) -> None:
    world.report("w1")
    world.send("op", "incident.close", incident=world.incident.id, outcome="no_action", note="退水了")
    assert only(world.report("w2"), f.ReportStored).outcome == "filed"


def test_a_call_for_help_after_the_work_was_reported_done_is_not_swallowed_by_it(world: World) -> None:
    world.on_duty("w1", "w2")
    world.report("w3")
    world.answer("w1", "accept")
    world.advance("w1", "done")
    done = world.report("w4")
    assert kinds(done) == ["IncidentFiled", "ReportStored", "OfferMade"]


def test_a_report_while_somebody_is_at_work_is_added_and_the_handler_hears_of_it(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    world.answer("w1", "accept")
    assert kinds(world.report("w4")) == ["ReportMerged", "ReportStored"]
    assert addressed(world, f.ReportMerged) == {"w1"}


def test_it_may_raise_the_priority_with_its_reasons_but_never_lower_it(world: World) -> None:
    world.report("w1")
    raised = only(world.report("w2", hazard="life"), f.ReportMerged)
    assert (raised.raised, raised.priority, raised.reasons) == (True, 1, ["hazard_life"])
    again = only(world.report("w3", hazard="property"), f.ReportMerged)
    assert (again.raised, again.priority, again.reasons) == (False, 1, ["hazard_life"])
    assert (world.incident.priority, world.incident.reasons) == (1, ["hazard_life"])


def test_a_raised_priority_raises_the_open_offer_and_shortens_its_answer_limit(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    world.wait(10)
    merged = only(world.report("w4", hazard="life"), f.ReportMerged)
    (offer,) = world.picture.offers.values()
    assert merged.next is not None
    assert offer.priority == 1
    assert offer.answer_by == merged.next.due == world.now + timedelta(seconds=60)
    assert addressed(world, f.ReportMerged) == {"w1"}
    assert only(world.wait(60), f.OfferClosed).why == "expired"


def test_a_raised_priority_never_gives_more_time_than_was_left(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    (offer,) = world.picture.offers.values()
    due = offer.answer_by
    world.wait(270)
    assert only(world.report("w4", hazard="life"), f.ReportMerged).next is None
    assert world.incident.next is not None
    assert world.incident.next.due == offer.answer_by == due


def test_a_raised_priority_raises_the_running_assignment_and_shortens_its_arrival(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    world.answer("w1", "accept")
    world.report("w4", hazard="life")
    (held,) = world.picture.assignments.values()
    assert held.priority == 1
    assert world.incident.next is not None
    assert (world.incident.next.kind, world.incident.next.due) == ("arrive", world.now + timedelta(minutes=15))


def test_a_raised_priority_while_nobody_can_be_sent_asks_those_busy_with_less_urgent_things_at_once(
    world: World,
) -> None:
    world.on_duty("w1")
    world.report("w2", category="event.0404")
    world.answer("w1", "accept")
    assert not none(world.report("w3"), f.NobodyAvailable)
    done = world.report("w4", hazard="life")
    assert kinds(done) == ["ReportMerged", "ReportStored", "OfferMade"]
    assert only(done, f.OfferMade).person == "w1"


def test_taking_it_oneself_takes_over_what_nobody_has_yet_and_frees_whoever_was_asked(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    waiting = world.report("w4", category="event.0404")
    assert not none(waiting, f.NobodyAvailable)
    done = world.report("w2", disposition="mine")
    assert kinds(done) == ["ReportMerged", "ReportStored", "OfferClosed", "AssignmentMade", "OfferMade"]
    assert only(done, f.OfferClosed).why == "withdrawn"
    assert only(done, f.AssignmentMade).person == "w2"
    assert only(done, f.OfferMade).person == "w1"


def test_taking_it_oneself_while_somebody_has_it_changes_nothing_for_them(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    world.answer("w1", "accept")
    assert kinds(world.report("w2", disposition="mine")) == ["ReportMerged", "ReportStored"]
    assert world.incident.handler == "w1"


def test_who_asks_for_help_with_it_is_no_longer_asked_to_go(world: World) -> None:
    world.on_duty("w1", "w2")
    world.report("w3")
    done = world.report("w1")
    assert kinds(done) == ["ReportMerged", "ReportStored", "OfferClosed", "OfferMade"]
    assert only(done, f.OfferMade).person == "w2"


def test_everybody_who_reported_is_told_the_outcome(world: World) -> None:
    world.report("w1")
    world.report("w2", north_m=10)
    world.report("op", north_m=20)
    world.send("wl", "incident.close", incident=world.incident.id, outcome="no_action", note="退水了")
    assert addressed(world, f.IncidentClosed) == {"w1", "w2", "op", "wl"}


def test_a_report_that_was_merged_keeps_its_own_words_in_the_timeline(world: World) -> None:
    world.report("w1", text="积水")
    merged = only(world.report("w2", text="车被困", caller={"name": "李"}), f.ReportMerged)
    assert (merged.text, merged.caller, merged.reporter) == ("车被困", f.Caller(name="李"), "w2")
    assert world.incident.text == "积水"
