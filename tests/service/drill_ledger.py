"""A drill written by hand, put into a real ledger: the bodies as they travel, chained by hash."""

import msgspec
from sqlalchemy import text

from command.domain.drill.evaluation.entry import Entry
from command.store.engine import Engine
from command.store.ledger import GENESIS, chained

_INSERT = text(
    "INSERT INTO ledger (universe, number, at, type, incident, channels, body, hash) "
    "VALUES (:universe, :number, :at, :type, :incident, '{}', :body, :hash)"
)


async def write(engine: Engine, exercise: str, entries: list[Entry], *, after: bytes = GENESIS) -> bytes:
    """Append them to the exercise's ledger. Answers the last hash."""
    rows = []
    for one in entries:
        body = msgspec.json.encode(one.fact)
        after = chained(after, body)
        rows.append(
            {
                "universe": f"exercise:{exercise}", "number": one.number, "at": one.at, "type": type(one.fact).__name__,
                "incident": getattr(one.fact, "incident", None), "body": body.decode(), "hash": after,
            }
        )  # fmt: skip
    async with engine.begin() as connection:
        await connection.execute(_INSERT, rows)
    return after
