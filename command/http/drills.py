"""`/api/drills/{id}/…`: a drill begun, directed, joined and stopped. What it was planned as, see `http.drafts`.

What is decided in it are the socket's requests, in its own universe; who may, its own roles say. Starting one, and
stopping it at one touch, are for people of the real district.
"""

from datetime import datetime
from typing import Annotated, Any

from litestar import get, post
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler
from msgspec import Meta, Struct

from command.domain.draft import Draft
from command.domain.drill.common import running
from command.domain.drill.dryness import Dryness, dryness
from command.domain.facts.drill import EndWhy
from command.domain.kept.drill import Drill, DrillInject, DrillParticipant, Notice
from command.domain.picture import Person
from command.http.context import Context, Ctx
from command.http.outside import outside
from command.http.problems import Refused, refused
from command.http.reader import Asker
from command.http.twins import twin
from command.service import drills
from command.service.desk import Desk
from command.service.drills import NotNow
from command.store import exercises
from command.store.exercises import Exercise, ExerciseUnknown, Stale

_REAL = {"operator", "coordinator"}
_ABOUT = "/api/drills/{exercise_id:str}"
_INJECT = f"{_ABOUT}/injects/{{inject_id:str}}"
_PERSON = f"{_ABOUT}/participants/{{person_id:str}}"


class Starting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`version`: of the plan as it was last seen; another one is not started."""

    version: Annotated[int, Meta(ge=1)]


class Stopping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why it ends."""

    why: EndWhy = "real_event"


