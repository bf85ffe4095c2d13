"""The tables' side of a draft: every row its facts changed, once, in its last state."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from command.domain import facts as f
from command.domain.draft import Draft, Draftee
from command.domain.picture import Assignment, Incident, Offer

Values = dict[str, list[Any]]
_encode = msgspec.json.Encoder().encode


class Answered(Struct, frozen=True):
    """A durable request that a draft decided. `content_hash` 32 bytes; `outcome` JSON for whoever asks again."""

    sender: str
    method: str
    id: str
    content_hash: bytes
    number: int
    outcome: str


def content_hash(canonical: bytes) -> bytes:
    """The 32 bytes by which a resend is told from another content under the same id."""
    return hashlib.sha256(canonical).digest()


def _upsert(table: str, key: str, columns: dict[str, str], fixed: tuple[str, ...] = ()) -> Any:
    names = list(columns)
    casts = ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in columns.items())
    sets = ", ".join(f"{n} = EXCLUDED.{n}" for n in names if n not in (key, *fixed))
    return text(
        f"INSERT INTO {table} (universe, {', '.join(names)}) SELECT :universe, x.* FROM unnest({casts}) "
        f"AS x({', '.join(names)}) ON CONFLICT ({key}) DO UPDATE SET {sets}"
    )


def _insert(table: str, columns: dict[str, str]) -> Any:
    casts = ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in columns.items())
    return text(
        f"INSERT INTO {table} (universe, {', '.join(columns)}) SELECT :universe, x.* FROM unnest({casts}) "
        f"AS x({', '.join(columns)})"
    )


_INCIDENT = {
    "id": "text",
    "number": "bigint",
    "category": "text",
    "disposition": "text",
    "priority": "smallint",
    "status": "text",
    "grid": "text",
    "lat": "float8",
    "lon": "float8",
    "text": "text",
    "reports": "int",
    "filed_at": "timestamptz",
    "changed_at": "timestamptz",
    "closed_at": "timestamptz",
    "handler": "text",
    "state": "text",
}
_OFFER = {
    "id": "text",
    "incident": "text",
    "person": "text",
    "made_at": "timestamptz",
    "closed_at": "timestamptz",
    "outcome": "text",
    "state": "text",
}
_ASSIGNMENT = {
    "id": "text",
    "incident": "text",
    "person": "text",
    "made_at": "timestamptz",
    "closed_at": "timestamptz",
    "status": "text",
    "state": "text",
}
_PERSON = {
    "id": "text",
    "name": "text",
    "active": "bool",
    "on_duty": "bool",
    "rights_number": "bigint",
    "roles": "text",
    "areas": "text",
    "state": "text",
}
_REPORT = {
    "id": "text",
    "incident": "text",
    "request": "text",
    "sender": "text",
    "category": "text",
    "disposition": "text",
    "outcome": "text",
    "grid": "text",
    "lat": "float8",
    "lon": "float8",
    "text": "text",
    "caller_name": "text",
    "caller_phone": "text",
    "reported_at": "timestamptz",
    "at": "timestamptz",
    "number": "bigint",
}
_REQUEST = {
    "sender": "text",
    "method": "text",
    "id": "text",
    "content_hash": "bytea",
    "number": "bigint",
    "outcome": "text",
    "at": "timestamptz",
}
_DEADLINE = {
    "incident": "text",
    "round": "int",
    "step": "int",
    "kind": "text",
    "due": "timestamptz",
    "closed_at": "timestamptz",
}
_TASK = {"id": "text", "made_at": "timestamptz", "closed_at": "timestamptz", "state": "text"}

_UPSERT_INCIDENT = _upsert("incident", "id", _INCIDENT, ("number", "filed_at", "grid", "lat", "lon", "category"))
_UPSERT_OFFER = _upsert("offer", "id", _OFFER, ("incident", "person", "made_at"))
_UPSERT_ASSIGNMENT = _upsert("assignment", "id", _ASSIGNMENT, ("incident", "person", "made_at"))
_UPSERT_TASK = _upsert("task", "id", _TASK, ("made_at",))
_UPSERT_PERSON = text(
    "INSERT INTO person (universe, id, name, active, on_duty, rights_number, roles, areas, state) SELECT :universe, "
    "i, n, a, d, r, string_to_array(ro, ' '), string_to_array(ar, ' '), s FROM unnest(CAST(:id AS text[]), "
    "CAST(:name AS text[]), CAST(:active AS bool[]), CAST(:on_duty AS bool[]), CAST(:rights_number AS bigint[]), "
    "CAST(:roles AS text[]), CAST(:areas AS text[]), CAST(:state AS text[])) AS x(i, n, a, d, r, ro, ar, s) "
    "ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, active = EXCLUDED.active, on_duty = EXCLUDED.on_duty, "
    "rights_number = EXCLUDED.rights_number, roles = EXCLUDED.roles, areas = EXCLUDED.areas, state = EXCLUDED.state"
)
_INSERT_REPORT = _insert("report", _REPORT)
_INSERT_REQUEST = _insert("request", _REQUEST)
_INSERT_DEADLINE = _insert("deadline", _DEADLINE)
_CLOSE_DEADLINES = text(
    "UPDATE deadline SET closed_at = :now WHERE incident = ANY(CAST(:incidents AS text[])) AND closed_at IS NULL"
)


async def write(connection: AsyncConnection, universe: str, draft: Draft, answered: list[Answered]) -> None:
    """Write all rows of a draft. The caller holds the universe's lock and commits."""
    facts = draft.facts
    await _run(connection, universe, _UPSERT_INCIDENT, _INCIDENT, _incidents(draft))
    await _run(connection, universe, _UPSERT_OFFER, _OFFER, _offers(draft))
    await _run(connection, universe, _UPSERT_ASSIGNMENT, _ASSIGNMENT, _assignments(draft))
    await _deadlines(connection, universe, draft)
    await _run(connection, universe, _INSERT_REPORT, _REPORT, _reports(facts, draft.now))
    await _run(connection, universe, _INSERT_REQUEST, _REQUEST, _requests(answered, draft.now))
    await _run(connection, universe, _UPSERT_PERSON, _PERSON, _people(draft))
    await _run(connection, universe, _UPSERT_TASK, _TASK, _tasks(draft))


