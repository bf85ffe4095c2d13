"""The formulas by hand: small histories whose figures anybody can work out, and laws that hold for any."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.figures import DEFINITIONS, MEASURES, Case, Figure, Mark, Period, follow, percentile
from command.domain.figures.measures import Measured
from command.domain.figures.period import PeriodError, period_of
from command.domain.limits import span
from command.domain.policy import DEFAULT
from command.domain.worktime import due_after
from command.wire import figure_words
from tests.domain.builder import START, World, only, small_world

LONG = Period(START - timedelta(days=1), START + timedelta(days=400))


def cases_of(world: World, before: datetime | None = None) -> list[Case]:
    """The cases that the world's ledger makes, or made before a moment."""
    found: dict[str, Case] = {}
    for number, at, one in world.ledger:
        if before is None or at < before:
            case, _ = follow(found.get(one.incident or ""), number, at, one.fact)
            if case is not None:
                found[case.id] = case
    return list(found.values())


def marks(world: World, figure: Measured, period: Period | None = None) -> list[Mark]:
    period = period or Period(LONG.start, world.now + timedelta(microseconds=1))
    measured = [MEASURES[figure](case, period) for case in cases_of(world, period.end)]
    return [mark for mark in measured if mark is not None]


def rate(world: World, figure: Measured, period: Period | None = None) -> tuple[int, int]:
    found = marks(world, figure, period)
    return sum(mark.counts for mark in found), len(found)


@pytest.fixture
def world() -> World:
    world = small_world()
    world.on_duty("w1", "w2")
    world.alive |= {"op", "s"}
    return world


def done(world: World, after_s: float = 60) -> None:
    """The only offer is accepted and the work done, a step every minute but the last."""
    (offer,) = world.picture.offers.values()
    world.answer(offer.person, "accept")
    for step in ("en_route", "on_scene"):
        world.wait(60)
        world.advance(offer.person, step)
    world.wait(after_s)
    world.advance(offer.person, "done", note="已办")


def test_work_done_within_its_limit_is_handled_in_time(world: World) -> None:
    world.report(category="grid.dispute")
    done(world)
    assert rate(world, "handled") == rate(world, "handled_in_time") == (1, 1)
    assert rate(world, "closed_cases") == (0, 0), "its closing is not due yet"


def test_work_done_after_its_limit_is_handled_but_not_in_time(world: World) -> None:
    world.report(category="event.0404")
    done(world, after_s=9 * 3600)
    assert (rate(world, "handled"), rate(world, "handled_in_time")) == ((1, 1), (0, 1))


def test_work_that_is_not_due_yet_and_not_done_is_in_no_rate_until_its_limit_passes(world: World) -> None:
    filed = only(world.report(category="grid.dispute"), f.IncidentFiled)
    assert rate(world, "handled") == (0, 0)
    assert filed.handle_by is not None
    world.wait((filed.handle_by - world.now).total_seconds() + 1)
    assert rate(world, "handled") == (0, 1)
    world.wait(1800)
    assert rate(world, "closed_cases") == (0, 1)


def test_settled_void_and_needless_matters_are_not_due_to_be_handled(world: World) -> None:
    world.report(category="grid.dispute", disposition="settled")
    world.report(category="grid.dispute")
    world.report(category="grid.dispute", n=2)
    first, second = sorted(world.picture.incidents)
    world.send("wl", "incident.void", incident=first, reason="误报")
    world.send("op", "incident.close", incident=second, outcome="no_action", note="水已退")
    world.wait(90_000)
    assert rate(world, "handled") == (0, 0)
    assert rate(world, "closed_cases") == (1, 1), "closed as needing nobody"
    assert rate(world, "settled_share") == (1, 3)


def test_an_incident_is_due_in_one_period_only_and_the_past_stays_as_it_was(world: World) -> None:
    filed = only(world.report(category="grid.dispute"), f.IncidentFiled)
    assert filed.handle_by is not None
    middle = filed.handle_by + timedelta(minutes=30)
    early = Period(LONG.start, middle)
    world.wait((middle - world.now).total_seconds() + 3600)
    before = rate(world, "handled", early)
    done(world)
    assert rate(world, "handled", early) == before == (0, 1), "it was not handled when the period ended"
    assert rate(world, "handled", Period(middle, world.now)) == (0, 0)


def test_who_is_reassigned_or_gives_up_was_not_dispatched_right(world: World) -> None:
    world.report(category="grid.dispute")
    assert rate(world, "dispatched_right") == (1, 1)
    (offer,) = world.picture.offers.values()
    world.answer(offer.person, "accept")
    world.advance(offer.person, "failed")
    assert rate(world, "dispatched_right") == (0, 1)
    world.report(category="grid.dispute", n=2)
    second = max(world.picture.incidents)
    world.send("op", "incident.reassign", incident=second, reason="换人")
    assert rate(world, "dispatched_right") == (0, 2)


