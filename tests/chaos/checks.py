"""What must hold after everything: promises P1, P3, P6 and P11, from the phones' notes against tables and ledger."""

from collections import Counter
from typing import Any

from sqlalchemy import text

from command.service.replay import differences
from command.store import audit, deadlines
from command.store.engine import Engine
from tests.chaos.phone import Phone

DISTRICT = "460107"


async def rows(engine: Engine, sql: str) -> list[Any]:
    async with engine.connect() as connection:
        return list(await connection.execute(text(sql)))


async def p1_accepted_is_never_lost(engine: Engine, phones: list[Phone]) -> list[str]:
    """Every accepted request has one outcome; every report is in exactly one incident."""
    answered = Counter(r.id for r in await rows(engine, "SELECT id FROM request"))
    reports = Counter(r.request for r in await rows(engine, "SELECT request FROM report"))
    facts = Counter(
        r.request
        for r in await rows(
            engine,
            "SELECT body::json->>'request' AS request FROM ledger WHERE body LIKE '%\"request\":\"%' "
            "AND (body::json->'refusal'->>'code') IS DISTINCT FROM 'id_conflict'",
        )
    )
    wrong = []
    for phone in phones:
        for id_, note in phone.notes.items():
            if note.accepted and answered[id_] != 1:
                wrong.append(f"accepted but {answered[id_]} outcomes: {note.method} {id_}")
            if answered[id_] != facts[id_]:
                wrong.append(f"{facts[id_]} facts for {answered[id_]} outcomes: {note.method} {id_}")
            stored = note.answer is not None and note.answer.get("type") == "ReportStored"
            if note.method == "report.submit" and reports[id_] != int(stored or reports[id_] == 1):
                wrong.append(f"{reports[id_]} rows for one report {id_}")
    return wrong


async def p3_every_fact_once_and_in_order(engine: Engine, phones: list[Phone]) -> list[str]:
    """What each phone saw between gaps is exactly what its channel carried there."""
    carried: dict[str, list[int]] = {}
    own = f"SELECT channel, number FROM ledger_channel WHERE universe = '{DISTRICT}' ORDER BY number"
    for row in await rows(engine, own):
        carried.setdefault(row.channel, []).append(row.number)
    picture = f"picture:{DISTRICT}"
    shown = await rows(
        engine,
        f"SELECT number FROM ledger WHERE universe = '{DISTRICT}' AND '{picture}' = ANY(channels) ORDER BY number",
    )
    carried[picture] = [row.number for row in shown]
    wrong = []
    for phone in phones:
        for part in unbroken(phone.seen):
            whole = [n for n in carried.get(phone.channel, ()) if part[0] <= n <= part[-1]]
            if part != whole:
                odd = sorted(set(whole) ^ set(part))[:5] or "order or doubles"
                wrong.append(f"{phone.channel}: saw {len(part)} of {len(whole)} facts: {odd}")
    return wrong


def unbroken(seen: list[int]) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for number in seen:
        if number < 0:
            parts.append([])
        else:
            parts[-1].append(number)
    return [part for part in parts if part]


async def p6_every_step_once(engine: Engine, universe: str = DISTRICT) -> list[str]:
    """Every open incident has a next deadline, and no step was acted on twice."""
    wrong = [f"no deadline: {incident}" for incident in await deadlines.without(engine, universe)]
    steps = Counter(
        (r.incident, r.step)
        for r in await rows(
            engine,
            "SELECT incident, (body::json->'next'->>'round') || '/' || (body::json->'next'->>'step') AS step "
            f"FROM ledger WHERE universe = '{universe}' AND body::json->'next'->>'step' IS NOT NULL",
        )
    )
    return wrong + [f"step {step} of {incident} set {n} times" for (incident, step), n in steps.items() if n > 1]


async def p11_the_ledger_is_the_picture(engine: Engine, universe: str = DISTRICT) -> list[str]:
    """The chain is whole, and replay gives the tables."""
    proof = await audit.verify(engine, universe)
    return ([f"chain: {proof.broken}"] if proof.broken else []) + await differences(engine, universe)
