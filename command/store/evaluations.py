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
    "AND NOT EXISTS (SELECT FROM evaluation v WHERE v.exercise = e.id) "
    "AND NOT EXISTS (SELECT FROM evaluation_try t WHERE t.exercise = e.id AND t.next_at > clock_timestamp()) "
    "ORDER BY changed_at LIMIT 20"
)
FIRST_WAIT_S = 5.0
LONGEST_WAIT_S = 600.0
_FAILED = text(
    "INSERT INTO evaluation_try (exercise, attempts, why, last_at, next_at) VALUES (:exercise, 1, :why, "
    "clock_timestamp(), clock_timestamp() + make_interval(secs => :first)) ON CONFLICT (exercise) DO UPDATE SET "
    "attempts = evaluation_try.attempts + 1, why = EXCLUDED.why, last_at = EXCLUDED.last_at, "
    "next_at = clock_timestamp() + make_interval(secs => "
    "least(:longest, :first * power(2, least(evaluation_try.attempts, 20)))) RETURNING attempts"
)
_WELL = text("DELETE FROM evaluation_try WHERE exercise = :exercise")
_UNMADE = text(
    "SELECT e.id, coalesce(t.attempts, 0) AS attempts FROM exercise e LEFT JOIN evaluation_try t ON t.exercise = e.id "
    "WHERE e.district = :district AND e.state = 'over' "
    "AND NOT EXISTS (SELECT FROM evaluation v WHERE v.exercise = e.id)"
)


async def failed(engine: Engine, exercise: str, why: str) -> int:
    """It could not be made: it is tried again after a while, each time twice as long, never longer than ten minutes.
    How often it has failed."""
    values = {"exercise": exercise, "why": why[:500], "first": FIRST_WAIT_S, "longest": LONGEST_WAIT_S}
    async with engine.begin() as connection:
        return int(await connection.scalar(_FAILED, values) or 1)


async def unmade(engine: Engine, district: str) -> dict[str, int]:
    """Drills that are over and have no evaluation yet, and how often making it has failed."""
    async with engine.connect() as connection:
        return {row.id: row.attempts for row in await connection.execute(_UNMADE, {"district": district})}


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
    """Drills that are over, were not evaluated yet, and whose turn it is."""
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
        await connection.execute(_WELL, {"exercise": kept.exercise})


async def earlier(
    engine: Engine, district: str, exercise: str, before: datetime, *, contact: bool, limit: int = 5
) -> list[str]:
    """Summaries (JSON) of drills that began before a moment, the latest first: contact tests, or all others."""
    values = {"district": district, "exercise": exercise, "before": before, "contact": contact, "limit": limit}
    async with engine.connect() as connection:
        return [row.summary for row in await connection.execute(_EARLIER, values)]
