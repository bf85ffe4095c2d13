"""What happens in grid workers' days: rounds and visits, made and missed."""

from datetime import datetime

from command.domain import facts as f
from command.domain.figures.happening import Happening, HappeningKind

DAYS = (f.RoundFinished, f.VisitRecorded, f.DayEnded)
_OfDay = f.RoundFinished | f.VisitRecorded | f.DayEnded


def daily(number: int, at: datetime, fact: _OfDay) -> list[Happening]:
    """What such a fact tells, counted for whose day it was; a visit for whoever made it."""
    told: dict[HappeningKind, int]
    match fact:
        case f.RoundFinished():
            told = {"round": 1, "short_round": int(fact.short)}
        case f.VisitRecorded():
            told = {"visit": 1}
        case f.DayEnded():
            told = {"missed_round": max(0, fact.need - fact.rounds), "missed_visit": len(fact.missed)}
    return [
        Happening(number=number, kind=kind, at=at, grid=fact.area, person=fact.person, times=times)
        for kind, times in told.items()
        if times
    ]
