"""Reports of another city on this one's ground."""

import random
from datetime import datetime, timedelta

import pytest
import shapely

from workers.simulator.fitting import fit
from workers.simulator.ground import Grid, Ground
from workers.simulator.reports import Row

NOON = datetime(2017, 8, 27, 12)  # noqa: DTZ001 - local time, as such files have it


def square(code: str, west: float, south: float, side: float = 0.01) -> Grid:
    return Grid(code, (south + side / 2, west + side / 2), shapely.box(west, south, west + side, south + side))


# Two urban grids at the corners of a box, and a town beside them.
GROUND = Ground(
    [
        square("460107001001001", 110.30, 20.00),
        square("460107002001001", 110.32, 20.02),
        square("460107101001001", 110.40, 19.50),
    ]
)


def row(lat: float, lon: float, minutes: float = 0, line: int = 2) -> Row:
    return Row(line, NOON + timedelta(minutes=minutes), lat, lon, "event.0406", called=False)


def test_the_box_of_the_rows_is_laid_on_the_box_of_the_urban_streets() -> None:
    corners = fit([row(29, -96), row(30, -95)], GROUND, 1)
    assert [one.grid for one in corners] == ["460107001001001", "460107002001001"]
    assert corners[0].place == pytest.approx((20.00, 110.30), abs=1e-3)
    assert corners[1].place == pytest.approx((20.03, 110.33), abs=1e-3)


def test_what_falls_outside_is_moved_into_the_nearest_urban_grid() -> None:
    _, _, outside = fit([row(29, -96), row(30, -95), row(29.45, -95.95, 1)], GROUND, 1)
    assert (outside.moved, outside.grid) == (True, "460107001001001")
    assert shapely.contains_xy(GROUND.grids[outside.grid].shape, outside.place[1], outside.place[0])
    assert outside.place == pytest.approx((20.01, 110.3015), abs=2e-4)


def test_what_falls_inside_stays_where_it_is() -> None:
    _, _, inside = fit([row(29, -96), row(30, -95), row(29.1, -95.9, 1)], GROUND, 1)
    assert (inside.moved, inside.place) == (False, (20.003, 110.303))


def test_every_place_lies_in_its_grid_wherever_the_rows_are() -> None:
    chance = random.Random(5)
    rows = [row(chance.uniform(-90, 90), chance.uniform(-180, 180), n) for n in range(300)]
    for one in fit(rows, GROUND, 1):
        assert GROUND.grids[one.grid].is_urban
        assert shapely.contains_xy(GROUND.grids[one.grid].shape, one.place[1], one.place[0])


@pytest.mark.parametrize("rows", [[], [row(29, -96)], [row(29, -96), row(29, -96, 1)]])
def test_a_file_without_width_can_be_fitted(rows: list[Row]) -> None:
    assert len(fit(rows, GROUND, 1)) == len(rows)


def test_intervals_are_divided_by_the_pace() -> None:
    assert [one.due_s for one in fit([row(29, -96), row(30, -95, 600)], GROUND, 600)] == [0, 60]
