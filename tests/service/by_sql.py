"""The figures read a second time, by other means: SQL over the bodies of the ledger, nothing of ours in between."""

from typing import Any

from sqlalchemy import text

from command.domain.figures import Period
from command.store.engine import Engine

KEYS = {"district": "left(grid, 6)", "community": "left(grid, 12)", "grid": "grid", "worker": "person"}
_DEFAULT = """CASE b->>'priority' WHEN '1' THEN interval '2 h 15 min' WHEN '2' THEN interval '4 h 15 min'
             WHEN '3' THEN interval '8 h 30 min' ELSE interval '25 h' END"""
_PARTS = {
    "facts": """
    SELECT number, at, type, incident, body::jsonb AS b FROM ledger WHERE universe = :universe AND at < :end""",
    "filed": """
    SELECT incident, number, at AS filed_at, b->>'disposition' AS disposition, b->>'reporter' AS reporter,
           b->'place'->>'grid' AS grid, least((b->>'reported_at')::timestamptz, at) AS reported_at
    FROM facts WHERE type = 'IncidentFiled'""",
    "led": """
  -- without those who help beside the lead
    SELECT * FROM facts WHERE b->>'slot' IS NULL""",
    "last": """
  -- of each incident, the last fact of each type
    SELECT DISTINCT ON (incident, type) incident, type, number, at, b FROM led ORDER BY incident, type, number DESC""",
    "sent": """
    SELECT x.incident, x.number, x.at FROM facts x JOIN filed f USING (incident) WHERE x.b->>'slot' IS NULL
        AND (x.type = 'OfferMade' OR x.type = 'AssignmentMade'
             AND NOT (f.disposition = 'mine' AND x.b->>'person' = f.reporter))""",
    "limits": f"""
    SELECT DISTINCT ON (incident) incident, CASE WHEN type IN ('IncidentFiled', 'IncidentReopened')
        THEN coalesce((b->>'handle_by')::timestamptz, at + {_DEFAULT})
        ELSE (b->>'handle_by')::timestamptz END AS handle_by
    FROM facts WHERE type IN ('IncidentFiled', 'IncidentReopened') OR b->>'handle_by' IS NOT NULL
    ORDER BY incident, number DESC""",
    "cases": """
    SELECT f.*, handle_by, handle_by + interval '30 min' AS close_by,
        f.disposition = 'settled' AND NOT EXISTS (SELECT FROM last x WHERE x.incident = f.incident
            AND x.type IN ('ReworkOrdered', 'IncidentReopened')) AS settled,
        (SELECT at FROM last x WHERE x.incident = f.incident AND type = 'IncidentVoided') AS voided_at,
        c.at AS closed_at, c.b->>'outcome' AS outcome,
        (SELECT min(at) FROM led x WHERE x.incident = f.incident AND type = 'OfferMade') AS offered_at,
        (SELECT min(at) FROM sent x WHERE x.incident = f.incident) AS dispatched_at,
        (SELECT min(at) FROM led x WHERE x.incident = f.incident AND type = 'AssignmentMade') AS accepted_at,
        (SELECT o.at FROM led o WHERE o.type = 'OfferMade' AND o.incident = f.incident AND o.b->>'offer' =
            (SELECT b->>'offer' FROM led x WHERE x.incident = f.incident AND type = 'AssignmentMade'
             ORDER BY number LIMIT 1)) AS asked_at,
        coalesce((SELECT CASE WHEN b->>'unit' IS NULL THEN b->>'person' END FROM last x
            WHERE x.incident = f.incident AND type = 'AssignmentMade'), '')
            AS handler,
        (SELECT min(at) FROM led x WHERE x.incident = f.incident AND b->>'to' = 'en_route') AS en_route_at,
        (SELECT min(at) FROM led x WHERE x.incident = f.incident AND b->>'to' = 'on_scene') AS on_scene_at,
        (SELECT min(at) FROM led x WHERE x.incident = f.incident AND b->>'to' = 'done') AS done_at,
        (SELECT max(at) FROM led x WHERE x.incident = f.incident AND b->>'to' = 'done' AND NOT EXISTS
            (SELECT FROM last y WHERE y.incident = f.incident AND y.number > x.number
             AND y.type IN ('IncidentReassigned', 'ReworkOrdered', 'IncidentReopened'))) AS handled_at,
        (SELECT x.at FROM last x WHERE x.incident = f.incident AND x.type = 'IncidentVerified' AND NOT EXISTS
            (SELECT FROM last y WHERE y.incident = f.incident AND y.number > x.number
             AND y.type IN ('ReworkOrdered', 'IncidentReopened'))) AS found_good_at,
        EXISTS (SELECT FROM last x WHERE x.incident = f.incident AND x.type = 'IncidentSuspended' AND NOT EXISTS
            (SELECT FROM last y WHERE y.incident = f.incident AND y.number > x.number
             AND y.type IN ('IncidentResumed', 'IncidentReopened'))) AS stands,
        EXISTS (SELECT FROM last x WHERE x.incident = f.incident AND x.type = 'ReworkOrdered') AS reworked,
        EXISTS (SELECT FROM last x WHERE x.incident = f.incident AND x.type = 'ExtensionGranted') AS extended,
        (SELECT count(*) FROM led x WHERE x.incident = f.incident AND (b->>'to' = 'failed'
            OR b->>'why' = 'not_arrived' OR type = 'IncidentReturned' OR type = 'IncidentReassigned' AND EXISTS
            (SELECT FROM sent y WHERE y.incident = f.incident AND y.number < x.number)))
        - (SELECT count(*) FROM led x WHERE x.incident = f.incident AND type = 'ReturnRuled'
           AND b->>'upheld' = 'false') > 0 AS misdirected
    FROM filed f LEFT JOIN limits USING (incident) LEFT JOIN last c ON c.incident = f.incident
        AND c.type = 'IncidentClosed' AND NOT EXISTS (SELECT FROM last y WHERE y.incident = f.incident
            AND y.type = 'IncidentReopened' AND y.number > c.number)""",
}
"""What the statements read, each made of those before it: put down once, since many statements read the same."""
_INDEXED = {
    "facts": ("incident", "type"),
    "led": ("incident", "type"),
    "last": ("incident", "type"),
    "sent": ("incident",),
}

