"""Reading figures: the cases and happenings of a period, as one snapshot, and how far behind the ledger they are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain.figures import FOLLOWED, By, Case, HappeningKind, Period
from command.domain.figures.grouping import DIGITS
from command.store.engine import Connection, Engine
from command.store.universe import now_sql

_CHUNK = 250


class Standing(Struct, frozen=True):
    """How old figures are: the last ledger number in them, the ledger's own last, seconds since the first fact that is
    missing (0 when none is), and the district's time (UTC)."""

    number: int
    head: int
    behind_s: float
    now: datetime

    @property
    def missing(self) -> int:
        """Facts that are not in the figures yet."""
        return self.head - self.number


class Scope(Struct, frozen=True, kw_only=True):
    """Which incidents are counted. `areas`: in any of these (None: everywhere); `within`: and in this one; `person`:
    only what is counted for them; the rest as the incident has it. Empty means any."""

    areas: tuple[str, ...] | None = None
    within: str = ""
    person: str = ""
    category: str = ""
    priority: int = 0


class Found(Struct, frozen=True, kw_only=True):
    """An incident behind a count: how often it was counted, and when last."""

    incident: str
    times: int
    at: datetime


class Which(Struct, frozen=True, kw_only=True):
    """Which happenings are looked for. `level`: of this tier (0: of any); `key`: in this row only; `stands`: only of
    incidents that were not voided before the period's end, or only of those that were."""

    kinds: tuple[HappeningKind, ...]
    level: int
    by: By
    key: str | None
    stands: bool | None


_STANDING = text(
    f"SELECT coalesce(f.number, 0) AS number, u.number AS head, {now_sql('u')} AS now, "
    "(SELECT at FROM ledger l WHERE l.universe = u.universe AND l.number = coalesce(f.number, 0) + 1) AS missing_since "
    "FROM universe u LEFT JOIN follower f ON f.universe = u.universe AND f.name = 'figures' "
    "WHERE u.universe = :universe"
)
_SCOPE = (
    "x.universe = :universe AND (:everywhere OR x.grid LIKE ANY(CAST(:areas AS text[]))) "
    "AND x.grid LIKE :within AND (:category = '' OR x.category = :category) "
    "AND (:priority = 0 OR x.priority = :priority)"
)
_CASES = text(
    f"SELECT x.changed_at, x.state FROM figure_case x WHERE {_SCOPE} AND x.filed_at < :end "
    "AND (x.changed_at >= :start OR NOT x.is_over)"
)
_SOME_CASES = text("SELECT changed_at, state FROM figure_case WHERE universe = :universe AND id = ANY(:ids)")
_THEN = text(
    "SELECT number, at, incident, body FROM ledger WHERE universe = :universe AND incident = ANY(:ids) "
    "AND type = ANY(:types) AND at < :end ORDER BY number"
)
_KEYS = {
    **{by: f"left(x.grid, {digits})" for by, digits in DIGITS.items()},
    "worker": "x.person", "unit": "x.unit", "category": "x.category", "priority": "x.priority::text",
    "disposition": "x.disposition",
}  # fmt: skip
_HAPPENED = f"{_SCOPE} AND x.at >= :start AND x.at < :end AND (:person = '' OR x.person = :person)"
_STANDS = (
    "NOT EXISTS (SELECT 1 FROM figure_case c "
    "WHERE c.universe = x.universe AND c.id = x.incident AND c.voided_at < :end)"
)
_DAILY_TOO = (*DIGITS, "worker", "unit")
"""By what rounds and visits are counted too: they have no category, priority or disposition."""
_OF_INCIDENTS = "AND x.incident <> ''"
_OF_KINDS = "x.kind = ANY(CAST(:kinds AS text[])) AND (:level = 0 OR x.level = :level)"
_BUCKETS = text(
    "SELECT date_trunc(CAST(:unit AS text), x.at, CAST(:zone AS text)) AS start, x.kind, sum(x.times) AS n "
    f"FROM figure_happening x WHERE {_HAPPENED} AND x.kind = ANY(CAST(:kinds AS text[])) GROUP BY 1, 2"
)


