"""The district's limits as the settings change them."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from command import clock
from command.domain.policy import DEFAULT, Policy
from command.service.workdays import calendar_of
from command.settings import Settings


def policy_of(settings: Settings) -> Policy:
    """Our defaults, with what the settings say in their place."""
    return msgspec.structs.replace(
        DEFAULT,
        merge_window=timedelta(seconds=settings.merge_window_s),
        silent=timedelta(seconds=settings.silent_s),
        press_hold=timedelta(seconds=settings.press_hold_s),
        day=(time.fromisoformat(settings.day_opens), time.fromisoformat(settings.day_ends)),
        zone=ZoneInfo(settings.timezone),
        sampling=settings.settled_sample,
        calendar=calendar_of(settings.workdays, clock.district_now().date()),
    )
