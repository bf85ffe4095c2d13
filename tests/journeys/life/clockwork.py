"""Life in fast motion: many scripts at once, one moment after the other, the clock acting at each deadline's own time.

A script is a generator. What it yields says what it waits for: `Ask` (a request; it is given the fact that answers),
`Hear` (a fact), `Until` (a moment), `Do` (what the clock does besides). All that is asked at one moment is one batch of
the writer's. Nothing sleeps: the district's clock is moved to the next moment at which anything is due.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, takewhile
from random import Random
from typing import Any

import msgspec
from sqlalchemy import text

from command.domain import facts as f
from command.service.days import open_days
from command.service.deadlines import pass_due
from command.service.desk import Committed
from command.service.intake import Received, canonical, take
from command.service.seal import opened
from command.store import deadlines, ledger
from command.store.engine import Connection
from tests.district import DISTRICT
from tests.journeys.life.ground import District

ANY = "*"
Script = Generator[Any, Any, Any]
BATCH = timedelta(seconds=2)
"""What is asked within so much of life is one batch."""
PATIENCE_H = 9.0
AUDIT_EVERY = 20
_MOVE = text("UPDATE universe SET ahead = CAST(:at AS timestamptz) - clock_timestamp()")
_NEXT_DUE = text(
    "SELECT min(due) FROM (SELECT min(due) AS due FROM deadline WHERE closed_at IS NULL UNION ALL "
    "SELECT min(due) FROM kept WHERE closed_at IS NULL) d"
)


@dataclass
class Ask:
    """A durable request. `no`: it must be refused with this code, or, with ANY, may be: two may act at one moment."""

    sender: str
    method: str
    data: dict[str, Any]
    no: str = ""


@dataclass
class Hear:
    """A fact of one of these types with these members, later than what the script knows. None after `within_h`, if
    silence is what it waits for (`or_not`)."""

    types: tuple[type[f.Fact], ...]
    matching: dict[str, Any]
    within_h: float = PATIENCE_H
    or_not: bool = False


@dataclass
class Until:
    moment: datetime


@dataclass
class Do:
    work: Callable[[], Awaitable[Committed | None]]


class Told(msgspec.Struct, frozen=True):
    """A fact, its number and when it was."""

    number: int
    at: datetime
    fact: Any


@dataclass
class _Run:
    name: str
    script: Script
    knows: int = 0
    waits: Hear | None = None
    since: int = 0


class Life:
    """`lived`: how many scripts of each path came to their end. `all`: every fact; `story`: those of each incident.
    `own`: incidents and timers whose scripts speak for those beside the lead, or in danger, themselves; elsewhere they
    accept and come, and are well."""

    def __init__(self, district: District, seed: int) -> None:
        self.district = district
        self.chance = Random(seed)
        self.now = district.phones.now
        self.lived: Counter[str] = Counter()
        self.story: dict[str, list[Told]] = defaultdict(list)
        self.all: list[Told] = []
        self.own: set[str] = set()
        self.batches = 0
        self._heap: list[tuple[datetime, int, _Run, Any]] = []
        self._serial = count()
        self._number = 0
        self._asked: dict[str, tuple[_Run, Ask]] = {}
        self._waiting: dict[str, list[_Run]] = defaultdict(list)
        self._ids = Random(seed + 1)
        self._time: Connection

    @property
    def alive(self) -> set[str]:
        """Whose phones can be reached."""
        return self.district.phones.alive

    def begin(self, name: str, script: Script, moment: datetime) -> None:
        """A script that begins then; it counts as lived when it ends."""
        self._wake(moment, _Run(name, script), None)

    def new_id(self) -> str:
        """A UUIDv7 of the lived time, by the seed: whatever is drawn by ids is drawn the same."""
        value = (int(self.now.timestamp() * 1000) << 80) | self._ids.getrandbits(80)
        value = value & ~(0xF << 76) | (0x7 << 76)
        value = value & ~(0x3 << 62) | (0x2 << 62)
        digits = f"{value:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    async def live(self, until: datetime) -> None:
        """All scripts, and the clock, until this moment. Raises AssertionError when what must come never came."""
        async with self.district.engine.connect() as connection:
            self._time = await connection.execution_options(isolation_level="AUTOCOMMIT")  # one word, one statement
            await self._live(until)

    async def _live(self, until: datetime) -> None:
        await self._catch_up()
        while True:
            due = await self._next_due()
            begins = self._heap[0][0] if self._heap else until
            moment = min(due or until, begins, until)
            await self._move_to(moment)
            if due is not None and due <= moment:
                await self._clock()
            elif self._heap and begins <= moment:
                await self._act()
            if moment >= until and not (self._heap and self._heap[0][0] <= until):
                break
        left = [run.name for runs in self._waiting.values() for run in runs]
        left += [run.name for _, _, run, value in self._heap if not isinstance(value, _Missed)]
        assert not left, f"never ended: {Counter(left)}"

    # --- time

    async def _move_to(self, moment: datetime) -> None:
        if moment <= self.now:
            return
        self.now = self.district.phones.now = moment
        await self._time.execute(_MOVE, {"at": moment})

    async def _next_due(self) -> datetime | None:
        found: datetime | None = await self._time.scalar(_NEXT_DUE)
        return found

    async def _clock(self) -> None:
        while (done := await pass_due(self.district.desk)) is not None and done.entries:
            await self._heard(done)
        await self._audit()

    async def _audit(self) -> None:
        self.batches += 1
        if self.batches % AUDIT_EVERY == 0:
            orphans = await deadlines.without(self.district.engine, DISTRICT)
            assert orphans == [], f"P6: open and without a deadline at {self.now}: {orphans}"

    # --- scripts

    async def _act(self) -> None:
        asked: list[Received] = []
        horizon = self._heap[0][0] + BATCH
        while self._heap and self._heap[0][0] <= horizon:
            _, _, run, value = heapq.heappop(self._heap)
            if isinstance(value, _Missed):
                if run.waits is None or value.since != run.since:
                    continue  # it came in time
                value = self._missed(run)
            if isinstance(wish := self._step(run, value), Do):
                if (done := await wish.work()) is not None:
                    await self._heard(done)
                self._wake(self.now, run, None)
            elif isinstance(wish, Ask):
                asked.append(self._received(run, wish))
        if asked:
            before = self._number
            await take(self.district.desk, asked, self.district.areas)
            await self._catch_up()
            for one in asked:
                assert one.id not in self._asked, f"{one.method} was not answered after {before}"
        await self._audit()

    def _step(self, run: _Run, value: Any) -> Ask | Do | None:
        """On to the next thing the script waits for."""
        while True:
            try:
                wish = run.script.send(value)
            except StopIteration:
                self.lived[run.name] += 1
                return None
            except AssertionError as error:
                raise AssertionError(f"{run.name} at {self.now}: {error}") from error
            if isinstance(wish, Ask | Do):
                return wish
            if isinstance(wish, Until):
                if wish.moment > self.now:
                    self._wake(wish.moment, run, None)
                    return None
                value = None
                continue
            value = self._past(run, wish)
            if value is None:
                self._wait(run, wish)
                return None

    def _wake(self, moment: datetime, run: _Run, value: Any) -> None:
        heapq.heappush(self._heap, (moment, next(self._serial), run, value))

    def _past(self, run: _Run, wish: Hear) -> Any:
        """What it waits for may have been said with what it was told last."""
        about = wish.matching.get("incident")
        known = self.story.get(about, []) if about else self.all
        later = list(takewhile(lambda told: told.number > run.knows, reversed(known)))
        for told in reversed(later):
            if _is(told.fact, wish):
                run.knows = told.number
                return told.fact
        return None

    def _wait(self, run: _Run, wish: Hear) -> None:
        run.waits, run.since = wish, next(self._serial)
        self._waiting[str(wish.matching.get("incident", ""))].append(run)
        self._wake(self.now + timedelta(hours=wish.within_h), run, _Missed(run.since))

    def _missed(self, run: _Run) -> None:
        wish = run.waits
        assert wish is not None
        self._waiting[str(wish.matching.get("incident", ""))].remove(run)
        names = "/".join(one.__name__ for one in wish.types)
        known = self.story.get(str(wish.matching.get("incident")), [])
        story = [f"{told.at:%H:%M:%S} {type(told.fact).__name__}" for told in known]
        assert wish.or_not, f"{run.name}: no {names} {wish.matching} by {self.now}; its story: {story}"
        run.waits = None

    def _received(self, run: _Run, wish: Ask) -> Received:
        data = {"id": self.new_id(), **wish.data}
        self._asked[data["id"]] = (run, wish)
        body, at_ms = msgspec.json.encode(data), int(self.now.timestamp() * 1000)
        return Received(wish.method, wish.sender, data["id"], body, canonical(data), at_ms)

    # --- facts

    async def _catch_up(self) -> None:
        """All that was appended since: a batch may have been more than one transaction."""
        for entry in await ledger.read_after(self.district.engine, DISTRICT, self._number, 100_000):
            self._told(Told(entry.number, entry.at, opened(entry.body)))

    async def _heard(self, done: Committed) -> None:
        for entry in done.entries:
            self._told(Told(entry.number, entry.at, opened(entry.body)))

    def _told(self, told: Told) -> None:
        if told.number <= self._number:
            return
        self._number = told.number
        self.all.append(told)
        fact = told.fact
        incident = getattr(fact, "incident", None)
        if incident:
            self.story[incident].append(told)
        if isinstance(fact, f.DutyStarted):
            self.begin("day opened", _opening(self), self.now + timedelta(seconds=20))
        if isinstance(fact, f.OfferMade) and fact.slot:
            self.begin(
                "beside the lead", _beside(self, fact), self.now + timedelta(seconds=self.chance.uniform(10, 60))
            )
        if isinstance(fact, f.TimerAsked):
            self.begin("asked, and well", _well(self, fact), self.now + timedelta(seconds=self.chance.uniform(5, 40)))
        self._answer(told)
        for key in {str(incident or ""), ""}:
            for run in [one for one in self._waiting.get(key, ()) if one.waits and _is(fact, one.waits)]:
                self._waiting[key].remove(run)
                run.waits, run.knows, run.since = None, told.number, -1
                self._wake(self.now, run, fact)

    def _answer(self, told: Told) -> None:
        request = getattr(told.fact, "request", None)
        if request not in self._asked:
            return
        run, wish = self._asked.pop(request)
        refused = told.fact.refusal.code if isinstance(told.fact, f.RequestRefused) else ""
        assert wish.no in (refused, ANY), (
            f"{run.name} at {self.now}: {wish.sender} {wish.method} {str(wish.data)[:300]}: "
            f"refused {refused!r}, not {wish.no!r}"
        )
        run.knows = told.number
        self._wake(self.now, run, told.fact)


@dataclass
class _Missed:
    since: int = field(default=0)


def _is(fact: Any, wish: Hear) -> bool:
    return isinstance(fact, wish.types) and all(getattr(fact, k, None) == v for k, v in wish.matching.items())


def _opening(life: Life) -> Script:
    """The clock's look for who came on duty and has no day yet."""
    yield Do(lambda: open_days(life.district.desk))


