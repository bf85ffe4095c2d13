"""Photos, kept in the database, and who may see them."""

import hashlib
from datetime import datetime

from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_PUT = text(
    "INSERT INTO upload (id, person, media_type, sha256, bytes, at) "
    "VALUES (:id, :person, :media_type, :sha256, :bytes, :at) ON CONFLICT (id) DO NOTHING RETURNING id"
)
_OWNER = text("SELECT person, sha256 FROM upload WHERE id = :id")
_GET = text("SELECT person, media_type, sha256, bytes FROM upload WHERE id = :id")
# The id stands in the incident's state as JSON; only open incidents and the reader's own and their areas' are searched.
_SHOWN = text(
    "SELECT EXISTS (SELECT 1 FROM incident i WHERE i.universe = :universe AND strpos(i.state, :id) > 0 "
    "AND (i.handler = :person OR i.grid LIKE ANY(CAST(:areas AS text[])) "
    "OR EXISTS (SELECT 1 FROM offer o WHERE o.incident = i.id AND o.person = :person AND o.closed_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM report r WHERE r.incident = i.id AND r.sender = :person)))"
)


class Upload(Struct, frozen=True):
    """One photo. `sha256` (32 bytes) is of `content`."""

    person: str
    media_type: str
    sha256: bytes
    content: bytes


async def put_upload(engine: AsyncEngine, id_: str, person: str, media_type: str, content: bytes, at: datetime) -> str:
    """Keep a photo: "made", "kept" when this very content was there, "conflict" when the id is taken otherwise."""
    digest = hashlib.sha256(content).digest()
    values = {"id": id_, "person": person, "media_type": media_type, "sha256": digest, "bytes": content, "at": at}
    async with engine.begin() as connection:
        if await connection.scalar(_PUT, values) is not None:
            return "made"
        row = (await connection.execute(_OWNER, {"id": id_})).one()
    return "kept" if (row.person, bytes(row.sha256)) == (person, digest) else "conflict"


async def get_upload(engine: AsyncEngine, id_: str) -> Upload | None:
    """The photo of that id, or None."""
    async with engine.connect() as connection:
        row = (await connection.execute(_GET, {"id": id_})).one_or_none()
    return None if row is None else Upload(row.person, row.media_type, bytes(row.sha256), bytes(row.bytes))


async def is_shown_to(engine: AsyncEngine, universe: str, id_: str, person: str, areas: list[str]) -> bool:
    """Whether the photo belongs to an incident in one of the areas (codes), or to one of the person's own."""
    values = {"universe": universe, "id": id_, "person": person, "areas": [f"{code}%" for code in areas]}
    async with engine.connect() as connection:
        return bool(await connection.scalar(_SHOWN, values))
