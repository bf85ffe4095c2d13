"""Durable requests that are in the inbox and not decided yet, by sender: what a phone's snapshot calls `pending`.

Read from the streams themselves and looked up in the database, since an entry is trimmed a moment after it was decided.
"""

import asyncio
from typing import Any

from msgspec import Struct

from command.store.engine import Engine
from command.store.requests import Key, look_up
from realtime import keys
from realtime.redis import RedisError, close, connect

MOST = 2_000
"""Entries read of each lane, the newest: in a flood a phone learns of older ones when they are decided."""
TIMEOUT_S = 2.0


class Undecided(Struct, frozen=True):
    """A request that waits."""

    id: str
    method: str


async def undecided(redis_url: str, engine: Engine, universe: str) -> dict[str, list[Undecided]]:
    """Sender → their requests that wait, in their order. Empty when Redis cannot be asked: the phone keeps its own."""
    try:
        async with asyncio.timeout(TIMEOUT_S):
            waiting = await _waiting(redis_url, universe)
    except (RedisError, OSError, TimeoutError):
        return {}
    known = await look_up(engine, universe, waiting) if waiting else {}
    found: dict[str, list[Undecided]] = {}
    for key in waiting:
        if key not in known:
            sender, method, id_ = key
            found.setdefault(sender, []).append(Undecided(id_, method))
    return found


async def _waiting(redis_url: str, universe: str) -> list[Key]:
    redis = connect(redis_url)
    try:
        found: dict[Key, None] = {}
        for lane in keys.LANES:
            rows: Any = await redis.xrevrange(keys.inbox(universe, lane), "+", "-", count=MOST)
            for _, fields in reversed(rows):
                found[_text(fields, b"s"), _text(fields, b"m"), _text(fields, b"i")] = None
        return list(found)
    finally:
        await close(redis)


def _text(fields: dict[bytes, bytes], name: bytes) -> str:
    return fields.get(name, b"").decode(errors="replace").replace("\x00", "")
