"""Drills begun, stopped and joined: what is decided about a drill from outside its universe.

Nothing here writes to the district: it is looked at, and what was seen is carried into the drill's own ledger.
"""

import hashlib
import secrets
from collections.abc import Callable

import msgspec
from msgspec import Struct

from command.domain import facts as f
from command.domain.area import AreaIndex
from command.domain.draft import Draft
from command.domain.drill.checking import Ground
from command.domain.drill.common import running
from command.domain.drill.findings import Finding, forbids
from command.domain.drill.readiness import check_start, standing
from command.domain.drill.running import stop
from command.domain.drill.starting import Beginning, carried_of, join, start
from command.domain.drill.taking import take
from command.domain.facts.drill import DrillPlan, EndWhy, Participant
from command.domain.facts.script import Script
from command.domain.picture import Person
from command.domain.place import Spot
from command.domain.refusals import Refusal, refuse
from command.domain.universe import universe_of
from command.service.desk import Committed, Desk, Reach, Work
from command.service.scripts import asked_lately
from command.store import exercises, universe
from command.store.engine import Connection, Engine
from command.store.exercises import Exercise
from command.store.ledger import GENESIS
from command.store.requests import Key, Known
from command.store.rows import Answered

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Nothing that is misread from a screen."""
_LENGTH = 8
"""Thirty-nine bits, for some hours, behind the limit on failures of whoever is signed in."""


class NotNow(Exception):
    """It cannot be done; `refusal` says why, `findings` what was found before a start."""

    def __init__(self, refusal: Refusal, findings: list[Finding] | None = None) -> None:
        super().__init__(" ".join([refusal.code, *(one.en for one in findings or [])]))
        self.refusal = refusal
        self.findings = findings or []


class _Seen(Struct, frozen=True):
    """The district as a start finds it."""

    people: dict[str, Person]
    carried: dict[str, dict[str, Struct]]
    findings: list[Finding]


def desk_of(engine: Engine, exercise: str, areas: AreaIndex, reach: Reach | None = None, *, like: Desk) -> Desk:
    """A drill's desk in this process. `like`: the district's, whose policy it has; `reach`: who the district hears."""
    return Desk(engine, universe_of(exercise), areas, reach, like.policy)


async def begin(
    engine: Engine, district: Desk, areas: AreaIndex, exercise: str, version: int, by: Person, *, desk: Desk
) -> Committed:
    """Start a draft that stands at `version`, in one transaction of its own universe (`desk`).

    Raises NotNow, and `exercises.ExerciseUnknown` and `Stale`. Whoever starts it twice is refused.
    """
    found = await exercises.load(engine, district.universe, exercise)
    _require_draft(found, version)
    seen = await _look(district, areas, found.plan, found.script, await _others(engine, district.universe, exercise))
    wrong = forbids(seen.findings, found.plan.overridden)
    if wrong:
        raise NotNow(refuse("drill_not_ready", count=len(wrong), first=wrong[0].zh, first_en=wrong[0].en), wrong)
    beginning = Beginning(
        exercise=exercise,
        plan=found.plan,
        script=found.script,
        people=seen.people,
        carried=seen.carried,
        spots=_spots(areas, found.script),
        by=by.id,
        by_name=by.name,
    )
    async with engine.begin() as connection:
        await exercises.make_universe(
            connection, district.universe, universe_of(exercise), GENESIS, universe.new_epoch()
        )
    return await desk.transact(_starting(district.universe, beginning, version))


def _starting(district: str, beginning: Beginning, version: int) -> Work:
    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        _require_draft(await exercises.lock(connection, district, beginning.exercise), version)
        refusal = start(draft, beginning)
        if refusal is not None:
            raise NotNow(refusal)
        await exercises.follow(connection, beginning.exercise, await universe.head(connection, district))
        return []

    return work


def _require_draft(found: Exercise, version: int) -> None:
    if found.state != "draft":
        raise NotNow(refuse("drill_over" if found.state == "over" else "drill_running"))
    if found.version != version:
        raise exercises.Stale(found.version)


async def _look(district: Desk, areas: AreaIndex, plan: DrillPlan, script: Script, others: dict[str, str]) -> _Seen:
    asked = await asked_lately(district)

    def look(draft: Draft) -> _Seen:
        picture = draft.picture
        ground = Ground(areas=areas, people=picture.people, units=picture.units)
        real = standing(draft, others, asked)
        found = check_start(plan, script, ground, real)
        named = {one.person for one in plan.participants}
        people = {id_: msgspec.structs.replace(one) for id_, one in picture.people.items() if id_ in named}
        return _Seen(people, carried_of(picture, plan), found)

    return await district.look(look)


async def _others(engine: Engine, district: str, exercise: str) -> dict[str, str]:
    """Who is in another drill that has begun, and its name."""
    begun = [one for one in await exercises.open_ones(engine, district) if one.id != exercise]
    return {who.person: one.plan.name for one in begun for who in one.plan.participants}


def _spots(areas: AreaIndex, script: Script) -> dict[int, Spot]:
    places = ((one.number, getattr(one.content, "place", None)) for one in script.injects)
    found = ((number, areas.resolve(place)) for number, place in places if place is not None)
    return {number: spot for number, spot in found if spot is not None}


async def end(desk: Desk, by: Person, why: EndWhy = "real_event") -> Committed:
    """真实事件: somebody of the real district stops a drill at one touch, in it or not. Raises NotNow."""
    return await _decide(desk, lambda draft: stop(draft, why, by=by.id))


async def take_out(desk: Desk, person: str) -> Committed:
    """Somebody leaves a drill of their own accord. Raises NotNow."""
    return await _decide(desk, lambda draft: take(draft, person, "left"))


async def open_sign_in(engine: Engine, district: str, exercise: str) -> str:
    """A new code by which units and residents join; the one before is worth nothing any more. Raises NotNow."""
    found = await exercises.load(engine, district, exercise)
    if not found.plan.sign_in:
        raise NotNow(refuse("drill_no_code"))
    if found.state == "over":
        raise NotNow(refuse("drill_over"))
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    await exercises.set_code(engine, district, exercise, code_hash(code))
    return code


async def of_code(engine: Engine, district: str, code: str) -> str:
    """The drill under way that a code belongs to. Raises NotNow."""
    exercise = await exercises.of_code(engine, district, code_hash(code))
    if exercise is None:
        raise NotNow(refuse("drill_code"))
    return exercise


async def sign_in(desk: Desk, person: Person) -> Committed:
    """Somebody joins by a code, as what they are in the district. Raises NotNow."""

    def decide(draft: Draft) -> Refusal | None:
        drill = running(draft.picture)
        if drill is None or drill.state == "over":
            return refuse("drill_over")
        if person.id in draft.picture.participants:
            return refuse("participant_in")
        roles: list[f.Role] = [one for one in person.roles if one not in ("admin", "device", "auditor")]
        join(draft, Participant(person=person.id, roles=roles, areas=list(person.areas)), person, guest=True)
        return None

    return await _decide(desk, decide)


def code_hash(code: str) -> bytes:
    """What of a sign-in code is kept: SHA-256 of it in capitals, without what people put between its letters."""
    return hashlib.sha256("".join(one for one in code.upper() if one.isalnum()).encode()).digest()


async def _decide(desk: Desk, decide: Callable[[Draft], Refusal | None]) -> Committed:
    async def work(draft: Draft, connection: Connection, _: dict[Key, Known]) -> list[Answered]:
        refusal = decide(draft)
        if refusal is not None:
            raise NotNow(refusal)
        return []

    return await desk.transact(work)
