"""`/api/duty…`: who is on duty at a moment and by what, the week, gaps ahead, requests, handovers, attendance."""

from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any, Literal

from litestar import get
from litestar.params import QueryParameter
from msgspec import Struct

from command.domain.leading import duty_leader
from command.domain.permission import may_call, may_list_people, may_see_person, sees_whole_district
from command.domain.picture import Person
from command.domain.roster import Leave, Override, Plan, Roster, Swap, gaps, standby_at
from command.domain.roster.hours import day_of, instant
from command.domain.roster.now import PRESENT
from command.http.context import Context, Ctx
from command.http.duty_shown import (
    DutyInfo,
    GapInfo,
    GroupInfo,
    TurnInfo,
    duty_info,
    gap_info,
    group_info,
    seen_groups,
    turn_info,
)
from command.http.problems import refused
from command.http.reader import Asker, Reader
from command.service.rosters import Attended, Kept, attendance, duty_at, is_over, known_then, load_kept, summed

Area = Annotated[str, QueryParameter(max_length=15, pattern="^[0-9]*$", description="A division code.")]
When = Annotated[datetime | None, QueryParameter(description="RFC 3339 with an offset; now, if it is not given.")]
Known = Annotated[
    Literal["then", "now"], QueryParameter(description="Of a moment that is over: the roster as known then, or now.")
]
_AHEAD = timedelta(days=7)
_LONGEST = timedelta(days=62)


class DutyList(Struct, frozen=True, kw_only=True):
    """`duty`: everybody who is there, the longest first; `expected`: who should be and is not (yet);
    `standby`: 备班. `at`: the moment that was asked about; `known_at`: the roster is the one that was known then."""

    at: datetime
    known_at: datetime
    duty: list[DutyInfo]
    expected: list[DutyInfo]
    standby: list[TurnInfo]


class WatchInfo(Struct, frozen=True, kw_only=True):
    """A watch: who is its leader and who is on it now, and the nearest gap ahead in any roster. `mine`: the reader has
    the duty leader's seat at this hour, whatever their role, and rules on what is returned twice."""

    at: datetime
    leader: str
    names: list[str]
    shift: str
    until: datetime | None
    standby: int
    absent: int
    gaps: int
    nearest: GapInfo | None
    mine: bool = False


class GapList(Struct, frozen=True, kw_only=True):
    """Gaps ahead, the nearest first."""

    gaps: list[GapInfo]


class Week(Struct, frozen=True, kw_only=True):
    """Every stretch of the roster that touches a period."""

    starts: datetime
    ends: datetime
    groups: list[GroupInfo]
    turns: list[TurnInfo]


class Requests(Struct, frozen=True, kw_only=True):
    """Swaps and leave that are open or still count, and what was changed of the rosters the reader steers."""

    swaps: list[Swap]
    leaves: list[Leave]
    overrides: list[Override]
    plans: list[Plan]


class Attendance(Struct, frozen=True, kw_only=True):
    """考勤 by person, of shifts that were over in the period."""

    starts: datetime
    ends: datetime
    people: list[Attended]


@get("/api/duty", tags=["duty"])
async def list_duty(context: Ctx, reader: Asker, at: When = None, area: Area = "", known: Known = "then") -> DutyList:
    """Who is on duty at a moment, with the layer it comes from; of the people the reader may see.

    A moment that is over is answered by the roster that was known at that moment (ADR 18), unless `known` is `now`.
    """
    if reader.person.roles == ["admin"] or not may_list_people(reader.person):
        raise refused("not_allowed")
    now = context.now()
    moment = _moment(context, at) if at is not None else now
    back = known == "then" and is_over(moment, now)
    kept = await (known_then if back else load_kept)(context.reading, context.district, moment)
    everybody = await duty_at(context.reading, context.district, kept, moment, now, context.desk.policy)
    shown = [duty_info(kept, one) for one in everybody if _shows(reader, kept, one.person, area)]
    here = [one for one in shown if one.state in PRESENT]
    here.sort(key=lambda one: (one.since is None, one.since, one.person))
    waiting = [one for one in shown if one.state not in PRESENT]
    ready = [turn_info(kept, one) for one in standby_at(kept.roster(context.zone), moment, area)]
    seen = [one for one in ready if one.person and _shows(reader, kept, one.person, area)]
    return DutyList(at=moment, known_at=moment if back else now, duty=here, expected=waiting, standby=seen)


@get("/api/duty/watch", tags=["duty"])
async def get_watch(context: Ctx, reader: Asker) -> WatchInfo:
    """The duty leader and the watch by name, and the nearest gap: for walls and for everybody on the desk."""
    if not may_call(list(reader.person.roles), "picture.get"):
        raise refused("not_allowed")
    now = context.now()
    kept = await load_kept(context.reading, context.district, now)
    roster = kept.roster(context.zone)
    everybody = await duty_at(context.reading, context.district, kept, now, now, context.desk.policy)
    holders = {person for watch in kept.watches.values() for person in watch.holders}
    on = [one for one in everybody if one.state in PRESENT and (one.person in holders or _on_watch(one.turn))]
    turns = [one.turn for one in on if one.turn is not None]
    leader = next((one.person for one in on if one.turn is not None and one.turn.leads), None)
    ahead = gaps(roster, now, now + _AHEAD)
    return WatchInfo(
        at=now,
        leader=kept.name(leader),
        names=[kept.name(one.person) for one in on if one.person != leader],
        shift=turns[0].shift.name if turns else "",
        until=min((one.ends for one in turns), default=None),
        standby=len(standby_at(roster, now)),
        absent=sum(one.state == "absent" for one in everybody),
        gaps=len(ahead),
        nearest=gap_info(kept, ahead[0]) if ahead else None,
        mine=await context.desk.look(duty_leader) == reader.person.id,
    )


