"""What became of each expectation of a drill, by ledgers that anybody can follow by hand; and the laws of it."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.drill.assessing import assess
from command.domain.drill.evaluation.entry import Entry
from command.domain.drill.evaluation.whole import Evaluation, evaluate
from command.domain.facts import drill as d
from command.domain.facts import script as s
from command.domain.place import Place
from tests.domain.drilled import CAST, GRID, START, Drilled, expect, inject, report, resumed

STEPS = ("stored", "offered", "accepted", "set_out", "arrived", "done")


def by_what(drilled: Drilled) -> dict[str, d.Assessed]:
    return {one.expectation.what: one for one in assess(drilled.entries, drilled.now)}


def worked(drilled: Drilled, incident: str = "n1", person: str = "w1", each_s: float = 60) -> None:
    for step in ("offer", "accept", "en_route", "on_scene", "done"):
        drilled.wait(each_s)
        getattr(drilled, step)(incident, person) if step in ("offer", "accept") else drilled.advance(
            incident, person, step
        )


def test_each_step_of_the_work_is_what_was_expected_with_who_did_it_and_how_long_it_took() -> None:
    drilled = Drilled()
    drilled.plan(report(1, *(expect(one, 400) for one in STEPS)))
    drilled.wait(60)
    drilled.give(1, "n1")
    worked(drilled)
    found = by_what(drilled)
    assert [found[one].outcome for one in STEPS] == ["met"] * 6
    assert [found[one].took_s for one in STEPS] == [0, 60, 120, 180, 240, 300]
    assert [found[one].by for one in STEPS[1:]] == ["w1"] * 5


def test_what_comes_after_its_limit_is_late_and_what_never_comes_is_missed_once_the_limit_has_passed() -> None:
    drilled = Drilled()
    drilled.plan(report(1, expect("offered", 60), expect("accepted", 100), expect("arrived", 200)))
    assert drilled.outcomes() == ["not_given"] * 3
    drilled.give(1, "n1")
    drilled.wait(60)
    drilled.offer("n1", "w1")
    assert drilled.outcomes() == ["met", "open", "open"], "in the very last second is in time"
    drilled.wait(41)
    assert drilled.outcomes() == ["met", "missed", "open"]
    drilled.accept("n1", "w1")
    assert drilled.outcomes() == ["met", "late", "open"]
    drilled.end()
    drilled.wait(9000)
    assert drilled.outcomes() == ["met", "late", "open"], "the drill was over before that limit"


def test_a_later_step_contains_the_earlier_ones() -> None:
    drilled = Drilled()
    drilled.plan(report(1, expect("set_out"), expect("arrived"), expect("done")))
    drilled.give(1, "n1")
    drilled.wait(10)
    drilled.accept("n1", "w1")
    drilled.advance("n1", "w1", "on_scene")
    assert drilled.outcomes() == ["met", "met", "open"]


def test_who_is_expected_may_be_a_person_a_role_or_a_unit() -> None:
    drilled = Drilled()
    wanted = [expect("accepted", who=who) for who in ("w2", "worker", "operator", "w1", "u-water")]
    drilled.plan(report(1, *wanted))
    drilled.give(1, "n1")
    drilled.accept("n1", "w1")
    assert drilled.outcomes() == ["open", "met", "open", "met", "open"]
    drilled.accept("n1", "u-water", unit="u-water")
    assert drilled.outcomes() == ["open", "met", "open", "met", "met"]


def test_time_stands_while_the_drill_is_paused() -> None:
    drilled = Drilled()
    drilled.plan(report(1, expect("accepted", 100), expect("arrived", 100)))
    drilled.give(1, "n1")
    drilled.wait(50)
    drilled.pause(3600)
    drilled.wait(50)
    drilled.accept("n1", "w1")
    found = by_what(drilled)
    assert (found["accepted"].outcome, found["accepted"].took_s) == ("met", 100)
    drilled.tell(d.DrillPaused(why="real_event"))
    drilled.wait(86_400)
    assert drilled.outcomes() == ["met", "open"], "a day of real work is not the drill's"
    drilled.end()
    made = drilled.evaluation()
    assert made.paused_s == 3600 + 86_400
    assert made.lasted_s == 100


def test_an_inject_that_was_skipped_held_or_could_not_be_given_is_nobodys_fault() -> None:
    drilled = Drilled()
    drilled.plan(*(report(n, expect("accepted")) for n in (1, 2, 3)))
    drilled.tell(d.InjectSkipped(inject="i1", by="dir", reason="超时"), d.InjectHeld(inject="i2", by="dir"))
    drilled.tell(d.InjectGiven(inject="i3", serial=3, failed="bad_place"))
    drilled.wait(9999)
    drilled.end()
    assert drilled.outcomes() == ["not_given"] * 3
    assert [(one.state, one.why) for one in drilled.evaluation().injects] == [
        ("skipped", "超时"),
        ("held", ""),
        ("given", "bad_place"),
    ]


def test_a_repeated_inject_is_judged_again_by_itself() -> None:
    drilled = Drilled()
    first = report(1, expect("accepted"))
    drilled.plan(first)
    drilled.give(1, "n1")
    drilled.accept("n1", "w1")
    drilled.tell(d.InjectPlanned(id="again", inject=first, due=START, by="dir", repeats="i1"))
    drilled.tell(drilled.filed("n2"), d.InjectGiven(inject="again", serial=1, incident="n2"))
    drilled.wait(301)
    assert drilled.outcomes() == ["met", "missed"]


def test_a_call_is_filed_when_an_operator_files_something_near_of_its_kind_first() -> None:
    drilled = Drilled()
    call = s.CallInject(text="树倒了", category="event.0202", place=Place(grid=GRID))
    other = s.CallInject(text="内涝", category="event.0404", place=Place(grid=GRID))
    far = s.CallInject(text="在别处", category="event.0202", place=Place(lat=20.1, lon=110.4))
    drilled.plan(
        *(inject(n, one, expect("stored"), expect("accepted")) for n, one in ((1, call), (2, other), (3, far)))
    )
    for n in (1, 2, 3):
        drilled.give(n, to=["dir"])
    drilled.wait(10)
    drilled.tell(drilled.filed("n9", reporter="w2", category="event.0202"))
    assert drilled.outcomes() == ["open"] * 6, "a worker's own report is no answer to a call"
    drilled.tell(drilled.filed("n2", reporter="op", category="event.0404"))
    drilled.accept("n2", "w1")
    assert drilled.outcomes() == ["open", "open", "met", "met", "open", "open"]
    drilled.tell(drilled.filed("n1", reporter="op", category="event.0999"))
    assert drilled.outcomes()[:2] == ["met", "open"], "called by another name, it is still that call"


def test_an_inject_that_is_merged_into_an_incident_counts_what_is_done_there_and_still_holds() -> None:
    drilled = Drilled()
    drilled.plan(report(1), report(2, expect("stored"), expect("accepted"), expect("done")))
    drilled.give(1, "n1")
    drilled.accept("n1", "w1")
    merged = f.ReportMerged(
        incident="n1", report="r2", category="event.0101", disposition="help", priority=2, reasons=[],
        place=drilled.filed("x").place, reporter="", reported_at=START,
    )  # fmt: skip
    drilled.wait(100)
    drilled.tell(merged, d.InjectGiven(inject="i2", serial=2, incident="n1"))
    assert [(one.outcome, one.took_s) for one in assess(drilled.entries)] == [("met", 0), ("met", 0), ("open", None)]


@pytest.mark.parametrize(
    ("was", "switched", "wanted", "outcome"),
    [
        (0, 3, "3", "met"),
        (0, 2, "Ⅲ", "met"),  # graver on the way up passes it
        (0, 4, "3", "open"),
        (1, 3, "3", "met"),
        (1, 2, "3", "open"),  # on the way down it is not there yet
        (3, 3, "3", "met"),  # in force already
        (2, 0, "0", "met"),
    ],
)
def test_a_level_is_met_by_itself_or_by_a_graver_one_on_the_way_up(
    was: Any, switched: Any, wanted: str, outcome: str
) -> None:
    drilled = Drilled(d.DrillPlan(name="级别", participants=CAST, level=was))
    warning = s.WarningInject(event="11B01", colour="red", areas=["460107"])
    drilled.plan(inject(1, warning, expect("switched", value=wanted)))
    drilled.give(1, made="w1")
    if switched != was:
        drilled.tell(
            f.ModeSwitched(
                version=1,
                level=switched,
                was=was,
                threat="typhoon",
                response_plan="p",
                plan_version=1,
                by="op",
                second="co",
            )
        )
    assert drilled.outcomes() == [outcome]


def test_a_warnings_proposal_stands_before_its_inject_in_the_same_transaction() -> None:
    drilled = Drilled()
    warning = s.WarningInject(event="11B01", colour="red", areas=["460107"])
    drilled.plan(inject(1, warning, expect("proposed", 5), expect("proposal_taken", 60, who="coordinator")))
    reason = f.ProposalReason(warning="w1", hazard="typhoon", level=2)
    drilled.tell(
        f.ProposalMade(proposal="p1", area="460107", hazard="typhoon", level=2, reasons=[reason], due=START),
        d.InjectGiven(inject="i1", serial=1, made="w1"),
    )
    drilled.wait(30)
    drilled.tell(f.ProposalTaken(proposal="p1", area="460107", by="op", due=START))
    assert drilled.outcomes() == ["met", "open"]
    drilled.tell(f.ProposalTaken(proposal="p1", area="460107", by="co", due=START))
    assert drilled.outcomes() == ["met", "met"]


def test_an_alert_counts_in_the_warnings_areas_only() -> None:
    drilled = Drilled()
    drilled.plan(inject(1, s.WarningInject(event="x", colour="red", areas=["460107001"]), expect("alerted")))
    drilled.give(1, made="w1")
    sent = f.AlertSent(
        alert="a", area="460107002", roles=["worker"], level="warning", text="x", people=3, by="op", until=START
    )
    drilled.tell(sent)
    assert drilled.outcomes() == ["open"]
    drilled.tell(msgspec.structs.replace(sent, area="460107001001"))
    assert drilled.outcomes() == ["met"]


def test_the_silent_one_is_noticed_when_somebody_finds_them_out_of_contact() -> None:
    drilled = Drilled()
    drilled.plan(inject(1, s.SilentInject(people=["w1"]), expect("noticed", 600, who="operator")))
    drilled.tell(d.ParticipantSilenced(person="w1", inject="i1", due=START))
    drilled.give(1, made="w1")
    drilled.wait(60)
    drilled.tell(f.ContactLost(area=GRID, people={"w2": "王二"}, since=START, told=["op"], due=START))
    assert drilled.outcomes() == ["open"]
    drilled.tell(f.ContactLost(area=GRID, people={"w1": "王一"}, since=START, told=["op"], due=START))
    assert drilled.outcomes() == ["met"]
    made = {one.person: one.lost for one in drilled.evaluation().people}
    assert (made["w1"], made["w2"]) == (0, 1), "an inject silenced the first one: no fault of theirs"


def test_a_message_is_answered_by_the_first_and_a_contact_test_by_everybody_who_is_still_there() -> None:
    drilled = Drilled()
    drilled.plan(
        inject(1, s.MessageInject(text="环卫问", to=["operator"]), expect("answered", 60)),
        inject(2, s.ContactInject(), expect("answered", 60), expect("answered", 60, who="w2")),
    )
    drilled.give(1, to=["op"])
    drilled.give(2, to=["w1", "w2", "op"])
    drilled.wait(5)
    for person, one in (("op", "i1"), ("op", "i2"), ("w2", "i2")):
        drilled.tell(d.InjectAnswered(inject=one, person=person, took_s=5))
    assert drilled.outcomes() == ["met", "open", "met"]
    drilled.wait(5)
    drilled.tell(d.ParticipantTaken(person="w1"))
    assert drilled.outcomes() == ["met", "met", "met"]
    assert drilled.evaluation().contacts.answered == 2
    assert drilled.evaluation().contacts.taken == 1


def test_only_an_observer_can_say_that_something_was_noted() -> None:
    drilled = Drilled()
    drilled.plan(report(1, expect("noted", 100), expect("accepted", 100)))
    drilled.give(1, "n1")
    drilled.wait(50)
    drilled.tell(d.ObserverNoted(id="x", text="没看到", inject="i1", expectation=0, seen=False, by="obs"))
    drilled.tell(d.ObserverNoted(id="y", text="接单", inject="i1", expectation=1, seen=True, by="obs"))
    assert drilled.outcomes() == ["open", "open"], "what programs can see, nobody needs to say"
    drilled.tell(d.ObserverNoted(id="z", text="已口头通知", inject="i1", expectation=0, seen=True, by="obs"))
    assert drilled.outcomes() == ["met", "open"]


def test_after_the_end_nothing_is_done_any_more() -> None:
    drilled = Drilled()
    drilled.plan(report(1, expect("accepted", 1000)))
    drilled.give(1, "n1")
    drilled.wait(10)
    drilled.end()
    before = drilled.evaluation()
    drilled.wait(10)
    drilled.accept("n1", "w1")
    drilled.tell(d.ImprovementSet(id="m1", text="加强值守", by="co"))
    assert drilled.evaluation() == before


# --- laws ---------------------------------------------------------------------------------------------------------

PEOPLE = st.sampled_from(["w1", "w2"])
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["give", "offer", "accept", "en_route", "on_scene", "done", "expire", "answer", "pause", "note"]
        ),
        st.integers(1, 4),
        PEOPLE,
        st.integers(0, 200),
    ),
    max_size=40,
)


def played(acts: list[tuple[str, int, str, int]], *, ends: bool = True) -> Drilled:
    """Whatever happens: injects given in any order, steps by anybody, pauses, an end."""
    drilled = Drilled()
    limits = [expect(one, 90 + 40 * n) for n, one in enumerate(STEPS)]
    drilled.plan(
        report(1, *limits),
        report(2, expect("noted", 100), expect("referred", 50), *limits),
        inject(3, s.ContactInject(), expect("answered", 120)),
        report(4, *limits[1:]),
    )
    for act, n, person, seconds in acts:
        drilled.wait(seconds)
        _act(drilled, act, n, person, seconds)
    if ends:
        drilled.end()
    return drilled


def _act(drilled: Drilled, act: str, n: int, person: str, seconds: int) -> None:
    match act:
        case "give":
            drilled.give(n, None if n == 3 else f"n{n}", to=["w1", "w2"] if n == 3 else [])
        case "offer":
            drilled.offer(f"n{n}", person)
        case "accept":
            drilled.accept(f"n{n}", person)
        case "expire":
            drilled.expire(f"n{n}", person)
        case "answer":
            drilled.tell(d.InjectAnswered(inject="i3", person=person, took_s=1))
        case "pause":
            drilled.pause(seconds)
        case "note":
            drilled.tell(
                d.ObserverNoted(id=f"x{seconds}", text="x", inject=f"i{n}", expectation=0, seen=True, by="obs")
            )
        case _:
            drilled.advance(f"n{n}", person, act)


@settings(max_examples=120)
@given(ACTS)
def test_every_expectation_has_exactly_one_outcome(acts: list[tuple[str, int, str, int]]) -> None:
    drilled = played(acts)
    found = assess(drilled.entries)
    wanted = [(f"i{n}", index) for n, size in ((1, 6), (2, 8), (3, 1), (4, 5)) for index in range(size)]
    assert [(one.inject, one.index) for one in found] == wanted
    everything = drilled.evaluation().counts[0]
    assert sum(getattr(everything, one) for one in ("met", "late", "missed", "open", "not_given")) == len(wanted)
    for one in found:
        assert (one.took_s is not None) == (one.outcome in ("met", "late"))
        assert (one.given_at is None) == (one.outcome == "not_given")
        if one.took_s is not None:
            assert (one.outcome == "met") == (one.took_s <= one.expectation.within_s)


@settings(max_examples=60)
@given(ACTS, st.data())
def test_a_longer_story_never_undoes_what_was_done(acts: list[tuple[str, int, str, int]], data: Any) -> None:
    entries = played(acts).entries
    cut = data.draw(st.integers(1, len(entries)))
    early, all_of_it = assess(entries[:cut]), assess(entries)
    later = {(one.inject, one.index): one for one in all_of_it}
    for one in early:
        if one.outcome in ("met", "late"):
            assert later[one.inject, one.index] == one
        if one.outcome == "missed":
            assert later[one.inject, one.index].outcome in ("missed", "late")


@settings(max_examples=60)
@given(ACTS, st.integers(1, 10**6), st.data())
def test_a_pause_changes_nothing_but_the_clock_on_the_wall(
    acts: list[tuple[str, int, str, int]], seconds: int, data: Any
) -> None:
    plain = played(acts).entries
    cut = data.draw(st.integers(len(CAST) + 5, len(plain) - 1))
    began, shift = plain[cut - 1].at, timedelta(seconds=seconds)
    if isinstance(plain[cut - 1].fact, d.DrillPaused) or isinstance(plain[cut].fact, d.InjectGiven):
        return  # it stands already, or it would stand in the middle of a transaction
    before = [*plain[:cut], Entry(0, began, d.DrillPaused(why="director"))]
    after = [Entry(0, began + shift, resumed(began, seconds))]
    after += [Entry(one.number, one.at + shift, _put_off(one.fact, shift)) for one in plain[cut:]]
    paused = [Entry(n, one.at, one.fact) for n, one in enumerate([*before, *after], 1)]
    one, other = evaluate(plain), evaluate(paused)
    assert one is not None
    assert other is not None
    assert _timeless(one) == _timeless(other)


def _put_off(fact: Any, shift: timedelta) -> Any:
    return (
        msgspec.structs.replace(fact, reported_at=fact.reported_at + shift)
        if hasattr(fact, "reported_at") and fact.reported_at
        else fact
    )


def _timeless(made: Evaluation) -> Any:
    verdicts = [(x.outcome, x.took_s, x.by) for one in made.injects for x in one.expected]
    return verdicts, made.lasted_s, made.figures, made.counts, [one.took_s for one in made.asked]
