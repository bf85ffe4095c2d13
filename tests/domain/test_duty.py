"""上岗, 下岗."""

from datetime import timedelta

import pytest

from command.domain import facts as f
from tests.domain.builder import World, grid, kinds, only, point, refused, small_world


@pytest.fixture
def world() -> World:
    return small_world()


def test_who_checks_in_is_on_duty_where_they_say(world: World) -> None:
    started = only(world.send("w1", "duty.check_in", place=point(3)), f.DutyStarted)
    assert started.place is not None
    assert (started.place.grid, started.name) == (grid(3), "name of w1")
    person = world.picture.people["w1"]
    assert (person.on_duty, person.duty_since) == (True, world.now)
    assert world.situation.where["w1"] == (started.place.lat, started.place.lon)


def test_who_checks_in_without_a_place_is_in_their_own_grid(world: World) -> None:
    world.send("w2", "duty.check_in")
    assert world.situation.where["w2"] == world.situation.homes[grid(2)]


def test_nobody_checks_in_or_out_twice(world: World) -> None:
    assert refused(world.send("w1", "duty.check_out")) == "not_on_duty"
    world.send("w1", "duty.check_in")
    assert refused(world.send("w1", "duty.check_in")) == "already_on_duty"
    assert kinds(world.send("w1", "duty.check_out")) == ["DutyEnded"]
    assert refused(world.send("w1", "duty.check_out")) == "not_on_duty"


def test_nobody_leaves_with_work_in_hand(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    world.answer("w1", "accept")
    assert refused(world.send("w1", "duty.check_out")) == "on_assignment"
    world.advance("w1", "done")
    assert kinds(world.send("w1", "duty.check_out")) == ["DutyEnded"]


def test_an_offer_of_somebody_who_leaves_goes_to_the_next_at_once(world: World) -> None:
    world.on_duty("w1", "w2")
    world.report("w3")
    done = world.send("w1", "duty.check_out")
    assert kinds(done) == ["DutyEnded", "OfferClosed", "OfferMade"]
    assert only(done, f.OfferClosed).why == "off_duty"
    assert only(done, f.OfferMade).person == "w2"


def test_every_open_offer_of_somebody_who_leaves_is_passed_on(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    world.report("w3", category="event.0404", hazard="life")
    done = world.send("w1", "duty.check_out")
    assert kinds(done) == ["DutyEnded", "OfferClosed", "NobodyAvailable", "OfferClosed", "NobodyAvailable"]
    assert world.picture.offers == {}


def test_who_left_with_an_open_offer_and_comes_back_is_offered_it_again_at_once(world: World) -> None:
    world.on_duty("w1")
    world.report("w3")
    world.send("w1", "duty.check_out")
    assert kinds(world.send("w1", "duty.check_in")) == ["DutyStarted", "OfferMade"]


def test_who_is_not_reachable_is_offered_nothing_at_check_in(world: World) -> None:
    world.report("w3")
    assert kinds(world.send("w1", "duty.check_in")) == ["DutyStarted"]


def test_a_wrong_clock_checks_in_at_the_time_of_receipt(world: World) -> None:
    started = only(world.send("w1", "duty.check_in", at=world.now - timedelta(days=1)), f.DutyStarted)
    assert started.reported_at == world.now


def test_operators_and_supervisors_are_on_duty_too_without_being_sent_anywhere(world: World) -> None:
    world.alive |= {"op", "s"}
    world.report("w3")
    assert kinds(world.send("op", "duty.check_in")) == ["DutyStarted"]
    assert kinds(world.send("s", "duty.check_in")) == ["DutyStarted"]
    assert world.situation.on_duty == set()


def test_who_is_no_longer_a_worker_is_asked_nothing_more(world: World) -> None:
    world.on_duty("w1")
    world.rights("w1", roles=["operator"])
    assert only(world.report("w3"), f.NobodyAvailable).tally.people == 7


def test_another_grid_in_the_registry_is_the_own_grid_from_then_on(world: World) -> None:
    world.on_duty("w1", "w2")
    world.rights("w2", areas=[grid(4)])
    offer = only(world.report("w3", n=4), f.OfferMade)
    assert (offer.person, offer.reason.tier) == ("w2", "own_grid")


def test_an_account_that_is_closed_is_off_duty_at_once_and_what_it_had_goes_to_somebody_else(world: World) -> None:
    world.on_duty("w1", "w2", "w3")
    world.report("w6", n=1)
    world.answer("w1", "accept")
    world.report("w6", n=1, category="event.0404", hazard="life")
    assert {one.person for one in world.picture.offers.values()} == {"w1"}
    world.rights("w1", active=False)
    assert not world.picture.people["w1"].on_duty
    assert not world.picture.offers
    assert not world.picture.assignments
    asked = [fact.person for fact in world.tick() if isinstance(fact, f.OfferMade)]
    assert len(asked) == 2
    assert "w1" not in asked
    assert {i.status for i in world.picture.incidents.values()} == {"offered"}
