"""`/api/drills`: drills as documents. What is planned, of which script, with whom; changed only until it starts.

A plan names who plays what and holds the script: coordinators see all of them, whoever directs a drill that one.
"""

from datetime import datetime
from typing import Annotated

from litestar import delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from command.domain.drill.sheet.tidy import tidied
from command.domain.facts.drill import DrillPlan, DrillState
from command.domain.facts.script import Script
from command.http.context import Context, Ctx
from command.http.outside import outside
from command.http.performing import Key, request_id
from command.http.problems import refused
from command.http.reader import Asker, Reader
from command.store import evaluations, exercises
from command.store.exercises import Exercise, ExerciseUnknown, Stale

_LARGEST = 2 * 1024 * 1024


class DrillLine(Struct, frozen=True, kw_only=True):
    """A drill in a list. `injects`: of its script; `people`: by part; `unmade`: it is over and has no evaluation yet,
    and making it has failed so often."""

    id: str
    state: DrillState
    plan: DrillPlan
    script: str
    injects: int
    people: dict[str, int]
    version: int
    changed_by: str
    changed_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    unmade: int | None = None


class DrillList(Struct, frozen=True, kw_only=True):
    """Drills, the latest changed first. `names`: of those who changed them, by id."""

    drills: list[DrillLine]
    names: dict[str, str]


class Planning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be kept. `version`: of the document that it was made from, 0 for a new one."""

    plan: DrillPlan
    script: Script
    version: Annotated[int, Meta(ge=0)] = 0


@get("/api/drills", tags=["drills"])
async def list_drills(context: Ctx, reader: Asker) -> DrillList:
    """Every drill for coordinators and auditors; for others those that they direct or watch."""
    found = await exercises.listed(context.reading, context.district)
    shown = [one for one in found if _sees(reader, one)]
    people = ((one.changed_by, context.directory.person(one.changed_by)) for one in shown)
    names = {id_: person.name for id_, person in people if person is not None}
    unmade = await evaluations.unmade(context.reading, context.district)
    return DrillList(drills=[_line(one, unmade.get(one.id)) for one in shown], names=names)


@get("/api/drills/{drill_id:str}", tags=["drills"])
async def get_drill(context: Ctx, reader: Asker, drill_id: FromPath[str]) -> Exercise:
    """A drill with its plan and script."""
    found = await _found(context, drill_id)
    if not _sees(reader, found):
        raise refused("exercise_unknown", exercise=drill_id)
    return found


@post("/api/drills", status_code=201, tags=["drills"], request_max_body_size=_LARGEST)
async def post_drill(context: Ctx, reader: Asker, data: JSONBody[Planning], idempotency_key: Key = None) -> Exercise:
    """Plan a drill. The same key again makes none besides."""
    if "coordinator" not in reader.person.roles:
        raise refused("not_allowed")
    id_ = request_id(idempotency_key) if idempotency_key is not None else context.new_id()
    script = tidied(data.script)
    return await exercises.create(context.engine, context.district, id_, data.plan, script, reader.person.id)


@put("/api/drills/{drill_id:str}", tags=["drills"], request_max_body_size=_LARGEST)
async def put_drill(context: Ctx, reader: Asker, drill_id: FromPath[str], data: JSONBody[Planning]) -> Exercise:
    """Change what is planned; refused when somebody was faster, and once it has started."""
    found = await _found(context, drill_id)
    _require_director(reader, found)
    _require_draft(found)
    script, by = tidied(data.script), reader.person.id
    try:
        return await exercises.save(context.engine, context.district, drill_id, data.version, data.plan, script, by)
    except Stale as stale:
        raise refused("drill_stale", version=stale.version) from None


@delete("/api/drills/{drill_id:str}", status_code=204, tags=["drills"])
async def drop_drill(context: Ctx, reader: Asker, drill_id: FromPath[str], version: FromQuery[int]) -> None:
    """Throw a plan away."""
    found = await _found(context, drill_id)
    _require_director(reader, found)
    _require_draft(found)
    try:
        await exercises.drop(context.engine, context.district, drill_id, version)
    except Stale as stale:
        raise refused("drill_stale", version=stale.version) from None


async def _found(context: Context, id_: str) -> Exercise:
    try:
        return await exercises.load(context.engine, context.district, id_)
    except ExerciseUnknown:
        raise refused("exercise_unknown", exercise=id_) from None


def _line(one: Exercise, unmade: int | None) -> DrillLine:
    people: dict[str, int] = {}
    for participant in one.plan.participants:
        people[participant.part] = people.get(participant.part, 0) + 1
    return DrillLine(
        id=one.id,
        state=one.state,
        plan=one.plan,
        script=one.script.name,
        injects=len(one.script.injects),
        people=people,
        version=one.version,
        changed_by=one.changed_by,
        changed_at=one.changed_at,
        started_at=one.started_at,
        ended_at=one.ended_at,
        unmade=unmade,
    )


def _parts(reader: Reader, drill: Exercise) -> set[str]:
    return {one.part for one in drill.plan.participants if one.person == reader.person.id}


def _sees(reader: Reader, drill: Exercise) -> bool:
    """Whoever directs or watches it; coordinators and auditors all others. Once it has begun whoever plays does not,
    before it is over: they must not know the script."""
    parts = _parts(reader, drill)
    if parts & {"director", "observer"}:
        return True
    plays = "player" in parts and drill.state in {"running", "paused"}
    return not plays and bool({"coordinator", "auditor"}.intersection(reader.person.roles))


def _require_director(reader: Reader, drill: Exercise) -> None:
    if "coordinator" not in reader.person.roles and "director" not in _parts(reader, drill):
        if not _sees(reader, drill):
            raise refused("exercise_unknown", exercise=drill.id)
        raise refused("not_allowed")


def _require_draft(drill: Exercise) -> None:
    if drill.state != "draft":
        raise refused("drill_over" if drill.state == "over" else "drill_running")


ROUTES = [
    outside(
        list_drills,
        get_drill,
        post_drill,
        put_drill,
        drop_drill,
    )
]
