"""What a worker and an operator have in common: an account, a link, an outbox, and tasks that end with them."""

import asyncio
import random
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from command.clock import district_now
from workers.simulator.accounts import Account
from workers.simulator.figures import Figures
from workers.simulator.link import Cut, Fact, Link
from workers.simulator.matters import Matter
from workers.simulator.outbox import Note, Outbox
from workers.simulator.web import Web


class World(Struct):
    """What all people share. `speed`: seconds of life in a second. `ending`: nobody takes on anything new."""

    url: str
    web: Web
    figures: Figures
    signing_in: asyncio.Semaphore
    speed: float = 1.0
    clocks_right: bool = False
    """Nobody's clock is wrong: a file's times are to be kept."""
    ending: bool = False
    ended: datetime | None = None
    """When that began, by the district's clock: what falls due later is nobody's fault."""
    first_sent: dict[str, float] = {}
    """When what became an incident was first sent."""
    first_offer: dict[str, float] = {}
    """When an incident was first seen offered on a phone of ours."""


class Person:
    """Subclasses say what happens at a fact and at a reconnect."""

    def __init__(
        self, world: World, account: Account, channels: list[str], chance: random.Random, clock_off_s: float = 0.0
    ) -> None:
        self.world = world
        self.account = account
        self.clock_off_s = clock_off_s
        self.chance = chance
        self.token = ""
        self.outbox = Outbox(world.figures, chance, clock_off_s)
        self.outbox.on_stored = self._stored
        self.link = Link(world.url, self.sign_in, channels, self, chance)
        self._tasks: asyncio.TaskGroup | None = None

    async def live(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            tasks.create_task(self.link.run())
            tasks.create_task(self.outbox.work(self.link))
            self.begin()

    def begin(self) -> None:
        """Start what the person does by themselves."""

    async def sign_in(self) -> str:
        """A token; few sign in at a time, since checking a password costs the server much memory."""
        async with self.world.signing_in:
            self.token = await self.world.web.sign_in(self.account)
        return self.token

    def report(self, matter: Matter, place: dict[str, Any], *, line: int = 0, **more: Any) -> Note:
        """Enter something at a place, now by the person's own clock."""
        return self.outbox.add(
            "report.submit",
            line=line,
            category=matter.category,
            disposition=matter.disposition,
            hazard=matter.hazard,
            text=matter.text,
            at=self.moment(),
            place=place,
            **more,
        )

    def moment(self) -> str:
        """The time on the person's own clock."""
        return (district_now() + timedelta(seconds=self.clock_off_s)).isoformat(timespec="milliseconds")

    def later(self, life_s: float) -> str:
        """A moment so far ahead by the district's clock."""
        return (district_now() + timedelta(seconds=life_s)).isoformat(timespec="milliseconds")

    async def do(self, method: str, name: str, *, timed: bool = True, **data: Any) -> bool:
        """Ask for something and wait for the outcome; counted under `name` when it was granted."""
        if timed:
            data["at"] = self.moment()
        note = self.outbox.add(method, **data)
        await note.ended.wait()
        if not note.refusal:
            self.world.figures.work[name] += 1
        return not note.refusal

    async def told(self, method: str, name: str, /, **data: Any) -> dict[str, Any] | None:
        """Like `do` without a time: what came of it, or None when it was refused."""
        note = self.outbox.add(method, **data)
        await note.ended.wait()
        if note.refusal:
            return None
        self.world.figures.work[name] += 1
        return note.outcome

    async def do_later(self, method: str, name: str, life_s: float, **data: Any) -> None:
        """The same after about so many seconds of life, unless all is ending. No `at` is sent."""
        await self.pause(life_s * self.chance.uniform(0.5, 1.5))
        if not self.world.ending:
            await self.do(method, name, timed=False, **data)

    async def pause(self, life_s: float) -> None:
        """Let so many seconds of life go by."""
        await asyncio.sleep(life_s / self.world.speed)

    def heard(self, channel: str, fact: Fact) -> None:
        """A fact of one of the person's channels."""
        self.outbox.heard(fact)

    async def joined(self, link: Link, *, recovered: bool) -> None:
        """Connected, perhaps again."""
        if link.times > 1:
            self.world.figures.reconnects += 1
            self.world.figures.unrecovered += not recovered
        self.outbox.again()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Something that goes on beside the rest."""
        if self._tasks is None:
            work.close()
        else:
            self._tasks.create_task(work)

    async def ask(self, method: str, data: dict[str, Any]) -> dict[str, Any]:
        """The data of an answer that is no result of a durable request. Raises Cut when there is none."""
        told = await self.link.call(method, data)
        if "error" in told:
            raise Cut
        answer: dict[str, Any] = told["rpc"]["data"]
        return answer

    def _stored(self, note: Note) -> None:
        told = note.outcome or {}
        if told.get("outcome") == "filed" and note.data["disposition"] == "help":
            self.world.first_sent[told["incident"]] = note.sent
            self._time_offer(told["incident"])

    def offered(self, incident: str) -> None:
        """An offer came, perhaps before the reporter heard that the report is stored."""
        if incident not in self.world.first_offer:
            self.world.first_offer[incident] = asyncio.get_running_loop().time()
            self._time_offer(incident)

    def _time_offer(self, incident: str) -> None:
        sent, seen = self.world.first_sent.get(incident), self.world.first_offer.get(incident)
        if sent is not None and seen is not None:
            self.world.figures.offered_after.add(seen - sent)
