"""The edges of shifts: who is absent, who is off, who stays until the work is done, and nobody goes before relief."""

from datetime import timedelta

import pytest

from command.domain import facts as f
from command.domain.fold import apply, touched
from command.domain.picture import Picture
from command.domain.rights import enact
from command.domain.roster import Presence, on_duty_at
from command.domain.situation import roster_of
from command.domain.worktime import LOCAL
from tests.domain.builder import World, addressed, kinds, none, only, refused, small_world
from tests.domain.roster_world import GROUP, TOMORROW, WATCH, local, rostered, until


def check_in(world: World, *people: str) -> None:
    world.alive |= set(people)
    for one in people:
        assert only(world.send(one, "duty.check_in"), f.DutyStarted).person == one


def test_who_is_not_there_ten_minutes_after_the_start_is_absent_and_told_of_once() -> None:
    world = rostered()
    check_in(world, "w1")
    assert none(until(world, local(8, 9)), f.ShiftsMissed)
    missed = only(until(world, local(8, 11)), f.ShiftsMissed)
    assert (missed.people, missed.told) == ({"w2": "name of w2", "w3": "name of w3"}, ["s"])
    assert "w1" not in addressed(world, f.ShiftsMissed)
    assert none(until(world, local(17)), f.ShiftsMissed)


def test_who_comes_late_is_there_from_then_on() -> None:
    world = rostered()
    until(world, local(8, 30))
    check_in(world, "w2")
    stint = world.picture.watches["g"].running["w2"]
    assert (stint.came, stint.absent) == (local(8, 30), True)


def test_an_absent_person_is_offered_nothing() -> None:
    world = rostered()
    check_in(world, "w1")
    world.alive |= {"w2", "w3"}
    until(world, local(9))
    assert only(world.report("reporter", n=2), f.OfferMade).person == "w1"


def test_at_the_end_of_the_shift_people_are_off_duty_and_get_no_alert_any_more() -> None:
    world = rostered()
    check_in(world, "w1", "w2")
    done = until(world, local(18, 1))
    assert {(fact.person, fact.why) for fact in done if isinstance(fact, f.DutyEnded)} == {
        ("w1", "shift_over"), ("w2", "shift_over"),
    }  # fmt: skip
    over = only(done, f.ShiftsOver)
    assert {one.person: (one.came, one.left) for one in over.stints} == {
        "w1": (local(8), local(18)), "w2": (local(8), local(18)), "w3": (None, None),
    }  # fmt: skip
    world.alive |= {"op"}
    assert only(world.report("reporter"), f.NobodyAvailable).tally.off_duty == 8
    assert none(until(world, local(7, day=TOMORROW)), f.OfferMade)


def test_an_offer_that_is_open_at_the_end_of_the_shift_goes_to_somebody_else() -> None:
    world = rostered()
    check_in(world, "w1", "w4")
    until(world, local(17, 59))
    offered = only(world.report("reporter"), f.OfferMade)
    assert offered.person == "w1"
    done = until(world, local(18))
    assert only(done, f.OfferClosed).why == "off_duty"
    assert only(done, f.OfferMade).person == "w4"


def test_who_holds_work_at_the_end_stays_until_it_is_done_and_is_offered_nothing_more() -> None:
    world = rostered()
    check_in(world, "w1")
    until(world, local(17))
    world.report("reporter")
    world.answer("w1", "accept")
    world.advance("w1", "on_scene")
    done = until(world, local(18))
    assert only(done, f.DutyEnding).person == "w1"
    assert none(done, f.DutyEnded)
    assert world.picture.people["w1"].on_duty
    assert none(world.report("reporter", n=2, category="event.0404", hazard="life"), f.OfferMade)
    done = world.advance("w1", "done")
    assert kinds(done) == ["AssignmentChanged", "DutyEnded"]
    assert only(done, f.DutyEnded).why == "shift_over"
    assert world.picture.watches["g"].leaving == []


def test_who_holds_work_and_is_taken_off_it_is_off_duty_at_once() -> None:
    world = rostered()
    check_in(world, "w1")
    world.report("reporter")
    world.answer("w1", "accept")
    world.advance("w1", "on_scene")
    until(world, local(18))
    incident = next(iter(world.picture.incidents))
    assert only(world.send("op", "incident.reassign", incident=incident, reason="到点了"), f.DutyEnded).person == "w1"


