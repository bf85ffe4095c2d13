"""LISTEN that survives: what was notified, and when to look for what may have been missed."""

import asyncio
from collections.abc import AsyncIterator

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from command.store.database import KEEPALIVE, async_url

_RECONNECT_S = 1.0


async def listen(database_url: str, channel: str, *, poll_s: float) -> AsyncIterator[str | None]:
    """Payloads notified on `channel`, for ever, in the order of the commits that sent them.

    None means "look for yourself": after each (re)connection and whenever `poll_s` seconds went by, because a
    notification during an outage is not kept. Errors of the database are outlived, not raised.
    """
    while True:
        try:
            async with await _connect(database_url) as connection:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                while True:
                    yield None
                    async for notification in connection.notifies(timeout=poll_s):
                        yield notification.payload
        except (psycopg.Error, OSError):
            await asyncio.sleep(_RECONNECT_S)


def conninfo(database_url: str) -> str:
    """The same server for psycopg alone. Member by member: as a URL a blank in a socket's folder would be written `+`,
    which libpq reads as a plus."""
    url = async_url(database_url)
    members = {**url.translate_connect_args(username="user", database="dbname"), **url.query}
    options = {name: _text(value) for name, value in {**members, **KEEPALIVE, "connect_timeout": 3}.items()}
    return make_conninfo(**options)


def _text(value: object) -> str:
    """Several hosts or ports are written with commas."""
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


async def _connect(database_url: str) -> psycopg.AsyncConnection:
    return await psycopg.AsyncConnection.connect(conninfo(database_url), autocommit=True)
