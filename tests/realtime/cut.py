"""A wire to a server that a test can cut and mend."""

import asyncio
from contextlib import suppress
from urllib.parse import parse_qs, unquote, urlsplit


class Wire:
    """Forwards a port of the loopback to where a URL points. `cut` ends and refuses everything, `stall` lets nothing
    through without ending anything; `mend` undoes both."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._parts = urlsplit(url)
        self._open = True
        self._moves = asyncio.Event()
        self._moves.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """Begin; the URL that leads through the wire."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        if self._parts.scheme.startswith("postgres"):
            user = self._parts.username or ""
            return f"postgresql://{user}@127.0.0.1:{port}{self._parts.path}"
        number = parse_qs(self._parts.query).get("db", ["0"])[0]
        return f"redis://127.0.0.1:{port}/{number}"

    def cut(self) -> None:
        self._open = False
        for writer in list(self._writers):
            writer.transport.abort()

    def stall(self) -> None:
        self._moves.clear()

    def mend(self) -> None:
        self._open = True
        self._moves.set()

    async def stop(self) -> None:
        self.cut()
        self._moves.set()
        if self._server is not None:
            self._server.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._forward(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._open:
            writer.transport.abort()
            return
        there, back = await self._target()
        self._writers |= {writer, back}
        await asyncio.gather(self._pump(reader, back), self._pump(there, writer))
        self._writers -= {writer, back}

    async def _target(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        query = parse_qs(self._parts.query)
        if self._parts.scheme.startswith("postgres"):
            host = self._parts.hostname or unquote(query["host"][0])
            port = self._parts.port or 5432
            if host.startswith("/"):
                return await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
            return await asyncio.open_connection(host, port)
        if self._parts.scheme == "unix":
            return await asyncio.open_unix_connection(self._parts.path)
        return await asyncio.open_connection(self._parts.hostname, self._parts.port or 6379)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._moves.wait()
                writer.write(data)
                await writer.drain()
        writer.transport.abort()
