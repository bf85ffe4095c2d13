"""One person's socket, in the Centrifugo JSON protocol: it comes back by itself and recovers what it missed."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from command.clock import Rehearsal, now, rehearsal, rehearse

_ANSWER_S = 10.0
_SILENCE_S = 40.0
"""The server pings every 25 s; a socket that is silent for longer is dead."""
_TOKEN_EXPIRED = 109
_INVALID_TOKEN = 3500
_SIGNED_OUT = 3503
Fact = dict[str, Any]


def _live_by(greeting: dict[str, Any]) -> None:
    """The people of a demo that rehearses live by its clock, too; all links of this process by the first one's."""
    if greeting.get("clock_rate") and rehearsal() is None:
        rehearse(Rehearsal(now(), datetime.fromisoformat(greeting["server_time"]), greeting["clock_rate"]))


class Cut(Exception):
    """The socket went away before the answer came."""


class Ear(Protocol):
    """Whoever has a link."""

    def heard(self, channel: str, fact: Fact) -> None:
        """A fact in its channel's order, perhaps a second time after a reconnect. Channels overtake each other."""
        ...

    async def joined(self, link: "Link", *, recovered: bool) -> None:
        """All channels are subscribed to. Without `recovered` a snapshot must be loaded."""
        ...


class Link:
    """`run` keeps a socket open until it is cancelled. `token` is asked for when there is none or it has expired."""

    def __init__(
        self, url: str, token: Callable[[], Awaitable[str]], channels: list[str], ear: Ear, chance: random.Random
    ) -> None:
        self._url = url.rstrip("/").replace("http", "ws", 1) + "/connection/websocket"
        self._ask_token = token
        self._token = ""
        self._channels = channels
        self._ear = ear
        self._chance = chance
        self._socket: ClientConnection | None = None
        self._replies: dict[int, tuple[str, asyncio.Future[Any]]] = {}
        self._last = 0
        self._positions: dict[str, tuple[str, int]] = {}
        self._away_until = 0.0
        self.up = asyncio.Event()
        self.times = 0
        self.unrecovered = 0

    async def run(self) -> None:
        """Connect, and again, until cancelled."""
        while True:
            with contextlib.suppress(OSError, WebSocketException, TimeoutError, Cut, msgspec.MsgspecError):
                await self._once()
            self.up.clear()
            away = self._away_until - asyncio.get_running_loop().time()
            await asyncio.sleep(max(away, self._chance.uniform(0.2, 1.5)))

    async def call(self, method: str, data: dict[str, Any]) -> dict[str, Any]:
        """The reply to an `rpc`: `{"data": …}` as `rpc`, or `error`. Raises Cut."""
        return await self._command("rpc", {"method": method, "data": data})

    async def send(self, method: str, data: dict[str, Any]) -> None:
        """Say something that is not answered; lost when there is no socket."""
        if self._socket is not None:
            with contextlib.suppress(ConnectionClosed):
                await self._socket.send(_text({"send": {"data": {"method": method, "data": data}}}))

    def drop(self, away_s: float) -> None:
        """Out of coverage for a while: the socket is gone without a word."""
        self._away_until = asyncio.get_running_loop().time() + away_s
        if self._socket is not None:
            self._socket.transport.abort()

    async def _once(self) -> None:
        self._token = self._token or await self._ask_token()
        async with asyncio.timeout(_ANSWER_S):
            socket = await connect(self._url, ping_interval=None, compression=None, max_size=2**26, proxy=None)
        self._socket = socket
        reader = asyncio.create_task(self._read(socket))
        reader.add_done_callback(lambda _: self._give_up())
        try:
            await self._enter()
            self.up.set()
            await reader
        finally:
            self._socket = None
            self.up.clear()
            reader.cancel()
            self._give_up()
            socket.transport.abort()
            await asyncio.gather(reader, return_exceptions=True)
            self._judge(socket.close_code)

    def _give_up(self) -> None:
        """No answer will come any more."""
        for _, reply in self._replies.values():
            reply.cancel()
        self._replies.clear()

    def _judge(self, code: int | None) -> None:
        if code in (_INVALID_TOKEN, _SIGNED_OUT):
            self._token = ""

    async def _enter(self) -> None:
        told = await self._command("connect", {"token": self._token, "data": {"language": "zh-CN"}})
        if "error" in told:
            if told["error"]["code"] == _TOKEN_EXPIRED:
                self._token = ""
            raise Cut
        _live_by(told["connect"].get("data") or {})
        self.times += 1
        recovered = [await self._subscribe(channel) for channel in self._channels]
        if not all(recovered):
            self.unrecovered += self.times > 1
        await self._ear.joined(self, recovered=all(recovered))

    async def _subscribe(self, channel: str) -> bool:
        asked: dict[str, Any] = {"channel": channel}
        if channel in self._positions:
            epoch, offset = self._positions[channel]
            asked |= {"recover": True, "epoch": epoch, "offset": offset}
        told = await self._command("subscribe", asked)
        if "error" in told:
            raise Cut
        return bool(told["subscribe"].get("recovered"))

    async def _command(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        socket = self._socket
        if socket is None:
            raise Cut
        self._last += 1
        number = self._last
        reply: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._replies[number] = (str(body.get("channel", "")), reply)
        try:
            await socket.send(_text({"id": number, name: body}))
            async with asyncio.timeout(_ANSWER_S):
                told: dict[str, Any] = await reply
        except (ConnectionClosed, TimeoutError):
            self._replies.pop(number, None)
            raise Cut from None
        except asyncio.CancelledError:
            if reply.cancelled() and not _is_cancelled():
                raise Cut from None
            raise
        return told

    async def _read(self, socket: ClientConnection) -> None:
        while True:
            async with asyncio.timeout(_SILENCE_S):
                frame = await socket.recv()
            for line in str(frame).split("\n"):
                if line == "{}":
                    await socket.send("{}")
                elif line:
                    self._take(msgspec.json.decode(line))

    def _take(self, told: dict[str, Any]) -> None:
        if "id" not in told:
            push = told.get("push", {})
            if "pub" in push:
                self._publication(push["channel"], push["pub"])
            elif "unsubscribe" in push:  # rights changed: begin anew, with a snapshot
                self._positions.pop(push["channel"], None)
                self.drop(0)
            return
        channel, reply = self._replies.pop(told["id"], ("", None))
        if "subscribe" in told and channel:
            self._subscribed(channel, told["subscribe"])
        if reply is not None and not reply.done():
            reply.set_result(told)

    def _subscribed(self, channel: str, told: dict[str, Any]) -> None:
        """In the same step as it is read: what is pushed right behind it is later than what it recovers."""
        if told.get("recovered"):
            for publication in told.get("publications", ()):
                self._publication(channel, publication)
        else:
            self._positions[channel] = (told.get("epoch", ""), told.get("offset", 0))

    def _publication(self, channel: str, publication: dict[str, Any]) -> None:
        facts = publication["data"]
        for fact in facts if isinstance(facts, list) else [facts]:
            self._ear.heard(channel, fact)
        if channel in self._positions:
            epoch, offset = self._positions[channel]
            self._positions[channel] = (epoch, max(offset, publication.get("offset", 0)))


def _text(command: dict[str, Any]) -> str:
    return msgspec.json.encode(command).decode()


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