class Joining(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`code`: as the director shows it; capitals and what stands between letters do not matter."""

    code: Annotated[str, Meta(min_length=1, max_length=40)]


class Code(Struct, frozen=True):
    """A sign-in code. It is told once, and worth nothing as soon as there is another."""

    code: str


class Standing(Struct, frozen=True, kw_only=True):
    """A drill as its directors see it. Injects in the order in which they come or came; times UTC; `now` is the
    exercise's time, which is the district's; `ways`: messengers and SMS that it may use beyond the screen;
    `has_code`: whether there is a sign-in code; `dry`: while it is under way, whether people are left to play it."""

    id: str
    state: str
    number: int
    now: datetime
    drill: Drill | None = None
    participants: list[DrillParticipant] = []
    injects: list[DrillInject] = []
    notices: list[Notice] = []
    ways: list[str] = []
    has_code: bool = False
    dry: Dryness | None = None


@post("/api/drills/{drill_id:str}/start", status_code=200, tags=["drills"])
async def start_drill(context: Ctx, reader: Asker, drill_id: FromPath[str], data: JSONBody[Starting]) -> Standing:
    """STARTEX: its universe is made, with everything that the plan says, or nothing at all."""
    found = await _found(context, drill_id)
    if "coordinator" not in reader.person.roles and "director" not in _parts(found, reader.person):
        raise refused("exercise_unknown" if not _knows(found, reader.person) else "not_allowed")
    desk = _desk(context, drill_id)
    areas, by = context.directory.areas, reader.person
    try:
        await drills.begin(context.engine, context.desk, areas, drill_id, data.version, by, desk=desk)
    except NotNow as no:
        raise Refused(no.refusal) from None
    except Stale as stale:
        raise refused("drill_stale", version=stale.version) from None
    return await _standing(desk, await _found(context, drill_id))


@post("/api/drills/{drill_id:str}/stop", status_code=200, tags=["drills"])
async def stop_drill(context: Ctx, reader: Asker, drill_id: FromPath[str], data: JSONBody[Stopping]) -> Standing:
    """Everything of the drill ends at one touch: by a director, or by any operator or coordinator of the district."""
    found = await _found(context, drill_id)
    if found.state == "draft" or not (_REAL.intersection(reader.person.roles) or _directs(found, reader.person)):
        raise refused("not_allowed" if _knows(found, reader.person) else "exercise_unknown")
    desk = _desk(context, drill_id)
    if found.state != "over":
        await _done(drills.end(desk, reader.person, data.why))
    return await _standing(desk, await _found(context, drill_id))


@get("/api/drills/{drill_id:str}/progress", tags=["drills"])
async def get_progress(context: Ctx, reader: Asker, drill_id: FromPath[str]) -> Standing:
    """What has come, what is to come, and who is in it: for whoever directs or watches it, and for coordinators and
    auditors who do not play in it."""
    found = await _found(context, drill_id)
    if not _sees_script(found, reader.person):
        raise refused("not_allowed" if _knows(found, reader.person) else "exercise_unknown")
    if found.state == "draft":
        return Standing(id=found.id, state=found.state, number=0, now=context.now())
    return await _standing(_desk(context, drill_id), found)


@post("/api/drills/{drill_id:str}/code", status_code=200, tags=["drills"])
async def make_code(context: Ctx, reader: Asker, drill_id: FromPath[str]) -> Code:
    """A new sign-in code; the one before is worth nothing any more."""
    found = await _found(context, drill_id)
    if "coordinator" not in reader.person.roles and not _directs(found, reader.person):
        raise refused("not_allowed" if _knows(found, reader.person) else "exercise_unknown")
    return Code(await _done(drills.open_sign_in(context.engine, context.area, drill_id)))


@post("/api/drills/join", status_code=200, tags=["drills"])
async def join_drill(context: Ctx, reader: Asker, data: JSONBody[Joining]) -> dict[str, str]:
    """Join a drill under way by its code, as what one is in the district: the drill's id."""
    wait_s = context.guesses.wait_s(reader.person.id)
    if wait_s:
        seconds = max(1, round(wait_s + 0.5))
        raise refused("rate_limited", retry_after_s=float(seconds), seconds=seconds)
    try:
        drill = await drills.of_code(context.engine, context.area, data.code)
    except NotNow as no:
        context.guesses.count(reader.person.id)
        raise Refused(no.refusal) from None
    await _done(drills.sign_in(_desk(context, drill), reader.person))
    return {"id": drill}


@post("/api/drills/{drill_id:str}/leave", status_code=200, tags=["drills"])
async def leave_drill(context: Ctx, reader: Asker, drill_id: FromPath[str]) -> dict[str, str]:
    """Out of the drill, at one's own word; a director can let one in again."""
    await _found(context, drill_id)
    try:
        await drills.take_out(_desk(context, drill_id), reader.person.id)
    except NotNow as no:
        if no.refusal.code == "participant_unknown":
            raise refused("exercise_unknown", exercise=drill_id[:64]) from None
        raise Refused(no.refusal) from None
    return {"id": drill_id}


async def _done(doing: Any) -> Any:
    try:
        return await doing
    except NotNow as no:
        raise Refused(no.refusal) from None


async def _found(context: Context, id_: str) -> Exercise:
    try:
        return await exercises.load(context.engine, context.area, id_)
    except ExerciseUnknown:
        raise refused("exercise_unknown", exercise=id_[:64]) from None


def _desk(context: Context, id_: str) -> Desk:
    """The drill's desk in this process. Raises Refused where there are none."""
    if context.exercises is None:
        raise refused("exercise_unknown", exercise=id_[:64])
    return context.exercises.desk(id_)


async def _standing(desk: Desk, found: Exercise) -> Standing:
    def look(draft: Draft) -> Standing:
        picture, drill = draft.picture, running(draft.picture)
        return Standing(
            id=found.id,
            state=found.state,
            has_code=found.has_code,
            dry=dryness(picture, draft.now),
            number=picture.number,
            now=draft.now,
            drill=drill,
            participants=list(picture.participants.values()),
            injects=sorted(picture.injects.values(), key=lambda one: one.given_at or one.due or one.planned_for),
            notices=list(picture.notices.values()),
            ways=list(draft.policy.drill_ways) if drill is not None and drill.plan.form != "tabletop" else [],
        )

    return await desk.look(look)


def _parts(found: Exercise, person: Person) -> set[str]:
    return {one.part for one in found.plan.participants if one.person == person.id}


def _directs(found: Exercise, person: Person) -> bool:
    return "director" in _parts(found, person)


def _knows(found: Exercise, person: Person) -> bool:
    """Whether somebody may know that there is such a drill: whoever is in it, and those who may start or stop one."""
    if _parts(found, person) and found.state != "draft":
        return True
    return bool({"coordinator", "auditor"}.intersection(person.roles)) or (
        found.state in ("running", "paused") and "operator" in person.roles
    )


def _sees_script(found: Exercise, person: Person) -> bool:
    parts = _parts(found, person)
    if parts & {"director", "observer"}:
        return True
    plays = "player" in parts and found.state != "over"
    return not plays and bool({"coordinator", "auditor"}.intersection(person.roles))


ROUTES: list[ControllerRouterHandler] = [
    outside(start_drill, stop_drill, get_progress, make_code, join_drill, leave_drill),
    twin("drill.hold", f"{_INJECT}/hold", "An inject does not come until it is released.", "drills"),
    twin("drill.release", f"{_INJECT}/release", "An inject comes now, or in a while.", "drills"),
    twin("drill.skip", f"{_INJECT}/skip", "An inject does not come at all.", "drills"),
    twin("drill.repeat", f"{_INJECT}/repeat", "An inject comes once more.", "drills"),
    twin("drill.add", f"{_ABOUT}/injects", "An inject that the script has not.", "drills"),
    twin("drill.answer", f"{_INJECT}/answer", "A message or contact test is answered.", "drills"),
    twin("drill.pause", f"{_ABOUT}/pause", "The drill stands still.", "drills"),
    twin("drill.resume", f"{_ABOUT}/resume", "The drill goes on.", "drills"),
    twin("drill.take", f"{_PERSON}/take", "Somebody is out of the drill.", "drills"),
    twin("drill.readmit", f"{_PERSON}/readmit", "Somebody is in the drill again.", "drills"),
    twin("drill.note", f"{_ABOUT}/notes", "What an observer saw.", "drills"),
]
