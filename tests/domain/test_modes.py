"""Response levels: proposed by one, switched by a second whom the level allows; what holds is folded from facts."""

from datetime import timedelta
from typing import Any

import msgspec

from command.domain import facts as f
from command.domain.kept.mode import MODE
from command.domain.mode.builtin import TYPHOON
from command.domain.moving.lines import code_of, line_of
from command.domain.rostering.ending import end_shift
from tests.domain.builder import DISTRICT, START, World, addressed, grid, kinds, none, only, refused, small_world

ORDER = {"issuer": "海口市三防指挥部", "number": "海防指12号", "at": START}


def response_world() -> World:
    """The small world with a commander, two deputies and a secretary-general among the coordinators."""
    world = small_world()
    for id_, rank in (("cmd", "commander"), ("dep", "deputy"), ("dep2", "deputy"), ("sec", "secretary")):
        world.person(id_, "coordinator", DISTRICT, rank=rank)
    world.at_post("cmd", "dep", "dep2", "sec", "op", "co")
    return world


def asked(world: World, level: int, **data: Any) -> dict[str, Any]:
    mode = world.picture.modes.get(MODE)
    base = {
        "response_plan": "typhoon",
        "plan_version": 1,
        "level": level,
        "mode_version": mode.version if mode is not None else 0,
        "reason": "预警升级",
        "review_at": world.now + timedelta(hours=12) if level else None,
    }
    return {**base, **data}


def propose(world: World, level: int, by: str = "op", **data: Any) -> list[f.AnyFact]:
    return world.send(by, "mode.propose", **asked(world, level, **{"order": ORDER, **data}))


def approve(world: World, by: str = "cmd") -> list[f.AnyFact]:
    (proposal,) = world.picture.switchproposals.values()
    return world.send(by, "mode.approve", proposal=proposal.id, mode_version=proposal.mode_version)


def switch(world: World, level: int, by: str = "op", second: str = "cmd", **data: Any) -> list[f.AnyFact]:
    propose(world, level, by, **data)
    facts = approve(world, second)
    while MODE in world.picture.switchings:
        facts += world.tick()
    return facts


def test_an_operator_proposes_and_a_second_person_whom_the_level_allows_switches() -> None:
    world = response_world()
    assert kinds(propose(world, 2)) == ["SwitchProposed"]
    assert addressed(world, f.SwitchProposed) == {"cmd", "dep", "dep2", "op"}, "a secretary-general orders no Ⅱ"
    switched = only(approve(world, "dep"), f.ModeSwitched)
    assert (switched.level, switched.was, switched.by, switched.second, switched.version) == (2, 0, "op", "dep", 1)
    mode = world.picture.modes[MODE]
    assert (mode.level, mode.order, mode.alone) == (2, f.Order(**ORDER), False)
    assert not world.picture.switchproposals


def test_every_screen_of_the_staff_is_told_at_once() -> None:
    world = response_world()
    propose(world, 4)
    approve(world, "sec")
    everybody = {one.id for one in world.picture.people.values()}
    assert addressed(world, f.ModeSwitched) == everybody


def test_nobody_approves_what_they_proposed_and_nobody_without_the_rank_for_that_level() -> None:
    world = response_world()
    propose(world, 1, by="cmd")
    assert refused(approve(world, "cmd")) == "second_person"
    assert refused(approve(world, "dep")) == "mode_rank"
    assert refused(approve(world, "co")) == "mode_rank"
    propose(world, 1, by="dep")
    world = response_world()
    propose(world, 4)
    assert refused(approve(world, "cmd")) == "mode_rank", "Ⅳ is a deputy's or the secretary-general's"


def test_one_proposal_waits_at_a_time_and_a_graver_one_takes_its_place() -> None:
    world = response_world()
    propose(world, 3)
    assert refused(propose(world, 3, by="dep")) == "mode_pending"
    assert refused(propose(world, 4, by="dep")) == "mode_pending"
    facts = propose(world, 2, by="dep")
    assert only(facts, f.SwitchClosed).why == "superseded"
    (waiting,) = world.picture.switchproposals.values()
    assert waiting.level == 2


