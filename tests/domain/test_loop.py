"""延期, 挂账, 返工, 回退, 核查, 作废: with their limits and approvals, and nothing half done."""

from datetime import datetime, timedelta

import msgspec
import pytest

from command.domain import facts as f
from command.domain.limits import limits_of
from tests.domain.builder import UNSAMPLED, World, addressed, kinds, none, only, refused, small_world

DAY = 86_400


@pytest.fixture
def world() -> World:
    """w1 has a flooded road that w3 reported; w2 is on duty too; those above can be reached."""
    made = small_world()
    made.alive |= {"s", "st", "op", "wl", "co"}
    made.on_duty("w1", "w2")
    made.report("w3")
    made.answer("w1", "accept")
    return made


def about(world: World, who: str, method: str, **data: object) -> list[f.AnyFact]:
    return world.send(who, f"incident.{method}", incident=world.incident.id, **{"reason": "等材料", **data})


def rule(world: World, who: str, on: str, *, grant: bool = True, **data: object) -> list[f.AnyFact]:
    return about(world, who, "rule", on=on, grant=grant, **data)


def handled(world: World, note: str = "水已退") -> None:
    world.advance("w1", "done", note=note)


def limit(world: World) -> datetime:
    assert world.incident.handle_by is not None
    return world.incident.handle_by


# --- 延期


def test_an_extension_is_one_more_time_the_limit_once_somebody_else_grants_it(world: World) -> None:
    before = limit(world)
    asked = only(about(world, "w1", "extend"), f.ExtensionAsked)
    assert (asked.by, asked.reason) == ("w1", "等材料")
    assert limit(world) == before, "what is asked for changes nothing"
    granted = only(rule(world, "s", "extension"), f.ExtensionGranted)
    assert granted.handle_by == limit(world) == before + timedelta(hours=8)
    assert addressed(world, f.ExtensionGranted) == {"s", "w1"}


def test_a_granted_extension_moves_the_deadline_that_runs(world: World) -> None:
    world.advance("w1", "on_scene")
    about(world, "w1", "extend")
    granted = only(rule(world, "wl", "extension"), f.ExtensionGranted)
    assert world.incident.next == granted.next
    assert granted.next is not None
    assert granted.next.due == limit(world)


def test_it_is_extended_twice_at_most_and_refused_ones_do_not_count(world: World) -> None:
    about(world, "w1", "extend")
    assert kinds(rule(world, "s", "extension", grant=False, reason="附近有材料")) == ["ExtensionRefused"]
    for _ in range(2):
        about(world, "w1", "extend")
        assert kinds(rule(world, "s", "extension")) == ["ExtensionGranted"]
    assert refused(about(world, "w1", "extend")) == "extended_twice"


def test_what_is_overdue_is_never_extended_not_even_when_it_was_asked_for_in_time(world: World) -> None:
    world.advance("w1", "on_scene")
    about(world, "w1", "extend")
    world.wait_for_deadline()
    assert refused(rule(world, "s", "extension")) == "overdue_already"
    rule(world, "s", "extension", grant=False, reason="已超时")
    told = only(about(world, "w1", "extend"), f.RequestRefused).refusal
    assert told.code == "overdue_already"
    assert "07-18 23:30" in told.message, "when it should have been done"


def test_only_who_has_it_or_is_above_asks_and_with_a_reason(world: World) -> None:
    assert refused(about(world, "w2", "extend")) == "incident_unknown"
    assert refused(about(world, "w1", "extend", reason=" ")) == "reason_needed"
    assert only(about(world, "op", "extend"), f.ExtensionAsked).by == "op"
    assert addressed(world, f.ExtensionAsked) == {"op", "w1"}
    assert refused(about(world, "w1", "extend")) == "asked_already"


def test_nobody_rules_on_their_own_request_and_a_refusal_says_why(world: World) -> None:
    about(world, "s", "extend")
    assert refused(rule(world, "s", "extension")) == "own_request"
    assert refused(rule(world, "op", "extension")) == "not_approver"
    assert refused(rule(world, "wl", "extension", grant=False, reason="")) == "reason_needed"
    assert refused(rule(world, "wl", "suspension")) == "nothing_asked"
    assert kinds(rule(world, "wl", "extension")) == ["ExtensionGranted"]


