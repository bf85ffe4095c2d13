"""Both servers together: started in one go, watched, brought back, stopped in the right order."""

import asyncio
from pathlib import Path

import msgspec
import structlog

from command.settings import Settings
from workers.embedded import account, orphans
from workers.embedded.folder import DataFolder, Published, remove_socket_folder
from workers.embedded.postgres import Postgres
from workers.embedded.postgres import binary as postgres_binary
from workers.embedded.redis import Redis
from workers.embedded.redis import binary as redis_binary

log = structlog.get_logger(__name__)

LONGEST_LOG = 16 * 1024 * 1024
WATCH_S = 0.05


class EmbeddedServers:
    """The servers of one data folder, as far as the settings do not name others.

    `start` raises FolderUnusable (FolderInUse), NoAccount or ServerFailed. Use it from the main thread: the
    servers die with the thread that started them.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = DataFolder(settings.data_dir)
        self.servers: list[Postgres | Redis] = []
        self._sockets = ""
        self._watches: list[asyncio.Task[None]] = []

    async def start(self) -> Settings:
        """Bring up what is not configured; answers the settings with both URLs filled in."""
        before = self.folder.hold()
        try:
            await self._clear_up(before)
            self._prepare()
            for server in self.servers:
                await server.start()
        except BaseException:
            await self.stop()
            raise
        self.folder.publish(database_url=self.settings.database_url, redis_url=self.settings.redis_url)
        return self.settings

    async def stop(self) -> None:
        """Redis, then PostgreSQL, then the folder is free again."""
        for watch in self._watches:
            watch.cancel()
        await asyncio.gather(*self._watches, return_exceptions=True)
        for server in reversed(self.servers):
            await server.stop()
        remove_socket_folder(self._sockets)
        self.folder.release()

    def watch(self) -> None:
        """From now on bring back a server that dies, at the same socket."""
        self._watches = [asyncio.create_task(self._keep_up(server)) for server in self.servers]

    async def _clear_up(self, before: Published | None) -> None:
        if before is not None:
            await orphans.end(before.processes)
            remove_socket_folder(before.sockets)

    def _prepare(self) -> None:
        """Decide which servers are ours, who runs them, and write their URLs into the settings."""
        wanted = [
            kind for kind, url in ((Postgres, self.settings.database_url), (Redis, self.settings.redis_url)) if not url
        ]
        if not wanted:
            return
        sockets = self.folder.sockets()
        runner = account.choose(sockets, self.folder.path / "postgres", postgres_binary("postgres"), redis_binary())
        runner.own(sockets)
        self._sockets = str(sockets)
        self.folder.publish(sockets=self._sockets)
        note = self.folder.note_process
        for kind in wanted:
            log_file = _fresh_log(self.folder.log / f"{kind.name}.log")
            self.servers.append(kind(self.folder.path / kind.name, sockets, log_file, runner, note))
        urls = {"database_url" if server.name == "postgres" else "redis_url": server.url for server in self.servers}
        self.settings = msgspec.structs.replace(self.settings, **urls)

    async def _keep_up(self, server: Postgres | Redis) -> None:
        pause = 0.0
        while True:
            while server.process is not None and server.process.poll() is None:
                await asyncio.sleep(WATCH_S)
                pause = 0.0
            log.error("server_died", name=server.name, code=server.process and server.process.returncode)
            await asyncio.sleep(pause)
            pause = 1.0
            try:
                await server.start()
                log.warning("server_is_back", name=server.name)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next try may succeed (disk freed, say)
                log.error("server_not_back", name=server.name, error=str(error))  # noqa: TRY400


def _fresh_log(path: Path) -> Path:
    """The log to append to; one that has grown long steps aside, so that there are never more than two."""
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.rename(path.with_suffix(".log.1"))
    return path
