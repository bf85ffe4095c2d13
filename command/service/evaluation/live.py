"""A running drill's evaluation is asked for by every director's screen: it is made once in a while, for all of them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from command.service.evaluation.evaluating import Books, Evaluated, Ledger, add_to, current

FRESH_S = 5.0
"""So long one serves everybody who asks."""
MOST = 4
"""Drills whose ledgers this process keeps."""


@dataclass
class _Known:
    ledger: Ledger = field(default_factory=lambda: Ledger([], {}))
    made: Evaluated | None = None
    made_at: float = float("-inf")
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Live:
    """Ledgers are read on from where they were read to; one evaluation at a time of each."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], _Known] = OrderedDict()

    async def current(self, books: Books, exercise: str, now: Callable[[], datetime]) -> Evaluated | None:
        """As `evaluating.current`, at most FRESH_S old while the drill runs."""
        known = self._known.setdefault((books.district, exercise), _Known())
        self._known.move_to_end((books.district, exercise))
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        clock = asyncio.get_running_loop().time
        async with known.turn:
            grown = await add_to(books.engine, exercise, known.ledger)
            stale = clock() - known.made_at > FRESH_S
            if known.made is None or (grown and (stale or known.made.frozen)) or (stale and not known.made.frozen):
                known.made = await current(books, exercise, now(), known.ledger)
                known.made_at = clock()
            return known.made
