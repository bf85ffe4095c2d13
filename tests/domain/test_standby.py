"""备班: at priorities 1 and 2 the stand-by list is asked before it is said that nobody can be sent."""

import pytest

from command.domain import facts as f
from command.domain.choosing import for_lead
from command.domain.ranking import rank
from command.domain.standby import unfit_standby
from tests.domain.builder import World, kinds, none, only
from tests.domain.roster_world import local, rostered, until


@pytest.fixture
def night() -> World:
    """21:00: the first of the group (w1) is on the stand-by list, at home with a silent phone; nobody is on duty."""
    made = rostered()
    until(made, local(21))
    made.at_post("s", "op")
    return made


def fire(world: World, **data: object) -> list[f.AnyFact]:
    return world.report("w6", **{"category": "grid.medical", "n": 2, **data})


def test_nobody_on_duty_the_stand_by_list_is_asked_and_the_offer_says_so(night: World) -> None:
    asked = only(fire(night), f.OfferMade)
    assert asked.person == "w1"
    assert asked.reason.standby, "the phone and the screens say that it is the stand-by list"
    assert asked.reason.by_ladder, "the phone is silent: messages and calls reach them"
    assert (asked.reason.tier, asked.reason.considered) == ("community", 1)
    assert (asked.answer_by - night.now).total_seconds() == 120, "whoever is at home has twice the time"
    held = night.picture.offers[asked.offer]
    assert held.standby


def test_somebody_on_duty_goes_before_the_stand_by_list(night: World) -> None:
    night.on_duty("w4")
    asked = only(fire(night), f.OfferMade)
    assert (asked.person, asked.reason.standby) == ("w4", False)


def test_what_is_not_urgent_leaves_the_stand_by_list_asleep(night: World) -> None:
    told = only(fire(night, category="event.0103"), f.NobodyAvailable)
    assert told.tally.standby == 0


def test_who_is_heard_of_at_home_is_asked_before_who_is_not(night: World) -> None:
    night.send("co", "roster.override", group="g", starts=local(20), ends=local(23),
               person="w3", kind="standby", reason="台风")  # fmt: skip
    night.alive.add("w3")
    asked = only(fire(night), f.OfferMade)
    assert (asked.person, asked.reason.by_ladder) == ("w3", False)


def test_silence_on_the_stand_by_list_is_said_with_its_numbers_and_told_upward(night: World) -> None:
    fire(night)
    told = only(night.wait(121), f.NobodyAvailable)
    assert (told.tally.standby, told.tally.standby_asked, told.tally.standby_busy) == (1, 1, 0)
    assert told.told == ["s"]
    again = only(night.wait(31), f.OfferMade)
    assert again.person == "w1", "the next round asks again"


def test_who_reported_it_or_holds_something_already_is_left_out_with_the_reason(night: World) -> None:
    asked = only(fire(night), f.OfferMade)
    night.answer("w1", "accept", asked.offer)
    told = only(fire(night, category="grid.fire", n=4), f.NobodyAvailable)
    assert (told.tally.standby, told.tally.standby_busy) == (1, 1)
    own = night.report("w1", category="grid.lost_person", n=3)
    assert none(own, f.OfferMade)
    last = max(night.picture.incidents.values(), key=lambda one: one.number)
    assert unfit_standby(night.draft(), for_lead(last), night.picture.people["w1"]) == "busy"


def test_who_accepts_from_home_works_like_anybody(night: World) -> None:
    asked = only(fire(night), f.OfferMade)
    made = only(night.answer("w1", "accept", asked.offer), f.AssignmentMade)
    assert only(night.advance("w1", "on_scene", made.assignment), f.AssignmentChanged).to == "on_scene"
    assert "DutyStarted" in kinds(night.send("w1", "duty.check_in")), "and may come on duty meanwhile"
    assert night.incident.status == "on_scene"


def test_a_place_beside_the_lead_is_filled_from_the_list_too(night: World) -> None:
    night.on_duty("w4")
    fire(night)
    called = night.send("op", "incident.call", incident=night.incident.id, reason="要人抬担架")
    asked = only(called, f.OfferMade)
    assert (asked.person, asked.part, asked.reason.standby) == ("w1", "co", True)


def test_the_ranking_lists_stand_by_people_last_and_says_why_they_are_there(night: World) -> None:
    night.on_duty("w4")
    fire(night)
    found = rank(night.draft(), night.incident)
    assert [one.person for one in found.candidates] == ["w1"], "w4 is asked already"
    assert found.candidates[0].reasons[:2] == ["standby", "by_ladder"]
    assert found.candidates[0].standby
    night.answer("w4", "decline")
    assert night.picture.offers, "the list is next"
    again = rank(night.draft(), night.incident)
    out = next(one for one in again.excluded if one.person == "w1")
    assert (out.why, out.standby) == ("busy", True)


def test_an_operator_picks_somebody_of_the_list_by_hand(night: World) -> None:
    fire(night)
    night.wait(121)
    assert night.incident.status == "unattended"
    told = night.send("op", "incident.dispatch", incident=night.incident.id, to="w1")
    asked = only(told, f.OfferMade)
    assert (asked.person, asked.reason.tier, asked.reason.standby) == ("w1", "named", True)


def test_an_empty_list_is_skipped_at_once(night: World) -> None:
    night.send("co", "roster.dissolve", group="g", reason="改组")
    told = only(fire(night), f.NobodyAvailable)
    assert told.tally.standby == 0
