"""`/api/team`: what a supervisor must know of their own people now: who is out of contact, what of the day is not done,
who in special need is on nobody's list, and who would not be moved.
"""

from datetime import datetime, timedelta

from litestar import get
from msgspec import Struct

from command.domain.draft import Draft
from command.domain.kept.patrol import WorkDay
from command.domain.patrol.day import today
from command.domain.permission import answers_for, covers, may_see_person
from command.domain.picture import Person
from command.domain.reach.knowing import Known, is_alive, last_heard
from command.http.context import Context, Ctx
from command.http.moving_shown import area_name
from command.http.reader import Asker, Reader, require
from command.service import moving
from command.store import visits
from command.store.residents import address_of

_GRID = 15
WHY = "无人走访名单"


class LastPlace(Struct, frozen=True):
    """Where somebody's phone said it was, and when (UTC). WGS84 degrees."""

    lat: float
    lon: float
    at: datetime


class LostPerson(Struct, frozen=True, kw_only=True):
    """Somebody on duty of whom nothing is heard since `since` (UTC; None: never since they came on duty)."""

    person: str
    name: str
    grid: str
    grid_name: str
    since: datetime | None
    place: LastPlace | None


class BehindRow(Struct, frozen=True, kw_only=True):
    """A worker whose day is not done: `rounds` of `need`, `visits` to be made. `running`: a round is under way."""

    person: str
    name: str
    grid: str
    grid_name: str
    rounds: int
    need: int
    visits: int
    running: bool


class UnattendedRow(Struct, frozen=True, kw_only=True):
    """Somebody in special need who is on nobody's list. No name: see `/api/team/unattended`."""

    resident: str
    kind: str
    grid: str
    grid_name: str
    worker_name: str


class Team(Struct, frozen=True, kw_only=True):
    """A supervisor's people now. `hears`: this process hears phones itself; else only whole grids that are known to be
    silent are among `lost`. `behind`, `unattended`: from the evening's look on. `refused`: heads."""

    at: datetime
    hears: bool
    on_duty: int
    lost: list[LostPerson]
    evening: bool
    behind: list[BehindRow]
    unattended: list[UnattendedRow]
    refused: int


class UnattendedHome(Struct, frozen=True, kw_only=True):
    """One of them by name."""

    resident: str
    name: str
    kind: str
    grid: str
    address: str
    phone: str


class UnattendedHomes(Struct, frozen=True):
    """All of them by name."""

    at: datetime
    people: list[UnattendedHome]


@get("/api/team", tags=["people"])
async def get_team(context: Ctx, reader: Asker) -> Team:
    """The reader's own people. No numbers and no resident's name are in it."""
    require(reader, "team.get")
    entries = [one for order in await moving.live(context.desk) for one in order.entries]
    refused = sum(
        one.entry.heads for one in entries if one.entry.status == "refused" and covers(reader.person, one.grid)
    )
    return await context.desk.look(lambda draft: _team(context, reader, draft, refused))


@get("/api/team/unattended", tags=["people"])
async def list_unattended(context: Ctx, reader: Asker) -> UnattendedHomes:
    """Who in special need is on nobody's list this evening, by name. Each look is recorded."""
    require(reader, "team.get")
    mine = await context.desk.look(lambda draft: _unattended(context, reader, draft))
    homes = await visits.homes_of(context.reading, [one.resident for one in mine])
    looks = [{"id": context.new_id(), "resident": home.id} for home in homes]
    await visits.keep_looks(
        context.engine, context.district, looks, at=context.now(), person=reader.person.id, reason=WHY
    )
    shown = [
        UnattendedHome(
            resident=home.id,
            name=home.name,
            kind=home.kind,
            grid=home.grid,
            address=address_of(home.house, home.room),
            phone=home.phone,
        )
        for home in homes
    ]
    return UnattendedHomes(context.now(), shown)


def _team(context: Context, reader: Reader, draft: Draft, refused: int) -> Team:
    people = [
        one
        for id_ in sorted(draft.situation.on_duty)
        if may_see_person(reader.person, one := draft.situation.workers[id_]) and id_ != reader.person.id
    ]
    looked = draft.picture.evenings.get(draft.situation.district)
    evening = looked is not None and looked.date == today(draft.now).isoformat()
    lost = [found for one in people if (found := _lost(context, draft, one)) is not None]
    return Team(
        at=draft.now,
        hears=context.hearing.hears(),
        on_duty=len(people),
        lost=sorted(lost, key=lambda one: (one.since is not None, one.since)),
        evening=evening,
        behind=_behind(context, reader, draft) if evening else [],
        unattended=_unattended(context, reader, draft) if evening else [],
        refused=refused,
    )


def _lost(context: Context, draft: Draft, person: Person) -> LostPerson | None:
    """Out of contact: nothing was heard for too long, by their phone or by other ways."""
    grid = next((code for code in person.areas if len(code) == _GRID), "")
    report = draft.picture.contacts.get(person.id) or draft.picture.contacts.get(grid)
    if report is not None and report.due is not None and report.due > draft.now:
        return None
    ago = context.hearing.heard_s(person.id)
    heard_at = draft.now - timedelta(seconds=ago) if ago is not None else None
    known = Known(heard_at=heard_at, on_duty_since=person.duty_since)
    silence = draft.picture.silences.get(grid)
    since = last_heard(known)
    is_silent = since is None or draft.now - since >= draft.policy.silent
    if is_alive(known, draft.now) or not (silence is not None or (is_silent and context.hearing.hears())):
        return None
    position = context.hearing.position_of(person.id)
    place = LastPlace(position["lat"], position["lon"], position["at"]) if position is not None else None
    return LostPerson(
        person=person.id,
        name=person.name,
        grid=grid,
        grid_name=area_name(context, grid),
        since=heard_at or (silence.since if silence is not None else None),
        place=place,
    )


def _behind(context: Context, reader: Reader, draft: Draft) -> list[BehindRow]:
    on = today(draft.now).isoformat()
    days = [one for one in draft.picture.days.values() if one.date == on and answers_for(reader.person, one.area)]
    found = [_behind_row(context, one) for one in sorted(days, key=lambda one: (one.area, one.person))]
    return [one for one in found if one.visits or one.rounds < one.need]


def _behind_row(context: Context, day: WorkDay) -> BehindRow:
    return BehindRow(
        person=day.person,
        name=day.person_name,
        grid=day.area,
        grid_name=area_name(context, day.area),
        rounds=sum(one.over_at is not None for one in day.rounds),
        need=day.need,
        visits=len(day.missed),
        running=day.running is not None,
    )


def _unattended(context: Context, reader: Reader, draft: Draft) -> list[UnattendedRow]:
    on = today(draft.now).isoformat()
    return [
        UnattendedRow(
            resident=one.resident,
            kind=one.kind,
            grid=one.grid,
            grid_name=area_name(context, one.grid),
            worker_name=one.worker_name,
        )
        for evening in draft.picture.evenings.values()
        if evening.date == on
        for one in evening.unattended.values()
        if answers_for(reader.person, one.grid)
    ]


ROUTES = [get_team, list_unattended]
