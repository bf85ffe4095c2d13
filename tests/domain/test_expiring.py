"""Silence leads upward: one next deadline for each open incident, each step once (P6)."""

from datetime import timedelta

import pytest

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.expiring import pass_deadline
from tests.domain.builder import World, addressed, kinds, only, small_world


@pytest.fixture
def world() -> World:
    """w1 has a flooded road; supervisors, operators and a coordinator are connected."""
    made = small_world()
    made.at_post("s", "st", "op", "wl", "co")
    made.on_duty("w1")
    made.report("w3")
    made.answer("w1", "accept")
    return made


def passing(world: World, incident: str, round_: int, step: int) -> tuple[bool, list[f.AnyFact]]:
    draft = Draft(world.situation, world.now, world.new_id, world.alive.__contains__)
    passed = pass_deadline(draft, incident, round_, step)
    return passed, [one.fact for one in draft.facts]


def test_who_does_not_finish_in_time_is_told_of_upward_and_reminded(world: World) -> None:
    world.advance("w1", "on_scene")
    done = world.wait_for_deadline()
    assert kinds(done) == ["IncidentEscalated", "SupervisionOrdered"]
    escalated = only(done, f.IncidentEscalated)
    assert (escalated.level, escalated.told, escalated.passed.kind) == (1, ["s", "w1"], "finish")
    assert addressed(world, f.IncidentEscalated) == {"s", "w1"}


def test_who_does_not_arrive_in_time_is_asked_once_and_nobody_else_is_rung(world: World) -> None:
    done = world.wait_for_deadline()
    assert kinds(done) == ["ArrivalAsked"]
    assert addressed(world, f.ArrivalAsked) == {"w1"}
    assert world.tick() == []


def test_who_does_not_answer_whether_they_come_loses_it_to_somebody_else(world: World) -> None:
    world.on_duty("w1b")
    world.wait_for_deadline()
    done = world.wait_for_deadline()
    assert kinds(done) == ["AssignmentEnded", "OfferMade"]
    assert only(done, f.AssignmentEnded).why == "not_arrived"
    assert only(done, f.OfferMade).person == "w1b", "not w1 again, whose grid it is too"


def test_who_is_taken_off_for_not_coming_is_not_asked_again_in_later_rounds_either(world: World) -> None:
    world.wait_for_deadline()
    assert "NobodyAvailable" in kinds(world.wait_for_deadline())
    assert kinds(world.wait_for_deadline()) == ["NobodyAvailable"]


@pytest.mark.parametrize("how", ["button", "setting out"])
def test_who_says_that_they_come_has_the_time_of_the_way_once_more_and_is_not_asked_again(
    world: World, how: str
) -> None:
    world.wait_for_deadline()
    (assignment,) = world.picture.assignments
    if how == "button":
        answered = only(world.send("w1", "assignment.confirm", assignment=assignment), f.ArrivalAnswered)
        assert answered.due == world.now + timedelta(minutes=30)
    else:
        world.advance("w1", "en_route")
    assert world.incident.next is not None
    assert (world.incident.next.kind, world.incident.next.due) == ("arrive", world.now + timedelta(minutes=30))
    assert kinds(world.wait_for_deadline())[0] == "AssignmentEnded"


def test_who_was_not_asked_has_nothing_to_confirm(world: World) -> None:
    (assignment,) = world.picture.assignments
    told = only(world.send("w1", "assignment.confirm", assignment=assignment), f.RequestRefused)
    assert told.refusal.code == "not_asked"


@pytest.mark.parametrize("to", ["on_scene", "done"])
def test_unfinished_and_unverified_work_is_told_of_upward_too(world: World, to: str) -> None:
    world.advance("w1", to)
    escalated = only(world.wait_for_deadline(), f.IncidentEscalated)
    assert escalated.passed.kind == {"on_scene": "finish", "done": "verify"}[to]


def test_silence_rises_level_by_level_and_is_repeated_at_the_top_for_ever(world: World) -> None:
    world.advance("w1", "on_scene")
    told = [only(world.wait_for_deadline(), f.IncidentEscalated) for _ in range(6)]
    assert [one.level for one in told] == [1, 2, 3, 4, 4, 4]
    assert told[5].told == ["s", "st", "op", "wl", "co", "w1"]
    steps = [(one.passed.round, one.passed.step) for one in told]
    assert steps == sorted(set(steps)), "each step once, and rising"


def test_a_level_nobody_of_which_can_be_reached_is_not_waited_for(world: World) -> None:
    world.advance("w1", "on_scene")
    world.alive -= {"s", "st"}
    escalated = only(world.wait_for_deadline(), f.IncidentEscalated)
    assert (escalated.level, escalated.told) == (3, ["s", "st", "op", "wl", "w1"])


def test_a_sign_of_progress_takes_the_escalation_back_to_the_bottom(world: World) -> None:
    world.advance("w1", "on_scene")
    world.wait_for_deadline()
    world.wait_for_deadline()
    assert world.incident.level == 2
    world.advance("w1", "done")
    assert world.incident.level == 0
    assert only(world.wait_for_deadline(), f.IncidentEscalated).level == 1


def test_a_step_is_acted_on_once_however_often_the_clock_looks(world: World) -> None:
    assert kinds(world.wait_for_deadline()) == ["ArrivalAsked"]
    assert world.tick() == []
    assert world.wait(1) == []


def test_a_deadline_that_is_not_due_yet_or_not_the_next_any_more_does_nothing(world: World) -> None:
    due = world.incident.next
    assert due is not None
    incident = world.incident.id
    assert passing(world, incident, due.round, due.step) == (False, [])
    world.wait((due.due - world.now).total_seconds())
    assert passing(world, incident, due.round, due.step) == (False, [])
    assert passing(world, "no-such-incident", 0, 1) == (False, [])


def test_after_a_long_pause_each_incident_is_acted_on_once_and_goes_on_from_now(world: World) -> None:
    world.report("w3", n=4)
    done = world.wait(3 * 86400)
    assert sorted(kinds(done)) == ["ArrivalAsked", "NobodyAvailable"]
    for incident in world.picture.incidents.values():
        assert incident.next is not None
        assert incident.next.due > world.now


def test_rounds_and_steps_of_an_incident_never_repeat(world: World) -> None:
    world.on_duty("w2")
    world.advance("w1", "failed")
    for _ in range(5):
        world.wait_for_deadline()
    world.send("op", "incident.reassign", incident=world.incident.id, reason="换人", to="w2")
    world.advance("w2", "on_scene")
    world.wait_for_deadline()
    world.advance("w2", "done")
    world.wait_for_deadline()
    steps = [d.fact.next for _, _, d in world.ledger if getattr(d.fact, "next", None) is not None]
    keys = [(due.round, due.step) for due in steps]
    assert len(keys) == len(set(keys))


def test_an_answer_that_comes_just_before_the_clock_looks_still_counts() -> None:
    world = small_world()
    world.on_duty("w1")
    world.report("w3")
    world.now += timedelta(seconds=301)
    assert kinds(world.answer("w1", "accept")) == ["AssignmentMade"]
    assert world.tick() == []
