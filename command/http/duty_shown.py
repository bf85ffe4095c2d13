"""What `/api/duty…` answers: structs, and how they are made of what is kept. Instants in UTC, days local."""

from datetime import date, datetime

from msgspec import Struct

from command.domain.permission import answers_for, sees_whole_district
from command.domain.picture import Person
from command.domain.place import Spot
from command.domain.roster import Gap, Group, OnDuty, Roster, Turn, Window
from command.domain.rostering.above import may_roster
from command.service.rosters import Kept


class DutyInfo(Struct, frozen=True, kw_only=True):
    """Somebody on duty or expected. `layer`: which layer of the roster says so; `place`: where they checked in."""

    person: str
    name: str
    roles: list[str]
    areas: list[str]
    since: datetime | None
    place: Spot | None
    state: str = "rostered"
    group: str | None = None
    group_name: str = ""
    shift: str = ""
    kind: str = ""
    day: date | None = None
    layer: str = ""
    leads: bool = False
    starts: datetime | None = None
    ends: datetime | None = None


class TurnInfo(Struct, frozen=True, kw_only=True):
    """A stretch of the roster. `person` None: a gap; `holder`: who would be there."""

    group: str
    group_name: str
    shift: str
    kind: str
    day: date
    starts: datetime
    ends: datetime
    seat: int
    leads: bool
    person: str | None
    name: str
    holder: str | None
    layer: str
    rounds: list[Window]


class GapInfo(Struct, frozen=True, kw_only=True):
    """A gap ahead."""

    group: str
    group_name: str
    kind: str
    shift: str
    day: date | None
    starts: datetime
    ends: datetime
    have: int
    need: int


class GroupInfo(Struct, frozen=True, kw_only=True):
    """A group. `steers`: whether the reader writes its roster."""

    id: str
    name: str
    kind: str
    area: str
    leader: str
    overseer: str
    members: dict[str, str]
    steers: bool


def duty_info(kept: Kept, one: OnDuty) -> DutyInfo:
    """With what the roster says of them."""
    person, turn = kept.people.get(one.person), one.turn
    base = {
        "person": one.person,
        "name": kept.name(one.person),
        "roles": list(person.roles) if person is not None else [],
        "areas": person.areas if person is not None else [],
        "since": one.since,
        "place": person.last_place if person is not None and one.since is not None else None,
        "state": one.state,
    }
    if turn is None:
        return DutyInfo(**base)  # type: ignore[arg-type]
    return DutyInfo(
        **base,  # type: ignore[arg-type]
        group=turn.group,
        group_name=group_name(kept, turn.group),
        shift=turn.shift.name,
        kind=turn.shift.kind,
        day=turn.day,
        layer=turn.layer,
        leads=turn.leads,
        starts=turn.starts,
        ends=turn.ends,
    )


def turn_info(kept: Kept, turn: Turn) -> TurnInfo:
    """A stretch of the roster with names."""
    return TurnInfo(
        group=turn.group,
        group_name=group_name(kept, turn.group),
        shift=turn.shift.name,
        kind=turn.shift.kind,
        day=turn.day,
        starts=turn.starts,
        ends=turn.ends,
        seat=turn.seat,
        leads=turn.leads,
        person=turn.person,
        name=kept.name(turn.person),
        holder=turn.holder,
        layer=turn.layer,
        rounds=turn.shift.rounds,
    )


def gap_info(kept: Kept, gap: Gap) -> GapInfo:
    """A gap with the name of its group."""
    return GapInfo(
        group=gap.group,
        group_name=group_name(kept, gap.group),
        kind=gap.kind,
        shift=gap.shift,
        day=gap.day,
        starts=gap.starts,
        ends=gap.ends,
        have=gap.have,
        need=gap.need,
    )


def group_info(kept: Kept, group: Group, reader: Person, today: date) -> GroupInfo:
    """A group with the members of its pattern of today, or of its first."""
    pattern = group.pattern_on(today) or (group.patterns[0] if group.patterns else None)
    return GroupInfo(
        id=group.id,
        name=group.name,
        kind=group.kind,
        area=group.area,
        leader=group.leader,
        overseer=group.overseer,
        members={person: kept.name(person) for person in (pattern.members if pattern is not None else [])},
        steers=may_roster(reader, group),
    )


def group_name(kept: Kept, group: str) -> str:
    """The group's name, or its id."""
    known = kept.groups.get(group)
    return known.name if known is not None else group


def seen_groups(kept: Kept, roster: Roster, reader: Person, area: str) -> list[str]:
    """The groups whose roster the reader may see, of those in `area`: theirs, the watch's, or all."""
    whole = sees_whole_district(reader)
    own = set(roster.groups_of(reader.id))
    return [
        one.id
        for one in kept.groups.values()
        if one.area.startswith(area)
        and (whole or one.id in own or one.kind == "watch" or may_roster(reader, one) or answers_for(reader, one.area))
    ]
