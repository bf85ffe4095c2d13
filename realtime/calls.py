"""The methods of `rpc` and `send`: who may call them, and who answers."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
import structlog

from command.domain.permission import may_call
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.store.errors import DatabaseError
from command.wire.requests import DURABLE, GetPicture, GetStaff, UpdatePosition
from realtime import codes
from realtime.codes import Error
from realtime.positions import Positions
from realtime.reading import Malformed, read_as
from realtime.reception import Reception, refused_result
from realtime.rooms.rooms import Rooms, names_exercise

if TYPE_CHECKING:
    from realtime.session import Session

log: Any = structlog.get_logger(__name__)
Answer = Callable[[bytes | Error], None]
SPAWN = Callable[[Awaitable[None]], None]


class Snapshots(Protocol):
    """Where snapshots come from: JSON with `epoch` and `offset`, from one REPEATABLE READ transaction."""

    async def staff(self, person: Person) -> bytes: ...
    async def picture(self, person: Person) -> bytes: ...


class Calls:
    """Answers the calls of all sessions of a district."""

    def __init__(
        self,
        district: str,
        reception: Reception,
        positions: Positions,
        snapshots: Snapshots,
        age: Callable[[], bytes],
        spawn: Callable[[Any], None],
        rooms: Rooms,
    ) -> None:
        self._district = district
        self._reception = reception
        self._positions = positions
        self._snapshots = snapshots
        self._age = age
        self._spawn = spawn
        self._rooms = rooms

    def take(self, session: "Session", method: str, raw: bytes, answer: Answer) -> Error | None:
        """Answer a call, now or later; or the protocol error that it is."""
        if method not in DURABLE and method not in _UNDURABLE:
            return codes.METHOD_NOT_FOUND
        if names_exercise(raw):
            return self._rooms.take(session.person.id, method, raw, session.language, answer)
        person = session.person
        if not person.active or not may_call(list(person.roles), method):
            return codes.FORBIDDEN
        if method not in DURABLE:
            return _UNDURABLE[method](self, session, raw, answer)
        try:
            self._reception.take(person, method, raw, session.language, answer)
        except Malformed:
            return codes.MALFORMED
        return None

    def take_sent(self, session: "Session", raw: bytes) -> None:
        """`send` has no answer: what cannot be done is dropped. Data is a position, bare or as `{method, data}`."""
        try:
            sent = msgspec.json.decode(raw, type=_Sent)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return
        data = bytes(sent.data) if sent.method else raw
        if sent.method in ("", "position.update"):
            self.take(session, "position.update", data, lambda _: None)

    # --- each method

    def _position(self, session: "Session", raw: bytes, answer: Answer) -> Error | None:
        position = read_as(UpdatePosition, raw, session.language)
        if isinstance(position, Refusal):
            answer(refused_result(None, position, session.language))
        else:
            self._positions.take(session.person.id, position)
            answer(b"{}")
        return None

    def _picture_age(self, session: "Session", raw: bytes, answer: Answer) -> Error | None:
        answer(self._age())
        return None

    def _staff(self, session: "Session", raw: bytes, answer: Answer) -> Error | None:
        asked = read_as(GetStaff, raw, session.language)
        if isinstance(asked, Refusal):
            answer(refused_result(None, asked, session.language))
        else:
            self._spawn(self._look(self._snapshots.staff, session, answer))
        return None

    def _picture(self, session: "Session", raw: bytes, answer: Answer) -> Error | None:
        asked = read_as(GetPicture, raw, session.language)
        if isinstance(asked, GetPicture) and asked.district not in (None, self._district):
            asked = refuse("unknown_thing")
        if isinstance(asked, Refusal):
            answer(refused_result(None, asked, session.language))
        else:
            self._spawn(self._look(self._snapshots.picture, session, answer))
        return None

    @staticmethod
    async def _look(ask: Callable[[Person], Awaitable[bytes]], session: "Session", answer: Answer) -> None:
        """A snapshot; while the database is gone, an error that the client retries."""
        try:
            snapshot: bytes | Error = await ask(session.person)
        except (DatabaseError, OSError, TimeoutError) as error:
            log.info("no snapshot", error=str(error)[:200])
            snapshot = codes.INTERNAL
        answer(snapshot)


class _Sent(msgspec.Struct):
    method: str = ""
    data: msgspec.Raw = msgspec.Raw(b"")


_UNDURABLE: dict[str, Callable[[Calls, "Session", bytes, Answer], Error | None]] = {
    "position.update": Calls._position,  # noqa: SLF001 - its own table
    "picture.age": Calls._picture_age,  # noqa: SLF001
    "staff.get": Calls._staff,  # noqa: SLF001
    "picture.get": Calls._picture,  # noqa: SLF001
}
