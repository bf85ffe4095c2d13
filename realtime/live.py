"""What moves a hub: one reader of the live stream, and one watch over the ledger's head.

The stream is only the fast way. When Redis is gone, silent or behind, the ledger itself is read every 200 ms.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from realtime import keys
from realtime.hub import Hub, start_again
from realtime.record import RecordUnavailable
from realtime.redis import Redis, RedisError, close, connect
from realtime.ring import Item

log: Any = structlog.get_logger(__name__)
BLOCK_MS = 1000
COUNT = 1000
POLL_S = 0.2
HEAD_S = 1.0
GRACE_S = 0.1  # what the relay may take before the ledger is asked instead


class Live:
    """Runs a hub. `prepare` is awaited after each (re)start of the hub and may raise RecordUnavailable."""

    def __init__(self, hub: Hub, redis_url: str, prepare: Callable[[], Awaitable[None]]) -> None:
        self._hub = hub
        self._redis_url = redis_url
        self._prepare = prepare
        self.redis_alive = False
        self.record_alive = False

    def stream(self) -> str:
        """The key of the universe's live stream in its epoch."""
        return keys.live(self._hub.universe, self._hub.epoch)

    async def run(self) -> None:
        """For ever. Outages of both servers are outlived."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch())
            group.create_task(self._read())
            group.create_task(self._tell_offsets())

    # --- the ledger

    async def _watch(self) -> None:
        while True:
            if not self._hub.is_ready():
                await start_again(self._hub, self._prepare)
                self.record_alive = True
            try:
                behind = await self._look()
                self.record_alive = True
            except RecordUnavailable:
                self.record_alive = behind = False
            if self._hub.is_ready():
                await asyncio.sleep(POLL_S if behind or not self.redis_alive else HEAD_S)

    async def _look(self) -> bool:
        """Check the head; True when the stream did not bring what the ledger already has."""
        hub = self._hub
        await hub.check()
        if not hub.is_ready() or hub.position >= hub.head:
            return False
        if self.redis_alive:
            await hub.reached(hub.head, GRACE_S)
        if not hub.is_ready() or hub.position >= hub.head:
            return False
        await hub.fill()
        return True

    # --- the stream

    async def _read(self) -> None:
        while True:
            client = connect(self._redis_url)
            try:
                await self._follow(client)
            except (RedisError, OSError, TimeoutError) as error:
                if self.redis_alive:
                    log.warning("live stream lost, reading the ledger instead", error=str(error)[:200])
                self.redis_alive = False
            finally:
                await close(client)
            await asyncio.sleep(POLL_S)

    async def _follow(self, client: Redis) -> None:
        while True:
            if not self._hub.is_ready():
                await asyncio.sleep(0.02)
                continue
            generation, stream = self._hub.generation, self.stream()
            async with asyncio.timeout(BLOCK_MS / 1000 + 3):
                found: Any = await client.xread({stream: f"{self._hub.position}-0"}, count=COUNT, block=BLOCK_MS)
            self.redis_alive = True
            if found and generation == self._hub.generation:
                await self._take(next(iter(found.values())))

    async def _take(self, entries: list[tuple[bytes, dict[bytes, bytes]]]) -> None:
        hub = self._hub
        upto = _number(entries[-1][0])
        items = (_item(_number(name), fields) for name, fields in entries)
        hub.take([item for item in items if item is not None])
        if hub.position >= upto:
            return
        try:
            await hub.fill(upto)
        except RecordUnavailable:
            self.record_alive = False
        if hub.position < upto:
            await asyncio.sleep(POLL_S)  # a stream ahead of its ledger: the watch will find out why

    async def _tell_offsets(self) -> None:
        while True:
            await asyncio.sleep(1)
            if self._hub.is_ready():
                self._hub.outgoing.tell_offsets(self._hub.position)


def _number(name: bytes) -> int:
    return int(name.partition(b"-")[0])


def _item(number: int, fields: dict[bytes, bytes]) -> Item | None:
    """The fact in an entry; None for the stream's base and for what is no entry of ours: the ledger has it."""
    try:
        channels, area = fields[b"c"].decode().split(), fields[b"a"].decode()
        return Item(number, fields[b"f"], tuple(channels), area or None, fields[b"h"])
    except (KeyError, UnicodeDecodeError):
        return None
