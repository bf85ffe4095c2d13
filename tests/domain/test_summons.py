"""叫应: whose silence may cost a life is called by name, ever more widely, until they are heard of."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from command.domain import facts as f
from command.domain.kept.mode import MODE
from command.domain.kept.summons import Summons
from command.domain.storm.backwards import outdoor_peak
from command.domain.storm.watching import arrivals_of
from command.domain.summons.outdoors import call_indoors
from command.store.deliveries import asked_by_summons
from tests.domain.builder import START, World, addressed, grid, kinds, none, only, refused
from tests.domain.test_modes import response_world, switch
from tests.domain.test_moving import FLAT, WANG, gym, mark, of, school
from tests.domain.test_moving import world as moving_world
from tests.domain.test_sitreps import OTHER, STREET, cut, hand_in, send, the, until
from tests.domain.test_sitreps import world as reporting_world
from tests.domain.test_storm_peak import watched
from tests.domain.test_warnings import bring, cancel, cap
from tests.domain.test_warnings import world as warned_world

moving = moving_world  # the fixture of `test_moving`, by another name
reporting = reporting_world


def the_summons(world: World, kind: str, ref: str | None = None) -> Summons:
    (found,) = [one for one in world.picture.summonses.values() if one.kind == kind and ref in (None, one.ref)]
    return found


def answer(world: World, who: str, summons: Summons, word: str, **more: Any) -> list[f.AnyFact]:
    return world.send(who, "summons.answer", summons=summons.id, word=word, **more)


def laddered(summons: Summons) -> set[str]:
    """Whom the courier tries now."""
    return {one.person for one in asked_by_summons(summons)}


def called_in() -> World:
    world = response_world()
    world.on_duty("w1")
    switch(world, 3)
    return world


def test_whoever_is_called_in_is_on_the_ladder_by_messenger_and_sms_until_they_answer() -> None:
    world = called_in()
    summons = the_summons(world, "recall")
    assert laddered(summons) == set(world.picture.recalls[MODE].missing)
    assert {one.rungs for one in asked_by_summons(summons)} == {("messenger", "sms")}
    assert kinds(answer(world, "w2", summons, "coming")) == ["SummonsAnswered"]
    assert "w2" not in laddered(summons)
    assert refused(answer(world, "w2", summons, "coming")) == "summons_answered"
    assert refused(answer(world, "w3", summons, "cannot")) == "reason_needed"
    answer(world, "w3", summons, "cannot", reason="发烧")
    assert not {"w2", "w3"} & laddered(summons)


def test_who_does_not_answer_a_recall_has_their_leader_called_once_about_all_of_theirs_and_telephoned() -> None:
    world = response_world()
    world.on_duty("w1")
    world.at_post("s")
    switch(world, 3)
    summons = the_summons(world, "recall")
    for one in ("w5", "w6", "st", "reporter"):
        answer(world, one, summons, "coming")
    assert none(world.wait(599), f.SummonsWidened)
    wider = only(world.wait(1), f.SummonsWidened)
    assert wider.people["s"].about == ["w1b", "w2", "w3", "w4"]
    assert wider.named == {one: f"name of {one}" for one in ("w1b", "w2", "w3", "w4")}, "a phone says whom"
    assert "call" in wider.people["s"].rungs
    assert "s" in laddered(summons)
    assert "s" in addressed(world, f.SummonsWidened)
    assert world.tick() == []
    assert none(world.wait(600), f.SummonsWidened), "once"
    for one in ("w1b", "w2", "w3", "w4"):
        world.on_duty(one)
    assert "s" not in laddered(summons), "nobody of theirs is waited for"


def test_a_leader_who_sleeps_too_is_telephoned_and_theirs_are_the_coordinators_to_find() -> None:
    world = called_in()
    summons = the_summons(world, "recall")
    wider = only(world.wait(600), f.SummonsWidened)
    assert (wider.people["s"].about, "call" in wider.people["s"].rungs) == ([], True)
    assert "w2" in wider.people["co"].about
    assert {"s", "w2", "co"} <= laddered(summons)


def test_coming_is_not_being_here_who_has_not_come_in_time_is_called_anew_and_who_cannot_is_left_alone() -> None:
    world = called_in()
    summons = the_summons(world, "recall")
    answer(world, "w2", summons, "coming")
    answer(world, "w3", summons, "cannot", reason="在岛外")
    world.wait(600)
    left = world.picture.recalls[MODE].by - world.now
    again = [one for one in world.wait(left.total_seconds()) if isinstance(one, f.SummonsWidened)]
    assert "w2" in again[0].people
    assert "w3" not in again[0].people
    assert (summons.people["w2"].turn, summons.people["w2"].word) == (1, None)
    abouts = {one.about for one in asked_by_summons(summons) if one.person == "w2"}
    assert abouts == {f"summons:{summons.id}:1"}, "a ladder of its own, which no earlier rung has used up"
    for _ in range(20):
        world.wait(900)
    assert summons.people["w2"].turn == 3, "not for ever: it is told upward by name all the while"


def test_the_recall_is_over_when_all_have_come_or_nobody_is_called_in_any_more() -> None:
    world = called_in()
    for one in ("w1b", "w2", "w3", "w4", "w5", "w6", "s", "st"):
        world.on_duty(one)
    ended = only(world.send("reporter", "duty.check_in"), f.SummonsEnded)
    assert (ended.why, ended.missing) == ("answered", [])
    assert world.picture.summonses == {}
    world = called_in()
    ended = only(switch(world, 0), f.SummonsEnded)
    assert ended.why == "over"
    assert "w2" in ended.missing


def test_a_proposal_nobody_answers_wakes_whoever_may_order_the_level_at_home_too_then_every_coordinator() -> None:
    world = response_world()
    world.alive.clear()
    world.person("bureau", "device", "460107")
    made = only(bring(world, cap("one")), f.ProposalMade)
    assert world.picture.summonses == {}, "ten minutes are theirs who are at their desks"
    facts = world.wait(600)
    summons = only(facts, f.PeopleSummoned)
    assert set(summons.people) == {"cmd", "dep", "dep2"}, "Ⅱ is ordered by these, whether anybody hears of them or not"
    assert {"cmd", "dep", "dep2", "co", "sec"} <= set(only(facts, f.ProposalEscalated).told)
    open_ = the_summons(world, "proposal", made.proposal)
    assert laddered(open_) == {"cmd", "dep", "dep2"}
    assert {one.rungs for one in asked_by_summons(open_)} == {("messenger", "sms", "call")}
    again = only(world.wait(300), f.SummonsWidened)
    assert {"cmd", "dep", "co", "sec"} <= set(again.people), "anew, and everybody"
    for _ in range(6):
        world.wait(300)
    assert open_.people["cmd"].turn == 3, "not for ever"


@pytest.mark.parametrize("how", ["taken", "dismissed", "lapsed"])
def test_a_decided_proposal_calls_nobody_any_more(how: str) -> None:
    world = warned_world()
    made = only(bring(world, cap("one")), f.ProposalMade)
    world.wait(600)
    match how:
        case "taken":
            facts = world.send("op", "proposal.take", proposal=made.proposal)
        case "dismissed":
            facts = world.send("co", "proposal.dismiss", proposal=made.proposal, reason="影响北部为主")
        case _:
            facts = bring(world, cancel("end", "one"))
    assert only(facts, f.SummonsEnded).kind == "proposal"
    assert world.picture.summonses == {}


def test_seen_stops_the_calls_to_whoever_said_so_but_only_a_decision_ends_them() -> None:
    world = warned_world()
    bring(world, cap("one"))
    world.wait(600)
    summons = the_summons(world, "proposal")
    assert refused(answer(world, "co", summons, "coming")) == "summons_word"
    answer(world, "co", summons, "seen")
    assert laddered(summons) == set()
    assert world.picture.summonses != {}


def test_missing_arrivals_call_the_responsible_then_the_keepers_then_the_coordinators(moving: World) -> None:
    mark(moving, "w1", WANG, "moved", shelter=school(moving).id)
    facts = moving.wait(3600)
    assert only(facts, f.PeopleSummoned).people["w1"].about == [WANG]
    summons = the_summons(moving, "arrivals")
    assert laddered(summons) == {"w1"}
    only(moving.wait(300), f.SummonsWidened)
    assert laddered(summons) == {"w1", "keeper"}, "the shelter's keeper, at home or not"
    only(moving.wait(300), f.SummonsWidened)
    assert laddered(summons) == {"w1", "keeper", "co"}
    only(moving.send("keeper", "evacuee.arrive", shelter=school(moving).id, evacuee=WANG), f.SummonsEnded)
    assert moving.picture.summonses == {}


def test_whoever_says_that_they_are_looking_keeps_the_others_asleep_until_the_next_time_it_is_noticed(
    moving: World,
) -> None:
    mark(moving, "w1", WANG, "moved", shelter=school(moving).id)
    moving.wait(3600)
    summons = the_summons(moving, "arrivals")
    answer(moving, "w1", summons, "seen")
    moving.wait(300)
    assert laddered(summons) == set()
    moving.wait(600)
    assert of(moving, WANG).late == 2
    assert laddered(summons) == {"w1"}, "still missing: called anew"


def test_many_who_come_late_one_by_one_keep_neither_the_ladder_nor_the_next_tier_from_their_time(
    moving: World,
) -> None:
    mark(moving, "w1", WANG, "moved", shelter=school(moving).id)
    moving.wait(60)
    mark(moving, "w1", FLAT, "moved", shelter=gym(moving).id)
    moving.wait(3540)
    summons = the_summons(moving, "arrivals")
    first = summons.people["w1"].at
    moving.wait(60)
    assert (summons.people["w1"].about, summons.people["w1"].turn) == ([FLAT, WANG], 0), "asked about both"
    assert summons.people["w1"].at == first, "and the ladder goes on where it was"
    moving.wait(240)
    assert "keeper" in laddered(summons), "five minutes after the first, not after the last"


def test_nobody_answers_for_somebody_missing_and_the_next_are_called_at_once(moving: World) -> None:
    mark(moving, "w1", WANG, "moved", shelter=school(moving).id)
    moving.situation.on_duty.clear()
    for person in ("w1", "w1b", "leader", "s", "st"):
        moving.picture.people[person].on_duty = False
    moving.picture.movelists[next(iter(moving.picture.movelists))].people[WANG].worker = ""
    moving.wait(3600)
    assert laddered(the_summons(moving, "arrivals")) == {"keeper"}


def out_at_the_peak(step: str = "on_scene", category: str = "event.0406") -> World:
    """w1 has work in the first grid, w2 a round in the second, minutes before the peak comes in over both."""
    world = watched(150)
    world.wait(1)
    begins = [_peak_begins(world, grid(n)) for n in (1, 2)]
    world.wait((min(begins) - timedelta(minutes=6) - world.now).total_seconds())
    world.report(category=category)
    world.answer("w1", "accept")
    if step != "assigned":
        world.advance("w1", step)
    world.send("w2", "round.start")
    return world


def _peak_begins(world: World, code: str) -> datetime:
    (storm,) = world.picture.storms.values()
    peak = outdoor_peak(arrivals_of(world.draft(), storm)[code])
    assert peak is not None
    return peak.begins


def at_the_peak(world: World, code: str) -> list[f.AnyFact]:
    """Step by step until the peak is in this grid; what came with it."""
    (storm,) = world.picture.storms.values()
    facts: list[f.AnyFact] = []
    while code not in storm.peak:
        assert world.now < START + timedelta(hours=12)
        facts = world.wait(30)
    return facts


def outdoors(world: World, code: str) -> Summons:
    (found,) = [one for one in world.picture.summonses.values() if (one.kind, one.area) == ("outdoors", code)]
    return found


def test_whoever_is_outdoors_as_the_peak_comes_in_is_told_and_called_by_name() -> None:
    world = out_at_the_peak()
    at_the_peak(world, grid(2))
    at_the_peak(world, grid(1))
    assert outdoors(world, grid(1)).missing == ["w1"]
    assert outdoors(world, grid(2)).missing == ["w2"], "who is on a round is outdoors too"
    assert laddered(outdoors(world, grid(1))) == {"w1"}
    assert {one.priority for one in asked_by_summons(outdoors(world, grid(1)))} == {1}


def test_who_does_not_say_that_they_are_indoors_is_called_again_with_all_who_lead_them_until_they_are_heard_of() -> (
    None
):
    world = out_at_the_peak()
    at_the_peak(world, grid(1))
    summons = outdoors(world, grid(1))
    assert summons.due is not None
    first = world.wait((summons.due - world.now).total_seconds())
    wider = next(one for one in first if isinstance(one, f.SummonsWidened) and one.area == grid(1))
    assert wider.people["s"].about == ["w1"], "whoever leads them"
    assert wider.missing == ["w1"]
    assert "op" in wider.told
    assert summons.people["w1"].turn == 1
    for _ in range(30):
        world.wait(300)
    assert summons.missing == ["w1"], "without an end"
    assert "co" in summons.people
    heard = answer(world, "w1", summons, "indoors")
    assert [kind for kind in kinds(heard) if kind.startswith("Summons")] == ["SummonsAnswered", "SummonsEnded"]
    assert summons.id not in world.picture.summonses


def test_each_step_of_a_summons_comes_once_however_often_the_clock_looks() -> None:
    world = out_at_the_peak()
    at_the_peak(world, grid(1))
    summons = outdoors(world, grid(1))
    assert summons.due is not None
    world.wait((summons.due - world.now).total_seconds())
    assert none(world.tick(), f.SummonsWidened)
    assert none(world.wait(1), f.SummonsWidened)


def test_an_operator_who_has_telephoned_says_so_for_them_with_a_reason_and_a_colleague_cannot() -> None:
    world = out_at_the_peak()
    at_the_peak(world, grid(1))
    summons = outdoors(world, grid(1))
    assert refused(answer(world, "op", summons, "indoors", person="w1")) == "reason_needed"
    assert refused(answer(world, "w5", summons, "indoors", person="w1", reason="x")) == "summons_unknown"
    told = answer(world, "op", summons, "indoors", person="w1", reason="电话：已在居委会")
    assert only(told, f.SummonsAnswered).by == "op"


def test_whoever_was_sent_out_for_a_life_is_not_called_indoors() -> None:
    world = out_at_the_peak("assigned", "grid.medical")
    at_the_peak(world, grid(1))
    incident = world.incident
    answer(world, "w1", outdoors(world, grid(1)), "indoors")
    world.send("co", "incident.send_out", incident=incident.id, confirm=str(incident.number), reason="心脏骤停")
    world.answer("w1b" if incident.offer is None else world.picture.offers[incident.offer].person, "accept")
    draft = world.draft()
    (storm,) = world.picture.storms.values()
    still = [
        f.StillOut(one.person, one.person_name, one.incident, grid(1), one.status)
        for one in world.picture.assignments.values()
    ]
    assert still != []
    call_indoors(draft, storm.id, {grid(1)}, still)
    assert draft.facts == []


def test_a_job_that_was_accepted_and_not_set_out_on_is_taken_back_and_held_when_the_peak_comes() -> None:
    world = out_at_the_peak("assigned")
    (assignment,) = world.picture.assignments
    facts = at_the_peak(world, grid(1))
    ended = only(facts, f.AssignmentEnded)
    assert (ended.person, ended.why) == ("w1", "outdoor_peak")
    assert only(facts, f.DispatchHeld).incident == world.incident.id
    assert (world.picture.assignments, world.incident.status) == ({}, "held")
    for step in ("en_route", "on_scene"):
        assert refused(world.advance("w1", step, assignment)) == "outdoor_peak_set_out"
    assert refused(world.advance("w1", "done", assignment)) == "assignment_over"
    assert refused(world.send("w1", "assignment.confirm", assignment=assignment)) == "outdoor_peak_set_out"
    assert outdoors(world, grid(1)).missing == ["w1"], "they may be on the way already: they say that they are not"


def test_a_job_at_the_peak_cannot_be_set_out_on_even_if_the_clock_has_not_taken_it_back_yet() -> None:
    world = out_at_the_peak("assigned")
    (storm,) = world.picture.storms.values()
    began = f.OutdoorPeakBegan(storm=storm.id, force=10, grids={grid(1): None}, due=storm.due)
    world.keep(began)
    assert refused(world.advance("w1", "en_route")) == "outdoor_peak_set_out"
    assert refused(world.advance("w1", "on_scene")) == "outdoor_peak_set_out"


def test_help_that_was_accepted_and_not_set_out_on_is_taken_back_too_and_waits_for_the_end_of_the_peak() -> None:
    world = out_at_the_peak("en_route")
    world.on_duty("w1b")
    world.send("op", "incident.call", incident=world.incident.id, reason="要人手")
    world.answer("w1b", "accept")
    at_the_peak(world, grid(1))
    assert [one.person for one in world.picture.assignments.values()] == ["w1"], "who is on the way is not ordered back"
    (slot,) = world.picture.slots.values()
    assert (slot.status, slot.due) == ("unattended", next(iter(world.picture.storms.values())).peak[grid(1)])


def test_a_life_that_was_taken_back_is_sent_out_by_override_only() -> None:
    world = out_at_the_peak("assigned", "grid.medical")
    at_the_peak(world, grid(1))
    incident = world.incident
    assert incident.status == "held"
    assert none(world.wait(600), f.OfferMade)
    world.alive |= {"w1", "w1b"}
    sent = world.send("co", "incident.send_out", incident=incident.id, confirm=str(incident.number), reason="心脏骤停")
    assert only(sent, f.OutdoorOverridden).by == "co"
    assert only(sent, f.OfferMade).incident == incident.id


def test_whoever_is_on_the_way_already_goes_on_and_may_arrive() -> None:
    world = out_at_the_peak("en_route")
    (assignment,) = world.picture.assignments
    at_the_peak(world, grid(1))
    assert only(world.advance("w1", "on_scene", assignment), f.AssignmentChanged).to == "on_scene"


def test_whoever_checks_out_was_heard_of() -> None:
    world = out_at_the_peak()
    at_the_peak(world, grid(2))
    told = world.send("w2", "duty.check_out")
    assert only(told, f.SummonsAnswered).word == "off_duty"
    assert only(told, f.SummonsEnded).why == "answered"


def late_report(world: World) -> Summons:
    cut(world)
    for street in (STREET, OTHER):
        hand_in(world, "op", street, note="电话报数")
    until(world, the(world).send_by)
    return the_summons(world, "sitrep")


def test_a_report_that_was_not_sent_in_time_calls_by_name_whoever_must_send_it(reporting: World) -> None:
    world = reporting
    world.alive.clear()
    world.at_post("dep")
    cut(world)
    until(world, the(world).send_by - timedelta(minutes=5))
    assert not [one for one in world.picture.summonses.values() if one.kind == "sitrep"]
    until(world, the(world).send_by)
    summons = the_summons(world, "sitrep", the(world).id)
    assert laddered(summons) == {"dep"}, "those at their desks first"
    assert {one.topic for one in asked_by_summons(summons)} == {"sitrep"}
    assert "dep" in addressed(world, f.PeopleSummoned)
    assert only([one.fact for _, _, one in world.ledger], f.SitrepLate).times == 1
    assert world.tick() == [], "once"


def test_when_nobody_answers_for_a_late_report_the_next_rung_is_called_and_only_filing_ends_it(
    reporting: World,
) -> None:
    world = reporting
    world.alive.clear()
    world.at_post("dep")
    summons = late_report(world)
    wider = only(until(world, world.now + timedelta(minutes=10)), f.SummonsWidened)
    assert {"dep", "co", "cmd"} <= set(wider.people)
    assert summons.people["dep"].turn == 1
    ended = [one for one in send(world) if isinstance(one, f.SummonsEnded)]
    assert [(one.kind, one.why) for one in ended] == [("sitrep", "answered")]
    assert world.picture.summonses == {}


def test_whoever_has_a_late_report_in_hand_buys_one_interval_and_is_then_called_anew(reporting: World) -> None:
    world = reporting
    world.alive.clear()
    world.at_post("dep")
    summons = late_report(world)
    world.wait(60)
    assert kinds(answer(world, "dep", summons, "seen")) == ["SummonsAnswered"]
    assert laddered(summons) == set()
    assert none(until(world, the(world).send_by + timedelta(minutes=10)), f.SummonsWidened)
    wider = only(until(world, the(world).send_by + timedelta(minutes=20)), f.SummonsWidened)
    assert {"dep", "co"} <= set(wider.people)
    until(world, the(world).send_by + timedelta(hours=3))
    assert summons.people["dep"].turn == 3, "not for ever: every screen says it all the while"


def test_a_street_that_is_late_has_its_head_called_then_the_coordinators_until_it_hands_in(reporting: World) -> None:
    world = reporting
    facts = until(world, the(world).cut_at)
    called = [one for one in facts if isinstance(one, f.PeopleSummoned)]
    assert {one.area: sorted(one.people) for one in called}[STREET] == ["st"]
    assert "co" in {one.area: one.people for one in called}[OTHER], "nobody is appointed there: the centre is called"
    summons = the_summons(world, "handin", f"{the(world).id}/{STREET}")
    assert {one.area for one in asked_by_summons(summons)} == {STREET}
    wider = [one for one in until(world, world.now + timedelta(minutes=10)) if isinstance(one, f.SummonsWidened)]
    (mine,) = [one for one in wider if one.area == STREET]
    assert {"st", "co"} <= set(mine.people)
    assert world.tick() == []
    ended = only(hand_in(world), f.SummonsEnded)
    assert (ended.kind, ended.area) == ("handin", STREET)
    assert {one.area for one in world.picture.summonses.values()} == {OTHER}
    send(world)
    assert world.picture.summonses == {}, "what was sent without a street is not asked for any more"


def test_a_street_that_has_it_in_hand_is_left_alone_for_one_interval(reporting: World) -> None:
    world = reporting
    until(world, the(world).cut_at)
    summons = the_summons(world, "handin", f"{the(world).id}/{STREET}")
    world.wait(300)
    answer(world, "st", summons, "seen")
    (left,) = [one for one in world.wait(300) if isinstance(one, f.SummonsWidened) and one.area == STREET]
    assert (left.people, left.level) == ({}, 0)
    (wider,) = [one for one in world.wait(600) if isinstance(one, f.SummonsWidened) and one.area == STREET]
    assert "st" in wider.people
    for _ in range(12):
        world.wait(600)
    assert (summons.people["st"].turn, summons.due) == (3, None)


def test_a_report_that_becomes_the_final_one_calls_nobody_for_what_it_was(reporting: World) -> None:
    world = reporting
    late_report(world)
    ended = only(switch(world, 0, second="dep"), f.SummonsEnded)
    assert ended.kind == "sitrep"
    assert world.picture.summonses == {}


def test_a_street_calls_nobody_that_handed_in_before_the_cut(reporting: World) -> None:
    world = reporting
    hand_in(world)
    cut(world)
    assert {one.area for one in world.picture.summonses.values()} == {OTHER}
