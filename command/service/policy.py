"""The district's limits as the settings change them."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from command import clock
from command.domain.policy import DEFAULT, Policy
from command.service.workdays import calendar_of
from command.settings import Settings

_SECONDS = (
    "merge_window",
    "silent",
    "press_hold",
    "shift_early",
    "absent_after",
    "left_early",
    "handover_before",
    "handover_again",
    "gaps_ahead",
    "swap_answer",
    "round_least",
    "rollcall_again",
    "silent_again",
    "sos_again",
    "sos_open",
    "timer_period",
    "timer_ask",
    "timer_missed",
)
"""Durations that a setting of the same name (with `_s`) says."""


_DEMO_WAYS = ("wecom", "sms")
"""What stands in for services in a demo that has none."""


def configured_ways(settings: Settings) -> tuple[str, ...]:
    """The messengers and the SMS gateway that there is an account or address for, in the order in which they are
    tried."""
    given = {
        "wecom": settings.wecom_corp_id,
        "dingtalk": settings.dingtalk_app_key,
        "feishu": settings.feishu_app_id,
        "sms": settings.sms_url,
    }
    return tuple(name for name, value in given.items() if value)


def drill_ways_of(settings: Settings) -> tuple[str, ...]:
    """Those of them that a live drill may use too, because `drill_messages` names them. By default none."""
    there = configured_ways(settings) or (_DEMO_WAYS if settings.demo else ())
    return tuple(one for one in there if one in settings.drill_messages)


def policy_of(settings: Settings) -> Policy:
    """Our defaults, with what the settings say in their place."""
    return msgspec.structs.replace(
        DEFAULT,
        **{name: timedelta(seconds=getattr(settings, f"{name}_s")) for name in _SECONDS},
        rounds_a_day=settings.rounds_a_day,
        sos_near=settings.sos_near,
        night=(settings.night_begins, settings.night_ends),
        day=(time.fromisoformat(settings.day_opens), time.fromisoformat(settings.day_ends)),
        evening=time.fromisoformat(settings.evening_at),
        zone=ZoneInfo(settings.timezone),
        sampling=settings.settled_sample,
        public_real=not settings.demo,
        drill_ways=drill_ways_of(settings),
        public_sender=settings.public_sender or f"gridcommand@{settings.district}",
        sitrep_issuer=settings.sitrep_issuer,
        sitrep_receiver=settings.sitrep_receiver,
        public_sender_name=settings.public_sender_name,
        calendar=calendar_of(settings.workdays, clock.district_now().date()),
    )
