"""From facts to frames: one frame per audience, written straight to everybody in it.

A personal channel gets its facts at once, never gathered. Walls and consoles who see the same (`View`) share an
`Audience`, which gathers for a moment; an urgent fact takes what waits along in its own frame, so the order never
changes. What a subscriber's position may claim is `upto`: nothing that still waits.
"""

import asyncio
from collections.abc import Iterable
from typing import Protocol

from command.domain.audience import View, shown
from realtime.frames import text_frame
from realtime.protocol import facts_data, push
from realtime.ring import Item, is_swift

QUIET_ROUND = 60
"""Seconds in which every quiet subscription is told the current offset once."""


class Sink(Protocol):
    """Something frames are written to; it never waits."""

    def send(self, frame: bytes) -> None: ...


class Audience:
    """All subscribers of a district's picture with the same view."""

    def __init__(self, channel: str, view: View, position: int) -> None:
        self.channel = channel
        self.view = view
        self.sinks: set[Sink] = set()
        self._waiting: list[bytes] = []
        self._first_waiting = 0
        self._last_waiting = 0
        self._sent = position

    def add(self, item: Item) -> bool:
        """Take a fact in; True when this view is shown it."""
        body = shown(self.view, item.type, item.area, item.body)
        if body is None:
            return False
        if not self._waiting:
            self._first_waiting = item.number
        self._waiting.append(body)
        self._last_waiting = item.number
        return True

    def upto(self, position: int) -> int:
        """How far a subscriber has been sent everything, when the hub is at `position`."""
        return self._first_waiting - 1 if self._waiting else position

    def flush(self) -> None:
        """Send what waits, as one publication whose offset is its last fact's number."""
        if self._waiting:
            data, self._waiting = facts_data(self._waiting), []
            self._send(data, self._last_waiting)

    def tell_offset(self, position: int) -> None:
        """Let quiet subscribers know how far they are."""
        self.flush()
        if self._sent < position:
            self._send(b"[]", position)

    def _send(self, data: bytes, offset: int) -> None:
        self._sent = offset
        frame = text_frame(push(self.channel, data, offset))
        for sink in list(self.sinks):
            sink.send(frame)


class Outgoing:
    """Who subscribes to what in one universe, and the way of each fact to them."""

    def __init__(self, picture: str, gather_s: float = 0.07) -> None:
        self._picture = picture
        self._gather_s = gather_s
        self._personal: dict[str, set[Sink]] = {}
        self._sent: dict[str, int] = {}
        self._audiences: dict[View, Audience] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._round = 0

    def upto(self, view: View | None, position: int) -> int:
        """The offset up to which a new subscriber must be served before it joins, when the hub is at `position`."""
        audience = None if view is None else self._audiences.get(view)
        return position if audience is None else audience.upto(position)

    def join(self, channel: str, view: View | None, sink: Sink, position: int) -> None:
        """Subscribe: everything above `upto` is sent from now on."""
        if view is None:
            self._personal.setdefault(channel, set()).add(sink)
            self._sent.setdefault(channel, position)
            return
        audience = self._audiences.get(view)
        if audience is None:
            audience = self._audiences[view] = Audience(channel, view, position)
        audience.sinks.add(sink)

    def leave(self, channel: str, view: View | None, sink: Sink) -> None:
        """Unsubscribe; harmless when not subscribed."""
        if view is None:
            sinks = self._personal.get(channel, set())
            sinks.discard(sink)
            if not sinks:
                self._personal.pop(channel, None)
                self._sent.pop(channel, None)
            return
        audience = self._audiences.get(view)
        if audience is not None:
            audience.sinks.discard(sink)
            if not audience.sinks:
                del self._audiences[view]

    def take(self, items: Iterable[Item]) -> None:
        """Carry the next facts, in order, to everybody who may see them."""
        mail: dict[str, list[Item]] = {}
        swift = waiting = False
        for item in items:
            for channel in item.channels:
                if channel in self._personal:
                    mail.setdefault(channel, []).append(item)
            if self._audiences and self._picture in item.channels:
                waiting = self._show(item) or waiting
                swift = swift or is_swift(item)
        for channel, its in mail.items():
            self._deliver(channel, its)
        if swift:
            self.flush()
        elif waiting and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._gather_s, self.flush)

    def clear(self) -> None:
        """Forget every subscription and all that waits: their sockets have been closed."""
        self._personal.clear()
        self._sent.clear()
        self._audiences.clear()

    def flush(self) -> None:
        """Send what walls and consoles wait for."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for audience in list(self._audiences.values()):
            audience.flush()

    def tell_offsets(self, position: int) -> None:
        """Called once a second with the hub's position: a sixtieth of the quiet subscriptions hears of it."""
        self._round = (self._round + 1) % QUIET_ROUND
        for channel in [c for c in self._personal if hash(c) % QUIET_ROUND == self._round]:
            if self._sent[channel] < position:
                self._send(channel, b"[]", position)
        if self._round == 0:
            for audience in list(self._audiences.values()):
                audience.tell_offset(position)

    def _show(self, item: Item) -> bool:
        # A list, not a generator: every audience must take the fact in, not only the first that is shown it.
        return any([audience.add(item) for audience in self._audiences.values()])  # noqa: C419

    def _deliver(self, channel: str, items: list[Item]) -> None:
        self._send(channel, facts_data([item.body for item in items]), items[-1].number)

    def _send(self, channel: str, data: bytes, offset: int) -> None:
        self._sent[channel] = offset
        frame = text_frame(push(channel, data, offset))
        for sink in list(self._personal[channel]):
            sink.send(frame)
