"""A WebSocket as an `asyncio.Protocol` around websockets' sans-I/O core: no task and no queue per connection.

Nearly all that clients send are whole, short text frames. Those are read here, in a tenth of the core's time; the core
gets everything else, always from the beginning of a frame.

uvicorn reads the HTTP request, finds the upgrade, makes one of these through its `ws=` factory and hands over
the transport and the request's bytes. From then on bytes go straight to the session, and frames made by others
straight to the transport. Nothing here ever waits for a client: what is not taken is bounded and then cut off.
"""

import asyncio
import socket as sockets
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol, cast

from websockets.exceptions import InvalidState, ProtocolError
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

try:
    from websockets.speedups import apply_mask
except ImportError:  # websockets built without its extension
    from websockets.utils import apply_mask

from realtime.codes import INVALID_UTF8, NO_PONG, SLOW, STALE, UNSUPPORTED_DATA, Closing
from realtime.frames import FIN_TEXT, text_frame
from realtime.protocol import PING, PING_S

if TYPE_CHECKING:
    from realtime.door import Door

PING_FRAME = text_frame(PING)
SEND_BUFFER = 64 * 1024  # bytes in the kernel for a client that reads slowly
USER_TIMEOUT_MS = 10_000  # unacknowledged bytes end the connection
PONG_S = 8.0
CLOSE_S = 3.0  # a closing handshake may take this long
SLOW_S = 2.0  # what a slow client gets to read on until its close code
ASKED_S = 30.0  # so long a client may take to read the answers it asked for: two megabytes at half a megabit a second
_DATA = (Opcode.TEXT, Opcode.BINARY, Opcode.CONT)
_PINGS = (0x89, 0x8A)  # first byte of a ping, of a pong
_MASKED = 0x80  # second byte of a client's frame: this and the length, or
_LONG = _MASKED + 126  # this, and the length is in the next two
_HEAD, _LONG_HEAD = 6, 8  # bytes before the payload, the last four are its mask
_FOR_THE_CORE = -1


class Listener(Protocol):
    """What a socket tells: whole text messages, and that it is gone."""

    def on_message(self, text: bytes) -> None: ...
    def on_lost(self) -> None: ...


