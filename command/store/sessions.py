"""Sign-ins as the database holds them, and the key their tokens are signed with."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import DataError as UnfitData
from sqlalchemy.exc import SQLAlchemyError as DatabaseError
from sqlalchemy.ext.asyncio import AsyncEngine

__all__ = [
    "ENDED_CHANNEL",
    "DatabaseError",
    "UnfitData",
    "add_session",
    "end_session",
    "end_sessions_of",
    "ended_sessions",
    "extend_session",
    "prune_sessions",
    "secret",
]  # fmt: skip

ENDED_CHANNEL = "session_ended"

_KEEP_SECRET = text("INSERT INTO secret (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")
_SECRET = text("SELECT value FROM secret WHERE name = :name")
_ADD = text("INSERT INTO session (id, person, made_at, expires_at) VALUES (:id, :person, :made_at, :expires_at)")
_EXTEND = text("UPDATE session SET expires_at = :expires_at WHERE id = :id AND ended_at IS NULL RETURNING id")
_END = text("UPDATE session SET ended_at = :now WHERE id = :id AND ended_at IS NULL RETURNING id")
_END_ALL = text("UPDATE session SET ended_at = :now WHERE person = :person AND ended_at IS NULL RETURNING id")
_NOTIFY = text("SELECT pg_notify(:channel, :id)")
_ENDED = text("SELECT id FROM session WHERE ended_at IS NOT NULL AND expires_at > :now")
_PRUNE = text("DELETE FROM session WHERE expires_at < :before")


async def secret(engine: AsyncEngine, name: str, fresh: bytes) -> bytes:
    """The secret of that name; `fresh` becomes it if there was none. All processes get the same."""
    async with engine.begin() as connection:
        await connection.execute(_KEEP_SECRET, {"name": name, "value": fresh})
        return bytes(await connection.scalar(_SECRET, {"name": name}))


async def add_session(engine: AsyncEngine, session: str, person: str, made_at: datetime, expires_at: datetime) -> None:
    """A person signed in."""
    values = {"id": session, "person": person, "made_at": made_at, "expires_at": expires_at}
    async with engine.begin() as connection:
        await connection.execute(_ADD, values)


async def extend_session(engine: AsyncEngine, session: str, expires_at: datetime) -> bool:
    """Let a session last longer; False when it has ended or never was."""
    async with engine.begin() as connection:
        return await connection.scalar(_EXTEND, {"id": session, "expires_at": expires_at}) is not None


async def end_session(engine: AsyncEngine, session: str, now: datetime) -> bool:
    """End a session and tell every process; False when it had already ended."""
    async with engine.begin() as connection:
        ended = await connection.scalar(_END, {"id": session, "now": now})
        await connection.execute(_NOTIFY, {"channel": ENDED_CHANNEL, "id": session})
    return ended is not None


async def end_sessions_of(engine: AsyncEngine, person: str, now: datetime) -> list[str]:
    """End every session of a person and tell every process; their ids."""
    async with engine.begin() as connection:
        ended = list((await connection.execute(_END_ALL, {"person": person, "now": now})).scalars())
        for session in ended:
            await connection.execute(_NOTIFY, {"channel": ENDED_CHANNEL, "id": session})
    return ended


async def ended_sessions(engine: AsyncEngine, now: datetime) -> set[str]:
    """Sessions that were ended while their tokens would still be good."""
    async with engine.connect() as connection:
        return set((await connection.execute(_ENDED, {"now": now})).scalars())


async def prune_sessions(engine: AsyncEngine, before: datetime) -> None:
    """Forget sessions whose tokens expired before that moment."""
    async with engine.begin() as connection:
        await connection.execute(_PRUNE, {"before": before})
