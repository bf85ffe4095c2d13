"""`gridcommand bench`: one measurement after the other, each on fresh servers, then what it all means."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import typer

from command.clock import now
from workers.bench import decision, flow, machine, receipts, sockets, surge, table
from workers.bench.plan import Measured, Plan
from workers.bench.system import UNLIMITED

MEASUREMENTS: dict[str, Callable[[Plan], Awaitable[Measured]]] = {
    "receipts": receipts.measure,
    "sustained": flow.sustained,
    "at-100": flow.slow,
    "at-1000": flow.fast,
    "alert": sockets.alert,
    "memory": sockets.memory,
    "reconnect": sockets.reconnect,
    "decision": decision.measure,
    "surge": surge.measure,
}


async def run(plan: Plan, names: list[str], *, quick: bool, file: Path | None) -> list[str]:
    """Measure, print, write; answers what was wrong with the counts (nothing should be)."""
    machine.raise_file_limit(max(plan.returning, plan.idle) + 1000)
    told = {"at": now().isoformat(timespec="seconds"), **machine.describe(plan.folder)}
    typer.echo(table.head(told, plan.seed, UNLIMITED) + "\n")
    measured: list[Measured] = []
    for name in names:
        one = await MEASUREMENTS[name](plan)
        measured.append(one)
        typer.echo(
            "\n".join(
                [*map(table.line, one.figures), *(f"    said: {said}" for said in one.said), *one.samples.values(), ""]
            )
        )
        for fault in one.faults:
            typer.echo(f"  WRONG: {fault}")
    if file is not None:
        await asyncio.to_thread(file.write_bytes, table.document(told, plan.seed, measured, quick=quick))
    return table.faults(measured)


def temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    """Where everything lives while it is measured: on the disk of the temporary folder (TMPDIR)."""
    return tempfile.TemporaryDirectory(prefix="gridcommand-bench-", ignore_cleanup_errors=True)
