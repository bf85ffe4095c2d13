"""Durable requests, taken: each is decided once, whoever sent it how often, and answered by exactly one fact."""

import asyncio
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from command.clock import district_time, now_ms
from command.domain import facts as f
from command.domain.area import AreaIndex
from command.domain.decide import decide
from command.domain.draft import Draft
from command.domain.picture import Person, Picture
from command.domain.place import Place, Spot
from command.domain.refusals import Refusal, refuse
from command.domain.safety.sos import locate
from command.domain.sender import Asked, Resident
from command.domain.situation import Past
from command.service.desk import Committed, Desk
from command.service.sitreps import count_since
from command.store import requests as past_requests
from command.store import residents
from command.store.engine import Connection
from command.store.requests import Key, Known
from command.store.rows import Answered, content_hash
from command.wire.requests import (
    DURABLE,
    AddInject,
    AdvanceAssignment,
    AnswerOffer,
    ConfirmArrival,
    CorrectSitrep,
    CutSitrep,
    Durable,
    MakeCallBack,
    PressButton,
    RaiseSos,
    ReopenIncident,
)


class Received(Struct, frozen=True):
    """A durable request as the inbox keeps it. `body`: its data as JSON; `content`: 32 bytes; `at_ms`: when the
    gateway received it, since 1970, UTC. `language`: of the page it was asked on, when not the sender's own."""

    method: str
    sender: str
    id: str
    body: bytes
    content: bytes
    at_ms: int
    language: str = ""

    @property
    def key(self) -> Key:
        """By what a resend is recognised."""
        return self.sender, self.method, self.id


_encode_in_order = msgspec.json.Encoder(order="deterministic").encode
_DECODERS = {method: msgspec.json.Decoder(kind) for method, kind in DURABLE.items()}


def canonical(data: dict[str, object]) -> bytes:
    """The content hash (32 bytes) of a request's data, whatever the order of its members; its `id` is not content."""
    rest = dict(data)
    rest.pop("id", None)
    return content_hash(_encode_in_order(rest))


class Taken(Struct, frozen=True):
    """What was committed, and how many of the requests, from the front, were decided in it."""

    committed: Committed
    decided: int


BUDGET_S = 0.2
"""A transaction decides no longer than this: the lock is everybody's, and PostgreSQL ends who keeps it idle for 1 s."""
AHEAD_S = 0.012
"""What is decided ahead is decided in short turns: an answer waits for the whole of its own turn and of the next one,
and each report needs three of them (offer, accept, done) until its worker is free again."""


async def take(desk: Desk, received: list[Received], areas: AreaIndex, *, token: int | None = None) -> Committed:
    """Decide all of them, in their order, however many transactions it takes; what the last one committed."""
    rest = received
    while True:
        taken = await take_some(desk, rest, areas, token=token)
        rest = rest[taken.decided :]
        if not rest:
            return taken.committed


async def take_ahead(
    desk: Desk, received: list[Received], areas: AreaIndex, *, token: int
) -> "tuple[asyncio.Task[Committed], int] | None":
    """Decide as many as there is time for, before the lock (see `Desk.ahead`): the commit under way, and how many.

    None, and nothing was decided, when something must be looked up first. What was answered before is not looked for:
    remembering an answer twice fails, and then all of it is Overtaken.
    """
    decided = 0

    def work(draft: Draft) -> list[Answered]:
        nonlocal decided
        draft.situation.past = Past()
        answered, decided = _decide_all(draft, received, read, {}, areas, {}, AHEAD_S)
        return answered

    read = [_read(one) for one in received]
    picture = desk.picture
    if picture is None or any(map(_must_look, read)) or any(_over(picture, read)):
        return None
    flight = await desk.ahead(work, token=token)
    return None if flight is None else (flight, decided)


def _must_look(request: Durable | Refusal) -> bool:
    """Whether a request can't be decided from the picture alone: whose button it is stands in the registry, and what
    a report upward counts has partly left the picture."""
    return isinstance(request, PressButton | CutSitrep | CorrectSitrep)


