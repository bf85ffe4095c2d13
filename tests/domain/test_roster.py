"""排班: one layer wins at each instant, nobody is in two places, a night belongs to the day it began."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain.roster import (
    RANK,
    DayPlan,
    Group,
    Leave,
    Line,
    Override,
    Pattern,
    Plan,
    Presence,
    Roster,
    Shift,
    Swap,
    Turn,
    TurnRef,
    gaps,
    on_duty_at,
    scheduled,
    standby_at,
)
from command.domain.roster.hours import instant, span_of
from command.domain.worktime import LOCAL

MONDAY = date(2026, 7, 13)
WEEK = timedelta(days=7)
WATCH = [
    Shift("day", "watch", "08:00", "16:00", need=2, led=True),
    Shift("evening", "watch", "16:00", "00:00", need=2, led=True),
    Shift("night", "watch", "00:00", "08:00", need=2, led=True),
]
PATROL = Shift("patrol", "patrol", "08:00", "18:00", need=2)
STATION = Shift("station", "station", "08:00", "18:00", need=1)
STANDBY = Shift("standby", "standby", "18:00", "08:00")
PEOPLE = ["a", "b", "c", "d"]


def at(hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    """A local time of the week from Monday, as an instant."""
    midnight = datetime.combine(MONDAY, time(), LOCAL) + timedelta(days=day)
    return (midnight + timedelta(hours=hour, minutes=minute)).astimezone(UTC)


def grid_group(id_: str = "g", people: list[str] = PEOPLE, station: int = 2) -> Group:
    """All on patrol by day but on the station day; one after the other on stand-by at night."""
    everybody = list(range(len(people)))
    lines = [
        Line(PATROL, [[] if day == station else everybody for day in range(7)]),
        Line(STATION, [everybody if day == station else [] for day in range(7)]),
        Line(STANDBY, [[seat] for seat in everybody]),
    ]
    return Group(id=id_, kind="grid", name=id_, area="460107001001", patterns=[Pattern(MONDAY, people, lines)])


def watch_group() -> Group:
    """Four teams of three, three shifts a day."""
    people = [f"{team}{seat}" for team in "wxyz" for seat in "123"]
    team = [[3 * n, 3 * n + 1, 3 * n + 2] for n in range(4)]
    lines = [Line(shift, [team[(day + n) % 4] for day in range(4)]) for n, shift in enumerate(WATCH)]
    return Group(id="watch", kind="watch", name="watch", area="460107", patterns=[Pattern(MONDAY, people, lines)])


def roster(*groups: Group, **more: Any) -> Roster:
    return Roster(LOCAL, groups or [grid_group()], **more)


def turn_of(found: Roster, person: str, t: datetime) -> Turn:
    turn = scheduled(found, person, t)
    assert turn is not None
    return turn


def leave(person: str, starts: datetime, ends: datetime, **more: Any) -> Leave:
    return Leave(
        **{"id": f"leave-{person}", "person": person, "starts": starts, "ends": ends, "state": "approved", **more}
    )


def override(person: str | None, replaces: str | None, starts: datetime, ends: datetime, **more: Any) -> Override:
    made = {"id": f"o-{person}-{replaces}", "group": "g", "starts": starts, "ends": ends}
    return Override(**{**made, "person": person, "replaces": replaces, **more})


def swap(giver: str, taker: str, turn: TurnRef, back: TurnRef | None = None, state: str = "approved") -> Swap:
    return Swap(id=f"s-{giver}", giver=giver, taker=taker, turn=turn, back=back, state=state)  # type: ignore[arg-type]


def temporary(*people: str, day: date = MONDAY) -> Plan:
    plan = [DayPlan(day, 0, list(people))]
    return Plan(id="t", number=9, group="g", first=day, last=day, shifts=[PATROL], days=plan, temporary=True)


def test_the_pattern_comes_back_every_week() -> None:
    found = roster()
    for week in (0, 1, 20):
        assert turn_of(found, "a", at(9) + week * WEEK).shift.name == "patrol"
        assert turn_of(found, "a", at(9, day=2) + week * WEEK).shift.name == "station"


def test_a_shift_has_its_first_instant_and_not_its_last() -> None:
    found = roster()
    assert scheduled(found, "b", at(8) - timedelta(microseconds=1)) is None
    assert turn_of(found, "b", at(8)).shift == PATROL
    assert turn_of(found, "b", at(18) - timedelta(microseconds=1)).shift == PATROL
    assert scheduled(found, "b", at(18)) is None


def test_a_night_over_midnight_belongs_to_the_day_it_began() -> None:
    for t in (at(18), at(23, 59), at(24), at(31, 59)):
        (turn,) = standby_at(roster(), t)
        assert (turn.person, turn.day) == ("a", MONDAY)
    (turn,) = standby_at(roster(), at(18, day=1))
    assert (turn.person, turn.day) == ("b", MONDAY + timedelta(days=1))


def test_before_a_pattern_begins_there_is_nothing() -> None:
    assert roster().turns(at(0) - WEEK, at(0)) == []


def test_a_new_pattern_begins_on_its_day_and_the_old_one_is_still_what_was() -> None:
    group = grid_group()
    group.patterns.append(Pattern(MONDAY + WEEK, ["n"], [Line(PATROL, [[0]])]))
    found = roster(group)
    assert turn_of(found, "a", at(9, day=6)).shift == PATROL
    assert scheduled(found, "a", at(9, day=7)) is None
    assert turn_of(found, "n", at(9, day=7)).shift == PATROL


def test_each_layer_wins_over_all_below_it_and_over_none_above() -> None:
    turn = TurnRef("g", MONDAY, "patrol")
    layers: list[tuple[str, str | None, dict[str, Any]]] = [
        ("pattern", "a", {}),
        ("leave", None, {"leaves": [leave("a", at(0), at(24))]}),
        ("swap", "s", {"swaps": [swap("a", "s", turn)]}),
        ("override", "o", {"overrides": [override("o", "s", at(0), at(24)), override("o", "a", at(0), at(24))]}),
        ("temporary", "t", {"plans": [temporary("t")]}),
    ]
    given_: dict[str, Any] = {}
    for layer, person, more in layers:
        given_ |= more
        seat = next(one for one in roster(**given_).turns(at(9), at(10)) if one.seat == 0)
        assert (seat.layer, seat.person) == (layer, person)


def test_what_is_asked_for_but_not_approved_changes_nothing() -> None:
    turn = TurnRef("g", MONDAY, "patrol")
    asked = roster(swaps=[swap("a", "s", turn, state="accepted")], leaves=[leave("b", at(0), at(24), state="asked")])
    assert asked.turns(at(0), at(24)) == roster().turns(at(0), at(24))


def test_a_swap_gives_both_their_other_shift() -> None:
    swapped = swap("a", "b", TurnRef("g", MONDAY, "standby"), TurnRef("g", MONDAY + timedelta(days=1), "standby"))
    found = roster(swaps=[swapped])
    assert [one.person for one in standby_at(found, at(20))] == ["b"]
    assert [one.person for one in standby_at(found, at(20, day=1))] == ["a"]


def test_half_a_day_of_leave_empties_half_the_seat() -> None:
    found = roster(leaves=[leave("a", at(12), at(24))])
    assert turn_of(found, "a", at(11, 59)).ends == at(12)
    assert scheduled(found, "a", at(12)) is None


def test_who_stands_in_for_somebody_on_leave_is_on_duty_for_as_long_as_was_said() -> None:
    found = roster(leaves=[leave("a", at(0), at(24))], overrides=[override("x", "a", at(10), at(12))])
    assert scheduled(found, "x", at(9, 59)) is None
    turn = turn_of(found, "x", at(10))
    assert (turn.layer, turn.starts, turn.ends, turn.seat) == ("override", at(10), at(12), 0)


def test_one_more_is_on_duty_beside_the_others() -> None:
    found = roster(overrides=[override("x", None, at(20), at(23), kind="patrol")])
    assert [one.person for one in found.turns(at(20), at(21)) if one.shift.kind == "patrol"] == ["x"]


def test_whoever_is_wanted_in_two_places_is_where_the_higher_layer_says_and_the_other_seat_is_a_gap() -> None:
    found = roster(grid_group(), watch_group(), overrides=[override("a", "w1", at(10), at(12), group="watch")])
    assert turn_of(found, "a", at(11)).group == "watch"
    assert turn_of(found, "a", at(9)).group == turn_of(found, "a", at(12)).group == "g"
    seats = [one for one in found.turns(at(11), at(11, 30), ["g"]) if one.seat == 0]
    assert [(one.person, one.layer) for one in seats] == [(None, "override")]


def test_a_month_plan_stands_in_the_place_of_the_pattern_and_swaps_still_hold() -> None:
    plan = Plan(id="m", group="g", first=MONDAY, last=MONDAY, shifts=[PATROL], days=[DayPlan(MONDAY, 0, ["d", "c"])])
    found = roster(plans=[plan], swaps=[swap("d", "a", TurnRef("g", MONDAY, "patrol"))])
    assert [one.person for one in found.turns(at(9), at(10))] == ["a", "c"]
    assert turn_of(found, "b", at(9, day=1)).layer == "pattern"


def test_who_is_present_extra_expected_absent_or_still_at_work_is_told_apart() -> None:
    here = [
        Presence("a", at(7)),
        Presence("z", at(7)),
        Presence("y", at(1), staying=at(8)),
        Presence("b", at(7), at(8, 30)),
    ]
    early = {one.person: one.state for one in on_duty_at(roster(), here, at(8, 5))}
    assert early == {
        "a": "rostered", "b": "rostered", "c": "expected", "d": "expected", "y": "staying", "z": "extra",
    }  # fmt: skip
    late = {one.person: one.state for one in on_duty_at(roster(), here, at(8, 30))}
    assert (late["b"], late["c"], late["z"]) == ("absent", "absent", "extra")


def test_who_is_on_stand_by_is_not_on_duty() -> None:
    assert on_duty_at(roster(), [], at(20)) == []


def test_a_whole_roster_has_no_gaps_and_each_hole_in_it_is_found() -> None:
    whole = roster(grid_group(), watch_group())
    assert gaps(whole, at(0), at(0) + 2 * WEEK) == []
    away = [
        leave("w1", at(0), at(24)),
        leave("w2", at(0), at(24)),
        leave("a", at(9), at(10)),
        leave("b", at(0), at(24)),
    ]
    found = gaps(roster(grid_group(), watch_group(), leaves=away), at(0), at(24))
    assert [(gap.kind, gap.shift, gap.have, gap.need) for gap in found if gap.group == "watch"] == [
        ("no_leader", "day", 1, 2),
        ("short", "day", 1, 2),
    ]
    assert [gap for gap in found if gap.group == "g"] == []
    more = [*away, leave("c", at(9), at(10))]
    (gap,) = gaps(roster(leaves=more), at(0), at(24))
    assert (gap.starts, gap.ends, gap.have, gap.day) == (at(9), at(10), 1, MONDAY)


def test_a_watch_that_no_shift_covers_is_a_gap() -> None:
    group = watch_group()
    del group.patterns[0].lines[2]
    found = gaps(roster(group), at(0), at(24))
    assert [(gap.kind, gap.starts, gap.ends) for gap in found] == [("uncovered", at(0), at(8))]


def test_a_week_without_a_station_day_is_a_gap() -> None:
    (gap,) = gaps(roster(grid_group(station=9)), at(0), at(0) + WEEK)
    assert (gap.kind, gap.starts) == ("no_station", at(0))


def test_shifts_that_adjoin_on_paper_adjoin_where_the_clocks_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        shifts = [Shift("1", "watch", "22:00", "02:30"), Shift("2", "watch", "02:30", "06:00")]
        (_, first_ends), (second_starts, _) = (
            span_of(shifts[0], day - timedelta(days=1), zone),
            span_of(shifts[1], day, zone),
        )
        assert first_ends == second_starts


def test_a_night_is_an_hour_shorter_in_march_and_longer_in_october() -> None:
    zone, night = ZoneInfo("Europe/Berlin"), Shift("n", "watch", "22:00", "06:00")
    hours = [
        (ends - starts).total_seconds() / 3600
        for starts, ends in (
            span_of(night, day, zone) for day in (date(2026, 3, 28), date(2026, 7, 1), date(2026, 10, 24))
        )
    ]
    assert hours == [7, 8, 9]


def test_an_hour_that_the_clocks_leave_out_is_the_instant_of_the_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    change = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert {instant(date(2026, 3, 29), time(2, m), zone) for m in (0, 1, 30, 59)} == {change}


ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Cairo"])
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))


@given(ZONES, st.dates(date(2026, 1, 1), date(2027, 12, 31)), CLOCKS, CLOCKS)
def test_later_on_the_wall_is_never_earlier_in_the_world(zone: str, day: date, one: time, other: time) -> None:
    first, second = (instant(day, clock, ZoneInfo(zone)) for clock in sorted((one, other)))
    assert first <= second


HOURS = st.integers(0, 14 * 24)
WHO = st.sampled_from([*PEOPLE, "e", "f", "w1", "w2", "x1"])
SPAN = st.tuples(HOURS, st.integers(1, 30)).map(lambda s: (at(s[0]), at(s[0] + s[1])))
REF = st.builds(
    TurnRef,
    st.sampled_from(["g", "h", "watch"]),
    st.dates(MONDAY, MONDAY + WEEK),
    st.sampled_from(["patrol", "station", "standby", "day", "night"]),
)


@st.composite
def rosters(draw: st.DrawFn, zone: str = "Asia/Shanghai") -> Roster:
    """Groups that share people, with any exceptions at all."""
    groups = [grid_group(), grid_group("h", ["e", "f", "a"], station=4), watch_group()]
    some = st.integers(0, 5)
    leaves = [leave(draw(WHO), *draw(SPAN), id=f"l{n}", number=n) for n in range(draw(some))]
    swaps = [
        Swap(id=f"s{n}", number=10 + n, giver=draw(WHO), taker=draw(WHO), turn=draw(REF), back=draw(st.none() | REF),
             state="approved")
        for n in range(draw(some))
    ]  # fmt: skip
    overrides = []
    for n in range(draw(some)):
        person, replaces, span = draw(st.none() | WHO), draw(st.none() | WHO), draw(SPAN)
        group = draw(st.sampled_from(["g", "h", "watch"]))
        overrides.append(override(person, replaces, *span, id=f"o{n}", number=20 + n, group=group))
    plans = []
    for n in range(draw(st.integers(0, 3))):
        first = draw(st.dates(MONDAY, MONDAY + WEEK))
        days = [
            DayPlan(first + timedelta(days=d), draw(st.integers(0, 1)), draw(st.lists(WHO, max_size=3)))
            for d in range(2)
        ]
        plans.append(
            Plan(id=f"p{n}", number=30 + n, group=draw(st.sampled_from(["g", "h"])), first=first,
                 last=first + timedelta(days=1), shifts=[PATROL, STANDBY], days=days, temporary=draw(st.booleans()))
        )  # fmt: skip
    return Roster(ZoneInfo(zone), groups, plans, overrides, swaps, leaves)


@given(rosters() | ZONES.flatmap(lambda zone: rosters(zone=zone)))
def test_no_instant_belongs_to_two_shifts_of_one_person(found: Roster) -> None:
    turns = [one for one in found.turns(at(0), at(14 * 24)) if one.person is not None]
    for person in {one.person for one in turns}:
        own = sorted((one for one in turns if one.person == person), key=lambda one: one.starts)
        assert all(a.ends <= b.starts for a, b in pairwise(own)), own


@given(rosters(), HOURS)
def test_exactly_one_layer_says_who_sits_in_a_seat(found: Roster, hour: int) -> None:
    t = at(hour, 1)
    seats = [one for one in found.turns(t, t + timedelta(minutes=1)) if one.covers(t) and one.shift.name != "+"]
    keys = [(one.group, one.day, one.shift.name, one.seat) for one in seats]
    assert len(keys) == len(set(keys)), "a seat has one turn at an instant"
    assert all(one.layer in RANK and one.starts < one.ends for one in seats)


@given(rosters(), WHO, HOURS)
def test_asking_for_one_person_is_asking_for_all(found: Roster, person: str, hour: int) -> None:
    t = at(hour, 30)
    everybody = [one for one in found.turns(t, t + timedelta(seconds=1)) if one.person == person and one.covers(t)]
    assert ([scheduled(found, person, t)] if everybody else []) == everybody


@given(rosters(), HOURS, st.lists(st.tuples(WHO, HOURS), max_size=6))
def test_everybody_who_is_there_and_everybody_who_should_be_is_named_once(
    found: Roster, hour: int, here: list[tuple[str, int]]
) -> None:
    t = at(hour, 20)
    told = on_duty_at(found, [Presence(person, at(since)) for person, since in here], t)
    assert len({one.person for one in told}) == len(told)
    present = {one.person for one in told if one.state in ("rostered", "extra", "staying")}
    assert present == {person for person, since in here if at(since) <= t}


@given(rosters(), st.permutations(["g", "h", "watch"]))
def test_the_order_in_which_things_are_listed_changes_nothing(found: Roster, order: list[str]) -> None:
    again = Roster(found.zone, [found.groups[id_] for id_ in order], *_exceptions(found))
    assert again.turns(at(0), at(14 * 24)) == found.turns(at(0), at(14 * 24))


def _exceptions(found: Roster) -> tuple[Any, ...]:
    swaps = {one[0].id: one[0] for listed in found._swaps.values() for one in listed}
    plans = [one for listed in found._plans.values() for one in listed]
    overrides = [one for listed in found._overrides.values() for one in listed]
    leaves = [one for listed in found._leaves.values() for one in listed]
    return plans[::-1], overrides[::-1], list(swaps.values())[::-1], leaves


@pytest.mark.parametrize("groups", [65, 1000])
def test_a_large_district_is_asked_in_milliseconds(groups: int) -> None:
    made = [grid_group(f"g{n}", [f"p{n}-{k}" for k in range(4)], station=n % 7) for n in range(groups)]
    assert len(standby_at(Roster(LOCAL, made), at(20))) == groups
