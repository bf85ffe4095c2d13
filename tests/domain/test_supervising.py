"""核查结案, 作废, 改派: by whom, of what, and with which reason; and what becomes of the people on it."""

import pytest

from command.domain import facts as f
from tests.domain.builder import World, addressed, grid, kinds, none, only, refused, small_world


@pytest.fixture
def world() -> World:
    """w1 is asked about a flooded road that w3 reported; w2 is next."""
    made = small_world()
    made.on_duty("w1", "w2")
    made.report("w3")
    return made


def close(world: World, who: str, **data: str) -> list[f.AnyFact]:
    return world.send(who, "incident.close", incident=world.incident.id, **data)


def void(world: World, who: str, reason: str = "误报") -> list[f.AnyFact]:
    return world.send(who, "incident.void", incident=world.incident.id, reason=reason)


def reassign(world: World, who: str = "op", **data: str) -> list[f.AnyFact]:
    return world.send(who, "incident.reassign", incident=world.incident.id, **{"reason": "换人", **data})


@pytest.mark.parametrize("who", ["s", "st", "op", "wl", "co"])
def test_handled_work_is_verified_and_closed_by_somebody_above(world: World, who: str) -> None:
    world.answer("w1", "accept")
    world.advance("w1", "done", note="已疏通")
    closed = only(close(world, who, note="现场已看"), f.IncidentClosed)
    assert (closed.outcome, closed.by, closed.note) == ("handled", who, "现场已看")
    assert addressed(world, f.IncidentClosed) == {who, "w1", "w3"}
    assert world.picture.incidents == {}


def test_nobody_verifies_their_own_work(world: World) -> None:
    world.report("s", category="event.0404", disposition="mine")
    (assignment,) = world.picture.assignments
    world.advance("s", "done", note="已疏通")
    mine = world.picture.incidents
    (incident,) = [i.id for i in mine.values() if i.handler == "s"]
    assert assignment not in world.picture.assignments
    assert refused(world.send("s", "incident.close", incident=incident)) == "own_work"
    assert refused(world.send("s", "incident.close", incident=incident, outcome="no_action", note="x")) == "own_work"
    assert kinds(world.send("st", "incident.close", incident=incident)) == ["IncidentVerified", "IncidentClosed"]


def test_what_nobody_finished_cannot_be_closed_as_handled(world: World) -> None:
    assert refused(close(world, "op")) == "incident_not_handled"
    world.answer("w1", "accept")
    assert refused(close(world, "op")) == "incident_not_handled"


def test_what_needs_nobody_is_closed_with_a_note_and_whoever_was_asked_is_told(world: World) -> None:
    for note in ("", "  "):
        assert refused(close(world, "op", outcome="no_action", note=note)) == "reason_needed"
    done = close(world, "op", outcome="no_action", note="水已退")
    assert kinds(done) == ["OfferClosed", "IncidentClosed"]
    assert only(done, f.OfferClosed).why == "incident_closed"
    assert addressed(world, f.OfferClosed) == {"w1"}


def test_closing_under_somebody_at_work_tells_them_and_frees_them_for_what_waits(world: World) -> None:
    world.answer("w1", "accept")
    world.send("w2", "duty.check_out")
    world.report("w3", category="event.0404")
    done = close(world, "op", outcome="no_action", note="重复")
    assert kinds(done) == ["AssignmentEnded", "IncidentClosed", "OfferMade"]
    assert only(done, f.AssignmentEnded).why == "incident_closed"
    assert only(done, f.OfferMade).person == "w1"


def test_a_supervisor_closes_only_in_their_own_areas_even_what_they_reported_themselves(world: World) -> None:
    world.person("far", "supervisor", "460107002")
    world.report("far", category="event.0404")
    (own,) = [i.id for i in world.picture.incidents.values() if i.reporters == ["far"]]
    done = world.send("far", "incident.close", incident=own, outcome="no_action", note="x")
    assert refused(done) == "incident_unknown"


def test_an_incident_outside_a_supervisors_areas_does_not_exist_for_them(world: World) -> None:
    world.person("far", "supervisor", "460107002")
    assert refused(close(world, "far")) == "incident_unknown"
    assert refused(world.send("op", "incident.close", incident="no-such-thing")) == "incident_unknown"


@pytest.mark.parametrize("who", ["w1", "w3"])
def test_a_worker_closes_voids_and_reassigns_nothing(world: World, who: str) -> None:
    assert refused(close(world, who)) == "not_allowed"
    assert refused(void(world, who)) == "not_allowed"
    assert refused(reassign(world, who)) == "not_allowed"


def test_only_a_watch_leader_or_a_coordinator_voids_and_with_a_reason(world: World) -> None:
    assert refused(void(world, "s")) == "not_allowed"
    assert kinds(void(world, "op")) == ["VoidAsked"]
    assert world.incident.status == "offered", "what is asked for changes nothing yet"
    assert refused(void(world, "wl", "")) == "reason_needed"
    done = void(world, "wl")
    assert kinds(done) == ["OfferClosed", "IncidentVoided"]
    assert addressed(world, f.IncidentVoided) == {"wl", "w1", "w3"} - {"w1"}


def test_a_coordinator_voids_under_somebody_at_work_and_frees_them(world: World) -> None:
    world.answer("w1", "accept")
    world.send("w2", "duty.check_out")
    world.report("w3", category="event.0404")
    done = void(world, "co")
    assert kinds(done) == ["AssignmentEnded", "IncidentVoided", "OfferMade"]
    assert only(done, f.AssignmentEnded).why == "incident_voided"


