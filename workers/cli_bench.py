"""`gridcommand bench`: figures beside the bare floor."""

import asyncio
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from workers.cli import refuse


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(bench)


def bench(
    quick: Annotated[bool, typer.Option("--quick", help="2 s + 8 s windows instead of 10 s + 60 s.")] = False,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the figures there too.")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="NAME", help="Measure only this.")] = None,
    seed: Annotated[int, typer.Option(help="What the load is drawn from.")] = 1,
    phones: Annotated[int | None, typer.Option(min=100, help="Phones that come back at once.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="People on duty, each with one job at a time.")] = 260,
    profile: Annotated[bool, typer.Option("--profile", help="Show where gateway and worker spend their time.")] = False,
) -> None:
    """Measure speed on servers of its own, in a temporary folder (TMPDIR). It fails only if a report was lost."""
    from workers import logs
    from workers.bench import run as benches
    from workers.bench.driver import LoadFailed
    from workers.bench.machine import TooFewFiles
    from workers.bench.plan import QUICK, Plan
    from workers.bench.system import NotReady
    from workers.embedded import FolderUnusable, ServerFailed
    from workers.embedded.account import NoAccount

    logs.configure("warning")
    names = only or list(benches.MEASUREMENTS)
    unknown = [name for name in names if name not in benches.MEASUREMENTS]
    if unknown:
        refuse(f"no such measurement: {', '.join(unknown)}; there are {', '.join(benches.MEASUREMENTS)}", os.EX_USAGE)
    options: dict[str, Any] = (QUICK if quick else {}) | ({"returning": phones} if phones else {})
    with benches.temporary_folder() as folder:
        plan = Plan(
            folder=Path(folder), seed=seed, workers=workers, sampled=("gateway", "worker") if profile else (), **options
        )
        try:
            faults = asyncio.run(benches.run(plan, names, quick=quick, file=json))
        except (TooFewFiles, FolderUnusable, NoAccount, ServerFailed, NotReady, LoadFailed) as error:
            refuse(str(error), os.EX_UNAVAILABLE)
    if faults:
        refuse(f"the counts do not agree, {len(faults)} faults", os.EX_SOFTWARE)
