"""The client's side of WebSocket frames and of the protocol's messages, as cheap as can be.

The load shares two cores with what it measures. A frame from a client must carry a mask; four zero bytes are one, and
leave the text as it is.
"""

import struct
from typing import Any

import msgspec
from msgspec import Struct

from workers.bench.district import EAST, NORTH, SOUTH, WEST

PONG = b"\x81\x82\x00\x00\x00\x00{}"
PING = b"{}"
CLOSED = b""
_MASK = b"\x00\x00\x00\x00"


def masked(text: bytes) -> bytes:
    """A client's text frame."""
    size = len(text)
    if size < 126:
        return struct.pack("!BB", 0x81, 0x80 | size) + _MASK + text
    return struct.pack("!BBH", 0x81, 0xFE, size) + _MASK + text


def split(buffer: bytes) -> tuple[list[bytes], bytes]:
    """The texts of all whole frames of a server, and the rest. A close frame is an empty text."""
    found, at, size = list[bytes](), 0, len(buffer)
    while size - at >= 2:
        length, start = buffer[at + 1], at + 2
        if length == 126:
            length, start = int.from_bytes(buffer[at + 2 : at + 4], "big"), at + 4
        elif length == 127:
            length, start = int.from_bytes(buffer[at + 2 : at + 10], "big"), at + 10
        if size < start + length or start > size:
            break
        found.append(CLOSED if buffer[at] & 15 == 8 else buffer[start : start + length])
        at = start + length
    return found, buffer[at:]


class Refusal(Struct):
    """Why not."""

    code: str = ""
    reason: str = ""


class Fact(Struct):
    """What of a fact the load reads; every fact has other members."""

    type: str
    number: int = 0
    person: str = ""
    text: str = ""
    offer: str | None = None
    assignment: str = ""
    incident: str = ""
    request: str | None = None
    outcome: str = ""
    alert: str = ""
    refusal: Refusal | None = None


class Publication(Struct):
    """Facts on a channel, and how far the channel is with them."""

    data: Fact | list[Fact]
    offset: int = 0


class Push(Struct):
    """A publication on its way."""

    pub: Publication | None = None


class Result(Struct):
    """The answer to a durable request."""

    status: str = ""
    refusal: Refusal | None = None


class RpcReply(Struct):
    """The answer to an `rpc`."""

    data: Result


class Subscribed(Struct):
    """The answer to `subscribe`."""

    epoch: str = ""
    offset: int = 0
    recovered: bool = False
    publications: list[Publication] = []


class Connected(Struct):
    """The answer to `connect`."""

    client: str = ""


class ProtocolError(Struct):
    """A command that could not be done."""

    code: int = 0
    message: str = ""


class Message(Struct):
    """Anything a gateway says; exactly one member besides `id` is there."""

    id: int = 0
    push: Push | None = None
    rpc: RpcReply | None = None
    connect: Connected | None = None
    subscribe: Subscribed | None = None
    error: ProtocolError | None = None


read = msgspec.json.Decoder(Message).decode

REPORT = (
    b'{"id":%d,"rpc":{"method":"report.submit","data":{"id":"%b","category":"%b","disposition":"%b","hazard":"%b",'
    b'"text":"%b","at":"%b","place":{"lat":%.6f,"lon":%.6f,"accuracy_m":12}}}}'
)
ANSWER = b'{"id":%d,"rpc":{"method":"offer.answer","data":{"id":"%b","offer":"%b","answer":"accept"}}}'
ALERT = (
    b'{"id":%d,"rpc":{"method":"alert.send","data":{"id":"%s","area":"%s","roles":["worker"],"level":"urgent",'
    b'"text":"\xe7\xab\x8b\xe5\x8d\xb3\xe5\x81\x9c\xe6\xad\xa2\xe6\x88\xb7\xe5\xa4\x96\xe5\xb7\xa1\xe6\x9f\xa5"}}}'
)
ADVANCE = b'{"id":%d,"rpc":{"method":"assignment.advance","data":{"id":"%b","assignment":"%b","to":"done","at":"%b"}}}'
CONNECT = b'{"id":%d,"connect":{"token":"%b"}}'
SUBSCRIBE = b'{"id":%d,"subscribe":{"channel":"staff:%b"}}'
RECOVER = b'{"id":%d,"subscribe":{"channel":"staff:%b","recover":true,"epoch":"%b","offset":%d}}'

SERIAL = 8
"""The last so many digits of a report's text are its serial number: an offer that carries the text can be timed."""
_STORY = "巷口第二盏路灯杆下有积水，行人绕行，请派人查看。"


def text_of(serial: int) -> bytes:
    """What a report says."""
    return f"{_STORY} #{serial:0{SERIAL}}".encode()


def serial_of(text: str) -> int:
    """Which report's text it is; -1 for none of ours."""
    tail = text[-SERIAL:]
    return int(tail) if tail.isdigit() else -1


def handshake(host: str, port: int) -> bytes:
    """The request for a socket."""
    return (
        f"GET /connection/websocket HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


def somewhere(chance: Any) -> tuple[float, float]:
    """A point of the district, all equally likely."""
    return chance.uniform(SOUTH, NORTH), chance.uniform(WEST, EAST)
