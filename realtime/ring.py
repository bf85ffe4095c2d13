"""The last facts of a universe in memory, gap-free, indexed by personal channel."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator

import msgspec
from msgspec import Struct

_TAG = b'{"type":"'
_SWIFT = {"OfferMade", "IncidentFiled", "NobodyAvailable", "IncidentEscalated"}


class Item(Struct, frozen=True, gc=False):
    """A fact as the hub carries it: `body` its JSON, `channels` where it goes, `area` what a view is matched with."""

    number: int
    body: bytes
    channels: tuple[str, ...]
    area: str | None
    hash: bytes

    @property
    def type(self) -> str:
        """The fact's tag: the first member of its body."""
        return self.body[len(_TAG) : self.body.index(b'"', len(_TAG))].decode()


class _Priority(Struct):
    priority: int = 4


_read_priority = msgspec.json.Decoder(_Priority).decode


def is_swift(item: Item) -> bool:
    """Whether a wall must not gather it: priority 1 or 2 filed, offered, escalated, or with nobody to send."""
    return item.type in _SWIFT and _read_priority(item.body).priority <= 2


class Ring:
    """Holds facts `first` … `last`; at most `size` of them. Empty: `first == last + 1`."""

    def __init__(self, size: int, after: int = 0) -> None:
        self._size = size
        self._items: deque[Item] = deque()
        self._mail: dict[str, deque[int]] = {}
        self.first = after + 1
        self.last = after

    def append(self, item: Item) -> None:
        """Add the next fact. Raises ValueError for any other number."""
        if item.number != self.last + 1:
            raise ValueError(f"fact {item.number} after {self.last}")
        if len(self._items) >= self._size:
            self._forget()
        self._items.append(item)
        self.last = item.number
        for channel in _personal(item):
            self._mail.setdefault(channel, deque()).append(item.number)

    def reaches(self, after: int) -> bool:
        """Whether every fact above `after` is still here."""
        return after >= self.first - 1

    def since(self, after: int) -> Iterator[Item]:
        """All facts above `after`, in order."""
        for index in range(max(after + 1 - self.first, 0), len(self._items)):
            yield self._items[index]

    def mail(self, channel: str, after: int) -> list[Item]:
        """The facts above `after` on a personal channel, in order, without walking the ring."""
        numbers = self._mail.get(channel)
        if not numbers or numbers[-1] <= after:
            return []
        return [self._items[n - self.first] for n in list(numbers)[bisect_right(numbers, after) :]]

    def _forget(self) -> None:
        oldest = self._items.popleft()
        self.first = oldest.number + 1
        for channel in _personal(oldest):
            numbers = self._mail[channel]
            numbers.popleft()
            if not numbers:
                del self._mail[channel]


def _personal(item: Item) -> list[str]:
    return [channel for channel in item.channels if channel.startswith("staff:")]
