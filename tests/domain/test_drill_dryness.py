"""A director is told before a drill runs out of people: at its start by the real load, and while it runs by name."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain.drill.checking import Ground
from command.domain.drill.dryness import Asked, Dryness, Load, Unplayable, dryness, forecast, load_of
from command.domain.drill.readiness import Standing, check_start
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.script import (
    CallInject,
    ContactInject,
    Content,
    Expectation,
    Inject,
    MessageInject,
    OrderInject,
    ReportInject,
    RoadInject,
    Script,
    SilentInject,
)
from command.domain.place import Place
from command.domain.policy import DEFAULT
from command.domain.roster import Roster
from tests.domain.builder import AREAS, START, grid
from tests.domain.test_drill_rules import Play, cast, offered

HERE = Place(grid=grid(1))
GOES = [Expectation(what="accepted", within_s=120), Expectation(what="arrived", within_s=600)]
LATER = 36_000
"""An hour after STARTEX at ten times."""


def line(number: int, content: Content | None = None, *expected: Expectation, at: int = LATER) -> Inject:
    told = content or ReportInject(category="event.0406", text="积水", place=HERE)
    return Inject(number=number, offset_s=at, title=f"情景 {number}", content=told, expected=list(expected or GOES))


def plain(number: int, content: Content, *expected: Expectation) -> Inject:
    return Inject(number=number, offset_s=LATER, title=f"情景 {number}", content=content, expected=list(expected))


def seen(play: Play) -> Dryness:
    found = dryness(play.picture, play.now)
    assert found is not None
    return found


def why(play: Play) -> dict[int, str]:
    return {one.number: one.why for one in seen(play).unplayable}


# --- while it runs


def test_a_drill_with_everybody_in_it_says_nothing() -> None:
    play = Play(line(1), plain(2, MessageInject(text="问", to=["operator"])))
    assert seen(play) == Dryness(level="enough", players=3, left=3, steering=1, steering_left=1)


def test_with_two_thirds_of_its_players_taken_it_runs_low_and_with_all_of_them_dry() -> None:
    play = Play(line(1), line(2))
    levels = []
    for one in ("w1", "w2", "w3"):
        play.react(offered(one))
        found = seen(play)
        levels.append((found.left, found.real, found.level))
    assert levels == [(2, 1, "enough"), (1, 2, "low"), (0, 3, "dry")]
    assert why(play) == {1: "nobody_goes", 2: "nobody_goes"}
    play.wait(5)
    play.ask("dir", "drill.readmit", person="w2")
    play.ask("dir", "drill.readmit", person="w1")
    assert seen(play).level == "enough", "who is let in again can play it"


def test_whom_a_director_took_out_is_not_called_real_work() -> None:
    play = Play(line(1))
    play.ask("dir", "drill.take", person="w1")
    assert (seen(play).left, seen(play).real) == (2, 0)


@pytest.mark.parametrize(
    ("content", "out", "code"),
    [
        (CallInject(text="有人落水", category="event.0406", place=HERE), ("op",), "nobody_files"),
        (MessageInject(text="媒体", to=["operator"]), ("op",), "nobody_told"),
        (MessageInject(text="请报", to=["w1"]), ("w1",), "nobody_told"),
        (OrderInject(issuer="市防指", number="1", level=2), ("op",), "nobody_told"),
        (ContactInject(to=["w1", "w2"]), ("w1", "w2"), "nobody_told"),
        (ContactInject(), ("w1", "w2", "w3", "op"), "nobody_told"),
        (RoadInject(text="封闭", place=HERE, areas=[grid(1)]), ("w1", "op"), "nobody_told"),
        (SilentInject(people=["w2"]), ("w2",), "nobody_told"),
    ],
)
def test_an_inject_whose_people_are_all_out_is_named(content: Content, out: tuple[str, ...], code: str) -> None:
    play = Play(plain(7, content))
    assert 7 not in why(play)
    for one in out:
        play.react(offered(one))
    assert why(play)[7] == code
    assert seen(play).level == "dry"


def test_nothing_is_called_unplayable_that_would_be_given_and_the_other_way_round() -> None:
    """The rule says of an inject what giving it says."""
    contents: list[Content] = [
        MessageInject(text="问", to=["operator"]),
        OrderInject(issuer="市防指", number="1", level=2),
        ContactInject(to=["w1"]),
        RoadInject(text="封闭", place=HERE, areas=[grid(1)]),
        SilentInject(people=["w2"]),
        SilentInject(area=grid(3), count=1),
    ]
    for out in ((), ("op",), ("w1",), ("w1", "op"), ("w2",), ("w3", "w1", "w2")):
        play = Play(*(plain(n, one) for n, one in enumerate(contents, 1)))
        for one in out:
            play.react(offered(one))
        said = set(why(play))
        play.now += timedelta(seconds=LATER / 10)
        play.tick()
        failed = {one.number for one in play.picture.injects.values() if one.failed == "inject_nobody"}
        assert said == failed, out


def test_who_is_expected_by_name_and_out_is_named_and_the_drill_is_low_not_dry() -> None:
    play = Play(line(4, None, Expectation(what="arrived", within_s=600, who="w2")))
    play.react(offered("w2"))
    (said,) = seen(play).unplayable
    assert said == Unplayable(inject=play.injects()[0], number=4, why="nobody_does", who="w2")
    assert seen(play).level == "low"
    play = Play(line(4, None, Expectation(what="noted", within_s=600)))
    play.react(offered("op"))
    assert not seen(play).unplayable, "an observer is never out"


def test_with_nobody_left_to_steer_it_is_dry() -> None:
    play = Play(line(1))
    play.react(offered("op"))
    assert (seen(play).level, seen(play).steering, seen(play).steering_left) == ("dry", 1, 0)


def test_what_was_given_skipped_or_is_over_counts_no_more() -> None:
    play = Play(line(1))
    for one in ("w1", "w2", "w3", "op"):
        play.react(offered(one))
    play.ask("dir", "drill.skip", inject=play.injects()[0])
    assert seen(play).level == "enough", "nothing is to come"
    play.ask("dir", "drill.stop", why="done")
    assert dryness(play.picture, play.now) is None


def test_the_pace_until_now_says_who_will_be_left_and_a_pause_is_no_part_of_it() -> None:
    play = Play(line(1), line(2, at=2 * LATER))
    play.react(offered("w1"))
    play.now += timedelta(seconds=60)
    assert seen(play).left_at_end is None, "a minute says nothing yet"
    play.now += timedelta(seconds=1140)
    before = seen(play)
    assert before.left_at_end is not None
    assert before.left_at_end < 1
    assert before.level == "low", "they will be gone before its end"
    play.ask("dir", "drill.pause")
    play.now += timedelta(days=2)
    assert seen(play).left_at_end == before.left_at_end


# --- before it starts


def planned(players: int, **more: Any) -> DrillPlan:
    people = [Participant(person=f"w{n}", roles=["worker"], areas=[grid(1)]) for n in range(players)]
    return DrillPlan(name="演练", participants=[*cast()[:1], *people], **more)


@given(there=st.integers(1, 300), share=st.floats(0, 1), once=st.floats(0, 1e5), again=st.floats(0, 1e5))
def test_a_steady_load_takes_the_same_share_of_whoever_is_left(
    there: int, share: float, once: float, again: float
) -> None:
    load = Load(window_s=14_400, asked=round(there * share), there=there)
    assert 0 <= load.stays(once) <= 1
    assert load.stays(0) == 1
    assert load.stays(14_400) == pytest.approx(1 - load.asked / there)
    assert load.stays(once + again) == pytest.approx(load.stays(once) * load.stays(again), abs=1e-9)


def test_with_no_real_work_everybody_is_left() -> None:
    load = load_of(Asked(window_s=14_400), {"w1"}, {"w1"})
    found = forecast(planned(6), Script(name="x", injects=[line(1), line(2)]), load)
    assert (found.players, found.left, found.incidents, found.short) == (6, 6, 2, [])


def test_only_workers_are_counted_and_whoever_was_asked_though_off_duty_by_now() -> None:
    load = load_of(
        Asked(window_s=60, people=frozenset({"w1", "w2", "op"})), on_duty={"w2", "w3"}, workers={"w1", "w2", "w3", "w4"}
    )
    assert (load.asked, load.there) == (2, 3)


def test_injects_that_come_when_fewer_are_left_than_are_needed_at_once_are_numbered() -> None:
    half_an_hour = Load(window_s=1800, asked=1, there=2)
    together = [line(n, at=7200) for n in (1, 2)]
    found = forecast(planned(4), Script(name="x", injects=[line(3, at=0), *together]), half_an_hour)
    assert found.short == [1, 2], "after two hours a quarter of a player is left"
    assert found.left < 0.3


def test_compression_makes_a_drill_shorter_and_leaves_more() -> None:
    load = Load(window_s=3600, asked=1, there=2)
    script = Script(name="x", injects=[line(1, at=36_000)])
    slow, fast = forecast(planned(8, compression=1), script, load), forecast(planned(8, compression=10), script, load)
    assert slow.short == [1]
    assert fast.short == []
    assert fast.left > slow.left


def checked(load: Load) -> dict[str, str]:
    plan, script = planned(6), Script(name="x", injects=[line(1), line(2, at=7200)])
    ground = Ground(areas=AREAS, people={}, units={})
    found = check_start(plan, script, ground, Standing(now=START, level=0, roster=Roster(DEFAULT.zone), load=load))
    return {one.code: one.severity for one in found if one.code.startswith(("players_", "runs_"))}


def test_the_check_before_the_start_says_who_will_be_left() -> None:
    assert checked(Load(window_s=14_400, asked=0, there=9)) == {"players_quiet": "note"}
    assert checked(Load(window_s=14_400, asked=1, there=40)) == {"players_left": "note"}
    assert checked(Load(window_s=3600, asked=9, there=10)) == {"players_left": "note", "runs_dry": "warning"}