def test_who_saw_an_older_state_is_refused_and_not_obeyed() -> None:
    world = response_world()
    switch(world, 3)
    assert refused(propose(world, 2, mode_version=0)) == "mode_stale"
    assert refused(propose(world, 2, plan_version=9)) == "plan_stale"
    assert refused(propose(world, 2, response_plan="flood")) == "plan_unknown"
    assert refused(propose(world, 3)) == "mode_same"
    propose(world, 2)
    (proposal,) = world.picture.switchproposals.values()
    told = world.send("cmd", "mode.approve", proposal=proposal.id, mode_version=0)
    assert refused(told) == "mode_stale"


def test_what_was_proposed_of_an_older_state_lapses_with_the_switch_that_came_first() -> None:
    world = response_world()
    propose(world, 2)
    (proposal,) = world.picture.switchproposals
    alone(world, 3)
    assert not world.picture.switchproposals
    told = world.send("cmd", "mode.approve", proposal=proposal, mode_version=0)
    assert refused(told) == "switch_unknown"


def test_a_switch_needs_a_reason_and_a_review_that_lies_ahead() -> None:
    world = response_world()
    assert refused(propose(world, 3, reason=" ")) == "reason_needed"
    for wrong in (None, START - timedelta(hours=1), START + timedelta(hours=49)):
        assert refused(propose(world, 3, review_at=wrong)) == "mode_review"
    late = {**ORDER, "at": START + timedelta(hours=1)}
    assert refused(propose(world, 3, order=late)) == "order_future"


def test_a_level_below_the_superiors_is_refused_without_a_reason() -> None:
    world = response_world()
    world.send("op", "mode.superior", threat="typhoon", level=2, order=ORDER)
    assert refused(propose(world, 3)) == "mode_below_superior"
    propose(world, 3, below_reason="本区不在风圈内")
    assert only(approve(world, "cmd"), f.ModeSwitched).below_reason == "本区不在风圈内"
    assert refused(propose(world, 0, response_plan="typhoon")) == "mode_below_superior"
    world.send("op", "mode.superior", threat="typhoon", level=0, order=ORDER)
    assert kinds(propose(world, 0)) == ["SwitchProposed"]


def test_a_superiors_order_that_came_after_the_proposal_binds_its_approval() -> None:
    world = response_world()
    propose(world, 3)
    world.send("op", "mode.superior", threat="typhoon", level=1, order=ORDER)
    assert refused(approve(world, "cmd")) == "mode_below_superior"


def alone(world: World, level: int, by: str = "co", typed: str | None = None, **data: Any) -> list[f.AnyFact]:
    names = {1: "一级响应", 2: "二级响应", 3: "三级响应", 4: "LEVEL 4"}
    return world.send(by, "mode.switch_alone", **asked(world, level, typed=typed or names[level], **data))


def test_one_person_alone_switches_upwards_by_typing_the_levels_name_and_everybody_is_told() -> None:
    world = response_world()
    assert refused(alone(world, 1, typed="一级")) == "mode_typed"
    switched = only(alone(world, 1), f.ModeSwitched)
    assert (switched.alone, switched.second, switched.by) == (True, "", "co")
    assert addressed(world, f.ModeSwitched) == {one.id for one in world.picture.people.values()}
    assert refused(alone(world, 2)) == "mode_alone_up"
    assert refused(alone(world, 0, typed="x")) == "mode_alone_up"


def test_what_one_did_alone_is_countersigned_by_another_or_told_again_and_again() -> None:
    world = response_world()
    alone(world, 1)
    missed = only(world.wait(1800), f.CountersignMissed)
    assert (missed.times, set(missed.told)) == (1, {"cmd", "dep", "dep2", "sec", "co"})
    assert only(world.wait(1800), f.CountersignMissed).times == 2
    assert refused(world.send("co", "mode.countersign", version=1)) == "second_person"
    assert refused(world.send("dep", "mode.countersign", version=1)) == "mode_rank"
    assert kinds(world.send("cmd", "mode.countersign", version=1)) == ["ModeCountersigned"]
    assert none(world.wait(3600), f.CountersignMissed)
    assert refused(world.send("cmd", "mode.countersign", version=1)) == "mode_not_alone"


