"""`kill -9` at the peak: level Ⅰ, a storm that sweeps over the district, hundreds of reports a minute, people being
moved and called by name. Afterwards everything is counted by code that shares none with the product."""

import asyncio
import os
import random
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from command.store import ledger, universe
from command.store.database import create_engine
from command.store.engine import Engine
from tests.chaos import checks, peak_reading, sight, watching
from tests.chaos.peak import SPAN_S, chance_of
from tests.chaos.peak_district import DARK, PICTURE, District
from tests.chaos.phone import Phone
from tests.chaos.standing import read_and_kept
from tests.chaos.test_chaos import drained, resend_some
from tests.chaos.test_escalation import caught_up
from tests.journeys.life import deadlines as read_again
from tests.system import PARTS, System

SEED = int(os.environ.get("CHAOS_SEED", "1"))
KILLS = int(os.environ.get("CHAOS_KILLS", "5"))
PEOPLE = int(os.environ.get("CHAOS_PEOPLE", "40"))
KEEP = os.environ.get("CHAOS_KEEP", "")
"""A folder to leave the ledger in, for whoever looks into what went wrong."""
BEGUN = time.monotonic()
FIRST_S = 65 * 60
"""Before anything is killed the peak comes to the first third of the grids."""
EARLY_STEP_S, STEP_S = 600.0, 120.0
"""The clock is moved on in steps no longer than these, however many kills there are: before anything is killed, and
then. The next step waits until the clock has acted on what the last one made due."""
EARLY, LATE = (timedelta(seconds=one + 60) for one in (EARLY_STEP_S, STEP_S))
"""So late what a step makes due may be acted on: by the step, and by as long as something killed needs to be back."""
BLIND, BLIND_STEP_S = 4, 100.0
pytestmark = [pytest.mark.chaos, pytest.mark.timeout(0 if KILLS > 10 else 600)]


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


async def blind(system: System, district: District) -> None:
    """Time goes by while Redis stands still: facts come that no stream carries to a screen, and what it is told of its
    age in the second until the gateway has looked for itself is what is tried."""
    await system.ready()
    system.freeze("redis")
    engine = create_engine(system.servers()["database_url"])
    for _ in range(BLIND):
        await universe.fast_forward(engine, checks.DISTRICT, BLIND_STEP_S)
        district.clock.ahead += timedelta(seconds=BLIND_STEP_S)
        await asyncio.sleep(0.7)  # into every part of that second
    system.thaw("redis")
    await engine.dispose()


async def test_at_the_peak_nothing_is_lost_nobody_is_sent_out_and_everybody_is_called(system: System) -> None:
    print(f"peak: seed {SEED}, {KILLS} kills, {PEOPLE} people")
    chance, district = chance_of(SEED, "kills"), District(system, SEED, PEOPLE)
    took("started")
    await district.sign_in()
    await district.switch_off()
    district.connect()
    witness = watching.Witness(system)
    seeing = asyncio.create_task(witness.run())
    await district.prepare()
    await district.listed()
    took("prepared")
    load = asyncio.create_task(district.report_all_along(chance_of(SEED, "load")))
    await district.under_way()
    await blind(system, district)
    await district.pass_time(FIRST_S - BLIND * BLIND_STEP_S, EARLY_STEP_S)
    async with asyncio.timeout(60):
        await district.commanding.peak.wait()
    await caught_up(system)
    district.struck = district.clock.now()
    for n, parts in enumerate(turns(chance)):
        took(f"turn {n + 1}: {'+'.join(parts)}")
        district.go_on(chance)
        await district.pass_time((SPAN_S - FIRST_S) / KILLS, STEP_S)
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
    await district.hang_up()
    for task in (load, seeing):
        task.cancel()
    await asyncio.gather(load, seeing, return_exceptions=True)
    writers = ("supervisor", "worker", "courier", "follower")
    for part in writers:
        system.freeze(part)  # the couriers have hundreds of people to try still: the ledger stands while it is read
    try:
        await prove(district, witness, resent)
    finally:
        system.thaw(*writers)
    took("proved")


