"""Many wait at once: who goes where is settled for all together, life first, and nobody is sent back and forth."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.surge.matching import Matrix, match, prepare
from command.domain.surge.plan import Free, Match, Waiting, one_by_one, together
from tests.domain.builder import UNSAMPLED, World, point, small_world

PRESSED = replace(UNSAMPLED, surge_from=2)
Snapshot = tuple[list[Any], list[int], list[list[int]]]
prepare()


def waiting(number: int, priority: f.Priority = 1, waited_s: float = 0, barred: tuple[str, ...] = ()) -> Waiting:
    return Waiting(incident=f"i{number}", number=number, priority=priority, waited_s=waited_s, barred=frozenset(barred))


def idle(name: str, burden: int = 5) -> Free:
    return Free(person=name, burden=burden)


snapshots = st.integers(1, 7).flatmap(
    lambda rows: st.integers(1, 7).flatmap(
        lambda columns: st.tuples(
            st.lists(
                st.tuples(st.sampled_from([1, 2, 3, 4]), st.integers(0, 3600), st.sets(st.integers(0, columns - 1))),
                min_size=rows,
                max_size=rows,
            ),
            st.lists(st.integers(2, 5), min_size=columns, max_size=columns),
            st.lists(st.lists(st.integers(0, 3000), min_size=columns, max_size=columns), min_size=rows, max_size=rows),
        )
    )
)


def made(snapshot: Snapshot) -> tuple[list[Waiting], list[Free], Matrix]:
    waits, burdens, needs = snapshot
    listed = [waiting(n, p, w, tuple(f"p{c}" for c in out)) for n, (p, w, out) in enumerate(waits)]
    return listed, [idle(f"p{n}", b) for n, b in enumerate(burdens)], np.array(needs, dtype=float)


@given(snapshots)
def test_nobody_is_sent_twice_nor_barred_nor_from_something_as_urgent(snapshot: Snapshot) -> None:
    waits, free, needs = made(snapshot)
    plan = together(waits, free, needs)
    assert len({m.row for m in plan}) == len({m.column for m in plan}) == len(plan)
    for one in plan:
        assert free[one.column].person not in waits[one.row].barred
        assert free[one.column].burden > waits[one.row].priority


@given(snapshots)
def test_as_many_about_life_get_somebody_as_can_be_and_never_fewer_than_one_by_one(
    snapshot: Snapshot,
) -> None:
    waits, free, needs = made(snapshot)

    def about_life(plan: list[Match]) -> int:
        return sum(waits[m.row].priority == 1 for m in plan)

    assert about_life(together(waits, free, needs)) >= about_life(one_by_one(waits, free, needs))


@given(snapshots)
def test_who_gets_whom_about_life_does_not_depend_on_anything_less_urgent(snapshot: Snapshot) -> None:
    waits, free, needs = made(snapshot)
    rows = [r for r, one in enumerate(waits) if one.priority == 1]
    alone = together([waits[r] for r in rows], free, needs[rows, :]) if rows else []
    among = [m for m in together(waits, free, needs) if waits[m.row].priority == 1]
    assert [(m.row, m.column) for m in among] == [(rows[m.row], m.column) for m in alone]


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_the_match_is_the_best_there_is(rows: int, columns: int, data: st.DataObject) -> None:
    """Against trying all of them."""
    numbers = st.lists(st.integers(0, 99), min_size=columns, max_size=columns)
    cost = np.array(data.draw(st.lists(numbers, min_size=rows, max_size=rows)), dtype=float)
    found = match(cost, np.zeros(rows))
    assert sum(one >= 0 for one in found) == min(rows, columns)
    if rows <= columns:
        best = min(sum(cost[r, c] for r, c in enumerate(p)) for p in permutations(range(columns), rows))
    else:
        best = min(sum(cost[r, c] for c, r in enumerate(p)) for p in permutations(range(rows), columns))
    assert sum(cost[r, c] for r, c in enumerate(found) if c >= 0) == pytest.approx(best)


def flooded(*grids: int, hazard: str = "none") -> World:
    """So many floods wait, and nobody is there."""
    world = small_world(PRESSED)
    world.person("stranger", "worker")
    for n in grids:
        world.report("stranger", category="event.0406", place=point(n), hazard=hazard)
    assert all(i.status == "unattended" for i in world.picture.incidents.values())
    return world


def offers(world: World) -> dict[str, str]:
    """Who was offered what lies in which grid."""
    return {o.person: world.picture.incidents[o.incident].place.grid[-6:] for o in world.picture.offers.values()}


def test_two_who_come_on_duty_together_get_what_is_best_for_both() -> None:
    world = flooded(1, 2)
    world.alive |= {"w3", "w6"}
    world.send_together(("w6", "duty.check_in", {"place": point(3)}), ("w3", "duty.check_in", {"place": point(2)}))
    assert offers(world) == {"w3": "001001", "w6": "001002"}, "w6 came first, and one after the other had got grid 1"


def test_the_offer_says_that_it_was_settled_together_and_who_nearer_went_elsewhere() -> None:
    world = flooded(1, 2)
    world.alive |= {"w3", "w6"}
    world.send_together(("w6", "duty.check_in", {"place": point(3)}), ("w3", "duty.check_in", {"place": point(2)}))
    made_ = [one.fact for one in world.last if isinstance(one.fact, f.OfferMade)]
    reason = next(fact.reason.together for fact in made_ if fact.person == "w6")
    assert reason is not None
    assert (reason.waiting, reason.people) == (2, 2)
    first = world.incident
    assert [(one.sent_to, one.priority) for one in reason.nearer] == [(first.number, first.priority)]


def test_settling_again_changes_nothing() -> None:
    world = flooded(1, 2, 3)
    world.on_duty("w1", "w2")
    before = offers(world)
    world.on_duty("w5", place=point(1))
    assert {person: where for person, where in offers(world).items() if person != "w5"} == before


def test_a_few_that_wait_are_given_in_their_order_as_ever() -> None:
    world = flooded(4)
    world.on_duty("w1")
    (made_,) = [one.fact for one in world.last if isinstance(one.fact, f.OfferMade)]
    assert made_.reason.together is None


def test_a_report_about_life_takes_whoever_is_nearest_at_once_though_many_wait() -> None:
    world = flooded(1, 2, 3)
    world.on_duty("w4", place=point(4))
    (offered,) = world.picture.offers.values()
    world.answer("w4", "accept", offer=offered.id)
    told = world.report("stranger", category="grid.medical", place=point(4, 30), hazard="life")
    assert [fact.person for fact in told if isinstance(fact, f.OfferMade)] == ["w4"]


def test_somebody_freed_in_the_transaction_in_which_a_retry_is_due_is_asked_about_it_once() -> None:
    world = flooded(1, 2)
    world.now += timedelta(hours=1)
    world.alive.add("w3")
    draft = world.draft()
    world.decide(draft, "w3", "duty.check_in", {"place": point(1)})
    told = world.tick(draft)
    assert len([fact for fact in told if isinstance(fact, f.OfferMade)]) == len(world.picture.offers) == 1
    assert world.incident.status == "offered", "and it is not said that nobody can be sent"
