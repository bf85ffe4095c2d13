"""The four kinds of time: what counts, what stands still, and that adding and measuring agree."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain.worktime import LOCAL, Calendar, Kind, add, between, counted, due_after, moved_by_pause

# Of 2026: the days round the Spring Festival and National Day, as announced.
FESTIVAL = frozenset(date(2026, 2, day) for day in (16, 17, 18, 19, 20, 23))
NATIONAL = frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7))
MAKE_UP = frozenset({date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 10, 10)})
CALENDAR = Calendar(FESTIVAL | NATIONAL, MAKE_UP, 2026)

kinds = st.sampled_from(["urgent_hours", "working_hours", "working_days", "calendar_days"])
working = st.sampled_from(["working_hours", "working_days"])
FIRST = datetime(2026, 1, 20, tzinfo=UTC)
moments = st.timedeltas(timedelta(), timedelta(days=285)).map(lambda after: FIRST + after)
spans = st.timedeltas(timedelta(), timedelta(hours=200))


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("kind", "start", "amount", "due"),
    [
        ("urgent_hours", local(3, 7, 23), 2, local(3, 8, 1)),  # a Saturday night
        ("calendar_days", local(2, 16, 9), 3, local(2, 19, 9)),  # through the festival
        ("working_hours", local(3, 4, 11), 2, local(3, 4, 15)),  # over noon
        ("working_hours", local(3, 4, 8), 4, local(3, 4, 12)),  # over at noon, not after it
        ("working_hours", local(3, 4, 12, 30), 1, local(3, 4, 15)),  # reported at lunch
        ("working_hours", local(3, 6, 17), 2, local(3, 9, 9)),  # over a weekend
        ("working_days", local(3, 4, 10), 1, local(3, 5, 10)),
        ("working_days", local(3, 4, 0), 1, local(3, 4, 18)),
        ("working_days", local(2, 13, 10), 1, local(2, 14, 10)),  # a Saturday that makes up for the festival
        ("working_days", local(2, 14, 10), 1, local(2, 24, 10)),  # and then nine days off
        ("working_days", local(9, 30, 17), 5, local(10, 13, 17)),  # National Day; 10-10 is a working Saturday
    ],
)
def test_a_limit_is_due_when_its_kind_of_time_has_run(
    kind: Kind, start: datetime, amount: float, due: datetime
) -> None:
    assert add(kind, start, amount, CALENDAR) == due


@given(kinds, moments, spans)
def test_what_was_added_is_what_is_measured(kind: Kind, start: datetime, span: timedelta) -> None:
    assert counted(kind, start, due_after(kind, start, span, CALENDAR), CALENDAR) == span


@given(kinds, moments, moments)
def test_what_was_measured_leads_back_unless_nothing_counted_in_between(kind: Kind, a: datetime, b: datetime) -> None:
    a, b = sorted((a, b))
    due = due_after(kind, a, counted(kind, a, b, CALENDAR), CALENDAR)
    assert due <= b
    assert counted(kind, due, b, CALENDAR) == timedelta()


@given(kinds, moments, spans, spans)
def test_a_longer_limit_is_never_due_sooner_and_a_later_start_never_ends_sooner(
    kind: Kind, start: datetime, one: timedelta, more: timedelta
) -> None:
    assert due_after(kind, start, one, CALENDAR) <= due_after(kind, start, one + more, CALENDAR)
    assert due_after(kind, start, one, CALENDAR) <= due_after(kind, start + more, one, CALENDAR)


@given(kinds, moments, spans, spans)
def test_a_limit_can_be_run_in_two_pieces(kind: Kind, start: datetime, one: timedelta, two: timedelta) -> None:
    first = due_after(kind, start, one, CALENDAR)
    assert due_after(kind, first, two, CALENDAR) == due_after(kind, start, one + two, CALENDAR)


@given(working, moments, st.timedeltas(timedelta(microseconds=1), timedelta(hours=200)))
def test_working_time_is_only_ever_due_within_working_hours(kind: Kind, start: datetime, span: timedelta) -> None:
    due = due_after(kind, start, span, CALENDAR).astimezone(LOCAL)
    assert CALENDAR.is_worked(due.date())
    assert any(opens < due.replace(tzinfo=None) <= closes for opens, closes in CALENDAR.windows(due.date()))


@given(working, moments)
def test_no_working_time_passes_outside_the_windows(kind: Kind, moment: datetime) -> None:
    minute = timedelta(minutes=1)
    start = moment.astimezone(LOCAL).replace(second=0, microsecond=0)
    inside = CALENDAR.is_worked(start.date()) and (8 <= start.hour < 12 or 14 <= start.hour < 18)
    assert counted(kind, start, start + minute, CALENDAR) == (minute if inside else timedelta())


@given(kinds, moments, spans, spans, spans)
def test_a_suspended_limit_has_left_what_it_had_when_it_stopped(
    kind: Kind, start: datetime, span: timedelta, until: timedelta, pause: timedelta
) -> None:
    due = due_after(kind, start, span, CALENDAR)
    stopped, started = start + until, start + until + pause
    moved = moved_by_pause(kind, due, stopped, started, CALENDAR)
    if due < stopped:
        assert moved == due
    else:
        assert counted(kind, started, moved, CALENDAR) == counted(kind, stopped, due, CALENDAR)
        run = counted(kind, start, stopped, CALENDAR) + counted(kind, started, moved, CALENDAR)
        assert run == span


@given(moments, st.integers(0, 400))
def test_a_working_day_is_eight_working_hours(start: datetime, eighths: int) -> None:
    assert add("working_days", start, eighths / 8, CALENDAR) == add("working_hours", start, eighths, CALENDAR)
    end = start + timedelta(hours=eighths)
    hours = between("working_hours", start, end, CALENDAR)
    assert between("working_days", start, end, CALENDAR) == pytest.approx(hours / 8)


@given(kinds, moments, moments)
def test_measured_backwards_it_is_as_much_less_than_nothing(kind: Kind, a: datetime, b: datetime) -> None:
    assert between(kind, a, b, CALENDAR) == -between(kind, b, a, CALENDAR)


def test_less_than_nothing_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        add("working_days", local(3, 4, 10), -1, CALENDAR)