def test_what_nobody_is_sent_to_counts_against_dispatch_after_a_quarter_of_an_hour() -> None:
    world = small_world()
    world.report()
    assert rate(world, "dispatched_right") == (0, 0)
    world.wait(901)
    assert rate(world, "dispatched_right") == (0, 1)
    world.report("w1", disposition="mine", n=3)
    world.wait(901)
    assert rate(world, "dispatched_right") == (0, 1), "nobody is sent to what its reporter keeps"


def test_phases_are_measured_from_step_to_step(world: World) -> None:
    world.report(category="grid.dispute", at=world.now - timedelta(seconds=30))
    world.wait(10)
    done(world, after_s=300)
    world.wait(600)
    world.send("op", "incident.close", incident=world.incident.id)
    seconds = {figure: [mark.value for mark in marks(world, figure)] for figure in MEASURES if figure.startswith("to_")}
    assert seconds == {
        "to_file": [30], "to_offer": [0], "to_accept": [10], "to_leave": [60], "to_arrive": [60], "to_finish": [300],
        "to_verify": [600], "to_close": [0], "to_help": [30 + 10 + 120],
    }  # fmt: skip
    assert [mark.value for mark in marks(world, "whole")] == [30 + 10 + 120 + 300 + 600]


def test_a_raised_priority_does_not_move_the_limit_that_was_set_at_filing(world: World) -> None:
    world.report(category="event.0501")
    (case,) = cases_of(world)
    world.report("w3", category="event.0501", hazard="life")
    (after,) = cases_of(world)
    assert after.priority < case.priority
    assert after.handle_by == case.handle_by


def test_a_limit_that_a_more_urgent_report_brought_forward_is_the_one_that_counts(world: World) -> None:
    world.report(category="event.0501", n=1)
    (offer,) = world.picture.offers.values()
    world.answer(offer.person, "accept")
    before = cases_of(world)[0].handle_by
    merged = only(world.report("w3", category="event.0501", hazard="life"), f.ReportMerged)
    assert merged.handle_by is not None
    (case,) = cases_of(world)
    assert before is not None
    assert case.handle_by == merged.handle_by < before


@given(st.lists(st.floats(0, 1e6), max_size=60), st.floats(0.01, 1))
def test_a_percentile_is_one_of_the_values_and_splits_them_as_it_says(values: Sequence[float], share: float) -> None:
    found = percentile(values, share)
    if not values:
        assert found is None
        return
    assert found is not None
    assert found in values
    below = sum(value <= found for value in values)
    assert below >= share * len(values) - 1e-6
    assert sum(value < found for value in values) < share * len(values) + 1e-6


CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def test_a_day_is_the_districts_day() -> None:
    today, end = period_of("", "", NOW, CHINA)
    assert today == Period(datetime(2026, 11, 21, 16, tzinfo=UTC), NOW)
    assert end == datetime(2026, 11, 22, 16, tzinfo=UTC)
    past, end = period_of("2026-11-01", "2026-11-02", NOW, CHINA)
    assert past == Period(datetime(2026, 10, 31, 16, tzinfo=UTC), datetime(2026, 11, 2, 16, tzinfo=UTC))
    assert end == past.end


@given(st.dates(date(2025, 12, 1), date(2027, 12, 1)), st.dates(date(2025, 12, 1), date(2027, 12, 1)))
def test_any_two_days_are_a_period_or_say_why_not(first: date, last: date) -> None:
    begins, length = datetime(first.year, first.month, first.day, tzinfo=CHINA), (last - first).days + 1
    why = "future" if begins >= NOW else "backwards" if length < 1 else "too_long" if length > 367 else None
    if why is not None:
        with pytest.raises(PeriodError, match=why):
            period_of(first.isoformat(), last.isoformat(), NOW, CHINA)
        return
    period, end = period_of(first.isoformat(), last.isoformat(), NOW, CHINA)
    assert period.start == begins < period.end <= NOW
    assert end - begins == timedelta(days=length)


def test_every_figure_has_a_formula_in_both_languages_and_a_source() -> None:
    for figure, one in DEFINITIONS.items():
        assert one.formula
        assert one.formula_en
        assert bool(one.kinds) != (figure in MEASURES), "either counted or measured"
    figures: set[Figure] = set(DEFINITIONS)
    assert set(MEASURES) <= figures


def test_the_page_of_formulas_is_what_the_code_says() -> None:
    assert figure_words.main(check=True) == 0, "python -m command.wire.figure_words"


@pytest.mark.parametrize("category", ["component.0101", "event.0403", "event.0404", "grid.dispute"])
def test_until_somebody_has_it_an_incident_counts_by_the_limits_of_its_own_category(category: str) -> None:
    world = small_world()
    filed = only(world.report(category=category), f.IncidentFiled)
    assert filed.limits is not None
    due = world.now
    for limit in (filed.limits.dispatch, filed.limits.handle):
        kind, length = span(limit)
        due = due_after(kind, due, length, DEFAULT.calendar)
    (case,) = cases_of(world)
    assert (case.handle_by, case.close_by) == (due, due + DEFAULT.verify)
