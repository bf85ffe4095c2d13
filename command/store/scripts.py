"""The library of drills' scripts: every save is a new version, and none is ever changed or lost."""

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct
from sqlalchemy import Row, text

from command.domain.facts.script import Script
from command.store.engine import Connection, Engine

ScriptState = Literal["draft", "ready", "retired"]


class Kept(Struct, frozen=True, kw_only=True):
    """One version of a script, or a line of the list (`script` None, with what a list shows of it). `at`: UTC."""

    id: str
    version: int
    name: str
    state: ScriptState
    by: str
    at: datetime
    script: Script | None = None
    injects: int = 0
    source: str = ""


class Saved(Struct, frozen=True, kw_only=True):
    """A version there is: who made it and when (UTC)."""

    version: int
    state: ScriptState
    by: str
    at: datetime


class Stale(Exception):
    """Somebody saved meanwhile; `version`: the newest, 0: there is no such script."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the script is at version {version}")
        self.version = version


_LIST = text(
    "SELECT DISTINCT ON (id) id, version, name, state, by, at, "
    "json_array_length(coalesce(content::json -> 'injects', '[]')) AS injects, "
    "coalesce(content::json ->> 'source', 'hand') AS source "
    "FROM script WHERE district = :district ORDER BY id, version DESC"
)
_ONE = text(
    "SELECT id, version, name, state, by, at, content FROM script WHERE district = :district AND id = :id "
    "AND (CAST(:version AS integer) IS NULL OR version = :version) ORDER BY version DESC LIMIT 1"
)
_VERSIONS = text(
    "SELECT version, state, by, at FROM script WHERE district = :district AND id = :id ORDER BY version DESC LIMIT 200"
)
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('script:' || :id, 0))")
_NEWEST = text("SELECT district, version, state, content, by FROM script WHERE id = :id ORDER BY version DESC LIMIT 1")
_ADD = text(
    "INSERT INTO script (id, version, district, name, state, content, by, at) "
    "VALUES (:id, :version, :district, :name, :state, :content, :by, clock_timestamp())"
)


async def listed(engine: Engine, district: str) -> list[Kept]:
    """Every script's newest version, the latest saved first, without its content."""
    async with engine.connect() as connection:
        rows = (await connection.execute(_LIST, {"district": district})).all()
    return sorted((Kept(**row._asdict()) for row in rows), key=lambda one: one.at, reverse=True)


async def load(engine: Engine, district: str, id_: str, version: int | None = None) -> Kept | None:
    """A version of a script, the newest unless one is named; None: there is none."""
    async with engine.connect() as connection:
        row = (await connection.execute(_ONE, {"district": district, "id": id_, "version": version})).one_or_none()
    return None if row is None else _read(row)


async def versions(engine: Engine, district: str, id_: str) -> list[Saved]:
    """Every version there is, the newest first."""
    async with engine.connect() as connection:
        rows = await connection.execute(_VERSIONS, {"district": district, "id": id_})
        return [Saved(**row._asdict()) for row in rows]


async def save(engine: Engine, district: str, id_: str, base: int, script: Script, state: ScriptState, by: str) -> int:
    """Keep it as the version after `base` (0: as a new script). Answers its number. Raises Stale.

    The very same save again, of the same person, answers the version that it made.
    """
    content = msgspec.json.encode(script).decode()
    async with engine.begin() as connection:
        await connection.execute(_LOCK, {"id": id_})
        newest = (await connection.execute(_NEWEST, {"id": id_})).one_or_none()
        at = 0 if newest is None or newest.district != district else newest.version
        if newest is not None and at != base:
            again = (newest.version, newest.state, newest.content, newest.by) == (base + 1, state, content, by)
            if again and newest.district == district:
                return base + 1
            raise Stale(at)
        if newest is None and base:
            raise Stale(0)
        await _add(connection, id_, base + 1, district, script.name, state, content, by)
    return base + 1


async def _add(connection: Connection, id_: str, version: int, *rest: str) -> None:
    district, name, state, content, by = rest
    values = {"district": district, "name": name, "state": state, "content": content, "by": by}
    await connection.execute(_ADD, {"id": id_, "version": version, **values})


def _read(row: Row[tuple[object, ...]]) -> Kept:
    values = row._asdict()
    script = msgspec.json.decode(values.pop("content"), type=Script)
    return Kept(**values, script=script, injects=len(script.injects), source=script.source)
