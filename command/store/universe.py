"""The counter row of a universe: its lock, last number and hash, time, epoch, and who its writer is."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from command.clock import Rehearsal
from command.store.batch import Batch
from command.store.ledger import GENESIS


class Counter(Struct, frozen=True):
    """The counter row. `now` is the district's time and never goes back (UTC); `ahead`: how far it runs before the
    database's; `rate`: seconds of it in a second (1, but for a rehearsal)."""

    number: int
    hash: bytes
    now: datetime
    epoch: str
    token: int
    ahead: timedelta = timedelta()
    rate: float = 1.0


class Holder(Struct, frozen=True):
    """Who holds a district's writing: its token, its connection's backend and whether that is still there,
    seconds since it was last seen (None: it left in good order, or there never was one)."""

    token: int
    backend: int | None
    silent_s: float | None
    connected: bool


def clock_sql(table: str = "") -> str:
    """The district's clock in SQL, for the row of `universe` that `table.` names; it may lie before the last `now`."""
    u = f"{table}." if table else ""
    return f"clock_timestamp() + {u}ahead + (clock_timestamp() - {u}rate_from) * ({u}rate - 1)"


def now_sql(table: str = "") -> str:
    """The district's time in SQL: its clock, but never back."""
    return f"GREATEST({table + '.' if table else ''}now, {clock_sql(table)})"


_COLUMNS = f"number, hash, {now_sql()} AS now, epoch, writer_token, ahead, rate"


_SET = "UPDATE universe SET number = %(number)s, hash = %(hash)s, now = %(now)s"
_SEEN = ", writer_backend = pg_backend_pid(), writer_seen = clock_timestamp()"
_EXPECT = (
    "SELECT 1 / (CASE WHEN number = %(number)s AND hash = %(hash)s AND epoch = %(epoch)s AND writer_token = %(token)s "
    f"AND ahead = %(ahead)s AND rate = %(rate)s AND now <= %(now)s AND {clock_sql()} >= %(now)s THEN 1 ELSE 0 END), "
    f"{_COLUMNS} FROM universe WHERE universe = %(universe)s FOR UPDATE"
)
_ADVANCE = f"{_SET} WHERE universe = %(universe)s"
_ADVANCE_WRITER = f"{_SET}{_SEEN} WHERE universe = %(universe)s"


def _counter(row: Any) -> Counter:
    return Counter(row.number, bytes(row.hash), row.now, row.epoch, row.writer_token, row.ahead, row.rate)


async def create(connection: AsyncConnection, universe: str) -> None:
    """Make the universe if it is not there."""
    await connection.execute(
        text(
            "INSERT INTO universe (universe, hash, now, epoch) VALUES (:universe, :hash, clock_timestamp(), :epoch) "
            "ON CONFLICT DO NOTHING"
        ),
        {"universe": universe, "hash": GENESIS, "epoch": new_epoch()},
    )


def new_epoch() -> str:
    """A name that no stream ever had, so that a restored ledger never meets its own future."""
    return secrets.token_hex(6)


async def lock(connection: AsyncConnection, universe: str) -> Counter:
    """Take the universe's lock: the first statement of every transaction that adds to its ledger."""
    row = await connection.execute(
        text(f"SELECT {_COLUMNS} FROM universe WHERE universe = :universe FOR UPDATE"),
        {"universe": universe},
    )
    return _counter(row.one())


def add_lock(batch: Batch) -> None:
    """`lock` as the first statement of a batch; `read_lock` reads its row."""
    batch.add(f"SELECT {_COLUMNS} FROM universe WHERE universe = %(universe)s FOR UPDATE")


def read_lock(rows: list[Any]) -> Counter:
    """The counter row that a batch locked. Raises LookupError when there is no such universe."""
    if not rows:
        raise LookupError("no such universe")
    number, hash_, now, epoch, token, ahead, rate = rows[0]
    return Counter(number, bytes(hash_), now, epoch, token, ahead, rate)


def add_expectation(batch: Batch, counter: Counter, now: datetime) -> None:
    """`lock` as the first statement of a batch that fails whole (`Overtaken`) unless the counter still stands where it
    is expected, and `now` lies between the universe's last time and this moment."""
    c = counter
    batch.add(_EXPECT, number=c.number, hash=c.hash, epoch=c.epoch, token=c.token, ahead=c.ahead, rate=c.rate, now=now)


def read_expectation(rows: list[Any]) -> Counter:
    """The counter row as it was locked; its `now` is the universe's time then."""
    return read_lock([rows[0][1:]])


async def head(connection: AsyncConnection, universe: str) -> int:
    """The last number of a ledger, without its lock; 0 when there is no such universe."""
    found = await connection.scalar(
        text("SELECT number FROM universe WHERE universe = :universe"), {"universe": universe}
    )
    return int(found or 0)


async def look(engine: AsyncEngine, universe: str) -> Counter:
    """The counter as last committed, without the lock."""
    async with engine.connect() as connection:
        row = await connection.execute(
            text(f"SELECT {_COLUMNS} FROM universe WHERE universe = :universe"),
            {"universe": universe},
        )
        return _counter(row.one())


