"""`/api/duty/mine` and the calendar: one's own shifts, on the phone and in whatever shows iCalendar."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Annotated, Any

from icalendar import Calendar, Event
from litestar import Request, Response, delete, get, post
from litestar.params import QueryParameter
from msgspec import Struct

from command.domain import facts as f
from command.domain.roster import Leave, Swap
from command.http.context import Context, Ctx
from command.http.duty_shown import TurnInfo, group_name, turn_info
from command.http.problems import refused
from command.http.reader import Asker, credential_of, find_reader, require
from command.service.rosters import Kept, load_kept
from command.store.kept import kept_at, kept_one

_AHEAD = timedelta(days=14)
_LAST = timedelta(days=31)
_CALENDAR = timedelta(days=92)


class Colleague(Struct, frozen=True, kw_only=True):
    """Somebody of the own groups, with their next shifts: whom a shift can be swapped with, and for what."""

    person: str
    name: str
    turns: list[TurnInfo]


class Mine(Struct, frozen=True, kw_only=True):
    """Own shifts of the next fourteen days, swaps and leave the reader has a part in, colleagues, calendar or not."""

    at: datetime
    turns: list[TurnInfo]
    swaps: list[Swap]
    leaves: list[Leave]
    colleagues: list[Colleague]
    calendar: bool


class CalendarLink(Struct, frozen=True):
    """Where a calendar program finds one's shifts. It is said once; a new one makes the old worthless."""

    path: str


@get("/api/duty/mine", tags=["duty"])
async def get_mine(context: Ctx, reader: Asker) -> Mine:
    """What a phone shows of the roster."""
    require(reader, "leave.ask")
    now, me = context.now(), reader.person.id
    kept = await load_kept(context.reading, context.district, now)
    roster = kept.roster(context.zone)
    groups = [one for one in roster.groups_of(me) if one in kept.groups]
    turns = [one for one in roster.turns(now, now + _AHEAD, groups) if one.person is not None]
    names = {person: kept.name(person) for one in turns if (person := one.person) is not None}
    others: dict[str, list[TurnInfo]] = {person: [] for person in names if person != me}
    for one in turns:
        if one.person in others and one.starts > now:
            others[one.person].append(turn_info(kept, one))
    return Mine(
        at=now,
        turns=[turn_info(kept, one) for one in turns if one.person == me],
        swaps=[one for one in kept.swaps if me in (one.giver, one.taker)],
        leaves=[one for one in kept.leaves if one.person == me],
        colleagues=[
            Colleague(person=person, name=names[person], turns=others[person])
            for person in sorted(others, key=lambda one: (names[one], one))
        ],
        calendar=bool(await _keys(context, me)),
    )


@post("/api/duty/calendar", status_code=201, tags=["duty"])
async def open_calendar(context: Ctx, reader: Asker) -> CalendarLink:
    """A link to one's own shifts, for a calendar program. It replaces the one before."""
    require(reader, "leave.ask")
    key = secrets.token_urlsafe(24)
    ended = [f.CalendarClosed(calendar=one, person=reader.person.id) for one in await _keys(context, reader.person.id)]
    await context.desk.record([*ended, f.CalendarOpened(calendar=_digest(key), person=reader.person.id)])
    return CalendarLink(f"/api/duty/calendar.ics?key={key}")


@delete("/api/duty/calendar", status_code=204, tags=["duty"])
async def close_calendar(context: Ctx, reader: Asker) -> None:
    """The link is worth nothing from now on."""
    require(reader, "leave.ask")
    ended = [f.CalendarClosed(calendar=one, person=reader.person.id) for one in await _keys(context, reader.person.id)]
    if ended:
        await context.desk.record(list(ended))


@get("/api/duty/calendar.ics", tags=["duty"])
async def get_calendar(
    request: Request[Any, Any, Any],
    context: Ctx,
    key: Annotated[str, QueryParameter(max_length=100, description="The link's key; else one is signed in.")] = "",
) -> Response[bytes]:
    """Own shifts of the last month and the next quarter as iCalendar."""
    person = await _whose(context, request, key)
    now = context.now()
    kept = await load_kept(context.reading, context.district, now - _LAST)
    content = _written(context, kept, person, now)
    headers = {"Cache-Control": "no-store", "Content-Disposition": 'inline; filename="duty.ics"'}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


async def _whose(context: Context, request: Request[Any, Any, Any], key: str) -> str:
    if key:
        found = await kept_one(context.reading, context.district, "calendars", _digest(key))
        holder = context.directory.person(found.person) if found is not None else None
        if holder is None or not holder.active:
            raise refused("unauthorised")
        return holder.id
    reader = await find_reader(context, credential_of(request))
    require(reader, "leave.ask")
    return reader.person.id


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


async def _keys(context: Context, person: str) -> list[str]:
    found = await kept_at(context.engine, context.district, ["calendars"], context.now())
    return [one.id for one in found["calendars"] if one.person == person]


def _written(context: Context, kept: Kept, person: str, now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//gridcommand//duty//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{kept.name(person)} · 值班")
    calendar.add("x-published-ttl", "PT1H")
    for turn in kept.roster(context.zone).turns_of(person, now - _LAST, now + _CALENDAR):
        event = Event()
        event.add("uid", f"{turn.group}-{turn.day}-{turn.shift.name}-{turn.seat}-{int(turn.starts.timestamp())}")
        event.add("dtstamp", now)
        event.add("dtstart", turn.starts.astimezone(context.zone))
        event.add("dtend", turn.ends.astimezone(context.zone))
        event.add("summary", f"{turn.shift.name}{'（带班）' if turn.leads else ''} · {group_name(kept, turn.group)}")
        event.add("description", "、".join(f"{one.starts}–{one.ends}" for one in turn.shift.rounds))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
