"""One client's session: its commands in, its replies out. Everything happens in the loop's own step, without tasks,
unless a database has to be asked.
"""

from typing import TYPE_CHECKING

import msgspec

from command.domain.picture import Person
from command.service.tokens import TokenExpired, TokenInvalid
from realtime import codes
from realtime.channels import Channels
from realtime.codes import Closing, Error
from realtime.identity import Holder, Unknowable
from realtime.limits import Bucket
from realtime.protocol import (
    PING_S,
    Command,
    ConnectRequest,
    ConnectResult,
    RefreshRequest,
    RefreshResult,
    RpcRequest,
    encode,
    error_reply,
    read_command,
    reply,
    rpc_reply,
)
from realtime.websocket import Socket

if TYPE_CHECKING:
    from realtime.gateway import Gateway

VERSION = "gridcommand"
EXPIRY_GRACE_S = 25.0
MOST_HELD = 20
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class Session:
    """From the handshake to the end of one socket. `holder` is None until `connect` succeeded."""

    __slots__ = ("_bucket", "_channels", "_gateway", "_held", "_overdrawn", "client", "holder", "language", "socket")

    def __init__(self, gateway: "Gateway", socket: Socket) -> None:
        self._gateway = gateway
        self._bucket = Bucket(gateway.requests_per_s, gateway.requests_burst, gateway.time())
        self._held: list[bytes] | None = None
        self._overdrawn = 0
        self.socket = socket
        self.client = gateway.new_client()
        self.holder: Holder | None = None
        self.language = "zh-CN"
        self._channels = Channels(self, gateway)

    @property
    def person(self) -> Person:
        """Whose session it is; only after `connect`."""
        if self.holder is None:
            raise AssertionError("nobody has connected yet")
        return self._gateway.directory.person(self.holder.person.id) or self.holder.person

    # --- the transport's side

    def on_message(self, text: bytes) -> None:
        for line in text.split(b"\n"):
            if self.socket.closing:
                return
            if self._held is not None:
                self._hold(line)
            elif line and line != b"{}" and not line.isspace():
                self._take(line)

    def on_lost(self) -> None:
        self._channels.leave_all()
        self._gateway.left(self)

    # --- commands

    def _take(self, line: bytes) -> None:
        try:
            command = read_command(line)
        except _UNREADABLE:
            self.socket.close(codes.BAD_REQUEST)
            return
        if command.id <= 0 and command.send is None:
            self.socket.close(codes.BAD_REQUEST)
        elif command.connect is not None:
            self._connect(command.id, command.connect)
        elif self.holder is None:
            self.socket.close(codes.BAD_REQUEST)
        elif self._may_go_on(command):
            self._obey(command)

    def _may_go_on(self, command: Command) -> bool:
        if self._bucket.take(self._gateway.time()):
            return True
        self._overdrawn += 1
        if self._overdrawn > 10 * self._gateway.requests_burst:
            self.socket.close(codes.TOO_MANY_REQUESTS)
        elif command.id:
            self.fail(command.id, codes.TOO_MANY)
        return False

    def _obey(self, command: Command) -> None:
        if command.rpc is not None:
            self._call(command.id, command.rpc)
        elif command.send is not None:
            self._gateway.calls.take_sent(self, bytes(command.send.data))
        elif command.subscribe is not None:
            self._channels.subscribe(command.id, command.subscribe)
        elif command.unsubscribe is not None:
            self._channels.unsubscribe(command.id, command.unsubscribe.channel)
        elif command.refresh is not None:
            self._refresh(command.id, command.refresh)
        elif command.ping is not None:
            self.socket.say(reply(command.id, "ping", b"{}"))
        else:
            self.fail(command.id, codes.NOT_AVAILABLE if _is_known(command) else codes.MALFORMED)

    def fail(self, command_id: int, error: Error) -> None:
        """Answer a command with an error."""
        self.socket.say(error_reply(command_id, error))

    # --- connect

    def _connect(self, command_id: int, request: ConnectRequest) -> None:
        if self.holder is not None:
            self.socket.close(codes.BAD_REQUEST)
            return
        try:
            holder = self._gateway.identity.known(request.token) if request.token else None
        except TokenExpired:
            self.fail(command_id, codes.TOKEN_EXPIRED)
        except TokenInvalid:
            self.socket.close(codes.INVALID_TOKEN)
        else:
            if holder is not None:
                self._welcome(command_id, request, holder)
            elif request.token:
                self._held = []
                self._gateway.spawn(self._find_out(command_id, request))
            else:
                self.socket.close(codes.INVALID_TOKEN)

    async def _find_out(self, command_id: int, request: ConnectRequest) -> None:
        """An account or key that this process has not heard of; what comes meanwhile is held."""
        try:
            holder = await self._gateway.identity.found(request.token)
        except TokenExpired:
            self.fail(command_id, codes.TOKEN_EXPIRED)
        except TokenInvalid:
            self.socket.close(codes.INVALID_TOKEN)
        except Unknowable:
            self.fail(command_id, codes.INTERNAL)
        else:
            if not self.socket.closing:
                self._welcome(command_id, request, holder)
        held, self._held = self._held or [], None
        self.on_message(b"\n".join(held))

    def _hold(self, line: bytes) -> None:
        if self._held is not None and len(self._held) < MOST_HELD:
            self._held.append(line)
        else:
            self.socket.close(codes.TOO_MANY_REQUESTS)

    def _welcome(self, command_id: int, request: ConnectRequest, holder: Holder) -> None:
        self.holder = holder
        self.language = _language(bytes(request.data)) or holder.person.language
        self.socket.established()
        self._gateway.arrived(self)
        ttl = self._gateway.identity.ttl_s(holder)
        result = ConnectResult(
            client=self.client,
            version=VERSION,
            ping=PING_S,
            pong=True,
            session=self.client,
            expires=ttl is not None,
            ttl=ttl or 0,
            data=self._gateway.greeting(holder.person),
        )
        self.socket.say(reply(command_id, "connect", encode(result)))

    def _refresh(self, command_id: int, request: RefreshRequest) -> None:
        try:
            holder = self._gateway.identity.known(request.token)
        except TokenExpired:
            self.fail(command_id, codes.TOKEN_EXPIRED)
            return
        except TokenInvalid:
            holder = None
        if holder is None or holder.person.id != self.person.id:
            self.socket.close(codes.INVALID_TOKEN)
            return
        self.holder = holder
        ttl = self._gateway.identity.ttl_s(holder)
        result = RefreshResult(client=self.client, version=VERSION, expires=ttl is not None, ttl=ttl or 0)
        self.socket.say(reply(command_id, "refresh", encode(result)))

    # --- rights and time

    def review(self) -> None:
        """The person's rights changed: end what they may no longer see, or see otherwise from now on."""
        person = self.person
        if not person.active:
            self.socket.close(codes.PERMISSION_DENIED)
            return
        self._channels.review()

    def review_exercise(self, exercise: str, *, whoever: bool = False) -> None:
        """The same of an exercise."""
        self._channels.review_exercise(exercise, whoever=whoever)

    def recheck(self) -> None:
        """Once a minute: is the token still good?"""
        identity, holder = self._gateway.identity, self.holder
        if holder is None or self.socket.closing:
            return
        if identity.has_ended(holder):
            self.socket.close(codes.SIGNED_OUT)
        elif not identity.is_good(holder, EXPIRY_GRACE_S):
            self.socket.close(codes.EXPIRED)
        elif not self.person.active:
            self.socket.close(codes.PERMISSION_DENIED)

    def close(self, why: Closing) -> None:
        """End the session from our side."""
        self.socket.close(why)

    # --- rpc

    def _call(self, command_id: int, request: RpcRequest) -> None:
        error = self._gateway.calls.take(
            self, request.method, bytes(request.data), lambda answer: self._answer(command_id, answer)
        )
        if error is not None:
            self.fail(command_id, error)

    def _answer(self, command_id: int, answer: bytes | Error) -> None:
        if isinstance(answer, Error):
            self.fail(command_id, answer)
        else:
            self.socket.say(rpc_reply(command_id, answer))


def _is_known(command: Command) -> bool:
    return any((command.presence, command.presence_stats, command.history, command.publish, command.sub_refresh))


class _Greeting(msgspec.Struct):
    language: str = ""


def _language(data: bytes) -> str:
    try:
        return msgspec.json.decode(data, type=_Greeting).language[:20] if data else ""
    except _UNREADABLE:
        return ""
