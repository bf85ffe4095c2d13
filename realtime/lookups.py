"""Questions about requests already answered: those of one tick of the loop become one query."""

import asyncio
from collections.abc import Callable

from command.store.requests import Key, Known
from realtime.record import Record, RecordUnavailable

BATCH = 500


class Lookups:
    """Asks the record. When it cannot be asked the answer is None, as if nothing were known: the writer judges."""

    def __init__(self, record: Record, at_once: int = 2) -> None:
        self._record = record
        self._free = at_once
        self._waiting: list[tuple[Key, Callable[[Known | None], None]]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._called = False

    def ask(self, key: Key, then: Callable[[Known | None], None]) -> None:
        """Find how the request was answered."""
        self._waiting.append((key, then))
        self._call()

    def _call(self) -> None:
        if not self._called and self._free and self._waiting:
            self._called = True
            asyncio.get_running_loop().call_soon(self._start)

    def _start(self) -> None:
        self._called = False
        if not self._free or not self._waiting:
            return
        batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        self._free -= 1
        task = asyncio.get_running_loop().create_task(self._look(batch))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._call()

    async def _look(self, batch: list[tuple[Key, Callable[[Known | None], None]]]) -> None:
        try:
            found = await self._record.answers(list({key for key, _ in batch}))
        except RecordUnavailable:
            found = {}
        finally:
            self._free += 1
            self._call()
        for key, then in batch:
            then(found.get(key))
