"""微/小/大循环: what the grid does not settle goes up, desk by desk; who says "mine" is rung no more."""

import pytest

from command.domain import facts as f
from tests.domain.builder import World, addressed, kinds, none, only, small_world


@pytest.fixture
def world() -> World:
    """Nobody can be sent to a flooded road; the desks of community, street and district are manned."""
    made = small_world()
    made.at_post("s", "st", "op", "co")
    made.report()
    return made


def test_what_the_grid_settles_never_comes_to_a_desk() -> None:
    world = small_world()
    world.at_post("s", "st", "op")
    world.on_duty("w1")
    world.report("w6")
    world.answer("w1", "accept")
    assert world.incident.tier == "grid"
    assert addressed(world, f.AssignmentMade) == {"w1"}


def test_what_nobody_settles_lies_on_the_desk_of_the_community_then_street_then_district(world: World) -> None:
    tiers = [world.incident.tier]
    for _ in range(3):
        world.wait_for_deadline()
        tiers.append(world.incident.tier)
    assert tiers == ["community", "street", "district", "district"]


def test_who_says_seen_and_mine_is_rung_no_more_nor_is_anybody_above_until_their_time_is_over(world: World) -> None:
    seen = only(world.send("s", "incident.seen", incident=world.incident.id), f.EscalationSeen)
    assert (seen.level, (seen.until - world.now).total_seconds()) == (1, 1800)
    while True:
        nobody = only(world.wait_for_deadline(), f.NobodyAvailable)
        if world.now >= seen.until:
            break
        assert nobody.told == []
        assert world.incident.tier == "community"
    assert nobody.told == ["s", "st"], "its time is over: the next tier hears"


def test_nothing_rings_for_work_after_somebody_above_has_it_either() -> None:
    world = small_world()
    world.at_post("s", "st", "op")
    world.on_duty("w1")
    world.report("w6")
    world.answer("w1", "accept")
    world.advance("w1", "on_scene")
    world.send("s", "incident.seen", incident=world.incident.id)
    assert world.incident.next is not None
    world.wait(1000)
    assert none(world.tick(), f.IncidentEscalated)


def test_a_second_desk_is_told_who_has_it(world: World) -> None:
    world.send("s", "incident.seen", incident=world.incident.id)
    told = only(world.send("op", "incident.seen", incident=world.incident.id), f.RequestRefused)
    assert (told.refusal.code, told.refusal.data) == ("seen_already", {"who": "name of s"})


def test_progress_gives_the_matter_back_to_the_grids_own_clock(world: World) -> None:
    world.send("s", "incident.seen", incident=world.incident.id)
    world.on_duty("w1")
    world.answer("w1", "accept")
    assert world.incident.seen is None


def test_a_desk_routes_back_to_the_grid_and_the_search_begins_anew(world: World) -> None:
    routed = world.send("s", "incident.route", incident=world.incident.id, to="grid", reason="网格内可办")
    assert kinds(routed) == ["IncidentRouted"]
    assert world.incident.tier == "grid"
    world.alive.add("w1")
    world.on_duty("w1")
    assert only(world.tick(), f.OfferMade).person == "w1"


def test_a_desk_routes_up_to_whoever_is_on_duty_there_now(world: World) -> None:
    world.alive.discard("st")
    routed = only(
        world.send("s", "incident.route", incident=world.incident.id, to="up", reason="超出社区能力"), f.IncidentRouted
    )
    assert (routed.tier, routed.level) == ("district", 3)
    assert "op" in addressed(world, f.IncidentRouted)


def test_what_somebody_is_at_work_on_is_not_routed_away(world: World) -> None:
    world.on_duty("w1")
    world.answer("w1", "accept")
    told = only(world.send("s", "incident.route", incident=world.incident.id, to="grid", reason="x"), f.RequestRefused)
    assert told.refusal.code == "at_work"


