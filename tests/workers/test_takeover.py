"""Two workers, real processes: one writes, the other stands by and takes over when the first dies or hangs."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from command.service.replay import differences
from command.settings import to_environment
from command.store import audit, universe
from tests.district import DISTRICT, report
from tests.workers.conftest import Wire

TAKEOVER_S = 3.0
SLACK_S = 4.0
"""For a loaded machine: the promise itself (3 s) is measured by the bench."""


@asynccontextmanager
async def worker_process(wire: Wire) -> AsyncIterator[asyncio.subprocess.Process]:
    """`gridcommand worker`, killed at the end whatever state it is in."""
    environment = {**os.environ, **to_environment(wire.settings)}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "workers.main", "worker", env=environment)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def holder_pid(wire: Wire, token: int) -> None:
    """Wait until somebody holds this token or a later one, and has shown that it lives."""
    async with asyncio.timeout(20):
        while True:
            held = await universe.holder(wire.district.engine, DISTRICT)
            if held.token >= token and held.backend is not None:
                return
            await asyncio.sleep(0.05)


async def test_when_the_writer_is_killed_the_next_one_goes_on_within_three_seconds(wire: Wire) -> None:
    async with worker_process(wire) as first:
        await holder_pid(wire, 1)
        async with worker_process(wire):
            sent = await wire.put("w2", "report.submit", **report(1))
            await wire.fact("ReportStored", request=sent.id)
            first.kill()
            next_ = await wire.put("w2", "report.submit", **report(2))
            await wire.fact("ReportStored", TAKEOVER_S + SLACK_S, request=next_.id)


async def test_a_writer_that_hangs_while_idle_is_replaced_too(wire: Wire) -> None:
    """Its connection stays open and it holds no lock: only its silence tells."""
    async with worker_process(wire) as first:
        await holder_pid(wire, 1)
        async with worker_process(wire):
            first.send_signal(signal.SIGSTOP)
            sent = await wire.put("w2", "report.submit", **report(1))
            await wire.fact("ReportStored", TAKEOVER_S + SLACK_S, request=sent.id)


async def test_a_writer_that_hangs_in_mid_transaction_is_replaced_and_changes_nothing_when_it_wakes(wire: Wire) -> None:
    async with worker_process(wire) as first:
        await holder_pid(wire, 1)
        async with worker_process(wire):
            async with wire.district.engine.begin() as lock:
                await lock.execute(text("SELECT 1 FROM universe FOR UPDATE"))
                sent = await wire.put("w2", "report.submit", **report(1))
                await _blocked_writer(wire)
                first.send_signal(signal.SIGSTOP)
            # The lock is now granted to a process that does not move.
            await wire.fact("ReportStored", TAKEOVER_S + SLACK_S, request=sent.id)
            first.send_signal(signal.SIGCONT)
            again = await wire.put("w2", "report.submit", **report(3))
            stored = await wire.fact("ReportStored", request=again.id)
            facts = await wire.facts(stored["number"])
            assert sum(f["type"] == "IncidentFiled" and f["reporter"] == "w2" for f in facts) == 2
            held = await universe.holder(wire.district.engine, DISTRICT)
            assert held.token == 2, "the one that woke up must not write again"
    assert await differences(wire.district.engine, DISTRICT) == []
    assert (await audit.verify(wire.district.engine, DISTRICT)).broken is None


async def _blocked_writer(wire: Wire) -> None:
    """Wait until the writer waits for the lock in its transaction."""
    question = text(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'gridcommand-writer' "
        "AND wait_event_type = 'Lock')"
    )
    async with asyncio.timeout(5):
        while True:
            async with wire.district.engine.connect() as other:
                if await other.scalar(question):
                    return
            await asyncio.sleep(0.01)


async def test_entries_that_a_woken_reader_took_are_found_in_the_pending_list(wire: Wire) -> None:
    """A reader that hung may wake and read new entries: they are pending under the same name, and nobody has them."""
    async with worker_process(wire):
        await holder_pid(wire, 1)
        first = await wire.put("w2", "report.submit", **report(1))
        await wire.fact("ReportStored", request=first.id)
        await wire.redis.execute_command("CLIENT", "PAUSE", "1500", "WRITE")
        stolen = await wire.put("w2", "report.submit", **report(2))
        await wire.redis.xreadgroup("writer", "writer", {f"inbox:{{{DISTRICT}}}:urgent": ">"})
        await wire.fact("ReportStored", request=stolen.id)
