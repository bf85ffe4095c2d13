"""The calendar of the country's working days: what is known of statutory holidays, and the district's own corrections.

The `holidays` library knows the years that the State Council has announced, make-up days included. Later years it can
only guess from the moon, without any make-up day: the setting `workdays` names days as `work` or `off` and wins.
"""

from collections.abc import Mapping
from datetime import date

import holidays

from command.domain.worktime import Calendar

FIRST_YEAR = 2024
YEARS_AHEAD = 3


def calendar_of(corrections: Mapping[str, str], today: date) -> Calendar:
    """The calendar from `FIRST_YEAR` to a few years from today. `corrections`: day (2027-02-06) → `work` or `off`.

    Raises ValueError for a key that is no day.
    """
    years = range(FIRST_YEAR, today.year + YEARS_AHEAD + 1)
    china = holidays.country_holidays("CN", years=years)
    off, make_up = set(china), set(getattr(china, "weekend_workdays", ()))
    known = max((day.year for day in make_up), default=0)
    for text, what in corrections.items():
        day = _day(text)
        known = max(known, day.year)
        (make_up if what == "work" else off).add(day)
        (off if what == "work" else make_up).discard(day)
    return Calendar(frozenset(off), frozenset(make_up), known)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"workdays names {text!r}, which is no day: {error}") from None
