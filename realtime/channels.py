"""A session's channels: subscribing, leaving, and losing what its person may no longer see."""

from typing import TYPE_CHECKING

import msgspec

from command.domain.audience import view_of
from command.domain.drill.sight import sight_of
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
from realtime.rooms.recovery import RoomWish

if TYPE_CHECKING:
    from realtime.gateway import Gateway
    from realtime.session import Session

MOST = 8
KINDS = ("staff", "picture", "positions", "exercise")
EXERCISE = "exercise:"


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
        if channel.startswith(EXERCISE):
            self._follow(command_id, request)
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

    def _follow(self, command_id: int, request: SubscribeRequest) -> None:
        """An exercise: filtered for this participant."""
        session, exercise = self._session, request.channel.removeprefix(EXERCISE)
        room = self._gateway.rooms.find(exercise, session.person.id)
        member = room.exercise.member(session.person.id) if room is not None else None
        if room is None or member is None:
            session.fail(command_id, codes.FORBIDDEN)
            return
        wish = RoomWish(
            request.channel,
            None,
            session.socket,
            lambda joined: self._joined(command_id, request, wish, joined),
            offset=max(0, request.offset) if request.recover else None,
            epoch=request.epoch,
            rights=member.rights_number,
            sight=sight_of(member),
            room=room,
        )
        self._wishes[request.channel] = wish
        room.recovery.grant(wish)

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
            if isinstance(wish, RoomWish):
                continue  # other rights, of the exercise's own: `review_exercise`
            kept = may_subscribe(person, channel, self._gateway.district)
            if kept and (wish.view is None or wish.view == view_of(person)):
                continue
            self._end(wish)

    def review_exercise(self, exercise: str, *, whoever: bool = False) -> None:
        """The same of an exercise whose participants or their roles changed; `whoever`: nobody's position holds."""
        wish = self._wishes.get(EXERCISE + exercise)
        if not isinstance(wish, RoomWish):
            return
        member = wish.room.exercise.member(self._session.person.id)
        if whoever or member is None or sight_of(member) != wish.sight:
            self._end(wish)

    def _end(self, wish: Wish) -> None:
        del self._wishes[wish.channel]
        self._leave(wish)
        told = push_unsubscribed(wish.channel, codes.UNSUBSCRIBED_STATE_INVALIDATED, "rights changed")
        self._session.socket.say(told)

    def _refuses(self, channel: str) -> Error | None:
        if channel in self._wishes:
            return codes.ALREADY_SUBSCRIBED
        if channel.partition(":")[0] not in KINDS:
            return codes.UNKNOWN_CHANNEL
        if channel.startswith(EXERCISE):
            return codes.LIMIT_EXCEEDED if len(self._wishes) >= MOST else None
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
        if isinstance(wish, RoomWish):
            wish.room.outgoing.exit(wish.sight, wish.sink)
        elif wish.channel == self._gateway.positions.channel:
            self._gateway.positions.leave(wish.sink)
        else:
            self._gateway.hub.outgoing.leave(wish.channel, wish.view, wish.sink)