async def take_some(desk: Desk, received: list[Received], areas: AreaIndex, *, token: int | None = None) -> Taken:
    """Decide as many as a transaction has time for, at least one. What was answered before is left alone."""
    decided = 0

    async def work(draft: Draft, connection: Connection, known: dict[Key, Known]) -> list[Answered]:
        nonlocal decided
        read = [_read(one) for one in received]
        draft.situation.past = await _past(draft, desk.universe, connection, read)
        if any(isinstance(request, CutSitrep | CorrectSitrep) for request in read):
            await count_since(draft, desk.universe, connection)
        pressed = [one.sender for one, request in zip(received, read, strict=True) if isinstance(request, PressButton)]
        homes = await residents.of_devices(connection, pressed)
        answered, decided = _decide_all(draft, received, read, known, areas, homes, BUDGET_S)
        return answered

    committed = await desk.transact(work, token=token, asked=[one.key for one in received])
    return Taken(committed, decided)


def _decide_all(
    draft: Draft,
    received: list[Received],
    read: list[Durable | Refusal],
    known: dict[Key, Known],
    areas: AreaIndex,
    homes: dict[str, Resident],
    budget_s: float,
) -> tuple[list[Answered], int]:
    """The answers to those that were not answered before, and how many there was time to look at, at least one."""
    answered: dict[Key, Answered] = {}
    ends = _now_s() + budget_s
    decided = 0
    for one, request in zip(received, read, strict=True):
        before = known.get(one.key) or answered.get(one.key)
        if before is None:
            answered[one.key] = _decide(draft, one, request, areas, homes)
        elif before.content_hash != one.content:
            _answer_refusal(draft, one, refuse("id_conflict"))
        decided += 1
        if _now_s() > ends:
            break
    return list(answered.values()), decided


def _now_s() -> float:
    return asyncio.get_running_loop().time()


async def perform(desk: Desk, sender: str, method: str, data: dict[str, object], areas: AreaIndex) -> Known:
    """One request, decided at once (for HTTP). Its outcome is that of its first time. Raises ConflictingId."""
    if desk.exercise is not None:
        data = {**data, "exercise": desk.exercise}
    one = Received(method, sender, str(data["id"]), msgspec.json.encode(data), canonical(data), now_ms())
    await take(desk, [one], areas)
    known = (await past_requests.look_up(desk.engine, desk.universe, [one.key])).get(one.key)
    if known is None or known.content_hash != one.content:
        raise ConflictingId
    return known


class ConflictingId(Exception):
    """The id was used before for something else."""


