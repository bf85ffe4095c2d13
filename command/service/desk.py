"""The desk: the one place where facts are decided and remembered, whoever asks (inbox, clock, HTTP).

Every transaction first takes the universe's lock, then brings this process's copy of the situation up to the locked
number by reading the ledger, and only then decides. So nothing is ever decided on stale state, and the state itself
need not be read from the tables again each time.

The writer may decide *ahead*: on what this process believes, before it has the lock, while what it decided before is
still being committed. The transaction then begins by proving the belief under the lock (number, hash, epoch, token,
time), and is thrown away whole when it was wrong: then the same is decided again in the order above.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from command.clock import district_now, new_id
from command.domain.area import AreaIndex
from command.domain.draft import Draft
from command.domain.facts import AnyFact
from command.domain.finishing import finish
from command.domain.picture import Picture
from command.domain.policy import DEFAULT, Policy
from command.domain.rights import enact
from command.domain.situation import Situation
from command.domain.surge.matching import prepare
from command.domain.universe import exercise_of
from command.service.seal import opened, seal
from command.store import ledger, requests, rows, snapshot, universe
from command.store.batch import Batch
from command.store.engine import Connection, Engine
from command.store.errors import is_content
from command.store.ledger import Entry, chained
from command.store.requests import Key, Known
from command.store.rows import Answered

_CHUNK = 2000
Answer = TypeVar("Answer")
_TRUSTED_S = 10.0
"""How long this process reckons the district's time by itself before it asks again."""


class Reach(Protocol):
    """Who has been heard of: made by whoever hears the phones. `command` itself has no sockets."""

    def reachable(self, person: str) -> bool:
        """Whether the person's phone was heard of in the last 30 s."""
        ...

    def moves(self) -> Iterable[tuple[str, float, float]]:
        """Where phones said they are since the last call: person, latitude, longitude (WGS84)."""
        ...


class Nobody:
    """Nobody can be reached: for processes that hear no phones."""

    def reachable(self, person: str) -> bool:
        """Never."""
        return False

    def moves(self) -> Iterable[tuple[str, float, float]]:
        """None."""
        return ()


class InDrill:
    """Who can be reached in a drill: whom the district hears, but not who was taken out or made silent by it."""

    def __init__(self, district: Reach, picture: Callable[[], Picture | None]) -> None:
        self._district = district
        self._picture = picture

    def reachable(self, person: str) -> bool:
        """Whether the phone is heard of, and the drill may hear it."""
        picture = self._picture()
        known = picture.participants.get(person) if picture is not None else None
        return known is not None and known.is_in and not known.silent and self._district.reachable(person)

    def moves(self) -> Iterable[tuple[str, float, float]]:
        """Where phones said they are."""
        return self._district.moves()


class Deposed(Exception):
    """Another writer holds the token now: this one must stop."""


class Overtaken(Exception):
    """What was decided ahead was decided on something that is not so (any more), or of content that cannot be stored:
    nothing of it was kept, nor of what was decided after it. It must be decided again, under the lock."""


class Committed(Struct, frozen=True):
    """What a transaction appended, the hash it was chained to, and the live stream's epoch."""

    entries: list[Entry]
    previous: bytes
    epoch: str


Foresight = Callable[[Draft], list[Answered]]
"""Decides with what the draft knows alone."""
Work = Callable[[Draft, Connection, dict[Key, Known]], Awaitable[list[Answered]]]


