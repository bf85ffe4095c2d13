"""Tracks from outside: what is wrong is told by row and in words, and nothing is guessed."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from command.domain.storm.read_csv import read_csv
from command.domain.storm.read_json import read_json
from command.domain.storm.reading import LARGEST, TrackFile
from command.domain.storm.track import MAX_POINTS

NOW = datetime(2026, 7, 18, 7, 30, tzinfo=UTC)
HEAD = "agency,time_utc,lat,lon,wind_ms,averaging,pressure_hpa,grade,r50kt_toward,r50kt_long_km,r50kt_short_km"
GOOD = [
    "CMA,2026-07-18T00:00:00Z,18.5,113.4,42,2-min,955,STY,,,",
    "CMA,2026-07-18T06:00:00Z,19.1,112.3,45,2-min,950,STY,,,",
]

CALM = "CMA,2026-07-18T12:00:00Z,19.9,111.3,,2-min,945,STY,,,"


def csv_of(*rows: str, head: str = HEAD) -> TrackFile:
    return read_csv("\n".join([head, *rows]).encode(), NOW)


def wrong(found: TrackFile) -> list[tuple[int, str]]:
    return [(one.row, one.refusal.code) for one in found.errors]


def test_a_best_track_is_read_in_its_own_columns() -> None:
    found = csv_of(*GOOD)
    assert found.errors == []
    assert (found.agency, found.averaging, found.issued_at) == ("CMA", "2-min", datetime(2026, 7, 18, 6, tzinfo=UTC))
    assert [(p.lat, p.lon, p.wind_ms, p.pressure_hpa, p.forecast) for p in found.points] == [
        (18.5, 113.4, 42.0, 955.0, False),
        (19.1, 112.3, 45.0, 950.0, False),
    ]


def test_a_point_ahead_of_the_clock_is_a_forecast() -> None:
    found = csv_of(*GOOD, "CMA,2026-07-18T12:00:00Z,19.9,111.3,48,2-min,945,STY,,,")
    assert [p.forecast for p in found.points] == [False, False, True]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((*GOOD, "CMA,2026-07-18T12:00:00Z,19.9,121.9,48,2-min,945,STY,,,"), [(3, "track_jump")]),
        ((GOOD[1], GOOD[0]), [(2, "track_time")]),
        ((GOOD[0], GOOD[0]), [(2, "track_twice")]),
        ((GOOD[0], "CMA,2026-07-18T06:00:00Z,19.1,112.3,,2-min,950,STY,,,"), [(2, "track_no_wind")]),
        ((GOOD[0], "CMA,2026-07-18T06:00:00Z,19.1,112.3,strong,2-min,950,STY,,,"), [(2, "track_value")]),
        ((GOOD[0], "CMA,2026-07-18T06:00:00Z,91,112.3,45,2-min,950,STY,,,"), [(2, "track_value")]),
        ((GOOD[0], "CMA,2026-07-18T06:00:00Z,nan,112.3,45,2-min,950,STY,,,"), [(2, "track_value")]),
        ((GOOD[0], "CMA,yesterday,19.1,112.3,45,2-min,950,STY,,,"), [(2, "track_value")]),
        ((GOOD[0], "CMA,2026-07-18T06:00:00+08:00,19.1,112.3,45,2-min,950,STY,,,"), [(2, "track_not_utc")]),
        ((GOOD[0], "CMA,2026-07-21T06:00:00Z,19.1,112.3,45,2-min,950,STY,,,"), [(2, "track_gap")]),
        ((GOOD[0], "CMA,2026-07-18T06:00:00Z,19.1,112.3,45,5-min,950,STY,,,"), [(2, "track_value")]),
        ((GOOD[0], "CMA,2026-07-18T06:00:00Z,19.1,112.3,45,10-min,950,STY,,,"), [(0, "track_averaging")]),
        ((GOOD[0], "JMA,2026-07-18T06:00:00Z,19.1,112.3,45,2-min,950,STY,,,"), [(0, "track_mixed")]),
        ((GOOD[0], "CMA,2026-07-18T06:00:00Z,19.1,112.3,45,2-min,950,STY,E,100,200"), [(2, "track_value")]),
        ((), [(0, "track_empty")]),
    ],
)
def test_what_cannot_be_is_told_by_row(rows: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    found = csv_of(*rows)
    assert wrong(found) == expected
    for one in found.errors:
        for language in ("zh-CN", "en"):
            message = one.refusal.told(language).message
            assert message
            assert "{" not in message
            assert "…" not in message


def test_several_faults_are_all_told_at_once() -> None:
    found = csv_of("CMA,x,18.5,113.4,42,2-min,955,STY,,,", GOOD[1], CALM)
    assert wrong(found) == [(1, "track_value"), (3, "track_no_wind")]


def test_a_depression_may_be_without_wind() -> None:
    assert csv_of("JMA,2026-07-18T00:00:00Z,8.0,154.3,,10-min,1006,TD,,,").errors == []


def test_of_a_file_of_two_agencies_one_can_be_chosen() -> None:
    rows = "\n".join([HEAD, *GOOD, "JMA,2026-07-18T00:00:00Z,18.4,113.4,36,10-min,960,TY,SYM,111,111"])
    found = read_csv(rows.encode(), NOW, agency="JMA")
    assert found.errors == []
    assert (found.agency, found.averaging, len(found.points)) == ("JMA", "10-min", 1)
    assert found.points[0].sides[0].knots == 50


def test_a_time_without_an_offset_is_utc_in_the_column_that_says_so_and_beijing_time_elsewhere() -> None:
    utc = csv_of("CMA,2026-07-18 00:00,18.5,113.4,42,2-min,955,STY,,,")
    local = csv_of("CMA,2026-07-18 08:00,18.5,113.4,42,2-min,955,STY,,,", head=HEAD.replace("time_utc", "time_local"))
    assert utc.points[0].at == local.points[0].at == datetime(2026, 7, 18, tzinfo=UTC)


def test_circles_by_quadrant_keep_what_is_unknown_unknown() -> None:
    head = f"{HEAD},r7_ne_km,r7_se_km,r7_sw_km,r7_nw_km,r10_ne_km"
    found = csv_of(f"{GOOD[0]},280,,240,250,120", head=head)
    assert found.points[0].circles[0].radii == (280.0, None, 240.0, 250.0)
    assert found.points[0].circles[1].radii == (120.0, None, None, None)


def test_a_stronger_wind_reaching_farther_is_a_slip_of_the_pen() -> None:
    assert wrong(csv_of(f"{GOOD[0]},100,120", head=f"{HEAD},r7_ne_km,r10_ne_km")) == [(1, "track_circles")]


def test_missing_columns_are_named() -> None:
    found = csv_of("CMA", head="agency")
    assert wrong(found) == [(0, "track_columns")]
    assert "time_utc" in str(found.errors[0].refusal.data["missing"])


def test_what_is_too_much_or_no_text_is_refused_whole() -> None:
    assert wrong(read_csv(b"x" * (LARGEST + 1), NOW)) == [(0, "too_large")]
    assert wrong(read_csv(b"\xff\xfe\x00", NOW)) == [(0, "track_unreadable")]
    start = datetime(2026, 1, 1, tzinfo=UTC)
    many = [f"CMA,{(start + timedelta(hours=n)).isoformat()},10,150,20,2-min,1000,TS,,," for n in range(MAX_POINTS + 1)]
    assert wrong(csv_of(*many)) == [(0, "track_too_long")]


def test_json_says_the_same_in_its_own_way() -> None:
    told = {
        "agency": "CMA",
        "averaging": "2-min",
        "code": "2609",
        "issued_at": "2026-07-18T08:00:00",
        "points": [
            {
                "at": "2026-07-18T08:00:00",
                "lat": 18.5,
                "lon": 113.4,
                "wind_ms": 42,
                "circles": [{"force": 7, "ne": 280}],
            },
            {"at": "2026-07-18T06:00:00Z", "lat": 19.1, "lon": 112.3, "wind_ms": 45, "forecast": True},
        ],
    }
    found = read_json(msgspec.json.encode(told), NOW)
    assert found.errors == []
    assert [p.at.hour for p in found.points] == [0, 6]
    assert [p.forecast for p in found.points] == [False, True]
    assert found.points[0].circles[0].radii == (280.0, None, None, None)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", (0, "track_unreadable")),
        (b"[]", (0, "track_columns")),
        (b'{"points": []}', (0, "track_empty")),
        (b'{"points": [1], "agency": "CMA", "averaging": "2-min"}', (0, "track_unreadable")),
        (b'{"points": [{}], "agency": "CMA", "averaging": "5-min"}', (0, "track_value")),
        (b'{"points": [{"at": "2026-07-18T00:00:00Z"}], "agency": "CMA", "averaging": "2-min"}', (1, "track_value")),
        (b'{"points": [{}], "agency": "CMA", "averaging": "2-min", "speed": 1}', (0, "track_unreadable")),
    ],
)
def test_json_that_makes_no_track_is_refused(content: bytes, expected: tuple[int, str]) -> None:
    assert wrong(read_json(content, NOW)) == [expected]