def test_who_comes_without_being_rostered_is_an_extra_and_is_not_sent_home() -> None:
    world = rostered()
    check_in(world, "w4")
    started = world.ledger[-1][2].fact
    assert isinstance(started, f.DutyStarted)
    assert (started.extra, started.group) == (True, None)
    until(world, local(20))
    assert world.picture.people["w4"].on_duty


def test_without_any_roster_nobody_is_an_extra() -> None:
    world = small_world()
    assert only(world.send("w1", "duty.check_in"), f.DutyStarted).extra is False


def test_who_comes_half_an_hour_early_comes_for_the_shift() -> None:
    world = rostered(at=local(7, 29))
    assert only(world.send("w1", "duty.check_in"), f.DutyStarted).extra
    world.now = local(7, 31)
    assert only(world.send("w2", "duty.check_in"), f.DutyStarted).group == "g"


def test_who_goes_early_is_kept_as_having_gone() -> None:
    world = rostered()
    check_in(world, "w1")
    until(world, local(12))
    assert only(world.send("w1", "duty.check_out"), f.DutyEnded).why == "checked_out"
    over = only(until(world, local(18)), f.ShiftsOver)
    assert next(one for one in over.stints if one.person == "w1").left == local(12)


def test_a_swap_moves_the_offer_to_whoever_has_the_shift_now() -> None:
    world = rostered()
    turn = {"group": "g", "day": TOMORROW, "shift": "patrol"}
    asked = only(world.send("w1", "swap.ask", turn=turn, person="w1b"), f.SwapAsked)
    world.send("w1b", "swap.answer", swap=asked.swap, answer="accept")
    world.send("s", "swap.decide", swap=asked.swap, approve=True)
    until(world, local(8, day=TOMORROW))
    check_in(world, "w1b")
    missed = only(until(world, local(8, 10, day=TOMORROW)), f.ShiftsMissed)
    assert "w1" not in missed.people
    assert only(world.report("reporter"), f.OfferMade).person == "w1b"
    assert only(until(world, local(18, day=TOMORROW)), f.DutyEnded).person == "w1b"


def test_an_override_in_the_middle_of_a_shift_sends_one_home_and_expects_the_other() -> None:
    world = rostered()
    check_in(world, "w1")
    until(world, local(9))
    span = {"starts": local(12), "ends": local(18)}
    world.send("s", "roster.override", group="g", person="w4", replaces="w1", reason="看病", **span)
    done = until(world, local(12))
    assert only(done, f.DutyEnded).person == "w1"
    assert set(world.picture.watches["g"].running) == {"w2", "w3", "w4"}


def test_the_clock_may_come_late_or_twice_and_says_everything_once() -> None:
    world = rostered(at=local(7, 45))
    check_in(world, "w1")
    world.now = local(19)
    assert only(world.tick(), f.DutyEnded).person == "w1", "the whole shift went by while nobody looked"
    assert world.tick() == []
    world = rostered()
    check_in(world, "w1")
    until(world, local(9))
    world.now = local(21)
    assert only(world.tick(), f.DutyEnded).person == "w1"
    assert world.tick() == []


def test_one_row_a_group_changes_at_a_change_of_shift() -> None:
    world = rostered()
    check_in(world, "w1", "w2", "w3")
    until(world, local(8))
    rows = {key for one in world.last for key in touched(one.fact)}
    assert rows == {("watches", "g")}


# --- the watch ----------------------------------------------------------------------------------------------------


def on_watch(at: tuple[int, int] = (8, 0)) -> World:
    """The day team has the watch, since eight."""
    world = rostered(WATCH, at=local(7, 45))
    check_in(world, "a1", "a2", "a3")
    until(world, local(*at))
    return world


def handover(world: World) -> str:
    (found,) = world.picture.reliefs.values()
    return found.id


def sign(world: World, who: str, side: str, **sheet: str) -> list[f.AnyFact]:
    return world.send(who, "relief.sign", relief=handover(world), side=side, sheet=sheet)


def test_whoever_comes_first_for_a_watch_that_is_nobodys_has_it() -> None:
    world = on_watch()
    assert set(world.picture.watches["watch"].holders) == {"a1", "a2", "a3"}


def test_nobody_who_has_the_watch_goes_before_relief() -> None:
    world = on_watch()
    for hour in (9, 16, 20):
        until(world, local(hour))
        for person in ("a1", "a2", "a3"):
            assert refused(world.send(person, "duty.check_out")) == "relief_needed"
    assert all(world.picture.people[one].on_duty for one in ("a1", "a2", "a3"))


