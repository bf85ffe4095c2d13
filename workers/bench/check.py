"""Nothing lost, nothing twice: what phones were told compared with the database and the inbox."""

from typing import Any

import msgspec

from command.store.database import create_engine
from command.store.requests import Key
from command.store.requests import look_up as rows_of
from realtime import keys
from realtime.redis import Redis, close, connect
from workers.bench.crowd import Crowd
from workers.bench.district import CODE
from workers.bench.orders import Check

_PIECE = 5000
_LISTED = 5


class _Outcome(msgspec.Struct):
    status: str = ""


async def look_up(order: Check, crowd: Crowd) -> tuple[dict[str, int], list[str]]:
    """Counts, and the sentences that say what is wrong."""
    stored, missing = await _rows(order.database_url, crowd.accepted)
    held = await _held(order.redis_url) if order.inbox else set()
    lost = [key for key in missing if key not in held]
    counts = {
        "rows of accepted requests": stored["stored"] + stored["refused"],
        "rows: stored": stored["stored"],
        "rows: refused": stored["refused"],
        "accepted and in the inbox": len(missing) - len(lost),
        "lost": len(lost),
    }
    faults = [f"accepted but neither stored nor refused nor waiting: {key}" for key in lost[:_LISTED]]
    if len(set(crowd.accepted)) != len(crowd.accepted):
        faults.append("one request was accepted twice")
    told, rows = crowd.counts["answered"], counts["rows of accepted requests"]
    if not order.inbox and told != rows:
        faults.append(f"{rows} requests were answered in the database, {told} on the phones")
    return counts, faults


async def _rows(database_url: str, accepted: list[Key]) -> tuple[dict[str, int], list[Key]]:
    engine = create_engine(database_url, name="gridcommand-bench", read_only=True)
    read = msgspec.json.Decoder(_Outcome).decode
    counts, missing = {"stored": 0, "refused": 0}, list[Key]()
    try:
        for start in range(0, len(accepted), _PIECE):
            piece = accepted[start : start + _PIECE]
            found = await rows_of(engine, CODE, piece)
            missing += [key for key in piece if key not in found]
            for known in found.values():
                counts[read(known.outcome.encode()).status] += 1
    finally:
        await engine.dispose()
    return counts, missing


async def _held(redis_url: str) -> set[Key]:
    redis = connect(redis_url)
    try:
        return {key for lane in keys.LANES for key in await _entries(redis, keys.inbox(CODE, lane))}
    finally:
        await close(redis)


async def _entries(redis: Redis, stream: str) -> list[Key]:
    held, start = list[Key](), "-"
    while True:
        rows: Any = await redis.xrange(stream, start, "+", count=_PIECE)
        held += [(f[b"s"].decode(), f[b"m"].decode(), f[b"i"].decode()) for _, f in rows]
        if len(rows) < _PIECE:
            return held
        start = f"({rows[-1][0].decode()}"
