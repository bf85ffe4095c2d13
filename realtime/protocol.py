"""The Centrifugo JSON client protocol: commands as they arrive, replies and pushes as they leave.

One WebSocket message holds one or more commands (or replies) separated by newlines. `{}` is a ping from us and
a pong from the client. Members we do not know are ignored: the SDKs send some we have no use for.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Raw, Struct

from realtime.codes import Error

PING_S = 25
"""Seconds between our pings; the SDKs reconnect 10 s after one that did not come."""
REJECT_UNRECOVERED = 2
"""Bit of `flag`: answer error 112 rather than `recovered: false`."""
NOTHING = Raw(b"")


class ConnectRequest(Struct):
    """`connect`: the first command on a socket. `token` is a session token or a device's key."""

    token: str = ""
    data: Raw = NOTHING
    name: str = ""
    version: str = ""


class SubscribeRequest(Struct):
    """`subscribe`; `recover` asks for what came after (`epoch`, `offset`)."""

    channel: str
    recover: bool = False
    epoch: str = ""
    offset: int = 0
    flag: int = 0


class ChannelRequest(Struct):
    """`unsubscribe`, `presence`, `presence_stats`, `history`, `publish`, `sub_refresh`: we read only the channel."""

    channel: str = ""


class RpcRequest(Struct):
    """`rpc`: a method and its data, still unread."""

    method: str = ""
    data: Raw = NOTHING


class SendRequest(Struct):
    """`send`: data without an answer. We read `{method, data}` in it."""

    data: Raw = NOTHING


class RefreshRequest(Struct):
    """`refresh`: a new token for the same person."""

    token: str = ""


class Command(Struct):
    """One command: an id to answer to and exactly one request."""

    id: int = 0
    connect: ConnectRequest | None = None
    subscribe: SubscribeRequest | None = None
    unsubscribe: ChannelRequest | None = None
    rpc: RpcRequest | None = None
    send: SendRequest | None = None
    refresh: RefreshRequest | None = None
    ping: dict[str, Any] | None = None
    presence: ChannelRequest | None = None
    presence_stats: ChannelRequest | None = None
    history: ChannelRequest | None = None
    publish: ChannelRequest | None = None
    sub_refresh: ChannelRequest | None = None


class ConnectResult(Struct, omit_defaults=True):
    """The answer to `connect`. `ttl` seconds until the token must be renewed."""

    client: str
    version: str
    ping: int
    pong: bool
    data: Any
    session: str
    node: str = ""
    expires: bool = False
    ttl: int = 0


class RefreshResult(Struct, omit_defaults=True):
    """The answer to `refresh`."""

    client: str
    version: str
    expires: bool = False
    ttl: int = 0


class SubscribeResult(Struct, omit_defaults=True):
    """The answer to `subscribe`. `publications` are ready-made JSON, in order."""

    epoch: str = ""
    offset: int = 0
    recoverable: bool = False
    positioned: bool = False
    recovered: bool = False
    was_recovering: bool = False
    publications: list[Raw] = []


read_command = msgspec.json.Decoder(Command).decode
encode = msgspec.json.Encoder().encode
PING = b"{}"


def reply(command_id: int, name: str, result: bytes) -> bytes:
    """The reply to a command; `result` is JSON."""
    return b'{"id":%d,"%s":%b}' % (command_id, name.encode(), result)


def rpc_reply(command_id: int, data: bytes) -> bytes:
    """The reply to an `rpc`; `data` is JSON."""
    return b'{"id":%d,"rpc":{"data":%b}}' % (command_id, data)


def error_reply(command_id: int, error: Error) -> bytes:
    """A command that could not be done."""
    body: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.temporary:
        body["temporary"] = True
    return b'{"id":%d,"error":%b}' % (command_id, encode(body))


def publication(data: bytes, offset: int) -> bytes:
    """A publication; `offset` 0 means a channel without positions."""
    return b'{"data":%b,"offset":%d}' % (data, offset) if offset else b'{"data":%b}' % data


def push(channel: str, data: bytes, offset: int) -> bytes:
    """A publication pushed to a subscriber."""
    return b'{"push":{"channel":%b,"pub":%b}}' % (encode(channel), publication(data, offset))


def push_unsubscribed(channel: str, code: int, reason: str) -> bytes:
    """The server ended a subscription; from code 2500 on the SDKs try again."""
    return b'{"push":{"channel":%b,"unsubscribe":%b}}' % (encode(channel), encode({"code": code, "reason": reason}))


def push_message(data: bytes) -> bytes:
    """Something for the whole connection, of no channel; `data` is JSON."""
    return b'{"push":{"message":{"data":%b}}}' % data


def facts_data(bodies: Sequence[bytes]) -> bytes:
    """The `data` of a publication: one fact as it is, several as an array."""
    return bodies[0] if len(bodies) == 1 else b"[%b]" % b",".join(bodies)
