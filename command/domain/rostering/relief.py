"""交接班: nobody who has the watch goes before relief; responsibility passes at the second signature."""

from datetime import date, datetime, timedelta

import msgspec

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.duty import Matter, Stint
from command.domain.kept.duty import Relief, Watch
from command.domain.picture import Picture
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Group, Turn
from command.domain.rostering.above import above, name_of
from command.domain.rostering.ending import end_shift
from command.domain.sender import Asked
from command.wire.requests import SignRelief

_LISTED = 50
_INSTANT = timedelta(microseconds=1)


def look_at_relief(draft: Draft, group: Group, watch: Watch, duty: list[Turn]) -> None:
    """Open the handover when the change of the watch is near; keep its names true while it is open."""
    if not watch.holders:
        return  # nobody to relieve: whoever comes has the watch
    change = _change(draft, watch)
    if change is None or draft.now < change - draft.policy.handover_before:
        return
    open_ = next((one for one in draft.picture.reliefs.values() if one.group == group.id), None)
    at = max(change, draft.now)
    incoming = [one for one in duty if one.shift.kind == "watch" and one.covers(at)]
    if not incoming:
        return  # a gap, and told as one: there is nobody to sign for it
    if open_ is not None and open_.hands_over_at < change:
        draft.add(f.ReliefClosed(relief=open_.id, group=group.id, area=group.area, why="superseded"))
        open_ = None
    fact = _opened(draft, group, watch, change, incoming, open_)
    if open_ is None or _differs(open_, fact):
        draft.add(fact)


def shift_held(running: dict[str, Stint], holders: list[str]) -> tuple[date, str] | None:
    """The shift (its day and name) that those who have the watch are on: the one that is over first, when one of them
    goes on into the next. Whoever comes for a later one waits for the signatures."""
    stints = [one for person in holders if (one := running.get(person)) is not None]
    first = min(stints, key=lambda one: one.over_at, default=None)
    return (first.day, first.shift) if first is not None else None


def _change(draft: Draft, watch: Watch) -> datetime | None:
    """When the shift of those who have the watch ends as a whole: not when one of them is replaced."""
    ends = [one.over_at for person in watch.holders if (one := watch.running.get(person)) is not None]
    return min(ends, default=None)


def _opened(
    draft: Draft, group: Group, watch: Watch, change: datetime, incoming: list[Turn], known: Relief | None
) -> f.ReliefOpened:
    running = [watch.running[person] for person in watch.holders if person in watch.running]
    first = incoming[0].shift
    return f.ReliefOpened(
        relief=known.id if known is not None else draft.new_id(),
        group=group.id,
        area=group.area,
        shift=running[0].shift if running else "",
        next_shift=first.name,
        hands_over_at=change,
        outgoing={person: name_of(draft, person) for person in watch.holders},
        incoming={one.person or "": name_of(draft, one.person) for one in incoming},
        out_leader=next((one.person for one in running if one.leads), ""),
        in_leader=next((one.person or "" for one in incoming if one.leads), ""),
        need=min(first.need, len(incoming)),
        due=change + draft.policy.handover_again,
    )


def _differs(known: Relief, now: f.ReliefOpened) -> bool:
    return (known.outgoing, known.incoming, known.need) != (now.outgoing, now.incoming, now.need)


def sign_relief(draft: Draft, asked: Asked, request: SignRelief) -> Refusal | None:
    """One side signs the list. With the second signature the watch is the others', and those before go off duty."""
    handover = draft.picture.reliefs.get(request.relief)
    if handover is None:
        return refuse("handover_unknown")
    refusal = _may_sign(draft, asked, handover, request.side)
    if refusal is not None:
        return refusal
    unfinished = _unfinished(draft.picture)
    signed = f.ReliefSigned(
        request=asked.request,
        relief=handover.id,
        group=handover.group,
        area=handover.area,
        side=request.side,
        by=asked.sender.id,
        by_name=asked.sender.name,
        sheet=request.sheet.signed(),
        unfinished=unfinished[:_LISTED],
        unfinished_count=len(unfinished),
    )
    draft.add(signed, asked.sender.id)
    if request.side == "incoming":
        _pass_on(draft, handover)
    return None


def may_go(draft: Draft, person: str) -> Refusal | None:
    """Whether somebody may check out as far as a watch is concerned: not before relief, or enough without them."""
    for watch in draft.picture.watches.values():
        if person in watch.holders:
            seats = _seats_now(draft, watch)
            stint = watch.running.get(person)
            replaced = person not in {one.person for one in seats} and stint is not None and draft.now < stint.over_at
            need = max((one.shift.need for one in seats), default=1)
            if not replaced or len(watch.holders) - 1 < need:
                return refuse("relief_needed")
    return None


def relief_due(draft: Draft, handover: Relief) -> None:
    """It should have been signed: those above are told which side is missing, again and again."""
    group = draft.picture.groups[handover.group]
    parties = [handover.out_leader, handover.in_leader]
    told = dict.fromkeys([*filter(None, parties), *above(draft, [group.id])])
    draft.add(
        f.ReliefOverdue(
            relief=handover.id,
            group=group.id,
            area=group.area,
            waits_for="outgoing" if handover.out_signed is None else "incoming",
            level=handover.level + 1,
            told=list(told),
            due=draft.now + draft.policy.handover_again,
        )
    )


def _seats_now(draft: Draft, watch: Watch) -> list[Turn]:
    turns = draft.roster.turns(draft.now, draft.now + _INSTANT, [watch.id])
    return [one for one in turns if one.covers(draft.now) and one.shift.kind == "watch"]


def _may_sign(draft: Draft, asked: Asked, handover: Relief, side: str) -> Refusal | None:
    party = handover.outgoing if side == "outgoing" else handover.incoming
    if asked.sender.id not in party or not asked.sender.on_duty:
        return refuse("handover_not_yours", side=side)
    if (handover.out_signed if side == "outgoing" else handover.in_signed) is not None:
        return refuse("handover_signed")
    if side == "outgoing":
        return None
    if handover.out_signed is None:
        return refuse("handover_order")
    if handover.out_signed.by == asked.sender.id:
        return refuse("handover_same_person")
    here = _present(draft, handover)
    return refuse("relief_incomplete", present=len(here), need=handover.need) if len(here) < handover.need else None


def _present(draft: Draft, handover: Relief) -> list[str]:
    people = draft.picture.people
    return [one for one in handover.incoming if one in people and people[one].on_duty and not people[one].leaving]


def _pass_on(draft: Draft, handover: Relief) -> None:
    """The watch is the incoming's from now on, and the others go. A shift signed for early is over when it ends."""
    watch = draft.picture.watches[handover.group]
    here = _present(draft, handover)
    gone = [one for one in watch.holders if one not in handover.incoming]
    closed = f.ReliefClosed(relief=handover.id, group=handover.group, area=handover.area, why="signed", holders=here)
    draft.add(closed)
    over = [stint for one in gone if (stint := watch.running.get(one)) is not None and stint.ends <= draft.now]
    if over:
        stints = [msgspec.structs.replace(one, left=one.left or draft.now) for one in over]
        draft.add(f.ShiftsOver(group=handover.group, area=handover.area, stints=stints))
    for person in gone:
        if draft.picture.people[person].on_duty:
            end_shift(draft, person, "relieved", handover.group)


def _unfinished(picture: Picture) -> list[Matter]:
    """未了事项: what is open, the most urgent first, of equals the oldest."""
    open_ = sorted(picture.incidents.values(), key=lambda one: (one.priority, one.number))
    return [Matter(one.id, one.number, one.category, one.priority, one.status, one.place.grid) for one in open_]
