"""Whether a script can be played: every line is looked at, and everything that is wrong is told at once."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from command.domain.area import AreaIndex
from command.domain.category import CATEGORIES
from command.domain.drill.expecting import check_expectations
from command.domain.drill.findings import Finding, finding, foreign
from command.domain.drill.measuring import ROLES, Measured, at_scene, given_s, measure
from command.domain.drill.tracks import unfit
from command.domain.facts.script import (
    CallInject,
    ContactInject,
    Inject,
    MessageInject,
    ReportInject,
    RoadInject,
    Script,
    SilentInject,
    TrackInject,
    WarningInject,
)
from command.domain.kept.dispatch import Unit
from command.domain.picture import Person
from command.domain.warning.events import EVENTS

DENSE = 10
"""EEMUA 191: more than ten new things in ten minutes are a flood for one operator."""
MOST = 600
"""[D] One a second for ten minutes: more than any drill's screens can show."""
ONE_PERSON = 10
"""[D] So many things in ten minutes can be asked of one person, no more."""
_LONG_S = 24 * 3600
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


class Ground(Struct, frozen=True, kw_only=True):
    """What a script may speak of: the district's areas, buildings and facilities, its accounts and units."""

    areas: AreaIndex
    people: Mapping[str, Person]
    units: Mapping[str, Unit]


def check_script(script: Script, ground: Ground, compression: float = 1) -> list[Finding]:
    """Everything there is to say, the gravest first and then in the order of lines."""
    found = [] if script.injects else [finding("script_empty")]
    found += _numbers(script)
    for inject in script.injects:
        found += _line(inject, ground)
        found += check_expectations(inject, ground.people, ground.units)
    found += _pace(measure(script, compression), compression, ground)
    found += _two_places(script, compression, ground)
    return in_order(found)


def in_order(found: list[Finding]) -> list[Finding]:
    """The gravest first, then by line."""
    rank = {"refused": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda one: (rank[one.severity], one.number or 0, one.expectation or 0, one.code))


def _numbers(script: Script) -> Iterator[Finding]:
    for number, times in Counter(one.number for one in script.injects).items():
        if times > 1:
            yield finding("number_twice", number, times=times)
    for before, one in pairwise(script.injects):
        if one.offset_s < before.offset_s:
            yield finding("unsorted", one.number, before=before.number)


def _line(inject: Inject, ground: Ground) -> Iterator[Finding]:
    content, number = inject.content, inject.number
    if not inject.title.strip():
        yield finding("title_empty", number)
    if isinstance(content, ReportInject | CallInject):
        yield from _incident(content, number, ground)
    if isinstance(content, ReportInject | CallInject | RoadInject) and ground.areas.resolve(content.place) is None:
        yield finding("place_unknown", number)
    if isinstance(content, CallInject | MessageInject | RoadInject) and not content.text.strip():
        yield finding("text_empty", number)
    if isinstance(content, WarningInject):
        yield from _warning(content, inject)
    if isinstance(content, TrackInject):
        for wrong in unfit(content):
            told = wrong.refusal.told("zh-CN").message, wrong.refusal.told("en").message
            yield foreign("track_refused", *told, number, row=wrong.row)
    if isinstance(content, RoadInject) and content.opens_s is not None and content.opens_s <= inject.offset_s:
        yield finding("road_opens", number)
    if isinstance(content, SilentInject) and not content.people and not (content.area and content.count):
        yield finding("silent_nobody", number)
    yield from _named(inject, ground)


def _incident(content: ReportInject | CallInject, number: int, ground: Ground) -> Iterator[Finding]:
    if content.category not in CATEGORIES:
        yield finding("category_unknown", number, category=content.category)
    said = f"{content.caller.phone} {content.caller.name} " if content.caller is not None else ""
    if _MOBILE.search(said + content.text):
        yield finding("phone_real", number)
    if isinstance(content, ReportInject) and content.by:
        yield from _somebody(content.by, number, ground)


def _warning(content: WarningInject, inject: Inject) -> Iterator[Finding]:
    if content.event not in EVENTS:
        yield finding("event_unknown", inject.number, event=content.event)
    if content.expires_s <= inject.offset_s:
        yield finding("warning_over", inject.number)


def _named(inject: Inject, ground: Ground) -> Iterator[Finding]:
    """Areas and people it speaks of by code."""
    content = inject.content
    areas = list(content.areas) if isinstance(content, WarningInject | RoadInject) else []
    if isinstance(content, SilentInject) and content.area is not None:
        areas.append(content.area)
    yield from (finding("area_unknown", inject.number, area=one) for one in areas if ground.areas.get(one) is None)
    if isinstance(content, SilentInject):
        for one in content.people:
            yield from _somebody(one, inject.number, ground)
    if isinstance(content, MessageInject | ContactInject):
        for one in content.to:
            if one not in ROLES and one not in ground.units:
                yield from _somebody(one, inject.number, ground)


def _somebody(id_: str, number: int, ground: Ground) -> Iterator[Finding]:
    person = ground.people.get(id_)
    if person is None:
        yield finding("person_unknown", number, person=id_)
    elif not person.active:
        yield finding("person_inactive", number, person=person.name or id_)


def _pace(measured: Measured, compression: float, ground: Ground) -> Iterator[Finding]:
    times = round(compression, 2)
    if measured.most > DENSE:
        code, limit = ("flood", MOST) if measured.most > MOST else ("dense", DENSE)
        yield finding(code, minute=measured.from_s // 60, count=measured.most, limit=limit, compression=times)
    for load in measured.people:
        if load.most > ONE_PERSON and load.who in ground.people:
            name = ground.people[load.who].name or load.who
            minute = load.from_s // 60
            yield finding(
                "one_person", person=name, minute=minute, count=load.most, limit=ONE_PERSON, compression=times
            )
    if measured.duration_s > _LONG_S:
        yield finding("long", hours=round(measured.duration_s / 3600, 1))


def _two_places(script: Script, compression: float, ground: Ground) -> Iterator[Finding]:
    """Somebody who is named must be done at one place before they can be expected at the next."""
    busy: dict[str, tuple[float, Inject]] = {}
    for inject in sorted(script.injects, key=lambda one: (one.offset_s, one.number)):
        for_s = at_scene(inject)
        if for_s is None:
            continue
        starts = given_s(inject, compression)
        for who in sorted({one.who for one in inject.expected if one.who in ground.people}):
            until, other = busy.get(who, (0.0, inject))
            if starts < until and _place(other) != _place(inject):
                name = ground.people[who].name or who
                yield finding(
                    "two_places", inject.number, person=name, other=other.number, compression=round(compression, 2)
                )
            busy[who] = max((until, other), (starts + for_s, inject), key=lambda one: one[0])


def _place(inject: Inject) -> object:
    return getattr(inject.content, "place", None)