def test_what_nobody_has_is_not_extended(world: World) -> None:
    handled(world)
    assert refused(about(world, "w1", "extend")) == "not_worked_on"


# --- 挂账


def suspended(world: World, days: float = 30) -> None:
    about(world, "w1", "suspend", until=world.now + timedelta(days=days))
    assert kinds(rule(world, "wl", "suspension"))[:2] == ["AssignmentEnded", "IncidentSuspended"]


def test_a_suspended_incident_stands_still_and_runs_on_by_itself_with_what_was_left(world: World) -> None:
    world.advance("w1", "on_scene")
    world.wait(3600)
    suspended(world)
    assert world.incident.status == "suspended"
    assert world.wait(29 * DAY) == [], "nothing is due while the clock stands"
    done = world.wait_for_deadline()
    assert kinds(done) == ["IncidentResumed", "AssignmentMade"]
    assert limit(world) == world.now + timedelta(hours=7), "one of eight hours had run"
    assert only(done, f.AssignmentMade).person == "w1"


def test_who_has_it_is_free_for_other_things_meanwhile(world: World) -> None:
    world.send("w2", "duty.check_out")
    suspended(world)
    assert only(world.report("w3", category="event.0404"), f.OfferMade).person == "w1"


def test_whoever_had_it_and_is_not_on_duty_when_it_resumes_is_replaced(world: World) -> None:
    suspended(world)
    world.send("w1", "duty.check_out")
    assert kinds(world.wait_for_deadline()) == ["IncidentResumed"]
    assert only(world.tick(), f.OfferMade).person == "w2"


def test_it_is_suspended_once_and_within_a_year(world: World) -> None:
    for until in (world.now, world.now + timedelta(days=367)):
        assert refused(about(world, "w1", "suspend", until=until)) == "until_too_far"
    suspended(world)
    assert refused(about(world, "op", "suspend", until=world.now + timedelta(days=1))) == "suspended"
    assert kinds(about(world, "wl", "resume")) == ["IncidentResumed", "AssignmentMade"]
    assert refused(about(world, "w1", "suspend", until=world.now + timedelta(days=1))) == "suspended_before"


def test_only_a_watch_leader_or_a_coordinator_suspends_and_resumes(world: World) -> None:
    about(world, "w1", "suspend", until=world.now + timedelta(days=1))
    for who in ("s", "op"):
        assert refused(rule(world, who, "suspension")) == "not_approver"
    assert kinds(rule(world, "co", "suspension", grant=False, reason="先围起来")) == ["SuspensionRefused"]
    suspended(world)
    assert refused(about(world, "op", "resume")) == "not_approver"
    assert refused(about(world, "wl", "reassign")) == "suspended"
    assert refused(about(world, "wl", "resume", reason="")) == "reason_needed"


def test_a_report_nearby_is_not_lost_in_one_that_stands_still(world: World) -> None:
    suspended(world)
    assert not none(world.report("w3", north_m=10), f.IncidentFiled)


# --- 回退


def test_the_first_return_goes_back_to_dispatch_and_not_to_the_same_person(world: World) -> None:
    done = about(world, "w1", "return", reason="归园林")
    assert kinds(done)[:2] == ["AssignmentEnded", "IncidentReturned"]
    assert only(done, f.IncidentReturned).ruling is False
    assert only(world.tick(), f.OfferMade).person == "w2"


def twice_returned(world: World) -> list[f.AnyFact]:
    about(world, "w1", "return", reason="归园林")
    world.tick()
    world.answer("w2", "accept")
    return about(world, "w2", "return", reason="归市政")


def test_the_second_return_waits_for_the_duty_leader_whose_ruling_cannot_be_returned(world: World) -> None:
    returned = only(twice_returned(world), f.IncidentReturned)
    assert (returned.count, returned.ruling, returned.told) == (2, True, ["co"])
    assert world.incident.status == "returned"
    assert none(world.tick(), f.OfferMade), "nobody is asked before the ruling"
    for who in ("s", "op", "wl"):
        assert refused(rule(world, who, "return", reason="就近")) == "not_duty_leader"
    assert refused(about(world, "op", "reassign")) == "ruling_pending"
    done = rule(world, "co", "return", grant=False, reason="就近处理")
    assert kinds(done) == ["ReturnRuled", "AssignmentMade"]
    assert only(done, f.AssignmentMade).person == "w2"
    assert refused(about(world, "w2", "return", reason="还是不归我")) == "ruled_already"


