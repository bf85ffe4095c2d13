"""The country's working days: what was announced, and the district's own word where it was not."""

from datetime import date

import pytest

from command.service.workdays import calendar_of

TODAY = date(2026, 11, 20)


def test_announced_holidays_are_off_and_make_up_days_are_worked() -> None:
    calendar = calendar_of({}, TODAY)
    assert not calendar.is_worked(date(2026, 2, 17))  # Spring Festival, a Tuesday
    assert calendar.is_worked(date(2026, 2, 14))  # a Saturday that makes up for it
    assert not calendar.is_worked(date(2026, 11, 21))
    assert calendar.is_worked(date(2026, 11, 20))


def test_the_districts_own_word_wins_over_what_is_known_and_what_is_guessed() -> None:
    calendar = calendar_of(
        {"2026-02-17": "work", "2026-02-14": "off", "2027-02-20": "work", "2027-02-11": "off"}, TODAY
    )
    worked = [calendar.is_worked(date(*day)) for day in ((2026, 2, 17), (2026, 2, 14), (2027, 2, 20), (2027, 2, 11))]
    assert worked == [True, False, True, False]


def test_the_calendar_says_how_far_it_knows() -> None:
    assert calendar_of({}, TODAY).known_until >= 2026
    assert calendar_of({"2031-01-01": "off"}, TODAY).known_until == 2031


def test_a_correction_that_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-13-01"):
        calendar_of({"2026-13-01": "off"}, TODAY)