async def prove(district: District, witness: watching.Witness, resent: dict[str, dict[str, object]]) -> None:
    engine = create_engine(district.system.servers()["database_url"], read_only=True)
    phones = district.phones
    entries = await ledger.read_after(engine, checks.DISTRICT, 0, 1_000_000)
    facts = [msgspec.json.decode(entry.body) for entry in entries]
    if KEEP:
        Path(KEEP, f"peak-{SEED}.jsonl").write_bytes(b"\n".join(entry.body for entry in entries))
    walked = peak_reading.Reader(facts)
    people, misplaced = peak_reading.everybody_listed(facts)
    read = read_again.read(facts, entries[-1].at, EARLY, (district.struck, LATE))
    shown = [fact["number"] for fact, entry in zip(facts, entries, strict=True) if PICTURE in entry.channels]
    found = {
        "faults": [fault for phone in phones for fault in phone.faults],
        "P1": await checks.p1_accepted_is_never_lost(engine, phones),
        "P2": _answered_otherwise(phones, resent),
        "P3": await checks.p3_every_fact_once_and_in_order(engine, district.whole),
        "P4": await names_travelled(engine) + seen_by_others(district, facts),
        "P5": watching.asked_out_of_reach(facts, witness, district.connected),
        "P6": await checks.p6_every_step_once(engine) + read.faults + await read_and_kept(engine, read),
        "P7": too_young(district, witness, shown) + watching.lost_while_connected(facts, witness, district.connected),
        "P8": peak_reading.nothing_of_an_exercise(facts),
        "P9": watching.not_healed(district.walls),
        "P10": half_done(district, facts),
        "outdoors, on duty, queue": walked.faults,
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
    ages = watching.ages(district.walls, witness, shown)
    print(f"{read.tasks_late} tasks overdue, told again {read.tasks_told_again} times; {ages}; {_down(district)}")
    assert {name: wrong[:10] for name, wrong in found.items() if wrong} == {}
    the_storm_was_real(walked.counts, read, people)
    the_screens_were_in_doubt(district, facts, ages)


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


def _down(district: District) -> dict[str, int]:
    """How often a wall was told that something is down."""
    told = [part for wall in district.walls for one in wall.noted.told for part in one.parts]
    return {part: told.count(part) for part in sorted(set(told))}


def too_young(district: District, witness: watching.Witness, shown: list[int]) -> list[str]:
    """P7, for every wall that is shown everything."""
    return [fault for wall in district.walls[:2] for fault in watching.told_younger_than_it_is(wall, witness, shown)]


def seen_by_others(district: District, facts: list[dict[str, Any]]) -> list[str]:
    """P4, from the lines of the phones' and the kiosk's own sockets."""
    known = sight.entitled(facts)
    wrong = sight.passed_by(district.kiosk.lines)
    by_number = {fact["number"]: fact for fact in facts}
    for one in district.workers:
        wrong += sight.of_others(by_number, one.person, one.grid, one.notes, one.seen, known[one.person])
        wrong += sight.named_to_others(by_number, one.person, one.grid, one.seen, known[one.person])
        wrong += sight.read_by_others(facts, one.person, one.lines, known)
    return wrong


def _refused(answer: dict[str, Any]) -> bool:
    return answer.get("type") == "RequestRefused" or answer.get("status") == "refused"


def half_done(district: District, facts: list[dict[str, Any]]) -> list[str]:
    """P10: each bad request was refused, and a refusal is all that the ledger has of it."""
    wrong = [f"{note.method} {note.data} was answered {note.answer}" for note in district.bad
             if not note.refused_at_once and not _refused(note.answer or {})]  # fmt: skip
    bad = {note.data["id"] for note in district.bad} | set(district.desk.for_life)
    return wrong + [f"{one['number']} {one['type']} came of a bad request" for one in facts
                    if one.get("request") in bad and one["type"] != "RequestRefused"]  # fmt: skip


def the_screens_were_in_doubt(district: District, facts: list[dict[str, Any]], ages: dict[str, float]) -> None:
    """The same of what screens show and who can be reached."""
    assert ages["oldest picture shown"] > 1.5
    assert sum(len(wall.noted.told) for wall in district.walls) > 60
    dark = {phone.person for phone in district.dark}
    assert {one["person"] for one in facts if one["type"] == "DutyStarted"} >= dark
    passed = [one["reason"].get("passed_over", {}).get("unreachable", 0) for one in facts if one["type"] == "OfferMade"]
    assert sum(passed) >= DARK
    assert all(one.tried > 10 for one in district.workers[:2])
    assert len(district.bad) >= 5
    assert len(district.desk.for_life) > 0