def test_a_supervisor_does_not_reassign(world: World) -> None:
    assert refused(reassign(world, "s")) == "not_allowed"


def test_a_reassignment_needs_a_reason(world: World) -> None:
    assert refused(reassign(world, reason=" ")) == "reason_needed"


def test_back_to_dispatch_the_next_is_asked_at_the_clocks_next_look_and_not_the_one_it_was_taken_from(
    world: World,
) -> None:
    done = reassign(world)
    assert kinds(done) == ["IncidentReassigned", "OfferClosed"]
    assert only(done, f.OfferClosed).why == "withdrawn"
    assert world.incident.status == "filed"
    asked = world.tick()
    assert kinds(asked) == ["OfferMade"]
    assert only(asked, f.OfferMade).person == "w2"


def test_who_had_it_taken_away_is_told_and_not_asked_about_it_again(world: World) -> None:
    world.answer("w1", "accept")
    done = reassign(world)
    assert kinds(done) == ["IncidentReassigned", "AssignmentEnded"]
    assert only(done, f.AssignmentEnded).why == "reassigned"
    assert addressed(world, f.AssignmentEnded) == {"w1"}
    assert only(world.tick(), f.OfferMade).person == "w2"
    world.answer("w2", "decline")
    asked = [fact for _ in range(5) for fact in world.wait_for_deadline() if isinstance(fact, f.OfferMade)]
    assert {offer.person for offer in asked} == {"w2"}


def test_reassigned_back_to_dispatch_with_nobody_left_is_said_at_once(world: World) -> None:
    world.send("w2", "duty.check_out")
    reassign(world)
    assert kinds(world.tick()) == ["NobodyAvailable"]


def test_a_named_person_has_it_at_once_with_the_reason(world: World) -> None:
    world.answer("w1", "accept")
    world.on_duty("w4")
    done = reassign(world, to="w4", reason="有水泵")
    assert kinds(done) == ["IncidentReassigned", "AssignmentEnded", "AssignmentMade"]
    made = only(done, f.AssignmentMade)
    assert (made.person, made.by, made.reason, made.request) == ("w4", "op", "有水泵", None)
    assert addressed(world, f.AssignmentMade) == {"w4"}
    assert addressed(world, f.IncidentReassigned) == {"op", "w1"}


def test_who_loses_it_is_free_for_what_waits(world: World) -> None:
    world.answer("w1", "accept")
    world.send("w2", "duty.check_out")
    world.report("w3", category="event.0404")
    world.send("w4", "duty.check_in")
    done = reassign(world, to="w4")
    assert kinds(done) == ["IncidentReassigned", "AssignmentEnded", "AssignmentMade", "OfferMade"]
    assert only(done, f.OfferMade).person == "w1"


def test_a_named_person_must_exist_be_a_worker_and_be_on_duty(world: World) -> None:
    assert refused(reassign(world, to="nobody")) == "person_unknown"
    assert refused(reassign(world, to="op")) == "person_unknown"
    done = reassign(world, to="w4")
    assert refused(done) == "person_unfit"
    assert only(done, f.RequestRefused).refusal.message == "此人现在不能派：已下岗"
    assert world.incident.status == "offered", "a refusal changes nothing"


def test_finished_work_that_is_not_good_goes_back_to_the_same_hands_when_they_are_named(world: World) -> None:
    world.answer("w1", "accept")
    world.advance("w1", "done")
    done = reassign(world, to="w1", reason="返工")
    assert kinds(done) == ["IncidentReassigned", "AssignmentMade"]
    assert world.incident.status == "assigned"


def test_a_reassignment_begins_a_new_round_of_deadlines(world: World) -> None:
    first = world.incident.next
    assert first is not None
    reassign(world)
    again = world.incident.next
    assert again is not None
    assert (again.kind, again.round, again.due) == ("dispatch", first.round + 1, world.now)


def test_what_is_over_is_told_so_and_how(world: World) -> None:
    incident = world.incident.id
    void(world, "wl")
    for method, data in (("close", {}), ("void", {"reason": "x"}), ("reassign", {"reason": "x"})):
        done = world.send("wl", f"incident.{method}", incident=incident, **data)
        assert refused(done) == "incident_over"
        assert only(done, f.RequestRefused).refusal.message == "这起事件已经作废"


def test_a_task_is_closed_by_an_operator_once(world: World) -> None:
    draft = world.draft()
    world._keep(draft, [f.EntrySetAside(task="t1", entry="1-0", method="x", sender="w1", error="bad")])
    assert refused(world.send("s", "task.close", task="t1")) == "not_allowed"
    assert kinds(world.send("op", "task.close", task="t1", note="看过")) == ["TaskDone"]
    assert refused(world.send("op", "task.close", task="t1")) == "task_unknown"


def test_another_grid_is_not_touched_by_any_of_it(world: World) -> None:
    world.on_duty("w4")
    other = only(world.report("w3", n=4), f.OfferMade)
    assert (other.person, other.grid) == ("w4", grid(4))
    first = min(world.picture.incidents)
    done = world.send("wl", "incident.void", incident=first, reason="误报")
    assert none(done, f.OfferMade)
    assert list(world.picture.offers) == [other.offer]
