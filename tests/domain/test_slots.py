"""协办: those who help beside the lead, each with an offer, a status and a time limit of their own."""

from typing import Any

import pytest

from command.domain import facts as f
from command.domain.kept.dispatch import Slot
from tests.domain.builder import World, addressed, kinds, none, only, small_world


@pytest.fixture
def world() -> World:
    """w1 leads a flooded road; w2, w3, w4 and w5 are on duty and free."""
    made = small_world()
    made.at_post("s", "op")
    made.on_duty("w1", "w2", "w3", "w4", "w5")
    made.report("w6")
    made.answer("w1", "accept")
    return made


def call(world: World, sender: str = "w1", **data: Any) -> list[f.AnyFact]:
    """Whoever is at work reports the same thing again and asks for help with it."""
    return world.report(sender, text="一个人抬不动", **data)


def slot_of(world: World) -> Slot:
    (slot,) = world.picture.slots.values()
    return slot


def test_a_handlers_own_call_for_help_sends_one_more(world: World) -> None:
    done = call(world)
    assert kinds(done) == ["ReportMerged", "ReportStored", "SlotOpened", "OfferMade"]
    asked = only(done, f.OfferMade)
    assert (asked.person, asked.part, asked.next) == ("w2", "co", None)
    assert world.incident.handler == "w1"
    assert world.incident.status == "assigned"


def test_who_only_reports_it_again_calls_nobody(world: World) -> None:
    assert kinds(world.report("w4")) == ["ReportMerged", "ReportStored"]


def test_a_call_for_help_is_answered_beside_the_lead_and_neither_status_nor_limit_of_the_lead_moves(
    world: World,
) -> None:
    before = world.incident.next
    call(world)
    made = only(world.answer("w2", "accept"), f.AssignmentMade)
    assert (made.part, made.next) == ("co", None)
    world.advance("w2", "on_scene", made.assignment)
    assert (world.incident.status, world.incident.handler, world.incident.next) == ("assigned", "w1", before)
    assert world.incident.crew == {"w2": "co"}


def test_two_jobs_of_one_person_keep_their_own_status(world: World) -> None:
    call(world)
    helping = only(world.answer("w2", "accept"), f.AssignmentMade)
    world.report("w6", n=2, category="event.0404", hazard="life")
    own = only(world.answer("w2", "accept"), f.AssignmentMade)
    world.advance("w2", "on_scene", own.assignment)
    assert world.picture.assignments[helping.assignment].status == "assigned"
    world.advance("w2", "done", own.assignment)
    assert world.picture.assignments[helping.assignment].status == "assigned"
    assert slot_of(world).handler == "w2"


def test_silence_beside_the_lead_asks_the_next_and_leaves_the_lead_alone(world: World) -> None:
    call(world)
    done = world.wait(301)
    assert kinds(done) == ["OfferClosed", "OfferMade"]
    assert only(done, f.OfferMade).person == "w3"
    assert world.incident.status == "assigned"


def test_a_decline_beside_the_lead_asks_the_next(world: World) -> None:
    call(world)
    assert kinds(world.answer("w2", "decline")) == ["OfferClosed", "OfferMade"]
    assert slot_of(world).tried == {"w2": "declined"}


def test_nobody_to_help_is_said_with_numbers_and_told_upward_and_tried_again(world: World) -> None:
    world.alive -= {"w2", "w3", "w4", "w5"}
    unfilled = only(call(world), f.SlotUnfilled)
    assert unfilled.tally == f.Tally(people=8, off_duty=3, busy=1, unreachable=4)
    assert (unfilled.level, unfilled.told) == (1, ["s"])
    assert addressed(world, f.SlotUnfilled) == {"s"}
    world.alive.add("w5")
    assert only(world.wait(120), f.OfferMade).person == "w5"


def test_who_comes_on_duty_is_offered_a_place_that_waits_at_once(world: World) -> None:
    world.alive -= {"w2", "w3", "w4", "w5"}
    call(world)
    world.alive.add("w6")
    assert kinds(world.send("w6", "duty.check_in")) == ["DutyStarted"], "they reported it"
    world.alive.add("w1b")
    offered = only(world.send("w1b", "duty.check_in"), f.OfferMade)
    assert (offered.person, offered.part) == ("w1b", "co")


def test_a_helper_who_does_not_come_is_asked_then_replaced(world: World) -> None:
    call(world)
    world.answer("w2", "accept")
    world.advance("w1", "on_scene", world.incident.assignment)
    asked = only(world.wait(1800), f.ArrivalAsked)
    assert (asked.person, asked.next) == ("w2", None)
    done = world.wait(301)
    assert kinds(done) == ["AssignmentEnded", "OfferMade"]
    assert only(done, f.OfferMade).person == "w3"
    assert world.incident.status == "on_scene"


def test_a_helper_who_fails_is_replaced_and_one_who_is_done_is_not(world: World) -> None:
    call(world)
    first = only(world.answer("w2", "accept"), f.AssignmentMade)
    assert kinds(world.advance("w2", "failed", first.assignment)) == ["AssignmentChanged", "OfferMade"]
    second = only(world.answer("w3", "accept"), f.AssignmentMade)
    assert kinds(world.advance("w3", "done", second.assignment)) == ["AssignmentChanged"]
    assert not world.picture.slots
    assert world.incident.crew == {}


def test_when_the_lead_is_done_nobody_more_is_asked_but_who_is_at_work_goes_on(world: World) -> None:
    call(world)
    world.answer("w2", "accept")
    call(world, "w1", n=1)
    done = world.advance("w1", "done", world.incident.assignment)
    assert kinds(done) == ["AssignmentChanged", "OfferClosed", "SlotClosed"]
    assert world.incident.status == "handled"
    assert world.incident.crew == {"w2": "co"}


def test_closing_frees_everybody(world: World) -> None:
    call(world)
    world.answer("w2", "accept")
    world.advance("w1", "done", world.incident.assignment, note="水已退")
    closed = world.send("op", "incident.close", incident=world.incident.id)
    assert kinds(closed) == ["AssignmentEnded", "SlotClosed", "IncidentVerified", "IncidentClosed"]
    assert addressed(world, f.AssignmentEnded) == {"w2"}
    assert not world.picture.slots
    assert not world.picture.assignments


def test_a_helper_who_is_made_lead_leaves_the_place_beside_it(world: World) -> None:
    call(world)
    world.answer("w2", "accept")
    world.send("op", "incident.reassign", incident=world.incident.id, reason="w1 不会操作水泵", to="w2")
    assert (world.incident.handler, world.incident.crew) == ("w2", {})
    assert not world.picture.slots


def test_calls_for_help_have_a_bound(world: World) -> None:
    for _ in range(3):
        assert not none(call(world), f.SlotOpened)
    assert none(call(world), f.SlotOpened)


def test_a_raised_incident_makes_the_work_beside_it_as_urgent(world: World) -> None:
    call(world)
    helping = only(world.answer("w2", "accept"), f.AssignmentMade)
    world.report("w4", hazard="life")
    assert world.picture.assignments[helping.assignment].priority == 1
    assert none(world.report("w6", n=2, category="event.0404", hazard="life"), f.NobodyAvailable)
    assert all(o.person != "w2" for o in world.picture.offers.values()), "w2 is busy with something as urgent"
