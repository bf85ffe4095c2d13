"""One socket of one person, without a task of its own: bytes in, callbacks out."""

import asyncio
from typing import cast

import msgspec

from workers.bench.district import Someone
from workers.bench.frames import (
    CLOSED,
    CONNECT,
    PING,
    PONG,
    RECOVER,
    SUBSCRIBE,
    Fact,
    Message,
    Publication,
    RpcReply,
    Subscribed,
    masked,
    read,
    split,
)

SIGNING_IN = 2
"""Commands up to this number are a phone's own: connect and subscribe."""


class Listener:
    """Whom a phone tells. All callbacks run in the loop's own step."""

    def answered(self, phone: "Phone", command: int, reply: RpcReply | None) -> None:
        """An `rpc` was answered; None: by a protocol error."""

    def saw(self, phone: "Phone", fact: Fact) -> None:
        """A fact of the phone's own channel came."""

    def ready(self, phone: "Phone", told: Subscribed | None) -> None:
        """The socket is open, signed in and subscribed; None when it was asked to do neither."""

    def lost(self, phone: "Phone") -> None:
        """The socket is gone, whoever ended it."""

    def faulted(self, what: str) -> None:
        """Something came that must never come."""


class Phone(asyncio.Protocol):
    """`epoch` and `offset`: what it would recover from. `last`: the number of the last fact it saw."""

    __slots__ = ("_bare", "_listener", "_open", "_request", "_rest", "_transport", "epoch", "last", "offset", "person",
                 "recovers", "twice")  # fmt: skip

    def __init__(self, person: Someone, request: bytes, listener: Listener, *, bare: bool = False) -> None:
        self.person = person
        self.epoch = ""
        self.offset = 0
        self.last = 0
        self.twice = 0
        self.recovers = False
        self._listener = listener
        self._request = request
        self._bare = bare
        self._open = False
        self._rest = b""
        self._transport: asyncio.Transport | None = None

    def send(self, text: bytes) -> None:
        """Write a command; nothing when the socket is gone."""
        if self._transport is not None:
            self._transport.write(masked(text))

    def cut(self) -> None:
        """End the connection without a word, as a tunnel does."""
        if self._transport is not None:
            self._transport.abort()

    # --- asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._open, self._rest = False, b""
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._listener.lost(self)

    def data_received(self, data: bytes) -> None:
        buffer = self._rest + data if self._rest else data
        if not self._open:
            head, found, buffer = buffer.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.cut()
                return
            self._opened()
        texts, self._rest = split(buffer)
        for text in texts:
            if text == CLOSED:
                self.cut()
                return
            for line in text.split(b"\n"):
                self._take(line)

    def _opened(self) -> None:
        self._open = True
        if self._bare:
            self._listener.ready(self, None)
        else:
            self.send(CONNECT % (1, self.person.token.encode()))

    def _take(self, line: bytes) -> None:
        if line == PING:
            if self._transport is not None:
                self._transport.write(PONG)
            return
        try:
            message = read(line)
        except msgspec.MsgspecError as error:
            self._listener.faulted(f"a message that cannot be read: {error}")
            return
        self._read(message)

    def _read(self, message: Message) -> None:
        if message.push is not None:
            if message.push.pub is not None:
                self._publish(message.push.pub)
        elif message.rpc is not None:
            self._listener.answered(self, message.id, message.rpc)
        elif message.connect is not None:
            self._subscribe()
        elif message.subscribe is not None:
            self._subscribed(message.subscribe)
        elif message.error is not None and message.id <= SIGNING_IN:
            self._listener.faulted(f"signing in: {message.error}")
        elif message.error is not None:
            self._listener.answered(self, message.id, None)

    def _subscribe(self) -> None:
        name = self.person.id.encode()
        if self.recovers:
            self.send(RECOVER % (2, name, self.epoch.encode(), self.offset))
        else:
            self.send(SUBSCRIBE % (2, name))

    def _subscribed(self, told: Subscribed) -> None:
        for publication in told.publications:
            self._publish(publication)
        self.epoch, self.offset = told.epoch, max(told.offset, self.offset if told.recovered else 0)
        self._listener.ready(self, told)

    def _publish(self, publication: Publication) -> None:
        data = publication.data
        for fact in data if isinstance(data, list) else (data,):
            if fact.number <= self.last:
                self.twice += 1
            self.last = fact.number
            self._listener.saw(self, fact)
        self.offset = max(self.offset, publication.offset)
