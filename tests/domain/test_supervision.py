"""督办 demands a reply, callers are asked if they are satisfied, who hands over is answered: silence is noticed."""

from datetime import timedelta

import msgspec
import pytest

from command.domain import facts as f
from tests.domain.builder import World, addressed, kinds, none, only, refused, small_world

CALLER = {"name": "符先生", "phone": "13800000000"}


@pytest.fixture
def world() -> World:
    """w1 has a flooded road that somebody called about; those above can be reached."""
    made = small_world()
    made.alive |= {"s", "st", "op", "wl", "co"}
    made.on_duty("w1", "w2", "s", "st")
    made.report("op", caller=CALLER)
    made.answer("w1", "accept")
    return made


def supervise(world: World, who: str = "co", kind: str = "leader", **data: object) -> list[f.AnyFact]:
    asked = {"incident": world.incident.id, "kind": kind, "reason": "居民多次来电", **data}
    return world.send(who, "incident.supervise", **asked)


def closed(world: World) -> str:
    incident = world.incident.id
    world.advance("w1", "done", note="水已退")
    world.send("op", "incident.close", incident=incident)
    return incident


# --- 督办


def test_an_order_demands_a_reply_of_who_has_it_and_of_the_communitys_supervisors(world: World) -> None:
    ordered = only(supervise(world), f.SupervisionOrdered)
    assert (ordered.to, ordered.due) == (["w1", "s"], world.now + timedelta(hours=2))
    assert addressed(world, f.SupervisionOrdered) == {"w1", "s", "co"}
    assert refused(world.send("w2", "supervision.reply", supervision=ordered.supervision, text="我")) == (
        "supervision_unknown"
    )
    assert refused(world.send("w1", "supervision.reply", supervision=ordered.supervision, text=" ")) == "reason_needed"
    world.now += timedelta(minutes=10)
    replied = only(world.send("w1", "supervision.reply", supervision=ordered.supervision, text="今日办完"), f.Fact)
    assert isinstance(replied, f.SupervisionReplied)
    assert (replied.took_s, replied.late) == (600, False)
    assert addressed(world, f.SupervisionReplied) == {"w1", "s", "co"}
    assert not world.picture.supervisions


def test_silence_about_an_order_rises_until_somebody_replies(world: World) -> None:
    ordered = only(supervise(world, within_s=600), f.SupervisionOrdered)
    assert only(world.wait(600), f.SupervisionEscalated).level == 1
    assert none(world.tick(), f.SupervisionEscalated), "once each time"
    again = world.wait(1800)
    assert only(again, f.SupervisionEscalated).told == ["s", "st"]
    late = only(
        world.send("s", "supervision.reply", supervision=ordered.supervision, text="已到现场"), f.SupervisionReplied
    )
    assert late.late


def test_what_passes_its_limit_is_supervised_by_the_clock_once(world: World) -> None:
    world.advance("w1", "on_scene")
    done = world.wait_for_deadline()
    ordered = only(done, f.SupervisionOrdered)
    assert (ordered.kind, ordered.by, ordered.to) == ("overdue", "", ["w1", "s"])
    assert none(world.wait(60), f.SupervisionOrdered)


def test_only_what_is_overdue_is_supervised_as_overdue(world: World) -> None:
    assert refused(supervise(world, kind="overdue")) == "not_overdue"


def test_who_orders_and_with_what(world: World) -> None:
    assert refused(supervise(world, "op")) == "not_approver"
    assert refused(supervise(world, reason="")) == "reason_needed"
    assert refused(supervise(world, to=["nobody"])) == "person_unknown"
    assert only(supervise(world, "s", "important"), f.SupervisionOrdered).to == ["w1"]
    assert refused(supervise(world, "wl", "important")) == "supervised_already"


def test_an_order_is_over_with_its_incident(world: World) -> None:
    supervise(world)
    world.advance("w1", "done", note="水已退")
    done = world.send("op", "incident.close", incident=world.incident.id)
    assert only(done, f.SupervisionEnded).to == ["w1", "s"]
    assert not world.picture.supervisions


# --- 回访


def test_who_called_is_called_back_and_a_satisfied_answer_ends_it(world: World) -> None:
    incident = closed(world)
    due = world.picture.callbacks[incident]
    assert (due.caller, due.due) == (f.Caller(**CALLER), world.now + timedelta(days=1))
    assert kinds(world.send("op", "incident.call_back", incident=incident, outcome="satisfied")) == ["CallBackMade"]
    assert not world.picture.callbacks
    assert (
        refused(world.send("op", "incident.call_back", incident=incident, outcome="satisfied")) == "call_back_unknown"
    )


