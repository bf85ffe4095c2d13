"""Who may write a roster, what is refused, and that nothing is half done."""

from datetime import timedelta
from typing import Any

import pytest

from command.domain import facts as f
from command.domain.roster import scheduled
from command.domain.situation import roster_of
from command.domain.worktime import LOCAL
from tests.domain.builder import World, addressed, kinds, none, only, refused
from tests.domain.roster_world import GROUP, PATROL, STANDBY, TODAY, TOMORROW, WATCH, local, rostered, until


def on(world: World, person: str, hour: int, day: Any = TODAY) -> str | None:
    """The shift the roster has the person on at a local hour."""
    turn = scheduled(roster_of(world.picture, LOCAL), person, local(hour, day=day))
    return turn.shift.name if turn is not None else None


def turn(day: Any = TOMORROW, shift: str = "patrol", group: str = "g") -> dict[str, Any]:
    return {"group": group, "day": day, "shift": shift}


def plan(**changed: Any) -> dict[str, Any]:
    days = [{"day": TOMORROW, "shift": 0, "people": ["w2", "w1"]}]
    return {"group": "g", "first": TOMORROW, "last": TOMORROW, "shifts": [PATROL], "days": days, **changed}


def pattern(**changed: Any) -> dict[str, Any]:
    return {**GROUP, "pattern": {**GROUP["pattern"], **changed}}  # type: ignore[dict-item]


def test_a_group_is_expected_as_its_pattern_says() -> None:
    world = rostered()
    assert [on(world, who, 9) for who in ("w1", "w2", "w3", "w4")] == ["patrol"] * 3 + [None]
    assert on(world, "w2", 20, TOMORROW) == "standby"


def test_a_supervisor_writes_the_rosters_of_their_own_groups_and_no_others() -> None:
    world = rostered()
    assert kinds(world.send("s", "roster.set_group", **GROUP)) == ["GroupRostered"]
    assert refused(world.send("s", "roster.set_group", **WATCH)) == "not_allowed"
    world.person("other", "supervisor", "460107002001")
    assert refused(world.send("other", "roster.set_group", **GROUP)) == "group_unknown"
    assert refused(world.send("op", "roster.set_group", **GROUP)) == "not_allowed"


def test_naming_oneself_leader_gives_no_right_to_a_group_elsewhere() -> None:
    world = rostered()
    elsewhere = {**GROUP, "area": "460107002001", "leader": "s"}
    assert refused(world.send("s", "roster.set_group", **{**elsewhere, "group": "new"})) == "not_allowed"
    assert refused(world.send("s", "roster.set_group", **elsewhere)) == "not_allowed"
    assert world.picture.groups["g"].area == "460107001001"


def test_the_leader_of_a_group_steers_it_although_its_area_is_larger_than_theirs() -> None:
    world = rostered()
    world.person("leader", "supervisor", "460107001001001")
    assert refused(world.send("leader", "roster.plan", plan=plan())) == "group_unknown"
    world.send("co", "roster.set_group", **{**GROUP, "leader": "leader"})
    assert kinds(world.send("leader", "roster.plan", plan=plan())) == ["PlanSet"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"members": ["w1", "nobody"]}, "member_unknown"),
        ({"lines": [{"shift": PATROL, "cycle": [[0, 3]]}]}, "member_place_unknown"),
        ({"lines": [{"shift": PATROL, "cycle": [[0]]}, {"shift": PATROL, "cycle": [[1]]}]}, "shift_twice"),
        ({"lines": [{"shift": PATROL, "cycle": [[0]]}, {"shift": {**STANDBY, "starts": "17:59"}, "cycle": [[0]]}]},
         "shift_overlap"),
        ({"lines": [{"shift": {**STANDBY, "ends": "08:01"}, "cycle": [[0]]}, {"shift": PATROL, "cycle": [[], [0]]}]},
         "shift_overlap"),
    ],
)  # fmt: skip
def test_a_pattern_that_cannot_be_kept_is_refused_whole(changed: dict[str, Any], code: str) -> None:
    world = rostered()
    before = world.picture.groups["g"]
    assert refused(world.send("co", "roster.set_group", **pattern(**changed))) == code
    assert world.picture.groups["g"] == before


