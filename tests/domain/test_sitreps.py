"""Reports upward: asked for by the level, filled from the ledger at their cut, frozen, and never late in silence."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from command.domain import facts as f
from command.domain.fold import apply
from command.domain.fold.sitreps import totals
from command.domain.kept.sitreps import Sitrep, SitrepChain
from command.domain.picture import Picture
from tests.domain.builder import START, World, addressed, grid, none, only, point, refused
from tests.domain.test_modes import response_world, switch

STREET, OTHER = "460107001", "460107002"
MINUTE = 60.0


@pytest.fixture
def world() -> World:
    """Level Ⅳ of the typhoon's plan: 首报 within two hours, then every day. `st` is the head of the first street."""
    world = response_world()
    world.on_duty("w1", "w2", "w6")
    world.at_post("st")
    switch(world, 4, second="dep")
    return world


def the(world: World) -> Sitrep:
    """The report that is being made."""
    (found,) = (one for one in world.picture.sitreps.values() if one.kind != "correction")
    return found


def chain(world: World) -> SitrepChain:
    (found,) = world.picture.sitrepchains.values()
    return found


def until(world: World, at: datetime) -> list[f.AnyFact]:
    """The clock looks every five minutes."""
    facts: list[f.AnyFact] = []
    while world.now < at:
        facts += world.wait(min(5 * MINUTE, (at - world.now).total_seconds()))
    return facts


def cut(world: World) -> f.SitrepCut:
    return only(until(world, the(world).cut_at), f.SitrepCut)


def send(world: World, by: str = "dep", **data: object) -> list[f.AnyFact]:
    known = the(world)
    return world.send(by, "sitrep.send", **{"sitrep": known.id, "cut": known.cut, **data})


def hand_in(world: World, by: str = "st", street: str = STREET, **data: object) -> list[f.AnyFact]:
    return world.send(by, "sitrep.hand_in", **{"sitrep": the(world).id, "street": street, "nothing": True, **data})


def items(world: World, fact: f.SitrepCut) -> list[f.SitrepItem]:
    """The list behind a cut, out of the ledger."""
    (number,) = (n for n, _, one in world.ledger if one.fact is fact)
    wanted = {*range(number + 1, number + 1 + fact.items), *fact.over}
    parts = [one.fact for n, _, one in world.ledger if n in wanted]
    return [item for part in parts if isinstance(part, f.SitrepItems) for item in part.items]


def test_a_first_report_is_due_as_the_plan_says_and_cut_before_that() -> None:
    world = response_world()
    asked = only(switch(world, 4, second="dep"), f.SitrepAsked)
    assert (asked.kind, asked.due, asked.cut_at) == (
        "first",
        START + timedelta(hours=2),
        START + timedelta(hours=1, minutes=30),
    )
    assert asked.streets == [STREET, OTHER]
    assert {"st", "co", "cmd", "dep"} <= set(asked.told)


def test_without_a_level_nobody_reports() -> None:
    world = response_world()
    assert not world.picture.sitreps
    assert not world.picture.sitrepchains


def test_streets_are_reminded_and_those_that_are_late_are_named_and_told(world: World) -> None:
    facts = until(world, the(world).cut_at)
    reminded = only(facts, f.SitrepReminded)
    assert (reminded.missing, reminded.told) == ([STREET, OTHER], ["st"])
    made = only(facts, f.SitrepCut)
    assert made.missing == [STREET, OTHER]
    assert {"st", "dep"} <= set(made.told)
    assert only(send(world), f.SitrepSent).missing == [STREET, OTHER]


def test_a_street_that_handed_in_is_not_reminded_and_not_named(world: World) -> None:
    assert only(hand_in(world), f.SitrepHandedIn).nothing
    facts = until(world, the(world).cut_at)
    assert only(facts, f.SitrepReminded).missing == [OTHER]
    assert only(facts, f.SitrepCut).missing == [OTHER]


def test_only_the_head_of_a_street_or_somebody_of_the_centre_with_a_note_hands_in(world: World) -> None:
    assert refused(hand_in(world, "st", OTHER)) == "sitrep_unknown"
    assert refused(hand_in(world, "s")) == "sitrep_unknown", "a community is not its street"
    assert refused(hand_in(world, "op", OTHER)) == "reason_needed"
    told = only(hand_in(world, "op", OTHER, note="电话报数，符镇长"), f.SitrepHandedIn)
    assert told.behalf
    assert refused(hand_in(world, "op", "460107999", note="x")) == "sitrep_street"
    assert refused(hand_in(world, "w1")) == "not_allowed"


