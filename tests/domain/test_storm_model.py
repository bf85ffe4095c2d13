"""When the winds come: laws of the modelled wind and of arrivals, and Rammasun against figures worked out by hand."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from command.domain.storm.arrivals import GridArrival, arrivals, spread
from command.domain.storm.backwards import (
    Lead,
    indoors_by,
    is_outdoor_peak,
    outdoor_by,
    outdoor_peak,
    tasks_due,
)
from command.domain.storm.beaufort import FORCES, THRESHOLDS_MS, force_of
from command.domain.storm.field import centre, field, side_km
from command.domain.storm.track import Circle, SideRadius, Track, TrackPoint, as_of
from command.domain.storm.tracks.rammasun import rammasun
from command.domain.storm.uncertainty import error_km
from command.domain.storm.wind import wind_at, winds_at
from tests.domain.storms import KM, ring, westward

START = datetime(2026, 7, 18, tzinfo=UTC)
LAT, LON = 20.0, 110.35
BEIJING = timedelta(hours=8)
FUCHENG = (20.000, 110.350)


def beijing(day: int, hour: int, minute: int) -> datetime:
    return datetime(2014, 7, day, hour, minute, tzinfo=UTC) - BEIJING


@st.composite
def storms(draw: st.DrawFn) -> Track:
    """Storms of any strength on any course, with some, all or none of their radii, partly forecast."""
    lat, lon = draw(st.floats(8, 30)), draw(st.floats(105, 150))
    points = []
    for step in range(draw(st.integers(2, 6))):
        radius = draw(st.none() | st.floats(30, 200))
        outer = [draw(st.none() | st.floats(radius, radius * 3)) for _ in range(4)] if radius else [None] * 4
        circles = [Circle(7, *outer), Circle(10, radius, None, radius, None)] if radius else []
        wind = draw(st.floats(12, 75))
        points.append(TrackPoint(START + timedelta(hours=6 * step), lat, lon, wind, None, "TY", circles))
        lat, lon = lat + draw(st.floats(-1.5, 1.5)), lon + draw(st.floats(-1.5, 1.5))
    issued = points[draw(st.integers(0, len(points) - 1))].at
    return Track(agency="X", averaging="2-min", issued_at=issued, points=points)


@given(storms())
@settings(max_examples=60, deadline=None)
def test_a_stronger_wind_never_reaches_farther_than_a_weaker_one(track: Track) -> None:
    moments = np.linspace(track.starts.timestamp(), track.ends.timestamp(), 13)
    radii = field(track, moments).radii
    assert (radii >= 0).all()
    assert (radii[:, 0] >= radii[:, 1] - 1e-6).all()
    assert (radii[:, 1] >= radii[:, 2] - 1e-6).all()


@given(storms(), st.floats(0, 360), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_the_wind_falls_with_distance_outside_the_eye(track: Track, bearing: float, share: float) -> None:
    at = track.starts + share * (track.ends - track.starts)
    lat, lon = centre(track, at)
    storm = field(track, np.array([at.timestamp()]))
    km = np.linspace(storm.rm[0] + 1, 900, 60)
    north, east = np.cos(np.radians(bearing)) * KM, np.sin(np.radians(bearing)) * KM / np.cos(np.radians(lat))
    winds = winds_at(track, lat + km * north, lon + km * east, at)
    quadrants = (bearing % 90 > 5) & (bearing % 90 < 85)  # near a border a small turn changes the quadrant
    if quadrants:
        assert (np.diff(winds) <= 0.35).all()
    assert (winds <= storm.wind[0] + 1e-6).all()


@given(storms(), st.lists(st.tuples(st.floats(5, 33), st.floats(100, 155)), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_earliest_comes_before_arrival_before_latest_and_weaker_winds_before_stronger(
    track: Track, places: list[tuple[float, float]]
) -> None:
    for one in arrivals(track, {str(n): place for n, place in enumerate(places)}):
        for window in one.windows:
            known = [time for time in (window.earliest, window.arrives, window.latest) if time is not None]
            assert known == sorted(known)
            if window.latest is not None:
                assert window.arrives is not None
            if window.arrives is not None:
                assert window.earliest is not None
            if window.arrives is not None and window.leaves is not None:
                assert window.arrives <= window.leaves
        for weaker, stronger in zip(one.windows, one.windows[1:], strict=False):
            if stronger.arrives is not None:
                assert weaker.arrives is not None
                assert weaker.arrives <= stronger.arrives


@given(storms(), st.lists(st.tuples(st.floats(5, 33), st.floats(100, 155)), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_grids_are_numbered_in_the_order_in_which_force_ten_reaches_them(
    track: Track, places: list[tuple[float, float]]
) -> None:
    found = arrivals(track, {str(n): place for n, place in enumerate(places)})
    assert [one.order for one in found] == list(range(1, len(places) + 1))
    times = [time for one in found if (time := one.of(10).arrives) is not None]
    assert times == sorted(times)
    reached = [one.of(10).arrives is not None for one in found]
    assert reached == sorted(reached, reverse=True)


def test_the_beaufort_scale_begins_where_it_is_said_to() -> None:
    assert [force_of(ms) for ms in (0.0, 10.7, 10.8, 13.9, 24.4, 24.5, 32.7, 61.2, 61.3)] == [
        0,
        5,
        6,
        7,
        9,
        10,
        12,
        17,
        18,
    ]
    assert THRESHOLDS_MS == (13.9, 24.5, 32.7)


def test_a_reported_radius_is_taken_as_it_is() -> None:
    track = westward(START, LAT, LON, east_km=150, circles=[ring(7, 280), ring(10, 100)])
    (one,) = arrivals(track, {"g": (LAT, LON)})
    ten = one.of(10)
    assert ten.arrives is not None
    assert not ten.modelled
    assert abs(ten.arrives - (START + timedelta(hours=2.5))) < timedelta(minutes=2)  # 50 km at 20 km/h
    assert abs(wind_at(track, LAT, LON, ten.arrives) - 24.5) < 0.5
    assert one.of(12).modelled


def test_a_missing_radius_is_unknown_and_not_zero() -> None:
    circle = Circle(10, 100, 100, None, None)
    track = westward(START, LAT, LON, east_km=150, circles=[circle])
    (west,) = arrivals(track, {"g": (LAT - 0.02, LON)})  # the storm comes from the east: it lies to its south-west
    ten = west.of(10)
    assert ten.arrives is not None
    assert ten.modelled
    assert abs(ten.arrives - (START + timedelta(hours=2.5))) < timedelta(
        minutes=45
    )  # as far as the known quadrants say


def test_radii_known_at_the_analysis_stretch_what_is_modelled_of_the_forecast() -> None:
    bare = westward(START, LAT, LON, east_km=400, hours=24)
    wide = replace(bare, points=[replace(bare.points[0], circles=[ring(10, 220)]), *bare.points[1:]])
    (without,), (with_,) = (arrivals(one, {"g": (LAT, LON)}) for one in (bare, wide))
    narrow_at, wide_at = without.of(10).arrives, with_.of(10).arrives
    assert narrow_at is not None
    assert wide_at is not None
    assert wide_at < narrow_at


def test_where_no_winds_come_nothing_arrives() -> None:
    (far,) = arrivals(westward(START, LAT, LON, east_km=300, hours=6), {"g": (45.0, 80.0)})
    assert all(window.earliest is None and window.arrives is None for window in far.windows)
    assert (outdoor_by(far), indoors_by(far), outdoor_peak(far)) == (None, None, None)
    weak = replace(rammasun(), points=[replace(p, wind_ms=22.0, pressure_hpa=None) for p in rammasun().points])
    (near,) = arrivals(weak, {"g": FUCHENG})
    assert near.of(7).arrives is not None
    assert near.of(10).earliest is None
    assert near.of(12).earliest is None


def test_a_depression_without_wind_reaches_nobody_but_is_on_the_map() -> None:
    points = [TrackPoint(START + timedelta(hours=6 * n), LAT, LON + 1 - n, None, 1004, "TD") for n in range(3)]
    track = Track(agency="JMA", averaging="10-min", issued_at=START, points=points)
    (one,) = arrivals(track, {"g": (LAT, LON)})
    assert one.of(7).earliest is None
    assert one.closest_km < 10


def test_the_uncertainty_grows_with_the_lead_and_widens_the_range() -> None:
    radii = error_km(np.arange(0.0, 200.0, 6.0))
    assert (np.diff(radii) > 0).all()
    circles = [ring(10, 100)]
    later = [westward(START, LAT, LON, east_km=500, hours=48, issued_after=h, circles=circles) for h in (0, 18)]
    wide, narrow = (spread(arrivals(track, {"g": (LAT, LON)})[0].of(10)) for track in later)
    assert wide is not None
    assert narrow is not None
    assert wide > 2 * narrow


def test_the_calm_of_the_eye_is_no_leaving() -> None:
    track = westward(START, LAT, LON, east_km=200, hours=24)
    (one,) = arrivals(track, {"g": (LAT, LON)})
    peak = outdoor_peak(one)
    assert peak is not None
    assert peak.holds(one.closest_at)
    assert wind_at(track, LAT, LON, one.closest_at) < 5


def test_the_right_hand_side_of_a_storm_that_moves_is_the_stronger() -> None:
    track = westward(START, LAT, LON, east_km=100)
    at = START + timedelta(hours=5)
    lat, lon = centre(track, at)
    assert wind_at(track, lat + 100 * KM, lon, at) > wind_at(track, lat - 100 * KM, lon, at) + 3


def test_jma_radii_are_read_towards_their_long_side() -> None:
    side = SideRadius(30, "E", 333, 222)
    assert (round(side_km(side, 90)), round(side_km(side, 270))) == (333, 222)
    assert 222 < side_km(side, 0) < 333
    assert side_km(SideRadius(50, "SYM", 130, 130), 17) == 130


def test_a_bulletin_of_then_knows_only_what_had_happened() -> None:
    whole = rammasun()
    seen = as_of(whole, beijing(18, 9, 0))
    assert seen is not None
    assert seen.issued_at == beijing(18, 8, 0)
    assert [p.forecast for p in seen.points] == [p.at > seen.issued_at for p in seen.points]
    assert as_of(whole, datetime(2014, 7, 1, tzinfo=UTC)) is None


def test_tasks_are_timed_backwards_from_the_earliest_arrival_in_each_grid() -> None:
    track = westward(START, LAT, LON, east_km=300, hours=30, circles=[ring(7, 200), ring(10, 100)])
    found = arrivals(track, {"west": (LAT, LON - 0.5), "east": (LAT, LON)})
    leads = [Lead(task="drains", force=7, before=timedelta(hours=1)), Lead(task="indoors", before=timedelta(hours=2))]
    timed = tasks_due(leads, found, START)
    assert sorted((one.task, one.grid) for one in timed) == sorted((t.task, g) for t in leads for g in ("east", "west"))
    assert [one.due for one in timed] == sorted(one.due for one in timed)
    by = {(one.task, one.grid): one for one in timed}
    for one in timed:
        lead = next(lead for lead in leads if lead.task == one.task)
        assert one.due <= one.earliest - lead.before or one.late
        assert one.earliest <= (one.arrives or one.earliest)
    assert by["drains", "east"].due < by["drains", "west"].due
    late = tasks_due(leads, found, START + timedelta(hours=9))
    assert all(one.late and one.due == START + timedelta(hours=9) for one in late if one.grid == "east")


def test_tasks_of_a_storm_that_has_passed_are_not_made() -> None:
    track = westward(START, LAT, LON, east_km=300, hours=60, circles=[ring(7, 200), ring(10, 100)])
    found = arrivals(track, {"g": (LAT, LON)})
    assert tasks_due([Lead(task="x", before=timedelta(hours=1))], found, START + timedelta(hours=50)) == []


# --- Rammasun, 07-18 ------------------------------------------------------------------------------------------------


def rammasun_at(place: tuple[float, float]) -> GridArrival:
    return arrivals(rammasun(), {"g": place})[0]


def test_its_centre_passes_fucheng_where_and_when_the_track_says() -> None:
    """By hand: 14:00 at 19.9 N 111.3 E, 20:00 at 20.3 N 110.3 E (Beijing time), so 104.3 km west and 44.5 km north in
    six hours. Fucheng (20.000 N 110.350 E) lies 99.3 km west and 11.1 km north of the first point. Along the way
    (113.4 km): (99.3*104.3 + 11.1*44.5)/113.4 = 95.7 km, 0.844 of it, 5 h 04 min: 19:04. Across it:
    (99.3*44.5 - 11.1*104.3)/113.4 = 28.8 km."""
    one = rammasun_at(FUCHENG)
    assert 27.0 <= one.closest_km <= 29.5
    assert beijing(18, 18, 40) <= one.closest_at <= beijing(18, 19, 6)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        # Between 08:00 (19.1 N 112.3 E, 65 m/s, 900 hPa) and 14:00 (19.9 N 111.3 E, 72 m/s, 888 hPa) the centre moves
        # 89 km north and 104.7 km west: 137.4 km, 6.4 m/s towards 310 degrees; the stronger side is at 40 degrees.
        #
        # How far force 10 (24.5 m/s) reaches towards the district at 11:40: wind 69.3, pressure 893, so the deficit is
        # 117 hPa, B = 1.15*2.718*69.3^2/11700 = 1.28; latitude 19.59: Rm = 46.4*exp(-1.075+0.331) = 22.1 km. It
        # lies at 288 degrees, 112 from the stronger side: at most 69.3 - 0.5*6.4*(1+0.37) = 65 m/s there.
        # 24.5/65 = 0.377; ^(1/1.15) = 0.428 of Holland's peak, 29.5 of 68.8 m/s. At 145 km:
        # x = (22.1/145)^1.28 = 0.0899, 69.3^2*0.0899*exp(0.910) = 1072.7; r f / 2 = 145*0.07292*sin(19.6) = 3.5;
        # sqrt(1072.7 + 12.5) - 3.5 = 29.4 m/s. So 145 km; 146 km at 11:20 and 144 km at 12:00, by the same steps.
        #
        # North-east, 20.016 N 110.379 E. At 11:40 the centre is at 19.589 N 111.689 E: 47.5 km south, 137.0 km east of
        # it, 145.0 km away. Force 10 arrives at 11:40.
        ((20.016, 110.379), beijing(18, 11, 40)),
        # Centre, 19.964 N 110.379 E. At 11:20 the centre is at 19.544 N 111.744 E: 46.7 and 142.9 km, 150.3 km, too
        # far; at 11:40: 41.7 and 137.1 km, 143.3 km, within reach. Between them: 11:35.
        ((19.964, 110.379), beijing(18, 11, 35)),
        # South-west, 19.645 N 110.414 E. At 11:00 the centre is at 19.5 N 111.8 E: 16.1 and 145.2 km, 146.1 km; it
        # lies at 276 degrees, so 63.5 m/s, 0.437 of the peak: 145 km. At 11:20: 139.8 km and 144. So 11:05.
        ((19.645, 110.414), beijing(18, 11, 5)),
    ],
)
def test_force_ten_reaches_three_grids_within_an_hour_of_what_was_worked_out_by_hand(
    place: tuple[float, float], expected: datetime
) -> None:
    ten = rammasun_at(place).of(10)
    assert ten.arrives is not None
    assert ten.modelled
    assert abs(ten.arrives - expected) <= timedelta(hours=1)
    assert abs(ten.arrives - expected) <= timedelta(minutes=10)  # the hand was steadier than it must be


def test_what_is_told_to_people_leans_to_the_early_side() -> None:
    one = rammasun_at(FUCHENG)
    seven, ten = one.of(7), one.of(10)
    outdoor, indoors = outdoor_by(one), indoors_by(one)
    assert outdoor is not None
    assert indoors is not None
    assert seven.earliest is not None
    assert ten.earliest is not None
    assert outdoor <= seven.earliest - timedelta(minutes=30)
    assert indoors <= ten.earliest - timedelta(hours=1)
    assert (outdoor.minute % 5, indoors.minute % 5) == (0, 0)
    assert is_outdoor_peak(one, one.closest_at)
    assert not is_outdoor_peak(one, indoors)


def test_all_forces_are_reckoned_with() -> None:
    assert [window.force for window in rammasun_at(FUCHENG).windows] == list(FORCES)