async def _run(
    connection: AsyncConnection, universe: str, statement: Any, columns: dict[str, str], rows: list[tuple[Any, ...]]
) -> None:
    if rows:
        values: dict[str, Any] = dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))
        await connection.execute(statement, {"universe": universe, **values})


def _incidents(draft: Draft) -> list[tuple[Any, ...]]:
    touched = dict.fromkeys(d.incident for d in draft.facts if d.incident is not None)
    rows = []
    for id_ in touched:
        incident = draft.picture.incidents.get(id_) or draft.ended.incidents.get(id_)
        if incident is not None:
            rows.append(_incident(incident, draft.now if id_ in draft.ended.incidents else None))
    return rows


def _incident(i: Incident, closed_at: datetime | None) -> tuple[Any, ...]:
    state = _encode(i).decode()
    place = i.place
    head = (i.id, i.number, i.category, i.disposition, i.priority, i.status, place.grid, place.lat, place.lon)
    return (*head, i.text, i.reports, i.filed_at, i.changed_at, closed_at, i.handler, state)


def _offers(draft: Draft) -> list[tuple[Any, ...]]:
    open_ = draft.picture.offers
    rows: list[tuple[Offer, datetime | None, str | None]]
    rows = [(o, draft.now, why) for o, why in draft.ended.offers.values()]
    rows += [(open_[id_], None, None) for id_ in _dirty_offers(draft) if id_ in open_]
    return [(o.id, o.incident, o.person, o.made_at, closed, why, _encode(o).decode()) for o, closed, why in rows]


def _dirty_offers(draft: Draft) -> Iterable[str]:
    ids: dict[str, None] = {}
    for d in draft.facts:
        if isinstance(d.fact, f.OfferMade):
            ids[d.fact.offer] = None
        elif isinstance(d.fact, f.ReportMerged) and d.fact.raised:
            incident = draft.picture.incidents.get(d.fact.incident)
            if incident is not None and incident.offer is not None:
                ids[incident.offer] = None
    return ids


