"""Warnings from outside: each kept once, ended by what refers to it, and proposing a level that people decide about."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.fold import apply
from command.domain.picture import Picture
from command.domain.warning.message import CapMessage
from command.domain.warning.reading import read_cap
from tests.domain.builder import DISTRICT, World, addressed, grid, kinds, only, refused, small_world
from tests.domain.cap import cap, info, reference
from tests.domain.test_modes import response_world, switch


def world() -> World:
    """15:30 Beijing time on 18 July; with the weather bureau's device."""
    made = small_world()
    made.person("bureau", "device", DISTRICT)
    made.person("button", "device", grid(1))
    return made


def bring(world_: World, content: bytes, sender: str = "bureau") -> list[f.AnyFact]:
    message = read_cap(content, DISTRICT)
    assert isinstance(message, CapMessage), message
    return world_.send(sender, "warning.receive", message=msgspec.to_builtins(message))


def update(identifier: str, *of: str, **told: Any) -> bytes:
    return cap(identifier, kind="Update", references=[reference(one) for one in of], **told)


def cancel(identifier: str, *of: str, **told: Any) -> bytes:
    return cap(identifier, kind="Cancel", references=[reference(one) for one in of], **told)


def test_an_orange_typhoon_signal_proposes_level_two_with_its_reasons_and_switches_nothing() -> None:
    w = world()
    facts = bring(w, cap("one"))
    assert kinds(facts) == ["WarningReceived", "ProposalMade"]
    warning, made = only(facts, f.WarningReceived), only(facts, f.ProposalMade)
    assert (warning.hazard, warning.colour, warning.area, warning.state) == ("typhoon", "orange", DISTRICT, "active")
    assert (made.level, made.hazard) == (2, "typhoon")
    assert made.reasons == [
        f.ProposalReason(warning=warning.warning, hazard="typhoon", colour="orange", level=2, source="typhoon:1")
    ]
    assert addressed(w, f.ProposalMade) == {"op", "wl", "co"}


def test_everybody_who_works_where_it_is_for_is_told_and_nobody_else() -> None:
    w = world()
    bring(w, cap("one", geocode="460107001002000"))
    told = addressed(w, f.WarningReceived)
    assert {"w5", "st", "op", "co"} <= told
    assert not {"w1", "w6", "s", "button"} & told


@pytest.mark.parametrize(("colour", "level"), [("BLUE", 4), ("YELLOW", 3), ("ORANGE", 2), ("RED", 1)])
def test_each_colour_proposes_its_level(colour: str, level: int) -> None:
    assert only(bring(world(), cap(colour=colour)), f.ProposalMade).level == level


def test_a_numbered_notice_proposes_by_its_own_table_and_stays_without_a_colour() -> None:
    facts = bring(world(), cap(colour="", headline="海南省发布台风三级预警"))
    warning = only(facts, f.WarningReceived)
    assert (warning.notice, warning.colour) == ("grade3", None)
    assert only(facts, f.ProposalMade).level == 3


@pytest.mark.parametrize("status", ["Exercise", "Test", "System", "Draft"])
def test_what_is_not_actual_is_kept_and_shown_but_proposes_and_ends_nothing_real(status: str) -> None:
    w = world()
    real = only(bring(w, cap("real")), f.WarningReceived).warning
    proposed = set(w.picture.proposals)
    assert kinds(bring(w, cap("trial", status=status, colour="RED"))) == ["WarningReceived"]
    assert kinds(bring(w, update("trial2", "real", status=status, colour="RED"))) == ["WarningReceived"]
    assert kinds(bring(w, cancel("trial3", "real", status=status))) == ["WarningCancelled"]
    assert w.picture.warnings[real].state == "active"
    assert set(w.picture.proposals) == proposed
    w.wait(24 * 3600)
    assert {one.level for one in w.picture.proposals.values()} <= {2}


