"""`kill -9` of everything, at random moments, while hundreds of phones report, answer and advance."""

import asyncio
import os
import random
import time

import httpx
import pytest

from command.store.database import create_engine
from tests.chaos import checks
from tests.chaos.phone import Phone
from tests.system import PARTS, System

SEED = int(os.environ.get("CHAOS_SEED", "1"))
KILLS = int(os.environ.get("CHAOS_KILLS", "5"))
PHONES = int(os.environ.get("CHAOS_PHONES", "200"))
pytestmark = [pytest.mark.chaos, pytest.mark.timeout(0 if KILLS > 10 else 600)]


async def tokens(system: System) -> dict[str, tuple[str, str]]:
    """Person id → token and own grid, of every worker."""
    found = {}
    async with httpx.AsyncClient(timeout=30) as client:
        for account in [a for a in system.accounts() if a["role"] == "worker"][:80]:
            body = {"username": account["username"], "password": account["password"]}
            reply = await client.post(f"{system.url}/api/session", json=body)
            reply.raise_for_status()
            found[account["id"]] = (reply.json()["token"], account["area"])
    return found


def make_phones(system: System, people: dict[str, tuple[str, str]], chance: random.Random) -> list[Phone]:
    """`PHONES` sockets spread over the people: some people have several."""
    ids = sorted(people)
    chosen = [ids[n % len(ids)] for n in range(PHONES)]
    return [Phone(system.url, *_who(people, p), random.Random(chance.random())) for p in chosen]


def _who(people: dict[str, tuple[str, str]], person: str) -> tuple[str, str, str]:
    token, grid = people[person]
    return token, person, grid


async def report_all_along(phones: list[Phone], chance: random.Random) -> None:
    """Some twenty reports a second, by anybody."""
    for index in range(10**9):
        await chance.choice(phones).report(index)
        await asyncio.sleep(chance.expovariate(20))


async def drained(phones: list[Phone], timeout_s: float = 120) -> None:
    """Wait until every note of every phone is settled."""
    try:
        async with asyncio.timeout(timeout_s):
            while any(not note.settled for phone in phones for note in phone.notes.values()):
                await asyncio.sleep(0.2)
    except TimeoutError:
        left = [f"{p.person} {n.method} {n.data['id']}" for p in phones for n in p.notes.values() if not n.settled]
        pytest.fail(f"{len(left)} requests never settled, e.g. {left[:5]}")


async def test_nothing_accepted_is_lost_or_repeated_whatever_is_killed(system: System) -> None:
    print(f"chaos: seed {SEED}, {KILLS} kills, {PHONES} phones")
    chance = random.Random(SEED)
    phones = make_phones(system, await tokens(system), chance)
    walls = [await wall(system, chance) for _ in range(3)]
    lives = [asyncio.create_task(phone.live()) for phone in phones + walls]
    for phone in phones[: len(phones) // 2]:
        phone.submit("duty.check_in", at=phone_now())
    load = asyncio.create_task(report_all_along(phones, random.Random(chance.random())))
    await asyncio.sleep(3)
    for kill in range(KILLS):
        await strike(system, chance, kill)
        await asyncio.sleep(chance.uniform(0.2, 2.5))
    load.cancel()
    await system.ready()
    for phone in phones:
        phone.working = False
    await drained(phones)
    resent = await resend_some(phones, chance)
    for life in lives:
        life.cancel()
    await asyncio.gather(*lives, load, return_exceptions=True)
    await prove(system, phones + walls, resent)


async def wall(system: System, chance: random.Random) -> Phone:
    """An operator's picture: it only watches."""
    account = next(a for a in system.accounts() if a["role"] == "operator")
    async with httpx.AsyncClient(timeout=30) as client:
        body = {"username": account["username"], "password": account["password"]}
        token = (await client.post(f"{system.url}/api/session", json=body)).json()["token"]
    return Phone(system.url, token, account["id"], "", random.Random(chance.random()), "picture:460107")


def phone_now() -> str:
    from command.clock import now

    return now().isoformat()


async def strike(system: System, chance: random.Random, kill: int) -> None:
    """One kill: a part, several at once, or all there is."""
    kind = chance.choice([*PARTS, *PARTS, "pair", "all"])
    begun = time.monotonic()
    if kind == "all":
        await system.kill_everything()
        await system.start()
    else:
        for part in chance.sample(PARTS, 2) if kind == "pair" else [kind]:
            system.kill(part)
    print(f"kill {kill + 1}: {kind} ({time.monotonic() - begun:.1f} s)")


async def resend_some(phones: list[Phone], chance: random.Random) -> dict[str, dict[str, object]]:
    """P2: send again what was answered; the answer must be the first one. The first answers by id."""
    first = {}
    for phone in phones:
        answered = [n for n in phone.notes.values() if n.answer is not None]
        for note in chance.sample(answered, min(3, len(answered))):
            first[note.data["id"]] = dict(note.answer or {})
            note.answer, note.due = None, 0.0
    await drained(phones)
    return first


async def prove(system: System, phones: list[Phone], resent: dict[str, dict[str, object]]) -> None:
    engine = create_engine(system.servers()["database_url"], read_only=True)
    faults = [fault for phone in phones for fault in phone.faults]
    again = {i: n.answer for p in phones for i, n in p.notes.items() if i in resent and n.answer is not None}
    for id_, first in resent.items():
        told = again.get(id_, {})
        named = [m for m in ("incident", "outcome", "assignment") if m in first and m in told]
        faults += [f"P2: {id_} was answered {first} and then {told}" for m in named if first[m] != told[m]]
    found = {
        "faults": faults,
        "P1": await checks.p1_accepted_is_never_lost(engine, phones),
        "P3": await checks.p3_every_fact_once_and_in_order(engine, phones),
        "P6": await checks.p6_every_step_once(engine),
        "P11": await checks.p11_the_ledger_is_the_picture(engine),
    }
    await engine.dispose()
    sent = [note for phone in phones for note in phone.notes.values()]
    accepted = sum(note.accepted for note in sent)
    print(f"{len(sent)} requests, {accepted} accepted, {len(resent)} resent, {sum(p.gaps for p in phones)} gaps told")
    assert accepted > PHONES, "the load must be real"
    assert {name: wrong[:10] for name, wrong in found.items() if wrong} == {}
