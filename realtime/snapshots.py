"""Snapshots for sockets: one reading of the tables shared by everybody who asked before it began.

Thousands of phones that lost their place ask at once. A reading that had begun before somebody asked may be older
than what their subscription starts from, so they get the next one.
"""

import asyncio
from collections.abc import Callable

import msgspec

from command.domain.audience import view_of
from command.domain.kept.loop import Supervision
from command.domain.picture import Assignment, Offer, Person, Picture
from command.store import snapshot
from command.store.engine import Engine
from command.store.errors import DatabaseError
from command.store.registry import station_phone
from command.store.snapshot import Snapshot
from command.wire.answers import Lag, PictureAnswer, picture_view, staff_answer
from realtime.patience import within
from realtime.undecided import Undecided, undecided

TIMEOUT_S = 10.0


class _Reading:
    """A snapshot with what is whose, so that one phone's part is found without walking all of it."""

    def __init__(self, taken: Snapshot, pending: dict[str, list[Undecided]]) -> None:
        self.taken = taken
        self.pending = pending
        self._offers: dict[str, list[Offer]] = {}
        self._assignments: dict[str, list[Assignment]] = {}
        for offer in taken.picture.offers.values():
            self._offers.setdefault(offer.person, []).append(offer)
        self._orders: dict[str, list[Supervision]] = {}
        for order in taken.picture.supervisions.values():
            for person in order.to:
                self._orders.setdefault(person, []).append(order)
        for work in taken.picture.assignments.values():
            self._assignments.setdefault(work.person, []).append(work)
        self._finished: dict[str, list[str]] = {}
        for incident in taken.picture.incidents.values():
            if incident.status == "handled" and incident.handler is not None:
                self._finished.setdefault(incident.handler, []).append(incident.id)

    def of(self, person: str) -> Picture:
        """The part of the picture that concerns one person, or the unit whose desk their account is."""
        whole = self.taken.picture
        known = whole.people.get(person)
        mine = [person] if known is None or known.unit is None else [person, known.unit]
        offers = {o.id: o for one in mine for o in self._offers.get(one, [])}
        work = {a.id: a for one in mine for a in self._assignments.get(one, [])}
        named = {o.incident for o in offers.values()} | {a.incident for a in work.values()}
        named |= {id_ for one in mine for id_ in self._finished.get(one, [])}
        return Picture(
            number=whole.number,
            at=whole.at,
            people={person: whole.people[person]} if person in whole.people else {},
            incidents={id_: whole.incidents[id_] for id_ in named if id_ in whole.incidents},
            offers=offers,
            assignments=work,
            alerts=whole.alerts,
            rollcalls=whole.rollcalls,
            sos=whole.sos,
            timers=whole.timers,
            warnings=whole.warnings,
            modes=whole.modes,
            recalls=whole.recalls,
            gridtasks=whole.gridtasks,
            drills=whole.drills,
            notices=whole.notices,
            supervisions={one.id: one for one in self._orders.get(person, [])},
        )


class StoredSnapshots:
    """`Snapshots` over an engine. Raises DatabaseError or TimeoutError."""

    def __init__(
        self,
        engine: Engine,
        redis_url: str,
        universe: str,
        lag: Callable[[], Lag],
        centre_phone: str = "",
        *,
        district: str = "",
    ) -> None:
        """`district`: where an exercise takes place; a district's universe is its own."""
        self._engine = engine
        self._redis_url = redis_url
        self._universe = universe
        self._district = district or universe
        self._lag = lag
        self._centre_phone = centre_phone
        self._station: str | None = None
        self._next: asyncio.Future[_Reading] | None = None
        self._task: asyncio.Task[None] | None = None

    async def staff(self, person: Person) -> bytes:
        """The answer to `staff.get`."""
        reading = await self._read()
        taken = reading.taken
        phone = self._centre_phone or await self._station_phone()
        pending = [{"id": one.id, "method": one.method} for one in reading.pending.get(person.id, [])]
        mine = reading.of(person.id)
        return msgspec.json.encode(staff_answer(mine, person, taken.epoch, taken.now, pending, phone))

    async def _station_phone(self) -> str:
        """The telephone of the district's own station, as the registry has it; asked for once."""
        if self._station is None:
            self._station = await within(TIMEOUT_S, station_phone(self._engine, self._district))
        return self._station

    async def picture(self, person: Person) -> bytes:
        """The answer to `picture.get`."""
        taken = (await self._read()).taken
        view = picture_view(taken.picture, self._district, view_of(person), self._lag(), person.id)
        answer = PictureAnswer(epoch=taken.epoch, offset=taken.number, server_time=taken.now, picture=view)
        return msgspec.json.encode(answer)

    async def _read(self) -> _Reading:
        if self._next is None:
            self._next = asyncio.get_running_loop().create_future()
        waiting = self._next
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return await asyncio.shield(waiting)

    async def _work(self) -> None:
        while self._next is not None:
            promised, self._next = self._next, None
            try:
                taken = await within(TIMEOUT_S, snapshot.read(self._engine, self._universe))
                pending = await within(TIMEOUT_S, undecided(self._redis_url, self._engine, self._universe))
                promised.set_result(_Reading(taken, pending))
            except (DatabaseError, OSError, TimeoutError, LookupError) as error:
                promised.set_exception(error if not isinstance(error, LookupError) else TimeoutError(str(error)))
                promised.exception()  # whoever asked may be gone: nobody else needs to hear of it
