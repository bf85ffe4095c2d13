"""The courier of one district: looks every second for who has not acknowledged, and climbs the ladder with them.

Any number of couriers may run: each rung of each person is leased by one of them. What a lease was taken for is checked
once more right before the message leaves; what came of it is one row's update, and a fact in the next transaction.
"""

import asyncio
from datetime import datetime
from typing import Any

import structlog
from msgspec import Struct

from command.domain.facts.reach import Rung, RungOutcome
from command.domain.reach.ladder import Delays, Outcome, next_rung
from command.service.desk import Desk, Reach
from command.service.ladder import tell
from command.store import deliveries
from command.store.contacts import contacts_of
from command.store.deliveries import Asked, Leased, Waiting
from command.store.errors import DatabaseError
from command.store.people import languages_of
from workers.courier.senders import TIMEOUT_S, Busy, Message, Refused, Sender, Sent
from workers.courier.upward import Upward
from workers.courier.ways import Ways, message_id, words

log: Any = structlog.get_logger(__name__)
LOOK_S = 1.0
BACK_OFF_S = (1.0, 2.0, 4.0, 8.0)
AT_ONCE = 8
"""Messages under way at a time, of one courier."""
_ASIDE_S = 5.0
"""What may not be sent just now is looked at again after so long."""
RESERVED = 4
"""As many more for calls for help, when a slow service keeps all the others busy."""


