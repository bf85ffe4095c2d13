"""The ladder's rows: who still waits to be reached, what was tried, and who is at it now.

Leases are by the database's own clock, so that couriers with wrong clocks do no harm; everything said to people is by
the district's.
"""

from datetime import datetime

import msgspec
from msgspec import Struct
from sqlalchemy import text

from command.domain.alerts.climbing import PRIORITY, delays_of, is_quiet, rungs_of
from command.domain.facts.reach import Rung, RungOutcome
from command.domain.kept.alerts import Alert
from command.domain.kept.drill import Notice
from command.domain.kept.safety import RollCall
from command.domain.kept.sos import Sos
from command.domain.kept.summons import Summons
from command.domain.policy import DEFAULT, Policy
from command.domain.reach.ladder import RUNGS, Delays, Outcome
from command.store.batch import from_rows
from command.store.engine import Connection, Engine
from command.store.universe import now_sql

LEASE_S = 30.0
_MOST = 5000


class Asked(Struct, frozen=True, kw_only=True):
    """Somebody of whom something is asked and who has not acknowledged it. `priority` 0 goes before everything.

    `topic`: which words a message has, if what it is about does not say so. `delays`: its own, where the priority does
    not say them.
    """

    about: str
    person: str
    asked_at: datetime
    priority: int
    area: str
    incident: str | None = None
    rungs: tuple[Rung, ...] = RUNGS
    topic: str = ""
    delays: Delays | None = None


class Waiting(Struct, frozen=True):
    """Everybody who waits to be reached, what was tried, and the district's time."""

    now: datetime
    asked: list[Asked]
    tried: dict[tuple[str, str], dict[Rung, Outcome]]


class Leased(Struct, frozen=True, kw_only=True):
    """A rung that is ours for a while. `attempts`: how often it was begun; `first_at`: when for the first time."""

    about: str
    person: str
    rung: Rung
    attempts: int
    first_at: datetime
    now: datetime


class Done(Struct, frozen=True, kw_only=True):
    """A rung that is over and not yet in the ledger."""

    about: str
    person: str
    rung: Rung
    outcome: RungOutcome
    why: str
    attempts: int
    area: str
    incident: str | None


_NOW = f"SELECT {now_sql()} FROM universe WHERE universe = :universe"
_OFFERS = text(
    "SELECT o.id, o.person, o.made_at, (o.state::json->>'priority')::int AS priority, o.incident, i.grid "
    "FROM offer o JOIN incident i ON i.id = o.incident WHERE o.universe = :universe AND o.closed_at IS NULL "
    "ORDER BY 4, o.made_at LIMIT :most"
)
_KEPT = text(
    "SELECT kind, id, state FROM kept WHERE universe = :universe AND closed_at IS NULL "
    "AND kind IN ('sos', 'rollcalls', 'summonses', 'alerts', 'notices')"
)
_ON_DUTY = text("SELECT id FROM person WHERE universe = :universe AND on_duty AND active AND id = ANY(:people)")
_ALERT = text(
    "SELECT state FROM kept WHERE universe = :universe AND kind = 'alerts' AND id = :id AND closed_at IS NULL"
)
_TRIED = text(
    "SELECT about, person, rung, outcome, at FROM delivery WHERE universe = :universe AND state = 'done' "
    "AND about = ANY(:abouts)"
)
_COLUMNS = {
    "about": "text",
    "person": "text",
    "rung": "text",
    "incident": "text",
    "area": "text",
    "priority": "smallint",
}
_STILL_OFFERED = text(
    "SELECT EXISTS (SELECT FROM offer o JOIN person p ON p.universe = o.universe AND p.id = o.person "
    "WHERE o.universe = :universe AND o.id = :id AND o.closed_at IS NULL AND p.active "
    "AND (p.on_duty OR COALESCE((o.state::json->>'standby')::boolean, false)))"
)
_LEASE = text(
    "INSERT INTO delivery (about, person, rung, universe, incident, area, priority, state, lease_until, attempts, "
    "first_at, told) SELECT x.about, x.person, x.rung, :universe, x.incident, x.area, x.priority, 'leased', "
    f"clock_timestamp() + make_interval(secs => :lease), 1, ({_NOW}), false "
    f"FROM {from_rows(_COLUMNS).replace('%(rows)s', ':rows')} "
    "ON CONFLICT (universe, about, person, rung) DO UPDATE SET state = 'leased', lease_until = EXCLUDED.lease_until, "
    "attempts = delivery.attempts + 1 WHERE (delivery.state = 'leased' AND delivery.lease_until < clock_timestamp()) "
    "OR (delivery.state = 'waiting' AND delivery.next_at <= clock_timestamp()) "
    f"RETURNING about, person, rung, attempts, first_at, ({_NOW}) AS now"
)
_KEY = "universe = :universe AND about = :about AND person = :person AND rung = :rung"
_FINISH = text(
    "UPDATE delivery SET state = 'done', outcome = :outcome, why = :why, reference = :reference, told = :told, "
    f"at = ({_NOW}) WHERE {_KEY} AND state <> 'done'"
)
_WAIT = text(
    "UPDATE delivery SET state = 'waiting', why = :why, next_at = clock_timestamp() + make_interval(secs => :seconds) "
    f"WHERE {_KEY} AND state = 'leased'"
)
_UNTOLD = text(
    "SELECT about, person, rung, outcome, why, attempts, area, incident FROM delivery "
    "WHERE universe = :universe AND state = 'done' AND NOT told ORDER BY at, about, person LIMIT 200"
)
_ANY_UNTOLD = text(
    "SELECT EXISTS (SELECT FROM delivery WHERE universe = :universe AND state = 'done' AND NOT told) OR EXISTS "
    "(SELECT FROM kept WHERE universe = :universe AND closed_at IS NULL AND kind IN ('ladders', 'calls'))"
)
_TOLD = text(
    "UPDATE delivery d SET told = true FROM json_to_recordset(CAST(:rows AS json)) AS x(about text, person text, "
    "rung text) WHERE d.universe = :universe AND d.about = x.about AND d.person = x.person AND d.rung = x.rung"
)


