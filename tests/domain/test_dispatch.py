"""派遣: whom to ask, in which order, and why; and 无人可派 in numbers, told upward."""

import random

import pytest

from command.domain import facts as f
from command.domain.geo import distance_m
from tests.domain.builder import AREAS, HOMES, METRE, World, addressed, grid, kinds, none, only, point, small_world


@pytest.fixture
def world() -> World:
    return small_world()


def offered_to(facts: list[f.AnyFact]) -> str:
    return only(facts, f.OfferMade).person


def test_the_grids_own_worker_is_asked_before_somebody_who_stands_nearer(world: World) -> None:
    world.on_duty("w1")
    world.on_duty("w2", place=point(1))
    offer = only(world.report(north_m=400), f.OfferMade)
    assert (offer.person, offer.reason.tier, offer.reason.distance_m) == ("w1", "own_grid", 400)


def test_of_the_grids_own_workers_the_nearer_is_asked(world: World) -> None:
    world.on_duty("w1", place=point(1, 300))
    world.on_duty("w1b", place=point(1, -100))
    assert offered_to(world.report()) == "w1b"


def test_without_an_own_worker_the_nearest_is_asked_whatever_grid_is_theirs(world: World) -> None:
    world.on_duty("w2", "w3")
    world.on_duty("w4", place=point(1, 200))
    offer = only(world.report(), f.OfferMade)
    assert (offer.person, offer.reason.tier, offer.reason.distance_m) == ("w4", "community", 200)


@pytest.mark.parametrize(("person", "tier"), [("w2", "community"), ("w5", "street"), ("w6", "district")])
def test_the_choice_says_how_close_the_person_stands_in_the_districts_order(
    world: World, person: str, tier: str
) -> None:
    world.on_duty(person)
    reason = only(world.report(), f.OfferMade).reason
    assert reason.tier == tier
    assert reason.distance_m == round(distance_m(*HOMES[grid(1)], *HOMES[world.picture.people[person].areas[0]]))


def test_the_choice_says_how_many_were_passed_over_and_why(world: World) -> None:
    world.on_duty("w1", "w1b", "w2", "w3")
    world.alive.discard("w1b")
    busy = only(world.report("w4", n=2, hazard="life", category="event.0404"), f.OfferMade)
    assert busy.person == "w2"
    reason = only(world.report("w1"), f.OfferMade).reason
    assert (reason.considered, reason.passed_over) == (4, {"reporter": 1, "unreachable": 1, "busy": 1})


def test_who_is_off_duty_is_never_asked_however_near(world: World) -> None:
    world.alive |= {"w1", "w1b"}
    world.on_duty("w6")
    assert offered_to(world.report()) == "w6"


def test_who_cannot_be_reached_is_never_asked(world: World) -> None:
    world.on_duty("w1", "w2")
    world.alive.discard("w1")
    assert offered_to(world.report()) == "w2"


def test_help_is_never_sent_back_to_who_asked_for_it(world: World) -> None:
    world.on_duty("w1", "w1b")
    assert offered_to(world.report("w1")) == "w1b"


def test_help_is_not_sent_to_somebody_whose_report_was_merged_either(world: World) -> None:
    world.report("w2")
    world.report("w1")
    done = world.send("w1b", "duty.check_in")
    assert kinds(done) == ["DutyStarted"], "who cannot be reached is not asked"
    world.alive |= {"w1", "w1b"}
    assert kinds(world.send("w1", "duty.check_in")) == ["DutyStarted"], "they asked for help themselves"
    assert offered_to(world.wait_for_deadline()) == "w1b"


def test_who_took_it_themselves_and_failed_is_not_asked_to_go_again(world: World) -> None:
    world.on_duty("w1")
    world.report("w1", disposition="mine")
    assert kinds(world.advance("w1", "failed")) == ["AssignmentChanged", "NobodyAvailable"]
    assert kinds(world.wait_for_deadline()) == ["NobodyAvailable"]


@pytest.mark.parametrize(
    ("held", "new", "asked"),
    [("life", "life", False), ("none", "none", False), ("property", "none", False), ("none", "property", True)],
)
def test_somebody_at_work_is_asked_only_about_what_is_more_urgent(
    world: World, held: str, new: str, asked: bool
) -> None:
    world.on_duty("w1")
    world.report(hazard=held)
    world.answer("w1", "accept")
    done = world.report(category="event.0404", hazard=new)
    assert none(done, f.NobodyAvailable) is asked


def test_somebody_already_asked_about_something_is_asked_only_about_what_is_more_urgent(world: World) -> None:
    world.on_duty("w1")
    world.report()
    assert only(world.report(category="event.0404"), f.NobodyAvailable).tally.busy == 1
    assert offered_to(world.report(category="event.0402", hazard="life")) == "w1"


