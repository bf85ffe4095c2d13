"""A console in an exercise asks the same routes: with `X-Exercise: <id>` (or `?exercise=<id>`) they answer from the
exercise's universe, to its members and nobody else.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from litestar import Request, get
from litestar.enums import ScopeType
from litestar.types import Message, Scope
from msgspec import Struct

from command.domain.facts import Role
from command.domain.facts.drill import DrillState, Form, PauseWhy, WallLayout
from command.domain.facts.drill import Part as DrillPart
from command.domain.universe import universe_of
from command.http.context import Context, Ctx
from command.http.problems import refused
from command.http.reader import credential_of, find_reader
from command.service.desk import Desk
from command.service.directory import Directory
from command.service.exercise import Exercise
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.exercises import open_ids

HEADER = "x-exercise"
MOST = 8
"""Exercises whose people this process keeps at a time; of those that run, or are being looked back at."""
FRESH_S = 1.0
"""So long who is in an exercise is not asked again."""


class Part(Struct, frozen=True, omit_defaults=True):
    """What the reader is in an exercise that is under way. `paused_why`: while it stands still."""

    id: str
    name: str
    form: Form
    state: DrillState
    part: DrillPart
    roles: list[Role]
    areas: list[str]
    layout: WallLayout
    paused_why: PauseWhy | None = None


class OwnExercises(Struct, frozen=True):
    """Exercises under way that the reader is in."""

    exercises: list[Part]


@dataclass
class _Known:
    exercise: Exercise
    desk: Desk
    read_at: float
    counting: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Exercises:
    """The exercises that this process is asked about, over connections of their own: real work never waits for them."""

    def __init__(self, database_url: str, district: Directory, desk_of: Callable[[Engine, str], Desk]) -> None:
        """`desk_of` makes the desk of a universe."""
        self._database_url = database_url
        self._district = district
        self._desk_of = desk_of
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._engines: tuple[Engine, Engine] | None = None

    @property
    def engines(self) -> tuple[Engine, Engine]:
        """Writing and reading, made when first needed."""
        if self._engines is None:
            url = self._database_url
            self._engines = (
                create_engine(url, pool_size=1, max_overflow=2, name="gridcommand-drill"),
                create_engine(url, pool_size=2, max_overflow=2, read_only=True, name="gridcommand-drill-reading"),
            )
        return self._engines

    async def context(self, base: Context, id_: str, person: str) -> Context | None:
        """The context of an exercise for somebody who may read it, else None: whether it exists or not."""
        known = await self._find(id_)
        if known is None or known.exercise.reader(person) is None:
            return None
        writing, reading = self.engines
        return replace(
            base,
            district=known.exercise.universe,
            area=base.area,
            exercise=id_,
            engine=writing,
            reading=reading,
            directory=known.exercise,
            desk=known.desk,
            counting=known.counting,
        )

    async def of(self, base: Context, person: str) -> list[Part]:
        """The exercises under way that somebody is in, as their socket is told at `connect`."""
        found = [await self._find(id_) for id_ in await open_ids(base.reading, base.area)]
        told = [known.exercise.told(person) for known in found if known is not None]
        return [msgspec.convert(one, Part) for one in told if one is not None]

    def desk(self, id_: str) -> Desk:
        """The desk of an exercise, whoever asks: who may is for the caller to say."""
        known = self._known.get(id_)
        return known.desk if known is not None else self._desk_of(self.engines[0], universe_of(id_))

    async def close(self) -> None:
        """Give the connections back."""
        for engine in self._engines or ():
            await engine.dispose()

    async def _find(self, id_: str) -> _Known | None:
        known = self._known.get(id_)
        if known is None:
            exercise = Exercise(id_, self._district)
            known = _Known(exercise, self._desk_of(self.engines[0], exercise.universe), float("-inf"))
        now = asyncio.get_running_loop().time()
        async with known.turn:
            if now - known.read_at > FRESH_S:
                await known.exercise.refresh(self.engines[1])
                known.read_at = asyncio.get_running_loop().time()
        if known.exercise.drill is None:
            return None
        self._known[id_] = known
        self._known.move_to_end(id_)
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return known


@get("/api/exercises", tags=["exercises"])
async def list_own(request: Request[Any, Any, Any], context: Ctx) -> OwnExercises:
    """The exercises under way that the reader is in: what the socket tells at `connect`. Of all others nothing."""
    base: Context = request.app.state["context"]
    reader = await find_reader(base, credential_of(request))
    return OwnExercises([] if base.exercises is None else await base.exercises.of(base, reader.person.id))


async def context_of(request: Request[Any, Any, Any]) -> Context:
    """The dependency `context`: the district's, or that of the exercise which the request names.

    Raises Refused or TokenError (401) for nobody, and Refused (404) for an exercise that the reader is not in.
    """
    base: Context = request.app.state["context"]
    asked = asked_for(request)
    if asked is None:
        return base
    reader = await find_reader(base, credential_of(request))
    found = await base.exercises.context(base, asked, reader.person.id) if base.exercises is not None else None
    if found is None:
        raise refused("exercise_unknown", exercise=asked[:64])
    return found


def asked_for(request: Request[Any, Any, Any]) -> str | None:
    """The id of the exercise that a request names: in its path, its header or its query."""
    named = request.path_params.get("exercise_id") or request.headers.get(HEADER)
    if named is None and b"exercise=" in request.scope.get("query_string", b""):
        named = request.query_params.get("exercise")
    return named or None


async def mark_file(message: Message, scope: Scope) -> None:
    """Before a response is sent: a file that was made in an exercise says so by its name, whatever it is."""
    if message["type"] != "http.response.start" or scope["type"] != ScopeType.HTTP:
        return
    files = [at for at, (name, _) in enumerate(message["headers"]) if name.lower() == b"content-disposition"]
    if not files or asked_for(Request(scope)) is None:
        return
    headers = list(message["headers"])
    for at in files:
        name, value = headers[at]
        headers[at] = name, value.replace(b'filename="', b'filename="EXERCISE-')
    message["headers"] = headers