class Desk:
    """One universe's desk in this process. Transactions of one desk go one after the other."""

    def __init__(
        self,
        engine: Engine,
        universe_: str,
        areas: AreaIndex,
        reach: Reach | None = None,
        policy: Policy = DEFAULT,
    ) -> None:
        prepare()  # it takes a third of a second once a process: no transaction has that long
        self.engine = engine
        self.universe = universe_
        self.exercise = exercise_of(universe_)
        self.district = universe_ if self.exercise is None else areas.district
        self._homes = {area.code: (area.lat, area.lon) for area in areas if area.level == "grid"}
        self._reach: Reach = reach if reach is not None else Nobody()
        if self.exercise is not None:
            self._reach = InDrill(self._reach, lambda: self.picture)
        self._policy = policy
        self._situation: Situation | None = None
        self._hash = b""
        self._counter: universe.Counter | None = None
        self._clock = (0.0, datetime.min.replace(tzinfo=UTC))
        self._used = 0.0
        self._flight: asyncio.Task[Committed] | None = None
        self._turn = asyncio.Lock()

    @property
    def picture(self) -> Picture | None:
        """What this process believes is open now; None when it must read first."""
        return self._situation.picture if self._situation is not None else None

    @property
    def policy(self) -> Policy:
        """The limits this desk decides by."""
        return self._policy

    @property
    def in_force(self) -> Policy:
        """The same under the response level that this process believes to be in force."""
        return self._situation.effective(self._policy) if self._situation is not None else self._policy

    async def transact(self, work: Work, *, token: int | None = None, asked: Iterable[Key] = ()) -> Committed:
        """Run `work` under the lock and commit what it drafted, or nothing at all.

        `work` gets the draft, the connection (for look-ups of its own) and those of the `asked` requests that were
        answered before; it returns the requests it answered.
        Raises Deposed when `token` is not the writer's any more; whatever else is raised, nothing was kept, unless
        the connection broke during the commit: then only asking again tells.
        """
        async with self._turn:
            await self._landed()
            try:
                return await self._transact(work, token, list(asked))
            except BaseException:
                self._situation = self._counter = None
                raise

    async def ahead(self, work: Foresight, *, token: int) -> "asyncio.Task[Committed] | None":
        """Decide now and commit in the background, after what was decided before: the task ends when it is kept.

        None, and nothing was decided, when this process cannot know enough: then `transact`. The task raises Overtaken,
        or what an outage raises (and then only asking again tells whether it was kept).
        """
        async with self._turn:
            if self._situation is None or self._counter is None or self._counter.token != token:
                return None
            now = self._reckoned(self._counter)
            if now is None:
                return None
            sent = asyncio.Event()
            try:
                flight = self._take_off(self._situation, self._counter, now, work, sent)
            except BaseException:
                self._situation = self._counter = None
                raise
            # Sending takes many turns of the loop: whoever decides the next batch at once keeps the database waiting.
            await sent.wait()
            return flight

    def _reckoned(self, counter: universe.Counter) -> datetime | None:
        """The district's time by this process's own clock, counted from when the database last told it; never back."""
        heard, told = self._clock
        since = asyncio.get_running_loop().time() - heard
        return max(counter.now, told + timedelta(seconds=since * counter.rate)) if since < _TRUSTED_S else None

    def _take_off(
        self, situation: Situation, counter: universe.Counter, now: datetime, work: Foresight, sent: asyncio.Event
    ) -> "asyncio.Task[Committed]":
        for person, lat, lon in self._reach.moves():
            situation.moved(person, lat, lon, now)
        draft = Draft(situation, now, new_id, self._reach.reachable, self._policy)
        answered = work(draft)
        finish(draft)
        entries = seal(draft, self.universe, counter.hash)
        batch = Batch(self.universe)
        universe.add_expectation(batch, counter, now)
        after = self._write(batch, draft, entries, answered, counter, counter.token, now)
        self._hash = after.hash
        self._counter, self._used = after, asyncio.get_running_loop().time()
        committed = Committed(entries, counter.hash, counter.epoch)
        flight = asyncio.create_task(self._fly(batch, committed, self._flight, sent))
        flight.add_done_callback(lambda done: done.cancelled() or done.exception())  # also when nobody asks any more
        self._flight = flight
        return flight

    async def _fly(
        self, batch: Batch, committed: Committed, before: "asyncio.Task[Committed] | None", sent: asyncio.Event
    ) -> Committed:
        """Commit what was decided ahead, once what it was decided on is committed. `sent`: it is on its way, or will
        never be."""
        try:
            await _arrived(before)
            async with self.engine.connect() as connection:
                told = await batch.run(connection, commit=True, sent=sent)
            self._heard(universe.read_expectation(told[0]))
        except BaseException as error:
            self._situation = self._counter = None
            if isinstance(error, Exception) and is_content(error):
                raise Overtaken from error
            raise
        finally:
            sent.set()
        return committed

    def _heard(self, counter: universe.Counter) -> None:
        """The database told the district's time just now."""
        self._clock = (asyncio.get_running_loop().time(), counter.now)

    async def _landed(self) -> None:
        """Nothing that was decided ahead is on its way any more."""
        flight, self._flight = self._flight, None
        if flight is not None:
            await asyncio.wait([flight])

    async def record(self, facts: list[AnyFact]) -> Committed:
        """Remember facts that need no decision (accounts registered, rights changed)."""

        async def work(draft: Draft, connection: Connection, known: dict[Key, Known]) -> list[Answered]:
            for fact in facts:
                enact(draft, fact)
            return []

        return await self.transact(work)

    async def look(self, question: Callable[[Draft], Answer]) -> Answer:
        """Ask something of the district as this process knows it now, without the lock; nothing is kept.

        Raises what the database raises, and UniverseUnknown.
        """
        async with self._turn:
            await self._landed()
            await self._read_up()
            situation = self._situation
            if situation is None:
                raise snapshot.UniverseUnknown(self.universe)
            now = self._reckoned(self._counter) if self._counter is not None else None
            return question(Draft(situation, now or district_now(), new_id, self._reach.reachable, self._policy))

    async def beat(self, token: int) -> None:
        """A writer's sign of life, through the connection it writes with. Raises Deposed."""
        async with self._turn, self.engine.begin() as connection:
            if not await universe.still_here(connection, self.universe, token):
                raise Deposed

    async def _transact(self, work: Work, token: int | None, asked: list[Key]) -> Committed:
        if self._situation is None or asyncio.get_running_loop().time() - self._used > 1:
            await self._read_up()
        async with self.engine.connect() as connection:
            counter, known = await self._open(connection, asked)
            self._heard(counter)
            previous = counter.hash
            if token is not None and counter.token != token:
                raise Deposed
            situation = await self._at(connection, counter)
            for person, lat, lon in self._reach.moves():
                situation.moved(person, lat, lon, counter.now)
            draft = Draft(situation, counter.now, new_id, self._reach.reachable, self._policy)
            answered = await work(draft, connection, known)
            finish(draft)
            entries = seal(draft, self.universe, counter.hash)
            if entries or answered:
                batch = Batch(self.universe)
                counter = self._write(batch, draft, entries, answered, counter, token, counter.now)
                await batch.run(connection, commit=True)
        self._hash, self._counter = counter.hash, counter
        self._used = asyncio.get_running_loop().time()
        return Committed(entries, previous, counter.epoch)

    async def _open(self, connection: Connection, asked: list[Key]) -> tuple[universe.Counter, dict[Key, Known]]:
        """The lock first; then, in the same journey and under it, what was answered before."""
        batch = Batch(self.universe)
        universe.add_lock(batch)
        if asked:
            requests.add_known(batch, asked)
        rows = await batch.run(connection)
        return universe.read_lock(rows[0]), requests.read_known(rows[1]) if asked else {}

    def _write(
        self,
        batch: Batch,
        draft: Draft,
        entries: list[Entry],
        answered: list[Answered],
        counter: universe.Counter,
        token: int | None,
        now: datetime,
    ) -> universe.Counter:
        """Everything that remembers a draft; the counter as it stands after it."""
        ledger.append(batch, entries)
        rows.write(batch, draft, answered)
        last = entries[-1].hash if entries else counter.hash
        after = replace(counter, number=draft.picture.number, hash=last, now=now)
        universe.advance(batch, after, token)
        return after

    async def _read_up(self) -> None:
        """Most of the catching up is done before the lock is taken, so that nobody waits for it."""
        if self._situation is None:
            taken = await snapshot.read(self.engine, self.universe)
            self._situation = Situation(self.district, taken.picture, self._homes, self.universe)
            self._hash = taken.hash
        while True:
            entries = await ledger.read_after(self.engine, self.universe, self._situation.picture.number, _CHUNK)
            if not self._follow(entries):
                self._situation = None
                return await self._read_up()
            if len(entries) < _CHUNK:
                return None

    async def _at(self, connection: Connection, counter: universe.Counter) -> Situation:
        """The situation at exactly the locked number and hash; from the tables if ours is of another history."""
        situation = self._situation
        if situation is not None and situation.picture.number < counter.number:
            entries = await ledger.after(connection, self.universe, situation.picture.number, _CHUNK)
            situation = situation if self._follow(entries) else None
        if situation is None or situation.picture.number != counter.number or self._hash != counter.hash:
            taken = await snapshot.load(connection, self.universe)
            situation = Situation(self.district, taken.picture, self._homes, self.universe)
            self._hash = taken.hash
        self._situation = situation
        return situation

    def _follow(self, entries: list[Entry]) -> bool:
        """Apply entries that continue our own history; False if they do not."""
        situation = self._situation
        if situation is None:
            return False
        for entry in entries:
            if entry.number != situation.picture.number + 1 or chained(self._hash, entry.body) != entry.hash:
                return False
            situation.apply(entry.number, entry.at, opened(entry.body))
            self._hash = entry.hash
        return True


async def _arrived(flight: asyncio.Task[Committed] | None) -> None:
    """What was decided before is kept. Raises Overtaken when it is not."""
    if flight is not None:
        await asyncio.wait([flight])
        if flight.cancelled() or flight.exception() is not None:
            raise Overtaken
