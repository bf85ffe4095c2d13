"""`/api/alerts`: who has read an alert to staff, who has not, and on which rung of the ladder each of those is."""

from datetime import datetime

from litestar import get
from litestar.params import FromPath
from msgspec import Struct

from command.domain.alerts.climbing import delays_of, is_quiet, rungs_of
from command.domain.draft import Draft
from command.domain.facts.alerts import AlertLevel
from command.domain.facts.reach import Rung, RungOutcome
from command.domain.kept.alerts import Alert
from command.domain.kept.reach import Tried
from command.domain.permission import may_see_person
from command.domain.picture import Person
from command.domain.reach.ladder import Outcome, next_rung
from command.domain.refusals import Refusal, refuse
from command.http.context import Context, Ctx
from command.http.moving_shown import area_name
from command.http.problems import Refused
from command.http.reader import Asker, Reader, require

MOST = 1000


class Stage(Struct, frozen=True, kw_only=True):
    """A rung that was tried, what came of it, and when (UTC)."""

    rung: Rung
    outcome: RungOutcome
    why: str
    at: datetime


class Reading(Struct, frozen=True, kw_only=True):
    """Somebody who was told. `read_at` None: not yet. Then `tried`: the rungs so far, and the `next` one with when it
    is due at the latest; `quiet`: they are off duty and left in peace until morning."""

    person: str
    name: str
    area: str
    area_name: str
    on_duty: bool
    read_at: datetime | None
    tried: list[Stage]
    next: Rung | None
    next_at: datetime | None
    quiet: bool


class Readers(Struct, frozen=True, kw_only=True):
    """Who has read an alert and who has not: at most `MOST` of each, those who have not the longest first. The counts
    are of everybody whom the reader may see."""

    at: datetime
    alert: str
    level: AlertLevel
    sent_at: datetime
    people: int
    read: int
    rungs: dict[str, int]
    unread: list[Reading]
    readers: list[Reading]


@get("/api/alerts/{alert_id:str}/readers", tags=["alerts"])
async def get_readers(context: Ctx, reader: Asker, alert_id: FromPath[str]) -> Readers:
    """Of an alert that is not over. `rungs`: how many of the unread were tried last by which rung (`screen`: none)."""
    require(reader, "alerts.readers")

    def look(draft: Draft) -> Readers | Refusal:
        alert = draft.picture.alerts.get(alert_id)
        return refuse("alert_unknown") if alert is None else _readers(context, reader, draft, alert)

    found = await context.desk.look(look)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def _readers(context: Context, reader: Reader, draft: Draft, alert: Alert) -> Readers:
    ladder = draft.picture.ladders.get(f"alert:{alert.id}")
    known = [person for id_ in alert.people if (person := draft.picture.people.get(id_)) is not None]
    seen = [
        _reading(context, draft, alert, person, ladder.tried.get(person.id, []) if ladder is not None else [])
        for person in known
        if may_see_person(reader.person, person)
    ]
    unread = [one for one in seen if one.read_at is None]
    read = sorted((one for one in seen if one.read_at is not None), key=lambda one: str(one.read_at), reverse=True)
    rungs: dict[str, int] = {}
    for one in unread:
        at = one.tried[-1].rung if one.tried else "quiet" if one.quiet else "screen"
        rungs[at] = rungs.get(at, 0) + 1
    return Readers(
        at=draft.now,
        alert=alert.id,
        level=alert.level,
        sent_at=alert.sent_at,
        people=len(seen),
        read=len(read),
        rungs=rungs,
        unread=sorted(unread, key=lambda one: (-len(one.tried), one.name))[:MOST],
        readers=read[:MOST],
    )


def _reading(context: Context, draft: Draft, alert: Alert, person: Person, tried: list[Tried]) -> Reading:
    area = next(iter(person.areas), "")
    read_at = alert.read_at.get(person.id) or (alert.sent_at if person.id in alert.read else None)
    outcomes = {one.rung: Outcome(one.outcome, one.at) for one in tried}
    delays = delays_of(alert.level, draft.policy)
    after = next_rung(alert.sent_at, outcomes, delays, rungs=rungs_of(alert.level)) if read_at is None else None
    quiet = read_at is None and is_quiet(alert.level, draft.policy, draft.now, on_duty=person.on_duty)
    return Reading(
        person=person.id,
        name=person.name,
        area=area,
        area_name=area_name(context, area),
        on_duty=person.on_duty,
        read_at=read_at,
        tried=[Stage(rung=one.rung, outcome=one.outcome, why=one.why, at=one.at) for one in tried],
        next=after[0] if after is not None else None,
        next_at=after[1] if after is not None and not quiet else None,
        quiet=quiet,
    )


ROUTES = [get_readers]
