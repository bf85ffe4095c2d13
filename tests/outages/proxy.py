"""A TCP door in front of a server that can be shut, opened, or made to swallow everything."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, unquote, urlsplit


class Proxy:
    """Forwards to a Unix socket. `cut` drops everybody and refuses; `stall` keeps them and moves nothing."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._server: asyncio.Server | None = None
        self._open = asyncio.Event()
        self._open.set()
        self._is_cut = False
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0

    async def start(self) -> None:
        """Listen on a free port of the loopback."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """End."""
        self.cut()
        if self._server is not None:
            self._server.close()

    def cut(self) -> None:
        """The server is gone."""
        self._is_cut = True
        for writer in list(self._writers):
            writer.transport.abort()

    def stall(self) -> None:
        """The server hangs: connections stay, nothing passes."""
        self._open.clear()

    def heal(self) -> None:
        """The server is back."""
        self._is_cut = False
        self._open.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        with contextlib.suppress(OSError):
            there, back = await asyncio.open_unix_connection(self._path)
            self._writers |= {writer, back}
            await asyncio.gather(self._pump(reader, back), self._pump(there, writer))
            self._writers -= {writer, back}

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                await self._open.wait()
                writer.write(data)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def before_postgres(url: str) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy before a PostgreSQL on a Unix socket, and the URL through it."""
    parts = urlsplit(url)
    proxy = Proxy(f"{unquote(parse_qs(parts.query)['host'][0])}/.s.PGSQL.5432")
    await proxy.start()
    yield proxy, f"postgresql://{parts.username}@127.0.0.1:{proxy.port}{parts.path}"
    await proxy.stop()


@asynccontextmanager
async def before_redis(url: str) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy before a Redis on a Unix socket, and the URL through it."""
    parts = urlsplit(url)
    proxy = Proxy(parts.path)
    await proxy.start()
    yield proxy, f"redis://127.0.0.1:{proxy.port}/{parse_qs(parts.query)['db'][0]}"
    await proxy.stop()
