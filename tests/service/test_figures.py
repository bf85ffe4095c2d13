"""Figures made behind the ledger: the same whoever reads it, as old as they say, and never with an exercise in them."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from sqlalchemy import text

from command.domain.figures import DEFINITIONS, MEASURES, By, Mark, Period
from command.service import follow
from command.service.statistics import Cells, Wanted, behind, count
from command.store import figure_reading, ledger, universe
from command.store.figure_reading import Scope
from tests.district import DISTRICT, District, report
from tests.service.busy import busy_day
from tests.service.by_sql import KEYS, figures_by_sql
from tests.service.turns import take_days, take_turns

ALL = Scope()
COMMON = {
    "handled", "handled_in_time", "closed_cases", "dispatched_right", "valid_reports", "to_finish", "to_accept",
    "whole", "merged", "settled", "nobody",
}  # fmt: skip
"""What every long history has in it: or equal figures would prove little."""


async def followed(district: District, piece: int = 37) -> None:
    """In odd pieces, so that cases are put down and taken up again."""
    while (await follow.follow_on(district.engine, DISTRICT, piece)).more:
        pass


async def whole(district: District) -> Period:
    """Everything so far."""
    async with figure_reading.reading(district.engine, DISTRICT) as one:
        return Period(datetime(2020, 1, 1, tzinfo=UTC), one.standing.now)


async def counted(district: District, period: Period, by: By, scope: Scope = ALL) -> dict[str, Cells]:
    async with figure_reading.reading(district.engine, DISTRICT) as one:
        return (await count(one, scope, period, by)).rows


def as_read(rows: dict[str, Cells]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """In the shape of the other reading; what is nothing is left out."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for key, cells in rows.items():
        for figure, cell in cells.items():
            kind = DEFINITIONS[figure].kind
            if kind == "count" and cell.n:
                found[figure, key] = (cell.n,)
            if kind == "rate" and cell.of:
                found[figure, key] = (cell.n, cell.of)
            if kind == "duration" and cell.of:
                found[figure, key] = (cell.of, round(cell.value or 0, 3), round(cell.p90 or 0, 3))
    return found


async def read_again(district: District, period: Period, by: str) -> dict[tuple[str, str], tuple[Any, ...]]:
    found = await figures_by_sql(district.engine, DISTRICT, period, by)
    return {
        key: (row[0], round(float(row[1]), 3), round(float(row[2]), 3)) if len(row) == 3 else row
        for key, row in found.items()
    }


async def both(district: District, period: Period, by: Any) -> tuple[Any, Any]:
    return as_read(await counted(district, period, by)), await read_again(district, period, by)


async def cuts(district: District) -> list[datetime]:
    """Moments that cut the history into four."""
    async with district.engine.connect() as connection:
        rows = await connection.execute(
            text("SELECT percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY at) FROM ledger")
        )
        return list(rows.scalar_one())


@pytest.mark.parametrize("seed", [21, 22, 23])
async def test_another_reading_of_the_ledger_gives_the_same_figures(district: District, seed: int) -> None:
    await busy_day(district, seed, 60, [district.desk])
    await followed(district)
    everything = await whole(district)
    first, second, third = await cuts(district)
    periods = [everything, Period(everything.start, second), Period(first, third), Period(third, everything.end)]
    seen: set[str] = set()
    for period in periods:
        for by in KEYS:
            ours, theirs = await both(district, period, by)
            assert ours == theirs, (by, period)
            seen |= {figure for figure, _ in ours}
    assert seed != 21 or seen >= COMMON
    assert await follow.differences(district.engine, DISTRICT) == []


async def test_the_turns_of_the_loop_are_read_the_same(district: District) -> None:
    """Each turn as it is recorded, whichever way the rules lead there."""
    for n in range(16):  # nobody is on duty: all of them wait
        await district.send("w4", "report.submit", **report(n % 4 + 1, category="grid.dispute"))
    await take_turns(district)
    await followed(district)
    everything = await whole(district)
    for by in KEYS:
        ours, theirs = await both(district, everything, by)
        assert ours == theirs, by
        for figure in (
            "not_arrived",
            "reworked_share",
            "extended_share",
            "satisfaction",
            "returned",
            "suspended",
            "reopened",
        ):
            assert any(key[0] == figure for key in ours), figure
    assert await follow.differences(district.engine, DISTRICT) == []


async def test_rounds_and_visits_are_counted_for_whose_they_are_and_open_no_incidents(district: District) -> None:
    await take_days(district)
    await followed(district)
    everything = await whole(district)
    for by in KEYS:
        ours, theirs = await both(district, everything, by)
        assert ours == theirs, by
    rows = await counted(district, everything, "worker")
    told = {who: {name: cell.n for name, cell in cells.items() if cell.n} for who, cells in rows.items()}
    assert told == {
        "w1": {"rounds": 2, "visits": 2},
        "w2": {"rounds": 1, "short_rounds": 1, "missed_rounds": 1, "visits": 1, "missed_visits": 1},
        "w3": {"missed_rounds": 2, "missed_visits": 2},
    }
    assert await counted(district, everything, "category") == {}
    assert await follow.differences(district.engine, DISTRICT) == []


