"""召回: whoever is called in by a level is called until they say that they come, or cannot; then whoever leads them.
Coming is not being here: who has not come in time is called anew.
"""

from command.domain.draft import Draft
from command.domain.facts.summons import Summoned
from command.domain.kept.mode import MODE, Recall
from command.domain.kept.summons import Summons
from command.domain.reach.leader import leader_of
from command.domain.summons.calling import anew, call, end, heard, summoned, summons_of, widen

TURNS = 4
"""So often the same people are called anew [D]: once with each level that silence goes up."""


def call_in(draft: Draft, recall: Recall) -> None:
    """Everybody called in, by messenger and SMS: hundreds are not telephoned, their leaders are."""
    end(draft, summons_of(draft, "recall", MODE))
    people = {id_: _one(draft, id_, name) for id_, name in recall.people.items() if id_ not in recall.come}
    call(draft, "recall", MODE, draft.situation.district, people, draft.now + draft.policy.recall_answer)


def _one(draft: Draft, id_: str, name: str) -> Summoned:
    known = draft.picture.people.get(id_)
    area = next(iter(known.areas), "") if known is not None else ""
    return Summoned(name=name, area=area, rungs=["messenger", "sms"])


def unanswered(draft: Draft, known: Summons) -> None:
    """Whoever leads those who have not answered is called, each once about all of theirs; in the end by telephone. A
    leader who is called in and has not answered either is telephoned too, and theirs are the coordinators' to find."""
    about: dict[str, list[str]] = {}
    asleep: dict[str, Summoned] = {}
    for id_ in known.missing:
        leader = leader_of(draft, known.people[id_].area, id_)
        if leader is not None and leader.id in known.missing:
            asleep[leader.id] = summoned(draft, leader.id)
        is_there = leader is not None and leader.id not in asleep
        for one in [leader.id] if leader is not None and is_there else draft.situation.coordinators:
            about.setdefault(one, []).append(id_)
    leaders = {one: summoned(draft, one, of) for one, of in about.items()}
    widen(draft, known, {**asleep, **leaders}, due=None, told=[*asleep, *leaders])


def not_come(draft: Draft, missing: list[str]) -> None:
    """The time is up: whoever has not come is called anew, whatever they said; but not who said that they cannot."""
    known = summons_of(draft, "recall", MODE)
    if known is None:
        return
    late = [id_ for id_ in missing if (one := known.people.get(id_)) is not None and one.word != "cannot"]
    again = anew(known.people, [id_ for id_ in late if known.people[id_].turn + 1 < TURNS])
    if again:
        widen(draft, known, again, due=draft.now + draft.policy.recall_answer, level=known.level)


def is_here(draft: Draft, person: str) -> None:
    """They have come: there is nothing left to answer."""
    known = summons_of(draft, "recall", MODE)
    if known is not None and person in known.people and known.people[person].word != "came":
        heard(draft, known, person, "came")


def over(draft: Draft, *, complete: bool) -> None:
    """Everybody has come, or nobody is called in any more."""
    end(draft, summons_of(draft, "recall", MODE), "answered" if complete else "over")
