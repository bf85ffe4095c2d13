"""傍晚: while there is still time, whoever leads a grid hears who of theirs is behind, and which people in special need
are on nobody's list today because their worker never came on duty. Once a day, and before the quiet hours.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.patrol import WorkDay
from command.domain.patrol.day import InNeed, day_id, leaders_of, today, visits_due
from command.domain.summons.team import call_for_evening
from command.domain.worktime import LOCAL

_COMMUNITY = 12
_WEEK = timedelta(days=7)
_Row = TypeVar("_Row")


def is_evening(draft: Draft) -> bool:
    """Whether the evening's look is due: its hour has come, the day is not over, and nobody has looked today."""
    local = draft.now.astimezone(LOCAL)
    looked = draft.picture.evenings.get(draft.situation.district)
    is_hour = draft.policy.evening <= local.time() < draft.policy.day[1]
    return is_hour and (looked is None or looked.date != local.date().isoformat())


def look_in_evening(draft: Draft, in_need: Iterable[InNeed]) -> None:
    """Tell each community's leaders, once. `in_need`: everybody in special need in the district."""
    if not is_evening(draft):
        return
    on = today(draft.now)
    behind = _by_community((one.grid, one) for one in _behind(draft, on))
    alone = _by_community((one.grid, one) for one in _unattended(draft, list(in_need), on))
    told = sorted({*behind, *alone})
    for community in told:
        _tell(draft, community, on, behind.get(community, []), alone.get(community, []))
    over = sorted(one for one in draft.picture.evenings if one not in told and len(one) == _COMMUNITY)
    draft.add(f.EveningLooked(area=draft.situation.district, date=on.isoformat(), over=over))


def _tell(draft: Draft, community: str, on: date, behind: list[f.Behind], alone: list[f.Unattended]) -> None:
    about: dict[str, list[str]] = {}
    for grid, what in [*((one.grid, one.person) for one in behind), *((one.grid, one.resident) for one in alone)]:
        for leader in leaders_of(draft, grid):
            about.setdefault(leader, []).append(what)
    draft.add(f.EveningTold(area=community, date=on.isoformat(), behind=behind, unattended=alone, told=sorted(about)))
    call_for_evening(draft, community, on, about)


def _behind(draft: Draft, on: date) -> list[f.Behind]:
    """Whose day is not done. What the level says is not done any more is missed by nobody."""
    rounds = "patrol" not in draft.policy.not_done
    days = [one for one in draft.picture.days.values() if one.date == on.isoformat()]
    found = [_row(one) for one in sorted(days, key=lambda one: (one.area, one.person))]
    return [one for one in found if one.visits or (rounds and one.rounds < one.need)]


def _row(day: WorkDay) -> f.Behind:
    whole = sum(one.over_at is not None for one in day.rounds)
    return f.Behind(
        person=day.person,
        name=day.person_name,
        grid=day.area,
        rounds=whole,
        need=day.need,
        visits=len(day.missed),
    )


def _unattended(draft: Draft, in_need: list[InNeed], on: date) -> list[f.Unattended]:
    if "visits" in draft.policy.not_done:
        return []
    visited, people = draft.picture.visited, draft.picture.people
    waiting = set(visits_due(in_need, visited, draft.now))
    for day in draft.picture.days.values():
        waiting -= set(day.visits)
    for care in draft.picture.cares.values():
        waiting -= {resident for residents in care.visits.values() for resident in residents}
    late = set(visits_due(in_need, visited, draft.now - timedelta(days=1)))
    return [
        f.Unattended(
            resident=one.id,
            kind=one.kind,
            grid=one.grid,
            worker=one.worker,
            worker_name=people[one.worker].name if one.worker in people else "",
        )
        for one in in_need
        if one.id in waiting
        and day_id(one.worker, on) not in draft.picture.days
        and (one.id in late or not _rests(draft, one.worker, on))
    ]


def _rests(draft: Draft, worker: str, on: date) -> bool:
    """Whether a roster knows them and gives them this day off: what falls due on it can wait until they are back."""
    begins = datetime.combine(on, time(), LOCAL).astimezone(UTC)
    turns = draft.roster.turns_of(worker, begins - _WEEK, begins + _WEEK)
    ends = begins + timedelta(days=1)
    return bool(turns) and not any(turn.starts < ends and turn.ends > begins for turn in turns)


def _by_community(found: Iterable[tuple[str, _Row]]) -> dict[str, list[_Row]]:
    lists: dict[str, list[_Row]] = {}
    for grid, one in found:
        lists.setdefault(grid[:_COMMUNITY], []).append(one)
    return lists
