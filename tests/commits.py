"""Waiting for what other processes write: PostgreSQL itself tells of each commit, so that nobody looks in turns."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import psycopg

from command.store.engine import Engine

_T = TypeVar("_T")
_TELLER = """CREATE OR REPLACE FUNCTION tests_wrote() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN PERFORM pg_notify(''tests_wrote'', TG_TABLE_NAME); RETURN NULL; END'"""
_TRIGGER = "CREATE OR REPLACE TRIGGER tests_wrote AFTER INSERT OR UPDATE ON {} EXECUTE FUNCTION tests_wrote()"


class Commits:
    """What was committed since it began to listen."""

    def __init__(self, connection: psycopg.AsyncConnection) -> None:
        self._connection = connection

    async def until(self, so: Callable[[], Awaitable[_T | None]], timeout_s: float = 30) -> _T:
        """What `so` answers, once that is something: asked now, and after each commit. Raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            while not (found := await so()):
                async for _ in self._connection.notifies(stop_after=1):
                    pass
        return found


@asynccontextmanager
async def commits(engine: Engine, table: str = "ledger") -> AsyncIterator[Commits]:
    """Listens to what is written into a table, by whomever, while the block runs."""
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(_TELLER)
        await connection.execute(_TRIGGER.format(table).encode())
        await connection.execute("LISTEN tests_wrote")
        try:
            yield Commits(connection)
        finally:
            await connection.execute(f"DROP TRIGGER tests_wrote ON {table}".encode())