def test_a_person_whose_account_was_closed_is_not_asked(world: World) -> None:
    world.on_duty("w1", "w2")
    world.rights("w1", active=False)
    assert offered_to(world.report()) == "w2"


def test_a_supervisor_on_duty_is_not_a_candidate(world: World) -> None:
    world.on_duty("s", "op")
    assert only(world.report(), f.NobodyAvailable).tally == f.Tally(people=8, off_duty=8)


def test_a_worker_whose_whereabouts_nobody_knows_is_asked_when_nobody_else_is_left(world: World) -> None:
    world.on_duty("reporter")
    offer = only(world.report("w2"), f.OfferMade)
    assert (offer.person, offer.reason.distance_m, offer.reason.tier) == ("reporter", None, "district")
    world.on_duty("w6")
    assert offered_to(world.report("w2", category="event.0404")) == "w6"


def test_a_worker_who_answers_for_a_whole_community_is_found_too(world: World) -> None:
    world.person("cw", "worker", "460107001001")
    world.on_duty("cw")
    offer = only(world.report(), f.OfferMade)
    assert (offer.person, offer.reason.tier) == ("cw", "community")


def test_a_phone_in_another_city_is_asked_when_nobody_else_is_left(world: World) -> None:
    world.on_duty("w1")
    world.situation.moved("w1", 31.2, 121.5)
    assert offered_to(world.report(n=2)) == "w1"


def test_a_phone_that_moved_is_where_it_says(world: World) -> None:
    world.on_duty("w2", "w3")
    world.situation.moved("w3", *HOMES[grid(1)])
    offer = only(world.report(), f.OfferMade)
    assert (offer.person, offer.reason.distance_m) == ("w3", 0)


@pytest.mark.parametrize("seed", range(40))
def test_the_one_chosen_is_truly_the_nearest_of_all(seed: int) -> None:
    chance = random.Random(seed)
    world = World()
    world.person("reporter", "worker")
    for n in range(chance.randrange(1, 40)):
        name = f"p{n:02d}"
        world.person(name, "worker", grid(6))
        world.on_duty(name)
        spread = chance.choice([0.002, 0.01, 0.05])
        world.situation.moved(name, 20.005 + chance.uniform(-spread, spread), 110.32 + chance.uniform(-spread, spread))
    offer = only(world.report(north_m=chance.uniform(-300, 300)), f.OfferMade)
    place = offer.place
    metres = {p: round(distance_m(*at, place.lat, place.lon)) for p, at in world.situation.where.items()}
    assert offer.reason.distance_m == min(metres.values()), f"seed {seed}"
    assert offer.person == min(p for p, m in metres.items() if m == offer.reason.distance_m)


def test_nobody_is_said_at_once_with_numbers_that_add_up(world: World) -> None:
    world.on_duty("w1", "w1b", "w2", "w3")
    world.alive.discard("w1b")
    world.report("w4", n=3, hazard="life", category="event.0404")
    offer = only(world.report("w2", hazard="life"), f.OfferMade)
    nobody = only(world.answer("w1", "decline", offer.offer), f.NobodyAvailable)
    assert nobody.tally == f.Tally(people=8, off_duty=4, unreachable=1, busy=1, asked=1, reporter=1)


@pytest.mark.parametrize(("hazard", "again_s"), [("life", 30), ("property", 60), ("none", 120)])
def test_nobody_is_tried_again_by_priority(world: World, hazard: str, again_s: int) -> None:
    nobody = only(world.report(hazard=hazard), f.NobodyAvailable)
    assert (nobody.next.kind, (nobody.next.due - world.now).total_seconds()) == ("retry", again_s)
    world.send("w1", "duty.check_in")
    world.alive.add("w1")
    assert kinds(world.wait(again_s - 1)) == []
    assert kinds(world.wait(1)) == ["OfferMade"]


def test_nobody_is_told_upward_level_by_level_and_again_and_again_until_somebody_comes(world: World) -> None:
    world.at_post("s", "st", "op", "wl", "co")
    first = only(world.report(), f.NobodyAvailable)
    assert (first.level, first.told) == (1, ["s"])
    levels = [only(world.wait_for_deadline(), f.NobodyAvailable) for _ in range(5)]
    assert [one.level for one in levels] == [2, 3, 4, 4, 4]
    assert [one.told for one in levels[:3]] == [["s", "st"], ["s", "st", "op", "wl"], ["s", "st", "op", "wl", "co"]]
    assert addressed(world, f.NobodyAvailable) == {"s", "st", "op", "wl", "co"}


def test_a_level_without_people_is_skipped_at_once_and_burns_no_time(world: World) -> None:
    world.at_post("s", "st", "op", "co")
    first = only(world.report(n=5), f.NobodyAvailable)
    assert (first.level, first.told) == (2, ["st"]), "the community has no supervisor"
    elsewhere = only(world.report(n=6), f.NobodyAvailable)
    assert (elsewhere.level, elsewhere.told) == (3, ["op", "wl"]), "nor has the street"