def test_a_proposal_nobody_answers_is_told_again_and_lapses_at_last() -> None:
    world = response_world()
    propose(world, 3)
    assert set(only(world.wait(600), f.SwitchEscalated).told) == {"cmd", "dep", "dep2", "sec", "co"}
    assert {"op", "wl"} <= set(only(world.wait(600), f.SwitchEscalated).told)
    told: list[f.AnyFact] = []
    for _ in range(12):
        told += world.wait(600)
    assert only(told, f.SwitchClosed).why == "expired"
    assert not world.picture.switchproposals


def test_a_level_is_reviewed_in_time_or_told_again_and_again() -> None:
    world = response_world()
    switch(world, 3)
    assert only(world.wait(12 * 3600), f.ModeReviewDue).times == 1
    assert only(world.wait(1800), f.ModeReviewDue).times == 2
    reviewed = world.send("cmd", "mode.review", version=1, review_at=world.now + timedelta(hours=6), reason="风未停")
    assert kinds(reviewed) == ["ModeReviewed"]
    assert none(world.wait(3600), f.ModeReviewDue)
    assert only(world.wait(5 * 3600), f.ModeReviewDue).times == 1


def test_going_down_takes_two_as_well_and_the_right_of_the_level_that_is_left() -> None:
    world = response_world()
    switch(world, 1)
    propose(world, 4, by="sec")
    assert refused(approve(world, "dep")) == "mode_rank", "who may not order Ⅰ may not end it"
    assert only(approve(world, "cmd"), f.ModeSwitched).level == 4
    switch(world, 0, second="dep")
    assert world.picture.modes[MODE].overlay is None


def test_a_later_version_of_a_plan_changes_nothing_that_is_in_force() -> None:
    world = response_world()
    switch(world, 3)
    laid = world.picture.modes[MODE].overlay
    content = msgspec.to_builtins(TYPHOON)
    content["levels"][1]["answer"] = ["30s", "30s", "30s", "30s"]
    content["levels"][2]["answer"] = content["levels"][3]["answer"] = ["20s", "20s", "20s", "20s"]
    draft = world.send("op", "response_plan.draft", content=content, base=1, reason="更快")
    assert kinds(draft) == ["ResponsePlanDrafted"]
    assert refused(world.send("op", "response_plan.draft", content=content, base=1, reason="x")) == "plan_pending"
    assert kinds(world.send("co", "response_plan.publish", response_plan="typhoon", base=1)) == [
        "ResponsePlanPublished"
    ]
    assert world.picture.modes[MODE].overlay is laid
    assert refused(propose(world, 2)) == "plan_stale"
    switch(world, 3, plan_version=2)
    overlay = world.picture.modes[MODE].overlay
    assert overlay is not None
    assert overlay.answer == ["30s", "30s", "30s", "30s"]
    assert overlay.version == 2


def test_nobody_publishes_their_own_version_and_a_faulty_one_is_refused_with_the_place() -> None:
    world = response_world()
    content = msgspec.to_builtins(TYPHOON)
    content["levels"][2]["answer"] = ["90s", "90s", "180s", "300s"]
    told = only(world.send("co", "response_plan.draft", content=content, base=1, reason="x"), f.RequestRefused)
    assert (told.refusal.code, told.refusal.data["path"]) == ("plan_wrong", "levels.2.answer.1")
    content["levels"][2]["answer"] = ["50s", "60s", "120s", "180s"]
    world.send("co", "response_plan.draft", content=content, base=1, reason="x")
    assert refused(world.send("co", "response_plan.publish", response_plan="typhoon", base=1)) == "second_person"
    assert refused(world.send("op", "response_plan.drop", response_plan="typhoon", reason="x")) == "not_allowed"
    assert only(world.send("cmd", "response_plan.drop", response_plan="typhoon", reason="否"), f.ResponsePlanDropped)
    assert not world.picture.plandrafts


def test_two_people_are_sent_where_nobody_may_go_alone() -> None:
    world = response_world()
    world.on_duty("w1", "w2", "w3")
    assert none(world.report(category="event.0499"), f.SlotOpened)
    switch(world, 2)
    assert only(world.report(category="event.0402", n=3), f.SlotOpened).part == "co"


