"""What a storm run is made of: a track from the project or from a file alone, a window, and messages as a bureau's."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from command.domain.refusals import Refusal
from command.domain.storm.bureau import Signal
from command.domain.storm.track import Track
from command.domain.warning.reading import read_cap
from command.domain.worktime import LOCAL
from tests.domain.storms import westward
from tests.journeys.storm.ground import BEGIN, END, GRIDS
from workers.simulator.storm.cap import message, stamp
from workers.simulator.storm.plan import (
    LATE,
    StormPlan,
    TrackRefused,
    bulletins,
    from_file,
    prepare,
    rammasun,
    window,
)

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
DISTRICT = "460107"
HEAD = "agency,time_utc,lat,lon,wind_ms,averaging,pressure_hpa,grade"


def as_csv(track: Track, agency: str = "CMA") -> list[str]:
    """The track as a file has it: bare columns, no radii."""
    return [
        f"{agency},{one.at:%Y-%m-%dT%H:%M:%SZ},{one.lat:.2f},{one.lon:.2f},{one.wind_ms:g},2-min,950,TY"
        for one in track.points
    ]


def typhoon() -> Track:
    return westward(datetime(2031, 8, 4, tzinfo=UTC), 19.9, 110.4, east_km=400, kmh=20, hours=48, wind=38)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "maysak.csv"
    path.write_text("\n".join([HEAD, *as_csv(typhoon())]) + "\n", encoding="utf-8")
    return path


def test_rammasun_is_lived_from_the_17th_eight_o_clock_to_the_19th_twenty_o_clock() -> None:
    assert window(rammasun(), GRIDS) == (BEGIN, END)
    run = prepare(rammasun(), GRIDS, NOW, seed=1)
    assert run.begins == datetime(2026, 11, 23, 8, tzinfo=LOCAL), "the next eight o'clock"
    assert run.ends - run.begins == timedelta(hours=60)
    assert [one.colour for one in run.signals] == ["blue", "yellow", "orange", "red", "yellow", "blue", None]
    assert all(run.begins <= one.at < run.ends for one in run.damages)
    assert run.bulletins[0] == run.begins
    assert len(run.bulletins) == 10, "six-hourly"


@pytest.mark.parametrize("minutes", [-600, -1, 0, 119])
def test_a_run_that_is_joined_at_most_two_hours_late_begins_today(minutes: int) -> None:
    eight = datetime(2026, 11, 23, 8, tzinfo=LOCAL)
    assert prepare(rammasun(0.01), GRIDS, eight + timedelta(minutes=minutes), seed=1).begins == eight
    after = eight + LATE + timedelta(minutes=1)
    assert prepare(rammasun(0.01), GRIDS, after, seed=1).begins == eight + timedelta(days=1)


def test_a_storm_never_seen_before_is_lived_from_its_file_alone(file: Path) -> None:
    plan = from_file(file, NOW)
    assert (plan.code, plan.name, plan.track.agency) == ("maysak", "maysak", "CMA")
    begins, _ = window(plan, GRIDS)
    run = prepare(plan, GRIDS, NOW, seed=1)
    assert run.begins < run.signals[0].at, "from before the first signal"
    assert run.signals[-1].colour is None
    assert run.signals[-1].at < run.ends, "until after the last"
    assert run.damages
    assert run.bulletins
    assert (run.begins - begins) % timedelta(days=1) == timedelta()
    assert NOW - LATE <= run.begins <= NOW + timedelta(days=1)


def test_a_storm_that_never_comes_near_is_refused(tmp_path: Path) -> None:
    far = westward(NOW, 35.0, 140.0, east_km=100)
    path = tmp_path / "far.csv"
    path.write_text("\n".join([HEAD, *as_csv(far)]), encoding="utf-8")
    with pytest.raises(TrackRefused, match="no signal"):
        prepare(from_file(path, NOW), GRIDS, NOW, seed=1)


def test_the_track_is_told_anew_with_each_point_but_three_hours_apart() -> None:
    told = bulletins(typhoon(), typhoon().starts + timedelta(hours=4), typhoon().ends)
    assert told[0] == typhoon().starts + timedelta(hours=4)
    assert all(b - a >= timedelta(hours=3) for a, b in pairwise(told))
    assert all(at == told[0] or at in {one.at for one in typhoon().points} for at in told)


BAD = {
    "jump": (["CMA,2031-08-04T09:00:00Z,19.9,131.0,38,2-min,950,TY"], "no centre moves so fast"),
    "back": (["CMA,2031-08-03T18:00:00Z,19.9,114.0,38,2-min,950,TY"], "not after that of the row before"),
    "calm": (["CMA,2031-08-04T06:00:00Z,19.9,113.1,,2-min,950,TY"], "greatest wind is missing"),
    "mixed": (["JMA,2031-08-04T06:00:00Z,19.9,113.1,30,10-min,950,TY"], "--agency"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_track_is_refused_by_line(tmp_path: Path, kind: str) -> None:
    rows, sentence = BAD[kind]
    path = tmp_path / "bad.csv"
    path.write_text("\n".join([HEAD, *as_csv(typhoon())[:2], *rows]), encoding="utf-8")
    with pytest.raises(TrackRefused, match=sentence) as told:
        from_file(path, NOW)
    assert kind == "mixed" or "line 4" in str(told.value)


def test_of_a_file_of_several_agencies_one_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text("\n".join([HEAD, *as_csv(typhoon()), *as_csv(typhoon(), "JMA")]), encoding="utf-8")
    assert from_file(path, NOW, "JMA").track.agency == "JMA"


def test_what_the_bureau_sends_is_what_the_product_reads() -> None:
    first = read_cap(message(Signal(NOW, "orange", 40), "a", DISTRICT, "威马逊", NOW, None), DISTRICT)
    assert not isinstance(first, Refusal)
    assert (first.msg_type, first.colour, first.event_code) == ("Alert", "orange", "11B01")
    later = NOW + timedelta(hours=5)
    update = read_cap(message(Signal(later, "red", 60), "b", DISTRICT, "威马逊", later, ("a", stamp(NOW))), DISTRICT)
    assert not isinstance(update, Refusal)
    assert update.msg_type == "Update"
    assert first.key in update.references[0]
    over = read_cap(message(Signal(later, None, 5), "c", DISTRICT, "威马逊", later, ("b", stamp(later))), DISTRICT)
    assert not isinstance(over, Refusal)
    assert over.msg_type == "Cancel"


def test_the_same_seed_is_the_same_run() -> None:
    assert prepare(rammasun(0.05), GRIDS, NOW, 3).damages == prepare(rammasun(0.05), GRIDS, NOW, 3).damages
    assert prepare(rammasun(0.05), GRIDS, NOW, 3).damages != prepare(rammasun(0.05), GRIDS, NOW, 4).damages


def test_how_much_breaks_is_a_share() -> None:
    few, many = (len(prepare(StormPlan(**_of(share)), GRIDS, NOW, 1).damages) for share in (0.1, 0.4))
    assert 3 < many / few < 5


def _of(share: float) -> dict[str, object]:
    plan = rammasun(share)
    return {name: getattr(plan, name) for name in plan.__struct_fields__}
