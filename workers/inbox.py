"""The inbox as its one reader sees it: three streams, one group, one fixed consumer name.

Entries read but not yet processed wait in memory, and stay pending in Redis until acknowledged: whoever takes over
finds them in the pending list. That list is also re-read every second, because a reader that hung and woke up may
have put entries there that nobody else knows of.
"""

from collections import deque
from typing import Any

from msgspec import Struct
from redis.exceptions import ResponseError

from realtime import keys
from realtime.redis import Redis

Fields = dict[bytes, bytes]


class Waiting(Struct, frozen=True):
    """An entry: its lane, id and fields."""

    lane: str
    id: bytes
    fields: Fields

    @property
    def name(self) -> str:
        """For people: lane and id."""
        return f"{self.lane}/{self.id.decode()}"


class Inbox:
    """All lanes of one universe, over one connection that nobody else uses."""

    def __init__(self, redis: Redis, universe: str) -> None:
        self._redis = redis
        self._streams = {lane: keys.inbox(universe, lane) for lane in keys.LANES}
        self._waiting: dict[str, deque[Waiting]] = {lane: deque() for lane in keys.LANES}
        self._held: dict[str, set[bytes]] = {lane: set() for lane in keys.LANES}

    async def open(self) -> None:
        """Make the groups (from the very beginning) where they are missing, then read our own pending list."""
        for stream in self._streams.values():
            try:
                await self._redis.xgroup_create(stream, keys.GROUP, id="0", mkstream=True)
            except ResponseError as error:
                if "BUSYGROUP" not in str(error):
                    raise
        for lane in keys.LANES:
            await self._read_pending(lane)

    async def fill(self, count: int, block_ms: int | None) -> None:
        """Read new entries, up to `count` a lane that has room; wait `block_ms` if there is nothing to do at all."""
        wanted: Any = {s: ">" for lane, s in self._streams.items() if len(self._waiting[lane]) < count}
        if not wanted:
            return
        block = None if any(self._waiting.values()) else block_ms
        found: Any = await self._redis.xreadgroup(keys.GROUP, keys.CONSUMER, wanted, count=count, block=block)
        for lane, stream in self._streams.items():
            for id_, fields in found.get(stream.encode(), ()):
                self._hold(lane, id_, fields)

    def batch(self, size: int) -> list[Waiting]:
        """The next entries: answers first, then urgent reports, then routine ones; but a fifth of the batch is kept
        for urgent reports and a tenth for routine ones, if there are any."""
        kept = {"routine": size // 10, "urgent": size // 5, "answers": 0}
        room, taken = size, dict[str, int]()
        for lane in keys.LANES:
            held_back = sum(min(kept[later], len(self._waiting[later])) for later in _after_lane(lane))
            taken[lane] = min(len(self._waiting[lane]), room - held_back)
            room -= taken[lane]
        return [self._waiting[lane].popleft() for lane in keys.LANES for _ in range(taken[lane])]

    def give_back(self, entries: list[Waiting]) -> None:
        """Put entries back, in front, to be taken again."""
        for entry in reversed(entries):
            self._waiting[entry.lane].appendleft(entry)

    def acknowledge(self, pipeline: Any, entries: list[Waiting]) -> None:
        """Add the acknowledgements to a pipeline: only for what is committed."""
        for lane, stream in self._streams.items():
            ids = [entry.id for entry in entries if entry.lane == lane]
            if ids:
                pipeline.xack(stream, keys.GROUP, *ids)

    def forget(self, entries: list[Waiting]) -> None:
        """The acknowledgements arrived."""
        for entry in entries:
            self._held[entry.lane].discard(entry.id)

    async def reread(self) -> None:
        """Find pending entries that we do not hold, and take them."""
        for lane, stream in self._streams.items():
            start = "-"
            while True:
                rows: Any = await self._redis.xpending_range(stream, keys.GROUP, start, "+", 1000)
                for row in rows:
                    if row["message_id"] not in self._held[lane]:
                        await self._fetch(lane, row["message_id"])
                if len(rows) < 1000:
                    break
                start = f"({rows[-1]['message_id'].decode()}"

    async def trim(self, redis: Redis) -> None:
        """Drop what is acknowledged. The group's last id is read before its pending list: in the other order an
        entry delivered in between would be trimmed while pending."""
        for stream in self._streams.values():
            groups: Any = await redis.xinfo_groups(stream)
            last = next(g["last-delivered-id"] for g in groups if g["name"] == keys.GROUP.encode())
            pending: Any = await redis.xpending(stream, keys.GROUP)
            oldest = pending["min"] if pending["pending"] else _after(last)
            await redis.xtrim(stream, minid=min(oldest, _after(last), key=_order), approximate=False)

    async def lag(self, redis: Redis) -> dict[str, int]:
        """Entries not yet processed, urgent (with answers) and routine; `oldest_ms`: since when the oldest waits
        (milliseconds since 1970, UTC), 0 for none."""
        told: dict[str, int] = {}
        oldest = 0
        for lane, stream in self._streams.items():
            told[lane] = await redis.xlen(stream)
            first: Any = await redis.xrange(stream, "-", "+", count=1) if told[lane] else []
            if first:
                since = int(first[0][0].partition(b"-")[0])
                oldest = min(oldest or since, since)
        urgent = told["answers"] + told["urgent"]
        return {"urgent": urgent, "routine": told["routine"], "oldest_ms": oldest}

    async def _read_pending(self, lane: str) -> None:
        after = b"0"
        while True:
            found: Any = await self._redis.xreadgroup(
                keys.GROUP, keys.CONSUMER, {self._streams[lane]: after}, count=1000
            )
            entries: Any = next(iter(found.values()), [])
            for id_, fields in entries:
                after = id_
                if id_ not in self._held[lane]:
                    await self._keep_or_drop(lane, id_, fields)
            if len(entries) < 1000:
                return

    async def _fetch(self, lane: str, id_: bytes) -> None:
        found: Any = await self._redis.xrange(self._streams[lane], id_, id_)
        await self._keep_or_drop(lane, id_, found[0][1] if found else None)

    async def _keep_or_drop(self, lane: str, id_: bytes, fields: Fields | None) -> None:
        if fields:
            self._hold(lane, id_, fields)
        else:  # trimmed, so it was acknowledged once: only its name is left in the pending list
            await self._redis.xack(self._streams[lane], keys.GROUP, id_)

    def _hold(self, lane: str, id_: bytes, fields: Fields) -> None:
        self._held[lane].add(id_)
        self._waiting[lane].append(Waiting(lane, id_, fields))


def _after_lane(lane: str) -> tuple[str, ...]:
    return keys.LANES[keys.LANES.index(lane) + 1 :]


def _order(id_: bytes) -> tuple[int, int]:
    ms, _, serial = id_.partition(b"-")
    return int(ms), int(serial or b"0")


def _after(id_: bytes) -> bytes:
    ms, serial = _order(id_)
    return b"%d-%d" % (ms, serial + 1)
