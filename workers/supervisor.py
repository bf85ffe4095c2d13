"""`gridcommand serve`: everything in one process group, on one port, from one command.

Start: servers, migrations, demo data, then our processes, then the URLs once a report can be taken.
While it runs, whatever dies comes back. End: the gateway drains, the worker finishes, then Redis, then PostgreSQL.
"""

import asyncio
import os
import signal
import socket
import time
from datetime import time as datetime_time
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from command.settings import Settings, to_environment
from command.store.database import create_engine
from workers import welcome
from workers.child import Child, environment_for
from workers.embedded import EmbeddedServers
from workers.output import Output

log = structlog.get_logger(__name__)

CHILDREN = {"gateway": 10.0, "worker": 5.0, "follower": 5.0, "courier": 5.0, "drills": 5.0}
"""Our processes in the order in which they are stopped, and the seconds each has for that."""


class PortTaken(Exception):
    """Somebody else listens where we should."""


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Raises PortTaken, FolderInUse, NoAccount or ServerFailed if it cannot start."""
    supervisor = Supervisor(settings)
    life = asyncio.create_task(supervisor.live())
    asked = asyncio.create_task(_signalled())
    try:
        await asyncio.wait({life, asked}, return_when=asyncio.FIRST_COMPLETED)
        if life.done():
            life.result()  # it only ends by failing
    finally:
        life.cancel()
        asked.cancel()
        await asyncio.gather(life, asked, return_exceptions=True)
        await supervisor.end()


class Supervisor:
    """The life of one `serve`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.output = Output()
        self.servers = EmbeddedServers(settings)
        self.children: list[Child] = []
        self._keeping: list[asyncio.Task[None]] = []

    async def live(self) -> None:
        """Start everything and stay; returns only by an exception or by being cancelled."""
        begun = time.monotonic()
        self.settings = await self.servers.start()
        check_port(self.settings)
        self.servers.watch()
        accounts = await asyncio.to_thread(prepare_database, self.settings)
        self._start_children()
        await asyncio.gather(self._greet(accounts, begun), *self._keeping)

    async def end(self) -> None:
        """Stop what runs, in order. Safe to call at any point of `live`."""
        for task in self._keeping:
            task.cancel()
        await asyncio.gather(*self._keeping, return_exceptions=True)
        for child in self.children:
            await child.stop(CHILDREN[child.name])
        await self.servers.stop()
        self.output.close()

    def _start_children(self) -> None:
        environment = environment_for(to_environment(self.settings))
        note = self.servers.folder.note_process
        self.children = [Child(name, environment, self.output, note) for name in CHILDREN]
        self._keeping = [asyncio.create_task(child.keep_alive()) for child in self.children]

    async def _greet(self, accounts: list[dict[str, Any]], begun: float) -> None:
        complaint = asyncio.create_task(self._complain())
        await welcome.until_ready(self.settings)
        complaint.cancel()
        self.servers.folder.publish(url=welcome.base_url(self.settings))
        self.output.plain(welcome.text(self.settings, accounts, time.monotonic() - begun))

    async def _complain(self) -> None:
        """Say what is missing, now and then, until somebody cancels."""
        while True:
            await asyncio.sleep(welcome.PATIENCE_S)
            status, body = await welcome.ask(self.settings, "/readyz")
            log.warning("not_ready_yet", status=status, says=body[:500])


def check_port(settings: Settings) -> None:
    """Raises PortTaken when the gateway could not listen."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise PortTaken(
                f"cannot listen on {settings.host} port {settings.port} ({error.strerror}): "
                "give another one with --port, or stop what listens there"
            ) from error


def prepare_database(settings: Settings) -> list[dict[str, Any]]:
    """Migrate, and fill an empty database when a demo is asked for. Answers the demo's accounts."""
    from command.store.migrate import migrate

    migrate(settings.database_url)
    if not settings.demo:
        return []
    from workers.demo import fill

    accounts = fill(settings)
    if accounts:
        asyncio.run(_rehearse(settings))
    return accounts


async def _rehearse(settings: Settings) -> None:
    """Only the demo district has a clock that is not the true time."""
    from command.service.rehearsing import begin

    engine = create_engine(settings.database_url, pool_size=1, name="gridcommand-demo")
    zone, hour = ZoneInfo(settings.timezone), datetime_time.fromisoformat(settings.rehearsal_from)
    try:
        await begin(engine, settings.district, settings.rehearsal_rate, hour, zone)
    finally:
        await engine.dispose()


async def _signalled() -> None:
    """Return at the first SIGTERM, SIGINT or SIGHUP. A second SIGINT or SIGTERM ends us on the spot."""
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, asked.set)
    await asked.wait()
    log.info("stopping")
    for number in (signal.SIGTERM, signal.SIGINT):
        # Children are told by the kernel; the next start recovers. That is what a second Ctrl-C asks for.
        loop.add_signal_handler(number, os._exit, 130)