_DUE = {
    "handled": "least(handled_at, handle_by) AS due FROM cases WHERE NOT settled AND voided_at IS NULL "
    "AND NOT (stands AND handled_at IS NULL AND closed_at IS NULL) AND coalesce(outcome, '') <> 'no_action'",
    "closed": "least(closed_at, close_by) AS due FROM cases WHERE NOT settled AND voided_at IS NULL "
    "AND NOT (stands AND handled_at IS NULL AND closed_at IS NULL)",
    "dispatched": "CASE WHEN dispatched_at IS NULL AND closed_at <= filed_at + interval '15 min' THEN NULL "
    "ELSE least(dispatched_at, filed_at + interval '15 min') END AS due FROM cases "
    "WHERE disposition = 'help' AND voided_at IS NULL",
}
_RATES = {
    "handled": ("handled", "handled_at IS NOT NULL"),
    "handled_in_time": ("handled", "handled_at <= handle_by"),
    "closed_cases": ("closed", "closed_at IS NOT NULL"),
    "closed_in_time": ("closed", "closed_at <= close_by"),
    "reworked_share": ("closed", "reworked"),
    "extended_share": ("handled", "extended"),
    "dispatched_right": ("dispatched", "dispatched_at IS NOT NULL AND NOT misdirected"),
}
_PHASES = {
    "to_file": ("reported_at", "filed_at"),
    "to_offer": ("filed_at", "offered_at"),
    "to_accept": ("asked_at", "accepted_at"),
    "to_leave": ("accepted_at", "en_route_at"),
    "to_arrive": ("en_route_at", "on_scene_at"),
    "to_finish": ("on_scene_at", "done_at"),
    "to_verify": ("handled_at", "coalesce(found_good_at, CASE WHEN outcome = 'handled' THEN closed_at END)"),
    "to_close": ("coalesce(found_good_at, CASE WHEN outcome = 'handled' THEN closed_at END)", "closed_at"),
    "to_help": ("reported_at", "on_scene_at"),
    "whole": ("reported_at", "CASE WHEN NOT settled THEN closed_at END"),
}
_WHO = "CASE WHEN x.b->>'unit' IS NULL THEN x.b->>'person' ELSE '' END"
_AT_HANDLER = (
    "coalesce((SELECT CASE WHEN y.b->>'unit' IS NULL THEN y.b->>'person' END FROM facts y WHERE "
    "y.incident = x.incident AND y.b->>'slot' IS NULL AND y.type = 'AssignmentMade' AND y.number < x.number "
    "ORDER BY y.number DESC LIMIT 1), '')"
)
_COUNTS = {
    "filed": ("x.type = 'IncidentFiled'", "x.b->>'reporter'"),
    "settled": ("x.type = 'IncidentFiled' AND x.b->>'disposition' = 'settled'", "x.b->>'reporter'"),
    "merged": ("x.type = 'ReportMerged'", "x.b->>'reporter'"),
    "handled_now": ("x.type = 'AssignmentChanged' AND x.b->>'to' = 'done' AND x.b->>'slot' IS NULL", _WHO),
    "given_up": ("x.type = 'AssignmentChanged' AND x.b->>'to' = 'failed' AND x.b->>'slot' IS NULL", _WHO),
    "closed": ("x.type = 'IncidentClosed'", f"coalesce(nullif({_AT_HANDLER}, ''), c.reporter)"),
    "voided": ("x.type = 'IncidentVoided'", "c.reporter"),
    "nobody": ("x.type = 'NobodyAvailable'", "''"),
    "reassigned": ("x.type = 'IncidentReassigned'", _AT_HANDLER),
    "not_arrived": ("x.b->>'why' = 'not_arrived' AND x.b->>'slot' IS NULL", _AT_HANDLER),
    "returned": ("x.type = 'IncidentReturned'", "x.b->>'person'"),
    "reworked": ("x.type = 'ReworkOrdered'", "x.b->>'person'"),
    "extended": ("x.type = 'ExtensionGranted'", _AT_HANDLER),
    "suspended": ("x.type = 'IncidentSuspended'", _AT_HANDLER),
    "reopened": ("x.type = 'IncidentReopened'", _AT_HANDLER),
    "supervised": ("x.type = 'SupervisionOrdered'", _AT_HANDLER),
    "referred": ("x.type = 'IncidentReferred'", "x.b->>'by'"),
    "escalated_1": ("x.type = 'IncidentEscalated' AND x.b->>'level' = '1'", _AT_HANDLER),
    "escalated_2": ("x.type = 'IncidentEscalated' AND x.b->>'level' = '2'", _AT_HANDLER),
    "escalated_3": ("x.type = 'IncidentEscalated' AND x.b->>'level' = '3'", _AT_HANDLER),
    "escalated_4": ("x.type = 'IncidentEscalated' AND x.b->>'level' = '4'", _AT_HANDLER),
}  # fmt: skip

