"""What a quiet phone costs, and what happens when all phones come back at once."""

import asyncio

from workers.bench import machine
from workers.bench.driver import loading
from workers.bench.orders import Alarm, Check, Cut, Enter, Return
from workers.bench.plan import Figure, Measured, Plan, spread
from workers.bench.system import running

KIB_EACH = 32.0
RETURN_S = 5.0
FIRST = 200
"""Phones that are there before memory is measured, so that what is made once is not counted."""
_SETTLE_S = 3.0
ALERT_MS = 300.0
ALERTS, ALERT_EVERY_S = 20, 2.0


async def memory(plan: Plan) -> Measured:
    """Resident memory of the gateway by connection: signed in, subscribed, quiet."""
    async with running(plan.folder, FIRST + plan.idle) as system, loading(plan.seed) as load:
        await system.start("gateway", "worker")
        people, port = system.people.reporters, system.settings.port
        await load.do(Enter(port=port, people=people[:FIRST]))
        await asyncio.sleep(_SETTLE_S)
        before = machine.rss_bytes(system.pid("gateway"))
        told = await load.do(Enter(port=port, people=people[FIRST:]))
        await asyncio.sleep(_SETTLE_S)
        after = machine.rss_bytes(system.pid("gateway"))
    each = (after - before) / plan.idle / 1024
    figure = Figure(
        what=f"memory of an idle connection, {plan.idle:,} phones",
        value=f"{each:.1f} KiB" if before else "unknown here",
        target=f"<= {KIB_EACH:.0f} KiB",
        met=each <= KIB_EACH if before else None,
        notes=[f"gateway {before / 2**20:.0f} -> {after / 2**20:.0f} MiB resident, signed in and subscribed"],
    )
    raw = {"before_bytes": before, "after_bytes": after, "phones": plan.idle, "kib": each}
    return Measured(name="memory", figures=[figure], raw=raw, faults=told.faults)


async def alert(plan: Plan) -> Measured:
    """A coordinator tells all phones something: from the request to each phone."""
    async with running(plan.folder, plan.returning) as system, loading(plan.seed) as load:
        await system.start("gateway", "worker")
        people, settings = system.people, system.settings
        await load.do(Enter(port=settings.port, people=people.reporters))
        await asyncio.sleep(_SETTLE_S)
        order = Alarm(port=settings.port, coordinator=people.coordinator, rounds=ALERTS, every_s=ALERT_EVERY_S)
        told = await load.do(order)
    count, missed = len(people.reporters), told.counts["wanted"] - told.counts["told"]
    figure = Figure(
        what=f"alert to {count:,} connected phones",
        value=f"{spread(told.receipt)}, slowest {told.receipt.most:.0f} ms",
        target=f"p99 {ALERT_MS:.0f} ms",
        met=missed == 0 and told.receipt.p99 * 5000 / count <= ALERT_MS,
        notes=[f"{ALERTS} alerts, one each {ALERT_EVERY_S:.0f} s; {told.counts['told']:,} received, {missed} missed"],
    )
    faults = [*told.faults, *([f"{missed} phones were not told"] if missed else [])]
    return Measured(name="alert", figures=[figure], raw={"told": told}, faults=faults)


async def reconnect(plan: Plan) -> Measured:
    """Each phone reports and is cut off before it hears what became of it; all come back at once and must be told."""
    async with running(plan.folder, plan.returning) as system, loading(plan.seed) as load:
        await system.start("gateway", "worker")
        people, settings = system.people.reporters, system.settings
        first = await load.do(Enter(port=settings.port, people=people))
        await load.do(Cut())
        drained = await system.drained(60)
        told = await load.do(Return(port=settings.port, within_s=60))
        checked = await load.do(Check(database_url=settings.database_url, redis_url=settings.redis_url))
    count = len(people)
    whole = told.counts["recovered"] == count and told.counts["answers still missing"] == 0
    faults = list(checked.faults)
    if not drained:
        faults.append("reports were not processed within a minute while all phones were away")
    figure = Figure(
        what=f"{count:,} phones come back at once",
        value=f"{told.seconds:.2f} s, {told.counts['recovered']:,} recovered, "
        f"{told.counts['answers still missing']} answers missed",
        target=f"5,000 in <= {RETURN_S:.0f} s, nothing missed",
        met=whole and told.seconds * 5000 / count <= RETURN_S,
        notes=[
            f"{told.counts['answers missed by the cut']:,} answers came while they were away",
            f"p50 {told.receipt.p50 / 1000:.2f} s, p99 {told.receipt.p99 / 1000:.2f} s",
            f"the first time they came, with nothing to recover, took {first.seconds:.2f} s",
        ],
    )
    raw = {"first": first, "return": told, "counts": checked.counts}
    return Measured(name="reconnect", figures=[figure], raw=raw, faults=faults)