def test_losses_are_what_streets_say_and_do_not_shrink_without_a_reason(world: World) -> None:
    hand_in(world, nothing=False, losses={"injured": 2, "collapsed": 1})
    assert refused(hand_in(world)) == "sitrep_not_nothing", "零报告 after losses"
    assert refused(hand_in(world, nothing=False, losses={"injured": 1, "collapsed": 1})) == "sitrep_fewer"
    hand_in(world, nothing=False, losses={"injured": 1, "collapsed": 1}, note="一人重复计数")
    made = cut(world)
    assert made.figures["losses.injured"] == {STREET: 1}
    assert made.figures["losses.dead"] == {}, "nobody dead is said"


def test_a_street_that_is_late_keeps_what_it_said_before(world: World) -> None:
    hand_in(world, nothing=False, losses={"injured": 2})
    cut(world)
    send(world)
    made = cut(world)
    assert made.missing == [STREET, OTHER]
    assert made.figures["losses.injured"] == {STREET: 2}


def test_a_street_that_hands_in_after_the_cut_stays_late_and_counts_in_the_next(world: World) -> None:
    cut(world)
    assert only(hand_in(world, nothing=False, losses={"dead": 1}), f.SitrepHandedIn).late
    sent = only(send(world), f.SitrepSent)
    assert sent.missing == [STREET, OTHER]
    assert totals(sent.figures)["losses.dead"] == 0
    assert totals(cut(world).figures)["losses.dead"] == 1


def test_figures_are_what_the_ledger_says_at_the_cut(world: World) -> None:
    world.report("w1", 1)
    world.report("w1", 1)
    world.report("w6", 6, category="event.0404")
    world.report("reporter", 3, category="event.0205", disposition="settled")
    made = cut(world)
    filed = [one.fact for _, _, one in world.ledger if isinstance(one.fact, f.IncidentFiled)]
    told = totals(made.figures)
    assert told["incidents"] == len(filed) == 3
    assert told["reports"] == 4
    assert told["incidents.closed"] == 1
    assert told["incidents.open"] == 2
    kinds = Counter(one.category for one in filed)
    assert {name: told[f"category.{name}"] for name in kinds} == kinds
    assert made.figures["incidents"] == {STREET: 2, OTHER: 1}
    assert told["duty.workers"] == 3
    assert told["tasks"] == 3 * 6 == told["tasks.undone"]


def test_every_figure_is_the_sum_of_the_list_behind_it(world: World) -> None:
    world.report("w1", 1)
    world.report("w6", 6)
    made = cut(world)
    sums: Counter[tuple[str, str]] = Counter()
    for item in items(world, made):
        for name, n in item.n.items():
            sums[name, item.area[:9]] += n
    assert sums == {(name, street): n for name, by in made.figures.items() for street, n in by.items()}


def test_what_was_open_before_the_response_is_carried_and_not_counted_as_its_own() -> None:
    world = response_world()
    world.on_duty("w1")
    world.report("w1", 1)
    switch(world, 4, second="dep")
    world.report("w1", 1)  # merged into it
    told = totals(cut(world).figures)
    assert (told["incidents"], told["incidents.carried"], told["incidents.open"], told["reports"]) == (0, 1, 1, 1)


def test_figures_are_frozen_at_the_cut_and_later_changes_are_the_next_reports(world: World) -> None:
    world.report("w1", 1)
    made = cut(world)
    world.report("w6", 6)
    sent = only(send(world), f.SitrepSent)
    assert sent.figures == made.figures
    assert totals(sent.figures)["incidents"] == 1
    later = cut(world)
    assert totals(later.figures)["incidents"] == 2
    assert (later.before["incidents"], later.before_issue) == (1, 1)


def test_the_list_behind_a_figure_is_of_the_cut_and_not_of_now(world: World) -> None:
    world.report("w1", 1)
    made = cut(world)
    for incident in list(world.picture.incidents):
        world.send("op", "incident.void", incident=incident, reason="误报")
    (one,) = [item for item in items(world, made) if item.n.get("incidents")]
    assert one.n["incidents.open"] == 1


