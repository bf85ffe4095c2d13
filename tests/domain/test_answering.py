"""接单: an offer is accepted, declined, or too late; and who may answer for whom."""

import pytest

from command.domain import facts as f
from tests.domain.builder import World, addressed, kinds, only, refused, small_world


@pytest.fixture
def world() -> World:
    """w1 is asked about a flooded road; w2 is next."""
    made = small_world()
    made.on_duty("w1", "w2")
    made.report("w3")
    return made


def test_who_accepts_has_it_and_is_expected_on_the_scene(world: World) -> None:
    (offer,) = world.picture.offers
    done = world.answer("w1", "accept")
    assert kinds(done) == ["AssignmentMade"]
    made = only(done, f.AssignmentMade)
    assert (made.person, made.offer, made.by, made.next.kind) == ("w1", offer, "w1", "arrive")
    assert world.incident.status == "assigned"
    assert world.picture.offers == {}


def test_who_declines_is_answered_and_the_next_is_asked_at_once(world: World) -> None:
    done = world.answer("w1", "decline", reason="在处理另一件")
    assert kinds(done) == ["OfferClosed", "OfferMade"]
    closed = only(done, f.OfferClosed)
    assert (closed.why, closed.reason, closed.request is not None) == ("declined", "在处理另一件", True)
    assert only(done, f.OfferMade).person == "w2"


def test_who_declined_is_not_asked_again_in_this_round_not_even_as_the_last_one(world: World) -> None:
    world.answer("w1", "decline")
    done = world.answer("w2", "decline")
    assert kinds(done) == ["OfferClosed", "NobodyAvailable"]
    assert only(done, f.NobodyAvailable).tally.asked == 2


def test_who_declined_is_not_asked_again_by_becoming_free_or_by_declining_something_else(world: World) -> None:
    world.answer("w1", "decline")
    world.answer("w2", "decline")
    world.report("w3", category="event.0404")
    (other,) = world.picture.offers.values()
    done = world.answer(other.person, "decline")
    assert only(done, f.OfferMade).incident == other.incident, "the next about the same, not the one declined before"


def test_a_new_round_asks_those_again_who_declined_before(world: World) -> None:
    world.answer("w1", "decline")
    world.answer("w2", "decline")
    done = world.wait_for_deadline()
    assert kinds(done) == ["OfferMade"]
    assert only(done, f.OfferMade).person == "w1"
    assert kinds(world.answer("w1", "decline")) == ["OfferClosed", "OfferMade"]


def test_silence_asks_the_next_and_the_silent_one_is_told(world: World) -> None:
    done = world.wait_for_deadline()
    assert kinds(done) == ["OfferClosed", "OfferMade"]
    assert only(done, f.OfferClosed).why == "expired"
    assert addressed(world, f.OfferClosed) == {"w1"}
    assert only(done, f.OfferMade).person == "w2"


def test_a_late_accept_is_refused_with_why_in_the_readers_words(world: World) -> None:
    (offer,) = world.picture.offers
    world.wait_for_deadline()
    done = world.answer("w1", "accept", offer)
    assert refused(done) == "offer_closed"
    told = only(done, f.RequestRefused).refusal
    assert (told.reason, told.data, told.message) == ("conflict", {"why": "expired"}, "这份派单已结束（超时未答复）")


def test_a_second_answer_is_refused_with_what_became_of_the_first(world: World) -> None:
    (offer,) = world.picture.offers
    world.answer("w1", "accept")
    for answer in ("accept", "decline"):
        done = world.answer("w1", answer, offer)
        assert refused(done) == "offer_closed"
        assert only(done, f.RequestRefused).refusal.data == {"why": "accepted"}


def test_somebody_elses_offer_does_not_exist_for_a_worker_open_or_over(world: World) -> None:
    (offer,) = world.picture.offers
    assert refused(world.answer("w2", "accept", reason="我去")) == "offer_unknown"
    world.answer("w1", "accept")
    assert refused(world.answer("w2", "accept", offer, reason="我去")) == "offer_unknown"
    assert refused(world.answer("w1", "accept", "no-such-offer")) == "offer_unknown"


@pytest.mark.parametrize("who", ["s", "st", "op", "wl", "co"])
def test_those_above_may_answer_for_somebody_and_say_why(world: World, who: str) -> None:
    for reason in ("", "   "):
        assert refused(world.answer(who, "accept", reason=reason)) == "reason_needed"
    made = only(world.answer(who, "accept", reason="电话里答应了"), f.AssignmentMade)
    assert (made.person, made.by, made.reason) == ("w1", who, "电话里答应了")
    assert addressed(world, f.AssignmentMade) == {"w1", who}


def test_a_supervisor_may_not_answer_for_people_of_another_area(world: World) -> None:
    world.person("far", "supervisor", "460107002")
    assert refused(world.answer("far", "accept", reason="我批准")) == "offer_unknown"


def test_a_decline_by_somebody_above_is_put_down_to_them(world: World) -> None:
    closed = only(world.answer("op", "decline", reason="他手机没电"), f.OfferClosed)
    assert (closed.person, closed.by, closed.reason) == ("w1", "op", "他手机没电")
    assert addressed(world, f.OfferClosed) == {"w1", "op"}


def test_who_declines_one_thing_is_free_for_another_that_waits(world: World) -> None:
    waiting = only(world.report("w3", category="event.0404", n=1), f.OfferMade)
    world.answer("w2", "accept", waiting.offer)
    third = only(world.report("w3", category="event.0402", n=1), f.IncidentFiled)
    assert world.picture.incidents[third.incident].status == "unattended"
    done = world.answer("w1", "decline")
    assert kinds(done) == ["OfferClosed", "NobodyAvailable", "OfferMade"]
    assert (only(done, f.OfferMade).person, only(done, f.OfferMade).incident) == ("w1", third.incident)
