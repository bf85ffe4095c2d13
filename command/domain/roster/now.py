"""Who is on duty at an instant: the one answer for screens, dispatcher and statistics."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from command.domain.roster.resolve import Roster, Turn

_INSTANT = timedelta(microseconds=1)
GRACE = timedelta(minutes=10)
"""Ours: who is not there so long after the start is absent."""

DutyState = Literal["rostered", "extra", "staying", "expected", "absent"]
PRESENT: tuple[DutyState, ...] = ("rostered", "extra", "staying")
"""Who of them is on duty: as the roster says, beside it, or still finishing their work after the shift."""


class Presence(Struct, frozen=True):
    """Somebody checked in at `since`, and out at `until` (UTC) if at all. `staying`: since when their shift is over."""

    person: str
    since: datetime
    until: datetime | None = None
    staying: datetime | None = None


class OnDuty(Struct, frozen=True):
    """Somebody who is on duty, or should be. `turn`: what the roster says of them then; `since`: checked in."""

    person: str
    state: DutyState
    turn: Turn | None = None
    since: datetime | None = None


def scheduled(roster: Roster, person: str, t: datetime) -> Turn | None:
    """The one stretch of the roster that has the person at `t`, stand-by included; None: nothing has."""
    return next((one for one in roster.turns_of(person, t, t + _INSTANT) if one.covers(t)), None)


def standby_at(roster: Roster, t: datetime, area: str = "") -> list[Turn]:
    """备班: who is on the stand-by list at `t`. They are not on duty and may be at home.

    `area`: only of groups whose area lies in it, or that it lies in (a grid of theirs, say).
    """
    near = [one.id for one in roster.groups.values() if one.area.startswith(area) or area.startswith(one.area)]
    turns = roster.turns(t, t + _INSTANT, near)
    return [one for one in turns if one.shift.kind == "standby" and one.person and one.covers(t)]


def on_duty_at(roster: Roster, presences: Iterable[Presence], t: datetime, *, grace: timedelta = GRACE) -> list[OnDuty]:
    """Everybody who is there at `t`, and everybody who should be: one entry a person, in the order of their ids."""
    turns = {
        one.person: one
        for one in roster.turns(t, t + _INSTANT)
        if one.person is not None and one.shift.kind != "standby" and one.covers(t)
    }
    here = {one.person: one for one in presences if one.since <= t and (one.until is None or t < one.until)}
    return [
        _state(person, turns.get(person), here.get(person), t, grace) for person in sorted(turns.keys() | here.keys())
    ]


def _state(person: str, turn: Turn | None, presence: Presence | None, t: datetime, grace: timedelta) -> OnDuty:
    if presence is None:
        late = turn is not None and t >= turn.starts + grace
        return OnDuty(person, "absent" if late else "expected", turn)
    if turn is not None:
        return OnDuty(person, "rostered", turn, presence.since)
    staying = presence.staying is not None and presence.staying <= t
    return OnDuty(person, "staying" if staying else "extra", None, presence.since)
