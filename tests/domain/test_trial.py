"""What an editor of rosters is told before anything is written down."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from command.clock import new_id
from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.roster import gaps
from command.domain.rostering.trial import Trial, try_group, try_plan
from command.wire.requests import SetGroup, SetPlan
from tests.domain.builder import World, only
from tests.domain.roster_world import GROUP, PATROL, STANDBY, TODAY, TOMORROW, rostered

STATION = {"name": "station", "kind": "station", "starts": "08:00", "ends": "18:00"}
MONDAY = TODAY + timedelta(days=2)


def asked(what: type, /, **data: Any) -> Any:
    return msgspec.convert({"id": new_id(), **msgspec.to_builtins(data)}, what)


def drafted(world: World) -> Draft:
    return Draft(world.situation, world.now, new_id, lambda _: False)


def group(world: World, who: str = "co", **changed: Any) -> Trial:
    return try_group(drafted(world), world.picture.people[who], asked(SetGroup, **{**GROUP, **changed}))


def pattern(**changed: Any) -> dict[str, Any]:
    return {**GROUP["pattern"], **changed}  # type: ignore[dict-item]


def plan(world: World, who: str = "co", **changed: Any) -> Trial:
    entry = {"group": "g", "first": TOMORROW, "last": TOMORROW, "shifts": [PATROL], "days": [], **changed}
    return try_plan(drafted(world), world.picture.people[who], asked(SetPlan, plan=entry, temporary=True, reason="x"))


def fields(trial: Trial) -> list[tuple[str, str]]:
    return [(one.code, str(one.data["field"])) for one in trial.faults]


def test_all_that_is_wrong_is_told_at_once_each_with_its_field() -> None:
    late = {**PATROL, "rounds": [{"starts": "08:30", "ends": "11:00"}, {"starts": "17:00", "ends": "18:30"}]}
    lines = [{"shift": late, "cycle": [[0], [7]]}, {"shift": late, "cycle": [[1]]}]
    trial = group(rostered(), leader="gone", pattern=pattern(members=["w1", "nobody", "w1"], lines=lines))
    assert fields(trial) == [
        ("member_unknown", "leader"),
        ("member_unknown", "pattern.members.1"),
        ("member_twice", "pattern.members.2"),
        ("round_outside", "pattern.lines.0.shift.rounds.1"),
        ("shift_twice", "pattern.lines.1.shift.name"),
        ("round_outside", "pattern.lines.1.shift.rounds.1"),
        ("member_place_unknown", "pattern.lines.0.cycle.1"),
    ]
    assert (trial.gaps, trial.turns) == ([], [])


def test_each_person_on_two_shifts_at_once_is_named_at_the_line_that_says_so() -> None:
    long = {**STANDBY, "starts": "17:00"}
    lines = [{"shift": PATROL, "cycle": [[0, 1, 2]]}, {"shift": long, "cycle": [[0, 1]]}]
    trial = group(rostered(), pattern=pattern(lines=lines))
    assert [one.code for one in trial.faults] == ["shift_overlap"] * 2
    assert {one.data["person"] for one in trial.faults} == {"w1", "w2"}
    assert {str(one.data["field"]) for one in trial.faults} <= {"pattern.lines.0", "pattern.lines.1"}


@pytest.mark.parametrize(
    ("who", "changed"),
    [
        ("s", {"area": "460107002001"}),
        ("co", {"overseer": "nobody"}),
        ("co", {"pattern": pattern(members=["w1", "nobody"])}),
        ("co", {"pattern": pattern(lines=[{"shift": PATROL, "cycle": [[0, 3]]}])}),
        ("co", {"group": "h"}),
    ],
)
def test_what_the_form_says_first_is_what_the_request_is_refused_with(who: str, changed: dict[str, Any]) -> None:
    world = rostered()
    trial = group(world, who, **changed)
    told = only(world.send(who, "roster.set_group", **{**GROUP, **changed}), f.RequestRefused)
    assert (told.refusal.code, told.refusal.data) == (trial.faults[0].code, trial.faults[0].data)


def test_gaps_that_a_pattern_would_make_and_close_are_those_it_makes_and_closes() -> None:
    world = rostered()
    thin = pattern(lines=[{"shift": PATROL, "cycle": [[0, 1], [0]]}, {"shift": STATION, "cycle": [[], [1], [], []]}])
    trial = group(world, pattern=thin)
    assert trial.faults == []
    assert {gap.kind for gap, _ in trial.gaps} == {"short"}
    assert {gap.kind for gap in trial.closed} == {"no_station"}
    assert all(fresh for _, fresh in trial.gaps)
    assert kinds_of(world) == {"no_station"}, "trying wrote nothing down"
    world.send("co", "roster.set_group", **{**GROUP, "pattern": thin})
    assert kinds_of(world) == {"short"}
    again = group(world, pattern=thin)
    assert [gap for gap, _ in again.gaps] == [gap for gap, _ in trial.gaps]
    assert not any(fresh for _, fresh in again.gaps)


def kinds_of(world: World) -> set[str]:
    return {gap.kind for gap in gaps(drafted(world).roster, world.now, world.now + timedelta(days=25), ["g"])}


def test_whoever_a_temporary_plan_takes_from_another_group_is_missed_there() -> None:
    world = rostered()
    other = {**GROUP, "group": "h", "name": "第2组", "pattern": pattern(members=["w4"], lines=[])}
    world.send("co", "roster.set_group", **other)
    taken = plan(world, group="h", days=[{"day": TOMORROW, "shift": 0, "people": ["w1", "w2"]}])
    assert taken.faults == []
    found = [(gap.group, gap.kind, gap.have, gap.need, fresh) for gap, fresh in taken.gaps if gap.kind == "short"]
    assert found == [("g", "short", 1, 2, True)]
    assert [turn.person for turn in taken.turns] == ["w1", "w2"]


def test_a_temporary_plan_that_takes_away_the_week_s_station_day_is_a_gap() -> None:
    world = rostered()
    lines = [
        {"shift": {**PATROL, "need": 1}, "cycle": [[1]]},
        {"shift": STATION, "cycle": [[], [], [0], [], [], [], []]},
    ]
    world.send("co", "roster.set_group", **{**GROUP, "pattern": pattern(lines=lines)})
    days = [{"day": MONDAY, "shift": 0, "people": ["w1", "w2"]}]
    trial = plan(world, first=MONDAY, last=MONDAY, days=days)
    assert [(gap.kind, fresh) for gap, fresh in trial.gaps] == [("no_station", True)]


def test_a_plan_s_faults_have_their_entries() -> None:
    days = [
        {"day": TODAY, "shift": 0, "people": ["w1"]},
        {"day": TOMORROW, "shift": 1, "people": ["w1"]},
        {"day": TOMORROW, "shift": 0, "people": ["nobody"]},
    ]
    assert fields(plan(rostered(), days=days)) == [
        ("plan_days", "plan.days.0"),
        ("plan_shift_unknown", "plan.days.1"),
        ("member_unknown", "plan.days.2"),
    ]
    both = [{"day": TOMORROW, "shift": n, "people": ["w1"]} for n in (0, 1)]
    shifts = [PATROL, {**STANDBY, "starts": "12:00"}]
    assert fields(plan(rostered(), days=both, shifts=shifts)) == [("shift_overlap", "plan.days.1")]


def test_what_is_not_as_it_should_be_is_noted_and_not_refused() -> None:
    watch = {"name": "夜", "kind": "watch", "starts": "00:00", "ends": "08:00", "need": 1}
    short = {**PATROL, "rounds": [{"starts": "08:30", "ends": "09:00"}]}
    lines = [{"shift": watch, "cycle": [[0]]}, {"shift": short, "cycle": [[1]]}]
    trial = group(rostered(), pattern=pattern(lines=lines))
    assert trial.faults == []
    assert [(one.code, one.field) for one in trial.notes] == [
        ("watch_thin", "pattern.lines.0.shift.need"),
        ("watch_unled", "pattern.lines.0.shift.led"),
        ("rounds_few", "pattern.lines.1.shift.rounds"),
        ("round_short", "pattern.lines.1.shift.rounds.0"),
    ]


@pytest.mark.parametrize("window", [("23:00", "01:00"), ("22:00", "22:30"), ("05:00", "06:00")])
def test_a_round_of_a_night_may_pass_midnight(window: tuple[str, str]) -> None:
    night = {**PATROL, "starts": "22:00", "ends": "06:00", "rounds": [{"starts": window[0], "ends": window[1]}]}
    assert group(rostered(), pattern=pattern(lines=[{"shift": night, "cycle": [[0, 1]]}])).faults == []
