"""The grid worker's day: two rounds, visits due, checks by order; what is missed goes to the group's leader."""

from datetime import UTC, datetime, timedelta

import pytest

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.patrol import Visited, WorkDay
from command.domain.patrol.day import VISIT_EVERY, InNeed, open_day, visits_due
from command.domain.registry import NeedKind
from tests.domain.builder import World, addressed, grid, none, only, refused, small_world

MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # half past eight in the district
LI, WU = "resident-li", "resident-wu"
IN_NEED = [InNeed(LI, "living_alone", grid(1), "w1"), InNeed(WU, "low_income", grid(1), "w1")]


@pytest.fixture
def world() -> World:
    world = small_world()
    world.now = MORNING
    world.person("leader", "supervisor", grid(1), grid(2))
    world.on_duty("w1", "w1b", "w2")
    opened(world, "w1", IN_NEED)
    return world


def opened(world: World, person: str, in_need: list[InNeed]) -> list[f.AnyFact]:
    """The clock comes round."""
    draft = Draft(world.situation, world.now, world.new_id, world.alive.__contains__, world.policy)
    open_day(draft, world.picture.people[person], in_need)
    return world._keep(draft)


def today(world: World) -> WorkDay:
    return world.picture.days["w1:2026-11-23"]


def round_of(world: World, hours: float, who: str = "w1") -> f.RoundFinished:
    world.send(who, "round.start")
    world.now += timedelta(hours=hours)
    return only(world.send(who, "round.finish"), f.RoundFinished)


def test_a_day_has_two_rounds_and_the_visits_that_are_due(world: World) -> None:
    assert (today(world).need, today(world).visits) == (2, [LI, WU])
    assert today(world).due == datetime(2026, 11, 23, 14, tzinfo=UTC), "ten in the evening"
    assert opened(world, "w1", IN_NEED) == [], "a day is opened once"
    assert opened(world, "w3", []) == [], "only for who is on duty"


def test_a_round_lasts_from_touch_to_touch_and_says_when_it_was_too_short(world: World) -> None:
    assert (round_of(world, 2).lasted_s, round_of(world, 1.5).short) == (7200, True)
    assert [one.short for one in today(world).rounds] == [False, True]


def test_one_round_at_a_time_and_none_that_never_began(world: World) -> None:
    assert refused(world.send("w1", "round.finish")) == "no_round"
    world.send("w1", "round.start")
    assert refused(world.send("w1", "round.start")) == "round_running"
    assert refused(world.send("w3", "round.start")) == "not_on_duty"


def test_a_round_kept_by_a_phone_without_a_network_keeps_its_times(world: World) -> None:
    world.now += timedelta(hours=4)
    world.send("w1", "round.start", at=MORNING)
    done = only(world.send("w1", "round.finish", at=MORNING + timedelta(hours=2, minutes=5)), f.RoundFinished)
    assert (done.lasted_s, done.short) == (7500, False)


def test_a_phone_that_says_next_week_is_not_believed(world: World) -> None:
    started = only(world.send("w1", "round.start", at=world.now + timedelta(days=7)), f.RoundStarted)
    assert started.began_at == world.now


def test_a_visit_takes_somebody_off_the_list_and_sets_when_the_next_is_due(world: World) -> None:
    world.send("w1", "visit.record", resident=LI, outcome="well")
    assert today(world).missed == [WU]
    assert refused(world.send("w1", "visit.record", resident=LI, outcome="well")) == "visited_already"
    visited = world.picture.visited
    assert visits_due(IN_NEED, visited, world.now + timedelta(days=6)) == [WU]
    assert visits_due(IN_NEED, visited, world.now + timedelta(days=7)) == [LI, WU]


def test_who_was_not_at_home_stays_due(world: World) -> None:
    world.send("w1", "visit.record", resident=LI, outcome="absent")
    assert today(world).missed == [WU]
    assert LI in visits_due(IN_NEED, world.picture.visited, world.now + timedelta(days=1))


