"""A client that says exactly what a test wants said, and remembers everything it was told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect

Told = dict[str, Any]


class Client:
    """Speaks the protocol over a real socket. Pushes are kept in order; pings are answered unless `mute`."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.pushes: list[Told] = []
        self.mute = False
        self._replies: dict[int, asyncio.Future[Told]] = {}
        self._next = 0
        self._heard = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def ask(self, timeout_s: float = 5, **command: Any) -> Told:
        """One command and its whole reply."""
        self._next += 1
        number = self._next
        reply: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._replies[number] = reply
        await self.socket.send(msgspec.json.encode({"id": number, **command}).decode())
        return await asyncio.wait_for(reply, timeout_s)

    async def say(self, **command: Any) -> None:
        """Something no reply is waited for."""
        await self.socket.send(msgspec.json.encode(command).decode())

    async def connect(self, token: str, **data: Any) -> Told:
        reply = await self.ask(connect={"token": token, "data": data} if data else {"token": token})
        return reply.get("connect", reply)

    async def subscribe(self, channel: str, timeout_s: float = 10, **more: Any) -> Told:
        reply = await self.ask(timeout_s, subscribe={"channel": channel, "flag": 1, **more})
        return reply.get("subscribe", reply)

    async def rpc(self, method: str, **data: Any) -> Told:
        reply = await self.ask(rpc={"method": method, "data": data})
        return reply["rpc"]["data"] if "rpc" in reply else reply

    def facts(self, channel: str) -> list[Told]:
        """Every fact pushed on the channel so far, in order."""
        return [fact for data, _ in self.publications(channel) for fact in data]

    def publications(self, channel: str) -> list[tuple[list[Told], int]]:
        """Data (always as a list) and offset of every publication pushed on the channel."""
        pubs = [p["pub"] for p in self.pushes if p.get("channel") == channel and "pub" in p]
        return [(p["data"] if isinstance(p["data"], list) else [p["data"]], p.get("offset", 0)) for p in pubs]

    async def until(self, true: Callable[[], object], timeout_s: float = 5) -> None:
        """Wait until what was heard makes it true."""
        async with asyncio.timeout(timeout_s):
            while not true():
                self._heard.clear()
                await self._heard.wait()

    async def fact(self, channel: str, kind: str, timeout_s: float = 5) -> Told:
        """The first fact of a type on a channel."""
        await self.until(lambda: any(f["type"] == kind for f in self.facts(channel)), timeout_s)
        return next(f for f in self.facts(channel) if f["type"] == kind)

    async def closed(self, timeout_s: float = 5) -> tuple[int, str]:
        """Code and reason with which the server closed."""
        await asyncio.wait_for(self.socket.wait_closed(), timeout_s)
        return self.socket.close_code or 0, self.socket.close_reason or ""

    async def _read(self) -> None:
        async for message in self.socket:
            for line in str(message).split("\n"):
                await self._hear(msgspec.json.decode(line))
            self._heard.set()
        self._heard.set()

    async def _hear(self, told: Told) -> None:
        if "push" in told:
            self.pushes.append(told["push"])
        elif "id" in told:
            self._replies.pop(told["id"]).set_result(told)
        elif not self.mute:
            await self.socket.send("{}")


def recovered_facts(subscribed: Told) -> list[Told]:
    """The facts in a subscribe reply."""
    datas = [p["data"] for p in subscribed.get("publications", [])]
    return [fact for data in datas for fact in (data if isinstance(data, list) else [data])]


@asynccontextmanager
async def client(port: int, **more: Any) -> AsyncIterator[Client]:
    """A socket to the gateway, not yet connected in the protocol's sense."""
    async with connect(
        f"ws://127.0.0.1:{port}/connection/websocket", ping_interval=None, compression=None, close_timeout=1, **more
    ) as socket:
        made = Client(socket)
        try:
            yield made
        finally:
            made._reader.cancel()
            socket.transport.abort()
