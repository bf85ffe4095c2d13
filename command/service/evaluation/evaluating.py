"""A drill's evaluation: live while it runs, frozen by itself when it is over, and checked against its ledger.

Reads the exercise's ledger and, for comparison only, the figures of the district; writes nothing but the frozen one.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from msgspec import Struct

from command.domain.drill.evaluation.comparing import Comparison, Earlier, compare, summary
from command.domain.drill.evaluation.entry import Entry
from command.domain.drill.evaluation.said import Outstanding, Said, outstanding_of, said_of
from command.domain.drill.evaluation.whole import VERSION, Evaluation, evaluate
from command.domain.facts.drill import DrillPlan, ImprovementSet
from command.domain.figures import Cell, Figure, Period
from command.domain.universe import universe_of
from command.service import statistics
from command.service.seal import opened
from command.store import evaluations, ledger
from command.store.engine import Engine
from command.store.evaluations import Kept
from command.store.figure_reading import Scope, reading

REAL = timedelta(days=30)
"""The stretch of real work before STARTEX that a drill's figures stand beside [D]."""
_PIECE = 2000
_NEVER = datetime.max.replace(tzinfo=UTC)


class Frozen(Struct, frozen=True, kw_only=True):
    """What is kept: the evaluation, and what it was compared with at the time."""

    evaluation: Evaluation
    comparison: Comparison


class Evaluated(Struct, frozen=True, kw_only=True):
    """An evaluation as it can be read now. `hash`: of its last entry, hexadecimal; `frozen`: it will not change, but
    what people say of it (`said`) may; `made_at`: when it was made (UTC)."""

    evaluation: Evaluation
    comparison: Comparison
    said: Said
    hash: str
    frozen: bool
    made_at: datetime


class Ledger(Struct, frozen=True):
    """An exercise's entries so far, and the hash of each by its number."""

    entries: list[Entry]
    hashes: dict[int, bytes]

    def upto(self, number: int) -> list[Entry]:
        """Those up to a number."""
        return [one for one in self.entries if one.number <= number]


class Books(Struct, frozen=True):
    """Where an exercise's ledger and the district's figures are read."""

    engine: Engine
    reading: Engine
    district: str


async def read_ledger(engine: Engine, exercise: str) -> Ledger:
    """All of it, in pieces; other work goes on between them."""
    read = Ledger([], {})
    await add_to(engine, exercise, read)
    return read


async def add_to(engine: Engine, exercise: str, read: Ledger) -> int:
    """Read on from where it was read to. How many entries came."""
    before = len(read.entries)
    while True:
        number = read.entries[-1].number if read.entries else 0
        piece = await ledger.read_after(engine, universe_of(exercise), number, _PIECE)
        if not piece:
            return len(read.entries) - before
        read.entries.extend(await asyncio.to_thread(_opened, piece))
        read.hashes.update({one.number: one.hash for one in piece})


def _opened(piece: Sequence[ledger.Entry]) -> list[Entry]:
    return [Entry(one.number, one.at.astimezone(UTC), opened(one.body)) for one in piece]


async def current(books: Books, exercise: str, now: datetime, read: Ledger | None = None) -> Evaluated | None:
    """The frozen one if the drill is over (made now if nobody did), else as of now. None: no such drill has begun.
    `read`: its ledger, if it was read already."""
    read = read if read is not None else await read_ledger(books.engine, exercise)
    kept = await evaluations.load(books.engine, books.district, exercise)
    if kept is None:
        kept = await _made(books, read, now)
    if kept is not None:
        frozen = msgspec.json.decode(kept.body, type=Frozen)
        return Evaluated(
            evaluation=frozen.evaluation,
            comparison=frozen.comparison,
            said=said_of(read.entries),
            hash=kept.hash.hex(),
            frozen=True,
            made_at=kept.made_at,
        )
    return await _live(books, read, now)