def test_a_return_that_is_upheld_goes_to_whoever_is_named_or_back_to_dispatch(world: World) -> None:
    twice_returned(world)
    assert refused(rule(world, "co", "return", to="nobody")) == "person_unknown"
    world.on_duty("w4")
    done = rule(world, "co", "return", to="w4", reason="由 w4 处理")
    assert (only(done, f.ReturnRuled).upheld, only(done, f.AssignmentMade).person) == (True, "w4")
    assert refused(about(world, "w4", "return")) == "ruled_already"


def test_a_ruling_that_does_not_come_is_told_upward(world: World) -> None:
    twice_returned(world)
    assert only(world.wait_for_deadline(), f.IncidentEscalated).passed.kind == "rule"
    assert world.incident.status == "returned"


def test_only_who_has_it_returns_it_and_with_a_reason(world: World) -> None:
    assert refused(about(world, "op", "return")) == "not_yours"
    assert refused(about(world, "w2", "return")) == "incident_unknown"
    assert refused(about(world, "w1", "return", reason="")) == "reason_needed"
    handled(world)
    assert refused(about(world, "w1", "return")) == "not_worked_on"


# --- 反馈, 核查, 返工


def close(world: World, who: str = "op", **data: object) -> list[f.AnyFact]:
    return world.send(who, "incident.close", incident=world.incident.id, **data)


def test_nothing_is_closed_without_feedback_and_the_refusal_says_what_to_do(world: World) -> None:
    handled(world, note="")
    told = only(close(world), f.RequestRefused).refusal
    assert (told.code, told.message) == (
        "feedback_missing",
        "没有反馈，不能结案：请处置人补充说明或处置后照片，或退回返工",
    )
    assert kinds(world.send("w1", "incident.feedback", incident=world.incident.id, after=[world.new_id()])) == [
        "FeedbackGiven"
    ]
    assert kinds(close(world)) == ["IncidentVerified", "IncidentClosed"]


def test_photos_on_arrival_are_before_and_those_at_the_end_after(world: World) -> None:
    first, last, more = world.new_id(), world.new_id(), world.new_id()
    world.advance("w1", "on_scene", photos=[first])
    world.advance("w1", "done", photos=[last], note="已疏通")
    world.send("w1", "incident.feedback", incident=world.incident.id, after=[more])
    said = world.incident.way.feedback
    assert said is not None
    assert (said.before, said.after, said.note, said.by) == ([first], [last, more], "已疏通", "w1")


def test_feedback_says_something_and_is_the_handlers_or_given_for_them_with_a_reason(world: World) -> None:
    handled(world)
    incident = world.incident.id
    assert refused(world.send("w1", "incident.feedback", incident=incident)) == "feedback_empty"
    assert refused(world.send("op", "incident.feedback", incident=incident, note="好了")) == "reason_needed"
    given = world.send("op", "incident.feedback", incident=incident, note="好了", reason="电话补报")
    assert only(given, f.FeedbackGiven).person == "w1"


def test_rework_goes_back_to_the_same_hands_with_why_and_the_limit_begins_again(world: World) -> None:
    handled(world)
    world.wait(600)
    done = about(world, "s", "rework", reason="还有积水")
    assert kinds(done) == ["ReworkOrdered", "AssignmentMade"]
    made = only(done, f.AssignmentMade)
    assert (made.person, made.rework, made.reason) == ("w1", 1, "还有积水")
    assert made.handle_by == world.now + timedelta(hours=8)
    world.advance("w1", "done")
    assert refused(close(world)) == "feedback_missing", "the old feedback was of the old result"
    assert only(about(world, "s", "rework", reason="还是有"), f.ReworkOrdered).count == 2


def test_nobody_verifies_or_sends_back_their_own_work(world: World) -> None:
    world.report("s", category="event.0404", disposition="mine")
    (mine,) = [i for i in world.picture.incidents.values() if i.handler == "s"]
    world.advance("s", "done", mine.assignment, note="好了")
    assert refused(world.send("s", "incident.rework", incident=mine.id, reason="x")) == "own_work"
    assert refused(world.send("s", "incident.close", incident=mine.id)) == "own_work"