def _read(one: Received) -> Durable | Refusal:
    decoder = _DECODERS.get(one.method)
    if decoder is None:
        return refuse("unknown_method", method=one.method)
    try:
        return decoder.decode(one.body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return refuse("invalid", detail=str(error))


_AGAIN = MakeCallBack | ReopenIncident
"""Requests that may open an incident again: its last state is needed."""


async def _past(draft: Draft, universe: str, connection: Connection, read: list[Durable | Refusal]) -> Past:
    return await past_requests.past(connection, universe, *_over(draft.picture, read))


def _over(picture: Picture, read: list[Durable | Refusal]) -> tuple[list[str], ...]:
    """Offers, assignments and incidents that the requests speak of and that are not open: they are looked up."""
    offers = [r.offer for r in read if isinstance(r, AnswerOffer)]
    work = [r.assignment for r in read if isinstance(r, AdvanceAssignment | ConfirmArrival)]
    about = [incident for r in read if isinstance(incident := getattr(r, "incident", None), str)]
    again = [r.incident for r in read if isinstance(r, _AGAIN)]
    return (
        [o for o in offers if o not in picture.offers],
        [a for a in work if a not in picture.assignments],
        [i for i in about if i not in picture.incidents],
        [i for i in again if i not in picture.incidents],
    )


def _decide(
    draft: Draft, one: Received, request: Durable | Refusal, areas: AreaIndex, homes: dict[str, Resident]
) -> Answered:
    start = len(draft.facts)
    sender = draft.picture.people.get(one.sender)
    if isinstance(request, Refusal):
        _answer_refusal(draft, one, request)
    elif sender is None:
        _answer_refusal(draft, one, refuse("not_allowed"))
    else:
        decide(draft, _asked(draft, one, sender, request, areas, homes), one.method, request)
    number, outcome = _outcome(draft, start, one.id)
    return Answered(one.sender, one.method, one.id, one.content, number, outcome)


def _asked(
    draft: Draft, one: Received, sender: Person, request: Durable, areas: AreaIndex, homes: dict[str, Resident]
) -> Asked:
    at = district_time(datetime.fromtimestamp(one.at_ms / 1000, UTC))
    if isinstance(request, PressButton):
        resident = homes.get(sender.id)
        spot = resident.spot if resident is not None else _home_of(sender, areas)
        return Asked(sender, one.id, at, spot, resident, language=one.language)
    if isinstance(request, RaiseSos):
        spot, whence = locate(draft.situation, areas, sender, request.place)
        return Asked(sender, one.id, at, spot, whence=whence, language=one.language)
    place = getattr(request.inject.content if isinstance(request, AddInject) else request, "place", None)
    spot = areas.resolve(place) if place is not None else None
    return Asked(sender, one.id, at, spot, language=one.language)


def _home_of(device: Person, areas: AreaIndex) -> Spot | None:
    """Where a button hangs whose resident nobody wrote down: in the grid or area it was given out for."""
    for code in device.areas:
        area = areas.get(code)
        if area is not None:
            exact = area.level == "grid"
            return areas.resolve(Place(grid=code) if exact else Place(lat=area.lat, lon=area.lon))
    return None


def _answer_refusal(draft: Draft, one: Received, refusal: Refusal) -> None:
    sender = draft.picture.people.get(one.sender)
    told = refusal.told(one.language or (sender.language if sender is not None else "zh-CN"))
    draft.add(f.RequestRefused(request=one.id, method=one.method, refusal=told), one.sender)


def _outcome(draft: Draft, start: int, request: str) -> tuple[int, str]:
    """The number of the fact that answers a request, and what a resend is told."""
    found = [d for d in draft.facts[start:] if getattr(d.fact, "request", None) == request]
    if len(found) != 1:
        raise AssertionError(f"a request must be answered by one fact, not {len(found)}")
    fact = found[0].fact
    if isinstance(fact, f.RequestRefused):
        return found[0].number, msgspec.json.encode({"status": "refused", "refusal": fact.refusal}).decode()
    named = (
        "report",
        "incident",
        "outcome",
        "assignment",
        "offer",
        "why",
        "to",
        "person",
        "task",
        "press",
        "button",
        "rollcall",
        "day",
        "round",
        "visit",
        "care",
        "alert",
        "supervision",
        "handover",
        "referral",
        "category",
        "version",
        "slot",
        "unit",
        "sos",
        "timer",
        "group",
        "plan",
        "plans",
        "turns",
        "override",
        "item",
        "swap",
        "leave",
        "relief",
        "side",
        "about",
        "call",
        "warning",
        "warnings",
        "cancel",
        "proposal",
        "bulletin",
        "evacuation",
        "evacuee",
        "shelter",
        "storm",
        "summons",
        "response_plan",
        "level",
        "grid_task",
        "sitrep",
        "issue",
        "inject",
        "participant",
    )
    told = {name: getattr(fact, name) for name in named if getattr(fact, name, None) is not None}
    return found[0].number, msgspec.json.encode({"status": "stored", **told}).decode()


async def set_aside(
    desk: Desk, one: Received, entry: str, fields: bytes, error: str, *, token: int | None
) -> Committed:
    """Put away an entry that fails by its own content: the sender is answered and an operator has a task."""

    async def work(draft: Draft, connection: Connection, known: dict[Key, Known]) -> list[Answered]:
        if known:
            return []
        task = draft.new_id()
        await past_requests.keep_set_aside(
            connection, task=task, universe=desk.universe, entry=entry, fields=fields, error=error, at=draft.now
        )
        draft.add(
            f.EntrySetAside(task=task, entry=entry, method=one.method, sender=one.sender, request=None, error=error)
        )
        start = len(draft.facts)
        _answer_refusal(draft, one, refuse("set_aside"))
        number, outcome = _outcome(draft, start, one.id)
        return [Answered(one.sender, one.method, one.id, one.content, number, outcome)]

    return await desk.transact(work, token=token, asked=[one.key])
