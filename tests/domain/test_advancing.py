"""出发 → 到场 → 办结: forwards only, by who has it or, with a reason, by somebody above."""

from datetime import timedelta

import pytest

from command.domain import facts as f
from tests.domain.builder import World, addressed, kinds, only, refused, small_world

ORDER = ["assigned", "en_route", "on_scene", "done"]


@pytest.fixture
def world() -> World:
    """w1 has a flooded road; w2 is on duty too."""
    made = small_world()
    made.on_duty("w1", "w2")
    made.report("w3")
    made.answer("w1", "accept")
    return made


@pytest.mark.parametrize("start", ORDER[:3])
@pytest.mark.parametrize("to", ORDER[1:])
def test_steps_may_be_skipped_forwards_and_never_go_backwards(world: World, start: str, to: str) -> None:
    if start != "assigned":
        world.advance("w1", start)
    done = world.advance("w1", to)
    if ORDER.index(to) > ORDER.index(start):
        assert kinds(done) == ["AssignmentChanged"]
        assert world.incident.status == ("handled" if to == "done" else to)
    else:
        assert refused(done) == "step_backwards"
        assert world.incident.status == start


def test_a_step_backwards_is_told_where_the_work_stands_in_the_readers_words(world: World) -> None:
    world.advance("w1", "on_scene")
    told = only(world.advance("w1", "en_route"), f.RequestRefused).refusal
    assert (told.data, told.message) == ({"status": "on_scene"}, "进度只能向前：现在是“已到场”")


@pytest.mark.parametrize(
    ("to", "kind", "limit"),
    [("on_scene", "finish", timedelta(hours=8)), ("done", "verify", timedelta(minutes=30))],
)
def test_each_step_sets_the_next_limit(world: World, to: str, kind: str, limit: timedelta) -> None:
    world.advance("w1", to)
    due = world.incident.next
    assert due is not None
    assert (due.kind, due.due) == (kind, world.now + limit)


def test_setting_out_does_not_move_the_moment_of_arrival(world: World) -> None:
    before = world.incident.next
    world.wait(60)
    world.advance("w1", "en_route")
    assert world.incident.next == before


@pytest.mark.parametrize("start", ORDER[:3])
def test_who_fails_is_released_and_somebody_else_is_asked_in_a_new_round(world: World, start: str) -> None:
    if start != "assigned":
        world.advance("w1", start)
    done = world.advance("w1", "failed", note="水太深")
    assert kinds(done) == ["AssignmentChanged", "OfferMade"]
    assert only(done, f.OfferMade).person == "w2"
    assert only(done, f.OfferMade).next.round == 1


def test_who_failed_is_never_asked_about_it_again_not_even_when_nobody_else_is_left(world: World) -> None:
    world.advance("w1", "failed")
    assert kinds(world.answer("w2", "decline")) == ["OfferClosed", "NobodyAvailable"]
    asked = [offer.person for _ in range(6) for offer in world.wait_for_deadline() if isinstance(offer, f.OfferMade)]
    assert set(asked) == {"w2"}


def test_a_failure_asks_those_again_who_declined_before() -> None:
    world = small_world()
    world.on_duty("w1", "w2")
    world.report("w3")
    world.answer("w1", "decline")
    world.answer("w2", "accept")
    assert only(world.advance("w2", "failed"), f.OfferMade).person == "w1"


def test_who_has_finished_is_offered_what_waits(world: World) -> None:
    world.send("w2", "duty.check_out")
    world.report("w3", category="event.0404")
    assert kinds(world.advance("w1", "done")) == ["AssignmentChanged", "OfferMade"]


def test_what_is_over_cannot_be_advanced(world: World) -> None:
    (assignment,) = world.picture.assignments
    world.advance("w1", "done")
    for to in ("en_route", "on_scene", "done", "failed"):
        assert refused(world.advance("w1", to, assignment)) == "assignment_over"


def test_somebody_elses_work_does_not_exist_for_a_worker_running_or_over(world: World) -> None:
    (assignment,) = world.picture.assignments
    assert refused(world.advance("w2", "done", reason="我也在")) == "assignment_unknown"
    world.advance("w1", "done")
    assert refused(world.advance("w2", "done", assignment, reason="我也在")) == "assignment_unknown"
    assert refused(world.advance("w1", "done", "no-such-thing")) == "assignment_unknown"


@pytest.mark.parametrize("who", ["s", "st", "op", "wl", "co"])
def test_those_above_may_advance_for_somebody_and_say_why(world: World, who: str) -> None:
    for reason in ("", " \n"):
        assert refused(world.advance(who, "on_scene", reason=reason)) == "reason_needed"
    changed = only(world.advance(who, "on_scene", reason="对讲机报到场"), f.AssignmentChanged)
    assert (changed.person, changed.by, changed.reason) == ("w1", who, "对讲机报到场")
    assert addressed(world, f.AssignmentChanged) == {"w1", who}


def test_a_supervisor_may_not_advance_for_people_of_another_area(world: World) -> None:
    world.person("far", "supervisor", "460107002")
    assert refused(world.advance("far", "done", reason="我批准")) == "assignment_unknown"


def test_a_phone_with_a_wrong_clock_advances_at_the_time_of_receipt(world: World) -> None:
    changed = only(world.advance("w1", "done", at=world.now + timedelta(days=1)), f.AssignmentChanged)
    assert changed.reported_at == world.now


def test_one_person_on_two_jobs_never_mixes_their_states(world: World) -> None:
    world.send("w2", "duty.check_out")
    urgent = only(world.report("w3", category="event.0404", hazard="life"), f.OfferMade)
    made = only(world.answer("w1", "accept", urgent.offer), f.AssignmentMade)
    first = next(a for a in world.picture.assignments if a != made.assignment)
    world.advance("w1", "on_scene", made.assignment)
    assert world.picture.assignments[first].status == "assigned"
    world.advance("w1", "done", first)
    assert world.picture.assignments[made.assignment].status == "on_scene"
