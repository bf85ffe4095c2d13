"""Laws that hold after anything at all: valid requests, invalid ones, silence, phones lost, rights changed; over
people, units and the stand-by list, the lead and the places beside it.

One seed by default, so that a run can be repeated; `LAWS_SEED=n` takes another, `LAWS_EXAMPLES=n` more of them.
"""

import os

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.domain.builder import point
from tests.domain.chance import Day
from tests.domain.law_invariants import Kept
from tests.domain.law_requests import Requests

SEED = int(os.environ.get("LAWS_SEED", "20140718"))
EXAMPLES = int(os.environ.get("LAWS_EXAMPLES", "60"))


class District(Requests, Kept):
    """A district to which everything happens, and in which everything holds."""


def test_the_laws_hold_whatever_happens_in_whatever_order() -> None:
    print(f"LAWS_SEED={SEED}")
    how = settings(
        max_examples=EXAMPLES,
        stateful_step_count=60,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    seed(SEED)(run_state_machine_as_test)(District, settings=how)


@pytest.mark.parametrize("seed_", [SEED + n for n in range(max(4, EXAMPLES // 20))])
def test_the_laws_hold_through_a_long_and_busy_day(seed_: int) -> None:
    district = District()
    district.begin(away=set())
    world = district.world
    world.at_post("s", "op")
    workers = ["w1", "w1b", "w2", "w3", "w4", "w5", "w6", "reporter"]
    day = Day(seed_, workers, [point(n, north) for n in range(1, 7) for north in (0, 40, 80)])
    for _ in range(400):
        who, method, data = day.ask(world.picture)
        if day.chance.random() < 0.1:
            district.time_goes_by(day.chance.choice([0.2, 30, 61, 301, 1800]))
        if day.chance.random() < 0.05:
            (world.alive.discard if day.chance.random() < 0.5 else world.alive.add)(day.chance.choice(workers))
        if day.chance.random() < 0.02:
            district.change_rights(day.chance.choice(workers), day.chance.random() < 0.7, day.chance.randint(1, 6))
        district.sent(who, method, **data)
        district.facts_survive_the_wire_and_replay_to_the_same_picture()
        district.the_loop_keeps_its_limits()
        district.every_open_incident_has_a_next_deadline_and_one_status()
        district.every_place_beside_a_lead_has_one_status_and_one_deadline_of_its_own()
        district.an_offer_lasts_as_long_as_its_incidents_deadline_and_is_as_urgent()
        district.the_indexes_are_what_the_picture_says()
    told = {type(one.fact) for _, _, one in world.ledger}
    assert len(told) >= 22, "a day in which much happens"
