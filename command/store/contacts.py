"""How people are reached, as the registry has it, and what was noted of them lately."""

from datetime import datetime

import msgspec
from sqlalchemy import text

from command.domain.kept.reach import ContactReport
from command.domain.registry import Contact
from command.store.engine import Engine

_CONTACTS = text("SELECT id, phone, wecom, dingtalk, feishu, synthetic FROM contact WHERE id = ANY(:people)")
_SAVE = text(
    "INSERT INTO contact (id, phone, wecom, dingtalk, feishu, synthetic) "
    "VALUES (:id, :phone, :wecom, :dingtalk, :feishu, :synthetic) ON CONFLICT (id) DO UPDATE SET "
    "phone = excluded.phone, wecom = excluded.wecom, dingtalk = excluded.dingtalk, feishu = excluded.feishu, "
    "synthetic = excluded.synthetic"
)
_REPORTS = text("SELECT state FROM kept WHERE universe = :universe AND kind = 'contacts' AND closed_at IS NULL")
_ANSWERED = text("SELECT max(at) FROM request WHERE universe = :universe AND sender = :person")


async def contacts_of(engine: Engine, people: list[str]) -> dict[str, Contact]:
    """What is on file, by account id; who has nothing on file is left out."""
    async with engine.connect() as connection:
        rows = await connection.execute(_CONTACTS, {"people": people})
        return {row.id: Contact(**row._mapping) for row in rows}  # noqa: SLF001 - a row's public mapping


async def save_contact(engine: Engine, contact: Contact) -> None:
    """Put it on file in place of what was there."""
    async with engine.begin() as connection:
        await connection.execute(_SAVE, msgspec.structs.asdict(contact))


async def reports(engine: Engine, universe: str) -> dict[str, ContactReport]:
    """What was noted of people and grids and still counts, by id or code."""
    async with engine.connect() as connection:
        states = await connection.scalars(_REPORTS, {"universe": universe})
        found = [msgspec.json.decode(state, type=ContactReport) for state in states]
    return {one.id: one for one in found}


async def last_answer(engine: Engine, universe: str, person: str) -> datetime | None:
    """When their last durable request was decided (UTC), whatever it was."""
    async with engine.connect() as connection:
        at: datetime | None = await connection.scalar(_ANSWERED, {"universe": universe, "person": person})
    return at