def test_a_message_sent_again_is_the_same_and_an_identifier_with_other_content_is_refused() -> None:
    w = world()
    bring(w, cap("one"))
    assert refused(bring(w, cap("one"))) == "warning_known"
    assert refused(bring(w, cap("one", colour="RED"))) == "warning_replayed"
    assert refused(bring(w, cap("one"), "op")) == "warning_known", "whichever way it comes"
    assert len(w.picture.warnings) == 1


def test_a_cancelled_warning_is_not_brought_back_by_sending_it_again() -> None:
    w = world()
    bring(w, cap("one"))
    bring(w, cancel("end", "one"))
    assert refused(bring(w, cap("one"))) == "warning_known"
    assert refused(bring(w, cancel("end", "one"))) == "warning_known"
    assert not any(one.in_force for one in w.picture.warnings.values())


def test_what_is_expired_or_for_elsewhere_is_refused() -> None:
    w = world()
    assert refused(bring(w, cap(expires="2026-07-18T15:29:00+08:00"))) == "warning_expired"
    assert refused(bring(w, cap(geocode="460106000000"))) == "warning_elsewhere"
    assert refused(bring(w, cap(geocode=""))) == "warning_elsewhere"
    assert refused(bring(w, cap(kind="Cancel"))) == "cancel_of_nothing"
    assert w.picture.warnings == {}


def test_without_an_end_it_holds_a_day_and_never_longer_than_a_week() -> None:
    w = world()
    assert only(bring(w, cap("one", expires="")), f.WarningReceived).expires == w.now + timedelta(hours=24)
    week = only(bring(w, cap("two", expires="2027-07-18T15:30:00+08:00")), f.WarningReceived)
    assert week.expires == w.now + timedelta(days=7)


def test_an_unknown_code_is_shown_in_its_own_words_and_proposes_nothing() -> None:
    facts = bring(world(), cap(code="99Z99", event="火山灰", colour="RED"))
    assert kinds(facts) == ["WarningReceived"]
    assert only(facts, f.WarningReceived).hazard == "other"


def test_a_hazard_without_a_plan_proposes_nothing() -> None:
    assert kinds(bring(world(), cap(code="11B09", event="高温", colour="RED"))) == ["WarningReceived"]


def test_only_a_sender_for_the_whole_district_or_somebody_at_a_desk_brings_warnings() -> None:
    w = world()
    assert refused(bring(w, cap("one"), "button")) == "sender_in_a_grid"
    assert refused(bring(w, cap("one"), "w1")) == "not_allowed"
    assert only(bring(w, cap("one"), "op"), f.WarningReceived).request is not None


def test_an_update_takes_the_place_of_what_it_refers_to_and_so_does_its_proposal() -> None:
    w = world()
    first = only(bring(w, cap("one", colour="YELLOW")), f.WarningReceived).warning
    facts = bring(w, update("two", "one", colour="RED"))
    assert only(facts, f.WarningReceived).replaces == [first]
    assert w.picture.warnings[first].state == "updated"
    (proposal,) = w.picture.proposals.values()
    assert (proposal.level, len(proposal.reasons)) == (1, 1)


def test_an_update_without_a_code_speaks_of_what_it_updates() -> None:
    w = world()
    bring(w, cap("one"))
    assert only(bring(w, update("two", "one", code="", colour="RED")), f.WarningReceived).hazard == "typhoon"


def test_an_update_of_something_unknown_is_a_warning_and_what_it_updates_comes_too_late() -> None:
    w = world()
    newer = only(bring(w, update("two", "one", colour="RED")), f.WarningReceived)
    assert newer.replaces == []
    older = bring(w, cap("one", colour="BLUE"))
    assert kinds(older) == ["WarningReceived"]
    assert (only(older, f.WarningReceived).state, only(older, f.WarningReceived).ended_by) == ("updated", newer.warning)
    assert [one.level for one in w.picture.proposals.values()] == [1]


