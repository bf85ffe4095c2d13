"""Folding grid workers' days."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.patrol import Care, Evening, Round, Visited, WorkDay
from command.domain.picture import Picture


def _day_opened(p: Picture, number: int, at: datetime, fact: f.DayOpened) -> None:
    p.days[fact.day] = WorkDay(
        id=fact.day,
        person=fact.person,
        person_name=fact.person_name,
        area=fact.area,
        date=fact.date,
        need=fact.need,
        due=fact.due,
        visits=list(fact.visits),
    )


def _round_started(p: Picture, number: int, at: datetime, fact: f.RoundStarted) -> None:
    day = p.days.get(fact.day)
    if day is not None:
        day.rounds.append(Round(id=fact.round, began_at=fact.began_at))


def _round_finished(p: Picture, number: int, at: datetime, fact: f.RoundFinished) -> None:
    day = p.days.get(fact.day)
    for one in day.rounds if day is not None else ():
        if one.id == fact.round:
            one.over_at, one.short = fact.over_at, fact.short


def _visit_recorded(p: Picture, number: int, at: datetime, fact: f.VisitRecorded) -> None:
    day, care = p.days.get(fact.day or ""), p.cares.get(fact.care or "")
    if day is not None:
        day.done[fact.resident] = fact.at_door
    if care is not None:
        care.done[fact.resident] = fact.at_door
    evening = p.evenings.get(fact.area[:12])
    if evening is not None:
        evening.unattended.pop(fact.resident, None)
    if fact.outcome != "absent":
        p.visited[fact.resident] = Visited(id=fact.resident, at=fact.at_door, person=fact.person, outcome=fact.outcome)


def _care_ordered(p: Picture, number: int, at: datetime, fact: f.CareOrdered) -> None:
    p.cares[fact.care] = Care(
        id=fact.care,
        area=fact.area,
        why=fact.why,
        reason=fact.reason,
        visits={who: list(people) for who, people in fact.visits.items()},
        by=fact.by,
        by_name=fact.by_name,
        ordered_at=at,
        due=fact.due,
    )


def _care_closed(p: Picture, number: int, at: datetime, fact: f.CareClosed) -> None:
    p.cares.pop(fact.care, None)


def _day_ended(p: Picture, number: int, at: datetime, fact: f.DayEnded) -> None:
    p.days.pop(fact.day, None)


def _evening_told(p: Picture, number: int, at: datetime, fact: f.EveningTold) -> None:
    unattended = {one.resident: one for one in fact.unattended}
    p.evenings[fact.area] = Evening(id=fact.area, date=fact.date, unattended=unattended)


def _evening_looked(p: Picture, number: int, at: datetime, fact: f.EveningLooked) -> None:
    p.evenings[fact.area] = Evening(id=fact.area, date=fact.date)
    for one in fact.over:
        p.evenings.pop(one, None)


def _of_visit(fact: f.VisitRecorded) -> list[tuple[str, str]]:
    touched = [("evenings", fact.area[:12])]
    touched += [] if fact.outcome == "absent" else [("visited", fact.resident)]
    touched += [("days", fact.day)] if fact.day is not None else []
    return touched + ([("cares", fact.care)] if fact.care is not None else [])


_DAYS: Steps = {
    f.DayOpened: _day_opened,
    f.RoundStarted: _round_started,
    f.RoundFinished: _round_finished,
    f.DayEnded: _day_ended,
}
_CARES: Steps = {f.CareOrdered: _care_ordered, f.CareClosed: _care_closed}
STEPS: Steps = {
    **_DAYS,
    **_CARES,
    f.VisitRecorded: _visit_recorded,
    f.EveningTold: _evening_told,
    f.EveningLooked: _evening_looked,
}
TOUCHES: Touches = {
    **{step: lambda fact: [("days", fact.day)] for step in _DAYS},
    **{step: lambda fact: [("cares", fact.care)] for step in _CARES},
    f.VisitRecorded: _of_visit,
    f.EveningTold: lambda fact: [("evenings", fact.area)],
    f.EveningLooked: lambda fact: [("evenings", one) for one in (fact.area, *fact.over)],
}