Read = dict[tuple[str, str], tuple[Any, ...]]


async def figures_by_sql(engine: Engine, universe: str, period: Period, by: str) -> Read:
    """(figure, row) → (n,) of a count, (n, of) of a rate, (of, P50, P90) of a duration; what is nothing is left out."""
    key, found = KEYS[by], dict[tuple[str, str], tuple[Any, ...]]()
    statements = {
        **{figure: _rate(key, *parts) for figure, parts in _RATES.items()},
        **{figure: _phase(key, *parts) for figure, parts in _PHASES.items()},
        **{figure: _count(key, *parts) for figure, parts in _COUNTS.items()},
        "filed_in_time": _of_filed(key, "filed_at - reported_at <= interval '15 min'"),
        "settled_share": _of_filed(key, "disposition = 'settled'"),
        "valid_reports": _reports(key),
        "accepted_offers": _offers(key),
        "satisfaction": _answers(key),
        "rounds": _daily(key, "RoundFinished", "1"),
        "short_rounds": _daily(key, "RoundFinished", "CASE WHEN b->>'short' = 'true' THEN 1 ELSE 0 END"),
        "visits": _daily(key, "VisitRecorded", "1"),
        "missed_rounds": _daily(key, "DayEnded", "greatest((b->>'need')::int - (b->>'rounds')::int, 0)"),
        "missed_visits": _daily(key, "DayEnded", "coalesce(jsonb_array_length(b->'missed'), 0)"),
    }
    values = {"universe": universe, "start": period.start, "end": period.end}
    async with engine.connect() as connection:
        await _put_down(connection, values)
        for figure, statement in statements.items():
            for row in await connection.execute(text(statement), values):
                found[figure, row[0]] = tuple(row[1:])
        await connection.rollback()
    return found


