"""Silence under `kill -9`: each step of escalation comes once, whatever dies while it is due."""

import asyncio
import contextlib
import os
import random
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy.exc import SQLAlchemyError

from command.clock import new_id, now
from command.store import audit, deadlines, ledger, universe
from command.store.database import create_engine
from tests.chaos.checks import DISTRICT, p6_every_step_once, p11_the_ledger_is_the_picture
from tests.chaos.phone import Phone
from tests.chaos.test_chaos import drained, tokens, wall
from tests.journeys.life import deadlines as read_again
from tests.system import System

SEED = int(os.environ.get("CHAOS_SEED", "1"))
TURNS = int(os.environ.get("CHAOS_TURNS", "10"))
PEOPLE = 24
REPORTS = 60
LATE = timedelta(hours=3)
"""The clock is moved on before what it made due was acted on, since whoever should act was killed: a step may be late
by all of that, never early and never twice."""
STEPS_S = (31, 61, 121, 301, 601)
pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]


async def test_each_step_of_silence_comes_once_whatever_is_killed(system: System) -> None:
    print(f"escalation: seed {SEED}, {TURNS} turns")
    chance = random.Random(SEED)
    people = dict(list((await tokens(system)).items())[:PEOPLE])
    phones = [Phone(system.url, token, id_, grid, random.Random(id_)) for id_, (token, grid) in people.items()]
    watching = await wall(system, chance)
    lives = [asyncio.create_task(phone.live()) for phone in (*phones, watching)]
    for phone in phones:
        phone.working = False  # they can be reached, and never answer
        phone.submit("duty.check_in", at=now().isoformat())
    await drained(phones)
    for n in range(REPORTS):
        chance.choice(phones).submit("report.submit", **report(chance, phones, n))
    await drained(phones)
    for turn in range(TURNS):
        await strike(system, chance, turn)
    await caught_up(system)
    for life in lives:
        life.cancel()
    await asyncio.gather(*lives, return_exceptions=True)
    await prove(system)


def report(chance: random.Random, phones: list[Phone], n: int) -> dict[str, Any]:
    """Something that somebody must be sent to."""
    kinds = ["grid.dispute", "grid.service", "grid.medical", "grid.special_need", "grid.lost_person"]
    return {
        "id": new_id(), "category": chance.choice(kinds), "disposition": "help", "at": now().isoformat(),
        "place": {"grid": chance.choice(phones).grid}, "text": str(n),
    }  # fmt: skip


async def strike(system: System, chance: random.Random, turn: int) -> None:
    """Minutes go by in a moment; while the clock acts on what they made due, something is killed."""
    await move_on(system, chance.choice(STEPS_S))
    await asyncio.sleep(chance.uniform(0, 0.4))
    part = chance.choice(["worker", "worker", "worker", "postgres", "redis", "all"])
    print(f"turn {turn + 1}: {part}")
    if part == "all":
        await system.kill_everything()
        await system.start()
    else:
        system.kill(part)
        await system.ready()


async def move_on(system: System, seconds: float) -> None:
    """As soon as the database is back from what was killed last."""
    async with asyncio.timeout(60):
        while True:
            await system.ready()
            engine = create_engine(system.servers()["database_url"])
            try:
                return await universe.fast_forward(engine, DISTRICT, seconds)
            except SQLAlchemyError:
                await asyncio.sleep(0.3)  # PostgreSQL is dead: nobody there could tell when it is back
            finally:
                await engine.dispose()


async def caught_up(system: System) -> None:
    """Nothing is due any more."""
    await system.ready()
    engine = create_engine(system.servers()["database_url"], read_only=True)
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(SQLAlchemyError):
                if not await deadlines.any_due(engine, DISTRICT):
                    break
            await asyncio.sleep(0.3)  # by our look alone: whoever could tell of it is killed now and then
    await engine.dispose()


async def prove(system: System) -> None:
    engine = create_engine(system.servers()["database_url"], read_only=True)
    entries = await ledger.read_after(engine, DISTRICT, 0, 1_000_000)
    found = read_again.read([msgspec.json.decode(e.body) for e in entries], entries[-1].at, LATE)
    print(f"met {dict(found.met)}, acted on {dict(found.acted)}")
    assert found.faults[:20] == []
    assert await p6_every_step_once(engine) == []
    assert (await audit.verify(engine, DISTRICT)).broken is None
    assert await p11_the_ledger_is_the_picture(engine) == []
    assert found.acted["answer"] > REPORTS / 2
    assert found.acted["retry"] > 0, "nobody was left, and it was tried again"
    await engine.dispose()
