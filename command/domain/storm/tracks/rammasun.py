"""Super typhoon Rammasun (威马逊, 1409) as it crossed the north of Hainan: the figures a run of it needs, and no more.

Source: China Meteorological Administration, best track of the western North Pacific (a re-analysis: greatest 2-minute
mean wind, six-hourly, UTC; no radii of any force). What was reported then differs: landfall at Wengtian 07-18 15:30
Beijing time with 60 m/s. Operational values and re-analysis are kept apart; these are the latter.
"""

from datetime import UTC, datetime, timedelta

from command.domain.storm.track import Track, TrackPoint

CODE, NAME, NAME_EN = "1409", "威马逊", "Rammasun"
_FIRST = datetime(2014, 7, 16, tzinfo=UTC)
_EVERY = timedelta(hours=6)
FIGURES: tuple[tuple[float, float, float, float, str], ...] = (
    # lat, lon, m/s, hPa, grade; each six hours after the one before
    (14.3, 120.4, 40, 960, "TY"),
    (15.1, 119.1, 33, 975, "TY"),
    (15.5, 117.8, 35, 970, "TY"),
    (16.0, 116.7, 38, 965, "TY"),
    (16.4, 115.8, 40, 960, "TY"),
    (16.8, 115.0, 45, 950, "STY"),
    (17.5, 114.3, 50, 930, "STY"),
    (18.5, 113.4, 58, 920, "SuperTY"),
    (19.1, 112.3, 65, 900, "SuperTY"),
    (19.9, 111.3, 72, 888, "SuperTY"),
    (20.3, 110.3, 60, 910, "SuperTY"),
    (21.0, 109.4, 52, 935, "SuperTY"),
    (21.7, 108.3, 48, 945, "STY"),
    (22.1, 107.3, 33, 970, "TY"),
    (22.9, 106.2, 23, 990, "TS"),
    (23.0, 105.1, 18, 996, "TS"),
)


def rammasun() -> Track:
    """The whole of it, as it is known afterwards: nothing is forecast. `track.as_of` makes bulletins of it."""
    points = [
        TrackPoint(_FIRST + step * _EVERY, lat, lon, wind, pressure, grade)
        for step, (lat, lon, wind, pressure, grade) in enumerate(FIGURES)
    ]
    return Track(agency="CMA", averaging="2-min", issued_at=points[-1].at, points=points)
