"""`gridcommand serve`, and its parts to be run apart."""

import asyncio
import os
from typing import Annotated

import typer

from workers.cli import DataOption, own_settings, refuse, run_part, settings_for
from workers.embedded import FolderInUse, FolderUnusable, ServerFailed
from workers.embedded.account import NoAccount


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(serve)
    app.command()(gateway)
    app.command()(worker)
    app.command()(clock)
    app.command()(courier)
    app.command()(drills)


def serve(
    data: DataOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The one port.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty data folder with the demo district.")] = False,
) -> None:
    """Run everything: servers, gateway, worker, on one port."""
    from workers.supervisor import PortTaken
    from workers.supervisor import serve as run

    settings = own_settings(data_dir=data, host=host, port=port, demo=demo or None)
    try:
        asyncio.run(run(settings))
    except (FolderInUse, PortTaken) as error:
        refuse(str(error), os.EX_TEMPFAIL)
    except (FolderUnusable, ServerFailed, NoAccount) as error:
        refuse(str(error), os.EX_UNAVAILABLE)


def gateway(data: DataOption = None) -> None:
    """Run a gateway: screens, HTTP and sockets on one port."""
    from realtime.serve import run_gateway

    run_part(run_gateway(settings_for(data_dir=data)))


def worker(data: DataOption = None) -> None:
    """Run a worker: writer, relay and clock."""
    from workers.run import run_worker

    run_part(run_worker(settings_for(data_dir=data)))


def clock(data: DataOption = None) -> None:
    """Run a clock alone: deadlines and the auditor (a worker has one already)."""
    from workers.run import run_clock

    run_part(run_clock(settings_for(data_dir=data)))


def courier(data: DataOption = None) -> None:
    """Run a courier: whoever does not answer is tried by messenger, SMS and a call by hand."""
    from workers.courier.main import run_courier

    run_part(run_courier(settings_for(data_dir=data)))


def drills(data: DataOption = None) -> None:
    """Run the drills: a writer, a relay and a clock for each exercise under way, at a low priority."""
    from workers.drills import run_drills

    run_part(run_drills(settings_for(data_dir=data)))
