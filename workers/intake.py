"""Intake: the inbox in batches to the desk, then the facts onto the live stream, then the acknowledgement.

In that order, so that nothing is acknowledged before it is committed, and a crash between any two only repeats what
the desk recognises as already answered.
"""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

import msgspec
import structlog

from command.clock import now_ms
from command.domain.area import AreaIndex
from command.service.desk import Committed, Deposed, Desk, Overtaken
from command.service.intake import Received, Taken, set_aside, take_ahead, take_some
from command.store.errors import is_outage
from realtime import keys
from realtime.reach import RedisReach
from realtime.redis import Redis
from workers.inbox import Inbox, Waiting
from workers.relay import Relay

log: Any = structlog.get_logger(__name__)
BATCH = 200
BLOCK_MS = 300
BEAT_S = 0.4
HOUSEKEEPING_S = 0.5
REREAD_S = 1.0
REDIS_S = 5.0
Kept = TypeVar("Kept")


class Intake:
    """One writer's turn. `run` ends by raising: Deposed, a Redis error, or a database outage.

    `reading` brings entries while `telling` publishes and acknowledges what was committed before: the disk is waited
    for by neither the next batch nor its decisions.
    """

    def __init__(
        self, desk: Desk, areas: AreaIndex, reading: Redis, telling: Redis, relay: Relay, reach: RedisReach, token: int
    ) -> None:
        self._desk = desk
        self._areas = areas
        self._telling = telling
        self._relay = relay
        self._reach = reach
        self._token = token
        self._inbox = Inbox(reading, desk.universe)
        self._script = relay.script(telling)
        self._loop = asyncio.get_running_loop()
        self._landing: asyncio.Task[None] | None = None
        self._told: asyncio.Task[None] | None = None
        self._overtaken = False
        self._beaten = self._swept = self._reread = 0.0

    async def run(self) -> None:
        """For ever, or until something is raised."""
        try:
            await self._beat()
            await _bounded(self._inbox.open())
            while True:
                await _bounded(self._inbox.fill(BATCH, BLOCK_MS))
                batch = self._inbox.batch(BATCH)
                if batch:
                    await self._process(batch)
                await self._housekeeping()
        finally:
            await self._quiet()

    async def _process(self, batch: list[Waiting]) -> None:
        """Decide the batch, ahead if that can be, while the one before it is committed and the next one is read.
        What there was no time for goes back to the front."""
        reading = asyncio.ensure_future(_bounded(self._inbox.fill(BATCH, None)))
        try:
            begun = await self._begin(batch)
            if begun is None:
                await self._landed()
                await self._locked(batch)
                return
        finally:
            await reading
        flight, decided = begun
        self._inbox.give_back(batch[decided:])
        before, self._landing = self._landing, asyncio.create_task(self._land(flight, batch[:decided], self._landing))
        if before is not None:
            await before

    async def _begin(self, batch: list[Waiting]) -> "tuple[asyncio.Task[Committed], int] | None":
        """Decide it ahead. Not while anything decided ahead before must be decided again: order is kept. What fails by
        its content is left to the lock, where the one entry is found; it must not end the writer."""
        if self._overtaken:
            await self._landed()
            self._overtaken = False
        try:
            return await take_ahead(self._desk, self._received(batch), self._areas, token=self._token)
        except Deposed:
            raise
        except Exception as error:
            if is_outage(error):
                raise
            log.warning("cannot be decided ahead", entries=len(batch), error=repr(error)[:500])
            return None

    async def _land(
        self, flight: "asyncio.Task[Committed]", batch: list[Waiting], before: "asyncio.Task[None] | None"
    ) -> None:
        """What was decided ahead is kept and told, or decided again under the lock."""
        try:
            committed = await flight
        except Overtaken:
            self._overtaken = True
            if before is not None:
                await before
            await self._locked(batch)
            return
        if before is not None:
            await before
        self._beaten = self._loop.time()
        await self._publish(committed, batch)

    async def _locked(self, batch: list[Waiting]) -> None:
        """Decide a batch under the lock, however many transactions it takes, and what fails by its content alone."""
        while batch:
            try:
                taken = await self._take(batch)
            except Deposed:
                raise
            except Exception as error:
                if is_outage(error):
                    raise
                await self._bisect(batch, error)
                return
            await self._publish(taken.committed, batch[: taken.decided])
            batch = batch[taken.decided :]

    async def _landed(self) -> None:
        """Nothing that was decided ahead is under way any more."""
        landing, self._landing = self._landing, None
        if landing is not None:
            await landing

    def _received(self, batch: list[Waiting]) -> list[Received]:
        received = [received_of(entry) for entry in batch]
        for one in received:
            self._reach.heard(one.sender, (now_ms() - one.at_ms) / 1000)
        return received

    async def _take(self, batch: list[Waiting]) -> Taken:
        taken = await take_some(self._desk, self._received(batch), self._areas, token=self._token)
        self._beaten = self._loop.time()
        return taken

    async def _bisect(self, batch: list[Waiting], error: Exception) -> None:
        """Halve a failed batch until the entry that fails alone is found; only that one is set aside."""
        if len(batch) > 1:
            half = len(batch) // 2
            await self._locked(batch[:half])
            await self._locked(batch[half:])
            return
        await self._beat()  # the desk itself works: so it is the entry
        log.error("entry set aside", entry=batch[0].name, error=repr(error)[:500])
        one = received_of(batch[0])
        fields = msgspec.msgpack.encode(batch[0].fields)
        told = f"{type(error).__name__}: {error}"[:500]
        committed = await set_aside(self._desk, one, batch[0].name, fields, told, token=self._token)
        await self._publish(committed, batch)

    async def _publish(self, committed: Committed, batch: list[Waiting]) -> None:
        """Begin to tell; what was told before must have arrived."""
        if self._told is not None:
            await self._told
        self._told = asyncio.create_task(self._tell(committed, batch))

    async def _tell(self, committed: Committed, batch: list[Waiting]) -> None:
        """Facts onto the live stream, then the acknowledgement, in one journey."""
        async with self._telling.pipeline(transaction=False) as pipe:
            if committed.entries:
                stream = keys.live(self._desk.universe, committed.epoch)
                arguments = self._relay.arguments(committed.entries, committed.previous)
                await self._script(keys=[stream], args=arguments, client=pipe)
            self._inbox.acknowledge(pipe, batch)
            answers = await _bounded(pipe.execute())
        self._inbox.forget(batch)
        if committed.entries:
            self._relay.settle(answers[0], committed)

    async def _housekeeping(self) -> None:
        now = self._loop.time()
        if now - self._beaten > BEAT_S:
            await self._beat()
        if now - self._reread > REREAD_S:
            self._reread = now
            await _bounded(self._inbox.reread())
        if now - self._swept > HOUSEKEEPING_S:
            self._swept = now
            await self._quiet()
            await _bounded(self._sweep())

    async def _quiet(self) -> None:
        """Nothing is under way any more: neither a commit nor on the telling connection."""
        try:
            await self._landed()
        finally:
            told, self._told = self._told, None
            if told is not None:
                await told

    async def _beat(self) -> None:
        await self._desk.beat(self._token)
        self._beaten = self._loop.time()

    async def _sweep(self) -> None:
        await self._inbox.trim(self._telling)
        lag: Any = await self._inbox.lag(self._telling)
        lag["oldest_ms"] = max(0, now_ms() - lag["oldest_ms"]) if lag["oldest_ms"] else 0
        await self._telling.hset(keys.lag(self._desk.universe), mapping={**lag, "at": now_ms()})


def received_of(entry: Waiting) -> Received:
    """The request in an entry. What is not even an entry of ours gets names that lead nowhere, and is refused."""
    fields = entry.fields
    ms = int(entry.id.partition(b"-")[0])
    try:
        at = int(fields.get(b"t", b"") or ms)
    except ValueError:
        at = ms
    return Received(
        _text(fields.get(b"m")),
        _text(fields.get(b"s")),
        _text(fields.get(b"i")) or entry.name,
        fields.get(b"b", b""),
        fields.get(b"k", b""),
        at,
        _text(fields.get(b"l")),
    )


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode(errors="replace").replace("\x00", "")[:200]


async def _bounded(answer: Awaitable[Kept]) -> Kept:
    async with asyncio.timeout(REDIS_S):
        return await answer
