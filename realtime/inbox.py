"""The inbox as the gateway fills it: accepted means on the disk. What cannot be made so is refused at once.

Everything that arrives in one tick of the loop goes out in one pipeline and shares its fsync. A few pipelines may
be under way; while they are, the next batch gathers. Nothing is tried twice here: the sender does that, with the
same id.
"""

import asyncio
from collections.abc import Callable

import structlog
from msgspec import Struct

from realtime.lane import Lane, Note, RedisError, Unfit

log = structlog.get_logger(__name__)
BATCH = 1000
COOL_S = 0.3
"""After a failed connection everything is refused this long without trying: a flood must not become a storm."""


class Failure(Struct, frozen=True):
    """Why something was not taken: the part that is missing, and the error for the operator's log."""

    part: str
    error: str


Then = Callable[[str | Failure], None]
"""Called once, with the receipt (the stream entry's id) or the failure."""


class _Waiting(Struct, frozen=True, gc=False):
    note: Note
    then: Then
    until: float


class Inbox:
    """Writes notes to streams and says when they are durable. `close` before the loop ends."""

    def __init__(self, lanes: list[Lane], *, patience_s: float = 2.0, most_waiting: int = 20_000) -> None:
        self._loop = asyncio.get_running_loop()
        self._idle = lanes
        self._lanes = len(lanes)
        self._patience_s = patience_s
        self._most_waiting = most_waiting
        self._waiting: list[_Waiting] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._called = False
        self._cool_until = 0.0
        self._why = Failure("redis", "")
        self.unfit: str | None = None

    def add(self, note: Note, then: Then) -> None:
        """Take a note; `then` may be called before this returns."""
        now = self._loop.time()
        if self.unfit is not None:
            then(Failure("redis", self.unfit))
        elif now < self._cool_until:
            then(self._why)
        elif len(self._waiting) >= self._most_waiting:
            then(Failure("redis", "too many wait for it"))
        else:
            self._waiting.append(_Waiting(note, then, now + self._patience_s))
            self._call()

    async def close(self, within_s: float = 3.0) -> None:
        """Finish what is under way; what still waits then is refused."""
        end = self._loop.time() + within_s
        while self._tasks and self._loop.time() < end:
            await asyncio.wait(self._tasks, timeout=end - self._loop.time())
            await asyncio.sleep(0)  # what gathered meanwhile starts in the next step
        for task in self._tasks:
            task.cancel()
        for lane in self._idle:
            lane.drop()

    def _call(self) -> None:
        if not self._called and self._idle and self._waiting:
            self._called = True
            self._loop.call_soon(self._start)

    def _start(self) -> None:
        self._called = False
        if not self._idle or not self._waiting:
            return
        batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        lane = self._idle.pop()
        task = self._loop.create_task(self._write(lane, batch))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._call()

    async def _write(self, lane: Lane, batch: list[_Waiting]) -> None:
        now = self._loop.time()
        fresh = [waiting for waiting in batch if waiting.until > now]
        for waiting in batch:
            if waiting.until <= now:
                waiting.then(Failure("redis", "waited too long"))
        try:
            results = await self._results(lane, fresh)
        finally:
            self._idle.append(lane)
            self._call()
        for waiting, result in zip(fresh, results, strict=True):
            waiting.then(result)

    async def _results(self, lane: Lane, batch: list[_Waiting]) -> list[str | Failure]:
        try:
            answers = await lane.write([waiting.note for waiting in batch])
        except (Unfit, RedisError, OSError, TimeoutError) as error:
            failure = self._cool(error)
            return [failure] * len(batch)
        return [a if isinstance(a, str) else Failure("redis", str(a)[:200]) for a in answers]

    def _cool(self, error: Exception) -> Failure:
        self._why = Failure("redis", f"{type(error).__name__}: {error}"[:200])
        self._cool_until = self._loop.time() + COOL_S
        log.warning("the inbox cannot be written", error=self._why.error)
        return self._why
