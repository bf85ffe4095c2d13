"""`gridcommand ledger verify` and `gridcommand replay`: is the record whole, and does it give the picture?"""

import asyncio
import os
from typing import Annotated

import typer

from command.service.replay import differences
from command.settings import Settings
from command.store import audit
from command.store.database import create_engine
from workers.cli import DataOption, refuse, settings_for

UniverseOption = Annotated[str | None, typer.Option("--universe", help="District code; default: the settings'.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    ledger = typer.Typer(help="The ledger: the record of everything that happened.", no_args_is_help=True)
    ledger.callback()(_group)
    ledger.command()(verify)
    app.add_typer(ledger, name="ledger")
    app.command()(replay)


def _group() -> None:
    """The ledger: the record of everything that happened."""


def verify(data: DataOption = None, universe: UniverseOption = None) -> None:
    """Prove that no entry is missing and none was altered. Exit status 1 and the first break if not."""
    settings = settings_for(data_dir=data)
    proof = asyncio.run(_verify(settings, universe or settings.district))
    if proof.broken is not None:
        refuse(f"the ledger breaks at {proof.broken.number}: {proof.broken.what}", os.EX_DATAERR)
    typer.echo(f"{proof.number} entries, whole; the last hash is {proof.hash.hex()}")


def replay(data: DataOption = None, universe: UniverseOption = None) -> None:
    """Rebuild the picture from the ledger and compare it with the tables. Exit status 1 and what differs if it does."""
    settings = settings_for(data_dir=data)
    found = asyncio.run(_replay(settings, universe or settings.district))
    if found:
        refuse("ledger and tables disagree:\n" + "\n".join(found[:20]), os.EX_DATAERR)
    typer.echo("the ledger gives the same picture as the tables")


async def _verify(settings: Settings, universe: str) -> audit.Verified:
    engine = create_engine(settings.database_url, read_only=True)
    try:
        return await audit.verify(engine, universe)
    finally:
        await engine.dispose()


async def _replay(settings: Settings, universe: str) -> list[str]:
    engine = create_engine(settings.database_url, read_only=True)
    try:
        return await differences(engine, universe)
    finally:
        await engine.dispose()
