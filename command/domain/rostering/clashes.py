"""Shifts that overlap: one person named twice at one instant by what is being written down."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from command.domain.draft import Draft
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Roster, Turn
from command.domain.rostering.above import name_of


def overlap(draft: Draft, person: str, mine: Turn, other: Turn) -> Refusal:
    """The refusal that names both shifts, in the district's own time."""
    return refuse(
        "shift_overlap",
        person=person,
        name=name_of(draft, person),
        shift=mine.shift.name,
        day=mine.day.isoformat(),
        other=other.shift.name,
        other_day=other.day.isoformat(),
        group=group_name(draft, other.group),
    )


def group_name(draft: Draft, group: str) -> str:
    """The group's name, or its id."""
    known = draft.picture.groups.get(group)
    return known.name if known is not None else group


def first_overlap(draft: Draft, roster: Roster, group: str, starts: datetime, ends: datetime) -> Refusal | None:
    """The first person of `group` who would be on two shifts at once in [starts, ends), by entries of one rank."""
    return next(overlaps(draft, roster, group, starts, ends), None)


def overlaps(draft: Draft, roster: Roster, group: str, starts: datetime, ends: datetime) -> Iterator[Refusal]:
    """Of everybody of `group` who would be on two shifts at once in [starts, ends), the first such pair."""
    seats = roster.named(starts, ends, group)
    of: dict[str, list[Turn]] = {}
    for turn in seats:
        of.setdefault(turn.person or "", []).append(turn)
    for person in sorted(of):
        clash = _clash([one for one in of[person] if one.starts < ends and one.ends > starts], group)
        if clash is not None:
            yield overlap(draft, person, *clash)


def _clash(turns: Iterable[Turn], group: str) -> tuple[Turn, Turn] | None:
    before: list[Turn] = []
    for turn in sorted(turns, key=lambda one: (one.starts, one.ends)):
        for other in before:
            same = turn.layer == other.layer and group in (turn.group, other.group)
            if same and turn.starts < other.ends and other.starts < turn.ends:
                return (turn, other) if turn.group == group else (other, turn)
        before.append(turn)
    return None