def test_nobody_is_called_back_who_left_no_number(world: World) -> None:
    world.report("w3", n=2)
    (offer,) = world.picture.offers
    made = only(world.answer("w2", "accept", offer), f.AssignmentMade)
    world.advance("w2", "done", made.assignment, note="好了")
    assert none(world.send("op", "incident.close", incident=made.incident), f.CallBackDue)


def test_an_unsatisfied_answer_opens_the_incident_again_under_its_old_id_and_number(world: World) -> None:
    before = msgspec.structs.replace(world.incident)
    incident = closed(world)
    nobody = world.send("op", "incident.call_back", incident=incident, outcome="unsatisfied")
    assert refused(nobody) == "reason_needed"
    done = world.send("op", "incident.call_back", incident=incident, outcome="unsatisfied", note="又积水了")
    assert kinds(done) == ["CallBackMade", "IncidentReopened"]
    again = world.incident
    assert (again.id, again.number, again.filed_at, again.caller) == (
        before.id,
        before.number,
        before.filed_at,
        before.caller,
    )
    assert again.limits == before.limits
    assert again.way.reopened == 1
    assert again.next is not None
    assert before.next is not None
    assert again.next.round > before.next.round
    assert not none(world.tick(), f.OfferMade), "dispatch begins again"


def test_who_is_not_reached_is_called_three_times(world: World) -> None:
    incident = closed(world)
    for n in (1, 2, 3):
        made = only(world.send("op", "incident.call_back", incident=incident, outcome="unreached"), f.CallBackMade)
        assert (made.tries, made.due is None) == (n, n == 3)
    assert not world.picture.callbacks


def test_a_call_that_nobody_makes_is_told_to_the_operators_first(world: World) -> None:
    closed(world)
    missed = only(world.wait(86_400), f.CallBackMissed)
    assert missed.level == 3
    assert {"op", "wl"} <= set(missed.told)


def test_the_handler_does_not_ask_whether_people_are_satisfied(world: World) -> None:
    world.person("both", "worker", "460107001001001")
    world.rights("both", roles=["worker", "operator"])
    world.on_duty("both")
    world.send("wl", "incident.reassign", incident=world.incident.id, reason="x", to="both")
    incident = world.incident.id
    world.advance("both", "done", note="好了")
    world.send("op", "incident.close", incident=incident)
    assert refused(world.send("both", "incident.call_back", incident=incident, outcome="satisfied")) == "own_call_back"


# --- reopening by order


def test_a_watch_leader_opens_a_closed_incident_again_and_nobody_one_that_was_voided(world: World) -> None:
    incident = world.incident.id
    assert refused(world.send("wl", "incident.reopen", incident=incident, reason="x")) == "not_closed"
    closed(world)
    assert refused(world.send("op", "incident.reopen", incident=incident, reason="x")) == "not_approver"
    assert refused(world.send("wl", "incident.reopen", incident=incident, reason=" ")) == "reason_needed"
    assert refused(world.send("wl", "incident.reopen", incident="none", reason="x")) == "incident_unknown"
    assert kinds(world.send("wl", "incident.reopen", incident=incident, reason="复查不合格")) == ["IncidentReopened"]
    assert not world.picture.callbacks, "who called is asked when it is closed again"
    world.send("wl", "incident.void", incident=incident, reason="误报")
    assert refused(world.send("wl", "incident.reopen", incident=incident, reason="x")) == "voided_for_good"


# --- from and to 110, 119, 120, 12345


def test_a_report_that_was_handed_over_keeps_its_reference_and_waits_for_our_answer(world: World) -> None:
    done = world.report("op", n=3, origin={"service": "12345", "reference": "HK-77"})
    handed = only(done, f.ReportHandedOver)
    assert (handed.origin.reference, handed.due) == ("HK-77", world.now + timedelta(minutes=30))
    assert refused(world.send("op", "handover.answer", handover=handed.handover, note="")) == "reason_needed"
    world.now += timedelta(seconds=90)
    answered = only(world.send("op", "handover.answer", handover=handed.handover, note="已派人"), f.HandoverAnswered)
    assert (answered.took_s, answered.late) == (90, False)
    assert refused(world.send("op", "handover.answer", handover=handed.handover, note="x")) == "handover_unknown"


def test_an_answer_that_we_owe_is_owed_even_when_the_matter_was_merged_or_is_over(world: World) -> None:
    handed = only(world.report("op", origin={"service": "110", "reference": "A-1"}), f.ReportHandedOver)
    assert handed.incident == world.incident.id
    closed(world)
    late = only(world.wait(1801), f.HandoverLate)
    assert (late.level, late.origin.service) == (3, "110")
    answered = world.send("op", "handover.answer", handover=handed.handover, note="已办结")
    assert only(answered, f.HandoverAnswered).late


