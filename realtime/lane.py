"""One connection to Redis on which everything written is on the disk before it is answered, or it is not used."""

import asyncio
from collections.abc import Sequence
from typing import Any

import hiredis
from msgspec import Struct
from redis.exceptions import ConnectionError as Lost
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


class Note(Struct, frozen=True, gc=False):
    """One entry for an inbox stream. `fields`: names and values by turns."""

    stream: str
    fields: tuple[bytes | str, ...]


async def prove_durable(client: Redis) -> None:
    """Raises Unfit unless every write is fsynced before its answer, and nothing is ever evicted."""
    found: dict[Any, Any] = await client.execute_command("CONFIG", "GET", *DURABLE)  # type: ignore[no-untyped-call]
    settings = {_text(name): _text(value) for name, value in found.items()}
    for name, wanted in DURABLE.items():
        if settings.get(name) != wanted:
            raise Unfit(f"{name} is {settings.get(name)!r}, must be {wanted!r}")


class Lane:
    """Writes batches, one at a time, each in one piece. After any trouble the connection is made anew.

    redis-py makes the connection; then commands and answers go over its streams without it, which is several times
    cheaper for an entry.
    """

    def __init__(self, url: str, timeout_s: float = 2.0) -> None:
        self._url = url
        self._timeout_s = timeout_s
        self._wire: _Wire | None = None

    async def write(self, notes: Sequence[Note]) -> list[str | Exception]:
        """The entry ids, or for single entries why not. Raises what kept the whole batch from being known.

        That is Unfit, RedisError, OSError or TimeoutError; some entries may have been written all the same.
        """
        try:
            async with asyncio.timeout(self._timeout_s):
                wire = self._wire
                if wire is None:
                    wire = self._wire = _Wire(connect(self._url))
                    await wire.open()
                return await wire.send(notes)
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Forget the connection, whatever is still on it."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.cut()


class _Wire:
    """One connection, from its first byte to its last; of no use after any exception."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._answers = hiredis.Reader(
            protocolError=Lost, replyError=_reply_error, encoding="utf-8", notEnoughData=_NOT_YET
        )

    async def open(self) -> None:
        """Connect, and see that what is acknowledged here stays."""
        await self._client.initialize()
        await prove_durable(self._client)

    async def send(self, notes: Sequence[Note]) -> list[str | Exception]:
        """Write the entries and read as many answers."""
        connection: Any = self._client.connection
        reader: asyncio.StreamReader | None = connection and connection._reader  # noqa: SLF001
        writer: asyncio.StreamWriter | None = connection and connection._writer  # noqa: SLF001
        if reader is None or writer is None:
            raise Lost("the connection is gone")
        writer.write(b"".join([_packed(note) for note in notes]))
        await writer.drain()
        return await self._read(reader, len(notes))

    def cut(self) -> None:
        """End it; never waits for a peer that is gone."""
        connection, self._client.connection = self._client.connection, None
        if connection is not None:
            connection._close()  # type: ignore[no-untyped-call]  # noqa: SLF001

    async def _read(self, reader: asyncio.StreamReader, count: int) -> list[str | Exception]:
        answers: list[str | Exception] = []
        while len(answers) < count:
            chunk = await reader.read(_CHUNK)
            if not chunk:
                raise Lost("the server closed the connection")
            self._answers.feed(chunk)
            while (answer := self._answers.gets()) is not _NOT_YET:
                if isinstance(answer, Lost):
                    raise answer
                if not isinstance(answer, hiredis.PushNotification):  # those answer nothing
                    answers.append(answer if isinstance(answer, Exception) else str(answer))
        if len(answers) > count:
            raise Lost("more answers than questions")
        return answers


def _packed(note: Note) -> bytes:
    packed: bytes = hiredis.pack_command((b"XADD", note.stream, b"*", *note.fields))  # type: ignore[arg-type] # its stub
    return packed


def _reply_error(message: str) -> Exception:
    """An entry's own error; or the whole server's, which another connection may find gone."""
    code = message.partition(" ")[0]
    return Lost(message) if code in _SERVERS_OWN else ResponseError(message)


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


_CHUNK = 65536
_NOT_YET = object()
_SERVERS_OWN = {"LOADING", "READONLY", "MASTERDOWN", "NOAUTH"}

__all__ = ["Lane", "Note", "RedisError", "ResponseError", "Unfit", "prove_durable"]
