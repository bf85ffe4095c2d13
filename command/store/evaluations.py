"""Evaluations of drills that are over: kept once, never changed."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import text

from command.store.engine import Engine


class Kept(Struct, frozen=True, kw_only=True):
    """A frozen evaluation. `number`, `hash`: of the last entry that is in it; `summary`, `body`: JSON. Times UTC."""

    exercise: str
    district: str
    form: str
    started_at: datetime
    ended_at: datetime
    number: int
    hash: bytes
    version: int
    summary: str
    body: str
    made_at: datetime


_COLUMNS = "exercise, district, form, started_at, ended_at, number, hash, version, summary, body, made_at"
_KEEP = text(
    f"INSERT INTO evaluation ({_COLUMNS}) VALUES (:exercise, :district, :form, :started_at, :ended_at, :number, :hash, "
    ":version, :summary, :body, :made_at) ON CONFLICT (exercise) DO NOTHING"
)
_ONE = text(f"SELECT {_COLUMNS} FROM evaluation WHERE district = :district AND exercise = :exercise")
_EARLIER = text(
    "SELECT summary FROM evaluation WHERE district = :district AND started_at < :before AND exercise <> :exercise "
    "AND (form = 'contact') = :contact ORDER BY started_at DESC LIMIT :limit"
)


_MISSING = text(
    "SELECT id FROM exercise e WHERE district = :district AND state = 'over' "
    "AND NOT EXISTS (SELECT FROM evaluation v WHERE v.exercise = e.id) ORDER BY changed_at LIMIT 20"
)


_PROMISED = text(
    "SELECT DISTINCT ON (e.started_at, e.id, l.body::json->>'id') e.id, e.plan, e.started_at, l.body FROM exercise e "
    "JOIN ledger l ON l.universe = 'exercise:' || e.id AND l.type = 'ImprovementSet' "
    "WHERE e.district = :district AND e.id <> :exercise AND e.started_at < :before "
    "ORDER BY e.started_at, e.id, l.body::json->>'id', l.number DESC"
)


class Promised(Struct, frozen=True, kw_only=True):
    """What was said last of an improvement of a drill that began at `started_at` (UTC). `plan`, `body`: JSON."""

    exercise: str
    plan: str
    started_at: datetime
    body: str


async def promised(engine: Engine, district: str, exercise: str, before: datetime) -> list[Promised]:
    """Improvements of drills that began before a moment, done or not, the oldest drill first."""
    values = {"district": district, "exercise": exercise, "before": before}
    async with engine.connect() as connection:
        rows = await connection.execute(_PROMISED, values)
        return [Promised(exercise=row.id, plan=row.plan, started_at=row.started_at, body=row.body) for row in rows]


async def missing(engine: Engine, district: str) -> list[str]:
    """Drills that are over and were not evaluated yet."""
    async with engine.connect() as connection:
        return [row.id for row in await connection.execute(_MISSING, {"district": district})]


async def load(engine: Engine, district: str, exercise: str) -> Kept | None:
    """The one that is kept of a drill, if it is over and was evaluated."""
    async with engine.connect() as connection:
        row = (await connection.execute(_ONE, {"district": district, "exercise": exercise})).one_or_none()
    if row is None:
        return None
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    return Kept(**{**values, "hash": bytes(row.hash)})


async def keep(engine: Engine, kept: Kept) -> None:
    """Keep it. Who comes second changes nothing: what is frozen stays."""
    async with engine.begin() as connection:
        await connection.execute(_KEEP, {name: getattr(kept, name) for name in kept.__struct_fields__})


async def earlier(
    engine: Engine, district: str, exercise: str, before: datetime, *, contact: bool, limit: int = 5
) -> list[str]:
    """Summaries (JSON) of drills that began before a moment, the latest first: contact tests, or all others."""
    values = {"district": district, "exercise": exercise, "before": before, "contact": contact, "limit": limit}
    async with engine.connect() as connection:
        return [row.summary for row in await connection.execute(_EARLIER, values)]
