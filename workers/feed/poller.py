"""The poller of one address. Any number may run, in any process: each poll is leased by one of them.

A poll counts as done, and what the answer says of itself is remembered for the next conditional request, only when
everything in it is stored or refused for good: killed at any moment, the next one asks for all of it again, and what
was stored before is known by its identity.
"""

import asyncio
from typing import Any

import httpx
import structlog
from msgspec import Struct

from command.domain.refusals import Refusal
from command.domain.warning.index import MOST_INDEX_BYTES, Entry, read_index
from command.domain.warning.reading import read_cap
from command.domain.warning.xml import MOST_BYTES
from command.service.desk import Desk
from command.service.warnings import bring_polled
from command.store import feeds
from command.store.errors import DatabaseError
from command.store.feeds import LEASE_S, Leased, Poll
from workers.feed.fetch import FeedError, fetch

log: Any = structlog.get_logger(__name__)
LOOK_S = 1.0
MOST_BACK_OFF_S = 600.0
REMEMBERED = 2000


class _Count(Struct):
    """What one poll's messages came to."""

    taken: int = 0
    refused: int = 0
    elsewhere: int = 0
    last_refusal: str = ""

    def note(self, refusal: Refusal | None) -> None:
        match refusal:
            case None:
                self.taken += 1
            case Refusal(code="warning_known" | "warning_expired"):
                pass  # a feed goes on showing what it showed
            case Refusal(code="warning_elsewhere"):
                self.elsewhere += 1
            case _:
                self.refused += 1
                self.last_refusal = refusal.told("zh-CN").message


class Poller:
    """Polls one address for one district."""

    def __init__(
        self, desk: Desk, client: httpx.AsyncClient, url: str, holder: str, *, interval_s: float, key: str = ""
    ) -> None:
        """`holder`: a name of this poller that no other has."""
        self._desk = desk
        self._client = client
        self._url = url
        self._holder = holder
        self._interval_s = interval_s
        self._key = key
        self._seen: dict[Entry, None] = {}

    async def run(self) -> None:
        """For ever. An outage, ours or the feed's, is waited out."""
        while True:
            try:
                await feeds.settle(self._desk.engine, self._desk.universe, self._url)
                await self._go_on()
            except (DatabaseError, OSError, TimeoutError) as error:
                log.warning("the feed waits for the database", error=str(error)[:200])
                await asyncio.sleep(LOOK_S)

    async def _go_on(self) -> None:
        while True:
            await self.tick()
            await asyncio.sleep(LOOK_S)

    async def tick(self) -> bool:
        """Poll, if it is time and no other poller does. Whether it was ours to do."""
        engine, universe = self._desk.engine, self._desk.universe
        leased = await feeds.lease(engine, universe, self._url, self._holder)
        if leased is None:
            return False
        try:
            async with asyncio.timeout(LEASE_S * 0.8):
                poll = await self._poll(leased)
        except (FeedError, TimeoutError) as error:
            wait_s = self.back_off_s(leased.failures)
            log.warning("the warning feed failed", url=self._url, error=str(error)[:200], again_s=wait_s)
            await feeds.failed(engine, universe, self._url, self._holder, str(error) or "timeout", wait_s)
        else:
            await feeds.done(engine, universe, self._url, self._holder, poll, self._interval_s)
        return True

    def back_off_s(self, failures: int) -> float:
        """Seconds until the next try after so many earlier failures: twice as long each time, to ten minutes."""
        return float(min(max(MOST_BACK_OFF_S, self._interval_s), self._interval_s * 2 ** min(failures, 16)))

    async def _poll(self, leased: Leased) -> Poll:
        got = await fetch(
            self._client, self._url, MOST_INDEX_BYTES, key=self._key, etag=leased.etag, modified=leased.modified
        )
        if got.content is None:
            return Poll(etag=got.etag, modified=got.modified)
        count = _Count()
        index = read_index(got.content, self._url)
        if isinstance(index, Refusal):
            raise FeedError(index.told("en").message)
        if index is None:
            count.note(await self._take(got.content))
        else:
            await self._take_all(index, count)
        return Poll(
            etag=got.etag,
            modified=got.modified,
            changed=True,
            taken=count.taken,
            refused=count.refused,
            elsewhere=count.elsewhere,
            last_refusal=count.last_refusal,
        )

    async def _take_all(self, index: list[Entry], count: _Count) -> None:
        """Each entry that is new; one that cannot be had does not keep the others waiting, but the poll has failed."""
        missing: FeedError | None = None
        for entry in index:
            if entry in self._seen:
                continue
            try:
                got = await fetch(self._client, entry.link, MOST_BYTES, key=self._key)
            except FeedError as error:
                missing = error
                continue
            count.note(await self._take(got.content or b""))
            self._seen[entry] = None
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        if missing is not None:
            raise missing

    async def _take(self, content: bytes) -> Refusal | None:
        message = read_cap(content, self._desk.district)
        return message if isinstance(message, Refusal) else await bring_polled(self._desk, message, content)