async def waiting(engine: Engine, universe: str, more: list[Asked], policy: Policy = DEFAULT) -> Waiting:
    """Look at everything that is open: offers, calls for help nobody has taken, roll-calls; and at `more`."""
    async with engine.connect() as connection:
        now = await connection.scalar(text(_NOW), {"universe": universe})
        asked = [*more, *await _offers(connection, universe), *await _kept(connection, universe, policy, now)]
        abouts = sorted({one.about for one in asked})
        rows = await connection.execute(_TRIED, {"universe": universe, "abouts": abouts})
        tried: dict[tuple[str, str], dict[Rung, Outcome]] = {}
        for row in rows:
            tried.setdefault((row.about, row.person), {})[row.rung] = Outcome(row.outcome, row.at)
    return Waiting(now, asked, tried)


async def lease(engine: Engine, universe: str, wanted: list[tuple[Asked, Rung]]) -> list[Leased]:
    """Take these rungs, as far as nobody else has them: a lease that ran out, or a wait that is over, may be taken."""
    made = [
        {
            "about": one.about,
            "person": one.person,
            "rung": rung,
            "incident": one.incident,
            "area": one.area,
            "priority": one.priority,
        }
        for one, rung in wanted
    ]
    values = {"universe": universe, "rows": msgspec.json.encode(made).decode(), "lease": LEASE_S}
    async with engine.begin() as connection:
        rows = await connection.execute(_LEASE, values)
        return [Leased(**row._mapping) for row in rows]  # noqa: SLF001 - a row's public mapping


async def still_asked(engine: Engine, universe: str, about: str, person: str) -> bool:
    """Whether it is still to be acknowledged by this person: asked right before anything is sent."""
    kind, _, id_ = about.partition(":")
    async with engine.connect() as connection:
        if kind == "offer":
            return bool(await connection.scalar(_STILL_OFFERED, {"universe": universe, "id": id_}))
        if kind == "alert":
            state = await connection.scalar(_ALERT, {"universe": universe, "id": id_})
            return state is not None and person in msgspec.json.decode(state, type=Alert).unread
        found = await _kept(connection, universe, DEFAULT, None)
        return any(one.about == about and one.person == person for one in found)


async def finish(
    engine: Engine,
    universe: str,
    leased: Leased,
    outcome: RungOutcome,
    why: str = "",
    reference: str = "",
    *,
    told: bool = False,
) -> None:
    """This rung is over. `told`: nobody need hear of it. Committed when this returns."""
    values = {"about": leased.about, "person": leased.person, "rung": leased.rung, "universe": universe}
    async with engine.begin() as connection:
        await connection.execute(
            _FINISH, {**values, "outcome": outcome, "why": why, "reference": reference[:200], "told": told}
        )


async def wait(engine: Engine, universe: str, leased: Leased, seconds: float, why: str) -> None:
    """Not now: anybody may try again after so long."""
    values = {"universe": universe, "about": leased.about, "person": leased.person, "rung": leased.rung}
    async with engine.begin() as connection:
        await connection.execute(_WAIT, {**values, "seconds": seconds, "why": why})


async def anything_to_tell(engine: Engine, universe: str) -> bool:
    """Whether a look under the district's lock is worth while."""
    async with engine.connect() as connection:
        return bool(await connection.scalar(_ANY_UNTOLD, {"universe": universe}))


async def untold(connection: Connection, universe: str) -> list[Done]:
    """What is over and not in the ledger. Under the district's lock: nobody else tells it."""
    rows = await connection.execute(_UNTOLD, {"universe": universe})
    return [Done(**row._mapping) for row in rows]  # noqa: SLF001 - a row's public mapping


