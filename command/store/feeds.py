"""CAP messages as they came, and where each polled feed stands: who polls it now, when next, how it went."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import text

from command.store.engine import Engine

LEASE_S = 60
"""Longer than any poll takes: whoever holds it and dies is followed by another after so long."""

_KEEP = text("INSERT INTO cap_original (digest, bytes) VALUES (:digest, :bytes) ON CONFLICT (digest) DO NOTHING")
_ORIGINAL = text("SELECT bytes FROM cap_original WHERE digest = :digest")
_SETTLE = text("DELETE FROM feed WHERE universe = :universe AND url <> :url")
_LEASE = text(
    "INSERT INTO feed (universe, url, holder, lease_until) "
    "VALUES (:universe, :url, :holder, clock_timestamp() + make_interval(secs => :lease)) "
    "ON CONFLICT (universe, url) DO UPDATE SET holder = EXCLUDED.holder, lease_until = EXCLUDED.lease_until "
    "WHERE feed.lease_until <= clock_timestamp() AND feed.next_at <= clock_timestamp() "
    "RETURNING etag, modified, failures"
)
_DONE = text(
    "UPDATE feed SET lease_until = '-infinity', next_at = clock_timestamp() + make_interval(secs => :wait), "
    "checked_at = clock_timestamp(), ok_at = clock_timestamp(), failures = 0, error = '', etag = :etag, "
    "modified = :modified, changed_at = CASE WHEN :changed THEN clock_timestamp() ELSE changed_at END, "
    "taken = taken + :taken, refused = refused + :refused, elsewhere = elsewhere + :elsewhere, "
    "last_refusal = CASE WHEN :last_refusal = '' THEN last_refusal ELSE :last_refusal END "
    "WHERE universe = :universe AND url = :url AND holder = :holder"
)
_FAILED = text(
    "UPDATE feed SET lease_until = '-infinity', next_at = clock_timestamp() + make_interval(secs => :wait), "
    "checked_at = clock_timestamp(), failures = failures + 1, error = :error "
    "WHERE universe = :universe AND url = :url AND holder = :holder"
)
_STATE = text(
    "SELECT url, checked_at, ok_at, changed_at, failures, error, taken, refused, elsewhere, last_refusal "
    "FROM feed WHERE universe = :universe ORDER BY url"
)


class Leased(Struct, frozen=True):
    """A poll that is ours to do, with what the last answer said of itself."""

    etag: str
    modified: str
    failures: int


class Poll(Struct, frozen=True, kw_only=True):
    """What one poll brought. `changed`: it was answered anew, not "not modified"."""

    etag: str = ""
    modified: str = ""
    changed: bool = False
    taken: int = 0
    refused: int = 0
    elsewhere: int = 0
    last_refusal: str = ""


class FeedState(Struct, frozen=True, kw_only=True):
    """How polling one address goes. Times are UTC; `failures`: in a row; the counts are since the address was set."""

    url: str
    checked_at: datetime | None
    ok_at: datetime | None
    changed_at: datetime | None
    failures: int
    error: str
    taken: int
    refused: int
    elsewhere: int
    last_refusal: str


async def keep_original(engine: Engine, digest: str, content: bytes) -> None:
    """Keep a message as it came; the same one once."""
    async with engine.begin() as connection:
        await connection.execute(_KEEP, {"digest": digest, "bytes": content})


async def original(engine: Engine, digest: str) -> bytes | None:
    """A message as it came."""
    async with engine.connect() as connection:
        found = await connection.scalar(_ORIGINAL, {"digest": digest})
    return bytes(found) if found is not None else None


async def settle(engine: Engine, universe: str, url: str) -> None:
    """Forget the addresses that are not polled any more."""
    async with engine.begin() as connection:
        await connection.execute(_SETTLE, {"universe": universe, "url": url})


async def lease(engine: Engine, universe: str, url: str, holder: str) -> Leased | None:
    """Take the next poll, if it is time and nobody else has it."""
    values = {"universe": universe, "url": url, "holder": holder, "lease": LEASE_S}
    async with engine.begin() as connection:
        row = (await connection.execute(_LEASE, values)).one_or_none()
    return Leased(row.etag, row.modified, row.failures) if row is not None else None


async def done(engine: Engine, universe: str, url: str, holder: str, poll: Poll, wait_s: float) -> None:
    """It went well; the next one after `wait_s`."""
    values = {
        "universe": universe,
        "url": url,
        "holder": holder,
        "wait": wait_s,
        "etag": poll.etag,
        "modified": poll.modified,
        "changed": poll.changed,
        "taken": poll.taken,
        "refused": poll.refused,
        "elsewhere": poll.elsewhere,
        "last_refusal": poll.last_refusal[:500],
    }
    async with engine.begin() as connection:
        await connection.execute(_DONE, values)


async def failed(engine: Engine, universe: str, url: str, holder: str, error: str, wait_s: float) -> None:
    """It did not go well; tried again after `wait_s`."""
    values = {"universe": universe, "url": url, "holder": holder, "wait": wait_s, "error": error[:500]}
    async with engine.begin() as connection:
        await connection.execute(_FAILED, values)


async def feeds(engine: Engine, universe: str) -> list[FeedState]:
    """How polling goes, by address."""
    async with engine.connect() as connection:
        rows = await connection.execute(_STATE, {"universe": universe})
        return [FeedState(**row._mapping) for row in rows]  # noqa: SLF001 - a row's public mapping
