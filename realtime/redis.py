"""Connections to Redis: RESP3, no hidden retries, no hidden timeouts. Whoever waits sets their own limit.

A command that was cancelled leaves its answer on the wire, so after any error the whole client is thrown away.
"""

import asyncio
import contextlib

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

__all__ = ["CONNECT_S", "Redis", "RedisError", "close", "connect"]

CONNECT_S = 2.0


def connect(url: str) -> Redis:
    """A client with one connection of its own, made at its first command. `redis://`, `rediss://` or `unix://`."""
    return Redis.from_url(
        url,
        protocol=3,
        legacy_responses=False,
        socket_timeout=None,
        socket_connect_timeout=CONNECT_S,
        retry=Retry(NoBackoff(), 0),
        single_connection_client=True,
        health_check_interval=0,
    )


async def close(client: Redis) -> None:
    """Throw a client away, whatever state it is in; waits at most a second for a peer that is gone."""
    with contextlib.suppress(RedisError, OSError, TimeoutError):
        async with asyncio.timeout(1):
            await client.aclose()
