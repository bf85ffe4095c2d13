"""A page that is loaded again finds everything that is its person's, or their unit's."""

from command.domain.picture import Picture
from command.store.snapshot import Snapshot
from command.wire.answers import StaffAnswer, staff_answer
from realtime.snapshots import _Reading
from tests.domain.builder import World, only, small_world
from tests.domain.test_units import burst, f, lead_of, unit


def snapshot(world: World, who: str) -> StaffAnswer:
    """As the gateway makes it."""
    taken = Snapshot(epoch="e", number=world.picture.number, hash=b"", now=world.now, picture=world.picture)
    mine: Picture = _Reading(taken, {}).of(who)
    return staff_answer(mine, world.picture.people[who], "e", world.now, [])


def test_a_desk_finds_what_its_unit_was_offered_has_and_finished() -> None:
    world = small_world()
    unit(world)
    world.on_duty("w1")
    offer = lead_of(burst(world))
    assert [one.offer for one in snapshot(world, "water-desk").offers] == [offer.offer]
    made = only(world.answer("water-desk", "accept", offer.offer), f.AssignmentMade)
    found = snapshot(world, "water-desk")
    assert (found.offers, [one.assignment for one in found.assignments]) == ([], [made.assignment])
    world.advance("water-desk", "done", made.assignment, note="已换管")
    (finished,) = snapshot(world, "water-desk").finished
    assert (finished.incident, finished.rework) == (made.incident, 0)
    assert finished.feedback is not None
    assert finished.feedback.note == "已换管"
    world.send("s", "incident.close", incident=made.incident)
    assert snapshot(world, "water-desk").finished == []


def test_what_is_another_units_or_workers_is_not_found() -> None:
    world = small_world()
    unit(world)
    unit(world, "gas", "gas")
    world.on_duty("w1")
    world.answer("water-desk", "accept", lead_of(burst(world)).offer)
    assert snapshot(world, "gas-desk").assignments == []
    assert [one.part for one in snapshot(world, "w1").offers] == ["look"]