def test_a_kind_is_as_urgent_as_the_level_says_and_its_limits_as_short() -> None:
    world = response_world()
    world.on_duty("w1", "w2", "w3")
    before = only(world.report(category="event.0205", n=1), f.IncidentFiled)
    switch(world, 4, second="dep")
    after = only(world.report(category="event.0205", n=2), f.IncidentFiled)
    assert (before.priority, after.priority) == (3, 2)
    assert "response_level" in after.reasons
    switch(world, 2)
    graver = only(world.report(category="event.0205", n=3), f.IncidentFiled)
    assert graver.priority == 2, "a broken sign is no danger to life by itself, at whatever level"
    assert graver.limits is not None
    assert (graver.limits.answer, graver.limits.arrive) == ("1m", "15m")
    trapped = only(world.report(category="event.0205", hazard="life", n=4), f.IncidentFiled)
    assert trapped.priority == 1


def test_volunteers_and_assistants_are_sent_only_at_the_widest_pool_and_only_to_what_they_can_do() -> None:
    world = response_world()
    world.person("v", "worker", grid(1), skills=["volunteer", "boat"])
    world.on_duty("v")
    assert only(world.report(category="event.0406"), f.NobodyAvailable).tally.reserve == 1
    facts = switch(world, 1)
    assert only(facts, f.OfferMade).person == "v", "what waited is offered when the pool is wider"


def test_a_volunteer_is_not_sent_to_what_they_have_no_skill_for() -> None:
    world = response_world()
    world.person("v", "worker", grid(1), skills=["volunteer", "boat"])
    world.on_duty("v")
    switch(world, 1)
    unskilled = only(world.report(category="grid.dispute"), f.NobodyAvailable)
    assert (unskilled.tally.unskilled, unskilled.tally.reserve) == (1, 0)


def test_a_volunteer_is_no_grid_worker_of_the_grid() -> None:
    world = response_world()
    world.person("v", "worker", grid(1), skills=["volunteer"])
    assert "v" not in world.situation.workers_of_grid[grid(1)]


def test_everybody_off_duty_is_called_in_and_who_has_not_come_is_named_upward() -> None:
    world = response_world()
    world.on_duty("w1")
    switched = only(switch(world, 3), f.ModeSwitched)
    assert "w1" not in switched.recalled
    assert {"w2", "w3", "w4", "w5", "w6", "s", "st"} <= set(switched.recalled)
    world.at_post("s")
    assert world.picture.recalls[MODE].missing.count("s") == 0
    missed = only(world.wait(7200), f.RecallMissed)
    assert "w2" in missed.missing
    assert "s" not in missed.missing
    for one in ("w1b", "w2", "w3", "w4", "w5", "w6", "st", "reporter"):
        world.on_duty(one)
    assert MODE not in world.picture.recalls


def test_who_is_called_in_is_not_sent_home_by_the_end_of_a_shift() -> None:
    world = response_world()
    world.on_duty("w1", "w2")
    switch(world, 2)
    draft = world.draft()
    end_shift(draft, "w1", "shift_over", "g")
    assert draft.facts == []
    assert world.picture.people["w1"].on_duty


def test_each_grid_has_each_task_once_however_often_the_level_goes_up_and_down() -> None:
    world = response_world()
    facts = switch(world, 4, second="dep")
    assert len([one for one in facts if isinstance(one, f.GridTasksSet)]) == 6
    first = {code: set(mine.tasks) for code, mine in world.picture.gridtasks.items()}
    assert first[grid(1)] == {"drains", "signboards", "people_list"}
    switch(world, 3)
    switch(world, 4, second="cmd")
    facts = switch(world, 3)
    assert none(facts, f.GridTasksSet)
    assert set(world.picture.gridtasks[grid(1)].tasks) == first[grid(1)] | {"scaffolding", "houses", "visits"}
    facts = switch(world, 0)
    assert len([one for one in facts if isinstance(one, f.GridTasksEnded)]) == 6
    assert not world.picture.gridtasks