def test_only_who_takes_calls_says_that_something_was_handed_over(world: World) -> None:
    assert refused(world.report("w3", n=3, origin={"service": "110", "reference": "A-1"})) == "not_allowed"


def test_a_referral_is_timed_until_they_take_it_over_and_are_done(world: World) -> None:
    incident = world.incident.id
    only(world.send("op", "incident.refer", incident=incident, to="water", reference=""), f.IncidentReferred)
    (referral,) = world.incident.referrals
    about = {"incident": incident, "referral": referral.id}
    assert refused(world.send("op", "referral.move", incident=incident, referral="x", step="closed")) == (
        "referral_unknown"
    )
    world.now += timedelta(seconds=120)
    taken = only(world.send("op", "referral.move", **about, step="acknowledged", reference="W-9"), f.ReferralMoved)
    assert taken.took_s == 120
    assert refused(world.send("op", "referral.move", **about, step="acknowledged")) == "referral_closed"
    world.now += timedelta(seconds=600)
    world.send("op", "referral.move", **about, step="closed", note="已修复")
    (after,) = world.incident.referrals
    assert (after.reference, after.outcome) == ("W-9", "已修复")
    assert after.acknowledged_at is not None
    assert after.closed_at is not None
    assert (after.closed_at - after.at).total_seconds() == 720
    assert refused(world.send("op", "referral.move", **about, step="closed")) == "referral_closed"


# --- limits


def change(world: World, who: str = "co", version: int = 0, **rule: object) -> list[f.AnyFact]:
    made = msgspec.structs.replace(world.draft().rule("grid.dispute"), **rule)
    return world.send(
        who, "limits.change", category="grid.dispute", version=version, reason="试行", rule=msgspec.to_builtins(made)
    )


def test_a_coordinator_changes_the_limits_of_a_category_seeing_the_version_in_force(world: World) -> None:
    assert only(change(world, verify="1wh"), f.LimitsChanged).version == 1
    told = only(change(world, verify="2wh"), f.RequestRefused).refusal
    assert (told.code, told.data) == ("limits_stale", {"by": "name of co", "version": 1})
    assert refused(change(world, "op")) == "not_allowed"
    assert refused(change(world, version=1, handle=["0h", "1h", "1h", "1h"])) == "limits_wrong"
    assert refused(change(world, version=1, handle=["1h", "1h", "1h", "999d"])) == "limits_wrong"
    back = world.send("co", "limits.change", category="grid.dispute", version=1, reason="恢复")
    assert only(back, f.LimitsChanged).version == 2
    assert world.draft().rule("grid.dispute").verify == "30m"


def test_what_a_watch_leader_has_to_file_waits_for_them_but_not_for_ever(world: World) -> None:
    change(world, filing="leader")
    filed = only(world.report("w3", n=3, category="grid.dispute"), f.IncidentFiled)
    assert filed.next is not None
    assert filed.next.kind == "accept"
    assert refused(world.send("op", "incident.dispatch", incident=filed.incident)) == "filing_not_leader"
    assert kinds(world.send("wl", "incident.dispatch", incident=filed.incident))[0] == "DispatchOrdered"
    other = only(world.report("w3", n=2, category="grid.dispute"), f.IncidentFiled)
    done = world.wait(900)
    assert any(getattr(fact, "incident", "") == other.incident for fact in done), "silence files it by rule"


def test_danger_never_waits_for_a_watch_leader(world: World) -> None:
    change(world, filing="leader")
    assert only(world.report("w3", n=3, category="grid.dispute", hazard="life"), f.IncidentFiled).next is None


def test_what_only_the_centre_verifies_is_not_verified_in_the_area(world: World) -> None:
    change(world, verifier="centre")
    world.report("w3", n=2, category="grid.dispute")
    (offer,) = world.picture.offers
    made = only(world.answer("w2", "accept", offer), f.AssignmentMade)
    world.advance("w2", "done", made.assignment, note="已调解")
    assert refused(world.send("s", "incident.close", incident=made.incident)) == "centre_verifies"
    assert kinds(world.send("op", "incident.close", incident=made.incident))[-1] == "IncidentClosed"


def test_what_nobody_verifies_is_closed_with_its_feedback_and_waits_without(world: World) -> None:
    change(world, verifier="none")
    for note in ("", "已调解"):
        world.report("w3", n=2, category="grid.dispute")
        (offer,) = world.picture.offers
        made = only(world.answer("w2", "accept", offer), f.AssignmentMade)
        done = world.advance("w2", "done", made.assignment, note=note)
        assert none(done, f.IncidentClosed) == (not note)
