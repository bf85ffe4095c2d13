"""Sampling gateway and worker while they are under load, and telling it in lines."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from workers.bench.plan import Measured, Plan
from workers.bench.sampler import Samples
from workers.bench.system import System

HOTTEST = 25


@asynccontextmanager
async def sampling(system: System, plan: Plan, measured: Measured, during: str = "") -> AsyncIterator[None]:
    """While the block runs, those parts of the plan that run are sampled; `measured` gets the text."""
    parts = [part for part in plan.sampled if part in system.pids()]
    for part in parts:
        os.kill(system.pid(part), signal.SIGUSR1)
    yield
    for part in parts:
        os.kill(system.pid(part), signal.SIGUSR1)
        name = f"{part}, {during}" if during else part
        measured.samples[name] = text(name, await _samples(system, part))


async def _samples(system: System, part: str) -> Samples:
    file = system.folder / f"{part}.samples"
    async with asyncio.timeout(20):
        while not file.exists():  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.05)
    return msgspec.json.decode(file.read_bytes(), type=Samples)


def text(part: str, samples: Samples) -> str:
    """Tables of the hottest."""
    busy = samples.cpu_s / samples.seconds if samples.seconds else 0.0
    collected = ", ".join(f"generation {g}: {s:.2f} s in {samples.gc_runs[g]}" for g, s in sorted(samples.gc_s.items()))
    head = f"{part}: {busy:.0%} of a core in {samples.seconds:.1f} s, {samples.ticks} samples; collector {collected}"
    blocks = [head]
    for title, counts in (
        ("with everything they call", samples.under),
        ("lines of ours, with libraries they call", samples.ours),
        ("by themselves", samples.own),
    ):
        blocks.append(_table(title, Counter(counts), samples.ticks))
    for task, counts in samples.waits.items():
        blocks.append(_table(f"where {task} is, by the clock", Counter(counts), sum(counts.values())))
    return "\n\n".join(blocks)


def _table(title: str, counts: Counter[str], total: int) -> str:
    lines = [f"  {title}"]
    lines += [f"    {n / max(total, 1):6.1%}  {name}" for name, n in counts.most_common(HOTTEST)]
    return "\n".join(lines)