def _assignments(draft: Draft) -> list[tuple[Any, ...]]:
    open_ = draft.picture.assignments
    rows: list[tuple[Assignment, datetime | None, str]]
    rows = [(a, draft.now, why) for a, why in draft.ended.assignments.values()]
    rows += [(open_[id_], None, open_[id_].status) for id_ in _dirty_assignments(draft) if id_ in open_]
    return [(a.id, a.incident, a.person, a.made_at, closed, why, _encode(a).decode()) for a, closed, why in rows]


def _dirty_assignments(draft: Draft) -> Iterable[str]:
    ids: dict[str, None] = {}
    for d in draft.facts:
        if isinstance(d.fact, f.AssignmentMade | f.AssignmentChanged):
            ids[d.fact.assignment] = None
        elif isinstance(d.fact, f.ReportMerged) and d.fact.raised:
            incident = draft.picture.incidents.get(d.fact.incident)
            if incident is not None and incident.assignment is not None:
                ids[incident.assignment] = None
    return ids


async def _deadlines(connection: AsyncConnection, universe: str, draft: Draft) -> None:
    """Deadlines that were superseded, also within the draft, are closed; the last one of each incident stays open."""
    made: dict[tuple[str, int, int], f.Deadline] = {}
    for d in draft.facts:
        due = getattr(d.fact, "next", None)
        if due is not None and d.incident is not None:
            made[(d.incident, due.round, due.step)] = due
    moved = list(dict.fromkeys([key[0] for key in made] + list(draft.ended.incidents)))
    if moved:
        await connection.execute(_CLOSE_DEADLINES, {"incidents": moved, "now": draft.now})
    rows = []
    for (incident, round_, step), due in made.items():
        known = draft.picture.incidents.get(incident)
        live = known is not None and known.next == due
        rows.append((incident, round_, step, due.kind, due.due, None if live else draft.now))
    await _run(connection, universe, _INSERT_DEADLINE, _DEADLINE, rows)


def _reports(facts: list[Draftee], now: datetime) -> list[tuple[Any, ...]]:
    stored = {d.fact.report: d.fact for d in facts if isinstance(d.fact, f.ReportStored)}
    rows = []
    for d in facts:
        r = d.fact
        if isinstance(r, f.IncidentFiled | f.ReportMerged):
            answer = stored.get(r.report)
            request, outcome = (answer.request, answer.outcome) if answer is not None else ("", "filed")
            caller = r.caller or f.Caller()
            head = (r.report, r.incident, request, r.reporter, r.category, r.disposition, outcome, r.place.grid)
            rest = (r.place.lat, r.place.lon, r.text, caller.name or None, caller.phone or None, r.reported_at, now)
            rows.append((*head, *rest, d.number))
    return rows


def _requests(answered: list[Answered], now: datetime) -> list[tuple[Any, ...]]:
    return [(a.sender, a.method, a.id, a.content_hash, a.number, a.outcome, now) for a in answered]


def _people(draft: Draft) -> list[tuple[Any, ...]]:
    kinds = f.PersonRegistered | f.RightsChanged | f.DutyStarted | f.DutyEnded
    ids = dict.fromkeys(d.fact.person for d in draft.facts if isinstance(d.fact, kinds))
    people = [p for p in (draft.picture.people.get(i) for i in ids) if p is not None]
    return [
        (p.id, p.name, p.active, p.on_duty, p.rights_number, " ".join(p.roles), " ".join(p.areas), _encode(p).decode())
        for p in people
    ]


def _tasks(draft: Draft) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for d in draft.facts:
        if isinstance(d.fact, f.EntrySetAside) and d.fact.task in draft.picture.tasks:
            t = draft.picture.tasks[d.fact.task]
            rows.append((t.id, t.at, None, _encode(t).decode()))
        elif isinstance(d.fact, f.TaskDone):
            rows.append((d.fact.task, draft.now, draft.now, "{}"))
    return rows
