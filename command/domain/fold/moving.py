"""Folding the moving of people: lists, what becomes of each entry, and how full the shelters are."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.facts.moving import EvacueeStatus, EvacueeStep
from command.domain.fold.step import Steps, Touches
from command.domain.kept.moving import Evacuation, HeadCount, MoveList, Moving, Shelter
from command.domain.picture import Picture

LINES = 1000
"""Lines that one fact may have: a line is the fact's number times this, and the entry's place in it."""


def _opened(p: Picture, number: int, at: datetime, fact: f.EvacuationOpened) -> None:
    p.evacuations[fact.evacuation] = Evacuation(
        id=fact.evacuation,
        area=fact.area,
        title=fact.title,
        reason=fact.reason,
        by=fact.by,
        by_name=fact.by_name,
        opened_at=at,
        until=fact.due,
        due=fact.due,
    )


def _listed(p: Picture, number: int, at: datetime, fact: f.EvacueesListed) -> None:
    known = p.movelists.get(fact.movelist)
    if known is None:
        known = p.movelists[fact.movelist] = MoveList(id=fact.movelist, evacuation=fact.evacuation, area=fact.area)
    for index, one in enumerate(fact.people):
        known.people[one.id] = Moving(
            source=one.source, line=number * LINES + index, heads=one.heads, need=one.need, worker=one.worker, at=at
        )


def _assigned(p: Picture, number: int, at: datetime, fact: f.EvacueesAssigned) -> None:
    known = p.movelists.get(fact.movelist)
    if known is not None:
        for id_ in known.people.keys() & fact.evacuees:
            known.people[id_].worker = fact.worker


def _removed(p: Picture, number: int, at: datetime, fact: f.EvacueeRemoved) -> None:
    known = p.movelists.get(fact.movelist)
    entry = known.people.pop(fact.evacuee, None) if known is not None else None
    if known is not None and entry is not None:
        _count(p, entry, -1)
        _when(known)


def _amended(p: Picture, number: int, at: datetime, fact: f.EvacueeAmended) -> None:
    known = p.movelists.get(fact.movelist)
    entry = known.people.get(fact.evacuee) if known is not None else None
    if entry is not None:
        _count(p, entry, -1)
        entry.heads = fact.heads
        _count(p, entry, 1)


def _step(status: EvacueeStatus) -> Callable[[Picture, int, datetime, EvacueeStep], None]:
    def fold(p: Picture, number: int, at: datetime, fact: EvacueeStep) -> None:
        _become(p, fact, status)

    return fold


def _corrected(p: Picture, number: int, at: datetime, fact: f.EvacueeCorrected) -> None:
    _become(p, fact, fact.to)


def _become(p: Picture, fact: EvacueeStep, status: EvacueeStatus) -> None:
    known = p.movelists.get(fact.movelist)
    entry = known.people.get(fact.evacuee) if known is not None else None
    if known is None or entry is None:
        return
    _count(p, entry, -1)
    entry.status, entry.heads, entry.at, entry.by = status, fact.heads, fact.happened_at, fact.by
    entry.shelter = getattr(fact, "shelter", None)
    entry.whither = "shelter" if status == "arrived" else getattr(fact, "whither", None)
    entry.arrive_by, entry.late = getattr(fact, "arrive_by", None), 0
    entry.signed = getattr(fact, "signed", "unsigned" if status == "refused" else None)
    _count(p, entry, 1)
    _when(known)


def _count(p: Picture, entry: Moving, sign: int) -> None:
    """Whoever is registered at a shelter, or on the way to it, takes a place there."""
    shelter = p.shelters.get(entry.shelter or "")
    if shelter is None:
        return
    if entry.status == "arrived":
        shelter.here += sign * entry.heads
    elif entry.status == "moved":
        shelter.coming += sign * entry.heads


def _when(known: MoveList) -> None:
    """The list's next deadline: the first of those under way. Nobody late: the next silence begins at the bottom."""
    known.due = min((one.arrive_by for one in known.people.values() if one.arrive_by is not None), default=None)
    if not any(one.late for one in known.people.values()):
        known.level = 0


