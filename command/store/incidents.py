"""Incidents, open and over, as lists and one by one."""

from typing import Literal

import msgspec
from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from command.domain.picture import Incident

State = Literal["open", "closed", "all"]


class Sight(Struct, frozen=True):
    """Whose list it is. Without `whole`: areas (codes) and what is the person's own."""

    person: str
    whole: bool = False
    areas: tuple[str, ...] = ()


class Search(Struct, frozen=True, kw_only=True):
    """What is looked for: any of these. `words` in the texts (None: not looked into), codes of areas, a number."""

    words: str | None = None
    categories: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    number: int | None = None


_SEEN = (
    "(:whole OR i.grid LIKE ANY(CAST(:sight AS text[])) OR i.handler = :person "
    "OR EXISTS (SELECT 1 FROM report r WHERE r.incident = i.id AND r.sender = :person) "
    "OR EXISTS (SELECT 1 FROM offer o WHERE o.incident = i.id AND o.person = :person AND o.closed_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM assignment a WHERE a.incident = i.id AND a.person = :person AND a.closed_at IS NULL))"
)
_STATE = "(:state = 'all' OR (:state = 'open') = (i.closed_at IS NULL))"
_FOUND = (
    "(i.category = ANY(CAST(:categories AS text[])) OR i.grid LIKE ANY(CAST(:areas AS text[])) "
    "OR i.number = CAST(:number AS bigint) OR i.text ILIKE CAST(:words AS text) "
    "OR EXISTS (SELECT 1 FROM report r WHERE r.incident = i.id AND r.text ILIKE CAST(:words AS text)))"
)
_CALLED = "EXISTS (SELECT 1 FROM report r WHERE r.incident = i.id AND r.caller_phone = ANY(CAST(:phones AS text[])))"
_LIST = text(
    f"SELECT i.state FROM incident i WHERE i.universe = :universe AND {_SEEN} AND {_STATE} "
    f"AND (NOT :searching OR {_FOUND}) AND (NOT :calling OR {_CALLED}) "
    "AND i.number < :before ORDER BY i.number DESC LIMIT :limit"
)
_ONE = text(
    "SELECT i.state, ARRAY(SELECT o.person FROM offer o WHERE o.incident = i.id AND o.closed_at IS NULL) AS offered_to "
    "FROM incident i WHERE i.universe = :universe AND i.id = :id"
)


async def find_incidents(
    engine: AsyncEngine,
    universe: str,
    sight: Sight,
    state: State,
    search: Search | None,
    phones: tuple[str, ...] = (),
    *,
    before: int,
    limit: int,
) -> list[Incident]:
    """Incidents with a number below `before`, the newest first, at most `limit`.

    `phones`: if there are any, only those that somebody called about from one of these numbers.
    """
    looked_for = search or Search()
    values = {
        "universe": universe,
        "whole": sight.whole,
        "sight": _prefixes(sight.areas),
        "person": sight.person,
        "state": state,
        "searching": search is not None,
        "calling": bool(phones),
        "phones": list(phones),
        "categories": list(looked_for.categories),
        "areas": _prefixes(looked_for.areas),
        "number": looked_for.number,
        "words": None if looked_for.words is None else f"%{_literally(looked_for.words)}%",
        "before": before,
        "limit": limit,
    }
    async with engine.connect() as connection:
        decode = msgspec.json.Decoder(Incident).decode
        return [decode(state) for state in (await connection.execute(_LIST, values)).scalars()]


async def get_incident(engine: AsyncEngine, universe: str, id_: str) -> tuple[Incident, list[str]] | None:
    """The incident and who is just now asked to take a part in it; None when there is no such incident."""
    async with engine.connect() as connection:
        row = (await connection.execute(_ONE, {"universe": universe, "id": id_})).one_or_none()
    return None if row is None else (msgspec.json.decode(row.state, type=Incident), row.offered_to)


def _prefixes(codes: tuple[str, ...]) -> list[str]:
    return [f"{_literally(code)}%" for code in codes]


def _literally(words: str) -> str:
    """The words with nothing that LIKE would read as a pattern."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
