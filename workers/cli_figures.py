"""`gridcommand follower`, and `gridcommand figures check|rebuild`: figures, and whether the ledger gives them."""

import asyncio
import os

import typer

from command.settings import Settings
from workers.cli import DataOption, refuse, run_part, settings_for


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(follower)
    figures = typer.Typer(help="Figures: what is counted of what happened.", no_args_is_help=True)
    figures.command()(check)
    figures.command()(rebuild)
    app.add_typer(figures, name="figures")


def follower(data: DataOption = None) -> None:
    """Run a follower: it keeps the figures up to date behind the ledger."""
    from workers.follower import run_follower

    run_part(run_follower(settings_for(data_dir=data)))


def check(data: DataOption = None) -> None:
    """Make all figures' cases anew from the ledger alone and compare. Exit status 1 and what differs if it does."""
    settings = settings_for(data_dir=data)
    found = asyncio.run(_check(settings))
    if found:
        refuse("figures and ledger disagree:\n" + "\n".join(found[:20]), os.EX_DATAERR)
    typer.echo("the ledger gives the same figures as the tables")


def rebuild(data: DataOption = None) -> None:
    """Forget the figures and make them again from the ledger, now. Until it is done they say how much is missing."""
    number = asyncio.run(_rebuild(settings_for(data_dir=data)))
    typer.echo(f"{number} entries of the ledger are in the figures")


async def _check(settings: Settings) -> list[str]:
    from command.service.follow import differences
    from command.store.database import create_engine

    engine = create_engine(settings.database_url, read_only=True)
    try:
        return await differences(engine, settings.district)
    finally:
        await engine.dispose()


async def _rebuild(settings: Settings) -> int:
    from command.service.follow import begin_anew, follow_on
    from command.store.database import create_engine

    engine = create_engine(settings.database_url)
    try:
        await begin_anew(engine, settings.district)
        while True:
            step = await follow_on(engine, settings.district)
            if not step.more and not step.idle:
                return step.number
            await asyncio.sleep(0.05 if step.idle else 0)
    finally:
        await engine.dispose()
