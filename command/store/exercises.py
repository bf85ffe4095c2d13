"""Drills as documents: the rows of `exercise`. Every change is notified on the channel `exercise` with the drill's id.

Before STARTEX a drill is only such a row (state `draft`). At STARTEX its universe is made; from then on the row follows
the drill's own ledger, in the same transaction (`write`), and plan and script stand as they were.

How others use it: `load` and `listed` read; `create` and `save` write drafts (`save` raises `Stale` when somebody was
faster); `open_ones` names the drills that have a universe and are not over; `listen(url, NOTIFIED, poll_s=…)` wakes.
"""

from datetime import datetime

import msgspec
from msgspec import Struct
from sqlalchemy import Row, text

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.drill import DrillPlan, DrillState
from command.domain.facts.script import Script
from command.domain.universe import exercise_of
from command.store.batch import Batch
from command.store.engine import Connection, Engine

NOTIFIED = "exercise"
"""The channel (see `store.listen`) on which a drill's id is notified when its row changed."""


class Exercise(Struct, frozen=True, kw_only=True):
    """One drill's document. Times UTC. `version`: of the document; `has_code`: it can be joined by a code."""

    id: str
    district: str
    state: DrillState
    plan: DrillPlan
    script: Script
    version: int
    made_by: str
    made_at: datetime
    changed_by: str
    changed_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    has_code: bool = False


class Stale(Exception):
    """Somebody has changed the document meanwhile, or it is no draft any more. `version`: as it stands now."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the document is at version {version}")
        self.version = version


class ExerciseUnknown(LookupError):
    """There is no such drill in this district."""


_COLUMNS = (
    "id, district, state, plan, script, version, made_by, made_at, changed_by, changed_at, started_at, ended_at, "
    "sign_in IS NOT NULL AS has_code"
)
_ONE = text(f"SELECT {_COLUMNS} FROM exercise WHERE district = :district AND id = :id")
_ALL = text(
    f"SELECT {_COLUMNS} FROM exercise WHERE district = :district "
    "AND (CAST(:states AS text[]) = '{}' OR state = ANY(CAST(:states AS text[]))) "
    "ORDER BY changed_at DESC, id LIMIT :limit"
)
_OPEN_IDS = text("SELECT id FROM exercise WHERE district = :district AND state IN ('running', 'paused') ORDER BY id")
_CREATE = text(
    "INSERT INTO exercise (id, district, state, plan, script, version, made_by, made_at, changed_by, changed_at) "
    "VALUES (:id, :district, 'draft', :plan, :script, 1, :by, clock_timestamp(), :by, clock_timestamp()) "
    "ON CONFLICT (id) DO NOTHING RETURNING id"
)
_SAVE = text(
    "UPDATE exercise SET plan = :plan, script = :script, version = version + 1, changed_by = :by, "
    "changed_at = clock_timestamp() WHERE district = :district AND id = :id AND version = :version "
    "AND state = 'draft' RETURNING id"
)
_DROP = text("DELETE FROM exercise WHERE district = :district AND id = :id AND version = :version AND state = 'draft'")
_NOTIFY = text("SELECT pg_notify('exercise', :id)")
_CODE = text("UPDATE exercise SET sign_in = :hash WHERE district = :district AND id = :id RETURNING id")
_BY_CODE = text(
    "SELECT id FROM exercise WHERE district = :district AND sign_in = :hash AND state IN ('running', 'paused')"
)
_LOCK = text(f"SELECT {_COLUMNS} FROM exercise WHERE district = :district AND id = :id FOR UPDATE")
_STARTED = text("UPDATE exercise SET followed = :followed WHERE id = :id")
_FOLLOWED = text("SELECT followed FROM exercise WHERE id = :id")
_CLOCK = text(
    "INSERT INTO universe (universe, hash, now, epoch, ahead, rate, rate_from) "
    "SELECT :universe, :hash, d.now, :epoch, d.ahead, d.rate, d.rate_from FROM universe d "
    "WHERE d.universe = :district ON CONFLICT DO NOTHING"
)


async def load(engine: Engine, district: str, id_: str) -> Exercise:
    """One drill, whatever its state. Raises ExerciseUnknown."""
    async with engine.connect() as connection:
        row = (await connection.execute(_ONE, {"district": district, "id": id_})).one_or_none()
    if row is None:
        raise ExerciseUnknown(id_)
    return _read(row)


async def listed(
    engine: Engine, district: str, states: tuple[DrillState, ...] = (), limit: int = 200
) -> list[Exercise]:
    """Drills of the district in these states (none named: in any), the latest changed first."""
    async with engine.connect() as connection:
        rows = await connection.execute(_ALL, {"district": district, "states": list(states), "limit": limit})
        return [_read(row) for row in rows]


async def open_ones(engine: Engine, district: str) -> list[Exercise]:
    """Drills that have begun and are not over."""
    return await listed(engine, district, ("running", "paused"))


async def open_ids(engine: Engine, district: str) -> list[str]:
    """The ids alone of drills that have begun and are not over."""
    async with engine.connect() as connection:
        return list((await connection.execute(_OPEN_IDS, {"district": district})).scalars())


async def create(engine: Engine, district: str, id_: str, plan: DrillPlan, script: Script, by: str) -> Exercise:
    """A draft under an id of the caller's. The same again changes nothing and answers what there is."""
    async with engine.begin() as connection:
        values = {"id": id_, "district": district, "plan": _text(plan), "script": _text(script), "by": by}
        if (await connection.execute(_CREATE, values)).first() is not None:
            await connection.execute(_NOTIFY, {"id": id_})
    return await load(engine, district, id_)