def test_work_that_is_not_finished_is_not_sent_back(world: World) -> None:
    assert refused(about(world, "op", "rework")) == "incident_not_handled"


def test_a_handler_whose_account_is_gone_does_not_get_it_back_somebody_else_is_asked(world: World) -> None:
    handled(world)
    world.rights("w1", active=False)
    assert kinds(about(world, "s", "rework")) == ["ReworkOrdered"]
    assert only(world.tick(), f.OfferMade).person == "w2"


# --- 抽查


def test_a_sample_of_what_was_settled_on_the_spot_is_verified_by_somebody_else() -> None:
    world = small_world(msgspec.structs.replace(UNSAMPLED, sampling=20.0))
    world.alive |= {"s", "op"}
    done = world.report("w1", disposition="settled", category="grid.dispute", text="已调解")
    assert kinds(done) == ["IncidentFiled", "ReportStored", "IncidentSampled"]
    assert (world.incident.status, world.incident.handler) == ("handled", "w1")
    assert refused(close(world, "w1")) == "not_allowed"
    closed = close(world, "op")
    assert only(closed, f.IncidentVerified).sampled
    assert only(closed, f.IncidentClosed).outcome == "settled"


def test_a_sampled_matter_that_is_not_good_is_done_again_by_who_settled_it() -> None:
    world = small_world(msgspec.structs.replace(UNSAMPLED, sampling=20.0))
    world.report("w1", disposition="settled", category="grid.dispute")
    assert only(about(world, "op", "rework"), f.AssignmentMade).person == "w1"
    world.advance("w1", "done")
    assert refused(close(world)) == "feedback_missing"


# --- 作废


def test_an_operator_asks_for_voiding_and_the_watch_leader_rules(world: World) -> None:
    assert kinds(world.send("op", "incident.void", incident=world.incident.id, reason="误报")) == ["VoidAsked"]
    assert world.incident.status == "assigned", "the work goes on until somebody has ruled"
    assert refused(rule(world, "op", "void")) == "not_approver"
    assert kinds(rule(world, "wl", "void", grant=False, reason="是真的")) == ["VoidRefused"]
    assert addressed(world, f.VoidRefused) == {"wl", "op", "w1"}
    world.send("op", "incident.void", incident=world.incident.id, reason="误报")
    assert kinds(rule(world, "wl", "void"))[:2] == ["AssignmentEnded", "IncidentVoided"]
    assert world.picture.incidents == {}


# --- every limit is the incident's own


def test_the_limits_at_filing_stay_the_incidents_own_whatever_is_changed_later(world: World) -> None:
    own = limits_of(world.incident)
    rule_ = msgspec.structs.replace(
        world.draft().rule("event.0406"), handle=["1h", "1h", "1wd", "1wd"], verify="5m", arrive=["1m"] * 4
    )
    changed = world.send(
        "co", "limits.change", category="event.0406", version=0, reason="台风季", rule=msgspec.to_builtins(rule_)
    )
    assert only(changed, f.LimitsChanged).version == 1
    assert limits_of(world.incident) == own
    world.advance("w1", "done", note="好了")
    due = world.incident.next
    assert due is not None
    assert due.due == world.now + timedelta(minutes=30)
    filed = only(world.report("w3", n=3), f.IncidentFiled)
    assert filed.limits is not None
    assert (filed.limits.handle, filed.limits.verify, filed.limits.version) == ("1wd", "5m", 1)
    world.send("co", "limits.change", category="event.0406", version=1, reason="台风已过")
    assert limits_of(world.picture.incidents[filed.incident]) == filed.limits


def test_limits_in_working_time_are_due_in_working_hours(world: World) -> None:
    world.report("w3", n=3, category="event.0601")
    (offer,) = world.picture.offers
    made = only(world.answer("w2", "accept", offer), f.AssignmentMade)
    # A Saturday afternoon in July: one working day later is Monday evening.
    assert made.handle_by is not None
    assert made.handle_by.isoformat() == "2026-07-20T10:00:00+00:00"
