"""A leader hears of their own people: who is silent on duty, whose day is not done, and who is on nobody's list."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from command.domain import facts as f
from command.domain.kept.summons import Summons
from command.domain.patrol.day import InNeed, open_day
from command.domain.patrol.evening import is_evening, look_in_evening
from command.domain.reach.watching import watch
from command.store.deliveries import asked_by_summons
from tests.domain.builder import DISTRICT, World, addressed, grid, none, only, refused, small_world

MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # half past eight in the district
EVENING = datetime(2026, 11, 23, 12, tzinfo=UTC)  # eight in the evening
LI, WU, MO = "resident-li", "resident-wu", "resident-mo"
IN_NEED = [
    InNeed(LI, "living_alone", grid(1), "w1"),
    InNeed(WU, "low_income", grid(3), "w3"),
    InNeed(MO, "disabled", grid(5), ""),
]


@pytest.fixture
def world() -> World:
    world = small_world()
    world.now = MORNING
    world.person("leader", "supervisor", grid(1), grid(2), grid(3))
    world.on_duty("w1", "w2")
    draft = world.draft()
    open_day(draft, world.picture.people["w1"], IN_NEED[:1])
    open_day(draft, world.picture.people["w2"], [])
    world._keep(draft)
    return world


def look(world: World) -> list[f.AnyFact]:
    draft = world.draft()
    look_in_evening(draft, IN_NEED)
    return world._keep(draft)


def hear(world: World, **ages: float | None) -> list[f.AnyFact]:
    draft = world.draft()
    watch(draft, ages.get)
    return world._keep(draft)


def the(world: World, kind: str) -> Summons:
    (found,) = [one for one in world.picture.summonses.values() if one.kind == kind]
    return found


def rungs(summons: Summons, person: str) -> Any:
    return next((one.rungs for one in asked_by_summons(summons) if one.person == person), None)


def finish_rounds(world: World, who: str) -> None:
    for _ in range(2):
        world.send(who, "round.start")
        world.now += timedelta(hours=2)
        world.send(who, "round.finish")


def test_in_the_evening_each_leader_is_called_about_who_is_behind_and_who_is_on_nobodys_list(world: World) -> None:
    assert look(world) == [], "not in the morning"
    finish_rounds(world, "w2")
    world.now = EVENING
    facts = look(world)
    told = next(one for one in facts if isinstance(one, f.EveningTold) and one.area == grid(1)[:12])
    assert [(one.person, one.rounds, one.need, one.visits) for one in told.behind] == [("w1", 0, 2, 1)]
    assert [one.resident for one in told.unattended] == [WU]
    assert told.unattended[0].worker_name == "name of w3"
    assert told.told == ["leader"]
    summons = the(world, "missed") if len(world.picture.summonses) == 1 else None
    mine = summons or next(one for one in world.picture.summonses.values() if "leader" in one.people)
    assert rungs(mine, "leader") == ("messenger", "sms"), "nobody is telephoned for an evening's round"
    assert mine.people["leader"].about == sorted(["w1", WU])
    assert addressed(world, f.PeopleSummoned)
    assert not is_evening(world.draft())
    assert look(world) == [], "once an evening"


def test_somebody_in_need_without_any_worker_is_told_too(world: World) -> None:
    world.now = EVENING
    facts = look(world)
    alone = [one.resident for fact in facts if isinstance(fact, f.EveningTold) for one in fact.unattended]
    assert MO in alone


def test_an_evening_call_is_repeated_once_to_the_tier_above_and_is_over_before_the_night(world: World) -> None:
    world.at_post("st")
    finish_rounds(world, "w2")
    world.now = EVENING
    look(world)
    widened = [one for one in world.wait(45 * 60) if isinstance(one, f.SummonsWidened)]
    assert any({"leader", "st"} <= set(one.people) for one in widened)
    ended = [one for one in world.wait(45 * 60) if isinstance(one, f.SummonsEnded)]
    assert {one.why for one in ended} == {"over"}
    assert not [one for one in world.picture.summonses.values() if one.kind == "missed"]


def test_a_leader_who_has_seen_it_is_not_called_again(world: World) -> None:
    finish_rounds(world, "w2")
    world.now = EVENING
    look(world)
    for summons in list(world.picture.summonses.values()):
        for who in list(summons.people):
            world.send(who, "summons.answer", summons=summons.id, word="seen")
    later = world.wait(45 * 60)
    assert none(later, f.SummonsWidened)
    assert {one.why for one in later if isinstance(one, f.SummonsEnded)} == {"answered"}


def test_a_colleague_of_the_grid_may_go_to_whoever_is_on_nobodys_list(world: World) -> None:
    world.person("w3b", "worker", grid(3))
    world.on_duty("w3b")
    assert refused(world.send("w3b", "visit.record", resident=WU, outcome="well")) == "visit_unknown"
    world.now = EVENING
    look(world)
    assert refused(world.send("w1", "visit.record", resident=WU, outcome="well")) == "visit_unknown"
    assert only(world.send("w3b", "visit.record", resident=WU, outcome="well"), f.VisitRecorded).day is None
    assert not world.picture.evenings[grid(3)[:12]].unattended
    assert refused(world.send("w3b", "visit.record", resident=WU, outcome="well")) == "visit_unknown"


def test_what_the_level_says_is_not_done_is_missed_by_nobody(world: World) -> None:
    import msgspec

    world.policy = msgspec.structs.replace(world.policy, not_done=frozenset({"patrol", "visits"}))
    world.now = EVENING
    facts = look(world)
    behind = [one for fact in facts if isinstance(fact, f.EveningTold) for one in fact.behind]
    assert [(one.person, one.visits) for one in behind] == [("w1", 1)], (
        "a visit that was set before is still to be made"
    )
    assert not [one for fact in facts if isinstance(fact, f.EveningTold) for one in fact.unattended]


def test_the_evening_before_is_forgotten(world: World) -> None:
    world.now = EVENING
    look(world)
    assert world.picture.evenings[grid(3)[:12]].unattended
    world.now = EVENING + timedelta(days=1)
    for who, resident in (("w1", LI), ("w3", WU)):
        world.picture.visited[resident] = f_visited(resident, who, world.now)
    world.picture.days.clear()
    looked = only(look(world), f.EveningLooked)
    assert grid(3)[:12] in looked.over
    assert set(world.picture.evenings) <= {DISTRICT, grid(5)[:12]}


def f_visited(resident: str, who: str, at: datetime) -> Any:
    from command.domain.kept.patrol import Visited

    return Visited(id=resident, at=at, person=who, outcome="well")


def test_a_grid_that_stays_silent_rings_its_leaders_phone_first_softly_then_by_telephone(world: World) -> None:
    world.at_post("st", "op")
    world.now += timedelta(minutes=10)
    assert only(hear(world, w1=130, w2=1), f.ContactLost)
    assert not world.picture.summonses, "two minutes in a pocket wake nobody"
    world.wait(600)
    summons = the(world, "contact")
    assert rungs(summons, "leader") == ("messenger", "sms")
    assert summons.people["leader"].about == ["w1"]
    world.wait(600)
    assert rungs(the(world, "contact"), "leader") == ("messenger", "sms", "call")
    assert the(world, "contact").people["leader"].turn == 1
    hear(world, w1=1, w2=1)
    assert not world.picture.summonses, "heard of again: nobody is called any more"


def test_more_grids_that_fall_silent_are_one_call_to_their_leader(world: World) -> None:
    world.now += timedelta(minutes=10)
    hear(world, w1=130, w2=1)
    world.wait(600)
    hear(world, w1=700, w2=130)
    world.wait(599)
    assert set(the(world, "contact").people["leader"].about) >= {"w1"}
    world.wait(2)
    assert the(world, "contact").people["leader"].about == ["w1", "w2"]


def test_a_leader_who_sees_to_it_is_left_alone_for_half_an_hour(world: World) -> None:
    world.now += timedelta(minutes=10)
    hear(world, w1=130, w2=1)
    world.wait(600)
    world.send("leader", "summons.answer", summons=the(world, "contact").id, word="seen")
    world.wait(1200)
    assert the(world, "contact").people["leader"].word == "seen"
    world.wait(1200)
    assert the(world, "contact").people["leader"].word is None
