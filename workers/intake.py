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
from command.service.desk import Committed, Deposed, Desk
from command.service.intake import Received, Taken, set_aside, take_some
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
        self._told: asyncio.Task[None] | None = None
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
        """Decide the batch while the next one is read. What there was no time for goes back to the front."""
        reading = asyncio.ensure_future(_bounded(self._inbox.fill(BATCH, None)))
        try:
            taken = await self._take(batch)
        except Deposed:
            raise
        except Exception as error:
            if is_outage(error):
                raise
            await self._bisect(batch, error)
            return
        finally:
            await reading
        self._inbox.give_back(batch[taken.decided :])
        await self._publish(taken.committed, batch[: taken.decided])

    async def _take(self, batch: list[Waiting]) -> Taken:
        received = [received_of(entry) for entry in batch]
        for one in received:
            self._reach.heard(one.sender, (now_ms() - one.at_ms) / 1000)
        taken = await take_some(self._desk, received, self._areas, token=self._token)
        self._beaten = self._loop.time()
        return taken

    async def _bisect(self, batch: list[Waiting], error: Exception) -> None:
        """Halve a failed batch until the entry that fails alone is found; only that one is set aside."""
        if len(batch) > 1:
            half = len(batch) // 2
            await self._process(batch[:half])
            await self._process(batch[half:])
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
        """Nothing is under way on the telling connection any more."""
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
    )


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode(errors="replace").replace("\x00", "")[:200]


async def _bounded(answer: Awaitable[Kept]) -> Kept:
    async with asyncio.timeout(REDIS_S):
        return await answer
