"""The relay: facts of the ledger onto the live stream, in order or not at all. Any number of relays may run.

The writer's own facts go out right after the commit (`push`); everybody else's, and whatever a crash left behind,
when NOTIFY or a 200 ms poll says that the ledger is ahead (`run`).
"""

import asyncio
from importlib.resources import files
from typing import Any

import structlog

from command.service.desk import Committed
from command.store import ledger, universe
from command.store.engine import Engine
from command.store.errors import DatabaseError
from command.store.ledger import GENESIS, Entry
from realtime import keys
from realtime.redis import Redis, RedisError, close, connect

log: Any = structlog.get_logger(__name__)
POLL_S = 0.2
CHUNK = 500
KEEP = 100_000
PROOF_S = 1.0
"""How long a stream that was found level with the ledger is believed to be, while the ledger does not move."""
OLD_EPOCH_S = 600
_SCRIPT = files("workers").joinpath("relay.lua").read_text(encoding="utf-8")


class Relay:
    """One universe's relay in this process. `push` may be called while `run` runs: each has its own connection."""

    def __init__(self, engine: Engine, redis_url: str, universe_: str) -> None:
        self._engine = engine
        self._redis_url = redis_url
        self._universe = universe_
        self._last, self._hash = 0, b""
        self._proved = self._settled_at = 0.0
        self.wake = asyncio.Event()
        self._woken = True

    def script(self, redis: Redis) -> Any:
        """The Lua script, to be called with or without a pipeline."""
        return redis.register_script(_SCRIPT)

    def arguments(self, entries: list[Entry], previous: bytes) -> list[Any]:
        """What the script is called with."""
        told: list[Any] = [entries[0].number, previous, KEEP]
        for e in entries:
            told += [e.body, " ".join(e.channels), e.area or "", e.hash]
        return told

    def settle(self, answer: list[Any], committed: Committed) -> None:
        """Read the script's answer to a push; anything but OK is for `run` to mend, at once."""
        if answer[0] == b"OK":
            self._settled_at = asyncio.get_running_loop().time()
            self._last, self._hash = committed.entries[-1].number, committed.entries[-1].hash
        else:
            self.wake.set()

    async def run(self) -> None:
        """For ever: keep the stream level with the ledger. Outages are outlived."""
        while True:
            redis = connect(self._redis_url)
            try:
                while True:
                    if not self._is_told():
                        await self.level(redis)
                    await self._rest()
            except (RedisError, DatabaseError, OSError, TimeoutError) as error:
                log.warning("relay waits", error=str(error)[:200])
                await asyncio.sleep(POLL_S)
            finally:
                await close(redis)

    def _is_told(self) -> bool:
        """Whether this process's writer has just told its own facts, and nobody else has called: what the ledger is
        ahead is on its way. What goes wrong there wakes us."""
        woken, self._woken = self._woken, False
        return not woken and asyncio.get_running_loop().time() - self._settled_at < POLL_S

    async def level(self, redis: Redis) -> None:
        """Bring the stream to the ledger's head, in a new epoch if it holds another history."""
        head = await universe.look(self._engine, self._universe)
        now = asyncio.get_running_loop().time()
        if head.number == self._last and head.hash == self._hash and now - self._proved < PROOF_S:
            return
        stream = keys.live(self._universe, head.epoch)
        async with asyncio.timeout(5):
            last, hash_ = await _tail(redis, stream)
        if last > head.number:  # the writer may have committed and told more since we looked
            head = await universe.look(self._engine, self._universe)
        if last > head.number or (last and hash_ != await self._hash_at(last)):
            await self._renew(redis, stream, head.epoch)
            return
        if not last:
            last = max(0, head.number - CHUNK)
        while last < head.number:
            last = await self._append(redis, stream, head.epoch, last)
            if last < 0:
                return
        self._last, self._hash, self._proved = head.number, head.hash, now

    async def _append(self, redis: Redis, stream: str, epoch: str, last: int) -> int:
        entries = await ledger.read_after(self._engine, self._universe, last, CHUNK)
        if not entries:
            return -1
        previous = await self._hash_at(last)
        async with asyncio.timeout(5):
            answer = await self.script(redis)(keys=[stream], args=self.arguments(entries, previous))
        if answer[0] == b"FORK":
            await self._renew(redis, stream, epoch)
            return -1
        return int(answer[1])

    async def _renew(self, redis: Redis, stream: str, epoch: str) -> None:
        fresh = await universe.renew_epoch(self._engine, self._universe, epoch)
        log.warning("the live stream holds another history than the ledger: new epoch", old=epoch, new=fresh)
        await redis.expire(stream, OLD_EPOCH_S)

    async def _hash_at(self, number: int) -> bytes:
        if number == 0:
            return GENESIS
        entries = await ledger.read_after(self._engine, self._universe, number - 1, 1)
        return entries[0].hash if entries and entries[0].number == number else b""

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(POLL_S):
                await self.wake.wait()
            self._woken = True
        except TimeoutError:
            pass
        self.wake.clear()


async def _tail(redis: Redis, stream: str) -> tuple[int, bytes]:
    found: Any = await redis.xrevrange(stream, "+", "-", count=1)
    if not found:
        return 0, b""
    return int(found[0][0].partition(b"-")[0]), found[0][1][b"h"]