def test_nobody_is_in_the_patterns_of_two_groups_at_once() -> None:
    world = rostered()
    told = only(world.send("co", "roster.set_group", **{**GROUP, "group": "h", "name": "第2组"}), f.RequestRefused)
    assert told.refusal.code == "shift_overlap"
    assert "第1组" in told.refusal.message
    assert "h" not in world.picture.groups


def test_a_new_pattern_leaves_the_days_before_it_as_they_were() -> None:
    world = rostered()
    world.send(
        "co", "roster.set_group", **pattern(begins=TOMORROW, members=["w4"], lines=[{"shift": PATROL, "cycle": [[0]]}])
    )
    assert (on(world, "w1", 9), on(world, "w4", 9)) == ("patrol", None)
    assert (on(world, "w1", 9, TOMORROW), on(world, "w4", 9, TOMORROW)) == (None, "patrol")


def test_a_month_plan_stands_in_the_place_of_the_pattern_and_leaves_when_it_is_over() -> None:
    world = rostered()
    assert kinds(world.send("s", "roster.plan", plan=plan())) == ["PlanSet"]
    assert (on(world, "w1", 9, TOMORROW), on(world, "w3", 9, TOMORROW)) == ("patrol", None)
    done = until(world, local(7, day=TOMORROW + timedelta(days=2)))
    assert only(done, f.RosterItemEnded).why == "over"
    assert world.picture.plans == {}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"last": TODAY}, "plan_days"),
        ({"last": TODAY + timedelta(days=90)}, "plan_days"),
        ({"days": [{"day": TODAY, "shift": 0, "people": ["w1"]}]}, "plan_days"),
        ({"days": [{"day": TOMORROW, "shift": 1, "people": ["w1"]}]}, "plan_shift_unknown"),
        ({"days": [{"day": TOMORROW, "shift": 0, "people": ["nobody"]}]}, "member_unknown"),
        ({"first": TODAY - timedelta(days=9), "last": TODAY - timedelta(days=9), "days": []}, "plan_past"),
        ({"group": "watch"}, "group_unknown"),
        ({"days": [{"day": TOMORROW, "shift": n, "people": ["w1"]} for n in (0, 1)],
          "shifts": [PATROL, {**STANDBY, "starts": "12:00"}]}, "shift_overlap"),
    ],
)  # fmt: skip
def test_of_an_import_with_one_bad_plan_nothing_is_kept(changed: dict[str, Any], code: str) -> None:
    world = rostered()
    good = plan(first=TODAY, last=TODAY, days=[{"day": TODAY, "shift": 0, "people": ["w1"]}])
    told = world.send("co", "roster.import", plans=[good, plan(**changed)])
    assert (refused(told), world.picture.plans) == (code, {})


def test_an_import_is_answered_once_and_sets_every_plan() -> None:
    world = rostered()
    good = plan(first=TODAY, last=TODAY, days=[{"day": TODAY, "shift": 0, "people": ["w1"]}])
    done = world.send("co", "roster.import", plans=[good, plan()])
    assert kinds(done) == ["PlanSet", "PlanSet", "RosterImported"]
    assert only(done, f.RosterImported).turns == 3


def test_a_temporary_plan_needs_a_reason_and_silences_swaps_leave_and_overrides() -> None:
    world = rostered()
    assert refused(world.send("s", "roster.plan", plan=plan(), temporary=True)) == "reason_needed"
    away = {"starts": local(0, day=TOMORROW), "ends": local(24, day=TOMORROW)}
    asked = only(world.send("w2", "leave.ask", **away), f.LeaveAsked)
    world.send("s", "leave.decide", leave=asked.leave, approve=True)
    assert on(world, "w2", 9, TOMORROW) is None
    world.send("s", "roster.plan", plan=plan(), temporary=True, reason="台风")
    assert on(world, "w2", 9, TOMORROW) == "patrol"


def override(**changed: Any) -> dict[str, Any]:
    hours = {"starts": local(10), "ends": local(12)}
    return {"group": "g", **hours, "person": "w4", "replaces": "w1", "reason": "看病", **changed}