async def _put_down(connection: Any, values: dict[str, Any]) -> None:
    """As tables of this transaction alone, which may take its time."""
    await connection.execute(text("SET LOCAL transaction_timeout = 0"))
    for name, part in _PARTS.items():
        await connection.execute(text(f'CREATE TEMPORARY TABLE "{name}" ON COMMIT DROP AS {part}'), values)
        if name in _INDEXED:
            await connection.execute(text(f'CREATE INDEX ON "{name}" ({", ".join(_INDEXED[name])})'))
        await connection.execute(text(f'ANALYZE "{name}"'))


def _rate(key: str, due: str, above: str) -> str:
    return (
        f"SELECT {key}, count(*) FILTER (WHERE {above}), count(*) FROM (SELECT *, handler AS person, {_DUE[due]}) d "
        "WHERE due >= :start AND due < :end GROUP BY 1"
    )


def _of_filed(key: str, above: str) -> str:
    return (
        f"SELECT {key}, count(*) FILTER (WHERE {above}), count(*) FROM (SELECT *, reporter AS person FROM cases) d "
        "WHERE filed_at >= :start GROUP BY 1"
    )


def _phase(key: str, begin: str, end: str) -> str:
    seconds = f"extract(epoch FROM ({end}) - ({begin}))"
    return (
        f"SELECT {key}, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY s), percentile_disc(0.9) WITHIN GROUP "
        f"(ORDER BY s) FROM (SELECT *, coalesce(nullif(handler, ''), reporter) AS person, {seconds} AS s, ({end}) AS e "
        "FROM cases) d WHERE s >= 0 AND e >= :start AND e < :end GROUP BY 1"
    )


def _count(key: str, which: str, person: str) -> str:
    return (
        f"SELECT {key}, count(*) FROM (SELECT c.grid, {person} AS person FROM facts x JOIN cases c USING (incident) "
        f"WHERE {which} AND x.at >= :start) d GROUP BY 1"
    )


def _reports(key: str) -> str:
    return (
        f"SELECT {key}, count(*) FILTER (WHERE voided_at IS NULL), count(*) FROM (SELECT c.grid, c.voided_at, "
        "x.b->>'reporter' AS person FROM facts x JOIN cases c USING (incident) "
        "WHERE x.type IN ('IncidentFiled', 'ReportMerged') AND x.at >= :start) d GROUP BY 1"
    )


def _offers(key: str) -> str:
    return (
        f"SELECT {key}, count(*) FILTER (WHERE yes), count(*) FROM (SELECT c.grid, {_WHO} AS person, "
        "x.type = 'AssignmentMade' AS yes FROM facts x JOIN cases c USING (incident) WHERE x.at >= :start AND "
        "(x.type = 'AssignmentMade' AND x.b->>'offer' IS NOT NULL OR x.type = 'OfferClosed' "
        "AND x.b->>'why' IN ('declined', 'expired'))) d GROUP BY 1"
    )


def _answers(key: str) -> str:
    person = f"coalesce(nullif({_AT_HANDLER}, ''), c.reporter)"
    return (
        f"SELECT {key}, count(*) FILTER (WHERE yes), count(*) FROM (SELECT c.grid, {person} AS person, "
        "x.b->>'outcome' = 'satisfied' AS yes FROM facts x JOIN cases c USING (incident) WHERE x.at >= :start AND "
        "x.type = 'CallBackMade' AND x.b->>'outcome' <> 'unreached') d GROUP BY 1"
    )


def _daily(key: str, type_: str, times: str) -> str:
    return (
        f"SELECT {key}, sum(times) FROM (SELECT b->>'area' AS grid, b->>'person' AS person, {times} AS times "
        f"FROM facts WHERE type = '{type_}' AND at >= :start) d GROUP BY 1 HAVING sum(times) > 0"
    )
