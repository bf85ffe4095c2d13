"""A session's channels: subscribing, leaving, and losing what its person may no longer see."""

from typing import TYPE_CHECKING

import msgspec

from command.domain.audience import view_of
from command.domain.permission import may_subscribe
from realtime import codes
from realtime.codes import Error
from realtime.protocol import (
    REJECT_UNRECOVERED,
    SubscribeRequest,
    SubscribeResult,
    encode,
    push_unsubscribed,
    reply,
)
from realtime.recovery import Joined, Wish

if TYPE_CHECKING:
    from realtime.gateway import Gateway
    from realtime.session import Session

MOST = 8
KINDS = ("staff", "picture", "positions", "exercise")


class Channels:
    """What one session subscribes to. A wish stays here from the command until it is left, granted or not."""

    __slots__ = ("_gateway", "_session", "_wishes")

    def __init__(self, session: "Session", gateway: "Gateway") -> None:
        self._session = session
        self._gateway = gateway
        self._wishes: dict[str, Wish] = {}

    def subscribe(self, command_id: int, request: SubscribeRequest) -> None:
        """Answer a `subscribe`, at once or when the ledger has been asked."""
        gateway, session, channel = self._gateway, self._session, request.channel
        error = self._refuses(channel)
        if error is not None:
            session.fail(command_id, error)
            return
        view = None if channel.startswith("staff:") else view_of(session.person)
        wish = Wish(
            channel,
            view,
            session.socket,
            lambda joined: self._joined(command_id, request, wish, joined),
            offset=max(0, request.offset) if request.recover else None,
            epoch=request.epoch,
            rights=0 if view is None else session.person.rights_number,
        )
        self._wishes[channel] = wish
        if channel == gateway.positions.channel and view is not None:
            session.socket.say(reply(command_id, "subscribe", b"{}"))
            gateway.positions.join(session.socket, view)
        else:
            gateway.recovery.grant(wish)

    def unsubscribe(self, command_id: int, channel: str) -> None:
        """Answer an `unsubscribe`; also when there was no such subscription."""
        wish = self._wishes.pop(channel, None)
        if wish is not None:
            self._leave(wish)
        self._session.socket.say(reply(command_id, "unsubscribe", b"{}"))

    def leave_all(self) -> None:
        """The session is over."""
        for wish in self._wishes.values():
            self._leave(wish)
        self._wishes.clear()

    def review(self) -> None:
        """End what the person may no longer see, or sees otherwise from now on: 2502, so that the SDK asks again."""
        person = self._session.person
        for channel, wish in list(self._wishes.items()):
            kept = may_subscribe(person, channel, self._gateway.district)
            if kept and (wish.view is None or wish.view == view_of(person)):
                continue
            del self._wishes[channel]
            self._leave(wish)
            told = push_unsubscribed(channel, codes.UNSUBSCRIBED_STATE_INVALIDATED, "rights changed")
            self._session.socket.say(told)

    def _refuses(self, channel: str) -> Error | None:
        if channel in self._wishes:
            return codes.ALREADY_SUBSCRIBED
        if channel.partition(":")[0] not in KINDS:
            return codes.UNKNOWN_CHANNEL
        if not may_subscribe(self._session.person, channel, self._gateway.district):
            return codes.FORBIDDEN
        return codes.LIMIT_EXCEEDED if len(self._wishes) >= MOST else None

    def _joined(self, command_id: int, request: SubscribeRequest, wish: Wish, joined: Joined | None) -> None:
        if joined is None:
            self._give_up(command_id, wish, codes.INTERNAL)
            return
        if request.recover and not joined.recovered and request.flag & REJECT_UNRECOVERED:
            self._give_up(command_id, wish, codes.UNRECOVERABLE)
            return
        result = SubscribeResult(
            epoch=joined.epoch,
            offset=joined.offset,
            recoverable=True,
            positioned=True,
            recovered=joined.recovered,
            was_recovering=request.recover,
            publications=[msgspec.Raw(one) for one in joined.publications],
        )
        self._session.socket.say(reply(command_id, "subscribe", encode(result)))

    def _give_up(self, command_id: int, wish: Wish, error: Error) -> None:
        self._leave(wish)
        if self._wishes.get(wish.channel) is wish:
            del self._wishes[wish.channel]
        self._session.fail(command_id, error)

    def _leave(self, wish: Wish) -> None:
        wish.dropped = True
        if wish.channel == self._gateway.positions.channel:
            self._gateway.positions.leave(wish.sink)
        else:
            self._gateway.hub.outgoing.leave(wish.channel, wish.view, wish.sink)
