"""Figures of a period, from what a follower made of the ledger. Computed in small pieces: whoever serves phones in the
same process is never kept waiting by a year's figures."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from command.domain.figures import (
    DEFINITIONS,
    MEASURES,
    By,
    Case,
    Cell,
    Figure,
    HappeningKind,
    Part,
    Period,
    Tally,
    key_of,
)
from command.domain.figures.definitions import MEASURED
from command.service.follow import Folded
from command.store.figure_reading import Reading, Scope, Which

TREND: tuple[HappeningKind, ...] = ("filed", "settled", "handled", "closed", "escalated", "nobody")
_HOURLY, _DAILY = timedelta(days=2), timedelta(days=62)
_TOTAL = "\x00"

Cells = dict[Figure, Cell]


class Counted(Struct, frozen=True):
    """The figures of each row (by its key) and of all together."""

    rows: dict[str, Cells]
    total: Cells


class Bucket(Struct, frozen=True):
    """What happened in one hour, day or month that begins at `start` (UTC), by kind."""

    start: datetime
    counts: dict[HappeningKind, int]


class Wanted(Struct, frozen=True):
    """Which figure is opened, which part of it, and of which row (None: of all)."""

    figure: Figure
    part: Part
    by: By
    key: str | None


class Behind(Struct, frozen=True, kw_only=True):
    """An incident behind a figure. `person`: whom it is counted for; `counts`: above the line of a rate; `value`:
    seconds of a duration; `times`: how often it was counted."""

    case: Case
    person: str = ""
    counts: bool = True
    value: float | None = None
    times: int = 1


class _Book:
    """Tallies by row and figure, those of all rows among them."""

    def __init__(self) -> None:
        self.tallies: dict[str, dict[Figure, Tally]] = defaultdict(lambda: defaultdict(Tally))

    def add(self, key: str, figure: Figure, *, counts: bool, value: float) -> None:
        for one in (key, _TOTAL):
            self.tallies[one][figure].add(counts=counts, value=value)

    def raise_by(self, key: str, figure: Figure, *, n: int = 0, of: int = 0) -> None:
        for one in (key, _TOTAL):
            tally = self.tallies[one][figure]
            tally.n += n
            tally.of += of

    def counted(self) -> Counted:
        shown = {key: _cells(tallies) for key, tallies in self.tallies.items()}
        return Counted({key: cells for key, cells in shown.items() if key != _TOTAL}, shown.get(_TOTAL, _cells({})))


async def count(reading: Reading, scope: Scope, period: Period, by: By) -> Counted:
    """Every figure, row by row."""
    book = _Book()
    async for cases in cases_as_of(reading, scope, period):
        for case in cases:
            _measure(book, case, scope, period, by)
    await _count_happenings(book, reading, scope, period, by)
    return book.counted()


async def cases_as_of(reading: Reading, scope: Scope, period: Period) -> AsyncIterator[list[Case]]:
    """The cases that can matter, in pieces, each as it was known when the period ended."""
    async for piece in reading.cases(scope, period):
        later = [case.id for changed_at, case in piece if changed_at >= period.end]
        then = await as_of(reading, later, period.end) if later else {}
        yield [then.get(case.id, case) for _, case in piece]
        await asyncio.sleep(0)


async def as_of(reading: Reading, ids: list[str], end: datetime) -> dict[str, Case]:
    """These cases as they were just before a moment, from the ledger."""
    folded = Folded({})
    for number, at, incident, body in await reading.entries(ids, end):
        folded.add(number, at, incident, body)
    return folded.cases


async def trend(
    reading: Reading, scope: Scope, period: Period, end: datetime, zone: tzinfo
) -> tuple[str, list[Bucket]]:
    """What happened hour by hour, day by day or month by month (`hour`, `day`, `month`), until the end that was asked
    for: every bucket is there, empty or not."""
    length = end - period.start
    unit = "hour" if length <= _HOURLY else "day" if length <= _DAILY else "month"
    found = await reading.buckets(scope, period, unit, str(zone), list(TREND))
    counts: dict[datetime, dict[HappeningKind, int]] = defaultdict(dict)
    for start, kind, n in found:
        counts[start][kind] = n  # type: ignore[index]
    return unit, [Bucket(start, counts.get(start, {})) for start in _starts(period.start, end, unit, zone)]


async def behind(reading: Reading, scope: Scope, period: Period, wanted: Wanted) -> list[Behind]:
    """The incidents behind a figure: a duration's longest first, else the latest first."""
    definition, part = DEFINITIONS[wanted.figure], wanted.part
    if wanted.figure in MEASURED:
        return await _behind_cases(reading, scope, period, wanted)
    kinds, stands = definition.over or definition.kinds, None
    if definition.kind == "rate" and part != "all":
        if definition.kinds == definition.over:
            stands = part == "counted"
        else:
            rest = tuple(kind for kind in definition.over if kind not in definition.kinds)
            kinds = definition.kinds if part == "counted" else rest
    which = Which(kinds=kinds, level=definition.level, by=wanted.by, key=wanted.key, stands=stands)
    found = await reading.found(scope, period, which)
    cases = await reading.some([one.incident for one in found])
    return [Behind(case=cases[one.incident], times=one.times) for one in found if one.incident in cases]