def test_a_stand_in_is_on_duty_for_the_hours_said_and_then_no_more() -> None:
    world = rostered()
    fact = only(world.send("s", "roster.override", **override()), f.OverrideSet)
    assert (fact.person_name, fact.replaces_name) == ("name of w4", "name of w1")
    assert [on(world, "w4", hour) for hour in (9, 10, 11, 12)] == [None, "patrol", "patrol", None]
    assert [on(world, "w1", hour) for hour in (9, 10, 11, 12)] == ["patrol", None, None, "patrol"]
    assert addressed(world, f.OverrideSet) == {"s", "w4", "w1"}
    until(world, local(13))
    assert world.picture.overrides == {}


def test_what_was_changed_can_be_taken_back() -> None:
    world = rostered()
    fact = only(world.send("s", "roster.override", **override()), f.OverrideSet)
    assert refused(world.send("s", "roster.withdraw", kind="plans", item=fact.override)) == "item_unknown"
    assert kinds(world.send("s", "roster.withdraw", kind="overrides", item=fact.override)) == ["RosterItemEnded"]
    assert on(world, "w1", 11) == "patrol"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ends": local(10)}, "period_wrong"),
        ({"starts": local(1), "ends": local(2)}, "period_wrong"),
        ({"ends": local(10, day=TODAY + timedelta(days=70))}, "period_wrong"),
        ({"person": None, "replaces": None}, "override_empty"),
        ({"reason": " "}, "reason_needed"),
        ({"person": "nobody"}, "member_unknown"),
        ({"replaces": "w5"}, "override_nobody"),
        ({"person": "w2"}, "shift_overlap"),
        ({"group": "watch"}, "group_unknown"),
    ],
)
def test_an_override_that_makes_no_sense_is_refused(changed: dict[str, Any], code: str) -> None:
    world = rostered()
    assert refused(world.send("co", "roster.override", **override(**changed))) == code


def swapped(**more: Any) -> tuple[World, str]:
    """w1 asks w4 to have tomorrow's patrol; w4 agreed."""
    world = rostered()
    asked = only(world.send("w1", "swap.ask", turn=turn(), person="w4", **more), f.SwapAsked)
    assert kinds(world.send("w4", "swap.answer", swap=asked.swap, answer="accept")) == ["SwapAccepted"]
    return world, asked.swap


def test_a_swap_counts_only_when_it_was_asked_accepted_and_approved() -> None:
    world, swap = swapped()
    assert only([one.fact for one in world.last], f.SwapAccepted).told == ["s"]
    assert (on(world, "w1", 9, TOMORROW), on(world, "w4", 9, TOMORROW)) == ("patrol", None)
    assert kinds(world.send("s", "swap.decide", swap=swap, approve=True)) == ["SwapApproved"]
    assert (on(world, "w1", 9, TOMORROW), on(world, "w4", 9, TOMORROW)) == (None, "patrol")
    assert addressed(world, f.SwapApproved) == {"s", "w1", "w4"}
    assert only(until(world, local(19, day=TOMORROW)), f.SwapClosed).why == "over"
    assert world.picture.swaps == {}


def test_nobody_approves_their_own_swap_or_one_that_is_not_accepted() -> None:
    world = rostered()
    asked = only(world.send("w1", "swap.ask", turn=turn(), person="w4"), f.SwapAsked)
    assert refused(world.send("s", "swap.decide", swap=asked.swap, approve=True)) == "swap_not_accepted"
    world.rights("w4", roles=["worker", "supervisor"], areas=["460107001001"])
    world.send("w4", "swap.answer", swap=asked.swap, answer="accept")
    assert refused(world.send("w4", "swap.decide", swap=asked.swap, approve=True)) == "own_request"
    world.person("other", "supervisor", "460107002001")
    assert refused(world.send("other", "swap.decide", swap=asked.swap, approve=True)) == "swap_unknown"