class _Pauses:
    """Senders that throttle are left alone until they said, so that others' turns are not wasted on them."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def pause(self, name: str, seconds: float) -> None:
        self._until[name] = max(self._until.get(name, 0.0), asyncio.get_running_loop().time() + seconds)

    def rests(self, name: str) -> bool:
        return self._until.get(name, 0.0) > asyncio.get_running_loop().time()


class Job(Struct, frozen=True):
    """A rung that is due, `late_s` seconds ago."""

    asked: Asked
    rung: Rung
    late_s: float


class Courier:
    """One courier. `tick` is one look; `run` looks for ever."""

    def __init__(self, desk: Desk, reach: Reach, ways: Ways, delays: Delays, sign: str) -> None:
        self._desk = desk
        self._engine = desk.engine
        self._universe = desk.universe
        self._reach = reach
        self._ways = ways
        self._delays = delays
        self._sign = sign
        self._pauses = _Pauses()
        self._upward = Upward(self._engine, self._universe, reach.reachable)
        self._running: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """For ever. An outage of the database is waited out: rows do not forget."""
        while True:
            try:
                await self.tick()
            except (DatabaseError, OSError, TimeoutError) as error:
                log.warning("courier waits for the database", error=str(error)[:200])
                await asyncio.sleep(LOOK_S)
            await self._rest()

    async def tick(self) -> int:
        """Begin what is due now, the most urgent first, as far as there is room; tell what is over. How many began."""
        if not await self._may_climb():
            return 0
        upward = await self._upward.asked()
        begun = await self._begin(
            self._due(await deliveries.waiting(self._engine, self._universe, upward, self._desk.policy))
        )
        await tell(self._desk, frozenset(one.about for one in upward))
        return begun

    async def _may_climb(self) -> bool:
        """Whether anybody is to be reached at all now. In the district always."""
        return True

    async def _may_reach(self, _person: str) -> bool:
        """Whether this person may be sent anything. In the district everybody, whoever is asked."""
        return True

    def _begins(self, _job: Job) -> bool:
        """Whether it is ours to do now."""
        return True

    def _since(self, at: datetime) -> datetime:
        """From when somebody who was asked or tried then has been waiting. In the district from then."""
        return at

    def _words(self, asked: Asked, language: str) -> str:
        return words(self._sign, asked, language)

    async def drained(self) -> None:
        """Tick until nothing is due and nothing is under way: for tests."""
        while await self.tick() or self._running:
            if self._running:
                await asyncio.wait(self._running)

    async def stop(self) -> None:
        """What is under way is finished first."""
        if self._running:
            await asyncio.wait(self._running, timeout=TIMEOUT_S)

    async def _rest(self) -> None:
        self._wake.clear()
        try:
            async with asyncio.timeout(LOOK_S):
                await self._wake.wait()
        except TimeoutError:
            pass

    def _due(self, waiting: Waiting) -> list[Job]:
        found: list[Job] = []
        for asked in waiting.asked:
            tried = waiting.tried.get((asked.about, asked.person), {})
            live = self._reach.reachable(asked.person)
            delays = asked.delays or self._delays.scaled(asked.priority)
            tried = {one: Outcome(of.outcome, self._since(of.at)) for one, of in tried.items()}
            rung = next_rung(self._since(asked.asked_at), tried, delays, live=live, rungs=asked.rungs)
            if rung is not None and rung[1] <= waiting.now:
                late_s = (waiting.now - rung[1]).total_seconds()
                job = Job(asked, rung[0], late_s)
                if self._begins(job) and (not self._rests(job.rung) or late_s > self._delays.patience.total_seconds()):
                    found.append(job)
        return sorted(found, key=lambda job: (job.asked.priority, job.asked.asked_at, job.asked.person))

    def _rests(self, rung: Rung) -> bool:
        """Whether every sender of the rung is to be left alone for a while."""
        if rung == "call":
            return False
        senders = [self._ways.sms] if rung == "sms" else list(self._ways.messengers)
        return bool(senders) and any(self._pauses.rests(one.name) for one in senders)

    async def _begin(self, jobs: list[Job]) -> int:
        """Lease as many as there is room for (calls for help have room of their own); how many were ours to do."""
        room = AT_ONCE - len(self._running)
        chosen = jobs[: max(0, room)] or [job for job in jobs if job.asked.priority == 0][: max(0, room + RESERVED)]
        if not chosen:
            return 0
        by_key = {(job.asked.about, job.asked.person, job.rung): job for job in chosen}
        leased = await deliveries.lease(self._engine, self._universe, [(job.asked, job.rung) for job in chosen])
        people = [one.person for one in leased]
        contacts = await contacts_of(self._engine, people) if people else {}
        languages = await languages_of(self._engine, self._universe, people) if people else {}
        for one in leased:
            picked = self._ways.pick(one.rung, contacts.get(one.person)) if one.rung != "call" else "asked"
            job = by_key[one.about, one.person, one.rung]
            task = asyncio.create_task(self._do(job, one, picked, languages.get(one.person, "zh-CN")))
            self._running.add(task)
            task.add_done_callback(self._ended)
        return len(leased)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._wake.set()

    async def _do(self, job: Job, leased: Leased, picked: tuple[Sender, str] | str, language: str) -> None:
        try:
            await self._try(job, leased, picked, language)
        except (DatabaseError, OSError, TimeoutError) as error:
            log.warning("a rung is left to its lease", about=leased.about, error=str(error)[:200])

    async def _try(self, job: Job, leased: Leased, picked: tuple[Sender, str] | str, language: str) -> None:
        asked = job.asked
        if not await self._still(asked):
            await self._finish(leased, "skipped", "acknowledged", told=True)
            return
        if picked == "asked":
            await self._finish(leased, "sent", "asked")
            return
        if isinstance(picked, str):
            await self._finish(leased, "skipped", picked)
            return
        if not await self._may_reach(leased.person):
            await deliveries.wait(self._engine, self._universe, leased, _ASIDE_S, "not_now")
            return
        sender, address = picked
        if self._pauses.rests(sender.name):
            await self._later(job, leased, Busy("throttled"), sender)
            return
        text, id_ = self._words(asked, language), message_id(self._universe, asked, leased.rung)
        answer = await sender.send(Message(address, text, id_))
        match answer:
            case Sent(reference=reference):
                await self._finish(leased, "sent", reference=reference)
            case Refused(why=why):
                log.warning("a message was refused", sender=sender.name, why=why)
                await self._finish(leased, "failed", "refused")
            case Busy():
                await self._later(job, leased, answer, sender)

    async def _still(self, asked: Asked) -> bool:
        if asked.about.startswith("told:"):
            return await self._upward.still(asked)
        return await deliveries.still_asked(self._engine, self._universe, asked.about, asked.person)

    async def _later(self, job: Job, leased: Leased, answer: Busy, sender: Sender) -> None:
        """Back off; whoever has waited too long goes on to the next rung instead."""
        back_off = BACK_OFF_S[min(leased.attempts, len(BACK_OFF_S)) - 1]
        seconds = answer.seconds if answer.seconds is not None else back_off
        self._pauses.pause(sender.name, seconds if answer.why == "throttled" else 0.0)
        if job.late_s > self._delays.patience.total_seconds():
            await self._finish(leased, "failed", "late")
            return
        log.info("a message must wait", sender=sender.name, why=answer.why, seconds=seconds)
        await deliveries.wait(self._engine, self._universe, leased, seconds, answer.why)

    async def _finish(
        self, leased: Leased, outcome: RungOutcome, why: str = "", reference: str = "", *, told: bool = False
    ) -> None:
        await deliveries.finish(self._engine, self._universe, leased, outcome, why, reference, told=told)