def test_a_desk_presses_on_those_at_work(world: World) -> None:
    told = only(world.send("s", "incident.urge", incident=world.incident.id, reason="快些"), f.RequestRefused)
    assert told.refusal.code == "nobody_at_work"
    world.on_duty("w1")
    urged = only(world.send("s", "incident.urge", incident=world.incident.id, reason="快些"), f.IncidentUrged)
    assert urged.people == ["w1"]
    assert "w1" in addressed(world, f.IncidentUrged)


def test_a_desk_acts_in_its_own_areas_only(world: World) -> None:
    world.person("s2", "supervisor", "460107002001")
    for method, more in (("incident.seen", {}), ("incident.route", {"to": "grid", "reason": "x"})):
        told = only(world.send("s2", method, incident=world.incident.id, **more), f.RequestRefused)
        assert told.refusal.code == "incident_unknown"


def test_a_coordinator_sends_anybody_and_which_rules_that_broke_is_kept(world: World) -> None:
    world.rights("w1", active=True)
    told = only(
        world.send("op", "incident.reassign", incident=world.incident.id, to="w1", reason="x"), f.RequestRefused
    )
    assert told.refusal.code == "person_unfit"
    made = only(
        world.send("co", "incident.reassign", incident=world.incident.id, to="w1", reason="只有他会开泵"),
        f.AssignmentMade,
    )
    assert (made.person, made.overrode, made.reason) == ("w1", ["off_duty", "unreachable"], "只有他会开泵")


def test_a_kind_for_one_key_waits_for_the_operator_who_picks_and_goes_by_itself_if_nobody_does() -> None:
    world = small_world()
    world.at_post("op")
    world.on_duty("w1", "w2")
    filed = world.report("w6", category="grid.hidden_danger")
    assert kinds(filed) == ["IncidentFiled", "ReportStored"]
    picked = only(world.send("op", "incident.dispatch", incident=world.incident.id, to="w2"), f.OfferMade)
    assert (picked.person, picked.reason.tier) == ("w2", "named")
    world.report("w6", category="grid.hidden_danger", n=3)
    made = [fact for fact in world.wait(15 * 60) if isinstance(fact, f.OfferMade)]
    assert len({fact.incident for fact in made}) == 2, "the first one's answer was due as well"


def test_nothing_waits_for_a_key_while_no_operator_is_there() -> None:
    world = small_world()
    world.on_duty("w1")
    assert not none(world.report("w6", category="grid.hidden_danger"), f.OfferMade)


def test_a_kind_that_needs_several_gets_them_in_parallel_and_says_which_skill_lacks() -> None:
    world = small_world()
    world.at_post("s", "op")
    world.person("lead", "worker", "460107001001001", skills=["leader"])
    world.on_duty("w1", "w2", "w3", "lead")
    done = world.report("w6", category="grid.fire")
    assert kinds(done)[2:] == ["OfferMade", "SlotOpened", "OfferMade", "SlotOpened", "OfferMade"]
    people = [fact.person for fact in done if isinstance(fact, f.OfferMade)]
    assert len(set(people)) == 3
    assert "lead" in people


def test_a_skill_that_nobody_has_is_said_by_name() -> None:
    world = small_world()
    world.at_post("op")
    world.on_duty("w1", "w2", "w3")
    unfilled = only(world.report("w6", category="grid.fire"), f.SlotUnfilled)
    assert (unfilled.lacking, unfilled.tally.unskilled) == ("skill:leader", 2)


def test_which_tiers_were_passed_over_and_what_lacks_is_kept_until_somebody_is_asked() -> None:
    """A wall that is loaded in that minute says why too."""
    world = small_world()
    world.at_post("op")
    world.report("w6")
    assert [(skip.level, skip.why) for skip in world.incident.skipped] == [(1, "off_duty"), (2, "off_duty")]
    world.on_duty("w1")
    assert world.incident.status == "offered"
    assert world.incident.skipped == []