@get("/api/duty/gaps", tags=["duty"])
async def list_gaps(context: Ctx, reader: Asker, starts: When = None, ends: When = None, area: Area = "") -> GapList:
    """Gaps from `starts` (now) to `ends` (a week on), at most 62 days."""
    first, last = period(context, starts, ends, _AHEAD)
    kept, roster, groups = await _seen(context, reader, first, area)
    return GapList(gaps=[gap_info(kept, one) for one in gaps(roster, first, last, groups)])


@get("/api/duty/week", tags=["duty"])
async def get_week(context: Ctx, reader: Asker, starts: When = None, ends: When = None, area: Area = "") -> Week:
    """The roster from `starts` (the local day's beginning) to `ends` (a week on)."""
    today = instant(day_of(context.now(), context.zone), time(), context.zone)
    first, last = period(context, starts or today, ends, _AHEAD)
    kept, roster, groups = await _seen(context, reader, first, area)
    day = day_of(first, context.zone)
    return Week(
        starts=first,
        ends=last,
        groups=[group_info(kept, kept.groups[one], reader.person, day) for one in groups],
        turns=[turn_info(kept, one) for one in roster.turns(first, last, groups)],
    )


@get("/api/duty/requests", tags=["duty"])
async def list_requests(context: Ctx, reader: Asker) -> Requests:
    """What is asked for and what was changed, of the groups whose roster the reader may see."""
    kept, _, groups = await _seen(context, reader, context.now(), "")
    if not may_list_people(reader.person):
        raise refused("not_allowed")
    known = set(groups)
    return Requests(
        swaps=[one for one in kept.swaps if one.turn.group in known],
        leaves=[one for one in kept.leaves if known.intersection(one.groups) or _sees(reader, kept, one.person)],
        overrides=[one for one in kept.overrides if one.group in known],
        plans=[one for one in kept.plans if one.group in known and one.temporary],
    )


@get("/api/duty/attendance", tags=["duty"])
async def get_attendance(
    context: Ctx, reader: Asker, starts: When = None, ends: When = None, area: Area = ""
) -> Attendance:
    """Who came, came late, left early or did not come, of shifts that were over in the period (a week back)."""
    if not may_list_people(reader.person) or reader.person.roles == ["admin"]:
        raise refused("not_allowed")
    now = context.now()
    first, last = period(context, starts or now - _AHEAD, ends or now, _AHEAD)
    kept = await load_kept(context.reading, context.district, last)
    over = await attendance(context.reading, context.district, first, last)
    stints = [stint for group, stint in over if group.area.startswith(area) and _sees(reader, kept, stint.person)]
    return Attendance(starts=first, ends=last, people=summed(stints, context.desk.policy))


async def _seen(context: Context, reader: Reader, at: datetime, area: str) -> tuple[Kept, Roster, list[str]]:
    require_part(reader)
    kept = await load_kept(context.reading, context.district, at)
    roster = kept.roster(context.zone)
    return kept, roster, seen_groups(kept, roster, reader.person, area)


def require_part(reader: Reader) -> None:
    """Whoever has a part in the work, or sees the whole district."""
    if not may_call(list(reader.person.roles), "leave.ask") and not sees_whole_district(reader.person):
        raise refused("not_allowed")


def _moment(context: Context, at: datetime | None) -> datetime:
    if at is None:
        return context.now()
    if at.tzinfo is None:
        raise refused("invalid", detail="at", field="at")
    return at.astimezone(UTC)


def period(
    context: Context, starts: datetime | None, ends: datetime | None, usual: timedelta
) -> tuple[datetime, datetime]:
    """From when to when, at most 62 days. Raises Refused for a period that ends before it begins, or is too long."""
    first = _moment(context, starts)
    last = _moment(context, ends) if ends is not None else first + usual
    if not first < last or last - first > _LONGEST:
        raise refused("period_wrong", days=_LONGEST.days)
    return first, last


def _shows(reader: Reader, kept: Kept, person: str, area: str) -> bool:
    known = kept.people.get(person)
    inside = known is not None and (not area or any(one.startswith(area) for one in known.areas))
    return inside and _sees(reader, kept, person)


def _sees(reader: Reader, kept: Kept, person: str) -> bool:
    known: Person | None = kept.people.get(person)
    return known is not None and may_see_person(reader.person, known)


def _on_watch(turn: Any) -> bool:
    return turn is not None and turn.shift.kind == "watch"