async def test_a_formula_that_is_wrong_is_noticed(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    await busy_day(district, 21, 40, [district.desk])
    await followed(district)
    everything = await whole(district)
    right = MEASURES["handled"]

    def wrong(case: Any, period: Period) -> Mark | None:
        return None if case.priority == 1 else right(case, period)  # emergencies left out: the rate looks better

    monkeypatch.setitem(MEASURES, "handled", wrong)
    ours, theirs = await both(district, everything, "grid")
    assert ours != theirs


async def test_a_figure_opens_exactly_the_incidents_it_counts(district: District) -> None:
    await busy_day(district, 24, 50, [district.desk])
    await followed(district)
    everything = await whole(district)
    async with figure_reading.reading(district.engine, DISTRICT) as one:
        shown = await count(one, ALL, everything, "grid")
        for key, cells in shown.rows.items():
            for figure, cell in cells.items():
                found = await behind(one, ALL, everything, Wanted(figure, "all", "grid", key))
                definition = DEFINITIONS[figure]
                assert definition.opens or not cell.n
                size = sum(incident.times for incident in found)
                assert size == (cell.n if definition.kind == "count" else cell.of), figure
                if definition.kind == "rate":
                    above = await behind(one, ALL, everything, Wanted(figure, "counted", "grid", key))
                    rest = await behind(one, ALL, everything, Wanted(figure, "rest", "grid", key))
                    assert sum(incident.times for incident in above) == cell.n, figure
                    assert sum(incident.times for incident in rest) == cell.of - cell.n, figure
                assert all(incident.case.grid == key for incident in found)


async def test_what_came_after_a_period_does_not_change_its_figures(district: District) -> None:
    await busy_day(district, 25, 40, [district.desk])
    await followed(district)
    before = await whole(district)
    told = {by: await counted(district, before, by) for by in get_args(By)}
    await universe.fast_forward(district.engine, DISTRICT, 3600)
    await busy_day(district, 26, 40, [district.desk])
    await followed(district)
    assert {by: await counted(district, before, by) for by in get_args(By)} == told


async def test_figures_say_how_far_behind_the_ledger_they_are(district: District) -> None:
    await followed(district)
    await district.send("w4", "report.submit", **report(1))
    await universe.fast_forward(district.engine, DISTRICT, 40)
    async with figure_reading.reading(district.engine, DISTRICT) as one:
        assert one.standing.missing > 0
        assert 40 <= one.standing.behind_s < 60
    await followed(district)
    async with figure_reading.reading(district.engine, DISTRICT) as one:
        assert (one.standing.missing, one.standing.behind_s) == (0, 0)


async def test_an_exercise_is_in_no_figure(district: District) -> None:
    await district.send("w4", "report.submit", **report(1))
    await followed(district)
    before = await counted(district, await whole(district), "grid")
    async with district.engine.begin() as connection:
        await universe.create(connection, "exercise:1")
        await connection.execute(
            text("INSERT INTO ledger SELECT 'exercise:1', number, at, type, 'drill-' || incident, area, channels, "
                 "replace(body, 'incident\":\"', 'incident\":\"drill-'), hash FROM ledger")
        )  # fmt: skip
    await followed(district)
    assert await counted(district, await whole(district), "grid") == before
    assert await follow.differences(district.engine, DISTRICT) == []


async def test_two_followers_at_once_count_nothing_twice(district: District) -> None:
    await busy_day(district, 27, 20, [district.desk])
    await asyncio.gather(followed(district, 5), followed(district, 7), followed(district, 11))
    await followed(district)
    assert await follow.differences(district.engine, DISTRICT) == []


async def test_figures_of_another_history_or_of_older_rules_are_made_anew(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    await busy_day(district, 28, 20, [district.desk])
    await followed(district)
    rows = await counted(district, await whole(district), "grid")
    async with district.engine.begin() as connection:  # as if an older ledger had been restored under the tables
        await connection.execute(text("UPDATE follower SET hash = 'x'::bytea"))
        await connection.execute(text("DELETE FROM figure_case"))
    await followed(district)
    await followed(district)
    assert await follow.differences(district.engine, DISTRICT) == []
    monkeypatch.setattr(follow, "VERSION", follow.VERSION + 1)
    await district.send("w4", "report.submit", **report(2))
    await followed(district)
    assert (await counted(district, await whole(district), "grid")) != rows
    assert await follow.differences(district.engine, DISTRICT) == []


async def test_a_table_that_was_altered_is_found(district: District) -> None:
    await district.send("w4", "report.submit", **report(1))
    await followed(district)
    async with district.engine.begin() as connection:
        await connection.execute(text("UPDATE figure_happening SET grid = 'elsewhere'"))
    assert len(await follow.differences(district.engine, DISTRICT)) >= 2


async def test_a_supervisors_areas_and_one_persons_share_are_cut_out(district: District) -> None:
    await busy_day(district, 29, 40, [district.desk])
    await followed(district)
    everything = await whole(district)
    grids = await counted(district, everything, "grid")
    here, *_ = sorted(grids)
    assert await counted(district, everything, "grid", Scope(areas=(here,))) == {here: grids[here]}
    assert await counted(district, everything, "grid", Scope(within=here)) == {here: grids[here]}
    assert await counted(district, everything, "grid", Scope(areas=())) == {}
    workers = await counted(district, everything, "worker")
    assert await counted(district, everything, "worker", Scope(person="w1")) == {"w1": workers["w1"]}


async def test_the_ledger_is_left_alone(district: District) -> None:
    await busy_day(district, 30, 10, [district.desk])
    before = await ledger.read_after(district.engine, DISTRICT, 0, 100_000)
    await followed(district)
    await follow.begin_anew(district.engine, DISTRICT)
    await followed(district)
    assert await ledger.read_after(district.engine, DISTRICT, 0, 100_000) == before
    assert timedelta() < (await whole(district)).end - before[0].at
