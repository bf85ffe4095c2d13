"""Answers to durable requests, for whoever asks again."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

Key = tuple[str, str, str]
"""Sender, method, request id."""


class Stored(Struct, frozen=True):
    """How a request ended: the hash of its content (32 bytes) and its outcome, JSON with `status`."""

    content_hash: bytes
    outcome: bytes


_FIND = text(
    "SELECT r.sender, r.method, r.id, r.content_hash, r.outcome FROM request r JOIN unnest(CAST(:senders AS text[]), "
    "CAST(:methods AS text[]), CAST(:ids AS text[])) AS k(s, m, i) ON r.sender = k.s AND r.method = k.m AND r.id = k.i"
)


async def find_answers(engine: AsyncEngine, keys: Sequence[Key]) -> dict[Key, Stored]:
    """Those of the requests that have ended, in one query."""
    columns = list(zip(*keys, strict=True)) or [(), (), ()]
    values = {"senders": list(columns[0]), "methods": list(columns[1]), "ids": list(columns[2])}
    async with engine.connect() as connection:
        rows = await connection.execute(_FIND, values)
        return {(r.sender, r.method, r.id): Stored(bytes(r.content_hash), r.outcome.encode()) for r in rows}
