"""`gridcommand rehearse`: a demo district and the people who live a storm in it, by one command."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer

from workers.cli import refuse


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(rehearse)


def rehearse(  # noqa: PLR0913, PLR0917 - one for each option
    rate: Annotated[float, typer.Option(min=1, max=1000, help="Seconds of the district's clock in a second.")] = 60.0,
    track: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Another storm than Rammasun: a track as CSV.")
    ] = None,
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="Whose track, of a file of several.")] = None,
    damage: Annotated[float | None, typer.Option(min=0.01, max=10, help="How much breaks; default 0.5.")] = None,
    people: Annotated[int | None, typer.Option(min=1, help="Grid workers at most; default: all.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed, the same people and reports.")] = 1,
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="A folder; if it is there, the next free one beside it.")
    ] = Path(".data/typhoon"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The one port.")] = 8080,
    once: Annotated[bool, typer.Option("--once", help="Stop when the storm is over.")] = False,
) -> None:
    """A typhoon over the demo district in fast motion: server, clock and people by one command. Ctrl-C ends it."""
    from command.clock import now
    from workers.rehearse import Rehearsing, free_folder
    from workers.simulator.storm.plan import DAMAGE, TrackRefused, from_file, rammasun

    share = damage if damage is not None else DAMAGE
    try:
        plan = rammasun(share) if track is None else from_file(track, now(), agency, share)
        asked = ["--scenario", "rammasun"] if track is None else ["--scenario", "storm", "--track", str(track)]
        asked += ["--agency", agency] if agency is not None else []
        asked += ["--damage", str(share), "--seed", str(seed)] + (["--people", str(people)] if people else [])
        run = Rehearsing(plan, rate, free_folder(data), host, port, asked, typer.echo, once=once)
    except TrackRefused as error:
        refuse(str(error), os.EX_DATAERR)
    code = asyncio.run(run.all())
    if code:
        raise typer.Exit(code)
