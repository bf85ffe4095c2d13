"""The laws of response levels: each contains the ones below, nothing becomes longer going up, no deadline is lost or
doubled by a switch, and a dry run says what the switch then does."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.category import CATEGORIES
from command.domain.kept.mode import MODE
from command.domain.limits.book import Book, capped
from command.domain.limits.notation import span
from command.domain.mode.builtin import BUILT_IN, TYPHOON
from command.domain.mode.dryrun import dry_run
from command.domain.mode.effective import category_values, effective, values
from command.domain.mode.levels import POOLS
from command.domain.mode.overlay import overlay_of
from command.domain.mode.plans import compare, problems, proposed_level
from command.domain.mode.retime import sooner
from command.domain.policy import DEFAULT
from command.domain.worktime import due_after
from tests.domain.builder import START, World, grid
from tests.domain.test_modes import approve, propose, response_world, switch

PLANS = sorted(BUILT_IN)
CLIMB = (0, 4, 3, 2, 1)
LIMITS = st.sampled_from(["30s", "90s", "5m", "15m", "45m", "2h", "4h", "1d"])
BY_PRIORITY = st.none() | st.lists(LIMITS, min_size=4, max_size=4)


@st.composite
def any_plan(draw: st.DrawFn) -> f.ResponsePlan:
    """Any plan at all, sound or not: what is laid must hold whatever its author wrote."""
    kinds = st.sampled_from(["event.0406", "event.0205", "grid.notice", "component.0401"])
    levels = [
        f.Layer(
            level=level,  # type: ignore[arg-type]
            ordered_by=["commander"],
            answer=draw(BY_PRIORITY),
            arrive=draw(BY_PRIORITY),
            handle=draw(BY_PRIORITY),
            verify=draw(st.none() | LIMITS),
            raised=draw(st.dictionaries(kinds, st.sampled_from([1, 2, 3, 4]), max_size=3)),
            pool=draw(st.none() | st.sampled_from(POOLS)),
            recall_within=draw(st.none() | LIMITS),
            report_every=draw(st.none() | LIMITS),
            two_person=draw(st.lists(st.sampled_from(["event.04", "component.", ""]), max_size=2)),
            not_done=draw(st.lists(st.sampled_from(["patrol", "sampling", "call_back"]), max_size=2)),
            tasks=draw(
                st.lists(
                    st.sampled_from(["drains", "houses", "people"]).map(
                        lambda id_: f.TaskTemplate(id=id_, kind="other", title=f.Words(zh=id_))
                    ),
                    max_size=3,
                )
            ),
        )
        for level in (4, 3, 2, 1)
    ]
    return f.ResponsePlan(id="any", threat="other", name=f.Words(zh="任意"), levels=levels)


@given(any_plan())
@settings(max_examples=60, deadline=None)
def test_every_level_contains_the_ones_below_and_no_limit_becomes_longer_going_up(plan: f.ResponsePlan) -> None:
    for below, above in pairwise(effective(DEFAULT, plan, level) for level in CLIMB):
        for name in ("answer", "arrive", "finish"):
            assert all(map(timedelta.__le__, getattr(above, name), getattr(below, name)))
        assert above.verify <= below.verify
        assert POOLS.index(above.pool) >= POOLS.index(below.pool)
        assert all(above.raised.get(kind, 9) <= priority for kind, priority in below.raised.items())
        assert set(below.two_person) <= set(above.two_person)
        assert below.not_done <= above.not_done
    for lower, higher in pairwise(overlay_of(plan, level) for level in CLIMB[1:]):
        assert lower is not None
        assert higher is not None
        assert {one.template.id for one in lower.tasks} <= {one.template.id for one in higher.tasks}
        assert len({one.template.id for one in higher.tasks}) == len(higher.tasks)


@given(
    any_plan(),
    st.sampled_from(sorted(CATEGORIES)),
    st.sampled_from([1, 2, 3, 4]),
    st.datetimes(START.replace(tzinfo=None), (START + timedelta(days=9)).replace(tzinfo=None)),
)
@settings(max_examples=60, deadline=None)
def test_a_categorys_own_limits_become_no_longer_either_at_any_hour(
    plan: f.ResponsePlan, category: str, priority: f.Priority, naive: datetime
) -> None:
    start = naive.replace(tzinfo=START.tzinfo)
    for below, above in pairwise(effective(DEFAULT, plan, level) for level in CLIMB):
        limits = [Book().limits(category, priority, {}, policy) for policy in (below, above)]
        for stage in ("answer", "arrive", "handle", "verify"):
            ends = [due_after(*_as(getattr(one, stage), start), DEFAULT.calendar) for one in limits]
            assert ends[1] <= ends[0], (stage, limits)


def _as(limit: str, start: datetime) -> tuple[Any, datetime, timedelta]:
    kind, length = span(limit)
    return kind, start, length


def test_what_counted_in_working_hours_counts_day_and_night_under_a_cap() -> None:
    assert capped("1wd", timedelta(hours=24)) == "8h"
    assert capped("3wd", timedelta(hours=8)) == "8h"
    assert capped("1wd", None) == "1wd"
    assert capped("2h", timedelta(hours=8)) == "2h"


@pytest.mark.parametrize("id_", PLANS)
def test_the_plans_that_ship_are_sound_and_say_where_each_value_is_from(id_: str) -> None:
    plan = BUILT_IN[id_]
    assert problems(plan) == []
    for level in CLIMB[1:]:
        overlay = overlay_of(plan, level)
        for one in values(DEFAULT, overlay):
            assert (one.origin.layer == "level") == (one.value != one.normal), one


@pytest.mark.parametrize("id_", PLANS)
def test_no_level_calls_a_danger_to_life_what_is_none_by_itself(id_: str) -> None:
    plan = BUILT_IN[id_]
    top = plan.levels[-1]
    for kind, wrong in (("event.0205", True), ("event.0408", False), ("event.0401", False)):
        changed = msgspec.structs.replace(
            plan, levels=[*plan.levels[:-1], msgspec.structs.replace(top, raised={**top.raised, kind: 1})]
        )
        assert [(one.code, one.path) for one in problems(changed)] == [("not_life", f"levels.1.raised.{kind}")] * wrong


def test_a_value_names_the_plan_the_version_and_the_level_it_came_from() -> None:
    found = {one.name: one for one in values(DEFAULT, overlay_of(TYPHOON, 2))}
    assert (found["pool"].value, found["pool"].origin.level) == ("recalled", 3)
    assert (found["answer.1"].value, found["answer.1"].origin.level, found["answer.1"].normal) == ("45s", 2, "1m")
    assert found["arrive.1"].origin.version == 1
    assert found["round_least"].origin.level == 2
    assert {one.name: one.origin.layer for one in values(DEFAULT, None)}["pool"] == "normal"


def test_a_categorys_value_says_whether_it_is_its_own_or_the_levels() -> None:
    found = {one.name: one for one in category_values(DEFAULT, overlay_of(TYPHOON, 4), "component.0101", None, 0)}
    assert (found["handle.3"].value, found["handle.3"].origin.layer) == ("2h", "category")
    found = {one.name: one for one in category_values(DEFAULT, overlay_of(TYPHOON, 3), "event.0601", None, 0)}
    assert (found["handle.3"].value, found["handle.3"].normal) == ("8h", "1wd")
    assert found["handle.3"].origin.level == 3


def test_a_colour_proposes_what_the_plans_table_says_and_another_threat_nothing() -> None:
    told = [proposed_level(TYPHOON, "typhoon", colour) for colour in ("blue", "yellow", "orange", "red")]
    assert told == [4, 3, 2, 1]
    assert proposed_level(TYPHOON, "rainstorm", "red") is None


def test_two_versions_are_compared_value_by_value() -> None:
    levels = list(TYPHOON.levels)
    levels[0] = msgspec.structs.replace(levels[0], rounds=4, tasks=levels[0].tasks[1:])
    other = msgspec.structs.replace(TYPHOON, version=2, levels=levels)
    told = {one.path: (one.old, one.new) for one in compare(TYPHOON, other)}
    assert told["levels.4.rounds"] == ("3", "4")
    assert told["levels.4.tasks.drains.id"] == ("drains", "")
    assert not any(path.startswith(("version", "levels.3")) for path in told)


MOMENTS = st.integers(-7200, 7200).map(lambda s: START + timedelta(seconds=s))


@given(MOMENTS, MOMENTS, st.integers(1, 7200).map(lambda s: timedelta(seconds=s)))
def test_the_written_rule_of_retiming(present: datetime, start: datetime, limit: timedelta) -> None:
    grace = timedelta(seconds=60)
    due = sooner(present, start, limit, START, grace)
    assert due <= present, "never later going up"
    assert due == present or due >= START + grace, "never sooner than a grace from now by the switch"
    assert due <= max(start + limit, START + grace), "and no later than the new limit allows"


def busy_world(choices: list[int]) -> World:
    """A random afternoon: reports of any kind, accepted, begun, declined, or left alone, as time goes by."""
    world = response_world()
    world.on_duty("w1", "w2", "w3", "w4", "w5", "w6")
    world.at_post("s", "st")
    kinds_ = ["event.0406", "event.0205", "event.0601", "grid.dispute", "grid.medical", "grid.hidden_danger"]
    for choice in choices:
        _step(world, choice, kinds_)
    return world


def _step(world: World, choice: int, kinds_: list[str]) -> None:
    match choice % 6:
        case 0 | 1:
            world.report(n=choice % 5 + 1, north_m=choice * 60 % 400, category=kinds_[choice % len(kinds_)])
        case 2:
            for offer in list(world.picture.offers.values())[:1]:
                world.answer(offer.person, "accept", offer.id)
        case 3:
            for work in list(world.picture.assignments.values())[:1]:
                if work.status == "assigned":
                    world.advance(work.person, "on_scene", work.id)
        case 4:
            world.wait(choice * 7 % 400)
        case _:
            for offer in list(world.picture.offers.values())[:1]:
                world.answer(offer.person, "decline", offer.id, reason="x")


AFTERNOONS = st.lists(st.integers(0, 500), min_size=3, max_size=25)


@given(AFTERNOONS, st.sampled_from([4, 3, 2, 1]))
@settings(max_examples=20, deadline=None)
def test_a_switch_never_loses_or_doubles_a_deadline_and_none_becomes_later(choices: list[int], level: int) -> None:
    world = busy_world(choices)
    before = {one.id: (one.next, one.handle_by, one.priority) for one in world.picture.incidents.values()}
    at = world.now
    switch(world, level, second="cmd" if level < 4 else "dep")
    for id_, (last, handle_by, priority) in before.items():
        incident = world.picture.incidents[id_]
        assert incident.next is not None, "every open incident has a next deadline (P6)"
        assert incident.priority <= priority
        assert last is not None
        if incident.next.kind == last.kind:
            assert incident.next.due <= last.due or last.kind == "retry"
            assert incident.next == last or incident.next.step > last.step or incident.next.round > last.round
        if incident.next.due < last.due and incident.next.kind == last.kind:
            assert incident.next.due >= at + timedelta(seconds=60)
        if handle_by is not None and incident.handle_by is not None:
            assert incident.handle_by <= handle_by
    steps = [
        (d.incident, due.round, due.step)
        for _, _, d in world.ledger
        if d.incident is not None and (due := getattr(d.fact, "next", None)) is not None
    ]
    assert len(steps) == len(set(steps)), "each step is of one deadline"


@given(AFTERNOONS)
@settings(max_examples=10, deadline=None)
def test_going_down_leaves_what_runs_as_it_is(choices: list[int]) -> None:
    world = busy_world(choices)
    switch(world, 1)
    before = {one.id: (one.next, one.handle_by, one.limits) for one in world.picture.incidents.values()}
    facts = switch(world, 4, second="cmd")
    assert not [one for one in facts if isinstance(one, f.IncidentRetimed)]
    after = {one.id: (one.next, one.handle_by, one.limits) for one in world.picture.incidents.values()}
    assert after == before


@given(AFTERNOONS, st.sampled_from([3, 2, 1]))
@settings(max_examples=12, deadline=None)
def test_a_dry_run_says_what_the_switch_then_does(choices: list[int], level: int) -> None:
    world = busy_world(choices)
    propose(world, level)
    number = world.picture.number
    told = dry_run(world.draft(), TYPHOON, level)  # type: ignore[arg-type]
    assert world.picture.number == number, "and nothing is done by saying it"
    facts = approve(world, "cmd")
    while MODE in world.picture.switchings:
        facts += world.tick()
    switched = next(one for one in facts if isinstance(one, f.ModeSwitched))
    assert told.recalled == switched.recalled
    assert told.offers == sum(isinstance(one, f.OfferMade) for one in facts)
    assert told.places == sum(isinstance(one, f.SlotOpened) for one in facts)
    retimed = [one for one in facts if isinstance(one, f.IncidentRetimed)]
    moves = [(one.incident, one.kind, one.will_be) for one in told.moved]
    done = [(one.incident, one.next.kind, one.next.due) for one in retimed if one.next is not None]
    done += [(one.incident, "handle_by", one.handle_by) for one in retimed if one.handle_by is not None]
    done += [(one.incident, "slot", due) for one in retimed for due in one.slots.values()]
    assert sorted(moves) == sorted(done)
    assert told.raised_count == sum(one.raised for one in retimed)
    set_ = [one for one in facts if isinstance(one, f.GridTasksSet)]
    assert (told.tasks_count, told.task_grids) == (sum(len(one.tasks) for one in set_), len(set_))
    assert told.after.by_priority == [
        sum(one.priority == n for one in world.picture.incidents.values()) for n in (1, 2, 3, 4)
    ]


def test_a_dry_run_of_the_end_says_what_stays_open() -> None:
    world = response_world()
    world.on_duty("w1")
    switch(world, 4, second="dep")
    world.send("op", "grid_task.finish", area=grid(1), grid_task="people_list", note="已核")
    told = dry_run(world.draft(), TYPHOON, 0)
    assert (told.tasks_ended, told.tasks_undone) == (18, 17)
    assert told.moved == []
