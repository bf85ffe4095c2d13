"""Everything that is wrong with what somebody writes into a roster, each refusal with the `field` it is about.

A rule refuses with the first of them; a form shows all. Fields are paths into the request, such as
`pattern.lines.0.cycle.3` (counted from 0).
"""

from collections.abc import Iterable, Iterator
from datetime import time

from msgspec import Struct

from command.domain.draft import Draft
from command.domain.policy import Policy
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Line, Pattern, Shift, Window
from command.domain.rostering.above import name_of

_DAY_MIN = 24 * 60


class Note(Struct, frozen=True):
    """Not wrong, but not what is usual: `code` says what, `field` where, `shift` on which."""

    code: str
    field: str
    shift: str


def person_faults(draft: Draft, people: Iterable[tuple[str, str]]) -> Iterator[Refusal]:
    """Those (field, person) who have no active account of a person."""
    for field, person in people:
        known = draft.picture.people.get(person)
        if known is None or not known.active or {"kiosk", "device"}.intersection(known.roles):
            yield refuse("member_unknown", person=person, field=field)


def pattern_faults(draft: Draft, pattern: Pattern) -> Iterator[Refusal]:
    """What is wrong with a pattern by itself, whoever else is rostered where."""
    yield from person_faults(draft, ((f"pattern.members.{n}", one) for n, one in enumerate(pattern.members)))
    for n, person in enumerate(pattern.members):
        if person in pattern.members[:n]:
            yield refuse("member_twice", name=name_of(draft, person), person=person, field=f"pattern.members.{n}")
    shifts = [line.shift for line in pattern.lines]
    yield from shift_faults(shifts, "pattern.lines.{}.shift")
    for n, line in enumerate(pattern.lines):
        yield from _seat_faults(line, len(pattern.members), f"pattern.lines.{n}.cycle")


def shift_faults(shifts: list[Shift], path: str) -> Iterator[Refusal]:
    """Names that come twice, and rounds that are not within their shift. `path`: with `{}` for the shift's place."""
    for n, shift in enumerate(shifts):
        if shift.name in {one.name for one in shifts[:n]}:
            yield refuse("shift_twice", shift=shift.name, field=f"{path.format(n)}.name")
        after = 0
        for number, window in enumerate(shift.rounds):
            starts, ends = _minutes(shift, window)
            if not after <= starts < ends <= _length(shift):
                yield refuse(
                    "round_outside",
                    shift=shift.name,
                    round=number + 1,
                    starts=window.starts,
                    ends=window.ends,
                    field=f"{path.format(n)}.rounds.{number}",
                )
            after = max(after, ends)


def notes_of(shifts: list[Shift], policy: Policy, path: str) -> list[Note]:
    """What is not as §3 of the domain facts has it: a watch of two with a leader, two rounds a day of two hours [P]."""
    found = []
    for n, shift in enumerate(shifts):
        where = path.format(n)
        if shift.kind == "watch" and shift.need < 2:
            found.append(Note("watch_thin", f"{where}.need", shift.name))
        if shift.kind == "watch" and not shift.led:
            found.append(Note("watch_unled", f"{where}.led", shift.name))
        if shift.kind == "patrol" and len(shift.rounds) < policy.rounds_a_day:
            found.append(Note("rounds_few", f"{where}.rounds", shift.name))
        for number, window in enumerate(shift.rounds):
            starts, ends = _minutes(shift, window)
            if 0 < ends - starts < policy.round_least.total_seconds() / 60:
                found.append(Note("round_short", f"{where}.rounds.{number}", shift.name))
    return found


def _seat_faults(line: Line, members: int, path: str) -> Iterator[Refusal]:
    for day, seats in enumerate(line.cycle):
        if seats and max(seats) >= members:
            yield refuse(
                "member_place_unknown",
                shift=line.shift.name,
                day=day + 1,
                place=max(seats) + 1,
                members=members,
                field=f"{path}.{day}",
            )


def _minutes(shift: Shift, window: Window) -> tuple[int, int]:
    """A round's begin and end, in minutes since the shift began."""
    begin = _clock(shift.starts)
    starts = (_clock(window.starts) - begin) % _DAY_MIN
    return starts, starts + (_clock(window.ends) - _clock(window.starts)) % _DAY_MIN


def _length(shift: Shift) -> int:
    return (_clock(shift.ends) - _clock(shift.starts)) % _DAY_MIN or _DAY_MIN


def _clock(hours: str) -> int:
    at = time.fromisoformat(hours)
    return at.hour * 60 + at.minute