def test_a_colleague_of_the_same_grid_may_go_nobody_else(world: World) -> None:
    assert refused(world.send("w2", "visit.record", resident=LI, outcome="well")) == "visit_unknown"
    assert refused(world.send("w1", "visit.record", resident="somebody", outcome="well")) == "visit_unknown"
    world.send("w1b", "visit.record", resident=LI, outcome="well")
    assert today(world).missed == [WU]
    assert "w1" in addressed(world, f.VisitRecorded), "whoever had them on the list need not go"


def test_what_was_missed_goes_to_the_group_leader_at_the_end_of_the_day(world: World) -> None:
    round_of(world, 2.5)
    world.send("w1", "visit.record", resident=WU, outcome="well")
    world.now = datetime(2026, 11, 23, 14, tzinfo=UTC)
    ended = only(world.tick(), f.DayEnded)
    assert (ended.rounds, ended.need, ended.short, ended.visits, ended.missed) == (1, 2, 0, 1, [LI])
    assert ended.told == ["leader"]
    assert "leader" in addressed(world, f.DayEnded)
    assert world.picture.days == {}
    assert none(opened(world, "w1", IN_NEED), f.DayOpened), "a day that is over is not opened again"


def test_a_day_on_which_everything_was_done_bothers_nobody(world: World) -> None:
    for resident in (LI, WU):
        world.send("w1", "visit.record", resident=resident, outcome="well")
    round_of(world, 2)
    round_of(world, 2)
    world.now = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert only(world.tick(), f.DayEnded).told == []


def test_an_order_puts_everybody_of_an_area_on_a_list_until_all_were_looked_after(world: World) -> None:
    until = world.now + timedelta(hours=3)
    world.send("s", "care.order", area=grid(1), why="heat", until=until, visits={"w1": [LI], "w2": ["resident-fu"]})
    assert addressed(world, f.CareOrdered) >= {"w1", "w2"}
    world.send("w1", "visit.record", resident=LI, outcome="well")
    (care,) = world.picture.cares.values()
    assert care.missed == {"w2": ["resident-fu"]}
    facts = world.send("w2", "visit.record", resident="resident-fu", outcome="concern", note="没有电扇")
    assert only(facts, f.CareClosed).missed == {}
    assert world.picture.cares == {}


def test_an_order_that_was_not_fulfilled_in_time_is_told_to_leaders_and_whoever_gave_it(world: World) -> None:
    until = world.now + timedelta(hours=1)
    world.send("op", "care.order", area=grid(1), why="storm", until=until, visits={"w1": [LI]})
    closed = only(world.wait(3600), f.CareClosed)
    assert closed.missed == {"w1": [LI]}
    assert set(closed.told) == {"op", "leader"}


def test_an_order_needs_an_area_of_ones_own_somebody_in_it_and_time(world: World) -> None:
    until = world.now + timedelta(hours=1)
    visits = {"w1": [LI]}
    elsewhere = world.send("s", "care.order", area=grid(6), why="heat", until=until, visits=visits)
    assert refused(elsewhere) == "not_allowed"
    late = world.send("s", "care.order", area=grid(1), why="heat", until=world.now, visits=visits)
    assert refused(late) == "care_late"
    empty = world.send("s", "care.order", area=grid(1), why="heat", until=until, visits={"nobody": [LI], "w1": []})
    assert refused(empty) == "care_empty"


@pytest.mark.parametrize("kind", list(VISIT_EVERY))
def test_a_visit_is_due_again_after_its_kinds_time_whatever_the_hour(kind: NeedKind) -> None:
    late = datetime(2026, 11, 1, 13, tzinfo=UTC)  # nine in the evening
    one, last = InNeed("x", kind, grid(1), "w1"), {"x": Visited(id="x", at=late, person="w1", outcome="well")}
    due = datetime(2026, 10, 31, 23, tzinfo=UTC) + VISIT_EVERY[kind]  # seven in the morning of that day
    assert visits_due([one], last, due) == ["x"]
    assert visits_due([one], last, due - timedelta(days=1)) == []
