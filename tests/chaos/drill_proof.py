"""What must hold after a run, with a drill beside it or without: every reading of `drill_reading`, and the promises of
the spine's fault tests, of both universes."""

import asyncio
from typing import Any

from command.domain.figures import Period
from command.service import follow
from command.service.statistics import count
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.figure_reading import Scope, reading
from tests.chaos import checks, drill_reading
from tests.chaos.checks import DISTRICT
from tests.chaos.drill_reading import Ledgers, Taken, Traces, spread
from tests.chaos.drill_run import Run
from tests.service.by_sql import figures_by_sql
from tests.service.paper import pages
from tests.service.test_figures import as_read

Json = dict[str, Any]
CALM_S = 10.0
"""A report is calm when nothing that real work needs was killed so long before and after."""
WRITERS = ("worker", "courier", "drills")


async def prove(run: Run) -> tuple[dict[str, list[str]], Json]:
    """What is wrong, by what it breaks; and the figures of the run. The ledgers stand while they are read."""
    servers = run.system.servers()
    engine = create_engine(servers["database_url"])
    run.system.freeze("supervisor")
    for part in WRITERS:
        run.system.freeze(part)
    try:
        await _followed(engine)
        wrong = await _of_the_spine(engine, run)
        figures = {"seed": run.seed, "size": run.size._asdict(), "load": spread(run.loads), **counted(run)}
        if run.drill:
            await _of_the_drill(engine, servers["redis_url"], run, wrong, figures)
        return {name: found for name, found in wrong.items() if found}, figures
    finally:
        run.system.thaw("supervisor", *WRITERS)
        await engine.dispose()


async def _followed(engine: Engine) -> None:
    """The figures' follower has read the whole ledger, which stands."""
    async with asyncio.timeout(60):
        while True:
            async with reading(engine, DISTRICT) as one:
                if one.standing.missing == 0:
                    break
            await asyncio.sleep(0.3)  # the follower tells nobody how far it is: it is asked
    assert await follow.differences(engine, DISTRICT) == []


async def _of_the_spine(engine: Engine, run: Run) -> dict[str, list[str]]:
    again = {i: n.answer for p in run.players for i, n in p.notes.items() if i in run.resent and n.answer is not None}
    return {
        "faults": [fault for phone in run.phones for fault in phone.faults],
        "P1": await checks.p1_accepted_is_never_lost(engine, list(run.phones)),
        "P2": [f"{i}: {run.resent[i]}, then {told}" for i, told in again.items() if _otherwise(run.resent[i], told)],
        "P3": await checks.p3_every_fact_once_and_in_order(engine, [one for one in run.phones if one is not run.kiosk]),
        "P3 wall": [str(part) for part in checks.unbroken(run.kiosk.seen) if part != sorted(set(part))],
        "P6": await checks.p6_every_step_once(engine),
        "P11": await checks.p11_the_ledger_is_the_picture(engine),
        "figures": await _figures(engine),
    }


def _otherwise(first: Json, then: Json) -> bool:
    """Whether the second answer to the same request names another thing."""
    members = ("incident", "outcome", "assignment", "offer")
    return any(first[name] != then[name] for name in members if name in first and name in then)


async def _figures(engine: Engine) -> list[str]:
    """The real district's figures are those of its own ledger, counted by SQL."""
    first_and_last = "SELECT date_trunc('day', min(at)) AS a, max(at) + interval '1 s' AS b"
    (span,) = await checks.rows(engine, f"{first_and_last} FROM ledger WHERE universe = '{DISTRICT}'")
    period = Period(span.a, span.b)
    async with reading(engine, DISTRICT) as one:
        ours = as_read((await count(one, Scope(), period, "district")).rows)
    found = await figures_by_sql(engine, DISTRICT, period, "district")
    theirs = {
        key: (row[0], round(float(row[1]), 3), round(float(row[2]), 3)) if len(row) == 3 else row
        for key, row in found.items()
    }
    return [
        f"{key}: {ours.get(key)} shown, {theirs.get(key)} counted"
        for key in ours.keys() | theirs.keys()
        if ours.get(key) != theirs.get(key)
    ]


