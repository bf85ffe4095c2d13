"""`kill -9` at the peak: level Ⅰ, a storm that sweeps over the district, hundreds of reports a minute, people being
moved and called by name. Afterwards everything is counted by code that shares none with the product."""

import asyncio
import os
import random
import time
from datetime import timedelta
from typing import Any

import httpx
import msgspec
import pytest

from command.store import ledger
from command.store.database import create_engine
from command.store.engine import Engine
from tests.chaos import checks, peak_reading
from tests.chaos.peak import (
    SPAN_S,
    Clock,
    Commander,
    Worker,
    arrived,
    chance_of,
    impossible,
    level_one,
    message,
    moved,
    overhead,
    to_be_moved,
)
from tests.chaos.phone import Note, Phone
from tests.chaos.test_chaos import drained, resend_some
from tests.chaos.test_escalation import caught_up, move_on
from tests.journeys.life import deadlines as read_again
from tests.system import PARTS, System

SEED = int(os.environ.get("CHAOS_SEED", "1"))
KILLS = int(os.environ.get("CHAOS_KILLS", "5"))
PEOPLE = int(os.environ.get("CHAOS_PEOPLE", "40"))
BEGUN = time.monotonic()
A_SECOND = 8.0
"""Reports a second: 480 a minute."""
FIRST_S = 65 * 60
"""Before anything is killed the peak comes to the first third of the grids."""
LATE = timedelta(hours=3)
"""The clock is moved on before what it made due was acted on: late by all of that, never early and never twice."""
pytestmark = [pytest.mark.chaos, pytest.mark.timeout(0 if KILLS > 10 else 600)]


class District:
    """Everybody who takes part, and what they have made."""

    def __init__(self, system: System) -> None:
        self.system, self.clock, self.given = system, Clock(), asyncio.Event()
        self.workers: list[Worker] = []
        self.console: Phone
        self.deputy: Phone
        self.commander: Phone
        self.commanding: Commander
        self.walls: list[Phone] = []
        self.shelters: list[str] = []
        self.moving: list[tuple[Worker, str]] = []
        self.messages = 0

    @property
    def phones(self) -> list[Phone]:
        return [*self.workers, self.console, self.deputy, self.commander, self.commanding, *self.walls]

    async def sign_in(self) -> None:
        """One phone for each worker, a console, two who may order the level, and two walls."""
        accounts = self.system.accounts()
        pick = {
            role: [one for one in accounts if one["role"] == role] for role in ("worker", "operator", "coordinator")
        }
        chosen = [*_spread(pick["worker"]), *pick["operator"][:1], *pick["coordinator"][:2]]
        async with httpx.AsyncClient(timeout=30) as client:
            tokens = [await _token(client, self.system.url, one) for one in chosen]
        for one, token in zip(chosen[:PEOPLE], tokens[:PEOPLE], strict=True):
            worker = Worker(self.system.url, token, one["id"], one["area"], chance_of(SEED, one["id"]))
            worker.clock, worker.given = self.clock, self.given
            self.workers.append(worker)
        (console, commander, deputy), given = chosen[PEOPLE:], tokens[PEOPLE:]
        picture = f"picture:{checks.DISTRICT}"
        self.console = self._phone(given[0], console["id"])
        self.commander = self._phone(given[1], commander["id"])
        self.deputy = self._phone(given[2], deputy["id"])
        self.commanding = Commander(
            self.system.url, given[1], commander["id"], "", chance_of(SEED, "commander"), picture
        )
        self.walls = [self._phone(given[0], console["id"], picture) for _ in range(2)]

    def _phone(self, token: str, person: str, channel: str = "") -> Phone:
        return Phone(self.system.url, token, person, "", chance_of(SEED, f"{person} {channel}"), channel)

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
        proposed = self.deputy.submit("mode.propose", **level_one(at))
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
            while sum(bool(worker.has_work) for worker in self.workers) < PEOPLE * 0.6:
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
            self.deputy.submit("storm.track", **impossible(self.clock.now()))

    async def leap(self, seconds: float) -> None:
        await move_on(self.system, seconds)
        self.clock.ahead += timedelta(seconds=seconds)


