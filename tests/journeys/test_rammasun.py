"""Rammasun over the demo district, sixty hours in fast motion: warnings, levels, tasks, people moved, the peak."""

import os
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from command.domain import facts as f
from command.domain.storm.arrivals import GridArrival, arrivals
from command.domain.storm.bureau import Signal
from command.domain.storm.track import Force
from command.domain.storm.tracks.rammasun import rammasun
from command.service import replay
from command.store import audit, deadlines
from tests.district import DISTRICT
from tests.journeys.storm.ground import BEIJING, END, GRIDS, district
from tests.journeys.storm.people import StormLife
from tests.journeys.storm.recount import recount
from tests.journeys.storm.script import begin_all

pytestmark = [pytest.mark.servers, pytest.mark.timeout(900)]
SEED = int(os.environ.get("STORM_SEED", "1409"))
LEADS: dict[int, tuple[Force, float]] = {4: (7, 12), 3: (7, 12), 2: (10, 8), 1: (12, 4)}
"""Each level is in force at least so many hours before winds of that force reach the first grid."""
AFTER_ITS_WARNING = timedelta(minutes=30)
"""Domain facts §4: a response follows the warning by half an hour to two hours."""
CADENCE = {level: timedelta(hours=hours) for level, hours in {4: 24, 3: 6, 2: 2, 1: 1}.items()}
"""The typhoon plan's own: how often each level reports upward."""
PER_OPERATOR = 10
TEN_MINUTES = timedelta(minutes=10)


