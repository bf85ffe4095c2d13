"""People and scenarios: the same seed, the same choices; as in life, most is settled on the spot."""

from collections import Counter
from itertools import pairwise

import pytest

from command.domain.category import CATEGORIES
from tests.simulator.test_fitting import GROUND
from workers.simulator import habits, matters
from workers.simulator.habits import HABITS, chance_of
from workers.simulator.outbox import _shifted
from workers.simulator.scenario import SCENARIOS, on_duty, plan, walks_at
from workers.simulator.walking import Walk

HOMES = sorted(GROUND.grids) * 3


def day_of(seed: int, name: str) -> list[object]:
    habit = habits.habit_of(chance_of(seed, name, "habit"))
    chance = chance_of(seed, name, "answers")
    return [habit, *(habits.answer(habit, chance) for _ in range(20)), habits.work(habit, 300, chance)]


def test_a_seed_gives_the_same_people_and_another_gives_others() -> None:
    names = [f"worker-{n}" for n in range(50)]
    assert [day_of(7, name) for name in names] == [day_of(7, name) for name in names]
    assert [day_of(7, name) for name in names] != [day_of(8, name) for name in names]


def test_every_kind_of_person_is_there() -> None:
    kinds = Counter(habits.habit_of(chance_of(1, n)).kind for n in range(1000))
    assert set(kinds) == set(HABITS)
    assert kinds["quick"] > kinds["slow"] > kinds["silent"]


def test_who_is_silent_never_answers_and_some_who_are_wrong_answer_late() -> None:
    chance = chance_of(1)
    silent = {habits.answer(HABITS["silent"][1], chance)[0] for _ in range(200)}
    wrong = Counter(habits.answer(HABITS["wrong"][1], chance)[0] for _ in range(400))
    assert silent == {"ignore"}
    assert wrong["late"] > 50
    assert wrong["decline"] > wrong["accept"]


@pytest.mark.parametrize("name", list(SCENARIOS))
def test_a_scenario_is_drawn_from_its_seed_alone(name: str) -> None:
    scenario = SCENARIOS[name]
    drawn = plan(scenario, GROUND, HOMES, 4)
    assert drawn == plan(scenario, GROUND, HOMES, 4)
    assert drawn != plan(scenario, GROUND, HOMES, 5)
    assert len(drawn) == round(scenario.rate * scenario.duration_s)
    assert all(0 <= entry.due_s <= scenario.duration_s for entry in drawn)
    assert {entry.matter.category for entry in drawn} <= set(CATEGORIES)


def test_on_a_patrol_day_most_entries_are_settled_and_few_ask_for_help() -> None:
    drawn = [entry for entry in plan(SCENARIOS["patrol-day"], GROUND, HOMES, 1) if entry.worker is not None]
    done = Counter(entry.matter.disposition for entry in drawn)
    assert done["settled"] > 0.8 * len(drawn)
    assert 0 < done["help"] < 0.1 * len(drawn)


def test_a_burst_is_floods_of_many_people_in_few_places() -> None:
    drawn = plan(SCENARIOS["burst"], GROUND, HOMES, 1)
    floods = [entry for entry in drawn if entry.matter.category == "event.0406"]
    assert len(floods) > 0.4 * len(drawn)
    assert max(Counter(entry.grid for entry in floods).values()) > 20


def test_at_night_few_are_on_duty() -> None:
    assert len(on_duty(SCENARIOS["night"], 260, 1)) == 21
    assert len(on_duty(SCENARIOS["patrol-day"], 260, 1)) == 260
    assert on_duty(SCENARIOS["night"], 260, 1) == on_duty(SCENARIOS["night"], 260, 1)


def test_there_are_two_rounds_a_day() -> None:
    day = SCENARIOS["patrol-day"]
    walking = [walks_at(day, share / 100) for share in range(100)]
    assert [a != b for a, b in pairwise(walking)].count(True) == 4


def test_a_walk_stays_in_its_grid_and_depends_only_on_its_chance() -> None:
    grid = HOMES[0]
    walk, again = Walk(GROUND, grid, chance_of(1, "w")), Walk(GROUND, grid, chance_of(1, "w"))
    places = [walk.at(second * 61.0) for second in range(300)]
    assert places == [again.at(second * 61.0) for second in range(300)]
    assert all(GROUND.kept_in(grid, place) == place for place in places)
    assert len(set(places)) > 250


def test_a_caller_is_made_up() -> None:
    assert matters.caller(chance_of(1))["phone"].startswith("000-")


def test_a_phone_with_a_wrong_clock_makes_ids_of_its_own_time() -> None:
    id_ = "0198f000-0000-7abc-8def-0123456789ab"
    assert _shifted(id_, 0) == id_
    assert _shifted(id_, -1) == "0198efff-ffff-7abc-8def-0123456789ab"