def test_a_task_is_done_by_the_grids_worker_with_a_photo_where_it_asks_for_one() -> None:
    world = response_world()
    world.on_duty("w1", "w2")
    switch(world, 4, second="dep")
    done = {"area": grid(1), "grid_task": "drains"}
    assert refused(world.send("w1", "grid_task.finish", **done)) == "photo_needed"
    assert refused(world.send("w2", "grid_task.finish", **done)) == "grid_task_unknown"
    photo = world.new_id()
    assert kinds(world.send("w1", "grid_task.finish", **done, photos=[photo])) == ["GridTaskDone"]
    assert refused(world.send("w1", "grid_task.finish", **done, photos=[photo])) == "grid_task_done"
    told = world.send("s", "grid_task.finish", area=grid(1), grid_task="signboards")
    assert refused(told) == "reason_needed"
    assert only(
        world.send("s", "grid_task.finish", area=grid(1), grid_task="signboards", note="电话核实"), f.GridTaskDone
    )


def test_what_was_ticked_on_paper_is_entered_once_with_its_own_time_and_name() -> None:
    world = response_world()
    switch(world, 4, second="dep")
    set_at = world.now
    line = world.picture.gridtasks[grid(1)].tasks["drains"].line
    assert line_of(code_of(line)) == line
    lines = [task.line for mine in world.picture.gridtasks.values() for task in mine.tasks.values()]
    assert len(set(lines)) == len(lines), "a code stands for one task in the whole ledger"
    due = world.picture.gridtasks[grid(1)].tasks["drains"].due
    world.wait((due - world.now).total_seconds() + 3600)
    paper = {"area": grid(1), "grid_task": "drains", "paper": True, "doer": "王海"}
    early, late = set_at - timedelta(minutes=2), world.now + timedelta(hours=1)
    assert refused(world.send("s", "grid_task.finish", at=early, **paper)) == "grid_task_time"
    assert refused(world.send("s", "grid_task.finish", at=late, **paper)) == "grid_task_time"
    assert refused(world.send("w1", "grid_task.finish", at=due, **paper)) == "not_allowed", "no way round the photo"
    ticked = due - timedelta(minutes=20)
    done = only(world.send("s", "grid_task.finish", at=ticked, **paper), f.GridTaskDone)
    assert (done.late, done.happened_at, done.doer, done.by) == (False, ticked, "王海", "s")
    kept = world.picture.gridtasks[grid(1)].tasks["drains"]
    assert (kept.done_at, kept.done_by_name, kept.paper) == (ticked, "王海", True)
    assert refused(world.send("s", "grid_task.finish", at=ticked, **paper)) == "grid_task_done"


def test_a_task_that_is_not_done_in_time_goes_up_tier_by_tier_until_it_is() -> None:
    world = response_world()
    world.at_post("s", "st")
    switch(world, 4, second="dep")
    missed = [one for one in world.wait(12 * 3600) if isinstance(one, f.GridTasksMissed) and one.area == grid(1)]
    assert [(one.level, one.told) for one in missed] == [(1, ["s"])]
    again = [one for one in world.wait(1800) if isinstance(one, f.GridTasksMissed) and one.area == grid(1)]
    assert [(one.level, set(one.told)) for one in again] == [(2, {"s", "st"})]
    for task in ("drains", "signboards", "people_list"):
        world.send("op", "grid_task.finish", area=grid(1), grid_task=task, note="已核实")
    rest = [one for one in world.wait(1800) if isinstance(one, f.GridTasksMissed)]
    assert all(one.area != grid(1) for one in rest)


def test_where_everybody_above_knows_of_missed_tasks_it_is_repeated_rarely() -> None:
    world = response_world()
    world.at_post("s", "st")
    switch(world, 4, second="dep")
    world.wait(11.5 * 3600)
    told = [(n, one) for n in range(24) for one in world.wait(1800) if isinstance(one, f.GridTasksMissed)]
    mine = [(n, one.level) for n, one in told if one.area == grid(1)]
    assert mine[:4] == [(0, 1), (1, 2), (2, 3), (3, 4)], "to each tier half an hour after the one below"
    assert [n for n, _ in mine[4:]] == [4, 8, 12, 16, 20], "once more, then every two hours"


def test_a_warnings_proposal_is_over_when_the_level_is_in_force() -> None:
    world = response_world()
    world.keep(
        f.ProposalMade(
            proposal="p", area=DISTRICT, hazard="typhoon", level=2, told=["op"], due=START + timedelta(hours=1)
        )
    )
    facts = switch(world, 2)
    assert only(facts, f.ProposalClosed).proposal == "p"