def test_a_swap_with_somebody_on_leave_is_refused_whenever_the_leave_came() -> None:
    world = rostered()
    asked = only(
        world.send("w4", "leave.ask", starts=local(0, day=TOMORROW), ends=local(24, day=TOMORROW)), f.LeaveAsked
    )
    world.send("s", "leave.decide", leave=asked.leave, approve=True)
    told = only(world.send("w1", "swap.ask", turn=turn(), person="w4"), f.RequestRefused)
    assert told.refusal.code == "swap_on_leave"
    assert "name of w4" in told.refusal.message
    world, swap = swapped()
    asked = only(
        world.send("w4", "leave.ask", starts=local(0, day=TOMORROW), ends=local(24, day=TOMORROW)), f.LeaveAsked
    )
    world.send("s", "leave.decide", leave=asked.leave, approve=True)
    assert refused(world.send("s", "swap.decide", swap=swap, approve=True)) == "swap_on_leave"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"person": "w1"}, "swap_self"),
        ({"person": "nobody"}, "member_unknown"),
        ({"turn": turn(shift="evening")}, "swap_not_theirs"),
        ({"turn": turn(shift="standby")}, "swap_not_theirs"),
        ({"turn": turn(day=TODAY - timedelta(days=1))}, "swap_not_theirs"),
        ({"person": "w2"}, "shift_overlap"),
        ({"back": turn(shift="standby")}, "swap_not_theirs"),
        ({"turn": turn(group="none")}, "swap_not_theirs"),
    ],
)
def test_a_swap_that_cannot_be_is_refused(data: dict[str, Any], code: str) -> None:
    assert refused(rostered().send("w1", "swap.ask", **{"turn": turn(), "person": "w4", **data})) == code


def test_two_swap_their_nights() -> None:
    world = rostered()
    mine, theirs = turn(TODAY, "standby"), turn(TOMORROW, "standby")
    asked = only(world.send("w1", "swap.ask", turn=mine, person="w2", back=theirs), f.SwapAsked)
    world.send("w2", "swap.answer", swap=asked.swap, answer="accept")
    world.send("s", "swap.decide", swap=asked.swap, approve=True)
    assert [on(world, who, 20, day) for day in (TODAY, TOMORROW) for who in ("w1", "w2")] == [
        None, "standby", "standby", None,
    ]  # fmt: skip


def test_the_same_shift_is_not_asked_for_twice_and_can_be_taken_back() -> None:
    world = rostered()
    asked = only(world.send("w1", "swap.ask", turn=turn(), person="w4"), f.SwapAsked)
    assert refused(world.send("w1", "swap.ask", turn=turn(), person="w5")) == "swap_open"
    assert refused(world.send("w5", "swap.answer", swap=asked.swap, answer="accept")) == "swap_unknown"
    assert only(world.send("w1", "swap.withdraw", swap=asked.swap), f.SwapClosed).why == "withdrawn"
    assert refused(world.send("w4", "swap.answer", swap=asked.swap, answer="accept")) == "swap_unknown"


def test_a_declined_and_a_refused_swap_change_nothing_and_both_hear_of_it() -> None:
    world = rostered()
    asked = only(world.send("w1", "swap.ask", turn=turn(), person="w4"), f.SwapAsked)
    assert only(world.send("w4", "swap.answer", swap=asked.swap, answer="decline"), f.SwapClosed).why == "declined"
    assert addressed(world, f.SwapClosed) == {"w1", "w4"}
    world, swap = swapped()
    assert refused(world.send("s", "swap.decide", swap=swap, approve=False)) == "reason_needed"
    assert (
        only(world.send("s", "swap.decide", swap=swap, approve=False, reason="人手不够"), f.SwapClosed).why == "refused"
    )
    assert on(world, "w1", 9, TOMORROW) == "patrol"


def test_an_approved_swap_is_undone_only_by_whoever_may_approve() -> None:
    world, swap = swapped()
    world.send("s", "swap.decide", swap=swap, approve=True)
    assert refused(world.send("w1", "swap.withdraw", swap=swap)) == "swap_unknown"
    assert only(world.send("s", "swap.withdraw", swap=swap), f.SwapClosed).groups == ["g"]
    assert on(world, "w1", 9, TOMORROW) == "patrol"


def test_a_swap_that_nobody_answers_is_over_and_both_hear_of_it() -> None:
    world = rostered()
    world.send("w1", "swap.ask", turn=turn(), person="w4")
    closed = only(until(world, local(8, 1, day=TOMORROW)), f.SwapClosed)
    assert closed.why == "expired"
    world, _ = swapped()
    assert only(until(world, local(8, 1, day=TOMORROW)), f.SwapClosed).why == "expired"
    assert none(until(world, local(9, day=TOMORROW)), f.SwapClosed)


