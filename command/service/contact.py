"""Who was heard of, looked at: grids that fall silent become facts, and so does their coming back."""

from typing import Any, Protocol

from command.domain.draft import Draft
from command.domain.reach.watching import HeardS, watch
from command.service.desk import Committed, Desk
from command.store.engine import Connection
from command.store.requests import Key, Known
from command.store.rows import Answered


async def watch_contact(desk: Desk, heard_s: HeardS) -> Committed:
    """Look once. Whoever calls this must know that they hear: without Redis everybody would seem silent."""

    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        watch(draft, heard_s)
        return []

    return await desk.transact(work)


class Hearing(Protocol):
    """What a process that hears phones knows of them."""

    def hears(self) -> bool:
        """Whether what it knows is fresh."""
        ...

    def heard_s(self, person: str) -> float | None:
        """Seconds since somebody's phone was heard of, None for never."""
        ...

    def position_of(self, person: str) -> dict[str, Any] | None:
        """`lat`, `lon`, `accuracy_m`, `at`, `battery`, as the phone said last."""
        ...


class Deaf:
    """Hears nobody, and says so."""

    def hears(self) -> bool:
        """Never."""
        return False

    def heard_s(self, person: str) -> float | None:
        """Not known."""
        return None

    def position_of(self, person: str) -> dict[str, Any] | None:
        """Not known."""
        return None