def test_filled_anew_before_it_is_sent_only_what_was_read_last_goes(world: World) -> None:
    cut(world)
    before = the(world).cut
    world.report("w1", 1)
    again = only(world.send("op", "sitrep.cut", sitrep=the(world).id), f.SitrepCut)
    assert totals(again.figures)["incidents"] == 1
    assert refused(send(world, cut=before)) == "sitrep_stale"
    assert totals(only(send(world), f.SitrepSent).figures)["incidents"] == 1


def test_a_report_goes_once_and_only_a_coordinator_sends_what_is_cut(world: World) -> None:
    assert refused(send(world)) == "sitrep_not_cut"
    cut(world)
    known = the(world)
    assert refused(send(world, "op")) == "not_allowed"
    sent = only(send(world, words={"situation": "全区平稳"}), f.SitrepSent)
    assert (sent.issue, sent.words.situation, sent.receiver) == (1, "全区平稳", "市防汛防风防旱指挥部")
    again = world.send("dep", "sitrep.send", sitrep=known.id, cut=known.cut)
    assert refused(again) == "sitrep_unknown"


def test_a_report_that_is_not_sent_in_time_is_told_and_told_again_to_more(world: World) -> None:
    cut(world)
    assert none(until(world, the(world).send_by - timedelta(minutes=5)), f.SitrepLate)
    late = only(until(world, the(world).send_by), f.SitrepLate)
    assert {"co", "cmd", "dep"} <= addressed(world, f.SitrepLate)
    assert "op" not in late.told
    again = only(until(world, late.due), f.SitrepLate)
    assert again.times == 2
    assert "op" in again.told
    sent = only(send(world), f.SitrepSent)
    assert sent.late_s == 600
    assert none(until(world, world.now + timedelta(minutes=30)), f.SitrepLate)


def test_a_report_that_was_late_does_not_move_the_next(world: World) -> None:
    due = the(world).send_by
    cut(world)
    until(world, due + timedelta(hours=3))
    asked = only(send(world), f.SitrepAsked)
    assert (asked.kind, asked.due) == ("followup", due + timedelta(hours=24))


def test_reports_whose_cut_has_passed_meanwhile_are_not_made_up_for(world: World) -> None:
    switch(world, 1, second="cmd", by="dep")
    due = the(world).send_by
    cut(world)
    until(world, due + timedelta(hours=2, minutes=50))
    assert only(send(world), f.SitrepAsked).due == due + timedelta(hours=4)


def test_a_graver_level_asks_sooner_and_a_lighter_one_leaves_what_runs(world: World) -> None:
    cut(world)
    send(world)
    assert the(world).send_by == START + timedelta(hours=26)
    switch(world, 2, second="dep", by="op")
    assert the(world).send_by == START + timedelta(hours=3, minutes=30), "two hours after the last cut"
    switch(world, 3, second="dep", by="op")
    assert the(world).send_by == START + timedelta(hours=3, minutes=30)


def test_a_graver_level_asks_no_sooner_than_half_an_hour_from_now(world: World) -> None:
    until(world, START + timedelta(minutes=70))
    switch(world, 1, second="cmd", by="dep")
    assert the(world).send_by == world.now + timedelta(minutes=30)


def test_the_end_of_the_response_makes_the_final_report_due(world: World) -> None:
    cut(world)
    send(world)
    switch(world, 0, second="dep", by="op")
    known = the(world)
    assert (known.kind, known.send_by) == ("final", world.now + timedelta(hours=2))
    made = cut(world)
    assert (made.kind, totals(made.figures)["tasks"]) == ("final", 18), "tasks that have ended are counted still"
    sent = only(send(world), f.SitrepSent)
    assert (sent.kind, sent.issue) == ("final", 2)
    assert sent.most["duty.workers"] == 3
    assert not world.picture.sitreps, "after the last there is none"


def test_a_report_that_was_cut_when_the_response_ended_becomes_the_final_one_and_is_cut_anew(world: World) -> None:
    hand_in(world)
    cut(world)
    switch(world, 0, second="dep", by="op")
    assert refused(send(world)) == "sitrep_not_cut"
    assert cut(world).missing == [STREET, OTHER], "every street says anew what is final"


