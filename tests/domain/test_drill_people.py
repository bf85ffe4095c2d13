"""A drill is always directed, nothing open in it is told to nobody, and no pause is anybody's delay."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.drill.common import later_by_pauses
from command.domain.drill.taking import take
from command.domain.facts.drill import Participant
from command.domain.kept.drill import Standstill
from command.domain.reach.ladder import Delays, next_rung
from command.domain.refusals import Refusal
from tests.domain.builder import DISTRICT, START, grid, only, refused
from tests.domain.test_drill_rules import Play, cast, inject, offered

SECOND = Participant(person="dir2", part="director")
ABOVE = [
    Participant(person="s", roles=["supervisor"], areas=["460107001001"]),
    Participant(person="co", roles=["coordinator"], areas=[DISTRICT]),
]


# --- directors


def test_the_last_director_cannot_go_in_any_way() -> None:
    play = Play(inject(1))
    assert refused(play.ask("dir", "drill.take", person="dir")) == "director_last"
    refusal = take(play.draft(), "dir", "left")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "director_last"
    assert play.picture.participants["dir"].is_in


def test_a_director_does_not_make_themselves_the_only_one() -> None:
    play = Play(inject(1), participants=[*cast(), SECOND])
    assert refused(play.ask("dir", "drill.take", person="dir2")) == "director_other"
    assert take(play.draft(), "dir2", "left") is None, "by themselves they may go"
    third = Participant(person="dir3", part="director")
    play = Play(inject(1), participants=[*cast(), SECOND, third])
    assert only(play.ask("dir", "drill.take", person="dir2"), f.ParticipantTaken).why == "director"
    assert refused(play.ask("dir", "drill.take", person="dir3")) == "director_other"


def test_an_observer_may_always_go() -> None:
    play = Play(inject(1))
    assert only(play.ask("dir", "drill.take", person="obs"), f.ParticipantTaken).person == "obs"


# --- whom silence is told to


@pytest.mark.parametrize("out", [(), ("op",), ("s", "co"), ("s", "op", "co")])
def test_what_nobody_answers_is_told_to_who_is_left_and_to_the_director_if_nobody_is(out: tuple[str, ...]) -> None:
    play = Play(inject(1, 60), participants=[*cast(), *ABOVE], compression=1)
    play.alive |= {"s", "co"}
    for one in (*out, "w1", "w2", "w3"):
        play.react(offered(one))
    told: set[str] = set()
    for _ in range(12):
        for fact in play.wait(600):
            if isinstance(fact, f.NobodyAvailable | f.IncidentEscalated):
                assert fact.told, "told to nobody"
                told |= set(fact.told)
    left = {"s", "op", "co"} - set(out)
    assert told == (left or {"dir"})


def test_whoever_is_let_in_again_is_told_again() -> None:
    play = Play(inject(1, 60), participants=[*cast(), *ABOVE], compression=1)
    for one in ("op", "co", "s"):
        play.react(offered(one))
    assert not play.situation.coordinators
    assert not play.situation.supervisors_of
    play.wait(5)
    play.ask("dir", "drill.readmit", person="co")
    assert list(play.situation.coordinators) == ["co"]
    assert not play.situation.operators


def test_an_open_roll_call_that_nobody_above_is_left_for_goes_to_the_director() -> None:
    play = Play(inject(1, 36_000), participants=[*cast(), *ABOVE])
    play.ask("op", "rollcall.open", area=grid(1), within_s=60)
    for one in ("op", "s", "co"):
        play.react(offered(one))
    assert only(play.wait(61), f.RollCallEscalated).told == ["dir"]


# --- pauses

_STOOD = st.lists(st.tuples(st.integers(1, 2000), st.integers(0, 2000)), max_size=5)


def _pauses(runs: list[tuple[int, int]]) -> tuple[list[Standstill], datetime]:
    """So many seconds of running, then of standing still, and so on."""
    at, found = START, []
    for running_s, still_s in runs:
        since = at + timedelta(seconds=running_s)
        at = since + timedelta(seconds=still_s)
        found.append(Standstill(since=since, until=at))
    return found, at


@given(runs=_STOOD, asked_s=st.integers(-500, 20_000), later_s=st.integers(0, 5000))
def test_what_was_waited_is_what_the_drill_ran_since(runs: list[tuple[int, int]], asked_s: int, later_s: int) -> None:
    pauses, end = _pauses(runs)
    asked = START + timedelta(seconds=asked_s)
    now = max(end, asked) + timedelta(seconds=later_s)
    still = sum(int((one.until - one.since).total_seconds()) for one in pauses if one.since >= asked)
    inside = [one for one in pauses if one.since < asked < one.until]
    still += sum(int((one.until - asked).total_seconds()) for one in inside)
    assert now - later_by_pauses(pauses, asked) == now - asked - timedelta(seconds=still)


@given(runs=_STOOD, asked_s=st.integers(0, 2000))
def test_a_rung_comes_after_its_delay_of_running_time_however_long_it_stood_still(
    runs: list[tuple[int, int]], asked_s: int
) -> None:
    pauses, _ = _pauses(runs)
    asked = later_by_pauses(pauses, START + timedelta(seconds=asked_s))
    rung = next_rung(asked, {}, Delays())
    assert rung is not None
    assert rung[1] - asked == Delays().messenger


def test_the_drill_remembers_when_it_stood_still() -> None:
    play = Play(inject(1, 36_000))
    for _ in range(2):
        play.now += timedelta(seconds=100)
        play.ask("dir", "drill.pause")
        play.now += timedelta(seconds=50)
        play.ask("dir", "drill.resume")
    drill = play.picture.drills["drill"]
    assert [one.until - one.since for one in drill.pauses] == [timedelta(seconds=50)] * 2
    assert drill.paused_s == 100
    assert later_by_pauses(drill.pauses, START) == START + timedelta(seconds=100)
