"""Following an exercise, and recovering what was missed of it: whole or not at all, as everywhere."""

from collections.abc import Iterable
from typing import Any

from command.domain.drill.sight import Sight, sees
from realtime.recovery import Caps, Recovery, Wish
from realtime.ring import Item
from realtime.rooms.hub import RoomHub
from realtime.rooms.outgoing import RoomOutgoing


class RoomWish(Wish, eq=False, kw_only=True):
    """What a participant's client subscribes to."""

    sight: Sight
    room: Any
    """The `Room` it is for."""


class RoomRecovery(Recovery):
    """Grants wishes for one exercise. Every wish it is given is a RoomWish."""

    def __init__(self, hub: RoomHub, outgoing: RoomOutgoing, caps: Caps | None = None) -> None:
        super().__init__(hub, caps)
        self._outgoing = outgoing

    async def _read(self, wish: Wish, upto: int) -> list[Item] | None:
        after = wish.offset or 0
        record, most = self._hub.record, self._caps.facts
        sight = _sight(wish)
        if sight.view is None:
            items = await record.channel(f"staff:{sight.person}", after, upto, most + 1)
            return items if len(items) <= most else None
        if upto - after > most:
            return None
        return [item for item in await record.after(after, upto - after) if item.number <= upto]

    def _upto(self, wish: Wish) -> int:
        return self._outgoing.upto_of(_sight(wish), self._hub.position)

    def _enter(self, wish: Wish, upto: int) -> None:
        self._outgoing.enter(_sight(wish), wish.sink, upto)

    def _from_ring(self, wish: Wish, after: int, upto: int) -> Iterable[Item]:
        sight = _sight(wish)
        if sight.view is None:
            return [item for item in self._hub.ring.mail(f"staff:{sight.person}", after) if item.number <= upto]
        return (item for item in self._hub.ring.since(after) if item.number <= upto)

    def _bodies(self, wish: Wish, items: list[Item]) -> list[tuple[int, bytes]] | None:
        if len(items) > self._caps.facts or sum(len(item.body) for item in items) > self._caps.bytes:
            return None
        sight, universe = _sight(wish), self._hub.universe
        seen = ((i.number, sees(sight, universe, i.type, i.channels, i.area, i.body)) for i in items)
        return [(number, body) for number, body in seen if body is not None]


def _sight(wish: Wish) -> Sight:
    if not isinstance(wish, RoomWish):
        raise TypeError("not a wish for an exercise")
    return wish.sight
