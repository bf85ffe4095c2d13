"""The day itself: whom it is opened for, who is to be visited, and what is told when it is over."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.patrol import Visited, WorkDay
from command.domain.picture import Person
from command.domain.registry import NeedKind
from command.domain.worktime import LOCAL

VISIT_EVERY: dict[NeedKind, timedelta] = {
    "living_alone": timedelta(days=7),
    "empty_nest": timedelta(days=7),
    "disabled": timedelta(days=14),
    "pregnant": timedelta(days=14),
    "low_income": timedelta(days=30),
}
"""How long after the last visit the next is due [D]; every household once a month is a practice seen [P]."""


class InNeed(Struct, frozen=True):
    """Somebody in special need, as the registry has them; `worker`: who looks after them by name."""

    id: str
    kind: NeedKind
    grid: str
    worker: str


def today(now: datetime) -> date:
    """The district's date."""
    return now.astimezone(LOCAL).date()


def is_day(now: datetime, hours: tuple[time, time]) -> bool:
    """Whether days are opened at this hour: from the first of the district's `hours` up to the second."""
    return hours[0] <= now.astimezone(LOCAL).time() < hours[1]


def day_id(person: str, on: date) -> str:
    """One day of one person."""
    return f"{person}:{on.isoformat()}"


def visits_due(people: Iterable[InNeed], visited: dict[str, Visited], now: datetime) -> list[str]:
    """Who is to be visited on this day of the district: those never visited, and those whose next visit is due."""
    on = today(now)
    return sorted(one.id for one in people if _is_due(visited.get(one.id), VISIT_EVERY[one.kind], on))


def _is_due(last: Visited | None, every: timedelta, on: date) -> bool:
    return last is None or today(last.at) + every <= on


def open_day(draft: Draft, person: Person, people: Iterable[InNeed]) -> None:
    """Open the day of somebody on duty, once. `people`: whom they look after."""
    area = _grid_of(person)
    id_ = day_id(person.id, today(draft.now))
    if area is None or not person.on_duty or not is_day(draft.now, draft.policy.day) or id_ in draft.picture.days:
        return
    draft.add(
        f.DayOpened(
            day=id_,
            person=person.id,
            person_name=person.name,
            area=area,
            date=today(draft.now).isoformat(),
            need=draft.policy.rounds_a_day,
            visits=[] if "visits" in draft.policy.not_done else visits_due(people, draft.picture.visited, draft.now),
            due=datetime.combine(today(draft.now), draft.policy.day[1], LOCAL).astimezone(UTC),
        )
    )


def day_due(draft: Draft, day: WorkDay) -> None:
    """The day is over: what was not done goes to the group's leader."""
    whole = [one for one in day.rounds if one.over_at is not None]
    is_short = len(whole) < day.need or bool(day.missed)
    draft.add(
        f.DayEnded(
            day=day.id,
            person=day.person,
            person_name=day.person_name,
            area=day.area,
            date=day.date,
            need=day.need,
            rounds=len(whole),
            short=sum(one.short for one in whole),
            visits=len(day.done),
            missed=day.missed,
            told=leaders_of(draft, day.area) if is_short else [],
        )
    )


def leaders_of(draft: Draft, grid: str) -> list[str]:
    """The 网格组长 of a grid: whoever above answers for the fewest besides it (a group, else the community, …)."""
    near = {
        person.id: max(len(code) for code in person.areas if grid.startswith(code))
        for person in draft.situation.leaders.values()
        if "supervisor" in person.roles and any(grid.startswith(code) for code in person.areas)
    }
    nearest = max(near.values(), default=0)
    return sorted(person for person, length in near.items() if length == nearest)


def _grid_of(person: Person) -> str | None:
    return next((code for code in person.areas if len(code) == 15), None) if "worker" in person.roles else None
