"""The tables' side of a draft: every row its facts changed, once, in its last state."""

import hashlib
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft, Draftee
from command.domain.fold import touched
from command.domain.fold.drill import EVERYTHING
from command.domain.kept import KEPT, due_of
from command.domain.picture import Assignment, Incident, Offer
from command.store import evacuees, exercises
from command.store.batch import Batch, from_rows

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


def _insert(table: str, columns: dict[str, str]) -> str:
    names = ", ".join(columns)
    picked = ", ".join(f"x.{name}" for name in columns)
    return f"INSERT INTO {table} (universe, {names}) SELECT %(universe)s, {picked} FROM {from_rows(columns)}"


def _upsert(table: str, columns: dict[str, str], fixed: tuple[str, ...] = (), key: str = "id") -> str:
    sets = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns if name not in ("id", *fixed))
    return f"{_insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET {sets}"


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
    "slot": "text",
    "state": "text",
}
_ASSIGNMENT = {
    "id": "text",
    "incident": "text",
    "person": "text",
    "made_at": "timestamptz",
    "closed_at": "timestamptz",
    "status": "text",
    "slot": "text",
    "state": "text",
}
_PERSON = {
    "id": "text",
    "name": "text",
    "active": "bool",
    "on_duty": "bool",
    "rights_number": "bigint",
    "roles": "text[]",
    "areas": "text[]",
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
    "content_hash": "text",
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
_KEPT = {
    "kind": "text",
    "id": "text",
    "state": "text",
    "due": "timestamptz",
    "closed_at": "timestamptz",
}
_TASK = {"id": "text", "made_at": "timestamptz", "closed_at": "timestamptz", "state": "text"}

_UPSERT_INCIDENT = _upsert("incident", _INCIDENT, ("number", "filed_at", "grid", "lat", "lon", "category"))
_UPSERT_OFFER = _upsert("offer", _OFFER, ("incident", "person", "made_at", "slot"))
_UPSERT_ASSIGNMENT = _upsert("assignment", _ASSIGNMENT, ("incident", "person", "made_at", "slot"))
_INSERT_TASK = _insert("task", _TASK)
_UPSERT_KEPT = (
    f"{_insert('kept', _KEPT)} ON CONFLICT (universe, kind, id) DO UPDATE SET "
    "state = COALESCE(EXCLUDED.state, kept.state), due = EXCLUDED.due, closed_at = EXCLUDED.closed_at"
)
_UPSERT_PERSON = _upsert("person", _PERSON, key="universe, id")
_INSERT_REPORT = _insert("report", _REPORT)
_INSERT_REQUEST = _insert("request", _REQUEST).replace("x.content_hash", "decode(x.content_hash, 'hex')")
_INSERT_DEADLINE = _insert("deadline", _DEADLINE)
_CLOSE_TASKS = (
    "UPDATE task SET closed_at = %(now)s WHERE closed_at IS NULL "
    "AND id IN (SELECT json_array_elements_text(CAST(%(tasks)s AS json)))"
)
_MOVE_DEADLINES = (
    f"UPDATE deadline d SET due = x.due FROM {from_rows({'incident': 'text', 'due': 'timestamptz'})} "
    "WHERE d.incident = x.incident AND d.closed_at IS NULL"
)
_CLOSE_DEADLINES = (
    "UPDATE deadline SET closed_at = %(now)s WHERE closed_at IS NULL "
    "AND incident IN (SELECT json_array_elements_text(CAST(%(incidents)s AS json)))"
)


def write(batch: Batch, draft: Draft, answered: list[Answered]) -> None:
    """Add all rows of a draft to a batch. The caller holds the universe's lock, runs the batch and commits."""
    facts = draft.facts
    batch.add_rows(_UPSERT_INCIDENT, tuple(_INCIDENT), _incidents(draft))
    batch.add_rows(_UPSERT_OFFER, tuple(_OFFER), _offers(draft))
    batch.add_rows(_UPSERT_ASSIGNMENT, tuple(_ASSIGNMENT), _assignments(draft))
    _deadlines(batch, draft)
    batch.add_rows(_INSERT_REPORT, tuple(_REPORT), _reports(facts, draft.now))
    batch.add_rows(_INSERT_REQUEST, tuple(_REQUEST), _requests(answered, draft.now))
    batch.add_rows(_UPSERT_PERSON, tuple(_PERSON), _people(draft))
    batch.add_rows(_INSERT_TASK, tuple(_TASK), _tasks(draft))
    batch.add_rows(_UPSERT_KEPT, tuple(_KEPT), _kept(draft))
    evacuees.write(batch, draft)
    exercises.write(batch, draft)
    if done := _tasks_done(draft):
        batch.add(_CLOSE_TASKS, tasks=_encode(done).decode(), now=draft.now)


def _moves(draft: Draft) -> bool:
    """Whether what is due of everything has moved: then all of it is written anew."""
    return any(isinstance(d.fact, EVERYTHING) for d in draft.facts)


def _incidents(draft: Draft) -> list[tuple[Any, ...]]:
    touched = dict.fromkeys(d.incident for d in draft.facts if d.incident is not None)
    if _moves(draft):
        touched |= dict.fromkeys(draft.picture.incidents)
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
    return [_part(o, closed, why) for o, closed, why in rows]


def _dirty_offers(draft: Draft) -> dict[str, None]:
    ids: dict[str, None] = dict.fromkeys(draft.picture.offers) if _moves(draft) else {}
    for d in draft.facts:
        if isinstance(d.fact, f.OfferMade):
            ids[d.fact.offer] = None
        elif isinstance(d.fact, f.ReportMerged) and d.fact.raised:
            incident = draft.picture.incidents.get(d.fact.incident)
            if incident is not None:
                ids |= dict.fromkeys(_raised(draft, incident, "offer"))
    return ids


def _raised(draft: Draft, incident: Incident, kind: str) -> list[str]:
    """The offers or assignments that became more urgent with their incident: the lead's and those beside it."""
    slots = [draft.picture.slots[id_] for id_ in incident.slots if id_ in draft.picture.slots]
    return [id_ for one in (incident, *slots) if (id_ := getattr(one, kind)) is not None]


def _assignments(draft: Draft) -> list[tuple[Any, ...]]:
    open_ = draft.picture.assignments
    rows: list[tuple[Assignment, datetime | None, str]]
    rows = [(a, draft.now, why) for a, why in draft.ended.assignments.values()]
    rows += [(open_[id_], None, open_[id_].status) for id_ in _dirty_assignments(draft) if id_ in open_]
    return [_part(a, closed, why) for a, closed, why in rows]


def _part(one: Offer | Assignment, closed: datetime | None, why: str | None) -> tuple[Any, ...]:
    """An offer or assignment, and how it ended or where it stands."""
    return one.id, one.incident, one.person, one.made_at, closed, why, one.slot or "", _encode(one).decode()


def _dirty_assignments(draft: Draft) -> dict[str, None]:
    ids: dict[str, None] = dict.fromkeys(draft.picture.assignments) if _moves(draft) else {}
    for d in draft.facts:
        if isinstance(d.fact, f.AssignmentMade | f.AssignmentChanged | f.ArrivalAsked | f.ArrivalAnswered):
            ids[d.fact.assignment] = None
        elif isinstance(d.fact, f.ReportMerged) and d.fact.raised:
            incident = draft.picture.incidents.get(d.fact.incident)
            if incident is not None:
                ids |= dict.fromkeys(_raised(draft, incident, "assignment"))
    return ids


def _deadlines(batch: Batch, draft: Draft) -> None:
    """Deadlines that were superseded, also within the draft, are closed; the last one of each incident stays open."""
    if _moves(draft):
        standing = [(i.id, i.next.due) for i in draft.picture.incidents.values() if i.next is not None]
        batch.add_rows(_MOVE_DEADLINES, ("incident", "due"), standing)
    made: dict[tuple[str, int, int], f.Deadline] = {}
    for d in draft.facts:
        due = getattr(d.fact, "next", None)
        if due is not None and d.incident is not None:
            made[(d.incident, due.round, due.step)] = due
    moved = list(dict.fromkeys([key[0] for key in made] + list(draft.ended.incidents)))
    if moved:
        batch.add(_CLOSE_DEADLINES, incidents=_encode(moved).decode(), now=draft.now)
    rows = []
    for (incident, round_, step), due in made.items():
        known = draft.picture.incidents.get(incident)
        live = known is not None and known.next == due
        rows.append((incident, round_, step, due.kind, due.due, None if live else draft.now))
    batch.add_rows(_INSERT_DEADLINE, tuple(_DEADLINE), rows)


def _reports(facts: list[Draftee], now: datetime) -> list[tuple[Any, ...]]:
    stored = {d.fact.report: (d.fact.request, d.fact.outcome) for d in facts if isinstance(d.fact, f.ReportStored)}
    stored |= {d.fact.press: (d.fact.request, "filed") for d in facts if isinstance(d.fact, f.ButtonPressed)}
    rows = []
    for d in facts:
        r = d.fact
        if isinstance(r, f.IncidentFiled | f.ReportMerged):
            request, outcome = stored.get(r.report, ("", "filed"))
            caller = r.caller or f.Caller()
            head = (r.report, r.incident, request, r.reporter, r.category, r.disposition, outcome, r.place.grid)
            rest = (r.place.lat, r.place.lon, r.text, caller.name or None, caller.phone or None, r.reported_at, now)
            rows.append((*head, *rest, d.number))
    return rows


def _requests(answered: list[Answered], now: datetime) -> list[tuple[Any, ...]]:
    return [(a.sender, a.method, a.id, a.content_hash.hex(), a.number, a.outcome, now) for a in answered]


def _people(draft: Draft) -> list[tuple[Any, ...]]:
    kinds = f.PersonRegistered | f.RightsChanged | f.DutyStarted | f.DutyEnding | f.DutyEnded
    ids = dict.fromkeys(d.fact.person for d in draft.facts if isinstance(d.fact, kinds))
    for unit in (d.fact for d in draft.facts if isinstance(d.fact, f.UnitRegistered)):
        ids |= dict.fromkeys([*unit.released, *(unit.desks or ())])
    people = [p for p in (draft.picture.people.get(i) for i in ids) if p is not None]
    return [(p.id, p.name, p.active, p.on_duty, p.rights_number, p.roles, p.areas, _encode(p).decode()) for p in people]


def _tasks(draft: Draft) -> list[tuple[Any, ...]]:
    made = [d.fact.task for d in draft.facts if isinstance(d.fact, f.EntrySetAside)]
    tasks = [draft.picture.tasks[id_] for id_ in made if id_ in draft.picture.tasks]
    return [(t.id, t.at, None, _encode(t).decode()) for t in tasks]


def _kept(draft: Draft) -> list[tuple[Any, ...]]:
    """Every kept thing that was touched, in its last state, also of one that is gone by now."""
    rows = []
    keys = dict.fromkeys(key for d in draft.facts for key in touched(d.fact))
    if _moves(draft):
        keys |= {(member, id_): None for member in KEPT for id_ in getattr(draft.picture, member)}
    for member, id_ in keys:
        thing = getattr(draft.picture, member).get(id_)
        last = thing or draft.ended.kept.get((member, id_))
        state = None if last is None else _encode(last).decode()
        rows.append((member, id_, state, due_of(thing), draft.now if thing is None else None))
    return rows


def _tasks_done(draft: Draft) -> list[str]:
    return [d.fact.task for d in draft.facts if isinstance(d.fact, f.TaskDone)]
