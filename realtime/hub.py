"""The hub: one universe's facts on their way to everybody connected to this process.

Its position moves by exactly one: a fact is taken when its number is the next and its hash continues the chain,
skipped when it is known, and anything else (a gap, a trimmed or rewritten stream) is filled from the ledger. When
the epoch changed, or the ledger is not the one the chain was built from, everything is dropped and all sockets
are closed, so that clients come back and are told that they cannot recover.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from command.store.ledger import chained
from realtime.outgoing import Outgoing
from realtime.record import Head, Record, RecordUnavailable
from realtime.ring import Item, Ring

log: Any = structlog.get_logger(__name__)
PAGE = 500


class Hub:
    """One universe. `outgoing` holds the subscriptions; `position` is the number of the last fact taken."""

    def __init__(
        self,
        universe: str,
        record: Record,
        outgoing: Outgoing,
        *,
        ring_size: int = 50_000,
        preload: int = 10_000,
        on_fact: Callable[[Item], None] = lambda _: None,
        on_reset: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.universe = universe
        self.record = record
        self.outgoing = outgoing
        self._ready = False
        self.epoch = ""
        self.ring = Ring(0)
        self.head = 0
        self.filled = 0
        self._hash = b""
        self._ring_size = ring_size
        self._preload = preload
        self._on_fact = on_fact
        self._on_reset = on_reset
        self._filling = asyncio.Lock()
        self._moved = asyncio.Event()
        self._even_at: float | None = None
        self._claim: tuple[int, float] | None = None
        self._disowned: str | None = None
        self.generation = 0

    def is_ready(self) -> bool:
        """Whether it serves; a function, since the answer changes while somebody waits."""
        return self._ready

    @property
    def position(self) -> int:
        """The number of the last fact taken."""
        return self.ring.last

    # --- beginning, and beginning again

    async def load(self, then: Callable[[], Awaitable[None]] | None = None) -> None:
        """Start from the ledger's head, with the facts before it in the ring. Raises RecordUnavailable.

        Nobody is served before `then` (the directory, say) has succeeded too: whoever were served and then heard the
        ring being filled a second time would see old facts again.
        """
        self._ready = False
        head = await self._trusted_head()
        start = max(0, head.number - min(self._preload, self._ring_size))
        self._hash = await self.record.hash_at(start)
        self.ring = Ring(self._ring_size, after=start)
        self.epoch, self.head = head.epoch, head.number
        while self.position < head.number:
            for item in await self.record.after(self.position, PAGE):
                self._hash = item.hash
                self.ring.append(item)
        if then is not None:
            await then()
        self._ready = True
        self.generation += 1
        self._note_head(head, self._now())
        self._wake()

    async def _trusted_head(self) -> Head:
        """The head, under an epoch that nobody has seen another history of."""
        head = await self.record.head()
        if head.epoch != self._disowned:
            return head
        await self.record.renew_epoch(head.epoch)
        return await self.record.head()

    async def reset(self, why: str, *, foreign: bool = True) -> None:
        """Forget everything and start again. `foreign`: what clients know under this epoch may never have happened."""
        if not self._ready:
            return
        if foreign:
            self._disowned = self.epoch
        log.warning("hub starts again", universe=self.universe, why=why, position=self.position, epoch=self.epoch)
        self._ready = False
        self.generation += 1
        self._even_at = self._claim = None
        if self._on_reset is not None:
            await self._on_reset()
        self.outgoing.clear()

    # --- moving on

    def take(self, items: list[Item]) -> bool:
        """Take what continues the chain, in order; known numbers are skipped. False: something else came first.

        Everything up to there has been taken: fill the rest from the ledger.
        """
        fresh: list[Item] = []
        whole = True
        for item in items:
            if item.number <= self.position:
                continue
            if not self._continues(item):
                whole = False
                break
            self._hash = item.hash
            self.ring.append(item)
            fresh.append(item)
        if fresh:
            self._carry(fresh)
            self._wake()
        return whole

    async def fill(self, upto: int | None = None) -> None:
        """Take from the ledger until `upto` (or its end). Raises RecordUnavailable; resets on a foreign ledger."""
        async with self._filling:
            while self._ready and (upto is None or self.position < upto):
                generation = self.generation
                page = await self.record.after(self.position, PAGE)
                if generation != self.generation:
                    return
                before = self.position
                if not self.take(page):
                    await self.reset("the ledger does not continue what was sent")
                    return
                self.filled += self.position - before
                if len(page) < PAGE:
                    return

    async def check(self) -> None:
        """Compare with the ledger's head: notice a restore, and know how old the picture is.

        Raises RecordUnavailable.
        """
        asked_at = self._now()
        head = await self.record.head()
        if not self._ready:
            return
        if head.epoch != self.epoch:
            await self.reset("new epoch", foreign=False)
        elif head.number < self.position:
            # The position may have moved past the answer while it travelled: only a second look is proof.
            await self._look_again()
        elif head.number == self.position and head.hash != self._hash:
            await self.reset("another ledger")
        else:
            self._note_head(head, asked_at)

    async def _look_again(self) -> None:
        position = self.position
        head = await self.record.head()
        if head.number < position:
            await self.reset("the ledger is older than what was sent")

    def _note_head(self, head: Head, asked_at: float) -> None:
        self.head = max(self.head, head.number)
        self._claim = (head.number, asked_at)
        self._settle()

    def _settle(self) -> None:
        """Once the position has reached a head that was seen, the picture was whole at the time it was asked."""
        if self._claim is not None and self.position >= self._claim[0]:
            self._even_at, self._claim = self._claim[1], None

    # --- what others ask

    @property
    def behind_s(self) -> float | None:
        """Seconds since the position last equalled the ledger's head; None: never since the start."""
        return None if self._even_at is None else max(0.0, self._now() - self._even_at)

    async def reached(self, number: int, within_s: float) -> bool:
        """Wait until the position is at least `number`."""
        try:
            async with asyncio.timeout(within_s):
                while not self._ready or self.position < number:
                    await self._moved.wait()
        except TimeoutError:
            return False
        return True

    # --- inside

    def _continues(self, item: Item) -> bool:
        return item.number == self.position + 1 and chained(self._hash, item.body) == item.hash

    def _carry(self, fresh: list[Item]) -> None:
        """Hand facts out in order; one that changes rights takes effect between those before and those after it."""
        start = 0
        for index, item in enumerate(fresh):
            if item.type in RIGHTS:
                self.outgoing.take(fresh[start:index])
                self.outgoing.flush()
                self._on_fact(item)
                start = index
            elif item.type in PEOPLE:
                self._on_fact(item)
        self.outgoing.take(fresh[start:])

    def _wake(self) -> None:
        self._settle()
        self._moved.set()
        self._moved = asyncio.Event()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


RIGHTS = {"RightsChanged"}
PEOPLE = {"PersonRegistered", "DutyStarted", "DutyEnded"}


async def start_again(hub: Hub, then: Callable[[], Awaitable[None]], pause_s: float = 0.5) -> None:
    """Load until it succeeds; `then` (the directory, say) must succeed too before anybody is served."""
    while True:
        try:
            await hub.load(then)
        except RecordUnavailable as error:
            log.warning("the ledger cannot be read", universe=hub.universe, error=str(error)[:200])
            await asyncio.sleep(pause_s)
        else:
            return
