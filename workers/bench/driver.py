"""Our end of the load: starts its process and talks to it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from workers.bench.orders import AnyOrder, Enter, Told
from workers.embedded.process import dies_with_parent

_LONGEST_LINE = 64 * 1024 * 1024


class LoadFailed(Exception):
    """The load ended (its error is on standard error), or its phones could not come in."""


class Driver:
    """One process of the load."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def do(self, order: AnyOrder) -> Told:
        """Have an order done. Raises LoadFailed."""
        pipe, answers = self._process.stdin, self._process.stdout
        if pipe is None or answers is None:
            raise LoadFailed("it has no pipes")
        pipe.write(msgspec.json.encode(order) + b"\n")
        await pipe.drain()
        line = await answers.readline()
        if not line:
            raise LoadFailed(f"the load ended with {await self._process.wait()}")
        told = msgspec.json.decode(line, type=Told)
        if isinstance(order, Enter) and told.people < len(order.people):
            raise LoadFailed("; ".join(told.faults))
        return told


@asynccontextmanager
async def loading(seed: int) -> AsyncIterator[Driver]:
    """A process of the load while the block runs; its sockets go with it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "workers.bench.load", str(seed)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
        start_new_session=True,
        preexec_fn=dies_with_parent(signal.SIGKILL),
    )
    try:
        yield Driver(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
