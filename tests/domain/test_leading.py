"""带班领导: the second return waits for whoever leads the watch at that moment, as the roster says then."""

import pytest

from command.domain import facts as f
from command.domain.leading import duty_leader
from tests.domain.builder import World, only, refused
from tests.domain.roster_world import GROUP, WATCH, local, rostered, until


@pytest.fixture
def day() -> World:
    """10:00: the day team's leader, a1, has the watch by the roster; w1 and w2 are on patrol."""
    made = rostered(GROUP, WATCH)
    until(made, local(10))
    made.alive |= {"a1", "op", "co", "w1", "w2"}
    made.send("w1", "duty.check_in")
    made.send("w2", "duty.check_in")
    return made


def twice_returned(world: World) -> f.IncidentReturned:
    world.report("w6")
    last: list[f.AnyFact] = []
    for who in ("w1", "w2"):
        world.tick()
        world.answer(who, "accept")
        last = world.send(who, "incident.return", incident=world.incident.id, reason="不归我")
    return only(last, f.IncidentReturned)


def rule(world: World, who: str, **data: object) -> list[f.AnyFact]:
    asked = {"on": "return", "grant": False, "reason": "就近处理", **data}
    return world.send(who, "incident.rule", incident=world.incident.id, **asked)


def test_the_leader_of_this_hour_is_told_and_nobody_else(day: World) -> None:
    told = twice_returned(day)
    assert (told.told, told.passed_over) == (["a1"], None)


def test_their_ruling_is_theirs_and_gives_the_work_back(day: World) -> None:
    twice_returned(day)
    done = rule(day, "a1")
    assert only(done, f.ReturnRuled).instead_of is None
    assert only(done, f.AssignmentMade).person == "w2"


def test_a_coordinator_overrides_with_a_reason_and_whose_place_they_took_is_kept(day: World) -> None:
    twice_returned(day)
    assert refused(rule(day, "co", reason=" ")) == "reason_needed"
    assert only(rule(day, "co"), f.ReturnRuled).instead_of == "a1"


def test_other_people_of_the_watch_do_not_rule(day: World) -> None:
    twice_returned(day)
    day.alive.add("a2")
    assert refused(rule(day, "a2")) == "not_duty_leader"


def test_who_leads_is_asked_when_it_is_needed_and_not_when_it_was_returned(day: World) -> None:
    twice_returned(day)
    day.now = local(17)
    assert duty_leader(day.draft()) == "b1"
    day.alive.add("b1")
    told = only(day.tick(), f.IncidentEscalated)
    assert "b1" in told.told
    assert only(rule(day, "b1"), f.ReturnRuled).instead_of is None


def test_an_empty_roster_is_skipped_at_once_and_it_says_so(day: World) -> None:
    day.send("co", "roster.dissolve", group="watch", reason="改组")
    told = twice_returned(day)
    assert told.passed_over == "empty"
    assert "co" in told.told


def test_a_leader_who_cannot_be_reached_does_not_hold_it_up(day: World) -> None:
    day.alive.discard("a1")
    told = twice_returned(day)
    assert told.passed_over == "off_duty"
    assert {"a1", "co"} <= set(told.told)


def test_a_leader_need_not_be_a_coordinator(day: World) -> None:
    day.send("co", "roster.override", group="watch", starts=local(9), ends=local(16), person="s", replaces="a1",
             kind="watch", reason="带班")  # fmt: skip
    day.alive.add("s")
    assert twice_returned(day).told == ["s"]
    assert only(rule(day, "s"), f.ReturnRuled).by == "s"
