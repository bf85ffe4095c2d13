"""Who can be reached, and how we know; grids that fall silent; the order of the ladder."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.facts.reach import Rung, RungOutcome
from command.domain.reach.knowing import ALIVE, Known, contact_of, rungs
from command.domain.reach.ladder import RUNGS, Delays, Outcome, next_rung
from command.domain.reach.watching import watch
from tests.domain.builder import START, World, grid, kinds, none, only, refused, small_world

SILENT = timedelta(seconds=120)


def heard(seconds: float | None, **more: object) -> Known:
    at = START - timedelta(seconds=seconds) if seconds is not None else None
    return Known(heard_at=at, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("people", "state", "why"),
    [
        ([], "unstaffed", "nobody_on_duty"),
        ([heard(3)], "contact", "socket"),
        ([heard(3), heard(300)], "thin", "some_silent"),
        ([heard(60)], "thin", "fading"),
        ([heard(121)], "lost", "silent"),
        ([heard(None)], "lost", "silent"),
        ([heard(None, on_duty_since=START)], "thin", "fading"),
        ([heard(300, report_until=START + timedelta(minutes=5))], "thin", "report"),
        ([heard(300, report_until=START - timedelta(minutes=5))], "lost", "silent"),
    ],
)
def test_a_grid_is_in_contact_thin_out_of_contact_or_without_anybody(people: list[Known], state: str, why: str) -> None:
    found = contact_of(people, START, SILENT)
    assert (found.state, found.why) == (state, why)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6)), max_size=6))
def test_a_grid_where_somebody_lives_is_never_lost_and_one_without_a_sign_never_well(
    ages: list[float | None],
) -> None:
    found = contact_of([heard(age) for age in ages], START, SILENT)
    living = [age for age in ages if age is not None and age <= ALIVE.total_seconds()]
    if living:
        assert found.state in ("contact", "thin")
    elif ages:
        assert found.state in ("thin", "lost")
    assert (found.state == "contact") == (bool(ages) and len(living) == len(ages))


def test_each_way_to_somebody_says_whether_it_could_work_and_how_we_know() -> None:
    known = heard(40, messengers=("wecom",), phone=True)
    assert [(r.way, r.could, r.how) for r in rungs(known, START)] == [
        ("socket", False, "silent"),
        ("messenger", True, "wecom"),
        ("sms", True, "on_file"),
        ("call", True, "on_file"),
    ]
    assert [(r.could, r.how) for r in rungs(Known(), START)] == [
        (False, "never"),
        (False, "not_on_file"),
        (False, "not_on_file"),
        (False, "not_on_file"),
    ]


class Phones:
    """Who was heard of how long ago."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ages: dict[str, float | None] = {}

    def look(self) -> list[f.AnyFact]:
        draft = self.world.draft()
        watch(draft, self.ages.get)
        return self.world._keep(draft)


def watched() -> tuple[World, Phones]:
    world = small_world()
    world.on_duty("w1", "w1b", "w2")
    world.at_post("s", "st", "op")
    phones = Phones(world)
    phones.ages = {"w1": 1, "w1b": 1, "w2": 1}
    world.now += timedelta(minutes=10)
    return world, phones


def test_a_grid_whose_phones_all_fall_silent_is_out_of_contact_and_one_with_a_living_phone_is_not() -> None:
    world, phones = watched()
    assert phones.look() == []
    phones.ages = {"w1": 130, "w1b": 5, "w2": 130}
    lost = only(phones.look(), f.ContactLost)
    assert (lost.area, set(lost.people)) == (grid(2), {"w2"})
    assert lost.since == world.now - timedelta(seconds=130)
    assert {"s", "op"} <= set(lost.told)
    assert phones.look() == []
    phones.ages["w1b"] = 125
    assert only(phones.look(), f.ContactLost).area == grid(1)


def test_it_goes_up_until_it_is_heard_of_again() -> None:
    world, phones = watched()
    phones.ages["w2"] = 130
    phones.look()
    assert only(world.wait(600), f.ContactEscalated).level == 2
    assert only(world.wait(600), f.ContactEscalated).level == 3
    phones.ages["w2"] = 60
    assert phones.look() == [], "between silent and alive nothing flickers"
    phones.ages["w2"] = 2
    regained = only(phones.look(), f.ContactRegained)
    assert (regained.how, regained.person) == ("socket", "w2")
    assert none(world.wait(3600), f.ContactEscalated)