async def mark_told(connection: Connection, universe: str, done: list[Done]) -> None:
    """Their facts are in the transaction that this is in."""
    rows = [{"about": one.about, "person": one.person, "rung": one.rung} for one in done]
    await connection.execute(_TOLD, {"universe": universe, "rows": msgspec.json.encode(rows).decode()})


async def _offers(connection: Connection, universe: str) -> list[Asked]:
    rows = await connection.execute(_OFFERS, {"universe": universe, "most": _MOST})
    return [
        Asked(
            about=f"offer:{row.id}",
            person=row.person,
            asked_at=row.made_at,
            priority=row.priority,
            area=row.grid,
            incident=row.incident,
        )
        for row in rows
    ]


async def _kept(connection: Connection, universe: str, policy: Policy, now: datetime | None) -> list[Asked]:
    """Without `now`: all but alerts."""
    found: list[Asked] = []
    for row in await connection.execute(_KEPT, {"universe": universe}):
        if row.kind == "sos":
            found += asked_by_sos(msgspec.json.decode(row.state, type=Sos))
        elif row.kind == "notices":
            found += asked_by_notice(msgspec.json.decode(row.state, type=Notice))
        elif row.kind == "summonses":
            found += asked_by_summons(msgspec.json.decode(row.state, type=Summons))
        elif row.kind == "alerts":
            if now is not None:
                found += await _asked_by_alert(connection, universe, row.state, policy, now)
        else:
            found += await _asked_by_rollcall(connection, universe, msgspec.json.decode(row.state, type=RollCall))
    return found


def asked_by_sos(sos: Sos) -> list[Asked]:
    """Everybody above and near, until somebody above has it; and one call, to the leader of whoever calls for help."""
    if sos.taken:
        return []
    answered = {one.by for one in sos.answers}
    told = [*sos.told, *(one.person for one in sos.near)]

    def asked(person: str, *rungs: Rung) -> Asked:
        return Asked(
            about=f"sos:{sos.id}", person=person, asked_at=sos.last_at, priority=0, area=sos.area, rungs=tuple(rungs)
        )

    found = [
        asked(person, "messenger", "sms")
        for person in dict.fromkeys(told)
        if person not in answered and person != sos.person
    ]
    return [*found, asked(sos.person, "call")]


def asked_by_notice(notice: Notice) -> list[Asked]:
    """点名抽查: who has not answered. A messenger and an SMS, never somebody's telephone call: that one cannot be
    reached is what a contact test is to find out."""
    if notice.kind != "contact" or not notice.answer:
        return []
    return [
        Asked(
            about=f"notice:{notice.id}",
            person=person,
            asked_at=notice.at,
            priority=4,
            area="",
            rungs=("messenger", "sms"),
            delays=Delays(),
        )
        for person in notice.to
        if person not in notice.answered
    ]


def asked_by_summons(summons: Summons) -> list[Asked]:
    """Everybody who is called and was not heard of, on duty or not; each turn of somebody is a ladder of its own."""
    return [
        Asked(
            about=f"summons:{summons.id}:{one.turn}",
            person=person,
            asked_at=one.at,
            priority=summons.priority,
            area=one.area or summons.area,
            incident=one.incident,
            rungs=tuple(one.rungs),
            topic=summons.kind if not one.about or summons.kind != "outdoors" else "missing",
        )
        for person, one in summons.people.items()
        if summons.is_asked(person)
    ]


async def _asked_by_alert(
    connection: Connection, universe: str, state: str, policy: Policy, now: datetime
) -> list[Asked]:
    """Who has not read it; by night nobody off duty, unless it is about life."""
    alert = msgspec.json.decode(state, type=Alert)
    if not alert.unread:
        return []
    on_duty = set(await connection.scalars(_ON_DUTY, {"universe": universe, "people": alert.unread}))
    delays = delays_of(alert.level, policy)
    return [
        Asked(
            about=f"alert:{alert.id}",
            person=person,
            asked_at=alert.sent_at,
            priority=PRIORITY[alert.level],
            area=alert.area,
            rungs=rungs_of(alert.level),
            delays=delays,
        )
        for person in alert.unread
        if not is_quiet(alert.level, policy, now, on_duty=person in on_duty)
    ]


async def _asked_by_rollcall(connection: Connection, universe: str, rollcall: RollCall) -> list[Asked]:
    """Who is missing, of those who are still on duty."""
    on_duty = set(await connection.scalars(_ON_DUTY, {"universe": universe, "people": rollcall.missing}))
    return [
        Asked(
            about=f"rollcall:{rollcall.id}", person=person, asked_at=rollcall.opened_at, priority=2, area=rollcall.area
        )
        for person in rollcall.missing
        if person in on_duty
    ]
