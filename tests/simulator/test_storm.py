"""What a storm of the simulator does: signals by the published rule, damage where the wind blows, all by a seed."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from command.domain.storm.bureau import RULE, SOFTENS_AFTER, Signal, signals
from command.domain.storm.damage import Damage, busiest_hour, damages
from command.domain.storm.track import Track, TrackPoint
from command.domain.storm.wind import wind_at
from workers.simulator.storm.shift import shift_to, shifted

START = datetime(2026, 7, 17, tzinfo=UTC)
END = START + timedelta(hours=60)
PLACES = {f"4601070010010{n:02d}": (20.0 + n * 0.01, 110.35) for n in range(1, 9)}
SIDE = 1 / 104.0


@pytest.fixture(scope="module")
def track() -> Track:
    """A made-up strong typhoon from the east: over the district 30 hours after the start."""
    points = [
        TrackPoint(START + timedelta(hours=h), 20.0, 110.35 + (30 - h) * 22 * SIDE, 48.0, 945.0, "STY")
        for h in range(0, 61, 6)
    ]
    return Track(agency="CMA", averaging="2-min", issued_at=points[-1].at, points=points)


@pytest.fixture(scope="module")
def said(track: Track) -> list[Signal]:
    return signals(track, PLACES, START, END)


@pytest.fixture(scope="module")
def found(track: Track) -> list[Damage]:
    return damages(track, PLACES, START, END, random.Random("7"), scale=2.0)


def test_the_signals_climb_one_colour_at_a_time_and_end(said: list[Signal]) -> None:
    assert [one.colour for one in said][:4] == ["blue", "yellow", "orange", "red"]
    assert said[-1].colour is None
    assert [one.at for one in said] == sorted(one.at for one in said)


def test_a_colour_comes_as_long_before_its_wind_as_the_rule_says(track: Track, said: list[Signal]) -> None:
    for colour, within, wind in RULE[:3]:
        issued = next(one.at for one in said if one.colour == colour)
        reached = next(
            START + timedelta(minutes=n)
            for n in range(0, 3600, 10)
            if any(wind_at(track, *place, START + timedelta(minutes=n)) >= wind for place in PLACES.values())
        )
        assert timedelta(0) <= reached - issued <= within
        if issued > START + timedelta(hours=2):  # not already due when the run began
            assert reached - issued >= within - timedelta(minutes=40)


def test_a_signal_is_lowered_only_when_it_was_not_due_for_hours(said: list[Signal]) -> None:
    red = next(n for n, one in enumerate(said) if one.colour == "red")
    assert said[red + 1].at - said[red].at >= SOFTENS_AFTER


def test_damage_follows_the_wind_and_nothing_breaks_in_calm(track: Track, found: list[Damage]) -> None:
    assert len(found) > 100
    hour, count = busiest_hour(found)
    assert abs(hour - (START + timedelta(hours=30))) <= timedelta(hours=3), "the centre is nearest then"
    assert count > len(found) / 20
    calm = START + timedelta(hours=8)
    assert max(wind_at(track, *place, calm) for place in PLACES.values()) < 13
    assert not [one for one in found if one.at < calm]


def test_at_the_peak_people_call_and_do_not_walk(found: list[Damage]) -> None:
    peak = [one for one in found if abs(one.at - (START + timedelta(hours=30))) < timedelta(hours=2)]
    assert sum(one.called for one in peak) > 0.9 * len(peak)


def test_the_same_seed_is_the_same_storm(track: Track, found: list[Damage]) -> None:
    assert damages(track, PLACES, START, END, random.Random("7"), scale=2.0) == found
    assert damages(track, PLACES, START, END, random.Random("8"), scale=2.0) != found


def test_a_storm_of_the_past_comes_again_at_the_same_hours(track: Track) -> None:
    later = START + timedelta(days=365 * 3)
    moved = shifted(track, shift_to(later, START))
    assert moved.starts == later
    assert wind_at(moved, 20.0, 110.35, later + timedelta(hours=30)) == pytest.approx(
        wind_at(track, 20.0, 110.35, START + timedelta(hours=30))
    )