def _beside(life: Life, offer: f.OfferMade) -> Script:
    """Somebody asked to help beside the lead accepts, and comes, unless it is over by then."""
    if offer.incident in life.own or not _stands(life, offer):
        return
    made = yield Ask(offer.person, "offer.answer", {"offer": offer.offer, "answer": "accept"}, ANY)
    yield from pause(life, 60, 300)
    if isinstance(made, f.AssignmentMade) and _stands(life, made):
        data = {"assignment": made.assignment, "to": "on_scene", "at": life.now.isoformat()}
        yield Ask(made.person, "assignment.advance", data, ANY)


def _well(life: Life, asked: f.TimerAsked) -> Script:
    """还好吗: who is well says so."""
    if asked.timer not in life.own:
        yield Ask(
            asked.person, "timer.answer", {"timer": asked.timer, "at": life.now.isoformat(), "answer": "safe"}, ANY
        )


def _stands(life: Life, thing: f.OfferMade | f.AssignmentMade) -> bool:
    """Whether nothing has ended it."""
    ends = (f.OfferClosed,) if isinstance(thing, f.OfferMade) else (f.AssignmentEnded,)
    member = "offer" if isinstance(thing, f.OfferMade) else "assignment"
    id_ = getattr(thing, member)
    return not any(isinstance(t.fact, ends) and getattr(t.fact, member) == id_ for t in life.story[thing.incident])


def pause(life: Life, low: float, high: float | None = None) -> Script:
    """So many seconds of life, or some between."""
    yield Until(life.now + timedelta(seconds=life.chance.uniform(low, high if high is not None else low)))
