"""The area tree as the database holds it."""

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from command.domain.area import Area
from command.store.tables import area


async def load_areas(engine: AsyncEngine) -> list[Area]:
    """All areas, in the order of their codes."""
    async with engine.connect() as connection:
        rows = await connection.execute(select(area).order_by(area.c.code))
        return [Area(**row) for row in rows.mappings()]


async def save_areas(engine: AsyncEngine, areas: list[Area]) -> None:
    """Write areas; one of the same code is replaced."""
    if not areas:
        return
    statement = insert(area)
    replaced = {c.name: statement.excluded[c.name] for c in area.columns if c.name != "code"}
    async with engine.begin() as connection:
        upsert = statement.on_conflict_do_update(index_elements=[area.c.code], set_=replaced)
        await connection.execute(upsert, [msgspec.structs.asdict(one) for one in areas])
