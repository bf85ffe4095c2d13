"""One connection to Redis on which everything written is on the disk before it is answered, or it is not used."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from redis.exceptions import ResponseError

from realtime.redis import Redis, RedisError, connect

DURABLE = {
    "appendonly": "yes",
    "appendfsync": "always",
    "no-appendfsync-on-rewrite": "no",
    "maxmemory-policy": "noeviction",
}
"""Without every one of these, an acknowledged write can be lost."""


class Unfit(Exception):
    """Redis is there, but what it acknowledges may be lost. The message names the setting."""


class Note(Struct, frozen=True):
    """One entry for an inbox stream."""

    stream: str
    fields: Mapping[bytes, bytes]


async def prove_durable(client: Redis) -> None:
    """Raises Unfit unless every write is fsynced before its answer, and nothing is ever evicted."""
    found: dict[Any, Any] = await client.execute_command("CONFIG", "GET", *DURABLE)  # type: ignore[no-untyped-call]
    settings = {_text(name): _text(value) for name, value in found.items()}
    for name, wanted in DURABLE.items():
        if settings.get(name) != wanted:
            raise Unfit(f"{name} is {settings.get(name)!r}, must be {wanted!r}")


class Lane:
    """Writes batches, one at a time, each in one pipeline. After any trouble the connection is made anew."""

    def __init__(self, url: str, timeout_s: float = 2.0) -> None:
        self._url = url
        self._timeout_s = timeout_s
        self._client: Redis | None = None

    async def write(self, notes: Sequence[Note]) -> list[str | Exception]:
        """The entry ids, or for single entries why not. Raises what kept the whole batch from being known.

        That is Unfit, RedisError, OSError or TimeoutError; some entries may have been written all the same.
        """
        try:
            async with asyncio.timeout(self._timeout_s):
                client = await self._ready()
                return await self._send(client, notes)
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Forget the connection, whatever is still on it."""
        client, self._client = self._client, None
        if client is None or client.connection is None:
            return
        connection, client.connection = client.connection, None
        connection._close()  # type: ignore[no-untyped-call]  # noqa: SLF001 - never waits for a peer that is gone

    async def _ready(self) -> Redis:
        if self._client is None:
            client = connect(self._url)
            self._client = client
            await client.initialize()
            await prove_durable(client)
        return self._client

    @staticmethod
    async def _send(client: Redis, notes: Sequence[Note]) -> list[str | Exception]:
        pipeline = client.pipeline(transaction=False)
        for note in notes:
            parts = [part for pair in note.fields.items() for part in pair]
            pipeline.execute_command("XADD", note.stream, b"*", *parts)
        answers: list[Any] = await pipeline.execute(raise_on_error=False)
        return [a if isinstance(a, Exception) else _text(a) for a in answers]


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


__all__ = ["Lane", "Note", "RedisError", "ResponseError", "Unfit", "prove_durable"]
