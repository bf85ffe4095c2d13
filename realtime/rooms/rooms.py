"""All rooms of a gateway: opened for each exercise that runs, closed a while after it is over."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import msgspec
import structlog

from command.domain.permission import may_call
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.http.context import Context
from command.settings import Settings
from command.store.errors import DatabaseError
from command.store.exercises import NOTIFIED, open_ids
from command.store.listen import listen
from command.wire.requests import DURABLE, GetAge, GetPicture, GetStaff
from realtime import codes
from realtime.codes import Error
from realtime.patience import within
from realtime.reading import Malformed, read_as
from realtime.reception import refused_result
from realtime.rooms.room import Changed, Room

log: Any = structlog.get_logger(__name__)
GRACE_S = 60.0
"""So long after its end a room stays open: for the last facts, and for requests that were under way."""
POLL_S = 5.0
LOOK_S = 3.0
Answer = Callable[[bytes | Error], None]


class Rooms:
    """Finds the room of a request, and who is in which. `tell` hears of everything that changed."""

    def __init__(self, settings: Settings, context: Context, tell: Callable[[Changed], None]) -> None:
        self._settings = settings
        self._context = context
        self._tell = tell
        self._rooms: dict[str, Room] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ending: dict[str, float] = {}
        self._loop = asyncio.get_running_loop()
        self._spawned: set[asyncio.Task[None]] = set()

    # --- opened and closed

    async def run(self) -> None:
        """For ever: nothing that goes wrong with exercises ends it."""
        try:
            async for _ in listen(self._settings.database_url, NOTIFIED, poll_s=POLL_S):
                with contextlib.suppress(DatabaseError, OSError, TimeoutError):
                    await self._look()
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def close(self) -> None:
        """What is being written is finished."""
        await asyncio.gather(*(room.close() for room in self._rooms.values()))

    async def _look(self) -> None:
        found = set(await within(LOOK_S, open_ids(self._context.reading, self._context.district)))
        for id_ in found - self._rooms.keys():
            self._open(id_)
        now = self._loop.time()
        for id_ in list(self._rooms):
            if id_ in found:
                self._ending.pop(id_, None)
            elif now >= self._ending.setdefault(id_, now + GRACE_S):
                await self._end(id_)

    def _open(self, id_: str) -> None:
        if self._context.exercises is None:
            return
        room = Room(id_, self._settings, self._context, self._context.exercises.engines, self._tell)
        self._rooms[id_] = room
        self._tasks[id_] = asyncio.create_task(room.run())
        log.info("a room is open", exercise=id_)

    async def _end(self, id_: str) -> None:
        room, task = self._rooms.pop(id_), self._tasks.pop(id_)
        self._ending.pop(id_, None)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await room.close()
        self._tell(Changed(id_, room.exercise.members))
        log.info("a room is closed", exercise=id_)

    # --- what others ask

    def find(self, id_: str, person: str) -> Room | None:
        """The room, if it is there and the person is in it: whoever is not learns nothing of it."""
        room = self._rooms.get(id_)
        return room if room is not None and room.exercise.member(person) is not None else None

    def room(self, id_: str) -> Room | None:
        """The room, whoever asks."""
        return self._rooms.get(id_)

    def told(self, person: str) -> list[dict[str, Any]]:
        """The exercises somebody is in, as `connect` tells them."""
        found = (room.exercise.told(person) for room in self._rooms.values())
        return [one for one in found if one is not None]

    # --- requests that name an exercise

    def take(self, person: str, method: str, raw: bytes, language: str, answer: Answer) -> Error | None:
        """Answer a call that carries `exercise`, now or later; or the protocol error that it is."""
        try:
            named = _read_named(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return codes.MALFORMED
        room = self.find(named.exercise, person)
        member = room.exercise.member(person) if room is not None else None
        if room is None or member is None:
            answer(refused_result(named.id, refuse("exercise_unknown", exercise=named.exercise[:80]), language))
            return None
        if not may_call(list(member.roles), method):
            return codes.FORBIDDEN
        if method not in DURABLE:
            return self._read(room, member, method, raw, language, answer)
        try:
            room.reception.take(member, method, raw, language, answer)
        except Malformed:
            return codes.MALFORMED
        return None

    def _read(self, room: Room, member: Person, method: str, raw: bytes, language: str, answer: Answer) -> Error | None:
        kind = _QUERIES.get(method)
        if kind is None:
            return codes.METHOD_NOT_FOUND
        asked = read_as(kind, raw, language)
        if isinstance(asked, Refusal):
            answer(refused_result(None, asked, language))
        elif method == "picture.age":
            answer(room.age())
        else:
            task = self._loop.create_task(self._snapshot(room, member, method, answer))
            self._spawned.add(task)
            task.add_done_callback(self._spawned.discard)
        return None

    @staticmethod
    async def _snapshot(room: Room, member: Person, method: str, answer: Answer) -> None:
        ask = room.snapshots.staff if method == "staff.get" else room.snapshots.picture
        try:
            snapshot: bytes | Error = await ask(member)
        except (DatabaseError, OSError, TimeoutError) as error:
            log.info("no snapshot of an exercise", error=str(error)[:200])
            snapshot = codes.INTERNAL
        answer(snapshot)


class _Named(msgspec.Struct):
    exercise: str
    id: str | None = None


_read_named = msgspec.json.Decoder(_Named).decode
_QUERIES: dict[str, type[Any]] = {"picture.get": GetPicture, "staff.get": GetStaff, "picture.age": GetAge}


def names_exercise(raw: bytes) -> bool:
    """Whether a request's data has a member `exercise` that is not null."""
    if b'"exercise"' not in raw:
        return False
    try:
        return _read_maybe(raw).exercise is not None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


class _Maybe(msgspec.Struct):
    exercise: Any = None


_read_maybe = msgspec.json.Decoder(_Maybe).decode
