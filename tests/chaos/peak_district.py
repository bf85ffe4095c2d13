"""A district that lives through the peak: who takes part, how it begins, and what happens between two kills."""

import asyncio
import math
import random
from collections import defaultdict
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import redis.asyncio

from command.store.database import create_engine
from tests.chaos import checks
from tests.chaos.peak import (
    Clock,
    Commander,
    Worker,
    arrived,
    chance_of,
    impossible,
    level_of,
    message,
    moved,
    overhead,
    to_be_moved,
)
from tests.chaos.peak_screens import Curious, Desk, Overheard, Wall
from tests.chaos.phone import Note, Phone
from tests.chaos.test_chaos import drained
from tests.chaos.test_escalation import caught_up, move_on
from tests.system import System

A_SECOND = 8.0
"""Reports a second: 480 a minute."""
DARK = 6
"""So many come on duty and switch their phones off."""
CURIOUS = 2
PICTURE = f"picture:{checks.DISTRICT}"


class District:
    """Everybody who takes part, and what they have made."""

    def __init__(self, system: System, seed: int, people: int) -> None:
        self.system, self.seed, self.people = system, seed, people
        self.clock, self.given = Clock(), asyncio.Event()
        self.workers: list[Worker] = []
        self.console: Phone
        self.deputy: Phone
        self.commander: Phone
        self.commanding: Commander
        self.dark: list[Phone] = []
        self.walls: list[Wall] = []
        self.desk: Desk
        self.kiosk: Overheard
        self.lives: list[asyncio.Task[None]] = []
        self.bad: list[Note] = []
        self.shelters: list[str] = []
        self.moving: list[tuple[Worker, str]] = []
        self.messages = 0
        self.stepped = False
        self.struck = self.clock.now()
        """The district's time at the first kill."""

    @property
    def phones(self) -> list[Phone]:
        """Those of people; and the screens."""
        return [
            *self.workers,
            self.console,
            self.deputy,
            self.commander,
            self.commanding,
            self.desk,
            *self.walls,
        ]

    @property
    def whole(self) -> list[Phone]:
        """Those who are sent every fact of their channel: a kiosk is not."""
        return [phone for phone in self.phones if phone is not self.kiosk]

    @property
    def connected(self) -> dict[str, list[tuple[float, float]]]:
        """From when to when people could be heard of; those in the dark are not: see `switch_off`."""
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for phone in self.phones:
            found[phone.person] += [(begun, end) for begun, end in phone.sessions]
        return found

    async def sign_in(self) -> None:
        """One phone for each worker, a console, an operator at the queue, two who may order the level, the walls."""
        accounts = self.system.accounts()
        role = {one["role"]: [o for o in accounts if o["role"] == one["role"]] for one in accounts}
        spread = _spread(role["worker"], self.people + DARK)
        dark = spread[:: len(spread) // DARK][:DARK]
        chosen = [*(one for one in spread if one not in dark), *dark, *role["operator"][:2], *role["coordinator"][:2]]
        async with httpx.AsyncClient(timeout=30) as client:
            tokens = {one["id"]: await _token(client, self.system.url, one) for one in chosen}
        for n, one in enumerate(one for one in spread if one not in dark):
            kind = Curious if n < CURIOUS else Worker
            worker = self._phone(one, tokens, kind=kind)
            worker.clock, worker.given, worker.others = self.clock, self.given, (dark[0]["id"],)
            worker.further = (dark[n % DARK]["area"],)
            self.workers.append(worker)
        self.dark = [self._phone(one, tokens) for one in dark]
        (console, desk), (commander, deputy) = role["operator"][:2], role["coordinator"][:2]
        self.console = self._phone(console, tokens)
        self.commander, self.deputy = self._phone(commander, tokens), self._phone(deputy, tokens)
        self.commanding = self._phone(commander, tokens, PICTURE, Commander)
        self.desk = self._phone(desk, tokens, PICTURE, Desk)
        self.walls = [self._phone(console, tokens, PICTURE, Wall) for _ in range(2)]
        screen = role["kiosk"][0]
        self.kiosk = self._phone(screen, {screen["id"]: screen["key"]}, PICTURE, Overheard)
        self.walls.append(self.kiosk)

    def _phone(self, one: dict[str, Any], tokens: dict[str, str], channel: str = "", kind: type[Any] = Phone) -> Any:
        chance = chance_of(self.seed, f"{one['id']} {channel}")
        return kind(self.system.url, tokens[one["id"]], one["id"], one.get("area", ""), chance, channel)

    async def switch_off(self) -> None:
        """Some come on duty, and switch their phones off. That they are silent is made a day old at once, as leaps do
        with time: where phones are noted, and, by killing it, in what the writer remembers."""
        lives = [asyncio.create_task(phone.live()) for phone in self.dark]
        for phone in self.dark:
            phone.submit("duty.check_in", at=self.clock.said())
        await drained(self.dark)
        for life in lives:
            life.cancel()
        await asyncio.gather(*lives, return_exceptions=True)
        client = redis.asyncio.from_url(self.system.servers()["redis_url"])
        await client.zrem(f"presence:{{{checks.DISTRICT}}}", *(phone.person for phone in self.dark))
        await client.aclose()
        self.system.kill("worker")

    def connect(self) -> None:
        """Everybody else lives, whatever is killed, until `hang_up`."""
        self.lives = [asyncio.create_task(phone.live()) for phone in self.phones]

    async def hang_up(self) -> None:
        """Nobody is connected any more."""
        for life in self.lives:
            life.cancel()
        await asyncio.gather(*self.lives, return_exceptions=True)

    async def prepare(self) -> None:
        """On duty; shelters with keepers; people listed; the storm nearly here; level Ⅰ, ordered by two."""
        at = self.clock.now()
        for worker in self.workers:
            worker.submit("duty.check_in", at=self.clock.said())
        keepers = [worker.person for worker in self.workers[:2]]
        shelters = [
            self.deputy.submit("shelter.set", name=f"避灾点{n}", place={"grid": w.grid}, capacity=500, keepers=keepers)
            for n, w in enumerate(self.workers[:2])
        ]
        proposed = self.deputy.submit("mode.propose", **level_of(at))
        tracked = self.deputy.submit("storm.track", **overhead(at))
        await drained(self.phones)
        self.shelters = [_answer(one)["shelter"] for one in shelters]
        assert "storm" in _answer(tracked)
        switch = {"proposal": _answer(proposed)["proposal"], "mode_version": 0}
        switched = self.commander.submit("mode.approve", **switch)
        listed = to_be_moved(self.workers)
        opened = self.deputy.submit("evacuation.open", area=checks.DISTRICT, title="转移", people=listed)
        for worker in self.workers[2:10]:
            worker.submit("round.start", at=self.clock.said())
        await drained(self.phones)
        assert _answer(switched)["level"] == 1
        self.deputy.submit("mode.propose", **level_of(at, level=2, after=1))  # and nobody ever answers it
        assert "evacuation" in _answer(opened)

    async def listed(self) -> None:
        """Who stands on whose list, as the tables say; half of them are moved before the wind, the rest under kills."""
        engine = create_engine(self.system.servers()["database_url"], read_only=True)
        rows = await checks.rows(engine, "SELECT state FROM kept WHERE kind = 'movelists'")
        await engine.dispose()
        by_person = {worker.person: worker for worker in self.workers}
        for row in rows:
            for id_, entry in msgspec.json.decode(row.state)["people"].items():
                self.moving.append((by_person[entry["worker"]], id_))
        self.moving.sort(key=lambda one: one[1])
        for worker, evacuee in self.moving[::2]:
            moved(worker, evacuee, self.shelters[0])

    async def report_all_along(self, chance: random.Random) -> None:
        """Hundreds of reports a minute, by anybody, some about life."""
        for index in range(10**9):
            chance.choice(self.workers).report_in_the_storm(index)
            await asyncio.sleep(chance.expovariate(A_SECOND))  # how often people report, not a wait for anything

    async def under_way(self, timeout_s: float = 40) -> None:
        """Until most people have work, so that the peak finds some who have not set out, and some who have."""
        async with asyncio.timeout(timeout_s):
            while sum(bool(worker.has_work) for worker in self.workers) < self.people * 0.6:
                self.given.clear()
                await self.given.wait()

    def go_on(self, chance: random.Random) -> None:
        """What happens between two kills: somebody is moved, somebody arrives, the bureau says something."""
        for worker, evacuee in chance.sample(self.moving[1::2], min(6, len(self.moving) // 2)):
            moved(worker, evacuee, self.shelters[1])
        for _, evacuee in chance.sample(self.moving[::2], min(6, len(self.moving) // 2)):
            arrived(self.workers[0], evacuee, self.shelters[0])
        for worker in chance.sample(self.workers, len(self.workers) // 8):
            worker.set_out()
        n, self.messages = self.messages, self.messages + 1
        self.console.submit("warning.receive", **message(n, self.clock.now()))
        if n % 2:
            self.console.submit("warning.receive", **message(n, self.clock.now(), status="Exercise"))
        at = self.clock.said()
        self.bad += [
            self.deputy.submit("storm.track", **impossible(self.clock.now())),
            self.console.submit("report.submit", **self._report(category="no.such")),
            self.console.submit("report.submit", **self._report(place={"grid": "110101001001001"})),
            self.workers[-1].submit("grid_task.finish", area=self.workers[0].grid, grid_task="drains", at=at),
            self.workers[-1].submit("offer.answer", offer="nobody's", answer="accept"),
        ]

    def _report(self, **wrong: Any) -> dict[str, Any]:
        good = {"category": "grid.dispute", "place": {"grid": self.workers[0].grid}}
        return {"disposition": "help", "at": self.clock.said(), "text": "查无此事", **good, **wrong}

    async def pass_time(self, seconds: float, step_s: float) -> None:
        """Time goes by, in steps; the last of them is not waited for."""
        steps = math.ceil(seconds / step_s)
        for n in range(steps):
            if n or self.stepped:
                await caught_up(self.system)
            self.stepped = True
            await move_on(self.system, seconds / steps)
            self.clock.ahead += timedelta(seconds=seconds / steps)


def _spread(workers: list[dict[str, Any]], people: int) -> list[dict[str, Any]]:
    """From everywhere in the district, so that the peak comes to some before it comes to others."""
    ordered = sorted(
        (one for one in workers if not one["username"].startswith("volunteer")), key=lambda one: one["area"]
    )
    return [ordered[n * len(ordered) // people] for n in range(people)]


async def _token(client: httpx.AsyncClient, url: str, account: dict[str, Any]) -> str:
    body = {"username": account["username"], "password": account["password"]}
    reply = await client.post(f"{url}/api/session", json=body)
    reply.raise_for_status()
    return str(reply.json()["token"])


def _answer(note: Note) -> dict[str, Any]:
    assert note.answer is not None
    assert note.answer.get("type") != "RequestRefused", note.answer
    return note.answer
