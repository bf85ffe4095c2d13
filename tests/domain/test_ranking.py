"""The ranking: everybody who could go with the parts of their figure, everybody who could not with the reason."""

import random
from datetime import timedelta

import pytest

from command.domain.choosing import choose, for_lead
from command.domain.draft import Draft
from command.domain.ranking import Ranking, rank
from tests.domain.builder import METRE, World, point, small_world


def draft_of(world: World) -> Draft:
    return Draft(world.situation, world.now, world.new_id, world.alive.__contains__, world.policy)


def ranking(world: World) -> Ranking:
    return rank(draft_of(world), world.incident)


@pytest.fixture
def world() -> World:
    """A flooded road in grid 1, for which nobody was there when it was filed."""
    made = small_world()
    made.report("w6")
    return made


def test_the_grids_first_worker_comes_before_its_second_and_both_before_somebody_nearer(world: World) -> None:
    world.alive.clear()
    world.on_duty("w1", "w1b")
    world.on_duty("w2", place=point(1, 10))
    found = ranking(world)
    assert [one.person for one in found.candidates] == ["w1b", "w2"], "w1 was offered it at check-in"
    assert "second_worker" in found.candidates[0].reasons


def test_everybody_left_out_has_a_reason_and_the_numbers_add_up(world: World) -> None:
    found = ranking(world)
    assert {one.person: one.why for one in found.excluded} == {
        **dict.fromkeys(("w1", "w1b", "w2", "w3", "w4", "w5", "w6", "reporter"), "off_duty")
    }
    assert found.tally.people == 8
    assert found.lacking == ["people:1"]


def test_the_parts_add_up_to_the_figure(world: World) -> None:
    world.on_duty("w3", place=point(3))
    world.on_duty("w4", place=point(4))
    world.now += timedelta(minutes=5)
    for one in ranking(world).candidates:
        made = one.parts
        total = made.travel_s + made.age_s + made.load_s + made.rest_s + made.second_s
        assert one.score_s == pytest.approx(total, abs=0.1)
        assert made.age_s > 0, "their place was heard five minutes ago"


def test_who_has_just_finished_rests_and_who_has_other_work_comes_later() -> None:
    world = small_world()
    world.on_duty("w2", "w3")
    world.report("w6", n=2, category="event.0404")
    world.answer("w2", "accept")
    world.advance("w2", "done")
    world.report("w6", n=3, category="grid.notice")
    world.answer("w3", "accept")
    world.alive.discard("w2")
    world.report("w6", n=1, category="event.0408")
    world.alive.add("w2")
    last = max(world.picture.incidents.values(), key=lambda i: i.number)
    by_name = {one.person: one for one in rank(draft_of(world), last).candidates}
    assert "just_finished" in by_name["w2"].reasons


@pytest.mark.parametrize("seed", range(12))
def test_the_automatic_choice_is_the_first_of_the_ranking(seed: int) -> None:
    """The fast way and the whole ranking never differ, with old positions, load and rest."""
    chance = random.Random(seed)
    world = small_world()
    for number in range(60):
        id_ = f"x{number:02}"
        world.person(id_, "worker")
        world.on_duty(id_, place={"lat": 20.005 + chance.uniform(-20, 20) * 100 * METRE, "lon": 110.335})
        world.now += timedelta(seconds=chance.uniform(0, 40))
        if chance.random() < 0.3:
            world.situation.freed_at[id_] = world.now
    for n in range(1, 6):
        world.report("w6", n=n, category="event.0404")
    draft = draft_of(world)
    for incident in world.picture.incidents.values():
        best = choose(draft, for_lead(incident, again=True))
        ranked = rank(draft, incident).candidates
        assert best is not None
        assert best.person.id == ranked[0].person