def test_a_level_in_the_middle_without_people_is_skipped_too(world: World) -> None:
    world.at_post("s", "op", "co")
    world.rights("st", active=False)
    assert only(world.report(), f.NobodyAvailable).level == 1
    second = only(world.wait_for_deadline(), f.NobodyAvailable)
    assert (second.level, second.told) == (3, ["s", "op", "wl"])


def test_a_level_where_nobody_can_be_reached_is_skipped_but_told_all_the_same(world: World) -> None:
    world.at_post("s", "st", "op")
    world.alive -= {"s", "st"}
    nobody = only(world.report(), f.NobodyAvailable)
    assert (nobody.level, nobody.told) == (3, ["s", "st", "op", "wl"])
    assert nobody.skipped == [f.Skip(1, "unreachable"), f.Skip(2, "unreachable")]


def test_who_is_off_duty_is_left_in_peace_and_their_level_skipped_at_once_with_the_reason(world: World) -> None:
    world.at_post("st", "op")
    world.alive.add("s")
    nobody = only(world.report(), f.NobodyAvailable)
    assert (nobody.level, nobody.told) == (2, ["st"]), "s has a phone at hand but is not on duty"
    assert nobody.skipped == [f.Skip(1, "off_duty")]
    assert only(world.report(n=5), f.NobodyAvailable).skipped == [f.Skip(1, "empty")], "nobody is appointed there"


def test_when_nobody_at_all_can_be_reached_everybody_is_told_and_finds_it_on_return(world: World) -> None:
    world.at_post("s", "st")
    world.alive.clear()
    nobody = only(world.report(), f.NobodyAvailable)
    assert (nobody.level, nobody.told) == (4, ["s", "st", "op", "wl", "co"])


def test_somebody_of_several_levels_is_told_once(world: World) -> None:
    world.person("both", "supervisor", "460107002001", "460107002")
    world.at_post("both")
    nobody = only(world.report(n=6), f.NobodyAvailable)
    assert nobody.told.count("both") == 1


def test_nobody_is_on_every_picture(world: World) -> None:
    world.report()
    (channels,) = [one.channels for one in world.last if isinstance(one.fact, f.NobodyAvailable)]
    assert "picture:460107" in channels


def test_who_becomes_free_is_offered_the_most_urgent_that_waits_and_the_longest_waiting_of_those(world: World) -> None:
    world.on_duty("w1")
    world.report(hazard="life", n=4)
    world.answer("w1", "accept")
    world.report(category="event.0404", n=1)
    world.report(category="event.0404", n=2)
    urgent = only(world.report(category="event.0404", n=3, hazard="property"), f.IncidentFiled)
    world.report(category="event.0404", n=4, hazard="property")
    done = world.advance("w1", "done")
    assert kinds(done) == ["AssignmentChanged", "OfferMade"]
    assert only(done, f.OfferMade).incident == urgent.incident


def test_a_retry_in_vain_does_not_cost_an_incident_its_place_in_the_queue(world: World) -> None:
    first = only(world.report(category="event.0404", n=1), f.IncidentFiled)
    world.wait(60)
    world.report(category="event.0404", n=2)
    assert kinds(world.wait(60)) == ["NobodyAvailable"]
    world.alive.add("w4")
    assert only(world.send("w4", "duty.check_in"), f.OfferMade).incident == first.incident


def test_a_check_in_is_offered_what_waits_at_once(world: World) -> None:
    world.report()
    world.alive.add("w6")
    assert kinds(world.send("w6", "duty.check_in")) == ["DutyStarted", "OfferMade"]


def test_a_phone_is_told_all_it_needs_with_the_offer(world: World) -> None:
    world.on_duty("w1")
    offer = only(world.report(text="水到膝盖", photos=[]), f.OfferMade)
    assert (offer.text, offer.category, offer.grid, offer.priority) == ("水到膝盖", "event.0406", grid(1), 3)
    assert addressed(world, f.OfferMade) == {"w1"}


def test_reports_on_both_sides_of_a_grid_border_find_each_other() -> None:
    world = small_world()
    border = HOMES[grid(1)][1] + 0.005
    for lon in (border - 20 * METRE, border + 20 * METRE):
        world.send(
            "reporter",
            "report.submit",
            category="event.0406",
            disposition="help",
            place={"lat": 20.005, "lon": lon},
        )
    assert world.incident.reports == 2
    assert {AREAS.grid_at(20.005, border - 20 * METRE), AREAS.grid_at(20.005, border + 20 * METRE)} == {
        grid(1),
        grid(2),
    }