def counted(run: Run) -> Json:
    """From the report sent to an offer on a phone, of every real report; and how much there was."""
    notes = {i: n for phone in run.phones for i, n in phone.notes.items()}
    each = {id_: _offered_after(run, id_, notes[id_].answer or {}) for id_ in run.watch.sent}
    struck = [at for at, what in run.kills if what != "drills"]
    calm = [id_ for id_, sent in run.watch.sent.items() if not any(sent - CALM_S < at < sent + CALM_S for at in struck)]
    return {
        "offers": spread([took for took in each.values() if took is not None]),
        "offers_calm": spread([each[id_] for id_ in calm if each[id_] is not None]),  # type: ignore[misc]
        "unoffered": sum(took is None for took in each.values()), "reports": len(each),
        "requests": len(notes), "accepted": sum(n.accepted for n in notes.values()),
        "drill_requests": sum("exercise" in n.data for n in notes.values()), "resent": len(run.resent),
        "kills": [what for _, what in run.kills], "each": [took and round(took, 3) for took in each.values()],
    }  # fmt: skip


def _offered_after(run: Run, request: str, answer: Json) -> float | None:
    """Seconds until somebody's phone showed the offer; None: nobody was offered it."""
    offered = run.watch.offered.get(answer.get("incident", ""))
    return None if offered is None else offered - run.watch.sent[request]


async def _of_the_drill(engine: Engine, redis_url: str, run: Run, wrong: dict[str, list[str]], figures: Json) -> None:
    ledgers = await Ledgers.read(engine, run.drill)
    universe = f"exercise:{run.drill}"
    taken, traces = Taken(ledgers), Traces(drill_reading.needles(ledgers))
    notes = {i: n for phone in run.phones for i, n in phone.notes.items()}
    drilled = {i for i, n in notes.items() if "exercise" in n.data}
    once, kinds, late = drill_reading.given_once(ledgers, run.size.injects)
    alike, outcomes = await drill_reading.judged_alike(engine, run.drill, run.evaluation)
    wrong |= {
        "P8 tables": await drill_reading.in_tables(engine, traces),
        "P8 redis": drill_reading.in_redis(redis_url, run.drill, traces),
        "P8 sockets": _heard(run, traces),
        "P8 documents": [one for name, text in run.documents.items() for one in traces.of(f"document {name}", text)],
        "P8 its own report": [
            f"page {n}: {page[:80]}" for n, page in enumerate(pages(run.papers["pdf"])) if "演练" not in page
        ],
        "P8 ledgers": drill_reading.nothing_written(ledgers, notes.keys() - drilled, drilled),
        "P8 marked": [line for player in run.inside for line in player.unmarked],
        "taken": taken.faults,
        "once": once,
        "evaluation": alike,
        "drill P3": await _in_order(engine, universe, run),
        "drill P6": await checks.p6_every_step_once(engine, universe),
        "drill P11": await checks.p11_the_ledger_is_the_picture(engine, universe),
    }
    figures["drill"] = {
        "facts": len(ledgers.drill), "real_facts": len(ledgers.real), "ids": len(traces.ids),
        "looked_at": dict(traces.looked),
        "asked_by_real_work": len(taken.asked), "taken_out": len(taken.out), "taken_after": spread(taken.lags),
        "given": dict(kinds), "late": spread(late), "outcomes": dict(outcomes),
    }  # fmt: skip


def _heard(run: Run, traces: Traces) -> list[str]:
    """What outsiders heard at all, and players on their channel of the real district."""
    return [one for phone in run.phones for line in phone.lines for one in traces.of(f"socket {phone.channel}", line)]


async def _in_order(engine: Engine, universe: str, run: Run) -> list[str]:
    """Each worker saw of the drill what was theirs, once and in order, but for gaps that they were told of."""
    carried: dict[str, list[int]] = {}
    addressed = f"SELECT channel, number FROM ledger_channel WHERE universe = '{universe}' ORDER BY number"
    for row in await checks.rows(engine, addressed):
        carried.setdefault(row.channel, []).append(row.number)
    wrong = []
    for player in run.players:
        for part in checks.unbroken(player.drilled):
            whole = [n for n in carried.get(player.channel, ()) if part[0] <= n <= part[-1]]
            if part != whole:
                wrong.append(f"{player.person} saw {len(part)} of {len(whole)}: {sorted(set(whole) ^ set(part))[:5]}")
    return wrong
