"""Who goes where, for everybody who waits and everybody who is free together; and, to compare, one after the other.

Life first: each priority is settled before the next is looked at, so nothing about life ever pays for anything less.
Among equals the sum of the squares of (waited so far + way still to go) is the least: a square, because one person who
waits twenty minutes is worse than two who wait ten. All figures are our own defaults [D].
"""

import numpy as np
from msgspec import Struct

from command.domain.facts import Priority
from command.domain.surge.matching import Matrix, match

NEXT_FREE_S = 600.0
"""Who gets nobody now is taken to wait so much longer at least."""


class Waiting(Struct, frozen=True, kw_only=True):
    """What waits for somebody. `barred`: people who must not be asked (asked before, the reporter, in it already)."""

    incident: str
    number: int
    priority: Priority
    waited_s: float
    barred: frozenset[str] = frozenset()


class Free(Struct, frozen=True, kw_only=True):
    """Somebody who can be asked. `burden`: the priority of the most urgent thing they have, 5 for nothing."""

    person: str
    burden: int


class Match(Struct, frozen=True, kw_only=True):
    """`row` and `column`: places in the lists that were given; `arrival_s`: how long that person is taken to need."""

    row: int
    column: int
    arrival_s: float


def together(waiting: list[Waiting], free: list[Free], needs_s: Matrix) -> list[Match]:
    """The best assignment. `needs_s` (waiting × free): seconds until that person would be there (`fitness`)."""
    left, found = np.ones(len(free), dtype=bool), list[Match]()
    burdens = np.array([one.burden for one in free], dtype=int)
    for priority in (1, 2, 3, 4):
        rows = [row for row, one in enumerate(waiting) if one.priority == priority]
        columns = np.flatnonzero(left & (burdens > priority))
        if not rows or not len(columns):
            continue
        for row, chosen in zip(rows, _stage(waiting, free, needs_s, rows, columns.tolist()), strict=True):
            if chosen is not None:
                left[chosen] = False
                found.append(Match(row=row, column=chosen, arrival_s=float(needs_s[row, chosen])))
    return found


def one_by_one(waiting: list[Waiting], free: list[Free], needs_s: Matrix) -> list[Match]:
    """The greedy way: the most urgent first, of equals the longest waiting, and each takes whoever is nearest."""
    left, found = set(range(len(free))), list[Match]()
    for row in sorted(range(len(waiting)), key=lambda r: (waiting[r].priority, -waiting[r].waited_s, r)):
        one = waiting[row]
        fit = [c for c in left if free[c].burden > one.priority and free[c].person not in one.barred]
        if fit:
            best = min(fit, key=lambda c: (needs_s[row, c], c))
            left.discard(best)
            found.append(Match(row=row, column=best, arrival_s=float(needs_s[row, best])))
    return found


def _stage(
    waiting: list[Waiting], free: list[Free], needs_s: Matrix, rows: list[int], columns: list[int]
) -> list[int | None]:
    """One priority: for each of `rows` the column it gets."""
    waited = np.array([waiting[row].waited_s for row in rows])
    cost = (waited[:, None] + needs_s[np.ix_(rows, columns)]) ** 2
    place = {free[column].person: at for at, column in enumerate(columns)}
    for at, row in enumerate(rows):
        for person in waiting[row].barred:
            if person in place:
                cost[at, place[person]] = np.inf
    return [columns[at] if at >= 0 else None for at in match(cost, (waited + NEXT_FREE_S) ** 2)]
