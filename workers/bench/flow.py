"""From the report on one phone to the offer on the right other one: how many a second, and how long it takes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from workers.bench import profile
from workers.bench.driver import Driver, loading
from workers.bench.ledger import LedgerFigures, read_ledger
from workers.bench.orders import Check, Enter, Flow, Settle
from workers.bench.plan import Figure, Measured, Plan, shares, spread
from workers.bench.system import System, running

SUSTAINED = 2500.0
TRIED = (64, 128, 256, 512)
"""Reports without an offer at a time, one after the other; the one with the most offers a second is measured."""
GROWN = 1.5
"""A median that grew by more than this within the window was not sustained."""
_SETTLE_S = 60.0


async def sustained(plan: Plan) -> Measured:
    """As many as it can, with a bound on how many wait; then nine tenths of that at random moments."""
    measured = Measured(name="sustained")
    async with _busy(plan) as (system, load):
        pids = system.pids()
        tried = {n: await load.do(Flow(pids=pids, warm_s=1, window_s=plan.search_s, in_flight=n)) for n in TRIED}
        best = max(tried, key=lambda n: tried[n].per_s)
        async with profile.sampling(system, plan, measured):
            told = await load.do(Flow(pids=pids, warm_s=plan.warm_s, window_s=plan.window_s, in_flight=best))
        rate = round(told.per_s * 0.9)
        steady = await load.do(Flow(pids=pids, warm_s=plan.warm_s, window_s=plan.window_s, rate=rate))
        facts = await _finish(system, load, measured)
    measured.raw |= {"tried": {str(n): t for n, t in tried.items()}, "closed": told, "open": steady, "ledger": facts}
    value = f"{told.per_s:,.0f}/s, {spread(told.offer)} with {best} waiting"
    grew = steady.growth > GROWN or steady.without_offer > 0
    measured.figures = [
        Figure(
            what="report -> offer on the right phone",
            value=value,
            target=f">= {SUSTAINED:,.0f}/s",
            met=told.per_s >= SUSTAINED,
            notes=[shares(told), _of(facts), "tried: " + ", ".join(f"{n}: {t.per_s:,.0f}/s" for n, t in tried.items())],
        ),
        Figure(
            what=f"the same, {rate:,}/s at random moments",
            value=f"{steady.per_s:,.0f}/s, {spread(steady.offer)}",
            notes=[
                f"time in the last quarter {steady.growth:.2f} of the first: {'grew' if grew else 'sustained'}",
                f"{steady.without_offer} without an offer when it ended; load late by {steady.late_ms:.1f} ms (p99)",
                shares(steady),
            ],
        ),
    ]
    return measured


async def slow(plan: Plan) -> Measured:
    """100 a second."""
    return await _at(plan, 100, p50=8.0, p99=25.0)


async def fast(plan: Plan) -> Measured:
    """1,000 a second."""
    return await _at(plan, 1000, p50=None, p99=100.0)


async def _at(plan: Plan, rate: int, *, p50: float | None, p99: float) -> Measured:
    measured = Measured(name=f"at-{rate}")
    async with _busy(plan) as (system, load):
        async with profile.sampling(system, plan, measured):
            told = await load.do(Flow(pids=system.pids(), warm_s=plan.warm_s, window_s=plan.window_s, rate=float(rate)))
        facts = await _finish(system, load, measured)
    measured.raw |= {"open": told, "ledger": facts}
    offer = told.offer
    measured.figures = [
        Figure(what=f"{rate:,}/s: receipt p50 / p99", value=spread(told.receipt)),
        Figure(
            what=f"{rate:,}/s: offer p50 / p99",
            value=spread(offer),
            target=(f"<= {p50:.0f} / " if p50 else "p99 ") + f"{p99:.0f} ms",
            met=0 < offer.p99 <= p99 and (p50 is None or offer.p50 <= p50) and not told.without_offer,
            notes=[
                f"{told.per_s:,.0f} offers/s, {told.without_offer} without; load late {told.late_ms:.1f} ms (p99)",
                shares(told),
                _of(facts),
            ],
        ),
    ]
    return measured


@asynccontextmanager
async def _busy(plan: Plan) -> AsyncIterator[tuple[System, Driver]]:
    """Everything running, everybody on duty with a phone that accept and finish at once, and phones that report."""
    async with running(plan.folder, plan.clients, plan.workers) as system, loading(plan.seed) as load:
        await system.start("gateway", "worker", sampled=plan.sampled)
        port = system.settings.port
        await load.do(Enter(port=port, people=system.people.workers, works=True))
        await load.do(Enter(port=port, people=system.people.reporters))
        await asyncio.sleep(1.5)  # until the worker has heard that they can be reached
        yield system, load


async def _finish(system: System, load: Driver, measured: Measured) -> LedgerFigures:
    """Everything answered, then phones, rows and ledger compared."""
    await load.do(Settle(within_s=_SETTLE_S))
    settings = system.settings
    checked = await load.do(Check(database_url=settings.database_url, redis_url=settings.redis_url))
    measured.faults += checked.faults
    measured.said += system.said()
    measured.raw["counts"] = checked.counts
    return await read_ledger(settings.database_url)


def _of(facts: LedgerFigures) -> str:
    return (
        f"{facts.facts_a_report:.1f} facts a report, {facts.facts_a_transaction:.0f} a transaction; "
        f"merged {facts.merged:.1%}, nobody free {facts.unattended:.1%}"
    )