async def save(
    engine: Engine, district: str, id_: str, version: int, plan: DrillPlan, script: Script, by: str
) -> Exercise:
    """Change a draft that stands at `version`. Raises Stale and ExerciseUnknown."""
    async with engine.begin() as connection:
        where = {"id": id_, "district": district, "version": version}
        values = {**where, "plan": _text(plan), "script": _text(script), "by": by}
        saved = (await connection.execute(_SAVE, values)).first() is not None
        await connection.execute(_NOTIFY, {"id": id_})
    found = await load(engine, district, id_)
    if not saved:
        raise Stale(found.version)
    return found


async def drop(engine: Engine, district: str, id_: str, version: int) -> None:
    """Throw a draft away that stands at `version`. Raises Stale and ExerciseUnknown."""
    async with engine.begin() as connection:
        done = await connection.execute(_DROP, {"district": district, "id": id_, "version": version})
        await connection.execute(_NOTIFY, {"id": id_})
    if done.rowcount == 0:
        raise Stale((await load(engine, district, id_)).version)


async def set_code(engine: Engine, district: str, id_: str, hash_: bytes | None) -> None:
    """Let people join by a code (its SHA-256), or no longer. Raises ExerciseUnknown."""
    async with engine.begin() as connection:
        found = (await connection.execute(_CODE, {"district": district, "id": id_, "hash": hash_})).first()
        await connection.execute(_NOTIFY, {"id": id_})
    if found is None:
        raise ExerciseUnknown(id_)


async def of_code(engine: Engine, district: str, hash_: bytes) -> str | None:
    """The drill under way that a code (its SHA-256) belongs to."""
    async with engine.connect() as connection:
        found: str | None = await connection.scalar(_BY_CODE, {"district": district, "hash": hash_})
    return found


async def lock(connection: Connection, district: str, id_: str) -> Exercise:
    """A drill whose row nobody else changes until this transaction ends. Raises ExerciseUnknown."""
    row = (await connection.execute(_LOCK, {"district": district, "id": id_})).one_or_none()
    if row is None:
        raise ExerciseUnknown(id_)
    return _read(row)


async def make_universe(connection: Connection, district: str, universe: str, genesis: bytes, epoch: str) -> None:
    """Make the counter row of a drill's universe if it is not there: its clock runs as the district's does."""
    values = {"universe": universe, "district": district, "hash": genesis, "epoch": epoch}
    await connection.execute(_CLOCK, values)


async def follow(connection: Connection, id_: str, number: int) -> None:
    """Remember up to which number of the district's ledger the drill has looked."""
    await connection.execute(_STARTED, {"id": id_, "followed": number})


async def followed(engine: Engine, id_: str) -> int | None:
    """Up to which number of the district's ledger the drill has looked; None before it began."""
    async with engine.connect() as connection:
        number: int | None = await connection.scalar(_FOLLOWED, {"id": id_})
    return number


_STATES: dict[type[f.AnyFact], DrillState] = {
    f.DrillStarted: "running",
    f.DrillPaused: "paused",
    f.DrillResumed: "running",
    f.DrillEnded: "over",
}
_STAND = (
    "UPDATE exercise SET state = %(state)s, changed_at = %(now)s, "
    "started_at = CASE WHEN %(state)s = 'running' THEN coalesce(started_at, %(now)s) ELSE started_at END, "
    "ended_at = CASE WHEN %(state)s = 'over' THEN %(now)s END WHERE id = %(id)s"
)
_MEMBERS = (f.ParticipantJoined, f.ParticipantTaken, f.ParticipantBack)


def write(batch: Batch, draft: Draft) -> None:
    """The row's side of a draft of a drill's universe: how it stands; and that somebody came or went is notified."""
    exercise = exercise_of(draft.situation.universe)
    if exercise is None:
        return
    states = [_STATES[type(d.fact)] for d in draft.facts if type(d.fact) in _STATES]
    if states:
        batch.add(_STAND, id=exercise, state=states[-1], now=draft.now)
    if states or any(isinstance(d.fact, _MEMBERS) for d in draft.facts):
        batch.add("SELECT pg_notify('exercise', %(id)s)", id=exercise)


def _read(row: Row[tuple[object, ...]]) -> Exercise:
    values = row._asdict()
    values["plan"] = msgspec.json.decode(values["plan"], type=DrillPlan)
    values["script"] = msgspec.json.decode(values["script"], type=Script)
    return Exercise(**values)


def _text(document: DrillPlan | Script) -> str:
    return msgspec.json.encode(document).decode()