async def freeze(books: Books, exercise: str, now: datetime) -> Kept | None:
    """Evaluate a drill that is over, once: whoever comes later gets the same. None: it is not over."""
    kept = await evaluations.load(books.engine, books.district, exercise)
    return kept if kept is not None else await _made(books, await read_ledger(books.engine, exercise), now)


async def _made(books: Books, read: Ledger, now: datetime) -> Kept | None:
    made = await asyncio.to_thread(evaluate, read.entries)
    if made is None or made.ended_at is None:
        return None
    made = await asyncio.to_thread(evaluate, read.upto(made.upto)) or made
    frozen = Frozen(evaluation=made, comparison=await compared(books, made))
    kept = Kept(
        exercise=made.exercise,
        district=books.district,
        form=made.plan.form,
        started_at=made.started_at,
        ended_at=made.ended_at or now,
        number=made.upto,
        hash=read.hashes[made.upto],
        version=VERSION,
        summary=msgspec.json.encode(summary(made)).decode(),
        body=msgspec.json.encode(frozen).decode(),
        made_at=now,
    )
    await evaluations.keep(books.engine, kept)
    return await evaluations.load(books.engine, books.district, made.exercise)


async def _live(books: Books, read: Ledger, now: datetime) -> Evaluated | None:
    made = await asyncio.to_thread(evaluate, read.entries, now)
    if made is None:
        return None
    return Evaluated(
        evaluation=made,
        comparison=await compared(books, made),
        said=said_of(read.entries),
        hash=read.hashes[made.upto].hex(),
        frozen=False,
        made_at=now,
    )


async def compared(books: Books, made: Evaluation, period: Period | None = None) -> Comparison:
    """Beside earlier drills, and the real work of a period: the thirty days before STARTEX unless another is named."""
    found = await evaluations.earlier(
        books.engine, books.district, made.exercise, made.started_at, contact=made.plan.form == "contact"
    )
    before = [msgspec.json.decode(one, type=Earlier) for one in found]
    period = period or Period(made.started_at - REAL, made.started_at)
    return compare(made, before, await _real(books, period), period)


async def outstanding(books: Books, made: Evaluation, now: datetime) -> list[Outstanding]:
    """What earlier drills were to make better and nobody has: the overdue first, then by day."""
    rows = await evaluations.promised(books.engine, books.district, made.exercise, made.started_at)
    found = []
    for row in rows:
        plan, last = msgspec.json.decode(row.plan, type=DrillPlan), msgspec.json.decode(row.body, type=ImprovementSet)
        one = outstanding_of(row.exercise, plan.name, row.started_at.astimezone(UTC), last, now)
        if one is not None:
            found.append(one)
    return sorted(found, key=lambda one: (not one.overdue, one.due or _NEVER, one.started_at))


async def _real(books: Books, period: Period) -> dict[tuple[Figure, int], Cell]:
    """The district's own figures of the period, of all and by priority. Read only."""
    async with reading(books.reading, books.district) as read:
        counted = await statistics.count(read, Scope(), period, "priority")
    cells = {(figure, 0): cell for figure, cell in counted.total.items()}
    for key, row in counted.rows.items():
        if key in ("1", "2", "3", "4"):
            cells |= {(figure, int(key)): cell for figure, cell in row.items()}
    return cells


async def holds(books: Books, exercise: str) -> bool | None:
    """Whether the ledger still makes what is frozen, to the last word. None: nothing is frozen."""
    kept = await evaluations.load(books.engine, books.district, exercise)
    if kept is None:
        return None
    read = await read_ledger(books.engine, exercise)
    if read.hashes.get(kept.number) != kept.hash:
        return False
    frozen = msgspec.json.decode(kept.body, type=Frozen).evaluation
    again = await asyncio.to_thread(evaluate, read.upto(kept.number))
    return frozen.version == VERSION and _through_json(again) == _through_json(frozen)


def _through_json(made: Evaluation | None) -> Evaluation | None:
    """As it comes out of the table again: what is left out because it is as usual, is as usual."""
    return msgspec.json.decode(msgspec.json.encode(made), type=Evaluation | None)
