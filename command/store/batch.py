"""Many statements of one transaction, sent in one go: what costs time is waiting for each answer, not the work.

Rows travel as one JSON text a table (`json_to_recordset`): building PostgreSQL arrays of text in Python takes longer
than everything else together.
"""

import asyncio
from typing import Any

import msgspec
import psycopg
from sqlalchemy import exc

from command.store.engine import Connection

_encode = msgspec.json.Encoder().encode


class Batch:
    """Statements in psycopg's style (`%(name)s`), collected and then run in their order on one connection."""

    def __init__(self, universe: str) -> None:
        self.universe = universe
        self._statements: list[tuple[str, dict[str, Any]]] = []

    def add(self, statement: str, **values: Any) -> None:
        """One statement; `universe` is always bound."""
        self._statements.append((statement, {"universe": self.universe, **values}))

    def add_rows(self, statement: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        """A statement that reads `%(rows)s` as JSON objects with these members; nothing if there are no rows."""
        if rows:
            made = [dict(zip(columns, row, strict=True)) for row in rows]
            self.add(statement, rows=_encode(made).decode())

    async def run(
        self, connection: Connection, *, commit: bool = False, sent: asyncio.Event | None = None
    ) -> list[list[Any]]:
        """Send everything (and COMMIT), then read everything: the rows of each statement that has any. `sent` is set
        in between.

        The first error is raised as SQLAlchemy's of the same kind, and then nothing is committed.
        """
        raw: psycopg.AsyncConnection[Any] | None = (await connection.get_raw_connection()).driver_connection
        if raw is None:
            raise exc.InvalidRequestError("the connection is closed")
        try:
            async with raw.pipeline():
                cursors = [await raw.execute(text, values, prepare=True) for text, values in self._statements]
                if sent is not None:  # not after COMMIT: that waits for all answers
                    sent.set()
                if commit:
                    await raw.commit()
            return [await c.fetchall() if c.description else [] for c in cursors]
        except psycopg.Error as error:
            if raw.closed:
                await connection.invalidate()
            raise _told(error) from error


def _told(error: psycopg.Error) -> exc.DBAPIError:
    kinds: tuple[tuple[type[psycopg.Error], type[exc.DBAPIError]], ...] = (
        (psycopg.IntegrityError, exc.IntegrityError),
        (psycopg.DataError, exc.DataError),
        (psycopg.OperationalError, exc.OperationalError),
    )
    kind = next((ours for theirs, ours in kinds if isinstance(error, theirs)), exc.DatabaseError)
    return kind("batch", None, error)


def from_rows(columns: dict[str, str]) -> str:
    """`json_to_recordset(rows) AS x(column type, …)`."""
    typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    return f"json_to_recordset(CAST(%(rows)s AS json)) AS x({typed})"