def _spread(workers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """From everywhere in the district, so that the peak comes to some before it comes to others."""
    ordered = sorted(
        (one for one in workers if not one["username"].startswith("volunteer")), key=lambda one: one["area"]
    )
    return [ordered[n * len(ordered) // PEOPLE] for n in range(PEOPLE)]


async def _token(client: httpx.AsyncClient, url: str, account: dict[str, Any]) -> str:
    body = {"username": account["username"], "password": account["password"]}
    reply = await client.post(f"{url}/api/session", json=body)
    reply.raise_for_status()
    return str(reply.json()["token"])


def _answer(note: Note) -> dict[str, Any]:
    assert note.answer is not None
    assert note.answer.get("type") != "RequestRefused", note.answer
    return note.answer


def turns(chance: random.Random) -> list[list[str]]:
    """Whom each turn kills: everybody in turn, in an order drawn; every fifth two at once, every twelfth all."""
    found: list[list[str]] = []
    while len(found) < KILLS:
        found += [[part] for part in chance.sample([*PARTS], len(PARTS))]
        found.append(chance.sample([*PARTS, "courier"], 2))
    return [["all"] if n % 12 == 11 else parts for n, parts in enumerate(found[:KILLS])]


def took(what: str) -> None:
    print(f"{time.monotonic() - BEGUN:6.1f} s  {what}")


async def strike(system: System, parts: list[str]) -> None:
    if parts == ["all"]:
        await system.kill_everything()
        await system.start()
        return
    for part in parts:
        system.kill(part)


async def test_at_the_peak_nothing_is_lost_nobody_is_sent_out_and_everybody_is_called(system: System) -> None:
    print(f"peak: seed {SEED}, {KILLS} kills, {PEOPLE} people")
    chance, district = chance_of(SEED, "kills"), District(system)
    took("started")
    await district.sign_in()
    lives = [asyncio.create_task(phone.live()) for phone in district.phones]
    await district.prepare()
    await district.listed()
    took("prepared")
    load = asyncio.create_task(district.report_all_along(chance_of(SEED, "load")))
    await district.under_way()
    await district.leap(FIRST_S)  # the peak comes to the first grids, over whatever is under way there
    async with asyncio.timeout(60):
        await district.commanding.peak.wait()
    for n, parts in enumerate(turns(chance)):
        took(f"turn {n + 1}: {'+'.join(parts)}")
        district.go_on(chance)
        await district.leap((SPAN_S - FIRST_S) / KILLS)
        await asyncio.sleep(chance.uniform(0.1, 1.2))  # a kill comes at any moment, that is what is tried
        await strike(system, parts)
        await asyncio.sleep(chance.uniform(0.2, 1.5))  # and so does the next, before or after all came back
    load.cancel()
    took("all killed")
    await system.ready()
    for phone in district.phones:
        phone.working = False
    await drained(district.phones)
    took("answered")
    resent = await resend_some(district.workers, chance)  # type: ignore[arg-type]
    await caught_up(system)
    took("caught up")
    for life in lives:
        life.cancel()
    await asyncio.gather(*lives, load, return_exceptions=True)
    writers = ("supervisor", "worker", "courier", "follower")
    for part in writers:
        system.freeze(part)  # the couriers have hundreds of people to try still: the ledger stands while it is read
    try:
        await prove(district, resent)
    finally:
        system.thaw(*writers)


async def prove(district: District, resent: dict[str, dict[str, object]]) -> None:
    engine = create_engine(district.system.servers()["database_url"], read_only=True)
    phones = district.phones
    entries = await ledger.read_after(engine, checks.DISTRICT, 0, 1_000_000)
    facts = [msgspec.json.decode(entry.body) for entry in entries]
    walked = peak_reading.Reader(facts)
    people, misplaced = peak_reading.everybody_listed(facts)
    read = read_again.read(facts, entries[-1].at, LATE)
    found = {
        "faults": [fault for phone in phones for fault in phone.faults],
        "P1": await checks.p1_accepted_is_never_lost(engine, phones),
        "P2": _answered_otherwise(phones, resent),
        "P3": await checks.p3_every_fact_once_and_in_order(engine, phones),
        "P4": await names_travelled(engine),
        "P6": await checks.p6_every_step_once(engine) + read.faults,
        "P8": peak_reading.nothing_of_an_exercise(facts),
        "outdoors, P5, queue": walked.faults,
        "tasks": peak_reading.tasks_once(facts),
        "lists": misplaced + await in_the_tables(engine, people),
        "P11": await checks.p11_the_ledger_is_the_picture(engine),
    }
    await engine.dispose()
    sent = [note for phone in phones for note in phone.notes.values()]
    print(
        f"{len(sent)} requests, {sum(n.accepted for n in sent)} accepted, {len(resent)} sent again, {len(facts)} facts"
    )
    print(f"{dict(walked.counts)}; lists {len(people)}; met {dict(read.met)}, acted on {dict(read.acted)}")
    assert {name: wrong[:10] for name, wrong in found.items() if wrong} == {}
    the_storm_was_real(walked.counts, read, people)


def _answered_otherwise(phones: list[Phone], resent: dict[str, dict[str, object]]) -> list[str]:
    again = {i: n.answer for p in phones for i, n in p.notes.items() if i in resent and n.answer is not None}
    members = ("incident", "outcome", "assignment", "summons", "evacuee")
    return [
        f"{id_} was answered {first} and then {again[id_]}"
        for id_, first in resent.items()
        for m in members
        if id_ in again and m in first and m in again[id_] and first[m] != again[id_][m]
    ]


async def names_travelled(engine: Engine) -> list[str]:
    """P4: who is moved where is in the ledger, and on nobody's channel."""
    private = "'EvacueesNamed', 'RelativeNamed'"
    rows = await checks.rows(engine, f"SELECT number FROM ledger WHERE type IN ({private}) AND channels <> '{{}}'")
    return [f"{row.number} is on a channel" for row in rows]


async def in_the_tables(engine: Engine, read: dict[str, str]) -> list[str]:
    """Everybody on a list stands in the tables with what the ledger says became of them."""
    rows = await checks.rows(engine, "SELECT state FROM kept WHERE kind = 'movelists' AND closed_at IS NULL")
    kept = {id_: one for row in rows for id_, one in msgspec.json.decode(row.state)["people"].items()}
    stands = {id_: one.get("status", "to_move") for id_, one in kept.items()}
    return [f"{id_}: {read.get(id_)} read, {stands.get(id_)} kept" for id_ in read.keys() | stands.keys()
            if read.get(id_) != stands.get(id_)]  # fmt: skip


def the_storm_was_real(counts: dict[str, int], read: read_again.Read, people: dict[str, str]) -> None:
    """A proof that was never put to the test is none."""
    assert counts["grids at the peak"] > 100
    assert counts["about life"] > 5
    assert counts["held"] > 20
    assert counts["outdoors as the peak came"] > 3
    assert counts["taken back before it was set out on"] > 0
    assert counts["summons outdoors"] > 3
    assert counts["heard of: outdoors"] > 1
    assert counts["summons recall"] == 1
    assert len(people) == 2 * PEOPLE
    assert read.acted["summonses"] > 0
    assert read.acted["storms"] > 0
    assert read.acted["arrival"] > 0, "somebody was moved and did not arrive in time"
