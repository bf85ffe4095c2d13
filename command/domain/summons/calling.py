"""A summons opens, widens, is answered and ends: what all kinds of it share."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.summons import Summoned, SummonsKind, SummonsWord
from command.domain.kept.summons import Called, Summons

PACE: dict[SummonsKind, int] = {
    "outdoors": 1,
    "proposal": 1,
    "arrivals": 2,
    "recall": 2,
    "sitrep": 2,
    "handin": 2,
    "contact": 2,
    "missed": 3,
}
"""How fast the ladder is climbed, as an offer of this priority: 15, 20 and 25 s a rung, or 2 or 5 times as long [D]."""


def summons_of(draft: Draft, kind: SummonsKind, ref: str) -> Summons | None:
    """The open one about this, if there is one."""
    return next((one for one in draft.picture.summonses.values() if (one.kind, one.ref) == (kind, ref)), None)


def summoned(draft: Draft, person: str, about: Iterable[str] = (), area: str = "") -> Summoned:
    """Somebody, as a summons names them."""
    known = draft.picture.people[person]
    return Summoned(name=known.name, area=area or next(iter(known.areas), ""), about=sorted(about))


def call(
    draft: Draft, kind: SummonsKind, ref: str, area: str, people: Mapping[str, Summoned], due: datetime | None
) -> None:
    """Call these people; nobody is no summons."""
    if people:
        draft.add(
            f.PeopleSummoned(
                summons=draft.new_id(),
                kind=kind,
                ref=ref,
                area=area,
                priority=PACE[kind],
                people=dict(people),
                due=due,
            )
        )


def widen(
    draft: Draft,
    known: Summons,
    people: Mapping[str, Summoned],
    *,
    due: datetime | None,
    told: Iterable[str] = (),
    level: int | None = None,
) -> None:
    """Silence goes on: more people are called, or the same anew."""
    draft.add(
        f.SummonsWidened(
            summons=known.id,
            kind=known.kind,
            ref=known.ref,
            area=known.area,
            people=dict(people),
            missing=known.missing,
            level=known.level + 1 if level is None else level,
            told=list(dict.fromkeys(told)),
            due=due,
            named={id_: known.people[id_].name for one in people.values() for id_ in one.about if id_ in known.people},
        )
    )


def anew(called: Mapping[str, Called], ids: Iterable[str]) -> dict[str, Summoned]:
    """These once more, as they were called before."""
    return {
        id_: Summoned(name=one.name, area=one.area, incident=one.incident, about=one.about, rungs=one.rungs)
        for id_ in ids
        if (one := called.get(id_)) is not None
    }


def heard(
    draft: Draft,
    known: Summons,
    person: str,
    word: SummonsWord,
    *,
    by: str = "",
    by_name: str = "",
    reason: str = "",
    request: str | None = None,
) -> None:
    """Somebody was heard of; the last of them ends the summons, if all are to be."""
    draft.add(
        f.SummonsAnswered(
            request=request,
            summons=known.id,
            kind=known.kind,
            area=known.area,
            person=person,
            word=word,
            by=by or person,
            by_name=by_name,
            reason=reason,
        ),
        by or person,
    )
    if known.kind == "outdoors" and not known.missing:
        end(draft, known, "answered")


def end(draft: Draft, known: Summons | None, why: str = "over") -> None:
    """Nobody is called for this any more."""
    if known is not None:
        is_answered = why == "answered"
        draft.add(
            f.SummonsEnded(
                summons=known.id,
                kind=known.kind,
                area=known.area,
                why="answered" if is_answered else "over",
                missing=known.missing,
            )
        )
