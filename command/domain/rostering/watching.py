"""The edges of shifts, as the clock comes upon them: who is expected, who has not come, whose shift is over.

One kept `Watch` a group, looked at when something is due or its roster has changed. A look compares what the roster
says now with what was running; so it may come late, come twice, or come after the roster was written anew.
"""

from datetime import datetime, timedelta

import msgspec

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.duty import Stint
from command.domain.kept.duty import Watch
from command.domain.roster import Gap, Group, Turn, gaps, scheduled
from command.domain.roster.hours import span_of
from command.domain.rostering.above import above, name_of
from command.domain.rostering.ending import end_if_done, end_shift
from command.domain.rostering.relief import look_at_relief, shift_held

_AT_LEAST = timedelta(hours=12)
_AGAIN = timedelta(minutes=1)
"""Whose work outlasts their shift is looked at again: should a way to end work not tell, nobody stays for ever."""


def watch_due(draft: Draft, watch: Watch) -> None:
    """One look at one group."""
    group = draft.picture.groups[watch.id]
    turns = draft.roster.turns(draft.now, draft.now + draft.policy.gaps_ahead, [group.id])
    duty = [one for one in turns if one.shift.kind != "standby" and one.person is not None]
    now = {one.person or "": one for one in duty if one.covers(draft.now)}
    _end(draft, group, watch, now)
    _begin(draft, group, watch, now)
    _miss(draft, group, watch)
    if group.kind == "watch":
        look_at_relief(draft, group, watch, duty)
    for person in list(watch.leaving):
        end_if_done(draft, person)
    _tell_gaps(draft, group, watch)
    draft.add(f.DutyWatched(group=group.id, area=group.area, due=_next(draft, watch, duty)))


def _end(draft: Draft, group: Group, watch: Watch, now: dict[str, Turn]) -> None:
    """Shifts that are over. Who has the watch stays until they are relieved, and their shift with them."""
    over = [one for one in watch.running.values() if not _same(one, now.get(one.person))]
    over = [one for one in over if one.person not in watch.holders or one.person in now]
    for person in [one for one in watch.early if one not in now and not _comes_for(draft, one)]:
        end_shift(draft, person, "shift_over", group.id)  # it began and ended while nobody looked
    if not over:
        return
    here = {one.person for one in over if draft.picture.people[one.person].on_duty}
    closed = [
        msgspec.structs.replace(one, ends=min(one.ends, draft.now), left=one.left or _left(draft, one)) for one in over
    ]
    draft.add(f.ShiftsOver(group=group.id, area=group.area, stints=closed))
    for person in sorted(here - now.keys()):
        if not _wanted_elsewhere(draft, person):
            end_shift(draft, person, "shift_over", group.id)


def _left(draft: Draft, stint: Stint) -> datetime | None:
    return draft.now if stint.came is not None else None


def _comes_for(draft: Draft, person: str) -> bool:
    turns = draft.roster.turns_of(person, draft.now, draft.now + draft.policy.shift_early)
    return any(one.shift.kind != "standby" for one in turns)


def _wanted_elsewhere(draft: Draft, person: str) -> bool:
    turn = scheduled(draft.roster, person, draft.now)
    return turn is not None and turn.shift.kind != "standby"


def _begin(draft: Draft, group: Group, watch: Watch, now: dict[str, Turn]) -> None:
    """Shifts that began, or that end at another time than was thought."""
    fresh = [turn for person, turn in now.items() if _news(watch.running.get(person), turn)]
    if not fresh:
        return
    stints = [_stint(draft, turn, watch.running.get(turn.person or "")) for turn in fresh]
    holders = _holders(watch, stints) if group.kind == "watch" else None
    draft.add(f.ShiftsBegan(group=group.id, area=group.area, stints=stints, holders=holders))


def _holders(watch: Watch, stints: list[Stint]) -> list[str] | None:
    """Who has the watch from now on, if that changes: whoever is here for one that is nobody's, or their own team's."""
    running = {**watch.running, **{one.person: one for one in stints}}
    theirs = shift_held(running, watch.holders)
    fresh = [one.person for one in stints if one.came is not None and one.person not in watch.holders]
    if watch.holders:
        fresh = [person for person in fresh if (running[person].day, running[person].shift) == theirs]
    return [*watch.holders, *fresh] if fresh else None


def _stint(draft: Draft, turn: Turn, before: Stint | None) -> Stint:
    person = turn.person or ""
    known = draft.picture.people.get(person)
    if before is not None and not _same(before, turn):
        before = None
    came = before.came if before is not None else None
    if before is None and known is not None and known.on_duty and not known.leaving:
        came = max(turn.starts, known.duty_since or turn.starts)
    return Stint(
        person=person,
        name=name_of(draft, person),
        shift=turn.shift.name,
        kind=turn.shift.kind,
        day=turn.day,
        starts=turn.starts,
        ends=turn.ends,
        layer=turn.layer,
        over_at=span_of(turn.shift, turn.day, draft.policy.zone)[1] if turn.shift.name != "+" else turn.ends,
        leads=turn.leads,
        came=came,
        left=before.left if before is not None else None,
        absent=before.absent if before is not None else False,
    )


def _same(stint: Stint, turn: Turn | None) -> bool:
    return turn is not None and (stint.day, stint.shift) == (turn.day, turn.shift.name)


def _news(stint: Stint | None, turn: Turn) -> bool:
    return stint is None or not _same(stint, turn) or (stint.ends, stint.layer) != (turn.ends, turn.layer)


def _miss(draft: Draft, group: Group, watch: Watch) -> None:
    """缺岗: whoever should be here for ten minutes by now, and is not. Told once."""
    late = draft.now - draft.policy.absent_after
    missing = [one for one in watch.running.values() if one.came is None and not one.absent and one.starts <= late]
    if missing:
        people = {one.person: one.name for one in missing}
        leading = [person for person in watch.holders if (one := watch.running.get(person)) is not None and one.leads]
        told = [one for one in dict.fromkeys([*leading, *above(draft, [group.id])]) if one not in people]
        draft.add(f.ShiftsMissed(group=group.id, area=group.area, people=people, told=told))


def _tell_gaps(draft: Draft, group: Group, watch: Watch) -> None:
    """Gaps ahead are told when they are new; when one is closed, that is said too, to nobody in particular."""
    ahead = gaps(draft.roster, draft.now, draft.now + draft.policy.gaps_ahead, [group.id])
    known, found = {_key(gap) for gap in watch.gaps}, {_key(gap) for gap in ahead}
    if known != found:
        told = above(draft, [group.id]) if found - known else []
        draft.add(f.GapsFound(group=group.id, area=group.area, gaps=ahead, told=told))


def _key(gap: Gap) -> tuple[object, ...]:
    """A gap that belongs to no shift moves with the window: it is told once a day."""
    return (gap.kind, gap.shift, gap.day, gap.ends) if gap.shift else (gap.kind, gap.starts.date())


def _next(draft: Draft, watch: Watch, duty: list[Turn]) -> datetime:
    """The nearest moment at which a look may find something."""
    policy, now = draft.policy, draft.now
    moments = [now + _AT_LEAST]
    for turn in duty:
        moments += [turn.starts, turn.ends, turn.ends - policy.handover_before]
    moments += [one.starts + policy.absent_after for one in watch.running.values() if one.came is None]
    if watch.leaving:
        moments.append(now + _AGAIN)
    return min(one for one in moments if one > now)
