"""What the commands share: options, settings with clear refusals, running a part until it is told to stop."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Coroutine
from typing import Annotated, Any, NoReturn

import typer
import uvloop

from command.settings import Settings, SettingsError, load_settings
from workers import logs
from workers.embedded import with_running_servers

DataOption = Annotated[str | None, typer.Option("--data", metavar="DIR", help="Folder of the embedded servers.")]


def settings_for(**given: Any) -> Settings:
    """Settings of a command that uses the servers which run in its data folder. Exits with a sentence if refused."""
    return with_running_servers(own_settings(**given))


def own_settings(**given: Any) -> Settings:
    """Settings of a command that brings its own servers. Exits with a sentence if refused."""
    try:
        settings = load_settings(**given)
    except SettingsError as error:
        refuse(str(error), os.EX_CONFIG)
    logs.configure(settings.log_level)
    return settings


def refuse(message: str, code: int) -> NoReturn:
    """End with one sentence on standard error instead of a traceback."""
    typer.echo(f"gridcommand: {message}", err=True)
    raise typer.Exit(code)


def run_part(part: Coroutine[Any, Any, None]) -> None:
    """Run until it ends; SIGTERM and SIGINT cancel it, unless it sets handlers of its own."""
    stopped = contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt)
    with stopped, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_cancelled_by_signals(part))


async def _cancelled_by_signals(part: Coroutine[Any, Any, None]) -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: task and task.cancel())
    await part
