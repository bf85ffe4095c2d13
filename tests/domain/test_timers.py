"""报平安: asked before the time is up, told upward, then a call for help."""

from datetime import UTC, datetime, timedelta

import pytest

from command.domain import facts as f
from tests.domain.builder import World, addressed, grid, kinds, none, only, point, refused, small_world


def in_danger(category: str = "grid.gas") -> tuple[World, f.TimerStarted]:
    world = small_world()
    world.on_duty("w1")
    world.alive.update({"s", "st", "op"})
    world.report("op", category=category)
    world.answer("w1", "accept")
    facts = world.advance("w1", "on_scene")
    return world, only(facts, f.TimerStarted)


def asked_for(minutes: int = 20) -> tuple[World, f.TimerStarted]:
    world = small_world()
    world.on_duty("w1")
    world.alive.update({"s", "st", "op"})
    return world, only(world.send("w1", "timer.start", minutes=minutes, note="地下车库"), f.TimerStarted)


def test_arriving_where_it_is_dangerous_starts_the_clock_of_who_arrives() -> None:
    world, started = in_danger()
    assert (started.person, started.cause, started.period_s, started.area) == ("w1", "grid.gas", 900, grid(1))
    assert world.picture.timers[started.timer].stage == "running"


@pytest.mark.parametrize(
    ("local_hour", "watched"), [(12, False), (18, False), (19, True), (23, True), (5, True), (6, False)]
)
def test_flooding_is_dangerous_at_night_by_the_districts_own_clock(local_hour: int, watched: bool) -> None:
    world = small_world()
    world.now = datetime(2026, 7, 18, 0, 0, tzinfo=UTC) + timedelta(hours=local_hour - 8)
    world.on_duty("w1")
    world.report("op")
    world.answer("w1", "accept")
    assert none(world.advance("w1", "on_scene"), f.TimerStarted) != watched


def test_an_ordinary_kind_needs_no_clock() -> None:
    world = small_world()
    world.on_duty("w1")
    world.report("op", category="event.0404")
    world.answer("w1", "accept")
    assert none(world.advance("w1", "on_scene"), f.TimerStarted)


def test_silence_is_asked_then_told_to_leader_and_operators_then_calls_for_help() -> None:
    world, started = asked_for(20)
    assert none(world.wait(19 * 60 - 1), f.TimerAsked)
    assert addressed(world, f.TimerStarted) == set()
    assert only(world.wait(1), f.TimerAsked).person == "w1"
    missed = only(world.wait(60), f.TimerMissed)
    assert {"s", "op"} <= set(missed.told)
    facts = world.wait(60)
    assert only(facts, f.TimerEnded).why == "sos"
    raised = only(facts, f.SosRaised)
    assert (raised.person, raised.cause, raised.place and raised.place.grid) == ("w1", "timer", grid(1))
    assert started.timer not in world.picture.timers


def test_who_answers_is_left_alone_until_the_next_time() -> None:
    world, started = asked_for(20)
    world.wait(19 * 60)
    answered = only(world.send("w1", "timer.answer", timer=started.timer, answer="safe"), f.TimerAnswered)
    assert answered.due == world.now + timedelta(minutes=19)
    assert none(world.wait(18 * 60), f.TimerMissed)
    out = only(world.send("w1", "timer.answer", timer=started.timer, answer="out"), f.TimerEnded)
    assert out.why == "out"
    assert none(world.wait(3600), f.SosRaised)


def test_an_answer_after_leader_and_operators_were_told_reaches_them_too() -> None:
    world, started = asked_for(20)
    world.wait(19 * 60)
    told = set(only(world.wait(60), f.TimerMissed).told)
    world.send("w1", "timer.answer", timer=started.timer, answer="safe")
    assert addressed(world, f.TimerAnswered) == told | {"w1"}


def test_an_operator_says_so_for_them_with_a_reason() -> None:
    world, started = asked_for()
    assert refused(world.send("op", "timer.answer", timer=started.timer, answer="safe")) == "reason_needed"
    assert refused(world.send("w2", "timer.answer", timer=started.timer, answer="out", reason="x")) == "timer_unknown"
    told = world.send("op", "timer.answer", timer=started.timer, answer="safe", reason="对讲机应答")
    assert only(told, f.TimerAnswered).by == "op"


@pytest.mark.parametrize("to", ["done", "failed"])
def test_when_the_work_is_over_nobody_asks_any_more(to: str) -> None:
    world, started = in_danger()
    facts = world.advance("w1", to)
    assert only(facts, f.TimerEnded).timer == started.timer
    assert none(world.wait(3600), f.SosRaised)


def test_when_the_work_is_taken_away_nobody_asks_any_more() -> None:
    world, started = in_danger()
    facts = world.send("op", "incident.reassign", incident=world.incident.id, reason="换人")
    assert only(facts, f.TimerEnded).timer == started.timer


def test_leaving_duty_ends_a_timer_somebody_asked_for() -> None:
    world, _ = asked_for()
    assert only(world.send("w1", "duty.check_out"), f.TimerEnded).why == "off_duty"


def test_asking_again_replaces_the_period() -> None:
    world, started = asked_for(20)
    again = world.send("w1", "timer.start", minutes=5)
    assert kinds(again) == ["TimerEnded", "TimerStarted"]
    assert only(again, f.TimerEnded).timer == started.timer
    assert len(world.picture.timers) == 1


def test_who_has_called_for_help_already_is_not_called_for_a_second_time() -> None:
    world, _ = asked_for(2)
    world.wait(60)
    world.wait(60)
    world.send("w1", "sos.raise", place=point(1))
    facts = world.wait(60)
    assert none(facts, f.SosRaised)
    assert only(facts, f.TimerEnded).why == "sos"


def test_who_is_found_well_ends_what_their_silence_began() -> None:
    world, _ = asked_for(2)
    for _ in range(3):
        facts = world.wait(60)
    raised = only(facts, f.SosRaised)
    world.now += timedelta(minutes=2)
    assert refused(world.send("w1", "sos.cancel", sos=raised.sos)) == "reason_needed"
    ended = only(world.send("w1", "sos.cancel", sos=raised.sos, reason="手机没电"), f.SosEnded)
    assert ended.by == "w1"