def test_where_nobody_is_on_duty_nobody_is_missed() -> None:
    world, phones = watched()
    phones.ages["w2"] = 130
    phones.look()
    world.send("w2", "duty.check_out")
    assert only(phones.look(), f.ContactRegained).how == "off_duty"
    assert phones.look() == []


def test_who_has_just_come_on_duty_is_not_missed_at_once() -> None:
    world, phones = watched()
    world.on_duty("w3")
    phones.ages["w3"] = None
    assert phones.look() == []
    world.now += timedelta(seconds=121)
    assert only(phones.look(), f.ContactLost).area == grid(3)


def test_what_a_radio_said_counts_for_a_stated_time_and_no_longer() -> None:
    world, phones = watched()
    phones.ages["w2"] = 130
    phones.look()
    data = {"about": "w2", "how": "radio", "said_by": "李组长", "minutes": 30}
    facts = world.send("op", "contact.report", said_at=world.now - timedelta(minutes=5), **data)
    assert kinds(facts) == ["ContactReported", "ContactRegained"]
    phones.ages["w2"] = 1800
    world.now += timedelta(minutes=24)
    assert phones.look() == []
    assert kinds(world.wait(60)) == ["ContactLapsed"]
    assert only(phones.look(), f.ContactLost).area == grid(2)


def test_a_whole_grid_can_be_reported_too_and_only_by_who_answers_for_it() -> None:
    world, phones = watched()
    phones.ages["w2"] = 130
    phones.look()
    data = {"about": grid(2), "how": "runner", "said_by": "志愿者", "said_at": world.now}
    world.person("s2", "supervisor", "460107002")
    assert refused(world.send("s2", "contact.report", **data)) == "contact_unknown"
    assert refused(world.send("op", "contact.report", **{**data, "about": "nobody"})) == "contact_unknown"
    old = {**data, "said_at": world.now - timedelta(hours=2)}
    assert refused(world.send("op", "contact.report", **old)) == "contact_too_old"
    assert only(world.send("s", "contact.report", **data), f.ContactRegained).how == "report"
    assert phones.look() == []


DELAYS = Delays()


def climbed(outcomes: list[tuple[Rung, RungOutcome, int]], *, live: bool = True) -> tuple[Rung, float] | None:
    tried = {rung: Outcome(outcome, START + timedelta(seconds=at)) for rung, outcome, at in outcomes}
    found = next_rung(START, tried, DELAYS, live=live)
    return None if found is None else (found[0], (found[1] - START).total_seconds())


def test_each_rung_waits_for_the_one_before_and_one_that_cannot_work_burns_no_time() -> None:
    assert climbed([]) == ("messenger", 15)
    assert climbed([("messenger", "sent", 16)]) == ("sms", 36)
    assert climbed([("messenger", "skipped", 15)]) == ("sms", 15)
    assert climbed([("messenger", "skipped", 15), ("sms", "failed", 15)]) == ("call", 25), "a person telephones"
    assert climbed([("messenger", "sent", 15), ("sms", "sent", 36)]) == ("call", 61)
    assert climbed([("messenger", "sent", 15), ("sms", "sent", 36), ("call", "sent", 61)]) is None


def test_whose_phone_is_silent_the_messenger_is_tried_at_once() -> None:
    assert climbed([], live=False) == ("messenger", 0)


@given(st.lists(st.sampled_from(["sent", "skipped", "failed"]), max_size=3), st.booleans(), st.floats(0, 300))
def test_rungs_come_in_order_each_once_and_never_before_the_one_below(
    outcomes: list[RungOutcome], live: bool, spent: float
) -> None:
    tried: dict[Rung, Outcome] = {}
    last = START
    for outcome in outcomes:
        found = next_rung(START, tried, DELAYS, live=live)
        assert found is not None
        assert found[0] == RUNGS[len(tried)]
        assert found[1] >= last
        last = found[1] + timedelta(seconds=spent)
        tried[found[0]] = Outcome(outcome, last)
    assert (next_rung(START, tried, DELAYS, live=live) is None) == (len(outcomes) == 3)


def test_what_may_wait_longer_for_its_answer_climbs_more_slowly() -> None:
    assert [Delays().scaled(n).messenger.total_seconds() for n in range(5)] == [15, 15, 30, 75, 150]
    assert Delays().scaled(4).patience == Delays().patience
