"""Folding who is called until they are heard of."""

from collections.abc import Mapping
from datetime import datetime

from command.domain import facts as f
from command.domain.facts.summons import Summoned
from command.domain.fold.step import Steps, Touches
from command.domain.kept.summons import Called, Summons
from command.domain.picture import Picture


def _called(people: Mapping[str, Summoned], at: datetime, before: Mapping[str, Called]) -> dict[str, Called]:
    return {id_: _one(one, at, before.get(id_)) for id_, one in people.items()}


def _one(one: Summoned, at: datetime, was: Called | None) -> Called:
    """Called for the first time, or anew; or only asked about more, so that the ladder goes on where it is."""
    goes_on = was is not None and one.more and was.word is None
    return Called(
        name=one.name,
        area=one.area,
        at=was.at if was is not None and goes_on else at,
        incident=one.incident,
        about=list(one.about),
        rungs=list(one.rungs),
        turn=0 if was is None else was.turn if goes_on else was.turn + 1,
    )


def _summoned(p: Picture, number: int, at: datetime, fact: f.PeopleSummoned) -> None:
    p.summonses[fact.summons] = Summons(
        id=fact.summons,
        number=number,
        kind=fact.kind,
        ref=fact.ref,
        area=fact.area,
        priority=fact.priority,
        people=_called(fact.people, at, {}),
        opened_at=at,
        due=fact.due,
    )


def _widened(p: Picture, number: int, at: datetime, fact: f.SummonsWidened) -> None:
    known = p.summonses.get(fact.summons)
    if known is not None:
        known.people |= _called(fact.people, at, known.people)
        known.level, known.due = fact.level, fact.due


def _answered(p: Picture, number: int, at: datetime, fact: f.SummonsAnswered) -> None:
    known = p.summonses.get(fact.summons)
    one = known.people.get(fact.person) if known is not None else None
    if one is not None:
        one.word, one.heard_at, one.reason = fact.word, at, fact.reason
        one.by, one.by_name = fact.by, fact.by_name


def _ended(p: Picture, number: int, at: datetime, fact: f.SummonsEnded) -> None:
    p.summonses.pop(fact.summons, None)


STEPS: Steps = {
    f.PeopleSummoned: _summoned,
    f.SummonsWidened: _widened,
    f.SummonsAnswered: _answered,
    f.SummonsEnded: _ended,
}
TOUCHES: Touches = {step: lambda fact: [("summonses", fact.summons)] for step in STEPS}
