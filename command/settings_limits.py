"""The settings that are limits of duty and of safety: so long, so soon, so many. All of them our own defaults [D]."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

_HOUR = 3600


def _within(least: float, most: float, description: str) -> Meta:
    """The bounds of a duration in seconds, said in words too."""
    return Meta(ge=least, le=most, description=f"{description} [{least:.0f} to {most:.0f} s]")


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of `command.settings.Settings`, which says from where they are read."""

    shift_early_s: Annotated[
        float, _within(0, 4 * _HOUR, "Who checks in so long before a shift comes for that shift.")
    ] = 1800.0
    absent_after_s: Annotated[
        float, _within(60, 2 * _HOUR, "Who is not there so long after a shift began is absent (缺岗).")
    ] = 600.0
    left_early_s: Annotated[
        float, _within(0, 2 * _HOUR, "Who goes so long before a shift's end has left early (早退).")
    ] = 300.0
    handover_before_s: Annotated[
        float, _within(60, 4 * _HOUR, "So long before its change a watch can be handed over.")
    ] = 900.0
    handover_again_s: Annotated[
        float, _within(60, 2 * _HOUR, "An unsigned handover is told upward after so long, and again.")
    ] = 900.0
    gaps_ahead_s: Annotated[float, _within(_HOUR, 336 * _HOUR, "Gaps in rosters are told so far ahead.")] = 172_800.0
    swap_answer_s: Annotated[
        float, _within(600, 168 * _HOUR, "A swap not answered or not approved for so long is over.")
    ] = 86_400.0
    rounds_a_day: Annotated[int, Meta(ge=0, le=6, description="Patrols of a grid worker's day (一日双巡).")] = 2
    round_least_s: Annotated[float, _within(0, 8 * _HOUR, "A patrol shorter than this is told as short.")] = 7200.0
    rollcall_again_s: Annotated[
        float, _within(30, _HOUR, "Who is missing at a roll-call is told upward again after so long.")
    ] = 120.0
    silent_again_s: Annotated[
        float, _within(60, _HOUR, "A grid still out of contact is told to the next tier after so long.")
    ] = 600.0
    sos_again_s: Annotated[
        float, _within(5, 300, "A call for help that nobody above has taken rings again after so long.")
    ] = 20.0
    sos_open_s: Annotated[
        float, _within(60, 2 * _HOUR, "One that was taken and is still open rings again after so long.")
    ] = 600.0
    sos_near: Annotated[int, Meta(ge=0, le=50, description="So many of the nearest colleagues are told of one.")] = 5
    timer_period_s: Annotated[
        float, _within(120, 4 * _HOUR, "How often somebody in danger says that they are well.")
    ] = 900.0
    timer_ask_s: Annotated[float, _within(10, _HOUR, "So long before that time they are asked.")] = 60.0
    timer_missed_s: Annotated[float, _within(10, 600, "After so long without an answer silence calls for help.")] = 60.0
    night_begins: Annotated[int, Meta(ge=0, le=23, description="Hour from which flooding is dangerous.")] = 19
    night_ends: Annotated[int, Meta(ge=0, le=23, description="Hour until which it is; the same hour: never.")] = 6


def at_odds(settings: Any) -> str:
    """What two settings that are each within their bounds say against each other; empty when they agree."""
    s = settings
    if s.timer_ask_s >= s.timer_period_s:
        return (
            f"timer_ask_s = {s.timer_ask_s:g} must be shorter than timer_period_s = {s.timer_period_s:g}, or everybody "
            "in danger is asked without end: lower the one or raise the other"
        )
    if s.sos_again_s > s.sos_open_s:
        return (
            f"sos_again_s = {s.sos_again_s:g} must not be longer than sos_open_s = {s.sos_open_s:g}, or a call for "
            "help that nobody has would ring less often than one that somebody has"
        )
    if s.day_opens >= s.day_ends:
        return f"day_opens = {s.day_opens} must be before day_ends = {s.day_ends}, such as 06:00 and 22:00"
    return ""