async def _behind_cases(reading: Reading, scope: Scope, period: Period, wanted: Wanted) -> list[Behind]:
    measure, found = MEASURES[wanted.figure], list[Behind]()  # type: ignore[index]
    kind, part = DEFINITIONS[wanted.figure].kind, wanted.part
    async for cases in cases_as_of(reading, scope, period):
        for case in cases:
            mark = measure(case, period)
            if mark is None or (scope.person and mark.person != scope.person):
                continue
            if wanted.key is not None and key_of(wanted.by, case, mark.person) != wanted.key:
                continue
            if part == "all" or mark.counts == (part == "counted"):
                value = mark.value if kind == "duration" else None
                found.append(Behind(case=case, person=mark.person, counts=mark.counts, value=value))
    return sorted(found, key=lambda one: (-(one.value or 0), -one.case.number))


def _measure(book: _Book, case: Case, scope: Scope, period: Period, by: By) -> None:
    for figure, measure in MEASURES.items():
        mark = measure(case, period)
        if mark is not None and (not scope.person or mark.person == scope.person):
            book.add(key_of(by, case, mark.person), figure, counts=mark.counts, value=mark.value)


async def _count_happenings(book: _Book, reading: Reading, scope: Scope, period: Period, by: By) -> None:
    counted = [one for one in DEFINITIONS.values() if one.kinds]
    for key, kind, level, times in await reading.counts(scope, period, by):
        for one in counted:
            if one.level not in (0, level):
                continue
            if one.kind == "count":
                book.raise_by(key, one.figure, n=times if kind in one.kinds else 0)
            else:
                valid = kind in one.kinds and one.kinds != one.over
                book.raise_by(key, one.figure, n=times if valid else 0, of=times if kind in one.over else 0)
    for key, times in (await reading.valid_reports(scope, period, by)).items():
        book.raise_by(key, "valid_reports", n=times)


def _cells(tallies: dict[Figure, Tally]) -> Cells:
    made: Cells = {}
    for figure, definition in DEFINITIONS.items():
        tally = tallies.get(figure) or Tally()
        made[figure] = getattr(tally, definition.kind)()
    return made


def _starts(start: datetime, end: datetime, unit: str, zone: tzinfo) -> list[datetime]:
    local = start.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    local = local if unit == "hour" else local.replace(hour=0, day=local.day if unit == "day" else 1)
    starts = []
    while local < end.astimezone(zone):
        starts.append(local.astimezone(start.tzinfo))
        local = _next(local, unit)
    return starts


def _next(local: datetime, unit: str) -> datetime:
    if unit == "month":
        return local.replace(year=local.year + local.month // 12, month=local.month % 12 + 1)
    return local + (timedelta(hours=1) if unit == "hour" else timedelta(days=1))
