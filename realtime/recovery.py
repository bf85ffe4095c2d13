"""Subscribing, and recovering what was missed: whole or not at all.

In one step of the loop a subscriber is given what came after its offset (from the ledger's index by channel up to
what the ring still holds, then from the ring) and joins the live facts at exactly that position. What cannot be
proved whole is `recovered: false`; what cannot be looked up right now is an error that the client retries.
"""

import asyncio
from collections.abc import Callable, Iterable

from msgspec import Struct

from command.domain.audience import View, shown
from realtime.hub import Hub
from realtime.outgoing import Sink
from realtime.protocol import facts_data, publication
from realtime.record import RecordUnavailable
from realtime.ring import Item

_TRIES = 3
_PER_PUBLICATION = 100


class Caps(Struct, frozen=True):
    """How much a recovery may be; more is `recovered: false`. `patience_s`: with a hub that is behind its client."""

    facts: int = 5_000
    bytes: int = 2 * 1024 * 1024
    patience_s: float = 5.0
    at_once: int = 4


class Joined(Struct, frozen=True):
    """A subscription that has begun. `publications`: JSON, in order; the client has everything up to `offset`."""

    recovered: bool
    publications: list[bytes]
    offset: int
    epoch: str


class Wish(Struct, eq=False):
    """What a client subscribes to. `view` None for a personal channel; `offset` None when it recovers nothing.

    From an offset below `rights` nothing is recovered. `done` is called once, with None when it must be tried again,
    unless `dropped` was set first.
    """

    channel: str
    view: View | None
    sink: Sink
    done: Callable[[Joined | None], None]
    offset: int | None = None
    epoch: str = ""
    rights: int = 0
    dropped: bool = False

    def is_dropped(self) -> bool:
        """Whether nobody waits for it any more; a function, since the answer changes while it is granted."""
        return self.dropped


class Recovery:
    """Grants wishes for one hub. Those that the ring can serve are granted at once, without any SQL."""

    def __init__(self, hub: Hub, caps: Caps | None = None) -> None:
        self._hub = hub
        self._caps = caps or Caps()
        self._turn = asyncio.Semaphore(self._caps.at_once)
        self._tasks: set[asyncio.Task[None]] = set()

    def grant(self, wish: Wish) -> None:
        """Subscribe; `wish.done` may be called before this returns."""
        if self._hub.is_ready() and (self._is_hopeless(wish) or self._ring_has(wish)):
            wish.done(self._join(wish, []))
            return
        task = asyncio.get_running_loop().create_task(self._grant_later(wish))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _is_hopeless(self, wish: Wish) -> bool:
        """Nothing to recover, or nothing that could be."""
        return wish.offset is None or wish.epoch != self._hub.epoch or wish.offset < wish.rights

    def _ring_has(self, wish: Wish) -> bool:
        return wish.offset is not None and wish.offset <= self._hub.position and self._hub.ring.reaches(wish.offset)

    async def _grant_later(self, wish: Wish) -> None:
        try:
            joined = await self._catch_up(wish)
        except RecordUnavailable:
            joined = None
        if not wish.is_dropped():
            wish.done(joined)

    async def _catch_up(self, wish: Wish) -> Joined | None:
        caught_up = await self._hub.reached(wish.offset or 0, self._caps.patience_s)
        if wish.is_dropped() or not self._hub.is_ready():
            return None
        if not caught_up:  # no such fact within reach: what the client holds is not of this ledger
            return self._join(wish, None)
        for _ in range(_TRIES):
            if self._is_hopeless(wish) or self._ring_has(wish):
                return self._join(wish, [])
            upto = self._hub.position
            async with self._turn:
                older = await self._read(wish, upto)
            if wish.is_dropped() or not self._hub.is_ready():
                return None
            if older is None or self._hub.ring.reaches(upto):
                return self._join(wish, older, upto)
        return self._join(wish, None)

    async def _read(self, wish: Wish, upto: int) -> list[Item] | None:
        """What the ledger has for the wish in (offset, upto]; None when it is more than a recovery may be."""
        after = wish.offset or 0
        record, most = self._hub.record, self._caps.facts
        if wish.view is None:
            items = await record.channel(wish.channel, after, upto, most + 1)
            return items if len(items) <= most else None
        if upto - after > most:
            return None
        items = [item for item in await record.after(after, upto - after) if item.number <= upto]
        return [item for item in items if wish.channel in item.channels]

    def _join(self, wish: Wish, older: list[Item] | None, read_upto: int = 0) -> Joined:
        """The one step: what was missed, and a place in the live facts right after it. `older` None: not recovered."""
        hub = self._hub
        if wish.offset is not None and wish.offset > self._upto(wish):
            hub.outgoing.flush()  # what waits for this view is what the client already has
        upto = self._upto(wish)
        bodies = None
        if older is not None and not self._is_hopeless(wish):
            start = max(wish.offset or 0, read_upto)
            bodies = self._bodies(wish, [*older, *self._from_ring(wish, start, upto)])
        self._enter(wish, upto)
        if bodies is None:
            return Joined(recovered=False, publications=[], offset=upto, epoch=hub.epoch)
        return Joined(recovered=True, publications=_publications(bodies), offset=upto, epoch=hub.epoch)

    def _upto(self, wish: Wish) -> int:
        return self._hub.outgoing.upto(wish.view, self._hub.position)

    def _enter(self, wish: Wish, upto: int) -> None:
        self._hub.outgoing.join(wish.channel, wish.view, wish.sink, upto)

    def _from_ring(self, wish: Wish, after: int, upto: int) -> Iterable[Item]:
        if wish.view is None:
            return self._hub.ring.mail(wish.channel, after)
        return (i for i in self._hub.ring.since(after) if i.number <= upto and wish.channel in i.channels)

    def _bodies(self, wish: Wish, items: list[Item]) -> list[tuple[int, bytes]] | None:
        """Number and JSON of what the wish is shown; None when it is more than the caps allow."""
        view = wish.view
        if len(items) > self._caps.facts or sum(len(item.body) for item in items) > self._caps.bytes:
            return None
        if view is None:
            return [(item.number, item.body) for item in items]
        seen = ((item.number, shown(view, item.type, item.area, item.body)) for item in items)
        return [(number, body) for number, body in seen if body is not None]


def _publications(bodies: list[tuple[int, bytes]]) -> list[bytes]:
    chunks = (bodies[i : i + _PER_PUBLICATION] for i in range(0, len(bodies), _PER_PUBLICATION))
    return [publication(facts_data([body for _, body in chunk]), chunk[-1][0]) for chunk in chunks]