def test_a_cancellation_that_comes_first_ends_what_comes_after_it() -> None:
    w = world()
    assert kinds(bring(w, cancel("end", "one"))) == ["WarningCancelled"]
    assert kinds(bring(w, cap("one", colour="RED"))) == ["WarningReceived"]
    assert not any(one.in_force for one in w.picture.warnings.values())
    assert w.picture.proposals == {}


def test_a_cancelled_warning_lets_go_of_its_proposal_and_everybody_who_was_warned_hears() -> None:
    w = world()
    bring(w, cap("one"))
    facts = bring(w, cancel("end", "one"))
    assert kinds(facts) == ["WarningCancelled", "ProposalClosed"]
    assert only(facts, f.ProposalClosed).why == "lapsed"
    assert {"w1", "s", "op"} <= addressed(w, f.WarningCancelled)


def test_of_two_signals_in_force_the_higher_speaks_and_its_end_leaves_the_lower() -> None:
    w = world()
    bring(w, cap("blue", colour="BLUE"))
    bring(w, cap("red", sender="province@46", colour="RED", expires="2026-07-18T16:30:00+08:00"))
    (high,) = w.picture.proposals.values()
    assert (high.level, [reason.level for reason in high.reasons]) == (1, [1, 4])
    facts = w.wait(3600)
    assert "WarningExpired" in kinds(facts)
    (low,) = w.picture.proposals.values()
    assert low.level == 4


def test_its_time_over_it_leaves_the_picture_and_is_told_once() -> None:
    w = world()
    bring(w, cap("one", code="11B09"))
    facts = w.wait(24 * 3600)
    assert kinds(facts) == ["WarningExpired"]
    assert "w1" in addressed(w, f.WarningExpired)
    assert w.picture.warnings == {}
    assert w.wait(60) == []


def test_a_cancellation_is_forgotten_when_nothing_it_speaks_of_can_come() -> None:
    w = world()
    bring(w, cap("one", expires="2026-07-21T15:30:00+08:00"))
    bring(w, cancel("end", "one", expires="2026-07-18T18:00:00+08:00"))
    assert kinds(w.wait(24 * 3600)) == []
    assert sorted(kinds(w.wait(2 * 24 * 3600))) == ["CancelForgotten", "WarningExpired"]
    assert (w.picture.warnings, w.picture.cancels) == ({}, {})


def test_an_unanswered_proposal_goes_up_again_and_again() -> None:
    w = world()
    bring(w, cap("one"))
    up = only(w.wait(600), f.ProposalEscalated)
    assert (up.times, up.told) == (1, ["co"])
    assert w.wait(10) == []
    assert only(w.wait(300), f.ProposalEscalated).times == 2


def test_taking_a_proposal_up_is_not_enough_it_must_be_done() -> None:
    w = world()
    made = only(bring(w, cap("one")), f.ProposalMade)
    taken = only(w.send("op", "proposal.take", proposal=made.proposal), f.ProposalTaken)
    assert w.picture.proposals[made.proposal].taken_by == "op"
    assert refused(w.send("op", "proposal.take", proposal=made.proposal)) == "proposal_taken"
    assert w.wait(600) == [], "whoever took it has their time"
    assert kinds(w.wait((taken.due - w.now).total_seconds())) == ["ProposalEscalated", "PeopleSummoned"]


def test_a_proposal_is_dismissed_with_a_reason_only() -> None:
    w = world()
    made = only(bring(w, cap("one")), f.ProposalMade)
    assert refused(w.send("co", "proposal.dismiss", proposal=made.proposal, reason=" ")) == "reason_needed"
    closed = only(w.send("co", "proposal.dismiss", proposal=made.proposal, reason="影响北部为主"), f.ProposalClosed)
    assert (closed.why, closed.reason) == ("dismissed", "影响北部为主")
    assert w.picture.proposals == {}
    assert len(w.picture.warnings) == 1, "the warning stays"
    assert w.wait(3600) == []
    assert refused(w.send("co", "proposal.dismiss", proposal=made.proposal, reason="x")) == "proposal_unknown"


