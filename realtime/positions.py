"""Positions: the latest of each person, coalesced to one message a second, never in the ledger."""

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec
import structlog

from command.domain.audience import View
from command.domain.picture import Person
from command.wire.requests import UpdatePosition
from realtime import keys
from realtime.frames import text_frame
from realtime.outgoing import Sink
from realtime.presence import ALIVE_S
from realtime.protocol import push
from realtime.redis import Redis, RedisError, close, connect

log: Any = structlog.get_logger(__name__)
EVERY_S = 1.0


class Positions:
    """Takes this process's positions, shares them in a hash, and tells its subscribers what changed anywhere.

    A publication's data: `{"type": "Positions", "district", "positions": [{"person", "lat", "lon", "accuracy_m",
    "at", "battery"?}], "alive": [person…]}`; the first one a subscriber gets holds everybody's, later ones what
    changed. `alive` is always whole.
    """

    def __init__(self, redis_url: str, district: str, person: Callable[[str], Person | None]) -> None:
        self._redis_url = redis_url
        self._district = district
        self._person = person
        self._taken: dict[str, bytes] = {}
        self._known: dict[str, bytes] = {}
        self._alive: list[str] = []
        self._sinks: dict[Sink, View] = {}
        self._new: set[Sink] = set()

    @property
    def channel(self) -> str:
        """Where they are published."""
        return f"positions:{self._district}"

    def take(self, person: str, position: UpdatePosition) -> None:
        """Remember where somebody is; the next second tells it."""
        self._taken[person] = msgspec.json.encode(position)

    def join(self, sink: Sink, view: View) -> None:
        """Subscribe."""
        self._sinks[sink] = view
        self._new.add(sink)

    def leave(self, sink: Sink) -> None:
        """Unsubscribe; harmless when not subscribed."""
        self._sinks.pop(sink, None)
        self._new.discard(sink)

    async def run(self) -> None:
        """For ever; without Redis only this process's own positions are told."""
        while True:
            client = connect(self._redis_url)
            try:
                while True:
                    await asyncio.sleep(EVERY_S)
                    async with asyncio.timeout(3):
                        await self._round(client)
            except (RedisError, OSError, TimeoutError) as error:
                log.info("positions cannot be shared", error=str(error)[:200])
            finally:
                await close(client)

    async def _round(self, client: Redis) -> None:
        taken: Any
        taken, self._taken = self._taken, {}
        if taken:
            try:
                await client.hset(keys.positions(self._district), mapping=taken)
            except (RedisError, OSError):
                self._taken = taken | self._taken
                raise
        if self._sinks:
            self._tell(*await self._read(client))

    async def _read(self, client: Redis) -> tuple[dict[str, bytes], list[str]]:
        everything: Any = await client.hgetall(keys.positions(self._district))
        seconds, micros = await client.time()
        since = seconds * 1000 + micros // 1000 - int(ALIVE_S * 1000)
        alive: Any = await client.zrangebyscore(keys.presence(self._district), since, "+inf")
        return {name.decode(): value for name, value in everything.items()}, [name.decode() for name in alive]

    def _tell(self, everything: dict[str, bytes], alive: list[str]) -> None:
        changed = {name: value for name, value in everything.items() if self._known.get(name) != value}
        moved = bool(changed) or alive != self._alive
        self._known, self._alive = everything, alive
        frames: dict[tuple[View, bool], bytes] = {}
        for sink, view in list(self._sinks.items()):
            is_new = sink in self._new
            if not is_new and not moved:
                continue
            key = (view, is_new)
            if key not in frames:
                frames[key] = self._frame(view, everything if is_new else changed, alive)
            sink.send(frames[key])
        self._new.clear()

    def _frame(self, view: View, positions: dict[str, bytes], alive: list[str]) -> bytes:
        told = [self._told(name, value, view) for name, value in positions.items() if self._shows(view, name)]
        data = {
            "type": "Positions",
            "district": self._district,
            "positions": told,
            "alive": [name for name in alive if self._shows(view, name)],
        }
        return text_frame(push(self.channel, msgspec.json.encode(data), 0))

    @staticmethod
    def _told(name: str, value: bytes, view: View) -> dict[str, Any]:
        position: dict[str, Any] = msgspec.json.decode(value)
        if view.kiosk:
            position.pop("battery", None)
        return {"person": name, **position}

    def _shows(self, view: View, name: str) -> bool:
        """A supervisor sees the people who answer for something in their areas."""
        if view.whole or view.kiosk:
            return True
        person = self._person(name)
        return person is not None and any(a.startswith(own) for a in person.areas for own in view.areas)