def test_people_of_a_closed_evacuation_stay_in_the_figures(world: World) -> None:
    world.send("op", "shelter.set", name="学校", capacity=6, place=point(3))
    people = [{"id": "a", "grid": grid(1), "name": "甲", "heads": 3}, {"id": "b", "grid": grid(6), "name": "乙"}]
    opened = only(world.send("op", "evacuation.open", area="460107", people=people), f.EvacuationOpened)
    at = {"at": world.now}
    kin = {"whither": "relative", "relative_phone": "1", "relative_address": "府城"}
    world.send("w1", "evacuee.mark", evacuee="a", to="moved", **kin, **at)
    world.send("w1", "evacuee.mark", evacuee="a", to="returned", **at)
    world.send("w6", "evacuee.mark", evacuee="b", to="refused", reason="不走", signed="signature", **at)
    only(world.send("op", "evacuation.close", evacuation=opened.evacuation), f.EvacuationClosed)
    assert not world.picture.movelists
    made = cut(world)
    told = totals(made.figures)
    assert (told["moving.listed"], told["moving.out"], told["moving.refused"], told["moving.unsafe"]) == (4, 3, 1, 0)
    assert {one.id for one in items(world, made) if one.n.get("moving.listed")} == {"a", "b"}


def test_a_correction_is_a_new_report_that_says_which_one_it_corrects(world: World) -> None:
    cut(world)
    sent = only(send(world), f.SitrepSent)
    assert refused(world.send("dep", "sitrep.correct", sitrep=sent.sitrep, reason=" ")) == "reason_needed"
    made = only(world.send("dep", "sitrep.correct", sitrep=sent.sitrep, reason="受伤人数有误"), f.SitrepCut)
    assert (made.corrects, made.corrects_issue, made.kind) == (sent.sitrep, 1, "correction")
    assert refused(world.send("co", "sitrep.correct", sitrep=sent.sitrep, reason="x")) == "sitrep_correcting"
    known = world.picture.sitreps[made.sitrep]
    told = only(world.send("dep", "sitrep.send", sitrep=known.id, cut=known.cut), f.SitrepSent)
    assert (told.issue, told.corrects_issue, told.reason) == (2, 1, "受伤人数有误")
    assert the(world).kind == "followup", "what is due stays due"


def test_a_correction_can_be_dropped_and_what_is_due_cannot(world: World) -> None:
    cut(world)
    sent = only(send(world), f.SitrepSent)
    made = only(world.send("dep", "sitrep.correct", sitrep=sent.sitrep, reason="有误"), f.SitrepCut)
    assert refused(world.send("dep", "sitrep.drop", sitrep=the(world).id, reason="x")) == "sitrep_not_correction"
    only(world.send("dep", "sitrep.drop", sitrep=made.sitrep, reason="核实无误"), f.SitrepDropped)
    assert list(world.picture.sitreps) == [the(world).id]


def test_a_chain_can_be_corrected_for_three_days_and_then_leaves_the_picture(world: World) -> None:
    switch(world, 0, second="dep", by="op")
    cut(world)
    sent = only(send(world), f.SitrepSent)
    only(world.send("dep", "sitrep.correct", sitrep=sent.sitrep, reason="有误"), f.SitrepCut)
    world.now += timedelta(hours=73)
    facts = [*world.tick(), *world.tick()]
    assert only(facts, f.SitrepChainClosed)
    assert not world.picture.sitreps
    assert not world.picture.sitrepchains


def test_the_lists_go_to_no_screen_and_no_passer_by_sees_a_report(world: World) -> None:
    world.report("w1", 1)
    cut(world)
    assert {one.channels for one in world.last if isinstance(one.fact, f.SitrepItems)} == {()}


def test_the_ledger_alone_knows_how_far_reporting_is(world: World) -> None:
    hand_in(world, nothing=False, losses={"injured": 2})
    cut(world)
    send(world)
    switch(world, 0, second="dep", by="op")
    again = Picture()
    for number, at, one in world.ledger:
        apply(again, number, at, one.fact)
    assert again.sitreps == world.picture.sitreps
    assert again.sitrepchains == world.picture.sitrepchains