def test_after_a_dismissal_a_higher_signal_proposes_anew() -> None:
    w = world()
    made = only(bring(w, cap("one", colour="BLUE")), f.ProposalMade)
    w.send("co", "proposal.dismiss", proposal=made.proposal, reason="x")
    assert only(bring(w, update("two", "one", colour="ORANGE")), f.ProposalMade).level == 2


NAMES = ["a", "b", "c", "d"]
MESSAGES = st.lists(
    st.tuples(
        st.sampled_from(["Alert", "Update", "Cancel"]),
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
        st.sampled_from(["BLUE", "YELLOW", "ORANGE", "RED"]),
        st.sampled_from(["Actual", "Actual", "Exercise"]),
        st.integers(0, 2),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(MESSAGES)
def test_whatever_comes_in_whatever_order_the_open_proposal_is_what_the_signals_in_force_speak_for(
    messages: list[tuple[str, str, list[str], str, str, int]],
) -> None:
    w = world()
    for kind, name, of, colour, status, hours in messages:
        references = [reference(one) for one in of if one != name] if kind != "Alert" else None
        ends = (datetime.fromisoformat("2026-07-19T15:30:00+08:00") + timedelta(hours=hours)).isoformat()
        bring(w, cap(name, kind=kind, references=references, colour=colour, status=status, expires=ends))
        w.wait(hours * 3600)
        by_colour = {"blue": 4, "yellow": 3, "orange": 2, "red": 1}
        levels = [by_colour[one.colour] for one in w.picture.warnings.values() if one.in_force and one.colour]
        proposed = [one.level for one in w.picture.proposals.values()]
        assert proposed == ([min(levels)] if levels else [])
    again = Picture()
    for number, at, one in w.ledger:
        apply(again, number, at, one.fact)
    assert again == w.picture
    w.wait(8 * 24 * 3600)
    assert {**w.picture.warnings, **w.picture.cancels, **w.picture.proposals} == {}, "nothing stays for ever"


def test_many_languages_in_one_message_are_one_warning() -> None:
    facts = bring(world(), cap(infos=[info(), info("en-US", "Typhoon", headline="Typhoon signal orange")]))
    warning = only(facts, f.WarningReceived)
    assert warning.zh is not None
    assert warning.en is not None


def in_mode(level: int, plan: str = "typhoon") -> World:
    """A district at a level, by people, before any warning."""
    w = response_world()
    w.person("bureau", "device", DISTRICT)
    switch(w, level, response_plan=plan)
    return w


def test_a_signal_whose_level_is_in_force_proposes_nothing_and_a_lower_one_proposes_going_down() -> None:
    w = in_mode(2)
    assert kinds(bring(w, cap("same"))) == ["WarningReceived"]
    lower = only(bring(w, update("lower", "same", colour="BLUE", severity="Minor")), f.ProposalMade)
    assert lower.level == 4
    back = only(bring(w, cancel("end", "lower")), f.ProposalMade)
    assert (back.level, back.instead) == (None, lower.proposal), "and the end of all signals, going back to normal"


def test_a_proposal_is_done_when_people_have_switched() -> None:
    w = response_world()
    w.person("bureau", "device", DISTRICT)
    made = only(bring(w, cap("one")), f.ProposalMade)
    w.send("op", "proposal.take", proposal=made.proposal)
    assert only(switch(w, 2), f.ProposalClosed).why == "done"
    assert w.picture.proposals == {}


def test_one_mode_covers_another_hazard_unless_that_is_graver() -> None:
    w = in_mode(2)
    rain = {"code": "11B03", "event": "暴雨"}
    assert kinds(bring(w, cap("rain", colour="YELLOW", headline="暴雨黄色", **rain))) == ["WarningReceived"]
    graver = only(bring(w, cap("red", colour="RED", headline="暴雨红色", **rain)), f.ProposalMade)
    assert (graver.hazard, graver.level) == ("rainstorm", 1)