def test_responsibility_passes_at_the_second_signature() -> None:
    world = on_watch()
    world.report("reporter", hazard="life", category="event.0404")
    opened = only(until(world, local(15, 46)), f.ReliefOpened)
    assert (opened.shift, opened.next_shift, opened.out_leader, opened.in_leader) == ("day", "evening", "a1", "b1")
    check_in(world, "b1", "b2")
    signed = only(sign(world, "a1", "outgoing", watch="江边水位", documents="值班日志1本"), f.ReliefSigned)
    assert (signed.unfinished_count, signed.unfinished[0].priority) == (1, 1)
    assert set(world.picture.watches["watch"].holders) == {"a1", "a2", "a3"}
    until(world, local(16, 2))
    done = sign(world, "b1", "incoming")
    assert set(world.picture.watches["watch"].holders) == {"b1", "b2"}
    assert {fact.person for fact in done if isinstance(fact, f.DutyEnded) and fact.why == "relieved"} == {
        "a1",
        "a2",
        "a3",
    }
    assert refused(world.send("b2", "duty.check_out")) == "relief_needed"
    assert world.picture.reliefs == {}


def test_a_relief_signed_a_little_early_makes_nobody_absent() -> None:
    world = on_watch(at=(15, 46))
    check_in(world, "b1", "b2", "b3")
    sign(world, "a1", "outgoing")
    sign(world, "b1", "incoming")
    done = until(world, local(16, 30))
    assert none(done, f.ShiftsMissed)
    over = [one for fact in done if isinstance(fact, f.ShiftsOver) for one in fact.stints]
    assert {one.person: one.left for one in over} == dict.fromkeys(("a1", "a2", "a3"), local(15, 46))


@pytest.mark.parametrize("side", ["outgoing", "incoming"])
def test_only_somebody_of_the_side_who_is_there_signs_for_it(side: str) -> None:
    world = on_watch(at=(15, 46))
    if side == "incoming":
        sign(world, "a1", "outgoing")
    for who in ("b1", "c1", "co"):
        assert refused(sign(world, who, side)) == "handover_not_yours"


def test_the_outgoing_sign_first_and_nobody_signs_twice() -> None:
    world = on_watch(at=(15, 46))
    check_in(world, "b1", "b2")
    assert refused(sign(world, "b1", "incoming")) == "handover_order"
    sign(world, "a1", "outgoing")
    assert refused(sign(world, "a2", "outgoing")) == "handover_signed"


def test_a_watch_is_not_taken_over_by_fewer_than_it_needs() -> None:
    world = on_watch(at=(15, 46))
    check_in(world, "b1")
    sign(world, "a1", "outgoing")
    assert refused(sign(world, "b1", "incoming")) == "relief_incomplete"
    check_in(world, "b2")
    assert "ReliefClosed" in kinds(sign(world, "b1", "incoming"))


def test_an_unsigned_handover_is_told_upward_again_and_again() -> None:
    world = on_watch()
    first = only(until(world, local(16, 15)), f.ReliefOverdue)
    assert first.waits_for == "outgoing"
    assert {"a1", "b1", "co"} <= set(first.told)
    sign(world, "a1", "outgoing")
    second = only(until(world, local(16, 30)), f.ReliefOverdue)
    assert (second.waits_for, second.level) == ("incoming", 2)


def test_a_team_that_was_never_relieved_hands_over_to_the_next_one_that_comes() -> None:
    world = on_watch()
    until(world, local(24, 5))
    check_in(world, "c1", "c2")
    sign(world, "a2", "outgoing")
    sign(world, "c1", "incoming")
    assert set(world.picture.watches["watch"].holders) == {"c1", "c2"}


def test_who_falls_ill_on_watch_goes_when_the_stand_in_has_come() -> None:
    world = on_watch(at=(10, 0))
    span = {"starts": local(10), "ends": local(16)}
    world.send("co", "roster.override", group="watch", person="wl", replaces="a2", reason="发烧", **span)
    world.send("co", "roster.override", group="watch", person="c3", replaces="a3", reason="发烧", **span)
    until(world, local(10, 1))
    check_in(world, "wl")
    assert set(world.picture.watches["watch"].holders) == {"a1", "a2", "a3", "wl"}
    assert none(until(world, local(10, 20)), f.ReliefOpened)
    assert kinds(world.send("a2", "duty.check_out")) == ["DutyEnded"]
    assert kinds(world.send("a3", "duty.check_out")) == ["DutyEnded"]
    assert refused(world.send("a1", "duty.check_out")) == "relief_needed"
    assert refused(world.send("wl", "duty.check_out")) == "relief_needed"