class Reading:
    """Everything read through one of these is of one moment. `period` is what was asked for."""

    def __init__(self, connection: Connection, universe: str, standing: Standing) -> None:
        self._connection = connection
        self._universe = universe
        self.standing = standing

    async def cases(self, scope: Scope, period: Period) -> AsyncIterator[list[tuple[datetime, Case]]]:
        """The cases that can matter to the period, each with the time of the last fact about it, in pieces."""
        decode = msgspec.json.Decoder(Case).decode
        result = await self._connection.stream(_CASES, self._values(scope, period))
        async for rows in result.partitions(_CHUNK):
            yield [(row.changed_at, decode(row.state)) for row in rows]

    async def entries(self, ids: list[str], end: datetime) -> list[tuple[int, datetime, str, str]]:
        """What the ledger says of these incidents before a moment: (number, time, incident, body), in order."""
        values = {"universe": self._universe, "ids": ids, "types": list(FOLLOWED), "end": end}
        rows = await self._connection.execute(_THEN, values)
        return [(row.number, row.at, row.incident, row.body) for row in rows]

    async def counts(self, scope: Scope, period: Period, by: By) -> list[tuple[str, str, int, int]]:
        """How often each kind of thing happened: (row, kind, level, times)."""
        statement = text(
            f"SELECT {_KEYS[by]} AS key, x.kind, x.level, sum(x.times) AS n FROM figure_happening x WHERE {_HAPPENED} "
            f"{'' if by in _DAILY_TOO else _OF_INCIDENTS} GROUP BY 1, 2, 3"
        )
        rows = await self._connection.execute(statement, self._values(scope, period))
        return [(row.key, row.kind, row.level, row.n) for row in rows]

    async def valid_reports(self, scope: Scope, period: Period, by: By) -> dict[str, int]:
        """The reports of the period whose incident was not voided before its end, by row."""
        statement = text(
            f"SELECT {_KEYS[by]} AS key, count(*) AS n FROM figure_happening x WHERE {_HAPPENED} "
            f"AND x.kind IN ('filed', 'merged') AND {_STANDS} GROUP BY 1"
        )
        rows = await self._connection.execute(statement, self._values(scope, period))
        return {row.key: row.n for row in rows}

    async def buckets(
        self, scope: Scope, period: Period, unit: str, zone: str, kinds: list[HappeningKind]
    ) -> list[tuple[datetime, str, int]]:
        """How often each kind happened in each hour, day or month of the district: (its start, kind, times)."""
        values = {**self._values(scope, period), "unit": unit, "zone": zone, "kinds": kinds}
        rows = await self._connection.execute(_BUCKETS, values)
        return [(row.start, row.kind, row.n) for row in rows]

    async def found(self, scope: Scope, period: Period, which: Which) -> list[Found]:
        """The incidents in which one of these kinds of things happened, the last first."""
        by, key, stands = which.by, which.key, which.stands
        row = "" if key is None else f" AND {_KEYS[by]} = :key"
        sound = "" if stands is None else f" AND {'' if stands else 'NOT '}{_STANDS}"
        statement = text(
            f"SELECT x.incident, count(*) AS times, max(x.at) AS at FROM figure_happening x "
            f"WHERE x.incident <> '' AND {_HAPPENED} AND {_OF_KINDS}{row}{sound} GROUP BY 1 ORDER BY 3 DESC, 1"
        )
        values = {**self._values(scope, period), "kinds": list(which.kinds), "level": which.level}
        rows = await self._connection.execute(statement, values if key is None else {**values, "key": key})
        return [Found(incident=row.incident, times=row.times, at=row.at) for row in rows]

    async def some(self, ids: list[str]) -> dict[str, Case]:
        """These cases as they are now."""
        rows = await self._connection.execute(_SOME_CASES, {"universe": self._universe, "ids": ids})
        return {case.id: case for case in (msgspec.json.decode(row.state, type=Case) for row in rows)}

    def _values(self, scope: Scope, period: Period) -> dict[str, Any]:
        return {
            "universe": self._universe,
            "everywhere": scope.areas is None,
            "areas": [f"{code}%" for code in scope.areas or ()],
            "within": f"{scope.within}%",
            "person": scope.person,
            "category": scope.category,
            "priority": scope.priority,
            "start": period.start,
            "end": period.end,
        }


@asynccontextmanager
async def reading(engine: Engine, universe: str) -> AsyncIterator[Reading]:
    """One REPEATABLE READ transaction. Raises LookupError when there is no such universe."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="REPEATABLE READ")
        row = (await connection.execute(_STANDING, {"universe": universe})).one_or_none()
        if row is None:
            raise LookupError("no such universe")
        yield Reading(connection, universe, _standing(row))


def _standing(row: Any) -> Standing:
    since: datetime | None = row.missing_since
    behind = max((row.now - since).total_seconds(), 0.0) if since is not None else 0.0
    # A period ends before its end, and a fact may be as young as the district's time itself.
    return Standing(row.number, row.head, round(behind, 3), row.now + timedelta(microseconds=1))
