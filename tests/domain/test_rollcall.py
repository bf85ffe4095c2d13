"""点名: everybody on duty answers in time; who is missing is listed, and silence is told upward."""

from command.domain import facts as f
from tests.domain.builder import DISTRICT, World, grid, kinds, only, small_world


def called(**data: object) -> tuple[World, str]:
    world = small_world()
    world.on_duty("w1", "w2", "w5")
    world.at_post("s", "st", "op")
    opened = only(world.send("op", "rollcall.open", area="460107001001", within_s=60, **data), f.RollCallOpened)
    return world, opened.rollcall


def test_everybody_on_duty_in_the_area_is_asked_and_nobody_else() -> None:
    world, rollcall = called()
    assert set(world.picture.rollcalls[rollcall].people) == {"w1", "w2"}
    asked = world.last[0].channels
    assert {"staff:w1", "staff:w2"} <= set(asked)
    assert "staff:w5" not in asked


def test_the_last_answer_ends_it() -> None:
    world, rollcall = called()
    assert kinds(world.send("w1", "rollcall.answer", rollcall=rollcall)) == ["RollCallAnswered"]
    assert kinds(world.send("w2", "rollcall.answer", rollcall=rollcall)) == ["RollCallAnswered", "RollCallClosed"]
    assert not world.picture.rollcalls
    assert world.wait(600) == []


def test_who_is_silent_is_named_to_the_next_tier_again_and_again() -> None:
    world, rollcall = called()
    world.send("w1", "rollcall.answer", rollcall=rollcall)
    first = only(world.wait(60), f.RollCallEscalated)
    assert (first.missing, first.level, first.told) == (["w2"], 1, ["s"])
    assert world.tick() == []
    second = only(world.wait(120), f.RollCallEscalated)
    assert (second.level, set(second.told)) == (2, {"s", "st"})


def test_an_operator_answers_for_somebody_only_with_a_reason() -> None:
    world, rollcall = called()
    told = only(world.send("op", "rollcall.answer", rollcall=rollcall, person="w1"), f.RequestRefused)
    assert told.refusal.code == "reason_needed"
    answered = only(
        world.send("op", "rollcall.answer", rollcall=rollcall, person="w1", reason="电台应答"), f.RollCallAnswered
    )
    assert (answered.person, answered.by, answered.reason) == ("w1", "op", "电台应答")


def test_nobody_answers_for_a_colleague_or_where_they_were_not_called() -> None:
    world, rollcall = called()
    for sender, person in (("w2", "w1"), ("w5", None)):
        told = world.send(sender, "rollcall.answer", rollcall=rollcall, person=person, reason="x")
        assert only(told, f.RequestRefused).refusal.code == "rollcall_unknown"


def test_a_second_answer_is_told_so() -> None:
    world, rollcall = called()
    world.send("w1", "rollcall.answer", rollcall=rollcall)
    told = only(world.send("w1", "rollcall.answer", rollcall=rollcall), f.RequestRefused)
    assert told.refusal.code == "rollcall_answered"


def test_ending_it_with_somebody_missing_needs_a_reason_that_stays_with_their_names() -> None:
    world, rollcall = called()
    told = only(world.send("op", "rollcall.close", rollcall=rollcall, reason=" "), f.RequestRefused)
    assert told.refusal.code == "reason_needed"
    closed = only(world.send("op", "rollcall.close", rollcall=rollcall, reason="已派人上门"), f.RollCallClosed)
    assert (closed.missing, closed.by) == (["w1", "w2"], "op")


def test_a_supervisor_calls_the_roll_in_their_own_area_only() -> None:
    world = small_world()
    world.on_duty("w1", "w6")
    told = only(world.send("s", "rollcall.open", area=DISTRICT), f.RequestRefused)
    assert told.refusal.code == "not_allowed"
    opened = only(world.send("s", "rollcall.open", area=grid(1)), f.RollCallOpened)
    assert set(opened.people) == {"w1"}


def test_where_nobody_is_on_duty_there_is_nobody_to_call() -> None:
    world = small_world()
    told = only(world.send("op", "rollcall.open", area=grid(1)), f.RequestRefused)
    assert told.refusal.code == "rollcall_empty"
