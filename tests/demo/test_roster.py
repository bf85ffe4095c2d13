"""The demo's roster is whole: a watch round the clock, a station day a week, two rounds a day, somebody each night."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from command.domain import facts as f
from command.domain.fold import apply
from command.domain.picture import Picture
from command.domain.roster import Roster, gaps, standby_at
from command.domain.situation import roster_of
from command.domain.worktime import LOCAL
from tests.demo.test_demo import PEOPLE
from workers.demo.roster import WATCH, demo_roster

FACTS = demo_roster(PEOPLE)
MONDAY = datetime(2026, 11, 15, 16, tzinfo=UTC)  # midnight there
WEEK = timedelta(days=7)


def _roster() -> Roster:
    picture = Picture()
    for number, fact in enumerate(FACTS, start=1):
        apply(picture, number, MONDAY, fact)
    return roster_of(picture, LOCAL)


ROSTER = _roster()


def test_it_has_no_gaps_for_a_month() -> None:
    assert gaps(ROSTER, MONDAY, MONDAY + 4 * WEEK) == []


def test_at_least_two_and_a_duty_leader_have_the_watch_at_every_hour() -> None:
    roles = {account.id: account.role for account in PEOPLE.accounts}
    for hour in range(24 * 7):
        t = MONDAY + timedelta(hours=hour)
        on = [one for one in ROSTER.turns(t, t + timedelta(minutes=1), [WATCH]) if one.covers(t)]
        assert len(on) == 3
        assert [roles[one.person or ""] for one in on if one.leads] == ["coordinator"]


def test_between_two_watches_everybody_has_a_day_of_rest() -> None:
    turns = ROSTER.turns(MONDAY, MONDAY + 2 * WEEK, [WATCH])
    for person in {one.person for one in turns}:
        own = sorted((one.starts, one.ends) for one in turns if one.person == person)
        assert all(b[0] - a[1] >= timedelta(hours=24) for a, b in pairwise(own))


def test_each_group_has_one_station_day_a_week_and_two_rounds_on_the_others() -> None:
    turns = [one for one in ROSTER.turns(MONDAY, MONDAY + WEEK) if one.starts >= MONDAY]
    for group in PEOPLE.groups:
        days = {(one.day, one.shift.kind) for one in turns if one.group == group.id and one.shift.kind != "standby"}
        assert Counter(kind for _, kind in days) == {"station": 1, "patrol": 6}
    assert {len(one.shift.rounds) for one in turns if one.shift.kind == "patrol"} == {2}


def test_everybody_is_rostered_and_nobody_works_every_day() -> None:
    turns = ROSTER.turns(MONDAY, MONDAY + WEEK)
    days = Counter(one.person for one in turns if one.shift.kind in ("patrol", "station") and one.starts >= MONDAY)
    assert set(days) == {account.id for account in PEOPLE.workers}
    assert set(days.values()) == {6}
    assert len(standby_at(ROSTER, MONDAY + timedelta(hours=22))) == len(PEOPLE.groups)


def test_it_is_the_same_every_time() -> None:
    assert demo_roster(PEOPLE) == FACTS
    assert all(isinstance(fact, f.GroupRostered) for fact in FACTS)