def advance(batch: Batch, counter: Counter, token: int | None) -> None:
    """Write the counter back under the lock and wake the relays. A writer (`token`) shows that it lives by it."""
    statement = _ADVANCE if token is None else _ADVANCE_WRITER
    batch.add(statement, number=counter.number, hash=counter.hash, now=counter.now)
    if token is None:  # a writer tells its own facts itself, at once
        batch.add("SELECT pg_notify('ledger', %(universe)s)")


async def renew_epoch(engine: AsyncEngine, universe: str, old: str) -> str:
    """Start a new epoch unless somebody else just did; the one now in force."""
    async with engine.begin() as connection:
        counter = await lock(connection, universe)
        if counter.epoch != old:
            return counter.epoch
        fresh = new_epoch()
        await connection.execute(
            text("UPDATE universe SET epoch = :epoch WHERE universe = :universe"),
            {"universe": universe, "epoch": fresh},
        )
        return fresh


async def holder(engine: AsyncEngine, universe: str) -> Holder:
    """Who writes, as last committed: readable even while the holder hangs with the lock."""
    async with engine.connect() as connection:
        row = (
            await connection.execute(
                text(
                    "SELECT writer_token, writer_backend, "
                    "extract(epoch FROM clock_timestamp() - writer_seen) AS silent, "
                    "EXISTS (SELECT FROM pg_stat_activity WHERE pid = writer_backend) AS alive "
                    "FROM universe WHERE universe = :universe"
                ),
                {"universe": universe},
            )
        ).one()
    silent = float(row.silent) if row.silent is not None else None
    return Holder(row.writer_token, row.writer_backend, silent, row.alive)


async def take_over(engine: AsyncEngine, universe: str, seen: Holder) -> int | None:
    """Become the writer in place of a silent holder: end its backend, bump the token. None if somebody was faster."""
    async with engine.begin() as connection:
        if seen.backend is not None:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = :pid "
                    "AND pid <> pg_backend_pid() AND application_name = 'gridcommand-writer'"
                ),
                {"pid": seen.backend},
            )
        counter = await lock(connection, universe)
        if counter.token != seen.token:
            return None
        token = counter.token + 1
        await connection.execute(
            text(
                "UPDATE universe SET writer_token = :token, writer_backend = NULL, writer_seen = clock_timestamp() "
                "WHERE universe = :universe"
            ),
            {"universe": universe, "token": token},
        )
        return token


async def still_here(connection: AsyncConnection, universe: str, token: int) -> bool:
    """The holder's sign of life, on the connection it writes through. False: somebody else holds the token now."""
    found = await connection.execute(
        text(
            "UPDATE universe SET writer_backend = pg_backend_pid(), writer_seen = clock_timestamp() "
            "WHERE universe = :universe AND writer_token = :token"
        ),
        {"universe": universe, "token": token},
    )
    return found.rowcount == 1


async def step_down(engine: AsyncEngine, universe: str, token: int) -> None:
    """Leave in good order: the next writer need not wait for the silence."""
    async with engine.begin() as connection:
        await connection.execute(
            text("UPDATE universe SET writer_seen = NULL WHERE universe = :universe AND writer_token = :token"),
            {"universe": universe, "token": token},
        )


async def fast_forward(engine: AsyncEngine, universe: str, seconds: float) -> None:
    """Move the universe's clock on, for rehearsals and tests. There is no way back."""
    async with engine.begin() as connection:
        await lock(connection, universe)
        await connection.execute(
            text("UPDATE universe SET ahead = ahead + make_interval(secs => :seconds) WHERE universe = :universe"),
            {"universe": universe, "seconds": seconds},
        )


async def rehearse(engine: AsyncEngine, universe: str, start: datetime, rate: float) -> None:
    """The universe's clock stands at `start` now (but never before its last time), and runs `rate` seconds in a second:
    for demos. Time that passes while nothing runs is left out when this is called at each start."""
    async with engine.begin() as connection:
        await lock(connection, universe)
        await connection.execute(
            text(
                "UPDATE universe SET ahead = GREATEST(now, CAST(:start AS timestamptz)) - clock_timestamp(), "
                "rate = :rate, rate_from = clock_timestamp() WHERE universe = :universe"
            ),
            {"universe": universe, "start": start, "rate": rate},
        )


async def rehearsal(engine: AsyncEngine, universe: str) -> Rehearsal | None:
    """The clock that the universe rehearses by, if it does."""
    async with engine.connect() as connection:
        found = await connection.execute(
            text(
                "SELECT rate_from AS since, rate_from + ahead AS start, rate FROM universe "
                "WHERE universe = :universe AND rate <> 1"
            ),
            {"universe": universe},
        )
        row = found.first()
        return Rehearsal(row.since, row.start, row.rate) if row is not None else None


async def now(engine: AsyncEngine, universe: str) -> datetime:
    """The district's time (UTC), as the next transaction would have it."""
    async with engine.connect() as connection:
        row = await connection.execute(
            text(f"SELECT {now_sql()} FROM universe WHERE universe = :universe"),
            {"universe": universe},
        )
        moment: datetime = row.scalar_one()
        return moment