def away(**changed: Any) -> dict[str, Any]:
    return {"starts": local(0, day=TOMORROW), "ends": local(24, day=TOMORROW), "kind": "sick", **changed}


def test_leave_counts_when_it_is_approved_and_leaves_a_gap_that_is_told() -> None:
    world = rostered()
    for who in ("w1", "w2"):
        asked = only(world.send(who, "leave.ask", **away()), f.LeaveAsked)
        assert asked.told == ["s"]
        assert on(world, who, 9, TOMORROW) == "patrol"
        assert kinds(world.send("s", "leave.decide", leave=asked.leave, approve=True)) == ["LeaveApproved"]
        assert on(world, who, 9, TOMORROW) is None
    found = only(world.tick(), f.GapsFound)
    # Two of three are away; the first of them was on stand-by until the morning, the second in the next night.
    assert [(gap.kind, gap.shift, gap.have, gap.need) for gap in found.gaps] == [
        ("short", "standby", 0, 1),
        ("short", "patrol", 1, 2),
        ("short", "standby", 0, 1),
    ]
    assert found.told == ["s"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ends": local(0, day=TOMORROW)}, "period_wrong"),
        ({"starts": local(0), "ends": local(1)}, "period_wrong"),
        ({"ends": local(0, day=TODAY + timedelta(days=400))}, "period_wrong"),
        ({"person": "w2"}, "not_allowed"),
    ],
)
def test_leave_that_makes_no_sense_is_refused(changed: dict[str, Any], code: str) -> None:
    assert refused(rostered().send("w1", "leave.ask", **away(**changed))) == code


def test_leave_is_not_asked_twice_and_not_over_a_swap_that_wins_over_it() -> None:
    world, swap = swapped()
    world.send("s", "swap.decide", swap=swap, approve=True)
    assert refused(world.send("w4", "leave.ask", **away())) == "leave_still_on_duty"
    assert kinds(world.send("w1", "leave.ask", **away())) == ["LeaveAsked"]
    assert refused(world.send("w1", "leave.ask", **away())) == "leave_overlap"


def test_a_supervisor_enters_the_leave_of_whoever_rang_in_sick_and_nobody_approves_their_own() -> None:
    world = rostered()
    asked = only(world.send("s", "leave.ask", **away(person="w1")), f.LeaveAsked)
    assert (asked.person, addressed(world, f.LeaveAsked)) == ("w1", {"s", "w1"})
    world.rights("w1", roles=["worker", "supervisor"], areas=["460107001001"])
    assert refused(world.send("w1", "leave.decide", leave=asked.leave, approve=True)) == "own_request"
    assert refused(world.send("s", "leave.decide", leave=asked.leave, approve=False)) == "reason_needed"
    assert (
        only(world.send("s", "leave.decide", leave=asked.leave, approve=False, reason="缺人"), f.LeaveClosed).why
        == "refused"
    )


def test_leave_ends_by_itself_or_when_it_is_taken_back() -> None:
    world = rostered()
    asked = only(world.send("w1", "leave.ask", **away()), f.LeaveAsked)
    world.send("s", "leave.decide", leave=asked.leave, approve=True)
    assert only(world.send("w1", "leave.withdraw", leave=asked.leave), f.LeaveClosed).why == "withdrawn"
    assert on(world, "w1", 9, TOMORROW) == "patrol"
    world.send("w1", "leave.ask", **away())
    assert only(until(world, local(0, 1, day=TOMORROW)), f.LeaveClosed).why == "expired"


def test_a_group_that_is_dissolved_takes_everything_of_it_along() -> None:
    world = rostered()
    world.send("s", "roster.plan", plan=plan())
    world.send("s", "roster.override", **override())
    assert refused(world.send("s", "roster.dissolve", group="g", reason="")) == "reason_needed"
    done = world.send("s", "roster.dissolve", group="g", reason="并组")
    assert kinds(done) == ["RosterItemEnded", "RosterItemEnded", "GroupDissolved"]
    assert (world.picture.groups, world.picture.watches, world.picture.plans) == ({}, {}, {})
    assert on(world, "w1", 9) is None
