"""A day and a night of a district in fast motion: 500 incidents through every path of the loop, shifts that change with
signed handovers, and after it the proof: each deadline met or acted on exactly once, figures equal to the ledger's."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from command.domain.figures import Period
from command.domain.kept import KEPT
from command.service import follow, replay
from command.service.statistics import count
from command.store import audit, deadlines, figure_reading, ledger
from command.store.figure_reading import Scope
from tests.district import DISTRICT
from tests.journeys.life import deadlines as read_again
from tests.journeys.life import duty, paths_loop, paths_work, safety
from tests.journeys.life.clockwork import Life, Script
from tests.journeys.life.ground import at, district
from tests.journeys.life.people import Spot, spots
from tests.service.by_sql import KEYS, figures_by_sql
from tests.service.test_figures import as_read

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]
SEED = int(os.environ.get("DAY_SEED", "20270303"))
INCIDENTS = 500
END = at(24.5, 1)
"""So long that a plan of this day is over: nobody does anything after the morning, and the clock goes on."""
Path = Callable[[Life, Spot], Script]
LOOP, WORK = paths_loop, paths_work
BY_DAY: dict[str, tuple[int, Path]] = {
    "settled": (150, WORK.settled),
    "mine": (35, WORK.mine),
    "own work, verified by another": (4, WORK.own_work),
    "help to a person": (60, WORK.helped),
    "declined, next candidate": (12, WORK.declined),
    "expired, next candidate": (10, WORK.expired),
    "unit with a grid worker beside it": (14, WORK.unit_and_guard),
    "unit silent, tried again": (8, WORK.unit_silent),
    "unit returns what is not its own": (6, WORK.unit_returns),
    "several handlers": (5, WORK.several),
    "handler calls for help": (6, WORK.calls_help),
    "one more by order, released": (5, WORK.ordered_and_released),
    "accepted, asked, on the way": (6, WORK.asked_and_coming),
    "accepted, asked, taken back": (6, WORK.taken_back),
    "given up, next candidate": (6, WORK.failed),
    "merged, priority raised": (8, WORK.merged),
    "reassigned, rules overridden": (5, WORK.reassigned),
    "held for the watch leader": (6, WORK.held_for_filing),
    "one key": (6, WORK.one_click),
    "call button": (6, WORK.pressed),
    "fire, timer on the scene": (4, WORK.fire),
    "no action needed": (4, WORK.no_action),
    "notice closes itself": (6, WORK.notice),
    "extension": (6, LOOP.extended),
    "suspension": (9, LOOP.suspended),
    "returned twice, ruled": (6, LOOP.returned),
    "rework": (8, LOOP.reworked),
    "no closing without feedback": (4, LOOP.feedback_after),
    "verified late": (5, LOOP.verified_late),
    "void": (6, LOOP.voided),
    "called back": (9, LOOP.called_back),
    "reopened by order": (4, LOOP.reopened),
    "referred to others": (8, LOOP.referred),
    "handed over by others": (8, LOOP.handed_over),
    "overdue, 督办 by the clock": (6, LOOP.overdue),
    "督办 by people": (6, LOOP.supervised),
    "督办 of what is overdue by hand": (3, LOOP.overdue_by_hand),
    "community desk": (8, LOOP.desk),
    "told up to the top": (2, LOOP.climbs),
}
AT_NIGHT: dict[str, tuple[int, Path]] = {
    "nobody, tried again": (6, WORK.nobody),
    "unit not manned at night": (4, WORK.unit_closed),
}
IN_THE_MORNING: dict[str, tuple[int, Path]] = {"call-back missed": (3, LOOP.call_back_missed)}
FURTHER = {
    "settled, verified", "settled, verified late", "settled, sent back", "helper never came",
    "the only unit returns it",
    "level off duty skipped",
    "empty level skipped", "filing passed in silence", "one key, nobody pressed it", "green button",
    "red button, key pressed", "red button, silence", "suspended, resumed by itself", "suspended, resumed by order",
    "suspension refused", "return ruled against", "return ruled late", "return upheld", "voided", "void granted",
    "void refused", "call-back, satisfied", "call-back, never reached", "call-back, opened again", "referred to 110",
    "referred to 119", "referred to 120", "referred to 12345", "handed over by 110", "handed over by 119",
    "handed over by 120", "handed over by 12345", "handed over, answered late", "督办 leader", "督办 important",
    "督办 overdue, by the clock", "督办 without a reply in time", "desk, pressed on", "desk, routed to a unit",
    "desk, back to the grid", "desk, up to the street",
    "handover signed", "handover signed late",
    "on watch", "on shift", "late", "absence told",
    "leave approved, stood in for", "leave refused", "leave expired", "leave withdrawn", "swap approved",
    "swap declined",
    "swap refused", "swap expired", "temporary plan", "alert read, over", "care done", "care missed", "SOS taken",
    "SOS, nobody above at first", "SOS taken back", "roll-call answered", "roll-call, one silent", "timer answered",
    "timer, silence", "grid out of contact",
}  # fmt: skip
"""What is lived inside the paths, or beside them."""


def begin_all(life: Life) -> int:
    """Every path at least once, the rest by their weight: 500 incidents. How many there are."""
    waiting = spots(life)
    some = {"own work, verified by another": (1, 2, 3), "community desk": (1, 2, 3), "suspension": (1, 2, 3, 4)}
    wishes = [(name, path, 8.4, 15.4) for name, (n, path) in BY_DAY.items() for _ in range(n)]
    wishes += [(name, path, 20.2, 28.5) for name, (n, path) in AT_NIGHT.items() for _ in range(n)]
    wishes += [(name, path, 8.3, 8.5) for name, (n, path) in IN_THE_MORNING.items() for _ in range(n)]
    wishes += [("settled", WORK.settled, 8.4, 17)] * (INCIDENTS - len(wishes))
    for turn, (name, path, first, last) in enumerate(wishes):
        communities = some.get(name, (1, 2, 3, 4))
        community = communities[turn % len(communities)]
        moment = at(life.chance.uniform(first, last))
        life.begin(name, path(life, waiting[community].pop()), moment)
    return len(wishes)


async def test_a_day_and_a_night_of_the_district(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    print(f"the day of the district: DAY_SEED={SEED}")
    async with district(fresh_database) as place:
        life = Life(place, SEED)
        monkeypatch.setattr("command.service.desk.new_id", life.new_id)
        duty.begin(life)
        safety.begin(life)
        assert begin_all(life) == INCIDENTS
        try:
            await life.live(END)
        finally:
            tell(life)
        every_path_was_lived(life)
        await every_deadline_was_met_or_acted_on_once(life)
        await figures_are_the_ledgers(life)
        await the_record_is_whole(life)


def tell(life: Life) -> None:
    """How often each path was lived."""
    for name, n in sorted(life.lived.items()):
        print(f"{n:5}  {name}")
    print(f"{life.batches} turns, {len(life.all)} facts")


def every_path_was_lived(life: Life) -> None:
    wanted = {*BY_DAY, *AT_NIGHT, *IN_THE_MORNING, *FURTHER}
    assert sorted(name for name in wanted if not life.lived[name]) == []
    paths = (*BY_DAY, *AT_NIGHT, *IN_THE_MORNING)
    assert sum(life.lived[name] for name in paths) == INCIDENTS
    filed = sum(type(told.fact).__name__ == "IncidentFiled" for told in life.all)
    calls = sum(type(told.fact).__name__ == "SosRaised" for told in life.all)
    assert filed == INCIDENTS + calls


async def facts_of(life: Life) -> list[dict[str, Any]]:
    entries = await ledger.read_after(life.district.engine, DISTRICT, 0, 1_000_000)
    return [msgspec.json.decode(entry.body) for entry in entries]


async def every_deadline_was_met_or_acted_on_once(life: Life) -> None:
    found = read_again.read(await facts_of(life), END)
    for kind in sorted(found.met | found.acted):
        print(f"{kind:12} met {found.met[kind]:5}   acted on {found.acted[kind]:5}")
    assert found.faults[:20] == []
    kinds = {*read_again.ACTS, "offer", "slot", "attention", *read_again.KEPT} - read_again.OF_A_STORM
    assert kinds == {*found.met, *found.acted}, "each kind of deadline was there"
    never_passed = kinds - {*found.acted}
    assert never_passed == set(), "and silence was lived with each"
    kept = {name for name, struct in KEPT.items() if "due" in struct.__struct_fields__}
    assert kept >= {*read_again.KEPT, "slots"}
    print("kept with a deadline, and of no part in this day:", *sorted(kept - {*kinds, "slots"}))


async def figures_are_the_ledgers(life: Life) -> None:
    engine = life.district.engine
    while (await follow.follow_on(engine, DISTRICT, 997)).more:
        pass
    assert await follow.differences(engine, DISTRICT) == []
    async with figure_reading.reading(engine, DISTRICT) as one:
        now = one.standing.now
    noon, evening = at(12), at(20)
    for period in (
        Period(datetime(2020, 1, 1, tzinfo=UTC), now),
        Period(at(8), noon),
        Period(noon, evening),
        Period(evening, now),
    ):
        for by in KEYS:
            async with figure_reading.reading(engine, DISTRICT) as one:
                ours = as_read((await count(one, Scope(), period, by)).rows)  # type: ignore[arg-type]
            rows = await figures_by_sql(engine, DISTRICT, period, by)
            theirs = {
                key: (row[0], round(float(row[1]), 3), round(float(row[2]), 3)) if len(row) == 3 else row
                for key, row in rows.items()
            }
            assert ours == theirs, (by, period)
    async with figure_reading.reading(engine, DISTRICT) as one:
        whole = as_read((await count(one, Scope(), Period(at(0), now), "district")).rows)
    told = {
        name: whole[name, DISTRICT][0]
        for name in ("filed", "settled", "merged", "reworked", "returned", "reopened", "voided")
    }
    assert told == as_lived(life)


def as_lived(life: Life) -> dict[str, int]:
    """The same, counted by those who lived it."""
    n = life.lived
    twice = n["returned twice, ruled"]
    return {
        "filed": INCIDENTS
        + n["SOS taken"]
        + n["SOS, nobody above at first"]
        + n["SOS taken back"]
        + n["timer, silence"],
        "settled": n["settled"],
        "merged": 2 * n["merged, priority raised"] + n["handler calls for help"],
        "reworked": n["rework"] + n["settled, sent back"],
        "returned": 2 * twice + n["unit returns what is not its own"],
        "reopened": n["reopened by order"] + n["call-back, opened again"],
        "voided": n["voided"] + n["void granted"] + n["SOS taken back"],
    }


async def the_record_is_whole(life: Life) -> None:
    engine = life.district.engine
    assert (await audit.verify(engine, DISTRICT)).broken is None
    assert await replay.differences(engine, DISTRICT) == [], "P11: the ledger alone rebuilds the tables"
    assert await deadlines.without(engine, DISTRICT) == [], "P6: the auditor is silent"
