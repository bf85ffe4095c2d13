"""What a killed supervisor left running.

On Linux children are told by the kernel when their parent dies, so there are rarely any; but they may still be shutting
down, hang, or be of another system. They are known by pid *and* start time, so that a stranger who got the
pid since is never touched.
"""

import asyncio
import signal
from collections.abc import Iterable

import structlog

from workers.embedded.process import Recorded, gone, send, still_runs

log = structlog.get_logger(__name__)

POLITELY = {"postgres": signal.SIGINT, "redis": signal.SIGTERM}
"""PostgreSQL's SIGINT is its fast shutdown; anything else that is left over is killed outright, being safe to kill."""
PATIENCE_S = 10.0


async def end(leftovers: Iterable[Recorded]) -> None:
    """Stop every recorded process that still runs, politely first; returns when none does."""
    alive = [known for known in leftovers if still_runs(known)]
    await asyncio.gather(*(_end(known) for known in alive))


async def _end(known: Recorded) -> None:
    log.warning("orphan_found", name=known.name, pid=known.pid)
    send(known, signal.SIGCONT)  # a stopped process hears nothing else
    send(known, POLITELY.get(known.name, signal.SIGKILL))
    if not await gone(lambda: not still_runs(known), PATIENCE_S):
        log.warning("orphan_killed", name=known.name, pid=known.pid)
        send(known, signal.SIGKILL)
        await gone(lambda: not still_runs(known), PATIENCE_S)
