"""Durable receipts a second: the floor, then our gateway with the worker stopped, then with everything running."""

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from workers.bench import profile
from workers.bench.driver import loading
from workers.bench.orders import Check, Enter, Receipts, Told
from workers.bench.plan import Figure, Measured, Plan, shares, spread
from workers.bench.system import System, running
from workers.embedded.process import dies_with_parent

TARGET = 0.6
NAME = "receipts"


async def measure(plan: Plan) -> Measured:
    """Three runs with the same phones and the same messages, each on fresh servers."""
    measured = Measured(name=NAME)
    floor = await _floor(plan)
    stopped = await _gateway(plan, measured, worker=False)
    flooded = await _gateway(plan, measured, worker=True)
    measured.raw = {"floor": floor, "worker stopped": stopped, "worker running": flooded}
    measured.figures = [
        Figure(what="the floor: bare websockets server", value=_rate(floor), notes=[shares(floor)]),
        _line("receipts, worker stopped", stopped, floor),
        _line("receipts, everything running (a flood)", flooded, floor),
    ]
    return measured


def _line(what: str, told: Told, floor: Told) -> Figure:
    ratio = told.receipts_per_s / floor.receipts_per_s if floor.receipts_per_s else 0.0
    value = f"{_rate(told)} = {ratio:.0%} of the floor"
    notes = [shares(told)]
    if told.counts.get("offers"):
        notes.append(f"{told.counts['offers']} offers meanwhile; the rest waits in the inbox, urgent ones first")
    return Figure(what=what, value=value, target=f">= {TARGET:.0%}", met=ratio >= TARGET, notes=notes)


def _rate(told: Told) -> str:
    return f"{told.receipts_per_s:,.0f}/s, {spread(told.receipt)}"


async def _floor(plan: Plan) -> Told:
    async with (
        running(plan.folder, plan.clients, plan.workers) as system,
        _bare(system) as (port, pid),
        loading(plan.seed) as load,
    ):
        await load.do(Enter(port=port, people=system.people.reporters, bare=True))
        pids = {**system.pids(), "floor": pid}
        return await load.do(Receipts(pids=pids, warm_s=plan.warm_s, window_s=plan.window_s))


@asynccontextmanager
async def _bare(system: System) -> AsyncIterator[tuple[int, int]]:
    """The floor's server beside the system's Redis: its port and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "workers.bench.floor", system.settings.redis_url, str(port)),
        start_new_session=True,
        preexec_fn=dies_with_parent(signal.SIGKILL),
    )
    try:
        async with asyncio.timeout(20):
            while not await _listens(port):  # noqa: ASYNC110 - another process begins to listen
                await asyncio.sleep(0.05)
        yield port, process.pid
    finally:
        process.kill()
        await process.wait()


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def _gateway(plan: Plan, measured: Measured, *, worker: bool) -> Told:
    parts = ("gateway", "worker") if worker else ("gateway",)
    async with running(plan.folder, plan.clients, plan.workers) as system, loading(plan.seed) as load:
        await system.start(*parts, sampled=plan.sampled)
        people, port = system.people, system.settings.port
        if worker:
            await load.do(Enter(port=port, people=people.workers, works=True))
            await asyncio.sleep(1.5)  # until the worker has heard that they can be reached
        await load.do(Enter(port=port, people=people.reporters))
        async with profile.sampling(system, plan, measured, "flood" if worker else "worker stopped"):
            told = await load.do(Receipts(pids=system.pids(), warm_s=plan.warm_s, window_s=plan.window_s))
        await system.stop("worker")
        urls = {"database_url": system.settings.database_url, "redis_url": system.settings.redis_url}
        checked = await load.do(Check(**urls, inbox=True))
        measured.faults += checked.faults
        measured.said += system.said()
        told.counts = checked.counts
        return told