def _missing(p: Picture, number: int, at: datetime, fact: f.ArrivalsMissing) -> None:
    known = p.movelists.get(fact.movelist)
    if known is None:
        return
    for id_ in fact.evacuees:
        if id_ in known.people and known.people[id_].arrive_by is not None:
            known.people[id_].arrive_by, known.people[id_].late = fact.due, known.people[id_].late + 1
    known.level = fact.level
    _when(known)


def _overdue(p: Picture, number: int, at: datetime, fact: f.EvacuationOverdue) -> None:
    known = p.evacuations.get(fact.evacuation)
    if known is not None:
        known.level, known.due = fact.level, fact.due


def _closed(p: Picture, number: int, at: datetime, fact: f.EvacuationClosed) -> None:
    p.evacuations.pop(fact.evacuation, None)
    for id_ in fact.lists:
        known = p.movelists.pop(id_, None)
        for entry in known.people.values() if known is not None else ():
            _count(p, entry, -1)


def _set(p: Picture, number: int, at: datetime, fact: f.ShelterSet) -> None:
    was = p.shelters.get(fact.shelter)
    p.shelters[fact.shelter] = Shelter(
        id=fact.shelter,
        area=fact.area,
        name=fact.name,
        address=fact.address,
        lat=fact.lat,
        lon=fact.lon,
        capacity=fact.capacity,
        contact_name=fact.contact_name,
        contact_phone=fact.contact_phone,
        keepers=list(fact.keepers),
        here=was.here if was is not None else 0,
        coming=was.coming if was is not None else 0,
        count=was.count if was is not None else None,
    )


def _counted(p: Picture, number: int, at: datetime, fact: f.ShelterCounted) -> None:
    known = p.shelters.get(fact.shelter)
    if known is not None:
        known.count = HeadCount(fact.counted, fact.listed, fact.happened_at, fact.by, fact.by_name, fact.note)


def _shut(p: Picture, number: int, at: datetime, fact: f.ShelterClosed) -> None:
    p.shelters.pop(fact.shelter, None)


def _lists(fact: Any) -> list[tuple[str, str]]:
    """The entry's list, and the shelters on either side of the step."""
    sides = (getattr(fact, "left", None), getattr(fact, "shelter", None))
    return [("movelists", fact.movelist), *(("shelters", one) for one in dict.fromkeys(sides) if one is not None)]


_STEPS: Steps = {
    f.EvacueeTold: _step("told"),
    f.EvacueeMoved: _step("moved"),
    f.EvacueeRefused: _step("refused"),
    f.EvacueeArrived: _step("arrived"),
    f.EvacueeReturned: _step("returned"),
    f.EvacueeCorrected: _corrected,
}
_LISTS: Steps = {
    f.EvacueesListed: _listed,
    f.EvacueesAssigned: _assigned,
    f.EvacueeRemoved: _removed,
    f.EvacueeAmended: _amended,
    f.ArrivalsMissing: _missing,
    **_STEPS,
}
_ORDERS: Steps = {f.EvacuationOpened: _opened, f.EvacuationOverdue: _overdue}
_SHELTERS: Steps = {f.ShelterSet: _set, f.ShelterCounted: _counted, f.ShelterClosed: _shut}
STEPS: Steps = {**_LISTS, **_ORDERS, **_SHELTERS, f.EvacuationClosed: _closed}
TOUCHES: Touches = {
    **dict.fromkeys(_LISTS, _lists),
    **{step: lambda fact: [("evacuations", fact.evacuation)] for step in _ORDERS},
    **{step: lambda fact: [("shelters", fact.shelter)] for step in _SHELTERS},
    f.EvacuationClosed: lambda fact: [
        ("evacuations", fact.evacuation),
        *(("movelists", one) for one in fact.lists),
        *(("shelters", one) for one in fact.shelters),
    ],
}
