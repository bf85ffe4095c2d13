"""排班: who should be where, when. Pure functions over plain values; instants in UTC, days and hours local.

A group's duty comes from layers, one of which wins at each instant: 临时排班 (temporary plan) > 临时顶岗 (override) >
换班 (swap) > 请假 (leave) > the pattern, or the month's plan that stands in its place. Whoever is named twice at one
instant is where the higher layer says; the other seat is empty then, and a gap.
"""

from command.domain.roster.ahead import Gap, gaps
from command.domain.roster.model import (
    RANK,
    DayPlan,
    Group,
    Layer,
    Leave,
    Line,
    Override,
    Pattern,
    Plan,
    Shift,
    Swap,
    TurnRef,
    Window,
)
from command.domain.roster.now import OnDuty, Presence, on_duty_at, scheduled, standby_at
from command.domain.roster.resolve import Roster, Turn

__all__ = [
    "RANK",
    "DayPlan",
    "Gap",
    "Group",
    "Layer",
    "Leave",
    "Line",
    "OnDuty",
    "Override",
    "Pattern",
    "Plan",
    "Presence",
    "Roster",
    "Shift",
    "Swap",
    "Turn",
    "TurnRef",
    "Window",
    "gaps",
    "on_duty_at",
    "scheduled",
    "standby_at",
]