def test_a_watch_without_a_leader_is_a_gap_that_the_coordinators_are_told_of() -> None:
    world = on_watch()
    span = {"starts": local(0, day=TOMORROW), "ends": local(24, day=TOMORROW)}
    asked = only(world.send("b1", "leave.ask", **span), f.LeaveAsked)
    world.send("co", "leave.decide", leave=asked.leave, approve=True)
    found = only(world.tick(), f.GapsFound)
    assert [(gap.kind, gap.shift, gap.day) for gap in found.gaps] == [("no_leader", "evening", TOMORROW)]
    assert "co" in found.told
    span = {"starts": local(16, day=TOMORROW), "ends": local(24, day=TOMORROW)}
    world.send("co", "roster.override", group="watch", person="co", replaces="b1", reason="代班", **span)
    closed = only(world.tick(), f.GapsFound)
    assert (closed.gaps, closed.told) == ([], [])


def test_a_person_in_two_teams_goes_on_and_is_not_relieved_by_themselves() -> None:
    world = on_watch(at=(9, 0))
    span = {"starts": local(16), "ends": local(24)}
    world.send("co", "roster.override", group="watch", person="a1", replaces="b1", reason="连班", **span)
    until(world, local(15, 46))
    check_in(world, "b2", "b3")
    sign(world, "a1", "outgoing")
    assert refused(sign(world, "a1", "incoming")) == "handover_same_person"
    until(world, local(16, 5))
    sign(world, "b2", "incoming")
    assert world.picture.people["a1"].on_duty
    assert set(world.picture.watches["watch"].holders) == {"a1", "b2", "b3"}


def test_a_dissolved_watch_holds_nobody() -> None:
    world = on_watch(at=(15, 46))
    world.send("co", "roster.dissolve", group="watch", reason="撤并")
    assert world.picture.reliefs == {}
    assert kinds(world.send("a1", "duty.check_out")) == ["DutyEnded"]


def test_the_pure_answer_and_the_dispatchers_index_agree() -> None:
    world = rostered(GROUP, WATCH)
    check_in(world, "w1", "w4")
    until(world, local(9))
    world.report("reporter")
    world.answer("w1", "accept")
    world.advance("w1", "on_scene")
    for hour in (9, 17, 18, 20):
        until(world, local(hour))
        here = [
            Presence(p.id, p.duty_since, staying=local(18) if p.leaving else None)
            for p in world.picture.people.values()
            if p.on_duty and p.duty_since is not None
        ]
        told = on_duty_at(roster_of(world.picture, LOCAL), here, world.now)
        can_be_asked = {one.person for one in told if one.state in ("rostered", "extra")}
        assert ("w1", "staying") in {(one.person, one.state) for one in told} or hour < 18
        assert can_be_asked & world.situation.workers.keys() == world.situation.on_duty


def test_everything_that_happened_is_folded_again_to_the_same() -> None:
    world = on_watch(at=(15, 46))
    check_in(world, "b1", "b2")
    sign(world, "a1", "outgoing")
    sign(world, "b1", "incoming")
    until(world, local(16) + timedelta(days=2))
    again = Picture()
    for number, at, one in world.ledger:
        apply(again, number, at, one.fact)
    assert again == world.picture


def test_whose_account_is_closed_does_not_have_the_watch_any_more() -> None:
    world = on_watch()
    draft = world.draft()
    enact(draft, f.RightsChanged(person="a1", roles=[], areas=[], active=False))
    assert world.picture.watches["watch"].holders == ["a2", "a3"]


def test_a_team_that_comes_before_the_clock_has_looked_has_the_watch_together() -> None:
    world = rostered(WATCH, at=local(7, 45))
    world.now = local(8)
    check_in(world, "a1", "a2")
    world.tick()
    assert set(world.picture.watches["watch"].holders) == {"a1", "a2"}


def test_who_comes_for_the_next_watch_waits_for_the_signatures_although_one_goes_on_into_it() -> None:
    world = on_watch(at=(9, 0))
    span = {"starts": local(16), "ends": local(24)}
    world.send("co", "roster.override", group="watch", person="a1", replaces="b1", reason="连班", **span)
    until(world, local(15, 50))
    check_in(world, "b2")
    until(world, local(16, 1))
    check_in(world, "b3")
    until(world, local(16, 5))
    assert set(world.picture.watches["watch"].holders) == {"a1", "a2", "a3"}