class Socket(asyncio.Protocol):
    """One client's connection. `heard` is the loop's time at which anything last arrived, in seconds."""

    __slots__ = ("_asked", "_asked_until", "_begun", "_binary", "_core", "_deadline", "_door", "_loop", "_next_ping",
                 "_parts", "_pinged", "_plain", "_rest", "_transport", "closing", "heard", "listener")  # fmt: skip

    def __init__(self, door: "Door") -> None:
        self._door = door
        self._loop = asyncio.get_running_loop()
        self._core = ServerProtocol(max_size=door.max_message, logger=door.logger)
        self._transport = cast("asyncio.Transport", None)
        self._begun = False
        self._plain = False  # whether what comes next begins a frame, and frames are read here
        self._rest = b""  # the beginning of such a frame
        self._parts: list[bytes] = []
        self._binary = False
        self._deadline = 0.0
        self._next_ping = 0.0
        self._pinged = 0.0
        self._asked = 0  # bytes that may be unread beyond the usual, for answers that are larger than it,
        self._asked_until = 0.0  # until then
        self.heard = 0.0
        self.closing = False
        self.listener: Listener | None = None

    # --- asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self.heard = self._loop.time()
        self._deadline = self.heard + self._door.first_frame_s
        self._door.entered(self)
        _bound(transport.get_extra_info("socket"))

    def data_received(self, data: bytes) -> None:
        self.heard = self._loop.time()
        if self._plain:
            data = self._take_plain(self._rest + data if self._rest else data)
            if data:
                self._feed(data)
        elif self._begun:
            self._feed(data)
        else:
            self._begun = True
            self._feed(data)
            # Only if nothing came with the request: whatever follows it, the core may have begun to read.
            self._plain = self.listener is not None and data.find(b"\r\n\r\n") == len(data) - 4

    def eof_received(self) -> None:
        self.closing = True  # from here on a write would raise, and the fact's other readers would miss it
        self._core.receive_eof()
        self._flush()

    def connection_lost(self, exc: Exception | None) -> None:
        self.closing = True
        self._door.left(self)
        if self.listener is not None:
            self.listener.on_lost()
            self.listener = None

    # --- the session's and the hub's side

    def send(self, frame: bytes) -> None:
        """Write a frame made by `text_frame`; a client that has too much unread is closed as slow instead."""
        if self.closing or self._transport.is_closing():
            return
        if self._transport.get_write_buffer_size() > self._most_unread():
            self._door.count_slow()
            self.close(SLOW)
            self._deadline = self._loop.time() + SLOW_S
            return
        self._transport.write(frame)

    def say(self, text: bytes) -> None:
        """Write a text message of this client's own: what it asked for.

        A district's picture in a storm is larger than what is held for somebody who does not read. Whoever has just
        been sent one is not slow: for a while it may be unread, and as much again that is published meanwhile.
        """
        frame = text_frame(text)
        self.send(frame)
        if len(frame) > self._door.max_unread:
            self._asked = min(self._asked + 2 * len(frame), self._door.max_asked)
            self._asked_until = self._loop.time() + ASKED_S

    def close(self, why: Closing) -> None:
        """Start the closing handshake; the transport is cut when it stalls. Nothing is sent afterwards."""
        if self.closing:
            return
        self.closing = True
        self._deadline = self._loop.time() + CLOSE_S
        try:
            self._core.send_close(why.code, why.reason)
        except (InvalidState, ProtocolError):
            self.drop()
        else:
            self._flush()

    def drop(self) -> None:
        """Cut the connection at once; what was not read is gone."""
        self.closing = True
        self._transport.abort()

    def established(self) -> None:
        """The client has said who it is: from now on it is pinged."""
        self._deadline = 0.0
        self._next_ping = self._loop.time() + PING_S - self._door.spread()

    def tick(self, now: float) -> None:
        """Called once a second with the loop's time: deadlines, pings, late pongs."""
        if self._deadline and now >= self._deadline:
            self._overdue()
        elif self._next_ping and now >= self._next_ping:
            self._ping_or_give_up(now)

    # --- inside

    def _most_unread(self) -> int:
        """Bytes that this client may have unread now."""
        usual = self._door.max_unread
        if self._asked and (self._transport.get_write_buffer_size() <= usual or self._loop.time() >= self._asked_until):
            self._asked = 0
        return usual + self._asked

    def _ping_or_give_up(self, now: float) -> None:
        if not self._pinged:
            self._pinged = now
            self._next_ping = now + PONG_S
            self.send(PING_FRAME)
        elif self.heard >= self._pinged:
            self._next_ping = self._pinged + PING_S
            self._pinged = 0.0
        else:
            self.close(NO_PONG)
            self._deadline = now  # late already: only what the kernel takes at once still goes out

    def _overdue(self) -> None:
        if self.closing or self._core.state is not State.OPEN:
            self.drop()
        else:
            self.close(STALE)

    def _shake_hands(self, request: Request) -> None:
        refused = self._door.refuses(request)
        if refused is not None:
            self._core.send_response(self._core.reject(*refused))
            return
        response = self._core.accept(request)
        self._core.send_response(response)
        if response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
            self.listener = self._door.opened(self)

    def _feed(self, data: bytes) -> None:
        """Let the core read."""
        self._core.receive_data(data)
        for event in self._core.events_received():
            if isinstance(event, Request):
                self._shake_hands(event)
            elif isinstance(event, Frame) and not self.closing:
                self._take_frame(event)
        self._flush()

    def _take_plain(self, data: bytes) -> bytes:
        """Take whole text frames and pings, keep the beginning of one. What is returned is for the core, and so is the
        rest of the connection: something else came, or it is closing.
        """
        self._rest = b""
        at, size, longest = 0, len(data), self._door.max_message
        while at < size and not self.closing:
            end = _end_of(data, at, longest)
            if end > size:
                self._rest = data[at:]
                return b""
            if end == _FOR_THE_CORE:
                break
            if data[at] == FIN_TEXT:
                start = at + (_LONG_HEAD if data[at + 1] == _LONG else _HEAD)
                self._take_message(apply_mask(data[start:end], data[start - 4 : start]))
            else:
                self._feed(data[at:end])
            at = end
        self._plain = at == size and not self.closing
        return data[at:]

    def _take_frame(self, frame: Frame) -> None:
        if frame.opcode not in _DATA:
            return
        if frame.opcode is not Opcode.CONT:
            self._parts, self._binary = [], frame.opcode is Opcode.BINARY
        self._parts.append(bytes(frame.data))
        if frame.fin:
            parts, self._parts = self._parts, []
            self._take_message(parts[0] if len(parts) == 1 else b"".join(parts))

    def _take_message(self, message: bytes) -> None:
        if self._binary:
            self.close(UNSUPPORTED_DATA)
            return
        try:
            message.decode()
        except UnicodeDecodeError:
            self.close(INVALID_UTF8)
            return
        if self.listener is not None:
            self.listener.on_message(message)

    def _flush(self) -> None:
        """Hand the core's bytes to the transport; an empty one means: half-close."""
        for data in self._core.data_to_send():
            if data:
                self._transport.write(data)
            elif self._core.close_rcvd is not None or not self._transport.can_write_eof():
                self._transport.close()
            elif not self._transport.is_closing():
                # Reading on until the client closes: a reset would take our close code away from it.
                self._transport.write_eof()
        if self._transport.get_write_buffer_size() > self._most_unread() + self._door.max_unread:
            self.drop()  # pings without end from somebody who reads no pongs
        elif not self.closing and self._core.close_expected():
            self.closing = True
            self._deadline = self._loop.time() + CLOSE_S


def _bound(raw: sockets.socket | None) -> None:
    """Limit what the kernel holds for a client, and for how long; not every transport has such a socket."""
    if raw is None or raw.family not in (sockets.AF_INET, sockets.AF_INET6):
        return
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, SEND_BUFFER)
    if hasattr(sockets, "TCP_USER_TIMEOUT"):
        raw.setsockopt(sockets.IPPROTO_TCP, sockets.TCP_USER_TIMEOUT, USER_TIMEOUT_MS)


def _end_of(data: bytes, at: int, longest: int) -> int:
    """Where the frame that begins there ends, perhaps beyond the data; the core is to judge what is not quite plain."""
    known, first = len(data) - at, data[at]
    second = data[at + 1] if known > 1 else _MASKED
    length, head = second - _MASKED, _HEAD
    if first == FIN_TEXT and second == _LONG:
        length, head = (data[at + 2] << 8 | data[at + 3]) if known > 3 else 0, _LONG_HEAD
    elif second >= _LONG or (first != FIN_TEXT and first not in _PINGS):
        return _FOR_THE_CORE
    return at + head + length if 0 <= length <= longest else _FOR_THE_CORE
