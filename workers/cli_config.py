"""`gridcommand config` and `gridcommand doctor`: what is set, and whether it can work."""

import os

import typer
from rich.console import Console
from rich.table import Table

from command.settings import SettingsError, describe, load, masked
from workers.cli import DataOption, refuse, settings_for


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(config)
    app.command()(doctor)


def config(data: DataOption = None) -> None:
    """Show every setting, with where its value came from. Secrets are masked."""
    try:
        loaded = load(data_dir=data)
    except SettingsError as error:
        refuse(str(error), os.EX_CONFIG)
    table = Table("setting", "value", "from", "what it is for", box=None, header_style="bold")
    for name, origin in loaded.origins.items():
        table.add_row(name, masked(name, getattr(loaded.settings, name)), origin, describe(name))
    Console(soft_wrap=not os.isatty(1)).print(table)


def doctor(data: DataOption = None) -> None:
    """Look for what would keep Gridcommand from working here; exits with 1 if there is something."""
    from workers.doctor import examine

    findings = examine(settings_for(data_dir=data))
    for finding in findings:
        typer.echo(f"{'ok ' if finding.good else 'BAD'}  {finding.what:<12} {finding.says}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)
