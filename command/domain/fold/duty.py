"""Folding shifts as they happen. Checking in and out is folded here too, as far as a group's duty goes."""

from datetime import datetime

import msgspec

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.duty import Relief, Signature, Watch
from command.domain.picture import Picture


def duty_started(p: Picture, at: datetime, fact: f.DutyStarted) -> None:
    """Whoever comes is there for the shift they are expected on, and may have the watch from then on."""
    watch = p.watches.get(fact.group or "")
    if watch is None:
        return
    stint = watch.running.get(fact.person)
    if stint is not None:
        watch.running[fact.person] = msgspec.structs.replace(stint, came=stint.came or at, left=None)
    elif fact.person not in watch.early:
        watch.early.append(fact.person)
    if fact.holds and fact.person not in watch.holders:
        watch.holders.append(fact.person)
        watch.due = at  # a handover may be near already


def duty_ended(p: Picture, at: datetime, fact: f.DutyEnded) -> None:
    """Whoever goes has neither the watch nor anything to finish; leaving before the end is kept with the shift."""
    watch = p.watches.get(fact.group or "")
    if watch is None:
        return
    stint = watch.running.get(fact.person)
    if stint is not None:
        watch.running[fact.person] = msgspec.structs.replace(stint, left=at)
    _forget(watch, fact.person)


def duty_ending(p: Picture, at: datetime, fact: f.DutyEnding) -> None:
    """The shift is over, the work is not."""
    watch = p.watches.get(fact.group)
    if watch is not None and fact.person not in watch.leaving:
        watch.leaving.append(fact.person)


def _forget(watch: Watch, person: str) -> None:
    watch.holders = [one for one in watch.holders if one != person]
    watch.leaving = [one for one in watch.leaving if one != person]
    watch.early = [one for one in watch.early if one != person]


def _began(p: Picture, number: int, at: datetime, fact: f.ShiftsBegan) -> None:
    watch = p.watches.get(fact.group)
    if watch is None:
        return
    watch.running |= {stint.person: stint for stint in fact.stints}
    watch.early = [one for one in watch.early if one not in watch.running]
    if fact.holders is not None:
        watch.holders = list(fact.holders)


def _missed(p: Picture, number: int, at: datetime, fact: f.ShiftsMissed) -> None:
    watch = p.watches.get(fact.group)
    if watch is None:
        return
    for person in fact.people:
        if (stint := watch.running.get(person)) is not None:
            watch.running[person] = msgspec.structs.replace(stint, absent=True)


def _over(p: Picture, number: int, at: datetime, fact: f.ShiftsOver) -> None:
    watch = p.watches.get(fact.group)
    if watch is None:
        return
    for stint in fact.stints:
        running = watch.running.get(stint.person)
        if running is not None and (running.day, running.shift) == (stint.day, stint.shift):
            del watch.running[stint.person]


def _gaps_found(p: Picture, number: int, at: datetime, fact: f.GapsFound) -> None:
    if (watch := p.watches.get(fact.group)) is not None:
        watch.gaps = list(fact.gaps)


def _watched(p: Picture, number: int, at: datetime, fact: f.DutyWatched) -> None:
    if (watch := p.watches.get(fact.group)) is not None:
        watch.due = fact.due


def _relief_opened(p: Picture, number: int, at: datetime, fact: f.ReliefOpened) -> None:
    known = p.reliefs.get(fact.relief)
    if known is not None:
        known.outgoing, known.incoming = dict(fact.outgoing), dict(fact.incoming)
        known.out_leader, known.in_leader, known.need = fact.out_leader, fact.in_leader, fact.need
        return
    p.reliefs[fact.relief] = Relief(
        id=fact.relief,
        number=number,
        group=fact.group,
        area=fact.area,
        shift=fact.shift,
        next_shift=fact.next_shift,
        hands_over_at=fact.hands_over_at,
        outgoing=dict(fact.outgoing),
        incoming=dict(fact.incoming),
        out_leader=fact.out_leader,
        in_leader=fact.in_leader,
        need=fact.need,
        opened_at=at,
        due=fact.due,
    )


def _relief_signed(p: Picture, number: int, at: datetime, fact: f.ReliefSigned) -> None:
    handover = p.reliefs.get(fact.relief)
    if handover is None:
        return
    signature = Signature(by=fact.by, by_name=fact.by_name, at=at, sheet=fact.sheet)
    if fact.side == "outgoing":
        handover.out_signed = signature
    else:
        handover.in_signed = signature


def _relief_overdue(p: Picture, number: int, at: datetime, fact: f.ReliefOverdue) -> None:
    if (handover := p.reliefs.get(fact.relief)) is not None:
        handover.level, handover.due = fact.level, fact.due


def _relief_closed(p: Picture, number: int, at: datetime, fact: f.ReliefClosed) -> None:
    p.reliefs.pop(fact.relief, None)
    watch = p.watches.get(fact.group)
    if watch is not None and fact.why == "signed":
        watch.holders, watch.due = list(fact.holders), at


STEPS: Steps = {
    f.ShiftsBegan: _began,
    f.ShiftsMissed: _missed,
    f.ShiftsOver: _over,
    f.GapsFound: _gaps_found,
    f.DutyWatched: _watched,
    f.ReliefOpened: _relief_opened,
    f.ReliefSigned: _relief_signed,
    f.ReliefOverdue: _relief_overdue,
    f.ReliefClosed: _relief_closed,
}
_PRESENCE = (f.DutyStarted, f.DutyEnded, f.DutyEnding)
TOUCHES: Touches = {
    **{step: lambda fact: [("watches", fact.group)] for step in STEPS},
    **{step: lambda fact: [("watches", fact.group)] if fact.group else [] for step in _PRESENCE},
    f.ReliefOpened: lambda fact: [("reliefs", fact.relief)],
    f.ReliefSigned: lambda fact: [("reliefs", fact.relief)],
    f.ReliefOverdue: lambda fact: [("reliefs", fact.relief)],
    f.ReliefClosed: lambda fact: [("reliefs", fact.relief), ("watches", fact.group)],
}
