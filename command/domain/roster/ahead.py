"""Gaps ahead: too few people on a shift, no duty leader, a watch that nobody has, a week without a station day."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from command.domain.roster.hours import day_of, instant
from command.domain.roster.model import Group, TurnRef
from command.domain.roster.resolve import Roster, Turn

_DAY = timedelta(days=1)
GapKind = Literal["short", "no_leader", "uncovered", "no_station"]


class Gap(Struct, frozen=True, omit_defaults=True):
    """What is missing from `starts` to `ends` (UTC): `have` of `need` people, on a `shift` of a `day` or on none."""

    group: str
    area: str
    kind: GapKind
    starts: datetime
    ends: datetime
    shift: str = ""
    day: date | None = None
    have: int = 0
    need: int = 0


def gaps(roster: Roster, starts: datetime, ends: datetime, groups: Iterable[str] | None = None) -> list[Gap]:
    """Every gap that touches [starts, ends), the nearest first."""
    wanted = sorted(roster.groups if groups is None else set(groups) & roster.groups.keys())
    turns = roster.turns(starts, ends, wanted)
    found: list[Gap] = []
    for id_ in wanted:
        group, own = roster.groups[id_], [one for one in turns if one.group == id_]
        found += _thin(group, own)
        found += (
            _uncovered(group, own, starts, ends) if group.kind == "watch" else _stationless(roster, group, starts, ends)
        )
    return sorted(found, key=lambda gap: (gap.starts, gap.group, gap.kind, gap.shift))


def _thin(group: Group, turns: list[Turn]) -> Iterator[Gap]:
    """Stretches of a shift with fewer people than it needs, or without its leader."""
    by_shift: dict[TurnRef, list[Turn]] = {}
    for turn in turns:
        if turn.shift.name != "+":  # whoever comes in addition makes no gap by going
            by_shift.setdefault(turn.ref, []).append(turn)
    for ref, seats in by_shift.items():
        shift = seats[0].shift
        for starts, ends in _pieces(seats):
            there = [one for one in seats if one.person is not None and one.starts <= starts and one.ends >= ends]
            if len(there) < shift.need:
                yield Gap(group.id, group.area, "short", starts, ends, ref.shift, ref.day, len(there), shift.need)
            if shift.led and not any(one.leads for one in there):
                yield Gap(group.id, group.area, "no_leader", starts, ends, ref.shift, ref.day, len(there), shift.need)


def _pieces(turns: list[Turn]) -> Iterator[tuple[datetime, datetime]]:
    """The stretches between which nothing changes."""
    edges = sorted({edge for one in turns for edge in (one.starts, one.ends)})
    return pairwise(edges)


def _uncovered(group: Group, turns: list[Turn], starts: datetime, ends: datetime) -> Iterator[Gap]:
    """A watch is round the clock: stretches that belong to no shift at all."""
    at = starts
    for turn in sorted((one for one in turns if one.shift.kind == "watch"), key=lambda one: one.starts):
        if turn.starts > at:
            yield Gap(group.id, group.area, "uncovered", at, turn.starts)
        at = max(at, turn.ends)
    if at < ends and group.patterns:
        yield Gap(group.id, group.area, "uncovered", at, ends)


def _stationless(roster: Roster, group: Group, starts: datetime, ends: datetime) -> Iterator[Gap]:
    """Whole local weeks (Monday to Sunday) inside the window in which the group has no day at its station."""
    if not group.patterns:
        return
    first = day_of(starts, roster.zone)
    monday = first + _DAY * (-first.weekday() % 7)
    while True:
        begins, over = (_midnight(roster, monday), _midnight(roster, monday + 7 * _DAY))
        if over > ends:
            return
        week = (
            roster.turns(begins, over, [group.id]) if begins >= starts and monday >= group.patterns[0].begins else None
        )
        if week is not None and not any(
            one.shift.kind == "station" and one.person and begins <= one.starts for one in week
        ):
            yield Gap(group.id, group.area, "no_station", begins, over, need=1)
        monday += 7 * _DAY


def _midnight(roster: Roster, day: date) -> datetime:
    return instant(day, time(), roster.zone)