async def test_rammasun(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    print(f"Rammasun: STORM_SEED={SEED}")
    async with district(fresh_database) as place:
        life = StormLife(place, SEED)
        monkeypatch.setattr("command.service.desk.new_id", life.new_id)
        monkeypatch.setattr("tests.journeys.life.clockwork.BATCH", timedelta(seconds=15))
        said, broken = begin_all(life)
        try:
            await life.live(END)
        finally:
            tell(life)
        hit = {one.grid: one for one in arrivals(rammasun(), GRIDS)}
        levels_were_switched_in_order_and_in_time(life, said, hit)
        every_task_was_set_once_and_done_before_the_wind(life, hit)
        nobody_was_sent_outdoors_at_the_peak(life)
        what_was_held_was_worked_off_by_priority(life)
        everybody_on_the_lists_is_accounted_for(life)
        the_operators_queue_stayed_workable(life)
        reports_went_up_in_time_with_figures_that_can_be_counted_again(life)
        assert life.lived["damage reported"] == len(broken)
        await the_record_is_whole(life)


def tell(life: StormLife) -> None:
    for name, n in sorted(life.lived.items()):
        print(f"{n:5}  {name}")
    print(f"{life.batches} turns, {len(life.all)} facts, now {life.now.astimezone(BEIJING)}")


def levels_were_switched_in_order_and_in_time(life: StormLife, said: list[Signal], hit: dict[str, GridArrival]) -> None:
    switched = [(told.at, told.fact) for told in life.all if isinstance(told.fact, f.ModeSwitched)]
    levels = [fact.level for _, fact in switched]
    assert levels[:4] == [4, 3, 2, 1], "up, one after the other"
    assert levels[-1] == 0
    assert [level or 5 for level in levels[3:]] == sorted(level or 5 for level in levels[3:]), "and down again"
    assert len(switched) == len(said), "each signal led to one switch"
    for (at, fact), signal in zip(switched, said, strict=True):
        assert timedelta(0) < at - signal.at <= AFTER_ITS_WARNING, (fact.level, signal)
        assert fact.second not in ("", fact.by), "two people"
    for level, (force, hours) in LEADS.items():
        at = next(at for at, fact in switched if fact.level == level)
        first = min(one.of(force).arrives or END for one in hit.values())
        print(f"level {level} {(first - at).total_seconds() / 3600:.1f} h before force {force}")
        assert first - at >= timedelta(hours=hours)


def every_task_was_set_once_and_done_before_the_wind(life: StormLife, hit: dict[str, GridArrival]) -> None:
    sets: Counter[tuple[str, str]] = Counter()
    due: dict[tuple[str, str], tuple[datetime, bool]] = {}
    for told in life.all:
        if isinstance(told.fact, f.GridTasksSet):
            sets.update((told.fact.area, task.id) for task in told.fact.tasks)
            due |= {(told.fact.area, task.id): (task.due, task.timed) for task in told.fact.tasks}
        if isinstance(told.fact, f.GridTasksTimed):
            due |= {(told.fact.area, task): (at, True) for task, at in told.fact.times.items()}
    assert set(sets.values()) == {1}, "no task twice, however often the level was switched"
    assert {grid for grid, _ in sets} == set(GRIDS)
    done = {(t.fact.area, t.fact.grid_task): t.at for t in life.all if isinstance(t.fact, f.GridTaskDone)}
    assert set(done) == set(sets)
    timed = {key: at for key, (at, by_wind) in due.items() if by_wind}
    assert len(timed) > 8 * len(GRIDS), "nearly all are timed by the wind"
    for (grid, task), at in timed.items():
        comes = hit[grid].of(10 if task in ("move", "shelters", "indoors") else 7).arrives
        assert comes is not None
        assert at < comes, f"{task} in {grid} is due before the wind is there"
        assert done[grid, task] < comes, f"{task} in {grid} was done before the wind was there"


def nobody_was_sent_outdoors_at_the_peak(life: StormLife) -> None:
    peak, sent_out, held = set[str](), set[str](), 0
    for told in life.all:
        match told.fact:
            case f.OutdoorPeakBegan():
                peak |= set(told.fact.grids)
            case f.OutdoorPeakOver():
                peak -= set(told.fact.grids)
            case f.OutdoorOverridden():
                sent_out.add(told.fact.incident)
            case f.DispatchHeld():
                held += told.fact.grid in peak
            case f.OfferMade(grid=grid, incident=incident) if grid in peak:
                assert incident in sent_out, f"{incident} in {grid} at {told.at}: outdoors at the peak"
            case _:
                pass
    assert held > 20
    assert len(sent_out) > 3
    assert life.lived["sent out for a life"] > 3


def what_was_held_was_worked_off_by_priority(life: StormLife) -> None:
    """After the peak the first that was said of what is more urgent comes before that of what is less so."""
    held: dict[str, tuple[str, int]] = {}
    first: dict[tuple[str, int], datetime] = {}
    for told in life.all:
        match told.fact:
            case f.DispatchHeld():
                held[told.fact.incident] = (told.fact.storm, told.fact.priority)
            case f.OfferMade() | f.NobodyAvailable() if told.fact.incident in held:
                storm, priority = held.pop(told.fact.incident)
                first.setdefault((storm, priority), told.at)
            case f.IncidentClosed() | f.IncidentVoided() | f.OutdoorOverridden():
                held.pop(told.fact.incident, None)
            case _:
                pass
    assert not held, f"never looked at again: {sorted(held)[:5]}"
    times = [at for (_, priority), at in sorted(first.items(), key=lambda one: one[0][1])]
    assert len(times) >= 2
    assert times == sorted(times)


def everybody_on_the_lists_is_accounted_for(life: StormLife) -> None:
    listed = [one.id for t in life.all if isinstance(t.fact, f.EvacueesListed) for one in t.fact.people]
    assert len(listed) == len(set(listed)) == 2 * len(GRIDS)
    ended = Counter(type(t.fact).__name__ for t in life.all if isinstance(t.fact, f.EvacueeReturned | f.EvacueeRefused))
    assert sum(ended.values()) == len(listed)
    (closed,) = [t.fact for t in life.all if isinstance(t.fact, f.EvacuationClosed)]
    assert not closed.reason, "without a reason: nobody was left"
    assert any(isinstance(t.fact, f.ArrivalsMissing) for t in life.all), "those who were late were told about"
    storm = next(t.at for t in life.all if isinstance(t.fact, f.OutdoorPeakBegan))
    safe = {t.fact.evacuee for t in life.all if isinstance(t.fact, f.EvacueeArrived) and t.at < storm}
    safe |= {t.fact.evacuee for t in life.all if isinstance(t.fact, f.EvacueeMoved) and t.fact.whither == "relative"}
    safe |= {t.fact.evacuee for t in life.all if isinstance(t.fact, f.EvacueeRefused)}
    assert safe == set(listed), "before the peak"


def the_operators_queue_stayed_workable(life: StormLife) -> None:
    opened = [told.at for told in life.all if isinstance(told.fact, f.AttentionOpened)]
    most = max(sum(at <= other < at + TEN_MINUTES for other in opened) for at in opened)
    watch = min(told.fact.operators for told in life.all if isinstance(told.fact, f.AttentionOpened))
    print(f"{len(opened)} items; {most} in the busiest ten minutes, for {watch} at their desks")
    assert most <= watch * PER_OPERATOR


def reports_went_up_in_time_with_figures_that_can_be_counted_again(life: StormLife) -> None:
    """首报 within two hours of the first level, 续报 on each level's cadence, 终报 after the end, none of them late;
    each figure is what an independent count over the facts up to its cut gives."""
    cuts = {told.number: told for told in life.all if isinstance(told.fact, f.SitrepCut)}
    sent = [told for told in life.all if isinstance(told.fact, f.SitrepSent)]
    switched = [told for told in life.all if isinstance(told.fact, f.ModeSwitched)]
    assert [told.fact.kind for told in sent] == ["first", *["followup"] * (len(sent) - 2), "final"]
    assert [told.fact.issue for told in sent] == list(range(1, len(sent) + 1))
    assert timedelta(0) < sent[0].at - switched[0].at <= timedelta(hours=2)
    assert not any(isinstance(told.fact, f.SitrepLate) for told in life.all), "none was late"
    for before, after in pairwise(sent):
        level = next(told.fact.level for told in reversed(switched) if told.at <= before.at)
        assert after.at - before.at <= CADENCE.get(level, CADENCE[4]) + timedelta(minutes=30), (before.at, level)
    assert sent[-1].at - switched[-1].at <= timedelta(hours=2)
    since = switched[0].number
    for told in sent:
        cut = cuts[told.fact.cut]
        assert told.fact.figures == cut.fact.figures, "frozen at its cut"
        counted = recount(life.all, since, cut.number)
        said = {(name, street): n for name, by in told.fact.figures.items() for street, n in by.items()}
        names = {name for name, _ in counted} | {"incidents.voided", "moving.unsafe", "moving.refused"}
        assert {key: n for key, n in said.items() if key[0] in names} == {k: n for k, n in counted.items() if n}
    print(f"{len(sent)} reports upward, streets named late {sum(len(told.fact.missing) for told in sent)}")
    assert any(told.fact.missing for told in sent), "some street was late, and was named"


async def the_record_is_whole(life: StormLife) -> None:
    engine = life.district.engine
    assert (await audit.verify(engine, DISTRICT)).broken is None
    assert await replay.differences(engine, DISTRICT) == [], "P11: the ledger alone rebuilds the tables"
    assert await deadlines.without(engine, DISTRICT) == [], "P6: the auditor is silent"
