"""From an exercise's facts to frames. Each participant has one channel and one order: what is addressed to them goes at
once, with what waited before it; what they see besides is gathered for a moment.
"""

import asyncio
from collections.abc import Iterable

from command.domain.audience import View, shown
from command.domain.drill.sight import Sight
from realtime.outgoing import QUIET_ROUND, Audience, Outgoing, Sink
from realtime.ring import Item, is_swift

_STAFF = "staff:"


class Mailbox(Audience):
    """All sockets of one participant."""

    def __init__(self, channel: str, sight: Sight, position: int) -> None:
        super().__init__(channel, sight.view or View(), position)
        self.sight = sight

    def put(self, number: int, body: bytes) -> None:
        """The next fact for them."""
        if not self._waiting:
            self._first_waiting = number
        self._waiting.append(body)
        self._last_waiting = number


class RoomOutgoing(Outgoing):
    """Who follows one exercise. `universe` is also its channel."""

    def __init__(self, universe: str, gather_s: float = 0.07) -> None:
        super().__init__(f"picture:{universe}", gather_s)
        self._universe = universe
        self._boxes: dict[Sight, Mailbox] = {}
        self._by_person: dict[str, list[Mailbox]] = {}
        self._watching: list[Mailbox] = []

    def upto_of(self, sight: Sight, position: int) -> int:
        """The offset up to which a new subscriber must be served before it joins, when the hub is at `position`."""
        box = self._boxes.get(sight)
        return position if box is None else box.upto(position)

    def enter(self, sight: Sight, sink: Sink, position: int) -> None:
        """Subscribe: everything above `upto_of` is sent from now on."""
        box = self._boxes.get(sight)
        if box is None:
            box = self._boxes[sight] = Mailbox(self._universe, sight, position)
            self._by_person.setdefault(sight.person, []).append(box)
            if sight.view is not None:
                self._watching.append(box)
        box.sinks.add(sink)

    def exit(self, sight: Sight, sink: Sink) -> None:
        """Unsubscribe; harmless when not subscribed."""
        box = self._boxes.get(sight)
        if box is None:
            return
        box.sinks.discard(sink)
        if not box.sinks:
            self._forget(box)

    def take(self, items: Iterable[Item]) -> None:
        """Carry the next facts, in order, to everybody who may see them."""
        called: set[Mailbox] = set()
        swift = waiting = False
        for item in items:
            addressed = self._address(item)
            called |= addressed
            if self._watching:
                waiting = self._show_all(item, addressed) or waiting
                swift = swift or is_swift(item)
        if swift:
            self.flush()
        for box in called:
            box.flush()
        if waiting and not swift and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._gather_s, self.flush)

    def flush(self) -> None:
        """Send what waits."""
        super().flush()
        for box in list(self._watching):
            box.flush()

    def clear(self) -> None:
        """Forget every subscription and all that waits: whoever had one has been told."""
        super().clear()
        self._boxes.clear()
        self._by_person.clear()
        self._watching.clear()

    def tell_offsets(self, position: int) -> None:
        """Called once a second: a sixtieth of the quiet ones hear how far they are."""
        self._round = (self._round + 1) % QUIET_ROUND
        for box in [one for one in self._boxes.values() if hash(one.sight) % QUIET_ROUND == self._round]:
            box.tell_offset(position)

    def _address(self, item: Item) -> set[Mailbox]:
        found: set[Mailbox] = set()
        for channel in item.channels:
            if channel.startswith(_STAFF):
                found.update(self._by_person.get(channel[len(_STAFF) :], ()))
        for box in found:
            box.put(item.number, item.body)
        return found

    def _show_all(self, item: Item, addressed: set[Mailbox]) -> bool:
        if self._picture not in item.channels:
            return False
        bodies: dict[View, bytes | None] = {}
        for box in self._watching:
            if box in addressed:
                continue
            if box.view not in bodies:
                bodies[box.view] = shown(box.view, item.type, item.area, item.body)
            body = bodies[box.view]
            if body is not None:
                box.put(item.number, body)
        return any(bodies.values())

    def _forget(self, box: Mailbox) -> None:
        del self._boxes[box.sight]
        boxes = self._by_person[box.sight.person]
        boxes.remove(box)
        if not boxes:
            del self._by_person[box.sight.person]
        if box in self._watching:
            self._watching.remove(box)
